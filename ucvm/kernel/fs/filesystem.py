"""The file system of a machine (specification 8.3): every volume behind one tree of names, with the rules of POSIX for who may do what.

A method checks everything first, in the order Linux does, and changes something only when nothing can fail any more.
`cred`'s effective ids count. Access times follow relatime: reading moves atime only when it is not later than mtime or ctime, or a day old.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ucvm.abi.constants import S_IFMT, FileType, Open
from ucvm.abi.errno import Errno
from ucvm.abi.structs import STATFS
from ucvm.kernel.fs import inode as limits
from ucvm.kernel.fs.disk import fresh
from ucvm.kernel.fs.inode import EXECUTE, PERMISSIONS, READ, ROOT, ROOT_INO, SET_GID, SET_UID, STICKY, WRITE, INode, pack_stat
from ucvm.kernel.fs.lookup import SUPERUSER, Lookup, Place, Proc, permit_inode
from ucvm.kernel.fs.mount import KINDS, PROC_DEV, Mount
from ucvm.kernel.records import Cred, Node
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Store, Table

HOLDS = "fs.holds"
_DAY = 86400 * 1_000_000_000
_ACCESS: dict[int, int] = {Open.O_RDONLY: READ, Open.O_WRONLY: WRITE, Open.O_RDWR: READ | WRITE, Open.O_ACCMODE: READ | WRITE}
_DOTS = (b"", b".", b"..")


class DirectoryEntry(NamedTuple):
    """One name as getdents reports it; `position` is where the next one begins."""

    name: bytes
    ino: int
    type: FileType
    position: int


class FileSystem(Lookup):
    """All of the tree: contents, names, owners, times, mounts."""

    def __init__(self, store: Store, now: Callable[[], int], proc: Proc | None = None) -> None:
        """`now` gives the virtual clock in ns since 1970; `proc` makes the inodes of /proc."""
        super().__init__(store, proc)
        self.now = now
        self.holds: Table[Node, int] = store.table(HOLDS)

    def format(self) -> None:
        """An empty disk with a root directory, mounted."""
        self.disk.format()
        self.disk.new_directory(fresh(FileType.S_IFDIR | 0o755, 0, 0, self.now()), 0)
        self.mounts.begin()

    @property
    def root(self) -> INode:
        """The inode of "/"."""
        return self.inode(ROOT)

    # Users of a file
    def hold(self, node: Node) -> None:
        """One more open description, working directory or running text uses the file."""
        self.holds[node] = dict.get(self.holds, node, 0) + 1

    def drop(self, node: Node) -> None:
        """One user less; without users and names the file is freed."""
        left = self.holds[node] - 1
        if left:
            self.holds[node] = left
            return
        del self.holds[node]
        if node[0] != PROC_DEV and self.disk.inode(node[1]).nlink == 0:
            self._free(node)

    def _free(self, node: Node) -> None:
        """A file that lived on without a name goes; a directory lets its parent go too (see `_bury_directory`)."""
        parent = self.disk.find(node[1], b"..") if self.disk.inode(node[1]).is_dir else 0
        self.disk.free(node[1])
        if parent:
            self.drop((node[0], parent))

    def _bury(self, node: Node) -> None:
        """A name is gone: without names and users the file is freed."""
        if node not in self.holds and self.disk.inode(node[1]).nlink == 0:
            self.disk.free(node[1])

    def _bury_directory(self, node: Node, parent: Node) -> None:
        """A removed directory that is still used keeps its parent, so that `..` leads somewhere."""
        if node in self.holds:
            self.hold(parent)
        else:
            self.disk.free(node[1])

    # Contents
    def permit(self, node: Node, cred: Cred, want: int) -> None:
        """EACCES unless `cred`'s effective ids may read (4), write (2), execute or search (1) as asked; EROFS before that."""
        inode = self.inode(node)
        if want & WRITE and inode.mode & S_IFMT in (FileType.S_IFREG, FileType.S_IFDIR, FileType.S_IFLNK):
            self.mounts.check_writable(node[0])
        permit_inode(inode, cred, want)

    def stat(self, node: Node) -> bytes:
        """The packed struct stat."""
        return pack_stat(node, self.inode(node))

    def read(self, node: Node, offset: int, length: int) -> bytes:
        """Bytes of a regular file, b"" at the end."""
        data = self.volume(node[0]).read(node[1], offset, length)
        self._touch(node)
        return data

    def _touch(self, node: Node) -> None:
        if node[0] == PROC_DEV or self.mounts.table[node[0]].readonly:
            return
        now, inode = self.now(), self.disk.inode(node[1])
        if inode.atime <= inode.mtime or inode.atime <= inode.ctime or now - inode.atime >= _DAY:
            self.disk.inodes[node[1]] = inode._replace(atime=now)

    def write(self, node: Node, offset: int, data: bytes) -> int:
        """Write all of `data` or as much as fits; ENOSPC when nothing fits, EFBIG past the longest file. Set-uid and set-gid bits go."""
        self.mounts.check_writable(node[0])
        count = self.disk.write(node[1], offset, data, self.now())
        self._lose_privileges(node[1])
        return count

    def _lose_privileges(self, ino: int) -> None:
        inode = self.disk.inode(ino)
        if inode.mode & (SET_UID | SET_GID) and not inode.is_dir:
            self.disk.inodes[ino] = inode._replace(mode=inode.mode & ~(SET_UID | SET_GID))

    def truncate(self, node: Node, length: int) -> None:
        """Set the length of a regular file; it grows by a hole."""
        inode = self.inode(node)
        if inode.is_dir:
            raise KernelError(Errno.EISDIR)
        if not inode.is_file or length < 0:
            raise KernelError(Errno.EINVAL)
        self.mounts.check_writable(node[0])
        self.disk.resize(node[1], length, self.now())
        self._lose_privileges(node[1])

    def entries(self, node: Node, position: int) -> Iterator[DirectoryEntry]:
        """Names of a directory from a position on (0: from the start); ENOTDIR for another file, ENOENT for a removed directory."""
        inode = self.inode(node)
        if not inode.is_dir:
            raise KernelError(Errno.ENOTDIR)
        if inode.nlink == 0:
            raise KernelError(Errno.ENOENT)
        volume = self.volume(node[0])
        self._touch(node)
        for name, ino, following in volume.names(node[1], position):
            seen = self.child(node, b"..") if name == b".." else self.mounts.cross((node[0], ino))
            yield DirectoryEntry(name, (seen or node)[1], self.inode(seen or node).type, following)

    # Opening and making
    def open(self, path: bytes, cwd: Node, cred: Cred, flags: int, mode: int) -> Node:
        """All of open(2) but the descriptor. `mode` is already masked; permissions are not asked of a file that this call makes."""
        exclusive = flags & Open.O_CREAT and flags & Open.O_EXCL
        follow = not exclusive and (not flags & Open.O_NOFOLLOW or path.endswith(b"/"))
        place = self.resolve(path, cwd, cred, follow)
        if flags & Open.O_CREAT and (place.slash or place.name in _DOTS):
            raise KernelError(Errno.EEXIST if exclusive and place.name in _DOTS else Errno.EISDIR)
        if place.node is None:
            return self._open_new(place, cred, flags, mode)
        if exclusive:
            raise KernelError(Errno.EEXIST)
        self._check_open(place.node, place.slash, cred, flags)
        if flags & Open.O_TRUNC and self.inode(place.node).is_file:
            self.truncate(place.node, 0)
        return place.node

    def _open_new(self, place: Place, cred: Cred, flags: int, mode: int) -> Node:
        if not flags & Open.O_CREAT:
            raise KernelError(Errno.ENOENT)
        return self._make(place, cred, FileType.S_IFREG | mode & PERMISSIONS)

    def _check_open(self, node: Node, slash: bool, cred: Cred, flags: int) -> None:
        inode = self.inode(node)
        if inode.is_link:
            raise KernelError(Errno.ELOOP)
        if (flags & Open.O_DIRECTORY or slash) and not inode.is_dir:
            raise KernelError(Errno.ENOTDIR)
        want = _ACCESS[flags & Open.O_ACCMODE] | (WRITE if flags & Open.O_TRUNC else 0)
        if inode.is_dir and (want & WRITE or flags & Open.O_CREAT):
            raise KernelError(Errno.EISDIR)
        self.permit(node, cred, want)

    def _new_place(self, path: bytes, cwd: Node, cred: Cred, directory: bool = False) -> Place:
        """A place where nothing is yet; a slash at the end is for directories only."""
        place = self.resolve(path, cwd, cred, follow=False)
        if place.node is not None or place.name in _DOTS:
            raise KernelError(Errno.EEXIST)
        if place.slash and not directory:
            raise KernelError(Errno.ENOENT)
        return place

    def _check_parent(self, parent: Node, cred: Cred) -> None:
        """Whether names in `parent` may change; a removed directory takes none."""
        self.mounts.check_writable(parent[0])
        inode = self.inode(parent)
        if inode.nlink == 0:
            raise KernelError(Errno.ENOENT)
        permit_inode(inode, cred, WRITE | EXECUTE)

    def _make(self, place: Place, cred: Cred, mode: int, rdev: int = 0, content: bytes = b"") -> Node:
        """A new inode under a new name."""
        self._check_parent(place.parent, cred)
        parent = self.inode(place.parent)
        device, at = place.parent
        is_dir = mode & S_IFMT == FileType.S_IFDIR
        if is_dir and parent.nlink >= limits.LINK_MAX:
            raise KernelError(Errno.EMLINK)
        self.disk.require(self.disk.growth(at) + (1 if is_dir or content else 0), 1)
        gid = parent.gid if parent.mode & SET_GID else cred.egid
        new = fresh(mode | (parent.mode & SET_GID if is_dir else 0), cred.euid, gid, self.now(), rdev)
        ino = self.disk.new_directory(new, at) if is_dir else self.disk.new(new)
        if content:
            self.disk.write(ino, 0, content, self.now())
        self.disk.enter(at, place.name, ino, self.now())
        if is_dir:
            self.disk.linked(at, 1, self.now())
        return device, ino

    def create(
        self, path: bytes, type_: FileType = FileType.S_IFREG, mode: int = 0o644, cwd: Node = ROOT, cred: Cred = SUPERUSER, rdev: int = 0
    ) -> Node:
        """Make a file of any type but a symbolic link; EEXIST when the name is taken. Device nodes are root's."""
        if type_ in (FileType.S_IFCHR, FileType.S_IFBLK) and cred.euid:
            raise KernelError(Errno.EPERM)
        place = self._new_place(path, cwd, cred, type_ == FileType.S_IFDIR)
        return self._make(place, cred, type_ | mode & PERMISSIONS, rdev)

    def symlink(self, target: bytes, path: bytes, cwd: Node, cred: Cred) -> Node:
        """Make a symbolic link."""
        if not target:
            raise KernelError(Errno.ENOENT)
        return self._make(self._new_place(path, cwd, cred), cred, FileType.S_IFLNK | 0o777, 0, target)

    # Names
    def link(self, old: bytes, new: bytes, cwd: Node, cred: Cred) -> None:
        """A second name for a file (not for a directory)."""
        node = self.lookup(old, cwd, cred, follow=False)
        place = self._new_place(new, cwd, cred)
        if node[0] != place.parent[0]:
            raise KernelError(Errno.EXDEV)
        self._check_parent(place.parent, cred)
        inode = self.inode(node)
        if inode.is_dir:
            raise KernelError(Errno.EPERM)
        if inode.nlink >= limits.LINK_MAX:
            raise KernelError(Errno.EMLINK)
        self.disk.require(self.disk.growth(place.parent[1]))
        self.disk.enter(place.parent[1], place.name, node[1], self.now())
        self.disk.linked(node[1], 1, self.now())

    def unlink(self, path: bytes, cwd: Node = ROOT, cred: Cred = SUPERUSER) -> None:
        """Remove a name; the file goes with its last name and user."""
        place = self.resolve(path, cwd, cred, follow=False)
        if place.name in _DOTS:
            raise KernelError(Errno.EISDIR)
        node = self._check_removal(place, cred)
        if self.inode(node).is_dir:
            raise KernelError(Errno.EISDIR)
        if place.slash:
            raise KernelError(Errno.ENOTDIR)
        self._remove_name(place.parent, place.name, node)

    def rmdir(self, path: bytes, cwd: Node, cred: Cred) -> None:
        """Remove an empty directory."""
        place = self.resolve(path, cwd, cred, follow=False)
        if place.name in _DOTS:
            raise KernelError({b"": Errno.EBUSY, b".": Errno.EINVAL, b"..": Errno.ENOTEMPTY}[place.name])
        node = self._check_removal(place, cred)
        if not self.inode(node).is_dir:
            raise KernelError(Errno.ENOTDIR)
        self._check_unmounted(node)
        if not self.disk.empty(node[1]):
            raise KernelError(Errno.ENOTEMPTY)
        self._remove_directory(place.parent, place.name, node)

    def _check_removal(self, place: Place, cred: Cred) -> Node:
        """What is at the place, if `cred` may take its name away."""
        if place.node is None:
            raise KernelError(Errno.ENOENT)
        self._check_parent(place.parent, cred)
        self._check_sticky(self.inode(place.parent), self.inode(place.node), cred)
        return place.node

    def _check_sticky(self, parent: INode, inode: INode, cred: Cred) -> None:
        """In a sticky directory only the file's and the directory's owner take names away."""
        if parent.mode & STICKY and cred.euid not in (0, inode.uid, parent.uid):
            raise KernelError(Errno.EPERM)

    def _check_unmounted(self, node: Node) -> None:
        if self.mounts.is_root(node) or node in self.mounts.covered:
            raise KernelError(Errno.EBUSY)

    def _remove_name(self, parent: Node, name: bytes, node: Node) -> None:
        self.disk.leave(parent[1], name, self.now())
        self.disk.linked(node[1], -1, self.now())
        self._bury(node)

    def _remove_directory(self, parent: Node, name: bytes, node: Node) -> None:
        """Its entries . and .. go too: one link less for itself and for the parent."""
        self.disk.leave(parent[1], name, self.now())
        self.disk.linked(parent[1], -1, self.now())
        self.disk.linked(node[1], -2, self.now())
        self._bury_directory(node, parent)

    def rename(self, old: bytes, new: bytes, cwd: Node, cred: Cred) -> None:
        """Give a file another name, replacing what has it (rename(2))."""
        source, target = self.resolve(old, cwd, cred, follow=False), self.resolve(new, cwd, cred, follow=False)
        if source.parent[0] != target.parent[0]:
            raise KernelError(Errno.EXDEV)
        if source.name in _DOTS or target.name in _DOTS:
            raise KernelError(Errno.EBUSY)
        self._check_rename(source, target, cred)
        if source.node != target.node:
            self._move(source, target)

    def _check_rename(self, source: Place, target: Place, cred: Cred) -> None:
        if source.node is None:
            raise KernelError(Errno.ENOENT)
        moved = self.inode(source.node)
        if not moved.is_dir and (source.slash or target.slash):
            raise KernelError(Errno.ENOTDIR)
        if source.node == target.node:
            return
        if self._is_within(target.parent, source.node):
            raise KernelError(Errno.EINVAL)
        if target.node is not None and target.node != source.parent and self._is_within(source.parent, target.node):
            raise KernelError(Errno.ENOTEMPTY)
        self._check_removal(source, cred)
        self._check_unmounted(source.node)
        self._check_target(moved, source, target, cred)
        if moved.is_dir and source.parent != target.parent:
            self._check_new_parent(moved, target, cred)
        if target.node is None:
            self.disk.require(self.disk.growth(target.parent[1]))

    def _check_target(self, moved: INode, source: Place, target: Place, cred: Cred) -> None:
        """Whether what has the new name may be replaced."""
        if target.node is None:
            self._check_parent(target.parent, cred)
            return
        self._check_removal(target, cred)
        replaced = self.inode(target.node)
        if moved.is_dir and not replaced.is_dir:
            raise KernelError(Errno.ENOTDIR)
        if replaced.is_dir and not moved.is_dir:
            raise KernelError(Errno.EISDIR)
        self._check_unmounted(target.node)
        if replaced.is_dir and not self.disk.empty(target.node[1]):
            raise KernelError(Errno.ENOTEMPTY)

    def _check_new_parent(self, moved: INode, target: Place, cred: Cred) -> None:
        """A directory that changes its parent changes its `..`."""
        permit_inode(moved, cred, WRITE)
        if target.node is None and self.inode(target.parent).nlink >= limits.LINK_MAX:
            raise KernelError(Errno.EMLINK)

    def _is_within(self, at: Node, ancestor: Node) -> bool:
        """Whether directory `at` is `ancestor` or below it."""
        while at != ancestor:
            above = self.child(at, b"..")
            if above is None or above == at:
                return False
            at = above
        return True

    def _move(self, source: Place, target: Place) -> None:
        """The change itself; everything has been checked."""
        node, now, disk = source.node, self.now(), self.disk
        assert node is not None
        if target.node is None:
            disk.enter(target.parent[1], target.name, node[1], now)
        else:
            disk.point(target.parent[1], target.name, node[1], now)
            self._lose_name(target.parent, target.node)
        disk.leave(source.parent[1], source.name, now)
        disk.linked(node[1], 0, now)
        if self.inode(node).is_dir:
            disk.linked(source.parent[1], -1, now)
            disk.linked(target.parent[1], 1, now)
            disk.point(node[1], b"..", target.parent[1], now)

    def _lose_name(self, parent: Node, node: Node) -> None:
        """A replaced file loses the name that another file has taken over."""
        if self.inode(node).is_dir:
            self.disk.linked(parent[1], -1, self.now())
            self.disk.linked(node[1], -2, self.now())
            self._bury_directory(node, parent)
        else:
            self.disk.linked(node[1], -1, self.now())
            self._bury(node)

    # Attributes
    def _owned(self, node: Node, cred: Cred) -> INode:
        """The inode, if its attributes are `cred`'s to change."""
        self.mounts.check_writable(node[0])
        inode = self.inode(node)
        if cred.euid not in (0, inode.uid):
            raise KernelError(Errno.EPERM)
        return inode

    def chmod(self, node: Node, cred: Cred, mode: int) -> None:
        """Set permission bits (owner or root); set-gid stays only for members of the file's group."""
        inode = self._owned(node, cred)
        if cred.euid and cred.egid != inode.gid and not inode.is_dir:
            mode &= ~SET_GID
        self.disk.inodes[node[1]] = inode._replace(mode=inode.mode & S_IFMT | mode & PERMISSIONS, ctime=self.now())

    def chown(self, node: Node, cred: Cred, uid: int, gid: int) -> None:
        """Set owner and group, −1 leaves one. The owner may only choose his own group. A file loses its set-uid and set-gid bits."""
        inode = self._owned(node, cred)
        if cred.euid and (uid not in (-1, inode.uid) or gid not in (-1, inode.gid, cred.egid)):
            raise KernelError(Errno.EPERM)
        self.disk.inodes[node[1]] = inode._replace(uid=inode.uid if uid == -1 else uid, gid=inode.gid if gid == -1 else gid, ctime=self.now())
        self._lose_privileges(node[1])

    def set_times(self, node: Node, cred: Cred, times: tuple[int | None, int | None] | None) -> None:
        """Set (atime, mtime) in ns, None in it leaves one; None instead of it means now, which who may write the file may do too."""
        self.mounts.check_writable(node[0])
        inode = self.inode(node)
        if cred.euid not in (0, inode.uid):
            if times is not None:
                raise KernelError(Errno.EPERM)
            permit_inode(inode, cred, WRITE)
        now = self.now()
        atime, mtime = (now, now) if times is None else times
        self.disk.inodes[node[1]] = inode._replace(
            atime=inode.atime if atime is None else atime, mtime=inode.mtime if mtime is None else mtime, ctime=now
        )

    # Volumes
    def mount(self, path: bytes, kind: str, source: bytes = b"none", readonly: bool = False, cwd: Node = ROOT) -> int:
        """Show a volume of `kind` ("proc", or "ram": a new empty one) at a directory; its device number. ENODEV for another kind."""
        node = self.lookup(path, cwd)
        if kind not in KINDS[1:] or (kind == "proc" and self.proc is None):
            raise KernelError(Errno.ENODEV)
        covered = self.inode(node)
        if not covered.is_dir:
            raise KernelError(Errno.ENOTDIR)
        self._check_unmounted(node)
        where = self.path_of(node)
        if kind == "proc":
            device, root = PROC_DEV, ROOT_INO
        else:
            self.disk.require(1, 1)
            device = self.mounts.free_device()
            root = self.disk.new_directory(fresh(covered.mode, covered.uid, covered.gid, self.now()), 0)
        self.mounts.add(device, Mount(kind, root, node, source, where, readonly))
        return device

    def remount(self, device: int, readonly: bool) -> None:
        """Make a mounted volume read-only or writable."""
        self.mounts.table[device] = self.mounts.table[device]._replace(readonly=readonly)

    def unmount(self, path: bytes, cwd: Node = ROOT) -> None:
        """Take a volume away, a "ram" volume with everything in it. EINVAL where none is mounted, EBUSY while it is in use."""
        node = self.lookup(path, cwd)
        if not self.mounts.is_root(node):
            raise KernelError(Errno.EINVAL)
        device = node[0]
        if node == ROOT or any(held[0] == device for held in self.holds) or any(row.covered[0] == device for row in self._others(device)):
            raise KernelError(Errno.EBUSY)
        mount = self.mounts.remove(device)
        if mount.kind == "ram":
            self._free_tree(mount.root)

    def _others(self, device: int) -> list[Mount]:
        return [mount for number, mount in self.mounts.table.items() if number != device]

    def _free_tree(self, ino: int) -> None:
        for name, child, _ in list(self.disk.names(ino)):
            if name in (b".", b".."):
                continue
            if self.disk.inode(child).is_dir:
                self._free_tree(child)
            elif self.disk.linked(child, -1, self.now()).nlink == 0:
                self.disk.free(child)
        self.disk.free(ino)

    def statfs(self, node: Node) -> bytes:
        """struct statfs of the disk, which all volumes share but /proc, which has no blocks."""
        if node[0] == PROC_DEV:
            return STATFS.packer.pack(limits.BLOCK_SIZE, 0, 0, 0, 0)
        blocks, inodes = self.disk.blocks.numbers, self.disk.numbers
        return STATFS.packer.pack(limits.BLOCK_SIZE, limits.BLOCK_COUNT, blocks.free_count(), limits.INODE_COUNT, inodes.free_count())
