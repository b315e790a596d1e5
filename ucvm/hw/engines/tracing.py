"""Engines that tell the pc of every instruction: what a trace of level 3 runs on. What an instruction did to registers and memory follows from the
state before it, so more need not be noted.

A run is over when the ring is full; nobody can tell, as a run may be cut anywhere.
"""

from array import array
from pathlib import Path
from typing import ClassVar

from ucvm.hw.engines import control
from ucvm.hw.engines.base import Engine, Stop, Told
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import Code, Operation, ReferenceEngine
from ucvm.hw.mmu import AddressSpace


class TracingInterpreter(InterpreterEngine):
    """The interpreter with a ring behind its memory. It stands in for the engine `instead`, of whose kind another machine's is."""

    _variant: ClassVar[str] = "tracing"

    def __init__(self, told: Told, instead: Engine, cache_folder: Path | None = None) -> None:
        super().__init__(cache_folder)
        self._told, self._instead = told, instead
        self._ring = self._instance.buffer[control.RING : control.RING + 4 * control.RING_SIZE].cast("I")

    def fresh(self) -> Engine:
        """An engine for another machine, which nobody traces."""
        return self._instead.fresh()

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """Run up to `budget` instructions or as many as the ring takes; see Engine."""
        budget = min(budget, control.RING_SIZE)
        self._control[control.LEFT] = budget
        stop = super().run(space, budget)
        if stop.executed:
            self._told(self._ring[budget - stop.executed : budget].tobytes())
        return stop

    def _step(self, space: AddressSpace) -> Stop:
        self._ring[self._control[control.LEFT] - 1] = space.pc
        return super()._step(space)


class TracingReference(ReferenceEngine):
    """The reference engine, whose table of closures notes what is asked for."""

    def __init__(self, told: Told, cache_folder: Path | None = None) -> None:
        super().__init__(cache_folder)
        self._told = told
        self._pcs = array("I")

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """See TracingInterpreter.run."""
        del self._pcs[:]
        stop = super().run(space, min(budget, control.RING_SIZE))
        if stop.executed:
            self._told(self._pcs[::-1].tobytes())
        return stop

    def _stretch(self, code: Code, pc: int, budget: int) -> tuple[int, int, Stop | None]:
        noting = _Noting(code)
        pc, executed, stop = super()._stretch(noting, pc, budget)
        self._pcs.extend(noting.pcs[:executed])
        return pc, executed, stop


class _Noting(Code):
    """The closures of a text by pc, which may become more."""

    def __init__(self, code: Code) -> None:
        super().__init__()
        self.code = code
        self.pcs: list[int] = []

    def __getitem__(self, pc: int) -> Operation:
        self.pcs.append(pc)
        return self.code[pc]

    def __setitem__(self, pc: int, operation: Operation) -> None:
        self.code[pc] = operation

    def __contains__(self, pc: object) -> bool:
        return pc in self.code
