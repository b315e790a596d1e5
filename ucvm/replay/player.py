"""Runs a recorded run again: the same start, every input at its place; nothing outside is asked."""

from ucvm.hw.engines.base import Engine
from ucvm.kernel.module import BootError
from ucvm.machine.machine import Image, Machine
from ucvm.machine.setup import Setup
from ucvm.replay.runfile import End, Run, RunError
from ucvm.state.artifact import ArtifactError


class DivergenceError(Exception):
    """The replay is not the run that was recorded; the message says where."""


def begin(run: Run, image: Image, *, engine: Engine | None = None) -> Machine:
    """The machine at the start of a run; raises RunError when it needs another image or cannot start."""
    if image.hash != run.image:
        raise RunError(f"recorded over disk image {run.image[:12]}…, not {image.hash[:12]}…; name it with --image")
    try:
        if isinstance(run.start, Setup):
            return run.start.boot(image, engine=engine)
        return Machine.from_document(run.start, image, engine=engine)
    except (BootError, ArtifactError) as error:
        raise RunError(str(error)) from None


def replay(run: Run, image: Image, *, engine: Engine | None = None) -> Machine:
    """The machine at the end of a run; raises RunError, and DivergenceError when its inputs or its end do not fit."""
    machine = begin(run, image, engine=engine)
    for logged in run.inputs:
        go_to(machine, logged.tick)
        try:
            machine.send(logged.event)
        except (ValueError, BootError) as error:
            raise DivergenceError(f"at tick {logged.tick}: input {logged.sequence} does not fit: {error}") from None
    if run.end:
        check_end(machine, run.end)
    return machine


def go_to(machine: Machine, tick: int) -> None:
    """Run up to a tick; raises DivergenceError when the machine comes to rest before."""
    if machine.ticks > tick or (machine.ticks < tick and machine.run(tick - machine.ticks).reason != "budget" and machine.ticks != tick):
        raise DivergenceError(f"the machine rests at tick {machine.ticks}, the recorded one went on to {tick}")


def check_end(machine: Machine, end: End) -> None:
    """The end is the recorded one, or DivergenceError."""
    go_to(machine, end.tick)
    machine.kernel.trap.settle()
    if machine.root() != end.root:
        raise DivergenceError(f"at tick {machine.ticks} the state is another: root {machine.root()[:12]}…, recorded {end.root[:12]}…")
