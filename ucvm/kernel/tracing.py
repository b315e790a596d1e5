"""Tracing (call 85): one process watches and controls another, for strace and the debugger.

Who is traced stands in `process.traced`, what a tracer has not heard yet in `process.trace_events`. A traced process halts at its calls, signals
or steps: BLOCKED with cause HALTED, until its tracer lets it go. A call at whose beginning it halts is kept as a Wait on the channel HELD and made
when it goes on. Between two halts it runs as it would untraced, and none of this costs it a tick.
"""

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import Trace, TraceEvent
from ucvm.abi.errno import Errno
from ucvm.abi.layout import BANK_SHIFT, PAGE_SHIFT, PAGE_SIZE
from ucvm.abi.signals import NSIG, Signal
from ucvm.abi.structs import TRACE_COPY, TRACE_EVENT
from ucvm.hw.mmu import CONTEXT
from ucvm.kernel import signal
from ucvm.kernel.records import HALTED, ProcessState
from ucvm.kernel.syscall import HELD, Arguments, Block, KernelError, Wait, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

_REGISTERS = struct.Struct("<19I")
_ADDRESS = (1 << BANK_SHIFT) - 1


class Traced(NamedTuple):
    """A traced process: by whom, how it was let go (Trace.TRACE_RUN, CALLS or STEP), whether what it forks is traced too.

    `signal` is the one it halted for (0: none), `passing` the one to be delivered without halting again, `since` its ticks when it was let go.
    """

    tracer: int
    how: int = Trace.TRACE_CALLS
    follow: bool = False
    signal: int = 0
    passing: int = 0
    since: int = 0


class Event(NamedTuple):
    """What happened, as struct trace_event says it."""

    pid: int
    event: int
    number: int = 0
    args: tuple[int, ...] = (0, 0, 0, 0, 0)
    result: int = 0
    error: int = 0


class Tracing:
    """Who traces whom, and what the kernel's other parts ask about it; they do only while `rows` is not empty."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel
        self.rows: Table[int, Traced] = kernel.traced
        self.events: Table[int, tuple[Event, ...]] = kernel.store.table("process.trace_events")

    # What happens to a traced process
    def before_call(self, pid: int, number: int, args: Arguments) -> bool:
        """A call begins; whether it has to wait for the tracer."""
        row = self.rows.get(pid)
        if row is None or row.how != Trace.TRACE_CALLS:
            return False
        self._halt(pid, Event(pid, TraceEvent.EVENT_CALL, number, args), Wait(number, args, 0, None, HELD))
        return True

    def after_call(self, pid: int, number: int, args: Arguments, result: int, errno: int) -> None:
        """A call has ended."""
        row = self.rows.get(pid)
        if row is not None and row.how == Trace.TRACE_CALLS:
            self._halt(pid, Event(pid, TraceEvent.EVENT_ANSWER, number, args, result, errno), None)

    def before_signal(self, pid: int, number: int) -> bool:
        """A signal is about to be delivered; whether it has to wait for the tracer. Nothing holds SIGKILL."""
        row = self.rows.get(pid)
        if row is None or number == Signal.SIGKILL:
            return False
        if row.passing == number:
            self.rows[pid] = row._replace(passing=0)
            return False
        self.rows[pid] = row._replace(signal=number)
        wait = self.k.hot[pid].wait
        if wait is not None and wait.channel != HELD:
            self.k.processes.block(pid, wait)
        self._halt(pid, Event(pid, TraceEvent.EVENT_SIGNAL, number), wait)
        return True

    def stepped(self, pid: int) -> bool:
        """Whether the running process has taken the one step that it may."""
        row, hot = self.rows.get(pid), self.k.hot[pid]
        if row is None or row.how != Trace.TRACE_STEP or self.k.ticks[pid] == row.since:
            return False
        if hot.state != ProcessState.RUNNING or hot.wait is not None or self.k.signals[pid].pending & signal.bit(Signal.SIGKILL):
            return False
        self._halt(pid, Event(pid, TraceEvent.EVENT_STEP), None)
        return True

    def is_stepping(self, pid: int) -> bool:
        """Whether a process may execute one instruction only."""
        row = self.rows.get(pid)
        return row is not None and row.how == Trace.TRACE_STEP

    def forked(self, parent: int, child: int) -> None:
        """A child of a traced process is traced too if its tracer follows; its first event comes before those that it makes itself."""
        row = self.rows.get(parent)
        if row is not None and row.follow:
            self.rows[child] = Traced(row.tracer, row.how, True)
            self._tell(row.tracer, Event(child, TraceEvent.EVENT_START, result=parent))

    def ended(self, pid: int, parent: int, status: int) -> None:
        """A process ended: its tracer hears of it (a parent that waits for one it may trace, too), and those it traced are free."""
        self.events.pop(pid, None)
        row = self.rows.pop(pid, None)
        if row is not None:
            self._tell(row.tracer, Event(pid, TraceEvent.EVENT_EXIT, status))
        self.k.wake(("trace", parent))
        for other in [other for other, traced in self.rows.items() if traced.tracer == pid]:
            self.free(other)

    def _halt(self, pid: int, event: Event, wait: Wait | None) -> None:
        self.k.hot[pid] = self.k.hot[pid]._replace(state=ProcessState.BLOCKED, wait=wait, stopped=HALTED)
        self._tell(self.rows[pid].tracer, event)

    def _tell(self, tracer: int, event: Event) -> None:
        self.events[tracer] = (*self.events.get(tracer, ()), event)
        self.k.wake(("trace", tracer))

    # What a tracer asks for
    def traced_by(self, tracer: int, pid: int) -> Traced:
        """The record of a process that `tracer` traces and that has halted; KernelError(ESRCH)."""
        row = self.rows.get(pid)
        if row is None or row.tracer != tracer or self.k.hot[pid].stopped != HALTED:
            raise KernelError(Errno.ESRCH)
        return row

    def attach(self, tracer: int, pid: int, how: int = Trace.TRACE_CALLS) -> None:
        """Trace a process of the same user, or as root any, which runs on; KernelError(ESRCH, EPERM)."""
        target = self.k.process.get(pid)
        if target is None or self.k.hot[pid].state == ProcessState.ZOMBIE:
            raise KernelError(Errno.ESRCH)
        mine, theirs = self.k.cred(tracer), target.cred
        strange = mine.euid and {mine.euid} != {theirs.uid, theirs.euid, theirs.suid}
        if strange or target.kernel or pid in (tracer, 1) or pid in self.rows:
            raise KernelError(Errno.EPERM)
        self.rows[pid] = Traced(tracer, how)

    def let_go(self, pid: int, row: Traced, how: int, number: int) -> None:
        """A halted process goes on; if it halted for a signal, with `number` in its place."""
        if row.signal:
            state = self.k.signals[pid]
            pending = state.pending & ~signal.bit(row.signal) | (signal.bit(number) if number else 0)
            self.k.signals[pid] = state._replace(pending=pending)
        self.rows[pid] = row._replace(how=how, signal=0, passing=number if row.signal else 0, since=self.k.ticks[pid])
        signal.leave_stop(self.k, pid)

    def free(self, pid: int) -> None:
        """A process is traced no more; halted, it goes on with the signal it halted for."""
        row = self.rows[pid]
        if self.k.hot[pid].stopped == HALTED:
            self.let_go(pid, row, Trace.TRACE_RUN, row.signal)
        del self.rows[pid]

    def may_gain(self, pid: int) -> bool:
        """Whether set-id bits count at an exec: not for a process that somebody traces who is not root."""
        row = self.rows.get(pid)
        return row is None or not self.k.cred(row.tracer).euid


def _me(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    k.tracing.attach(k.process[pid].ppid, pid)
    return _follow(k, k.process[pid].ppid, pid, 0, data)


def _attach(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    k.tracing.attach(pid, who, Trace.TRACE_RUN if data == Trace.TRACE_RUN else Trace.TRACE_CALLS)
    return 0


def _detach(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    row = k.tracing.rows.get(who)
    if row is None or row.tracer != pid:
        raise KernelError(Errno.ESRCH)
    k.tracing.free(who)
    return 0


def _wait(k: "Kernel", pid: int, who: int, address: int, data: int) -> int | Block:
    """The next event, oldest first; ECHILD when there will be none: nobody is traced, and no child is left that could ask for it."""
    k.vm.check_out(pid, data, TRACE_EVENT.packer.size)
    events = k.tracing.events.get(pid, ())
    if not events:
        children = any(k.hot[child].state != ProcessState.ZOMBIE for child in k.children[pid])
        if not children and not any(row.tracer == pid for row in k.tracing.rows.values()):
            raise KernelError(Errno.ECHILD)
        return Block(("trace", pid))
    event, rest = events[0], events[1:]
    if rest:
        k.tracing.events[pid] = rest
    else:
        del k.tracing.events[pid]
    k.copy_out(pid, data, TRACE_EVENT.packer.pack(event.pid, event.event, event.number, *event.args, event.result, event.error))
    return event.pid


def _go(how: Trace) -> "_Request":
    def go(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
        if data >= NSIG:
            raise KernelError(Errno.EINVAL)
        k.tracing.let_go(who, k.tracing.traced_by(pid, who), how, data)
        return 0

    return go


def _read(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    """Bytes of the other's memory, as far as there is any; EFAULT for none."""
    k.tracing.traced_by(pid, who)
    buffer, size = TRACE_COPY.packer.unpack(k.copy_in(pid, data, TRACE_COPY.packer.size))
    found = b""
    while len(found) < min(size, PAGE_SIZE):
        part = k.vm.peek(who, address + len(found))
        if not part:
            break
        found += part
    if size and not found:
        raise KernelError(Errno.EFAULT)
    k.copy_out(pid, buffer, found[:size])
    return len(found[:size])


def _write(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    """Bytes into the other's memory; its text too, of which it gets pages of its own."""
    k.tracing.traced_by(pid, who)
    buffer, size = TRACE_COPY.packer.unpack(k.copy_in(pid, data, TRACE_COPY.packer.size))
    if size > PAGE_SIZE - (address & PAGE_SIZE - 1):
        raise KernelError(Errno.EINVAL)
    k.vm.poke(who, address, k.copy_in(pid, buffer, size))
    return int(size)


def _get(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    k.tracing.traced_by(pid, who)
    k.copy_out(pid, data, k.ram.read(k.process[who].frame << PAGE_SHIFT, CONTEXT.size))
    return 0


def _set(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    k.tracing.traced_by(pid, who)
    *registers, flags = _REGISTERS.unpack(k.copy_in(pid, data, _REGISTERS.size))
    k.ram.write(k.process[who].frame << PAGE_SHIFT, _REGISTERS.pack(*registers, flags & 0xF))
    return 0


def _follow(k: "Kernel", pid: int, who: int, address: int, data: int) -> int:
    row = k.tracing.rows.get(who)
    if row is None or row.tracer != pid:
        raise KernelError(Errno.ESRCH)
    k.tracing.rows[who] = row._replace(follow=bool(data))
    return 0


_Request = Callable[["Kernel", int, int, int, int], int | Block]
REQUESTS: dict[int, _Request] = {
    Trace.TRACE_ME: _me,
    Trace.TRACE_ATTACH: _attach,
    Trace.TRACE_DETACH: _detach,
    Trace.TRACE_WAIT: _wait,
    Trace.TRACE_RUN: _go(Trace.TRACE_RUN),
    Trace.TRACE_CALLS: _go(Trace.TRACE_CALLS),
    Trace.TRACE_STEP: _go(Trace.TRACE_STEP),
    Trace.TRACE_READ: _read,
    Trace.TRACE_WRITE: _write,
    Trace.TRACE_GET: _get,
    Trace.TRACE_SET: _set,
    Trace.TRACE_FOLLOW: _follow,
}
"""Request → (kernel, tracer, traced, address, data) → result."""


@system_call("trace")
def sys_trace(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """trace(request, pid, addr, data)."""
    request = REQUESTS.get(args[0])
    if request is None:
        raise KernelError(Errno.EINVAL)
    return request(k, pid, *args[1:4])
