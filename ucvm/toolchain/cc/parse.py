"""Source text to syntax tree: pycparser, with its errors as CompileError."""

import re
from typing import Any, NoReturn

from pycparser import c_parser
from pycparser.c_lexer import CLexer

from ucvm.toolchain.cc.errors import CompileError

Node = Any
"""A node of pycparser's c_ast; its classes are told apart by name."""

_WHERE = re.compile(r"^(.*?)(?::(\d+))?(?::(\d+))?: (.*)$", re.S)


class _Lexer(CLexer):  # type: ignore[misc]
    """pycparser's lexer knows `offsetof` as a keyword; <stddef.h> maps it to the reserved spelling."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._keyword_map["__builtin_offsetof"] = "OFFSETOF"


class _Parser(c_parser.CParser):  # type: ignore[misc]
    """Some of pycparser's errors know only the file: they get the place of the token at which the parser stands."""

    def _parse_error(self, msg: str, coord: Any) -> NoReturn:
        token = self._tokens.peek() if isinstance(coord, str) else None
        if token is not None:
            coord, msg = self._tok_coord(token), f"before: {token.value}"
        elif isinstance(coord, str):
            last = [token for token in self._tokens._buffer if token is not None][-1:]
            coord = self._tok_coord(last[0]) if last else f"{coord}:1:1"
        raise c_parser.ParseError(f"{coord}: {msg}")


def parse(source: str, filename: str) -> Node:
    """The FileAST of preprocessed text; CompileError where it is not C."""
    try:
        return _Parser(lexer=_Lexer).parse(source, filename)
    except c_parser.ParseError as error:
        raise _located(str(error), filename) from None
    except RecursionError:
        raise CompileError(filename, 1, 1, "the program is nested too deeply") from None


def _located(text: str, filename: str) -> CompileError:
    found = _WHERE.match(text)
    if not found:
        return CompileError(filename, 1, 1, text)
    file, line, col, message = found.groups()
    message = f"syntax error before '{message[8:]}'" if message.startswith("before: ") else message[:1].lower() + message[1:]
    return CompileError(file or filename, int(line or 1), int(col or 1), message)
