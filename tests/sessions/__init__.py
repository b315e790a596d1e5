"""Scripted sessions: snapshots/sessions/NAME.sh is typed at the console, NAME.out is what the screen got: banner, prompt, echo, output.

A script's lines are typed one by one, each when the machine has come to rest (or has run RUNAWAY ticks without doing so). A line
`#key ^C` types a control character instead, `#type TEXT` types text without Enter.
"""

from pathlib import Path

from ucvm.hw.engines.catalog import AUTO, make
from ucvm.image.build import load_image
from ucvm.machine.events import Advance, Keys
from ucvm.machine.machine import Machine
from ucvm.services.delegation import Desk

FOLDER = Path(__file__).parent.parent.parent / "snapshots" / "sessions"
RUNAWAY = 20_000_000
KEY, TYPE = "#key ^", "#type "


def scripts() -> list[Path]:
    """All scripts by name."""
    return sorted(FOLDER.glob("*.sh"))


def transcript(script: Path) -> bytes:
    """Run a script in a fresh machine; everything the console put out, without carriage returns."""
    machine = Machine.boot(load_image(), engine=make(AUTO))
    desk = Desk(machine)
    found = rest(machine, desk)
    for line in script.read_text().splitlines():
        machine.send(Keys(keys_of(line)))
        found += rest(machine, desk)
    return found.replace(b"\r\n", b"\n")


def keys_of(line: str) -> bytes:
    """What a line of a script types."""
    if line.startswith(KEY):
        return bytes([ord(line[len(KEY)]) & 0x1F])
    return line.removeprefix(TYPE).encode() + (b"" if line.startswith(TYPE) else b"\r")


def rest(machine: Machine, desk: Desk) -> bytes:
    """Run until only the keyboard is waited for, while the desk serves what is asked of the host; the output."""
    left, found = RUNAWAY, b""
    while left > 0:
        outcome = machine.run(left)
        left -= outcome.executed
        found += b"".join(data for _, data in machine.take_output())
        if outcome.reason == "idle" and desk.wait():
            continue
        if outcome.reason != "idle" or outcome.deadline is None:
            break
        machine.send(Advance(outcome.deadline - machine.kernel.clock_ns()))
    return found
