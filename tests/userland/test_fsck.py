"""/bin/fsck reads /dev/disk; what it finds on damaged disks is what was damaged."""

from collections.abc import Callable

import pytest

from tests.userland.guest import BUDGET, Done, line
from ucvm.image.build import load_image
from ucvm.kernel.fs.disk import Disk
from ucvm.kernel.fs.inode import BLOCK_SIZE
from ucvm.machine.machine import Machine


def checked(damage: Callable[[Disk], object], script: str = "fsck") -> Done:
    """What fsck says of a disk on which something was changed."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], user="root", cwd="/", auto_advance=True)
    damage(machine.kernel.fs.disk)
    assert machine.run(BUDGET).reason == "halted"
    out, err = (b"".join(data for stream, data in machine.take_output() if stream == name).decode() for name in ("stdout", "stderr"))
    return Done(machine.kernel.vars["halt_status"], out, err)


def test_a_sound_disk_is_clean() -> None:
    files = "mkdir -p a/b; echo x > a/f; ln a/f a/g; ln -s f a/s; mkfifo a/p; rm -r a/b"
    done = line(f"{files}; mkdir /tmp/m; mount ram /tmp/m; echo y > /tmp/m/z; fsck", user="root")
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith(" blocks, clean\n")
    held = line("exec 3> gone; rm gone; fsck -v", user="root")
    assert held.out.startswith("1 files in use have no name any more\n/dev/disk: ")


def _ino(disk: Disk, path: str) -> int:
    ino = 1
    for name in path.split("/")[1:]:
        ino = next(child for word, child, _ in disk.names(ino) if word == name.encode())
    return ino


def _links(disk: Disk) -> None:
    ino = _ino(disk, "/etc/group")
    disk.inodes[ino] = disk.inodes[ino]._replace(nlink=3)


def _shared(disk: Disk) -> None:
    one, two = _ino(disk, "/etc/group"), _ino(disk, "/etc/passwd")
    disk.inodes[one] = disk.inodes[one]._replace(blocks=disk.inodes[two].blocks)


def _beyond(disk: Disk) -> None:
    ino = _ino(disk, "/etc/group")
    disk.inodes[ino] = disk.inodes[ino]._replace(size=0)


def _lost(disk: Disk) -> None:
    disk.blocks.table[16000] = bytes(BLOCK_SIZE)


def _missing(disk: Disk) -> None:
    del disk.blocks.table[disk.inodes[_ino(disk, "/etc/group")].blocks[0]]


def _parent(disk: Disk) -> None:
    number = disk.inodes[_ino(disk, "/home/user")].blocks[0]
    block = disk.blocks.table[number]
    disk.blocks.table[number] = block[:64] + _ino(disk, "/etc").to_bytes(4, "little") + block[68:]


def _dangling(disk: Disk) -> None:
    del disk.inodes[_ino(disk, "/etc/hostname")]


def _unreachable(disk: Disk) -> None:
    number = disk.inodes[_ino(disk, "/home")].blocks[0]
    block = disk.blocks.table[number]
    at = block.index(b"user\0") - 4
    disk.blocks.table[number] = block[:at] + bytes(64) + block[at + 64 :]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_links, ": 2 links without a name\n"),
        (_shared, ": two owners\n"),
        (_beyond, ": blocks beyond its size\n"),
        (_lost, "block 16000: no owner\n"),
        (_missing, " is not on the disk\n"),
        (_parent, ", its .. says "),
        (_dangling, ": 'hostname' names no inode\n"),
        (_unreachable, ": cannot be reached\n"),
    ],
)
def test_damage_is_found(damage: Callable[[Disk], object], said: str) -> None:
    done = checked(damage)
    assert done.status == 4, done
    assert said in done.out
    assert done.out.endswith("problems\n")


def test_what_is_no_disk_is_refused() -> None:
    assert line("fsck").err == "fsck: /dev/disk: Permission denied\n"
    assert line("fsck").status == 8
    assert line("fsck /etc/passwd").err == "fsck: /etc/passwd: not a disk, or cut off\n"
    assert line("head -c 5000 /dev/disk > part; fsck part", user="root") == (8, "", "fsck: part: not a disk, or cut off\n")
    assert line("cat /etc/group > /dev/disk", user="root").status == 2


def test_an_image_in_a_file_is_checked_too() -> None:
    done = line("dd if=/dev/disk of=copy bs=1024 2>/dev/null; fsck copy", user="root")
    assert done.out.startswith("copy: ")
    assert done.out.endswith("clean\n")
