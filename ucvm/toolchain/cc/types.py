"""C types: sizes, alignment, layout of records, compatibility (C99 6.2.5, 6.2.7; the ABI's data model: ILP32, unsigned char, alignment at most 4)."""

from collections.abc import Sequence
from copy import copy
from typing import NamedTuple, NoReturn

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

    def __init__(self, name: str, size: int, signed: bool, rank: float, bits: int = 0) -> None:
        super().__init__(size, min(size, MAX_ALIGN))
        self.name = name
        self.signed = signed
        self.rank = rank
        self.bits = bits or (1 if rank == 0 else size * 8)
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

    def __init__(self, name: str, size: int, rank: int) -> None:
        super().__init__(size, WORD)
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


class VlaType(ArrayType):
    """An array whose size is known when the program runs: the variable `bytes` has it. Its own `size` says nothing."""

    __slots__ = ("bytes",)

    def __init__(self, of: CType, bytes_: object) -> None:
        super().__init__(of, -1)
        self.size = 0
        self.bytes = bytes_


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
    """What the qualified versions of one struct or union share. A `transparent` union takes the value of any member as an argument."""

    __slots__ = ("align", "fields", "names", "size", "tag", "transparent", "union")

    def __init__(self, tag: str, union: bool) -> None:
        self.tag = tag
        self.union = union
        self.transparent = False
        self.size = -1
        self.align = 1
        self.fields: list[Field] = []
        self.names: dict[str, Field] = {}


class RecordType(CType):
    """A struct or union; `own_align` is an alignment other than the record's, or 0."""

    __slots__ = ("own_align", "record")
    is_record = True

    def __init__(self, record: Record) -> None:
        self.record = record
        self.const = self.volatile = False
        self.own_align = 0

    def __copy__(self) -> "RecordType":
        made = object.__new__(type(self))
        made.record, made.const, made.volatile, made.own_align = self.record, self.const, self.volatile, self.own_align
        return made

    @property
    def size(self) -> int:  # type: ignore[override]
        """Bytes, or -1."""
        return self.record.size

    @property
    def align(self) -> int:
        """Bytes."""
        return self.own_align or self.record.align

    @align.setter
    def align(self, align: int) -> None:
        self.own_align = align

    def __str__(self) -> str:
        return f"{'union' if self.record.union else 'struct'} {self.record.tag or '<anonymous>'}"


class LanesType(RecordType):
    """Several numbers of one type that arithmetic takes together: a complex number (its real and its imaginary part) or a vector."""

    __slots__ = ("lane",)

    def __init__(self, tag: str, lane: "IntType | RealType", count: int) -> None:
        super().__init__(Record(tag, False))
        self.lane = lane
        fields = [Field(str(number), lane, number * lane.size) for number in range(count)]
        self.record.fields, self.record.names = fields, {field.name: field for field in fields}
        self.record.size, self.record.align = count * lane.size, lane.align

    def __copy__(self) -> "LanesType":
        made = super().__copy__()
        assert isinstance(made, LanesType)
        made.lane = self.lane
        return made

    def __str__(self) -> str:
        return self.record.tag


class ComplexType(LanesType):
    """A complex number."""

    __slots__ = ()


class VectorType(LanesType):
    """A vector of GNU C."""

    __slots__ = ()


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
COMPLEX = {part.name: ComplexType(f"_Complex {part}", part, 2) for part in (
    FLOAT, DOUBLE, LDOUBLE, CHAR, SCHAR, UCHAR, SHORT, USHORT, INT, UINT, LONG, ULONG, LLONG, ULLONG,
)}  # fmt: skip
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
        rest = [word for word in names if word != "_Complex"]
        part = specified(rest) if rest else DOUBLE
        return COMPLEX.get(part.name if isinstance(part, IntType | RealType) else "") or _not_a_type(names)
    words = sorted(names)
    other = _OTHER.get(" ".join(words))
    if other is not None:
        return other
    table = _UNSIGNED if "unsigned" in words else _SIGNED
    if words.count("unsigned") + words.count("signed") > 1:
        _not_a_type(names)
    rest = [word for word in words if word not in ("signed", "unsigned")]
    if len(rest) > 1 and "int" in rest:
        rest.remove("int")
    return table.get(" ".join(rest) or "int") or _not_a_type(names)


def _not_a_type(names: Sequence[str]) -> NoReturn:
    raise BadSpecifiersError(f"'{' '.join(names)}' is not a type")


_QUALIFIED: dict[tuple[str, int, bool, bool], CType] = {}


def qualify(t: CType, const: bool, volatile: bool) -> CType:
    """The type with these qualifiers added."""
    const, volatile = const or t.const, volatile or t.volatile
    if const == t.const and volatile == t.volatile:
        return t
    return _with(t, const, volatile)


def _with(t: CType, const: bool, volatile: bool) -> CType:
    if isinstance(t, IntType | RealType):
        key = (t.name, t.align, const, volatile)
        if key not in _QUALIFIED:
            _QUALIFIED[key] = _copied(t, const, volatile)
        return _QUALIFIED[key]
    if isinstance(t, FuncType):
        return t
    made = _copied(t, const, volatile)
    if isinstance(made, ArrayType):
        made.of = qualify(made.of, const, volatile)
    return made


def _copied(t: CType, const: bool, volatile: bool) -> CType:
    made = copy(t)
    made.const, made.volatile = const, volatile
    return made


def aligned(t: CType, align: int) -> CType:
    """The type with another alignment, of the whole: elements of an array keep theirs."""
    if t.align == align or isinstance(t, FuncType):
        return t
    made = copy(t)
    made.align = align
    return made


def lowered(t: CType, align: int) -> CType:
    """The type as it is in a place that is aligned to no more than `align`."""
    if t.align <= align:
        return t
    made = aligned(t, align)
    if isinstance(made, ArrayType):
        made.of = lowered(made.of, align)
    return made


_PLAIN: dict[str, IntType | RealType] = {
    t.name: t for t in (BOOL, CHAR, SCHAR, UCHAR, SHORT, USHORT, INT, UINT, LONG, ULONG, LLONG, ULLONG, FLOAT, DOUBLE, LDOUBLE)
}


def unqualified(t: CType) -> CType:
    """The type without its own qualifiers."""
    if isinstance(t, IntType | RealType):
        return _PLAIN.get(t.name) or _with(t, False, False)
    if isinstance(t, ArrayType) or not (t.const or t.volatile):
        return t
    return _with(t, False, False)


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


def of_bits(t: IntType, bits: int) -> IntType:
    """The type of a bit-field that is wider than an int and narrower than its declared type: arithmetic in it wraps at its width (gcc)."""
    key = (t.signed, bits)
    if key not in _OF_BITS:
        _OF_BITS[key] = IntType(f"{t}:{bits}", t.size, t.signed, LONG.rank + bits / 100, bits)
    return _OF_BITS[key]


_OF_BITS: dict[tuple[bool, int], IntType] = {}


def rounded(size: int, align: int) -> int:
    """Size up to the next multiple of align."""
    return (size + align - 1) // align * align


class Layout:
    """Places members one after the other, as gcc does for the System V ABI. Unless it is packed, a bit-field does not cross more units of its
    declared type's alignment than that type has. `most` limits the alignment of members (#pragma pack).
    """

    def __init__(self, record: Record, packed: bool, most: int) -> None:
        self.record = record
        self.packed = packed
        self.most = most
        self.bits = 0
        self.size = 0

    def add(self, name: str, t: CType, packed: bool, asked: int) -> None:
        """A plain member; `asked` is an alignment that its declaration wants at least."""
        align = max(asked, 1 if packed or self.packed else min(t.align, self.most))
        t = lowered(t, align)
        offset = 0 if self.record.union else rounded((self.bits + 7) // 8, align)
        self._place(Field(name, t, offset), align, (offset + max(t.size, 0)) * 8)

    def add_bits(self, name: str, t: IntType, width: int, packed: bool, asked: int) -> None:
        """A bit-field; width 0 closes the unit."""
        unit = min(t.align, self.most) * 8
        start = 0 if self.record.union else self.bits
        if width == 0 or asked:
            start = rounded(start, asked * 8 or unit)
        if width == 0:
            self.bits = start
            self.size = max(self.size, start // 8)
            return
        packed = packed or self.packed
        if not packed and (start % unit + width + unit - 1) // unit > t.size * 8 // unit:
            start = rounded(start, unit)
        align = 1 if packed else unit // 8
        offset = start // (align * 8) * align
        field = Field(name, lowered(t, align), offset, start - offset * 8, width)
        self._place(field, max(asked, align) if name else 1, start + width)

    def finish(self, align: int = 0) -> None:
        """Make the record complete, at least as aligned as `align`."""
        self.record.align = max(self.record.align, align)
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
                record.names[inner.name] = inner._replace(offset=inner.offset + field.offset, type=lowered(inner.type, field.type.align))
