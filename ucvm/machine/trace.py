"""Watching a machine: everything that happens in it as typed events, up to a level. `Machine.events` is the way to get them.

0   inputs (Logged), and what was put out (Output)
1   system calls and what else the kernel tells (kernel.trace), traps, process switches
2   pages written between two stops, changes of page tables
3   every instruction

Whoever watches changes nothing: same ticks, same root at every level (design, law 6). So a level that nobody listened to is had by running again.
"""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.layout import CTX_PAGES, PAGE_COUNT, PAGE_SIZE, PTE_FRAME_SHIFT, PTE_VALID
from ucvm.hw.engines.base import Engine, Stop
from ucvm.isa.trap import TrapKind
from ucvm.kernel.trace import Beam, CallEvent, Executed, Exited, Forked, KernelEvent, SignalTaken
from ucvm.machine.events import Logged

if TYPE_CHECKING:
    from ucvm.machine.machine import Machine

INPUTS, KERNEL, PAGES, INSTRUCTIONS = range(4)
"""The levels; each has what those before it have."""
_NOT_TOLD = (TrapKind.BUDGET, TrapKind.SYSCALL, TrapKind.BREAK, TrapKind.WATCH)
"""Stops that are no events: system calls are told by the kernel, the others are the host's."""
_TABLE = CTX_PAGES // 4


class Output(NamedTuple):
    """The machine put something out: stream "console", "stdout" or "stderr"."""

    tick: int
    stream: str
    data: bytes


class Trap(NamedTuple):
    """A process entered the kernel otherwise than by a system call: a fault, a device, another bank, INT.

    `kind` names the TrapKind; `value` is the address or the number; `write` tells whether a fault was a write.
    """

    tick: int
    pid: int
    kind: str
    value: int
    write: bool


class Switch(NamedTuple):
    """Another process than before runs; pid 0: none, the machine is idle or halted."""

    tick: int
    pid: int


class PageWritten(NamedTuple):
    """A page of a process was written since the last time it is told: by the program itself, or by the kernel for it.

    Page 0, where the kernel keeps the registers, changes at every stop and is left out.
    """

    tick: int
    pid: int
    page: int
    frame: int
    by: str


class PageMapped(NamedTuple):
    """An entry of a page table is another one: `entry` as the hardware has it (abi.layout), 0 for nothing mapped."""

    tick: int
    pid: int
    page: int
    entry: int


class Instruction(NamedTuple):
    """An instruction has retired: the tick is its number, pc (bank << 16 | address) is where it stood."""

    tick: int
    pid: int
    pc: int


class Instructions(NamedTuple):
    """Instructions one after the other, packed, as a listener gets them: the tick is that of the last one, pcs are words, the last first."""

    tick: int
    pid: int
    pcs: bytes

    def each(self) -> Iterator[Instruction]:
        """The instructions one by one, the first first."""
        pcs = memoryview(self.pcs).cast("I")[::-1]
        for tick, pc in zip(count(self.tick - len(pcs) + 1), pcs, strict=False):
            yield Instruction(tick, self.pid, pc)


TraceEvent = Logged | Output | KernelEvent | Trap | Switch | PageWritten | PageMapped | Instruction
Packed = TraceEvent | Instructions
LEVELS: dict[type[TraceEvent], int] = {
    **dict.fromkeys((Logged, Output), INPUTS),
    **dict.fromkeys((CallEvent, SignalTaken, Forked, Executed, Exited, Beam, Trap, Switch), KERNEL),
    **dict.fromkeys((PageWritten, PageMapped), PAGES),
    Instruction: INSTRUCTIONS,
}
"""From which level on an event is told."""


class Trace:
    """Tells a listener what happens in a machine, as it happens and until it is closed: Instructions packed, all else event by event."""

    def __init__(self, machine: "Machine", level: int, tell: Callable[[Packed], None]) -> None:
        if level not in range(INPUTS, INSTRUCTIONS + 1):
            raise ValueError(f"levels of a trace are {INPUTS} to {INSTRUCTIONS}, not {level}")
        self._machine, self._level, self._tell = machine, level, tell
        self._pid = machine.current_pid()
        k = machine.kernel
        machine.heard.append(tell)
        k.printed.append(self._output)
        if level >= KERNEL:
            k.trace.append(tell)
            machine.watchers.append(self)
        self._pages = _Pages(machine) if level >= PAGES else None
        if level >= INSTRUCTIONS:
            _hear(machine, self._instructions)

    def close(self) -> None:
        """Listen no more."""
        machine, k = self._machine, self._machine.kernel
        machine.heard.remove(self._tell)
        k.printed.remove(self._output)
        if self._level >= KERNEL:
            k.trace.remove(self._tell)
            machine.watchers.remove(self)
        if self._pages:
            self._pages.close()
        if self._level >= INSTRUCTIONS:
            _ignore(machine, self._instructions)

    def stopped(self, pid: int, stop: Stop) -> None:
        """The machine tells that its engine has stopped, before the kernel does anything."""
        if self._pages:
            self._pages.stopped(pid, stop.kind != TrapKind.BUDGET)
        if stop.kind not in _NOT_TOLD:
            self._tell(Trap(self._machine.ticks, pid, stop.kind.name, stop.value, stop.write))

    def settled(self, pid: int) -> None:
        """The machine tells which process is about to run (0: none)."""
        if self._pages:
            for event in self._pages.settled(pid != self._pid):
                self._tell(event)
        if pid != self._pid:
            self._pid = pid
            self._tell(Switch(self._machine.ticks, pid))

    def _output(self, stream: str, data: bytes) -> None:
        self._tell(Output(self._machine.ticks, stream, data))

    def _instructions(self, pcs: bytes) -> None:
        self._tell(Instructions(self._machine.ticks + len(pcs) // 4, self._machine.current_pid(), pcs))


class Events:
    """What has happened since it was made, up to a level; going through it takes the events out. For a with statement, or until `close`."""

    def __init__(self, machine: "Machine", level: int) -> None:
        self._found: deque[Packed] = deque()
        self._trace = Trace(machine, level, self._found.append)
        self.close = self._trace.close

    def __enter__(self) -> "Events":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[TraceEvent]:
        while self._found:
            event = self._found.popleft()
            if isinstance(event, Instructions):
                yield from event.each()
            else:
                yield event


class _Pages:
    """Which pages are written and which entries of page tables change, from one stop to the next."""

    def __init__(self, machine: "Machine") -> None:
        self._machine = machine
        self._mine: dict[tuple[int, int, int], None] = {}
        self._entered = False
        self._tables: dict[int, list[int]] = {}
        self._written = machine.kernel.vm.follow()
        self._news()
        self._changed_entries()

    def stopped(self, pid: int, entered: bool) -> None:
        """A program has run; `entered` tells whether it is in the kernel now, or may go on."""
        found = self._news()
        self._mine |= dict.fromkeys((pid, page, frame) for page, frame in self._frames(pid) if frame in found)
        self._entered |= entered

    def settled(self, switched: bool) -> Iterator[PageWritten | PageMapped]:
        """What there is to be told once the kernel is done. A program's writes wait for the next entry, so that slices make no difference."""
        tick, written, mapped = self._machine.ticks, self._news(), self._changed_entries()
        kernels = [(pid, page, frame) for pid in self._tables for page, frame in self._frames(pid) if frame in written] if written else []
        if self._entered or switched or kernels or mapped:
            for by, places in (("program", sorted(self._mine)), ("kernel", kernels)):
                for place in places:
                    yield PageWritten(tick, *place, by)
            self._mine, self._entered = {}, False
        for entry in mapped:
            yield PageMapped(tick, *entry)

    def close(self) -> None:
        """Follow no more."""
        followers = self._machine.kernel.vm.followers
        followers[:] = [follower for follower in followers if follower is not self._written]

    def _news(self) -> set[int]:
        return self._machine.kernel.vm.news(self._written)

    def _frames(self, pid: int) -> list[tuple[int, int]]:
        """(page, frame) of what a process has mapped, without page 0."""
        return [(page, entry >> PTE_FRAME_SHIFT) for page, entry in enumerate(self._entries(pid)) if page and entry & PTE_VALID]

    def _entries(self, pid: int) -> list[int]:
        k = self._machine.kernel
        row = k.process.get(pid)
        begin = (row.frame * PAGE_SIZE >> 2) + _TABLE if row else 0
        return k.ram.u32[begin : begin + PAGE_COUNT].tolist() if row and row.frame else []

    def _changed_entries(self) -> list[tuple[int, int, int]]:
        """(pid, page, entry) of all that are others than the last time; page 0 only comes and goes with its process."""
        before, self._tables = self._tables, {pid: self._entries(pid) for pid in self._machine.kernel.process}
        found = []
        for pid, entries in self._tables.items():
            old = before.get(pid) or [0] * PAGE_COUNT
            if entries != old:
                found += [(pid, page, entry) for page, entry in enumerate(entries) if page and entry != old[page]]
        return found


def _hear(machine: "Machine", told: Callable[[bytes], None]) -> None:
    """Let a listener have the pcs of all instructions; the first one changes the engine."""
    machine.retirements.append(told)
    if machine.untraced is None:
        machine.untraced = machine.engine
        _go_on_with(machine, machine.engine.tracing(machine.tell_instructions))


def _ignore(machine: "Machine", told: Callable[[bytes], None]) -> None:
    machine.retirements.remove(told)
    if machine.untraced is not None and not machine.retirements:
        _go_on_with(machine, machine.untraced)
        machine.untraced = None


def _go_on_with(machine: "Machine", engine: Engine) -> None:
    engine.adopt(machine.ram)
    machine.engine = engine
