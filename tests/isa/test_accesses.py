"""Where instructions read and write: what is foretold is what an engine does."""

import pytest

from tests.hw.bench import STACK, TEXT, Bench
from ucvm.hw.cpu import cpu_state
from ucvm.isa.accesses import accesses
from ucvm.isa.codec import decode, encode
from ucvm.isa.semantics import semantics
from ucvm.isa.table import ROWS, Row
from ucvm.isa.trap import TrapKind

TOUCHING = [row for row in ROWS if semantics(row).loads or semantics(row).stores]


def operand(row: Row, kind: str, low: int, high: int) -> int:
    """A value in bounds: an aligned data address where one fits, else a small number; near targets of jumps."""
    if kind == "rel":
        return TEXT + 0x40
    return next((value for value in (0x8104, 4, low) if low <= value <= high), high)


def prepared(row: Row) -> Bench:
    """The row's instruction at pc, registers that point into the data page (the index register is small), sp below the stack's top."""
    values = {each.name: operand(row, each.kind, *each.bounds) for each in row.operands}
    registers = [each.name for each in row.operands if each.kind == "reg"]
    values |= dict(zip(registers, (1, 2, 3), strict=False))
    bench = Bench(encode(row, values, TEXT))
    for number, value in ((1, 0x8040), (2, 0x8080), (3, 4)):
        bench.space.set(number, value)
    bench.space.sp = STACK - 0x100
    return bench


@pytest.mark.parametrize("row", TOUCHING, ids=lambda row: row.spelling)
def test_the_first_access_is_where_the_engine_faults(row: Row) -> None:
    bench = prepared(row)
    cpu = cpu_state(bench.space)
    instruction = decode(bench.space.executable_bytes(TEXT, 6), 0, TEXT)
    first = accesses(instruction, cpu.gpr, cpu.sp, TEXT + instruction.size)[0]
    for page in (8, 14):
        bench.space.map(page, 0)
    stop = bench.run()
    assert (stop.kind, stop.value, stop.write) == (TrapKind.FAULT, first.address, first.write)
