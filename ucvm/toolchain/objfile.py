"""Object files: what the assembler makes of one source and the linker joins.

Nothing symbolic is decided here. A section's `data` holds the bytes that are known, and one zero byte as placeholder for every Hole:
an instruction with a symbolic operand, a word with a symbol's address, an alignment. An offset counts placeholders as one byte; the
linker gives the holes their size, so branches, calls and short address forms are chosen for the whole program at once.

File, little-endian: magic 7F 'U' 'C' 'O', u16 version, u16 kind (1 object, 2 archive), u32 size of the tables, u32 size of the data,
u32 CRC-32 of both; the tables as compact JSON; the bytes of all sections that are not bss, in order. Equal objects pack to equal bytes.
"""

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from ucvm.abi.executable import FormatError

MAGIC = b"\x7fUCO"
VERSION = 1
_OBJECT, _ARCHIVE = 1, 2
_HEADER = struct.Struct("<4sHHIII")
_AR_MAGIC = b"!<arch>\n"

UNDEFINED, ABSOLUTE = -1, -2
"""Section numbers of a symbol that another object defines, and of a plain number."""

DATA_HOLES = {".byte": 1, ".half": 2, ".word": 4}
ALIGN_HOLE = ".align"
NEED_HOLE = ".need"
"""No bytes: what it names is kept with the section."""
SEGMENTS = ("text", "rodata", "data", "bss")
ALIGNMENTS = tuple(1 << power for power in range(13))


class Expr(NamedTuple):
    """symbol + addend - minus; symbols by their number in the object, -1 for none."""

    symbol: int
    addend: int = 0
    minus: int = -1


class Hole(NamedTuple):
    """Bytes that the linker chooses: at `offset`, the instruction or directive `form` with its operands, from source line `line`.

    form is an instruction's signature (toolchain.forms), ".byte" ".half" ".word" ".need" with one operand, or ".align" with the alignment.
    """

    offset: int
    form: str
    operands: tuple[int | Expr, ...]
    line: int


class Section(NamedTuple):
    """A run of bytes that is kept or dropped as one. marks: (offset, item size; 0 for code); lines: (offset, file number, line).

    `size` is in offset units; data is empty in bss. `origin` is set by .org: the section stands at that address.
    """

    name: str
    align: int
    size: int
    data: bytes
    holes: tuple[Hole, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    lines: tuple[tuple[int, int, int], ...] = ()
    origin: int | None = None

    @property
    def segment(self) -> str:
        """ "text", "rodata", "data" or "bss"."""
        return self.name.split(".", 2)[1]


class ObjectSymbol(NamedTuple):
    """A name: its section (or UNDEFINED, ABSOLUTE), offset or value, end offset, kind ("func" "object" "label"), visibility, line.

    A weak reference keeps nothing: it stands for 0 unless something else keeps what it names.
    """

    name: str
    section: int
    value: int
    end: int
    kind: str
    is_global: bool
    line: int
    is_weak: bool = False


class ObjectFile(NamedTuple):
    """One assembled source. `files` are the names that line rows refer to; `entry` is what .entry named."""

    name: str
    sections: tuple[Section, ...]
    symbols: tuple[ObjectSymbol, ...]
    files: tuple[str, ...] = ()
    entry: str | None = None

    def pack(self) -> bytes:
        """The file's bytes."""
        return _frame(_OBJECT, *_encode(self))

    @classmethod
    def unpack(cls, raw: bytes) -> "ObjectFile":
        """Read a file's bytes; raises FormatError."""
        tables, data = _unframe(raw, _OBJECT, "object file")
        return _decode(tables, data)

    def definitions(self) -> Iterator[str]:
        """Names that other objects can use."""
        return (symbol.name for symbol in self.symbols if symbol.is_global and symbol.section != UNDEFINED)


class Archive(NamedTuple):
    """A library: objects of which the linker takes those that are needed."""

    name: str
    members: tuple[ObjectFile, ...]

    def pack(self) -> bytes:
        """The file's bytes."""
        parts = [_encode(member) for member in self.members]
        tables = {"name": self.name, "members": [table for table, _ in parts], "sizes": [len(data) for _, data in parts]}
        return _frame(_ARCHIVE, tables, b"".join(data for _, data in parts))

    @classmethod
    def unpack(cls, raw: bytes) -> "Archive":
        """Read a file's bytes, ours or those of `ar`; raises FormatError."""
        if raw.startswith(_AR_MAGIC):
            return cls("", tuple(ObjectFile.unpack(member) for member in _ar_members(raw)))
        tables, data = _unframe(raw, _ARCHIVE, "archive")
        try:
            sizes = [int(size) for size in tables["sizes"]]
            starts = [sum(sizes[:number]) for number in range(len(sizes))]
            members = [_decode(t, data[at : at + size]) for t, at, size in zip(tables["members"], starts, sizes, strict=True)]
            return cls(str(tables["name"]), tuple(members))
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(f"damaged archive: {error}") from error


def is_object(raw: bytes) -> bool:
    """Does the file begin as an object file?"""
    return raw[:4] == MAGIC and raw[6:8] == bytes((_OBJECT, 0))


def is_archive(raw: bytes) -> bool:
    """Does the file begin as an archive?"""
    return raw.startswith(_AR_MAGIC) or (raw[:4] == MAGIC and raw[6:8] == bytes((_ARCHIVE, 0)))


def _ar_members(raw: bytes) -> Iterator[bytes]:
    """The files in an archive of ar(1): headers of 60 bytes with the size in decimal, data padded to even; no tables."""
    at = len(_AR_MAGIC)
    while at < len(raw):
        header, at = raw[at : at + 60], at + 60
        if len(header) < 60 or header[58:] != b"`\n" or not header[48:58].strip().isdigit():
            raise FormatError("damaged archive: a header is no header")
        size = int(header[48:58])
        if at + size > len(raw):
            raise FormatError("damaged archive: a member is cut off")
        if not header.startswith((b"/ ", b"// ")):
            yield raw[at : at + size]
        at += size + (size & 1)


def _encode(unit: ObjectFile) -> tuple[dict[str, Any], bytes]:
    tables = {
        "name": unit.name,
        "sections": [_section_row(section) for section in unit.sections],
        "symbols": unit.symbols,
        "files": unit.files,
        "entry": unit.entry,
    }
    return tables, b"".join(section.data for section in unit.sections)


def _section_row(section: Section) -> list[Any]:
    holes = [[h.offset, h.form, [v if isinstance(v, int) else list(v) for v in h.operands], h.line] for h in section.holes]
    return [section.name, section.align, section.size, len(section.data), holes, section.marks, section.lines, section.origin]


def _frame(kind: int, tables: dict[str, Any], data: bytes) -> bytes:
    text = json.dumps(tables, separators=(",", ":"), sort_keys=True).encode()
    return _HEADER.pack(MAGIC, VERSION, kind, len(text), len(data), zlib.crc32(text + data)) + text + data


def _unframe(raw: bytes, kind: int, what: str) -> tuple[dict[str, Any], bytes]:
    if len(raw) < _HEADER.size or raw[:4] != MAGIC:
        raise FormatError(f"not a UCVM {what}")
    _, version, found, text_size, data_size, crc = _HEADER.unpack_from(raw)
    if version != VERSION or found != kind:
        raise FormatError(f"not a UCVM {what} of version {VERSION}")
    body = raw[_HEADER.size :]
    if len(body) != text_size + data_size or zlib.crc32(body) != crc:
        raise FormatError(f"damaged {what}: size or checksum does not match")
    try:
        tables = json.loads(body[:text_size])
    except ValueError as error:
        raise FormatError(f"damaged {what}: {error}") from error
    if not isinstance(tables, dict):
        raise FormatError(f"damaged {what}: no tables")
    return tables, body[text_size:]


def _decode(tables: dict[str, Any], data: bytes) -> ObjectFile:
    try:
        sections, at = [], 0
        for row in tables["sections"]:
            sections.append(_read_section(row, data[at : at + row[3]]))
            at += row[3]
        symbols = tuple(ObjectSymbol(*row) for row in tables["symbols"])
        unit = ObjectFile(str(tables["name"]), tuple(sections), symbols, tuple(tables["files"]), tables["entry"])
        _check(unit, at == len(data))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise FormatError(f"damaged object file: {error}") from error
    return unit


def _read_section(row: list[Any], data: bytes) -> Section:
    name, align, size, _, holes, marks, lines, origin = row
    read = tuple(Hole(at, form, tuple(v if isinstance(v, int) else Expr(*v) for v in values), line) for at, form, values, line in holes)
    rows = tuple((at, file, line) for at, file, line in lines)
    return Section(name, align, size, data, read, tuple((at, width) for at, width in marks), rows, origin)


def _check(unit: ObjectFile, complete: bool) -> None:
    """Everything that the linker relies on without looking."""
    good = complete and all(
        section.segment in SEGMENTS
        and section.align in ALIGNMENTS
        and isinstance(section.origin, int | None)
        and len(section.data) == (0 if section.segment == "bss" else section.size)
        and all(0 <= hole.offset < section.size and _operands_exist(hole, len(unit.symbols)) for hole in section.holes)
        and [hole.offset for hole in section.holes] == sorted({hole.offset for hole in section.holes})
        and all(0 <= file < len(unit.files) for _, file, _ in section.lines)
        for section in unit.sections
    )
    if not good or not all(_symbol_stands(symbol, unit.sections) for symbol in unit.symbols):
        raise ValueError("its tables contradict each other")


def _operands_exist(hole: Hole, count: int) -> bool:
    return all(isinstance(v, int) or (0 <= v.symbol < count and -1 <= v.minus < count and isinstance(v.addend, int)) for v in hole.operands)


def _symbol_stands(symbol: ObjectSymbol, sections: tuple[Section, ...]) -> bool:
    if symbol.section < 0:
        return symbol.section in (UNDEFINED, ABSOLUTE)
    return 0 <= symbol.value <= symbol.end <= sections[symbol.section].size
