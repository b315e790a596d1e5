"""Text in banks: which functions are resident and which share a bank.

Where a program does not fit into 28 KB of text, the functions with the most calls a byte stay in the resident part. The others are joined
along their calls, the most frequent first, into groups of at most a bank, and the groups fill banks. toolchain.veneers then leads from one
bank to another.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, DATA_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.toolchain import veneers
from ucvm.toolchain.layout import Layout, Operand, Piece, Place, Slot

RESIDENT_LIMIT = WINDOW_BASE - TEXT_BASE
BANK_LIMIT = DATA_BASE - WINDOW_BASE
_RESIDENT = ".text.resident."
"""Sections with such a name stay out of banks: what takes an argument in r15, and what everybody calls."""
_PADDING = 3
"""Most bytes before a function or veneer that is aligned for its near calls."""


class Division(NamedTuple):
    """How text is divided.

    resident: bytes of functions that stay resident by choice, even if all text would fit (None: banks only where it does not, and as
    many residents as there is room for). bank: most bytes of a bank. cold: functions that go into banks, behind the others: by
    name, or by the name of their object's source. hot: functions, by name or SOURCE:NAME, in the order in which they are to be
    resident and then fill the first banks, as a profile gives it; behind them calls decide.
    """

    resident: int | None = None
    bank: int = BANK_LIMIT
    cold: Collection[str] = ()
    hot: Sequence[str] = ()


class _Function:
    """A piece of code with its jump tables: what is placed as one."""

    def __init__(self, piece: Piece, tables: list[Piece], number: int, size: int):
        self.piece, self.tables, self.number, self.size = piece, tables, number, size
        self.neighbours: Counter[_Function] = Counter()
        self.is_cold = False
        self.rank: int | None = None

    @property
    def density(self) -> float:
        """Static calls a byte."""
        return self.piece.calls / max(self.size, 1)

    def put(self, bank: int) -> None:
        """Place it in a bank (0: resident)."""
        for piece in (self.piece, *self.tables):
            piece.bank = bank


class _Group(NamedTuple):
    """Functions that go to one bank."""

    functions: list[_Function]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(function.size for function in self.functions)

    def calls(self, other: "_Group") -> int:
        """Calls between two groups."""
        return sum(function.neighbours[near] for function in self.functions for near in other.functions if near in function.neighbours)


def divide(layout: Layout, start: int, division: Division) -> None:
    """Give the pieces of a layout that has been relaxed their banks; `start` is the place of the entry."""
    _Divider(layout, start, division).run()


class _Divider:
    """One run."""

    def __init__(self, layout: Layout, start: int, division: Division):
        self.layout, self.division = layout, division
        self.pinned = self._pinned(start)
        movable = enumerate(self._movable().items())
        self.functions = [_Function(piece, tables, number, sum(map(self._most, (piece, *tables)))) for number, (piece, tables) in movable]
        self._connect()

    def run(self) -> None:
        """Choose as many residents as leave room for the veneers of the rest."""
        fixed = self._fixed_size()
        room = RESIDENT_LIMIT - fixed
        if self.division.resident is not None:
            room = min(room, self.division.resident)
        while True:
            chosen = self._choose(room)
            self._fill_banks([function for function in self.functions if function not in chosen])
            size = sum(function.size for function in chosen)
            over = fixed + size + len(veneers.crossing(self.layout)) * (veneers.SIZE + _PADDING) - RESIDENT_LIMIT
            if over <= 0 or not chosen:
                return
            room = size - over

    # --- what may move ---

    def _pinned(self, start: int) -> set[Piece]:
        """Code that stays: the entry, what asks for it or has an address, what is no longer than a veneer, tables that code reads."""
        entry = self.layout.places[start].piece
        found = {piece for piece in self.layout.code if piece is entry or _is_resident(piece)}
        for piece, slot, operand in veneers.references(self.layout.pieces):
            place = self.layout.places[operand.place]
            if place.piece and place.piece is not piece and not veneers.leads(slot, operand) and _is_read(piece, place, place.piece):
                found.add(place.piece)
        return found

    def _movable(self) -> dict[Piece, list[Piece]]:
        """The rest, each piece with its jump tables: read-only data that one function alone refers to, and that refers to its labels alone."""
        found: dict[Piece, list[Piece]] = {piece: [] for piece in self.layout.code if piece not in self.pinned and not piece.bank}
        users: dict[Piece, set[Piece | None]] = {table: set() for table in self.layout.rodata if table.slots}
        for piece, _, operand in veneers.references(self.layout.pieces):
            place = self.layout.places[operand.place]
            if place.piece in users:
                users[place.piece].add(piece)
            if piece in users:
                users[piece].add(place.piece if place.kind == "label" else None)
        for table, around in users.items():
            owner = next(iter(around))
            if len(around) == 1 and owner in found:
                found[owner].append(table)
        return found

    def _connect(self) -> None:
        """Count the calls between functions."""
        by_piece = {function.piece: function for function in self.functions}
        for piece, slot, operand in veneers.references(self.layout.code):
            place = self.layout.places[operand.place]
            one, other = by_piece.get(piece), by_piece.get(place.piece) if place.piece else None
            if one and other and one is not other and veneers.leads(slot, operand):
                one.neighbours[other] += 1
                other.neighbours[one] += 1
        ranks = {name: rank for rank, name in enumerate(self.division.hot)}
        for place in self.layout.places:
            if place.piece in by_piece and place.kind != "label":
                by_piece[place.piece].rank = ranks.get(place.name, ranks.get(f"{place.piece.unit.name}:{place.name}"))
            if place.piece in by_piece and not {place.name, place.piece.unit.name}.isdisjoint(self.division.cold):
                by_piece[place.piece].is_cold = True

    def _fixed_size(self) -> int:
        moving = {table for function in self.functions for table in function.tables}
        return sum(self._most(piece) for piece in (*self.pinned, *self.layout.rodata) if piece not in moving and not piece.bank)

    def _most(self, piece: Piece) -> int:
        """Bytes that a piece may take wherever other pieces stand: jumps and calls to them may become longer."""
        padding = _PADDING if piece.pure_code else piece.section.align - 1
        outward = (slot for slot in piece.slots if any(self._leads_out(piece, slot, operand) for operand in slot.symbolic))
        return piece.size + padding + sum(slot.choices[-1].size - slot.choices[slot.level].size for slot in outward)

    def _leads_out(self, piece: Piece, slot: Slot, operand: Operand) -> bool:
        return self.layout.places[operand.place].piece is not piece and veneers.leads(slot, operand)

    # --- placing ---

    def _choose(self, room: int) -> set[_Function]:
        """Residents by rank, then by falling density, as far as there is room."""
        found = set()
        unranked = len(self.division.hot)
        order = {function: (unranked if function.rank is None else function.rank, -function.density, function.number) for function in self.functions}
        for function in sorted(self.functions, key=order.__getitem__):
            if function.size <= room and not function.is_cold:
                room -= function.size
                function.put(0)
                found.add(function)
        return found

    def _fill_banks(self, functions: list[_Function]) -> None:
        """Those with a rank in its order; of the others each group to the bank it calls most among those with room."""
        banks: list[_Group] = []
        for function in sorted((function for function in functions if function.rank is not None), key=lambda function: function.rank or 0):
            if not banks or banks[-1].size + function.size > self.division.bank:
                banks.append(_Group([]))
            banks[-1].functions.append(function)
        for cold in (False, True):
            for group in self._groups([function for function in functions if function.rank is None and function.is_cold == cold]):
                fitting = [bank for bank in banks if bank.size + group.size <= self.division.bank]
                if not fitting:
                    banks.append(_Group([]))
                bank = max(fitting, key=group.calls, default=banks[-1])
                bank.functions.extend(group.functions)
        first = 1 + max(piece.section.origin or 0 for piece in self.layout.code) // ADDRESS_SPACE
        for number, bank in enumerate(banks, first):
            for function in bank.functions:
                function.put(number)

    def _groups(self, functions: list[_Function]) -> list[_Group]:
        """Functions joined along their calls, the largest group first."""
        group_of = {function: _Group([function]) for function in functions}
        pairs = [(-count, one.number, other.number) for one in functions for other, count in one.neighbours.items() if other in group_of]
        for _, *numbers in sorted(pairs):
            one, other = (group_of[self.functions[number]] for number in numbers)
            if one is not other and one.size + other.size <= self.division.bank:
                one.functions.extend(other.functions)
                group_of.update(dict.fromkeys(other.functions, one))
        groups = {id(group): group for group in group_of.values()}
        return sorted(groups.values(), key=lambda group: (-group.size, group.functions[0].number))


def _is_resident(piece: Piece) -> bool:
    return piece.section.name.startswith(_RESIDENT) or piece.section.origin is not None or piece.size <= veneers.SIZE


def _is_read(reader: Piece, place: Place, piece: Piece) -> bool:
    """Whether an address in text is taken to read what stands there."""
    if piece.segment != "text":
        return False
    return reader.segment == "text" if place.kind == "label" else place.kind == "object" or not piece.pure_code
