"""Character devices by number: the table that open, read, write and ioctl of /dev nodes go through.

A driver is a row of functions over the kernel's tables; it keeps nothing itself. tty.py adds the terminal's rows with `char_device`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import Device, Poll
from ucvm.abi.errno import Errno
from ucvm.kernel.syscall import Block, Channel, KernelError

if TYPE_CHECKING:
    from ucvm.kernel.file import IOStream
    from ucvm.kernel.kernel import Kernel

Read = Callable[["Kernel", int, "IOStream", int], bytes | Block]
"""(kernel, pid, stream, length) → at most `length` bytes, b"" at the end, or Block."""
Write = Callable[["Kernel", int, "IOStream", bytes], int | Block]
"""(kernel, pid, stream, data) → bytes taken, or Block(channel, done).

On the next call `data` is whole again and `k.wait_of(pid).done` says how much went.
"""
Control = Callable[["Kernel", int, "IOStream", int, int], "int | Block"]
"""(kernel, pid, stream, request, argument address) → result, or Block."""
Open = Callable[["Kernel", int, int, int], int]
"""(kernel, pid, device, flags) → the device really opened (/dev/tty gives the controlling terminal); acquires a controlling terminal."""


Ready = Callable[["Kernel", "IOStream"], int]
"""(kernel, stream) → the Poll events that hold."""


class CharDevice(NamedTuple):
    """One driver. `channels` are those on which it wakes who waits for a change of `poll`."""

    name: str
    read: Read
    write: Write
    ioctl: Control
    open: Open
    poll: Ready
    channels: tuple[Channel, ...]


DEVICES: dict[int, CharDevice] = {}


def no_ioctl(k: "Kernel", pid: int, stream: "IOStream", request: int, argument: int) -> int:
    """Devices that are no terminal."""
    raise KernelError(Errno.ENOTTY)


def plain_open(k: "Kernel", pid: int, device: int, flags: int) -> int:
    """Devices that need nothing done at open."""
    return device


def always_ready(k: "Kernel", stream: "IOStream") -> int:
    """Devices that never let anybody wait."""
    return Poll.POLLIN | Poll.POLLOUT


def char_device(
    device: int,
    name: str,
    read: Read,
    write: Write,
    ioctl: Control = no_ioctl,
    open_: Open = plain_open,
    poll: Ready = always_ready,
    channels: tuple[Channel, ...] = (),
) -> None:
    """Add a driver; its number must be free."""
    if device in DEVICES:
        raise ValueError(f"device {device:#x} is already {DEVICES[device].name}")
    DEVICES[device] = CharDevice(name, read, write, ioctl, open_, poll, channels)


def device_of(device: int) -> CharDevice:
    """The driver of a device number, else KernelError(ENXIO)."""
    found = DEVICES.get(device)
    if found is None:
        raise KernelError(Errno.ENXIO)
    return found


def _read_nothing(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes:
    return b""


def _read_zeros(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes:
    return bytes(length)


def _read_random(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes:
    return k.random_bytes(length)


def _read_clock(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes:
    """One line for each open: instructions retired, and virtual nanoseconds since boot, as they are at its first byte."""
    if stream.position:
        return b""
    text = f"{k.vars['ticks']} {k.uptime_ns()}\n".encode()[:length]
    k.streams[stream.id] = stream._replace(position=len(text))
    return text


def _refuse(k: "Kernel", pid: int, stream: "IOStream", data: bytes) -> int:
    raise KernelError(Errno.EINVAL)


def _swallow(k: "Kernel", pid: int, stream: "IOStream", data: bytes) -> int:
    return len(data)


def _write_full(k: "Kernel", pid: int, stream: "IOStream", data: bytes) -> int:
    raise KernelError(Errno.ENOSPC)


char_device(Device.NULL, "null", _read_nothing, _swallow)
char_device(Device.ZERO, "zero", _read_zeros, _swallow)
char_device(Device.FULL, "full", _read_zeros, _write_full)
char_device(Device.RANDOM, "random", _read_random, _swallow)
char_device(Device.CLOCK, "clock", _read_clock, _refuse)
