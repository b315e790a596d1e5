"""C types: sizes, alignment, layout of records, compatibility (C99 6.2.5, 6.2.7; the ABI's data model: ILP32, unsigned char, alignment at most 4)."""

from collections.abc import Sequence
from typing import NamedTuple

WORD = 4
MAX_ALIGN = 4


class CType:
    """A type; `const` and `volatile` qualify it. `size` is -1 while it is incomplete."""

    __slots__ = ("align", "const", "size", "volatile")

    def __init__(self, size: int, align: int, const: bool = False, volatile: bool = False) -> None:
        self.size = size
        self.align = align
        self.const = const
        self.volatile = volatile

    is_integer = False
    is_real = False
    is_scalar = False
    is_record = False


class VoidType(CType):
    """void."""

    __slots__ = ()

    def __str__(self) -> str:
        return "void"


class IntType(CType):
    """An integer type: `rank` orders the conversions (6.3.1.1), `bits` is the number of value and sign bits."""

    __slots__ = ("bits", "high", "low", "name", "rank", "signed")
    is_integer = True
    is_scalar = True

    def __init__(self, name: str, size: int, signed: bool, rank: int, const: bool = False, volatile: bool = False) -> None:
        super().__init__(size, min(size, MAX_ALIGN), const, volatile)
        self.name = name
        self.signed = signed
        self.rank = rank
        self.bits = 1 if rank == 0 else size * 8
        self.low = -(1 << (self.bits - 1)) if signed else 0
        self.high = (1 << (self.bits - (1 if signed else 0))) - 1

    def wrap(self, value: int) -> int:
        """The value converted to this type."""
        if self.rank == 0:
            return int(value != 0)
        value &= (1 << self.bits) - 1
        return value - (1 << self.bits) if value > self.high else value

    def __str__(self) -> str:
        return self.name


class RealType(CType):
    """A floating type of IEEE 754: `rank` orders the usual conversions."""

    __slots__ = ("name", "rank")
    is_real = True
    is_scalar = True

    def __init__(self, name: str, size: int, rank: int, const: bool = False, volatile: bool = False) -> None:
        super().__init__(size, WORD, const, volatile)
        self.name = name
        self.rank = rank

    def __str__(self) -> str:
        return self.name


class PointerType(CType):
    """A pointer."""

    __slots__ = ("to",)
    is_scalar = True

    def __init__(self, to: CType, const: bool = False, volatile: bool = False) -> None:
        super().__init__(WORD, WORD, const, volatile)
        self.to = to

    def __str__(self) -> str:
        return f"{self.to}{'' if isinstance(self.to, PointerType) else ' '}*"


class ArrayType(CType):
    """An array; `count` is -1 while unknown."""

    __slots__ = ("count", "of")

    def __init__(self, of: CType, count: int) -> None:
        super().__init__(-1 if count < 0 else of.size * count, of.align, of.const, of.volatile)
        self.of = of
        self.count = count

    def __str__(self) -> str:
        return f"{self.of} [{'' if self.count < 0 else self.count}]"


class FuncType(CType):
    """A function; `params` is None where there is no prototype."""

    __slots__ = ("params", "result", "variadic")

    def __init__(self, result: CType, params: Sequence[CType] | None, variadic: bool = False) -> None:
        super().__init__(-1, 1)
        self.result = result
        self.params = None if params is None else tuple(params)
        self.variadic = variadic

    def __str__(self) -> str:
        shown = ["..."] if self.variadic else []
        return f"{self.result} ({', '.join([str(p) for p in self.params or ()] + shown)})"


class Field(NamedTuple):
    """A member: `offset` in bytes; `width` bits from bit `bit` of the storage unit at `offset`, or width -1 for a plain member."""

    name: str
    type: CType
    offset: int
    bit: int = 0
    width: int = -1


class Record:
    """What the qualified versions of one struct or union share."""

    __slots__ = ("align", "fields", "names", "size", "tag", "union")

    def __init__(self, tag: str, union: bool) -> None:
        self.tag = tag
        self.union = union
        self.size = -1
        self.align = 1
        self.fields: list[Field] = []
        self.names: dict[str, Field] = {}


class RecordType(CType):
    """A struct or union."""

    __slots__ = ("record",)
    is_record = True

    def __init__(self, record: Record, const: bool = False, volatile: bool = False) -> None:
        self.record = record
        self.const = const
        self.volatile = volatile

    @property
    def size(self) -> int:  # type: ignore[override]
        """Bytes, or -1."""
        return self.record.size

    @property
    def align(self) -> int:  # type: ignore[override]
        """Bytes."""
        return self.record.align

    def __str__(self) -> str:
        return f"{'union' if self.record.union else 'struct'} {self.record.tag or '<anonymous>'}"


VOID = VoidType(-1, 1)
BOOL = IntType("_Bool", 1, False, 0)
CHAR = IntType("char", 1, False, 1)
SCHAR = IntType("signed char", 1, True, 1)
UCHAR = IntType("unsigned char", 1, False, 1)
SHORT = IntType("short", 2, True, 2)
USHORT = IntType("unsigned short", 2, False, 2)
INT = IntType("int", 4, True, 3)
UINT = IntType("unsigned int", 4, False, 3)
LONG = IntType("long", 4, True, 4)
ULONG = IntType("unsigned long", 4, False, 4)
LLONG = IntType("long long", 8, True, 5)
ULLONG = IntType("unsigned long long", 8, False, 5)
FLOAT = RealType("float", 4, 0)
DOUBLE = RealType("double", 8, 1)
LDOUBLE = RealType("long double", 8, 2)
CHAR_PTR = PointerType(CHAR)
VOID_PTR = PointerType(VOID)

_UNSIGNED = {"char": UCHAR, "short": USHORT, "int": UINT, "long": ULONG, "long long": ULLONG}
_SIGNED = {"char": SCHAR, "short": SHORT, "int": INT, "long": LONG, "long long": LLONG}
_OTHER = {"void": VOID, "_Bool": BOOL, "char": CHAR, "float": FLOAT, "double": DOUBLE, "double long": LDOUBLE}


class BadSpecifiersError(Exception):
    """Type specifiers that do not make a type."""


def specified(names: Sequence[str]) -> CType:
    """The type of a list of specifier words in any order (6.7.2)."""
    if "_Complex" in names:
        raise BadSpecifiersError("complex numbers are not supported")
    words = sorted(names)
    other = _OTHER.get(" ".join(words))
    if other is not None:
        return other
    table = _UNSIGNED if "unsigned" in words else _SIGNED
    if words.count("unsigned") + words.count("signed") > 1:
        raise BadSpecifiersError(f"'{' '.join(names)}' is not a type")
    rest = [word for word in words if word not in ("signed", "unsigned")]
    if len(rest) > 1 and "int" in rest:
        rest.remove("int")
    found = table.get(" ".join(rest) or "int")
    if found is None:
        raise BadSpecifiersError(f"'{' '.join(names)}' is not a type")
    return found


_QUALIFIED: dict[tuple[str, bool, bool], IntType | RealType] = {}


def qualify(t: CType, const: bool, volatile: bool) -> CType:
    """The type with these qualifiers added."""
    const, volatile = const or t.const, volatile or t.volatile
    if const == t.const and volatile == t.volatile:
        return t
    return _with(t, const, volatile)


def _with(t: CType, const: bool, volatile: bool) -> CType:
    if isinstance(t, IntType):
        key = (t.name, const, volatile)
        if key not in _QUALIFIED:
            _QUALIFIED[key] = IntType(t.name, t.size, t.signed, t.rank, const, volatile)
        return _QUALIFIED[key]
    if isinstance(t, RealType):
        key = (t.name, const, volatile)
        if key not in _QUALIFIED:
            _QUALIFIED[key] = RealType(t.name, t.size, t.rank, const, volatile)
        return _QUALIFIED[key]
    if isinstance(t, PointerType):
        return PointerType(t.to, const, volatile)
    if isinstance(t, RecordType):
        return RecordType(t.record, const, volatile)
    if isinstance(t, ArrayType):
        return ArrayType(qualify(t.of, const, volatile), t.count)
    if isinstance(t, VoidType):
        return VoidType(-1, 1, const, volatile)
    return t


_PLAIN: dict[str, IntType | RealType] = {
    t.name: t for t in (BOOL, CHAR, SCHAR, UCHAR, SHORT, USHORT, INT, UINT, LONG, ULONG, LLONG, ULLONG, FLOAT, DOUBLE, LDOUBLE)
}


def unqualified(t: CType) -> CType:
    """The type without its own qualifiers."""
    if not (t.const or t.volatile):
        return t
    if isinstance(t, IntType | RealType):
        return _PLAIN[t.name]
    return t if isinstance(t, ArrayType) else _with(t, False, False)


def compatible(a: CType, b: CType) -> bool:
    """Whether two types are compatible, qualifiers aside (6.2.7)."""
    if isinstance(a, IntType | RealType):
        return isinstance(b, IntType | RealType) and a.name == b.name
    if isinstance(a, PointerType):
        return isinstance(b, PointerType) and compatible(a.to, b.to)
    if isinstance(a, ArrayType):
        return isinstance(b, ArrayType) and compatible(a.of, b.of) and (a.count < 0 or b.count < 0 or a.count == b.count)
    if isinstance(a, RecordType):
        return isinstance(b, RecordType) and a.record is b.record
    if isinstance(a, FuncType):
        return isinstance(b, FuncType) and _compatible_functions(a, b)
    return type(a) is type(b)


def _compatible_functions(a: FuncType, b: FuncType) -> bool:
    if not compatible(a.result, b.result):
        return False
    if a.params is None or b.params is None:
        return True
    return a.variadic == b.variadic and len(a.params) == len(b.params) and all(map(compatible, a.params, b.params))


def promoted(t: IntType) -> IntType:
    """The integer promotions (6.3.1.1)."""
    return INT if t.rank < INT.rank else t


def common(a: IntType, b: IntType) -> IntType:
    """The usual arithmetic conversions of two promoted types (6.3.1.8)."""
    if a.rank == b.rank:
        return b if a.signed else a
    low, high = (a, b) if a.rank < b.rank else (b, a)
    if low.signed or not high.signed or high.bits > low.bits:
        return high
    return _UNSIGNED[high.name]


def rounded(size: int, align: int) -> int:
    """Size up to the next multiple of align."""
    return (size + align - 1) // align * align


def has_array_tail(t: CType) -> bool:
    """Whether a record ends in a flexible array member."""
    last = t.record.fields[-1].type if isinstance(t, RecordType) and t.record.fields else None
    return isinstance(last, ArrayType) and last.count < 0


class Layout:
    """Places members one after the other, as gcc does for the System V and ARM ABIs: a bit-field does not cross a unit of its declared type."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.bits = 0
        self.size = 0

    def add(self, name: str, t: CType) -> None:
        """A plain member."""
        align = t.align
        offset = 0 if self.record.union else rounded((self.bits + 7) // 8, align)
        self._place(Field(name, t, offset), align, (offset + max(t.size, 0)) * 8)

    def add_bits(self, name: str, t: IntType, width: int) -> None:
        """A bit-field; width 0 closes the unit."""
        unit = t.align * 8
        start = 0 if self.record.union else self.bits
        if width == 0:
            self.bits = rounded(start, unit)
            return
        if start % unit + width > unit:
            start = rounded(start, unit)
        offset = start // unit * t.align
        field = Field(name, t, offset, start - offset * 8, width)
        self._place(field, t.align if name else 1, start + width)

    def finish(self) -> None:
        """Make the record complete."""
        self.record.size = rounded(self.size, self.record.align)

    def _place(self, field: Field, align: int, end_bits: int) -> None:
        record = self.record
        record.align = max(record.align, align)
        self.bits = end_bits
        self.size = max(self.size, (end_bits + 7) // 8)
        if field.name:
            record.fields.append(field)
            record.names[field.name] = field
        elif isinstance(field.type, RecordType) and field.width < 0:
            record.fields.append(field)
            for inner in field.type.record.names.values():
                record.names[inner.name] = inner._replace(offset=inner.offset + field.offset)
