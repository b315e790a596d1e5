"""Disk images: what is on them, that equal lists give equal bytes, that damage is seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ucvm.abi.constants import FileType
from ucvm.image import build
from ucvm.image.mkfs import EPOCH_NS, SKELETON, USER, Item, etc_items, make_image
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.image import Image, ImageError
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.records import Cred

ETC = build.PACKAGE / "userland" / "etc"
USER_CRED = Cred(USER, USER, USER, USER, USER, USER)


def tree(image: Image) -> FileSystem:
    return FileSystem(image.store(), lambda: EPOCH_NS)


@pytest.fixture(scope="module")
def image() -> Image:
    return make_image([*SKELETON, *etc_items(ETC), Item("/bin/big", mode=0o755, content=bytes(range(256)) * 100)])


def test_the_root_is_what_the_specification_shows(image: Image) -> None:
    fs = tree(image)
    assert [entry.name for entry in fs.entries(ROOT, 0)] == [b".", b"..", b"bin", b"dev", b"etc", b"home", b"proc", b"tmp", b"usr"]
    assert fsck(fs) == []


def test_modes_and_owners(image: Image) -> None:
    fs = tree(image)
    rows = {path: fs.inode(fs.lookup(path)) for path in (b"/tmp", b"/home/user", b"/etc/shadow", b"/etc/passwd", b"/dev/null", b"/bin/big")}
    assert {path: (oct(inode.mode), inode.uid) for path, inode in rows.items()} == {
        b"/tmp": ("0o41777", 0),
        b"/home/user": ("0o40755", 1000),
        b"/etc/shadow": ("0o100600", 0),
        b"/etc/passwd": ("0o100644", 0),
        b"/dev/null": ("0o20666", 0),
        b"/bin/big": ("0o100755", 0),
    }
    assert {inode.mtime for inode in rows.values()} == {EPOCH_NS}
    assert fs.read(fs.lookup(b"/bin/big"), 0, 1 << 20) == bytes(range(256)) * 100


def test_the_accounts_fit_together() -> None:
    users = [line.split(":") for line in (ETC / "passwd").read_text().splitlines()]
    groups = {line.split(":")[2] for line in (ETC / "group").read_text().splitlines()}
    assert ("user", "1000", "/home/user", "/bin/sh") in [(row[0], row[2], row[5], row[6]) for row in users]
    assert {row[3] for row in users} <= groups
    assert [row[0] for row in users] == [line.split(":")[0] for line in (ETC / "shadow").read_text().splitlines()]


def test_equal_lists_give_equal_bytes(image: Image) -> None:
    again = make_image([*SKELETON, *etc_items(ETC), Item("/bin/big", mode=0o755, content=bytes(range(256)) * 100)])
    assert again.pack() == image.pack()
    assert again.hash == image.hash
    other = make_image([*SKELETON, *etc_items(ETC), Item("/bin/big", mode=0o755, content=bytes(range(256)) * 100 + b"!")])
    assert other.hash != image.hash


def test_packing_and_unpacking(image: Image) -> None:
    read = Image.unpack(image.pack())
    assert read.hash == image.hash
    assert {name: dict(base) for name, base in read.tables.items()} == {name: dict(base) for name, base in image.tables.items()}


def test_damage_is_seen(image: Image) -> None:
    raw = image.pack()
    with pytest.raises(ImageError, match="not a UCVM disk image"):
        Image.unpack(b"something else")
    with pytest.raises(ImageError, match="checksum"):
        Image.unpack(raw[:-1])
    with pytest.raises(ImageError, match="checksum"):
        Image.unpack(raw[:5000] + bytes((raw[5000] ^ 1,)) + raw[5001:])
    with pytest.raises(ImageError, match="format 9"):
        Image.unpack(raw[:8] + b"\x09" + raw[9:])


def test_links_and_symbolic_links_in_a_list() -> None:
    fs = tree(make_image([*SKELETON, Item("/bin/a", content=b"x"), Item("/bin/b", FileType.S_IFLNK, content=b"a")]))
    assert fs.lookup(b"/bin/b") == fs.lookup(b"/bin/a")


def test_a_machine_does_not_change_its_image(image: Image) -> None:
    before = image.pack()
    fs = tree(image)
    fs.unlink(b"/bin/big")
    fs.write(fs.open(b"/tmp/x", ROOT, USER_CRED, 0o101, 0o644), 0, b"y" * 5000)
    assert fsck(fs) == []
    assert image.pack() == before
    assert tree(image).lookup(b"/bin/big")


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    build.store_file(tmp_path / "file" / "below" / "x.img", b"data")
    build.store_file(tmp_path / "new" / "x.img", b"data")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x.img"]


@pytest.fixture(scope="module")
def built() -> Image:
    return build.load_image()


def test_the_built_image_is_sound_and_has_the_programs(built: Image) -> None:
    fs = tree(built)
    assert fsck(fs) == []
    names = {entry.name.decode() for entry in fs.entries(fs.lookup(b"/bin"), 0)}
    assert {"init", "sh", "ls", "cat", "echo"} <= names
    linked = {Path(path).name for path, _ in build.LINKS}
    assert {Path(program.path).name for program in build.programs()} | linked == names - {".", ".."}
    assert all(fs.inode(fs.lookup(path.encode())).is_file for path, _ in build.LINKS)


def test_the_cache_gives_what_was_built(built: Image) -> None:
    assert build.load_image().pack() == built.pack()


HASHES = """
import hashlib
from ucvm.image import build, sysroot
from ucvm.toolchain.driver import build_objects
for made in build_objects(sysroot.toolchain(None), ["ucvm/bin/cat.c", "ucvm/lib/string.c", "ucvm/lib/crt0.s"]):
    print(hashlib.sha256(made.pack()).hexdigest())
print(hashlib.sha256(build.link_program(build.Program("/bin/cat", ("ucvm/bin/cat.c",)))).hexdigest())
"""


def test_compiling_and_linking_do_not_depend_on_the_order_of_hashes() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", HASHES], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.split()) == 4
