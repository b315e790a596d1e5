"""NUMBERS IN WORDS: how whoever prints a system call shows what the kinds of syscalls.Argument name: enumerations, signals, structs."""

from ucvm.abi import constants
from ucvm.abi.signals import Signal
from ucvm.abi.structs import STRUCTS, Struct
from ucvm.abi.syscalls import Argument

SIGNALS: dict[int, str] = {int(row): row.name for row in Signal}
INTERRUPTED = frozenset(("left",))
"""Arguments that the kernel writes only when the call was interrupted."""
SHOWN: dict[str, tuple[str, ...]] = {
    "stat": ("st_mode", "st_size"),
    "utsname": ("sysname", "nodename", "release"),
    "sigaction": ("sa_handler", "sa_mask", "sa_flags"),
}
"""Of these structs not all members are shown."""
RECORDS: dict[str, Struct] = {struct.name: struct for struct in STRUCTS}
WORDS: dict[str, int] = {"int": 1, "uint": 1, "int2": 2}
"""Records that are just words."""
TEXT_SHOWN = 32
"""Bytes of a buffer that are shown."""
_MASK = {"Open": constants.Open.O_ACCMODE}
"""The bits of an enumeration's sums that are a number of their own, without bits of their own."""


def in_words(argument: Argument, value: int) -> str:
    """A value of kind flags or choice; what has no name stays a number."""
    members: dict[int, str] = {int(member): member.name for member in getattr(constants, argument.length)}
    if argument.kind == "choice":
        return members.get(value, str(value - (1 << 32) if value >> 31 else value))
    mask = _MASK.get(argument.length, 0)
    found = [members[value & mask]] if value & mask in members else []
    rest = value & ~mask
    for bit, name in members.items():
        if bit & ~mask and rest & bit == bit:
            found.append(name)
            rest &= ~bit
    return "|".join(found + [hex(rest)] * bool(rest)) or "0"
