"""Random programs: what our compiler makes of them does what gcc's program does, with and without optimisation."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import bare
from tests.toolchain import golden, random_c, random_layout, random_real
from ucvm.toolchain.driver import SourceTree, Toolchain, build_program
from ucvm.toolchain.objfile import Archive

SEEDS = range(10)
OTHER_SEEDS = range(100, 106)


def ours(source: str, tools: Toolchain, libc: Archive, *, optimize: bool = True) -> bare.Run:
    tree = SourceTree({**tools.tree.files, "random.c": source}, tools.tree.roots)
    return bare.run(build_program(tools._replace(tree=tree, optimize=optimize, cache=None), ["random.c"], [libc]).executable)


@pytest.mark.skipif(not golden.gcc_available(), reason="needs gcc with -m32")
@pytest.mark.parametrize("make", [random_c.program, random_layout.program, random_real.program])
@pytest.mark.parametrize("seed", SEEDS)
def test_random_program_does_what_gccs_does(make: Callable[[int], str], seed: int, tools: Toolchain, libc: Archive, tmp_path: Path) -> None:
    source, program = tmp_path / "random.c", tmp_path / "random"
    source.write_text(make(seed))
    subprocess.run(["gcc", *golden.FLAGS, "-O1", str(source), "-o", str(program), "-lm"], check=True)
    expected = subprocess.run([str(program)], capture_output=True, timeout=golden.TIMEOUT, check=True).stdout
    assert ours(source.read_text(), tools, libc).out.decode() == expected.decode()


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_optimisation_changes_nothing(seed: int, tools: Toolchain, libc: Archive) -> None:
    source = random_c.program(seed)
    plain = ours(source, tools, libc, optimize=False)
    assert ours(source, tools, libc)._replace(ticks=plain.ticks) == plain
    assert plain.status == 0
