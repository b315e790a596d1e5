"""What a process executes, in the words of its source: functions and lines, from the symbols of its program's file."""

from functools import lru_cache

from ucvm.abi.executable import Executable, FormatError
from ucvm.kernel.kernel import Kernel
from ucvm.machine.machine import Machine
from ucvm.toolchain.debuginfo import DebugInfo

_NOTHING = DebugInfo(Executable(0, b"", b"", 0))


def debug_info(machine: Machine, pid: int) -> DebugInfo:
    """The symbols of a process's program; empty when its file is gone or was stripped."""
    return _read(_program(machine.kernel, pid))


def _program(k: Kernel, pid: int) -> bytes:
    device, ino = k.process[pid].text
    if device not in k.fs.mounts.table or ino not in k.fs.disk.inodes:
        return b""
    return k.fs.volume(device).read(ino, 0, k.fs.disk.inode(ino).size)


@lru_cache(maxsize=16)
def _read(program: bytes) -> DebugInfo:
    try:
        return DebugInfo(Executable.unpack(program))
    except FormatError:
        return _NOTHING


def place_name(info: DebugInfo, address: int) -> str:
    """An address as "function+0x4 (file.c:12)", as far as that is known."""
    symbol, location = info.symbol_at(address), info.location(address)
    name = "" if symbol is None else symbol[0] if not symbol[1] else f"{symbol[0]}+{symbol[1]:#x}"
    return f"{name} ({location.file}:{location.line})".strip() if location else name
