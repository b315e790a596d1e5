"""From the state artifact back to a machine: the inverse of sections.py.

KINDS says what each table of the store holds; the document's JSON becomes records of those types again. A document names the boot image by the hash
of its tables and is refused with any other. A document that a program asked for itself names the snapshots that were open by their hash alone:
restored, they read as empty.
"""

import base64
import re
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ucvm.abi import constants
from ucvm.abi.layout import PAGE_SHIFT
from ucvm.hw.devices.clock import ClockState
from ucvm.hw.devices.console import ConsoleState
from ucvm.hw.memory import Ram
from ucvm.kernel.delegation import Answer, Request
from ucvm.kernel.file import IOStream, StreamType
from ucvm.kernel.fs.inode import INode
from ucvm.kernel.fs.mount import Mount
from ucvm.kernel.hostio import HostStream
from ucvm.kernel.line import Tty
from ucvm.kernel.pipe import Pipe
from ucvm.kernel.records import CallRecord, Cred, Hot, Node, Process, ProcessState, Signals
from ucvm.kernel.tracing import Event, Traced
from ucvm.kernel.vm import TextImage
from ucvm.machine.sound import check
from ucvm.state.artifact import ArtifactError, Document
from ucvm.state.records import decode
from ucvm.state.store import OUTSIDE_ROOT, Base, LayeredTable, Store, Table

_Channel = tuple[str | int, ...]

KINDS: dict[str, tuple[Any, Any]] = {
    "core.denied": (str, int),
    "core.vars": (str, int),
    "cpu.syscall": (str, CallRecord),
    "delegation.answers": (int, Answer),
    "delegation.requests": (int, Request),
    "devices.registers": (str, ConsoleState | ClockState),
    "execution.modes": (str, int),
    "extension.loaded": (str, str),
    "fs.blocks": (int, bytes),
    "fs.covered": (Node, int),
    "fs.holds": (Node, int),
    "fs.inodes": (int, INode),
    "fs.maps": (str, bytes),
    "fs.mounts": (int, Mount),
    "io.blobs": (int, bytes),
    "io.fifos": (Node, int),
    "io.host": (int, HostStream),
    "io.pipes": (int, Pipe),
    "io.refs": (int, int),
    "io.streams": (int, IOStream),
    "io.tty": (int, Tty),
    "memory.free": (int, int),
    "memory.refs": (int, int),
    "memory.text": (Node, TextImage),
    "process.children": (int, tuple[int, ...]),
    "process.cold": (int, Process),
    "process.fds": (int, tuple[int, ...]),
    "process.hot": (int, Hot),
    "process.signals": (int, Signals),
    "process.ticks": (int, int),
    "process.trace_events": (int, tuple[Event, ...]),
    "process.traced": (int, Traced),
    "sched.intervals": (int, int),
    "sched.polls": (int, tuple[_Channel, ...]),
    "sched.queues": (int, tuple[int, ...]),
    "sched.timers": (tuple[int, int], int),
    "sched.waiters": (_Channel, tuple[int, ...]),
}
"""Table → types of its keys and values."""

_ESCAPE = re.compile(rb"\\(\\|x[0-9a-f]{2})")


def bytes_of(text: str) -> bytes:
    """The bytes that sections.text shows as `text`."""
    return _ESCAPE.sub(lambda m: b"\\" if m[1] == b"\\" else bytes([int(m[1][1:], 16)]), text.encode())


def key_of(kind: Any, text: str) -> Any:
    """The key of type `kind` that sections.show_key shows as `text`."""
    if kind is str:
        return text
    if kind is int:
        return int(text)
    parts = text.split(":")
    if kind == _Channel:
        return tuple(int(part) if part.lstrip("-").isdigit() else part for part in parts)
    return tuple(map(int, parts))


def restore(document: Document, images: Mapping[str, Base[Any, Any]], ram: Ram) -> Store:
    """The store of a validated document over the tables of a boot image, and its frames into `ram`; raises ArtifactError."""
    modules = document["modules"]
    store = Store()
    for name, base in images.items():
        store.table(name, base)
    for module, section in sorted(modules.items()):
        if not isinstance(section, dict):
            raise ArtifactError(f"modules.{module}", "must be an object")
        for short, shown in sorted(section.items()):
            if f"{module}.{short}" in KINDS and f"{module}.{short}" != "io.streams":
                with _within(f"{module}.{short}"):
                    _fill(store, f"{module}.{short}", shown)
    with _within("process.processes"):
        _processes(store, modules["process"]["processes"])
    with _within("memory"):
        _memory(ram, store, modules["memory"])
    with _within("io"):
        _streams(store, modules["io"])
    with _within("cpu.syscall_state"):
        _last_call(store, modules["cpu"]["syscall_state"])
    modes = store.table(OUTSIDE_ROOT)
    modes["mode"] = constants.Mode[document["mode"]].value
    modes["output"] = constants.Output[document["output_mode"]].value
    with _within(""):
        check(store, ram)
    return store


@contextmanager
def _within(place: str) -> Iterator[None]:
    """What a document cannot mean becomes an ArtifactError that names the place."""
    try:
        yield
    except ArtifactError:
        raise
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, struct.error) as error:
        message = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise ArtifactError(f"modules.{place}".rstrip("."), f"cannot be restored: {message}") from error


def check_same(document: Document, again: Document) -> None:
    """A machine shows itself as the document that it was restored from, or parts of that contradict each other; raises ArtifactError.

    Snapshots without their bytes are not compared.
    """
    one, other = dict(document["modules"]), dict(again["modules"])
    if any(snapshot["data"] is None for snapshot in one["io"]["snapshots"].values()):
        one["io"], other["io"] = ({**section["io"], "snapshots": {}} for section in (one, other))
    if one != other:
        raise ArtifactError(_difference("modules", one, other), "contradicts the rest of the document")


def _difference(path: str, one: Any, other: Any) -> str:
    """The place of the first difference."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if one.get(key, ...) != other.get(key, ...):
                return _difference(f"{path}.{key}", one.get(key), other.get(key))
    return path


def _fill(store: Store, name: str, shown: dict[str, Any]) -> None:
    table, (key, value) = store.table(name), KINDS[name]
    if isinstance(table, LayeredTable):
        _check_base(table, shown)
        for text in shown["deleted"]:
            del table[key_of(key, text)]
        shown = shown["changed"]
    for text, data in shown.items():
        table[key_of(key, text)] = decode(value, data)


def _check_base(table: Table[Any, Any], shown: dict[str, Any]) -> None:
    module, _, short = table.name.partition(".")
    if shown.get("base") != table.base.name:
        raise ArtifactError(f"modules.{module}.{short}.base", "this state was made over another disk image; open it with the version that made it")


def _processes(store: Store, processes: dict[str, Any]) -> None:
    """Records of every process; members that only repeat others (uid, context, memory …) are not looked at."""
    cold, hot, fds = store.table("process.cold"), store.table("process.hot"), store.table("process.fds")
    for text, shown in processes.items():
        pid = int(text)
        cold[pid] = _cold(shown)
        hot[pid] = decode(Hot, {name: shown[name] for name in Hot._fields} | {"state": ProcessState[shown["state"]].value})
        fds[pid] = _slots(shown)
        store.table("process.signals")[pid] = decode(Signals, shown["signals"])
        store.table("process.ticks")[pid] = decode(int, shown["ticks"])
        store.table("process.children")[pid] = tuple(shown["children"])


def _cold(shown: dict[str, Any]) -> Process:
    words = {name: [base64.b64encode(bytes_of(word)).decode() for word in shown[name]] for name in ("argv", "environ")}
    path = base64.b64encode(bytes_of(shown["cwd_path"])).decode()
    plain = {name: shown[name] for name in Process._fields}
    record = plain | {"argv": words["argv"], "env": words["environ"], "cwd": shown["cwd_node"], "cwd_path": path}
    found: Process = decode(Process, record)
    assert isinstance(found.cred, Cred)
    return found


def _slots(shown: dict[str, Any]) -> tuple[int, ...]:
    files = {int(fd): stream for fd, stream in shown["files"].items()}
    closing = shown["close_on_exec"]
    return tuple(files[fd] << 1 | (fd in closing) if fd in files else 0 for fd in range(max(files, default=-1) + 1))


def _memory(ram: Ram, store: Store, shown: dict[str, Any]) -> None:
    contents = {name: base64.b64decode(data) for name, data in shown["contents"].items()}
    for text, page in shown["pages"].items():
        store.table("memory.refs")[int(text)] = page["references"]
        ram.write(int(text) << PAGE_SHIFT, contents[page["hash"]])
    store.table("memory.free").update(enumerate(shown["free_list"]))


def _streams(store: Store, shown: dict[str, Any]) -> None:
    for text, stream in shown["streams"].items():
        store.table("io.streams")[int(text)] = decode(IOStream, stream | {"type": StreamType[stream["type"]].value})
    for text, snapshot in shown["snapshots"].items():
        store.table("io.blobs")[int(text)] = decode(bytes, snapshot["data"] or "")


def _last_call(store: Store, shown: dict[str, Any]) -> None:
    last = shown.get("last_syscall")
    if last is not None:
        args = tuple(last["args"])
        store.table("cpu.syscall")["last"] = CallRecord(last["pid"], last["number"], args, last["result"], last["errno"], last["timestamp"])
