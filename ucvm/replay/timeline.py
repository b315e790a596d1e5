"""A run whose past can be visited: checkpoints, the inputs at their places, and running again from the one to the others.

One works at the end of a timeline as on a machine: `run` and `send`. `seek`, `step` and `back` go to any moment, exactly as it was; from
there `run` repeats what happened, up to the end. Another future is another timeline: `branch`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter

from ucvm.hw.engines.base import Engine
from ucvm.kernel import tty
from ucvm.machine.events import Event, Logged, Resize
from ucvm.machine.machine import Image, Machine, Outcome
from ucvm.machine.stops import Until
from ucvm.machine.trace import TraceEvent
from ucvm.replay.conditions import Condition
from ucvm.replay.history import History
from ucvm.replay.output import OutputLog, Printed
from ucvm.replay.player import DivergenceError, begin
from ucvm.replay.ring import DEFAULT_BYTES, Position, Ring
from ucvm.replay.runfile import Run

NEAR = 1_000
"""A seek leaves a checkpoint so many instructions before its target, so that steps back from there are quick."""


class PastError(Exception):
    """The past cannot be changed; the message says what can."""


class Timeline:
    """One run of a machine, from its present state on or with the inputs of a recorded run ahead.

    The timeline owns the machine: inputs come in through `send`, checkpoints are made every `spacing` instructions (0: as the engine is fast) and
    weigh at most `limit` bytes.
    """

    def __init__(self, machine: Machine, inputs: Iterable[Logged] = (), *, spacing: int = 0, limit: int = DEFAULT_BYTES) -> None:
        self.machine, self._spacing = machine, spacing
        machine.settle()
        self.inputs: list[Logged] = list(inputs)
        self.start = self.position
        self.ring = Ring(limit)
        self.ring.add(machine.checkpoint())
        last = self.inputs[-1] if self.inputs else None
        self.end = Position(last.tick, last.sequence + 1) if last else self.start
        """The last moment that is known."""
        self._output = OutputLog(self.start)
        self._window = tty.console(machine.kernel)
        machine.kernel.printed.append(self._print)

    @classmethod
    def of(cls, run: Run, image: Image, *, engine: Engine | None = None) -> "Timeline":
        """A recorded run, at its end; raises RunError, DivergenceError."""
        timeline = cls(begin(run, image, engine=engine), run.inputs)
        timeline.seek(timeline.end.tick)
        if run.closed:
            timeline.run(run.marks[-1].tick - timeline.machine.ticks)
        return timeline

    @classmethod
    def of_past(cls, history: History, image: Image, *, engine: Engine | None = None) -> "Timeline":
        """The past of a kept machine, at its end; raises HistoryError, ArtifactError, DivergenceError."""
        places = history.places()
        first, last = places[0], places[-1]
        machine = Machine.from_document(history.load(first), image, engine=engine)
        machine.sequence = first.sequence
        timeline = cls(machine, history.inputs(first.sequence))
        timeline.seek(timeline.end.tick)
        timeline.run(last.tick - timeline.machine.ticks)
        return timeline

    @property
    def spacing(self) -> int:
        """Instructions between two checkpoints while the machine runs."""
        return self._spacing or self.machine.engine.pace

    # Where it is
    @property
    def position(self) -> Position:
        """The present moment."""
        return Position(self.machine.ticks, self.machine.sequence)

    @property
    def at_end(self) -> bool:
        """Whether nothing later is known."""
        return self.position >= self.end

    # Forwards
    def run(self, ticks: int) -> Outcome:
        """Run up to `ticks` instructions: what is known happens again, then the run goes on."""
        begin, target = self.machine.ticks, self.machine.ticks + ticks
        self._repeat(min(self.end, Position(target, self.end.sequence)))
        outcome = self._onwards(target) if self.at_end else Outcome("budget", 0)
        return outcome._replace(executed=self.machine.ticks - begin)

    def send(self, event: Event) -> None:
        """Let an input enter, at the end of the run; raises PastError elsewhere, ValueError for a senseless one."""
        if not self.at_end:
            raise PastError(f"tick {self.machine.ticks} is in the past: branch here, or go to the end")
        self.machine.send(event)
        self.machine.settle()
        self._output.complete(self.position)
        self.inputs.append(self.machine.log[-1])
        self.end = self.position

    def _onwards(self, target: int) -> Outcome:
        """Run where nothing is known yet."""
        while True:
            outcome = self.machine.run(min(target - self.machine.ticks, self.spacing))
            self._output.complete(self.position)
            self._note_inputs()
            self._keep()
            if outcome.reason != "budget" or self.machine.ticks >= target:
                self.end = self.position
                return outcome

    def events(self, level: int, begin: int, end: int) -> list[TraceEvent]:
        """What happened after `begin` instructions (and the inputs there) up to `end`, at any level (machine.trace). The moment stays."""
        here = self.position
        self.seek(begin)
        with self.machine.events(level) as events:
            self._repeat(min(self.end, Position(end, self.end.sequence)))
        self._go(here)
        return list(events)

    def _note_inputs(self) -> None:
        """Inputs that the machine gave itself (idle time that passes)."""
        known = self.start.sequence + len(self.inputs)
        new = self.machine.sequence - known
        if new:
            self.inputs += self.machine.log[-new:]

    def _keep(self) -> None:
        if self.machine.ticks - self.ring.at_or_before(self.position).tick >= self.spacing:
            self.ring.add(self.machine.checkpoint())

    # Anywhere
    def seek(self, tick: int, sequence: int | None = None) -> None:
        """Go to a known moment: after `tick` instructions and all inputs stamped with it, or only those before number `sequence`.

        Before the start is the start, after the end is the end. Raises DivergenceError when a recorded run takes another course.
        """
        last = self.end.sequence if sequence is None else sequence
        self._go(max(min(Position(tick, last), self.end), self.start))

    def _go(self, target: Position) -> None:
        nearest = self.ring.at_or_before(target)
        if not Position(nearest.tick, nearest.sequence) <= self.position <= target:
            self._return(Position(nearest.tick, nearest.sequence))
        near = Position(target.tick - NEAR, target.sequence)
        if near.tick - self.machine.ticks > NEAR:
            self._repeat(near)
            self.ring.add(self.machine.checkpoint())
        self._repeat(target)

    def _return(self, place: Position) -> None:
        with self._silently():
            self.machine.restore(self.ring.at_or_before(place))

    def _repeat(self, target: Position, until: Until | None = None, grain: int = 0) -> bool:
        """Run what is known, inputs at their places, up to a moment or until something holds later than now; whether it did."""
        with self._silently():
            found = self._again(target, until, grain)
            self.machine.settle()
        self._output.complete(self.position)
        return found

    @contextmanager
    def _silently(self) -> Iterator[None]:
        """What is put out meanwhile has been put out before; what waits for the door stays."""
        kernel = self.machine.kernel
        waiting, kernel.output = kernel.output, []
        try:
            yield
        finally:
            kernel.output = waiting

    def _again(self, target: Position, until: Until | None, grain: int) -> bool:
        begin = self.position
        while self.position < target:
            ahead = self._next_input()
            bound = min(ahead.tick, target.tick) if ahead else target.tick
            bound = min(bound, self.machine.ticks + (grain or self.spacing))
            if self.machine.ticks < bound or until is not None:
                outcome = self._run_known(bound - self.machine.ticks, until)
                self._output.complete(self.position)
                self._keep()
                if outcome.reason == "reached" and self.position > begin:
                    return True
                if outcome.reason == "reached":
                    continue
                if self.machine.ticks < bound:
                    raise DivergenceError(f"the machine rests at tick {self.machine.ticks}, the recorded one went on to {bound}")
            if ahead and ahead.tick == self.machine.ticks and self.position < target:
                self.machine.send(ahead.event)
            elif self.machine.ticks >= target.tick:
                return False
        return False

    def _run_known(self, ticks: int, until: Until | None) -> Outcome:
        """Idle time passes by the recorded inputs alone."""
        automatic, self.machine.auto_advance = self.machine.auto_advance, False
        try:
            return self.machine.run(ticks, until=until)
        finally:
            self.machine.auto_advance = automatic

    def _next_input(self) -> Logged | None:
        index = self.machine.sequence - self.start.sequence
        return self.inputs[index] if index < len(self.inputs) else None

    # Steps
    def step(self, condition: Condition | None = None) -> bool:
        """Go on to the next known moment at which a condition holds (None: one instruction); False, and the end, when there is none."""
        if condition is None:
            before = self.machine.ticks
            self.seek(before + 1)
            return self.machine.ticks > before
        with condition.watch(self.machine) as until:
            return self._repeat(self.end, until, condition.grain)

    def back(self, condition: Condition | None = None) -> bool:
        """Go back to the last moment before this one at which a condition holds; False, and the start, when there is none."""
        if condition is None:
            before = self.machine.ticks
            self.seek(before - 1)
            return self.machine.ticks < before
        here = bound = self.position
        while bound > self.start:
            self._return_before(bound)
            begin, last = self.position, None
            with condition.watch(self.machine) as until:
                while self._repeat(bound, until, condition.grain) and self.position < here:
                    last = self.position
            if last is not None:
                self._go(last)
                return True
            bound = begin
        self._go(self.start)
        return False

    def _return_before(self, place: Position) -> None:
        before = [found for found in self.ring.places if found < place]
        self._return(before[-1] if before else self.start)

    # What was put out
    def output(self, stream: str = "console", upto: Position | None = None) -> bytes:
        """What had been put out on a stream ("console", "stdout", "stderr") at a moment (None: now), as far back as it is kept."""
        return b"".join(row.data for row in self._output.until(upto or self.position) if row.stream == stream)

    def shown(self) -> list[Resize | Printed]:
        """What makes the terminal of this moment: its size at the start, then output of all streams and other sizes in their order."""
        here, size = self.position, Resize(self._window.rows, self._window.cols)
        sizes = [(Position(row.tick, row.sequence + 1), row.event) for row in self.inputs if isinstance(row.event, Resize)]
        parts: list[tuple[Position, Resize | Printed]] = [(row.position, row) for row in self._output.until(here)]
        parts += [(position, event) for position, event in sizes if position <= here]
        return [size, *(part for _, part in sorted(parts, key=itemgetter(0)))]

    def _print(self, stream: str, data: bytes) -> None:
        self._output.add(self.position, stream, data)

    # Other futures
    def branch(self) -> "Timeline":
        """Another timeline that has the past of this one up to here, and a future of its own; this one keeps its own."""
        known = self.machine.sequence - self.start.sequence
        other = Timeline(self.machine.copy(), spacing=self._spacing, limit=self.ring.limit)
        other.inputs, other.start = self.inputs[:known], self.start
        other.ring = self.ring.copy()
        other.ring.forget_after(self.position)
        other.end = self.position
        other._output, other._window = self._output.copy(self.position), self._window
        return other
