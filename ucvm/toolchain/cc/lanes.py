"""Arithmetic on several numbers at once: complex numbers (C99 6.2.5, annex G by libc's __muldc3 and its kin) and vectors (GNU C).

An operation is taken apart into those of its lanes; what an operand computes is kept in variables first, so that each operand is evaluated once.
"""

from typing import TYPE_CHECKING

from ucvm.toolchain.cc import attribute, real
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.tree import Addr, Assign, Call, Comma, Deref, Expr, Item, Logic, Made, Member, Num, Obj, Unary, Var
from ucvm.toolchain.cc.types import (
    COMPLEX,
    INT,
    LLONG,
    SCHAR,
    SHORT,
    UINT,
    ArrayType,
    ComplexType,
    CType,
    FuncType,
    IntType,
    LanesType,
    PointerType,
    RealType,
    VectorType,
    compatible,
    qualify,
    unqualified,
)

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs

_SIGNED = {1: SCHAR, 2: SHORT, 4: INT, 8: LLONG}
_COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">="))


def sequence(before: list[Expr], last: Expr) -> Expr:
    """All of it in order, with the value of the last."""
    for each in reversed(before):
        last = Comma(each, last)
    return last


class Lanes:
    """Analyses operations with the help of `exprs`."""

    def __init__(self, exprs: "Exprs") -> None:
        self.exprs = exprs

    # ------------------------------------------------------------------ apart and together

    def split(self, e: Expr, before: list[Expr]) -> list[Expr]:
        """The lanes of a value, a number being one; each can be evaluated again after `before`."""
        if not isinstance(e.type, LanesType):
            return [self.kept(e, before)]
        while isinstance(e, Comma):
            before.append(e.a)
            e = e.b
        fields = e.type.record.fields  # type: ignore[attr-defined]
        if isinstance(e, Made) and len(e.items) == len(fields) and e.obj.name == "":
            return [self.kept(item.value, before) for item in e.items]
        if not isinstance(e, Var | Deref | Member):
            place = Var(self.exprs.temporary(e.type))
            before.append(Assign(place, e))
            e = place
        e = self.exprs.steady(e, before)
        return [Member(qualify(field.type, e.type.const, e.type.volatile), e, field) for field in fields]

    def kept(self, e: Expr, before: list[Expr]) -> Expr:
        """A number in a variable, unless it is a constant."""
        if isinstance(e, Num):
            return e
        kept = Var(self.exprs.temporary(e.type))
        before.append(Assign(kept, e))
        return kept

    def made(self, t: LanesType, values: list[Expr]) -> Expr:
        """A value of lanes."""
        obj = self.exprs.temporary(t)
        obj.memory = True
        items = [Item(field.offset, field.type, self.exprs.cast(value, t.lane)) for field, value in zip(t.record.fields, values, strict=True)]
        return Made(obj, items)

    # ------------------------------------------------------------------ conversions

    def converted(self, e: Expr, t: CType, node: Node) -> Expr:
        """A value as if by assignment, or by a cast, to a type, where one of the two has lanes."""
        t = unqualified(t)
        if compatible(e.type, t):
            return e
        if isinstance(t, ComplexType) and (e.type.is_integer or e.type.is_real):
            return self.made(t, [self.exprs.cast(e, t.lane), self.exprs.cast(Num(INT, 0), t.lane)])
        before: list[Expr] = []
        if isinstance(e.type, ComplexType) and isinstance(t, ComplexType):
            return sequence(before, self.made(t, self.split(e, before)))
        if isinstance(e.type, ComplexType) and isinstance(t, IntType | RealType):
            if isinstance(t, IntType) and t.rank == 0:
                return self.exprs.cast(self.truth(e), t)
            found = self.split(e, before)[0]
            return sequence(before, self.exprs.cast(found, t))
        return self._seen_as(e, t, node)

    def _seen_as(self, e: Expr, t: CType, node: Node) -> Expr:
        """The same bits as a value of another type of the same size."""
        if e.type.size != t.size or isinstance(e.type, ComplexType) or isinstance(t, ComplexType):
            fail(node, f"a value of type '{e.type}' cannot become '{t}'")
        kept = self.exprs.temporary(e.type)
        kept.memory = True
        return Comma(Assign(Var(kept), e), Deref(t, Addr(PointerType(t), Var(kept))))

    def joined(self, node: Node, a: CType, b: CType) -> LanesType:
        """The type of an operation on two operands."""
        if isinstance(a, VectorType) or isinstance(b, VectorType):
            wide, other = (a, b) if isinstance(a, VectorType) else (b, a)
            if isinstance(other, LanesType) and not self._alike(wide, other):
                fail(node, f"'{a}' and '{b}' do not go together")
            return unqualified(wide)  # type: ignore[return-value]
        parts = [t.lane if isinstance(t, LanesType) else t for t in (a, b)]
        floating = real.common(unqualified(parts[0]), unqualified(parts[1]))
        if floating is None:
            floating = self.exprs.balance(Num(parts[0], 0), Num(parts[1], 0))[2]  # type: ignore[assignment]
        return COMPLEX[floating.name]  # type: ignore[union-attr]

    def _alike(self, a: CType, b: LanesType) -> bool:
        return isinstance(a, LanesType) and a.size == b.size and len(a.record.fields) == len(b.record.fields)

    # ------------------------------------------------------------------ operations

    def binary(self, node: Node, op: str, a: Expr, b: Expr) -> Expr:
        """a op b."""
        for each in (a.type, b.type):
            if not (each.is_integer or each.is_real or isinstance(each, LanesType)):
                fail(node, f"'{op}' does not go with '{a.type}' and '{b.type}'")
        t = self.joined(node, a.type, b.type)
        before: list[Expr] = []
        left, right = self.split(a, before), self.split(b, before)
        if isinstance(t, VectorType):
            return sequence(before, self._vector(node, op, t, left, right))
        left, right = [self.exprs.cast(x, t.lane) for x in left], [self.exprs.cast(x, t.lane) for x in right]
        if op in ("==", "!="):
            return sequence(before, self._same(op, left, right))
        if op not in ("+", "-", "*", "/"):
            fail(node, f"'{op}' does not go with '{a.type}' and '{b.type}'")
        return sequence(before, self._complex(op, t, left, right))

    def _vector(self, node: Node, op: str, t: VectorType, left: list[Expr], right: list[Expr]) -> Expr:
        count = len(t.record.fields)
        left, right = left * (count // len(left)), right * (count // len(right))
        if op in _COMPARISONS:
            truth = attribute.vector(_SIGNED[t.lane.size], count)
            found = [self.exprs.operation(node, op, self._lane(x, t), self._lane(y, t)) for x, y in zip(left, right, strict=True)]
            return self.made(truth, [self.exprs.operation(node, "-", Num(INT, 0), each) for each in found])
        pairs = zip(left, right, strict=True)
        return self.made(t, [self.exprs.cast(self.exprs.operation(node, op, self._lane(x, t), self._lane(y, t)), t.lane) for x, y in pairs])

    def _lane(self, e: Expr, t: VectorType) -> Expr:
        return self.exprs.cast(e, t.lane)

    def _same(self, op: str, left: list[Expr], right: list[Expr]) -> Expr:
        zero = self.exprs.cast(Num(INT, 0), left[0].type)
        tests = [self._equal(x, y) for x, y in zip([*left, zero][:2], [*right, zero][:2], strict=True)]
        both = Logic(INT, "&&", tests[0], tests[1])
        return both if op == "==" else self.exprs.negate(both)

    def _equal(self, a: Expr, b: Expr) -> Expr:
        return self.exprs.compared("==", a, b)

    def _complex(self, op: str, t: LanesType, a: list[Expr], b: list[Expr]) -> Expr:
        """A real operand has no imaginary part, not one that is 0 (annex G)."""

        def of(name: str, x: Expr, y: Expr) -> Expr:
            return self.exprs.arithmetic(name, t.lane, x, y)

        if op in ("+", "-"):
            imaginary = of(op, a[1], b[1]) if len(a) == len(b) else a[1] if len(a) > 1 else b[1] if op == "+" else self.negated(b[1])
            return self.made(t, [of(op, a[0], b[0]), imaginary])
        if op == "*" and len(a) != len(b):
            one, two = (a, b) if len(a) == 1 else (b, a)
            return self.made(t, [of("*", two[0], one[0]), of("*", two[1], one[0])])
        if op == "/" and len(b) == 1:
            return self.made(t, [of("/", x, b[0]) for x in a])
        a = [*a, self.exprs.cast(Num(INT, 0), t.lane)][:2]
        if isinstance(t.lane, RealType) and not all(isinstance(x, Num) for x in [*a, *b]):
            name = f"__{'mul' if op == '*' else 'div'}{'s' if t.lane.size == 4 else 'd'}c3"
            func = FuncType(t, [t.lane] * 4)
            return Call(func, Var(Obj(name, func, "global", name)), [*a, *b])
        if op == "*":
            cross = of("+", of("*", a[0], b[1]), of("*", a[1], b[0]))
            return self.made(t, [of("-", of("*", a[0], b[0]), of("*", a[1], b[1])), cross])
        square = of("+", of("*", b[0], b[0]), of("*", b[1], b[1]))
        whole = of("+", of("*", a[0], b[0]), of("*", a[1], b[1]))
        return self.made(t, [of("/", whole, square), of("/", of("-", of("*", a[1], b[0]), of("*", a[0], b[1])), square)])

    def negated(self, e: Expr) -> Expr:
        """-e of one lane."""
        return real.negated(e) if e.type.is_real else self.exprs.arithmetic("-", e.type, self.exprs.cast(Num(INT, 0), e.type), e)

    def unary(self, node: Node, op: str, e: Expr) -> Expr:
        """-e, +e, ~e (of a complex number its conjugate), !e."""
        t = e.type
        if op == "+":
            return e
        if op == "!" and isinstance(t, VectorType):
            return self.binary(node, "==", e, Num(INT, 0))
        before: list[Expr] = []
        values = self.split(e, before)
        if op == "-":
            values = [self.negated(x) for x in values]
        elif isinstance(t, ComplexType):
            values[1] = self.negated(values[1])
        else:
            values = [Unary(x.type, "~", x) if x.type.size >= INT.size else self.exprs.cast(Unary(INT, "~", self.exprs.cast(x, INT)), x.type)
                      for x in values]  # fmt: skip
        return sequence(before, self.made(unqualified(t), values))  # type: ignore[arg-type]

    def truth(self, e: Expr) -> Expr:
        """e != 0 of a complex number."""
        before: list[Expr] = []
        tests = [self.exprs.compared("!=", x, self.exprs.cast(Num(INT, 0), x.type)) for x in self.split(e, before)]
        return sequence(before, Logic(INT, "||", tests[0], tests[1]))

    def part(self, which: str, e: Expr) -> Expr:
        """__real__ or __imag__: of a place a place."""
        number = ("real", "imag").index(which)
        if not isinstance(e.type, ComplexType):
            return e if number == 0 else Comma(e, Num(e.type, 0)) if not isinstance(e, Num | Var) else self.exprs.cast(Num(INT, 0), e.type)
        field = e.type.record.fields[number]
        if isinstance(e, Var | Deref | Member):
            return Member(qualify(field.type, e.type.const, e.type.volatile), e, field)
        if isinstance(e, Made) and all(isinstance(item.value, Num) for item in e.items):
            return e.items[number].value
        before: list[Expr] = []
        return sequence(before, self.split(e, before)[number])

    # ------------------------------------------------------------------ vectors

    def element(self, node: Node, vector: Expr, index: Expr) -> Expr:
        """vector[index]."""
        t = vector.type
        assert isinstance(t, VectorType)
        before: list[Expr] = []
        if not isinstance(vector, Var | Deref | Member):
            place = Var(self.exprs.temporary(t))
            before.append(Assign(place, vector))
            vector = place
        lane = qualify(t.lane, t.const, t.volatile)
        first = self.exprs.address(vector, PointerType(lane))
        found = self.exprs.deref(self.exprs.operation(node, "+", first, index), node)
        return sequence(before, found)

    def shuffled(self, node: Node, sources: list[Expr], mask: Expr) -> Expr:
        """__builtin_shuffle: the lanes of one or two vectors that the mask names."""
        t = sources[0].type
        if not isinstance(t, VectorType) or not isinstance(mask.type, VectorType):
            fail(node, "__builtin_shuffle takes vectors")
        count = len(t.record.fields)
        store = self.exprs.temporary(ArrayType(t, len(sources)))
        store.memory = True
        base = self.exprs.decay(Var(store))
        before: list[Expr] = [
            Assign(self.exprs.deref(self.exprs.operation(node, "+", base, Num(INT, at)), node), each) for at, each in enumerate(sources)
        ]
        lanes = Addr(PointerType(t.lane), Var(store))
        picked = []
        for each in self.split(mask, before):
            index = self.exprs.operation(node, "&", self.exprs.cast(each, UINT), Num(UINT, count * len(sources) - 1))
            picked.append(self.exprs.deref(self.exprs.operation(node, "+", lanes, index), node))
        return sequence(before, self.made(t, picked))
