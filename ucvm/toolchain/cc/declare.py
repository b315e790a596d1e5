"""Declarators and specifiers to types (C99 6.7.2, 6.7.5, 6.7.6)."""

from collections.abc import Callable

from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import Num
from ucvm.toolchain.cc.types import (
    INT,
    UINT,
    ArrayType,
    BadSpecifiersError,
    CType,
    FuncType,
    IntType,
    Layout,
    PointerType,
    Record,
    RecordType,
    VoidType,
    has_array_tail,
    qualify,
    specified,
)

SIZE_LIMIT = 0x10000
"""Objects are smaller than an address space."""


class Declarator:
    """Builds types in a scope; `constant` evaluates an integer constant expression, `typed` gives the type of one."""

    def __init__(self, scope: Scope, constant: Callable[[Node], int], typed: Callable[[Node], CType]) -> None:
        self.scope = scope
        self.constant = constant
        self.typed = typed
        self._basic: dict[tuple[str, ...], CType] = {}
        self._made: dict[int, CType] = {}

    def type_of(self, node: Node) -> CType:
        """The type a declarator or type name stands for."""
        kind = type(node).__name__
        if kind == "TypeDecl":
            return self._declared(node)
        if kind == "IdentifierType":
            return self._named(node)
        if kind == "PtrDecl":
            return qualify(PointerType(self.type_of(node.type)), "const" in node.quals, "volatile" in node.quals)
        if kind == "ArrayDecl":
            return self._array(node)
        if kind == "FuncDecl":
            return self._function(node)
        if kind in ("Struct", "Union", "Enum"):
            return self._tagged(node, kind)
        if kind in ("Typename", "Decl"):
            return self.type_of(node.type)
        if kind == "TypeOf":
            inner = node.children()[0][1]
            return self.type_of(inner) if type(inner).__name__ == "Typename" else self.typed(inner)
        return fail(node, "this type is not supported")

    def _tagged(self, node: Node, kind: str) -> CType:
        """The declarators of one declaration share the node, and so the type, that a specifier defines."""
        found = self._made.get(id(node))
        if found is None:
            found = self._enum(node) if kind == "Enum" else self._record(node, kind == "Union")
            if (node.values if kind == "Enum" else node.decls) is not None:
                self._made[id(node)] = found
        return found

    def _declared(self, node: Node) -> CType:
        base = self.type_of(node.type)
        return qualify(base, "const" in node.quals, "volatile" in node.quals) if node.quals else base

    def _named(self, node: Node) -> CType:
        names = node.names
        found = self.scope.find(names[0]) if len(names) == 1 else None
        if isinstance(found, CType):
            return found
        key = tuple(names)
        if key not in self._basic:
            try:
                self._basic[key] = specified(names)
            except BadSpecifiersError as error:
                fail(node, str(error))
        return self._basic[key]

    def _array(self, node: Node) -> CType:
        of = self.type_of(node.type)
        if isinstance(of, FuncType) or of.size < 0:
            fail(node, f"array of elements of incomplete type '{of}'")
        count = -1 if node.dim is None else self.constant(node.dim)
        if node.dim is not None and (count < 0 or count * of.size > SIZE_LIMIT):
            fail(node, "the size of an array must lie between 0 and 64 KB")
        return ArrayType(of, count)

    def _function(self, node: Node) -> CType:
        result = self.type_of(node.type)
        if isinstance(result, FuncType | ArrayType):
            fail(node, "a function cannot return a function or an array")
        if node.args is None:
            return FuncType(result, None)
        params = node.args.params
        if params and type(params[0]).__name__ == "ID":
            return FuncType(result, None)
        variadic = type(params[-1]).__name__ == "EllipsisParam"
        types = [self.parameter(param) for param in (params[:-1] if variadic else params)]
        if len(types) == 1 and isinstance(types[0], VoidType) and not variadic and type(params[0]).__name__ == "Typename":
            types = []
        return FuncType(result, types, variadic)

    def parameter(self, node: Node) -> CType:
        """The adjusted type of a parameter: arrays and functions become pointers."""
        if type(node).__name__ == "ID":
            fail(node, f"parameter '{node.name}' has no type")
        if type(node.type).__name__ == "ArrayDecl":
            return PointerType(self.type_of(node.type.type))
        t = self.type_of(node.type)
        if isinstance(t, ArrayType):
            return PointerType(t.of)
        return PointerType(t) if isinstance(t, FuncType) else t

    def _record(self, node: Node, union: bool) -> CType:
        tag = node.name or ""
        found = self.scope.find_tag(tag, here=node.decls is not None) if tag else None
        if found is None:
            found = RecordType(Record(tag, union))
            if tag:
                self.scope.tags[-1][tag] = found
        if not isinstance(found, RecordType) or found.record.union != union:
            fail(node, f"'{tag}' was declared as another kind of tag")
        if node.decls is not None:
            self._members(node, found.record)
        return found

    def _members(self, node: Node, record: Record) -> None:
        if record.size >= 0:
            fail(node, f"redefinition of '{record.tag}'")
        layout = Layout(record)
        for decl in node.decls:
            if type(decl).__name__ == "Decl":
                self._member(decl, layout)
            elif type(decl).__name__ == "StaticAssert":
                self.static_assert(decl)
        layout.finish()

    def _member(self, decl: Node, layout: Layout) -> None:
        t = self.type_of(decl.type)
        name = decl.name or ""
        if name in layout.record.names:
            fail(decl, f"duplicate member '{name}'")
        if decl.bitsize is not None:
            self._bits(decl, layout, t, name)
            return
        flexible = isinstance(t, ArrayType) and t.count < 0
        if isinstance(t, FuncType) or (t.size < 0 and not flexible) or (has_array_tail(t) and not layout.record.union):
            fail(decl, f"member '{name}' has the incomplete type '{t}'")
        if name or isinstance(t, RecordType):
            layout.add(name, t)

    def _bits(self, decl: Node, layout: Layout, t: CType, name: str) -> None:
        width = self.constant(decl.bitsize)
        if not isinstance(t, IntType):
            fail(decl, f"bit-field '{name}' has a type that is not an integer")
        if width < 0 or width > t.bits or (width == 0 and name):
            fail(decl, f"bad width of bit-field '{name}'")
        if width > 32:
            fail(decl, f"bit-field '{name}' is wider than 32 bits, which is not supported")
        layout.add_bits(name, t, width)

    def _enum(self, node: Node) -> CType:
        tag = node.name or ""
        if node.values is None:
            found = self.scope.find_tag(tag, here=False)
            if found is None:
                fail(node, f"'enum {tag}' is not defined")
            return found
        if tag and self.scope.find_tag(tag, here=True):
            fail(node, f"redefinition of 'enum {tag}'")
        values = self._enumerators(node)
        t = INT if min(values) < 0 else UINT
        if tag:
            self.scope.tags[-1][tag] = t
        return t

    def _enumerators(self, node: Node) -> list[int]:
        values: list[int] = []
        for each in node.values.enumerators:
            value = self.constant(each.value) if each.value is not None else (values[-1] + 1 if values else 0)
            if self.scope.here(each.name) is not None:
                fail(each, f"redefinition of '{each.name}'")
            if not INT.low <= value <= UINT.high:
                fail(each, f"the value of '{each.name}' does not fit in an int")
            self.scope.put(each.name, Num(INT if value <= INT.high else UINT, value))
            values.append(value)
        return values

    def static_assert(self, node: Node) -> None:
        """_Static_assert (C11 6.7.10)."""
        if not self.constant(node.cond):
            fail(node, f"static assertion failed: {node.message.value if node.message else ''}")
