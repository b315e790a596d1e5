"""Processes and who waits for what: tables of one set of pids, families, queues, waiters, timers."""

from collections import Counter
from collections.abc import Iterator

from ucvm.abi.constants import Trace
from ucvm.abi.syscalls import BY_NUMBER
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.process import INIT
from ucvm.kernel.records import Hot, ProcessState
from ucvm.kernel.sched import ALARM_TIMER, KERNEL_QUEUE, POLL_CHANNEL, WAIT_TIMER
from ucvm.kernel.syscall import HANDLERS, HELD, Channel, Wait
from ucvm.kernel.trap import FLUSH
from ucvm.machine.sound.values import Problems, place

_TABLES = ("process.hot", "process.fds", "process.signals", "process.ticks", "process.children")
_ARGUMENTS = 5
SHAPES: dict[str, int] = {
    **{"pipe": 2, "fifo": 4, "child": 2, "tty": 2, "time": 1, "host": 2, "signal": 2, "delegation": 2, "poll": 1, "held": 1, "trace": 2},
    "flush": 1,
}
"""Channels by their first word, and how many words they have at least."""
_DELEGATING = range(90, 100)
"""Numbers of the calls that ask the outside (abi.syscalls)."""


def problems(k: Kernel) -> Problems:
    """What no processes can be."""
    if INIT not in k.process:
        yield "process.processes", f"no process {INIT}"
    for name in _TABLES:
        if k.store.table(name).keys() != k.process.keys():
            yield name, "has other processes"
    yield from _families(k)
    yield from _states(k)
    yield from _waits(k)
    yield from _timers(k)
    yield from _requests(k)
    yield from _traced(k)


def _families(k: Kernel) -> Problems:
    for pid, row in k.process.items():
        if row.ppid and row.ppid not in k.process:
            yield place("process.cold", pid, "ppid"), f"no process {row.ppid}"
        if len(list(_ancestors(k, pid))) > len(k.process):
            yield place("process.cold", pid, "ppid"), "a process is its own ancestor"
    for pid, children in k.children.items():
        if Counter(children) != Counter(child for child, row in k.process.items() if row.ppid == pid):
            yield place("process.children", pid, "children"), "not those whose parent it is"


def _ancestors(k: Kernel, pid: int) -> Iterator[int]:
    """At most one more than there are processes."""
    for _ in range(len(k.process) + 1):
        if not pid:
            return
        yield pid
        pid = k.process[pid].ppid


def _states(k: Kernel) -> Problems:
    """Who is READY stands in one queue, once; who runs is the current process; a zombie and the kernel's own have no memory."""
    queued = Counter(pid for queue in k.processes.queues.values() for pid in queue)
    for number, queue in k.processes.queues.items():
        for pid in queue:
            if pid not in k.process or k.process[pid].kernel != (number == KERNEL_QUEUE):
                yield f"sched.queues.{number}", f"process {pid} does not belong there"
    for pid, row in k.hot.items():
        state = ProcessState(row.state)
        if queued[pid] != (state == ProcessState.READY):
            yield place("process.hot", pid, "state"), f"{state.name}, and {queued[pid]} times in the queues"
        if state == ProcessState.RUNNING and k.vars["current_pid"] != pid:
            yield place("process.hot", pid, "state"), "RUNNING, and not the current process"
        if (state == ProcessState.ZOMBIE or k.process[pid].kernel) != (not k.process[pid].frame):
            yield place("process.cold", pid, "frame"), f"{state.name} with frame {k.process[pid].frame}"
        if row.stopped and state not in (ProcessState.BLOCKED, ProcessState.READY, ProcessState.RUNNING):
            yield place("process.hot", pid, "stopped"), f"{state.name} and stopped"
        if state == ProcessState.ZOMBIE and row.wait is not None:
            yield place("process.hot", pid, "wait"), "a zombie waits for nothing"
    if k.vars["current_pid"] and k.vars["current_pid"] not in k.process:
        yield "process.current_pid", f"no process {k.vars['current_pid']}"


def _waits(k: Kernel) -> Problems:
    for channel, pids in k.processes.waiters.items():
        for pid in pids:
            row = k.hot.get(pid)
            if row is None or row.state != ProcessState.BLOCKED or channel not in _channels(k, pid, row.wait) or pids.count(pid) != 1:
                yield place("sched.waiters", channel), f"process {pid} does not wait there"
        if not pids:
            yield place("sched.waiters", channel), "nobody waits there"
    for pid, row in k.hot.items():
        for wait in _all_waits(k, pid, row):
            yield from (("process.processes." + f"{pid}.wait", problem) for problem in _wait(k, pid, wait))
        if row.state == ProcessState.BLOCKED and not row.stopped and row.wait and pid not in k.processes.waiters.get(row.wait.channel, ()):
            yield place("process.hot", pid, "wait"), "BLOCKED, and not among those who wait"


def _channels(k: Kernel, pid: int, wait: Wait | None) -> tuple[Channel, ...]:
    """Where a process may stand: who polls, on several."""
    if wait is None:
        return ()
    return (wait.channel, *k.processes.polls.get(pid, ())) if wait.channel == POLL_CHANNEL else (wait.channel,)


def _all_waits(k: Kernel, pid: int, row: Hot) -> list[Wait]:
    return [wait for _, wait in k.signals[pid].restarts] + ([row.wait] if row.wait else [])


def _wait(k: Kernel, pid: int, wait: Wait) -> Iterator[str]:
    kind = wait.channel[0] if wait.channel else ""
    if k.process[pid].kernel:
        if wait.channel != FLUSH:
            yield "a kernel process waits for its work only"
        return
    name = BY_NUMBER[wait.call].name if wait.call in BY_NUMBER else ""
    if wait.channel == HELD:
        if len(wait.args) != _ARGUMENTS or (k.hot[pid].state == ProcessState.BLOCKED and not k.hot[pid].stopped):
            yield "held by nobody"
    elif name not in HANDLERS or kind not in SHAPES or (kind == "fifo") != (name == "open") or (kind == "delegation") != (wait.call in _DELEGATING):
        yield f"call {wait.call} does not wait for {kind!r}"
    elif len(wait.args) != _ARGUMENTS or len(wait.channel) < SHAPES[str(kind)] or not all(isinstance(word, int) for word in wait.channel[1:]):
        yield "arguments or channel are of a wrong length"
    elif kind == "pipe" and wait.channel[1] >> 1 not in k.pipes and k.hot[pid].state == ProcessState.BLOCKED:  # type: ignore[operator]
        yield f"no pipe {int(wait.channel[1]) >> 1}"
    elif kind == "fifo" and wait.channel[1] not in k.fifos.values():
        yield f"no fifo {wait.channel[1]}"
    elif wait.done > len(wait.args) << 16:
        yield f"{wait.done} bytes are done"
    elif (kind == "poll") != (name == "poll") or (kind == "poll" and pid not in k.processes.polls):
        yield "polls nothing"
    elif kind == "time" and wait.deadline is None:
        yield "a sleep without an end"


def _timers(k: Kernel) -> Problems:
    for (pid, kind), _ in k.processes.timers.items():
        row = k.hot.get(pid)
        if row is None or row.state == ProcessState.ZOMBIE or kind not in (WAIT_TIMER, ALARM_TIMER):
            yield place("sched.timers", (pid, kind)), "a timer of nobody"
        elif kind == WAIT_TIMER and (row.wait is None or row.wait.deadline != k.processes.timers[pid, kind]):
            yield place("sched.timers", (pid, kind)), "not when the process's wait ends"


def _traced(k: Kernel) -> Problems:
    for pid, row in k.traced.items():
        if pid not in k.process or row.tracer not in k.process or row.how not in tuple(Trace):
            yield place("process.traced", pid), "nobody is traced so"
    for name in ("process.trace_events", "sched.intervals", "sched.polls"):
        for pid in k.store.table(name):
            if pid not in k.process:
                yield place(name, pid), "there is no such process"


def _requests(k: Kernel) -> Problems:
    for number, request in k.delegation.requests.items():
        if request.pid not in k.process or number >= k.vars["next_request"]:
            yield place("delegation.requests", number), "a request of nobody"
