"""Where a program's sections stand and how long its instructions are: placement, relaxation, encoding.

Data addresses are settled first. Text then starts with the shortest candidate of every hole and grows what does not reach until a
whole round changes nothing; candidates only ever advance, so it ends. The round that changed nothing is the proof that all fits.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, BANK_SHIFT, DATA_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.isa.table import BY_SPELLING
from ucvm.toolchain.forms import FORMS, Pending, passes, pending
from ucvm.toolchain.objfile import ALIGN_HOLE, DATA_HOLES, NEED_HOLE, Hole, ObjectFile, Section

SMALL = 8
"""Data up to this many bytes goes before larger data, so that short addressing forms reach it."""
_STUB = 8
"""Functions up to this many bytes that end in a jump to another stand beside it, within reach of a 2-byte jump."""
_NEAR_CALL = "call i"
_JUMP = "jmp i"
_BYTE_FORMS = ("ldb r,m", "stb m,r")
_WORTH_ALIGNING = 2
"""From this many static calls on, a 2-byte call each saves more than the padding before the function costs."""
_NOP = bytes((BY_SPELLING["nop"].code,))


class Operand(NamedTuple):
    """A symbolic operand of a hole: operand `number` is place + addend - minus (a place, or -1 for none)."""

    number: int
    place: int
    addend: int
    minus: int


class Slot:
    """A hole of a linked piece: its operands, the candidates that its constants allow, and which of them is chosen."""

    __slots__ = ("choices", "fixed", "hole", "level", "symbolic")

    def __init__(self, hole: Hole, fixed: list[int], symbolic: tuple[Operand, ...]):
        self.hole, self.fixed, self.symbolic, self.level = hole, fixed, symbolic, 0
        self.choices: tuple[Pending, ...] = ()
        if hole.form in FORMS:
            unknown = {operand.number for operand in symbolic}
            self.choices = pending(hole.form, tuple(None if index in unknown else value for index, value in enumerate(fixed)))

    def values(self, addresses: Sequence[int]) -> list[int]:
        """All operands."""
        values = self.fixed.copy()
        for number, place, addend, minus in self.symbolic:
            values[number] = addresses[place] + addend - (addresses[minus] if minus >= 0 else 0)
        return values

    def size(self, address: int) -> int:
        """Bytes, at this address."""
        if self.choices:
            return self.choices[self.level].size
        form = self.hole.form
        return -address % self.fixed[0] if form == ALIGN_HOLE else DATA_HOLES.get(form, 0)

    def advance(self, values: Sequence[int], address: int) -> bool:
        """Choose the first candidate from the current one on that fits; did the choice change?"""
        for level in range(self.level, len(self.choices)):
            if passes(self.choices[level].checks, values, address):
                changed, self.level = level != self.level, level
                return changed
        changed, self.level = self.level != len(self.choices) - 1, len(self.choices) - 1
        return changed


class Piece:
    """A section in the program, at a 16-bit address in its bank. `growth[i]` is how far what follows hole i - 1 has moved from its offset."""

    def __init__(self, unit: ObjectFile, section: Section, order: tuple[int, int]):
        self.unit, self.section, self.order = unit, section, order
        self.segment = section.segment
        self.bank, self.address = divmod(section.origin or 0, ADDRESS_SPACE)
        self.slots: list[Slot] = []
        self.growth: list[int] = [0]
        self.calls = 0
        self.near_data = False
        self.pure_code = self.segment == "text" and not any(size for _, size in section.marks)

    @property
    def size(self) -> int:
        """Bytes in the program."""
        return self.section.size + self.growth[-1]

    @property
    def end(self) -> int:
        """Address after the last byte."""
        return self.address + self.size

    def measure(self) -> None:
        """Bring `growth` up to date with the address and the choices."""
        growth, sums = 0, [0]
        for slot in self.slots:
            growth += slot.size(self.address + slot.hole.offset + growth) - 1
            sums.append(growth)
        self.growth = sums

    def at(self, offset: int, holes: int) -> int:
        """The address of an offset that has `holes` holes before it."""
        return self.address + offset + self.growth[holes]

    def far(self, offset: int, holes: int) -> int:
        """The same with the bank above it."""
        return self.bank << BANK_SHIFT | self.at(offset, holes)


class Place(NamedTuple):
    """What a symbol stands for: an offset in a piece, with the number of holes before it; without a piece the number `offset`.

    kind is the symbol's, name one of those it has.
    """

    piece: Piece | None
    offset: int
    holes: int
    kind: str = "label"
    name: str = ""


class Misfit(NamedTuple):
    """A hole whose operands no encoding takes."""

    piece: Piece
    hole: Hole
    values: tuple[int, ...]


class Layout:
    """One program being laid out: its pieces in link order and the places their holes refer to."""

    def __init__(self, pieces: Sequence[Piece], places: list[Place]):
        self.pieces, self.places = pieces, places
        self.addresses = [0] * len(places)
        self.code = [piece for piece in pieces if piece.segment == "text"]
        self.rodata = [piece for piece in pieces if piece.segment == "rodata"]
        self.data = [piece for piece in pieces if piece.segment == "data"]
        self.bss = [piece for piece in pieces if piece.segment == "bss"]
        self.data_end = self.bss_start = self.end = DATA_BASE
        self.text_ends = {0: TEXT_BASE}
        self.misfits: list[Misfit] = []

    # --- data ---

    def place_data(self) -> None:
        """Settle data and bss; afterwards data_end, bss_start and end are known."""
        self._count_uses()
        for piece in (*self.rodata, *self.data, *self.bss):
            piece.measure()
        self.data_end = _first_fit(sorted(self.data, key=_nearness), DATA_BASE)
        aligns = [piece.section.align for piece in self.bss if piece.section.origin is None]
        self.bss_start = _aligned(self.data_end, max(4, *aligns)) if aligns else self.data_end
        self.end = _first_fit(sorted(self.bss, key=_nearness), self.bss_start)

    def _count_uses(self) -> None:
        """Static calls of each function; data that byte forms refer to."""
        for piece in self.pieces:
            for slot in piece.slots:
                target = self.places[slot.symbolic[0].place].piece if slot.symbolic else None
                if target:
                    target.calls += slot.hole.form == _NEAR_CALL
                    target.near_data |= slot.hole.form in _BYTE_FORMS

    # --- text ---

    def relax(self) -> None:
        """Settle text; where not all code is within reach of near calls, the functions with the most calls a byte come first."""
        self.code = self._with_stubs(self.code)
        self.settle()
        if self.code and max(piece.end for piece in self.code) > WINDOW_BASE:
            self.code.sort(key=lambda piece: (piece.section.origin is None, -piece.calls / max(piece.size, 1)))
            self.code = self._with_stubs(self.code)
            self.settle()

    def add_code(self, pieces: Iterable[Piece]) -> None:
        """More code, behind the other."""
        for piece in pieces:
            self.code.append(piece)
            self.pieces = (*self.pieces, piece)

    def _with_stubs(self, code: list[Piece]) -> list[Piece]:
        """The same pieces with stubs around what they jump to, half of them before it."""
        stubs: dict[Piece, list[Piece]] = {}
        for piece in code:
            target = self._tail(piece)
            if target and not self._tail(target):
                stubs.setdefault(target, []).append(piece)
        moved = {stub for group in stubs.values() for stub in group}
        ordered: list[Piece] = []
        for piece in code:
            if piece not in moved:
                group = stubs.get(piece, [])
                half = len(group) // 2
                ordered += [*group[:half], piece, *group[half:]]
        return ordered

    def _tail(self, piece: Piece) -> Piece | None:
        """What a stub jumps to."""
        if piece.section.size > _STUB or piece.section.origin is not None or not piece.slots:
            return None
        slot = piece.slots[-1]
        if slot.hole.form != _JUMP or slot.hole.offset != piece.section.size - 1 or not slot.symbolic:
            return None
        target = self.places[slot.symbolic[0].place].piece
        return target if target is not piece and target and target.segment == "text" else None

    def settle(self) -> None:
        """Addresses and lengths of text in the present order; afterwards text_ends has the end of each bank, 0 being the resident part."""
        for piece in self.code:
            for slot in piece.slots:
                slot.level = 0
        self._place_text()
        while self._advance():
            self._place_text()

    def _place_text(self) -> None:
        ends = {0: TEXT_BASE} | {piece.bank: WINDOW_BASE for piece in (*self.code, *self.rodata) if piece.bank}
        for piece in self.code:
            cursor = ends[piece.bank]
            if piece.section.origin is None:
                piece.address = _aligned(cursor, self._alignment(piece, cursor))
            piece.measure()
            ends[piece.bank] = max(cursor, piece.end)
        self.text_ends = {bank: _first_fit([piece for piece in self.rodata if piece.bank == bank], end) for bank, end in ends.items()}
        self.addresses = [piece.at(offset, holes) if piece else offset for piece, offset, holes, *_ in self.places]

    @staticmethod
    def _alignment(piece: Piece, address: int) -> int:
        """Instructions stand anywhere; a function is aligned for its near calls, other pieces as they asked."""
        if piece.pure_code:
            return 4 if piece.calls >= _WORTH_ALIGNING and address < WINDOW_BASE else 1
        return piece.section.align

    def _advance(self) -> bool:
        changed = False
        addresses = self.addresses
        for piece in self.code:
            for slot, growth in zip(piece.slots, piece.growth, strict=False):
                if slot.level < len(slot.choices) - 1:
                    changed |= slot.advance(slot.values(addresses), piece.address + slot.hole.offset + growth)
        return changed

    # --- bytes ---

    def encode(self) -> tuple[bytes, bytes, tuple[bytes, ...]]:
        """The bytes of text, of data and of the banks; what does not fit is left in `misfits`."""
        text, *banks = (self._segment(self.in_bank(bank), WINDOW_BASE if bank else TEXT_BASE) for bank in range(max(self.text_ends) + 1))
        return text, self._segment(self.data, DATA_BASE), tuple(banks)

    def in_bank(self, bank: int) -> list[Piece]:
        """Code and read-only data of a bank, or of the resident part."""
        return [piece for piece in (*self.code, *self.rodata) if piece.bank == bank]

    def _segment(self, pieces: Sequence[Piece], base: int) -> bytes:
        out = bytearray(max((piece.end for piece in pieces), default=base) - base)
        for piece in pieces:
            out[piece.address - base : piece.end - base] = self._bytes(piece)
        return bytes(out)

    def _bytes(self, piece: Piece) -> bytes:
        out, at, data = bytearray(), 0, piece.section.data
        for slot in piece.slots:
            offset = slot.hole.offset
            out += data[at:offset]
            out += self._hole(piece, slot, piece.address + len(out))
            at = offset + 1
        return bytes(out + data[at:])

    def _hole(self, piece: Piece, slot: Slot, address: int) -> bytes:
        values = tuple(slot.values(self.addresses))
        size = slot.size(address)
        if slot.choices:
            choice = slot.choices[slot.level]
            if passes(choice.checks, values, address):
                return choice.candidate.encode(values, address)
        elif slot.hole.form == ALIGN_HOLE:
            return _NOP * size
        elif slot.hole.form == NEED_HOLE:
            return b""
        elif -(1 << 8 * size - 1) <= values[0] < 1 << 8 * size:
            return (values[0] & (1 << 8 * size) - 1).to_bytes(size, "little")
        self.misfits.append(Misfit(piece, slot.hole, values))
        return bytes(size)


def _nearness(piece: Piece) -> tuple[int, int, tuple[int, int]]:
    """What byte forms name comes first, then what is small, then the rest; by falling alignment."""
    rank = 0 if piece.near_data else 1 if piece.size <= SMALL else 2
    return rank, -piece.section.align, piece.order


def _aligned(address: int, size: int) -> int:
    return address + -address % size


def _first_fit(pieces: Iterable[Piece], start: int) -> int:
    """Place pieces from `start` on, each in the first gap that takes it; returns the end of the last."""
    pieces = list(pieces)
    end = max([start, *(piece.end for piece in pieces if piece.section.origin is not None)])
    gaps: list[tuple[int, int]] = []
    for piece in pieces:
        if piece.section.origin is None:
            end = _fit(piece, gaps, end)
    return end


def _fit(piece: Piece, gaps: list[tuple[int, int]], end: int) -> int:
    align, size = piece.section.align, piece.size
    for number, (low, high) in enumerate(gaps):
        address = _aligned(low, align)
        if address + size <= high:
            piece.address = address
            gaps[number : number + 1] = [gap for gap in ((low, address), (address + size, high)) if gap[0] < gap[1]]
            return end
    piece.address = _aligned(end, align)
    if piece.address > end:
        gaps.append((end, piece.address))
    return piece.end
