"""A run as one file: where it started, every input at its place, and where it ended.

A line of JSON each (replay.lines): the header, which names by hash what the run depends on; the inputs; between them now and then the root of the
state; and at the end, once the run was closed, the last root. A run that broke off has all inputs up to then.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from ucvm.abi.syscalls import SYSTEM_CALLS
from ucvm.isa.table import ROWS
from ucvm.machine.events import Logged
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.replay.journal import read_input, show_input
from ucvm.replay.lines import DamageError, Writer
from ucvm.replay.lines import read as read_lines
from ucvm.replay.output import OutputHash
from ucvm.state.artifact import Document
from ucvm.state.records import RecordError, decode, encode

FORMAT = "ucvm-run"
VERSION = 3
_BEGINNING = f'{{"format":"{FORMAT}"'.encode()
_FORMAT = re.compile(_BEGINNING + rb',"version":([0-9]+)')
MARK_TICKS = 100_000
"""At an input so many instructions after the last mark there is another."""

class RunError(ValueError):
    """The file is no run, or does not fit this program; the message says why."""


class Mark(NamedTuple):
    """The root of the state at a moment, after so many instructions and inputs, and the hash of everything that was put out by then."""

    tick: int
    sequence: int
    root: str
    output: str


class Run(NamedTuple):
    """A run as it was recorded: started from a setup or from a state; `closed` tells whether the last mark is its end or it broke off.

    `sequence` is the number of its first input.
    """

    image: str
    start: Setup | Document
    sequence: int
    inputs: tuple[Logged, ...]
    marks: tuple[Mark, ...]
    closed: bool


def versions() -> dict[str, str]:
    """The hashes of what gives a run its meaning besides the image: instructions and system calls."""
    rows = [(row.code, row.span, row.fixed, row.spelling, row.layout, row.operands, row.meaning) for row in ROWS]
    calls = [(call.number, call.name, call.arguments) for call in SYSTEM_CALLS]
    return {name: hashlib.sha256(repr(table).encode()).hexdigest() for name, table in (("instructions", rows), ("calls", calls))}


class Recorder:
    """Writes a run while it happens: the machine tells it its inputs. When the file takes no more, `problem` is why, and the run goes on."""

    def __init__(self, file: IO[str], machine: Machine, start: Setup | Document) -> None:
        self._file = Writer(file)
        self.problem: OSError | None = None
        kind = "setup" if isinstance(start, Setup) else "state"
        image = machine.image.hash if machine.image else ""
        about = {"format": FORMAT, "version": VERSION, **versions(), "image": image, "sequence": machine.sequence}
        self._line(about | {kind: encode(start) if isinstance(start, Setup) else start})
        self._machine, self._marked = machine, machine.ticks
        self._output = OutputHash(machine)
        machine.heard.append(self._input)

    def _input(self, logged: Logged) -> None:
        if logged.tick - self._marked >= MARK_TICKS:
            self._marked = logged.tick
            self._line(self._mark(logged.sequence)._asdict())
        self._line(show_input(logged))

    def close(self) -> None:
        """The run is over."""
        machine = self._machine
        machine.heard.remove(self._input)
        self._output.close()
        self._line(self._mark(machine.sequence)._asdict() | {"closed": True})

    def _mark(self, sequence: int) -> Mark:
        return Mark(self._machine.ticks, sequence, self._machine.root(), self._output.hexdigest())

    def _line(self, members: dict[str, Any]) -> None:
        if self.problem is not None:
            return
        try:
            self._file.write(members)
        except OSError as problem:
            self.problem = problem


def is_run(path: Path) -> bool:
    """Whether a file begins as a recorded run does; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def read(path: Path) -> Run:
    """Read a run; raises RunError, OSError."""
    data = path.read_bytes()
    _check_format(data.partition(b"\n")[0])
    try:
        lines = read_lines(data)
        _check_versions(lines[0])
        return _run(lines[0], lines[1:])
    except IndexError:
        raise RunError("no run of UCVM: its first line was cut off") from None
    except (DamageError, RecordError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"damaged run: {error}") from None


def _check_format(line: bytes) -> None:
    """Whether the first line is that of a run of this format, however it ends."""
    found = _FORMAT.match(line)
    if not found:
        raise RunError("no run of UCVM")
    if int(found[1]) != VERSION:
        raise RunError(f"a run of format {int(found[1])}; this program reads format {VERSION}")


def _check_versions(header: dict[str, Any]) -> None:
    for name, wanted in versions().items():
        if header.get(name) != wanted:
            raise RunError(f"recorded with other {name}; replay it with the version of UCVM that recorded it")


def _run(header: dict[str, Any], lines: list[dict[str, Any]]) -> Run:
    start = decode(Setup, header["setup"]) if "setup" in header else header["state"]
    inputs = tuple(read_input(line) for line in lines if "event" in line)
    marks = tuple(_mark(line) for line in lines if "event" not in line)
    _check_order(inputs, 1)
    _check_order(marks, 0)
    return Run(header["image"], start, decode(int, header["sequence"]), inputs, marks, bool(lines and lines[-1].get("closed")))


def _mark(line: dict[str, Any]) -> Mark:
    return Mark(*(decode(kind, line[name]) for name, kind in Mark.__annotations__.items()))


def _check_order(rows: Sequence[Logged] | Sequence[Mark], apart: int) -> None:
    """Ticks do not fall, and sequence numbers grow by at least `apart`."""
    for number in range(1, len(rows)):
        before, row = rows[number - 1], rows[number]
        if row.tick < before.tick or row.sequence < before.sequence + apart:
            raise RecordError(f"line {row.tick}:{row.sequence} stands at the wrong place")
