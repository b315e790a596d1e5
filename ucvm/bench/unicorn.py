"""unicorn (QEMU's translator as a library) beside us: the programs of group cpu as gcc's x86-64 code in its processor. An optional package."""

import struct
import time
from importlib import util
from pathlib import Path
from typing import Any

from ucvm.bench import program

FLAGS = ("-O2", "-static", "-nostdlib", "-ffreestanding", "-fno-stack-protector", "-fno-tree-loop-distribute-patterns", "-fcf-protection=none")
BASE, SIZE, STACK, RETURN = 0x400000, 0x200000, 0x5F0000, 0x5FF000
_ELF_ENTRY = struct.Struct("<24xQQ14xHH")
_SEGMENT = struct.Struct("<I4xQQ8xQ")


def available() -> bool:
    """Whether the package is installed."""
    return util.find_spec("unicorn") is not None


class Guest:
    """A program's function `work` in a processor of its own; `instructions` are those of a round, counted one by one."""

    def __init__(self, name: str, folder: Path) -> None:
        import unicorn
        from unicorn import x86_const

        linked = program.host([name], folder / f"{name}.elf", *FLAGS, "-Wl,-e,work")
        self._registers: Any = x86_const
        self._processor = unicorn.Uc(unicorn.UC_ARCH_X86, unicorn.UC_MODE_64)
        self._processor.mem_map(BASE, SIZE)
        self._entry = self._load(linked.read_bytes())
        self.instructions = self._count(2) - self._count(1)

    def _load(self, elf: bytes) -> int:
        """Put the segments of an executable into memory; its entry."""
        entry, headers, size, count = _ELF_ENTRY.unpack_from(elf)
        for number in range(count):
            kind, offset, address, length = _SEGMENT.unpack_from(elf, headers + number * size)
            if kind == 1:
                self._processor.mem_write(address, elf[offset : offset + length])
        return int(entry)

    def run(self, rounds: int) -> float:
        """Seconds that so many rounds take."""
        self._processor.mem_write(STACK, RETURN.to_bytes(8, "little"))
        self._processor.reg_write(self._registers.UC_X86_REG_RSP, STACK)
        self._processor.reg_write(self._registers.UC_X86_REG_RDI, rounds)
        began = time.perf_counter()
        self._processor.emu_start(self._entry, RETURN)
        return time.perf_counter() - began

    def _count(self, rounds: int) -> int:
        """Instructions that so many rounds take."""
        import unicorn

        found = 0

        def step(*_: object) -> None:
            nonlocal found
            found += 1

        hook = self._processor.hook_add(unicorn.UC_HOOK_CODE, step)
        self.run(rounds)
        self._processor.hook_del(hook)
        return found
