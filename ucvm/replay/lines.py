"""Files that grow by lines of JSON and tell damage from being cut off: recorded runs and journals.

A line ends with a member "chain": the beginning of the SHA-256 over the chain of the line before and this line's other text. So no line can be
changed, moved, doubled or left out unnoticed but at the very end. A last line without its end was being written when the process was killed: it
was never acknowledged and does not count. Anything else that does not fit is damage.
"""

import hashlib
import json
import re
from typing import IO, Any

_DIGITS = 16
_END = re.compile(rb'(?P<text>.*),"chain":"(?P<chain>[0-9a-f]{16})"\}')


class DamageError(ValueError):
    """The lines are not those that were written; the message names the first that is not."""


def _chain(before: bytes, text: bytes) -> bytes:
    return hashlib.sha256(before + text).hexdigest()[:_DIGITS].encode()


class Writer:
    """Writes lines to a file from its beginning on; each is there, even if the process is killed, when `write` returns. Raises OSError."""

    def __init__(self, file: IO[str]) -> None:
        self._file, self._before = file, b""

    def write(self, members: dict[str, Any]) -> None:
        """Write an object (with at least one member) as the next line."""
        text = json.dumps(members, separators=(",", ":"))[:-1]
        self._before = _chain(self._before, text.encode())
        self._file.write(f'{text},"chain":"{self._before.decode()}"}}\n')
        self._file.flush()


def read(data: bytes) -> list[dict[str, Any]]:
    """The objects that were written; raises DamageError."""
    *lines, rest = data.split(b"\n")
    found: list[dict[str, Any]] = []
    before = b""
    for line in lines:
        match = _END.fullmatch(line)
        if match is None or match["chain"] != _chain(before, match["text"]):
            raise DamageError(f"line {len(found) + 1} is not as it was written")
        before = match["chain"]
        found.append(json.loads(match["text"] + b"}"))
    _check_rest(rest, before, len(found) + 1)
    return found


def _check_rest(rest: bytes, before: bytes, number: int) -> None:
    """What was cut off has nothing behind its chain: a byte there was the end of a line."""
    match = _END.match(rest)
    if match and match.end() < len(rest) and match["chain"] == _chain(before, match["text"]):
        raise DamageError(f"line {number} is not as it was written")
