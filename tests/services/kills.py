"""kill -9 at random moments of a busy kept machine: it comes back with every acknowledged line, and a clean disk.

    python -m tests.services.kills [--kills 200] [--seed 1]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time

from ucvm.hw.engines.catalog import AUTO, make
from ucvm.image.build import load_image
from ucvm.kernel.fs.fsck import fsck
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.session import Session, Wishes

NAME = "test-killed"


def killed(choose: random.Random, first: int) -> int:
    """The last number that a door acknowledged before it was killed: after so many lines, or before its first one, and a while."""
    command = [sys.executable, "-m", "tests.services.killed_door", NAME, str(first)]
    lines, while_ = choose.randrange(25), choose.random() * choose.choice((0.0, 0.1, 1.0))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as door:
        assert door.stdout is not None
        seen = [door.stdout.readline() for _ in range(lines)]
        time.sleep(while_)
        door.kill()
        said = "".join(seen) + door.stdout.read()
    whole = said[: said.rfind("\n") + 1].split()
    return int(whole[-1]) if whole else first - 1


def came_back() -> Machine:
    """The machine as the next door finds it, once it has come to rest."""
    session = Session(Wishes(NAME), load_image, make(AUTO))
    machine = session.open(Setup())
    while (outcome := machine.run(50_000_000)).deadline is not None:
        machine.advance(outcome.deadline - machine.kernel.clock_ns())
    assert outcome.reason == "idle"
    machine.take_output()
    session.end(machine)
    return machine


def problems(machine: Machine, acknowledged: int) -> tuple[int, list[str]]:
    """The last line in the machine's log, and what is wrong: lines lost or doubled, a disk that is not clean."""
    fs = machine.kernel.fs
    log = fs.read(fs.lookup(b"/home/user/log"), 0, 1 << 20).split() if acknowledged or b"log" in _names(machine) else []
    numbers = [int(word) for word in log]
    found = fsck(fs, frozenset(node[1] for node in machine.store.table("fs.holds")))
    if numbers != list(range(1, len(numbers) + 1)):
        found.append("a line is lost or was typed twice")
    if len(numbers) < acknowledged:
        found.append(f"{acknowledged} lines were acknowledged, {len(numbers)} came back")
    return len(numbers), found


def _names(machine: Machine) -> set[bytes]:
    fs = machine.kernel.fs
    return {entry.name for entry in fs.entries(fs.lookup(b"/home/user"), 0)}


def kill(count: int, seed: int) -> list[str]:
    """Kill a door so many times; what was wrong."""
    choose, last, wrong = random.Random(seed), 0, list[str]()
    for number in range(count):
        acknowledged = killed(choose, last + 1)
        last, found = problems(came_back(), acknowledged)
        wrong += [f"kill {number}, line {last}: {problem}" for problem in found]
    return wrong


def main() -> int:
    """Kill as often as wished; the exit status."""
    parser = argparse.ArgumentParser(prog="kills")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    load_image()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UCVM_STATE"] = folder
        wrong = kill(options.kills, options.seed)
    print(f"{options.kills} kills, {len(wrong)} problems", *wrong, sep="\n  ")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
