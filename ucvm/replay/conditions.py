"""What a run can be searched for, in either direction: stops between instructions.

A condition looks at the machine whenever the engine has stopped; those about addresses let it stop there (Machine.debug),
those about registers after each instruction (`grain` 1).
"""

import operator
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple

from ucvm.abi.layout import BANK_SHIFT, resident_address
from ucvm.abi.syscalls import BY_NAME
from ucvm.hw.cpu import cpu_state
from ucvm.hw.mmu import NOT_DEBUGGED, Debugged
from ucvm.isa.registers import GPR_COUNT
from ucvm.kernel.trace import CallEvent
from ucvm.machine.inspect import peek
from ucvm.machine.machine import Machine
from ucvm.machine.stops import CallWatch, Until, is_command, next_call, next_switch

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Condition(NamedTuple):
    """`watch` gives a predicate for one stretch of the run, which holds once at each stop; it is asked each `grain` instructions (0: as it comes)."""

    watch: Callable[[Machine], AbstractContextManager[Until]]
    grain: int = 0


class _Again:
    """A predicate that is made anew each time it held."""

    def __init__(self, machine: Machine, make: Callable[[Machine], Until]) -> None:
        self._machine, self._make = machine, make
        self._until = make(machine)

    def __call__(self) -> bool:
        if not self._until():
            return False
        self._until = self._make(self._machine)
        return True


def _each(make: Callable[[Machine], Until]) -> Condition:
    return Condition(lambda machine: nullcontext(_Again(machine, make)))


CALL = _each(next_call)
"""A system call entered the kernel."""
SWITCH = _each(next_switch)
"""Another process is about to run."""


def _is_exec_or_line(machine: Machine) -> Callable[[CallEvent], bool]:
    return lambda event: event.result is not None and not event.errno and is_command(machine.kernel, event)


COMMAND = Condition(lambda machine: CallWatch(machine, _is_exec_or_line(machine)))
"""A program was started, or a line was read from the terminal."""


def call(name: str) -> Condition:
    """The system call of that name enters; KeyError for an unknown one."""
    number = BY_NAME[name].number
    return Condition(lambda machine: CallWatch(machine, lambda event: event.number == number and event.result is None and not event.blocked))


def holds(test: Callable[[Machine], bool]) -> Condition:
    """After an instruction something begins to hold that did not hold before it."""
    return Condition(lambda machine: nullcontext(_Edge(machine, test)), 1)


class _Edge:
    """Where it is not asked it does not hold: breakpoints see to that."""

    def __init__(self, machine: Machine, test: Callable[[Machine], bool]) -> None:
        self._machine, self._test = machine, test
        self._held, self._tick = test(machine), machine.ticks

    def __call__(self) -> bool:
        before = self._held and self._machine.ticks - self._tick <= 1
        self._held, self._tick = self._test(self._machine), self._machine.ticks
        return self._held and not before


@contextmanager
def _debugging(machine: Machine, wanted: Callable[[int], Debugged], until: Until) -> Iterator[Until]:
    """Engines stop where the debugger wants (Machine.debug), so that nobody has to look after every instruction."""
    machine.debug(wanted)
    try:
        yield until
    finally:
        machine.debug(None)


def _reached(test: Callable[[Machine], bool], places: Callable[[Machine, int], frozenset[int]]) -> Condition:
    """A test that can begin to hold only at places (of a process), begins to."""
    return Condition(lambda machine: _debugging(machine, lambda pid: (places(machine, pid), frozenset()), _Edge(machine, test)))


def at(address: int, pid: int = 0) -> Condition:
    """A process (0: any) is about to execute the instruction at an address (in a bank: bank << 16 | address)."""

    where = resident_address(address)

    def test(machine: Machine) -> bool:
        current = machine.current_pid()
        return bool(current) and pid in (0, current) and resident_address(machine.kernel.space(current).pc) == where

    def places(machine: Machine, who: int) -> frozenset[int]:
        """Resident text is at its address whatever bank is shown."""
        banks = range(len(machine.kernel.process[who].banks) + 1) if pid in (0, who) else ()
        return frozenset(found for bank in banks if resident_address(found := bank << BANK_SHIFT | where) == where)

    return _reached(test, places)


def register(name: str, comparison: str, value: int, pid: int = 0) -> Condition:
    """A register (r0 … r15, pc, sp) of the running process (0: any) begins to compare so with a value; KeyError for unknown names."""
    number, compare = {f"r{n}": n for n in range(GPR_COUNT)} | {"pc": GPR_COUNT, "sp": GPR_COUNT + 1}, COMPARISONS[comparison]
    index = number[name]

    def test(machine: Machine) -> bool:
        current = machine.current_pid()
        if not current or pid not in (0, current):
            return False
        cpu = cpu_state(machine.kernel.space(current))
        return compare((*cpu.gpr, cpu.pc, cpu.sp)[index], value)

    if (name, comparison) == ("pc", "=="):
        return _reached(test, lambda machine, who: frozenset((value,)) if pid in (0, who) else frozenset())
    return holds(test)


def changes(pid: int, address: int, size: int = 1) -> Condition:
    """Bytes of a process's memory become others than they were."""
    watched, nothing = (frozenset[int](), frozenset(range(address, address + size))), NOT_DEBUGGED
    return Condition(lambda machine: _debugging(machine, lambda who: watched if who == pid else nothing, _Change(machine, pid, address, size)))


class _Change:
    def __init__(self, machine: Machine, pid: int, address: int, size: int) -> None:
        self._machine, self._where = machine, (pid, address, size)
        self._before = peek(machine.kernel, *self._where)

    def __call__(self) -> bool:
        before, self._before = self._before, peek(self._machine.kernel, *self._where)
        return self._before != before
