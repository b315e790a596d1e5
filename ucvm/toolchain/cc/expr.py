"""Expressions to typed trees: conversions, lvalues, constants (C99 6.3, 6.5)."""

from collections.abc import Callable

from ucvm.toolchain.cc import builtin, fold, literal, real
from ucvm.toolchain.cc.declare import Declarator
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.initial import Initials
from ucvm.toolchain.cc.lanes import Lanes, sequence
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import (
    Addr,
    Assign,
    Binary,
    Call,
    Cast,
    Comma,
    Cond,
    Deref,
    Expr,
    Function,
    Item,
    Logic,
    Made,
    Member,
    Num,
    Obj,
    Unary,
    Unit,
    Update,
    Var,
)
from ucvm.toolchain.cc.types import (
    CHAR,
    CHAR_PTR,
    COMPLEX,
    DOUBLE,
    INT,
    LLONG,
    UINT,
    ULLONG,
    VOID,
    VOID_PTR,
    ArrayType,
    ComplexType,
    CType,
    FuncType,
    IntType,
    LanesType,
    PointerType,
    RealType,
    RecordType,
    VectorType,
    VlaType,
    VoidType,
    common,
    compatible,
    lowered,
    of_bits,
    promoted,
    qualify,
    unqualified,
)

_OWN_NAME = frozenset(("__func__", "__FUNCTION__", "__PRETTY_FUNCTION__"))
COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">="))


class Exprs:
    """Analyses expressions within a scope of a unit; `function` is the definition they stand in."""

    def __init__(self, unit: Unit, scope: Scope) -> None:
        self.unit = unit
        self.scope = scope
        self.function: Function | None = None
        self.compound: Callable[[Node], Expr]
        self.undeclared: Callable[[Node], Obj]
        self.label: Callable[[str], str]
        self.types = Declarator(scope, self)
        self.initials = Initials(self)
        self.lanes = Lanes(self)
        self.pending: list[Expr] = []
        self._by_kind: dict[type, Callable[[Node], Expr]] = {}

    def expr(self, node: Node) -> Expr:
        """An expression as it stands: an lvalue stays one."""
        kind = type(node)
        analyse = self._by_kind.get(kind)
        if analyse is None:
            analyse = getattr(self, f"_{kind.__name__.lower()}", None)
            if analyse is None:
                fail(node, "this expression is not supported")
            self._by_kind[kind] = analyse
        return analyse(node)

    def value(self, node: Node) -> Expr:
        """An expression as a value: arrays and functions become pointers."""
        return self.decay(self.expr(node))

    # ------------------------------------------------------------------ variables, and sizes that are computed

    def take(self) -> list[Expr]:
        """What has to be computed before a type that was just analysed means something."""
        found, self.pending = self.pending, []
        return found

    def sized(self, count: Expr, of: CType) -> Obj:
        """A variable for the size of an array of `count` elements, to be computed where its type stands."""
        size = self.temporary(UINT)
        self.pending.append(Assign(Var(size), self.arithmetic("*", UINT, self.cast(count, UINT), self.size_of(of))))
        return size

    def evaluated(self, node: Node) -> None:
        """An expression in a type that is evaluated for its effect."""
        found = self.value(node)
        if not isinstance(found, Num):
            self.pending.append(Cast(VOID, found))

    def type_of(self, node: Node) -> CType:
        """The type of an expression."""
        return unqualified(self.expr(node).type)

    def size_of(self, t: CType) -> Expr:
        """The size of a type as an unsigned int."""
        return self.variable(t.bytes) if isinstance(t, VlaType) and isinstance(t.bytes, Obj) else Num(UINT, t.size)

    def local(self, name: str, t: CType) -> Obj:
        """A variable of the function, without a place yet."""
        obj = Obj(name, t, "local")
        obj.owner = self.function
        return obj

    def temporary(self, t: CType) -> Obj:
        """A variable without a name."""
        obj = self.local("", unqualified(t))
        if self.function is not None:
            self.function.locals.append(obj)
        return obj

    def variable(self, obj: Obj) -> Expr:
        """An object or function as an expression; a variable of a function around this one goes where this one finds it."""
        if obj.pointer is not None:
            return Deref(obj.type, self.variable(obj.pointer))
        if obj.owner is not None and obj.owner is not self.function:
            obj.owner.share(obj)
            self.chain_to(obj.owner)
        if obj.nested is not None and obj.nested.parent is not None:
            self.chain_to(obj.nested.parent)
        return Var(obj)

    def chain_to(self, function: Function) -> None:
        """The functions from this one up to a function around it have to know the frame of theirs."""
        at = self.function
        while at is not None and at is not function:
            at.chained = True
            at = at.parent

    def call(self, function: Node, args: list[Expr], at: Node) -> Expr:
        """The call of a function with these arguments."""
        callee = self.expr(function)
        if not isinstance(callee.type, FuncType):
            fail(at, "what is called is not a function")
        params = callee.type.params or [arg.type for arg in args]
        return Call(callee.type, callee, [self.convert(arg, t, at) for arg, t in zip(args, params, strict=False)])

    def library(self, name: str, func: FuncType, args: list[Expr]) -> Expr:
        """The call of a function of libc."""
        return Call(func, Var(Obj(name, func, "global", name)), [self.cast(arg, t) for arg, t in zip(args, func.params or (), strict=True)])

    # ------------------------------------------------------------------ values

    def scalar(self, node: Node) -> Expr:
        """A number or pointer that is asked whether it is 0."""
        found = self.value(node)
        if isinstance(found.type, ComplexType):
            return self.lanes.truth(found)
        if not found.type.is_scalar:
            fail(node, f"a number or pointer is needed here, not '{found.type}'")
        return real.truth(found) if found.type.is_real else found

    def integer(self, node: Node) -> Expr:
        """A promoted integer value."""
        found = self.value(node)
        if not found.type.is_integer:
            fail(node, f"an integer is needed here, not '{found.type}'")
        return self.promote(found)

    def constant(self, node: Node) -> int:
        """An integer constant expression."""
        found = self.value(node)
        if not isinstance(found, Num) or not found.type.is_integer:
            fail(node, "an integer constant expression is needed here")
        return found.value

    def decay(self, e: Expr) -> Expr:
        """Lvalue, array and function conversions (6.3.2.1)."""
        t = e.type
        if isinstance(t, ArrayType):
            if isinstance(e, Comma):
                return Comma(e.a, self.decay(e.b))
            return self.address(e, PointerType(t.of))
        if isinstance(t, FuncType):
            return self.address(e, PointerType(t))
        return e

    def address(self, e: Expr, t: CType) -> Expr:
        """The address of a place as a value of the pointer type t."""
        root = e
        while isinstance(root, Member):
            root = root.base
        if isinstance(root, Var):
            root.obj.memory = True
        if isinstance(root, Deref) and isinstance(root.pointer, Num) and root is not e:
            place = address_constant(Addr(t, e))
            if place is not None:
                return Num(t, UINT.wrap(place[1]))
        if isinstance(e, Deref):
            return self.retype(e.pointer, t)
        return Addr(t, e)

    def retype(self, e: Expr, t: CType) -> Expr:
        """The same bits as a value of a type of the same size."""
        return Num(t, e.value) if isinstance(e, Num) else Cast(t, e)

    def cast(self, e: Expr, t: CType) -> Expr:
        """A scalar converted to a scalar type or void."""
        t = unqualified(t)
        if isinstance(t, LanesType) or isinstance(e.type, LanesType):
            return Cast(t, e) if isinstance(t, VoidType) else self.lanes.converted(e, t, None)
        if isinstance(t, RealType):
            return self._to_real(e, t)
        if e.type.is_real and isinstance(t, IntType):
            return self.cast(real.truth(e) if t.rank == 0 else real.to_integer(e), t)
        if isinstance(e, Num):
            return Num(t, (t if isinstance(t, IntType) else UINT).wrap(e.value)) if t.is_scalar else Cast(t, e)
        field = isinstance(e, Member) and e.field.width >= 0
        same = e.type is t or (isinstance(t, IntType) and isinstance(e.type, IntType) and t.name == e.type.name)
        if same and not field:
            return e
        if isinstance(t, IntType) and 1 < t.bits != 8 * t.size and not (isinstance(e, Member) and e.field.width == t.bits):
            return self._narrowed(Cast(t, e), t)
        return Cast(t, e)

    def _to_real(self, e: Expr, t: RealType) -> Expr:
        if isinstance(e.type, IntType):
            return real.to_real(self.promote(e), t)
        return e if unqualified(e.type) is t else real.to_real(e, t)

    def promote(self, e: Expr) -> Expr:
        """The integer promotions; a bit-field narrower than int becomes int."""
        t = e.type
        assert isinstance(t, IntType)
        if isinstance(e, Member) and e.field.width >= 0:
            return self.cast(e, _field_type(t, e.field.width))
        return self.cast(e, promoted(t))

    def _narrowed(self, e: Expr, t: IntType) -> Expr:
        """A value of 64 bits cut to a type of fewer."""
        spare = Num(INT, 64 - t.bits)
        return Binary(t, ">>", Binary(t, "<<", e, spare), spare)

    def balance(self, a: Expr, b: Expr) -> tuple[Expr, Expr, IntType | RealType]:
        """The usual arithmetic conversions."""
        floating = real.common(unqualified(a.type), unqualified(b.type))
        if floating is not None:
            return self.cast(a, floating), self.cast(b, floating), floating
        a, b = self.promote(a), self.promote(b)
        ta, tb = a.type, b.type
        assert isinstance(ta, IntType)
        assert isinstance(tb, IntType)
        t = common(unqualified(ta), unqualified(tb))  # type: ignore[arg-type]
        return self.cast(a, t), self.cast(b, t), t

    def convert(self, e: Expr, t: CType, node: Node) -> Expr:
        """A value converted as if by assignment to an object of type t (6.5.16.1)."""
        source = e.type
        if isinstance(t, LanesType) or isinstance(source, LanesType):
            return self.lanes.converted(e, t, node)
        if t.is_scalar and source.is_scalar and not _mixed(t, source):
            return self.cast(e, t)
        if t.is_record and compatible(t, source):
            return e
        if isinstance(t, RecordType) and t.record.transparent:
            return self._wrapped(e, t, node)
        return fail(node, f"a value of type '{source}' cannot become '{t}'")

    def _wrapped(self, e: Expr, t: RecordType, node: Node) -> Expr:
        """A value as the member of a transparent union that takes it."""
        for field in t.record.fields:
            if compatible(unqualified(field.type), unqualified(e.type)) or (isinstance(field.type, PointerType) and not e.type.is_record):
                obj = self.temporary(t)
                obj.memory = True
                return Made(obj, [Item(0, field.type, self.convert(e, field.type, node))])
        return fail(node, f"no member of '{t}' takes a value of type '{e.type}'")

    # ------------------------------------------------------------------ primary expressions

    def _id(self, node: Node) -> Expr:
        found = self.scope.find(node.name)
        if isinstance(found, Obj):
            found.referenced = True
            return self.variable(found)
        if isinstance(found, Num):
            return found
        if found is None and node.name in _OWN_NAME and self.function:
            return Var(self.string_object(self.function.obj.name.encode()))
        return fail(node, f"'{node.name}' is a type, not a value" if found else f"'{node.name}' is not declared")

    def _constant(self, node: Node) -> Expr:
        kind = node.type
        if kind.endswith(" imaginary"):
            return self._imaginary(node)
        if node.value[-1] == "'":
            return literal.character(node)
        if "string" in kind and literal.is_wide(node):
            return Var(self._wide_string_object(node))
        if "string" in kind:
            return Var(self.string_object(literal.string(node)))
        if kind in ("float", "double", "long double"):
            return literal.floating(node)
        return literal.integer(node)

    def _imaginary(self, node: Node) -> Expr:
        """A constant with the suffix i of GNU C."""
        node.type = node.type.removesuffix(" imaginary")
        part = self._constant(node)
        node.type += " imaginary"
        assert isinstance(part.type, IntType | RealType)
        return self.lanes.made(COMPLEX[part.type.name], [self.cast(Num(INT, 0), part.type), part])

    def _wide_string_object(self, node: Node) -> Obj:
        unit = literal.unit(node)
        points = [*literal.wide_string(node), 0]
        obj = Obj("", ArrayType(unit, len(points)), "static", f".LD{len(self.unit.objects)}")
        items = [Item(unit.size * at, unit, Num(unit, unit.wrap(point))) for at, point in enumerate(points)]
        obj.init, obj.defined, obj.at = items, True, node.coord
        self.unit.objects.append(obj)
        return obj

    def string_object(self, text: bytes) -> Obj:
        """The unit's object for a string literal."""
        found = self.unit.strings.get(text)
        if found is None:
            found = Obj("", ArrayType(CHAR, len(text) + 1), "string", f".LC{len(self.unit.strings)}")
            self.unit.strings[text] = found
        return found

    def _compound(self, node: Node) -> Expr:
        return self.compound(node)

    def _genericselection(self, node: Node) -> Expr:
        """_Generic (C11 6.5.1.1)."""
        wanted = unqualified(self.value(node.expr).type)
        default = None
        for each in node.associations:
            if each.type is None:
                default = each
            elif compatible(self.types.type_of(each.type), wanted):
                return self.expr(each.expr)
        return self.expr(default.expr) if default else fail(node, f"no association takes '{wanted}'")

    def _exprlist(self, node: Node) -> Expr:
        found = self.value(node.exprs[0])
        for each in node.exprs[1:]:
            found = Comma(found, self.value(each))
        return found

    def _compoundliteral(self, node: Node) -> Expr:
        t = self.types.type_of(node.type)
        t, items = self.initials.flatten(t, node.init)
        if self.function is None:
            obj = Obj("", t, "static", f".LD{len(self.unit.objects)}")
            obj.init, obj.defined, obj.at = items, True, node.coord
            self.unit.objects.append(obj)
            return Var(obj)
        obj = self.local("(literal)", t)
        obj.memory = True
        self.function.locals.append(obj)
        return Made(obj, items)

    # ------------------------------------------------------------------ postfix expressions

    def _arrayref(self, node: Node) -> Expr:
        vector = self.expr(node.name)
        if isinstance(vector.type, VectorType):
            return self.lanes.element(node, vector, self.value(node.subscript))
        base, index = self.decay(vector), self.value(node.subscript)
        if not isinstance(base.type, PointerType):
            base, index = index, base
        if not isinstance(base.type, PointerType) or not index.type.is_integer:
            fail(node, "only a pointer or array can be indexed, by an integer")
        return self.deref(self._offset(node, base, "+", index), node)

    def deref(self, pointer: Expr, node: Node) -> Expr:
        """*pointer."""
        t = pointer.type
        if not isinstance(t, PointerType):
            fail(node, f"'{t}' is not a pointer")
        if isinstance(pointer, Addr) and (isinstance(t.to, FuncType) or compatible(pointer.place.type, t.to)):
            return pointer.place
        return Deref(t.to, pointer)

    def _structref(self, node: Node) -> Expr:
        base = self.expr(node.name) if node.type == "." else self.deref(self.value(node.name), node)
        return self.member(base, node.field.name, node)

    def member(self, base: Expr, name: str, node: Node) -> Expr:
        """base.name."""
        t = base.type
        if not t.is_record:
            fail(node, f"'{t}' has no members")
        record = t.record  # type: ignore[attr-defined]
        if record.size < 0:
            fail(node, f"'{t}' is an incomplete type")
        field = record.names.get(name)
        if field is None:
            fail(node, f"'{t}' has no member '{name}'")
        if isinstance(base, Comma):
            return Comma(base.a, self.member(base.b, name, node))
        found = qualify(field.type, t.const, t.volatile)
        if t.align < record.align:
            found = lowered(found, t.align)
            field = field._replace(type=found)
        return Member(found, base, field)

    def _funccall(self, node: Node) -> Expr:
        name = node.name.name if type(node.name).__name__ == "ID" else ""
        if name in ("offsetof", "__builtin_offsetof"):
            return self._offsetof(node)
        form = builtin.FORMS.get(name) or self._library_form(name)
        if form is not None:
            return form(self, node)
        if name.startswith(builtin.PREFIX):
            found = builtin.folded(name, [self.value(each) for each in (node.args.exprs if node.args else [])])
            if found is not None:
                return found
        callee = self._callee(node.name, name)
        t = callee.type.to if isinstance(callee.type, PointerType) else callee.type
        if not isinstance(t, FuncType):
            fail(node, "what is called is not a function")
        if isinstance(callee.type, PointerType):
            callee = self.deref(callee, node)
        while isinstance(callee, Deref) and isinstance(callee.pointer, Addr):
            callee = callee.pointer.place
        if not isinstance(t.result, VoidType) and t.result.size < 0:
            fail(node, f"the function returns the incomplete type '{t.result}'")
        return Call(t, callee, self._arguments(node, t))

    def _library_form(self, name: str) -> "Callable[[Exprs, Node], Expr] | None":
        """What stands for a function that nobody can write, unless the program does."""
        found = self.scope.find(name)
        own = found is not None and not (isinstance(found, Obj) and isinstance(found.type, FuncType) and not found.defined)
        return None if own else builtin.LIBRARY_FORMS.get(name)

    def _callee(self, node: Node, name: str) -> Expr:
        if type(node).__name__ != "ID" or self.scope.find(name) is not None:
            return self.expr(node)
        known = builtin.function(name, self.scope)
        return self.variable(known) if known else Var(self.undeclared(node))

    def _arguments(self, node: Node, t: FuncType) -> list[Expr]:
        given = node.args.exprs if node.args else []
        wanted = t.params
        if wanted is not None and (len(given) < len(wanted) or (len(given) > len(wanted) and not t.variadic)):
            fail(node, f"too {'few' if len(given) < len(wanted) else 'many'} arguments: {len(wanted)} wanted, {len(given)} given")
        named = len(wanted) if wanted is not None else 0
        out = []
        for position, each in enumerate(given):
            value = self.value(each)
            if position < named and wanted is not None:
                out.append(self.convert(value, wanted[position], each))
            else:
                out.append(self._promoted_argument(value, each))
        return out

    def _promoted_argument(self, value: Expr, node: Node) -> Expr:
        if isinstance(value.type, VoidType) or value.type.size < 0:
            fail(node, "an argument has no value")
        if value.type.is_real:
            self._need("__printf_real")
            return self.cast(value, DOUBLE)
        if isinstance(value.type, PointerType) and value.type.to.is_real:
            self._need("__scanf_real")
        return self.promote(value) if value.type.is_integer else value

    def _need(self, name: str) -> None:
        """printf and scanf know floating numbers only in programs that pass some (docs/abi.md)."""
        if self.function is not None:
            self.function.needs.add(name)

    def _offsetof(self, node: Node) -> Expr:
        base: Expr = Deref(self.types.type_of(node.args.exprs[0]), Num(CHAR_PTR, 0))
        offset = self._path(base, node.args.exprs[1])
        if offset is None:
            fail(node, "offsetof needs a constant")
        return Num(UINT, offset)

    def _path(self, base: Expr, node: Node) -> int | None:
        found = self._designated(base, node)
        place = address_constant(Addr(CHAR_PTR, found))
        return place[1] if place and place[0] is None else None

    def _designated(self, base: Expr, node: Node) -> Expr:
        kind = type(node).__name__
        if kind == "ID":
            return self.member(base, node.name, node)
        inner = self._designated(base, node.name)
        if kind == "StructRef":
            return self.member(inner, node.field.name, node)
        return self.deref(self._offset(node, self.decay(inner), "+", self.value(node.subscript)), node)

    # ------------------------------------------------------------------ unary expressions

    def _unaryop(self, node: Node) -> Expr:
        op = node.op
        if op in ("sizeof", "_Alignof"):
            return self._sizeof(node)
        if op in ("real", "imag"):
            return self.lanes.part(op, self.expr(node.expr))
        if op == "&":
            return self._address_of(node)
        if op == "*":
            return self.deref(self.value(node.expr), node)
        if op == "&&":
            return self._label_value(node)
        if op in ("++", "--", "p++", "p--"):
            return self._step(node)
        a = self.value(node.expr)
        if isinstance(a.type, LanesType) and not (op == "!" and isinstance(a.type, ComplexType)):
            return self.lanes.unary(node, op, a)
        if op == "!":
            return self.negate(self.scalar(node.expr))
        if a.type.is_real and op != "~":
            return real.negated(a) if op == "-" else self.cast(a, a.type)
        a = self.integer(node.expr)
        if op == "+":
            return a
        t = a.type
        assert isinstance(t, IntType)
        if isinstance(a, Num):
            return Num(t, fold.unary(op, t, a.value))
        return self._narrowed(Unary(t, op, a), t) if t.bits != 8 * t.size else Unary(t, op, a)

    def _label_value(self, node: Node) -> Expr:
        if self.function is None:
            fail(node, "a label outside a function")
        numbers = self.function.numbers
        return Num(VOID_PTR, numbers.setdefault(self.label(node.expr.name), len(numbers) + 1))

    def negate(self, e: Expr) -> Expr:
        """!e."""
        if isinstance(e, Num):
            return Num(INT, int(e.value == 0))
        return Unary(INT, "!", e)

    def _sizeof(self, node: Node) -> Expr:
        kind = type(node.expr).__name__
        outer, self.pending = self.pending, []
        e = None if kind == "Typename" else self.expr(node.expr)
        t = e.type if e else self.types.type_of(node.expr)
        before, self.pending = self.take(), outer
        if isinstance(t, VoidType | FuncType):
            return Num(UINT, 1)
        if t.size < 0 and not (node.op == "_Alignof" and isinstance(t, ArrayType)):
            fail(node, f"'{t}' is an incomplete type")
        if isinstance(e, Member) and e.field.width >= 0:
            fail(node, "a bit-field has no size")
        if node.op == "_Alignof":
            return Num(UINT, t.align)
        return sequence(before, self.size_of(t)) if isinstance(t, VlaType) else Num(UINT, t.size)

    def _address_of(self, node: Node) -> Expr:
        e = self.expr(node.expr)
        if isinstance(e, Comma) and is_place(e.b):
            return Comma(e.a, self.address(e.b, PointerType(e.type)))
        if not isinstance(e, Var | Deref | Made) and not (isinstance(e, Member) and (is_place(e) or isinstance(e.type, ArrayType))):
            fail(node, "only something with a place in memory has an address")
        if isinstance(e, Member) and e.field.width >= 0:
            fail(node, "a bit-field has no address")
        return self.address(e, PointerType(e.type))

    def _step(self, node: Node) -> Expr:
        place = self._target(node.expr)
        op = node.op[-1]
        if isinstance(place.type, LanesType):
            return self._lanes_update(node, place, op, Num(INT, 1), node.op[0] == "p")
        if isinstance(place.type, PointerType):
            return Update(place, op, self.cast(self._element(place.type, node), INT), place.type, node.op[0] == "p")
        if isinstance(place.type, RealType):
            return self._real_update(place, op, real.constant(place.type, 1), place.type, node.op[0] == "p")
        if not isinstance(place.type, IntType):
            fail(node, f"'{place.type}' cannot be counted up or down")
        return Update(place, op, Num(promoted(place.type), 1), promoted(unqualified(place.type)), node.op[0] == "p")  # type: ignore[arg-type]

    def _lanes_update(self, node: Node, place: Expr, op: str, value: Expr, post: bool = False) -> Expr:
        """place = place op value of a complex number or vector."""
        before: list[Expr] = []
        place = self.steady(place, before)
        old = Var(self.temporary(place.type)) if post else place
        if post:
            before.append(Assign(old, place))
        changed = Assign(place, self.lanes.converted(self.lanes.binary(node, op, old, value), place.type, node))
        return sequence(before, Comma(changed, old) if post else changed)

    def _cast(self, node: Node) -> Expr:
        outer, self.pending = self.pending, []
        t = self.types.type_of(node.to_type)
        before, self.pending = self.take(), outer
        return sequence(before, self._cast_to(t, self.value(node.expr), node))

    def _cast_to(self, t: CType, e: Expr, node: Node) -> Expr:
        if isinstance(t, VoidType):
            return Cast(t, e)
        if isinstance(t, LanesType) or isinstance(e.type, LanesType):
            return self.lanes.converted(e, t, node)
        if t.is_record:
            return self._cast_to_record(t, e, node)
        if not t.is_scalar or not e.type.is_scalar or _mixed(t, e.type):
            fail(node, f"a value of type '{e.type}' cannot be cast to '{t}'")
        return self.cast(e, t)

    def _cast_to_record(self, t: CType, e: Expr, node: Node) -> Expr:
        """A cast to the type that a record has already, or to a union of a member's type (gcc)."""
        assert isinstance(t, RecordType)
        if compatible(t, e.type):
            return e
        for field in t.record.fields if t.record.union else ():
            if compatible(unqualified(field.type), unqualified(e.type)):
                obj = self.temporary(t)
                obj.memory = True
                return Made(obj, [Item(0, field.type, e)])
        return fail(node, f"a value of type '{e.type}' cannot be cast to '{t}'")

    # ------------------------------------------------------------------ binary expressions

    def _binaryop(self, node: Node) -> Expr:
        op = node.op
        if op in ("&&", "||"):
            return self._logic(node)
        return self.operation(node, op, self.value(node.left), self.value(node.right))

    def operation(self, node: Node, op: str, a: Expr, b: Expr) -> Expr:
        """a op b of two values, but for && and ||."""
        if isinstance(a.type, LanesType) or isinstance(b.type, LanesType):
            return self.lanes.binary(node, op, a, b)
        if op in COMPARISONS:
            return self._comparison(node, op, a, b)
        if isinstance(a.type, PointerType) or isinstance(b.type, PointerType):
            return self._pointer_arithmetic(node, op, a, b)
        self._check_operands(node, op, a.type, b.type)
        if op in ("<<", ">>"):
            a, b = self.promote(a), self.cast(self.promote(b), INT)
            assert isinstance(a.type, IntType)
            return self.arithmetic(op, a.type, a, b)
        a, b, t = self.balance(a, b)
        return self.arithmetic(op, t, a, b)

    def _check_operands(self, node: Node, op: str, a: CType, b: CType) -> None:
        """+ - * / take numbers, the other operators integers."""
        for t in (a, b):
            if not (t.is_integer or (t.is_real and op in ("+", "-", "*", "/"))):
                fail(node, f"'{node.op}' does not go with '{a}' and '{b}'")

    def arithmetic(self, op: str, t: CType, a: Expr, b: Expr) -> Expr:
        """a op b of the type t, folded if constant."""
        if isinstance(t, RealType):
            return real.binary(op, t, a, b)
        if isinstance(a, Num) and isinstance(b, Num):
            of = t if isinstance(t, IntType) else UINT
            found = fold.binary(op, of, a.value, b.value)
            if found is not None:
                return Num(t, found)
        if isinstance(t, IntType) and 1 < t.bits != 8 * t.size:
            return self._narrowed(Binary(t, op, a, b), t)
        return Binary(t, op, a, b)

    def compared(self, op: str, a: Expr, b: Expr) -> Expr:
        """a op b of two numbers as 0 or 1."""
        a, b, t = self.balance(a, b)
        if isinstance(t, RealType):
            return real.compare(op, a, b)
        if isinstance(a, Num) and isinstance(b, Num):
            return Num(INT, fold.compare(op, a.value, b.value))
        return Binary(INT, op, a, b)

    def _comparison(self, node: Node, op: str, a: Expr, b: Expr) -> Expr:
        if is_number(a.type) and is_number(b.type):
            return self.compared(op, a, b)
        if a.type.is_scalar and b.type.is_scalar and not _mixed(a.type, b.type):
            a, b = self.cast(a, UINT), self.cast(b, UINT)
        else:
            fail(node, f"'{a.type}' and '{b.type}' cannot be compared")
        if isinstance(a, Num) and isinstance(b, Num):
            return Num(INT, fold.compare(op, a.value, b.value))
        return Binary(INT, op, a, b)

    def _pointer_arithmetic(self, node: Node, op: str, a: Expr, b: Expr) -> Expr:
        if op == "-" and isinstance(a.type, PointerType) and isinstance(b.type, PointerType):
            return self._difference(node, a, b)
        if op == "+" and isinstance(b.type, PointerType):
            a, b = b, a
        if op not in ("+", "-") or not isinstance(a.type, PointerType) or not b.type.is_integer:
            fail(node, f"'{op}' does not go with '{a.type}' and '{b.type}'")
        return self._offset(node, a, op, b)

    def _offset(self, node: Node, a: Expr, op: str, b: Expr) -> Expr:
        return self.arithmetic(op, unqualified(a.type), a, self._scaled(node, a.type, b))

    def _scaled(self, node: Node, pointer: CType, b: Expr) -> Expr:
        size = self._element(pointer, node)
        b = self.cast(self.promote(b), INT)
        return b if isinstance(size, Num) and size.value == 1 else self.arithmetic("*", INT, b, self.cast(size, INT))

    def _element(self, pointer: CType, node: Node) -> Expr:
        """The size of what a pointer points to."""
        assert isinstance(pointer, PointerType)
        if isinstance(pointer.to, VoidType | FuncType):
            return Num(UINT, 1)
        if pointer.to.size < 0:
            fail(node, f"arithmetic on a pointer to the incomplete type '{pointer.to}'")
        return self.size_of(pointer.to)

    def _difference(self, node: Node, a: Expr, b: Expr) -> Expr:
        element = self._element(a.type, node)
        bytes_ = self.arithmetic("-", INT, self.cast(a, INT), self.cast(b, INT))
        size = element.value if isinstance(element, Num) else 0
        if size and size & (size - 1) == 0:
            return self.arithmetic(">>", INT, bytes_, Num(INT, size.bit_length() - 1)) if size > 1 else bytes_
        return self.arithmetic("/", INT, bytes_, self.cast(element, INT)) if size or not isinstance(element, Num) else Num(INT, 0)

    def _logic(self, node: Node) -> Expr:
        a, b = self.scalar(node.left), self.scalar(node.right)
        if isinstance(a, Num):
            if bool(a.value) == (node.op == "||"):
                return Num(INT, int(node.op == "||"))
            return Num(INT, int(b.value != 0)) if isinstance(b, Num) else Binary(INT, "!=", b, Num(b.type, 0))
        return Logic(INT, node.op, a, b)

    def _ternaryop(self, node: Node) -> Expr:
        if node.iftrue is None:
            return self._or_else(node)
        test = self.scalar(node.cond)
        a, b = self.value(node.iftrue), self.value(node.iffalse)
        t = self._joined(node, a, b)
        if t.is_scalar or isinstance(t, LanesType):
            a, b = self.convert(a, t, node), self.convert(b, t, node)
        if isinstance(test, Num):
            return a if test.value else b
        return Cond(t, test, a, b)

    def _or_else(self, node: Node) -> Expr:
        """a ?: b: a is evaluated once."""
        a, b = self.value(node.cond), self.value(node.iffalse)
        t = self._joined(node, a, b)
        if isinstance(a, Num):
            return self.cast(a, t) if a.value else self.cast(b, t)
        kept = Var(self.temporary(a.type))
        test: Expr = real.truth(kept) if a.type.is_real else kept
        return Comma(Assign(kept, a), Cond(t, test, self.cast(kept, t), self.cast(b, t)))

    def _joined(self, node: Node, a: Expr, b: Expr) -> CType:
        if is_number(a.type) and is_number(b.type):
            return self.balance(a, b)[2]
        if isinstance(a.type, VoidType) or isinstance(b.type, VoidType):
            return VOID
        if isinstance(a.type, LanesType) or isinstance(b.type, LanesType):
            return self.lanes.joined(node, a.type, b.type)
        if isinstance(a.type, PointerType) and isinstance(b.type, PointerType):
            return self._joined_pointers(a, b)
        if a.type.is_scalar and b.type.is_scalar and not _mixed(a.type, b.type):
            return unqualified(a.type if isinstance(a.type, PointerType) else b.type)
        if not compatible(a.type, b.type):
            fail(node, f"the branches of ?: have the types '{a.type}' and '{b.type}'")
        return unqualified(a.type)

    def _joined_pointers(self, a: Expr, b: Expr) -> CType:
        assert isinstance(a.type, PointerType)
        assert isinstance(b.type, PointerType)
        if isinstance(a, Num) and a.value == 0:
            return unqualified(b.type)
        if isinstance(a.type.to, VoidType) and not (isinstance(b, Num) and b.value == 0):
            return unqualified(a.type)
        return unqualified(b.type if isinstance(b.type.to, VoidType) and not isinstance(b, Num) else a.type)

    # ------------------------------------------------------------------ assignment

    def _target(self, node: Node) -> Expr:
        place = self.expr(node)
        if not is_place(place) or isinstance(place.type, ArrayType | FuncType):
            fail(node, "this cannot be assigned to")
        if place.type.const:
            fail(node, "this is const: it cannot be assigned to")
        return place

    def _assignment(self, node: Node) -> Expr:
        place = self._target(node.lvalue)
        value = self.value(node.rvalue)
        if node.op != "=" and (isinstance(place.type, LanesType) or isinstance(value.type, LanesType)):
            return self._lanes_update(node, place, node.op[:-1], value)
        if node.op == "=":
            return Assign(place, self.convert(value, place.type, node))
        op = node.op[:-1]
        if isinstance(place.type, PointerType) and op in ("+", "-") and value.type.is_integer:
            return Update(place, op, self._scaled(node, place.type, value), unqualified(place.type))
        self._check_operands(node, op, place.type, value.type)
        if op in ("<<", ">>"):
            return Update(place, op, self.cast(self.promote(value), INT), self.promote(place).type)
        _, value, t = self.balance(place, value)
        return self._real_update(place, op, value, t) if isinstance(t, RealType) else Update(place, op, value, t)

    def _real_update(self, place: Expr, op: str, value: Expr, via: RealType, post: bool = False) -> Expr:
        """place = place op value, with the place named twice; the old value, which a post-increment gives, is kept in a variable."""
        before: list[Expr] = []
        place = self.steady(place, before)
        old = Var(self.temporary(place.type)) if post else place
        if post:
            before.append(Assign(old, place))
        found: Expr = Assign(place, self.cast(real.binary(op, via, self.cast(old, via), value), place.type))
        for each in [found, old] if post else [found]:
            before.append(each)
        return sequence(before[:-1], before[-1])

    def steady(self, place: Expr, before: list[Expr]) -> Expr:
        """The same place by an expression without effects; `before` receives what has to be done first."""
        if isinstance(place, Member):
            return Member(place.type, self.steady(place.base, before), place.field)
        if not isinstance(place, Deref) or isinstance(place.pointer, Var):
            return place
        pointer = Var(self.temporary(unqualified(place.pointer.type)))
        before.append(Assign(pointer, place.pointer))
        return Deref(place.type, pointer)


def is_number(t: CType) -> bool:
    """Whether arithmetic takes a type."""
    return t.is_integer or t.is_real


def _field_type(t: IntType, width: int) -> IntType:
    """The type that a bit-field is promoted to (gcc)."""
    if width < INT.bits:
        return INT
    if width == INT.bits:
        return INT if t.signed else UINT
    return (LLONG if t.signed else ULLONG) if width == LLONG.bits else of_bits(LLONG if t.signed else ULLONG, width)


def _mixed(a: CType, b: CType) -> bool:
    """Whether one type is floating and the other a pointer: nothing converts between them."""
    return (a.is_real and not is_number(b)) or (b.is_real and not is_number(a))


def is_place(e: Expr) -> bool:
    """Whether an expression is an lvalue."""
    if isinstance(e, Member):
        return is_place(e.base)
    return isinstance(e, Deref | Made) or (isinstance(e, Var) and not isinstance(e.type, FuncType))


def address_constant(e: Expr) -> tuple[Obj | None, int] | None:
    """An address constant or integer constant (6.6) as object and offset; None if it is neither."""
    if isinstance(e, Num):
        return None, e.value
    if isinstance(e, Addr):
        return _place_constant(e.place)
    if isinstance(e, Cast) and e.type.size == 4 and e.a.type.size == 4:
        return address_constant(e.a)
    if isinstance(e, Binary) and e.op in ("+", "-"):
        a, b = address_constant(e.a), address_constant(e.b)
        if a and b and b[0] is None:
            return a[0], a[1] + b[1] if e.op == "+" else a[1] - b[1]
        if a and b and a[0] is None and e.op == "+":
            return b[0], a[1] + b[1]
        if a and b and a[0] is b[0] and e.op == "-":
            return None, a[1] - b[1]
    return None


def _place_constant(e: Expr) -> tuple[Obj | None, int] | None:
    if isinstance(e, Var):
        return (e.obj, 0) if e.obj.storage not in ("local", "param") else None
    if isinstance(e, Member):
        base = _place_constant(e.base)
        return (base[0], base[1] + e.field.offset) if base else None
    return address_constant(e.pointer) if isinstance(e, Deref) else None
