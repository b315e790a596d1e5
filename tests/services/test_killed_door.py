"""kill -9 at any moment loses nothing that was acknowledged."""

import random
import subprocess
import sys

from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.image.build import load_image
from ucvm.kernel.fs.fsck import fsck
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.session import Session, Wishes

ROUNDS = 5


def killed_after(lines: int, first: int) -> int:
    """The last number a door acknowledged before it was killed, somewhere after so many more lines."""
    command = [sys.executable, "-m", "tests.services.killed_door", "test-killed", str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as door:
        assert door.stdout is not None
        for _ in range(lines):
            door.stdout.readline()
        door.kill()
        rest = door.stdout.read()
        last = rest.split()[-1] if rest.endswith("\n") and rest.split() else ""
    return int(last) if last else first + lines - 1


def came_back() -> Machine:
    session = Session(Wishes("test-killed"), load_image, ReferenceEngine())
    machine = session.open(Setup())
    assert machine.run(50_000_000).reason == "idle"
    machine.take_output()
    session.end(machine)
    return machine


def test_no_acknowledged_line_is_lost() -> None:
    load_image()
    choose, acknowledged = random.Random(8), 0
    for _ in range(ROUNDS):
        acknowledged = killed_after(choose.randrange(1, 25), acknowledged + 1)
        machine = came_back()
        fs = machine.kernel.fs
        log = fs.read(fs.lookup(b"/home/user/log"), 0, 1 << 20).split()
        numbers = [int(word) for word in log]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= acknowledged
        acknowledged = len(numbers)
        assert fsck(fs, frozenset(node[1] for node in machine.store.table("fs.holds"))) == []
