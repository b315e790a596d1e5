"""Terminals: the console as a character device, job control on it, and its ioctls. What bytes do is line.py's.

Output goes to the door as it is; input comes by `receive`, between two instructions. A read or write of a background process stops its
group (SIGTTIN, SIGTTOU) and is tried again when it continues.
"""

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from ucvm.abi.constants import SIG_IGN, ControlChar, Device, Ioctl, LocalFlag, Open, Poll
from ucvm.abi.errno import Errno
from ucvm.abi.signals import Signal
from ucvm.abi.structs import TERMIOS, WINSIZE
from ucvm.kernel import line
from ucvm.kernel.chardev import char_device
from ucvm.kernel.line import Tty
from ucvm.kernel.syscall import Block, Channel, KernelError
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.file import IOStream
    from ucvm.kernel.kernel import Kernel

TTYS = "io.tty"
CONSOLE = 0
"""Number of the one terminal there is."""
INPUT: Channel = ("tty", CONSOLE)
OUTPUT: Channel = ("tty", CONSOLE, 1)
_DECISECOND = 100_000_000
_INT = struct.Struct("<i")


def ttys(k: "Kernel") -> Table[int, Tty]:
    """The table of terminals."""
    return k.store.table(TTYS)


def console(k: "Kernel") -> Tty:
    """The console's terminal."""
    return ttys(k)[CONSOLE]


def begin(k: "Kernel", rows: int = 24, cols: int = 80) -> None:
    """At boot: a console nobody owns."""
    ttys(k)[CONSOLE] = Tty(rows=rows, cols=cols)


# From the door


def receive(k: "Kernel", data: bytes) -> None:
    """Keys arrive."""
    before = console(k)
    tty, echo, signals = line.feed(before, data, k.clock_ns())
    ttys(k)[CONSOLE] = tty
    k.emit("console", echo)
    for number in signals:
        _signal_foreground(k, tty, number)
    if before.stopped and not tty.stopped:
        k.wake(OUTPUT)
    if line.available(tty) or tty.lines:
        k.wake(INPUT)


def resize(k: "Kernel", rows: int, cols: int) -> None:
    """The window has another size; the foreground group learns of it."""
    tty = console(k)
    if (tty.rows, tty.cols) != (rows, cols):
        ttys(k)[CONSOLE] = tty._replace(rows=rows, cols=cols)
        _signal_foreground(k, tty, Signal.SIGWINCH)


def _signal_foreground(k: "Kernel", tty: Tty, number: Signal) -> None:
    if tty.pgrp:
        k.signal_group(tty.pgrp, number)


def hang_up(k: "Kernel", number: int = CONSOLE) -> None:
    """The session's leader is gone: the foreground group gets SIGHUP and SIGCONT, and nobody owns the terminal."""
    tty = ttys(k)[number]
    ttys(k)[number] = tty._replace(session=0, pgrp=0)
    _signal_foreground(k, tty, Signal.SIGHUP)
    _signal_foreground(k, tty, Signal.SIGCONT)


# Job control


def _is_background(k: "Kernel", pid: int, tty: Tty) -> bool:
    row = k.process[pid]
    return row.tty == CONSOLE and tty.pgrp not in (0, row.pgid)


def _holds_off(k: "Kernel", pid: int, number: Signal) -> bool:
    """Whether the process ignores or blocks a signal."""
    state = k.signals[pid]
    return bool(state.mask >> (number - 1) & 1) or state.handlers[number].handler == SIG_IGN


def _stop_group(k: "Kernel", pid: int, number: Signal) -> Block:
    """Signal the background group; EIO when nobody could continue it."""
    group = k.process[pid].pgid
    if k.processes.is_orphaned(group):
        raise KernelError(Errno.EIO)
    k.signal_group(group, number)
    return Block(INPUT)


def _before_change(k: "Kernel", pid: int, tty: Tty) -> Block | None:
    """SIGTTOU for a background process that prints with TOSTOP or changes the terminal; who ignores or blocks it may."""
    if not _is_background(k, pid, tty) or _holds_off(k, pid, Signal.SIGTTOU):
        return None
    return _stop_group(k, pid, Signal.SIGTTOU)


# The device


def read(k: "Kernel", pid: int, stream: "IOStream", length: int) -> bytes | Block:
    """One line, or in raw mode what VMIN and VTIME ask for."""
    tty = console(k)
    if _is_background(k, pid, tty):
        if _holds_off(k, pid, Signal.SIGTTIN):
            raise KernelError(Errno.EIO)
        return _stop_group(k, pid, Signal.SIGTTIN)
    if not length:
        return b""
    wait = _ready(k, pid, tty, length)
    if isinstance(wait, Block):
        if stream.flags & Open.O_NONBLOCK:
            raise KernelError(Errno.EAGAIN)
        return wait
    if wait:
        ttys(k)[CONSOLE], data = line.take(tty, length)
        return data
    return b""


def _ready(k: "Kernel", pid: int, tty: Tty, length: int) -> bool | Block:
    """Whether a read may take something now; False: it ends empty; Block: it has to wait."""
    if tty.canonical:
        return True if tty.lines else Block(INPUT)
    least, time = tty.cc[ControlChar.VMIN], tty.cc[ControlChar.VTIME] * _DECISECOND
    held = line.available(tty)
    if held >= (min(least, length) or 1):
        return True
    if least and not (time and held):
        return Block(INPUT)
    if not time:
        return False
    deadline = _deadline(k, pid, tty, time, bool(least))
    return bool(held) if k.clock_ns() >= deadline else Block(INPUT, 0, deadline)


def _deadline(k: "Kernel", pid: int, tty: Tty, time: int, between_bytes: bool) -> int:
    """When VTIME is over: counted from the last byte, or from the beginning of the read."""
    if between_bytes:
        return tty.received + time
    waiting = k.wait_of(pid)
    return waiting.deadline if waiting is not None and waiting.deadline is not None else k.clock_ns() + time


def write(k: "Kernel", pid: int, stream: "IOStream", data: bytes) -> int | Block:
    """Print; waits while output is stopped by ^S."""
    tty = console(k)
    if tty.lflag & LocalFlag.TOSTOP:
        stop = _before_change(k, pid, tty)
        if stop is not None:
            return stop
    if tty.stopped:
        if stream.flags & Open.O_NONBLOCK:
            raise KernelError(Errno.EAGAIN)
        return Block(OUTPUT)
    ttys(k)[CONSOLE], shown = line.output(tty, data)
    k.emit("console", shown)
    return len(data)


def _acquire(k: "Kernel", pid: int) -> None:
    row = k.process[pid]
    ttys(k)[CONSOLE] = console(k)._replace(session=row.sid, pgrp=row.pgid)
    for other, process in k.process.items():
        if process.sid == row.sid:
            k.process[other] = process._replace(tty=CONSOLE)


def open_console(k: "Kernel", pid: int, device: int, flags: int) -> int:
    """A session's leader without a terminal acquires the console if nobody owns it, unless O_NOCTTY."""
    row = k.process[pid]
    if not flags & Open.O_NOCTTY and row.sid == pid and row.tty < 0 and not console(k).session:
        _acquire(k, pid)
    return device


def open_tty(k: "Kernel", pid: int, device: int, flags: int) -> int:
    """/dev/tty is the controlling terminal; ENXIO without one."""
    if k.process[pid].tty < 0:
        raise KernelError(Errno.ENXIO)
    return Device.CONSOLE


# ioctls: (kernel, pid, argument address) → result

_Request = Callable[["Kernel", int, int], int | Block]


def _get_termios(k: "Kernel", pid: int, address: int) -> int:
    tty = console(k)
    k.copy_out(pid, address, TERMIOS.packer.pack(tty.iflag, tty.oflag, tty.cflag, tty.lflag, tty.cc))
    return 0


def _set_termios(k: "Kernel", pid: int, address: int, flush: bool = False) -> int | Block:
    iflag, oflag, cflag, lflag, cc = TERMIOS.packer.unpack(k.copy_in(pid, address, TERMIOS.packer.size))
    tty = console(k)
    stop = _before_change(k, pid, tty)
    if stop is not None:
        return stop
    ttys(k)[CONSOLE] = line.configure(tty, iflag, oflag, cflag, lflag, cc, flush)
    if line.available(console(k)):
        k.wake(INPUT)
    return 0


def _set_termios_flush(k: "Kernel", pid: int, address: int) -> int | Block:
    return _set_termios(k, pid, address, flush=True)


def _set_controlling(k: "Kernel", pid: int, address: int) -> int:
    """A session's leader without a terminal takes this one; it must be free, or root steals it (argument 1)."""
    row, tty = k.process[pid], console(k)
    if row.sid == pid and row.tty == CONSOLE:
        return 0
    if row.sid != pid or row.tty >= 0:
        raise KernelError(Errno.EPERM)
    if tty.session and not (address == 1 and row.cred.euid == 0):
        raise KernelError(Errno.EPERM)
    for other, process in k.process.items():
        if process.sid == tty.session and process.tty == CONSOLE:
            k.process[other] = process._replace(tty=-1)
    _acquire(k, pid)
    return 0


def _check_controlling(k: "Kernel", pid: int) -> None:
    if k.process[pid].tty != CONSOLE:
        raise KernelError(Errno.ENOTTY)


def _get_group(k: "Kernel", pid: int, address: int) -> int:
    _check_controlling(k, pid)
    k.copy_out(pid, address, _INT.pack(console(k).pgrp))
    return 0


def _set_group(k: "Kernel", pid: int, address: int) -> int | Block:
    """Put a group of the caller's session into the foreground."""
    _check_controlling(k, pid)
    (group,) = _INT.unpack(k.copy_in(pid, address, _INT.size))
    if group <= 0:
        raise KernelError(Errno.EINVAL)
    stop = _before_change(k, pid, console(k))
    if stop is not None:
        return stop
    session = k.process[pid].sid
    if not any(row.pgid == group and row.sid == session for row in k.process.values()):
        raise KernelError(Errno.EPERM)
    ttys(k)[CONSOLE] = console(k)._replace(pgrp=group)
    k.wake(INPUT)
    return 0


def _get_size(k: "Kernel", pid: int, address: int) -> int:
    k.copy_out(pid, address, WINSIZE.packer.pack(console(k).rows, console(k).cols, 0, 0))
    return 0


def _set_size(k: "Kernel", pid: int, address: int) -> int:
    rows, cols, _, _ = WINSIZE.packer.unpack(k.copy_in(pid, address, WINSIZE.packer.size))
    resize(k, rows, cols)
    return 0


def _count_input(k: "Kernel", pid: int, address: int) -> int:
    k.copy_out(pid, address, _INT.pack(line.available(console(k))))
    return 0


REQUESTS: dict[int, _Request] = {
    Ioctl.TCGETS: _get_termios,
    Ioctl.TCSETS: _set_termios,
    Ioctl.TCSETSW: _set_termios,
    Ioctl.TCSETSF: _set_termios_flush,
    Ioctl.TIOCSCTTY: _set_controlling,
    Ioctl.TIOCGPGRP: _get_group,
    Ioctl.TIOCSPGRP: _set_group,
    Ioctl.TIOCGWINSZ: _get_size,
    Ioctl.TIOCSWINSZ: _set_size,
    Ioctl.FIONREAD: _count_input,
}


def ioctl(k: "Kernel", pid: int, stream: "IOStream", request: int, argument: int) -> int | Block:
    """Terminal requests; EINVAL for others."""
    found = REQUESTS.get(request)
    if found is None:
        raise KernelError(Errno.EINVAL)
    return found(k, pid, argument)


def poll(k: "Kernel", stream: "IOStream") -> int:
    """Readable when a read would not wait, writable unless output is stopped."""
    tty = console(k)
    least = 1 if tty.cc[ControlChar.VTIME] else tty.cc[ControlChar.VMIN] or 1
    readable = bool(tty.lines) if tty.canonical else line.available(tty) >= least
    return (Poll.POLLIN if readable else 0) | (0 if tty.stopped else Poll.POLLOUT)


char_device(Device.CONSOLE, "console", read, write, ioctl, open_console, poll, (INPUT, OUTPUT))
char_device(Device.TTY, "tty", read, write, ioctl, open_tty, poll, (INPUT, OUTPUT))
