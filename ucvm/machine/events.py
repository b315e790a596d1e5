"""Inputs of a machine: everything that comes from outside enters as one of these between two instructions, and is logged (design, law 5).

Boot parameters, the boot image and the log of stamped events are the whole run: replay sends the same events at the same ticks.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ucvm.kernel import hostio, signal, tty
from ucvm.kernel.delegation import Answer
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.mode import ExecutionMode, OutputMode
from ucvm.kernel.module import BootError
from ucvm.kernel.syscall import KernelError
from ucvm.machine.folder import Entry, put_tree


class Keys(NamedTuple):
    """Bytes typed at the console."""

    data: bytes


class HostInput(NamedTuple):
    """Bytes for host stream `fd` (0)."""

    fd: int
    data: bytes


class HostEof(NamedTuple):
    """The host's end of file on stream `fd` (0)."""

    fd: int


class HostClosed(NamedTuple):
    """Nobody reads host stream `fd` (1, 2) any more."""

    fd: int


class Resize(NamedTuple):
    """The window has another size."""

    rows: int
    cols: int


class SetMode(NamedTuple):
    """Switch the execution mode."""

    mode: str


class SetOutput(NamedTuple):
    """Switch the output mode."""

    output: str


class Advance(NamedTuple):
    """Idle time passes."""

    nanoseconds: int


class SignalEvent(NamedTuple):
    """A signal from outside."""

    pid: int
    signal: int


class Delegated(NamedTuple):
    """The answer to a delegation request; errno 0 is success."""

    request: int
    data: bytes
    errno: int


class MountFolder(NamedTuple):
    """A folder of the host appears at a directory: its entries by relative path, parents first. Raises BootError when it does not fit."""

    guest: str
    entries: tuple[tuple[bytes, Entry], ...]
    read_only: bool


Event = Keys | HostInput | HostEof | HostClosed | Resize | SetMode | SetOutput | Advance | SignalEvent | Delegated | MountFolder


class Logged(NamedTuple):
    """An event with its place: the tick at which it entered, and its number among all events of the run."""

    tick: int
    sequence: int
    event: Event


def _keys(k: Kernel, event: Keys) -> None:
    tty.receive(k, event.data)


def _host_input(k: Kernel, event: HostInput) -> None:
    hostio.receive(k, event.fd, event.data)


def _host_eof(k: Kernel, event: HostEof) -> None:
    hostio.end(k, event.fd)


def _host_closed(k: Kernel, event: HostClosed) -> None:
    hostio.close(k, event.fd)


def _resize(k: Kernel, event: Resize) -> None:
    tty.resize(k, event.rows, event.cols)


def _set_mode(k: Kernel, event: SetMode) -> None:
    k.mode.switch_mode(ExecutionMode[event.mode])


def _set_output(k: Kernel, event: SetOutput) -> None:
    k.mode.switch_output(OutputMode[event.output])


def _advance(k: Kernel, event: Advance) -> None:
    k.vars["idle_ns"] += event.nanoseconds


def _signal(k: Kernel, event: SignalEvent) -> None:
    if event.pid in k.process:
        signal.send(k, event.pid, event.signal)


def _delegated(k: Kernel, event: Delegated) -> None:
    k.delegation.settle(event.request, Answer(event.data, event.errno))


def _mount_folder(k: Kernel, event: MountFolder) -> None:
    try:
        put_tree(k.fs, event.guest.encode("utf-8", "surrogateescape"), dict(event.entries), event.read_only)
    except KernelError as error:
        raise BootError(f"cannot mount a folder at {event.guest}: {error}") from None


APPLY: dict[type[Any], Callable[[Kernel, Any], None]] = {
    Keys: _keys,
    HostInput: _host_input,
    HostEof: _host_eof,
    HostClosed: _host_closed,
    Resize: _resize,
    SetMode: _set_mode,
    SetOutput: _set_output,
    Advance: _advance,
    SignalEvent: _signal,
    Delegated: _delegated,
    MountFolder: _mount_folder,
}


def check(event: Event) -> None:
    """ValueError with a sentence for an event that no machine takes."""
    if isinstance(event, Advance) and event.nanoseconds < 0:
        raise ValueError(f"time does not run backwards: {event.nanoseconds} ns")
    if isinstance(event, HostInput | HostEof | HostClosed) and event.fd not in (0, 1, 2):
        raise ValueError(f"host streams are 0, 1 and 2, not {event.fd}")
    if isinstance(event, SetMode) and event.mode not in ExecutionMode.__members__:
        raise ValueError(f"modes are {', '.join(ExecutionMode.__members__)}, not {event.mode}")
    if isinstance(event, SetOutput) and event.output not in OutputMode.__members__:
        raise ValueError(f"output modes are {', '.join(OutputMode.__members__)}, not {event.output}")


def apply(k: Kernel, event: Event) -> None:
    """Let an event act on the kernel."""
    APPLY[type(event)](k, event)
