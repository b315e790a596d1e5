"""WHAT ARGUMENTS MEAN: names for the numbers that system calls take, and how strace shows their structs. With the kinds of syscalls.Argument
it is all that is needed to print a call; whoever prints one reads it from here.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from ucvm.abi import constants as c
from ucvm.abi.signals import Signal
from ucvm.abi.structs import STRUCTS, Struct


class Names(NamedTuple):
    """Names of an argument's values: one of them, or with `bits` several joined by |; `zero` is the name of no bit."""

    values: tuple[tuple[int, str], ...]
    bits: bool = False
    zero: str = "0"


def _one(kind: Iterable[IntEnum]) -> Names:
    return Names(tuple((int(member), member.name) for member in kind))


def _bits(kind: Iterable[IntEnum], zero: str = "0") -> Names:
    return Names(tuple((int(member), member.name) for member in kind if member), True, zero)


NAMES: dict[tuple[str, str], Names] = {
    ("wait", "options"): _bits(c.Wait),
    ("open", "flags"): _bits([flag for flag in c.Open if flag != c.Open.O_ACCMODE], "O_RDONLY"),
    ("seek", "whence"): _one(c.Seek),
    ("ioctl", "request"): _one(c.Ioctl),
    ("mmap", "prot"): Names(((1, "PROT_READ"), (2, "PROT_WRITE")), True, "PROT_NONE"),
    ("clock", "id"): Names(((0, "CLOCK_REALTIME"), (1, "CLOCK_MONOTONIC"), (2, "CLOCK_PROCESS_CPUTIME_ID"))),
    ("setpriority", "which"): Names(((0, "PRIO_PROCESS"), (1, "PRIO_PGRP"), (2, "PRIO_USER"))),
    ("sigprocmask", "how"): _one(c.SigMask),
    ("access", "mode"): Names(((4, "R_OK"), (2, "W_OK"), (1, "X_OK")), True, "F_OK"),
    ("fcntl", "command"): _one(c.Fcntl),
    ("mode", "value"): _one(c.Mode),
    ("output", "value"): _one(c.Output),
    ("snapshot", "kind"): _one(c.Snapshot),
}
"""By call and argument."""

SIGNALS: dict[int, str] = {int(row): row.name for row in Signal}
INPUT_RECORDS = frozenset(("new", "want", "times"))
"""Arguments of kind record that the kernel reads; the others it writes."""
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


def name_of(names: Names, value: int) -> str:
    """A value in words; what has no name stays a number."""
    if not names.bits:
        return dict(names.values).get(value, str(value - (1 << 32) if value >> 31 else value))
    found, rest = [], value
    for bit, name in names.values:
        if value & bit == bit:
            found.append(name)
            rest &= ~bit
    if not found or (names.zero.startswith("O_") and not value & c.Open.O_ACCMODE):
        found.insert(0, names.zero)
    return "|".join(found + [hex(rest)] * bool(rest)) if found != ["0"] or not rest else hex(rest)
