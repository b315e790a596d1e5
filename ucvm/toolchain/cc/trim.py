"""Leaves out prototypes of included files that nothing in the unit mentions: parsing them is most of the work of a small unit, and they mean nothing.

Lines keep their numbers. The unit's own file is never touched, so that whatever is wrong in it is found.
"""

import re
from collections import Counter

_NAMES = re.compile(r"[A-Za-z_]\w*")
_MARKER = re.compile(r'# \d+ "((?:[^"\\]|\\.)*)"')
_PROTOTYPE = re.compile(r"(?!typedef\b|static\b|inline\b)[A-Za-z_][\w \t]*[ *]([A-Za-z_]\w*)\([^(){}]*(?:\([^(){}]*\)[^(){}]*)*\);\s*$")


def trim(source: str, filename: str) -> str:
    """The preprocessed text with those lines empty; `filename` is the unit's own file."""
    used = Counter(_NAMES.findall(source))
    own = True
    lines = source.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("# "):
            found = _MARKER.match(line)
            own = found is None or found[1] == filename
        elif not own and line:
            found = _PROTOTYPE.match(line)
            if found and used[found[1]] == 1:
                lines[at] = ""
    return "\n".join(lines)
