"""A disk image: the tables of a file system as an immutable base that machines share, and its form as one file.

    0   8  magic "UCVMDISK"            16  32  SHA-256 of everything from 48 on: the image's name
    8   4  format version (1)          48   4  number of inodes
    12  4  CRC-32 of the same          52   4  number of blocks
    56     inodes: number, fields, block list; then block numbers; then the blocks, 1 KiB each

Little-endian. Equal file systems give equal bytes. Damage gives ImageError.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ucvm.kernel.fs.disk import BLOCKS, INODES, MAPS, Disk
from ucvm.kernel.fs.inode import BLOCK_SIZE, ROOT_INO, INode
from ucvm.kernel.fs.mount import MOUNTS, Mounts
from ucvm.state.store import Base, Store

MAGIC = b"UCVMDISK"
VERSION = 1
_HEADER = struct.Struct("<8sII32sII")
_BODY_AT = 48
_INODE = struct.Struct("<IHHIIIIQQQI")
"""Number; mode, nlink, uid, gid, size, rdev, atime, mtime, ctime; length of the block list."""


class ImageError(ValueError):
    """The bytes are no disk image; the message says why."""


class Image(NamedTuple):
    """What a machine boots from: `tables` by name (bases for the store's tables), and the SHA-256 that names it."""

    tables: Mapping[str, Base[Any, Any]]
    hash: str

    @classmethod
    def from_store(cls, store: Store) -> "Image":
        """The disk as it is in a store. What the root directory does not reach (files without a name, other volumes) is left out."""
        return cls.unpack(_pack(Disk(store)), trusted=True)

    def pack(self) -> bytes:
        """The file's bytes."""
        return _pack(Disk(self.store()))

    def store(self) -> Store:
        """A new store over this image."""
        store = Store()
        for name, base in self.tables.items():
            store.table(name, base)
        return store

    @classmethod
    def unpack(cls, raw: bytes, *, trusted: bool = False) -> "Image":
        """Read a file's bytes; raises ImageError. The name of an image that is not trusted is computed again, which takes milliseconds."""
        if len(raw) < _HEADER.size or raw[:8] != MAGIC:
            raise ImageError("not a UCVM disk image")
        _, version, crc, name, inode_count, block_count = _HEADER.unpack_from(raw)
        if version != VERSION:
            raise ImageError(f"disk image of format {version}; this program reads format {VERSION}")
        if zlib.crc32(memoryview(raw)[_BODY_AT:]) != crc:
            raise ImageError("damaged disk image: checksum does not match")
        if not trusted and hashlib.sha256(memoryview(raw)[_BODY_AT:]).digest() != name:
            raise ImageError("damaged disk image: it has another name")
        return cls(_tables(raw, inode_count, block_count), name.hex())


def _pack(disk: Disk) -> bytes:
    inodes = [(ino, disk.inode(ino)) for ino in sorted(_reached(disk))]
    numbers = sorted(number for _, inode in inodes for number in inode.blocks if number)
    return _packed(inodes, [(number, disk.blocks.table[number]) for number in numbers])


def pack_raw(disk: Disk) -> bytes:
    """A disk as it is, sound or not: all of its inodes, and all of its blocks whoever has them."""
    return _packed(sorted(disk.inodes.items()), sorted(disk.blocks.table.items()))


def _packed(inodes: Sequence[tuple[int, INode]], blocks: Sequence[tuple[int, bytes]]) -> bytes:
    body = b"".join(
        (
            struct.pack("<II", len(inodes), len(blocks)),
            *(_pack_inode(ino, inode) for ino, inode in inodes),
            struct.pack(f"<{len(blocks)}I", *(number for number, _ in blocks)),
            *(data for _, data in blocks),
        )
    )
    return struct.pack("<8sII32s", MAGIC, VERSION, zlib.crc32(body), hashlib.sha256(body).digest()) + body


def _reached(disk: Disk) -> set[int]:
    found, left = {ROOT_INO}, [ROOT_INO]
    while left:
        ino = left.pop()
        children = {child for _, child, _ in disk.names(ino)} - found if disk.inode(ino).is_dir else set()
        found |= children
        left += children
    return found


def _pack_inode(ino: int, inode: INode) -> bytes:
    mode, nlink, uid, gid, size, blocks, rdev, *times = inode
    return _INODE.pack(ino, mode, nlink, uid, gid, size, rdev, *times, len(blocks)) + struct.pack(f"<{len(blocks)}I", *blocks)


def _tables(raw: bytes, inode_count: int, block_count: int) -> dict[str, Base[Any, Any]]:
    inodes: dict[int, INode] = {}
    at = _HEADER.size
    for ino, inode, after in _unpack_inodes(raw, at, inode_count):
        inodes[ino], at = inode, after
    numbers = struct.unpack_from(f"<{block_count}I", raw, at)
    at += 4 * block_count
    blocks = {number: raw[at + index * BLOCK_SIZE : at + (index + 1) * BLOCK_SIZE] for index, number in enumerate(numbers)}
    derived = Store()
    disk = Disk(derived)
    disk.format()
    disk.numbers.mark(tuple(inodes))
    disk.blocks.numbers.mark(numbers)
    Mounts(derived).begin()
    return {INODES: Base(inodes), BLOCKS: Base(blocks), MAPS: Base(derived.table(MAPS)), MOUNTS: Base(derived.table(MOUNTS))}


def _unpack_inodes(raw: bytes, at: int, count: int) -> Iterator[tuple[int, INode, int]]:
    for _ in range(count):
        ino, mode, nlink, uid, gid, size, rdev, atime, mtime, ctime, length = _INODE.unpack_from(raw, at)
        blocks = struct.unpack_from(f"<{length}I", raw, at + _INODE.size)
        at += _INODE.size + 4 * length
        yield ino, INode(mode, nlink, uid, gid, size, blocks, rdev, atime, mtime, ctime), at
