"""The C programs of the benchmarks, built for the machine and for the host."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ucvm.bench.trial import BenchError
from ucvm.image.cache import cache_folder
from ucvm.image.sysroot import libc, toolchain
from ucvm.toolchain.driver import build_program

SOURCES = Path(__file__).parent
HOST_COMPILER = "gcc"
HOST_FLAGS = ("-std=gnu99", "-funsigned-char", "-fwrapv", "-w")


def source(name: str) -> str:
    """The C file of a program, or of what several share."""
    return str(SOURCES / f"{name}.c")


@cache
def guest(*names: str) -> bytes:
    """An executable for the machine, of these sources by our compiler; raises BuildError."""
    tools = toolchain(str(cache_folder() / "objects"))
    return build_program(tools, list(map(source, names)), [libc(tools)]).executable.pack()


def host(names: Sequence[str], output: Path, *flags: str) -> Path:
    """An executable for the host, of these sources by its gcc; raises BenchError."""
    done = subprocess.run([HOST_COMPILER, *HOST_FLAGS, *flags, *map(source, names), "-o", str(output)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"{HOST_COMPILER} cannot build {names[-1]}.c: {done.stderr.strip()}")
    return output


def host_compiles() -> bool:
    """Whether the host has the compiler."""
    return shutil.which(HOST_COMPILER) is not None
