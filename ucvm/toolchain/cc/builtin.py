"""What gcc has built in: __builtin_NAME is the library's function NAME unless it says something that a function cannot."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from ucvm.toolchain.cc import overflow, real
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.lanes import sequence
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import Addr, Alloca, Around, Assign, Binary, Cast, Comma, Cond, Deref, Expr, Logic, Num, Obj, Update, Var, VaStart
from ucvm.toolchain.cc.types import (
    CHAR_PTR,
    COMPLEX,
    DOUBLE,
    FLOAT,
    INT,
    LDOUBLE,
    LLONG,
    LONG,
    UINT,
    ULLONG,
    USHORT,
    VOID,
    VOID_PTR,
    ArrayType,
    FuncType,
    IntType,
    LanesType,
    PointerType,
    RealType,
    VoidType,
    compatible,
    rounded,
    unqualified,
)

if TYPE_CHECKING:
    from ucvm.toolchain.cc.expr import Exprs

PREFIX = "__builtin_"
_BITS = ("clz", "ctz", "popcount", "parity", "ffs", "clrsb")
_RENAMED = {
    "unreachable": "abort", "trap": "abort", "bswap32": "__bswapsi2", "bswap64": "__bswapdi2", "powi": "__powidf2", "powif": "__powisf2",
    "powil": "__powidf2", "printf_unlocked": "printf", "puts_unlocked": "puts",
    **{name + suffix: f"__{name}{'di' if suffix == 'll' else 'si'}2" for name in _BITS for suffix in ("", "l", "ll")},
}  # fmt: skip
_POINTERS = frozenset((
    "malloc", "calloc", "realloc", "memcpy", "memmove", "memset", "memchr", "mempcpy", "strcpy", "strncpy", "strcat", "strncat", "strchr", "strrchr",
    "strstr", "strpbrk", "strdup", "strndup", "stpcpy", "stpncpy", "index", "rindex",
))  # fmt: skip
_SIZES = frozenset(("strlen", "strnlen", "strspn", "strcspn"))
_REALS = frozenset((
    "fabs", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p",
    "floor", "ceil", "trunc", "rint", "round", "nearbyint", "cbrt", "logb", "asinh", "acosh", "atanh",
))  # fmt: skip
_REALS_OF_TWO = frozenset(("pow", "fmod", "copysign", "atan2", "hypot", "fmin", "fmax", "fdim", "nextafter", "remainder"))
_WIDE = {"llabs": LLONG, "imaxabs": LLONG}
_VARIADIC = {"printf": 1, "scanf": 1, "fprintf": 2, "fscanf": 2, "sprintf": 2, "sscanf": 2, "snprintf": 3}
"""How many arguments come before the unnamed ones, which are passed in another way."""


def undeclared(name: str) -> FuncType:
    """The type of a function that nobody has declared (C89); of those of the library their own, as gcc has it."""
    if name in _VARIADIC:
        return FuncType(INT, (VOID_PTR,) * _VARIADIC[name], True)
    if name in _POINTERS:
        return FuncType(VOID_PTR, None)
    if name in _SIZES:
        return FuncType(UINT, None)
    if name in _WIDE:
        return FuncType(_WIDE[name], (_WIDE[name],))
    if name in ("abort", "exit"):
        return FuncType(VOID, None)
    for t, plain in ((DOUBLE, name), (FLOAT, name.removesuffix("f")), (LDOUBLE, name.removesuffix("l"))):
        if plain in _REALS:
            return FuncType(t, (t,))
        if plain in _REALS_OF_TWO:
            return FuncType(t, (t, t))
    return FuncType(INT, None)


def function(name: str, scope: Scope) -> Obj | None:
    """The library's function that a reserved name stands for."""
    if not name.startswith(PREFIX):
        return None
    plain = name.removeprefix(PREFIX)
    target = _RENAMED.get(plain, plain)
    declared = scope.names[0].get(target)
    if isinstance(declared, Obj) and isinstance(declared.type, FuncType):
        return declared
    return Obj(target, _type(plain, target), "global", target)


def _type(plain: str, target: str) -> FuncType:
    if target.endswith("di2"):
        return FuncType(ULLONG if target == "__bswapdi2" else INT, (ULLONG,))
    if target.endswith("si2"):
        return FuncType(UINT if target == "__bswapsi2" else INT, (UINT,))
    if target.startswith("__powi"):
        t = FLOAT if target == "__powisf2" else DOUBLE
        return FuncType(t, (t, INT))
    return FuncType(VOID, None) if plain in ("trap", "unreachable") else undeclared(plain)


# ---------------------------------------------------------------------- constants


def _bits_of(name: str, value: int, bits: int) -> int | None:
    """What a bit function gives for a constant of so many bits; None where it is undefined."""
    value &= (1 << bits) - 1
    if name in ("clz", "ctz") and not value:
        return None
    if name == "clz":
        return bits - value.bit_length()
    if name == "ctz":
        return (value & -value).bit_length() - 1
    if name == "ffs":
        return (value & -value).bit_length()
    if name == "clrsb":
        return bits - 1 - (value ^ (((1 << bits) - 1) if value >> (bits - 1) else 0)).bit_length()
    return value.bit_count() & (1 if name == "parity" else ~0)


def folded(name: str, args: list[Expr]) -> Expr | None:
    """The value of a call of a bit function with a constant."""
    plain = name.removeprefix(PREFIX)
    if len(args) != 1 or not isinstance(args[0], Num) or not args[0].type.is_integer:
        return None
    value = args[0].value
    if plain in ("bswap32", "bswap64"):
        size = int(plain[5:]) // 8
        return Num(UINT if size == 4 else ULLONG, int.from_bytes((value & ((1 << 8 * size) - 1)).to_bytes(size, "little"), "big"))
    bare = plain.rstrip("l") if plain.rstrip("l") in _BITS else plain
    if bare not in _BITS:
        return None
    found = _bits_of(bare, value, 64 if plain.endswith("ll") else 32)
    return None if found is None else Num(INT, found)


def _values(exprs: "Exprs", node: Node) -> list[Expr]:
    return [exprs.value(each) for each in (node.args.exprs if node.args else [])]


def _first(exprs: "Exprs", node: Node) -> Expr:
    """The first argument; the others only say something about it."""
    values = _values(exprs, node)
    return values[0]


def _expect(exprs: "Exprs", node: Node) -> Expr:
    return exprs.cast(_first(exprs, node), LONG)


def _constant(exprs: "Exprs", node: Node) -> Expr:
    e = exprs.value(node.args.exprs[0])
    literal = isinstance(e, Addr) and isinstance(e.place, Var) and e.place.obj.storage == "string"
    return Num(INT, int(isinstance(e, Num) or literal))


def _number(t: RealType, value: float) -> Callable[["Exprs", Node], Expr]:
    return lambda exprs, node: Num(t, real.encode(t, value))


def _text(exprs: "Exprs", node: Node) -> Expr:
    """__builtin_strlen: of a literal a constant."""
    e = _first(exprs, node)
    if isinstance(e, Addr) and isinstance(e.place, Var) and e.place.obj.storage == "string":
        text = next(text for text, obj in exprs.unit.strings.items() if obj is e.place.obj)
        return Num(UINT, len(text.split(b"\0")[0]))
    func = FuncType(UINT, (CHAR_PTR,))
    return exprs.library("strlen", func, [e])


def _line(exprs: "Exprs", node: Node) -> Expr:
    return Num(INT, node.coord.line)


def _file(exprs: "Exprs", node: Node) -> Expr:
    return exprs.decay(Var(exprs.string_object(node.coord.file.encode())))


def _name(exprs: "Exprs", node: Node) -> Expr:
    return exprs.decay(Var(exprs.string_object(exprs.function.obj.name.encode() if exprs.function else b"")))


# ---------------------------------------------------------------------- arguments of a variadic function


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
    found: Expr = exprs.cast(Num(INT, 0), VOID)
    for each in reversed(_values(exprs, node)):
        found = Comma(Cast(VOID, each), found)
    return found


# ---------------------------------------------------------------------- types


def _types_compatible(exprs: "Exprs", node: Node) -> Expr:
    a, b = (unqualified(exprs.types.type_of(each)) for each in node.args.exprs)
    return Num(INT, int(compatible(a, b)))


def _choose(exprs: "Exprs", node: Node) -> Expr:
    test, yes, no = node.args.exprs
    return exprs.expr(yes if exprs.constant(test) else no)


_CLASSES: tuple[tuple[type, int], ...] = ((VoidType, 0), (IntType, 1), (PointerType, 5), (RealType, 8), (LanesType, 9))


def _classify(exprs: "Exprs", node: Node) -> Expr:
    t = exprs.value(node.args.exprs[0]).type
    if t.is_record and not isinstance(t, LanesType):
        return Num(INT, 13 if t.record.union else 12)  # type: ignore[attr-defined]
    return Num(INT, next((number for kind, number in _CLASSES if isinstance(t, kind)), -1))


def _object_size(exprs: "Exprs", node: Node) -> Expr:
    """What is not known: the largest or the smallest size."""
    kind = exprs.constant(node.args.exprs[1])
    e = exprs.value(node.args.exprs[0])
    if isinstance(e, Addr) and isinstance(e.place, Var) and e.place.type.size > 0:
        return Num(UINT, e.place.type.size)
    return Num(UINT, 0 if kind & 2 else UINT.high)


# ---------------------------------------------------------------------- the frame


def _alloca(exprs: "Exprs", node: Node) -> Expr:
    if exprs.function is None:
        fail(node, "alloca outside a function")
    exprs.function.dynamic = True
    return Alloca(VOID_PTR, exprs.cast(_first(exprs, node), UINT), False)


def _around(what: str) -> Callable[["Exprs", Node], Expr]:
    def made(exprs: "Exprs", node: Node) -> Expr:
        return Num(VOID_PTR, 0) if exprs.constant(node.args.exprs[0]) else Around(VOID_PTR, what)

    return made


def _setjmp(exprs: "Exprs", node: Node) -> Expr:
    """The buffer of five words gets the address of one in the frame."""
    buffer = exprs.cast(_first(exprs, node), PointerType(VOID_PTR))
    state = exprs.temporary(ArrayType(INT, 11))
    state.memory = True
    address = exprs.decay(Var(state))
    kept = Assign(Deref(VOID_PTR, buffer), exprs.cast(address, VOID_PTR))
    return Comma(kept, exprs.library("setjmp", FuncType(INT, (VOID_PTR,)), [address]))


def _longjmp(exprs: "Exprs", node: Node) -> Expr:
    buffer, value = _values(exprs, node)
    return exprs.library("longjmp", FuncType(VOID, (VOID_PTR, INT)), [Deref(VOID_PTR, exprs.cast(buffer, PointerType(VOID_PTR))), value])


# ---------------------------------------------------------------------- floating numbers


def _real(exprs: "Exprs", e: Expr, before: list[Expr]) -> Expr:
    return exprs.lanes.kept(e if e.type.is_real else exprs.cast(e, DOUBLE), before)


def _nan(t: RealType) -> Callable[["Exprs", Node], Expr]:
    return _number(t, math.nan)


def _is_nan(exprs: "Exprs", x: Expr) -> Expr:
    return exprs.compared("!=", x, x)


def _magnitude(exprs: "Exprs", x: Expr) -> Expr:
    """|x|."""
    zero = real.constant(x.type, 0)  # type: ignore[arg-type]
    return Cond(x.type, exprs.compared("<", x, zero), real.negated(x), x)


def _is_infinite(exprs: "Exprs", x: Expr) -> Expr:
    assert isinstance(x.type, RealType)
    return exprs.compared("==", _magnitude(exprs, x), Num(x.type, real.encode(x.type, math.inf)))


def _is_finite(exprs: "Exprs", x: Expr) -> Expr:
    assert isinstance(x.type, RealType)
    return exprs.compared("==", exprs.arithmetic("-", x.type, x, x), real.constant(x.type, 0))


def _is_normal(exprs: "Exprs", x: Expr) -> Expr:
    assert isinstance(x.type, RealType)
    least = Num(x.type, 1 << (23 if x.type.size == 4 else 52))
    return Logic(INT, "&&", _is_finite(exprs, x), exprs.compared(">=", _magnitude(exprs, x), least))


def _sign_bit(exprs: "Exprs", x: Expr) -> Expr:
    if isinstance(x, Num):
        return Num(INT, x.value >> (8 * x.type.size - 1))
    assert isinstance(x, Var)
    x.obj.memory = True
    word = Binary(CHAR_PTR, "+", Addr(CHAR_PTR, x), Num(INT, x.type.size - 4))
    return Cast(INT, Binary(UINT, ">>", Deref(UINT, word), Num(INT, 31)))


def _infinite_sign(exprs: "Exprs", x: Expr) -> Expr:
    return Cond(INT, _is_infinite(exprs, x), Cond(INT, _sign_bit(exprs, x), Num(INT, -1), Num(INT, 1)), Num(INT, 0))


def _asked(test: Callable[["Exprs", Expr], Expr]) -> Callable[["Exprs", Node], Expr]:
    """A question about one number."""

    def made(exprs: "Exprs", node: Node) -> Expr:
        before: list[Expr] = []
        x = _real(exprs, _first(exprs, node), before)
        return sequence(before, test(exprs, x))

    return made


def _ordered(*ops: str) -> Callable[["Exprs", Node], Expr]:
    """A comparison that raises nothing; with two operators either may hold."""

    def made(exprs: "Exprs", node: Node) -> Expr:
        before: list[Expr] = []
        a, b = (_real(exprs, each, before) for each in _values(exprs, node))
        tests = [exprs.compared(op, a, b) for op in ops]
        if not ops:
            tests = [_is_nan(exprs, a), _is_nan(exprs, b)]
        return sequence(before, tests[0] if len(tests) == 1 else Logic(INT, "||", *tests))

    return made


def _classified(exprs: "Exprs", node: Node) -> Expr:
    """fpclassify: the arguments are what it gives for a NaN, infinite, normal, subnormal number and 0."""
    *answers, x = _values(exprs, node)
    before: list[Expr] = []
    x = _real(exprs, x, before)
    zero = exprs.compared("==", x, real.constant(x.type, 0))  # type: ignore[arg-type]
    found = Cond(INT, _is_normal(exprs, x), answers[2], Cond(INT, zero, answers[4], answers[3]))
    return sequence(before, Cond(INT, _is_nan(exprs, x), answers[0], Cond(INT, _is_infinite(exprs, x), answers[1], found)))


def _complex(exprs: "Exprs", node: Node) -> Expr:
    re, im = _values(exprs, node)
    t = exprs.balance(re, im)[2]
    return exprs.lanes.made(COMPLEX[t.name], [re, im])


def _part(which: str) -> Callable[["Exprs", Node], Expr]:
    return lambda exprs, node: exprs.lanes.part(which, exprs.expr(node.args.exprs[0]))


def _conjugate(exprs: "Exprs", node: Node) -> Expr:
    return exprs.lanes.unary(node, "~", _first(exprs, node))


# ---------------------------------------------------------------------- bits and vectors


def _swap_half(exprs: "Exprs", node: Node) -> Expr:
    before: list[Expr] = []
    x = exprs.lanes.kept(exprs.cast(exprs.cast(_first(exprs, node), USHORT), UINT), before)
    high, low = exprs.arithmetic("<<", UINT, x, Num(INT, 8)), exprs.arithmetic(">>", UINT, x, Num(INT, 8))
    return sequence(before, exprs.cast(exprs.arithmetic("|", UINT, high, low), USHORT))


def _shuffle(exprs: "Exprs", node: Node) -> Expr:
    *sources, mask = _values(exprs, node)
    return exprs.lanes.shuffled(node, sources, mask)


# ---------------------------------------------------------------------- memory that is shared with nobody


def _place(exprs: "Exprs", e: Expr, node: Node, before: list[Expr]) -> Expr:
    return exprs.steady(exprs.deref(e, node), before)


def _fetch(op: str, post: bool) -> Callable[["Exprs", Node], Expr]:
    """Change a place: its value before or after that."""

    def made(exprs: "Exprs", node: Node) -> Expr:
        pointer, value, *_ = _values(exprs, node)
        before: list[Expr] = []
        place = _place(exprs, pointer, node, before)
        old = exprs.lanes.kept(place, before)
        t = unqualified(place.type)
        bits = t if isinstance(t, IntType) else UINT
        new = exprs.operation(node, op.removeprefix("n"), exprs.cast(old, bits), exprs.cast(value, bits))
        if op == "n&":
            new = exprs.operation(node, "^", new, Num(INT, -1))
        new = exprs.lanes.kept(exprs.cast(new, t), before)
        before.append(Assign(place, new))
        return sequence(before, old if post else new)

    return made


def _swap(exprs: "Exprs", node: Node) -> Expr:
    pointer, value, *_ = _values(exprs, node)
    before: list[Expr] = []
    place = _place(exprs, pointer, node, before)
    old = exprs.lanes.kept(place, before)
    before.append(Assign(place, exprs.convert(value, place.type, node)))
    return sequence(before, old)


def _compare_swap(truth: bool) -> Callable[["Exprs", Node], Expr]:
    def made(exprs: "Exprs", node: Node) -> Expr:
        pointer, wanted, new, *_ = _values(exprs, node)
        before: list[Expr] = []
        place = _place(exprs, pointer, node, before)
        old, wanted = exprs.lanes.kept(place, before), exprs.lanes.kept(exprs.convert(wanted, place.type, node), before)
        same = exprs.lanes.kept(exprs.operation(node, "==", old, wanted), before)
        before.append(Cond(VOID, same, Cast(VOID, Assign(place, exprs.convert(new, place.type, node))), Cast(VOID, Num(INT, 0))))
        return sequence(before, same if truth else old)

    return made


def _compare_exchange(exprs: "Exprs", node: Node) -> Expr:
    pointer, expected, new, *_ = _values(exprs, node)
    before: list[Expr] = []
    place, seen = _place(exprs, pointer, node, before), _place(exprs, expected, node, before)
    same = exprs.lanes.kept(exprs.operation(node, "==", place, seen), before)
    yes, no = Assign(place, exprs.convert(new, place.type, node)), Assign(seen, exprs.convert(place, seen.type, node))
    before.append(Cond(VOID, same, Cast(VOID, yes), Cast(VOID, no)))
    return sequence(before, same)


def _load(exprs: "Exprs", node: Node) -> Expr:
    return exprs.deref(_first(exprs, node), node)


def _store(exprs: "Exprs", node: Node) -> Expr:
    pointer, value, *_ = _values(exprs, node)
    place = exprs.deref(pointer, node)
    return Cast(VOID, Assign(place, exprs.convert(value, place.type, node)))


def _release(exprs: "Exprs", node: Node) -> Expr:
    place = exprs.deref(_first(exprs, node), node)
    return Cast(VOID, Assign(place, exprs.convert(Num(INT, 0), place.type, node)))


_CHANGES = {"add": "+", "sub": "-", "or": "|", "and": "&", "xor": "^", "nand": "n&"}
_ATOMIC: dict[str, Callable[["Exprs", Node], Expr]] = {
    **{f"__sync_fetch_and_{name}": _fetch(op, True) for name, op in _CHANGES.items()},
    **{f"__sync_{name}_and_fetch": _fetch(op, False) for name, op in _CHANGES.items()},
    **{f"__atomic_fetch_{name}": _fetch(op, True) for name, op in _CHANGES.items()},
    **{f"__atomic_{name}_fetch": _fetch(op, False) for name, op in _CHANGES.items()},
    "__sync_bool_compare_and_swap": _compare_swap(True), "__sync_val_compare_and_swap": _compare_swap(False),
    "__sync_lock_test_and_set": _swap, "__sync_lock_release": _release, "__sync_synchronize": _nothing,
    "__atomic_load_n": _load, "__atomic_store_n": _store, "__atomic_exchange_n": _swap, "__atomic_compare_exchange_n": _compare_exchange,
    "__atomic_thread_fence": _nothing, "__atomic_signal_fence": _nothing,
}  # fmt: skip

_REAL_KINDS = (("", DOUBLE), ("f", FLOAT), ("l", LDOUBLE))
_QUESTIONS = {
    "isnan": _is_nan, "isinf": _is_infinite, "isfinite": _is_finite, "finite": _is_finite, "isnormal": _is_normal, "signbit": _sign_bit,
    "isinf_sign": _infinite_sign,
}  # fmt: skip
FORMS: dict[str, Callable[["Exprs", Node], Expr]] = {
    **_ATOMIC, **overflow.FORMS,
    **{f"__builtin_{name}{suffix}": _number(t, math.inf) for suffix, t in _REAL_KINDS for name in ("inf", "huge_val")},
    **{f"__builtin_{name}{suffix}": _nan(t) for suffix, t in _REAL_KINDS for name in ("nan", "nans")},
    **{f"__builtin_{name}{suffix}": _asked(test) for suffix, _ in _REAL_KINDS for name, test in _QUESTIONS.items()},
    **{f"__builtin_creal{suffix}": _part("real") for suffix, _ in _REAL_KINDS},
    **{f"__builtin_cimag{suffix}": _part("imag") for suffix, _ in _REAL_KINDS},
    **{f"__builtin_conj{suffix}": _conjugate for suffix, _ in _REAL_KINDS},
    "__builtin_isgreater": _ordered(">"), "__builtin_isgreaterequal": _ordered(">="), "__builtin_isless": _ordered("<"),
    "__builtin_islessequal": _ordered("<="), "__builtin_islessgreater": _ordered("<", ">"), "__builtin_isunordered": _ordered(),
    "__builtin_fpclassify": _classified, "__builtin_complex": _complex,
    "__builtin_alloca": _alloca, "__builtin_alloca_with_align": _alloca, "__builtin_frame_address": _around("frame"),
    "__builtin_return_address": _around("return"), "__builtin_extract_return_addr": _first, "__builtin_frob_return_addr": _first,
    "__builtin_setjmp": _setjmp, "__builtin_longjmp": _longjmp, "__builtin_unwind_init": _nothing, "__builtin___clear_cache": _nothing,
    "__builtin_constant_p": _constant, "__builtin_expect": _expect, "__builtin_expect_with_probability": _expect,
    "__builtin_assume_aligned": _first, "__builtin_prefetch": _nothing, "__builtin_object_size": _object_size,
    "__builtin_dynamic_object_size": _object_size, "__builtin_strlen": _text, "__builtin_bswap16": _swap_half,
    "__builtin_types_compatible_p": _types_compatible, "__builtin_choose_expr": _choose, "__builtin_classify_type": _classify,
    "__builtin_shuffle": _shuffle, "__builtin_LINE": _line, "__builtin_FILE": _file, "__builtin_FUNCTION": _name,
    "__builtin_va_arg": _argument, "__builtin_va_copy": _copy, "__builtin_va_end": _nothing, "__builtin_va_start": _start,
    "__builtin_stdarg_start": _start, "__builtin_next_arg": lambda exprs, node: VaStart(VOID_PTR),
}  # fmt: skip

LIBRARY_FORMS = {"alloca": _alloca}
"""Functions that cannot be functions, unless the program declares its own."""
