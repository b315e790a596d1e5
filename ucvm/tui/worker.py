"""The worker: runs the machine in a thread of its own, takes events in, hands output and views out. The keyboard never waits for it.

Virtual time follows the host's while the machine idles: before an input, and when a deadline has come, the time that passed enters as an
Advance event.
"""

import threading
import time
from collections.abc import Callable

from ucvm.machine.events import Advance, Event
from ucvm.machine.inspect import line_wanted
from ucvm.machine.machine import Machine
from ucvm.replay.narrator import Narrator
from ucvm.services.delegation import Desk
from ucvm.services.keeper import Keeper
from ucvm.tui.calls import CallLog
from ucvm.tui.names import FileNames
from ucvm.tui.view import EMPTY, Look, View, take_view

SLICE_SECONDS = 0.004
FRAME_SECONDS = 1 / 30
TOLD = 1_000
"""Lines of the narrator that a frame takes at most; of a flood the last ones are shown."""
_LEAST, _MOST = 1_000, 10_000_000


class Worker(threading.Thread):
    """`publish(output, view, told)` is called from this thread, at most 30 times a second; told are lines of the narrator."""

    def __init__(self, machine: Machine, publish: Callable[[bytes, View, list[str]], None], keeper: Keeper) -> None:
        super().__init__(name="machine", daemon=True)
        self.machine, self._keeper = machine, keeper
        self._publish = publish
        self._events: list[Event] = []
        self._questions: list[Callable[[Machine], None]] = []
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._ended = False
        self._desk = Desk(machine, self._wake.set)
        self._told: list[str] = []
        self._narrator = Narrator(machine, self._told.append)
        self._calls = CallLog(machine)
        self._names = FileNames(machine)
        self._slice = 20_000
        self._output: list[bytes] = []
        self._view = EMPTY
        self._published = 0.0
        self._idle_since: float | None = None
        self.watch_state = False
        """Put the state artifact into views whenever the machine comes to rest."""
        self.asked = 0
        """The process to look at; 0: the one that runs."""
        self.failure: BaseException | None = None

    def send(self, event: Event) -> None:
        """Queue an input; from any thread."""
        with self._lock:
            self._events.append(event)
        self._wake.set()

    def ask(self, question: Callable[[Machine], None]) -> None:
        """Have a look taken at the machine between two slices, in the worker's thread; it may change nothing."""
        with self._lock:
            self._questions.append(question)
        self._wake.set()

    def refresh(self) -> None:
        """Publish a view even if the machine rests."""
        self._view = EMPTY
        self._wake.set()

    def end(self) -> None:
        """Stop after the current slice."""
        self._ended = True
        self._wake.set()
        self.join(timeout=5)

    def run(self) -> None:
        """The loop; a failure is kept for the application to report."""
        try:
            while not self._ended and not self.machine.halted:
                self._turn()
            self._show(force=True)
        except BaseException as failure:
            self.failure = failure
            self._publish(b"", self._view._replace(halted=True), [])

    def _turn(self) -> None:
        self._take_events()
        self._desk.serve()
        self._narrator.look()
        self._calls.look()
        began = time.monotonic()
        outcome = self.machine.run(self._slice, until=self._mode_differs)
        took = time.monotonic() - began
        output = [data for _, data in self.machine.take_output()]
        self._output += output
        self._keeper.printed(b"".join(output))
        if outcome.reason == "budget":
            self._slice = max(_LEAST, min(_MOST, int(self._slice * SLICE_SECONDS / max(took, 1e-5))))
            self._show()
            self._keeper.busy(self.machine)
        elif outcome.reason == "idle":
            if line_wanted(self.machine.kernel):
                self._narrator.over()
            self._show(force=True)
            if line_wanted(self.machine.kernel):
                self._keeper.rest(self.machine)
            if not self._desk.serve():
                self._idle(outcome.deadline)

    def _mode_differs(self) -> bool:
        return self._narrator.differs() or self._calls.differs()

    def _take_events(self) -> None:
        self._wake.clear()
        with self._lock:
            events, self._events = self._events, []
            questions, self._questions = self._questions, []
        for question in questions:
            question(self.machine)
        if events:
            self._pass_time()
        for event in events:
            self.machine.send(event)

    def _idle(self, deadline: int | None) -> None:
        """Sleep until an input or the deadline; then the time that passed enters the machine."""
        if self._idle_since is None:
            self._idle_since = time.monotonic()
        if deadline is None:
            self._wake.wait()
            return
        left = (deadline - self.machine.kernel.clock_ns()) / 1e9 - (time.monotonic() - self._idle_since)
        if not self._wake.wait(max(left, 0)):
            self._pass_time()

    def _pass_time(self) -> None:
        if self._idle_since is not None:
            passed = int((time.monotonic() - self._idle_since) * 1e9)
            self._idle_since = None
            self.machine.send(Advance(passed))

    def _show(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._published < FRAME_SECONDS:
            return
        output, self._output = b"".join(self._output), []
        if force:
            self._names.rested()
        view = take_view(self.machine, Look(self.asked, self._view.pid, self._names.name_of))
        view = view._replace(calls=tuple(self._calls.lines))
        if self.watch_state and force and (view.ticks != self._view.ticks or not self._view.state):
            view = view._replace(state=self.machine.document())
        else:
            view = view._replace(state=self._view.state)
        told = self._told[-TOLD:]
        self._told.clear()
        if output or told or view != self._view:
            self._view, self._published = view, now
            self._publish(output, view, told)
