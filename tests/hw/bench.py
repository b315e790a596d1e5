"""A bare machine for hardware tests: one page of text, data and stack, no kernel."""

from collections.abc import Callable
from typing import ClassVar

from ucvm.abi.layout import PTE_EXEC, PTE_FRAME_SHIFT, PTE_READ, PTE_USER, PTE_VALID, PTE_WRITE
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.mmu import AddressSpace, new_context
from ucvm.isa.codec import encode
from ucvm.isa.table import BY_SPELLING

TEXT, DATA, STACK = 0x1000, 0x8000, 0xF000
USER_READ = PTE_VALID | PTE_USER | PTE_READ


class Bench:
    """Frames: 1 context, 2 text, 3 data, 4 stack. The engine is one that `make_engine` gives."""

    make_engine: ClassVar[Callable[[], Engine]] = ReferenceEngine

    def __init__(self, code: bytes = b"") -> None:
        self.engine = type(self).make_engine()
        self.ram = self.engine.new_ram()
        self.space = AddressSpace(self.ram, 1)
        self.map(1, 2, PTE_EXEC)
        self.map(8, 3, PTE_WRITE)
        self.map(14, 4, PTE_WRITE)
        self.ram.write(2 * 4096, code)
        new_context(self.space, TEXT, STACK)

    def map(self, page: int, frame: int, bits: int) -> None:
        self.space.map(page, frame << PTE_FRAME_SHIFT | USER_READ | bits)

    def run(self, budget: int = 1) -> Stop:
        return self.engine.run(self.space, budget)


def assemble(*instructions: tuple[str, dict[str, int]]) -> bytes:
    """Instructions by spelling and operand values, from TEXT on."""
    code = b""
    for spelling, values in instructions:
        code += encode(BY_SPELLING[spelling], values, TEXT + len(code))
    return code
