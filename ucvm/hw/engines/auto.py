"""The engine that waits and sees: a run begins on the reference engine, which is there at once, and goes on in a fast one when it proves long.

The machine's memory moves with it, in place; nobody else can tell (design, law 6).
"""

from collections.abc import Callable
from pathlib import Path

from ucvm.hw.engines.base import Engine, EngineUnavailable, Stop, Told
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace
from ucvm.isa.trap import TrapKind

PATIENCE = 200_000
"""Instructions after which a run counts as long: the reference engine has then taken about as long as it takes to load a fast one."""
SHORT_PATIENCE = 10_000
"""The same where the fast engine is loaded already, for a copy of a machine that has it."""
NOTICE = 30 * PATIENCE
"""Instructions after which somebody waits who would not have to with a fast engine."""
_EVER = 1 << 63


class AutoEngine:
    """Runs instructions on what suits the length of the run. One instance serves one machine.

    `fast` makes the fast engine; it may raise EngineUnavailable, and then `warn` is told once the run is so long that it matters.
    """

    def __init__(self, fast: Callable[[], Engine], warn: Callable[[str], None], cache_folder: Path | None = None) -> None:
        self._fast, self._warn, self._cache_folder = fast, warn, cache_folder
        self._engine: Engine = ReferenceEngine(cache_folder)
        self._left = PATIENCE
        self._reason = ""

    @property
    def pace(self) -> int:
        """See Engine; that of the present one."""
        return self._engine.pace

    def new_ram(self) -> Ram:
        """Memory to begin with."""
        return self._engine.new_ram()

    def adopt(self, ram: Ram) -> None:
        """Serve a machine that has begun elsewhere."""
        self._engine.adopt(ram)

    def fresh(self) -> Engine:
        """For another machine, which costs next to nothing until it runs."""
        if isinstance(self._engine, ReferenceEngine):
            return AutoEngine(self._fast, self._warn, self._cache_folder)
        other = AutoEngine(self._engine.fresh, self._warn, self._cache_folder)
        other._left = SHORT_PATIENCE
        return other

    def tracing(self, told: Told) -> Engine:
        """See Engine: a fast one where there is one."""
        try:
            return self._fast().tracing(told)
        except EngineUnavailable:
            return self._engine.tracing(told)

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """Run up to `budget` instructions of a process; see Engine."""
        stop = self._engine.run(space, min(budget, self._left))
        self._left -= stop.executed
        if self._left:
            return stop
        self._hurry(space.ram)
        if stop.kind != TrapKind.BUDGET or stop.executed == budget:
            return stop
        rest = self._engine.run(space, budget - stop.executed)
        return rest._replace(executed=stop.executed + rest.executed)

    def _hurry(self, ram: Ram) -> None:
        """The run is long: go on in the fast engine; without one, go on and say so in time."""
        if self._reason:
            self._warn(self._reason)
            self._left = _EVER
            return
        try:
            engine = self._fast()
            engine.adopt(ram)
            self._engine, self._left = engine, _EVER
        except EngineUnavailable as error:
            self._reason, self._left = str(error), NOTICE
