"""Preprocessing tokens: what a line of C is made of before macros are expanded (C99 6.4, translation phase 3).

A token remembers whether white space came before it, because `#` and the printed output need that, and its hide set: the
macros it must not be expanded by again (Prosser's algorithm, the one behind C99 6.10.3.4).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

IDENTIFIER, NUMBER, STRING, CHARACTER, PUNCTUATOR, PLACEMARKER = "id", "num", "str", "chr", "op", "none"

IDENTIFIERS = re.compile(r"(?!\d)[\w$]+")
"""Finds every identifier of a text (and more: words inside numbers and strings), to see whether a macro may occur."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\f\v\r\n]+)
    |(?P<str>(?:L|u8|u|U)?"(?:\\.|[^"\\])*")
    |(?P<chr>[LuU]?'(?:\\.|[^'\\])*')
    |(?P<id>(?!\d)[\w$]+)
    |(?P<num>\.?[0-9](?:[eEpP][+-]|[\w.])*)
    |(?P<op>\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\#\#|.)""",
    re.VERBOSE,
)
_JOINING = frozenset("+-*/%&|^<>=!.#:")


class Token(NamedTuple):
    """One preprocessing token; `space` says whether white space stood before it."""

    kind: str
    text: str
    space: bool = False
    hide: frozenset[str] = frozenset()


def tokenise(text: str) -> list[Token]:
    """The tokens of a text without comments; a character that starts no token is a punctuator of its own."""
    tokens = []
    space = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or PUNCTUATOR
        if kind == "space":
            space = True
            continue
        tokens.append(Token(kind, match.group(), space))
        space = False
    return tokens


def spell(tokens: Iterable[Token]) -> str:
    """Source text that reads back as exactly these tokens."""
    parts: list[str] = []
    last = ""
    for token in tokens:
        if parts and (token.space or _would_join(last, token.text)):
            parts.append(" ")
        parts.append(token.text)
        last = token.text
    return "".join(parts)


def _would_join(left: str, right: str) -> bool:
    end, start = left[-1], right[0]
    if end.isalnum() or end in "_$.":
        exponent = end in "eEpP" and start in "+-" and left[0] in ".0123456789"
        return start.isalnum() or start in "_$." or (start in "\"'" and left in ("L", "u", "U", "u8")) or exponent
    return end in _JOINING and start in _JOINING
