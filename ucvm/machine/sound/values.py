"""Single values: numbers within their ranges, sequences of their lengths, keys that are their records' own."""

from collections.abc import Iterator
from typing import Any

from ucvm.abi.layout import ADDRESS_SPACE, FRAME_COUNT, PAGE_SIZE
from ucvm.abi.signals import NSIG
from ucvm.hw.devices.clock import ClockState
from ucvm.hw.devices.console import ConsoleState
from ucvm.kernel.fs.inode import BLOCK_COUNT, BLOCK_SIZE, FILE_MAX, INODE_COUNT, LINK_MAX, INode
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.limits import DEFAULT_LIMITS
from ucvm.kernel.line import INPUT_MAX, LINE_MAX
from ucvm.kernel.process import PID_MAX
from ucvm.kernel.records import HALTED
from ucvm.kernel.sched import NS, QUANTUM
from ucvm.kernel.time import NICE_MAX, NICE_MIN

Problems = Iterator[tuple[str, str]]
Range = tuple[int, int]

_WORD: Range = (0, 0xFFFFFFFF)
_SHORT: Range = (0, 0xFFFF)
_LONG: Range = (0, (1 << 64) - 1)
_FLAG: Range = (0, 1)
_TIME: Range = (0, (1 << 32) * NS - 1)
"""Nanoseconds since 1970: programs see seconds as 32 bits."""
_NUMBER: Range = (1, (1 << 53) - 1)
_PID: Range = (1, PID_MAX)
_ADDRESS: Range = (0, ADDRESS_SPACE)

VARS: dict[str, Range] = {
    "ticks": (0, _TIME[1] // 10),
    "idle_ns": _TIME,
    "epoch_ns": _TIME,
    "random": (1, _LONG[1]),
    "booted": _FLAG,
    "halted": _FLAG,
    "halt_status": (0, 255),
    "max_ticks": _LONG,
    "syscalls": _LONG,
    "next_frame": (1, FRAME_COUNT),
    "current_pid": (0, PID_MAX),
    "quantum": (-2 * QUANTUM, 2 * QUANTUM),
    "boosts": (0, 1 << 16),
    "next_pid": _PID,
    "pids_come_round": _FLAG,
    "next_stream": _NUMBER,
    "next_pipe": _NUMBER,
    "next_request": _NUMBER,
}
"""The machine's single numbers (core.vars)."""
FIELDS: dict[str, Range] = {
    "Process.pid": _PID,
    "Process.ppid": (0, PID_MAX),
    "Process.pgid": _PID,
    "Process.sid": _PID,
    "Process.umask": (0, 0o7777),
    "Process.nice": (NICE_MIN, NICE_MAX),
    "Process.tty": (-1, 0),
    "Process.frame": (0, FRAME_COUNT - 1),
    "Process.brk_start": _ADDRESS,
    "Process.brk": _ADDRESS,
    "Process.start_ns": _TIME,
    "Process.child_ticks": (0, _TIME[1] // 10),
    "Process.banks": (1, FRAME_COUNT - 1),
    "Hot.stopped": (0, HALTED),
    "Hot.report": (0, 2),
    "Hot.boost": _SHORT,
    "Wait.deadline": (0, 2 * _TIME[1]),
    "Signals.suspended": (-1, _WORD[1]),
    "Signals.restarts": (-64, _WORD[1]),
    "CallRecord.pid": (0, PID_MAX),
    "CallRecord.result": (-1, _WORD[1]),
    "CallRecord.tick": _LONG,
    "Traced.tracer": _PID,
    "Traced.signal": (0, NSIG - 1),
    "Traced.passing": (0, NSIG - 1),
    "Traced.since": _LONG,
    "Event.pid": _PID,
    "Event.result": (-1, _WORD[1]),
    "INode.mode": _SHORT,
    "INode.nlink": (0, LINK_MAX + 2),
    "INode.size": (0, FILE_MAX),
    "INode.blocks": (0, BLOCK_COUNT - 1),
    "INode.atime": _TIME,
    "INode.mtime": _TIME,
    "INode.ctime": _TIME,
    "IOStream.id": _NUMBER,
    "IOStream.target": (0, _NUMBER[1]),
    "IOStream.node": _LONG,
    "IOStream.position": (0, 1 << 32),
    "Request.id": _NUMBER,
    "Request.tick": _LONG,
    "Tty.rows": _SHORT,
    "Tty.cols": _SHORT,
    "Tty.column": _LONG,
    "Tty.start": _LONG,
    "Tty.received": _TIME,
    "TextImage.stamp": _TIME,
    "TextImage.frames": (1, FRAME_COUNT - 1),
    "TextImage.banks": (1, FRAME_COUNT - 1),
    "ClockState.behind": (-_LONG[1], _LONG[1]),
    "ClockState.frozen": (-_LONG[1], _LONG[1]),
}
"""Ranges of records' numbers, also of those in their tuples; what is not named is a word of 32 bits."""
_KEYED = ("process.cold", "io.streams", "delegation.requests")
"""Tables whose records repeat their key: as pid or id."""
_WANTED: dict[str, list[Any]] = {
    "io.tty": [0],
    "io.host": [0, 1, 2],
    "sched.queues": [0, 1, 2],
    "fs.maps": ["blocks", "inodes"],
    "cpu.syscall": ["last"],
}
"""Tables with fixed keys; there may be no last system call yet."""
_DEVICES = {"console": ConsoleState, "clock": ClockState}


def problems(k: Kernel) -> Problems:
    """What no single value can be."""
    for name, value in k.vars.items():
        if name not in VARS:
            yield f"core.vars.{name}", "there is no such number"
        else:
            yield from _ranged(f"core.vars.{name}", value, VARS[name])
    if k.vars.keys() != sorted(VARS):
        yield "core.vars", f"{', '.join(sorted(VARS.keys() - k.vars.keys()))} is missing"
    if k.clock_ns() > _TIME[1]:
        yield "core.vars.idle_ns", "the clock is past what programs can see"
    for name, table in sorted(k.store.tables.items()):
        for key, value in table.changed().items():
            yield from _value(place(name, key), value)
    yield from _keys(k)
    yield from _lengths(k)


def place(table: str, key: Any, field: str = "") -> str:
    """Where the document shows a record."""
    shown = ":".join(map(str, key)) if isinstance(key, tuple) else str(key)
    published = {"memory.refs": "memory.pages", "process.ticks": f"process.processes.{shown}.ticks"}.get(table, table)
    if table in ("process.cold", "process.hot", "process.fds", "process.signals", "process.children"):
        published = "process.processes"
    layered = ".changed" if table in ("fs.inodes", "fs.blocks", "fs.maps", "fs.mounts") else ""
    return ".".join(filter(None, (published + layered, shown, field)))


def _value(path: str, value: Any) -> Problems:
    """Numbers of a record and of the records in it."""
    if isinstance(value, int):
        yield from _ranged(path, value, _LONG)
    elif isinstance(value, tuple):
        for name, item in zip(getattr(value, "_fields", [""] * len(value)), value, strict=True):
            yield from _field(f"{path}.{name}" if name else path, item, FIELDS.get(f"{type(value).__name__}.{name}", _WORD))


def _field(path: str, value: Any, allowed: Range) -> Problems:
    if isinstance(value, int):
        yield from _ranged(path, value, allowed)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        yield from _value(path, value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _field(path, item, allowed)


def _ranged(path: str, value: int, allowed: Range) -> Problems:
    if not allowed[0] <= value <= allowed[1]:
        yield path, f"{value} is not within {allowed[0]} and {allowed[1]}"


def _keys(k: Kernel) -> Problems:
    for name in _KEYED:
        for key, record in k.store.table(name).items():
            if record[0] != key:
                yield place(name, key), f"says that it is {record[0]}"
    for name, keys in _WANTED.items():
        table = k.store.table(name)
        if not set(table.keys()) <= set(keys) or (len(table) < len(keys) and name != "cpu.syscall"):
            yield name, f"must hold {', '.join(map(str, keys))}"
    for name, state in k.store.table("devices.registers").items():
        if not isinstance(state, _DEVICES.get(name, ())):
            yield place("devices.registers", name), "no state of this device"


def _lengths(k: Kernel) -> Problems:
    for pid, signals in k.signals.items():
        if len(signals.handlers) != NSIG:
            yield place("process.signals", pid, "signals.handlers"), f"must be {NSIG}"
    for pid, row in k.process.items():
        if len(row.limits) != len(DEFAULT_LIMITS):
            yield place("process.cold", pid, "limits"), f"must be {len(DEFAULT_LIMITS)}"
    terminal = k.store.table("io.tty")[0]
    if len(terminal.cc) != 20 or len(terminal.edit) > LINE_MAX or sum(map(len, terminal.lines)) > INPUT_MAX + LINE_MAX:
        yield "io.tty.0", "control characters or input are of a wrong length"
    maps = k.store.table("fs.maps")
    if (len(maps["blocks"]), len(maps["inodes"])) != (BLOCK_COUNT // 8, INODE_COUNT // 8):
        yield "fs.maps", "maps are of a wrong length"
    for number, block in k.fs.disk.blocks.table.changed().items():
        if len(block) != BLOCK_SIZE or not 0 < number < BLOCK_COUNT:
            yield place("fs.blocks", number), f"must be {BLOCK_SIZE} bytes"
    for ino, inode in k.fs.disk.inodes.changed().items():
        if not 0 < ino < INODE_COUNT or not isinstance(inode, INode):
            yield place("fs.inodes", ino), "there is no such inode"
    for node, image in k.vm.texts.items():
        if len(image.data) + image.bss > 4 * PAGE_SIZE or len(image.frames) > 6 or any(len(bank) > 3 for bank in image.banks):
            yield place("memory.text", node), "too large for an address space"
