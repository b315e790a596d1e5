"""The name of the image in the cache: a hash over everything it is made of.

Reading all sources at every start would take longer than the rest of it, so the hash is kept with the signatures of the files it was made of
(size, times, inode), as make and git do it. It is trusted only if it was written after the last change of every file, so a file that changes
within the same tick of the file system's clock is read again.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ucvm.image.cache import PACKAGE, store_file

_SOURCES = ("abi", "image", "isa", "kernel/fs", "shell", "toolchain", "userland")
"""Folders of the package that an image is made of."""
_SUFFIXES = frozenset((".py", ".c", ".h", ".s", ""))


def source_key(kept: Path | None = None) -> str:
    """A hash over everything an image is made of, read from the file `kept` if that is newer than all of it, and left there."""
    files = sorted(path for folder in _SOURCES for path in _files(str(PACKAGE / folder)))
    states = [os.stat(path) for path in files]
    signature = _digest(f"{path} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns} {s.st_ino}".encode() for path, s in zip(files, states, strict=True))
    newest = max(max(state.st_mtime_ns, state.st_ctime_ns) for state in states)
    found = _kept(kept, signature, newest) if kept else None
    if found is None:
        found = _digest(_labelled(path) for path in files)
        if kept:
            store_file(kept, f"{signature} {found}\n".encode())
    return found


def _files(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _files(entry.path) if entry.name != "__pycache__" else ()
        elif os.path.splitext(entry.name)[1] in _SUFFIXES and entry.is_file():
            yield entry.path


def _labelled(path: str) -> bytes:
    """A file's name and bytes."""
    content = Path(path).read_bytes()
    return f"{Path(path).relative_to(PACKAGE).as_posix()} {len(content)}\n".encode() + content


def _digest(parts: Iterator[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


def _kept(path: Path, signature: str, newest: int) -> str | None:
    """The hash of the last time, if it was of files with this signature and written after the newest of them."""
    try:
        if path.stat().st_mtime_ns <= newest:
            return None
        before, found = path.read_text().split()
    except (OSError, ValueError):
        return None
    return found if before == signature else None
