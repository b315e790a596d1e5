"""Expectations of the feature cases, made with gcc: `python -m tests.toolchain.golden [NAME…]` writes cases/NAME.out and .status anew.

A case counts only if gcc gives the same output and status without and with optimisation. Needs a gcc that can build for 32 bits (-m32).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.toolchain import random_c

CASES = Path(__file__).parent / "cases"
FLAGS = ("-m32", "-std=gnu99", "-funsigned-char", "-fwrapv", "-msse2", "-mfpmath=sse", "-w", f"-ffile-prefix-map={CASES}/=")
LEVELS = ("-O0", "-O2")
TIMEOUT = 20
GENERATED = {"text_of_67_kb": (7, 58)}
"""Cases that random_c writes, too long to be kept: seed and number of functions."""


class Outcome(NamedTuple):
    """What a program printed, and how it ended."""

    out: bytes
    status: int


def names() -> list[str]:
    """All cases, by name."""
    return sorted([*(path.stem for path in CASES.glob("*.c")), *GENERATED])


def source(name: str) -> str:
    """The C source of a case."""
    return random_c.program(*GENERATED[name]) if name in GENERATED else (CASES / f"{name}.c").read_text()


def stored(name: str) -> Outcome:
    """The expectation in the repository."""
    status = CASES / f"{name}.status"
    return Outcome((CASES / f"{name}.out").read_bytes(), int(status.read_text()) if status.exists() else 0)


def store(name: str, outcome: Outcome) -> None:
    """Write an expectation; a status of 0 has no file."""
    (CASES / f"{name}.out").write_bytes(outcome.out)
    status = CASES / f"{name}.status"
    if outcome.status:
        status.write_text(f"{outcome.status}\n")
    else:
        status.unlink(missing_ok=True)


def gcc_available() -> bool:
    """Whether gcc builds and runs 32-bit programs here."""
    if shutil.which("gcc") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "probe.c")
        source.write_text("#include <stdio.h>\nint main(void) { return sizeof(void *) - 4; }\n")
        built = subprocess.run(["gcc", "-m32", str(source), "-o", f"{folder}/probe"], capture_output=True, check=False)
        return built.returncode == 0 and subprocess.run([f"{folder}/probe"], check=False).returncode == 0


def by_gcc(name: str, level: str) -> Outcome:
    """The case's outcome by gcc at one optimisation level; raises CalledProcessError when it does not compile."""
    with tempfile.TemporaryDirectory() as folder:
        path, program = CASES / f"{name}.c", f"{folder}/{name}"
        if name in GENERATED:
            path = Path(folder, f"{name}.c")
            path.write_text(source(name))
        subprocess.run(["gcc", *FLAGS, level, str(path), "-o", program, "-lm"], check=True)
        done = subprocess.run([program], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False)
        return Outcome(done.stdout, done.returncode)


def expectation(name: str) -> Outcome:
    """The outcome on which both levels agree; raises ValueError where they do not: the case is not well defined."""
    first, *others = (by_gcc(name, level) for level in LEVELS)
    if any(other != first for other in others):
        raise ValueError(f"{name}: gcc's outcome depends on the optimisation level")
    return first


def main(arguments: list[str]) -> int:
    """Write the expectations of the named cases, or of all; the exit status."""
    if not gcc_available():
        sys.stderr.write("golden.py: needs gcc with -m32\n")
        return 1
    failures = 0
    for name in arguments or names():
        try:
            store(name, expectation(name))
        except (ValueError, subprocess.SubprocessError) as error:
            sys.stderr.write(f"golden.py: {error}\n")
            failures = 1
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
