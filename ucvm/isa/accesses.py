"""Where an instruction will read and write memory, computed from its meaning and the registers before it."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import CodeType
from typing import NamedTuple

from ucvm.isa.codec import Instruction
from ucvm.isa.semantics import Load, Store, semantics

_MASK = 0xFFFFFFFF


class Access(NamedTuple):
    """`size` bytes at `address` are read, or written."""

    address: int
    size: int
    write: bool


def accesses(instruction: Instruction, gpr: Sequence[int], sp: int, end: int) -> tuple[Access, ...]:
    """The accesses of an instruction that ends at `end`, loads first."""
    meaning = semantics(instruction.row)
    names = {"sp": sp, "next": end}
    for operand, value in zip(instruction.row.operands, instruction.values, strict=True):
        names[operand.name] = gpr[value] if operand.kind == "reg" else value
    parts: tuple[Load | Store, ...] = (*meaning.loads, *meaning.stores)
    return tuple(access for part in parts for access in _each(part, names))


def _each(part: Load | Store, names: Mapping[str, int]) -> Iterator[Access]:
    turns = [{**names, "i": i} for i in range(names[part.times])] if part.times else [names]
    for turn in turns:
        address = eval(_compiled(part.address), {"__builtins__": {}}, turn)  # the table's own text
        yield Access(address & _MASK, part.size, isinstance(part, Store))


@cache
def _compiled(expression: ast.expr) -> CodeType:
    return compile(ast.fix_missing_locations(ast.Expression(expression)), "<address>", "eval")
