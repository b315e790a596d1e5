"""One run of a program in a machine, with its times on the host."""

import time
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeVar

from ucvm.bench.stopwatch import Stopwatch
from ucvm.hw.engines import catalog
from ucvm.hw.engines.base import Engine
from ucvm.image.build import load_image
from ucvm.image.cache import cache_folder
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine

LIMIT = 10**11
"""Instructions after which a program is given up."""
GUEST_FOLDER, GUEST_NAME = "/tmp/bench", "program"

T = TypeVar("T")


class BenchError(Exception):
    """A program could not be built, or did not do what it should; the message says which."""


class Trial(NamedTuple):
    """A run: instructions in all, seconds inside the engine, seconds in all (the kernel too; not booting), what the program printed."""

    ticks: int
    engine_seconds: float
    whole_seconds: float
    output: str


@cache
def _ready(name: str) -> Engine:
    return catalog.make(name, cache_folder() / "native")


def engine(name: str) -> Engine:
    """A new engine of this name."""
    return _ready(name).fresh()


def machine_with(program: bytes, argument: int, watched: Engine) -> Machine:
    """A machine about to run a program as `user`."""
    tree = {GUEST_NAME.encode(): Entry(0o100755, program, 0)}
    argv = [f"{GUEST_FOLDER}/{GUEST_NAME}", str(argument)]
    return Machine.boot(load_image(), argv=argv, mounts=[(GUEST_FOLDER, tree, True)], auto_advance=True, engine=watched)


def run(program: bytes, argument: int, engine_name: str) -> Trial:
    """Run a program to its end; raises BenchError when that is no success."""
    watch = Stopwatch(engine(engine_name))
    machine = machine_with(program, argument, watch)
    began = time.perf_counter()
    outcome = machine.run(LIMIT)
    took = time.perf_counter() - began
    if (outcome.reason, outcome.status) != ("halted", 0):
        raise BenchError(f"a program ended with {outcome}")
    output = b"".join(data for stream, data in machine.take_output() if stream == "stdout")
    return Trial(machine.ticks, watch.seconds, took, output.decode())


def alternate(contenders: dict[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """The results of several runs of each contender, one after the other in each round, so that a slow moment of the host meets all."""
    found: dict[str, list[T]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            found[name].append(measure())
    return found
