"""A run as one file: where it started, every input at its place, and where it ended.

A line of JSON each: the header, which names by hash what the run depends on; the inputs; at the end the tick and the root, once the run was
closed. A run that broke off has all inputs up to then.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NamedTuple

from ucvm.abi.syscalls import SYSTEM_CALLS
from ucvm.isa.table import ROWS
from ucvm.machine.events import APPLY, Logged
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.state.artifact import Document
from ucvm.state.records import RecordError, decode, encode

FORMAT = "ucvm-run"
VERSION = 1
_EVENTS = {kind.__name__: kind for kind in APPLY}


class RunError(ValueError):
    """The file is no run, or does not fit this program; the message says why."""


class End(NamedTuple):
    """Where a run ended: instructions retired, and the root of its state."""

    tick: int
    root: str


class Run(NamedTuple):
    """A run as it was recorded: started from a setup or from a state, `end` None when it broke off."""

    image: str
    start: Setup | Document
    inputs: tuple[Logged, ...]
    end: End | None


def versions() -> dict[str, str]:
    """The hashes of what gives a run its meaning besides the image: instructions and system calls."""
    rows = [(row.code, row.span, row.fixed, row.spelling, row.layout, row.operands, row.meaning) for row in ROWS]
    calls = [(call.number, call.name, call.arguments) for call in SYSTEM_CALLS]
    return {name: hashlib.sha256(repr(table).encode()).hexdigest() for name, table in (("instructions", rows), ("calls", calls))}


class Recorder:
    """Writes a run while it happens: the machine tells it its inputs. When the file takes no more, `problem` is why, and the run goes on."""

    def __init__(self, file: IO[str], machine: Machine, start: Setup | Document) -> None:
        self._file = file
        self.problem: OSError | None = None
        kind = "setup" if isinstance(start, Setup) else "state"
        image = machine.image.hash if machine.image else ""
        self._line({"format": FORMAT, "version": VERSION, **versions(), "image": image, kind: encode(start) if isinstance(start, Setup) else start})
        machine.recorder = self._input

    def _input(self, logged: Logged) -> None:
        event = {"event": type(logged.event).__name__, **encode(logged.event)}
        self._line({"tick": logged.tick, "sequence": logged.sequence, **event})

    def close(self, machine: Machine) -> None:
        """The run is over."""
        machine.recorder = None
        self._line({"tick": machine.ticks, "root": machine.root()})

    def _line(self, members: dict[str, Any]) -> None:
        if self.problem is not None:
            return
        try:
            self._file.write(json.dumps(members, separators=(",", ":")) + "\n")
            self._file.flush()
        except OSError as problem:
            self.problem = problem


def read(path: Path) -> Run:
    """Read a run; raises RunError, OSError."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except ValueError as error:
        raise RunError(f"no run of UCVM: {error}") from None
    if not lines or not isinstance(lines[0], dict) or lines[0].get("format") != FORMAT:
        raise RunError("no run of UCVM")
    _check_header(lines[0])
    try:
        return _run(lines[0], lines[1:])
    except (RecordError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"damaged run: {error}") from None


def _check_header(header: dict[str, Any]) -> None:
    if header.get("version") != VERSION:
        raise RunError(f"a run of format {header.get('version')}; this program reads format {VERSION}")
    for name, wanted in versions().items():
        if header.get(name) != wanted:
            raise RunError(f"recorded with other {name}; replay it with the version of UCVM that recorded it")


def _run(header: dict[str, Any], lines: list[dict[str, Any]]) -> Run:
    start = decode(Setup, header["setup"]) if "setup" in header else header["state"]
    end = lines[-1] if lines and "root" in lines[-1] else None
    inputs = tuple(map(_logged, lines[:-1] if end else lines))
    _check_order(inputs)
    return Run(header["image"], start, inputs, End(end["tick"], end["root"]) if end else None)


def _logged(line: dict[str, Any]) -> Logged:
    kind = _EVENTS.get(line["event"])
    if kind is None:
        raise RecordError(f"no input is called {line['event']}")
    fields = {name: value for name, value in line.items() if name not in ("tick", "sequence", "event")}
    return Logged(decode(int, line["tick"]), decode(int, line["sequence"]), decode(kind, fields))


def _check_order(inputs: Iterable[Logged]) -> None:
    before = (0, -1)
    for logged in inputs:
        if logged.tick < before[0] or logged.sequence <= before[1]:
            raise RecordError(f"input {logged.sequence} stands at the wrong place")
        before = (logged.tick, logged.sequence)
