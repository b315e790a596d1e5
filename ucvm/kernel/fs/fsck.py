"""fsck: is the disk consistent? A pure check of tables against each other; it repairs nothing.

Problems are sentences, in a fixed order: maps, blocks, directories, link counts. A sound disk gives none.
"""

from collections import Counter
from collections.abc import Iterator

from ucvm.kernel.fs import directory
from ucvm.kernel.fs.disk import Disk
from ucvm.kernel.fs.inode import BLOCK_SIZE, INode
from ucvm.kernel.fs.lookup import Lookup
from ucvm.kernel.fs.mount import PROC_DEV

Names = dict[int, list[tuple[bytes, int]]]
"""Directory inode → its (name, inode) in slot order, . and .. included."""


def fsck(fs: Lookup, held: frozenset[int] = frozenset()) -> list[str]:
    """All problems of a disk and its volumes. `held` are inodes that live without a name because somebody uses them."""
    disk = fs.disk
    roots = [mount.root for device, mount in fs.mounts.table.items() if device != PROC_DEV]
    names = {ino: list(_slots(disk, inode)) for ino, inode in disk.inodes.items() if inode.is_dir}
    return [
        *_maps(disk),
        *_blocks(disk),
        *_directories(disk, names),
        *_tree(disk, names, roots, held),
        *_links(disk, names, held),
    ]


def _slots(disk: Disk, inode: INode) -> Iterator[tuple[bytes, int]]:
    for number in inode.blocks:
        yield from directory.slots(disk.blocks.table[number])


def _maps(disk: Disk) -> Iterator[str]:
    if set(disk.numbers.used()) != set(disk.inodes):
        yield "the map of inodes does not match the inodes"
    if set(disk.blocks.numbers.used()) != set(disk.blocks.table):
        yield "the map of blocks does not match the blocks"


def _blocks(disk: Disk) -> Iterator[str]:
    """Every block is one file's, whole, and below the file's size."""
    owners: Counter[int] = Counter()
    for ino, inode in disk.inodes.items():
        owners.update(number for number in inode.blocks if number)
        if len(inode.blocks) > -(-inode.size // BLOCK_SIZE):
            yield f"inode {ino}: blocks beyond its size"
    for number in disk.blocks.table:
        if owners[number] != 1:
            yield f"block {number}: {owners[number]} owners"
        if len(disk.blocks.table[number]) != BLOCK_SIZE:
            yield f"block {number}: {len(disk.blocks.table[number])} bytes"
    yield from (f"block {number}: in a file but not on the disk" for number in sorted(owners) if number not in disk.blocks.table)


def _directories(disk: Disk, names: Names) -> Iterator[str]:
    for ino, entries in names.items():
        if disk.inode(ino).size != len(disk.inode(ino).blocks) * BLOCK_SIZE:
            yield f"directory {ino}: size is not that of its blocks"
        for name, count in Counter(name for name, _ in entries).items():
            if count > 1 or not name or b"/" in name:
                yield f"directory {ino}: bad or repeated name {name!r}"
        yield from (f"directory {ino}: {name!r} names no inode" for name, child in entries if child not in disk.inodes)
        if (b".", ino) not in entries:
            yield f"directory {ino}: no entry for itself"


def _tree(disk: Disk, names: Names, roots: list[int], held: frozenset[int]) -> Iterator[str]:
    """Every directory has one parent, and its `..` is that; roots are their own."""
    parents = {root: root for root in roots}
    for ino, entries in names.items():
        for name, child in entries:
            if child in names and name not in (b".", b".."):
                if child in parents:
                    yield f"directory {child}: two names"
                parents[child] = ino
    for ino, entries in names.items():
        if ino in held and ino not in parents:
            continue
        if dict(entries).get(b"..") != parents.get(ino):
            yield f"directory {ino}: its parent is {parents.get(ino)}, its .. says otherwise"


def _links(disk: Disk, names: Names, held: frozenset[int]) -> Iterator[str]:
    """The link count is the number of names; a removed directory that is still in use keeps . and .. but counts none."""
    counted: Counter[int] = Counter()
    for ino, entries in names.items():
        if disk.inode(ino).nlink or ino not in held:
            counted.update(child for _, child in entries)
    for ino, inode in disk.inodes.items():
        if counted[ino] != inode.nlink or (inode.nlink == 0 and ino not in held):
            yield f"inode {ino}: link count {inode.nlink}, {counted[ino]} names"
