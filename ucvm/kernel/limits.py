"""Resource limits: numbers, defaults, and call 74. A limit is (current, maximum); NO_LIMIT is infinity."""

from enum import IntEnum
from typing import TYPE_CHECKING

from ucvm.abi.constants import OPEN_MAX
from ucvm.abi.errno import Errno
from ucvm.abi.structs import RLIMIT
from ucvm.kernel.records import Process
from ucvm.kernel.syscall import Arguments, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

NO_LIMIT = 0xFFFFFFFF


class Resource(IntEnum):
    """Linux's numbers of the resources that are limited here."""

    RLIMIT_CPU = 0
    RLIMIT_FSIZE = 1
    RLIMIT_DATA = 2
    RLIMIT_STACK = 3
    RLIMIT_CORE = 4
    RLIMIT_NPROC = 6
    RLIMIT_NOFILE = 7
    RLIMIT_AS = 9


_FIXED = {Resource.RLIMIT_DATA: 16384, Resource.RLIMIT_STACK: 12288, Resource.RLIMIT_CORE: 0, Resource.RLIMIT_NOFILE: OPEN_MAX}
DEFAULT_LIMITS: tuple[tuple[int, int], ...] = tuple((_FIXED.get(number, NO_LIMIT),) * 2 for number in range(max(Resource) + 1))  # type: ignore[call-overload]


def limit_of(process: Process, resource: Resource) -> int:
    """The current limit."""
    return process.limits[resource][0]


@system_call("rlimit")
def sys_rlimit(k: "Kernel", pid: int, args: Arguments) -> int:
    """rlimit(resource, new, old): current ≤ maximum (EINVAL); only root raises a maximum (EPERM)."""
    number, new, old = args[:3]
    row = k.process[pid]
    if number not in tuple(Resource):
        raise KernelError(Errno.EINVAL)
    before = row.limits[number]
    wanted = RLIMIT.packer.unpack(k.copy_in(pid, new, RLIMIT.packer.size)) if new else before
    if wanted[0] > wanted[1]:
        raise KernelError(Errno.EINVAL)
    if wanted[1] > before[1] and row.cred.euid:
        raise KernelError(Errno.EPERM)
    if old:
        k.copy_out(pid, old, RLIMIT.packer.pack(*before))
    if new:
        k.process[pid] = row._replace(limits=(*row.limits[:number], (wanted[0], wanted[1]), *row.limits[number + 1 :]))
    return 0
