"""Signals: sending, delivering, stopping and going on; calls 50–55.

A signal frame is 21 words on the program's stack (docs/abi.md); the handler returns into the restorer, which issues sigreturn. A call that a
handler interrupts answers what was done, or with SA_RESTART its record is kept in `Signals.restarts` with the address of the frame and goes on at
sigreturn, or EINTR. Frames left by longjmp are noticed by their address: whatever lies below the stack pointer of a new frame is gone.
"""

import struct
from typing import TYPE_CHECKING

from ucvm.abi.constants import SIG_DFL, SIG_IGN, SigAction, SigMask
from ucvm.abi.errno import Errno
from ucvm.abi.signals import NSIG, ROWS, Action, Signal
from ucvm.abi.structs import SIGACTION
from ucvm.hw.mmu import CONTEXT
from ucvm.kernel.records import DEFAULT, HALTED, Process, ProcessState, SignalHandler, Signals
from ucvm.kernel.syscall import Arguments, Block, KernelError, Wait, system_call
from ucvm.kernel.trace import SignalTaken

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

FRAME = struct.Struct("<21I")
"""r0 … r15, sp, pc, flags, the old mask, the signal."""
_U32 = struct.Struct("<I")


def bit(number: int) -> int:
    """The mask of one signal."""
    return 1 << (number - 1)


UNBLOCKABLE = bit(Signal.SIGKILL) | bit(Signal.SIGSTOP)
STOPS = sum(bit(row.number) for row in ROWS.values() if row.action == Action.STOP)
NEVER_RESTARTED = frozenset(("nanosleep", "sigsuspend", "open", "poll"))
"""Calls that SA_RESTART does not cover: POSIX, sigaction; and the open of a fifo, whose other side must find its opener waiting."""


def action_of(number: int) -> Action:
    """Default action; numbers without a row terminate."""
    return ROWS[number].action if number in ROWS else Action.TERMINATE


def is_ignored(signals: Signals, number: int) -> bool:
    """Whether a delivery would do nothing."""
    handler = signals.handlers[number].handler
    return handler == SIG_IGN or (handler == SIG_DFL and action_of(number) == Action.IGNORE)


def send(k: "Kernel", pid: int, number: int) -> None:
    """Make a signal pending and wake its receiver if it has to act on it. Zombies and kernel processes take none."""
    row = k.hot[pid]
    if row.state == ProcessState.ZOMBIE or k.process[pid].kernel:
        return
    state = k.signals[pid]
    if number == Signal.SIGCONT:
        state = state._replace(pending=state.pending & ~STOPS)
        go_on(k, pid)
    elif bit(number) & STOPS:
        state = state._replace(pending=state.pending & ~bit(Signal.SIGCONT))
    if is_ignored(state, number) and not state.mask & bit(number):
        k.signals[pid] = state
        return
    k.signals[pid] = state._replace(pending=state.pending | bit(number))
    _notice(k, pid, number)


def _notice(k: "Kernel", pid: int, number: int) -> None:
    """Wake the receiver unless the signal is blocked, or it is stopped and this is not SIGKILL."""
    row, state = k.hot[pid], k.signals[pid]
    if row.state != ProcessState.BLOCKED or state.mask & bit(number) & ~UNBLOCKABLE:
        return
    if row.stopped:
        if number == Signal.SIGKILL:
            leave_stop(k, pid)
        return
    k.processes.unblock(pid)


def leave_stop(k: "Kernel", pid: int) -> None:
    """A stopped process is READY again, in the call it was in."""
    k.processes.leave_channel(pid)
    k.hot[pid] = k.hot[pid]._replace(stopped=0)
    k.processes.make_ready(pid)


def go_on(k: "Kernel", pid: int) -> None:
    """SIGCONT: a stopped process continues, in the call it was in."""
    row = k.hot[pid]
    if row.stopped in (0, HALTED):
        return
    k.hot[pid] = row._replace(report=2)
    leave_stop(k, pid)
    _tell_parent(k, pid)


def stop(k: "Kernel", pid: int, number: int) -> None:
    """The default action of stop signals, on the running process: BLOCKED with cause "stopped" until SIGCONT or SIGKILL.

    A call it was in goes on waiting on its channel; a wake-up there is noticed when it continues.
    """
    wait = k.hot[pid].wait
    if wait is not None:
        k.processes.block(pid, wait)
    k.hot[pid] = k.hot[pid]._replace(state=ProcessState.BLOCKED, stopped=number, report=1)
    _tell_parent(k, pid)


def _tell_parent(k: "Kernel", pid: int) -> None:
    parent = k.process[pid].ppid
    if parent not in k.process:
        return
    if not k.signals[parent].handlers[Signal.SIGCHLD].flags & SigAction.SA_NOCLDSTOP:
        send(k, parent, Signal.SIGCHLD)
    k.wake(("child", parent))


def force(k: "Kernel", pid: int, number: int) -> None:
    """A signal the process has just earned itself (a trap): if it is blocked or ignored, the default action happens all the same."""
    state = k.signals[pid]
    if state.mask & bit(number) or state.handlers[number].handler == SIG_IGN:
        handlers = (*state.handlers[:number], DEFAULT, *state.handlers[number + 1 :])
        state = state._replace(mask=state.mask & ~bit(number), handlers=handlers)
    k.signals[pid] = state._replace(pending=state.pending | bit(number))


def deliver(k: "Kernel", pid: int) -> bool:
    """Act on all deliverable signals of the process about to run; False when it does not run now (ended or stopped)."""
    while True:
        state = k.signals[pid]
        ready = state.pending & ~(state.mask & ~UNBLOCKABLE)
        if not ready:
            return True
        number = (ready & -ready).bit_length() if not ready & bit(Signal.SIGKILL) else int(Signal.SIGKILL)
        if k.traced and k.tracing.before_signal(pid, number):
            return False
        k.signals[pid] = state._replace(pending=state.pending & ~bit(number))
        if not _act(k, pid, number):
            return False


def _act(k: "Kernel", pid: int, number: int) -> bool:
    entry = k.signals[pid].handlers[number]
    if k.trace:
        k.tell(SignalTaken(k.vars["ticks"], pid, number, entry.handler))
    if entry.handler == SIG_DFL:
        return _default(k, pid, number)
    if entry.handler == SIG_IGN:
        return True
    return _call_handler(k, pid, number, entry)


def _default(k: "Kernel", pid: int, number: int) -> bool:
    action = action_of(number)
    if action == Action.TERMINATE:
        k.processes.terminate_process(pid, number)
        return False
    if action == Action.STOP and not (number != Signal.SIGSTOP and k.processes.is_orphaned(k.process[pid].pgid)):
        stop(k, pid, number)
        return False
    return True


def _call_handler(k: "Kernel", pid: int, number: int, entry: SignalHandler) -> bool:
    """Write the signal frame and enter the handler; a stack that cannot hold it kills with SIGSEGV."""
    waiting = _interrupt(k, pid, entry)
    space, state = k.space(pid), k.signals[pid]
    words = CONTEXT.unpack_from(k.ram.u8, space.base)
    old_mask = state.mask if state.suspended < 0 else state.suspended
    at = (space.sp & ~3) - FRAME.size
    image = _U32.pack(entry.restorer) + FRAME.pack(*words[:16], words[17], words[16], words[18], old_mask, number)
    try:
        k.copy_out(pid, at - 4, image)
    except KernelError:
        k.processes.terminate_process(pid, Signal.SIGSEGV)
        return False
    k.signals[pid] = _entered(state, number, entry, at, waiting)
    space.set(0, number)
    space.sp = at - 4
    space.jump(entry.handler)
    return True


def _entered(state: Signals, number: int, entry: SignalHandler, frame: int, waiting: Wait | None) -> Signals:
    """The signal state while the handler runs."""
    own = 0 if entry.flags & SigAction.SA_NODEFER else bit(number)
    handlers = state.handlers
    if entry.flags & SigAction.SA_RESETHAND:
        handlers = (*handlers[:number], DEFAULT, *handlers[number + 1 :])
    restarts = tuple(item for item in state.restarts if item[0] > frame)
    if waiting is not None:
        restarts += ((frame, waiting),)
    mask = (state.mask | entry.mask | own) & ~UNBLOCKABLE
    return state._replace(mask=mask, suspended=-1, handlers=handlers, restarts=restarts)


def _interrupt(k: "Kernel", pid: int, entry: SignalHandler) -> Wait | None:
    """End the call the process is blocked in as a handler does; the record when SA_RESTART keeps it."""
    row = k.hot[pid]
    wait = row.wait
    if wait is None:
        return None
    name = k.calls.calls[wait.call].name
    if not wait.done and entry.flags & SigAction.SA_RESTART and name not in NEVER_RESTARTED:
        k.hot[pid] = row._replace(wait=None)
        return wait
    k.trap.give_up(pid)
    if wait.done:
        k.trap.answer(pid, wait.call, wait.args, wait.done, 0)
    else:
        k.trap.cancel(pid, wait)
    return None


@system_call("sigreturn")
def sys_sigreturn(k: "Kernel", pid: int, args: Arguments) -> Block | None:
    """sigreturn(): the registers, the mask and an interrupted call as the frame at sp saved them."""
    space, state = k.space(pid), k.signals[pid]
    frame = space.sp
    words = FRAME.unpack(k.copy_in(pid, frame, FRAME.size))
    k.ram.write(space.base, CONTEXT.pack(*words[:16], words[17], words[16], words[18] & 0xF))
    mine = [wait for at, wait in state.restarts if at == frame]
    rest = tuple(item for item in state.restarts if item[0] > frame)
    k.signals[pid] = state._replace(mask=words[19] & ~UNBLOCKABLE, restarts=rest)
    if mine:
        k.hot[pid] = k.hot[pid]._replace(wait=mine[0])
        k.trap.resume(pid)
    return None


def _may_signal(k: "Kernel", sender: Process, target: Process, number: int) -> bool:
    mine, theirs = sender.cred, target.cred
    if not mine.euid or mine.euid in (theirs.uid, theirs.suid) or mine.uid in (theirs.uid, theirs.suid):
        return True
    return number == Signal.SIGCONT and sender.sid == target.sid


def _targets(k: "Kernel", pid: int, who: int) -> list[int]:
    rows = k.process
    if who > 0:
        return [who] if who in rows else []
    if who == -1:
        return [other for other in rows if other not in (1, pid) and not rows[other].kernel]
    group = -who if who else rows[pid].pgid
    return [other for other, row in rows.items() if row.pgid == group]


def signed(word: int) -> int:
    """An argument word as int."""
    return word - (1 << 32) if word >> 31 else word


@system_call("kill")
def sys_kill(k: "Kernel", pid: int, args: Arguments) -> int:
    """kill(pid, signal): ESRCH without a target, EPERM when it may signal none of them."""
    who, number = signed(args[0]), args[1]
    if number >= NSIG:
        raise KernelError(Errno.EINVAL)
    targets = _targets(k, pid, who)
    if not targets:
        raise KernelError(Errno.ESRCH)
    allowed = [other for other in targets if _may_signal(k, k.process[pid], k.process[other], number)]
    if not allowed:
        raise KernelError(Errno.EPERM)
    for other in allowed if number else ():
        send(k, other, number)
    return 0


@system_call("sigaction")
def sys_sigaction(k: "Kernel", pid: int, args: Arguments) -> int:
    """sigaction(signal, new, old): EINVAL for SIGKILL and SIGSTOP; setting a signal to be ignored discards a pending one."""
    number, new, old = args[:3]
    if not 0 < number < NSIG or (new and bit(number) & UNBLOCKABLE):
        raise KernelError(Errno.EINVAL)
    state = k.signals[pid]
    handler = SignalHandler(*SIGACTION.packer.unpack(k.copy_in(pid, new, SIGACTION.packer.size))) if new else None
    if old:
        k.copy_out(pid, old, SIGACTION.packer.pack(*state.handlers[number]))
    if handler is None:
        return 0
    state = state._replace(handlers=(*state.handlers[:number], handler, *state.handlers[number + 1 :]))
    if is_ignored(state, number):
        state = state._replace(pending=state.pending & ~bit(number))
    k.signals[pid] = state
    return 0


@system_call("sigprocmask")
def sys_sigprocmask(k: "Kernel", pid: int, args: Arguments) -> int:
    """sigprocmask(how, new, old): SIGKILL and SIGSTOP stay unblocked."""
    how, new, old = args[:3]
    state = k.signals[pid]
    mask = state.mask
    if new:
        (wanted,) = _U32.unpack(k.copy_in(pid, new, 4))
        if how not in tuple(SigMask):
            raise KernelError(Errno.EINVAL)
        mask = {SigMask.SIG_BLOCK: mask | wanted, SigMask.SIG_UNBLOCK: mask & ~wanted, SigMask.SIG_SETMASK: wanted}[SigMask(how)]
    if old:
        k.copy_out(pid, old, _U32.pack(state.mask))
    if mask != state.mask:
        k.signals[pid] = state._replace(mask=mask & ~UNBLOCKABLE)
    return 0


@system_call("sigpending")
def sys_sigpending(k: "Kernel", pid: int, args: Arguments) -> int:
    """sigpending(set): pending signals that the mask holds back."""
    state = k.signals[pid]
    k.copy_out(pid, args[0], _U32.pack(state.pending & state.mask))
    return 0


@system_call("sigsuspend")
def sys_sigsuspend(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """sigsuspend(mask): sleeps until a handler has been called; the old mask comes back with the handler's return."""
    if k.wait_of(pid) is None:
        state = k.signals[pid]
        k.signals[pid] = state._replace(mask=args[0] & ~UNBLOCKABLE, suspended=state.mask)
    return Block(("signal", pid))
