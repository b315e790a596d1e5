"""Expectations of the libc programs, made with gcc and the host's libc: `python -m tests.kernel.libc.golden [NAME…]` writes NAME.out anew.

The last line of a .out file is the exit status. A program counts only if gcc's outcome is the same without and with optimisation.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
FLAGS = ("-m32", "-std=gnu99", "-funsigned-char", "-fwrapv", "-msse2", "-mfpmath=sse", "-fno-builtin", "-w")
LEVELS = ("-O0", "-O2")
TIMEOUT = 20


def names() -> list[str]:
    """All programs, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.c"))


def outcome(out: bytes, status: int) -> bytes:
    """What a run printed and its status, as it is stored."""
    return out + b"\nstatus %d\n" % status


def stored(name: str) -> bytes:
    """The expectation in the repository."""
    return (FOLDER / f"{name}.out").read_bytes()


def by_gcc(name: str, level: str) -> bytes:
    """The outcome by gcc at one optimisation level; raises CalledProcessError when it does not compile."""
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/{name}"
        subprocess.run(["gcc", *FLAGS, level, str(FOLDER / f"{name}.c"), "-o", program, "-lm"], check=True)
        done = subprocess.run([program], cwd="/tmp", env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False)
        return outcome(done.stdout, done.returncode)


def expectation(name: str) -> bytes:
    """The outcome on which both levels agree; raises ValueError where they do not: the program is not well defined."""
    first, *others = (by_gcc(name, level) for level in LEVELS)
    if any(other != first for other in others):
        raise ValueError(f"{name}: gcc's outcome depends on the optimisation level")
    return first


def main(arguments: list[str]) -> int:
    """Write the expectations of the named programs, or of all; the exit status."""
    for name in arguments or names():
        (FOLDER / f"{name}.out").write_bytes(expectation(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
