"""Declarators and specifiers to types (C99 6.7.2, 6.7.5, 6.7.6)."""

import re
from typing import TYPE_CHECKING

from ucvm.toolchain.cc import attribute
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node, attributes
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import Expr, Num, Obj
from ucvm.toolchain.cc.types import (
    INT,
    LLONG,
    SCHAR,
    SHORT,
    UCHAR,
    UINT,
    ULLONG,
    USHORT,
    ArrayType,
    BadSpecifiersError,
    CType,
    FuncType,
    IntType,
    Layout,
    PointerType,
    Record,
    RecordType,
    VlaType,
    VoidType,
    aligned,
    qualify,
    specified,
)

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs

SIZE_LIMIT = 1 << 31
"""Types are smaller than half of what an unsigned int counts."""
_PACK = re.compile(r"pack\s*\(\s*(push|pop)?\s*(?:,?\s*[A-Za-z_]\w*\s*)?,?\s*(\d+)?\s*\)")
NO_LIMIT = 1 << 16
"""The alignment that members have at most without #pragma pack."""


class Declarator:
    """Builds types in a scope; `exprs` analyses the expressions in them. Sizes in a prototype mean nothing unless they are constant."""

    def __init__(self, scope: Scope, exprs: "Exprs") -> None:
        self.scope = scope
        self.exprs = exprs
        self.prototypes = 0
        self.pack = 0
        self.packs: list[int] = []
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
            return self.type_of(inner) if type(inner).__name__ == "Typename" else self.exprs.type_of(inner)
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
        base = qualify(base, "const" in node.quals, "volatile" in node.quals) if node.quals else base
        return attribute.typed(base, node.attributes, self.exprs.constant) if node.attributes else base

    def pragma(self, text: str) -> None:
        """#pragma pack: the largest alignment of members from here on, 0 for their own."""
        found = _PACK.match(text)
        if not found:
            return
        what, size = found.groups()
        if what == "push":
            self.packs.append(self.pack)
        if what == "pop":
            self.pack = self.packs.pop() if self.packs else 0
        elif size or not what:
            self.pack = int(size or 0)

    def alignment(self, node: Node) -> int:
        """The alignment that a declaration or member asks for, 0 if it does not."""
        found = attribute.alignment(attributes(node), self.exprs.constant)
        for each in getattr(node, "align", None) or ():
            inner = each.alignment
            found = max(found, self.type_of(inner).align if type(inner).__name__ == "Typename" else self.exprs.constant(inner))
        return found

    def defined(self, node: Node) -> CType:
        """The type that a typedef names."""
        t, align = self.type_of(node.type), self.alignment(node)
        if isinstance(t, RecordType) and attribute.find(attributes(node), "transparent_union"):
            t.record.transparent = True
        return aligned(t, align) if align else t

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
        if node.dim is None:
            return ArrayType(of, -1)
        count = None if getattr(node.dim, "name", "") == "*" else self.exprs.integer(node.dim)
        if not isinstance(count, Num) or isinstance(of, VlaType):
            return self._variable(node, of, count)
        if count.value < 0 or count.value * of.size >= SIZE_LIMIT:
            fail(node, "the size of an array must lie between 0 and 2 GB")
        return ArrayType(of, count.value)

    def _variable(self, node: Node, of: CType, count: Expr | None) -> CType:
        """An array of variable size: its size is computed where it is declared."""
        if count is None or self.prototypes:
            return VlaType(of, None)
        if self.exprs.function is None:
            fail(node, "an integer constant expression is needed here")
        return VlaType(of, self.exprs.sized(count, of))

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
        types = self._prototype(params[:-1] if variadic else params)
        if len(types) == 1 and isinstance(types[0], VoidType) and not variadic and type(params[0]).__name__ == "Typename":
            types = []
        return FuncType(result, types, variadic)

    def _prototype(self, params: list[Node]) -> list[CType]:
        """The types of parameters, whose names the types after them may mention."""
        self.scope.enter()
        self.prototypes += 1
        types = []
        for param in params:
            types.append(self.parameter(param))
            if getattr(param, "name", None):
                self.scope.put(param.name, Obj(param.name, types[-1], "param"))
        self.prototypes -= 1
        self.scope.leave()
        return types

    def parameter(self, node: Node) -> CType:
        """The adjusted type of a parameter: arrays and functions become pointers."""
        if type(node).__name__ == "ID":
            fail(node, f"parameter '{node.name}' has no type")
        if type(node.type).__name__ == "ArrayDecl":
            if node.type.dim is not None and not self.prototypes and getattr(node.type.dim, "name", "") != "*":
                self.exprs.evaluated(node.type.dim)
            quals = node.type.dim_quals or ()
            return qualify(PointerType(self.type_of(node.type.type)), "const" in quals, "volatile" in quals)
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
        attribute.check(node.attributes)
        record.transparent = attribute.find(node.attributes, "transparent_union") is not None
        layout = Layout(record, attribute.find(node.attributes, "packed") is not None, self.pack or NO_LIMIT)
        for decl in node.decls:
            if type(decl).__name__ == "Decl":
                self._member(decl, layout)
            elif type(decl).__name__ == "StaticAssert":
                self.static_assert(decl)
        layout.finish(attribute.alignment(node.attributes, self.exprs.constant))

    def _member(self, decl: Node, layout: Layout) -> None:
        t = self.type_of(decl.type)
        name = decl.name or ""
        if name in layout.record.names:
            fail(decl, f"duplicate member '{name}'")
        packed, align = attribute.find(attributes(decl), "packed") is not None, self.alignment(decl)
        if decl.bitsize is not None:
            self._bits(decl, layout, t, name, packed, align)
            return
        flexible = isinstance(t, ArrayType) and t.count < 0
        if isinstance(t, FuncType | VlaType) or (t.size < 0 and not flexible):
            fail(decl, f"member '{name}' has the incomplete type '{t}'")
        if name or isinstance(t, RecordType):
            layout.add(name, t, packed, align)

    def _bits(self, decl: Node, layout: Layout, t: CType, name: str, packed: bool, align: int) -> None:
        width = self.exprs.constant(decl.bitsize)
        if not isinstance(t, IntType):
            fail(decl, f"bit-field '{name}' has a type that is not an integer")
        if width < 0 or width > t.bits or (width == 0 and name):
            fail(decl, f"bad width of bit-field '{name}'")
        layout.add_bits(name, t, width, packed, align)

    def _enum(self, node: Node) -> CType:
        tag = node.name or ""
        if node.values is None:
            return self.scope.find_tag(tag, here=False) or self._ahead(tag)
        found = self.scope.find_tag(tag, here=True) if tag else None
        if found is not None and tag not in self.scope.ahead:
            fail(node, f"redefinition of 'enum {tag}'")
        self.scope.ahead.discard(tag)
        numbers, t = self._enumerators(node)
        mode = attribute.find(node.attributes, "mode")
        if mode:
            t = attribute.typed(t, [mode], self.exprs.constant)
        elif attribute.find(node.attributes, "packed"):
            t = next((small for small in (UCHAR, SCHAR, USHORT, SHORT) if small.low <= min(numbers) and max(numbers) <= small.high), t)
        if tag:
            self.scope.tags[-1][tag] = t
        return t

    def _ahead(self, tag: str) -> CType:
        """An enum that is named before it is defined (gcc): without negative values, until the definition says otherwise."""
        self.scope.tags[-1][tag] = UINT
        self.scope.ahead.add(tag)
        return UINT

    def _enumerators(self, node: Node) -> tuple[list[int], CType]:
        """The values, and the type that holds them all: an int's size if that is enough, else a long long (gcc)."""
        values: list[int] = []
        names = [each for each in node.values.enumerators if type(each).__name__ == "Enumerator"]
        for each in names:
            value = self.exprs.constant(each.value) if each.value is not None else (values[-1] + 1 if values else 0)
            if self.scope.here(each.name) is not None:
                fail(each, f"redefinition of '{each.name}'")
            if not LLONG.low <= value <= ULLONG.high:
                fail(each, f"the value of '{each.name}' does not fit in a long long")
            self.scope.put(each.name, Num(_enumerator_type(value), value))
            values.append(value)
        low, high = min(values), max(values)
        if INT.low <= low and high <= (INT if low < 0 else UINT).high:
            return values, INT if low < 0 else UINT
        t = LLONG if low < 0 else ULLONG
        for each, value in zip(names, values, strict=True):
            self.scope.put(each.name, Num(t, value))
        return values, t

    def static_assert(self, node: Node) -> None:
        """_Static_assert (C11 6.7.10)."""
        if not self.exprs.constant(node.cond):
            fail(node, f"static assertion failed: {node.message.value if node.message else ''}")


def _enumerator_type(value: int) -> IntType:
    """Of an enumeration constant whose enum has not ended."""
    return next(t for t in (INT, UINT, LLONG, ULLONG) if t.low <= value <= t.high)
