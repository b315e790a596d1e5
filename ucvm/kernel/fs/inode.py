"""The inode: everything a file is, except its name. A value that is replaced, never changed.

Inode numbers are unique in the whole machine, so a number alone names a file: the block store's inodes are 1..INODE_COUNT, those of
/proc begin at PROC_FIRST. Times are nanoseconds of the virtual clock.
"""

from typing import NamedTuple

from ucvm.abi.constants import FileType
from ucvm.abi.structs import STAT

BLOCK_SIZE = 1024
"""Bytes of a disk block; a file's last block is padded with zeros."""
BLOCK_COUNT = 16384
"""Blocks of the store, number 0 never given out (in a block list it is a hole): 16 MiB."""
INODE_COUNT = 4096
FILE_MAX = BLOCK_SIZE * BLOCK_COUNT
"""Longest file, holes included; beyond it is EFBIG."""
LINK_MAX = 4096
ROOT_INO = 1
PROC_FIRST = 0x10000
"""First inode number of /proc."""

SET_UID, SET_GID, STICKY = 0o4000, 0o2000, 0o1000
READ, WRITE, EXECUTE = 4, 2, 1
_SECTOR = 512
_SECOND = 1_000_000_000


class INode(NamedTuple):
    """One file. `type` is a FileType, `mode` the permission bits with set-uid, set-gid and sticky, `dev` the mounted volume it is on.

    `blocks` are block numbers, 0 for a hole; a list shorter than the size ends in a hole. `rdev` is a device node's number.
    """

    ino: int
    dev: int
    type: int
    mode: int
    nlink: int
    uid: int
    gid: int
    size: int
    blocks: tuple[int, ...]
    rdev: int
    atime: int
    mtime: int
    ctime: int

    @property
    def is_dir(self) -> bool:
        """Whether it is a directory."""
        return self.type == FileType.S_IFDIR

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.type == FileType.S_IFLNK

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.type == FileType.S_IFREG


def used_blocks(inode: INode) -> int:
    """Blocks that hold data (holes do not)."""
    return len(inode.blocks) - inode.blocks.count(0)


def pack_stat(inode: INode) -> bytes:
    """The `struct stat` of stat(2); st_blocks counts 512-byte sectors as POSIX systems do."""
    return STAT.packer.pack(
        inode.dev,
        inode.ino,
        inode.type | inode.mode,
        inode.nlink,
        inode.uid,
        inode.gid,
        inode.rdev,
        inode.size,
        BLOCK_SIZE,
        used_blocks(inode) * (BLOCK_SIZE // _SECTOR),
        *divmod(inode.atime, _SECOND),
        *divmod(inode.mtime, _SECOND),
        *divmod(inode.ctime, _SECOND),
    )
