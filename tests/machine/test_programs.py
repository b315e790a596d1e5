"""What is in /bin, and that nothing of it is the host's: machine code throughout, which reaches the kernel only by system calls."""

import pytest

from ucvm.abi.constants import S_IFMT, FileType
from ucvm.abi.executable import Executable
from ucvm.abi.syscalls import BY_NUMBER
from ucvm.image import sysroot
from ucvm.image.build import cache_folder, load_image
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.trace import CallEvent, KernelEvent
from ucvm.machine.folder import get_tree
from ucvm.machine.machine import Machine
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.banks import Division
from ucvm.toolchain.driver import build_objects, link_program
from ucvm.toolchain.link import link
from ucvm.toolchain.objdump import dump


def binaries() -> dict[str, bytes]:
    """Regular files of /bin by name."""
    fs: FileSystem = Machine.boot(load_image(), start=False).kernel.fs
    return {name.decode(): entry.data for name, entry in get_tree(fs, b"/bin").items() if entry.mode & S_IFMT == FileType.S_IFREG}


@pytest.fixture(scope="module")
def programs() -> dict[str, bytes]:
    return binaries()


def test_bin_holds_only_executables_of_this_machine(programs: dict[str, bytes]) -> None:
    assert len(programs) > 40
    for name, data in programs.items():
        assert Executable.unpack(data).text, name


def test_every_program_disassembles_to_itself(programs: dict[str, bytes]) -> None:
    for name, data in programs.items():
        before = Executable.unpack(data)
        after = link([assemble(dump(data, name), f"{name}.s")], gc=False).executable
        assert (after.text, after.data, after.bss, after.entry) == (before.text, before.data, before.bss, before.entry), name


def test_a_shell_in_banks_disassembles_to_itself() -> None:
    tools = sysroot.toolchain(str(cache_folder() / "objects"))
    objects = build_objects(tools, sysroot.sources("shell"))
    before = link_program([*objects, sysroot.libc(tools)], division=Division(resident=4000, bank=5000)).executable
    assert len(before.banks) > 3
    after = link([assemble(dump(before.pack(), "sh"), "sh.s")], gc=False).executable
    assert after._replace(symbols=(), marks=(), lines=()) == before._replace(symbols=(), marks=(), lines=())


def calls_of(line: str) -> set[str]:
    """Names of the system calls that a command line makes."""
    machine = Machine.boot(load_image(), argv=["sh", "-c", line], auto_advance=True)
    seen: set[str] = set()

    def note(event: KernelEvent) -> None:
        if isinstance(event, CallEvent):
            seen.add(BY_NUMBER[event.number].name)

    machine.kernel.trace.append(note)
    assert machine.run(20_000_000).reason == "halted"
    return seen


def test_ls_asks_the_kernel_for_names_and_status_and_writes_itself() -> None:
    assert {"getdents", "lstat", "write"} <= calls_of("ls -l /")
