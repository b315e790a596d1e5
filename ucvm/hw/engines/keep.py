"""Files that hold code, in a folder of the user's: written for the user alone, and read only if nobody else can have written them."""

import os
import stat
from pathlib import Path

_MOST = 1000
"""Files of a kind that are kept."""
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def read_own(path: Path) -> bytes | None:
    """The content of a file that nobody but the user (or root) can have written, nor put there; None otherwise."""
    if not hasattr(os, "getuid"):
        return None
    try:
        if not all(_trusted(os.stat(folder), sticky=True) for folder in path.resolve().parents) or not _trusted(os.stat(path.parent)):
            return None
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            return file.read() if _trusted(os.fstat(file.fileno())) else None
    except OSError:
        return None


def _trusted(found: os.stat_result, *, sticky: bool = False) -> bool:
    """Owned by the user or root and writable by nobody else; with `sticky` a shared folder whose entries are protected will do."""
    shared = found.st_mode & _WRITABLE_BY_OTHERS and not (sticky and found.st_mode & stat.S_ISVTX)
    return found.st_uid in (0, os.getuid()) and not shared


def _forget(path: Path) -> None:
    """Of more than _MOST files of this kind remove the older half."""
    files = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda file: file.stat().st_mtime)
    if len(files) > _MOST:
        for file in files[: _MOST // 2]:
            file.unlink(missing_ok=True)


def keep(path: Path, data: bytes) -> None:
    """Put code into the cache, its folder too; a cache that cannot be written is no cache."""
    if not hasattr(os, "getuid"):
        return
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        os.replace(partial, path)
        _forget(path)
    except OSError:
        partial.unlink(missing_ok=True)
