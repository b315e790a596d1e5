"""Looking at a machine from outside, between two slices, without changing anything."""

from collections.abc import Callable
from typing import NamedTuple

from ucvm.abi.constants import LocalFlag
from ucvm.abi.layout import (
    ADDRESS_SPACE,
    CTX_PAGES,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_COW,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_READ,
    PTE_VALID,
    PTE_WRITE,
)
from ucvm.abi.signals import Signal
from ucvm.kernel import tty
from ucvm.kernel.file import IOStream, StreamType, may_read, may_write
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.records import Node, ProcessState
from ucvm.machine.events import SignalEvent
from ucvm.machine.machine import Machine

_LETTERS = ((PTE_READ, "r"), (PTE_WRITE, "w"), (PTE_EXEC, "x"))


class ProcessRow(NamedTuple):
    """A process at a glance. `waits` names what a blocked one waits for; ticks are retired instructions."""

    pid: int
    ppid: int
    state: str
    name: str
    ticks: int
    waits: str


class PageRow(NamedTuple):
    """A page of an address space: permissions as "rwx", then "c" for copy-on-write, and the frame; "" and 0 where nothing is mapped."""

    permissions: str
    frame: int


class DescriptorRow(NamedTuple):
    """An open descriptor: "r", "w" or "rw", what it leads to, and how far it is: a position, or of a pipe what waits in it."""

    fd: int
    access: str
    target: str
    at: str


class DeviceRow(NamedTuple):
    """A device and its registers, or the terminal on the console, as text."""

    name: str
    text: str


def line_wanted(k: Kernel) -> bool:
    """May a door edit a line? Only while the tty is cooked and echoes, nothing is half typed, and a foreground process waits for input."""
    terminal = tty.console(k)
    if not terminal.lflag & LocalFlag.ICANON or not terminal.lflag & LocalFlag.ECHO or terminal.edit:
        return False
    readers = k.processes.waiters.get(tty.INPUT, ())
    return any(k.process[pid].pgid == terminal.pgrp for pid in readers)


def looked_at(machine: Machine, before: int) -> int:
    """Whose hardware to show: the running process; when idle the one shown `before`, else the youngest with memory; 0 for none."""
    k = machine.kernel
    for pid in (machine.current_pid(), before):
        if pid in k.process and k.process[pid].frame:
            return pid
    return max((pid for pid, row in k.process.items() if row.frame), default=0)


def pages(k: Kernel, pid: int) -> tuple[PageRow, ...]:
    """The sixteen pages of a process."""
    words = k.ram.u32[(k.process[pid].frame << 10) + CTX_PAGES // 4 :][:PAGE_COUNT].tolist()
    return tuple(map(_page, words))


def peek(k: Kernel, pid: int, address: int, size: int) -> bytes | None:
    """Bytes of a process's memory, whatever its permissions; None where not all of them are mapped."""
    row = k.process.get(pid)
    if row is None or not row.frame or size < 0 or not 0 <= address <= ADDRESS_SPACE - size:
        return None
    found, end = b"", address + size
    while address < end:
        entry = k.vm.entry(pid, address >> PAGE_SHIFT)
        if entry & (PTE_VALID | PTE_DEVICE) != PTE_VALID:
            return None
        count = min(end - address, PAGE_SIZE - address % PAGE_SIZE)
        found += k.ram.read((entry >> PTE_FRAME_SHIFT << PAGE_SHIFT) + address % PAGE_SIZE, count)
        address += count
    return found


def _page(entry: int) -> PageRow:
    if not entry & PTE_VALID:
        return PageRow("", 0)
    permissions = "".join(letter if entry & bit else "-" for bit, letter in _LETTERS)
    return PageRow(permissions + ("c" if entry & PTE_COW else ""), entry >> PTE_FRAME_SHIFT)


def processes(k: Kernel) -> tuple[ProcessRow, ...]:
    """All processes in pid order."""
    rows = []
    for pid, row in k.process.items():
        hot = k.hot[pid]
        waits = "stopped" if hot.stopped else " ".join(map(str, hot.wait.channel)) if hot.wait else ""
        rows.append(ProcessRow(pid, row.ppid, ProcessState(hot.state).name, row.name, k.ticks[pid], waits))
    return tuple(rows)


def interrupts(k: Kernel) -> tuple[SignalEvent, ...]:
    """What ^C on the host means to a machine without a console: SIGINT to every process but init and the kernel's own."""
    return tuple(SignalEvent(pid, Signal.SIGINT) for pid, row in k.process.items() if pid != 1 and not row.kernel)


def descriptors(k: Kernel, pid: int, name_of: Callable[[Node], bytes]) -> tuple[DescriptorRow, ...]:
    """The open descriptors of a process; `name_of` names files."""
    streams = ((fd, k.streams[slot >> 1]) for fd, slot in enumerate(k.fds[pid]) if slot)
    return tuple(DescriptorRow(fd, _access(stream), _target(stream, name_of), _at(k, stream)) for fd, stream in streams)


def _access(stream: IOStream) -> str:
    return "r" * may_read(stream) + "w" * may_write(stream)


def _target(stream: IOStream, name_of: Callable[[Node], bytes]) -> str:
    name = name_of(stream.node) if stream.node[0] else b""
    return name.decode("utf-8", "replace") or f"{stream.type.name.lower()}:[{stream.target}]"


def _at(k: Kernel, stream: IOStream) -> str:
    if stream.type == StreamType.PIPE:
        return f"holds {k.pipes[stream.target].size}"
    return f"at {stream.position}" if stream.type in (StreamType.FILE, StreamType.DIRECTORY) else ""


def devices(machine: Machine) -> tuple[DeviceRow, ...]:
    """What the devices' registers hold, and the terminal."""
    terminal = tty.console(machine.kernel)
    kind = "cooked" if terminal.canonical else "raw"
    echo = "echo" if terminal.lflag & LocalFlag.ECHO else "no echo"
    rows = [DeviceRow("tty", f"{terminal.rows}x{terminal.cols} {kind} {echo} foreground {terminal.pgrp}")]
    for name, record in machine.store.table("devices.registers").items():
        fields = record._asdict().items()
        rows.append(DeviceRow(name, " ".join(f"{field} {len(value) if isinstance(value, bytes) else value}" for field, value in fields)))
    return tuple(rows)
