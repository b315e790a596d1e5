"""THE MEMORY MAP of a process, and the context block in its first page.

    0x0000  kernel   the context block below; KERNEL mode only
    0x1000  text     r-x, 28 KB: code and read-only data; shared between processes. In a program whose text has banks, its
                     resident part up to 0x5000 and the window, which shows one bank at a time
    0x8000  data     rw-, 16 KB: data, bss, heap (grows up to the break)
    0xC000  stack    rw-, 12 KB: grows down from 0xF000
    0xF000  I/O      device registers, 0x100 bytes a device; only root may map it

Source: the specification, 6.2 and 6.4; docs/abi.md shows the drawing with an example.
"""

from typing import NamedTuple

PAGE_SIZE = 4096
PAGE_SHIFT = 12
PAGE_COUNT = 16
ADDRESS_SPACE = PAGE_SIZE * PAGE_COUNT

KERNEL_BASE = 0x0000
TEXT_BASE = 0x1000
DATA_BASE = 0x8000
STACK_BASE = 0xC000
STACK_TOP = 0xF000
IO_BASE = 0xF000
WINDOW_BASE = 0x5000
"""Near calls and the resident part of banked text reach up to here; from here to DATA_BASE stands the bank that pc names."""
WINDOW_PAGES = range(WINDOW_BASE >> PAGE_SHIFT, DATA_BASE >> PAGE_SHIFT)
BANK_SHIFT = 16
"""pc is bank << BANK_SHIFT | address."""
BANK_MAX = 255
"""Most banks of a program."""

RAM_SIZE = 4 << 20
FRAME_COUNT = RAM_SIZE // PAGE_SIZE
ARG_MAX = 4096
"""Bytes of argv and envp strings and pointers together."""


class Segment(NamedTuple):
    """One segment: name, first address, address after the last, permissions as ls prints them."""

    name: str
    start: int
    end: int
    permissions: str


SEGMENTS: tuple[Segment, ...] = (
    Segment("kernel", KERNEL_BASE, TEXT_BASE, "---"),
    Segment("text", TEXT_BASE, DATA_BASE, "r-x"),
    Segment("data", DATA_BASE, STACK_BASE, "rw-"),
    Segment("stack", STACK_BASE, STACK_TOP, "rw-"),
    Segment("io", IO_BASE, ADDRESS_SPACE, "---"),
)

# The context block: u32 little-endian words at these byte offsets of the kernel page.
CTX_GPR = 0x00
"""r0 … r15."""
CTX_PC = 0x40
CTX_SP = 0x44
CTX_FLAGS = 0x48
"""Packed: Z bit 0, C bit 1, S bit 2, O bit 3."""
CTX_MODE = 0x4C
"""0 USER, 1 KERNEL (while a trap of this process is being served)."""
CTX_TRAP = 0x50
"""Kind of the last trap (isa.trap.TrapKind)."""
CTX_TRAP_VALUE = 0x54
"""Its operand: fault address, INT number, opcode."""
CTX_SAVED = 0x58
"""The registers a trap saved (the 19 words r0..flags as they were at the trap), shown by the debugger."""
CTX_BANK = 0xA4
"""The bank that the window shows; an instruction whose pc names another traps."""
CTX_PAGES = 0xC0
"""Sixteen page table entries."""
CTX_VECTORS = 0x100
"""Handlers of INT 0..63: u32 address each, 0 = none."""
CTX_END = 0x200

FLAG_Z, FLAG_C, FLAG_S, FLAG_O = 1, 2, 4, 8
MODE_USER, MODE_KERNEL = 0, 1

# A page table entry: the specification's fields in one word (frame in bits 8 and up).
PTE_VALID = 1
PTE_READ = 2
PTE_WRITE = 4
PTE_EXEC = 8
PTE_USER = 16
PTE_COW = 32
"""Writable once copied: the frame is shared after fork."""
PTE_DEVICE = 64
PTE_FRAME_SHIFT = 8


def resident_address(pc: int) -> int:
    """Where a pc points, written one way: in the window with its bank, elsewhere without, as that is the same in every bank."""
    address = pc % ADDRESS_SPACE
    return pc if WINDOW_BASE <= address < DATA_BASE else address
