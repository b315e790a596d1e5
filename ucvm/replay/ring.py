"""Checkpoints of one run within a bound of bytes: dense near the end of the run, sparse further back. The first is never given up.

Checkpoints share what did not change between them, so one costs what was written since its neighbour.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ucvm.abi.layout import PAGE_SIZE
from ucvm.machine.machine import Checkpoint

RECORD_BYTES = 100
"""What an entry of a table is taken to weigh in a checkpoint: its place in a dict."""
DEFAULT_BYTES = 64 << 20


class Position(NamedTuple):
    """A moment of a run: instructions retired, and how many inputs have entered."""

    tick: int
    sequence: int


def position(checkpoint: Checkpoint) -> Position:
    """The moment at which a checkpoint was made."""
    return Position(checkpoint.tick, checkpoint.sequence)


def least_missed(places: Sequence[Position]) -> int:
    """The index of the checkpoint whose neighbours are closest together, measured by how far back they are; not the first, not the last."""
    end = places[-1].tick + 1

    def gap(index: int) -> float:
        return (places[index + 1].tick - places[index - 1].tick) / (end - places[index].tick)

    return min(range(1, len(places) - 1), key=gap)


class Ring:
    """Checkpoints in the order of their moments."""

    def __init__(self, limit: int = DEFAULT_BYTES) -> None:
        self.limit = limit
        self._places: list[Position] = []
        self._checkpoints: list[Checkpoint] = []
        self._weights: list[int] = []
        self.bytes = 0
        """What they weigh together."""

    def __len__(self) -> int:
        return len(self._places)

    @property
    def places(self) -> tuple[Position, ...]:
        """The moments there are checkpoints of."""
        return tuple(self._places)

    def add(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint; others go when there is no room."""
        place = position(checkpoint)
        index = bisect_right(self._places, place)
        if index and self._places[index - 1] == place:
            return
        self._places.insert(index, place)
        self._checkpoints.insert(index, checkpoint)
        self._weights.insert(index, 0)
        self._weigh(index)
        self._weigh(index + 1)
        while self.bytes > self.limit and len(self) > 2:
            self._remove(least_missed(self._places))

    def at_or_before(self, place: Position) -> Checkpoint:
        """The last checkpoint that is not later than a moment; the first one for moments before it."""
        return self._checkpoints[max(bisect_right(self._places, place) - 1, 0)]

    def forget_after(self, place: Position) -> None:
        """Give up all checkpoints later than a moment."""
        keep = max(bisect_right(self._places, place), 1)
        self.bytes -= sum(self._weights[keep:])
        del self._places[keep:], self._checkpoints[keep:], self._weights[keep:]

    def copy(self) -> "Ring":
        """Another ring with the same checkpoints."""
        other = Ring(self.limit)
        other._places, other._checkpoints, other._weights = self._places[:], self._checkpoints[:], self._weights[:]
        other.bytes = self.bytes
        return other

    def _weigh(self, index: int) -> None:
        """What a checkpoint holds that the one before it does not."""
        if index >= len(self):
            return
        tables, frames = self._checkpoints[index].state
        before = self._checkpoints[index - 1].state.frames if index else {}
        own = sum(PAGE_SIZE for frame, data in frames.items() if before.get(frame) is not data)
        weight = own + RECORD_BYTES * sum(len(table.changed) for table in tables.values())
        self.bytes += weight - self._weights[index]
        self._weights[index] = weight

    def _remove(self, index: int) -> None:
        self.bytes -= self._weights[index]
        del self._places[index], self._checkpoints[index], self._weights[index]
        self._weigh(index)
