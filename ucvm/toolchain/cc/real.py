"""Floating types: exact constants (IEEE 754 binary32 and binary64), and operations as calls of libc's runtime (C99 6.3.1.4, 6.3.1.5, F.3).

The value of a floating Num is its bit pattern. A double is two words everywhere; double and long double are one format. Comparisons ask
__ledf2 (1 if unordered) or __gedf2 (-1 if unordered) and compare the answer with 0, so that every inverse is right for a NaN too.
"""

import math
import struct
from fractions import Fraction

from ucvm.toolchain.cc import fold
from ucvm.toolchain.cc.tree import Binary, Call, Cast, Expr, Num, Obj, Unary, Var
from ucvm.toolchain.cc.types import DOUBLE, FLOAT, INT, LLONG, UINT, ULLONG, CType, FuncType, IntType, RealType

_FORMAT = {4: ("<f", "<I"), 8: ("<d", "<Q")}
_NAN = {4: 0x7FC00000, 8: 0x7FF8000000000000}
_MODE = {4: "sf", 8: "df"}
_OPERATIONS = {"+": "add", "-": "sub", "*": "mul", "/": "div"}
_SIGN_BIT = {4: 1 << 31, 8: 1 << 63}


# ------------------------------------------------------------------ constants


def encode(t: RealType, x: float) -> int:
    """The bits of a number rounded to the type; a NaN has one form."""
    if math.isnan(x):
        return _NAN[t.size]
    real, word = _FORMAT[t.size]
    try:
        raw = struct.pack(real, x)
    except OverflowError:
        raw = struct.pack(real, math.copysign(math.inf, x))
    return int(struct.unpack(word, raw)[0])


def decode(e: Num) -> float:
    """The number of a constant."""
    real, word = _FORMAT[e.type.size]
    return float(struct.unpack(real, struct.pack(word, e.value))[0])


def constant(t: RealType, exact: Fraction | int) -> Num:
    """The constant nearest to an exact number."""
    exact = Fraction(exact)
    try:
        x = float(exact)
    except OverflowError:
        x = math.inf if exact > 0 else -math.inf
    return Num(t, encode(t, _to_odd(x, exact) if t.size == 4 else x))


def _to_odd(x: float, exact: Fraction) -> float:
    """The double next to an exact number, chosen so that rounding once more to binary32 rounds as the number itself would."""
    if math.isinf(x) or Fraction(x) == exact or struct.pack("<d", x)[0] & 1:
        return x
    return math.nextafter(x, math.inf if exact > x else -math.inf)


def integral(x: float) -> int:
    """The integer part as __fixdfdi gives it: -2^63 for what has none in 64 bits."""
    return int(x) if abs(x) < 1 << 64 else LLONG.low


def _divide(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if a == 0 or math.isnan(a) or math.isnan(b) else math.copysign(math.inf, a) * math.copysign(1, b)


def _compute(op: str, a: float, b: float) -> float:
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    return a * b if op == "*" else _divide(a, b)


# ------------------------------------------------------------------ operations


def _call(name: str, result: CType, *args: Expr) -> Expr:
    func = FuncType(result, [arg.type for arg in args])
    return Call(func, Var(Obj(name, func, "global", name)), list(args))


def common(a: CType, b: CType) -> RealType | None:
    """The floating type that arithmetic on the two converts to, if one of them is floating (6.3.1.8)."""
    found = [t for t in (a, b) if isinstance(t, RealType)]
    return max(found, key=lambda t: t.rank, default=None)


def negated(e: Expr) -> Expr:
    """-e."""
    assert isinstance(e.type, RealType)
    return Num(e.type, e.value ^ _SIGN_BIT[e.type.size]) if isinstance(e, Num) else Unary(e.type, "-", e)


def binary(op: str, t: RealType, a: Expr, b: Expr) -> Expr:
    """a op b of two operands of the type t."""
    if isinstance(a, Num) and isinstance(b, Num):
        return Num(t, encode(t, _compute(op, decode(a), decode(b))))
    return _call(f"__{_OPERATIONS[op]}{_MODE[t.size]}3", t, a, b)


def compare(op: str, a: Expr, b: Expr) -> Expr:
    """a op b as an int."""
    if isinstance(a, Num) and isinstance(b, Num):
        return Num(INT, fold.compare(op, decode(a), decode(b)))
    if isinstance(b, Num) and op in ("==", "!=") and decode(b) == 0:
        return Binary(INT, op, Unary(UINT, "magnitude", a), Num(UINT, 0))
    name = "ge" if op[0] == ">" else "le"
    return Binary(INT, op, _call(f"__{name}{_MODE[a.type.size]}2", INT, a, b), Num(INT, 0))


def truth(e: Expr) -> Expr:
    """e != 0."""
    assert isinstance(e.type, RealType)
    return compare("!=", e, Num(e.type, 0))


def to_real(e: Expr, t: RealType) -> Expr:
    """A number as a value of the floating type t; an integer is an int, unsigned int, or as wide as a long long."""
    source = e.type
    if isinstance(source, RealType):
        return _resized(e, t)
    assert isinstance(source, IntType)
    if isinstance(e, Num):
        return constant(t, e.value)
    sign = "" if source.signed else "un"
    if source.size == 8:
        return _call(f"__float{sign}di{_MODE[t.size]}", t, e)
    return _resized(_call(f"__float{sign}sidf", DOUBLE, e), t)


def _resized(e: Expr, t: RealType) -> Expr:
    if isinstance(e, Num):
        return Num(t, encode(t, decode(e)))
    if e.type.size == t.size:
        return Cast(t, e)
    return _call("__extendsfdf2", t, e) if t.size == 8 else _call("__truncdfsf2", t, e)


def to_integer(e: Expr) -> Expr:
    """The integer part as a long long, which a further conversion narrows."""
    if isinstance(e, Num):
        return Num(ULLONG, ULLONG.wrap(integral(decode(e))))
    return _call("__fixdfdi", LLONG, _resized(e, DOUBLE) if e.type.size == FLOAT.size else e)
