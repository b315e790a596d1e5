"""What a device driver is (specification 8.4): a pure state machine over one record."""

from abc import ABC, abstractmethod
from collections.abc import MutableMapping
from typing import Any, Generic, TypeVar

State = TypeVar("State")


class DeviceDriver(ABC, Generic[State]):
    """One device. Its whole state is the record at `name` in the table it was given; methods replace the record."""

    name: str

    def __init__(self, records: MutableMapping[str, Any], initial: State) -> None:
        self._records = records
        self._records.setdefault(self.name, initial)

    @property
    def state(self) -> State:
        """The device's record."""
        return self._records[self.name]  # type: ignore[no-any-return]

    @state.setter
    def state(self, value: State) -> None:
        self._records[self.name] = value

    @abstractmethod
    def read(self, offset: int, size: int) -> bytes:
        """`size` bytes of the registers from `offset` (0-255) on; what is no register reads as 0."""

    @abstractmethod
    def write(self, offset: int, data: bytes) -> int:
        """Write registers; the number of bytes taken."""

    @abstractmethod
    def ioctl(self, command: int, argument: int) -> int:
        """A device's own command; raises ValueError when it has no such command."""


def window(registers: dict[int, int], offset: int, size: int) -> bytes:
    """Read from 32-bit registers by offset as the program's access of `size` bytes sees them."""
    word = registers.get(offset & ~3, 0) & 0xFFFFFFFF
    return (word >> 8 * (offset & 3)).to_bytes(4, "little")[:size]
