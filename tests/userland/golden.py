"""Makes the expectations anew with the host's shell and tools, or compares: `python -m tests.userland.golden [--check] [--bin DIR] [NAME…]`.

The awk of the host is to be gawk, for the cases of awk.

--bin runs other programs (our C sources compiled for the host) before the host's own. Differences are shown; the status is 1 if there are any.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.userland.cases import CASES, Case, dump, load


def observe(case: Case, first: str = "") -> Case:
    """The case as the host runs it, with the programs of the folder `first` before all others."""
    path = os.pathsep.join(folder for folder in (first, "/usr/bin", "/bin") if folder)
    environment = {"PATH": path, "LC_ALL": "C", "TZ": "UTC", "HOME": "/home/user"}
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                ["/bin/sh", "-c", case.script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False
            )
        except subprocess.TimeoutExpired:
            return case._replace(status=999, stdout="(timed out)\n")
    return case._replace(status=done.returncode, stdout=done.stdout.decode("latin-1"))


def main() -> int:
    """Rewrites the case files, or with --check or --bin only compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--bin", default="")
    options = parser.parse_args()
    different = 0
    for path in sorted(CASES.glob("*.txt")):
        if not options.names or path.stem in options.names:
            different += _file(path, options.bin, options.check or bool(options.bin))
    return 1 if different else 0


def _file(path: Path, first: str, check: bool) -> int:
    cases = load(path)
    seen = [observe(case, first) for case in cases]
    if not check:
        path.write_text(dump(seen), "latin-1")
        return 0
    pairs = [(want, got) for want, got in zip(cases, seen, strict=True) if want != got]
    for want, got in pairs:
        sys.stdout.write(f"{path.stem}: {want.name}\n{want.script}--- want {want.status}\n{want.stdout}--- got {got.status}\n{got.stdout}\n")
    return len(pairs)


if __name__ == "__main__":
    sys.exit(main())
