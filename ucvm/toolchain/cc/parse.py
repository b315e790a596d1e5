"""Source text to syntax tree: pycparser, with its errors as CompileError and the spellings and forms that GNU C adds."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from pycparser import c_ast, c_parser
from pycparser.c_lexer import CLexer

from ucvm.toolchain.cc.errors import CompileError

Node = Any
"""A node of pycparser's c_ast; its classes are told apart by name."""

_WHERE = re.compile(r"^(.*?)(?::(\d+))?(?::(\d+))?: (.*)$", re.S)


_SPELLINGS = {
    "__builtin_offsetof": "OFFSETOF", "__alignof__": "_ALIGNOF", "__alignof": "_ALIGNOF", "__const": "CONST", "__const__": "CONST",
    "__inline": "INLINE", "__inline__": "INLINE", "__restrict": "RESTRICT", "__restrict__": "RESTRICT", "__signed__": "SIGNED", "__signed": "SIGNED",
    "__typeof__": "TYPEOF", "__typeof": "TYPEOF", "typeof": "TYPEOF", "__volatile__": "VOLATILE", "__volatile": "VOLATILE",
}  # fmt: skip
_MEANINGFUL = frozenset(("alias", "cleanup", "constructor", "destructor", "mode", "packed", "scalar_storage_order", "vector_size", "weak"))
"""Attributes that cannot be passed over."""


_PLAIN = {word: "_Alignof" if "align" in word else word.strip("_") for word in _SPELLINGS if "builtin" not in word}


class _Lexer(CLexer):  # type: ignore[misc]
    """Reserved spellings of keywords; what has no meaning here is passed over: __extension__, attributes, local labels' declarations, an asm
    without instructions. <stddef.h> maps `offsetof` to its reserved spelling.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._keyword_map.update(_SPELLINGS)
        self._passed: dict[str, Callable[[Any], None]] = {
            "__extension__": lambda at: None, "__attribute__": self._attribute, "__attribute": self._attribute,
            "__label__": self._local_labels, "asm": self._asm, "__asm__": self._asm, "__asm": self._asm,
        }  # fmt: skip

    def token(self) -> Any:
        """The next token that counts."""
        found = super().token()
        while found is not None and found.value in self._passed:
            self._passed[found.value](found)
            found = super().token()
        if found is not None and found.value in _PLAIN:
            found.value = _PLAIN[found.value]
        return found

    def _attribute(self, at: Any) -> None:
        super().token()
        for found in self._to_closing():
            if found.value.strip("_") in _MEANINGFUL:
                self.error_func(f"attribute '{found.value}' is not supported", at.lineno, at.column)

    def _asm(self, at: Any) -> None:
        found = super().token()
        while found is not None and found.value.strip("_") in ("volatile", "goto", "inline"):
            found = super().token()
        template = super().token()
        if template is None or template.value != '""':
            self.error_func("asm is not supported", at.lineno, at.column)
        list(self._to_closing())

    def _local_labels(self, at: Any) -> None:
        found = at
        while found is not None and found.value != ";":
            found = super().token()

    def _to_closing(self) -> Iterator[Any]:
        """The tokens up to the parenthesis that closes the one before."""
        depth = 1
        while depth:
            found = super().token()
            if found is None:
                return
            depth += (found.value == "(") - (found.value == ")")
            yield found


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


    def _parse_translation_unit_or_empty(self) -> Any:
        self._add_typedef_name("__builtin_va_list", None)
        return super()._parse_translation_unit_or_empty()

    def _parse_constant_expression(self) -> Any:
        """`low ... high`, which cases and designators take, is a binary operator of no other use."""
        low = super()._parse_constant_expression()
        if self._accept("ELLIPSIS"):
            return c_ast.BinaryOp("...", low, super()._parse_constant_expression(), low.coord)
        return low

    def _parse_conditional_expression(self) -> Any:
        """`a ?: b` has no middle operand."""
        test = self._parse_binary_expression()
        if not self._accept("CONDOP"):
            return test
        middle = None if self._peek_type() == "COLON" else self._parse_expression()
        self._expect("COLON")
        return c_ast.TernaryOp(test, middle, self._parse_conditional_expression(), test.coord)

    def _parse_external_declaration(self) -> Any:
        """C89: a function without a type, whose parameters may have declarations of their own."""
        start = self._mark()
        if self._peek_type() == "ID" and not self._starts_declaration():
            decl = self._parse_id_declarator()
            if self._starts_declaration() and type(decl).__name__ == "FuncDecl":
                spec: dict[str, list[Any]] = {"qual": [], "alignment": [], "storage": [], "function": [], "type_attributes": []}
                spec["type"] = [c_ast.IdentifierType(["int"], coord=decl.coord)]
                return [self._parse_function_definition(spec, decl)]
            self._reset(start)
        return super()._parse_external_declaration()

    def _parse_unary_expression(self) -> Any:
        """`&&label` is the label as a value."""
        at = self._accept("LAND")
        if at is None:
            return super()._parse_unary_expression()
        label = self._expect("ID")
        return c_ast.UnaryOp("&&", c_ast.ID(label.value, self._tok_coord(label)), self._tok_coord(at))

    def _parse_jump_statement(self) -> Any:
        """`goto *value;` is a goto whose name is an expression."""
        if self._peek_type() != "GOTO" or self._peek_type(2) != "TIMES":
            return super()._parse_jump_statement()
        at = self._expect("GOTO")
        self._expect("TIMES")
        target = self._parse_expression()
        self._expect("SEMI")
        return c_ast.Goto(target, self._tok_coord(at))

    def _starts_expression(self, tok: Any = None) -> bool:
        return bool(super()._starts_expression(tok)) or (tok or self._peek()).type == "LAND"


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
