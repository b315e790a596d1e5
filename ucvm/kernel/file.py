"""Open files: descriptors, the open descriptions behind them (IOStream, specification 8.2) and the calls 10–19 and 78 on them.

A process's descriptors are a tuple of slots, `stream << 1 | close-on-exec`, 0 = closed. A stream is shared by all descriptors that dup, fork and
inheritance made of one open; its reference count stands in a table of its own because fork changes nothing else.
"""

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import Open
from ucvm.abi.errno import Errno
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import KernelError

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

NOWHERE: Node = (0, 0)


class StreamType(IntEnum):
    """What is behind a stream: the specification's six, and ours."""

    STDIN = 0
    STDOUT = 1
    STDERR = 2
    FILE = 3
    PIPE = 4
    SOCKET = 5
    DIRECTORY = 6
    DEVICE = 7
    BLOB = 8


class IOStream(NamedTuple):
    """An open description. `target` is the pipe, the device number or the blob, by type; `flags` are open's."""

    id: int
    type: StreamType
    node: Node
    target: int
    position: int
    flags: int


def stream_of(k: "Kernel", pid: int, fd: int) -> IOStream:
    """The stream behind a descriptor, else KernelError(EBADF)."""
    slots = k.fds[pid]
    if fd >= len(slots) or not slots[fd]:
        raise KernelError(Errno.EBADF)
    stream: IOStream = k.streams[slots[fd] >> 1]
    return stream


def may_read(stream: IOStream) -> bool:
    """Whether it was opened for reading."""
    return stream.flags & Open.O_ACCMODE != Open.O_WRONLY
