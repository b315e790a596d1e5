"""Instructions to bytes and back."""

from collections.abc import Mapping
from typing import NamedTuple

from ucvm.isa.operands import Operand
from ucvm.isa.table import BY_CODE, Row

MAX_LENGTH = 6


class Instruction(NamedTuple):
    """A decoded instruction (specification, 4.2): its row, operand values, size in bytes.

    Values stand in the row's order; a rel operand is given as its target address.
    """

    row: Row
    values: tuple[int, ...]
    size: int

    @property
    def opcode(self) -> int:
        """The row's first opcode."""
        return self.row.code

    @property
    def operands(self) -> dict[str, int]:
        """Values by operand name."""
        return dict(zip((operand.name for operand in self.row.operands), self.values, strict=True))


class EncodeError(ValueError):
    """An operand does not fit its slot."""


class DecodeError(ValueError):
    """The bytes are no instruction: illegal opcode or operand bits, or too few bytes."""


def encode(row: Row, values: Mapping[str, int], address: int = 0) -> bytes:
    """The bytes of one instruction at `address`; raises EncodeError."""
    word = row.code
    for bit, _, value in row.fixed:
        word |= value << bit
    for operand in row.operands:
        value = stored(operand, values[operand.name], address + row.length)
        if not operand.fits(value):
            low, high = operand.bounds
            raise EncodeError(f"{row.spelling}: {operand.name} = {values[operand.name]} does not fit ({low} to {high})")
        word |= operand.insert(value)
    return word.to_bytes(row.length, "little")


def stored(operand: Operand, value: int, end: int) -> int:
    """What the slot holds: the value, or for a rel operand its distance from the end of the instruction."""
    return value - end if operand.kind == "rel" else value


def find_row(code: bytes | memoryview, at: int = 0) -> Row:
    """The row of the instruction at an offset; raises DecodeError."""
    if at >= len(code):
        raise DecodeError("no bytes")
    for row in BY_CODE.get(code[at], ()):
        if not row.fixed:
            return row
        word = int.from_bytes(code[at : at + row.length], "little")
        if len(code) - at >= row.length and all(word >> bit & (1 << width) - 1 == value for bit, width, value in row.fixed):
            return row
    raise DecodeError(f"illegal instruction {code[at]:#04x}")


def decode(code: bytes | memoryview, at: int = 0, address: int = 0) -> Instruction:
    """The instruction at offset `at`, which runs at `address`; raises DecodeError."""
    row = find_row(code, at)
    size = row.length
    if at + size > len(code):
        raise DecodeError("truncated instruction")
    word, end = int.from_bytes(code[at : at + size], "little"), address + size
    values = []
    for operand in row.operands:
        value = operand.extract(word)
        if operand.limit is not None and not operand.fits(value):
            raise DecodeError(f"illegal operand of {row.spelling}")
        values.append((end + value) & 0xFFFFFFFF if operand.kind == "rel" else value)
    return Instruction(row, tuple(values), size)
