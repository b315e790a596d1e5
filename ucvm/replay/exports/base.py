"""What every export is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar

from ucvm.machine.machine import Machine
from ucvm.machine.trace import KERNEL, Packed

Write = Callable[[str], object]


class Export(ABC):
    """Writes the events of one machine. It looks at the machine while an event is told, when memory is as it was at that moment."""

    levels: ClassVar[range] = range(KERNEL, KERNEL + 1)
    """The levels of a trace it can show; KERNEL is the usual one."""

    def __init__(self, machine: Machine, write: Write) -> None:
        self.machine, self.write = machine, write

    @abstractmethod
    def tell(self, event: Packed) -> None:
        """Something happened."""

    @abstractmethod
    def close(self) -> None:
        """It was the last event."""
