"""The linker: objects and archives to one executable.

What the entry reaches is kept, section by section; archive members are loaded when something kept names them. Equal string literals are
stored once, also as the tail of a longer one. toolchain.layout then finds addresses and sizes; where text does not fit, toolchain.banks
divides it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ucvm.abi.executable import Executable, Line, Mark, Symbol
from ucvm.abi.layout import ADDRESS_SPACE, DATA_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.toolchain.banks import Division, divide
from ucvm.toolchain.forms import FORMS, value_count
from ucvm.toolchain.layout import Layout, Misfit, Operand, Piece, Place, Slot
from ucvm.toolchain.linkmap import contributors, map_text, segments
from ucvm.toolchain.objfile import (
    ABSOLUTE,
    ALIGN_HOLE,
    ALIGNMENTS,
    DATA_HOLES,
    NEED_HOLE,
    UNDEFINED,
    Archive,
    Expr,
    Hole,
    ObjectFile,
    ObjectSymbol,
)
from ucvm.toolchain.veneers import add_veneers

DEFAULT_ENTRY = "_start"
MAX_ERRORS = 20
_LINKER_SYMBOLS = ("__data_start", "__bss_start", "__end")


class LinkError(Exception):
    """The objects make no program; `messages` say where and why."""

    def __init__(self, messages: list[str]):
        super().__init__("\n".join(messages))
        self.messages = messages


class LinkResult(NamedTuple):
    """The program and the map: address, size, symbol, object of everything kept; totals; what was dropped."""

    executable: Executable
    map_text: str


def link(
    parts: Sequence[ObjectFile | Archive],
    *,
    entry: str = DEFAULT_ENTRY,
    gc: bool = True,
    keep: Sequence[str] = (),
    division: Division | None = None,
) -> LinkResult:
    """Link all objects, and the members of archives that are needed; raises LinkError.

    entry: the first symbol to run; what an object's .entry names takes the place of the default. gc: drop sections that neither the
    entry nor a symbol in `keep` reaches. division: how text that is too large, or is to be in banks, is divided.
    """
    objects = [part for part in parts if isinstance(part, ObjectFile)]
    libraries = [part for part in parts if isinstance(part, Archive)]
    return _Linker(libraries, gc, division or Division()).run(objects, entry, keep)


class _Unit(NamedTuple):
    """A loaded object: its pieces by section, made when first reached, and its symbols' places."""

    number: int
    file: ObjectFile
    pieces: dict[int, Piece]
    places: dict[int, int]


class _Linker:
    """One run."""

    def __init__(self, libraries: Sequence[Archive], gc: bool, division: Division):
        self.gc, self.division = gc, division
        self.units: list[_Unit] = []
        self.globals: dict[str, tuple[_Unit, int]] = {}
        self.members: dict[str, ObjectFile] = {}
        for library in libraries:
            for member in library.members:
                for name in member.definitions():
                    self.members.setdefault(name, member)
        self.places: list[Place] = []
        self.specials: dict[str, int] = {}
        self.weak: dict[int, str] = {}
        self.queue: list[tuple[_Unit, Piece]] = []
        self.errors: list[str] = []

    def run(self, objects: Sequence[ObjectFile], entry: str, keep: Sequence[str]) -> LinkResult:
        for unit in objects:
            self._load(unit, strict=True)
        self._check()
        if entry == DEFAULT_ENTRY:
            entry = next((unit.entry for unit in objects if unit.entry), entry)
        start = self._root(entry, "entry")
        for root in keep:
            self._root(root, "kept")
        self._reach()
        self._settle_weak()
        self._check()
        pieces = sorted((piece for unit in self.units for piece in unit.pieces.values()), key=lambda piece: piece.order)
        layout = Layout(self._merge_strings(pieces), self.places)
        layout.place_data()
        self._define_specials(layout)
        layout.relax()
        if layout.text_ends[0] > DATA_BASE or self.division.resident is not None:
            self._divide(layout, start)
        self._check_limits(layout)
        text, data, banks = layout.encode()
        self._check_fits(layout.misfits)
        return self._result(layout, text, data, banks, start)

    def _check(self) -> None:
        if self.errors:
            raise LinkError(self.errors[:MAX_ERRORS])

    # --- symbols ---

    def _load(self, file: ObjectFile, *, strict: bool) -> None:
        """Add an object. Of two definitions the first holds; between objects that were asked for (strict) it is an error."""
        unit = _Unit(len(self.units), file, {}, {})
        self.units.append(unit)
        for number, symbol in enumerate(file.symbols):
            if symbol.is_global and symbol.section != UNDEFINED:
                known = self.globals.setdefault(symbol.name, (unit, number))
                if known[0] is not unit and strict:
                    self._duplicate(symbol, file, *known)
        for number, section in enumerate(file.sections):
            if not self.gc or section.origin is not None:
                self._piece(unit, number)

    def _duplicate(self, symbol: ObjectSymbol, file: ObjectFile, other: _Unit, number: int) -> None:
        first = other.file.symbols[number]
        place = f"{other.file.name}:{first.line}"
        self.errors.append(f"{file.name}:{symbol.line}: error: symbol '{symbol.name}' is already defined at {place}")

    def _root(self, name: str, what: str) -> int:
        place = self._find(name)
        if place is None:
            self.errors.append(f"error: {what} symbol '{name}' is not defined")
            return 0
        return place

    def _find(self, name: str) -> int | None:
        """The place of a global name, loading the library member that defines it."""
        if name not in self.globals and name in self.members:
            self._load(self.members[name], strict=False)
        if name in self.globals:
            return self._place(*self.globals[name])
        if name in _LINKER_SYMBOLS:
            return self.specials.setdefault(name, self._new_place(Place(None, 0, 0)))
        return None

    def _new_place(self, place: Place) -> int:
        self.places.append(place)
        return len(self.places) - 1

    def _place(self, unit: _Unit, number: int) -> int | None:
        """The place of an object's symbol; None if nobody defines it."""
        if number in unit.places:
            return unit.places[number]
        symbol = unit.file.symbols[number]
        place: int | None
        if symbol.section == UNDEFINED and symbol.is_weak:
            place = self._new_place(Place(None, 0, 0))
            self.weak[place] = symbol.name
        elif symbol.section == UNDEFINED:
            place = self._find(symbol.name)
        elif symbol.section == ABSOLUTE:
            place = self._new_place(Place(None, symbol.value, 0))
        else:
            piece = self._piece(unit, symbol.section)
            place = self._new_place(Place(piece, symbol.value, _holes_before(piece, symbol.value), symbol.kind, symbol.name))
        if place is not None:
            unit.places[number] = place
        return place

    # --- reaching ---

    def _piece(self, unit: _Unit, number: int) -> Piece:
        piece = unit.pieces.get(number)
        if piece is None:
            piece = unit.pieces[number] = Piece(unit.file, unit.file.sections[number], (unit.number, number))
            self.queue.append((unit, piece))
        return piece

    def _reach(self) -> None:
        while self.queue:
            unit, piece = self.queue.pop()
            for hole in piece.section.holes:
                if not _well_formed(hole):
                    self.errors.append(f"{unit.file.name}: error: '{hole.form}' is not known here; assemble the source again")
                    return
                piece.slots.append(self._slot(unit, piece, hole))

    def _slot(self, unit: _Unit, piece: Piece, hole: Hole) -> Slot:
        fixed, symbolic = [], []
        for index, value in enumerate(hole.operands):
            if isinstance(value, Expr):
                place = self._reference(unit, piece, hole, value.symbol)
                minus = self._reference(unit, piece, hole, value.minus) if value.minus >= 0 else -1
                symbolic.append(Operand(index, place, value.addend, minus))
            fixed.append(value if isinstance(value, int) else 0)
        return Slot(hole, fixed, tuple(symbolic))

    def _reference(self, unit: _Unit, piece: Piece, hole: Hole, symbol: int) -> int:
        place = self._place(unit, symbol)
        if place is None:
            self.errors.append(f"{_where(piece, hole)}: error: undefined symbol '{unit.file.symbols[symbol].name}'")
            place = unit.places[symbol] = self._new_place(Place(None, 0, 0))
        return place

    def _settle_weak(self) -> None:
        """Weak references to what was kept without them."""
        for place, name in self.weak.items():
            unit, number = self.globals.get(name, (None, 0))
            if unit and unit.file.symbols[number].section in unit.pieces:
                found = self._place(unit, number)
                self.places[place] = self.places[found or 0]

    # --- placing ---

    def _merge_strings(self, pieces: list[Piece]) -> list[Piece]:
        """Without the string literals that another one ends with; places move to that one."""
        mergeable = [piece for piece in pieces if piece.section.name.startswith(".rodata.str") and _is_string(piece)]
        mergeable.sort(key=lambda piece: (piece.section.data[::-1], [-number for number in piece.order]))
        homes: dict[Piece, Piece] = {}
        for piece, longer in reversed(list(pairwise(mergeable))):
            if longer.section.data.endswith(piece.section.data):
                homes[piece] = homes.get(longer, longer)
        for number, (owner, offset, *_) in enumerate(self.places):
            home = homes.get(owner) if owner else None
            if owner and home:
                self.places[number] = Place(home, offset + home.size - owner.size, 0)
        return [piece for piece in pieces if piece not in homes]

    def _define_specials(self, layout: Layout) -> None:
        for name, address in zip(_LINKER_SYMBOLS, (DATA_BASE, layout.bss_start, layout.end), strict=True):
            if name in self.specials:
                self.places[self.specials[name]] = Place(None, address, 0)

    def _divide(self, layout: Layout, start: int) -> None:
        divide(layout, start, self.division)
        pieces = add_veneers(layout)
        if pieces:
            self.units.append(_Unit(len(self.units), pieces[0].unit, dict(enumerate(pieces)), {}))
        layout.add_code(pieces)
        layout.settle()

    def _check_limits(self, layout: Layout) -> None:
        for part in segments(layout):
            if part.size > part.limit:
                excess = f"{part.name} is {part.size} bytes, {part.size - part.limit} more than the {part.limit} a process has"
                self.errors.append(f"error: {excess}; largest:\n{contributors(part.pieces)}")
        ordered = sorted((piece for piece in layout.pieces if piece.size), key=lambda piece: (piece.bank, piece.address))
        for piece, after in pairwise(ordered):
            if (piece.bank == after.bank and piece.end > after.address) or piece.address < TEXT_BASE:
                names = [f"{each.section.name} of {each.unit.name}" for each in (after, piece)]
                self.errors.append(f"error: section {names[0]} overlaps {names[1]}")
        self._check()

    def _check_fits(self, misfits: Sequence[Misfit]) -> None:
        for piece, hole, values in misfits:
            listed = ", ".join(str(value) if abs(value) < 256 else f"{value:#x}" for value in values)
            self.errors.append(f"{_where(piece, hole)}: error: no encoding of '{hole.form.partition(' ')[0]}' takes {listed}")
        self._check()

    # --- the result ---

    def _entry(self, start: int) -> int:
        place = self.places[start]
        return place.piece.far(place.offset, place.holes) if place.piece else place.offset

    def _result(self, layout: Layout, text: bytes, data: bytes, banks: tuple[bytes, ...], start: int) -> LinkResult:
        entry = self._entry(start)
        bank, address = divmod(entry, ADDRESS_SPACE)
        if not (WINDOW_BASE if bank else TEXT_BASE) <= address < layout.text_ends.get(bank, 0):
            raise LinkError([f"error: entry {entry:#06x} lies outside the text"])
        padded = data + bytes(layout.bss_start - DATA_BASE - len(data))
        symbols = sorted((*self._symbols(layout), *self._special_symbols()), key=lambda row: (row[0].address, row[0].name))
        executable = Executable(
            entry,
            text,
            padded,
            layout.end - layout.bss_start,
            tuple(symbol for symbol, _ in symbols),
            tuple(_marks(layout)),
            tuple(_lines(layout)),
            banks,
        )
        dropped = [
            (section, unit.file.name)
            for unit in self.units
            for number, section in enumerate(unit.file.sections)
            if number not in unit.pieces and section.size
        ]
        return LinkResult(executable, map_text(layout, executable, symbols, dropped))

    def _symbols(self, layout: Layout) -> Iterator[tuple[Symbol, str]]:
        """Names of what is in the program, with the object each came from."""
        present = set(layout.pieces)
        for unit in self.units:
            for name, section, value, end, kind, *_ in unit.file.symbols:
                piece = unit.pieces.get(section)
                if piece in present and not name.startswith(".L"):
                    address = piece.far(value, _holes_before(piece, value))
                    yield Symbol(name, address, piece.far(end, _holes_before(piece, end)) - address, kind), unit.file.name

    def _special_symbols(self) -> Iterator[tuple[Symbol, str]]:
        for name, place in self.specials.items():
            yield Symbol(name, self.places[place].offset, 0, "label"), "ld"


def _well_formed(hole: Hole) -> bool:
    if hole.form in FORMS:
        return len(hole.operands) == value_count(hole.form)
    return len(hole.operands) == 1 and (hole.form in (*DATA_HOLES, NEED_HOLE) or (hole.form == ALIGN_HOLE and hole.operands[0] in ALIGNMENTS))


def _holes_before(piece: Piece, offset: int) -> int:
    return bisect_left(piece.section.holes, offset, key=lambda hole: hole.offset)


def _is_string(piece: Piece) -> bool:
    """A literal without pointers whose only NUL is its last byte: it may stand inside another."""
    return piece.section.align == 1 and not piece.section.holes and piece.section.origin is None and piece.section.data.endswith(b"\0")


def _where(piece: Piece, hole: Hole) -> str:
    """file:line of a hole, from the debug lines where the source has them."""
    row = bisect_right(piece.section.lines, hole.offset, key=lambda line: line[0]) - 1
    if row >= 0:
        _, file, line = piece.section.lines[row]
        return f"{piece.unit.files[file]}:{line}"
    return f"{piece.unit.name}:{hole.line}"


def _marks(layout: Layout) -> Iterator[Mark]:
    last = 0
    for piece in sorted((*layout.code, *layout.rodata), key=lambda piece: (piece.bank, piece.address)):
        for offset, size in piece.section.marks if piece.size else ():
            if size != last:
                yield Mark(piece.far(offset, _holes_before(piece, offset)), size)
            last = size


def _lines(layout: Layout) -> Iterator[Line]:
    last = ("", 0)
    for piece in sorted(layout.code, key=lambda piece: (piece.bank, piece.address)):
        for offset, file, line in piece.section.lines if piece.size else ():
            here = (piece.unit.files[file], line)
            if here != last:
                yield Line(piece.far(offset, _holes_before(piece, offset)), *here)
            last = here
