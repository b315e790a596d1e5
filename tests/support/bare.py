"""A program on the bare engine: no kernel, only the few system calls that a test program needs (exit, read, write, brk, close, getpid).

It is the harness of the toolchain's tests, independent of the kernel and of the machine: all pages are mapped at once, files do not
exist, descriptors 0 to 2 are byte strings of the host.
"""

import struct
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ucvm.abi.errno import Errno
from ucvm.abi.executable import Executable
from ucvm.abi.layout import (
    BANK_SHIFT,
    DATA_BASE,
    FLAG_C,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_READ,
    PTE_USER,
    PTE_VALID,
    PTE_WRITE,
    STACK_BASE,
    STACK_TOP,
    TEXT_BASE,
    WINDOW_PAGES,
)
from ucvm.abi.syscalls import BY_NUMBER
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.mmu import AddressSpace, Fault, new_context
from ucvm.isa.trap import TrapKind

DEFAULT_BUDGET = 50_000_000
_CONTEXT_FRAME, _FIRST_FRAME = 1, 2
_USER = PTE_VALID | PTE_USER | PTE_READ


class Run(NamedTuple):
    """How a program ended: its status (None: it did not call exit, and `trap` says why), what it wrote, instructions retired."""

    status: int | None
    out: bytes
    err: bytes
    ticks: int
    trap: str = ""


def run(
    program: Executable,
    argv: Sequence[str] = ("program",),
    stdin: bytes = b"",
    budget: int = DEFAULT_BUDGET,
    engine: Engine | None = None,
) -> Run:
    """Run a program until it exits, traps, or has used its budget of instructions."""
    return _Process(program, argv, stdin, engine or ReferenceEngine()).run(budget)


class _Process:
    def __init__(self, program: Executable, argv: Sequence[str], stdin: bytes, engine: Engine) -> None:
        self.space = AddressSpace(engine.new_ram(), _CONTEXT_FRAME)
        self.engine = engine
        self.stdin, self.streams = stdin, {1: bytearray(), 2: bytearray()}
        self.status: int | None = None
        self.next_frame = _FIRST_FRAME + PAGE_COUNT
        self.end = DATA_BASE + len(program.data) + program.bss + 3 & ~3
        self.calls: dict[str, Callable[[int, int, int], int]] = {
            "exit": self.exit,
            "read": self.read,
            "write": self.write,
            "brk": self.brk,
            "close": lambda fd, _2, _3: 0 if fd < 3 else -Errno.EBADF,
            "getpid": lambda _1, _2, _3: 1,
        }
        self.load(program, argv)

    def load(self, program: Executable, argv: Sequence[str]) -> None:
        for page in range(TEXT_BASE >> PAGE_SHIFT, STACK_TOP >> PAGE_SHIFT):
            access = PTE_WRITE if page >= DATA_BASE >> PAGE_SHIFT else PTE_EXEC
            self.space.map(page, (_FIRST_FRAME + page) << PTE_FRAME_SHIFT | _USER | access)
        self.space.ram.write(_FIRST_FRAME * PAGE_SIZE + TEXT_BASE, program.text)
        self.space.copy_out(DATA_BASE, program.data)
        new_context(self.space, program.entry, self.push(argv))
        self.banks = [self.load_bank(code) for code in program.banks]

    def load_bank(self, code: bytes) -> list[int]:
        """The entries of its pages."""
        first, self.next_frame = self.next_frame, self.next_frame + len(WINDOW_PAGES)
        self.space.ram.write(first * PAGE_SIZE, code)
        return [first + number << PTE_FRAME_SHIFT | _USER | PTE_EXEC for number in range(len(WINDOW_PAGES))]

    def push(self, argv: Sequence[str]) -> int:
        """argc, argv and an empty environment at the top of the stack (docs/abi.md); the new sp."""
        raw = [word.encode() + b"\0" for word in argv]
        at = STACK_TOP - sum(map(len, raw)) & ~3
        sp = at - 4 * (len(raw) + 3)
        addresses = [at + sum(map(len, raw[:number])) for number in range(len(raw))]
        self.space.copy_out(at, b"".join(raw))
        self.space.copy_out(sp, struct.pack(f"<{len(raw) + 3}I", len(raw), *addresses, 0, 0))
        return sp

    def run(self, budget: int) -> Run:
        ticks = 0
        while self.status is None and ticks < budget:
            stop = self.engine.run(self.space, budget - ticks)
            ticks += stop.executed
            if stop.kind == TrapKind.SYSCALL:
                self.call()
            elif stop.kind == TrapKind.BANK and 0 < stop.value >> BANK_SHIFT <= len(self.banks):
                self.space.show_bank(stop.value >> BANK_SHIFT, self.banks[(stop.value >> BANK_SHIFT) - 1])
            elif stop.kind != TrapKind.BUDGET:
                return self.result(ticks, f"{stop.kind.name} {stop.value:#x} at pc {self.space.pc:#06x}")
        return self.result(ticks, "" if self.status is not None else "out of budget")

    def result(self, ticks: int, trap: str) -> Run:
        return Run(self.status, bytes(self.streams[1]), bytes(self.streams[2]), ticks, trap)

    def call(self) -> None:
        row = BY_NUMBER.get(self.space.get(0))
        handler = self.calls.get(row.name) if row else None
        try:
            value = handler(*(self.space.get(number) for number in (1, 2, 3))) if handler else -Errno.ENOSYS
        except Fault:
            value = -Errno.EFAULT
        self.space.flags = self.space.flags & ~FLAG_C | (FLAG_C if value < 0 else 0)
        self.space.set(0, value if value >= 0 else -1)
        if value < 0:
            self.space.set(1, -value)

    def exit(self, status: int, _2: int, _3: int) -> int:
        self.status = status & 0xFF
        return 0

    def read(self, fd: int, address: int, size: int) -> int:
        if fd != 0:
            return -Errno.EBADF
        part, self.stdin = self.stdin[:size], self.stdin[size:]
        self.space.copy_out(address, part)
        return len(part)

    def write(self, fd: int, address: int, size: int) -> int:
        if fd not in self.streams:
            return -Errno.EBADF
        self.streams[fd] += self.space.copy_in(address, size)
        return size

    def brk(self, address: int, _2: int, _3: int) -> int:
        if address > STACK_BASE or 0 < address < DATA_BASE:
            return -Errno.ENOMEM
        self.end = address or self.end
        return self.end
