"""Breakpoints and watched bytes: where engines stop for a debugger, and that nobody else can tell."""

from collections.abc import Callable

import pytest

from tests.hw.bench import DATA, TEXT, Bench, assemble
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.translator import TranslatorEngine
from ucvm.isa.trap import TrapKind

pytest.importorskip("wasmtime")
LOOP = assemble(("add.n", {"d": 0, "i": 1}), ("stw.0", {"a": 0, "b": 1}), ("stb.b", {"a": 0, "b": 1, "o": 9}), ("jmp.b", {"t": TEXT}))
STORE, BYTE, JUMP = TEXT + 2, TEXT + 4, TEXT + 7


@pytest.fixture(params=[ReferenceEngine, InterpreterEngine, lambda: TranslatorEngine(eager=1)], ids=["reference", "interpreter", "translator"])
def bench(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Bench:
    make: Callable[[], Engine] = request.param
    monkeypatch.setattr(Bench, "make_engine", staticmethod(make))
    found = Bench(LOOP)
    found.space.set(1, DATA)
    assert found.run(40) == Stop(40, TrapKind.BUDGET)
    return found


def test_a_breakpoint_stops_before_its_instruction(bench: Bench) -> None:
    bench.space.debug(breakpoints=[JUMP])
    assert bench.run(100) == Stop(3, TrapKind.BREAK, JUMP)
    assert bench.space.pc == JUMP
    assert bench.run(100) == Stop(0, TrapKind.BREAK, JUMP)


def test_after_a_step_without_it_the_run_comes_back_to_it(bench: Bench) -> None:
    bench.space.debug(breakpoints=[STORE])
    bench.run(100)
    bench.space.debug()
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    bench.space.debug(breakpoints=[STORE])
    assert bench.run(100) == Stop(3, TrapKind.BREAK, STORE)


def test_the_budget_ends_before_the_breakpoint_is_met(bench: Bench) -> None:
    bench.space.debug(breakpoints=[STORE])
    assert bench.run(1) == Stop(1, TrapKind.BUDGET)
    assert bench.run(1) == Stop(0, TrapKind.BREAK, STORE)


def test_breakpoints_name_a_bank(bench: Bench) -> None:
    bench.space.debug(breakpoints=[0x30000 | STORE])
    assert bench.run(100) == Stop(100, TrapKind.BUDGET)


def test_a_watched_byte_stops_before_the_write_and_its_neighbours_do_not(bench: Bench) -> None:
    bench.space.debug(watched=[DATA + 9])
    before = bench.space.copy_in(DATA + 8, 2)
    assert bench.run(100) == Stop(2, TrapKind.WATCH, DATA + 9, True)
    assert bench.space.pc == BYTE
    assert bench.space.copy_in(DATA + 8, 2) == before
    bench.space.debug(watched=[DATA + 8, DATA + 10, DATA + 4])
    assert bench.run(100) == Stop(100, TrapKind.BUDGET)


def test_a_watched_byte_of_a_word_that_is_written_last(bench: Bench) -> None:
    bench.space.debug(watched=[DATA + 3])
    assert bench.run(100) == Stop(1, TrapKind.WATCH, DATA, True)


def test_who_is_watched_leaves_the_same(bench: Bench) -> None:
    watched, plain = bench, Bench(LOOP)
    plain.space.set(1, DATA)
    plain.run(40)
    for _ in range(7):
        watched.space.debug(breakpoints=[JUMP], watched=[DATA])
        stop = watched.run(100)
        watched.space.debug()
        watched.run(1)
        plain.run(stop.executed + 1)
        assert watched.ram.u8 == plain.ram.u8
    watched.space.debug(breakpoints=[JUMP + 100], watched=[DATA + 100])
    assert watched.run(1000) == plain.run(1000)
    assert watched.ram.u8 == plain.ram.u8
    assert watched.ram.dirty == plain.ram.dirty
