"""How one bank reaches another: which references cross, and the veneers they go through.

A veneer is `mov r15, bank << 16 | address; jmp r15` in the resident part, one for each function that is called from elsewhere or whose address
is taken; so a pointer to a function is a 16-bit number that is the same everywhere. Within its bank a function is called directly.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ucvm.abi.layout import BANK_SHIFT
from ucvm.isa.codec import encode
from ucvm.isa.table import BY_SPELLING
from ucvm.toolchain.forms import FORMS, value_count
from ucvm.toolchain.layout import Layout, Operand, Piece, Place, Slot
from ucvm.toolchain.objfile import Expr, Hole, ObjectFile, ObjectSymbol, Section

_SCRATCH = 15
_LOAD = encode(BY_SPELLING["mov.w"], {"d": _SCRATCH, "i": 0})
_JUMP = encode(BY_SPELLING["jmp.r"], {"a": _SCRATCH})
SIZE = len(_LOAD + _JUMP)
SUFFIX = "$far"

Reference = tuple[Piece, Slot, Operand]


class Target(NamedTuple):
    """What a veneer leads to: an address in a bank, by its piece and the distance from an offset in it."""

    piece: Piece
    offset: int
    addend: int


def references(pieces: Sequence[Piece]) -> Iterator[Reference]:
    """Everything in these pieces that names a place."""
    return ((piece, slot, operand) for piece in pieces for slot in piece.slots for operand in slot.symbolic)


@cache
def _may_jump(form: str) -> bool:
    return any("pc = " in row.meaning for candidate in FORMS.get(form, ()) for row, _ in candidate.parts)


def leads(slot: Slot, operand: Operand) -> bool:
    """Is this the target of a jump or a call, not the value of an address?"""
    form = slot.hole.form
    return _may_jump(form) and operand.number == value_count(form) - 1


def crosses(reference: Reference, place: Place) -> bool:
    """Does it need a veneer? Labels as values stand in jump tables, which work within the bank of their function."""
    piece, slot, operand = reference
    if place.piece is None or not place.piece.bank or operand.minus >= 0:
        return False
    return piece.bank != place.piece.bank if leads(slot, operand) else place.kind == "func"


def crossing(layout: Layout) -> dict[Target, list[Reference]]:
    """All references that need veneers, by what they lead to."""
    found: dict[Target, list[Reference]] = {}
    for reference in references(layout.pieces):
        place, addend = layout.places[reference[2].place], reference[2].addend
        if place.piece and crosses(reference, place):
            found.setdefault(Target(place.piece, place.offset, addend), []).append(reference)
    return found


def add_veneers(layout: Layout) -> list[Piece]:
    """Make the veneers of a layout whose pieces have their banks, and lead the references through them."""
    found = crossing(layout)
    names = [_name(layout.places[users[0][2].place].name, target.addend) for target, users in found.items()]
    unit = ObjectFile("veneers", tuple(map(_section, names)), tuple(_symbol(name, number) for number, name in enumerate(names)))
    made = []
    for number, (target, users) in enumerate(found.items()):
        piece = Piece(unit, unit.sections[number], (len(layout.pieces), number))
        piece.slots.append(_address(unit.sections[number].holes[0], target, users[0][2].place))
        piece.calls = sum(leads(slot, operand) for _, slot, operand in users)
        layout.places.append(Place(piece, 0, 0, "func", names[number]))
        for _, slot, operand in users:
            _redirect(slot, operand, len(layout.places) - 1)
        made.append(piece)
    return made


def _name(function: str, addend: int) -> str:
    return f"{function}${addend}{SUFFIX}" if addend else function + SUFFIX


def _section(name: str) -> Section:
    """The hole stands for the last four bytes of the load."""
    hole = Hole(len(_LOAD) - 4, ".word", (Expr(0),), 0)
    data = _LOAD[: hole.offset] + b"\0" + _JUMP
    return Section(f".text.{name}", 4, len(data), data, (hole,), ((0, 0),))


def _symbol(name: str, number: int) -> ObjectSymbol:
    return ObjectSymbol(name, number, 0, SIZE - 3, "func", False, 0)


def _address(hole: Hole, target: Target, place: int) -> Slot:
    return Slot(hole, [0], (Operand(0, place, target.addend + (target.piece.bank << BANK_SHIFT), -1),))


def _redirect(slot: Slot, operand: Operand, place: int) -> None:
    slot.symbolic = tuple(Operand(each.number, place, 0, -1) if each is operand else each for each in slot.symbolic)
