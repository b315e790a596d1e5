"""The disk: inodes, contents and names in directories, over the tables fs.inodes, fs.blocks and fs.maps.

It knows no paths and no permissions.

Several volumes live on the one disk; each is a directory that nothing else on it names (see mount.py).
"""

from collections.abc import Iterator

from ucvm.abi.errno import Errno
from ucvm.kernel.fs import directory
from ucvm.kernel.fs.blocks import BlockStore, NumberMap
from ucvm.kernel.fs.directory import SLOT_SIZE, SLOTS, Entry
from ucvm.kernel.fs.inode import BLOCK_COUNT, BLOCK_SIZE, FILE_MAX, INODE_COUNT, INode
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Store, Table

INODES, BLOCKS, MAPS = "fs.inodes", "fs.blocks", "fs.maps"


class Disk:
    """Inodes by number and the contents of files and directories."""

    def __init__(self, store: Store) -> None:
        self.inodes: Table[int, INode] = store.table(INODES)
        maps: Table[str, bytes] = store.table(MAPS)
        self.blocks = BlockStore(store.table(BLOCKS), NumberMap(maps, "blocks", BLOCK_COUNT))
        self.numbers = NumberMap(maps, "inodes", INODE_COUNT)

    def format(self) -> None:
        """An empty disk."""
        self.blocks.numbers.reset()
        self.numbers.reset()

    def inode(self, ino: int) -> INode:
        """The inode `ino`; KeyError for a number that is not in use."""
        return self.inodes[ino]

    def require(self, blocks: int = 0, inodes: int = 0) -> None:
        """ENOSPC unless so many are free."""
        if blocks > self.blocks.numbers.free_count() or (inodes and inodes > self.numbers.free_count()):
            raise KernelError(Errno.ENOSPC)

    def new(self, inode: INode) -> int:
        """Store a new inode; its number."""
        (ino,) = self.numbers.take(1)
        self.inodes[ino] = inode
        return ino

    def new_directory(self, inode: INode, parent: int) -> int:
        """A directory holding . and .. ; parent 0 makes it its own parent."""
        ino = self.new(inode)
        blocks, _ = self.blocks.write((), 0, directory.first_block(ino, parent or ino))
        self.inodes[ino] = inode._replace(blocks=blocks, size=BLOCK_SIZE, nlink=2)
        return ino

    def free(self, ino: int) -> None:
        """Give an inode and its contents back."""
        self.blocks.release(self.inodes[ino].blocks)
        self.numbers.release((ino,))
        del self.inodes[ino]

    def read(self, ino: int, offset: int, length: int) -> bytes:
        """Contents of a file or symbolic link; b"" at and past the end."""
        inode = self.inodes[ino]
        end = min(offset + length, inode.size)
        return self.blocks.read(inode.blocks, offset, end) if offset < end else b""

    def write(self, ino: int, offset: int, data: bytes, now: int) -> int:
        """Write what fits; EFBIG past the longest file, ENOSPC when nothing fits. Marks the file modified."""
        if not data:
            return 0
        if offset >= FILE_MAX:
            raise KernelError(Errno.EFBIG)
        inode = self.inodes[ino]
        blocks, count = self.blocks.write(inode.blocks, offset, data[: FILE_MAX - offset])
        if not count:
            raise KernelError(Errno.ENOSPC)
        self.inodes[ino] = inode._replace(blocks=blocks, size=max(inode.size, offset + count), mtime=now, ctime=now)
        return count

    def resize(self, ino: int, length: int, now: int) -> None:
        """Cut a file, or lengthen it with a hole."""
        if length > FILE_MAX:
            raise KernelError(Errno.EFBIG)
        inode = self.inodes[ino]
        blocks = self.blocks.cut(inode.blocks, length) if length < inode.size else inode.blocks
        self.inodes[ino] = inode._replace(blocks=blocks, size=length, mtime=now, ctime=now)

    def find(self, ino: int, name: bytes) -> int:
        """The inode that directory `ino` has under `name`, 0 when it has none."""
        table = self.blocks.table
        for number in self.inodes[ino].blocks:
            entry = directory.parse(table[number]).names.get(name)
            if entry is not None:
                return entry.ino
        return 0

    def names(self, ino: int, position: int = 0) -> Iterator[tuple[bytes, int, int]]:
        """(name, inode, position after it) of a directory from a position on."""
        for index, number in enumerate(self.inodes[ino].blocks):
            if (index + 1) * BLOCK_SIZE <= position:
                continue
            start = index * SLOTS
            for name, (slot, child) in directory.parse(self.blocks.table[number]).names.items():
                if (start + slot) * SLOT_SIZE >= position:
                    yield name, child, (start + slot + 1) * SLOT_SIZE

    def empty(self, ino: int) -> bool:
        """Whether a directory holds nothing but . and .. ."""
        return all(name in (b".", b"..") for name, _, _ in self.names(ino))

    def growth(self, ino: int) -> int:
        """Blocks that one more name in directory `ino` needs."""
        return 0 if self._free_slot(ino) else 1

    def _free_slot(self, ino: int) -> tuple[int, int] | None:
        for number in self.inodes[ino].blocks:
            free = directory.parse(self.blocks.table[number]).free
            if free >= 0:
                return number, free
        return None

    def _entry(self, ino: int, name: bytes) -> tuple[int, Entry]:
        for number in self.inodes[ino].blocks:
            entry = directory.parse(self.blocks.table[number]).names.get(name)
            if entry is not None:
                return number, entry
        raise KernelError(Errno.ENOENT)

    def enter(self, ino: int, name: bytes, child: int, now: int) -> None:
        """Add a name, which must be new; a full directory grows by a block."""
        inode = self.inodes[ino]
        place = self._free_slot(ino)
        if place is None:
            blocks, _ = self.blocks.write(inode.blocks, inode.size, directory.EMPTY_BLOCK)
            inode = inode._replace(blocks=blocks, size=inode.size + BLOCK_SIZE)
            place = blocks[-1], 0
        self._set(place[0], place[1], child, name)
        self.inodes[ino] = inode._replace(mtime=now, ctime=now)

    def point(self, ino: int, name: bytes, child: int, now: int) -> None:
        """Let an existing name mean another inode."""
        number, entry = self._entry(ino, name)
        self._set(number, entry.slot, child, name)
        self.inodes[ino] = self.inodes[ino]._replace(mtime=now, ctime=now)

    def leave(self, ino: int, name: bytes, now: int) -> None:
        """Take a name out."""
        number, entry = self._entry(ino, name)
        self._set(number, entry.slot, 0, b"")
        self.inodes[ino] = self.inodes[ino]._replace(mtime=now, ctime=now)

    def _set(self, number: int, slot: int, child: int, name: bytes) -> None:
        table = self.blocks.table
        table[number] = directory.with_slot(table[number], slot, child, name)

    def linked(self, ino: int, change: int, now: int) -> INode:
        """Change the link count; the new inode."""
        inode = self.inodes[ino]
        changed = self.inodes[ino] = inode._replace(nlink=inode.nlink + change, ctime=now)
        return changed


def fresh(mode: int, uid: int, gid: int, now: int, rdev: int = 0) -> INode:
    """An empty inode with one name, made now."""
    return INode(mode, 1, uid, gid, 0, (), rdev, now, now, now)
