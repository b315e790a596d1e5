"""What the rest of the kernel needs from the file systems: the contract that kernel/fs fulfils as `k.fs`.

Paths are bytes as programs pass them. A Node names a file everywhere; `hold` and `drop` count open descriptions, working directories and running
texts, so that a file without names lives until its last user lets go. Every method raises KernelError with the errno open(2), read(2) … give.
"""

from typing import Protocol

from ucvm.kernel.records import Cred, Node


class InodeView(Protocol):
    """The fields of an inode that the kernel core reads. `mode` includes the type bits (abi.constants.FileType)."""

    @property
    def mode(self) -> int: ...
    @property
    def uid(self) -> int: ...
    @property
    def gid(self) -> int: ...
    @property
    def nlink(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def rdev(self) -> int: ...
    @property
    def mtime(self) -> int: ...
    @property
    def ctime(self) -> int: ...


class Files(Protocol):
    """Every mounted file system behind one name space."""

    def lookup(self, path: bytes, cwd: Node, cred: Cred, follow: bool = True) -> Node:
        """The file at `path`; search permission is checked on every step."""

    def open(self, path: bytes, cwd: Node, cred: Cred, flags: int, mode: int) -> Node:
        """All of open(2) but the descriptor: look-up or creation (mode already masked), O_EXCL, O_DIRECTORY, O_NOFOLLOW, permissions, EISDIR, EROFS, O_TRUNC."""

    def inode(self, node: Node) -> InodeView:
        """Its inode."""

    def permit(self, node: Node, cred: Cred, want: int) -> None:
        """EACCES unless `cred`'s effective ids may read (4), write (2), execute (1) as asked."""

    def path_of(self, node: Node) -> bytes:
        """Absolute path of a directory."""

    def read(self, node: Node, offset: int, length: int) -> bytes:
        """Bytes of a regular file (b"" at the end); touches atime."""

    def write(self, node: Node, offset: int, data: bytes) -> int:
        """Write all of `data` or as much as fits; ENOSPC when nothing fits, EFBIG past the largest file."""

    def truncate(self, node: Node, length: int) -> None:
        """Set the length of a regular file."""

    def chmod(self, node: Node, cred: Cred, mode: int) -> None:
        """Set permission bits (owner or root)."""

    def stat(self, node: Node) -> bytes:
        """struct stat, packed."""

    def hold(self, node: Node) -> None:
        """One more user."""

    def drop(self, node: Node) -> None:
        """One user less; a file without names and users is freed."""
