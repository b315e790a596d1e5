"""Scheduling and waiting (specification 7.4): round robin with time slices, a bounded boost for I/O, kernel processes first.

Three queues of pids are state (`sched.queues`): kernel, boosted, normal. A process that wakes from I/O enters the boosted queue once; after
BOOST_LIMIT boosted picks in a row a normal one has its turn, so nobody starves. Who waits for a channel stands in `sched.waiters` in the order of
arrival, deadlines of waits and alarms in `sched.timers`. All of this happens between two instructions and costs no tick.
"""

from typing import TYPE_CHECKING

from ucvm.abi.signals import Signal
from ucvm.kernel.limits import NO_LIMIT, Resource
from ucvm.kernel.records import Hot, ProcessState
from ucvm.kernel.syscall import Channel, Wait
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

QUANTUM = 100_000
"""Ticks of a time slice at nice 0; a nice step is 5 % of it."""
BOOST_LIMIT = 4
KERNEL_QUEUE, BOOSTED_QUEUE, NORMAL_QUEUE = 0, 1, 2
POLL_CHANNEL: Channel = ("poll",)
"""Where poll sleeps, besides the channels of its descriptors; nobody wakes it."""
IO_CHANNELS = frozenset(("pipe", "fifo", "tty", "host", "delegation", "poll"))
WAIT_TIMER, ALARM_TIMER = 0, 1

NS, NS_PER_TICK = 1_000_000_000, 10
"""Nanoseconds of a second, and of a tick of virtual time."""

_RUNNING = Hot(ProcessState.RUNNING)
_READY = Hot(ProcessState.READY)


def quantum_of(nice: int) -> int:
    """Ticks of a slice for a nice value (−20 … 19): 200,000 … 5,000."""
    return QUANTUM - nice * (QUANTUM // 20)


class Scheduler:
    """Ready queues, waits and timers."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel
        self.queues: Table[int, tuple[int, ...]] = kernel.store.table("sched.queues")
        self.waiters: Table[Channel, tuple[int, ...]] = kernel.store.table("sched.waiters")
        self.timers: Table[tuple[int, int], int] = kernel.store.table("sched.timers")
        self.intervals: Table[int, int] = kernel.store.table("sched.intervals")
        self.polls: Table[int, tuple[Channel, ...]] = kernel.store.table("sched.polls")

    # Ready
    def enqueue(self, pid: int, boosted: bool = False) -> None:
        """Put a READY process at the end of its queue."""
        queue = KERNEL_QUEUE if self.k.process[pid].kernel else BOOSTED_QUEUE if boosted else NORMAL_QUEUE
        self.queues[queue] += (pid,)

    def dequeue(self, pid: int) -> None:
        """Take a process out of whatever queue it is in."""
        for number in (KERNEL_QUEUE, BOOSTED_QUEUE, NORMAL_QUEUE):
            queue = self.queues[number]
            if pid in queue:
                self.queues[number] = tuple(other for other in queue if other != pid)

    def schedule_next(self) -> int:
        """Choose the process that runs next and switch to it; 0 when none is ready."""
        queues, v = self.queues, self.k.vars
        self._put_back(v["current_pid"])
        if queues[KERNEL_QUEUE]:
            number = KERNEL_QUEUE
        elif queues[BOOSTED_QUEUE] and (v["boosts"] < BOOST_LIMIT or not queues[NORMAL_QUEUE]):
            number = BOOSTED_QUEUE
        elif queues[NORMAL_QUEUE]:
            number = NORMAL_QUEUE
        else:
            self.context_switch(v["current_pid"], 0)
            return 0
        v["boosts"] = v["boosts"] + 1 if number == BOOSTED_QUEUE else 0
        pid = queues[number][0]
        queues[number] = queues[number][1:]
        self.context_switch(v["current_pid"], pid)
        return pid

    def context_switch(self, before: int, after: int) -> None:
        """Make `after` the running process with a fresh slice (0: idle); a process `before` that still runs goes to the end of its queue."""
        k, hot = self.k, self.k.hot
        self._put_back(before)
        k.vars["current_pid"] = after
        if not after:
            return
        row = hot[after]
        hot[after] = _RUNNING if row == _READY else Hot(ProcessState.RUNNING, *row[1:])
        k.vars["quantum"] = quantum_of(k.process[after].nice)

    def _put_back(self, pid: int) -> None:
        row = self.k.hot.get(pid)
        if row is not None and row.state == ProcessState.RUNNING:
            self.make_ready(pid)

    def make_ready(self, pid: int, boosted: bool = False) -> None:
        """RUNNING or BLOCKED → READY, at the end of a queue."""
        row = self.k.hot[pid]
        self.k.hot[pid] = _READY if row == _RUNNING else Hot(ProcessState.READY, *row[1:])
        self.enqueue(pid, boosted)

    def slice_over(self, pid: int) -> None:
        """The running process has used up its slice: the moment to look at its CPU limit (SIGXCPU, once a slice; SIGKILL at the maximum)."""
        limit, most = self.k.process[pid].limits[Resource.RLIMIT_CPU]
        used = self.k.ticks[pid] * NS_PER_TICK
        if most != NO_LIMIT and used >= most * NS:
            self.k.signal(pid, Signal.SIGKILL)
        elif limit != NO_LIMIT and used >= limit * NS:
            self.k.signal(pid, Signal.SIGXCPU)

    # Waiting
    def block(self, pid: int, wait: Wait) -> None:
        """The process sleeps in a call."""
        self.k.hot[pid] = Hot(ProcessState.BLOCKED, wait, *self.k.hot[pid][2:])
        self.waiters[wait.channel] = (*self.waiters.get(wait.channel, ()), pid)
        if wait.channel == POLL_CHANNEL:
            for channel in self.polls[pid]:
                self.waiters[channel] = (*self.waiters.get(channel, ()), pid)
        if wait.deadline is not None:
            self.timers[pid, WAIT_TIMER] = wait.deadline

    def leave_channel(self, pid: int) -> None:
        """Take a process out of the waiters of its channel and drop the deadline of its wait."""
        wait = self.k.hot[pid].wait
        if wait is None:
            return
        self._leave(wait.channel, pid)
        if wait.channel == POLL_CHANNEL:
            for channel in self.polls[pid]:
                self._leave(channel, pid)
        self.timers.pop((pid, WAIT_TIMER), None)

    def _leave(self, channel: Channel, pid: int) -> None:
        left = tuple(other for other in self.waiters.get(channel, ()) if other != pid)
        if left:
            self.waiters[channel] = left
        else:
            self.waiters.pop(channel, None)

    def unblock(self, pid: int) -> None:
        """BLOCKED → READY whatever it waits for; its call goes on when it is scheduled."""
        self.leave_channel(pid)
        wait = self.k.hot[pid].wait
        self.make_ready(pid, wait is not None and wait.channel[0] in IO_CHANNELS)

    def wake(self, channel: Channel) -> None:
        """Make everybody who waits on `channel` READY, in the order in which they came."""
        for pid in self.waiters.pop(channel, ()):
            if self.polls:
                self.leave_channel(pid)
            self.timers.pop((pid, WAIT_TIMER), None)
            if not self.k.hot[pid].stopped:
                self.make_ready(pid, channel[0] in IO_CHANNELS)

    # Time
    def next_deadline(self) -> int | None:
        """The nearest deadline (virtual ns since 1970), None without one."""
        return min(dict.values(self.timers)) if self.timers else None

    def due(self, now: int) -> list[tuple[int, int]]:
        """Timers whose time has come, (pid, kind), earliest first."""
        found = [(deadline, key) for key, deadline in self.timers.items() if deadline <= now]
        return [key for _, key in sorted(found)]
