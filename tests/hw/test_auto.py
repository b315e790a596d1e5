"""The engine that begins slow and goes on fast: the change shows nowhere, whenever it happens."""

import pytest

from ucvm.hw.engines import auto
from ucvm.hw.engines.auto import AutoEngine
from ucvm.hw.engines.base import Engine, EngineUnavailable
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine

LINE = "for i in 1 2 3; do echo $i | cat; done; exit 5"
SLICE = 7_001
"""So that the change also falls into the middle of a slice."""


def machine(engine: Engine) -> Machine:
    return Machine.boot(load_image(), argv=["sh", "-c", LINE], engine=engine, auto_advance=True)


def refuse(reason: str) -> None:
    raise AssertionError(reason)


def unavailable() -> Engine:
    raise EngineUnavailable("there is none")


@pytest.mark.parametrize("patience", [1, 1_000, 20_011, 50_000])
def test_the_change_shows_nowhere(patience: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto, "PATIENCE", patience)
    ours, reference = machine(AutoEngine(InterpreterEngine, refuse)), machine(ReferenceEngine())
    outcome = None
    while outcome is None or outcome.reason == "budget":
        outcome = ours.run(SLICE)
        assert outcome == reference.run(SLICE)
        assert ours.root() == reference.root()
    assert (outcome.reason, outcome.status) == ("halted", 5)
    assert ours.take_output() == reference.take_output()
    assert ours.ticks > patience, "the run was too short for a change"


def test_a_copy_and_a_checkpoint_outlive_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto, "PATIENCE", 30_000)
    ours = machine(AutoEngine(InterpreterEngine, refuse))
    ours.run(20_000)
    checkpoint, before = ours.checkpoint(), ours.copy()
    ours.run(20_000)
    after, root = ours.copy(), ours.root()
    assert after.root() == root
    before.run(20_000)
    ours.restore(checkpoint)
    ours.run(20_000)
    assert before.root() == ours.root() == root
    ends = [(it.run(10**7), it.root()) for it in (ours, before, after)]
    assert ends[0] == ends[1] == ends[2]


def test_without_a_fast_engine_a_long_run_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto, "PATIENCE", 5_000)
    monkeypatch.setattr(auto, "NOTICE", 20_000)
    said: list[str] = []
    ours = machine(AutoEngine(unavailable, said.append))
    ours.run(24_000)
    assert said == []
    assert ours.run(10**7).status == 5
    assert said == ["there is none"]


def test_without_a_fast_engine_a_short_run_says_nothing() -> None:
    ours = machine(AutoEngine(unavailable, refuse))
    assert ours.run(auto.PATIENCE).status == 5
