"""What panes show: a picture of the machine taken between two slices. Panes read nothing else, so drawing never touches a running machine."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ucvm.hw.cpu import CPUState, cpu_state
from ucvm.kernel.records import Node
from ucvm.machine.inspect import (
    DescriptorRow,
    DeviceRow,
    PageRow,
    ProcessRow,
    descriptors,
    devices,
    line_wanted,
    looked_at,
    pages,
    processes,
)
from ucvm.machine.machine import Machine
from ucvm.machine.stack import StackRow, stack
from ucvm.machine.symbols import CodeRow, upcoming

INSTRUCTIONS = 6
"""How many of the next ones are shown."""
WORDS = 32
"""How many words of the stack are shown."""


class View(NamedTuple):
    """The picture. `pid` is the process whose registers and memory are shown (0: none); they are empty unless the mode is FULL.

    `calls` are the last lines of the trace of system calls.
    `state` is the state artifact as it was when the machine last came to rest, {} while nobody watches it.
    """

    ticks: int
    mode: str
    output_mode: str
    editable: bool
    halted: bool
    pid: int
    cpu: CPUState | None
    memory: bytes
    pages: tuple[PageRow, ...]
    processes: tuple[ProcessRow, ...]
    code: tuple[CodeRow, ...] = ()
    stack: tuple[StackRow, ...] = ()
    descriptors: tuple[DescriptorRow, ...] = ()
    devices: tuple[DeviceRow, ...] = ()
    calls: tuple[str, ...] = ()
    state: dict[str, Any] = {}  # noqa: RUF012 - the default is never changed


EMPTY = View(0, "SIMPLIFIED", "RAW", False, False, 0, None, b"", (), ())


class Look(NamedTuple):
    """How to look: the process that was asked for (0: the one that runs), the one seen before, and who names files."""

    asked: int
    before: int
    name_of: Callable[[Node], bytes]


def take_view(machine: Machine, look: Look) -> View:
    """The machine as it is now."""
    k = machine.kernel
    full = k.mode.should_show_hardware()
    pid = _seen(machine, look) if full else 0
    return View(
        machine.ticks,
        k.mode.current_mode.value,
        k.mode.output_mode.value,
        line_wanted(k),
        machine.halted,
        pid,
        cpu_state(k.space(pid)) if pid else None,
        k.vm.image(pid) if pid else b"",
        pages(k, pid) if pid else (),
        processes(k) if full else (),
        upcoming(machine, pid, INSTRUCTIONS) if pid else (),
        stack(machine, pid, WORDS) if pid else (),
        descriptors(k, pid, look.name_of) if pid else (),
        devices(machine) if full else (),
    )


def _seen(machine: Machine, look: Look) -> int:
    row = machine.kernel.process.get(look.asked)
    return look.asked if row and row.frame else looked_at(machine, look.before)
