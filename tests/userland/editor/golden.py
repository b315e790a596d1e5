"""Makes expected.json anew with vim in its compatible mode at a terminal, or compares: `python -m tests.userland.editor.golden [--check]`."""

import argparse
import fcntl
import json
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.userland.editor.keys import EXPECTED, LEAVE, TEXTS, Case, cases, expected

EDITOR = ("vim.tiny", "-u", "NONE", "-C", "-n", "f")
KEY, START, END = 0.004, 0.15, 3.0
"""Seconds: between two keys, before the first, and after the last at most. vim takes keys that come at once for one change."""


def observe(case: Case) -> str:
    """What the host's editor leaves in the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "f")
        file.write_bytes(TEXTS[case.text])
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.environ.update(TERM="vt100", LC_ALL="C.UTF-8", HOME=folder, SHELL="/bin/sh")
            os.execvp(EDITOR[0], EDITOR)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        _type(terminal, case.typed() + LEAVE)
        os.close(terminal)
        os.waitpid(child, 0)
        return file.read_bytes().decode()


def _type(terminal: int, keys: bytes) -> None:
    _listen(terminal, START)
    for character in keys.decode():
        os.write(terminal, character.encode())
        if not _listen(terminal, KEY):
            return
    deadline = time.monotonic() + END
    while time.monotonic() < deadline and _listen(terminal, KEY):
        pass


def _listen(terminal: int, seconds: float) -> bool:
    """Take what the editor shows until it is silent so long; whether it is still there."""
    while select.select([terminal], [], [], seconds)[0]:
        try:
            if not os.read(terminal, 65536):
                return False
        except OSError:
            return False
    return True


def main() -> int:
    """Rewrites expected.json, or with --check only compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found: dict[str, dict[str, str]] = {name: {} for name in TEXTS}
    todo = cases()
    with ThreadPoolExecutor(8) as pool:
        for case, text in zip(todo, pool.map(observe, todo), strict=True):
            found[case.text][case.spelling] = text
    if not options.check:
        EXPECTED.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    wrong = [case for case in todo if found[case.text][case.spelling] != expected()[case.text][case.spelling]]
    for case in wrong:
        sys.stdout.write(f"{case.text} {case.spelling}: {found[case.text][case.spelling]!r}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
