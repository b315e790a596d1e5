"""Make the expectations of *.test.sh anew with dash, or bash where the file or case says so: `python -m tests.shell.golden`;
`--check` only says which differ. Another shell can be tried with --shell PATH.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.shell.cases import Case, files, parse, render

DASH, BASH = "/usr/bin/dash", "/usr/bin/bash"
ALL_BASH = "# shell: bash"


def run(shell: str, case: Case) -> Case:
    """The case with what `shell` does."""
    with tempfile.TemporaryDirectory() as folder:
        tools, work = Path(folder, "tools"), Path(folder, "work")
        tools.mkdir()
        work.mkdir()
        (tools / "sh").symlink_to(shell)
        script = Path(folder, "script")
        script.write_text(case.script, encoding="latin-1")
        environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": "/", "LC_ALL": "C"}
        done = subprocess.run([tools / "sh", script], cwd=work, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=20)
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return case._replace(status=status, stdout=done.stdout)


def main() -> int:
    """Rewrite or check every file; the number of cases that differ, at most 1, as status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--shell")
    options = parser.parse_args()
    for shell in [options.shell] if options.shell else [DASH, BASH]:
        if not os.path.exists(shell):
            sys.exit(f"{shell} is missing: install it, or name another shell with --shell")
    differing = 0
    for path in files():
        head, cases = parse(path.read_text(encoding="latin-1"))
        made = [run(options.shell or (BASH if case.bash or ALL_BASH in head.splitlines() else DASH), case) for case in cases]
        for old, new in zip(cases, made, strict=True):
            if old != new:
                differing += 1
                sys.stdout.write(f"{path.name}: {old.name}\n  stored {old.status} {old.stdout!r}\n  now    {new.status} {new.stdout!r}\n")
        if not options.check:
            path.write_text(render(head, made), encoding="latin-1")
    return int(options.check and differing > 0)


if __name__ == "__main__":
    sys.exit(main())
