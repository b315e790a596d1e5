"""The same `$` inline: prompt_toolkit edits the line while the tty wants one, otherwise keys pass straight through.

An edited line is erased when it is finished; its bytes enter the tty, and the tty's own echo prints them. So what one sees is the machine's
output alone. When standard input is no terminal its bytes are typed at the console, and its end is the end of the session.
"""

import os
import select
import sys
import termios
import time
import tty
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.shortcuts import CompleteStyle

from ucvm.machine.complete import complete
from ucvm.machine.events import Advance, Keys, Resize
from ucvm.machine.inspect import line_wanted
from ucvm.machine.machine import Machine, Outcome
from ucvm.plain.batch import complain, write_all
from ucvm.replay.narrator import Narrator
from ucvm.services.delegation import Desk
from ucvm.services.keeper import Keeper

SLICE = 200_000
CHUNK = 4096
BUSY_SECONDS = 0.02
"""How long to wait for a key while a delegation service works."""
INTERRUPT, END_OF_FILE = b"\x03", b"\x04"
CLEAR_LINE = b"\r\x1b[K"
DIM, PLAIN = b"\x1b[2m", b"\x1b[m"


def run(machine: Machine, keeper: Keeper) -> int:
    """Work at the console until the machine halts; its status."""
    return _Terminal(machine, keeper).run() if os.isatty(0) else _typed(machine, keeper)


def _typed(machine: Machine, keeper: Keeper) -> int:
    """Standard input is typed, a chunk whenever the machine comes to rest."""
    desk, narrator = Desk(machine), Narrator(machine, complain)
    while True:
        narrator.look()
        outcome = machine.run(SLICE, until=narrator.differs)
        _print(machine, keeper)
        served = desk.serve()
        if outcome.reason in ("halted", "quota"):
            return outcome.status
        if outcome.reason == "idle" and outcome.deadline is not None:
            machine.send(Advance(outcome.deadline - machine.kernel.clock_ns()))
        elif outcome.reason == "idle" and not served and not desk.wait():
            narrator.over()
            keeper.rest(machine)
            machine.send(Keys(sys.stdin.buffer.readline() or END_OF_FILE))


def _print(machine: Machine, keeper: Keeper) -> bytes:
    data = b"".join(data for _, data in machine.take_output())
    keeper.printed(data)
    write_all(1, data)
    return data


class _Words(Completer):
    """Completion from the machine's own files."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The words that the one before the cursor may become."""
        found = complete(self._machine, document.text, document.cursor_position)
        for word in found.words:
            yield Completion(word if word.endswith("/") else word + " ", found.start - document.cursor_position, display=word)


class _Terminal:
    """A session on a real terminal."""

    def __init__(self, machine: Machine, keeper: Keeper) -> None:
        self.machine, self.keeper, self.desk = machine, keeper, Desk(machine)
        self.session: PromptSession[str] = PromptSession(
            erase_when_done=True,
            history=InMemoryHistory(keeper.recall.lines),
            completer=_Words(machine),
            complete_while_typing=False,
            complete_style=CompleteStyle.READLINE_LIKE,
            auto_suggest=AutoSuggestFromHistory(),
            enable_history_search=True,
        )
        self.line = keeper.console.rpartition(b"\n")[2]
        self.narrator = Narrator(machine, self._tell)
        self.resting = time.monotonic()

    def run(self) -> int:
        """Turn by turn: run, print, then a line, a key or time."""
        write_all(1, self.line)
        size = os.get_terminal_size(0)
        self.machine.send(Resize(size.lines, size.columns))
        with _raw(0):
            while True:
                self.narrator.look()
                outcome = self.machine.run(SLICE, until=self.narrator.differs)
                self._show()
                if outcome.reason in ("halted", "quota"):
                    return outcome.status
                self._input(outcome)

    def _show(self) -> None:
        self.line = (self.line + _print(self.machine, self.keeper)).rpartition(b"\n")[2]

    def _tell(self, text: str) -> None:
        """A line of the narrator's above the one that is being written."""
        write_all(2, CLEAR_LINE + DIM + text.encode() + PLAIN + b"\r\n" + self.line)

    def _input(self, outcome: Outcome) -> None:
        self.resting = time.monotonic()
        if outcome.reason == "budget":
            self.keeper.busy(self.machine)
        if self.desk.serve():
            return
        if outcome.reason == "idle" and line_wanted(self.machine.kernel):
            self.narrator.over()
            self.keeper.rest(self.machine)
            self._send(self._edited())
        else:
            self._send(self._pressed(outcome))

    def _send(self, data: bytes) -> None:
        self.machine.send(Advance(int((time.monotonic() - self.resting) * 1e9)))
        if data:
            self.machine.send(Keys(data))

    def _edited(self) -> bytes:
        """A line of the person's; what the machine printed before it stays in front."""
        prompt = self.line.decode("utf-8", "replace")
        write_all(1, CLEAR_LINE)
        try:
            line = self.session.prompt(ANSI(prompt))
            self.keeper.recall.add(line)
            data = line.encode("utf-8", "surrogateescape") + b"\r"
        except KeyboardInterrupt:
            data = INTERRUPT
        except EOFError:
            data = END_OF_FILE
        write_all(1, self.line)
        return data

    def _pressed(self, outcome: Outcome) -> bytes:
        """Keys as they are; when the machine rests, wait for one until its next deadline."""
        wait = 0.0
        if outcome.reason == "idle":
            left = None if outcome.deadline is None else (outcome.deadline - self.machine.kernel.clock_ns()) / 1e9
            wait = 3600.0 if left is None else max(left, 0.0)
            wait = min(wait, BUSY_SECONDS) if self.desk.busy else wait
        ready, _, _ = select.select([0], [], [], wait)
        return os.read(0, CHUNK) if ready else b""


@contextmanager
def _raw(descriptor: int) -> Iterator[None]:
    """The host's terminal without a line discipline of its own: the machine's does everything."""
    before = termios.tcgetattr(descriptor)
    try:
        tty.setraw(descriptor, termios.TCSANOW)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)
