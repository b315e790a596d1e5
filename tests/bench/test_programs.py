"""The benchmarks' programs do in the machine what gcc's builds of them do."""

import shutil
from itertools import pairwise

import pytest

from tests.bench import golden
from ucvm.bench import cpu, kernel, program
from ucvm.bench.trial import BenchError, run
from ucvm.hw.engines.catalog import usable

FASTEST = usable()[-1]
PRINTING = 500
"""Instructions by which printing one number can differ from printing another."""


@pytest.mark.parametrize("name", cpu.PROGRAMS)
def test_cpu_programs_print_what_gcc_makes_them_print(name: str) -> None:
    executable = program.guest(cpu.MAIN, name)
    assert [run(executable, rounds, FASTEST).output for rounds in golden.ROUNDS] == golden.stored()[name]


@pytest.mark.parametrize("name", cpu.PROGRAMS)
def test_every_round_is_the_same_work(name: str) -> None:
    executable = program.guest(cpu.MAIN, name)
    ticks = [run(executable, rounds, FASTEST).ticks for rounds in (1, 2, 3)]
    first, second = (after - before for before, after in pairwise(ticks))
    assert abs(first - second) < PRINTING



def test_every_program_is_measured() -> None:
    measured = {cpu.MAIN, *cpu.PROGRAMS, *(operation.program for operation in kernel.OPERATIONS)}
    assert measured == {path.stem for path in program.SOURCES.glob("*.c")}


@pytest.mark.parametrize("operation", kernel.OPERATIONS, ids=lambda operation: operation.program)
def test_operations_succeed_as_often_as_asked(operation: kernel.Operation) -> None:
    executable = program.guest(operation.program)
    ticks = [run(executable, times, FASTEST).ticks for times in (0, 1, 3)]
    assert ticks[0] < ticks[1] < ticks[2]


def test_a_program_that_fails_is_said(tmp_path) -> None:
    from ucvm.image import sysroot
    from ucvm.toolchain.driver import build_program

    source = tmp_path / "fail.c"
    source.write_text("int main(void) { return 3; }\n")
    tools = sysroot.toolchain()
    executable = build_program(tools, [str(source)], [sysroot.libc(tools)]).executable.pack()
    with pytest.raises(BenchError, match="status=3"):
        run(executable, 1, FASTEST)


@pytest.mark.skipif(shutil.which(program.HOST_COMPILER) is None, reason="needs gcc")
def test_stored_outputs_are_gcc_s() -> None:
    assert {name: golden.by_gcc(name, "-O0") for name in cpu.PROGRAMS} == golden.stored()
