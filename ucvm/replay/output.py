"""What a run put out: kept with its moments, so that the terminal of any moment can be shown again; and as a hash, by which two runs are compared."""

import hashlib
from collections import deque
from typing import NamedTuple

from ucvm.machine.machine import Machine
from ucvm.replay.ring import Position

OUTPUT_BYTES = 16 << 20
"""So much output a timeline keeps; what is older is given up."""


class Printed(NamedTuple):
    """Bytes that were put out on a stream, and the moment from which on they are there."""

    position: Position
    stream: str
    data: bytes


class OutputLog:
    """Output in its order. The past happens again and again, but is written down only once: `known` is the moment up to which all of it is there."""

    def __init__(self, known: Position, limit: int = OUTPUT_BYTES) -> None:
        self.known, self._limit = known, limit
        self._rows: deque[Printed] = deque()
        self._bytes = 0

    def add(self, position: Position, stream: str, data: bytes) -> None:
        """Something was put out, perhaps once more."""
        if position <= self.known:
            return
        self._rows.append(Printed(position, stream, data))
        self._bytes += len(data)
        while self._bytes > self._limit:
            self._bytes -= len(self._rows.popleft().data)

    def complete(self, position: Position) -> None:
        """Up to this moment all output has come."""
        self.known = max(self.known, position)

    def until(self, position: Position) -> list[Printed]:
        """What had been put out at a moment."""
        return [row for row in self._rows if row.position <= position]

    def copy(self, position: Position) -> "OutputLog":
        """Another log that has the past up to a moment."""
        other = OutputLog(min(self.known, position), self._limit)
        other._rows = deque(self.until(position))
        other._bytes = sum(len(row.data) for row in other._rows)
        return other


class OutputHash:
    """The hash over everything that a machine puts out from now on, stream by stream and piece by piece."""

    def __init__(self, machine: Machine) -> None:
        self._machine, self._hash = machine, hashlib.sha256()
        machine.kernel.printed.append(self._add)

    def close(self) -> None:
        """Listen no more."""
        self._machine.kernel.printed.remove(self._add)

    def hexdigest(self) -> str:
        """The hash of what was put out by now."""
        return self._hash.hexdigest()

    def _add(self, stream: str, data: bytes) -> None:
        self._hash.update(f"{stream} {len(data)}\n".encode() + data)
