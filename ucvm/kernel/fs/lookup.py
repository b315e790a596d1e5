"""From a path to a file: one step a component, search permission on every directory, symbolic links, `..` and mount points.

The order of checks is that of path_resolution(7): no directory, then search permission, then the name's length, then absence.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ucvm.abi.constants import NAME_MAX, PATH_MAX
from ucvm.abi.errno import Errno
from ucvm.kernel.fs.disk import Disk
from ucvm.kernel.fs.inode import EXECUTE, ROOT, INode
from ucvm.kernel.fs.mount import PROC_DEV, Mounts
from ucvm.kernel.records import Cred, Node
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Store

LINKS_MAX = 40
"""Symbolic links followed in one look-up; more is ELOOP."""
SUPERUSER = Cred()


class Place(NamedTuple):
    """Where a path leads: the directory, the last component (b"" for "/"), what is there (None: nothing), and whether a slash follows."""

    parent: Node
    name: bytes
    node: Node | None
    slash: bool


class Volume(Protocol):
    """What look-up and reading need of a kind of volume; `ino` is an inode number on it."""

    def inode(self, ino: int) -> INode:
        """The inode; KeyError when there is none."""

    def find(self, ino: int, name: bytes) -> int:
        """Inode under `name` in a directory, 0 for none."""

    def names(self, ino: int, position: int = 0) -> Iterator[tuple[bytes, int, int]]:
        """(name, inode, next position) of a directory from a position on."""

    def read(self, ino: int, offset: int, length: int) -> bytes:
        """Bytes of a file or link."""


class Proc(Volume, Protocol):
    """The volume behind /proc, whose links to descriptors lead to files that may have no name."""

    def jump(self, ino: int) -> Node | None:
        """The file behind such a link, None for every other inode."""


def allowed(inode: INode, cred: Cred, want: int) -> bool:
    """Whether `cred` may do all of `want` (4 read, 2 write, 1 execute or search). Root may, but executes only what somebody may."""
    if cred.euid == 0:
        return not want & EXECUTE or inode.is_dir or bool(inode.mode & 0o111)
    shift = 6 if cred.euid == inode.uid else 3 if cred.egid == inode.gid else 0
    return inode.mode >> shift & want == want


def permit_inode(inode: INode, cred: Cred, want: int) -> None:
    """EACCES unless allowed."""
    if not allowed(inode, cred, want):
        raise KernelError(Errno.EACCES)


class Lookup:
    """The mounted volumes as one tree."""

    def __init__(self, store: Store, proc: Proc | None = None) -> None:
        self.disk = Disk(store)
        self.mounts = Mounts(store)
        self.proc = proc

    def volume(self, device: int) -> Volume:
        """What holds the inodes of a device number."""
        return self.proc if device == PROC_DEV and self.proc is not None else self.disk

    def inode(self, node: Node) -> INode:
        """The inode of a file; ENOENT when it went away (a process's file in /proc)."""
        try:
            return self.volume(node[0]).inode(node[1])
        except KeyError:
            raise KernelError(Errno.ENOENT) from None

    def lookup(self, path: bytes, cwd: Node = ROOT, cred: Cred = SUPERUSER, follow: bool = True) -> Node:
        """The file at `path`; a symbolic link at its end is followed with `follow` or when a slash comes after it."""
        place = self.resolve(path, cwd, cred, follow or path.endswith(b"/"))
        if place.node is None:
            raise KernelError(Errno.ENOENT)
        if place.slash and not self.inode(place.node).is_dir:
            raise KernelError(Errno.ENOTDIR)
        return place.node

    def resolve(self, path: bytes, cwd: Node, cred: Cred, follow: bool) -> Place:
        """Where `path` leads; only the last component may be missing."""
        if not path:
            raise KernelError(Errno.ENOENT)
        if len(path) >= PATH_MAX:
            raise KernelError(Errno.ENAMETOOLONG)
        rest = [part for part in reversed(path.split(b"/")) if part]
        slash = path.endswith(b"/")
        at = ROOT if path.startswith(b"/") else cwd
        place = Place(at, b"" if path.startswith(b"/") else b".", at, slash)
        links = 0
        while rest:
            place = self._step(place, rest.pop(), cred)
            if place.node is None:
                if rest:
                    raise KernelError(Errno.ENOENT)
                return place._replace(slash=slash)
            inode = self.inode(place.node)
            if inode.is_link and (rest or follow):
                links += 1
                if links > LINKS_MAX:
                    raise KernelError(Errno.ELOOP)
                link = place.node
                jump = self._jump(link)
                if jump is not None:
                    place = place._replace(node=jump)
                    continue
                target = self.read_link(link)
                slash = slash or (not rest and target.endswith(b"/"))
                rest.extend(part for part in reversed(target.split(b"/")) if part)
                at = ROOT if target.startswith(b"/") else place.parent
                place = Place(at, b"" if target.startswith(b"/") else b".", at, slash)
        return place._replace(slash=slash)

    def _step(self, place: Place, name: bytes, cred: Cred) -> Place:
        """One component further."""
        at = place.node
        assert at is not None
        inode = self.inode(at)
        if not inode.is_dir:
            raise KernelError(Errno.ENOTDIR)
        permit_inode(inode, cred, EXECUTE)
        if len(name) > NAME_MAX:
            raise KernelError(Errno.ENAMETOOLONG)
        return Place(at, name, self.child(at, name), False)

    def child(self, at: Node, name: bytes) -> Node | None:
        """What `name` means in a directory: mounted volumes are entered, `..` leaves them."""
        if name == b".":
            return at
        if name == b"..":
            at = self.mounts.uncross(at)
        found = self.volume(at[0]).find(at[1], name)
        return self.mounts.cross((at[0], found)) if found else None

    def _jump(self, node: Node) -> Node | None:
        """Where a link of /proc leads that is more than its text."""
        return self.proc.jump(node[1]) if node[0] == PROC_DEV and self.proc is not None else None

    def read_link(self, node: Node) -> bytes:
        """Target of a symbolic link."""
        return self.volume(node[0]).read(node[1], 0, PATH_MAX)

    def path_of(self, node: Node) -> bytes:
        """Absolute path of a directory; ENOENT when it has been removed."""
        names: list[bytes] = []
        while node != ROOT:
            covered = self.mounts.uncross(node)
            parent = self.child(node, b"..")
            if parent is None or self.inode(node).nlink == 0:
                raise KernelError(Errno.ENOENT)
            names.append(self._name_in(parent, covered))
            node = parent
        return b"/" + b"/".join(reversed(names))

    def _name_in(self, parent: Node, child: Node) -> bytes:
        for name, ino, _ in self.volume(parent[0]).names(parent[1]):
            if ino == child[1] and name not in (b".", b".."):
                return name
        raise KernelError(Errno.ENOENT)

    def name_of(self, node: Node) -> bytes:
        """A path of any file: the first one in the tree's order, b"" when it has no name (or is on /proc)."""
        if node[0] not in self.mounts.table or node[0] == PROC_DEV:
            return b""
        root: Node = (node[0], self.mounts.table[node[0]].root)
        below = self._find_below(root[1], node[1])
        if below is None:
            return b""
        return (self.path_of(root).rstrip(b"/") + below) or b"/"

    def _find_below(self, at: int, wanted: int) -> bytes | None:
        """Path from directory `at` of the disk to inode `wanted`: b"" for itself, None when it is not below."""
        if at == wanted:
            return b""
        for name, ino, _ in self.disk.names(at):
            if name in (b".", b".."):
                continue
            found = b"" if ino == wanted else self._find_below(ino, wanted) if self.disk.inode(ino).is_dir else None
            if found is not None:
                return b"/" + name + found
        return None
