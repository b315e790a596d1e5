"""The clock: virtual time as a device. Registers: TICKS +0 (64 bits), NANOSECONDS since boot +8 (64 bits), CONTROL +16, STEP +20.

CONTROL 1 freezes what the registers show, 0 lets them run on from there; STEP adds that many nanoseconds while frozen. Time itself
(design law 4) does not stop: only this device's face does.
"""

from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

from ucvm.hw.devices.base import DeviceDriver, window

TICKS, NANOSECONDS, CONTROL, STEP = 0, 8, 16, 20


class Now(NamedTuple):
    """The machine's time: retired instructions, virtual nanoseconds since boot."""

    ticks: int
    nanoseconds: int


class ClockState(NamedTuple):
    """What the face shows: `behind` nanoseconds behind the machine's time, or standing at `frozen`."""

    behind: int = 0
    frozen: int | None = None


class Clock(DeviceDriver[ClockState]):
    """`now` gives the machine's time."""

    name = "clock"

    def __init__(self, records: MutableMapping[str, Any], now: Callable[[], Now]) -> None:
        super().__init__(records, ClockState())
        self._now = now

    def nanoseconds(self) -> int:
        """What the face shows, in nanoseconds since boot."""
        behind, frozen = self.state
        return frozen if frozen is not None else self._now().nanoseconds - behind

    def read(self, offset: int, size: int) -> bytes:
        """Registers."""
        ticks, shown = self._now().ticks, self.nanoseconds()
        registers = {TICKS: ticks, TICKS + 4: ticks >> 32, NANOSECONDS: shown, NANOSECONDS + 4: shown >> 32}
        return window(registers | {CONTROL: self.state.frozen is not None}, offset, size)

    def write(self, offset: int, data: bytes) -> int:
        """CONTROL and STEP; other registers ignore what is written."""
        value = int.from_bytes(data, "little")
        if offset in (CONTROL, STEP):
            self.ioctl(offset, value)
        return len(data)

    def ioctl(self, command: int, argument: int) -> int:
        """CONTROL: freeze (1) or run (0); STEP: move a frozen face by `argument` nanoseconds."""
        shown = self.nanoseconds()
        if command == CONTROL:
            self.state = ClockState(0, shown) if argument else ClockState(self._now().nanoseconds - shown, None)
        elif command == STEP and self.state.frozen is not None:
            self.state = ClockState(0, shown + argument)
        elif command != STEP:
            raise ValueError(f"clock: no command {command:#x}")
        return 0
