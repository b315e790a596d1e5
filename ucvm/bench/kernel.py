"""Group kernel: system calls and processes, in the machine and on Linux, by the same C programs.

Every program does its operation as often as its argument says; what a program takes that does none is taken off.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ucvm.bench import command, program
from ucvm.bench.report import Cell, Column, Table
from ucvm.bench.trial import alternate, run
from ucvm.hw.engines.catalog import usable

HOST = "Linux"
REPEATS = 5
HOST_FACTOR = 5
"""So many times more operations on the host."""


class Operation(NamedTuple):
    """What a program does over and over: its name for people, how often in a timed run, bytes moved each time (0: none are counted)."""

    program: str
    name: str
    times: int
    size: int = 0


OPERATIONS = (
    Operation("getpid", "getpid", 20_000),
    Operation("fork", "fork + exit + wait", 300),
    Operation("exec", "fork + exec + wait", 100),
    Operation("pingpong", "a byte there and back by pipes", 1_000),
    Operation("pipe", "4 KB through a pipe", 3_000, 4096),
    Operation("read", "seek + read 4 KB", 3_000, 4096),
    Operation("write", "seek + write 4 KB", 3_000, 4096),
    Operation("open", "open + close", 3_000),
)


def measure(say: Callable[[str], None]) -> list[Table]:
    """Microseconds an operation, and what that is a second."""
    engines = usable()
    with tempfile.TemporaryDirectory() as folder:
        found = [(operation, _seconds(operation, engines, Path(folder), say)) for operation in OPERATIONS]
    return [_times(found, engines), _rates(found, engines)]


def _seconds(operation: Operation, engines: Sequence[str], folder: Path, say: Callable[[str], None]) -> dict[str, float]:
    """Seconds an operation takes, by contender."""
    contenders = {engine: _in_machine(operation, engine) for engine in engines}
    contenders |= {HOST: _on_host(operation, folder)} if program.host_compiles() else {}
    say(f"{operation.name}: {', '.join(contenders)}")
    alternate(contenders, 1)
    return {name: median(samples) for name, samples in alternate(contenders, REPEATS).items()}


def _in_machine(operation: Operation, engine: str) -> Callable[[], float]:
    executable = program.guest(operation.program)

    def sample() -> float:
        all_of_them, none = (run(executable, number, engine).whole_seconds for number in (operation.times, 0))
        return (all_of_them - none) / operation.times

    return sample


def _on_host(operation: Operation, folder: Path) -> Callable[[], float]:
    built = str(program.host([operation.program], folder / operation.program, "-O2"))
    times = operation.times * HOST_FACTOR

    def sample() -> float:
        all_of_them, none = (command.timed([built, str(number)]).seconds for number in (times, 0))
        return (all_of_them - none) / times

    return sample


# Tables

Found = Sequence[tuple[Operation, Mapping[str, float]]]


def _times(found: Found, engines: Sequence[str]) -> Table:
    """Microseconds an operation, and how many times as long as on Linux."""
    names = (*engines, HOST)
    columns = (Column("operation"), *(Column(name, "us", 2) for name in names), *(Column(f"{engine}/{HOST}", "times", 2) for engine in engines))
    rows = tuple(
        (operation.name, *(_cell(seconds, name, lambda each: each * 1e6) for name in names), *(_ratio(seconds, engine) for engine in engines))
        for operation, seconds in found
    )
    return Table("time of an operation", columns, rows, (f"medians of {REPEATS} runs, the kernel's and the engine's time together",))


def _rates(found: Found, engines: Sequence[str]) -> Table:
    """Operations a second; megabytes a second where bytes move."""
    names = (*engines, HOST)
    columns = (Column("operation"), *(Column(name, "1/s") for name in names), *(Column(f"{name} MB", "MB/s", 1) for name in names))
    rows = tuple(
        (
            operation.name,
            *(_cell(seconds, name, lambda each: 1 / each) for name in names),
            *(_cell(seconds, name, partial(_megabytes, operation.size)) for name in names),
        )
        for operation, seconds in found
    )
    return Table("operations and megabytes a second", columns, rows)


def _cell(seconds: Mapping[str, float], name: str, scale: Callable[[float], float | None]) -> Cell:
    """A time in another unit; None where it was not measured, or is too short for the host's clock."""
    each = seconds.get(name, 0.0)
    return scale(each) if each > 0 else None


def _megabytes(size: int, each: float) -> float | None:
    return size / each / 1e6 if size else None


def _ratio(seconds: Mapping[str, float], engine: str) -> Cell:
    return _cell(seconds, HOST, lambda each: seconds[engine] / each)
