"""/proc in a running machine: the formats of proc(5), who may look, and what happens when a process ends meanwhile."""

import pytest

from tests.kernel import guest
from ucvm.abi.constants import FileType, Open
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.kernel.fs.mount import PROC_DEV
from ucvm.kernel.fs.procfiles import MACHINE_FILES, PROCESS_FILES
from ucvm.kernel.records import Cred
from ucvm.kernel.syscall import KernelError
from ucvm.machine.machine import Machine

USER = Cred(1000, 1000, 1000, 1000, 1000, 1000)
PROGRAM = """
    mov r1, 20000
    sys brk
    mov r1, file
    mov r2, 0x42
    mov r3, 0x1ff
    sys open
    mov r1, fds
    sys pipe
    sys fork
    bz r0, child
    clr r1
    mov r2, fds
    mov r3, 1
    sys read
    mov r1, -1
    clr r2
    clr r3
    sys wait
    die 0
child:
    die 4
.data
file: .asciz "/tmp/data"
.align 4
fds: .word 0, 0
"""


@pytest.fixture
def machine() -> Machine:
    """Process 1 waits for input, a child (3) is a zombie."""
    made = guest.boot(PROGRAM)
    made.kernel.fs.create(b"/proc", FileType.S_IFDIR, 0o755)
    made.kernel.fs.mount(b"/proc", "proc", b"proc", readonly=True)
    assert made.run(100_000).reason == "idle"
    return made


def content(machine: Machine, path: str, cred: Cred = SUPERUSER) -> str:
    fs = machine.kernel.fs
    return fs.read(fs.open(path.encode(), ROOT, cred, Open.O_RDONLY, 0), 0, 1 << 16).decode()


def names(fs: FileSystem, path: bytes, position: int = 0) -> list[bytes]:
    return [entry.name for entry in fs.entries(fs.lookup(path), position)]


def errno_of(machine: Machine, path: bytes, flags: int = Open.O_RDONLY, cred: Cred = SUPERUSER) -> str:
    with pytest.raises(KernelError) as caught:
        machine.kernel.fs.open(path, ROOT, cred, flags, 0o644)
    return caught.value.errno.name


def test_the_directories(machine: Machine) -> None:
    fs = machine.kernel.fs
    own = [row.name for row in MACHINE_FILES]
    assert names(fs, b"/proc") == [b".", b"..", *own, b"1", b"2", b"3"]
    assert names(fs, b"/proc/3") == [b".", b"..", *(row.name for row in PROCESS_FILES)]
    assert names(fs, b"/proc/1/fd") == [b".", b"..", b"0", b"1", b"2", b"3", b"4", b"5"]
    assert fs.lookup(b"/proc/1/fd/../../..") == ROOT
    assert fs.path_of(fs.lookup(b"/proc/1/fd")) == b"/proc/1/fd"
    assert fs.inode(fs.lookup(b"/proc/1")).nlink == 3


def test_names_that_come_and_go_do_not_move_the_others(machine: Machine) -> None:
    fs = machine.kernel.fs
    entries = {entry.name: entry for entry in fs.entries(fs.lookup(b"/proc"), 0)}
    machine.kernel.processes.reap(3)
    assert names(fs, b"/proc", entries[b"1"].position) == [b"2"]
    assert names(fs, b"/proc", entries[b"2"].position) == []


def test_stat_has_the_fields_of_linux(machine: Machine) -> None:
    fields = content(machine, "/proc/1/stat").split()
    assert fields[:6] == ["1", "(init)", "S", "0", "1", "1"]
    assert fields[18:20] == ["0", "1"]
    assert content(machine, "/proc/3/stat").split()[:4] == ["3", "(init)", "Z", "1"]


def test_status_is_name_and_value(machine: Machine) -> None:
    rows = dict(line.split(":\t") for line in content(machine, "/proc/1/status").splitlines())
    assert rows["State"] == "S (sleeping)"
    assert rows["Uid"].split("\t") == ["0"] * 4
    assert rows["VmRSS"].endswith(" kB")
    assert dict(line.split(":\t") for line in content(machine, "/proc/3/status").splitlines())["State"] == "Z (zombie)"


def test_words_of_a_process(machine: Machine) -> None:
    assert content(machine, "/proc/1/cmdline") == "init\0"
    assert content(machine, "/proc/1/environ") == "HOME=/\0"
    assert content(machine, "/proc/1/comm") == "init\n"
    assert content(machine, "/proc/3/cmdline") == ""


def test_links(machine: Machine) -> None:
    fs = machine.kernel.fs
    links = {name: fs.read_link(fs.lookup(b"/proc/1/" + name, follow=False)) for name in (b"cwd", b"exe", b"fd/3", b"fd/4")}
    assert links[b"cwd"] == b"/"
    assert links[b"exe"] == b"/bin/init"
    assert links[b"fd/3"] == b"/tmp/data"
    assert links[b"fd/4"].startswith(b"pipe:[")
    assert fs.lookup(b"/proc/1/cwd/tmp") == fs.lookup(b"/tmp")


def test_maps_show_the_segments(machine: Machine) -> None:
    lines = [line.split() for line in content(machine, "/proc/1/maps").splitlines()]
    assert [line[1] for line in lines] == ["r-xp", "rw-p", "rw-p"]
    assert lines[0][0].startswith("00001000-")
    assert lines[0][-1] == "/bin/init"
    assert lines[-1][0] == "0000c000-0000f000"
    assert lines[-1][-1] == "[stack]"


def test_the_machine(machine: Machine) -> None:
    memory = {line.split()[0]: int(line.split()[1]) for line in content(machine, "/proc/meminfo").splitlines()}
    assert memory["MemTotal:"] == 4096
    assert 3900 < memory["MemFree:"] < 4096
    assert content(machine, "/proc/mounts") == "disk / disk rw 0 0\nproc /proc proc ro 0 0\n"
    machine.advance(1_234_000_000)
    assert content(machine, "/proc/uptime") == "1.23 1.23\n"
    assert content(machine, "/proc/loadavg").split()[3] == "0/3"
    assert "btime 1750118400" in content(machine, "/proc/stat")


def test_nothing_can_be_changed(machine: Machine) -> None:
    assert errno_of(machine, b"/proc/new", Open.O_WRONLY | Open.O_CREAT) == "EROFS"
    assert errno_of(machine, b"/proc/uptime", Open.O_WRONLY) == "EROFS"
    for call in (lambda fs: fs.unlink(b"/proc/uptime"), lambda fs: fs.chmod(fs.lookup(b"/proc/1"), SUPERUSER, 0)):
        with pytest.raises(KernelError, match="Read-only"):
            call(machine.kernel.fs)


def test_others_do_not_see_environment_and_descriptors(machine: Machine) -> None:
    assert errno_of(machine, b"/proc/1/environ", cred=USER) == "EACCES"
    assert errno_of(machine, b"/proc/1/fd/3", cred=USER) == "EACCES"
    assert content(machine, "/proc/1/stat", USER)


def test_what_is_gone_is_gone(machine: Machine) -> None:
    fs = machine.kernel.fs
    node = fs.open(b"/proc/3/stat", ROOT, SUPERUSER, Open.O_RDONLY, 0)
    machine.kernel.processes.reap(3)
    assert errno_of(machine, b"/proc/3/stat") == "ENOENT"
    assert errno_of(machine, b"/proc/1/none") == "ENOENT"
    assert errno_of(machine, b"/proc/1/fd/9") == "ENOENT"
    with pytest.raises(KernelError) as caught:
        fs.read(node, 0, 100)
    assert caught.value.errno.name == "ESRCH"


def test_everything_can_be_read_of_every_process(machine: Machine) -> None:
    fs = machine.kernel.fs
    for pid in (1, 2, 3):
        for row in PROCESS_FILES:
            node = fs.lookup(b"/proc/%d/" % pid + row.name, follow=False)
            assert node[0] == PROC_DEV
            assert len(fs.stat(node)) == 64
            if row.mode & 0o170000 == FileType.S_IFREG:
                fs.read(node, 0, 4096)
    for row in MACHINE_FILES:
        fs.volume(PROC_DEV).read(fs.lookup(b"/proc/" + row.name, follow=False)[1], 0, 4096)
