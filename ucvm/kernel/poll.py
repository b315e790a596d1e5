"""poll (call 75): waiting for one of several descriptors. What sleeps in it is on the channels of all of them at once.

`sched.polls` names those channels by pid for as long as the call waits; Scheduler.block and leave_channel follow it. select is libc's, over poll.
"""

from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import OPEN_MAX, PIPE_BUF, PIPE_SIZE, Poll
from ucvm.abi.errno import Errno
from ucvm.abi.structs import POLLFD
from ucvm.kernel import file, pipe
from ucvm.kernel.chardev import device_of
from ucvm.kernel.sched import POLL_CHANNEL
from ucvm.kernel.signal import signed
from ucvm.kernel.syscall import Arguments, Block, Channel, KernelError, system_call

if TYPE_CHECKING:
    from ucvm.kernel.file import IOStream
    from ucvm.kernel.kernel import Kernel

NS_PER_MS = 1_000_000
ALWAYS = Poll.POLLIN | Poll.POLLOUT
_UNASKED = Poll.POLLERR | Poll.POLLHUP | Poll.POLLNVAL


class Asked(NamedTuple):
    """One record of the array: descriptor (negative: pass over), events asked for."""

    fd: int
    events: int


def _pipe_state(k: "Kernel", stream: "IOStream") -> int:
    row = k.pipes[stream.target]
    found = 0
    if file.may_read(stream):
        found |= (Poll.POLLIN if row.size else 0) | (Poll.POLLHUP if not row.writers and row.write_opens else 0)
    if file.may_write(stream):
        found |= (Poll.POLLOUT if PIPE_SIZE - row.size >= PIPE_BUF else 0) | (Poll.POLLERR if not row.readers else 0)
    return found


def _state(k: "Kernel", pid: int, stream: "IOStream") -> int:
    """What holds of a stream."""
    if stream.type == file.StreamType.PIPE:
        return _pipe_state(k, stream)
    return device_of(stream.target).poll(k, stream) if stream.type in file.DEVICE_TYPES else ALWAYS


def _channels(stream: "IOStream") -> tuple[Channel, ...]:
    """Where whoever waits for a stream is woken."""
    if stream.type == file.StreamType.PIPE:
        return pipe.readable(stream.target), pipe.writable(stream.target)
    return device_of(stream.target).channels if stream.type in file.DEVICE_TYPES else ()


def _found(k: "Kernel", pid: int, asked: Asked) -> int:
    try:
        stream = file.stream_of(k, pid, asked.fd)
    except KernelError:
        return Poll.POLLNVAL
    return _state(k, pid, stream) & (asked.events | _UNASKED)


def _deadline(k: "Kernel", pid: int, timeout: int) -> int | None:
    wait = k.wait_of(pid)
    if wait is not None:
        return wait.deadline
    return None if timeout < 0 else k.clock_ns() + timeout * NS_PER_MS


@system_call("poll")
def sys_poll(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """poll(fds, count, timeout)."""
    address, count, timeout = args[0], args[1], signed(args[2])
    if count > OPEN_MAX:
        raise KernelError(Errno.EINVAL)
    rows = [Asked(*row[:2]) for row in POLLFD.packer.iter_unpack(k.copy_in(pid, address, count * POLLFD.packer.size))]
    found = [_found(k, pid, row) if row.fd >= 0 else 0 for row in rows]
    deadline = _deadline(k, pid, timeout)
    if not any(found) and (deadline is None or k.clock_ns() < deadline):
        streams = [file.stream_of(k, pid, row.fd) for row in rows if row.fd >= 0]
        k.processes.polls[pid] = tuple(dict.fromkeys(channel for stream in streams for channel in _channels(stream)))
        return Block(POLL_CHANNEL, 0, deadline)
    k.copy_out(pid, address, b"".join(POLLFD.packer.pack(*row, events) for row, events in zip(rows, found, strict=True)))
    k.processes.polls.pop(pid, None)
    return sum(map(bool, found))
