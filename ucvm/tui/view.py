"""What panes show: a picture of the machine taken between two slices. Panes read nothing else, so drawing never touches a running machine."""

from typing import Any, NamedTuple

from ucvm.hw.cpu import CPUState, cpu_state
from ucvm.machine.inspect import PageRow, ProcessRow, line_wanted, looked_at, pages, processes
from ucvm.machine.machine import Machine
from ucvm.machine.symbols import CodeRow, upcoming

INSTRUCTIONS = 6
"""How many of the next ones are shown."""


class View(NamedTuple):
    """The picture. `pid` is the process whose registers and memory are shown (0: none); they are empty unless the mode is FULL.

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
    state: dict[str, Any] = {}  # noqa: RUF012 - the default is never changed


EMPTY = View(0, "SIMPLIFIED", "RAW", False, False, 0, None, b"", (), ())


def take_view(machine: Machine, before: View = EMPTY) -> View:
    """The machine as it is now; `before` says which process was looked at."""
    k = machine.kernel
    full = k.mode.should_show_hardware()
    pid = looked_at(machine, before.pid) if full else 0
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
    )
