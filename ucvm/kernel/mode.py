"""Execution and output mode (specification 3), calls 80 and 81, and what only FULL mode shows: call 82.

The two modes stand in a table of their own that the root leaves out: they say how a machine is shown, not what it is.
"""

from enum import Enum
from typing import TYPE_CHECKING

from ucvm.abi import constants
from ucvm.abi.constants import Open, Snapshot
from ucvm.abi.errno import Errno
from ucvm.kernel import file, tty
from ucvm.kernel.syscall import Arguments, KernelError, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

ASK = 0xFFFFFFFF


class ExecutionMode(Enum):
    """Whether the hardware is visible to the user."""

    SIMPLIFIED = "SIMPLIFIED"
    FULL = "FULL"


class OutputMode(Enum):
    """How much the door tells beside the terminal's output."""

    RAW = "RAW"
    VERBOSE = "VERBOSE"
    DEBUG = "DEBUG"


class ModeController:
    """The modes of one machine; a switch preserves everything else (specification 3.4)."""

    def __init__(self, table: Table[str, int]) -> None:
        self._table = table

    @property
    def current_mode(self) -> ExecutionMode:
        """Execution mode."""
        return ExecutionMode[constants.Mode(self._table["mode"]).name]

    @property
    def output_mode(self) -> OutputMode:
        """Output mode."""
        return OutputMode[constants.Output(self._table["output"]).name]

    def switch_mode(self, mode: ExecutionMode) -> None:
        """Change the execution mode."""
        self._table["mode"] = constants.Mode[mode.name].value

    def switch_output(self, mode: OutputMode) -> None:
        """Change the output mode."""
        self._table["output"] = constants.Output[mode.name].value

    def should_show_hardware(self) -> bool:
        """FULL?"""
        return self.current_mode is ExecutionMode.FULL


@system_call("mode")
def sys_mode(k: "Kernel", pid: int, args: Arguments) -> int:
    """mode(value): −1 asks; the mode afterwards."""
    if args[0] != ASK:
        if args[0] not in tuple(constants.Mode):
            raise KernelError(Errno.EINVAL)
        k.mode.switch_mode(ExecutionMode[constants.Mode(args[0]).name])
    return constants.Mode[k.mode.current_mode.name].value


@system_call("output")
def sys_output(k: "Kernel", pid: int, args: Arguments) -> int:
    """output(value): −1 asks; the mode afterwards."""
    if args[0] != ASK:
        if args[0] not in tuple(constants.Output):
            raise KernelError(Errno.EINVAL)
        k.mode.switch_output(OutputMode[constants.Output(args[0]).name])
    return constants.Output[k.mode.output_mode.name].value


@system_call("snapshot")
def sys_snapshot(k: "Kernel", pid: int, args: Arguments) -> int:
    """snapshot(kind, pid): a read-only descriptor on the state artifact, or a process's context page or memory, as they are now."""
    if not k.mode.should_show_hardware() or not _is_operator(k, pid):
        raise KernelError(Errno.EPERM)
    kind, who = args[0], args[1] or pid
    if kind not in tuple(Snapshot):
        raise KernelError(Errno.EINVAL)
    fd = file.free_fd(k, pid)
    data = _picture(k, Snapshot(kind), who)
    number = k.vars["next_stream"]
    stream = file.new_stream(k, file.StreamType.BLOB, file.NOWHERE, number, Open.O_RDONLY)
    k.blobs[stream.target] = data
    file.set_slot(k, pid, fd, stream.id << 1)
    return fd


def _is_operator(k: "Kernel", pid: int) -> bool:
    """Who may see everything, /etc/shadow too: root, the console's session, and anybody where no console is in use (then the host operates)."""
    return not k.cred(pid).euid or k.process[pid].tty >= 0 or not tty.console(k).session


def _picture(k: "Kernel", kind: Snapshot, who: int) -> bytes:
    if kind == Snapshot.SNAPSHOT_STATE:
        if k.artifact is None:
            raise KernelError(Errno.ENOSYS)
        return k.artifact()
    row = k.process.get(who)
    if row is None or not row.frame:
        raise KernelError(Errno.ESRCH)
    return k.ram.frame(row.frame) if kind == Snapshot.SNAPSHOT_CONTEXT else k.vm.image(who)
