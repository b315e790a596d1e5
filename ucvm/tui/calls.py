"""The last system calls as lines of strace, heard while the mode is FULL."""

from collections import deque

from ucvm.machine.machine import Machine
from ucvm.machine.trace import KERNEL, Trace
from ucvm.replay.exports.strace import Strace

KEPT = 100
"""Lines that are kept."""


class CallLog:
    """`lines` are the last ones, the newest last."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._trace: Trace | None = None
        self.lines: deque[str] = deque(maxlen=KEPT)

    def differs(self) -> bool:
        """Whether the mode is another one than before."""
        return self._machine.kernel.mode.should_show_hardware() != (self._trace is not None)

    def look(self) -> None:
        """Follow the mode."""
        if not self.differs():
            return
        if self._trace:
            self._trace.close()
            self._trace = None
            self.lines.clear()
        else:
            strace = Strace(self._machine, lambda text: self.lines.append(text.rstrip("\n")))
            self._trace = Trace(self._machine, KERNEL, strace.tell)
