"""Source text to syntax tree: pycparser, with its errors as CompileError and the grammar that GNU C adds."""

import re
from typing import Any, NoReturn

from pycparser import c_ast, c_parser

from ucvm.toolchain.cc.errors import CompileError
from ucvm.toolchain.cc.lexer import Attributed, Lexer, Written

Node = Any
"""A node of pycparser's c_ast; its classes are told apart by name."""

_WHERE = re.compile(r"^(.*?)(?::(\d+))?(?::(\d+))?: (.*)$", re.S)
_STARTS = frozenset(("LAND", "PART", "_ALIGNOF", "CHOOSE", "TYPES"))
"""Tokens that begin an expression of GNU C."""


class Attribute(c_ast.Node):  # type: ignore[misc]
    """An attribute and the expressions that are its arguments."""

    __slots__ = ("args", "coord", "name")
    attr_names = ("name",)

    def __init__(self, name: str, args: list[Node], coord: Any) -> None:
        self.name, self.args, self.coord = name, args, coord


class Asm(c_ast.Node):  # type: ignore[misc]
    """An asm statement: its template and the operands (constraint, expression), outputs first."""

    __slots__ = ("coord", "inputs", "outputs", "template")
    attr_names = ("template",)

    def __init__(self, template: str, outputs: list[tuple[str, Node]], inputs: list[tuple[str, Node]], coord: Any) -> None:
        self.template, self.outputs, self.inputs, self.coord = template, outputs, inputs, coord


class LocalLabels(c_ast.Node):  # type: ignore[misc]
    """__label__ NAMES: labels that belong to the block."""

    __slots__ = ("coord", "names")
    attr_names = ("names",)

    def __init__(self, names: list[str], coord: Any) -> None:
        self.names, self.coord = names, coord


def attributes(node: Node) -> list[Attribute]:
    """The attributes of a declaration, member, parameter or type name."""
    while type(node).__name__ != "TypeDecl":
        inner = getattr(node, "type", None)
        if inner is None or isinstance(inner, str):
            return []
        node = inner
    return node.attributes or []


def _innermost(decl: Node) -> Node:
    while type(decl).__name__ != "TypeDecl":
        decl = decl.type
    return decl


class _Parser(c_parser.CParser):  # type: ignore[misc]
    """Attributes are taken from the tokens of the construct they belong to; those of a declaration's specifiers and of its declarator are put on
    the innermost TypeDecl, those of a definition of a type on its node.

    Some of pycparser's errors know only the file: they get the place of the token at which the parser stands.
    """

    _tokens: Any

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

    # ------------------------------------------------------------------ attributes

    def _taken(self, start: int) -> list[Attribute]:
        """The attributes from the token at `start` to before the next one, which nobody can take then any more."""
        self._peek()
        found: list[Attribute] = []
        for token in self._tokens._buffer[start : self._mark() + 1]:
            if isinstance(token, Attributed) and token.attributes:
                found += map(self._attribute, token.attributes)
                token.attributes = []
        return found

    def _attribute(self, written: Written) -> Attribute:
        """Arguments are expressions; a type among them, which no attribute here takes, ends the list."""
        outer, stream = self._tokens, iter(written.arguments)
        self._tokens = c_parser._TokenStream(lambda: next(stream, None))
        args = []
        while self._peek() is not None and self._starts_expression():
            args.append(self._parse_assignment_expression())
            self._accept("COMMA")
        self._tokens = outer
        return Attribute(written.name, args, self._tok_coord(written.at))

    def _parse_specifiers(self, *, allow_storage_and_function: bool) -> Any:
        start = self._mark()
        spec, saw_type, coord = super()._parse_specifiers(allow_storage_and_function=allow_storage_and_function)
        if spec is not None:
            spec["attributes"] = self._taken(start)
        return spec, saw_type, coord

    def _parse_struct_or_union_specifier(self) -> Any:
        start = self._mark()
        node = super()._parse_struct_or_union_specifier()
        if node.decls is not None:
            node.attributes = self._taken(start + 1)
        return node

    def _parse_enum_specifier(self) -> Any:
        start = self._mark()
        node = super()._parse_enum_specifier()
        if node.values is not None:
            node.attributes = self._taken(start + 1)
        return node

    def _parse_declarator_kind(self, kind: str, allow_paren: bool) -> Any:
        start = self._mark()
        decl = super()._parse_declarator_kind(kind, allow_paren)
        inner = _innermost(decl)
        label = self._parse_asm_label()
        inner.attributes = [*(inner.attributes or []), *label, *self._taken(start)]
        return decl

    def _parse_asm_label(self) -> list[Attribute]:
        """asm("name") after a declarator: the symbol, kept as an attribute."""
        at = self._accept("ASM")
        if at is None:
            return []
        self._expect("LPAREN")
        name = self._parse_unified_string_literal()
        self._expect("RPAREN")
        return [Attribute("asm", [name], self._tok_coord(at))]

    def _parse_struct_declarator(self) -> Any:
        start = self._mark()
        info = super()._parse_struct_declarator()
        inner = _innermost(info["decl"])
        inner.attributes = [*(inner.attributes or []), *self._taken(start)]
        return info

    def _parse_parameter_declaration(self) -> Any:
        start = self._mark()
        decl = self._parse_parameter_declaration_body()
        self._taken(start)
        return decl

    def _parse_type_name(self) -> Any:
        start = self._mark()
        made = super()._parse_type_name()
        inner = _innermost(made)
        inner.attributes = [*(inner.attributes or []), *self._taken(start)]
        return made

    def _attach_type_attributes(self, decl: Any, spec: Any) -> Any:
        if isinstance(decl.type, c_ast.PtrDecl | c_ast.ArrayDecl | c_ast.FuncDecl | c_ast.TypeDecl):
            inner = _innermost(decl)
            inner.attributes = [*spec.get("attributes", ()), *(inner.attributes or [])]
        return decl

    # ------------------------------------------------------------------ declarations

    def _parse_external_declaration(self) -> Any:
        """C89: what has no type is an int, and a function's parameters may have declarations of their own. GNU C: asm outside functions."""
        start = self._mark()
        if self._peek_type() == "ASM":
            return [self._parse_asm()]
        if self._peek_type() == "ID" and not self._starts_declaration():
            decl = self._parse_id_declarator()
            spec: dict[str, list[Any]] = {"qual": [], "alignment": [], "storage": [], "function": [], "type_attributes": []}
            spec["type"] = [c_ast.IdentifierType(["int"], coord=decl.coord)]
            if self._starts_declaration() and type(decl).__name__ == "FuncDecl":
                return [self._parse_function_definition(spec, decl)]
            if self._peek_type() in ("SEMI", "COMMA", "EQUALS"):
                first = {"decl": decl, "init": self._parse_initializer() if self._accept("EQUALS") else None}
                infos = self._parse_init_declarator_list(first=first)
                return self._parse_declaration_end(self._build_declarations(spec=spec, decls=infos, typedef_namespace=True))
            self._reset(start)
        return super()._parse_external_declaration()

    def _parse_declaration(self) -> Any:
        """In a function also the definition of a nested one."""
        if self._peek_type() == "_STATIC_ASSERT":
            return super()._parse_declaration()
        spec, saw_type, coord = self._parse_declaration_specifiers(allow_no_type=True)
        if not self._starts_declarator(id_only=not saw_type):
            return self._parse_declaration_end(self._parse_decl_body_with_spec(spec, saw_type))
        first = self._parse_init_declarator(id_only=not saw_type)
        if type(first["decl"]).__name__ == "FuncDecl" and (self._peek_type() == "LBRACE" or self._starts_declaration()):
            spec["type"] = spec["type"] or [c_ast.IdentifierType(["int"], coord=coord)]
            return [self._parse_function_definition(spec, first["decl"])]
        infos = self._parse_init_declarator_list(first, id_only=not saw_type)
        return self._parse_declaration_end(self._build_declarations(spec=spec, decls=infos, typedef_namespace=True))

    def _fix_decl_name_type(self, decl: Any, typename: list[Any]) -> Any:
        """C89: what has no type is an int."""
        return super()._fix_decl_name_type(decl, typename or [c_ast.IdentifierType(["int"], coord=decl.coord)])

    def _parse_initializer_item(self) -> Any:
        """`name: value` and `[index] value` are the old spellings of designators."""
        if self._peek_type() in ("ID", "TYPEID") and self._peek_type(2) == "COLON":
            name = self._parse_identifier_or_typeid()
            self._expect("COLON")
            return c_ast.NamedInitializer([name], self._parse_initializer())
        return super()._parse_initializer_item()

    def _parse_designation(self) -> Any:
        designators = self._parse_designator_list()
        if type(designators[-1]).__name__ == "ID":
            self._expect("EQUALS")
        else:
            self._accept("EQUALS")
        return designators

    # ------------------------------------------------------------------ statements

    def _parse_block_item(self) -> Any:
        at = self._accept("LABEL")
        if at is None:
            return super()._parse_block_item()
        names = [self._parse_identifier().name]
        while self._accept("COMMA"):
            names.append(self._parse_identifier().name)
        self._expect("SEMI")
        return LocalLabels(names, self._tok_coord(at))

    def _parse_statement(self) -> Any:
        if self._peek_type() == "ASM":
            return self._parse_asm()
        if self._peek_type() == "TYPEID" and self._peek_type(2) == "COLON":
            self._peek().type = "ID"
        return super()._parse_statement()

    def _starts_statement(self) -> bool:
        return self._peek_type() == "ASM" or bool(super()._starts_statement())

    def _parse_asm(self) -> Asm:
        """asm qualifiers (template : outputs : inputs : clobbers);"""
        at = self._expect("ASM")
        while self._peek_type() in ("VOLATILE", "INLINE", "GOTO"):
            self._advance()
        self._expect("LPAREN")
        template = self._parse_unified_string_literal().value
        outputs, inputs = self._parse_asm_operands(), self._parse_asm_operands()
        while self._peek_type() != "RPAREN":
            self._advance()
        self._expect("RPAREN")
        self._expect("SEMI")
        return Asm(template, outputs, inputs, self._tok_coord(at))

    def _parse_asm_operands(self) -> list[tuple[str, Node]]:
        found: list[tuple[str, Node]] = []
        if not self._accept("COLON"):
            return found
        while self._peek_type() not in ("COLON", "RPAREN"):
            if self._accept("LBRACKET"):
                self._parse_identifier_or_typeid()
                self._expect("RBRACKET")
            constraint = self._parse_unified_string_literal().value.strip('"')
            self._expect("LPAREN")
            found.append((constraint, self._parse_expression()))
            self._expect("RPAREN")
            self._accept("COMMA")
        return found

    def _parse_jump_statement(self) -> Any:
        """`goto *value;` is a goto whose name is an expression."""
        if self._peek_type() != "GOTO" or self._peek_type(2) != "TIMES":
            return super()._parse_jump_statement()
        at = self._expect("GOTO")
        self._expect("TIMES")
        target = self._parse_expression()
        self._expect("SEMI")
        return c_ast.Goto(target, self._tok_coord(at))

    # ------------------------------------------------------------------ expressions

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

    def _parse_unary_expression(self) -> Any:
        """`&&label`, `__real__ x`, `__imag__ x`, and the alignment of an expression."""
        kind = self._peek_type()
        if kind == "LAND":
            at, label = self._advance(), self._expect("ID")
            return c_ast.UnaryOp("&&", c_ast.ID(label.value, self._tok_coord(label)), self._tok_coord(at))
        if kind == "PART":
            at = self._advance()
            return c_ast.UnaryOp(at.value, self._parse_cast_expression(), self._tok_coord(at))
        if kind == "_ALIGNOF":
            at = self._advance()
            found = self._try_parse_paren_type_name()
            return c_ast.UnaryOp("_Alignof", found[0] if found else self._parse_unary_expression(), self._tok_coord(at))
        return super()._parse_unary_expression()

    def _parse_primary_expression(self) -> Any:
        kind = self._peek_type()
        if kind == "TYPES":
            return self._parse_types_compatible()
        if kind == "CHOOSE":
            return self._parse_choice()
        return super()._parse_primary_expression()

    def _parse_types_compatible(self) -> Any:
        at = self._advance()
        self._expect("LPAREN")
        first = self._parse_type_name()
        self._expect("COMMA")
        second = self._parse_type_name()
        self._expect("RPAREN")
        coord = self._tok_coord(at)
        return c_ast.FuncCall(c_ast.ID(at.value, coord), c_ast.ExprList([first, second], coord), coord)

    def _parse_choice(self) -> Any:
        """__builtin_choose_expr(test, a, b)."""
        at = self._advance()
        self._expect("LPAREN")
        args = self._parse_argument_expression_list()
        self._expect("RPAREN")
        coord = self._tok_coord(at)
        return c_ast.FuncCall(c_ast.ID(at.value, coord), args, coord)

    def _parse_constant(self) -> Any:
        """An `i` or `j` that touches a number makes it imaginary."""
        node, after = super()._parse_constant(), self._peek()
        here = (node.coord.line, node.coord.column + len(node.value))
        if after is not None and after.value in ("i", "j") and (after.lineno, after.column) == here and node.value[-1] != "'":
            self._advance()
            node.type += " imaginary"
        return node

    def _starts_expression(self, tok: Any = None) -> bool:
        return bool(super()._starts_expression(tok)) or (tok or self._peek()).type in _STARTS


def parse(source: str, filename: str) -> Node:
    """The FileAST of preprocessed text; CompileError where it is not C."""
    try:
        return _Parser(lexer=Lexer).parse(source, filename)
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
