"""Restore exactness: at random moments of varied runs a machine is dumped, restored in another process, and run on to the end.

    python -m tests.replay.exactness [--moments 300] [--seed 1] [COURSE…]

The other process has another hash seed; engine, slices, checkpoints, listeners and mode are drawn for each moment. It must end by itself at
the tick and with the root of the run that was never stopped.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from tests.replay.courses import Course, courses, follow
from tests.replay.rerun import EAGER, Manner
from ucvm.hw.engines.catalog import AUTO, make, usable
from ucvm.image.build import load_image
from ucvm.machine.events import SetMode
from ucvm.machine.machine import Machine
from ucvm.machine.stops import next_call
from ucvm.replay.journal import show_input
from ucvm.replay.player import repeat
from ucvm.state.artifact import serialize

PIECES = (300, 4_096, 70_000, 5_000_000)


class Moment(NamedTuple):
    """Where to stop: after `sequence` inputs at a tick; at the next system call after it instead."""

    tick: int
    sequence: int
    at_call: bool


def moments(whole: Machine, count: int, choose: random.Random) -> list[Moment]:
    """Random moments of a run, in order: ticks, system calls, and the rest before an input."""
    found = []
    for _ in range(count):
        if whole.log and choose.random() < 0.3:
            logged = choose.choice(whole.log)
            found.append(Moment(logged.tick, logged.sequence, False))
        else:
            tick = choose.randrange(whole.ticks)
            found.append(Moment(tick, sum(logged.tick <= tick for logged in whole.log), choose.random() < 0.5))
    return sorted(found)


def manner(course: Course, choose: random.Random, engines: Sequence[str]) -> Manner:
    """How the rest is run; in another mode where nobody asks for it."""
    asked = course.setup.mode == "FULL" or any(isinstance(act.event, SetMode) for act in course.acts)
    mode = "" if asked else choose.choice(("SIMPLIFIED", "FULL"))
    return Manner(choose.choice(engines), choose.choice(PIECES), choose.choice((0, 1, 7)), choose.random() < 0.5, mode)


class Other:
    """The other process. For a with statement."""

    def __init__(self, hash_seed: int) -> None:
        command = [sys.executable, "-m", "tests.replay.rerun"]
        environment = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def __enter__(self) -> "Other":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def rerun(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        return json.loads(answer) if answer else {"error": "the process died"}


def failures(course: Course, count: int, seed: int, other: Other, engines: Sequence[str] = usable()) -> Iterator[str]:
    """What went wrong, a line for each moment at which something did."""
    whole = follow(course, make(AUTO))
    end = {"ticks": whole.ticks, "root": whole.root()}
    choose = random.Random(f"{seed} {course.name}")
    machine, at = course.setup.boot(load_image(), engine=make(AUTO)), Moment(0, 0, False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "state.json")
        for moment in moments(whole, count, choose):
            if machine.ticks <= moment.tick:
                _go_to(machine, whole, moment)
                at = moment
            document = machine.document()
            path.write_bytes(serialize(document))
            how = manner(course, choose, engines)
            inputs = [show_input(logged) for logged in whole.log[machine.sequence :]]
            job = {"document": str(path), "sequence": machine.sequence, "manner": how, "inputs": inputs}
            answer = other.rerun(job)
            if answer != end | {"again": document["checksum"]}:
                yield f"{course.name} at tick {machine.ticks}, input {machine.sequence} ({at}), {how}: {answer}, expected {end}"


def _go_to(machine: Machine, whole: Machine, moment: Moment) -> None:
    """The machine takes the course of the whole run up to a moment; a call may lie behind the next input, which is where it stops then."""
    repeat(machine, whole.log[machine.sequence : moment.sequence])
    machine.run(moment.tick - machine.ticks)
    if moment.at_call:
        ahead = whole.log[machine.sequence].tick if machine.sequence < len(whole.log) else whole.ticks
        machine.run(ahead - machine.ticks, until=next_call(machine))


def main() -> int:
    """Check as many moments as wished, divided over the courses; the exit status."""
    parser = argparse.ArgumentParser(prog="exactness")
    parser.add_argument("courses", nargs="*", metavar="COURSE")
    parser.add_argument("--moments", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = [course for course in courses() if not options.courses or course.name in options.courses]
    engines = usable() * 5 + ((EAGER,) if len(usable()) > 1 else ())
    wrong = 0
    with Other(options.seed) as other:
        for number, course in enumerate(chosen):
            count = (options.moments * (number + 1)) // len(chosen) - options.moments * number // len(chosen)
            found = list(failures(course, count, options.seed, other, engines))
            wrong += len(found)
            print(f"{course.name}: {count - len(found)} of {count} moments exact", *found, sep="\n  ", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
