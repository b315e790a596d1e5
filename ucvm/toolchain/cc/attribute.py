"""What attributes of GNU C say about types and objects. Those that only advise are passed over; those whose neglect would be wrong are errors."""

from collections.abc import Callable, Sequence

from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Attribute, Node
from ucvm.toolchain.cc.types import (
    CHAR,
    COMPLEX,
    DOUBLE,
    FLOAT,
    INT,
    LLONG,
    SCHAR,
    SHORT,
    UCHAR,
    UINT,
    ULLONG,
    USHORT,
    CType,
    IntType,
    PointerType,
    RealType,
    VectorType,
    qualify,
)

BIGGEST = 16
"""What `aligned` without a number means."""
_UNSUPPORTED = frozenset(("scalar_storage_order", "ifunc"))
_INTEGERS = {"QI": (SCHAR, UCHAR), "HI": (SHORT, USHORT), "SI": (INT, UINT), "DI": (LLONG, ULLONG)}
_INTEGERS |= {"byte": _INTEGERS["QI"], "word": _INTEGERS["SI"], "pointer": _INTEGERS["SI"], "unwind_word": _INTEGERS["SI"]}
_REALS = {"SF": FLOAT, "DF": DOUBLE}
_COMPLEX = {"SC": COMPLEX["float"], "DC": COMPLEX["double"]}

Constant = Callable[[Node], int]


def find(attributes: Sequence[Attribute], *names: str) -> Attribute | None:
    """The last attribute of one of these names."""
    for each in reversed(attributes):
        if each.name in names:
            return each
    return None


def check(attributes: Sequence[Attribute]) -> None:
    """An error for what cannot be passed over."""
    for each in attributes:
        if each.name in _UNSUPPORTED:
            fail(each, f"attribute '{each.name}' is not supported")


def alignment(attributes: Sequence[Attribute], constant: Constant) -> int:
    """The largest alignment that is asked for, 0 if none is."""
    found = 0
    for each in attributes:
        if each.name in ("aligned", "warn_if_not_aligned"):
            align = constant(each.args[0]) if each.args else BIGGEST
            if align <= 0 or align & (align - 1):
                fail(each, "an alignment must be a power of two")
            found = max(found, align)
    return found


def typed(t: CType, attributes: Sequence[Attribute], constant: Constant) -> CType:
    """The type with its mode and as a vector."""
    check(attributes)
    for each in attributes:
        if each.name == "mode":
            t = qualify(_mode(t, each), t.const, t.volatile)
        elif each.name == "vector_size":
            t = qualify(_vector(t, each, constant), t.const, t.volatile)
    return t


def _mode(t: CType, at: Attribute) -> CType:
    name = at.args[0].name.strip("_") if at.args and type(at.args[0]).__name__ == "ID" else ""
    unsigned = isinstance(t, IntType) and not t.signed
    if name in _INTEGERS and isinstance(t, PointerType):
        return t
    if name in _INTEGERS:
        return _INTEGERS[name][unsigned]
    if name in _REALS:
        return _REALS[name]
    if name in _COMPLEX:
        return _COMPLEX[name]
    lane = name.lstrip("V0123456789")
    count = name[1 : len(name) - len(lane)]
    if name[:1] == "V" and count and (lane in _INTEGERS or lane in _REALS):
        of = _REALS.get(lane) or _INTEGERS[lane][unsigned]
        return vector(of, int(count))
    return fail(at, f"mode '{name}' is not supported")


def _vector(t: CType, at: Attribute, constant: Constant) -> CType:
    size = constant(at.args[0]) if at.args else 0
    if isinstance(t, PointerType):
        return PointerType(_vector(t.to, at, constant), t.const, t.volatile)
    if not isinstance(t, IntType | RealType) or t.size <= 0 or size <= 0 or size % t.size:
        fail(at, f"'{t}' does not make a vector of {size} bytes")
    return vector(t, size // t.size)


_VECTORS: dict[tuple[str, int], VectorType] = {}


def vector(of: IntType | RealType, count: int) -> VectorType:
    """The vector type of `count` numbers; one object for each."""
    of = CHAR if of.name == "char" else of
    key = (of.name, count)
    if key not in _VECTORS:
        _VECTORS[key] = VectorType(f"vector of {count} {of}", of, count)
    return _VECTORS[key]
