"""Time: the clocks, sleeping, alarms, process times, nice values; calls 40–49.

All times are virtual: ticks count retired instructions, 10 ns each, and idle time grows by recorded events only.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ucvm.abi.constants import CLK_TCK
from ucvm.abi.errno import Errno
from ucvm.abi.signals import Signal
from ucvm.abi.structs import ITIMERVAL, RUSAGE, TIMESPEC, TMS
from ucvm.kernel import signal
from ucvm.kernel.fs.procfiles import resident
from ucvm.kernel.records import Process, ProcessState
from ucvm.kernel.sched import ALARM_TIMER, NS, NS_PER_TICK, WAIT_TIMER
from ucvm.kernel.syscall import Arguments, Block, Channel, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

NS_PER_JIFFY = NS // CLK_TCK
NS_PER_US, US = 1_000, 1_000_000
NICE_MIN, NICE_MAX = -20, 19
SLEEP: Channel = ("time",)


def expire(k: "Kernel") -> None:
    """Serve every timer that is due: a wait goes on (its handler sees that its time is over), an alarm sends SIGALRM."""
    nearest = k.processes.next_deadline()
    if nearest is None or nearest > k.clock_ns():
        return
    for pid, kind in k.processes.due(k.clock_ns()):
        if (pid, kind) not in k.processes.timers:
            continue
        del k.processes.timers[pid, kind]
        if kind == ALARM_TIMER:
            _ring(k, pid)
        elif k.hot[pid].state == ProcessState.BLOCKED and not k.hot[pid].stopped:
            k.processes.unblock(pid)


def _ring(k: "Kernel", pid: int) -> None:
    """SIGALRM; an interval timer begins again from when it was due, without ringing for what is past."""
    signal.send(k, pid, Signal.SIGALRM)
    interval = k.processes.intervals.get(pid)
    if interval:
        k.processes.timers[pid, ALARM_TIMER] = k.clock_ns() + interval


def pack_ns(nanoseconds: int) -> bytes:
    """struct timespec."""
    return TIMESPEC.packer.pack(*divmod(nanoseconds, NS))


@system_call("clock")
def sys_clock(k: "Kernel", pid: int, args: Arguments) -> int:
    """clock(id, ts): 0 since 1970, 1 since boot, 2 of this process."""
    clocks: dict[int, Callable[[], int]] = {0: k.clock_ns, 1: k.uptime_ns, 2: lambda: k.ticks[pid] * NS_PER_TICK}
    if args[0] not in clocks:
        raise KernelError(Errno.EINVAL)
    k.copy_out(pid, args[1], pack_ns(clocks[args[0]]()))
    return 0


@system_call("nanosleep")
def sys_nanosleep(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """nanosleep(want, left)."""
    wait = k.wait_of(pid)
    if wait is not None and wait.deadline is not None:
        return Block(SLEEP, 0, wait.deadline) if k.clock_ns() < wait.deadline else 0
    seconds, rest = TIMESPEC.packer.unpack(k.copy_in(pid, args[0], TIMESPEC.packer.size))
    if not 0 <= rest < NS:
        raise KernelError(Errno.EINVAL)
    if args[1]:
        k.vm.check_out(pid, args[1], TIMESPEC.packer.size)
    duration = seconds * NS + rest
    return Block(SLEEP, 0, k.clock_ns() + duration) if duration else 0


def tell_rest(k: "Kernel", pid: int, address: int, deadline: int) -> None:
    """An interrupted sleep stores what is left where its caller asked for it."""
    if address:
        k.copy_out(pid, address, pack_ns(max(0, deadline - k.clock_ns())))


@system_call("yield")
def sys_yield(k: "Kernel", pid: int, args: Arguments) -> int:
    """yield(): the slice ends here."""
    k.vars["quantum"] = 0
    return 0


@system_call("times")
def sys_times(k: "Kernel", pid: int, args: Arguments) -> int:
    """times(buf): kernel work costs no tick, so system time is 0."""
    per = NS_PER_JIFFY // NS_PER_TICK
    if args[0]:
        k.copy_out(pid, args[0], TMS.packer.pack(k.ticks[pid] // per, 0, k.process[pid].child_ticks // per, 0))
    return k.uptime_ns() // NS_PER_JIFFY & 0x7FFFFFFF


@system_call("nice")
def sys_nice(k: "Kernel", pid: int, args: Arguments) -> int:
    """nice(increment): the new value; only root lowers it."""
    increment, row = signal.signed(args[0]), k.process[pid]
    if increment < 0 and row.cred.euid:
        raise KernelError(Errno.EPERM)
    value = max(NICE_MIN, min(NICE_MAX, row.nice + increment))
    k.process[pid] = row._replace(nice=value)
    return value


def _priority_key(row: Process, which: int) -> int:
    """What setpriority compares with `who`; KernelError(EINVAL) for another `which`."""
    if which > 2:
        raise KernelError(Errno.EINVAL)
    return (row.pid, row.pgid, row.cred.uid)[which]


@system_call("setpriority")
def sys_setpriority(k: "Kernel", pid: int, args: Arguments) -> int:
    """setpriority(which, who, value): POSIX; EPERM for a process of another user, EACCES for a value that only root may set."""
    which, who, value = args[0], args[1], max(NICE_MIN, min(NICE_MAX, signal.signed(args[2])))
    caller = k.process[pid]
    who = who or _priority_key(caller, which)
    rows = [row for row in k.process.values() if not row.kernel and _priority_key(row, which) == who]
    if not rows:
        raise KernelError(Errno.ESRCH)
    for row in rows:
        if caller.cred.euid not in (0, row.cred.uid, row.cred.euid):
            raise KernelError(Errno.EPERM)
        if caller.cred.euid and value < row.nice:
            raise KernelError(Errno.EACCES)
    for row in rows:
        k.process[row.pid] = row._replace(nice=value)
    return 0


@system_call("getpriority")
def sys_getpriority(k: "Kernel", pid: int, args: Arguments) -> int:
    """getpriority(which, who, value)."""
    which, who = args[0], args[1]
    who = who or _priority_key(k.process[pid], which)
    values = [row.nice for row in k.process.values() if not row.kernel and _priority_key(row, which) == who]
    if not values:
        raise KernelError(Errno.ESRCH)
    k.copy_out(pid, args[2], min(values).to_bytes(4, "little", signed=True))
    return 0


@system_call("rusage")
def sys_rusage(k: "Kernel", pid: int, args: Arguments) -> int:
    """rusage(who, buf): the time in instructions, and of the caller the memory in use (KB); kernel work costs no tick."""
    who = signal.signed(args[0])
    if who not in (0, -1):
        raise KernelError(Errno.EINVAL)
    ticks = k.process[pid].child_ticks if who else k.ticks[pid]
    memory = 0 if who else resident(k, pid) >> 10
    k.copy_out(pid, args[1], RUSAGE.packer.pack(*_timeval(ticks * NS_PER_TICK), 0, 0, memory, *(0,) * 13))
    return 0


def _timeval(nanoseconds: int) -> tuple[int, int]:
    seconds, rest = divmod(nanoseconds, NS)
    return seconds, rest // NS_PER_US


def _set_alarm(k: "Kernel", pid: int, first: int, interval: int) -> tuple[int, int]:
    """Let SIGALRM come in `first` ns (0: never) and then every `interval` ns (0: once); what was left, and the interval, of the timer before."""
    timers, intervals, now = k.processes.timers, k.processes.intervals, k.clock_ns()
    due, old = timers.pop((pid, ALARM_TIMER), None), intervals.pop(pid, 0)
    if first:
        timers[pid, ALARM_TIMER] = now + first
        if interval:
            intervals[pid] = interval
    return 0 if due is None else max(1, due - now), old


@system_call("alarm")
def sys_alarm(k: "Kernel", pid: int, args: Arguments) -> int:
    """alarm(seconds): seconds that were left of the old one, rounded up."""
    left, _ = _set_alarm(k, pid, args[0] * NS, 0)
    return -(-left // NS)


@system_call("setitimer")
def sys_setitimer(k: "Kernel", pid: int, args: Arguments) -> int:
    """setitimer(which, new, old): only ITIMER_REAL; new 0 asks."""
    which, new, old = args[:3]
    if which:
        raise KernelError(Errno.EINVAL)
    due, interval = k.processes.timers.get((pid, ALARM_TIMER)), k.processes.intervals.get(pid, 0)
    left = 0 if due is None else max(1, due - k.clock_ns())
    words = ITIMERVAL.packer.unpack(k.copy_in(pid, new, ITIMERVAL.packer.size)) if new else None
    if words and not (0 <= words[1] < US and 0 <= words[3] < US):
        raise KernelError(Errno.EINVAL)
    if old:
        k.copy_out(pid, old, ITIMERVAL.packer.pack(*_timeval(interval), *_timeval(left + NS_PER_US - 1)))
    if words:
        _set_alarm(k, pid, words[2] * NS + words[3] * NS_PER_US, words[0] * NS + words[1] * NS_PER_US)
    return 0


assert WAIT_TIMER < ALARM_TIMER, "a wait that ends at the same moment ends before the alarm rings"
