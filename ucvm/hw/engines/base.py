"""What every engine offers."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace
from ucvm.isa.trap import TrapKind


class Stop(NamedTuple):
    """Why and when a run ended.

    executed: instructions retired. kind: BUDGET, or the trap. value: INT number, fault address, control register. write: whether a
    fault was a write.
    """

    executed: int
    kind: TrapKind
    value: int = 0
    write: bool = False


Told = Callable[[bytes], None]
"""Gets the pcs of the instructions that a run retired, the last first, as little-endian words."""


class EngineUnavailable(Exception):  # noqa: N818 - it is no mistake of the program's
    """wasmtime is not installed or does not work here; the message says what to do."""


class Engine(Protocol):
    """Runs a process's instructions; everything it knows of the process is in the address space. One engine serves one machine."""

    @property
    def pace(self) -> int:
        """How many instructions it does in about 20 milliseconds on a usual host: how densely who looks back has to note where it was."""

    def new_ram(self) -> Ram:
        """Memory, all zero, for this engine's machine."""

    def adopt(self, ram: Ram) -> None:
        """Instead of new_ram: serve a machine that has begun on another engine, whose memory stays the same object; or serve one's own again."""

    def fresh(self) -> "Engine":
        """An engine of the same kind for another machine."""

    def tracing(self, told: Told) -> "Engine":
        """Another engine for the same machine, to be adopted, that tells the pc of every instruction; its runs may end earlier than their budget."""

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """Run up to `budget` instructions; registers are read from and written back to the context block."""
