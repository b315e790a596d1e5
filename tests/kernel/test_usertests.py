"""The kernel from inside: tests in C that run on it as programs do (usertests/*.c; frame.h tells how). One machine runs all tests of a file.

What they expect is POSIX's text; where a test says nothing of this machine alone it holds on any POSIX system. Afterwards the disk must be sound.
All of it holds too when the programs' text is in banks, so many and so small that hardly a call stays in its own.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ucvm.abi.layout import PAGE_COUNT, PTE_FRAME_SHIFT, PTE_VALID, WINDOW_PAGES
from ucvm.image import mkfs, sysroot
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.image import Image
from ucvm.kernel.fs.inode import ROOT as ROOT_NODE
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.process import FLUSHER, INIT
from ucvm.machine.machine import Machine
from ucvm.toolchain.banks import Division
from ucvm.toolchain.driver import build_objects, link_program

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "usertests"
BUDGET = 60_000_000
BANKED = Division(resident=0, bank=2048)
_ROW = re.compile(r'^    \{"([a-z]\w*)", \w+', re.M)
FILES = sorted(path.stem for path in FOLDER.glob("*.c") if path.stem != "frame")
NAMES = [(file, name) for file in FILES for name in _ROW.findall((FOLDER / f"{file}.c").read_text())]


class Run(NamedTuple):
    """What a program said of each of its tests, how it ended, and what is wrong in the machine it leaves."""

    verdicts: dict[str, str]
    status: int
    problems: list[str]


def leaks(kernel: Kernel) -> Iterator[str]:
    """What is left of processes that have ended: init and the kernel's own process are the only ones, with three streams and no pipe."""
    if list(kernel.process) != [INIT, FLUSHER] or kernel.pipes or kernel.fifos or kernel.processes.timers or kernel.blobs:
        yield "processes, pipes, timers or blobs are left"
    if len(kernel.streams) != 3 or list(kernel.fs.holds) != [ROOT_NODE]:
        yield f"open files are left: {list(kernel.streams.values())}, {list(kernel.fs.holds)}"
    frames = Counter(frame for text in kernel.vm.texts.values() for frame in text.all_frames())
    frames[kernel.process[INIT].frame] += 1
    banks = kernel.process[INIT].banks
    frames.update(frame for bank in banks for frame in bank)
    entries = [kernel.vm.entry(INIT, page) for page in range(1, PAGE_COUNT) if page not in WINDOW_PAGES[: max(map(len, banks), default=0)]]
    frames.update(entry >> PTE_FRAME_SHIFT for entry in entries if entry & PTE_VALID)
    if frames != dict(kernel.vm.refs):
        yield "frames are counted that nobody holds, or held that are not counted"


@cache
def image(division: Division | None = None) -> Image:
    """A disk with init and every test program."""
    tools = sysroot.toolchain(str(ROOT / ".cache" / "objects"))
    sources = {file: [os.path.relpath(FOLDER / f"{name}.c") for name in (file, "frame")] for file in FILES} | {"init": ["ucvm/bin/init.c"]}
    libc = sysroot.libc(tools)
    programs = {name: link_program([*build_objects(tools, paths), libc], division=division).executable for name, paths in sources.items()}
    binaries = [mkfs.Item(f"/bin/{name}", mode=0o755, content=program.pack(strip=True)) for name, program in programs.items()]
    return mkfs.make_image([*mkfs.SKELETON, *mkfs.etc_items(ROOT / "ucvm" / "userland" / "etc"), *binaries])


def boot(file: str, division: Division | None = None) -> Machine:
    """A machine that is about to run all tests of a file."""
    return Machine.boot(image(division), argv=[f"/bin/{file}"], cwd="/tmp", user="root", auto_advance=True)


@cache
def run(file: str, division: Division | None = None) -> Run:
    """Run all tests of a file in one machine."""
    machine = boot(file, division)
    ended = machine.run(BUDGET)
    output = b"".join(data for _, data in machine.take_output()).decode()
    assert ended.reason == "halted", f"{ended}\n{output}"
    verdicts: dict[str, str] = {}
    for line in output.splitlines():
        verdicts.setdefault(*line.partition(": ")[::2])
    return Run(verdicts, ended.status, [*fsck(machine.kernel.fs), *leaks(machine.kernel)])


@pytest.mark.parametrize(("file", "name"), NAMES)
def test_in_the_machine(file: str, name: str) -> None:
    assert run(file).verdicts.get(name, "said nothing") == "ok"


@pytest.mark.parametrize("file", FILES)
def test_afterwards(file: str) -> None:
    """Every test has spoken, the status says whether all are well, the disk is sound, and nothing of the processes is left."""
    check(run(file), file)


@pytest.mark.parametrize("file", FILES)
def test_in_banks(file: str) -> None:
    found = run(file, BANKED)
    assert {name: verdict for name, verdict in found.verdicts.items() if verdict != "ok"} == {}
    check(found, file)


def check(found: Run, file: str) -> None:
    assert list(found.verdicts) == [name for other, name in NAMES if other == file]
    assert found.status == int(any(verdict != "ok" for verdict in found.verdicts.values()))
    assert found.problems == []


@pytest.mark.parametrize("division", [None, BANKED])
@pytest.mark.parametrize("file", ["fork", "pipe", "signal", "volume"])
def test_a_machine_goes_on_in_its_copies(file: str, division: Division | None) -> None:
    """Cut into slices, copied at one end of a slice and made anew from its artifact at the next, a machine comes to the same state."""
    whole, cut = boot(file, division), boot(file, division)
    executed = whole.run(BUDGET).executed
    for _ in range(20):
        cut.run(executed // 41)
        cut = cut.copy()
        cut.run(executed // 41)
        cut = Machine.from_document(cut.document(), image(division))
        cut.auto_advance = True
    assert cut.run(BUDGET).reason == "halted"
    assert cut.sections() == whole.sections()
