"""The bytes of a directory: slots of 64 bytes, an inode number (u32, 0 = free) and a name padded with NULs, sixteen to a block.

A slot keeps its place for as long as its name lives, so a position in a directory stays good while entries come and go. Reading a block
is a pure function of its bytes and is remembered by them.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ucvm.abi.constants import NAME_MAX
from ucvm.kernel.fs.inode import BLOCK_SIZE

_SLOT = struct.Struct(f"<I{NAME_MAX}s")
SLOT_SIZE = _SLOT.size
SLOTS = BLOCK_SIZE // SLOT_SIZE
EMPTY_BLOCK = bytes(BLOCK_SIZE)


class Entry(NamedTuple):
    """One name: the slot it is in and the inode it names."""

    slot: int
    ino: int


class Entries(NamedTuple):
    """A directory block as read: its names, and the first free slot (-1: the block is full)."""

    names: dict[bytes, Entry]
    free: int


def slots(block: bytes) -> Iterator[tuple[bytes, int]]:
    """(name, inode) of every slot in use."""
    return ((name.rstrip(b"\0"), ino) for ino, name in _SLOT.iter_unpack(block) if ino)


@lru_cache(maxsize=2048)
def parse(block: bytes) -> Entries:
    """Read one directory block. The result is shared: do not change it."""
    names: dict[bytes, Entry] = {}
    free = -1
    for slot, (ino, name) in enumerate(_SLOT.iter_unpack(block)):
        if ino:
            names[name.rstrip(b"\0")] = Entry(slot, ino)
        elif free < 0:
            free = slot
    return Entries(names, free)


def with_slot(block: bytes, slot: int, ino: int, name: bytes) -> bytes:
    """The block with one slot changed; ino 0 with an empty name frees it."""
    start = slot * SLOT_SIZE
    return block[:start] + _SLOT.pack(ino, name) + block[start + SLOT_SIZE :]


def first_block(ino: int, parent: int) -> bytes:
    """What a new directory holds: itself and its parent."""
    return with_slot(with_slot(EMPTY_BLOCK, 0, ino, b"."), 1, parent, b"..")
