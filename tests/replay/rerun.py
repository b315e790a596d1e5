"""A process that restores dumped machines and runs them on, one after the other: `python -m tests.replay.rerun`, a job of JSON a line.

It answers each with where the machine ended by itself, and with the checksum of the document that it gave right after it was restored.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.replay.courses import REST
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.catalog import make
from ucvm.image.build import load_image
from ucvm.image.cache import cache_folder
from ucvm.kernel.mode import ExecutionMode
from ucvm.machine.events import Logged
from ucvm.machine.machine import Machine
from ucvm.replay.journal import read_input
from ucvm.state.artifact import parse

EAGER = "eager"
"""The translator that translates at once."""


class Manner(NamedTuple):
    """How a machine is run on: nothing of this may matter.

    `engine` may be EAGER. `piece` are the ticks of a slice; after every `cadence` slices is a checkpoint, to which the machine goes back at once
    (0: never). `mode` "" leaves it as it is.
    """

    engine: str
    piece: int
    cadence: int
    listened: bool
    mode: str


def go_on(machine: Machine, inputs: Sequence[Logged], manner: Manner) -> None:
    """Let the inputs enter at their places, then run until the machine stops by itself."""
    if manner.listened:
        machine.kernel.trace.append(lambda event: None)
        machine.kernel.beams = lambda beam: None
    if manner.mode:
        machine.kernel.mode.switch_mode(ExecutionMode[manner.mode])
    for logged in inputs:
        _go_to(machine, logged.tick, manner)
        assert (machine.ticks, machine.sequence) == logged[:2], f"input {logged.sequence} belongs at tick {logged.tick}, not {machine.ticks}"
        machine.send(logged.event)
    _go_to(machine, machine.ticks + REST, manner)


def _go_to(machine: Machine, tick: int, manner: Manner) -> None:
    slices = 0
    while machine.ticks < tick and machine.run(min(manner.piece, tick - machine.ticks)).reason == "budget":
        slices += 1
        if manner.cadence and slices % manner.cadence == 0:
            machine.restore(machine.checkpoint())


def engine_of(manner: Manner) -> Engine:
    """A new engine."""
    name, eager = ("translator", True) if manner.engine == EAGER else (manner.engine, False)
    return make(name, cache_folder() / "native", eager=eager)


def rerun(job: dict[str, Any]) -> dict[str, Any]:
    """Restore one machine and run it on."""
    manner = Manner(*job["manner"])
    document = parse(Path(job["document"]).read_bytes())
    machine = Machine.from_document(document, load_image(), engine=engine_of(manner))
    machine.sequence = job["sequence"]
    again = machine.document()["checksum"]
    go_on(machine, [read_input(shown) for shown in job["inputs"]], manner)
    return {"ticks": machine.ticks, "root": machine.root(), "again": again}


def main() -> None:
    """Answer jobs until there are no more."""
    for line in sys.stdin:
        try:
            answer = rerun(json.loads(line))
        except Exception as error:  # the process that asked says which job it was
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
