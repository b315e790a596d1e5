"""An engine that counts the seconds it runs."""

import time

from ucvm.hw.engines.base import Engine, Stop, Told
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace


class Stopwatch:
    """Another engine, timed: `seconds` is what its runs took so far."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self.seconds = engine, 0.0

    @property
    def pace(self) -> int:
        """See Engine."""
        return self._engine.pace

    def new_ram(self) -> Ram:
        """See Engine."""
        return self._engine.new_ram()

    def adopt(self, ram: Ram) -> None:
        """See Engine."""
        self._engine.adopt(ram)

    def fresh(self) -> Engine:
        """See Engine."""
        return Stopwatch(self._engine.fresh())

    def tracing(self, told: Told) -> Engine:
        """See Engine; it is not timed."""
        return self._engine.tracing(told)

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """See Engine."""
        began = time.perf_counter()
        stop = self._engine.run(space, budget)
        self.seconds += time.perf_counter() - began
        return stop
