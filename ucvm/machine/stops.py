"""Where a run may be asked to stop: predicates for Machine.run's `until`, each made at one moment to hold at the next of its kind."""

from collections.abc import Callable

from ucvm.abi.constants import Device
from ucvm.abi.syscalls import BY_NAME
from ucvm.kernel.file import DEVICE_TYPES
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.trace import CallEvent, KernelEvent
from ucvm.machine.machine import Machine

Until = Callable[[], bool]
_EXEC, _READ = BY_NAME["exec"].number, BY_NAME["read"].number


def next_call(machine: Machine) -> Until:
    """After the next system call entered the kernel."""
    v = machine.kernel.vars
    before = v["syscalls"]
    return lambda: bool(v["syscalls"] != before)


def next_switch(machine: Machine) -> Until:
    """When another process than now is about to run."""
    v = machine.kernel.vars
    before = v["current_pid"]
    return lambda: v["current_pid"] not in (0, before)


class CallWatch:
    """Notices system calls that a test picks, as they enter, block or return. For a with statement."""

    def __init__(self, machine: Machine, test: Callable[[CallEvent], bool]) -> None:
        self._kernel, self._test = machine.kernel, test
        self._seen = False

    def __enter__(self) -> "CallWatch":
        self._kernel.trace.append(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        self._kernel.trace.remove(self._note)

    def __call__(self) -> bool:
        """Whether there was one since the last time it was asked."""
        seen, self._seen = self._seen, False
        return seen

    def _note(self, event: KernelEvent) -> None:
        self._seen |= isinstance(event, CallEvent) and self._test(event)


def is_command(k: Kernel, event: CallEvent) -> bool:
    """Whether a finished call began a command: exec, or a read that got something from the terminal."""
    if event.number == _EXEC:
        return True
    return event.number == _READ and bool(event.result) and _is_terminal(k, event.pid, event.args[0])


def _is_terminal(k: Kernel, pid: int, fd: int) -> bool:
    slots = k.fds.get(pid, ())
    stream = k.streams.get(slots[fd] >> 1) if fd < len(slots) else None
    return stream is not None and stream.type in DEVICE_TYPES and stream.target == Device.CONSOLE
