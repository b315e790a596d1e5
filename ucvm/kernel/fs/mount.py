"""The mount table: which directory shows which volume.

A volume is a device number and a root directory. The root volume is DISK_DEV; "proc" is made of kernel records (procfs.py);
"ram" is a new, empty volume whose inodes and blocks come from the one disk, so its space is the disk's.
"""

from typing import NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.fs.inode import DISK_DEV, ROOT, ROOT_INO
from ucvm.kernel.records import Node
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Store, Table

MOUNTS, COVERED = "fs.mounts", "fs.covered"
PROC_DEV = 2
"""Device number of /proc; there is at most one."""
FIRST_RAM_DEV = 3
KINDS = ("disk", "proc", "ram")


class Mount(NamedTuple):
    """One mounted volume, by device number: kind, inode of its root, the directory it covers, and what /proc/mounts shows."""

    kind: str
    root: int
    covered: Node
    source: bytes
    path: bytes
    readonly: bool


ROOT_MOUNT = Mount("disk", ROOT_INO, ROOT, b"disk", b"/", False)


class Mounts:
    """The tables fs.mounts (device → Mount) and fs.covered (covered directory → device)."""

    def __init__(self, store: Store) -> None:
        self.table: Table[int, Mount] = store.table(MOUNTS)
        self.covered: Table[Node, int] = store.table(COVERED)

    def begin(self) -> None:
        """Only the root volume is mounted."""
        self.table[DISK_DEV] = ROOT_MOUNT

    def cross(self, node: Node) -> Node:
        """What one sees at `node`: itself, or the root of the volume mounted there."""
        device = dict.get(self.covered, node)
        return node if device is None else (device, self.table[device].root)

    def is_root(self, node: Node) -> bool:
        """Whether `node` is the root of a volume."""
        mount = self.table.get(node[0])
        return mount is not None and mount.root == node[1]

    def uncross(self, node: Node) -> Node:
        """The directory that a volume's root covers; any other directory, and the root of all, is itself."""
        return self.table[node[0]].covered if self.is_root(node) else node

    def check_writable(self, device: int) -> None:
        """EROFS on a read-only volume."""
        if self.table[device].readonly:
            raise KernelError(Errno.EROFS)

    def free_device(self) -> int:
        """The lowest unused device number for a volume on the disk."""
        device = FIRST_RAM_DEV
        while device in self.table:
            device += 1
        return device

    def add(self, device: int, mount: Mount) -> None:
        """Show a volume; EBUSY when the directory or the device number is taken."""
        if mount.covered in self.covered or device in self.table or self.is_root(mount.covered):
            raise KernelError(Errno.EBUSY)
        self.table[device] = mount
        self.covered[mount.covered] = device

    def remove(self, device: int) -> Mount:
        """Take a volume away and return what it was."""
        mount = self.table.pop(device)
        del self.covered[mount.covered]
        return mount
