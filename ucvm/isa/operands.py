"""Where operands stand in an instruction, and how their bits become values.

An instruction is read as one little-endian integer whose low byte is the opcode; a slot is one or more bit ranges of it, least
significant first. The opcode alone decides layout and length (docs/isa.md).
"""

from typing import NamedTuple

Slot = tuple[tuple[int, int], ...]
"""Bit ranges (first bit, width)."""


class Layout(NamedTuple):
    """A layout: length in bytes, slots by name, and the bit ranges that have to be zero."""

    length: int
    slots: dict[str, Slot]
    zero: tuple[tuple[int, int], ...] = ()


_OPCODE: dict[str, Slot] = {"e1": ((0, 1),), "e2": ((0, 2),), "e3": ((0, 3),), "e4": ((0, 4),), "eb": ((2, 1),)}
"""Slots inside the opcode byte, there in every layout."""


def _layout(length: int, zero: tuple[tuple[int, int], ...] = (), **slots: Slot) -> Layout:
    return Layout(length, _OPCODE | slots, zero)


_X, _Y = ((12, 4),), ((8, 4),)

LAYOUTS: dict[str, Layout] = {
    "-": _layout(1),
    "R": _layout(2, ((12, 4),), x=_Y),
    "RR": _layout(2, x=_X, y=_Y),
    "RN": _layout(2, x=_X, y=_Y),
    "KF": _layout(2, x=_X, y=_Y),
    "I8": _layout(2, i=((8, 8),)),
    "N8": _layout(2, i=((8, 8), (0, 4))),
    "I16": _layout(3, i=((8, 16),)),
    "R,I16": _layout(4, ((12, 4),), x=_Y, i=((16, 16),)),
    "R,I32": _layout(6, ((12, 4),), x=_Y, i=((16, 32),)),
    "RR8": _layout(3, x=_X, y=_Y, i=((16, 8),)),
    "RR16": _layout(4, x=_X, y=_Y, i=((16, 16),)),
    "RRR": _layout(3, ((20, 4),), x=_X, y=_Y, z=((16, 4),)),
    "R12": _layout(3, x=_X, i=((16, 8), (8, 4))),
    "RRB": _layout(3, x=_X, y=_Y, t=((16, 8),)),
    "R8": _layout(3, ((12, 4),), x=_Y, i=((16, 8),)),
    "R8B": _layout(4, ((12, 4),), x=_Y, i=((16, 8),), t=((24, 8),)),
    "RNB": _layout(3, x=_X, y=_Y, t=((16, 8),)),
}
"""Layouts of the instruction set. RN, KF and RR share a shape and differ in what the nibbles mean; N8 is a near call's."""


class Operand(NamedTuple):
    """One operand: value = raw * scale + offset, raw read from `slot` (sign-extended when `signed`).

    kind: reg (a register number), imm, addr (an absolute address), rel (an address, stored relative to the end of the instruction).
    """

    name: str
    kind: str
    slot: Slot
    signed: bool
    scale: int
    offset: int
    limit: int | None = None
    """Encodings from this raw value on are illegal."""

    @property
    def width(self) -> int:
        """Bits of the slot."""
        return sum(width for _, width in self.slot)

    @property
    def bounds(self) -> tuple[int, int]:
        """Least and greatest value; for rel, of the distance."""
        low, high = (-(1 << self.width - 1), (1 << self.width - 1) - 1) if self.signed else (0, (self.limit or 1 << self.width) - 1)
        return low * self.scale + self.offset, high * self.scale + self.offset

    def fits(self, value: int) -> bool:
        """Can this value (for rel: this distance) be encoded?"""
        low, high = self.bounds
        return low <= value <= high and (value - self.offset) % self.scale == 0

    def extract(self, word: int) -> int:
        """The value in an instruction word (for rel: the distance)."""
        raw, shift = 0, 0
        for bit, width in self.slot:
            raw |= (word >> bit & (1 << width) - 1) << shift
            shift += width
        if self.signed and raw >> shift - 1:
            raw -= 1 << shift
        return raw * self.scale + self.offset

    def insert(self, value: int) -> int:
        """The bits of this value (for rel: of this distance) in place; the caller has checked `fits`."""
        raw, word = (value - self.offset) // self.scale, 0
        for bit, width in self.slot:
            word |= (raw & (1 << width) - 1) << bit
            raw >>= width
        return word


def parse_operand(text: str, layout: Layout) -> Operand:
    """Read "NAME=SLOT" (a register) or "NAME=SLOT:KIND[<LIMIT][*SCALE][+OFFSET]", KIND one of u s a (address) r (relative)."""
    name, _, rest = text.partition("=")
    slot_name, _, kind = rest.partition(":")
    slot = layout.slots[slot_name]
    if not kind or kind[0] == "+":
        return Operand(name, "reg", slot, False, 1, int(kind[1:] or "0") if kind else 0)
    scaled, _, offset = kind.partition("+")
    limited, _, scale = scaled.partition("*")
    letter, _, limit = limited.partition("<")
    kinds = {"u": ("imm", False), "s": ("imm", True), "a": ("addr", False), "r": ("rel", True)}
    operand_kind, signed = kinds[letter]
    return Operand(name, operand_kind, slot, signed, int(scale or "1"), int(offset or "0", 0), int(limit) if limit else None)
