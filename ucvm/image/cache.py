"""Where built things are kept."""

import os
from contextlib import suppress
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def cache_folder() -> Path:
    """Where built things are kept: UCVM_CACHE, else .cache of a checkout, else the user's cache folder."""
    if "UCVM_CACHE" in os.environ:
        return Path(os.environ["UCVM_CACHE"])
    if (PACKAGE.parent / "pyproject.toml").exists():
        return PACKAGE.parent / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "ucvm")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def store_file(path: Path, content: bytes) -> None:
    """Write into the cache; one that cannot be written only costs time."""
    with suppress(OSError):
        write_whole(path, content)
