"""The three host streams: devices 0x700–0x702, which are descriptors 0–2 of a machine without a console.

Input arrives as recorded events and waits here; output goes to the door at once, unharmed. What the host closed gives SIGPIPE and EPIPE.
"""

from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import Device, Ioctl, Open, Poll
from ucvm.abi.errno import Errno
from ucvm.abi.signals import Signal
from ucvm.abi.structs import TERMIOS, WINSIZE
from ucvm.kernel.chardev import char_device
from ucvm.kernel.syscall import Block, KernelError

if TYPE_CHECKING:
    from ucvm.kernel.file import IOStream
    from ucvm.kernel.kernel import Kernel

NAMES = ("stdin", "stdout", "stderr")
ROWS, COLUMNS = 24, 80


class HostStream(NamedTuple):
    """One stream: input that waits, whether its end was seen, whether the host closed it, whether the host's is a terminal."""

    waiting: bytes = b""
    ended: bool = False
    closed: bool = False
    isatty: bool = False


def receive(k: "Kernel", number: int, data: bytes) -> None:
    """Input arrives."""
    stream = k.host[number]
    k.host[number] = stream._replace(waiting=stream.waiting + data)
    k.wake(("host", number))


def end(k: "Kernel", number: int) -> None:
    """The host's end of file."""
    k.host[number] = k.host[number]._replace(ended=True)
    k.wake(("host", number))


def close(k: "Kernel", number: int) -> None:
    """The host closed an output."""
    k.host[number] = k.host[number]._replace(closed=True)


def _number(stream: "IOStream") -> int:
    return stream.target - Device.HOST_STDIN


def _read(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes | Block:
    number = _number(stream)
    host = k.host[number]
    if not host.waiting:
        if host.ended or number:
            return b""
        if stream.flags & Open.O_NONBLOCK:
            raise KernelError(Errno.EAGAIN)
        return Block(("host", number))
    k.host[number] = host._replace(waiting=host.waiting[length:])
    return host.waiting[:length]


def _write(k: "Kernel", pid: int, stream: "IOStream", data: bytes) -> int:
    number = _number(stream)
    if not number:
        raise KernelError(Errno.EBADF)
    if k.host[number].closed:
        k.signal(pid, Signal.SIGPIPE)
        raise KernelError(Errno.EPIPE)
    k.emit(NAMES[number], data)
    return len(data)


def _ioctl(k: "Kernel", pid: int, stream: "IOStream", request: int, argument: int) -> int:
    host = k.host[_number(stream)]
    if request == Ioctl.FIONREAD:
        k.copy_out(pid, argument, len(host.waiting).to_bytes(4, "little"))
    elif not host.isatty:
        raise KernelError(Errno.ENOTTY)
    elif request == Ioctl.TCGETS:
        k.copy_out(pid, argument, TERMIOS.packer.pack(0, 0, 0, 0, b""))
    elif request == Ioctl.TIOCGWINSZ:
        k.copy_out(pid, argument, WINSIZE.packer.pack(ROWS, COLUMNS, 0, 0))
    else:
        raise KernelError(Errno.EINVAL)
    return 0


def _poll(k: "Kernel", stream: "IOStream") -> int:
    number = _number(stream)
    host = k.host[number]
    if number:
        return Poll.POLLOUT | (Poll.POLLERR if host.closed else 0)
    return (Poll.POLLIN if host.waiting or host.ended else 0) | (Poll.POLLHUP if host.ended else 0)


for _number_, _name in enumerate(NAMES):
    char_device(Device.HOST_STDIN + _number_, _name, _read, _write, _ioctl, poll=_poll, channels=(("host", _number_),))
