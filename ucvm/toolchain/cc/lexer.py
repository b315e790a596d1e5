"""Preprocessed text to the parser's tokens: reserved spellings of keywords; the attributes of GNU C ride on the token that follows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pycparser.c_lexer import CLexer, Token

_SPELLINGS = {
    "__alignof__": "_ALIGNOF", "__alignof": "_ALIGNOF", "_Alignof": "_ALIGNOF", "__builtin_choose_expr": "CHOOSE", "__builtin_offsetof": "OFFSETOF",
    "__builtin_types_compatible_p": "TYPES", "__complex__": "_COMPLEX", "__complex": "_COMPLEX", "__const": "CONST", "__const__": "CONST",
    "__inline": "INLINE", "__inline__": "INLINE", "__restrict": "RESTRICT", "__restrict__": "RESTRICT", "__signed__": "SIGNED", "__signed": "SIGNED",
    "__thread": "_THREAD_LOCAL", "__typeof__": "TYPEOF", "__typeof": "TYPEOF", "typeof": "TYPEOF", "__volatile__": "VOLATILE",
    "__volatile": "VOLATILE", "__auto_type": "INT", "asm": "ASM", "__asm__": "ASM", "__asm": "ASM", "__label__": "LABEL", "__real__": "PART",
    "__real": "PART", "__imag__": "PART", "__imag": "PART", "_Float32": "FLOAT", "_Float32x": "DOUBLE", "_Float64": "DOUBLE",
}  # fmt: skip
_VALUES = {
    "CONST": "const", "INLINE": "inline", "RESTRICT": "restrict", "SIGNED": "signed", "VOLATILE": "volatile", "_COMPLEX": "_Complex",
    "_THREAD_LOCAL": "_Thread_local", "TYPEOF": "typeof", "FLOAT": "float", "DOUBLE": "double",
}  # fmt: skip


_HAS_EXTENDED = re.compile(r"[^\0-\x7f]|\\[uU]")
_EXTENDED = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^\#[^\n]*)|[^\0-\x7f]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}""", re.MULTILINE)


def _in_ascii(found: re.Match[str]) -> str:
    text = found[0]
    return text if found[1] else f"$u{ord(text) if len(text) == 1 else int(text[2:], 16):x}"


class Written(NamedTuple):
    """An attribute as it is written: its name without underscores around it, and the tokens of its arguments."""

    name: str
    arguments: tuple[Any, ...]
    at: Any


@dataclass(slots=True)
class Attributed(Token):  # type: ignore[misc]
    """A token that attributes stand before."""

    attributes: list[Written] = field(default_factory=list)


class Lexer(CLexer):  # type: ignore[misc]
    """<stddef.h> maps `offsetof` to its reserved spelling; `__extension__` says nothing."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._keyword_map.update(_SPELLINGS)

    def input(self, text: str, filename: str = "") -> None:
        """Begin with a text; characters of identifiers that ASCII has not are spelled with it."""
        super().input(_EXTENDED.sub(_in_ascii, text) if _HAS_EXTENDED.search(text) else text, filename)

    def token(self) -> Any:
        """The next token, with the attributes before it."""
        found = super().token()
        if found is None or (found.type != "ID" and found.value not in _SPELLINGS):
            return found
        attributes: list[Written] = []
        while found is not None and found.value in _PASSED:
            _PASSED[found.value](self, found, attributes)
            found = super().token()
        if found is None:
            return found
        if found.value in _SPELLINGS:
            found.value = _VALUES.get(found.type, found.value.strip("_") if found.type == "PART" else found.value)
        return Attributed(found.type, found.value, found.lineno, found.column, found.filename, attributes) if attributes else found

    def _attributes(self, at: Any, into: list[Written]) -> None:
        """The list between the two pairs of parentheses."""
        super().token()
        name: Any = None
        arguments: list[Any] = []
        depth = 1
        while depth:
            found = super().token()
            if found is None:
                self.error_func("an attribute has no end", at.lineno, at.column)
                return
            depth += (found.value == "(") - (found.value == ")")
            if (depth == 2 and found.value == ",") or depth == 1:
                if name is not None:
                    into.append(Written(_bare(name.value), tuple(arguments), name))
                name, arguments = None, []
            elif name is None:
                name = None if found.value == "(" and depth == 2 else found
            elif not (found.value == "(" and depth == 3 and not arguments) and not (found.value == ")" and depth == 2):
                arguments.append(found)


def _bare(name: str) -> str:
    return name[2:-2] if name.startswith("__") and name.endswith("__") else name


_PASSED: dict[str, Callable[[Lexer, Any, list[Written]], None]] = {
    "__extension__": lambda lexer, at, into: None,
    "__attribute__": Lexer._attributes,
    "__attribute": Lexer._attributes,
}
