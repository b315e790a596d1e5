"""The way into the kernel and back: what happens when an engine stops.

At a trap the registers are copied into the kernel page's saved area and the mode there becomes KERNEL; it is USER again when the call is answered.
A system call's instruction has retired; its handler runs between two instructions and costs no tick. Faults become page faults the kernel
resolves, or the Unix signal of their kind.
"""

import struct
from typing import TYPE_CHECKING

from ucvm.abi.errno import Errno
from ucvm.abi.layout import BANK_SHIFT, CTX_FLAGS, CTX_MODE, CTX_SAVED, CTX_TRAP, CTX_VECTORS, FLAG_C, MODE_KERNEL, MODE_USER
from ucvm.abi.signals import Signal
from ucvm.hw.engines.base import Stop
from ucvm.hw.mmu import AddressSpace
from ucvm.isa.trap import TrapKind
from ucvm.kernel import pipe, signal, time
from ucvm.kernel.records import CallRecord, Hot, ProcessState
from ucvm.kernel.syscall import HELD, Arguments, Block, Channel, KernelError, Wait

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

BREAKPOINT_INT = 3
VECTOR_COUNT = 64
FLUSH: Channel = ("flush",)
"""Where the flusher sleeps."""
_REGISTERS = 19
_FLAGS, _MODE, _TRAP, _SAVED = (offset >> 2 for offset in (CTX_FLAGS, CTX_MODE, CTX_TRAP, CTX_SAVED))
_SAVED_END = _SAVED + _REGISTERS
"""Words of the context block."""
_SYSCALL, _BANK, _FAULT, _INT, _BUDGET = TrapKind.SYSCALL, TrapKind.BANK, TrapKind.FAULT, TrapKind.INT, TrapKind.BUDGET
_RUNNING = ProcessState.RUNNING
_CALL = struct.Struct("<6I")
"""r0–r5 at the start of the context block: a call's number and arguments."""
_U32 = struct.Struct("<I")

SIGNAL_OF: dict[TrapKind, Signal] = {
    TrapKind.FAULT: Signal.SIGSEGV,
    TrapKind.BANK: Signal.SIGSEGV,
    TrapKind.ALIGN: Signal.SIGBUS,
    TrapKind.DEVICE: Signal.SIGBUS,
    TrapKind.ILLEGAL: Signal.SIGILL,
    TrapKind.HLT: Signal.SIGILL,
    TrapKind.IRET: Signal.SIGILL,
    TrapKind.RDCTL: Signal.SIGILL,
    TrapKind.WRCTL: Signal.SIGILL,
    TrapKind.DIVIDE: Signal.SIGFPE,
    TrapKind.BRK: Signal.SIGTRAP,
}


class TrapPath:
    """Serves traps of the running process."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel

    def serve(self, pid: int, space: AddressSpace, stop: Stop) -> None:
        """Act on an engine's stop (time is already accounted)."""
        kind = stop.kind
        if kind == _SYSCALL:
            self._system_call(pid, space)
        elif kind == _BANK and self.k.vm.show_bank(pid, stop.value >> BANK_SHIFT):
            return
        elif kind == _FAULT:
            self._page_fault(pid, space, stop)
        elif kind == _INT:
            self._interrupt(pid, space, stop)
        elif kind != _BUDGET:
            self._earned(pid, space, stop)

    def settle(self) -> int:
        """Do everything that happens before the next instruction: timers, calls that go on, signals, scheduling.

        Gives the process whose instruction is next, 0 when there is none (idle or halted). Doing it twice changes nothing more.
        """
        k = self.k
        v, processes = k.vars, k.processes
        while not v["halted"]:
            if processes.timers:
                time.expire(k)
            pid = v["current_pid"]
            if pid and self._attend(pid) and v["quantum"] > 0:
                return pid
            pid = processes.schedule_next()
            if not pid:
                return 0
            if k.process[pid].kernel:
                self._kernel_step(pid)
        return 0

    def _attend(self, pid: int) -> bool:
        """Go on with the call and the signals of the current process; whether it can execute an instruction then."""
        k = self.k
        row, state = k.hot.get(pid), k.signals.get(pid)
        if row is None or state is None or (k.traced and k.tracing.stepped(pid)):
            return False
        if row.wait is None and not state.pending:
            return row.state == _RUNNING
        if row.wait is not None and row.state == _RUNNING and not state.pending & signal.bit(Signal.SIGKILL):
            self.resume(pid)
            row, state = k.hot[pid], k.signals[pid]
        if state.pending & ~(state.mask & ~signal.UNBLOCKABLE):
            return self._signalled(pid)
        return row.state == _RUNNING

    def _signalled(self, pid: int) -> bool:
        """Deliver signals to the current process; when none of them ended its call, it waits on."""
        k = self.k
        row = k.hot[pid]
        if row.stopped or row.state not in (ProcessState.RUNNING, ProcessState.BLOCKED):
            return False
        if row.state == ProcessState.BLOCKED:
            k.processes.leave_channel(pid)
            k.hot[pid] = row._replace(state=ProcessState.RUNNING)
        if not signal.deliver(k, pid):
            return False
        wait = k.hot[pid].wait
        if wait is not None:
            k.processes.block(pid, wait)
        return wait is None and k.hot[pid].state == ProcessState.RUNNING

    def _kernel_step(self, pid: int) -> None:
        """The flusher's turn: make room, then sleep until it is needed again."""
        self.k.vm.reclaim()
        self.k.processes.block(pid, Wait(0, (), 0, None, FLUSH))

    # System calls
    def _system_call(self, pid: int, space: AddressSpace) -> None:
        k, u32, at = self.k, self.k.ram.u32, space.base >> 2
        u32[at + _SAVED : at + _SAVED_END] = u32[at : at + _REGISTERS]
        u32[at + _TRAP] = _SYSCALL
        u32[at + _MODE] = MODE_KERNEL
        number, *words = _CALL.unpack_from(k.ram.u8, space.base)
        args = tuple(words)
        k.vars["syscalls"] += 1
        if k.trace:
            k.trace_call(pid, number, args)
        if not k.traced or not k.tracing.before_call(pid, number, args):
            self._invoke(pid, number, args)

    def _invoke(self, pid: int, number: int, args: Arguments) -> None:
        k = self.k
        try:
            result = k.calls.invoke(k, pid, number, args)
        except KernelError as error:
            self.give_up(pid)
            self.answer(pid, number, args, -1, int(error.errno))
            return
        if type(result) is int:
            row = k.hot[pid]
            if row.wait is not None:
                k.hot[pid] = Hot(row.state, None, *row[2:])
            self.answer(pid, number, args, result, 0)
        elif result is None:
            self._finished(pid, number, args)
        else:
            assert isinstance(result, Block), f"handler of call {number} answered {result!r}"
            k.processes.block(pid, Wait(number, args, result.done, result.deadline, result.channel))
            if k.trace:
                k.trace_blocked(pid, number, args)

    def _finished(self, pid: int, number: int, args: Arguments) -> None:
        """A handler that set the registers itself: sigreturn, or exit (then there is no context any more)."""
        k, row = self.k, self.k.hot.get(pid)
        k.last_call["last"] = CallRecord(pid, number, args, 0, 0, k.vars["ticks"])
        if row is not None and row.state != ProcessState.ZOMBIE and row.wait is None:
            k.space(pid).set_word(CTX_MODE, MODE_USER)
            if k.traced:
                k.tracing.after_call(pid, number, args, 0, 0)
        if k.trace:
            k.trace_answer(pid, number, args, 0, 0)

    def answer(self, pid: int, number: int, args: Arguments, result: int, errno: int) -> None:
        """Put a call's result into the registers: r0, carry, and r1 on an error."""
        k, u32 = self.k, self.k.ram.u32
        at = k.process[pid].frame << 10
        u32[at] = result & 0xFFFFFFFF
        if errno:
            u32[at + 1] = errno
            u32[at + _FLAGS] |= FLAG_C
        else:
            u32[at + _FLAGS] &= ~FLAG_C
        u32[at + _MODE] = MODE_USER
        k.ram.dirty.add(at >> 10)
        k.last_call["last"] = CallRecord(pid, number, args, result, errno, k.vars["ticks"])
        if k.traced:
            k.tracing.after_call(pid, number, args, result, errno)
        if k.trace:
            k.trace_answer(pid, number, args, result, errno)

    def resume(self, pid: int) -> None:
        """Go on with the call a process waits in: its handler is called again with the record. A call that was held begins."""
        wait = self.k.hot[pid].wait
        assert wait is not None
        if wait.channel == HELD:
            self.k.hot[pid] = self.k.hot[pid]._replace(wait=None)
        self._invoke(pid, wait.call, wait.args)

    def give_up(self, pid: int) -> None:
        """The call a process waits in will not go on: what was begun for it is taken back."""
        row = self.k.hot[pid]
        if row.wait is not None:
            self.k.hot[pid] = row._replace(wait=None)
            self.k.delegation.abandon(row.wait)
            self.k.processes.polls.pop(pid, None)
            pipe.abandon(self.k, row.wait)

    def cancel(self, pid: int, wait: Wait) -> None:
        """End a waiting call with EINTR; a sleep tells how much is left."""
        if wait.channel == time.SLEEP and wait.deadline is not None:
            time.tell_rest(self.k, pid, wait.args[1], wait.deadline)
        self.answer(pid, wait.call, wait.args, -1, int(Errno.EINTR))

    # Faults
    def _note(self, space: AddressSpace, stop: Stop) -> None:
        """Show the trap in the kernel page."""
        u32, at = self.k.ram.u32, space.base >> 2
        u32[at + _SAVED : at + _SAVED_END] = u32[at : at + _REGISTERS]
        u32[at + _TRAP] = stop.kind
        u32[at + _TRAP + 1] = stop.value & 0xFFFFFFFF
        self.k.ram.dirty.add(space.frame)

    def _page_fault(self, pid: int, space: AddressSpace, stop: Stop) -> None:
        try:
            if self.k.vm.fault(pid, stop.value, stop.write):
                return
        except KernelError:
            self.k.processes.terminate_process(pid, Signal.SIGKILL)
            return
        self._earned(pid, space, stop)

    def _earned(self, pid: int, space: AddressSpace, stop: Stop) -> None:
        self._note(space, stop)
        signal.force(self.k, pid, SIGNAL_OF[stop.kind])

    def _interrupt(self, pid: int, space: AddressSpace, stop: Stop) -> None:
        """INT n: 3 is a breakpoint; others call the handler that the vector table names, or are illegal."""
        number = stop.value
        self._note(space, stop)
        handler = space.word(CTX_VECTORS + 4 * number) if number < VECTOR_COUNT else 0
        if number == BREAKPOINT_INT or not handler:
            signal.force(self.k, pid, Signal.SIGTRAP if number == BREAKPOINT_INT else Signal.SIGILL)
            return
        try:
            self.k.copy_out(pid, space.sp - 4, _U32.pack(space.pc))
        except KernelError:
            signal.force(self.k, pid, Signal.SIGSEGV)
            return
        space.sp -= 4
        space.jump(handler)
