"""Engines that tell every instruction: the same pcs as one by one, and the same ends as engines that tell nothing."""

from array import array
from collections.abc import Callable

import pytest

from tests.hw.bench import DATA, TEXT, Bench, assemble
from ucvm.abi.layout import PTE_DEVICE, PTE_WRITE
from ucvm.hw.engines import control, fuzz
from ucvm.hw.engines.auto import AutoEngine
from ucvm.hw.engines.base import Engine, EngineUnavailable, Stop, Told
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.translator import TranslatorEngine
from ucvm.isa.trap import TrapKind

pytest.importorskip("wasmtime")
LOOP = assemble(("add.n", {"d": 0, "i": 1}), ("stw.0", {"a": 0, "b": 1}), ("jmp.b", {"t": TEXT}))
PLACES = (TEXT, TEXT + 2, TEXT + 4)


def silent(pcs: bytes) -> None:
    """Nobody listens."""


def unavailable() -> Engine:
    raise EngineUnavailable("no fast engine")


TRACING: dict[str, Callable[[Told], Engine]] = {
    "reference": lambda told: ReferenceEngine().tracing(told),
    "interpreter": lambda told: InterpreterEngine().tracing(told),
    "translator": lambda told: TranslatorEngine(eager=1).tracing(told),
    "auto": lambda told: AutoEngine(InterpreterEngine, print).tracing(told),
    "auto without a fast one": lambda told: AutoEngine(unavailable, print).tracing(told),
}


class Traced(Bench):
    """A bench on a tracing engine: `pcs` are those told so far."""

    def __init__(self, code: bytes, make: Callable[[Told], Engine], monkeypatch: pytest.MonkeyPatch) -> None:
        self.pcs: list[int] = []
        monkeypatch.setattr(Bench, "make_engine", staticmethod(lambda: make(self.tell)))
        super().__init__(code)
        self.space.set(1, DATA)

    def tell(self, pcs: bytes) -> None:
        self.pcs += reversed(array("I", pcs))


def test_tracing_engines_agree_with_the_others_on_random_programs() -> None:
    makers = [ReferenceEngine, *(lambda kind=kind: TRACING[kind](silent) for kind in ("reference", "interpreter"))]  # type: ignore[misc]
    _, failure = fuzz.hunt(makers, iter(range(100)))
    assert not failure, failure


@pytest.mark.parametrize("kind", TRACING)
def test_every_instruction_is_told_in_its_order(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Traced(LOOP, TRACING[kind], monkeypatch)
    assert bench.run(100) == Stop(100, TrapKind.BUDGET)
    assert bench.pcs == [PLACES[number % 3] for number in range(100)]


@pytest.mark.parametrize("kind", TRACING)
def test_a_run_is_over_when_the_ring_is_full(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Traced(LOOP, TRACING[kind], monkeypatch)
    assert bench.run(control.RING_SIZE + 5) == Stop(control.RING_SIZE, TrapKind.BUDGET)
    assert bench.run(5) == Stop(5, TrapKind.BUDGET)
    assert bench.pcs == [PLACES[number % 3] for number in range(control.RING_SIZE + 5)]


@pytest.mark.parametrize("kind", TRACING)
def test_what_did_nothing_is_not_told(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Traced(LOOP, TRACING[kind], monkeypatch)
    bench.space.set(1, 0x9000)
    assert bench.run(100) == Stop(1, TrapKind.FAULT, 0x9000, True)
    assert bench.run(100) == Stop(0, TrapKind.FAULT, 0x9000, True)
    bench.space.set(1, DATA)
    bench.run(2)
    assert bench.pcs == list(PLACES)


@pytest.mark.parametrize("kind", TRACING)
def test_an_instruction_that_reaches_a_device_is_told_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Traced(LOOP, TRACING[kind], monkeypatch)
    bench.map(9, 5, PTE_WRITE | PTE_DEVICE)
    bench.space.set(1, 0x9000)
    assert bench.run(100) == Stop(1, TrapKind.DEVICE, 0x9000, True)
    bench.space.bounce = lambda address, size, write: 0
    assert bench.run(1).executed == 1
    assert bench.pcs == list(PLACES[:2])


def test_memory_goes_to_the_tracing_engine_and_back() -> None:
    plain = InterpreterEngine()
    ram = plain.new_ram()
    ram.write(0x5000, b"here")
    tracing = plain.tracing(silent)
    tracing.adopt(ram)
    ram.write(0x5004, b"there")
    plain.adopt(ram)
    assert ram.read(0x5000, 9) == b"herethere"
    assert type(tracing.fresh()) is InterpreterEngine
    with pytest.raises(AssertionError, match="an engine serves one machine"):
        plain.adopt(InterpreterEngine().new_ram())
