r"""Keys for vi and what becomes of a text: keys.txt names a text by a line `# NAME` and then has the keys of one case a line.

\e \r \n \t \xNN are bytes, \\ is a backslash. expected.json holds what vim in its compatible mode makes of them (golden.py).
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
EXPECTED = FOLDER / "expected.json"
LEAVE = b"\x1b\x1b:wq!\r"
"""What is typed behind the keys of every case."""

TEXTS = {
    "words": b"one two three four\n  foo(bar, [baz]) { qux }\n\nfirst. Second one!  Third\nline.  fourth\n\nalpha beta\ngamma delta\nepsilon\n",
    "numbers": b"".join(b"%d\n" % number for number in range(1, 21)),
    "code": b"int main(void)\n{\n\tint x = 1;\n\tif (x) {\n\t\tfoo();\n\t}\n}\n\nint g(void)\n{\n\treturn 0;\n}\n",
    "utf8": "äöü ñandú 日本語 text\nabc éé\n".encode(),
    "empty": b"",
    "one": b"a\n",
    "open": b"no newline",
    "blanks": b"a  b\n   \n  c d  \ne\tf\n...x,,y\n(a.b)\n",
}
_ESCAPES = {"e": b"\x1b", "r": b"\r", "n": b"\n", "t": b"\t", "\\": b"\\"}


class Case(NamedTuple):
    """The keys as they stand in keys.txt, and typed on which text."""

    text: str
    spelling: str

    def typed(self) -> bytes:
        """The bytes."""
        parts = re.split(r"\\(x..|.)", self.spelling)
        return b"".join(part.encode() if at % 2 == 0 else _escape(part) for at, part in enumerate(parts))


def _escape(name: str) -> bytes:
    return bytes([int(name[1:], 16)]) if name[0] == "x" else _ESCAPES[name]


def cases() -> list[Case]:
    """All cases in order."""
    text, found = "", []
    for line in (FOLDER / "keys.txt").read_text().splitlines():
        if line.startswith("# "):
            text = line[2:]
        else:
            found.append(Case(text, line))
    return found


def expected() -> dict[str, dict[str, str]]:
    """What is in the file afterwards, by text and keys."""
    found: dict[str, dict[str, str]] = json.loads(EXPECTED.read_text())
    return found
