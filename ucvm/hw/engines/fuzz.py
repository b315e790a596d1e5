"""Random programs that hold engines against each other: whatever happens, all of them have to leave the same registers, memory, marks and Stop.

A case is a pure function of its seed. A case on which engines differ is shrunk to the shortest program that still shows it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ucvm.abi.layout import (
    ADDRESS_SPACE,
    BANK_SHIFT,
    DATA_BASE,
    IO_BASE,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_COW,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_READ,
    PTE_USER,
    PTE_VALID,
    PTE_WRITE,
    STACK_TOP,
    TEXT_BASE,
    WINDOW_PAGES,
)
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.mmu import CONTEXT, AddressSpace, new_context
from ucvm.isa.codec import DecodeError, decode
from ucvm.isa.disasm import format_instruction
from ucvm.isa.operands import Operand
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.table import ROWS, Row
from ucvm.isa.trap import TrapKind

_USER = PTE_VALID | PTE_USER
_TEXT_PAGES = (TEXT_BASE >> PAGE_SHIFT, (TEXT_BASE >> PAGE_SHIFT) + 1)
_DATA_PAGES = (DATA_BASE >> PAGE_SHIFT, (DATA_BASE >> PAGE_SHIFT) + 1, (STACK_TOP >> PAGE_SHIFT) - 2, (STACK_TOP >> PAGE_SHIFT) - 1)
_CONTEXT_FRAME = 1
_FRAMES = 2 + len(_TEXT_PAGES) + len(_DATA_PAGES)
"""Frame 0 is nobody's, frame 1 the context, then one for each page."""
_TEXT_RIGHTS = (PTE_READ | PTE_EXEC,) * 6 + (PTE_EXEC, 0)
_DATA_RIGHTS = (PTE_READ | PTE_WRITE,) * 6 + (PTE_READ, PTE_WRITE, PTE_READ | PTE_WRITE | PTE_COW, PTE_READ | PTE_WRITE | PTE_DEVICE, 0)
_NUMBERS = (0, 1, 2, 3, 7, 31, 32, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_BANKS = 4
"""Banks that exist, all with the same contents."""
_MOST, _LONGEST_SLICE, _MOST_SLICES = 24, 60, 16


_Choice = TypeVar("_Choice")


class Dice:
    """Reproducible chance (xorshift64*, Vigna 2014)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF or 1
        for _ in range(4):
            self.below(2)

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1."""
        x = self._state
        x ^= x >> 12
        x ^= x << 25 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self._state = x
        return ((x * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF) >> 20) % limit

    def pick(self, choices: Sequence[_Choice]) -> _Choice:
        """One of them."""
        return choices[self.below(len(choices))]


class Case(NamedTuple):
    """A program and what it meets.

    code: instructions as bytes, one after the other from `start` (bank << 16 | address) on. context: r0 … r15, pc, sp, flags.
    rights: page → page table bits. clean: frames without a dirty mark. slices: the budgets of the runs. breakpoints, watched: where a debugger
    wants to stop.
    """

    code: tuple[bytes, ...]
    start: int
    context: tuple[int, ...]
    rights: dict[int, int]
    clean: tuple[int, ...]
    slices: tuple[int, ...]
    breakpoints: tuple[int, ...]
    watched: tuple[int, ...]


def make_case(seed: int) -> Case:
    """The case of a seed."""
    dice = Dice(seed)
    rows = [dice.pick(ROWS) for _ in range(1 + dice.below(_MOST))]
    size = sum(row.length for row in rows)  # far less than a page
    edge = TEXT_BASE + PAGE_SIZE * len(_TEXT_PAGES)
    first = dice.pick((TEXT_BASE, TEXT_BASE + dice.below(64), TEXT_BASE + PAGE_SIZE - dice.below(size + 1), edge - size))
    start = dice.pick((0, dice.below(_BANKS))) << BANK_SHIFT | first
    starts = [start + sum(row.length for row in rows[:number]) for number in range(len(rows))]
    code = tuple(_instruction(dice, row, at, starts) for row, at in zip(rows, starts, strict=True))
    registers = [_value(dice, starts) for _ in range(GPR_COUNT)]
    pointer = dice.pick((STACK_TOP, STACK_TOP - 4 * dice.below(40), STACK_TOP - PAGE_SIZE + 4 * dice.below(12), _value(dice, starts)))
    rights = {page: dice.pick(_TEXT_RIGHTS) for page in _TEXT_PAGES} | {page: dice.pick(_DATA_RIGHTS) for page in _DATA_PAGES}
    clean = tuple(frame for frame in range(2, _FRAMES) if dice.below(2))
    slices = tuple(1 + dice.below(_LONGEST_SLICE) for _ in range(1 + dice.below(_MOST_SLICES)))
    breakpoints = () if dice.below(6) else (dice.pick(starts), dice.pick(starts))
    watched = () if dice.below(6) else tuple(pointer - 1 - dice.below(24) if dice.below(2) else dice.pick(registers) for _ in range(6))
    return Case(code, start, (*registers, dice.pick(starts), pointer, dice.below(16)), rights, clean, slices, breakpoints, watched)


def _instruction(dice: Dice, row: Row, at: int, starts: list[int]) -> bytes:
    """A row with random operands; now and then with bits that make it illegal."""
    word = row.code
    for bit, _, value in row.fixed:
        word |= value << bit
    for operand in row.operands:
        word |= operand.insert(_operand(dice, operand, at + row.length, starts))
    if not dice.below(60):
        word ^= 1 << dice.below(8 * row.length)
    return word.to_bytes(row.length, "little")


def _operand(dice: Dice, operand: Operand, end: int, starts: list[int]) -> int:
    """A value (for rel: a distance) that fits; jumps mostly go to instructions of the program."""
    wish = dice.pick(starts) - end if operand.kind == "rel" else dice.pick(starts) % ADDRESS_SPACE
    if operand.kind in ("rel", "addr") and operand.fits(wish) and dice.below(8):
        return wish
    low, high = operand.bounds
    return low + dice.below((high - low) // operand.scale + 1) * operand.scale


def _value(dice: Dice, starts: list[int]) -> int:
    """What a register may hold: mostly something that makes sense as an address."""
    page = dice.pick(_DATA_PAGES) << PAGE_SHIFT
    code = dice.pick(starts) ^ dice.pick((0, 0, dice.below(2 * _BANKS) << BANK_SHIFT))
    choices = (page + 4 * dice.below(1024), page + 4 * dice.below(1024), page + dice.below(4096), code, dice.pick(_NUMBERS))
    return dice.pick((*choices, dice.below(1 << 32), IO_BASE + dice.below(PAGE_SIZE), page + PAGE_SIZE - dice.below(8)))


class Result(NamedTuple):
    """What a case has left: all that has to be equal."""

    stops: tuple[Stop, ...]
    context: tuple[int, ...]
    dirty: tuple[int, ...]
    writable: tuple[int, ...]
    memory: bytes


def perform(case: Case, engine: Engine) -> Result:
    """Run a case on an engine that has no memory yet."""
    ram = engine.new_ram()
    for frame in range(2, _FRAMES):
        ram.write(frame << PAGE_SHIFT, bytes((7 * frame + byte * byte) & 0xFF for byte in range(256)) * (PAGE_SIZE // 256))
    for number in range(len(_TEXT_PAGES)):
        ram.write(2 + number << PAGE_SHIFT, _text(case)[number * PAGE_SIZE :][:PAGE_SIZE])
    space = AddressSpace(ram, _CONTEXT_FRAME)
    new_context(space, 0, 0)
    ram.write(space.base, CONTEXT.pack(*case.context))
    for number, page in enumerate((*_TEXT_PAGES, *_DATA_PAGES)):
        space.map(page, 2 + number << PTE_FRAME_SHIFT | (case.rights[page] and case.rights[page] | _USER))
    ram.dirty.difference_update(case.clean)
    space.debug(case.breakpoints, case.watched)
    stops = tuple(_run(case, engine, space, budget) for budget in case.slices)
    context = CONTEXT.unpack_from(ram.u8, space.base)
    return Result(stops, context, tuple(sorted(ram.dirty)), tuple(space.write_pages), ram.read(0, _FRAMES * PAGE_SIZE))


def _run(case: Case, engine: Engine, space: AddressSpace, budget: int) -> Stop:
    """One slice; a bank is shown that exists, behind an instruction that was refused the program goes on with the next."""
    stop = engine.run(space, budget)
    bank = stop.value >> BANK_SHIFT
    if stop.kind == TrapKind.BANK and bank < _BANKS:
        space.show_bank(bank, [0] * len(WINDOW_PAGES))
    elif stop.kind >= TrapKind.FAULT:
        starts = [case.start + sum(map(len, case.code[:number])) for number in range(len(case.code))]
        space.pc = next((start for start in starts if start > space.pc), case.start)
    return stop


def _text(case: Case) -> bytes:
    return bytes(case.start % ADDRESS_SPACE - TEXT_BASE) + b"".join(case.code) + bytes(PAGE_SIZE * len(_TEXT_PAGES))


def difference(case: Case, engines: Sequence[Callable[[], Engine]]) -> str:
    """What engines disagree on, empty when they agree."""
    results = [perform(case, engine()) for engine in engines]
    for other in results[1:]:
        for name, first, second in zip(Result._fields, results[0], other, strict=True):
            if first != second:
                return _show_difference(name, first, second)
    return ""


def _show_difference(name: str, first: Sequence[object], second: Sequence[object]) -> str:
    places = [number for number, (one, two) in enumerate(zip(first, second, strict=False)) if one != two]
    shown = ", ".join(f"[{number:#x}] {first[number]} / {second[number]}" for number in places[:4])
    return f"{name}: {shown or f'{first} / {second}'}"


def shrink(case: Case, fails: Callable[[Case], bool]) -> Case:
    """The shortest program (and the simplest context) on which it still fails."""
    while True:
        simpler = next((smaller for smaller in _smaller(case) if fails(smaller)), None)
        if simpler is None:
            return case
        case = simpler


def _smaller(case: Case) -> Iterator[Case]:
    """Cases with less in them, the greatest steps first."""
    count = len(case.code)
    step = count // 2
    while step:
        for at in range(0, count, step):
            if step < count:
                yield case._replace(code=case.code[:at] + case.code[at + step :])
        step //= 2
    for number in range(len(case.slices)):
        if len(case.slices) > 1:
            yield case._replace(slices=case.slices[:number] + case.slices[number + 1 :])
    for number, budget in enumerate(case.slices):
        for less in (1, budget // 2, budget - 1):
            if 0 < less < budget:
                yield case._replace(slices=(*case.slices[:number], less, *case.slices[number + 1 :]))
    if case.breakpoints or case.watched:
        yield case._replace(breakpoints=(), watched=())
    for number, value in enumerate(case.context):
        if value and number < GPR_COUNT:
            yield case._replace(context=(*case.context[:number], 0, *case.context[number + 1 :]))


def describe(case: Case) -> str:
    """A case as assembly, with what it meets as comments."""
    pages = ", ".join(f"{page << PAGE_SHIFT:#06x} {_rights(bits)}" for page, bits in sorted(case.rights.items()))
    names = (*(f"r{number}" for number in range(GPR_COUNT)), "pc", "sp", "flags")
    context = ", ".join(f"{name} {value:#x}" for name, value in zip(names, case.context, strict=True) if value)
    lines = [f"; pages: {pages}", f"; frames not dirty: {case.clean}", f"; budgets: {case.slices}", f"; {context}"]
    lines += [f"; {name}: {', '.join(map(hex, found))}" for name, found in (("breakpoints", case.breakpoints), ("watched", case.watched)) if found]
    at = case.start
    for code in case.code:
        lines.append(f"{at:#06x}:  {_line(code, at)}")
        at += len(code)
    return "\n".join(lines)


def _line(code: bytes, at: int) -> str:
    try:
        return format_instruction(decode(code, 0, at))
    except DecodeError:
        return ".byte " + ", ".join(f"{byte:#04x}" for byte in code)


def _rights(bits: int) -> str:
    letters = ((PTE_READ, "r"), (PTE_WRITE, "w"), (PTE_EXEC, "x"), (PTE_COW, "c"), (PTE_DEVICE, "d"))
    return "".join(letter for bit, letter in letters if bits & bit) or "absent"


def hunt(engines: Sequence[Callable[[], Engine]], seeds: Iterator[int]) -> tuple[int, str]:
    """Try the cases of seeds until one fails: (cases tried, what failed as text, empty when nothing did)."""
    tried = 0
    for seed in seeds:
        tried += 1
        case = make_case(seed)
        if difference(case, engines):
            least = shrink(case, lambda smaller: bool(difference(smaller, engines)))
            return tried, f"{describe(least)}\nseed {seed}: {difference(least, engines)}"
    return tried, ""


assert max(_DATA_PAGES) < PAGE_COUNT
