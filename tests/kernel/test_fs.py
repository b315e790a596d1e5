"""The file system: contents, names, permissions, space, mounts. Sequences of operations are compared with the host's own file system."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ucvm.abi.constants import NAME_MAX, FileType, Open
from ucvm.abi.errno import Errno
from ucvm.abi.structs import STAT
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.inode import BLOCK_COUNT, BLOCK_SIZE, FILE_MAX, INODE_COUNT, ROOT
from ucvm.kernel.records import Cred
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Store

ROOT_CRED = Cred()
ANN = Cred(1000, 1000, 1000, 1000, 1000, 1000)
BEN = Cred(1001, 1001, 1001, 1001, 1001, 1001)
NEW = Open.O_WRONLY | Open.O_CREAT


class Clock:
    """A clock that moves by hand."""

    def __init__(self) -> None:
        self.ns = 1_000_000_000

    def now(self) -> int:
        return self.ns


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fs(clock: Clock) -> FileSystem:
    made = FileSystem(Store(), clock.now)
    made.format()
    return made


def put(fs: FileSystem, path: bytes, data: bytes = b"", cred: Cred = ROOT_CRED, mode: int = 0o644) -> tuple[int, int]:
    node = fs.open(path, ROOT, cred, NEW | Open.O_TRUNC, mode)
    fs.write(node, 0, data)
    return node


def mkdir(fs: FileSystem, path: bytes, cred: Cred = ROOT_CRED, mode: int = 0o755) -> tuple[int, int]:
    return fs.create(path, FileType.S_IFDIR, mode, ROOT, cred)


def names(fs: FileSystem, path: bytes) -> list[bytes]:
    return [entry.name for entry in fs.entries(fs.lookup(path), 0)]


def errno_of(call: Callable[..., object], *args: object) -> str:
    with pytest.raises(KernelError) as caught:
        call(*args)
    return caught.value.errno.name


def test_a_new_disk_is_sound_and_empty(fs: FileSystem) -> None:
    assert fsck(fs) == []
    assert names(fs, b"/") == [b".", b".."]
    assert fs.root.nlink == 2


@pytest.mark.parametrize("size", [0, 1, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 5 * BLOCK_SIZE + 77])
def test_what_is_written_is_read(fs: FileSystem, size: int) -> None:
    data = bytes(index * 7 & 0xFF for index in range(size))
    node = put(fs, b"/f", data)
    assert fs.read(node, 0, size + 10) == data
    assert fs.read(node, size // 2, 100) == data[size // 2 : size // 2 + 100]
    assert fs.inode(node).size == size
    assert len(fs.inode(node).blocks) == -(-size // BLOCK_SIZE)
    assert fsck(fs) == []


def test_a_hole_reads_as_zeros_and_takes_no_blocks(fs: FileSystem) -> None:
    node = put(fs, b"/f", b"start")
    fs.write(node, 10 * BLOCK_SIZE + 3, b"end")
    assert fs.read(node, 0, FILE_MAX) == b"start" + bytes(10 * BLOCK_SIZE - 2) + b"end"
    fs.truncate(node, 100 * BLOCK_SIZE)
    assert STAT.packer.unpack(fs.stat(node))[9] == 2 * BLOCK_SIZE // 512
    assert fsck(fs) == []


def test_a_cut_file_grows_back_with_zeros(fs: FileSystem) -> None:
    node = put(fs, b"/f", b"x" * 3000)
    fs.truncate(node, 1500)
    fs.truncate(node, 2500)
    assert fs.read(node, 0, 5000) == b"x" * 1500 + bytes(1000)
    assert fsck(fs) == []


def test_space_ends_and_comes_back(fs: FileSystem) -> None:
    node = put(fs, b"/big")
    mkdir(fs, b"/d")
    chunk = bytes(1 << 20)
    for index in range(15):
        assert fs.write(node, index << 20, chunk) == 1 << 20
    last = put(fs, b"/last")
    short = fs.write(last, 0, b"z" * (1 << 20))
    assert 0 < short < 1 << 20
    assert short == fs.inode(last).size
    assert errno_of(fs.write, last, short, b"more") == "ENOSPC"
    assert errno_of(mkdir, fs, b"/d2") == "ENOSPC"
    assert errno_of(fs.symlink, b"target", b"/link", ROOT, ROOT_CRED) == "ENOSPC"
    assert fsck(fs) == []
    fs.unlink(b"/big")
    assert fs.write(last, short, b"more") == 4
    assert fsck(fs) == []


def test_a_file_longer_than_the_disk_is_too_big(fs: FileSystem) -> None:
    node = put(fs, b"/f")
    assert errno_of(fs.write, node, FILE_MAX, b"x") == "EFBIG"
    assert errno_of(fs.truncate, node, FILE_MAX + 1) == "EFBIG"
    assert fs.inode(node).size == 0


def test_inodes_end(fs: FileSystem) -> None:
    for index in range(INODE_COUNT - 2):
        put(fs, b"/%d" % index)
    assert errno_of(put, fs, b"/more") == "ENOSPC"
    assert fsck(fs) == []
    fs.unlink(b"/0")
    put(fs, b"/more")
    assert fs.statfs(ROOT)[-4:] == bytes(4)


def test_a_removed_file_lives_while_it_is_used(fs: FileSystem) -> None:
    node = put(fs, b"/f", b"still here")
    fs.hold(node)
    fs.hold(node)
    fs.unlink(b"/f")
    assert fs.inode(node).nlink == 0
    fs.drop(node)
    assert fs.read(node, 0, 100) == b"still here"
    assert fsck(fs, frozenset({node[1]})) == []
    fs.drop(node)
    assert errno_of(fs.inode, node) == "ENOENT"
    assert fsck(fs) == []


def test_a_removed_working_directory_takes_no_names(fs: FileSystem) -> None:
    node = mkdir(fs, b"/d")
    fs.hold(node)
    fs.rmdir(b"/d", ROOT, ROOT_CRED)
    assert errno_of(fs.create, b"x", FileType.S_IFREG, 0o644, node) == "ENOENT"
    assert errno_of(fs.path_of, node) == "ENOENT"
    assert fsck(fs, frozenset({node[1]})) == []
    fs.drop(node)
    assert fsck(fs) == []


def test_the_parent_of_a_removed_directory_stays(fs: FileSystem) -> None:
    a, b = mkdir(fs, b"/a"), mkdir(fs, b"/a/b")
    fs.hold(b)
    fs.rmdir(b"/a/b", ROOT, ROOT_CRED)
    fs.rmdir(b"/a", ROOT, ROOT_CRED)
    put(fs, b"/other")
    assert fs.lookup(b"..", b) == a
    assert fs.lookup(b"../..", b) == ROOT
    assert errno_of(fs.lookup, b"x", b) == "ENOENT"
    assert errno_of(lambda: list(fs.entries(b, 0))) == "ENOENT"
    assert fsck(fs, frozenset({a[1], b[1]})) == []
    fs.drop(b)
    assert dict(fs.holds) == {}
    assert fsck(fs) == []


def test_a_replaced_file_or_directory_lives_while_it_is_used(fs: FileSystem) -> None:
    file, directory = put(fs, b"/old", b"old"), mkdir(fs, b"/olddir")
    put(fs, b"/new", b"new")
    mkdir(fs, b"/newdir")
    fs.hold(file)
    fs.hold(directory)
    fs.rename(b"/new", b"/old", ROOT, ROOT_CRED)
    fs.rename(b"/newdir", b"/olddir", ROOT, ROOT_CRED)
    assert fs.read(file, 0, 9) == b"old"
    assert fs.lookup(b"..", directory) == ROOT
    assert fsck(fs, frozenset({file[1], directory[1]})) == []
    fs.drop(file)
    fs.drop(directory)
    assert dict(fs.holds) == {}
    assert fsck(fs) == []


def test_names_up_to_the_limit(fs: FileSystem) -> None:
    name = b"n" * NAME_MAX
    put(fs, b"/" + name)
    assert name in names(fs, b"/")
    assert errno_of(put, fs, b"/" + name + b"n") == "ENAMETOOLONG"
    assert errno_of(fs.lookup, b"/" + b"a/" * 512) == "ENAMETOOLONG"
    for odd in (b"\xff\xfe", b"a b", b"\x1b[31m", b"-rf", "äß".encode()):
        put(fs, b"/" + odd, odd)
        assert fs.read(fs.lookup(b"/" + odd), 0, 99) == odd


def test_positions_in_a_directory_stay_while_names_go(fs: FileSystem) -> None:
    for index in range(50):
        put(fs, b"/%02d" % index)
    seen = []
    position = 0
    while entry := next(fs.entries(ROOT, position), None):
        position = entry.position
        if entry.name not in (b".", b".."):
            seen.append(entry.name)
            fs.unlink(b"/" + entry.name)
    assert seen == [b"%02d" % index for index in range(50)]
    assert names(fs, b"/") == [b".", b".."]


def test_symbolic_links(fs: FileSystem) -> None:
    mkdir(fs, b"/a")
    put(fs, b"/a/f", b"data")
    fs.symlink(b"a/f", b"/rel", ROOT, ROOT_CRED)
    fs.symlink(b"../a", b"/a/up", ROOT, ROOT_CRED)
    fs.symlink(b"/a/up/up/f", b"/abs", ROOT, ROOT_CRED)
    for path in (b"/rel", b"/a/up/f", b"/abs"):
        assert fs.lookup(path) == fs.lookup(b"/a/f")
    assert fs.inode(fs.lookup(b"/rel", follow=False)).is_link
    assert fs.read_link(fs.lookup(b"/rel", follow=False)) == b"a/f"
    assert fs.inode(fs.lookup(b"/a/up/", follow=False)).is_dir
    assert errno_of(fs.lookup, b"/rel/") == "ENOTDIR"
    fs.symlink(b"loop", b"/loop", ROOT, ROOT_CRED)
    assert errno_of(fs.lookup, b"/loop") == "ELOOP"
    assert errno_of(fs.open, b"/rel", ROOT, ROOT_CRED, Open.O_NOFOLLOW, 0) == "ELOOP"


def test_forty_links_are_followed_and_no_more(fs: FileSystem) -> None:
    put(fs, b"/0")
    for index in range(41):
        fs.symlink(b"%d" % index, b"/%d" % (index + 1), ROOT, ROOT_CRED)
    assert fs.lookup(b"/40") == fs.lookup(b"/0")
    assert errno_of(fs.lookup, b"/41") == "ELOOP"


def test_creating_through_a_dangling_link(fs: FileSystem) -> None:
    mkdir(fs, b"/d")
    fs.symlink(b"d/new", b"/link", ROOT, ROOT_CRED)
    assert errno_of(fs.open, b"/link", ROOT, ROOT_CRED, NEW | Open.O_EXCL, 0o644) == "EEXIST"
    put(fs, b"/link", b"hi")
    assert fs.read(fs.lookup(b"/d/new"), 0, 9) == b"hi"


OPEN_CASES = [
    (b"/none", Open.O_RDONLY, "ENOENT"),
    (b"/none/x", NEW, "ENOENT"),
    (b"/f/x", NEW, "ENOTDIR"),
    (b"/f/", Open.O_RDONLY, "ENOTDIR"),
    (b"/new/", NEW, "EISDIR"),
    (b"/d", Open.O_WRONLY, "EISDIR"),
    (b"/d", NEW, "EISDIR"),
    (b"/d/.", NEW, "EISDIR"),
    (b"/d", Open.O_RDONLY | Open.O_CREAT, "EISDIR"),
    (b"/f", NEW | Open.O_EXCL, "EEXIST"),
    (b"/f", Open.O_RDONLY | Open.O_DIRECTORY, "ENOTDIR"),
    (b"", Open.O_RDONLY, "ENOENT"),
]


@pytest.mark.parametrize(("path", "flags", "errno"), OPEN_CASES)
def test_open_refuses(fs: FileSystem, path: bytes, flags: int, errno: str, tmp_path: Path) -> None:
    put(fs, b"/f")
    mkdir(fs, b"/d")
    assert errno_of(fs.open, path, ROOT, ROOT_CRED, flags, 0o644) == errno
    (tmp_path / "f").touch()
    (tmp_path / "d").mkdir()
    with pytest.raises(OSError, match=r"\S") as caught:
        os.open(os.fsencode(tmp_path) + path if path else path, flags, 0o644)
    assert Errno(caught.value.errno or 0).name == errno


def test_permissions_on_every_step(fs: FileSystem) -> None:
    mkdir(fs, b"/home", mode=0o755)
    mkdir(fs, b"/home/ann", mode=0o700)
    fs.chown(fs.lookup(b"/home/ann"), ROOT_CRED, 1000, 1000)
    put(fs, b"/home/ann/f", b"secret", ANN, 0o644)
    assert errno_of(fs.lookup, b"/home/ann/f", ROOT, BEN) == "EACCES"
    assert errno_of(fs.lookup, b"/home/ann/none", ROOT, BEN) == "EACCES"
    assert errno_of(put, fs, b"/home/new", b"", ANN) == "EACCES"
    assert fs.lookup(b"/home/ann/f", ROOT, ROOT_CRED)
    fs.chmod(fs.lookup(b"/home/ann"), ANN, 0o711)
    node = fs.open(b"/home/ann/f", ROOT, BEN, Open.O_RDONLY, 0)
    assert errno_of(fs.open, b"/home/ann/f", ROOT, BEN, Open.O_RDWR, 0) == "EACCES"
    assert errno_of(fs.open, b"/home/ann/f", ROOT, BEN, Open.O_TRUNC, 0) == "EACCES"
    assert errno_of(fs.unlink, b"/home/ann/f", ROOT, BEN) == "EACCES"
    assert errno_of(fs.chmod, node, BEN, 0o777) == "EPERM"
    assert errno_of(fs.permit, node, ROOT_CRED, 1) == "EACCES"


@pytest.mark.parametrize(
    ("mode", "cred", "can"),
    [(0o400, ANN, True), (0o044, ANN, False), (0o404, BEN._replace(egid=1000), False), (0o040, BEN, False), (0o004, BEN, True)],
)
def test_the_first_matching_class_decides(fs: FileSystem, mode: int, cred: Cred, can: bool) -> None:
    node = put(fs, b"/f", b"", ROOT_CRED, mode)
    fs.chown(node, ROOT_CRED, 1000, 1000)
    if can:
        fs.permit(node, cred, 4)
    else:
        assert errno_of(fs.permit, node, cred, 4) == "EACCES"


def test_a_file_one_makes_may_be_written_whatever_its_mode(fs: FileSystem) -> None:
    fs.chmod(ROOT, ROOT_CRED, 0o777)
    node = fs.open(b"/f", ROOT, ANN, NEW, 0o000)
    assert fs.write(node, 0, b"ok") == 2
    assert errno_of(fs.open, b"/f", ROOT, ANN, Open.O_RDONLY, 0) == "EACCES"


def test_sticky_directories(fs: FileSystem) -> None:
    mkdir(fs, b"/tmp", mode=0o1777)
    put(fs, b"/tmp/f", b"", ANN)
    assert errno_of(fs.unlink, b"/tmp/f", ROOT, BEN) == "EPERM"
    assert errno_of(fs.rename, b"/tmp/f", b"/tmp/g", ROOT, BEN) == "EPERM"
    put(fs, b"/tmp/b", b"", BEN)
    assert errno_of(fs.rename, b"/tmp/b", b"/tmp/f", ROOT, BEN) == "EPERM"
    fs.unlink(b"/tmp/f", ROOT, ANN)


def test_set_id_bits(fs: FileSystem) -> None:
    fs.chmod(ROOT, ROOT_CRED, 0o777)
    node = put(fs, b"/f", b"", ANN, 0o755)
    fs.chmod(node, ANN, 0o6755)
    assert fs.inode(node).mode & 0o7777 == 0o6755
    fs.write(node, 0, b"x")
    assert fs.inode(node).mode & 0o7777 == 0o755
    fs.chmod(node, ROOT_CRED, 0o4755)
    fs.chown(node, ROOT_CRED, 0, 0)
    assert fs.inode(node).mode & 0o7777 == 0o755
    fs.chown(node, ROOT_CRED, 1000, 7)
    fs.chmod(node, ANN, 0o2755)
    assert fs.inode(node).mode & 0o7777 == 0o755


def test_a_set_gid_directory_hands_its_group_down(fs: FileSystem) -> None:
    mkdir(fs, b"/d", mode=0o2777)
    fs.chown(fs.lookup(b"/d"), ROOT_CRED, -1, 50)
    put(fs, b"/d/f", b"", ANN)
    sub = mkdir(fs, b"/d/sub", ANN)
    assert fs.inode(fs.lookup(b"/d/f")).gid == 50
    assert fs.inode(sub).gid == 50
    assert fs.inode(sub).mode & 0o2000


def test_only_root_gives_files_away(fs: FileSystem) -> None:
    fs.chmod(ROOT, ROOT_CRED, 0o777)
    node = put(fs, b"/f", b"", ANN)
    assert errno_of(fs.chown, node, ANN, 1001, -1) == "EPERM"
    assert errno_of(fs.chown, node, ANN, -1, 1001) == "EPERM"
    fs.chown(node, ANN, 1000, 1000)
    assert errno_of(fs.create, b"/null", FileType.S_IFCHR, 0o666, ROOT, ANN, 0x103) == "EPERM"
    fs.create(b"/fifo", FileType.S_IFIFO, 0o666, ROOT, ANN)


def test_times(fs: FileSystem, clock: Clock) -> None:
    node = put(fs, b"/f", b"data")
    clock.ns += 50
    fs.read(node, 0, 1)
    first = fs.inode(node)
    assert (first.atime, first.mtime) == (1_000_000_050, 1_000_000_000)
    clock.ns += 50
    fs.read(node, 0, 1)
    assert fs.inode(node).atime == 1_000_000_050, "atime is later than mtime already"
    clock.ns += 86400 * 1_000_000_000
    fs.read(node, 0, 1)
    assert fs.inode(node).atime == clock.ns, "but it is more than a day old"
    clock.ns += 7
    fs.chmod(node, ROOT_CRED, 0o600)
    assert (fs.inode(node).ctime, fs.inode(node).mtime) == (clock.ns, 1_000_000_000)
    fs.set_times(node, ROOT_CRED, (5, None))
    assert (fs.inode(node).atime, fs.inode(node).mtime) == (5, 1_000_000_000)
    assert errno_of(fs.set_times, node, ANN, (1, 2)) == "EPERM"
    assert errno_of(fs.set_times, node, ANN, None) == "EACCES"


def test_volumes(fs: FileSystem) -> None:
    mkdir(fs, b"/mnt", mode=0o750)
    put(fs, b"/mnt/hidden")
    device = fs.mount(b"/mnt", "ram", b"host")
    assert names(fs, b"/mnt") == [b".", b".."]
    node = put(fs, b"/mnt/f", b"inside")
    assert node[0] == device
    mkdir(fs, b"/mnt/d")
    assert fs.lookup(b"/mnt/d/../..") == ROOT
    assert fs.path_of(fs.lookup(b"/mnt/d")) == b"/mnt/d"
    put(fs, b"/out")
    assert errno_of(fs.rename, b"/out", b"/mnt/out", ROOT, ROOT_CRED) == "EXDEV"
    assert errno_of(fs.link, b"/mnt/f", b"/f", ROOT, ROOT_CRED) == "EXDEV"
    assert errno_of(fs.rmdir, b"/mnt", ROOT, ROOT_CRED) == "EBUSY"
    assert errno_of(fs.rename, b"/mnt", b"/elsewhere", ROOT, ROOT_CRED) == "EBUSY"
    assert errno_of(fs.mount, b"/mnt", "ram") == "EBUSY"
    fs.remount(device, True)
    assert errno_of(fs.write, node, 0, b"x") == "EROFS"
    assert errno_of(put, fs, b"/mnt/g") == "EROFS"
    assert errno_of(fs.unlink, b"/mnt/f") == "EROFS"
    assert errno_of(fs.open, b"/mnt/f", ROOT, ROOT_CRED, Open.O_RDWR, 0) == "EROFS"
    assert fs.read(node, 0, 9) == b"inside"
    assert fsck(fs) == []
    fs.hold(node)
    assert errno_of(fs.unmount, b"/mnt") == "EBUSY"
    fs.drop(node)
    fs.unmount(b"/mnt")
    assert names(fs, b"/mnt") == [b".", b"..", b"hidden"]
    assert fsck(fs) == []
    assert errno_of(fs.unmount, b"/mnt") == "EINVAL"
    assert errno_of(fs.unmount, b"/") == "EBUSY"
    assert errno_of(fs.mount, b"/out", "ram") == "ENOTDIR"
    assert errno_of(fs.mount, b"/mnt", "floppy") == "ENODEV"


def test_fsck_sees_damage(clock: Clock) -> None:
    store = Store()
    fs = FileSystem(store, clock.now)
    fs.format()
    node = put(fs, b"/f", b"x" * 3000)
    mkdir(fs, b"/d")
    whole = store.snapshot()

    def damage(change: Callable[[], object]) -> list[str]:
        change()
        found = fsck(fs)
        store.restore(whole)
        assert fsck(fs) == []
        return found

    disk = fs.disk
    assert damage(lambda: disk.linked(node[1], 1, 0))
    assert damage(lambda: disk.leave(1, b"d", 0))
    assert damage(lambda: disk.enter(1, b"twice", 3, 0))
    assert damage(lambda: disk.blocks.numbers.take(1))
    assert damage(lambda: disk.numbers.release((node[1],)))
    assert damage(lambda: disk.point(1, b"f", 77, 0))
    assert damage(lambda: disk.inodes.__setitem__(node[1], disk.inode(node[1])._replace(size=1)))
    assert damage(lambda: disk.point(3, b"..", node[1], 0))


PATHS = st.lists(st.sampled_from(["a", "b", "c", ".", "..", "d"]), min_size=1, max_size=4).map("/".join)
DEEP = "/p" * 12
"""So deep that no sequence of .. and symbolic links climbs out of what is compared."""
SLASHED = st.tuples(PATHS, st.sampled_from(["", "", "", "/"])).map("".join)


class AgainstTheHost(RuleBasedStateMachine):
    """The same calls here and in a folder of the host give the same errors and the same tree."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.store = Store()
        self.fs = FileSystem(self.store, self.clock.now)
        self.fs.format()
        self.host = tempfile.mkdtemp()
        os.makedirs(self.host + DEEP)
        for length in range(2, len(DEEP) + 1, 2):
            mkdir(self.fs, DEEP[:length].encode())

    def teardown(self) -> None:
        shutil.rmtree(self.host)

    @initialize()
    def start(self) -> None:
        for name in ("a", "b", "a/c"):
            self.make_directory(name)
        self.write("c", 100, 10)

    def both(self, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
        self.clock.ns += 10
        try:
            theirs()
            expected = "ok"
        except OSError as error:
            expected = Errno(error.errno or 0).name
        before = self.store.snapshot()
        try:
            ours()
            got = "ok"
        except KernelError as error:
            got = error.errno.name
            assert self.store.snapshot() == before, "a call that fails changes nothing"
        assert got == expected

    def here(self, path: str) -> tuple[bytes, str]:
        return f"{DEEP}/{path}".encode(), f"{self.host}{DEEP}/{path}"

    @rule(path=SLASHED)
    def make_directory(self, path: str) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: mkdir(self.fs, ours), lambda: os.mkdir(theirs))

    @rule(path=SLASHED, size=st.integers(0, 3000), offset=st.integers(0, 3000))
    def write(self, path: str, size: int, offset: int) -> None:
        ours, theirs = self.here(path)
        data = bytes(index & 0xFF for index in range(size))

        def host() -> None:
            fd = os.open(theirs, os.O_WRONLY | os.O_CREAT, 0o644)
            os.pwrite(fd, data, offset)
            os.close(fd)

        self.both(lambda: self.fs.write(self.fs.open(ours, ROOT, ROOT_CRED, NEW, 0o644), offset, data), host)

    @rule(path=SLASHED, size=st.integers(0, 6000))
    def truncate(self, path: str, size: int) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: self.fs.truncate(self.fs.lookup(ours), size), lambda: os.truncate(theirs, size))

    @rule(path=SLASHED)
    def unlink(self, path: str) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: self.fs.unlink(ours), lambda: os.unlink(theirs))

    @rule(path=SLASHED)
    def rmdir(self, path: str) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: self.fs.rmdir(ours, ROOT, ROOT_CRED), lambda: os.rmdir(theirs))

    @rule(old=SLASHED, new=SLASHED)
    def rename(self, old: str, new: str) -> None:
        (ours, theirs), (ours2, theirs2) = self.here(old), self.here(new)
        self.both(lambda: self.fs.rename(ours, ours2, ROOT, ROOT_CRED), lambda: os.rename(theirs, theirs2))

    @rule(old=SLASHED, new=SLASHED)
    def link(self, old: str, new: str) -> None:
        (ours, theirs), (ours2, theirs2) = self.here(old), self.here(new)
        self.both(lambda: self.fs.link(ours, ours2, ROOT, ROOT_CRED), lambda: os.link(theirs, theirs2, follow_symlinks=False))

    @rule(goal=st.sampled_from(["a", "b/c", "../a", "c/", "..", "none", "d"]), path=SLASHED)
    def symlink(self, goal: str, path: str) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: self.fs.symlink(goal.encode(), ours, ROOT, ROOT_CRED), lambda: os.symlink(goal, theirs))

    @rule(path=SLASHED, follow=st.booleans())
    def stat(self, path: str, follow: bool) -> None:
        ours, theirs = self.here(path)
        self.both(lambda: self.fs.lookup(ours, follow=follow), lambda: os.stat(theirs, follow_symlinks=follow))

    @invariant()
    def sound(self) -> None:
        assert fsck(self.fs) == []

    @invariant()
    def same_tree(self) -> None:
        assert self.ours(b"/p") == self.theirs(Path(self.host) / "p")

    def ours(self, path: bytes) -> dict[str, object]:
        tree: dict[str, object] = {}
        for entry in self.fs.entries(self.fs.lookup(path), 0):
            if entry.name in (b".", b".."):
                continue
            node = self.fs.lookup(path + b"/" + entry.name, follow=False)
            inode = self.fs.inode(node)
            if inode.is_dir:
                tree[entry.name.decode()] = self.ours(path + b"/" + entry.name)
            else:
                tree[entry.name.decode()] = (inode.nlink, self.fs.volume(1).read(node[1], 0, FILE_MAX))
        return tree

    def theirs(self, path: Path) -> dict[str, object]:
        tree: dict[str, object] = {}
        for entry in path.iterdir():
            if entry.is_symlink():
                tree[entry.name] = (entry.lstat().st_nlink, os.fsencode(os.readlink(entry)))
            elif entry.is_dir():
                tree[entry.name] = self.theirs(entry)
            else:
                tree[entry.name] = (entry.stat().st_nlink, entry.read_bytes())
        return tree


TestAgainstTheHost = AgainstTheHost.TestCase
TestAgainstTheHost.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)


def nearly_full_disk() -> tuple[Store, FileSystem]:
    """A disk with two free inodes, a directory /full without a free slot, and files /a, /b and /big."""
    store = Store()
    fs = FileSystem(store, Clock().now)
    fs.format()
    mkdir(fs, b"/full")
    put(fs, b"/a", b"a")
    put(fs, b"/b", b"b" * 3000)
    put(fs, b"/big")
    for index in range(14):
        fs.link(b"/a", b"/full/%d" % index, ROOT, ROOT_CRED)
    mkdir(fs, b"/many")
    while (left := fs.disk.numbers.free_count()) > 2:
        put(fs, b"/many/%d" % left)
    return store, fs


FULL_DISK_CALLS: list[Callable[[FileSystem], object]] = [
    lambda fs: put(fs, b"/full/new"),
    lambda fs: put(fs, b"/new"),
    lambda fs: mkdir(fs, b"/new"),
    lambda fs: mkdir(fs, b"/full/new"),
    lambda fs: fs.symlink(b"to", b"/new", ROOT, ROOT_CRED),
    lambda fs: fs.symlink(b"to", b"/full/new", ROOT, ROOT_CRED),
    lambda fs: fs.link(b"/b", b"/full/new", ROOT, ROOT_CRED),
    lambda fs: fs.rename(b"/b", b"/full/new", ROOT, ROOT_CRED),
    lambda fs: fs.rename(b"/b", b"/full/3", ROOT, ROOT_CRED),
    lambda fs: fs.mount(b"/full", "ram"),
    lambda fs: fs.write(fs.lookup(b"/b"), 3000, b"y" * 5000),
    lambda fs: fs.write(fs.lookup(b"/a"), 9000, b"y"),
    lambda fs: fs.truncate(fs.lookup(b"/a"), 100_000),
]


def test_on_a_full_disk_calls_work_or_change_nothing() -> None:
    store, fs = nearly_full_disk()
    start = store.snapshot()
    refused = 0
    for blocks, inodes in ((0, 0), (0, 2), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2)):
        store.restore(start)
        for index in range(2 - inodes):
            put(fs, b"/more%d" % index)
        fs.write(fs.lookup(b"/big"), 0, bytes((fs.disk.blocks.numbers.free_count() - blocks) * BLOCK_SIZE))
        begin = store.snapshot()
        for call in FULL_DISK_CALLS:
            refused += not works_or_changes_nothing(store, fs, call)
            store.restore(begin)
    assert refused > 20


def works_or_changes_nothing(store: Store, fs: FileSystem, call: Callable[[FileSystem], object]) -> bool:
    """Whether the call works; a refusal is ENOSPC and changes nothing. Either way the disk is sound."""
    before = store.snapshot()
    try:
        call(fs)
        works = True
    except KernelError as error:
        works = False
        found = error.errno
    assert fsck(fs) == []
    if not works:
        assert found == Errno.ENOSPC
        assert store.snapshot() == before
    return works


def test_the_disk_is_as_big_as_it_says(fs: FileSystem) -> None:
    size, blocks, free, _, _ = (int.from_bytes(fs.statfs(ROOT)[index : index + 4], "little") for index in range(0, 20, 4))
    assert (size, blocks) == (BLOCK_SIZE, BLOCK_COUNT)
    assert free == BLOCK_COUNT - 2
