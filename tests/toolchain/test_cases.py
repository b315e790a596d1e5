"""The feature cases: each cases/NAME.c is built by our chain, run on the bare engine and compared with what gcc's program printed."""

import pytest

from tests.support import bare
from tests.toolchain import golden
from ucvm.abi.executable import Executable
from ucvm.toolchain.banks import Division
from ucvm.toolchain.driver import Toolchain, build_program
from ucvm.toolchain.objfile import Archive

NAMES = golden.names()


def test_there_are_enough_cases() -> None:
    assert len(NAMES) >= 130


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tools: Toolchain, libc: Archive) -> None:
    check(name, tools, libc)


@pytest.mark.parametrize("name", NAMES[::8])
def test_case_without_optimisation(name: str, tools: Toolchain, libc: Archive) -> None:
    check(name, tools._replace(optimize=False), libc)


def test_a_program_of_more_than_60_kb(tools: Toolchain, libc: Archive) -> None:
    program = check("text_of_67_kb", tools, libc)
    assert len(program.text) + sum(map(len, program.banks)) > 60 << 10


@pytest.mark.parametrize("name", NAMES[::4])
def test_case_in_banks(name: str, tools: Toolchain, libc: Archive) -> None:
    assert check(name, tools, libc, Division(resident=0, bank=1024)).banks


def check(name: str, tools: Toolchain, libc: Archive, division: Division | None = None) -> Executable:
    files = {**tools.tree.files, f"cases/{name}.c": golden.source(name)}
    cases = tools.tree._replace(files=files, roots=(*tools.tree.roots, ("cases/", str(golden.CASES))))
    program = build_program(tools._replace(tree=cases), [f"cases/{name}.c"], [libc], division=division).executable
    done = bare.run(program, [name])
    expected = golden.stored(name)
    assert (done.trap, done.out.decode(errors="replace"), done.status) == ("", expected.out.decode(errors="replace"), expected.status)
    return program


@pytest.mark.skipif(not golden.gcc_available(), reason="needs gcc with -m32")
@pytest.mark.parametrize("name", NAMES)
def test_expectation_is_gccs(name: str) -> None:
    assert golden.expectation(name) == golden.stored(name)
