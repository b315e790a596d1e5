"""Pipes and fifos: a bounded queue of chunks with a number of readers and writers.

A pipe holds 64 KB as a tuple of chunks; small writes grow the last chunk, so the tuple stays short. Writes up to PIPE_BUF are atomic. A fifo is
a pipe found by its node; `read_opens`/`write_opens` count how often an end was opened, so that whoever blocks in open knows that the other side
came, even if it has gone again.
"""

from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import PIPE_BUF, PIPE_SIZE, Open
from ucvm.abi.errno import Errno
from ucvm.abi.signals import Signal
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import Block, KernelError, Wait

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

CHUNK = 4096


class Pipe(NamedTuple):
    """One pipe."""

    chunks: tuple[bytes, ...] = ()
    size: int = 0
    readers: int = 0
    writers: int = 0
    read_opens: int = 0
    write_opens: int = 0


def readable(number: int) -> tuple[str, int]:
    """The channel on which readers of a pipe wait."""
    return "pipe", number << 1


def writable(number: int) -> tuple[str, int]:
    """The channel on which writers of a pipe wait."""
    return "pipe", number << 1 | 1


def new_pipe(k: "Kernel") -> int:
    """Number of a new pipe without ends."""
    number = k.vars["next_pipe"]
    k.vars["next_pipe"] = number + 1
    k.pipes[number] = Pipe()
    return int(number)


def fifo_of(k: "Kernel", node: Node) -> int:
    """The pipe behind a fifo, made when nobody has it open."""
    number = k.fifos.get(node)
    if number is None:
        number = k.fifos[node] = new_pipe(k)
        k.fs.hold(node)
    return int(number)


def _openers(number: int, write: bool, opens: int) -> tuple[str, int, int, int]:
    """The channel of those who opened one end of a fifo (write: for writing) when the other had been opened `opens` times, and wait for it."""
    return "fifo", number, int(write), opens


def attach(k: "Kernel", number: int, write: bool) -> None:
    """One more open end. Who waited in open for it counts as open from now on, before it has gone on."""
    pipe = k.pipes[number]
    channel = _openers(number, not write, pipe.write_opens if write else pipe.read_opens)
    came = len(k.processes.waiters.get(channel, ()))
    here, there = (came, 1) if write else (1, came)
    k.pipes[number] = pipe._replace(
        readers=pipe.readers + here, writers=pipe.writers + there, read_opens=pipe.read_opens + here, write_opens=pipe.write_opens + there
    )
    k.wake(channel)


def detach(k: "Kernel", number: int, write: bool) -> None:
    """One open end less: readers see the end of file, writers EPIPE; the pipe goes with its last end."""
    pipe = k.pipes[number]
    if write:
        k.pipes[number] = pipe._replace(writers=pipe.writers - 1)
        k.wake(readable(number))
    else:
        k.pipes[number] = pipe._replace(readers=pipe.readers - 1)
        k.wake(writable(number))
    _collect(k, number)


def _collect(k: "Kernel", number: int) -> None:
    """Forget a pipe that has no ends and nobody who waits for one."""
    pipe = k.pipes[number]
    waiting = any(channel in k.processes.waiters for channel in (_openers(number, False, pipe.write_opens), _openers(number, True, pipe.read_opens)))
    if pipe.readers or pipe.writers or waiting:
        return
    del k.pipes[number]
    for node, other in k.fifos.items():
        if other == number:
            del k.fifos[node]
            k.fs.drop(node)


def wait_for_peer(k: "Kernel", number: int, flags: int) -> Block | None:
    """What opening a fifo does first: None to go on, Block until the other side opens, or KernelError(ENXIO)."""
    write = flags & Open.O_ACCMODE == Open.O_WRONLY
    if flags & Open.O_ACCMODE == Open.O_RDWR:
        return None
    pipe = k.pipes[number]
    there, opens = (pipe.readers, pipe.read_opens) if write else (pipe.writers, pipe.write_opens)
    meets = _openers(number, not write, pipe.write_opens if write else pipe.read_opens) in k.processes.waiters
    if there or meets:
        return None
    if not flags & Open.O_NONBLOCK:
        return Block(_openers(number, write, opens))
    if write:
        _collect(k, number)
        raise KernelError(Errno.ENXIO)
    return None


def has_come(k: "Kernel", wait: Wait) -> bool:
    """Whether the other side opened while a process waited for it in open."""
    number, write, opens = int(wait.channel[1]), wait.channel[2], wait.channel[3]
    pipe = k.pipes[number]
    return opens != (pipe.read_opens if write else pipe.write_opens)


def abandon(k: "Kernel", wait: Wait) -> None:
    """A process that waited in a fifo's open (and has left the channel) will not open it."""
    if wait.channel[0] != "fifo":
        return
    number = int(wait.channel[1])
    if has_come(k, wait):
        detach(k, number, bool(wait.channel[2]))
    else:
        _collect(k, number)


def read_pipe(k: "Kernel", number: int, length: int, nonblocking: bool) -> bytes | Block:
    """Up to `length` bytes; b"" when every writer has gone."""
    pipe = k.pipes[number]
    if not pipe.size:
        if not pipe.writers:
            return b""
        if nonblocking:
            raise KernelError(Errno.EAGAIN)
        return Block(readable(number))
    data, rest = _split(pipe.chunks, length)
    k.pipes[number] = Pipe(rest, pipe.size - len(data), *pipe[2:])
    k.wake(writable(number))
    return data


def _split(chunks: tuple[bytes, ...], length: int) -> tuple[bytes, tuple[bytes, ...]]:
    """The first `length` bytes, and what is left."""
    taken: list[bytes] = []
    if chunks and length == len(chunks[0]):
        return chunks[0], chunks[1:]
    for index, chunk in enumerate(chunks):
        if length < len(chunk):
            return b"".join((*taken, chunk[:length])), (chunk[length:], *chunks[index + 1 :])
        taken.append(chunk)
        length -= len(chunk)
        if not length:
            return b"".join(taken), chunks[index + 1 :]
    return b"".join(taken), ()


def write_pipe(k: "Kernel", pid: int, number: int, data: bytes, nonblocking: bool) -> int | Block:
    """Write all of `data`, sleeping while the pipe is full; SIGPIPE and EPIPE without readers."""
    wait = k.wait_of(pid)
    done = 0 if wait is None else wait.done
    pipe = k.pipes[number]
    if not pipe.readers:
        k.signal(pid, Signal.SIGPIPE)
        raise KernelError(Errno.EPIPE)
    room = PIPE_SIZE - pipe.size
    left = len(data) - done
    if left <= PIPE_BUF and room < left:
        room = 0
    count = min(room, left)
    if count:
        k.pipes[number] = _append(pipe, data[done : done + count])
        k.wake(readable(number))
        done += count
    if done == len(data):
        return done
    if not nonblocking:
        return Block(writable(number), done)
    if not done:
        raise KernelError(Errno.EAGAIN)
    return done


def _append(pipe: Pipe, data: bytes) -> Pipe:
    before, size = pipe.chunks, pipe.size + len(data)
    if before and len(before[-1]) + len(data) <= CHUNK:
        before, data = before[:-1], before[-1] + data
    return Pipe((*before, data), size, *pipe[2:])
