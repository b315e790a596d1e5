"""Expressions to typed trees: conversions, lvalues, constants (C99 6.3, 6.5)."""

from collections.abc import Callable

from ucvm.toolchain.cc import builtin, fold, literal, real
from ucvm.toolchain.cc.declare import Declarator
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.initial import Initials
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
    DOUBLE,
    INT,
    UINT,
    VOID,
    VOID_PTR,
    ArrayType,
    CType,
    FuncType,
    IntType,
    PointerType,
    RealType,
    VoidType,
    common,
    compatible,
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
        self.types = Declarator(scope, self.constant, lambda node: unqualified(self.expr(node).type))
        self.initials = Initials(self)
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

    def scalar(self, node: Node) -> Expr:
        """A number or pointer that is asked whether it is 0."""
        found = self.value(node)
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
        if isinstance(e, Deref):
            return self.retype(e.pointer, t)
        return Addr(t, e)

    def retype(self, e: Expr, t: CType) -> Expr:
        """The same bits as a value of a type of the same size."""
        return Num(t, e.value) if isinstance(e, Num) else Cast(t, e)

    def cast(self, e: Expr, t: CType) -> Expr:
        """A scalar converted to a scalar type or void."""
        t = unqualified(t)
        if isinstance(t, RealType):
            return self._to_real(e, t)
        if e.type.is_real and isinstance(t, IntType):
            return self.cast(real.truth(e) if t.rank == 0 else real.to_integer(e), t)
        if isinstance(e, Num):
            return Num(t, (t if isinstance(t, IntType) else UINT).wrap(e.value)) if t.is_scalar else Cast(t, e)
        same = e.type is t or (isinstance(t, IntType) and isinstance(e.type, IntType) and t.name == e.type.name)
        return e if same and not (isinstance(e, Member) and e.field.width >= 0) else Cast(t, e)

    def _to_real(self, e: Expr, t: RealType) -> Expr:
        if isinstance(e.type, IntType):
            return real.to_real(self.promote(e), t)
        return e if unqualified(e.type) is t else real.to_real(e, t)

    def promote(self, e: Expr) -> Expr:
        """The integer promotions; a bit-field narrower than int becomes int."""
        t = e.type
        assert isinstance(t, IntType)
        if isinstance(e, Member) and 0 <= e.field.width < 32:
            return self.cast(e, INT) if t.name != "int" else e
        return self.cast(e, promoted(t))

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
        if t.is_scalar and source.is_scalar and not _mixed(t, source):
            return self.cast(e, t)
        if t.is_record and compatible(t, source):
            return e
        return fail(node, f"a value of type '{source}' cannot become '{t}'")

    # ------------------------------------------------------------------ primary expressions

    def _id(self, node: Node) -> Expr:
        found = self.scope.find(node.name)
        if isinstance(found, Obj):
            found.referenced = True
            return Var(found)
        if isinstance(found, Num):
            return found
        if found is None and node.name in _OWN_NAME and self.function:
            return Var(self.string_object(self.function.obj.name.encode()))
        return fail(node, f"'{node.name}' is a type, not a value" if found else f"'{node.name}' is not declared")

    def _constant(self, node: Node) -> Expr:
        kind = node.type
        if node.value[-1] == "'":
            return literal.character(node)
        if "string" in kind and literal.is_wide(node):
            return Var(self._wide_string_object(node))
        if "string" in kind:
            return Var(self.string_object(literal.string(node)))
        if kind in ("float", "double", "long double"):
            return literal.floating(node)
        return literal.integer(node)

    def _wide_string_object(self, node: Node) -> Obj:
        points = [*literal.wide_string(node), 0]
        obj = Obj("", ArrayType(INT, len(points)), "static", f".LD{len(self.unit.objects)}")
        obj.init, obj.defined, obj.at = [Item(4 * at, INT, Num(INT, point)) for at, point in enumerate(points)], True, node.coord
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
        obj = Obj("", t, "local")
        obj.memory = True
        self.function.locals.append(obj)
        return Made(obj, items)

    # ------------------------------------------------------------------ postfix expressions

    def _arrayref(self, node: Node) -> Expr:
        base, index = self.value(node.name), self.value(node.subscript)
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
        return Member(qualify(field.type, t.const, t.volatile), base, field)

    def _funccall(self, node: Node) -> Expr:
        name = getattr(node.name, "name", "")
        if name in ("offsetof", "__builtin_offsetof"):
            return self._offsetof(node)
        if name in builtin.FORMS:
            return builtin.FORMS[name](self, node)
        callee = self._callee(node.name, name)
        t = callee.type.to if isinstance(callee.type, PointerType) else callee.type
        if not isinstance(t, FuncType):
            fail(node, "what is called is not a function")
        if isinstance(callee.type, PointerType):
            callee = self.deref(callee, node)
        if not isinstance(t.result, VoidType) and t.result.size < 0:
            fail(node, f"the function returns the incomplete type '{t.result}'")
        return Call(t, callee, self._arguments(node, t))

    def _callee(self, node: Node, name: str) -> Expr:
        if type(node).__name__ != "ID" or self.scope.find(name) is not None:
            return self.expr(node)
        known = builtin.function(name)
        return Var(known) if known else Var(self.undeclared(node))

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
        if op == "&":
            return self._address_of(node)
        if op == "*":
            return self.deref(self.value(node.expr), node)
        if op == "&&":
            return self._label_value(node)
        if op in ("++", "--", "p++", "p--"):
            return self._step(node)
        if op == "!":
            return self.negate(self.scalar(node.expr))
        a = self.value(node.expr)
        if a.type.is_real and op != "~":
            return real.negated(a) if op == "-" else self.cast(a, a.type)
        a = self.integer(node.expr)
        if op == "+":
            return a
        t = a.type
        assert isinstance(t, IntType)
        return Num(t, fold.unary(op, t, a.value)) if isinstance(a, Num) else Unary(t, op, a)

    def _label_value(self, node: Node) -> Expr:
        if self.function is None:
            fail(node, "a label outside a function")
        numbers = self.function.numbers
        return Num(VOID_PTR, numbers.setdefault(node.expr.name, len(numbers) + 1))

    def negate(self, e: Expr) -> Expr:
        """!e."""
        if isinstance(e, Num):
            return Num(INT, int(e.value == 0))
        return Unary(INT, "!", e)

    def _sizeof(self, node: Node) -> Expr:
        kind = type(node.expr).__name__
        e = None if kind == "Typename" else self.expr(node.expr)
        t = e.type if e else self.types.type_of(node.expr)
        if isinstance(t, VoidType | FuncType):
            return Num(UINT, 1)
        if t.size < 0:
            fail(node, f"'{t}' is an incomplete type")
        if isinstance(e, Member) and e.field.width >= 0:
            fail(node, "a bit-field has no size")
        return Num(UINT, t.size if node.op == "sizeof" else t.align)

    def _address_of(self, node: Node) -> Expr:
        e = self.expr(node.expr)
        if not isinstance(e, Var | Deref | Made) and not (isinstance(e, Member) and is_place(e)):
            fail(node, "only something with a place in memory has an address")
        if isinstance(e, Member) and e.field.width >= 0:
            fail(node, "a bit-field has no address")
        return self.address(e, PointerType(e.type))

    def _step(self, node: Node) -> Expr:
        place = self._target(node.expr)
        op = node.op[-1]
        if isinstance(place.type, PointerType):
            return Update(place, op, Num(INT, self._element(place.type, node)), place.type, node.op[0] == "p")
        if isinstance(place.type, RealType):
            return self._real_update(place, op, real.constant(place.type, 1), place.type, node.op[0] == "p")
        if not isinstance(place.type, IntType):
            fail(node, f"'{place.type}' cannot be counted up or down")
        return Update(place, op, Num(promoted(place.type), 1), promoted(unqualified(place.type)), node.op[0] == "p")  # type: ignore[arg-type]

    def _cast(self, node: Node) -> Expr:
        t = self.types.type_of(node.to_type)
        e = self.value(node.expr)
        if isinstance(t, VoidType):
            return Cast(t, e)
        if not t.is_scalar or not e.type.is_scalar or _mixed(t, e.type):
            fail(node, f"a value of type '{e.type}' cannot be cast to '{t}'")
        return self.cast(e, t)

    # ------------------------------------------------------------------ binary expressions

    def _binaryop(self, node: Node) -> Expr:
        op = node.op
        if op in ("&&", "||"):
            return self._logic(node)
        a, b = self.value(node.left), self.value(node.right)
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
        return Binary(t, op, a, b)

    def _comparison(self, node: Node, op: str, a: Expr, b: Expr) -> Expr:
        if is_number(a.type) and is_number(b.type):
            a, b, t = self.balance(a, b)
            if isinstance(t, RealType):
                return real.compare(op, a, b)
        elif a.type.is_scalar and b.type.is_scalar and not _mixed(a.type, b.type):
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
        return b if size == 1 else self.arithmetic("*", INT, b, Num(INT, size))

    def _element(self, pointer: CType, node: Node) -> int:
        assert isinstance(pointer, PointerType)
        if isinstance(pointer.to, VoidType | FuncType):
            return 1
        if pointer.to.size < 0:
            fail(node, f"arithmetic on a pointer to the incomplete type '{pointer.to}'")
        return pointer.to.size

    def _difference(self, node: Node, a: Expr, b: Expr) -> Expr:
        size = self._element(a.type, node)
        bytes_ = self.arithmetic("-", INT, self.cast(a, INT), self.cast(b, INT))
        if size & (size - 1) == 0:
            return self.arithmetic(">>", INT, bytes_, Num(INT, size.bit_length() - 1)) if size > 1 else bytes_
        return self.arithmetic("/", INT, bytes_, Num(INT, size))

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
        if t.is_scalar:
            a, b = self.cast(a, t), self.cast(b, t)
        if isinstance(test, Num):
            return a if test.value else b
        return Cond(t, test, a, b)

    def _or_else(self, node: Node) -> Expr:
        """a ?: b: a is evaluated once."""
        a, b = self.value(node.cond), self.value(node.iffalse)
        t = self._joined(node, a, b)
        if isinstance(a, Num):
            return self.cast(a, t) if a.value else self.cast(b, t)
        kept = Var(self._temporary(a.type))
        test: Expr = real.truth(kept) if a.type.is_real else kept
        return Comma(Assign(kept, a), Cond(t, test, self.cast(kept, t), self.cast(b, t)))

    def _joined(self, node: Node, a: Expr, b: Expr) -> CType:
        if is_number(a.type) and is_number(b.type):
            return self.balance(a, b)[2]
        if isinstance(a.type, VoidType) or isinstance(b.type, VoidType):
            return VOID
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
        place = self._steady(place, before)
        old = Var(self._temporary(place.type)) if post else place
        if post:
            before.append(Assign(old, place))
        found: Expr = Assign(place, self.cast(real.binary(op, via, self.cast(old, via), value), place.type))
        for each in [found, old] if post else [found]:
            before.append(each)
        found = before[0]
        for each in before[1:]:
            found = Comma(found, each)
        return found

    def _steady(self, place: Expr, before: list[Expr]) -> Expr:
        """The same place by an expression without effects; `before` receives what has to be done first."""
        if isinstance(place, Member):
            return Member(place.type, self._steady(place.base, before), place.field)
        if not isinstance(place, Deref) or isinstance(place.pointer, Var):
            return place
        pointer = Var(self._temporary(unqualified(place.pointer.type)))
        before.append(Assign(pointer, place.pointer))
        return Deref(place.type, pointer)

    def _temporary(self, t: CType) -> Obj:
        obj = Obj("", unqualified(t), "local")
        if self.function is not None:
            self.function.locals.append(obj)
        return obj


def is_number(t: CType) -> bool:
    """Whether arithmetic takes a type."""
    return t.is_integer or t.is_real


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
