"""Inputs as lines of JSON, written as they enter a machine: what a recorded run is made of, and what makes a kept machine survive its door.

A journal belongs to a state: its first line names the artifact by checksum, and holds the number of the next input and the end of what the console
had printed by then. An input is written before it acts, so a machine whose door was killed is brought back by its last state and
the inputs since then.
"""

from pathlib import Path
from typing import IO, Any, NamedTuple

from ucvm.machine.events import APPLY, Logged
from ucvm.machine.machine import Machine
from ucvm.replay import lines
from ucvm.state.records import RecordError, decode, encode

_EVENTS = {kind.__name__: kind for kind in APPLY}


def show_input(logged: Logged) -> dict[str, Any]:
    """An input as members of a JSON object."""
    return {"tick": logged.tick, "sequence": logged.sequence, "event": type(logged.event).__name__, **encode(logged.event)}


def read_input(members: dict[str, Any]) -> Logged:
    """The input that `members` show; raises RecordError, KeyError."""
    kind = _EVENTS.get(members["event"])
    if kind is None:
        raise RecordError(f"no input is called {members['event']}")
    fields = {name: value for name, value in members.items() if name not in ("tick", "sequence", "event")}
    return Logged(decode(int, members["tick"]), decode(int, members["sequence"]), decode(kind, fields))


class Journal:
    """The inputs since a state. When the file takes no more, `problem` is why, and the machine goes on."""

    def __init__(self, path: Path, machine: Machine) -> None:
        self._path, self._machine = path, machine
        self._file: IO[str] | None = None
        self._lines: lines.Writer | None = None
        self.problem: OSError | None = None
        machine.heard.append(self._input)

    def begin(self, checksum: str, console: bytes) -> None:
        """Inputs from now on belong to the state with this checksum, which is safely kept; raises OSError."""
        self.close()
        self._file = self._path.open("w", encoding="utf-8")
        self._lines = lines.Writer(self._file)
        self._lines.write({"state": checksum, "sequence": self._machine.sequence, "console": encode(console)})

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
            self._file = self._lines = None

    def _input(self, logged: Logged) -> None:
        if self._lines is not None and self.problem is None:
            try:
                self._lines.write(show_input(logged))
            except OSError as problem:
                self.problem = problem


class Acknowledged(NamedTuple):
    """What a journal tells of a state: the end of what the console had printed, the number of the next input, and the inputs since then."""

    console: bytes
    sequence: int
    inputs: tuple[Logged, ...]


def read_journal(path: Path, checksum: str) -> Acknowledged:
    """What was acknowledged after a state; a journal of the state before tells what led to this one. Raises OSError, and ValueError for damage."""
    try:
        found = lines.read(path.read_bytes()) if path.exists() else []
        if not found:
            return Acknowledged(b"", 0, ())
        first, *rest = found
        console, sequence = decode(bytes, first["console"]), decode(int, first["sequence"])
        inputs = tuple(map(read_input, rest))
        if first["state"] == checksum:
            return Acknowledged(console, sequence, inputs)
        return Acknowledged(console, sequence + len(inputs), ())
    except (lines.DamageError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"damaged journal: {error}") from None
