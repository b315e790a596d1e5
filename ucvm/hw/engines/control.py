"""THE CONTROL AREA: words before RAM through which Python, the interpreter and translated code tell each other what they need.

While translated code runs, the registers stand here and the flags as the operation and its two operands that would set them.
"""

from ucvm.abi.layout import ADDRESS_SPACE, PAGE_SHIFT, RAM_SIZE
from ucvm.hw.engines.wasm import PAGE, Code, Signature
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.trap import TrapKind

BASE, LEFT, REASON, VALUE = range(4)
REGISTERS = VALUE + 1
FLAGS = REGISTERS + GPR_COUNT
"""Three words: kind, x, y."""
FETCHED = FLAGS + 4
"""Four words of the interpreter's own, at a multiple of 8 bytes."""
MAP = FETCHED + 4
"""Where the map of this text begins."""
LIMIT = MAP + 1
"""Arrivals after which a place is hot."""
RAM = ADDRESS_SPACE
"""Where RAM begins in the WebAssembly memory: an entry of AddressSpace's page tables and an address give the place."""
BREAKS = RAM + RAM_SIZE
"""A byte for each address, 1 where a debugger wants to stop."""
_PAGES = 1 << 32 - PAGE_SHIFT
READ_PAGES = BREAKS + ADDRESS_SPACE + 512
WRITE_PAGES = READ_PAGES + 16 * _PAGES + 512
MEMORY_PAGES = (WRITE_PAGES + 16 * _PAGES) // PAGE + 1
"""Page tables: a word for every page that any 32 bits could name, with each way of being unaligned, so that looking up is all the checking there is.
Only the words of the 16 pages that exist are ever written, of the others the host has no memory. The odd 512 bytes keep them and the control area
in different sets of the host's cache: where they shared one, calls took half as long again. See push_page."""

STEP = max(TrapKind) + 1
HOT = STEP + 1
PLACE = HOT + 1
"""Reasons after the kinds of trap. HOT: the place VALUE has been reached LIMIT times. PLACE + 2 * size (+ 1 for a write): the access at VALUE."""

SUB, ADD, PACKED, LESS = range(4)
"""Kinds of flags: those of x - y; of a sum x to which y was added; x has them packed; of a difference x from which y was taken. A logic result t has
those of t - 0. What an operation leaves in a register is at hand anyway, what was there before would have to be kept."""

UNCALLED = LIMIT + 1
"""Set when a call found nothing translated."""
BREAK_PAGES = UNCALLED + 1
"""A bit for each page in which a debugger wants to stop."""
_SLOT_BITS = 12
MAPS, MAP_SIZE = 32, 8 << _SLOT_BITS
MAP_PAGES = MAPS * MAP_SIZE // PAGE
MAPS_BASE = MEMORY_PAGES * PAGE
"""Behind the control area stand maps: what is known of places where jumps arrive. A slot has two words, a pc and how often it was reached, or the
number of its unit of translated code. Map 0 is for texts that nobody has looked at yet."""
RING, RING_SIZE = MAPS_BASE, 1 << 16
"""In the tracing interpreter there are no maps but a ring: the pc of an instruction, at the number of instructions that are left after it."""
RING_PAGES = 4 * RING_SIZE // PAGE
UNIT = 1 << 31
"""Set in a slot's second word that is the number of a unit."""
NEVER = 1 << 30
"""A count that is never hot."""

UNIT_SIGNATURE = Signature(4, 4)
"""A unit takes the instructions left, how deep calls may go, sp and r0; it gives the pc to go on at, the instructions left, sp and r0."""
UNIT_PARAMETERS = ("left", "depth", "sp", "r0")
TABLE_SIZE = 64
DEPTH = 400
"""Calls of units within each other, each of which takes less than a kilobyte of the host's stack."""
_SPREAD = 0x9E3779B1


def at(word: int) -> int:
    """Address of a word of the control area."""
    return 4 * word


def slot(pc: int) -> int:
    """The slot of a pc, as its offset in bytes."""
    return (pc * _SPREAD & 0xFFFFFFFF) >> 32 - _SLOT_BITS << 3


def push_slot(code: Code) -> None:
    """Pop a pc, push its slot."""
    code.const(_SPREAD)
    code.op("mul")
    code.const(32 - _SLOT_BITS)
    code.op("shr_u")
    code.const(3)
    code.op("shl")


def push_page(code: Code, name: str, size: int, pages: int) -> None:
    """Push what a page table has for an access to the address in a local: 0 for an unaligned one, whose low bits come before those of the page."""
    code.get(name)
    code.const(PAGE_SHIFT - 2)
    code.op("rotr")
    code.const(4 * size * _PAGES - 4)
    code.op("and")
    code.load(4, pages)
