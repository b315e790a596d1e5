"""Writes the state artifact to disk while a machine lives: at the start, whenever it rests at a prompt, at the end."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from ucvm.machine.machine import Machine
from ucvm.services.recall import Recall

if TYPE_CHECKING:
    from ucvm.services.machines import MachineFolder

CONSOLE_KEPT = 1 << 16
"""Bytes of console output that are kept."""
KEEP_SECONDS = 2.0
"""How often a busy machine is written."""


class Keeper:
    """Knows where a machine's artifact is wanted; doors tell it what was printed and when the machine rests at a prompt."""

    def __init__(self, folder: "MachineFolder | None" = None, state: Path | None = None, console: bytes = b"") -> None:
        self._folder, self._state = folder, state
        self._written, self._when = -1, time.monotonic()
        self.console = console
        """The end of what the console printed."""
        self.problem: OSError | None = None
        """Why the artifact could not be written, the first time."""
        self.recall = Recall(folder.path / "lines" if folder else None)
        """What was typed at the machine's prompt."""

    def printed(self, data: bytes) -> None:
        """The console printed something."""
        if self._folder is not None:
            self.console = (self.console + data)[-CONSOLE_KEPT:]

    def rest(self, machine: Machine) -> None:
        """The machine rests: write if something happened since."""
        if machine.ticks != self._written:
            self.write(machine)

    def busy(self, machine: Machine) -> None:
        """The machine runs on: write now and then, so that little has to be done again if the door is killed."""
        if time.monotonic() - self._when >= KEEP_SECONDS:
            self.rest(machine)

    def write(self, machine: Machine) -> None:
        """Write the artifact; a failure is kept in `problem`."""
        self._written, self._when = machine.ticks, time.monotonic()
        if self._folder is None and self._state is None:
            return
        from ucvm.state import artifact  # a machine that is not kept does not need it

        document = machine.document()
        try:
            if self._folder is not None:
                self._folder.write(machine, document, self.console)
                self.problem = self.problem or self._folder.problem
            if self._state is not None:
                artifact.write(self._state, document)
        except OSError as problem:
            self.problem = self.problem or problem
