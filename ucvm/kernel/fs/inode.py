"""The inode: everything a file is, except its name. A value that is replaced, never changed.

All volumes on the disk share one table of inodes; those of /proc are made when asked for. Times are ns of the virtual clock.
"""

from typing import NamedTuple

from ucvm.abi.constants import S_IFMT, FileType
from ucvm.abi.structs import STAT
from ucvm.kernel.records import Node

BLOCK_SIZE = 1024
"""Bytes of a disk block; a file's last block is padded with zeros."""
BLOCK_COUNT = 16384
"""Blocks of the store, number 0 never given out (in a block list it is a hole): 16 MiB."""
INODE_COUNT = 4096
"""Inodes of the disk, number 0 never given out."""
FILE_MAX = BLOCK_SIZE * BLOCK_COUNT
"""Longest file, holes included; beyond it is EFBIG."""
LINK_MAX = 4096

DISK_DEV = 1
"""Device number of the root volume; /proc and further volumes get the next ones."""
ROOT_INO = 1
ROOT: Node = (DISK_DEV, ROOT_INO)

SET_UID, SET_GID, STICKY = 0o4000, 0o2000, 0o1000
PERMISSIONS = 0o7777
READ, WRITE, EXECUTE = 4, 2, 1
_IFMT, _IFDIR, _IFLNK, _IFREG = map(int, (S_IFMT, FileType.S_IFDIR, FileType.S_IFLNK, FileType.S_IFREG))
_SECTOR = 512
_SECOND = 1_000_000_000


class INode(NamedTuple):
    """One file (specification 8.3). `mode` is st_mode: the type bits and the permissions with set-uid, set-gid and sticky.

    `blocks` are block numbers, 0 for a hole; a list shorter than the size ends in a hole. `rdev` is a device node's number.
    """

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
    def type(self) -> FileType:
        """Its type."""
        return FileType(self.mode & S_IFMT)

    @property
    def is_dir(self) -> bool:
        """Whether it is a directory."""
        return self.mode & _IFMT == _IFDIR

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode & _IFMT == _IFLNK

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode & _IFMT == _IFREG


def used_blocks(inode: INode) -> int:
    """Blocks that hold data (holes do not)."""
    return len(inode.blocks) - inode.blocks.count(0)


def pack_stat(node: Node, inode: INode) -> bytes:
    """The `struct stat` of stat(2); st_blocks counts 512-byte sectors as POSIX systems do."""
    return STAT.packer.pack(
        *node,
        inode.mode,
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
