"""Instructions as text, in exact spellings: assembled again, the text gives the same bytes."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from ucvm.isa.codec import Instruction
from ucvm.isa.table import Row

_WORD = re.compile(r"[a-z]+")


@cache
def template(row: Row) -> tuple[str, ...]:
    """The syntax cut into literal texts and operand names, alternately."""
    names = {operand.name for operand in row.operands}
    parts: list[str] = [""]
    at = 0
    for match in _WORD.finditer(row.syntax):
        if match.group() in names:
            parts[-1] += row.syntax[at : match.start()]
            parts += [match.group(), ""]
            at = match.end()
    parts[-1] += row.syntax[at:]
    return tuple(parts)


def format_instruction(instruction: Instruction, label: Callable[[int], str | None] = lambda _: None) -> str:
    """One line such as "add.n r1, 3"; `label` may name target addresses."""
    parts = template(instruction.row)
    operands = instruction.operands
    text = "".join(part if number % 2 == 0 else _operand(instruction.row, part, operands, label) for number, part in enumerate(parts))
    return f"{instruction.row.spelling} {text}".rstrip().replace("+-", "-")


def _operand(row: Row, name: str, values: Mapping[str, int], label: Callable[[int], str | None]) -> str:
    operand = next(operand for operand in row.operands if operand.name == name)
    value = values[name]
    if operand.kind == "reg":
        return f"r{value}"
    if operand.kind in ("addr", "rel"):
        return label(value) or f"{value:#06x}"
    return str(value) if -1024 < value < 1024 else f"{value:#x}"
