"""The stack of a process as words, with the callers' places that return addresses name."""

from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, BANK_MAX, BANK_SHIFT, DATA_BASE, STACK_TOP, TEXT_BASE, WINDOW_BASE
from ucvm.hw.cpu import cpu_state
from ucvm.isa.codec import DecodeError, decode
from ucvm.machine.machine import Machine
from ucvm.machine.symbols import debug_info, place_name

_LONGEST_CALL = 5
"""Bytes."""


class StackRow(NamedTuple):
    """A word on a stack. `place` names, of a return address, where the caller goes on, and ends a frame; "" for any other word."""

    address: int
    word: int
    place: str


def stack(machine: Machine, pid: int, count: int) -> tuple[StackRow, ...]:
    """The words from a process's sp on, as far as the stack goes."""
    k = machine.kernel
    memory, info = k.vm.image(pid), debug_info(machine, pid)
    begin = cpu_state(k.space(pid)).sp
    rows = []
    for address in range(begin, min(begin + 4 * count, STACK_TOP - 3), 4):
        word = int.from_bytes(memory[address : address + 4], "little")
        rows.append(StackRow(address, word, place_name(info, word) if _returns(memory, word) else ""))
    return tuple(rows)


def _returns(memory: bytes, word: int) -> bool:
    """Whether a word can be a return address: a call ends there. Of another bank only the address can be judged."""
    bank, address = word >> BANK_SHIFT, word % ADDRESS_SPACE
    if bank > BANK_MAX or not TEXT_BASE < address <= DATA_BASE:
        return False
    return bool(bank and address > WINDOW_BASE) or any(_is_call(memory, address, size) for size in range(1, _LONGEST_CALL + 1))


def _is_call(memory: bytes, end: int, size: int) -> bool:
    try:
        instruction = decode(memory, end - size, end - size)
    except DecodeError:
        return False
    return instruction.size == size and instruction.row.spelling.startswith("call")
