"""A machine's sections of the state artifact: the kernel's records under the names that Appendix B publishes, and everything else beside them.

Every table of the store appears exactly once: the published sections take theirs, what is left stands under its own name, "module.table" as
modules → module → table. Byte strings that name things are shown as text with \\xNN for what is not UTF-8; bulk bytes are base64.
"""

import base64
import hashlib
from typing import Any

from ucvm.abi import syscalls as abi
from ucvm.abi.layout import (
    CTX_PAGES,
    PAGE_COUNT,
    PTE_COW,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_READ,
    PTE_USER,
    PTE_VALID,
    PTE_WRITE,
)
from ucvm.hw.cpu import CPUState, FlagsState, cpu_state
from ucvm.isa.registers import GPR_COUNT
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.records import ProcessState
from ucvm.state.records import encode
from ucvm.state.store import OUTSIDE_ROOT, LayeredTable, Table

Section = dict[str, Any]

_PTE_FIELDS = {
    "valid": PTE_VALID,
    "readable": PTE_READ,
    "writable": PTE_WRITE,
    "executable": PTE_EXEC,
    "user": PTE_USER,
    "cow": PTE_COW,
    "device": PTE_DEVICE,
}
_IDLE = CPUState((0,) * GPR_COUNT, 0, 0, FlagsState(False, False, False, False), "KERNEL")


def sections(k: Kernel, nested: bool = True) -> dict[str, Section]:
    """All modules' sections by module name; with the bytes of older snapshots that programs hold open (nested), else their hashes alone."""
    found: dict[str, Section] = {module.name: {} for module in k.modules}
    for name, table in sorted(k.store.tables.items()):
        module, _, short = name.partition(".")
        if name not in _PUBLISHED and name != OUTSIDE_ROOT:
            found.setdefault(module, {})[short] = show_table(table)
    published = {"process": _process(k), "memory": _memory(k), "io": _io(k, nested), "cpu": _cpu(k)}
    for name, section in published.items():
        found[name] = found.get(name, {}) | section
    return found


_PUBLISHED = frozenset(
    {
        "process.cold", "process.hot", "process.fds", "process.signals", "process.ticks", "process.children",
        "memory.refs", "memory.free", "io.streams", "io.blobs", "cpu.syscall",
    }
)  # fmt: skip


def text(data: bytes) -> str:
    """Bytes as text, without loss: a backslash is doubled, what is not UTF-8 becomes \\xNN."""
    return data.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def show_key(key: Any) -> str:
    """A table's key as a member name: parts of a tuple joined by ":"."""
    if isinstance(key, tuple):
        return ":".join(map(show_key, key))
    return text(key) if isinstance(key, bytes) else str(key)


def show_table(table: Table[Any, Any]) -> Section:
    """A table's records by key; over a shared base only what differs from it, and the base's name."""
    if isinstance(table, LayeredTable):
        changed = {show_key(key): encode(value) for key, value in table.changed().items()}
        return {"base": table.base.name, "changed": changed, "deleted": [show_key(key) for key in table.deleted()]}
    return {show_key(key): encode(value) for key, value in table.items()}


# process


def _process(k: Kernel) -> Section:
    processes = {str(pid): _one_process(k, pid) for pid in k.process}
    return {"processes": processes, "current_pid": k.vars["current_pid"], "next_pid": k.vars["next_pid"]}


def _one_process(k: Kernel, pid: int) -> Section:
    """The specification's Process (7.2), with what else its records hold."""
    cold, hot = k.process[pid], k.hot[pid]
    shown: Section = encode(cold) | encode(hot)
    return shown | {
        "state": ProcessState(hot.state).name,
        "uid": cold.cred.uid,
        "gid": cold.cred.gid,
        "argv": [text(word) for word in cold.argv],
        "environ": [text(word) for word in cold.env],
        "env": {text(name): text(value) for name, _, value in (word.partition(b"=") for word in cold.env)},
        "cwd": text(cold.cwd_path),
        "cwd_path": text(cold.cwd_path),
        "cwd_node": list(cold.cwd),
        "context": show_cpu(cpu_state(k.space(pid))) if cold.frame else None,
        "memory": _page_table(k, cold.frame) if cold.frame else None,
        "files": {str(fd): slot >> 1 for fd, slot in enumerate(k.fds[pid]) if slot},
        "close_on_exec": [fd for fd, slot in enumerate(k.fds[pid]) if slot & 1],
        "signals": encode(k.signals[pid]),
        "children": list(k.children.get(pid, ())),
        "ticks": encode(k.ticks[pid]),
    }


def show_cpu(state: CPUState) -> Section:
    """Registers, flags and mode as Appendix B's cpu section has them."""
    registers = {f"r{number}": value for number, value in enumerate(state.gpr)} | {"pc": state.pc, "sp": state.sp}
    return {"registers": registers, "flags": state.flags._asdict(), "mode": state.mode}


def _page_table(k: Kernel, frame: int) -> Section:
    """Valid pages of a process by page number: the specification's PageTableEntry (6.4) and our two bits."""
    words = k.ram.u32[(frame << 10) + CTX_PAGES // 4 :][:PAGE_COUNT].tolist()
    return {str(page): show_entry(entry) for page, entry in enumerate(words) if entry}


def show_entry(entry: int) -> Section:
    """A page table entry's fields."""
    return {name: bool(entry & bit) for name, bit in _PTE_FIELDS.items()} | {"frame": entry >> PTE_FRAME_SHIFT}


# memory, io, cpu


def _memory(k: Kernel) -> Section:
    """Used frames by number with hash and references; each content once, without its trailing zeros."""
    pages: Section = {}
    contents: Section = {}
    for frame, references in k.vm.refs.items():
        data = k.ram.frame(frame)
        name = hashlib.sha256(data).hexdigest()
        pages[str(frame)] = {"hash": name, "references": references}
        contents[name] = base64.b64encode(data.rstrip(b"\0")).decode()
    return {"pages": pages, "contents": contents, "free_list": k.vm.free_list.values()}


def _io(k: Kernel, nested: bool) -> Section:
    """Open descriptions; the files they are on; snapshots held open."""
    streams = {str(number): encode(stream) | {"type": stream.type.name} for number, stream in k.store.tables["io.streams"].items()}
    snapshots = {str(number): _snapshot(data, nested) for number, data in k.blobs.items()}
    files = {show_key(stream.node): encode(k.fs.stat(stream.node)) for stream in k.store.tables["io.streams"].values() if stream.node[1] > 0}
    return {"streams": streams, "files": files, "snapshots": snapshots}


def _snapshot(data: bytes, nested: bool) -> Section:
    return {"hash": hashlib.sha256(data).hexdigest(), "data": encode(data) if nested else None}


def _cpu(k: Kernel) -> Section:
    pid = k.vars["current_pid"]
    running = cpu_state(k.space(pid)) if pid and k.process[pid].frame else _IDLE
    return show_cpu(running) | {"syscall_state": _syscall_state(k, running if pid else None)}


def _syscall_state(k: Kernel, running: CPUState | None) -> Section:
    """The last finished call, and the one being served: while it is, its process is in KERNEL mode with the call in its registers."""
    last = k.last_call.get("last")
    shown: Section = {}
    if last is not None:
        answer = {"pid": last.pid, "result": last.result, "errno": last.errno, "timestamp": last.tick}
        shown = {"last_syscall": _call(last.number, last.args) | answer}
    active = _call(running.gpr[0], running.gpr[1:6]) if running and running.mode == "KERNEL" else None
    return {"syscall_count": k.vars["syscalls"], "active_syscall": active} | shown


def _call(number: int, args: tuple[int, ...]) -> Section:
    row = abi.BY_NUMBER.get(number)
    return {"number": number, "name": row.name if row else f"call {number}", "args": list(args)}
