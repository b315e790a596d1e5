"""What gcc has built in: __builtin_NAME is the library's function NAME unless it says something that a function cannot."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.tree import Assign, Binary, Deref, Expr, Num, Obj, Update, VaStart
from ucvm.toolchain.cc.types import CHAR_PTR, DOUBLE, INT, LONG, UINT, ULLONG, VOID, VOID_PTR, CType, FuncType, rounded

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs

PREFIX = "__builtin_"
_RENAMED = {
    "unreachable": "abort", "trap": "abort", "clz": "__clzsi2", "clzl": "__clzsi2", "clzll": "__clzdi2", "ctz": "__ctzsi2", "ctzl": "__ctzsi2",
    "ctzll": "__ctzdi2", "popcount": "__popcountsi2", "popcountl": "__popcountsi2", "popcountll": "__popcountdi2", "parity": "__paritysi2",
    "parityl": "__paritysi2", "parityll": "__paritydi2", "ffs": "__ffssi2", "ffsl": "__ffssi2", "ffsll": "__ffsdi2", "bswap32": "__bswapsi2",
    "bswap64": "__bswapdi2",
}  # fmt: skip
_POINTERS = frozenset(("malloc", "calloc", "realloc", "memcpy", "memmove", "memset", "strcpy", "strncpy", "strcat", "strchr", "strrchr", "strstr"))
_REALS = frozenset(("fabs", "sqrt", "sin", "cos", "exp", "log", "pow", "floor", "ceil", "fmod", "copysign", "trunc", "rint", "round"))


_VARIADIC = {"printf": 1, "scanf": 1, "fprintf": 2, "fscanf": 2, "sprintf": 2, "sscanf": 2, "snprintf": 3}
"""How many arguments come before the unnamed ones, which are passed in another way."""


def undeclared(name: str) -> FuncType:
    """The type of a function that nobody has declared (C89): only those of stdio are known to be variadic."""
    named = _VARIADIC.get(name)
    return FuncType(INT, None) if named is None else FuncType(INT, (VOID_PTR,) * named, True)


def function(name: str) -> Obj | None:
    """The library's function that a reserved name stands for."""
    if not name.startswith(PREFIX):
        return None
    plain = name.removeprefix(PREFIX)
    target = _RENAMED.get(plain, plain)
    params: tuple[CType, ...] | None = None
    result: CType = INT
    if target.endswith("di2"):
        params, result = (ULLONG,), ULLONG if target == "__bswapdi2" else INT
    elif target == "__bswapsi2":
        result = UINT
    elif plain in ("trap", "unreachable"):
        result = VOID
    elif plain in _POINTERS:
        result = VOID_PTR
    elif plain in _REALS:
        params, result = (DOUBLE,) * (2 if plain in ("pow", "fmod", "copysign") else 1), DOUBLE
    t = undeclared(plain) if plain in _VARIADIC else FuncType(result, params)
    return Obj(target, t, "global", target)


def _expect(exprs: "Exprs", node: Node) -> Expr:
    return exprs.cast(exprs.value(node.args.exprs[0]), LONG)


def _constant(exprs: "Exprs", node: Node) -> Expr:
    return Num(INT, int(isinstance(exprs.value(node.args.exprs[0]), Num)))


def _infinity(exprs: "Exprs", node: Node) -> Expr:
    return Num(DOUBLE, 0x7FF << 52)


def _start(exprs: "Exprs", node: Node) -> Expr:
    """With arguments it sets the va_list that comes first, as gcc's does."""
    if exprs.function is None or not exprs.function.type.variadic:
        fail(node, "va_start is used outside a variadic function")
    first = VaStart(CHAR_PTR)
    return Assign(exprs.expr(node.args.exprs[0]), first) if node.args else first


def _argument(exprs: "Exprs", node: Node) -> Expr:
    place, t = exprs.expr(node.args.exprs[0]), exprs.types.type_of(node.args.exprs[1])
    size = Num(INT, rounded(t.size, 4))
    return Deref(t, Binary(CHAR_PTR, "-", Update(place, "+", size, CHAR_PTR), size))


def _copy(exprs: "Exprs", node: Node) -> Expr:
    to, source = node.args.exprs
    return Assign(exprs.expr(to), exprs.value(source))


def _nothing(exprs: "Exprs", node: Node) -> Expr:
    return exprs.cast(Num(INT, 0), VOID)


FORMS: dict[str, Callable[["Exprs", Node], Expr]] = {
    "__builtin_constant_p": _constant,
    "__builtin_expect": _expect,
    "__builtin_huge_val": _infinity,
    "__builtin_inf": _infinity,
    "__builtin_prefetch": _nothing,
    "__builtin_va_arg": _argument,
    "__builtin_va_copy": _copy,
    "__builtin_va_end": _nothing,
    "__builtin_va_start": _start,
}
