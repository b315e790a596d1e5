"""Text in banks inside the machine: programs cut so small that hardly a call stays in its bank do what gcc's programs do."""

import os
from collections.abc import Callable
from functools import cache, partial
from itertools import chain
from pathlib import Path

import pytest

from tests.kernel.guest import blank, put
from tests.kernel.libc import golden
from ucvm.abi.errno import Errno
from ucvm.abi.executable import Executable
from ucvm.abi.layout import BANK_SHIFT, FRAME_COUNT, WINDOW_PAGES
from ucvm.abi.signals import Signal
from ucvm.abi.syscalls import BY_NAME
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.translator import TranslatorEngine
from ucvm.image import mkfs, sysroot
from ucvm.kernel.exec import execute
from ucvm.kernel.fs.image import Image
from ucvm.kernel.process import INIT
from ucvm.kernel.syscall import KernelError
from ucvm.machine.machine import Machine
from ucvm.replay import conditions
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.banks import Division
from ucvm.toolchain.driver import build_objects, link_program
from ucvm.toolchain.link import link

ROOT = Path(__file__).parents[2]
BUDGET = 30_000_000
SMALL = Division(resident=0, bank=1024)
NAMES = golden.names()


@cache
def program(name: str) -> Executable:
    tools = sysroot.toolchain(str(ROOT / ".cache" / "objects"))
    sources = {"init": ("ucvm/bin/init.c",), "sh": sysroot.sources("shell")}.get(name) or (os.path.relpath(golden.FOLDER / f"{name}.c"),)
    return link_program([*build_objects(tools, sources), sysroot.libc(tools)], division=SMALL).executable


@cache
def image() -> Image:
    """A disk with init, sh and the programs of libc's tests, all in banks."""
    programs = [mkfs.Item(f"/bin/{name}", mode=0o755, content=program(name).pack()) for name in ("init", "sh", *NAMES)]
    return mkfs.make_image([*mkfs.SKELETON, *mkfs.etc_items(ROOT / "ucvm" / "userland" / "etc"), *programs])


def boot(name: str, engine: Engine | None = None) -> Machine:
    return Machine.boot(image(), argv=[f"/bin/{name}"], cwd="/tmp", auto_advance=True, engine=engine)


def finish(machine: Machine) -> bytes:
    ended = machine.run(BUDGET)
    assert ended.reason == "halted"
    return golden.outcome(b"".join(data for _, data in machine.take_output()), ended.status)


@pytest.mark.parametrize("name", NAMES)
def test_program(name: str) -> None:
    assert len(program(name).banks) > 1
    assert finish(boot(name)) == golden.stored(name)


def test_the_shell_in_banks() -> None:
    line = "f() { for i in $*; do echo $((i * i)); done; }; f 2 3 4 | (read a; read b; echo $b $a); trap 'echo over' EXIT; exit 3"
    machine = Machine.boot(image(), argv=["sh", "-c", line], auto_advance=True)
    assert finish(machine) == golden.outcome(b"9 4\nover\n", 3)


def engines() -> list[Callable[[], Engine]]:
    pytest.importorskip("wasmtime")
    return [ReferenceEngine, InterpreterEngine, partial(TranslatorEngine, eager=3)]


def test_engines_agree() -> None:
    machines = [boot("far", engine()) for engine in engines()]
    assert [finish(machine) for machine in machines] == [golden.stored("far")] * 3
    assert machines[0].sections() == machines[1].sections() == machines[2].sections()
    assert machines[0].ticks == machines[1].ticks == machines[2].ticks


def test_slices_do_not_show() -> None:
    whole, cut = boot("far"), boot("far")
    finish(whole)
    while not cut.halted:
        cut.run(997)
    assert cut.sections() == whole.sections()


@pytest.mark.parametrize("number", range(3))
def test_copies_checkpoints_and_artifacts_go_on(number: int) -> None:
    engine = engines()[number]
    whole = boot("far", engine())
    executed = whole.run(BUDGET).executed
    cut = boot("far", engine())
    for _ in range(12):
        cut.run(executed // 40)
        cut = cut.copy()
        cut.run(executed // 40)
        kept = cut.checkpoint()
        cut.run(executed // 20)
        cut.restore(kept)
        cut.run(executed // 40)
        cut = Machine.from_document(cut.document(), image(), engine=engine())
        cut.auto_advance = True
    cut.run(BUDGET)
    assert cut.sections() == whole.sections()


# Small programs in assembly: `far` is in bank 1

EXIT, MMAP = (f"mov r0, {BY_NAME[name].number}\nsyscall\n" for name in ("exit", "mmap"))
CALLS = f"""
    .global _start
    .section .text._start
_start: mov r6, 40
.Lagain: call far
    sub r6, 1
    bnz r6, .Lagain
    mov r1, r4
    {EXIT}
    .section .text.far
far: add r4, 1
    add r5, 2
    add r5, 3
    add r5, 4
    ret
"""
IN_BANKS = Division(resident=0)


def linked(source: str, division: Division | None = IN_BANKS) -> Executable:
    return link([assemble(source, "t.s")], division=division).executable


def started(*programs: Executable) -> Machine:
    """A machine whose process 1 is the first program; the others are /bin/1, /bin/2, …"""
    machine = blank()
    for number, executable in enumerate(programs):
        put(machine, f"/bin/{number}", executable.pack())
    machine.start(["init"], {}, (False, False, False), "/bin/0")
    return machine


def test_a_switch_costs_no_tick() -> None:
    """The veneer's two instructions for each call are all."""
    ends = []
    for division in (None, IN_BANKS):
        machine = started(linked(CALLS, division))
        ends.append(machine.run(1000))
    assert [end.status for end in ends] == [40, 40]
    assert ends[1].executed - ends[0].executed == 2 * 40


@pytest.mark.parametrize("bank", [2, 255, 0xFFFF])
def test_a_bank_that_is_not_there_is_a_segmentation_fault(bank: int) -> None:
    machine = started(linked(CALLS.replace("mov r6, 40", f"mov.w r0, {bank << BANK_SHIFT | 0x5000:#x}\njmp r0")))
    assert machine.run(1000).status == 128 + Signal.SIGSEGV


def test_a_bank_ends_where_its_last_page_ends() -> None:
    machine = started(linked(CALLS.replace("mov r6, 40", "call far\nmov.w r0, 0x16000\njmp r0")))
    assert machine.run(1000).status == 128 + Signal.SIGSEGV


def test_mappings_enter_the_window_where_no_bank_needs_it() -> None:
    """The longest bank is one page long: 0x7000 is free, keeps its content when another bank is shown; 0x5000 is not free."""
    ask = "mov r1, {}\nmov r2, 4096\nmov r3, 3\n" + MMAP
    chosen = started(linked(CALLS.replace("mov r6, 40", ask.format(0) + "shr r1, r0, 12\n" + EXIT)))
    assert chosen.run(1000).status == 7
    kept = started(linked(CALLS.replace("mov r6, 40", ask.format(0) + "mov r7, r0\nmov r1, 9\nstw [r7], r1\ncall far\nldw r1, [r7]\n" + EXIT)))
    assert kept.run(1000).status == 9
    asked = started(linked(CALLS.replace("mov r6, 40", ask.format(0x5000) + EXIT)))
    assert asked.run(1000).status == Errno.ENOMEM


def test_a_program_keeps_its_banks_when_its_file_is_replaced() -> None:
    machine = started(linked(CALLS), linked(CALLS.replace("add r4, 1", "add r4, 2")))
    machine.run(60)
    other = machine.kernel.process[INIT].banks
    put(machine, "/bin/0", linked(CALLS.replace("add r4, 1", "add r4, 3")).pack())
    child = machine.kernel.processes.create_process(INIT)
    execute(machine.kernel, child.pid, b"/bin/0", (b"0",), ())
    assert set(chain(*machine.kernel.process[child.pid].banks)).isdisjoint(chain(*other))
    machine.kernel.processes.terminate_process(child.pid, 0)
    assert machine.run(1000).status == 40


def test_without_memory_for_all_banks_the_old_program_goes_on() -> None:
    machine = started(linked(CALLS), linked(CALLS + ".zero 9000\n"))
    k = machine.kernel
    machine.run(10)
    while k.vm.available() > 3:
        k.vm.take()
    before = dict(k.vm.refs.items())
    with pytest.raises(KernelError) as refused:
        execute(k, INIT, b"/bin/1", (b"1",), ())
    assert refused.value.errno == Errno.ENOMEM
    assert dict(k.vm.refs.items()) == before
    assert machine.run(1000).status == 40


def test_processes_share_the_frames_of_banks() -> None:
    machine = started(linked(CALLS), linked(CALLS))
    machine.run(60)
    used = FRAME_COUNT - machine.kernel.vm.available()
    child = machine.kernel.processes.create_process(INIT)
    assert FRAME_COUNT - machine.kernel.vm.available() == used + 2, "its context and the stack page both will write"
    (frame,) = machine.kernel.process[child.pid].banks[0]
    assert machine.kernel.vm.refs[frame] == 3
    assert machine.kernel.vm.entry(child.pid, WINDOW_PAGES.start) == machine.kernel.vm.entry(INIT, WINDOW_PAGES.start)


def test_the_artifact_shows_bank_and_frames() -> None:
    machine = started(linked(CALLS))
    while machine.kernel.space(INIT).bank == 0:
        machine.run(1)
    shown = machine.document()["modules"]["process"]["processes"]["1"]
    assert shown["context"]["registers"]["pc"] >> BANK_SHIFT == 1
    assert shown["banks"] == [[shown["memory"][str(WINDOW_PAGES.start)]["frame"]]]


def test_a_search_stops_at_an_address_in_a_bank() -> None:
    machine = started(linked(CALLS))
    with conditions.at(1 << BANK_SHIFT | 0x5002).watch(machine) as reached:
        while not reached():
            assert machine.run(1).reason == "budget"
    assert (machine.kernel.space(INIT).pc, machine.kernel.space(INIT).get(4)) == (0x15002, 1)
