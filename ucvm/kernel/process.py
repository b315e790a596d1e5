"""Processes (specification 7): creation by fork, exit, waiting, groups and sessions; calls 0 and 2–9.

A process's records stand in tables by pid; its registers and page table in its kernel page. fork copies records and one frame, and shares all others.
"""

import struct
from typing import TYPE_CHECKING

from ucvm.abi.constants import SIG_IGN, SigAction
from ucvm.abi.constants import Wait as WaitOption
from ucvm.abi.errno import Errno
from ucvm.abi.layout import CTX_FLAGS, CTX_MODE, FLAG_C, MODE_USER
from ucvm.abi.signals import Signal
from ucvm.hw.mmu import AddressSpace
from ucvm.kernel import file, signal
from ucvm.kernel.limits import DEFAULT_LIMITS, NO_LIMIT, Resource, limit_of
from ucvm.kernel.records import Cred, Hot, Node, Process, ProcessState, Signals
from ucvm.kernel.sched import ALARM_TIMER, Scheduler
from ucvm.kernel.syscall import Arguments, Block, KernelError, system_call
from ucvm.kernel.trace import Exited, Forked

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

PROCESS_LIMIT = 64
PID_MAX = 32767
INIT, FLUSHER = 1, 2
NO_NODE: Node = (0, 0)
WAIT_OPTIONS = WaitOption.WNOHANG | WaitOption.WUNTRACED | WaitOption.WCONTINUED
_STATUS = struct.Struct("<I")


def blank_process(pid: int, name: str, kernel: bool = False) -> Process:
    """The record of a process without a parent: root's, without files, memory and terminal."""
    return Process(
        pid=pid, ppid=0, pgid=pid, sid=pid, cred=Cred(), name=name, argv=(), env=(), cwd=NO_NODE, cwd_path=b"/", umask=0o022, nice=0, tty=-1,
        frame=0, brk_start=0, brk=0, text=NO_NODE, start_ns=0, child_ticks=0, did_exec=False,
        limits=DEFAULT_LIMITS, kernel=kernel, banks=(),
    )  # fmt: skip


def exited(status: int) -> int:
    """wait's word for exit(status)."""
    return (status & 0xFF) << 8


class ProcessManager(Scheduler):
    """The specification's ProcessManager (7.3): create_process, terminate_process, schedule_next, context_switch."""

    # Creation
    def create_process(self, parent: int = 0, name: str = "init", kernel: bool = False) -> Process:
        """A new process: with a parent its READY copy (fork), else a blank one that waits for its program."""
        k = self.k
        if len(k.process) >= PROCESS_LIMIT or (parent and self._too_many(parent)):
            raise KernelError(Errno.EAGAIN)
        pid = self._next_pid()
        row = self._copy(parent, pid) if parent else self._blank(pid, name, kernel)
        k.process[pid] = row
        k.ticks[pid] = 0
        k.children[pid] = ()
        if row.ppid:
            k.children[row.ppid] += (pid,)
        k.hot[pid] = Hot(ProcessState.READY)
        if k.traced and parent:
            k.tracing.forked(parent, pid)
        return row

    def _too_many(self, parent: int) -> bool:
        """Whether RLIMIT_NPROC forbids the parent's user one more process."""
        row = self.k.process[parent]
        limit = limit_of(row, Resource.RLIMIT_NPROC)
        return limit != NO_LIMIT and bool(row.cred.uid) and sum(other.cred.uid == row.cred.uid for other in self.k.process.values()) >= limit

    def _next_pid(self) -> int:
        """The next number that is no process; once numbers come round again, no group and no session either."""
        v, rows = self.k.vars, self.k.process
        pid = v["next_pid"]
        while pid in rows or (v["pids_come_round"] and any(pid in (row.pgid, row.sid) for row in rows.values())):
            pid = pid % PID_MAX + 1
        v["next_pid"] = pid % PID_MAX + 1
        if pid == PID_MAX:
            v["pids_come_round"] = 1
        return int(pid)

    def _blank(self, pid: int, name: str, kernel: bool) -> Process:
        k = self.k
        k.fds[pid] = ()
        k.signals[pid] = Signals()
        return blank_process(pid, name, kernel)._replace(frame=0 if kernel else k.vm.take())

    def _copy(self, parent: int, pid: int) -> Process:
        k = self.k
        frame = k.vm.duplicate(parent)
        space = k.spaces[pid] = AddressSpace(k.ram, frame)
        space.codes = k.space(parent).codes
        signals = k.signals[parent]
        k.signals[pid] = signals._replace(pending=0) if signals.pending else signals
        k.fds[pid] = k.fds[parent]
        file.share_all(k, pid)
        row = k.process[parent]
        k.fs.hold(row.cwd)
        return row._replace(pid=pid, ppid=parent, frame=frame, start_ns=k.uptime_ns(), child_ticks=0, did_exec=False)

    # The end
    def terminate_process(self, pid: int, status: int) -> None:
        """End a process with wait's status word: its memory and files go, its children move to init, its parent learns of it."""
        k = self.k
        self.leave_channel(pid)
        self.dequeue(pid)
        self.timers.pop((pid, ALARM_TIMER), None)
        self.intervals.pop(pid, None)
        k.trap.give_up(pid)
        k.delegation.forget(pid)
        k.hot[pid] = Hot(ProcessState.ZOMBIE, status=status)
        if pid == INIT:
            self.halt(status >> 8 if not status & 0x7F else 128 + (status & 0x7F))
        file.close_all(k, pid)
        self._leave_session(pid)
        self._release_memory(pid)
        self._give_children_away(pid)
        if k.trace:
            k.tell(Exited(k.vars["ticks"], pid, status))
        parent = k.process[pid].ppid
        self._report_end(pid)
        if k.traced or k.tracing.events or ("trace", parent) in self.waiters:
            k.tracing.ended(pid, parent, status)

    def halt(self, status: int) -> None:
        """The machine stops; `status` is what the host sees."""
        self.k.vars["halted"] = 1
        self.k.vars["halt_status"] = status & 0xFF

    def _release_memory(self, pid: int) -> None:
        k, row = self.k, self.k.process[pid]
        if row.frame:
            k.vm.release_pages(pid)
            k.vm.release(row.frame)
        if row.cwd != NO_NODE:
            k.fs.drop(row.cwd)
        k.spaces.pop(pid, None)
        k.process[pid] = row._replace(frame=0, cwd=NO_NODE, text=NO_NODE, banks=())

    def _leave_session(self, pid: int) -> None:
        """The end of a session's leader takes the terminal from it."""
        k, row = self.k, self.k.process[pid]
        if row.sid == pid and row.tty >= 0:
            k.hang_up(row.tty)
            for other, process in k.process.items():
                if process.sid == pid and process.tty >= 0:
                    k.process[other] = process._replace(tty=-1)

    def _give_children_away(self, pid: int) -> None:
        k = self.k
        children = k.children[pid]
        if not children:
            return
        k.children[pid] = ()
        before = {k.process[child].pgid: self.is_orphaned(k.process[child].pgid) for child in children}
        for child in children:
            k.process[child] = k.process[child]._replace(ppid=INIT)
            k.children[INIT] = (*k.children.get(INIT, ()), child)
        for pgid in sorted(group for group, orphan in before.items() if not orphan):
            self._hang_up_if_orphaned(pgid)
        if any(k.hot[child].state == ProcessState.ZOMBIE for child in children):
            k.wake(("child", INIT))

    def is_orphaned(self, pgid: int) -> bool:
        """POSIX: no member has a parent in another group of the same session. (init's children count as such.)"""
        rows = self.k.process
        for row in rows.values():
            parent = rows.get(row.ppid)
            if row.pgid == pgid and parent is not None and parent.pid != INIT and parent.pgid != pgid and parent.sid == row.sid:
                return False
        return True

    def _hang_up_if_orphaned(self, pgid: int) -> None:
        """POSIX: a newly orphaned group with a stopped member gets SIGHUP and SIGCONT."""
        members = [pid for pid, row in self.k.process.items() if row.pgid == pgid]
        if self.is_orphaned(pgid) and any(self.k.hot[pid].stopped for pid in members):
            for number in (Signal.SIGHUP, Signal.SIGCONT):
                self.k.signal_group(pgid, number)

    def _report_end(self, pid: int) -> None:
        k = self.k
        parent = k.process[pid].ppid
        if parent not in k.process:
            return
        entry = k.signals[parent].handlers[Signal.SIGCHLD]
        if entry.handler == SIG_IGN or entry.flags & SigAction.SA_NOCLDWAIT:
            self.reap(pid)
        signal.send(k, parent, Signal.SIGCHLD)
        k.wake(("child", parent))

    def reap(self, pid: int) -> None:
        """Remove a zombie; its parent inherits its time."""
        k = self.k
        row = k.process.pop(pid)
        parent = k.process[row.ppid]
        spent = k.ticks.pop(pid) + row.child_ticks
        k.process[row.ppid] = parent._replace(child_ticks=parent.child_ticks + spent)
        k.children[row.ppid] = tuple(child for child in k.children[row.ppid] if child != pid)
        for table in (k.hot, k.fds, k.signals, k.children):
            del table[pid]


@system_call("fork")
def sys_fork(k: "Kernel", pid: int, args: Arguments) -> int:
    """fork(): the child's pid; the child itself sees 0, because its copied registers get result 0 here."""
    child = k.processes.create_process(pid).pid
    space = k.space(child)
    space.set(0, 0)
    space.set_word(CTX_FLAGS, space.flags & ~FLAG_C)
    space.set_word(CTX_MODE, MODE_USER)
    k.processes.enqueue(child)
    if k.trace:
        k.tell(Forked(k.vars["ticks"], pid, child))
    return child


@system_call("exit")
def sys_exit(k: "Kernel", pid: int, args: Arguments) -> None:
    """exit(status): the low eight bits reach the parent."""
    k.processes.terminate_process(pid, exited(args[0]))


def _wanted(k: "Kernel", pid: int, who: int) -> list[int]:
    """Children that waitpid's first argument names."""
    children = k.children[pid]
    if who > 0:
        return [who] if who in children else []
    if who == -1:
        return list(children)
    group = -who if who else k.process[pid].pgid
    return [child for child in children if k.process[child].pgid == group]


def _news(k: "Kernel", child: int, options: int) -> int | None:
    """The status word wait has to tell of a child, None without news."""
    row = k.hot[child]
    if row.state == ProcessState.ZOMBIE:
        return row.status
    if row.report == 1 and row.stopped and options & WaitOption.WUNTRACED:
        return row.stopped << 8 | 0x7F
    if row.report == 2 and options & WaitOption.WCONTINUED:
        return 0xFFFF
    return None


@system_call("wait")
def sys_wait(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """wait(pid, status, options): the child that ended (or stopped, went on); 0 with WNOHANG and no news."""
    options = args[2]
    if options & ~WAIT_OPTIONS:
        raise KernelError(Errno.EINVAL)
    children = _wanted(k, pid, signal.signed(args[0]))
    if not children:
        raise KernelError(Errno.ECHILD)
    for child in children:
        status = _news(k, child, options)
        if status is not None:
            return _told(k, pid, child, status, args[1])
    return 0 if options & WaitOption.WNOHANG else Block(("child", pid))


def _told(k: "Kernel", pid: int, child: int, status: int, address: int) -> int:
    if address:
        k.copy_out(pid, address, _STATUS.pack(status))
    if k.hot[child].state == ProcessState.ZOMBIE:
        k.processes.reap(child)
    else:
        k.hot[child] = k.hot[child]._replace(report=0)
    return child


@system_call("getpid")
def sys_getpid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getpid()."""
    return pid


@system_call("getppid")
def sys_getppid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getppid()."""
    return k.process[pid].ppid


def _other(k: "Kernel", pid: int, who: int) -> Process:
    found = k.process.get(who or pid)
    if found is None:
        raise KernelError(Errno.ESRCH)
    return found


@system_call("setpgid")
def sys_setpgid(k: "Kernel", pid: int, args: Arguments) -> int:
    """setpgid(pid, pgid): oneself or a child that has not called exec, within one session."""
    who, pgid = args[0] or pid, args[1] or args[0] or pid
    row, me = k.process.get(who), k.process[pid]
    if row is None or (who != pid and row.ppid != pid):
        raise KernelError(Errno.ESRCH)
    if signal.signed(pgid) < 0:
        raise KernelError(Errno.EINVAL)
    if who != pid and row.did_exec:
        raise KernelError(Errno.EACCES)
    exists = pgid == who or any(other.pgid == pgid and other.sid == me.sid for other in k.process.values())
    if row.sid != me.sid or row.sid == who or not exists:
        raise KernelError(Errno.EPERM)
    k.process[who] = row._replace(pgid=pgid)
    return 0


@system_call("getpgid")
def sys_getpgid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getpgid(pid)."""
    return _other(k, pid, args[0]).pgid


@system_call("setsid")
def sys_setsid(k: "Kernel", pid: int, args: Arguments) -> int:
    """setsid(): a new session and group without a terminal; EPERM for a group's leader."""
    if any(row.pgid == pid for row in k.process.values()) and not (pid == INIT and k.process[pid].sid == INIT and k.process[pid].tty < 0):
        raise KernelError(Errno.EPERM)
    k.process[pid] = k.process[pid]._replace(sid=pid, pgid=pid, tty=-1)
    return pid


@system_call("getsid")
def sys_getsid(k: "Kernel", pid: int, args: Arguments) -> int:
    """getsid(pid)."""
    return _other(k, pid, args[0]).sid


@system_call("halt")
def sys_halt(k: "Kernel", pid: int, args: Arguments) -> int:
    """halt(status): root stops the machine."""
    if k.cred(pid).euid:
        raise KernelError(Errno.EPERM)
    k.processes.halt(args[0])
    return 0
