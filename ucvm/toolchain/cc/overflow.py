"""Arithmetic that says whether it overflowed (GNU C): exact in 64 bits where the operands have 32, else by libc's __wide_add and its kin.

An exact result is a pair: 64 bits, and what stands above them (0 or -1 if the 64 bits say it all).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.lanes import sequence
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.tree import Addr, Assign, Binary, Cond, Deref, Expr, Logic, Num, Var
from ucvm.toolchain.cc.types import BOOL, INT, LLONG, LONG, UINT, ULLONG, ULONG, FuncType, IntType, PointerType, unqualified

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs

_OPS = {"add": "+", "sub": "-", "mul": "*"}
_KINDS = {"s": INT, "sl": LONG, "sll": LLONG, "u": UINT, "ul": ULONG, "ull": ULLONG}


def _checked(op: str, fixed: IntType | None, kept: bool) -> Callable[["Exprs", Node], Expr]:
    """__builtin_OP_overflow: `fixed` is the type of both operands, if it is; `kept` False only asks."""

    def made(exprs: "Exprs", node: Node) -> Expr:
        a, b, to = (exprs.value(each) for each in node.args.exprs)
        t = unqualified(to.type.to) if kept and isinstance(to.type, PointerType) else unqualified(to.type)
        if not isinstance(t, IntType) or not a.type.is_integer or not b.type.is_integer:
            fail(node, "arithmetic that is checked takes integers")
        if fixed:
            a, b = exprs.cast(a, fixed), exprs.cast(b, fixed)
        before: list[Expr] = []
        a, b = exprs.lanes.kept(exprs.promote(a), before), exprs.lanes.kept(exprs.promote(b), before)
        if kept:
            to = exprs.lanes.kept(to, before)
        wrapped = a.type.size == b.type.size == INT.size
        low, over = _exact(exprs, op, t, a, b, before) if wrapped else _wide(exprs, op, t, a, b, before)
        if kept:
            before.append(Assign(Deref(t, to), exprs.cast(low, t)))
        return sequence(before, exprs.cast(over, BOOL))

    return made


def _exact(exprs: "Exprs", op: str, t: IntType, a: Expr, b: Expr, before: list[Expr]) -> tuple[Expr, Expr]:
    """The result in 64 bits, and whether it is not one of the type t."""
    unsigned = op == "*" and not _is_signed(a) and not _is_signed(b)
    exact = ULLONG if unsigned else LLONG
    low = exprs.lanes.kept(exprs.arithmetic(op, exact, exprs.cast(a, exact), exprs.cast(b, exact)), before)
    if t.size == 8:
        return low, exprs.compared("<", exprs.cast(low, LLONG), Num(LLONG, 0)) if t.signed is unsigned else Num(INT, 0)
    return low, exprs.compared("!=", low, exprs.cast(exprs.cast(low, t), exact))


def _wide(exprs: "Exprs", op: str, t: IntType, a: Expr, b: Expr, before: list[Expr]) -> tuple[Expr, Expr]:
    store = exprs.temporary(ULLONG)
    store.memory = True
    name = {"+": "__wide_add", "-": "__wide_sub", "*": "__wide_mul"}[op]
    func = FuncType(LLONG, (ULLONG, INT, ULLONG, INT, PointerType(ULLONG)))
    args = [exprs.cast(a, ULLONG), _above(exprs, a), exprs.cast(b, ULLONG), _above(exprs, b), Addr(PointerType(ULLONG), Var(store))]
    high = exprs.lanes.kept(exprs.library(name, func, args), before)
    low = exprs.lanes.kept(Var(store), before)
    result = exprs.lanes.kept(exprs.cast(low, t), before)
    sign = exprs.cast(_above(exprs, result), LLONG)
    return low, Logic(INT, "||", Binary(INT, "!=", low, exprs.cast(result, ULLONG)), Binary(INT, "!=", high, sign))


def _is_signed(e: Expr) -> bool:
    return isinstance(e.type, IntType) and e.type.signed


def _above(exprs: "Exprs", e: Expr) -> Expr:
    """What stands above the 64 bits of a value: its sign."""
    if not _is_signed(e):
        return Num(INT, 0)
    return Cond(INT, exprs.compared("<", e, Num(INT, 0)), Num(INT, -1), Num(INT, 0))


FORMS: dict[str, Callable[["Exprs", Node], Expr]] = {
    **{f"__builtin_{name}_overflow": _checked(op, None, True) for name, op in _OPS.items()},
    **{f"__builtin_{name}_overflow_p": _checked(op, None, False) for name, op in _OPS.items()},
    **{f"__builtin_{kind[0]}{name}{kind[1:]}_overflow": _checked(op, t, True) for name, op in _OPS.items() for kind, t in _KINDS.items()},
}
