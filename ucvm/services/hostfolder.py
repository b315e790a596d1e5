"""Host folders for `--mount HOST:GUEST[:ro]`: read as a whole before the machine starts, changes written back when it has ended.

The machine never sees the host: it gets entries (a recorded input), and what it leaves behind is compared with them.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ucvm.machine.folder import Entry, Tree

MAX_BYTES = 4 << 20
MAX_ENTRIES = 1000


class MountError(Exception):
    """The folder cannot be mounted; the message says why."""


class Mount(NamedTuple):
    """One --mount option."""

    host: Path
    guest: str
    read_only: bool


def parse_mount(option: str) -> Mount:
    """Read "HOST:GUEST[:ro]"; raises MountError."""
    host, separator, rest = option.partition(":")
    guest, _, flag = rest.partition(":")
    if not separator or not host or not guest.startswith("/") or flag not in ("", "ro"):
        raise MountError(f"{option}: expected HOST:GUEST or HOST:GUEST:ro with an absolute GUEST")
    path = Path(host)
    if not path.is_dir():
        raise MountError(f"{host}: {'Not a directory' if path.exists() else 'No such file or directory'}")
    return Mount(path, guest.rstrip("/") or "/", flag == "ro")


def read_tree(folder: Path) -> Tree:
    """Everything below a folder; special files are left out. Raises MountError when it is too much or unreadable."""
    tree: Tree = {}
    total = 0
    for path, name in _walk(folder, b""):
        entry = _read_entry(path)
        if entry is None:
            continue
        tree[name] = entry
        total += len(entry.data)
        if len(tree) > MAX_ENTRIES or total > MAX_BYTES:
            raise MountError(f"{folder}: too large to mount: the limit is {MAX_ENTRIES} files and {MAX_BYTES >> 20} MiB; mount a part of it")
    return tree


def _walk(folder: Path, prefix: bytes) -> Iterator[tuple[Path, bytes]]:
    try:
        names = sorted(os.listdir(os.fsencode(folder)))
    except OSError as error:
        raise MountError(f"{folder}: {error.strerror}") from None
    for name in names:
        path = folder / os.fsdecode(name)
        yield path, prefix + name
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, prefix + name + b"/")


def _read_entry(path: Path) -> Entry | None:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return Entry(status.st_mode, os.fsencode(os.readlink(path)), status.st_mtime_ns)
        if stat.S_ISREG(status.st_mode):
            if status.st_size > MAX_BYTES:
                raise MountError(f"{path}: too large to mount: the limit is {MAX_BYTES >> 20} MiB")
            return Entry(status.st_mode, path.read_bytes(), status.st_mtime_ns)
        return Entry(status.st_mode, b"", status.st_mtime_ns) if stat.S_ISDIR(status.st_mode) else None
    except OSError as error:
        raise MountError(f"{path}: {error.strerror}") from None


def write_back(folder: Path, before: Mapping[bytes, Entry], after: Mapping[bytes, Entry]) -> None:
    """Make the host's folder what the machine left, touching only what differs. Raises MountError."""
    try:
        for name in sorted(before.keys() - after.keys(), reverse=True):
            _remove(folder / os.fsdecode(name))
        for name, entry in after.items():
            old = before.get(name)
            if old is None or (old.mode, old.data) != (entry.mode, entry.data):
                _write_entry(folder / os.fsdecode(name), entry)
    except OSError as error:
        raise MountError(f"{error.filename or folder}: {error.strerror}") from None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def _write_entry(path: Path, entry: Entry) -> None:
    kind = stat.S_IFMT(entry.mode)
    if path.is_symlink() or (path.exists() and stat.S_IFMT(path.lstat().st_mode) != kind):
        _remove(path)
    if kind == stat.S_IFLNK:
        os.symlink(os.fsdecode(entry.data), path)
        return
    if kind == stat.S_IFDIR:
        path.mkdir(exist_ok=True)
    else:
        path.write_bytes(entry.data)
    path.chmod(stat.S_IMODE(entry.mode) & 0o777)
