"""Open files: descriptors, the open descriptions behind them (IOStream, specification 8.2) and the calls 10–19 and 78 on them.

A process's descriptors are a tuple of slots, `stream << 1 | close-on-exec`, 0 = closed. A stream is shared by all descriptors that dup, fork and
inheritance made of one open; its reference count stands in a table of its own because fork changes nothing else.
"""

import struct
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import FD_CLOEXEC, OPEN_MAX, S_IFMT, Device, Fcntl, FileType, Open, Seek
from ucvm.abi.errno import Errno
from ucvm.abi.signals import Signal
from ucvm.abi.structs import STAT
from ucvm.kernel import pipe
from ucvm.kernel.chardev import device_of
from ucvm.kernel.fs.image import pack_raw
from ucvm.kernel.limits import Resource, limit_of
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import Arguments, Block, KernelError, Wait, system_call

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

NOWHERE: Node = (0, 0)
STREAM_LIMIT = 512
REMOVED = b"(removed)"
"""What is shown as the path of a working directory that has none any more."""
_INT2 = struct.Struct("<II")
_SETTABLE = Open.O_APPEND | Open.O_NONBLOCK
_KEPT = Open.O_ACCMODE | _SETTABLE
_ACCMODE, _RDONLY, _WRONLY, _NONBLOCK = Open.O_ACCMODE, Open.O_RDONLY, Open.O_WRONLY, Open.O_NONBLOCK


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


_PIPE = StreamType.PIPE
DEVICE_TYPES = frozenset((StreamType.STDIN, StreamType.STDOUT, StreamType.STDERR, StreamType.DEVICE))
_HOST_TYPES = {0x700: StreamType.STDIN, 0x701: StreamType.STDOUT, 0x702: StreamType.STDERR}


# Descriptors and streams
def stream_of(k: "Kernel", pid: int, fd: int) -> IOStream:
    """The stream behind a descriptor, else KernelError(EBADF)."""
    slots = k.fds[pid]
    if fd >= len(slots) or not slots[fd]:
        raise KernelError(Errno.EBADF)
    return k.streams[slots[fd] >> 1]


def may_read(stream: IOStream) -> bool:
    """Whether it was opened for reading."""
    return stream.flags & _ACCMODE != _WRONLY


def may_write(stream: IOStream) -> bool:
    """Whether it was opened for writing."""
    return stream.flags & _ACCMODE != _RDONLY


def is_nonblocking(stream: IOStream) -> bool:
    """Whether O_NONBLOCK is set."""
    return bool(stream.flags & _NONBLOCK)


def set_position(k: "Kernel", stream: IOStream, position: int) -> None:
    """Move a stream."""
    number, kind, node, target, _, flags = stream
    k.streams[number] = IOStream(number, kind, node, target, position, flags)


def free_fd(k: "Kernel", pid: int, lowest: int = 0) -> int:
    """The lowest free descriptor from `lowest` on; KernelError(EMFILE)."""
    slots = k.fds[pid]
    for fd in range(lowest, _fd_limit(k, pid)):
        if fd >= len(slots) or not slots[fd]:
            return fd
    raise KernelError(Errno.EMFILE)


def _fd_limit(k: "Kernel", pid: int) -> int:
    return min(OPEN_MAX, limit_of(k.process[pid], Resource.RLIMIT_NOFILE))


def set_slot(k: "Kernel", pid: int, fd: int, slot: int) -> None:
    """Set one slot; the tuple ends with its last open descriptor."""
    slots = k.fds[pid]
    k.fds[pid] = _trimmed([*slots[:fd], *[0] * (fd - len(slots)), slot, *slots[fd + 1 :]])


def _trimmed(slots: list[int]) -> tuple[int, ...]:
    while slots and not slots[-1]:
        slots.pop()
    return tuple(slots)


def new_stream(k: "Kernel", kind: StreamType, node: Node, target: int, flags: int) -> IOStream:
    """A stream with one reference; KernelError(ENFILE)."""
    if len(k.stream_refs) >= STREAM_LIMIT:
        raise KernelError(Errno.ENFILE)
    number = k.vars["next_stream"]
    k.vars["next_stream"] = number + 1
    stream = k.streams[number] = IOStream(number, kind, node, target, 0, flags & _KEPT)
    k.stream_refs[number] = 1
    if node != NOWHERE:
        k.fs.hold(node)
    return stream


def drop_stream(k: "Kernel", number: int) -> None:
    """One reference less; the last one closes what is behind."""
    left = k.stream_refs[number] - 1
    if left:
        k.stream_refs[number] = left
        return
    del k.stream_refs[number]
    stream = k.streams.pop(number)
    if stream.type == StreamType.PIPE:
        _detach_ends(k, stream)
    elif stream.type == StreamType.BLOB:
        del k.blobs[stream.target]
    if stream.node != NOWHERE:
        k.fs.drop(stream.node)


def _detach_ends(k: "Kernel", stream: IOStream) -> None:
    if may_write(stream):
        pipe.detach(k, stream.target, write=True)
    if may_read(stream):
        pipe.detach(k, stream.target, write=False)


def share_all(k: "Kernel", pid: int) -> None:
    """fork: every open descriptor is one more reference."""
    refs = k.stream_refs
    for slot in k.fds[pid]:
        if slot:
            refs[slot >> 1] += 1


def close_fd(k: "Kernel", pid: int, fd: int) -> None:
    """Close one descriptor that is open."""
    slot = k.fds[pid][fd]
    set_slot(k, pid, fd, 0)
    drop_stream(k, slot >> 1)


def close_all(k: "Kernel", pid: int, only_cloexec: bool = False) -> None:
    """exit closes everything, exec what is marked close-on-exec; lowest first."""
    slots = k.fds[pid]
    closing = [slot for slot in slots if slot and (not only_cloexec or slot & FD_CLOEXEC)]
    if closing:
        k.fds[pid] = _trimmed([0 if slot in closing else slot for slot in slots])
        for slot in closing:
            drop_stream(k, slot >> 1)


# Opening
@system_call("open")
def sys_open(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """open(path, flags, mode)."""
    flags, row, wait = args[1], k.process[pid], k.wait_of(pid)
    fd = free_fd(k, pid)
    stream: IOStream | Block
    if wait is not None:
        stream = _opened_fifo(k, wait, flags)
    else:
        node = k.fs.open(k.string_in(pid, args[0]), row.cwd, row.cred, flags, args[2] & ~row.umask & 0o7777)
        stream = open_node(k, pid, node, flags)
    if isinstance(stream, Block):
        return stream
    set_slot(k, pid, fd, stream.id << 1 | (1 if flags & Open.O_CLOEXEC else 0))
    return fd


def open_node(k: "Kernel", pid: int, node: Node, flags: int) -> IOStream | Block:
    """A stream on a file that was found; a fifo may block. A descriptor of /proc without a file gives the very stream behind it."""
    shared = k.proc.stream_of(node)
    if shared is not None:
        k.stream_refs[shared.id] += 1
        return shared
    inode = k.fs.inode(node)
    kind = inode.mode & S_IFMT
    if kind == FileType.S_IFREG:
        return new_stream(k, StreamType.FILE, node, 0, flags)
    if kind == FileType.S_IFDIR:
        return new_stream(k, StreamType.DIRECTORY, node, 0, flags)
    if kind == FileType.S_IFCHR:
        device = device_of(inode.rdev).open(k, pid, inode.rdev, flags)
        return new_stream(k, _HOST_TYPES.get(device, StreamType.DEVICE), node, device, flags)
    if kind == FileType.S_IFIFO:
        return _open_fifo(k, node, flags)
    if kind == FileType.S_IFBLK and inode.rdev == Device.DISK:
        return _open_disk(k, node, flags)
    raise KernelError(Errno.ENXIO)


def _open_disk(k: "Kernel", node: Node, flags: int) -> IOStream:
    """/dev/disk: the whole disk as bytes (fs/image.py draws them), as it is at this moment; nobody writes there."""
    if flags & Open.O_ACCMODE != Open.O_RDONLY:
        raise KernelError(Errno.EROFS)
    stream = new_stream(k, StreamType.BLOB, node, k.vars["next_stream"], flags)
    k.blobs[stream.target] = pack_raw(k.fs.disk)
    return stream


def _open_fifo(k: "Kernel", node: Node, flags: int) -> IOStream | Block:
    number = pipe.fifo_of(k, node)
    wait = pipe.wait_for_peer(k, number, flags)
    if wait is not None:
        return wait
    stream = new_stream(k, StreamType.PIPE, node, number, flags)
    attach_ends(k, stream)
    return stream


def _opened_fifo(k: "Kernel", wait: Wait, flags: int) -> IOStream | Block:
    """The second half of a fifo's open: the other side has come, and this end is counted already."""
    if not pipe.has_come(k, wait):
        return Block(wait.channel)
    number = int(wait.channel[1])
    node = next(node for node, other in k.fifos.items() if other == number)
    return new_stream(k, StreamType.PIPE, node, number, flags)


def attach_ends(k: "Kernel", stream: IOStream) -> None:
    """Count a new pipe stream among the pipe's readers and writers."""
    if may_read(stream):
        pipe.attach(k, stream.target, write=False)
    if may_write(stream):
        pipe.attach(k, stream.target, write=True)


@system_call("close")
def sys_close(k: "Kernel", pid: int, args: Arguments) -> int:
    """close(fd)."""
    stream_of(k, pid, args[0])
    close_fd(k, pid, args[0])
    return 0


@system_call("pipe")
def sys_pipe(k: "Kernel", pid: int, args: Arguments) -> int:
    """pipe(fds)."""
    k.vm.check_out(pid, args[0], _INT2.size)
    first = free_fd(k, pid)
    second = free_fd(k, pid, first + 1)
    if len(k.stream_refs) + 2 > STREAM_LIMIT:
        raise KernelError(Errno.ENFILE)
    number = pipe.new_pipe(k)
    for fd, flags in ((first, Open.O_RDONLY), (second, Open.O_WRONLY)):
        stream = new_stream(k, StreamType.PIPE, NOWHERE, number, flags)
        attach_ends(k, stream)
        set_slot(k, pid, fd, stream.id << 1)
    k.copy_out(pid, args[0], _INT2.pack(first, second))
    return 0


# Reading and writing
def read_stream(k: "Kernel", pid: int, stream: IOStream, length: int) -> bytes | Block:
    """Up to `length` bytes from wherever the stream leads; b"" at the end."""
    kind = stream.type
    if kind == _PIPE:
        return pipe.read_pipe(k, stream.target, length, is_nonblocking(stream))
    if kind in DEVICE_TYPES:
        return device_of(stream.target).read(k, pid, stream, length)
    if kind == StreamType.DIRECTORY:
        raise KernelError(Errno.EISDIR)
    if kind == StreamType.BLOB:
        data = k.blobs[stream.target][stream.position : stream.position + length]
    else:
        data = k.fs.read(stream.node, stream.position, length)
    if data:
        set_position(k, stream, stream.position + len(data))
    return data


@system_call("read")
def sys_read(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """read(fd, buf, len)."""
    fd, address, length = args[:3]
    stream = stream_of(k, pid, fd)
    if not may_read(stream):
        raise KernelError(Errno.EBADF)
    if not length:
        return 0
    data = read_stream(k, pid, stream, k.vm.room(pid, address, length))
    if isinstance(data, Block):
        return data
    k.copy_out(pid, address, data)
    return len(data)


def write_stream(k: "Kernel", pid: int, stream: IOStream, data: bytes) -> int | Block:
    """Write where the stream leads; `data` is the whole of the call's data at every invocation."""
    kind = stream.type
    if kind == _PIPE:
        return pipe.write_pipe(k, pid, stream.target, data, is_nonblocking(stream))
    if kind in DEVICE_TYPES:
        return device_of(stream.target).write(k, pid, stream, data)
    return _write_file(k, pid, stream, data)


def check_length(k: "Kernel", pid: int, length: int) -> None:
    """SIGXFSZ and KernelError(EFBIG) for a file length beyond RLIMIT_FSIZE."""
    if length > limit_of(k.process[pid], Resource.RLIMIT_FSIZE):
        k.signal(pid, Signal.SIGXFSZ)
        raise KernelError(Errno.EFBIG)


def _write_file(k: "Kernel", pid: int, stream: IOStream, data: bytes) -> int:
    position = k.fs.inode(stream.node).size if stream.flags & Open.O_APPEND else stream.position
    if data:
        check_length(k, pid, position + 1)
    count = k.fs.write(stream.node, position, data[: limit_of(k.process[pid], Resource.RLIMIT_FSIZE) - position])
    set_position(k, stream, position + count)
    return count


@system_call("write")
def sys_write(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """write(fd, buf, len)."""
    fd, address, length = args[:3]
    stream = stream_of(k, pid, fd)
    if not may_write(stream):
        raise KernelError(Errno.EBADF)
    if not length:
        return 0
    return write_stream(k, pid, stream, k.copy_in(pid, address, length))


@system_call("seek")
def sys_seek(k: "Kernel", pid: int, args: Arguments) -> int:
    """seek(fd, offset, whence)."""
    stream, offset, whence = stream_of(k, pid, args[0]), args[1], args[2]
    if stream.type not in (StreamType.FILE, StreamType.DIRECTORY, StreamType.BLOB):
        raise KernelError(Errno.ESPIPE)
    position = _origin(k, stream, whence) + (offset - (1 << 32) if offset >> 31 else offset)
    if not 0 <= position < 1 << 31:
        raise KernelError(Errno.EINVAL)
    set_position(k, stream, position)
    return position


def _origin(k: "Kernel", stream: IOStream, whence: int) -> int:
    """Where seek's offset counts from."""
    if whence == Seek.SEEK_SET:
        return 0
    if whence == Seek.SEEK_CUR:
        return stream.position
    if whence == Seek.SEEK_END:
        return _size(k, stream)
    raise KernelError(Errno.EINVAL)


def _size(k: "Kernel", stream: IOStream) -> int:
    return len(k.blobs[stream.target]) if stream.type == StreamType.BLOB else k.fs.inode(stream.node).size


# Duplicating and controlling
@system_call("dup")
def sys_dup(k: "Kernel", pid: int, args: Arguments) -> int:
    """dup(fd)."""
    return _duplicate(k, pid, args[0], 0, False)


def _duplicate(k: "Kernel", pid: int, fd: int, lowest: int, cloexec: bool) -> int:
    stream = stream_of(k, pid, fd)
    to = free_fd(k, pid, lowest)
    k.stream_refs[stream.id] += 1
    set_slot(k, pid, to, stream.id << 1 | int(cloexec))
    return to


@system_call("dup2")
def sys_dup2(k: "Kernel", pid: int, args: Arguments) -> int:
    """dup2(fd, to)."""
    fd, to = args[:2]
    stream = stream_of(k, pid, fd)
    if to >= _fd_limit(k, pid):
        raise KernelError(Errno.EBADF)
    if fd == to:
        return to
    slots = k.fds[pid]
    k.stream_refs[stream.id] += 1
    if to < len(slots) and slots[to]:
        close_fd(k, pid, to)
    set_slot(k, pid, to, stream.id << 1)
    return to


@system_call("fcntl")
def sys_fcntl(k: "Kernel", pid: int, args: Arguments) -> int:
    """fcntl(fd, command, arg)."""
    fd, command, argument = args[:3]
    stream = stream_of(k, pid, fd)
    handler = _FCNTL.get(command)
    if handler is None:
        raise KernelError(Errno.EINVAL)
    return handler(k, pid, fd, stream, argument)


def _f_dupfd(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    return _duplicate_from(k, pid, fd, argument, False)


def _f_dupfd_cloexec(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    return _duplicate_from(k, pid, fd, argument, True)


def _duplicate_from(k: "Kernel", pid: int, fd: int, lowest: int, cloexec: bool) -> int:
    if lowest >= _fd_limit(k, pid):
        raise KernelError(Errno.EINVAL)
    return _duplicate(k, pid, fd, lowest, cloexec)


def _f_getfd(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    return k.fds[pid][fd] & FD_CLOEXEC


def _f_setfd(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    set_slot(k, pid, fd, stream.id << 1 | argument & FD_CLOEXEC)
    return 0


def _f_getfl(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    return int(stream.flags)


def _f_setfl(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    k.streams[stream.id] = stream._replace(flags=stream.flags & Open.O_ACCMODE | argument & _SETTABLE)
    return 0


def _f_truncate(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    if stream.type != StreamType.FILE or not may_write(stream) or argument >> 31:
        raise KernelError(Errno.EINVAL)
    check_length(k, pid, argument)
    k.fs.truncate(stream.node, argument)
    return 0


def _f_chmod(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    if stream.node == NOWHERE:
        raise KernelError(Errno.EINVAL)
    k.fs.chmod(stream.node, k.cred(pid), argument & 0o7777)
    return 0


def _f_chdir(k: "Kernel", pid: int, fd: int, stream: IOStream, argument: int) -> int:
    if stream.type != StreamType.DIRECTORY:
        raise KernelError(Errno.ENOTDIR)
    k.fs.permit(stream.node, k.cred(pid), 1)
    move(k, pid, stream.node)
    return 0


def move(k: "Kernel", pid: int, node: Node) -> None:
    """Make a directory the working directory, a removed one (of which a descriptor is left) too."""
    row = k.process[pid]
    try:
        path = k.fs.path_of(node)
    except KernelError:
        path = REMOVED
    k.fs.hold(node)
    k.fs.drop(row.cwd)
    k.process[pid] = row._replace(cwd=node, cwd_path=path)


_FCNTL: dict[int, Callable[["Kernel", int, int, IOStream, int], int]] = {
    Fcntl.F_DUPFD: _f_dupfd,
    Fcntl.F_DUPFD_CLOEXEC: _f_dupfd_cloexec,
    Fcntl.F_GETFD: _f_getfd,
    Fcntl.F_SETFD: _f_setfd,
    Fcntl.F_GETFL: _f_getfl,
    Fcntl.F_SETFL: _f_setfl,
    Fcntl.F_TRUNCATE: _f_truncate,
    Fcntl.F_CHMOD: _f_chmod,
    Fcntl.F_CHDIR: _f_chdir,
}


@system_call("ioctl")
def sys_ioctl(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """ioctl(fd, request, arg): only devices know requests."""
    stream = stream_of(k, pid, args[0])
    if stream.type not in DEVICE_TYPES:
        raise KernelError(Errno.ENOTTY)
    return device_of(stream.target).ioctl(k, pid, stream, args[1], args[2])


@system_call("fstat")
def sys_fstat(k: "Kernel", pid: int, args: Arguments) -> int:
    """fstat(fd, buf)."""
    stream = stream_of(k, pid, args[0])
    k.copy_out(pid, args[1], k.fs.stat(stream.node) if stream.node != NOWHERE else _nameless_stat(k, stream))
    return 0


def _nameless_stat(k: "Kernel", stream: IOStream) -> bytes:
    """struct stat of a pipe, a host stream or a snapshot."""
    kind = {StreamType.PIPE: FileType.S_IFIFO | 0o600, StreamType.BLOB: FileType.S_IFREG | 0o400}.get(stream.type, FileType.S_IFCHR | 0o600)
    size = len(k.blobs[stream.target]) if stream.type == StreamType.BLOB else 0
    device = stream.target if stream.type in DEVICE_TYPES else 0
    seconds, rest = divmod(k.clock_ns(), 1_000_000_000)
    times = (seconds, rest) * 3
    return STAT.packer.pack(0, stream.id, kind, 1, 0, 0, device, size, 4096, (size + 511) // 512, *times)
