"""What is generated from the instruction table, kept beside the compiled code so that a short run need not generate it again."""

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ucvm.hw.engines.keep import keep, read_own

_PACKAGE = Path(__file__).parent.parent.parent
_PARTS = ("abi", "isa", "hw/engines")
"""Folders of the package that have a part in what is generated."""


def generated(folder: Path | None, name: str, generate: Callable[[], bytes]) -> bytes:
    """What `generate` makes of the instruction table, from the folder if it is there under this name."""
    if folder is None:
        return generate()
    path = folder / f"{name}-{sources_key()}.code"
    found = read_own(path)
    if found is None:
        found = generate()
        keep(path, found)
    return found


@cache
def sources_key() -> str:
    """Names what was generated: by the text of everything that had a part in it, and by the Python that reads it."""
    whole = hashlib.sha256(sys.version.encode())
    for part in _PARTS:
        for source in sorted((_PACKAGE / part).glob("*.py")):
            whole.update(source.read_bytes())
    return whole.hexdigest()
