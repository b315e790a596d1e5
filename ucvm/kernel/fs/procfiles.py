"""What the files of /proc say: one row and one function each, over the kernel's records. Formats are those of Linux's proc(5)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import CLK_TCK, Device, FileType
from ucvm.abi.layout import PAGE_COUNT, PAGE_SHIFT, PAGE_SIZE, PTE_DEVICE, PTE_EXEC, PTE_READ, PTE_VALID, PTE_WRITE, RAM_SIZE, SEGMENTS, Segment
from ucvm.kernel.identity import SYSTEM
from ucvm.kernel.records import HALTED, ProcessState
from ucvm.kernel.sched import NS_PER_TICK

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

_SECOND = 1_000_000_000
_JIFFY = _SECOND // CLK_TCK
_KILO = 1024
_STATES = {ProcessState.RUNNING: "R", ProcessState.READY: "R", ProcessState.BLOCKED: "S", ProcessState.ZOMBIE: "Z"}
_STATE_WORDS = {"R": "running", "S": "sleeping", "T": "stopped", "t": "tracing stop", "Z": "zombie"}


class ProcFile(NamedTuple):
    """One name: mode with type, and what makes its bytes (a link's: the target) from the kernel and a pid."""

    name: bytes
    mode: int
    content: Callable[["Kernel", int], bytes]


# Processes


def state_letter(k: "Kernel", pid: int) -> str:
    """State as ps prints it: R S T t Z."""
    row = k.hot[pid]
    if row.stopped and row.state == ProcessState.BLOCKED:
        return "t" if row.stopped == HALTED else "T"
    return _STATES[row.state]


def _jiffies(ticks: int) -> int:
    return ticks * NS_PER_TICK // _JIFFY


def _pages(k: "Kernel", pid: int) -> list[int]:
    """Page table entries of the user pages in use, 0 for others; a process without memory has none."""
    if not k.process[pid].frame:
        return []
    present = PTE_VALID | PTE_READ
    entries = [k.vm.entry(pid, page) for page in range(PAGE_COUNT)]
    return [0, *(entry if entry & present == present and not entry & PTE_DEVICE else 0 for entry in entries[1:])]


def resident(k: "Kernel", pid: int) -> int:
    """Bytes of memory a process uses, shared pages included."""
    return sum(map(bool, _pages(k, pid))) * PAGE_SIZE


def _virtual(k: "Kernel", pid: int) -> int:
    """Bytes of its address space that it may touch: text, data up to the break, the stack."""
    return sum(end - start for start, end, _, _ in _areas(k, pid))


def _stat(k: "Kernel", pid: int) -> bytes:
    row, tty = k.process[pid], k.process[pid].tty
    foreground = k.store.table("io.tty")[tty].pgrp or -1 if tty >= 0 else -1
    fields = (
        *(row.ppid, row.pgid, row.sid, Device.CONSOLE if tty >= 0 else 0, foreground, 0, 0, 0, 0, 0),
        *(_jiffies(k.ticks[pid]), 0, _jiffies(row.child_ticks), 0, 20 + row.nice, row.nice, 1, 0),
        *(row.start_ns // _JIFFY, _virtual(k, pid), resident(k, pid) // PAGE_SIZE),
    )
    return f"{pid} ({row.name}) {state_letter(k, pid)} {' '.join(map(str, map(int, fields)))}\n".encode("utf-8", "surrogateescape")


def _status(k: "Kernel", pid: int) -> bytes:
    row, letter, signals = k.process[pid], state_letter(k, pid), k.signals[pid]
    cred, traced = row.cred, k.tracing.rows.get(pid)
    ignored = sum(1 << number - 1 for number, entry in enumerate(signals.handlers) if number and entry.handler == 1)
    caught = sum(1 << number - 1 for number, entry in enumerate(signals.handlers) if number and entry.handler > 1)
    lines = {
        "Name": row.name,
        "Umask": f"{row.umask:04o}",
        "State": f"{letter} ({_STATE_WORDS[letter]})",
        "Pid": pid,
        "PPid": row.ppid,
        "TracerPid": traced.tracer if traced else 0,
        "Uid": f"{cred.uid}\t{cred.euid}\t{cred.suid}\t{cred.euid}",
        "Gid": f"{cred.gid}\t{cred.egid}\t{cred.sgid}\t{cred.egid}",
        "FDSize": len(k.fds[pid]),
        "VmSize": f"{_virtual(k, pid) // _KILO:8} kB",
        "VmRSS": f"{resident(k, pid) // _KILO:8} kB",
        **{name: f"{size // _KILO:8} kB" for name, size in zip(("VmData", "VmStk", "VmExe"), _parts(k, pid), strict=True)},
        "Threads": 1,
        "SigPnd": f"{signals.pending:016x}",
        "SigBlk": f"{signals.mask:016x}",
        "SigIgn": f"{ignored:016x}",
        "SigCgt": f"{caught:016x}",
    }
    return "".join(f"{name}:\t{value}\n" for name, value in lines.items()).encode("utf-8", "surrogateescape")


def _parts(k: "Kernel", pid: int) -> tuple[int, int, int]:
    """Bytes of data with heap, stack, and text."""
    sizes = {"rw-": 0, "stack": 0, "r-x": 0}
    for start, end, permissions, what in _areas(k, pid):
        name = "stack" if what == "[stack]" else permissions
        sizes[name] = sizes.get(name, 0) + end - start
    return sizes["rw-"], sizes["stack"], sizes["r-x"]


def _statm(k: "Kernel", pid: int) -> bytes:
    """In pages: whole size, resident, shared (the text), text, library, data with stack, dirty."""
    data, stack, text = _parts(k, pid)
    shared = sum(1 for entry in _pages(k, pid) if entry & PTE_EXEC)
    fields = (_virtual(k, pid), resident(k, pid), shared * PAGE_SIZE, text, 0, data + stack, 0)
    return f"{' '.join(str(size // PAGE_SIZE) for size in fields)}\n".encode()


def _waits_in(k: "Kernel", pid: int) -> bytes:
    """What it sleeps in, 0 if it does not."""
    row = k.hot[pid]
    return str(row.wait.channel[0]).encode() if row.state == ProcessState.BLOCKED and row.wait is not None else b"0"


def _current_call(k: "Kernel", pid: int) -> bytes:
    """The call a process sleeps in: number, arguments, sp, pc; -1 when it sleeps without one."""
    row, process = k.hot[pid], k.process[pid]
    if row.state != ProcessState.BLOCKED or not process.frame:
        return b"running\n"
    space = k.space(pid)
    call = (str(row.wait.call), *(f"{word:#x}" for word in row.wait.args)) if row.wait is not None else ("-1",)
    return f"{' '.join(call)} {space.sp:#x} {space.pc:#x}\n".encode()


def _command_line(k: "Kernel", pid: int) -> bytes:
    alive = k.hot[pid].state != ProcessState.ZOMBIE
    return b"".join(word + b"\0" for word in k.process[pid].argv) if alive else b""


def _environment(k: "Kernel", pid: int) -> bytes:
    return b"".join(pair + b"\0" for pair in k.process[pid].env)


def _name(k: "Kernel", pid: int) -> bytes:
    return k.process[pid].name.encode("utf-8", "surrogateescape") + b"\n"


def _areas(k: "Kernel", pid: int) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, permissions, what it is) of the mapped areas of a process, by address."""
    pages, row = _pages(k, pid), k.process[pid]
    for segment in SEGMENTS:
        first, last = segment.start >> PAGE_SHIFT, segment.end >> PAGE_SHIFT
        if segment.name == "stack" and pages:
            yield segment.start, segment.end, "rw-", "[stack]"
        elif segment.name == "data" and pages:
            yield from _data_areas(segment, row.brk_start, row.brk)
        else:
            yield from ((page << PAGE_SHIFT, page + 1 << PAGE_SHIFT, _permissions(entry), "") for page, entry in _present(pages, first, last))


def _present(pages: list[int], first: int, last: int) -> list[tuple[int, int]]:
    return [(page, entry) for page, entry in enumerate(pages[:last]) if page >= first and entry]


def _data_areas(segment: Segment, heap: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The program's data, and the heap above it when there is one."""
    boundary = -(-heap // PAGE_SIZE) * PAGE_SIZE
    if boundary > segment.start:
        yield segment.start, boundary, segment.permissions, ""
    if end > boundary:
        yield boundary, -(-end // PAGE_SIZE) * PAGE_SIZE, segment.permissions, "[heap]"


def _permissions(entry: int) -> str:
    bits = ((PTE_READ, "r"), (PTE_WRITE, "w"), (PTE_EXEC, "x"))
    return "".join(letter if entry & bit else "-" for bit, letter in bits)


def _maps(k: "Kernel", pid: int) -> bytes:
    """Neighbours of one kind are one line; the text carries the program's path."""
    merged: list[tuple[int, int, str, str]] = []
    for area in _areas(k, pid):
        if merged and merged[-1][1:] == (area[0], *area[2:]):
            area = (merged.pop()[0], *area[1:])
        merged.append(area)
    device, ino = k.process[pid].text
    path = k.fs.name_of(k.process[pid].text).decode("utf-8", "surrogateescape")
    lines = []
    for start, end, permissions, what in merged:
        of_file = permissions == "r-x"
        origin = f"{device:02x}:00 {ino}" if of_file else "00:00 0"
        lines.append(f"{start:08x}-{end:08x} {permissions}p 00000000 {origin:14} {path if of_file else what}".rstrip() + "\n")
    return "".join(lines).encode("utf-8", "surrogateescape")


def _working_directory(k: "Kernel", pid: int) -> bytes:
    return k.fs.name_of(k.process[pid].cwd)


def _program(k: "Kernel", pid: int) -> bytes:
    return k.fs.name_of(k.process[pid].text)


def descriptor_target(k: "Kernel", pid: int, fd: int) -> bytes:
    """What /proc/PID/fd/N points to: a path, or pipe:[N] and the like for what has none."""
    stream = k.streams[k.fds[pid][fd] >> 1]
    path = k.fs.name_of(stream.node) if stream.node[0] else b""
    return path or f"{stream.type.name.lower()}:[{stream.target}]".encode()


def _nothing(k: "Kernel", pid: int) -> bytes:
    return b""


_FILE, _LINK, _DIRECTORY = FileType.S_IFREG, FileType.S_IFLNK, FileType.S_IFDIR
PROCESS_FILES: tuple[ProcFile, ...] = (
    ProcFile(b"cmdline", _FILE | 0o444, _command_line),
    ProcFile(b"comm", _FILE | 0o444, _name),
    ProcFile(b"cwd", _LINK | 0o777, _working_directory),
    ProcFile(b"environ", _FILE | 0o400, _environment),
    ProcFile(b"exe", _LINK | 0o777, _program),
    ProcFile(b"fd", _DIRECTORY | 0o500, _nothing),
    ProcFile(b"maps", _FILE | 0o444, _maps),
    ProcFile(b"stat", _FILE | 0o444, _stat),
    ProcFile(b"status", _FILE | 0o444, _status),
    ProcFile(b"statm", _FILE | 0o444, _statm),
    ProcFile(b"syscall", _FILE | 0o400, _current_call),
    ProcFile(b"wchan", _FILE | 0o444, _waits_in),
)
"""The files of a process, in the order of their inode numbers."""


# The machine


def _memory(k: "Kernel", _: int) -> bytes:
    free = k.vm.available() * PAGE_SIZE // _KILO
    cached = sum(len(image.all_frames()) for image in k.vm.texts.values()) * PAGE_SIZE // _KILO
    rows = {
        "MemTotal": RAM_SIZE // _KILO,
        "MemFree": free,
        "MemAvailable": free + cached,
        "Buffers": 0,
        "Cached": cached,
        "SwapTotal": 0,
        "SwapFree": 0,
    }
    return "".join(f"{name + ':':15}{value:9} kB\n" for name, value in rows.items()).encode()


def _seconds(ns: int) -> str:
    return f"{ns // _SECOND}.{ns % _SECOND // (_SECOND // 100):02}"


def _uptime(k: "Kernel", _: int) -> bytes:
    return f"{_seconds(k.uptime_ns())} {_seconds(k.vars['idle_ns'])}\n".encode()


def _version(k: "Kernel", _: int) -> bytes:
    system, _node, release, version, machine = (word.decode() for word in SYSTEM)
    return f"{system} version {release} ({machine}) {version}\n".encode()


def _mounts(k: "Kernel", _: int) -> bytes:
    rows = []
    for _device, mount in k.fs.mounts.table.items():
        options = "ro" if mount.readonly else "rw"
        rows.append(mount.source + b" " + mount.path + f" {mount.kind} {options} 0 0\n".encode())
    return b"".join(rows)


def _machine_stat(k: "Kernel", _: int) -> bytes:
    states = [state_letter(k, pid) for pid in k.process]
    busy, idle = _jiffies(k.vars["ticks"]), k.vars["idle_ns"] // _JIFFY
    return (
        f"cpu  {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu0 {busy} 0 0 {idle} 0 0 0 0 0 0\n"
        f"btime {k.vars['epoch_ns'] // _SECOND}\nprocesses {k.vars['next_pid'] - 1}\n"
        f"procs_running {states.count('R')}\nprocs_blocked 0\n"
    ).encode()


def _load(k: "Kernel", _: int) -> bytes:
    states = [state_letter(k, pid) for pid in k.process]
    return f"0.00 0.00 0.00 {states.count('R')}/{len(states)} {k.vars['next_pid'] - 1}\n".encode()


def _processor(k: "Kernel", _: int) -> bytes:
    megahertz = 1000 // NS_PER_TICK
    rows = {"processor": 0, "vendor_id": SYSTEM[0].decode(), "model name": "UCVM 32-bit", "cpu MHz": f"{megahertz}.000"}
    return "".join(f"{name}\t: {value}\n" for name, value in rows.items()).encode() + b"\n"


def _file_systems(k: "Kernel", _: int) -> bytes:
    return b"\tdisk\nnodev\tproc\nnodev\tram\n"


def _interrupts(k: "Kernel", _: int) -> bytes:
    """Traps by kind. Only system calls are counted."""
    return f"           CPU0\nSYS: {k.vars['syscalls']:10}   System calls\n".encode()


def _modules(k: "Kernel", _: int) -> bytes:
    """Name, size (0: it is Python), uses, who it needs, state, address."""
    users = [needed for module in k.modules for needed in module.dependencies]
    rows = ((module.name, users.count(module.name), "".join(f"{name}," for name in module.dependencies) or "-") for module in k.modules)
    return "".join(f"{name} 0 {uses} {needs} Live 0x00000000\n" for name, uses, needs in rows).encode()


def _self(k: "Kernel", _: int) -> bytes:
    return b"%d" % k.vars["current_pid"]


MACHINE_FILES: tuple[ProcFile, ...] = (
    ProcFile(b"cpuinfo", _FILE | 0o444, _processor),
    ProcFile(b"filesystems", _FILE | 0o444, _file_systems),
    ProcFile(b"interrupts", _FILE | 0o444, _interrupts),
    ProcFile(b"loadavg", _FILE | 0o444, _load),
    ProcFile(b"meminfo", _FILE | 0o444, _memory),
    ProcFile(b"modules", _FILE | 0o444, _modules),
    ProcFile(b"mounts", _FILE | 0o444, _mounts),
    ProcFile(b"self", _LINK | 0o777, _self),
    ProcFile(b"stat", _FILE | 0o444, _machine_stat),
    ProcFile(b"uptime", _FILE | 0o444, _uptime),
    ProcFile(b"version", _FILE | 0o444, _version),
)
"""The files of /proc itself, in the order of their inode numbers."""
