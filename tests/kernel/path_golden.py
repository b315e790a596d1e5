"""Expectations of the path cases: `python -m tests.kernel.path_golden [NAME…]` runs path/NAME.c on the host and stores what it printed.

The cases change owners and users, so this needs root, and a gcc that builds 32-bit programs.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.toolchain.golden import gcc_available

CASES = Path(__file__).parent / "path"
FLAGS = ("-m32", "-std=gnu99", "-funsigned-char", "-w", "-D_FILE_OFFSET_BITS=32")
TIMEOUT = 20


def names() -> list[str]:
    """All cases, by name."""
    return sorted(path.stem for path in CASES.glob("*.c"))


def stored(name: str) -> str:
    """The expectation in the repository."""
    return (CASES / f"{name}.out").read_text()


def available() -> bool:
    """Whether this host can say what is right."""
    return sys.platform == "linux" and os.geteuid() == 0 and gcc_available()


def expectation(name: str) -> str:
    """What the host's file system answers; raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        program, place = Path(folder, name), Path(folder, "place")
        place.mkdir()
        Path(folder).chmod(0o755)
        subprocess.run(["gcc", *FLAGS, str(CASES / f"{name}.c"), "-o", str(program)], check=True)
        return subprocess.run([str(program)], cwd=place, umask=0o022, capture_output=True, text=True, timeout=TIMEOUT, check=True).stdout


def main(arguments: list[str]) -> int:
    """Store the expectations of the named cases, or of all; the exit status."""
    if not available():
        sys.stderr.write("path_golden.py: needs Linux, root and gcc with -m32\n")
        return 1
    for name in arguments or names():
        (CASES / f"{name}.out").write_text(expectation(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
