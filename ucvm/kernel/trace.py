"""What programs put into the trace, and the machine's generator as programs ask it: calls 88 and 89."""

from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.syscall import Arguments, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

BEAM_LIMIT = 1024
ENTROPY_LIMIT = 4096


class Beam(NamedTuple):
    """A typed event that a program emitted: when, who, kind, bytes."""

    tick: int
    pid: int
    kind: int
    data: bytes


@system_call("beam_emit")
def sys_beam_emit(k: "Kernel", pid: int, args: Arguments) -> int:
    """beam_emit(kind, buf, len): the bytes taken; EINVAL for more than BEAM_LIMIT. Who listens to traces gets it; nothing is kept."""
    kind, address, length = args[:3]
    if length > BEAM_LIMIT:
        raise KernelError(Errno.EINVAL)
    data = k.copy_in(pid, address, length)
    if k.beams is not None:
        k.beams(Beam(k.vars["ticks"], pid, kind, data))
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
