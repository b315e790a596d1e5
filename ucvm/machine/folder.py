"""Folders that enter a machine as a whole (`--mount`) and are read back from it. The event that brings one is MountFolder."""

from typing import NamedTuple

from ucvm.abi.constants import S_IFMT, FileType, Open
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import KernelError

OWNER = (1000, 1000)
"""Mounted files belong to `user`, whoever owns them on the host."""
SOURCE = b"host"
"""What /proc/mounts shows as the source of such a volume."""


class Entry(NamedTuple):
    """A file, directory or symbolic link: type and permission bits as st_mode, contents (a link's target), modification time in ns since 1970."""

    mode: int
    data: bytes
    mtime_ns: int


Tree = dict[bytes, Entry]
"""Entries by path relative to the folder, parents before children."""


def put_tree(fs: FileSystem, guest: bytes, tree: Tree, read_only: bool) -> None:
    """Mount a volume at `guest` (made when missing), or take the folder mounted there, and fill it; KernelError (ENOSPC when it does not fit)."""
    make_parents(fs, guest)
    device = _mounted(fs, guest) or fs.mount(guest, "ram", SOURCE)
    fs.remount(device, False)
    _clear(fs, guest.rstrip(b"/"))
    fs.chown(fs.lookup(guest), SUPERUSER, *OWNER)
    for name, entry in tree.items():
        _put(fs, guest.rstrip(b"/") + b"/" + name, entry)
    fs.remount(device, read_only)


def _mounted(fs: FileSystem, guest: bytes) -> int:
    """The volume of an earlier folder that is mounted at `guest`, else 0."""
    node = fs.lookup(guest)
    return node[0] if fs.mounts.is_root(node) and fs.mounts.table[node[0]].source == SOURCE else 0


def _clear(fs: FileSystem, folder: bytes) -> None:
    """Empty a directory."""
    for row in list(fs.entries(fs.lookup(folder), 0)):
        path = folder + b"/" + row.name
        if row.name in (b".", b".."):
            continue
        if fs.inode(fs.lookup(path, follow=False)).is_dir:
            _clear(fs, path)
            fs.rmdir(path, ROOT, SUPERUSER)
        else:
            fs.unlink(path)


def make_parents(fs: FileSystem, path: bytes) -> None:
    """Make a directory and those above it, as far as they are missing."""
    at = b""
    for name in path.split(b"/"):
        if name:
            at += b"/" + name
            try:
                fs.lookup(at)
            except KernelError:
                fs.chown(fs.create(at, FileType.S_IFDIR, 0o755), SUPERUSER, *OWNER)


def _put(fs: FileSystem, path: bytes, entry: Entry) -> None:
    kind = entry.mode & S_IFMT
    if kind == FileType.S_IFLNK:
        node = fs.symlink(entry.data, path, ROOT, SUPERUSER)
    else:
        node = fs.create(path, FileType(kind), entry.mode & 0o777)
        if entry.data:
            fs.write(node, 0, entry.data)
    fs.chown(node, SUPERUSER, *OWNER)
    fs.set_times(node, SUPERUSER, (entry.mtime_ns, entry.mtime_ns))


def get_tree(fs: FileSystem, guest: bytes) -> Tree:
    """Everything below a directory of the machine; special files are left out."""
    tree: Tree = {}
    _collect(fs, fs.open(guest, ROOT, SUPERUSER, Open.O_RDONLY, 0), b"", tree)
    return tree


def _collect(fs: FileSystem, folder: Node, prefix: bytes, tree: Tree) -> None:
    for row in sorted(fs.entries(folder, 0), key=lambda row: row.name):
        if row.name in (b".", b".."):
            continue
        node = (folder[0], row.ino)
        inode = fs.inode(node)
        kind = inode.mode & S_IFMT
        if kind == FileType.S_IFLNK:
            tree[prefix + row.name] = Entry(inode.mode, fs.read_link(node), inode.mtime)
        elif kind == FileType.S_IFREG:
            tree[prefix + row.name] = Entry(inode.mode, fs.volume(node[0]).read(node[1], 0, inode.size), inode.mtime)
        elif kind == FileType.S_IFDIR:
            tree[prefix + row.name] = Entry(inode.mode, b"", inode.mtime)
            _collect(fs, node, prefix + row.name + b"/", tree)
