"""What is in an executable, an object or an archive, as text.

A disassembly is a complete assembly file: every instruction in its exact spelling, every segment at its address, so that assembling and
linking it gives the same text, data, bss and entry. An object's holes are printed as the bare statements they came from.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ucvm.abi.executable import MAGIC, Executable, Symbol
from ucvm.abi.layout import ADDRESS_SPACE, BANK_SHIFT, DATA_BASE, TEXT_BASE, WINDOW_BASE, resident_address
from ucvm.isa.codec import DecodeError, EncodeError, Instruction, decode, encode
from ucvm.isa.disasm import format_instruction
from ucvm.toolchain.dumpdata import data_lines
from ucvm.toolchain.lexer import is_label, quote
from ucvm.toolchain.objfile import (
    ABSOLUTE,
    ALIGN_HOLE,
    DATA_HOLES,
    NEED_HOLE,
    UNDEFINED,
    Archive,
    Expr,
    Hole,
    ObjectFile,
    Section,
    is_archive,
)

_COLUMN = 40
ReadSource = Callable[[str], Sequence[str] | None]
"""The lines of a source file by name; None when there is none."""


def dump(raw: bytes, name: str, parts: str = "d", read_source: ReadSource = lambda _: None) -> str:
    """What objdump prints for a file; parts: letters of d (disassembly) S (with source lines) h (segments) t (symbols) s (hex).

    Raises FormatError.
    """
    if raw[:4] == MAGIC:
        return _dump_executable(Executable.unpack(raw), name, parts, read_source)
    if is_archive(raw):
        return "\n".join(_dump_object(member, parts) for member in Archive.unpack(raw).members)
    return _dump_object(ObjectFile.unpack(raw), parts)


def _dump_executable(program: Executable, name: str, parts: str, read_source: ReadSource) -> str:
    texts: dict[str, Callable[[], str]] = {
        "h": lambda: headers(program),
        "t": lambda: symbol_table(program.symbols),
        "s": lambda: hex_dump((*_segments(program), (".data", DATA_BASE, program.data))),
        "S": lambda: disassemble(program, read_source),
        "d": lambda: disassemble(program),
    }
    head = f"; {_shown(name)}: UCVM executable\n"
    return head + "\n".join(make() for letter, make in texts.items() if letter in parts and not (letter == "d" and "S" in parts))


def _dump_object(unit: ObjectFile, parts: str) -> str:
    texts: dict[str, Callable[[], str]] = {
        "h": lambda: object_headers(unit),
        "t": lambda: object_symbols(unit),
        "s": lambda: hex_dump([(section.name, 0, section.data) for section in unit.sections if section.data]),
        "d": lambda: disassemble_object(unit),
    }
    wanted = parts.replace("S", "d")
    return f"; {_shown(unit.name)}: UCVM object\n" + "\n".join(make() for letter, make in texts.items() if letter in wanted)


_VISIBLE = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


def _shown(text: str) -> str:
    """Text from a file that can do nothing to a terminal."""
    return text.translate(_VISIBLE).encode("utf-8", "backslashreplace").decode()


# --- executables ---


def disassemble(program: Executable, read_source: ReadSource | None = None) -> str:
    """The program as an assembly file; with read_source, between .loc lines and the text of its sources."""
    return "\n".join(_Disassembly(program, read_source).lines()) + "\n"


class _Segment(NamedTuple):
    """The text segment or a bank: section name, first address (bank << 16 | address), bytes."""

    name: str
    start: int
    code: bytes

    @property
    def end(self) -> int:
        """Address after the last byte."""
        return self.start + len(self.code)

    def cut(self, low: int, high: int) -> bytes:
        """The bytes between two addresses."""
        return self.code[low - self.start : high - self.start]

    def whole(self, address: int) -> int:
        """What the low half of an address means here: in the window this bank, else the same everywhere."""
        return resident_address(self.start >> BANK_SHIFT << BANK_SHIFT | address % ADDRESS_SPACE)


def _segments(program: Executable) -> Iterator[_Segment]:
    yield _Segment(".text", TEXT_BASE, program.text)
    for bank, code in enumerate(program.banks, 1):
        yield _Segment(f".text.bank{bank}", bank << BANK_SHIFT | WINDOW_BASE, code)


class _Item(NamedTuple):
    """A statement of text: an instruction, or `size`-byte data when instruction is None."""

    segment: _Segment
    address: int
    data: bytes
    instruction: Instruction | None
    size: int


class _Disassembly:
    """One executable's items and labels."""

    def __init__(self, program: Executable, read_source: ReadSource | None):
        self.program, self.read_source = program, read_source
        self.segments = tuple(_segments(program))
        self.data_end = DATA_BASE + len(program.data)
        self.labels = _unique_labels(program)
        self.kinds = {(symbol.address, symbol.name): symbol.kind for symbol in program.symbols}
        if program.entry not in self.labels:
            self.labels[program.entry] = [".Lentry" if self._taken("_start") else "_start"]
        self.items = [item for segment in self.segments for item in self._items(segment)]
        self.starts = {item.address for item in self.items}
        self.ends = {segment.end for segment in self.segments}
        self.targets = {value for item in self.items for value in self._targets(item) if value in self.starts and value not in self.labels}

    def _taken(self, name: str) -> bool:
        return any(name in names for names in self.labels.values())

    def lines(self) -> Iterator[str]:
        program = self.program
        yield f".entry {self.labels[program.entry][0]}"
        yield from (f".type {name}, {kind}" for address, name, kind in self._typed())
        for segment in self.segments:
            yield from ("", f".section {segment.name}", f".org {segment.start:#06x}")
            yield from self._text(segment)
        if program.data or not program.bss:
            yield from ("", ".data", f".org {DATA_BASE:#06x}")
            yield from self._data()
        if program.bss:
            yield from ("", ".bss", f".org {self.data_end:#06x}")
            yield from self._bss()

    def _typed(self) -> Iterator[tuple[int, str, str]]:
        for address, names in sorted(self.labels.items()):
            for name in names:
                kind = self.kinds.get((address, name))
                if kind in ("func", "object"):
                    yield address, name, kind

    # --- text ---

    def _items(self, segment: _Segment) -> Iterator[_Item]:
        marks = [(mark.address, mark.size) for mark in self.program.marks if segment.start <= mark.address < segment.end]
        regions = [(segment.start, 0), *sorted(marks), (segment.end, 0)]
        for (start, size), (end, _) in pairwise(regions):
            borders = sorted({start, end, *(address for address in self.labels if start < address < end)})
            for low, high in pairwise(borders):
                yield from _code(segment, low, high) if size == 0 else _items_of(segment, low, high, size)

    @staticmethod
    def _targets(item: _Item) -> list[int]:
        if item.instruction is None:
            return [item.segment.whole(int.from_bytes(item.data, "little"))] if item.size == 2 else []
        pairs = zip(item.instruction.row.operands, item.instruction.values, strict=True)
        return [item.segment.whole(value) for operand, value in pairs if operand.kind in ("rel", "addr")]

    def _label(self, address: int) -> str | None:
        if address in self.labels and (address in self.starts or address in self.ends or DATA_BASE <= address < ADDRESS_SPACE):
            return self.labels[address][0]
        return f".L{address:04x}" if address in self.targets else None

    def _text(self, segment: _Segment) -> Iterator[str]:
        rows = {row.address: row for row in self.program.lines if 0 <= row.line < 1 << 31} if self.read_source else {}
        cache: dict[str, Sequence[str]] = {}
        for item in self.items:
            if item.segment is not segment:
                continue
            yield from self._labels_at(item.address)
            if item.address in rows:
                yield from self._source(rows[item.address].file, rows[item.address].line, cache)
            yield from self._statement(item)
        if segment.end % ADDRESS_SPACE < DATA_BASE:
            yield from self._labels_at(segment.end)

    def _labels_at(self, address: int) -> Iterator[str]:
        if address in self.labels:
            yield ""
            yield from (f"{name}:" for name in self.labels[address])
        elif address in self.targets:
            yield f".L{address:04x}:"

    def _source(self, file: str, line: int, cache: dict[str, Sequence[str]]) -> Iterator[str]:
        if file not in cache:
            cache[file] = (self.read_source(file) if self.read_source else None) or ()
        text = cache[file][line - 1].strip() if 0 < line <= len(cache[file]) else ""
        yield f"; {_shown(file)}:{line}: {_shown(text)}"
        yield f"    .loc {line} {quote(file.encode('utf-8', 'replace'))}"

    def _statement(self, item: _Item) -> Iterator[str]:
        if item.instruction:
            text = format_instruction(item.instruction, lambda value: self._reference(item, value))
            yield _commented(text, item.address, item.data)
        elif item.size == 1:
            yield from data_lines(item.data, 1)
        else:
            yield _commented(f"{'.half' if item.size == 2 else '.word'} {self._value(item)}", item.address, item.data)

    def _reference(self, item: _Item, value: int) -> str:
        return self._label(item.segment.whole(value)) or f"{value % ADDRESS_SPACE:#06x}"

    def _value(self, item: _Item) -> str:
        """A number or what is there; a function in a bank has its veneer's address, so its own is a number."""
        value = int.from_bytes(item.data, "little")
        address = item.segment.whole(value) if item.size == 2 else value
        named = address in self.labels
        if (named and address >= ADDRESS_SPACE) or (item.size == 4 and not named):
            return hex(value)
        return self._label(address) or hex(value)

    # --- data ---

    def _data(self) -> Iterator[str]:
        end = self.data_end
        borders = sorted({DATA_BASE, end, *(address for address in self.labels if DATA_BASE < address < end)})
        for low, high in pairwise(borders):
            yield from self._labels_at(low)
            chunk = self.program.data[low - DATA_BASE : high - DATA_BASE]
            yield from data_lines(chunk, 4 if low % 4 == 0 and len(chunk) % 4 == 0 else 1)
        if not self.program.bss:
            yield from self._labels_at(end)

    def _bss(self) -> Iterator[str]:
        start, end = self.data_end, self.data_end + self.program.bss
        borders = sorted({start, end, *(address for address in self.labels if start < address < end)})
        for low, high in pairwise(borders):
            yield from self._labels_at(low)
            yield f"    .zero {high - low}"
        yield from self._labels_at(end)


def _code(segment: _Segment, start: int, end: int) -> Iterator[_Item]:
    """Instructions; between them a run of bytes that are none, such as padding, is one item."""
    at = loose = start
    while at < end:
        found = _exact(segment.code, at - segment.start, at, end - at)
        if found:
            if loose < at:
                yield _Item(segment, loose, segment.cut(loose, at), None, 1)
            loose = at + found.size
            yield _Item(segment, at, segment.cut(at, loose), found, 1)
        at += found.size if found else 1
    if loose < end:
        yield _Item(segment, loose, segment.cut(loose, end), None, 1)


def _items_of(segment: _Segment, start: int, end: int, size: int) -> Iterator[_Item]:
    """Data items; a run of bytes is one item, for strings."""
    if size not in (2, 4):
        yield _Item(segment, start, segment.cut(start, end), None, 1)
        return
    whole = start + (end - start) // size * size
    for at in range(start, whole, size):
        yield _Item(segment, at, segment.cut(at, at + size), None, size)
    if whole < end:
        yield _Item(segment, whole, segment.cut(whole, end), None, 1)


def _exact(code: bytes, at: int, address: int, room: int) -> Instruction | None:
    """The instruction there, if it has room and its text would encode to these very bytes."""
    try:
        found = decode(code, at, address)
        again = encode(found.row, found.operands, address)
    except (DecodeError, EncodeError):
        return None
    return found if found.size <= room and again == code[at : at + found.size] else None


def _unique_labels(program: Executable) -> dict[int, list[str]]:
    """Names by address; of equal names the later get their address, what an assembler cannot read is left out."""
    found: dict[int, list[str]] = {}
    seen: set[str] = set()
    for symbol in program.symbols:
        if is_label(symbol.name) and TEXT_BASE <= symbol.address < len(program.banks) + 1 << BANK_SHIFT:
            name = symbol.name if symbol.name not in seen else f"{symbol.name}${symbol.address:04x}"
            if name not in seen:
                found.setdefault(symbol.address, []).append(name)
            seen.add(name)
    return found


def _commented(text: str, address: int, data: bytes) -> str:
    return f"    {text:{_COLUMN - 4}}; {address:04x}  {data.hex(' ')}"


def headers(program: Executable) -> str:
    """The segments: name, address, size."""
    banks = ((f"bank{bank}", WINDOW_BASE, len(code)) for bank, code in enumerate(program.banks, 1))
    data = (("data", DATA_BASE, len(program.data)), ("bss", DATA_BASE + len(program.data), program.bss))
    lines = [f"{name:5s} {address:#06x} {size:6d}" for name, address, size in (("text", TEXT_BASE, len(program.text)), *banks, *data)]
    return "\n".join([f"entry {program.entry:#06x}", *lines]) + "\n"


def symbol_table(symbols: Sequence[Symbol]) -> str:
    """One symbol a line: address, size, kind, name."""
    return "".join(f"{row.address:#06x} {row.size:6d} {_shown(row.kind):6s} {_shown(row.name)}\n" for row in symbols)


def hex_dump(parts: Sequence[tuple[str, int, bytes]]) -> str:
    """Sixteen bytes a line with their ASCII."""
    lines = []
    for name, base, data in parts:
        lines.append(f"{name}:")
        for at in range(0, len(data), 16):
            row = data[at : at + 16]
            shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
            lines.append(f"{base + at:04x}  {row.hex(' '):47s}  {shown}")
    return "\n".join(lines) + "\n"


# --- objects ---


def disassemble_object(unit: ObjectFile) -> str:
    """An object as an assembly file that assembles to the same sections."""
    lines = [f".global {symbol.name}" for symbol in unit.symbols if symbol.is_global]
    lines += [f".weak {symbol.name}" for symbol in unit.symbols if symbol.is_weak]
    lines += [f".type {symbol.name}, {symbol.kind}" for symbol in unit.symbols if symbol.kind != "label" and symbol.section != UNDEFINED]
    lines += [f".entry {unit.entry}"] if unit.entry else []
    for number, section in enumerate(unit.sections):
        if section.size or section.align > 1:
            lines += _section_lines(unit, number, section)
    lines += [f".equ {symbol.name}, {symbol.value}" for symbol in unit.symbols if symbol.section == ABSOLUTE]
    return "\n".join(lines) + "\n"


def _section_lines(unit: ObjectFile, number: int, section: Section) -> Iterator[str]:
    yield from ("", f".section {section.name}")
    if section.origin is not None:
        yield f".org {section.origin:#06x}"
    elif section.align > 1:
        yield f".align {section.align}"
    labels: dict[int, list[str]] = {}
    for symbol in unit.symbols:
        if symbol.section == number:
            labels.setdefault(symbol.value, []).append(symbol.name)
    holes = {hole.offset: hole for hole in section.holes}
    borders = sorted({0, section.size, *labels, *holes, *(at + 1 for at in holes), *(at for at, _ in section.marks)})
    data = section.data or bytes(section.size)
    for low, high in zip(borders, [*borders[1:], section.size], strict=True):
        yield from (f"{name}:" for name in labels.get(low, ()))
        if low in holes:
            yield f"    {hole_text(unit, holes[low])}"
        elif low < high:
            yield from _known_bytes(section, low, data[low:high])


def _known_bytes(section: Section, offset: int, data: bytes) -> Iterator[str]:
    size = next((size for at, size in reversed(section.marks) if at <= offset), 1)
    if section.segment != "text" or size:
        yield from data_lines(data, size if size > 1 and len(data) % size == 0 else 1)
        return
    at = 0
    while at < len(data):
        found = _exact(data, at, offset + at, len(data) - at)
        step = found.size if found else 1
        yield f"    {format_instruction(found)}" if found else f"    .byte {data[at]:#04x}"
        at += step


def hole_text(unit: ObjectFile, hole: Hole) -> str:
    """A hole as the statement it came from."""
    values = iter([_operand_text(unit, value) for value in hole.operands])
    if hole.form in (*DATA_HOLES, ALIGN_HOLE, NEED_HOLE):
        return f"{hole.form} {next(values)}"
    mnemonic, _, shapes = hole.form.partition(" ")
    return f"{mnemonic} {', '.join(_operand(shape, values) for shape in shapes.split(',') if shape)}"


def _operand(shape: str, values: Iterator[str]) -> str:
    match shape:
        case "r":
            return f"r{next(values)}"
        case "p":
            return "sp"
        case "i":
            return next(values)
        case "m":
            return f"[{next(values)}]"
        case "q":
            return f"[sp+{next(values)}]"
        case "b":
            return f"[r{next(values)}+{next(values)}]"
    return f"[r{next(values)}+r{next(values)}]"


def _operand_text(unit: ObjectFile, value: int | Expr) -> str:
    if isinstance(value, int):
        return str(value)
    text = unit.symbols[value.symbol].name
    if value.minus >= 0:
        text += f"-{unit.symbols[value.minus].name}"
    return f"{text}{value.addend:+d}" if value.addend else text


def object_headers(unit: ObjectFile) -> str:
    """One section a line: size (with placeholders counted once), alignment, holes, name."""
    return "".join(f"{s.size:6d} {s.align:3d} {len(s.holes):5d}  {s.name}\n" for s in unit.sections)


def object_symbols(unit: ObjectFile) -> str:
    """One symbol a line: value, visibility, kind, section, name."""
    return "".join(
        f"{row.value:#06x} {'global' if row.is_global else 'local '} {row.kind:6s} {_section_name(unit, row.section):20s} {row.name}\n"
        for row in unit.symbols
        if not row.name.startswith(".L")
    )


def _section_name(unit: ObjectFile, number: int) -> str:
    return {UNDEFINED: "undefined", ABSOLUTE: "absolute"}.get(number) or unit.sections[number].name
