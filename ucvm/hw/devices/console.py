"""The console: where keys arrive and characters leave. Registers: DATA +0, STATUS +4, COUNT +8.

DATA reads the next input byte (0xFFFFFFFF when there is none) and writes one output byte; STATUS has bit 0 when input waits; COUNT is
the number of waiting bytes. The input ring is bounded: what does not fit is dropped and counted.
"""

from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

from ucvm.hw.devices.base import DeviceDriver, window

DATA, STATUS, COUNT = 0, 4, 8
RING_SIZE = 4096


class ConsoleState(NamedTuple):
    """Input bytes not yet taken, and how many were dropped because the ring was full."""

    waiting: bytes = b""
    dropped: int = 0


class Console(DeviceDriver[ConsoleState]):
    """`emit` takes output bytes out of the machine."""

    name = "console"

    def __init__(self, records: MutableMapping[str, Any], emit: Callable[[bytes], None]) -> None:
        super().__init__(records, ConsoleState())
        self._emit = emit

    def receive(self, data: bytes) -> None:
        """Keys arrive from outside."""
        waiting, dropped = self.state
        room = RING_SIZE - len(waiting)
        self.state = ConsoleState(waiting + data[:room], dropped + max(0, len(data) - room))

    def take(self, count: int = RING_SIZE) -> bytes:
        """Remove and return up to `count` waiting bytes."""
        waiting, dropped = self.state
        self.state = ConsoleState(waiting[count:], dropped)
        return waiting[:count]

    def read(self, offset: int, size: int) -> bytes:
        """Registers; reading DATA takes a byte."""
        waiting = self.state.waiting
        if offset & ~3 == DATA:
            word = self.take(1)[0] if waiting else 0xFFFFFFFF
            return window({DATA: word}, offset, size)
        return window({STATUS: bool(waiting), COUNT: len(waiting)}, offset, size)

    def write(self, offset: int, data: bytes) -> int:
        """A byte to DATA is put out; other registers ignore what is written."""
        if offset == DATA:
            self._emit(data[:1])
        return len(data)

    def ioctl(self, command: int, argument: int) -> int:
        """The console has no commands; the terminal's are the line discipline's."""
        raise ValueError(f"console: no command {command:#x}")
