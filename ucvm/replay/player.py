"""Runs a recorded run again: the same start, every input at its place; nothing outside is asked."""

from collections.abc import Callable, Iterable

from ucvm.hw.engines.base import Engine
from ucvm.kernel.module import BootError
from ucvm.machine.events import Logged
from ucvm.machine.machine import Image, Machine
from ucvm.machine.setup import Setup
from ucvm.replay.output import OutputHash
from ucvm.replay.runfile import Mark, Run, RunError
from ucvm.state.artifact import ArtifactError

PIECE = 1_000_000
"""Instructions between two reports of progress."""
Progress = Callable[[int, int], None]
"""Called with (instructions done, instructions in all)."""


class DivergenceError(Exception):
    """The replay is not the run that was recorded; the message says where."""


def begin(run: Run, image: Image, *, engine: Engine | None = None) -> Machine:
    """The machine at the start of a run; raises RunError when it needs another image or cannot start."""
    if image.hash != run.image:
        raise RunError(f"recorded over disk image {run.image[:12]}…, not {image.hash[:12]}…; name it with --image")
    try:
        if isinstance(run.start, Setup):
            return run.start.boot(image, engine=engine)
        machine = Machine.from_document(run.start, image, engine=engine)
        machine.sequence = run.sequence
        return machine
    except (BootError, ArtifactError) as error:
        raise RunError(str(error)) from None


def replay(run: Run, image: Image, *, engine: Engine | None = None, progress: Progress | None = None) -> Machine:
    """The machine at the end of a run; raises RunError, and DivergenceError at the first input or mark that does not fit."""
    machine = begin(run, image, engine=engine)
    output = OutputHash(machine)
    repeat(machine, [*run.marks, *run.inputs], progress, output)
    output.close()
    return machine


def repeat(machine: Machine, rows: Iterable[Logged | Mark], progress: Progress | None = None, output: OutputHash | None = None) -> None:
    """Let a machine do again what was recorded since its state; raises DivergenceError. With `output` what it put out is compared, too."""
    rows = sorted(rows, key=_moment)
    good, end = machine.ticks, rows[-1].tick if rows else machine.ticks
    for row in rows:
        go_to(machine, row.tick, lambda done: progress(done, end) if progress else None)
        if isinstance(row, Mark):
            _check(machine, row, good, output)
            good = row.tick
        else:
            _send(machine, row)


def _moment(row: Logged | Mark) -> tuple[int, int, bool]:
    """A mark is made before the input of its number enters."""
    return row.tick, row.sequence, isinstance(row, Logged)


def go_to(machine: Machine, tick: int, report: Callable[[int], object]) -> None:
    """Run up to a tick; raises DivergenceError when the machine comes to rest before."""
    while machine.ticks < tick:
        outcome = machine.run(min(tick - machine.ticks, PIECE))
        report(machine.ticks)
        if outcome.reason != "budget" and machine.ticks < tick:
            raise DivergenceError(f"the machine rests at tick {machine.ticks}, the recorded one went on to {tick}")


def _send(machine: Machine, logged: Logged) -> None:
    if (machine.ticks, machine.sequence) != (logged.tick, logged.sequence):
        raise DivergenceError(f"at tick {machine.ticks}: input {machine.sequence} was expected, not {logged.sequence} at tick {logged.tick}")
    try:
        machine.send(logged.event)
    except (ValueError, BootError) as error:
        raise DivergenceError(f"at tick {logged.tick}: input {logged.sequence} does not fit: {error}") from None


def _check(machine: Machine, mark: Mark, good: int, output: OutputHash | None) -> None:
    machine.settle()
    found = machine.root()
    if found != mark.root:
        raise DivergenceError(f"the state is another at tick {mark.tick} (root {found[:12]}…, recorded {mark.root[:12]}…), alike up to {good}")
    if output is not None and output.hexdigest() != mark.output:
        raise DivergenceError(f"at tick {mark.tick} something else has been put out, the same up to {good}; the state is as recorded")
