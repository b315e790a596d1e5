"""What a process executes, in the words of its source: functions and lines, from the symbols of its program's file."""

from functools import lru_cache
from typing import NamedTuple

from ucvm.abi.executable import Executable, FormatError
from ucvm.abi.layout import ADDRESS_SPACE
from ucvm.hw.cpu import cpu_state
from ucvm.isa.accesses import Access, accesses
from ucvm.isa.codec import DecodeError, decode
from ucvm.isa.disasm import format_instruction
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


class CodeRow(NamedTuple):
    """An instruction that is about to be executed, or comes after one that is: its address with bank, text, "?" for what is none.

    `touches` tells, of the first row, what its accesses find in memory now; `place` is its function and line, "" while that is the row before's.
    """

    address: int
    text: str
    touches: str
    place: str


def upcoming(machine: Machine, pid: int, count: int) -> tuple[CodeRow, ...]:
    """The instructions from a process's pc on."""
    cpu, memory, info = cpu_state(machine.kernel.space(pid)), machine.kernel.vm.image(pid), debug_info(machine, pid)
    rows: list[CodeRow] = []
    at, last = cpu.pc, ""
    while len(rows) < count:
        place = place_name(info, at)
        try:
            instruction = decode(memory, at % ADDRESS_SPACE, at % ADDRESS_SPACE)
        except DecodeError:
            return (*rows, CodeRow(at, "?", "", place))
        touched = accesses(instruction, cpu.gpr, cpu.sp, at + instruction.size) if not rows else ()
        rows.append(CodeRow(at, format_instruction(instruction), _contents(memory, touched), "" if place == last else place))
        at, last = at + instruction.size, place
    return tuple(rows)


def _contents(memory: bytes, touched: tuple[Access, ...]) -> str:
    """What stands where an instruction reads and writes."""
    values = ((access, memory[access.address : access.address + access.size]) for access in touched)
    return ", ".join(f"[{access.address:04x}]={int.from_bytes(data, 'little'):0{2 * access.size}x}" for access, data in values if data)
