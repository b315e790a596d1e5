"""THE TRACE: what a kernel tells whoever listens, as typed events; and what programs put in, calls 88 and 89.

Every event begins with `tick` (instructions retired by then) and `pid`. Telling changes nothing (design, law 6): listeners are the host's.
"""

from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.syscall import Arguments, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

BEAM_LIMIT = 1024
ENTROPY_LIMIT = 4096


class CallEvent(NamedTuple):
    """A system call enters (result None) or leaves; `blocked` when it went to sleep instead. args are the five argument words."""

    tick: int
    pid: int
    number: int
    args: tuple[int, ...]
    result: int | None
    errno: int
    blocked: bool


class SignalTaken(NamedTuple):
    """A process acts on a signal: `handler` is the address it enters, 0 for the default action, 1 when it is ignored."""

    tick: int
    pid: int
    signal: int
    handler: int


class Forked(NamedTuple):
    """A process got a child."""

    tick: int
    pid: int
    child: int


class Executed(NamedTuple):
    """A process got a new program."""

    tick: int
    pid: int
    name: str
    argv: tuple[bytes, ...]


class Exited(NamedTuple):
    """A process ended; `status` is wait's word."""

    tick: int
    pid: int
    status: int


class Beam(NamedTuple):
    """A typed event that a program emitted: kind, bytes."""

    tick: int
    pid: int
    kind: int
    data: bytes


KernelEvent = CallEvent | SignalTaken | Forked | Executed | Exited | Beam


@system_call("beam_emit")
def sys_beam_emit(k: "Kernel", pid: int, args: Arguments) -> int:
    """beam_emit(kind, buf, len): the bytes taken; EINVAL for more than BEAM_LIMIT. Who listens to traces gets it; nothing is kept."""
    kind, address, length = args[:3]
    if length > BEAM_LIMIT:
        raise KernelError(Errno.EINVAL)
    data = k.copy_in(pid, address, length)
    if k.trace:
        k.tell(Beam(k.vars["ticks"], pid, kind, data))
    return length


@system_call("entropy_probe")
def sys_entropy_probe(k: "Kernel", pid: int, args: Arguments) -> int:
    """entropy_probe(buf, len): bytes of the machine's seeded generator; EINVAL for more than ENTROPY_LIMIT."""
    address, length = args[:2]
    if length > ENTROPY_LIMIT:
        raise KernelError(Errno.EINVAL)
    k.vm.check_out(pid, address, length)
    k.copy_out(pid, address, k.random_bytes(length))
    return length
