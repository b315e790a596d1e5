"""mkfs: a list of files becomes a disk image. The list says everything, so the same list gives the same bytes."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ucvm.abi.constants import Device, FileType
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.image import Image
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.records import Cred
from ucvm.state.store import Store

EPOCH_NS = 1_750_118_400 * 1_000_000_000
"""2025-06-17T00:00:00Z, the specification's date: the time of every file of an image."""
USER = 1000


class Item(NamedTuple):
    """One file of an image. `content` is a file's bytes or a symbolic link's target, `device` a device node's number."""

    path: str
    type: FileType = FileType.S_IFREG
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    content: bytes = b""
    device: int = 0


def _directory(path: str, mode: int = 0o755, owner: int = 0) -> Item:
    return Item(path, FileType.S_IFDIR, mode, owner, owner)


def _device(name: str, device: Device, mode: int = 0o666) -> Item:
    return Item(f"/dev/{name}", FileType.S_IFCHR, mode, device=device)


SKELETON: tuple[Item, ...] = (
    _directory("/bin"),
    _directory("/dev"),
    _device("null", Device.NULL),
    _device("zero", Device.ZERO),
    _device("full", Device.FULL),
    _device("random", Device.RANDOM),
    _device("urandom", Device.RANDOM),
    _device("tty", Device.TTY),
    _device("console", Device.CONSOLE),
    _device("clock", Device.CLOCK, 0o444),
    _device("bus", Device.BUS),
    Item("/dev/disk", FileType.S_IFBLK, 0o400, device=Device.DISK),
    Item("/dev/fd", FileType.S_IFLNK, content=b"/proc/self/fd"),
    *(Item(f"/dev/{name}", FileType.S_IFLNK, content=f"/proc/self/fd/{fd}".encode()) for fd, name in enumerate(("stdin", "stdout", "stderr"))),
    _directory("/etc"),
    _directory("/home"),
    _directory("/home/user", owner=USER),
    _directory("/proc", 0o555),
    _directory("/tmp", 0o1777),
    _directory("/usr"),
    _directory("/usr/share"),
    _directory("/usr/share/man"),
)
"""What every image has; `ls /` shows bin dev etc home proc tmp usr."""

_SECRET = frozenset(("shadow",))
"""Files of /etc that only root reads."""


def etc_items(folder: Path) -> list[Item]:
    """The files of a host folder as /etc, in the order of their names."""
    return [
        Item(f"/etc/{path.name}", mode=0o600 if path.name in _SECRET else 0o644, content=path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.is_file()
    ]


def make_image(items: Iterable[Item]) -> Image:
    """An image holding the items, directories before what is in them; raises KernelError (ENOSPC) when the disk is too small."""
    store = Store()
    fs = FileSystem(store, lambda: EPOCH_NS)
    fs.format()
    for item in items:
        _add(fs, item)
    return Image.from_store(store)


def _add(fs: FileSystem, item: Item) -> None:
    path = item.path.encode()
    root = Cred()
    if item.type == FileType.S_IFLNK:
        fs.symlink(item.content, path, ROOT, root)
        return
    node = fs.create(path, item.type, item.mode, rdev=item.device)
    if item.content:
        fs.write(node, 0, item.content)
    fs.chown(node, root, item.uid, item.gid)
    fs.chmod(node, root, item.mode)
