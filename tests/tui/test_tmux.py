"""The whole application in a real terminal: tmux types and reads the screen. Golden screens are snapshots/tui/tmux/*.txt.

The hardware panes show addresses of the built image in FULL mode, so there only the terminal's part of the screen is compared.
UPDATE_GOLDEN=1 writes the screens anew.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ucvm.image.build import load_image

GOLDEN = Path(__file__).parent.parent.parent / "snapshots" / "tui" / "tmux"
COLUMNS, ROWS = 120, 36
TERMINAL = COLUMNS - 46
"""Columns of the terminal pane beside the hardware."""
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    def __init__(self, name: str) -> None:
        self.socket = f"ucvm-test-{os.getpid()}-{name}"
        command = f"{sys.executable} -m ucvm --machine {name}; echo left with $?; cat"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), command)

    def start_again(self) -> None:
        """The door is killed, and opened again on the same machine."""
        self.tmux("respawn-pane", "-k")

    def tmux(self, *arguments: str) -> str:
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        command = ["tmux", "-L", self.socket, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30, env=environment).stdout

    def type(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self, width: int = COLUMNS) -> str:
        lines = [line[:width].rstrip() for line in self.tmux("capture-pane", "-p").splitlines()]
        return "\n".join(lines).rstrip() + "\n"

    def wait(self, ready: Callable[[str], bool], width: int = COLUMNS) -> str:
        """The screen once it is ready and stands still."""
        deadline, before = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            now = self.screen(width)
            if ready(now) and now == before:
                return now
            before = now
            time.sleep(0.15)
        raise AssertionError(f"the screen never got there:\n{before}")

    def end(self) -> None:
        self.tmux("kill-server")


@pytest.fixture
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    load_image()
    terminal = Terminal(request.node.name)
    yield terminal
    terminal.end()


def prompts(count: int) -> Callable[[str], bool]:
    """So many prompts are on the screen, the last of them empty."""

    def ready(screen: str) -> bool:
        lines = [line for line in screen.splitlines() if line.startswith("$")]
        return len(lines) == count and lines[-1] == "$"

    return ready


def same(name: str, screen: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(screen)
    assert screen == path.read_text()


def test_a_session(terminal: Terminal) -> None:
    terminal.wait(prompts(1))
    terminal.type("cat /etc/passwd | sort -t : -k 3n | cut -d : -f 1", "Enter")
    same("pipeline", terminal.wait(prompts(2)))
    terminal.type("mode full", "Enter")
    same("full", terminal.wait(prompts(3), TERMINAL))
    assert "registers of" in terminal.screen()
    terminal.type("while true; do :; done", "Enter")
    time.sleep(0.5)
    terminal.type("C-c")
    same("interrupted", terminal.wait(prompts(4), TERMINAL))
    terminal.type("mode simplified", "Enter")
    terminal.wait(prompts(5))
    terminal.type("touch \"$(printf 'a\\033[31mb')\" '[bold]x'; ls; echo '[bold]x[/] ```'; rm *", "Enter")
    same("unharmed", terminal.wait(prompts(6)))
    terminal.type("exit", "Enter")
    same("left", terminal.wait(lambda screen: "left with" in screen))


def test_a_machine_goes_on_after_its_door_was_killed(terminal: Terminal) -> None:
    terminal.wait(prompts(1))
    terminal.type("cd /tmp; echo one > x", "Enter")
    terminal.wait(prompts(2))
    time.sleep(1)
    terminal.start_again()
    terminal.wait(prompts(2))
    terminal.type("pwd; cat x", "Enter")
    same("went_on", terminal.wait(prompts(3)))


def test_escape_with_a_key_close_behind_reaches_vi(terminal: Terminal) -> None:
    terminal.wait(prompts(1))
    terminal.type("vi /tmp/x", "Enter")
    terminal.wait(lambda screen: "~" in screen)
    terminal.type("-H", *(f"{byte:02x}" for byte in b"ione two\x1bbdw\x1b:wq\r"))
    terminal.wait(prompts(2))
    terminal.type("cat /tmp/x", "Enter")
    assert "\none\n$" in terminal.wait(prompts(3)).replace(" \n", "\n")
