"""What a run can be searched for, in either direction: stops between instructions.

A condition looks at the machine whenever the engine has stopped; those about single instructions ask for a stop after each (`grain` 1).
"""

import operator
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from ucvm.abi.layout import resident_address
from ucvm.abi.syscalls import BY_NAME
from ucvm.hw.cpu import cpu_state
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
    def __init__(self, machine: Machine, test: Callable[[Machine], bool]) -> None:
        self._machine, self._test = machine, test
        self._held = test(machine)

    def __call__(self) -> bool:
        before, self._held = self._held, self._test(self._machine)
        return self._held and not before


def at(address: int, pid: int = 0) -> Condition:
    """A process (0: any) is about to execute the instruction at an address (in a bank: bank << 16 | address)."""

    def test(machine: Machine) -> bool:
        current = machine.current_pid()
        return bool(current) and pid in (0, current) and resident_address(machine.kernel.space(current).pc) == resident_address(address)

    return holds(test)


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

    return holds(test)


def changes(pid: int, address: int, size: int = 1) -> Condition:
    """Bytes of a process's memory become others than they were."""
    return Condition(lambda machine: nullcontext(_Change(machine, pid, address, size)), 1)


class _Change:
    def __init__(self, machine: Machine, pid: int, address: int, size: int) -> None:
        self._machine, self._where = machine, (pid, address, size)
        self._before = peek(machine.kernel, *self._where)

    def __call__(self) -> bool:
        before, self._before = self._before, peek(self._machine.kernel, *self._where)
        return self._before != before
