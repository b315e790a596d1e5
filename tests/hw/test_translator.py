"""The translator's ways out, one by one, against the reference engine; what it translates, and what it keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hw.bench import DATA, STACK, TEXT, Bench, assemble
from ucvm.abi.layout import PTE_DEVICE, PTE_EXEC, PTE_WRITE
from ucvm.hw.engines import text, translator
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.text import text_of
from ucvm.hw.engines.translator import HEAT, PATIENCE, TranslatorEngine
from ucvm.isa.trap import TrapKind

pytest.importorskip("wasmtime")
Prepare = Callable[[Bench], None]
COUNT = ("add.n", {"d": 0, "i": 1})
AGAIN = ("jmp.a", {"t": TEXT})
UNKNOWN = b"\xa0"
"""An opcode that the table leaves to extensions."""


def bench_on(engine: Engine, code: bytes) -> Bench:
    class OnEngine(Bench):
        make_engine = staticmethod(lambda: engine)

    return OnEngine(code)


def both(code: bytes, prepare: Prepare = lambda bench: None, budgets: tuple[int, ...] = (7, 100, 1, 2, 50)) -> list[Stop]:
    """The stops of runs on both engines, which have to leave the same; something has to be translated."""
    benches = [bench_on(engine, code) for engine in (ReferenceEngine(), TranslatorEngine(eager=1))]
    for bench in benches:
        prepare(bench)
    stops = [[bench.run(budget) for budget in budgets] for bench in benches]
    assert stops[0] == stops[1]
    assert benches[0].ram.u8 == benches[1].ram.u8
    assert benches[0].ram.dirty == benches[1].ram.dirty
    assert benches[0].space.write_pages == benches[1].space.write_pages
    assert any(text_of(benches[1].space).units.values())
    return stops[0]


def registers(**values: int) -> Prepare:
    def prepare(bench: Bench) -> None:
        for name, value in values.items():
            bench.space.set(int(name[1:]), value)

    return prepare


def test_the_tail_of_a_budget() -> None:
    code = assemble(COUNT, COUNT, COUNT, COUNT, COUNT, AGAIN)
    assert both(code, budgets=tuple(range(1, 20))) == [Stop(budget, TrapKind.BUDGET) for budget in range(1, 20)]


def test_a_fault_in_the_middle_of_a_line_costs_what_was_done() -> None:
    code = assemble(COUNT, COUNT, ("ldw.0", {"d": 2, "a": 1}), ("add.b", {"d": 1, "a": 1, "i": 64}), COUNT, AGAIN)
    stops = both(code, registers(r1=DATA), (7, 1000, 50))
    assert [stop.kind for stop in stops] == [TrapKind.BUDGET, TrapKind.FAULT, TrapKind.FAULT]
    assert stops[-1].kind == TrapKind.FAULT
    assert stops[-1].executed == 0


def test_an_unaligned_access() -> None:
    code = assemble(COUNT, ("ldw.0", {"d": 2, "a": 1}), ("add.b", {"d": 1, "a": 1, "i": 2}), AGAIN)
    assert both(code, registers(r1=DATA))[0] == Stop(5, TrapKind.ALIGN, DATA + 2)


@pytest.mark.parametrize("spelling", ["div", "divs", "mod", "mods"])
def test_a_division_by_zero(spelling: str) -> None:
    code = assemble(COUNT, (spelling, {"d": 2, "a": 1}), ("sub.n", {"d": 1, "i": 1}), AGAIN)
    assert both(code, registers(r1=3))[1].kind == TrapKind.DIVIDE


def test_an_unknown_opcode_and_a_system_call_are_left_to_others() -> None:
    code = assemble(COUNT, ("beq.b", {"a": 0, "i": 5, "t": TEXT + 9}), AGAIN) + assemble(("syscall", {})) + UNKNOWN
    assert [stop.kind for stop in both(code, budgets=(100, 100))] == [TrapKind.SYSCALL, TrapKind.ILLEGAL]


def test_a_device() -> None:
    code = assemble(COUNT, ("ldw.0", {"d": 2, "a": 1}), ("add.h", {"d": 1, "a": 1, "i": 0x1000}), AGAIN)

    def prepare(bench: Bench) -> None:
        bench.map(9, 0, PTE_WRITE | PTE_DEVICE)
        bench.space.set(1, DATA)

    assert both(code, prepare)[0] == Stop(5, TrapKind.DEVICE, DATA + 0x1000)


def test_another_bank() -> None:
    code = assemble(COUNT, ("add.t", {"d": 1, "a": 1, "b": 2}), ("jmp.r", {"a": 1}))
    assert both(code, registers(r1=TEXT - 0x10000, r2=0x10000))[0] == Stop(6, TrapKind.BANK, TEXT + 0x10000)


def test_a_first_write_in_translated_code() -> None:
    def prepare(bench: Bench) -> None:
        bench.space.set(1, DATA)
        bench.ram.dirty.clear()
        bench.space.refresh()

    both(assemble(COUNT, ("stb.r", {"b": 1, "a": 0}), AGAIN), prepare)


def test_words_across_a_page() -> None:
    code = assemble(("enter", {"k": 4, "f": 3}), ("mov.b", {"d": 4, "i": 9}), ("leave", {"k": 4, "f": 3}), ("add.p", {"i": -4}), AGAIN)

    def prepare(bench: Bench) -> None:
        bench.map(13, 7, PTE_WRITE)
        bench.space.sp = STACK - 4096 + 32

    both(code, prepare, (200, 200))


def test_a_return_address_in_the_page_behind_the_registers() -> None:
    code = assemble(("mov.h", {"d": 6, "i": 0xDFF0}), ("mov.p", {"a": 6}), COUNT, ("retx", {"k": 4, "f": 0}))

    def prepare(bench: Bench) -> None:
        bench.map(13, 7, PTE_WRITE)
        bench.space.copy_out(0xE000, TEXT.to_bytes(4, "little"))

    both(code, prepare, (200, 200))


def test_recursion_that_is_taken_in() -> None:
    begin = (("enter", {"k": 2, "f": 0}), ("mov.r", {"d": 4, "a": 0}), ("cmp.n", {"a": 4, "i": 2}))
    middle = (("add.b", {"d": 0, "a": 4, "i": -1}), ("call.a", {"t": TEXT}), ("mov.r", {"d": 5, "a": 0}), ("add.b", {"d": 0, "a": 4, "i": -2}))
    last = (("call.a", {"t": TEXT}), ("add.r", {"d": 0, "a": 5}))
    end = TEXT + len(assemble(*begin, ("jlt.b", {"t": TEXT}), *middle, *last))
    code = assemble(*begin, ("jlt.b", {"t": end}), *middle, *last, ("retx", {"k": 2, "f": 0}))

    def prepare(bench: Bench) -> None:
        bench.space.set(0, 12)
        bench.space.sp = STACK - 4
        bench.space.copy_out(STACK - 4, (0x20000 | TEXT).to_bytes(4, "little"))

    both(code, prepare, tuple(range(50, 400)))
    assert both(code, prepare, (999, 1_000_000))[-1].kind == TrapKind.BANK


def test_an_instruction_across_pages_in_translated_code() -> None:
    code = assemble(("mov.w", {"d": 4, "i": 0x12345678}), COUNT, ("jmp.b", {"t": TEXT}))

    def prepare(bench: Bench) -> None:
        bench.map(2, 9, PTE_EXEC)
        bench.ram.write(3 * 4096 - 3, code[:3])
        bench.ram.write(9 * 4096, code[3:])
        bench.space.pc = 0x2000 - 3

    both(b"", prepare)


def test_calls_that_never_return_do_not_fill_the_host_s_stack() -> None:
    both(assemble(("call.a", {"t": TEXT + 3}), ("pop", {"d": 1}), COUNT, AGAIN), budgets=(100_000, 99))


def test_recursion_deeper_than_calls_within_units_go() -> None:
    body = (("sub.n", {"d": 0, "i": 1}), ("call.a", {"t": TEXT}), ("add.n", {"d": 3, "i": 1}), ("ret", {}))
    size = len(assemble(("bz.h", {"a": 0, "t": TEXT}), *body))
    code = assemble(("bz.h", {"a": 0, "t": TEXT + size - 1}), *body)

    def prepare(bench: Bench) -> None:
        bench.space.set(0, 900)
        bench.space.sp = STACK - 4
        bench.space.copy_out(STACK - 4, (0x20000 | TEXT).to_bytes(4, "little"))

    stops = both(code, prepare, (777, 10_000))
    assert stops[-1].kind == TrapKind.BANK


@pytest.mark.parametrize("spelling", ["call.r", "jmp.r"])
def test_addresses_from_registers(spelling: str) -> None:
    code = assemble(COUNT, (spelling, {"a": 1}), AGAIN, ("add.n", {"d": 2, "i": 1}), ("ret", {}))

    def prepare(bench: Bench) -> None:
        bench.space.set(1, TEXT + 7)
        bench.space.sp = STACK - 4
        bench.space.copy_out(STACK - 4, TEXT.to_bytes(4, "little"))

    both(code, prepare)


def test_a_jump_table_and_numbers_outside_it() -> None:
    table, places = TEXT + 0x40, (TEXT + 0x20, TEXT + 0x24, TEXT + 0x28)
    code = assemble(("and.n", {"d": 0, "i": 3}), ("mov.i", {"d": 3, "i": table}), ("ldh.x", {"d": 2, "b": 3, "i": 0}), ("jmp.r", {"a": 2}))

    def prepare(bench: Bench) -> None:
        for number, place in enumerate(places):
            back = bytes([0x22, TEXT - place - 4 & 0xFF])
            bench.ram.write(2 * 4096 + place - TEXT, assemble(("add.n", {"d": 0, "i": number % 2 + 1})) + back)
            bench.ram.write(2 * 4096 + table - TEXT + 2 * number, place.to_bytes(2, "little"))

    stops = both(code, prepare, (3, 90, 50, 20))
    assert TrapKind.FAULT in {stop.kind for stop in stops}


def test_flags_that_meet_from_different_operations() -> None:
    code = assemble(
        ("cmp.n", {"a": 0, "i": 3}), ("jltu.b", {"t": TEXT + 6}), ("add.r", {"d": 1, "a": 2}), ("setltu", {"d": 3}),
        ("adc", {"d": 4, "a": 3}), ("setlt", {"d": 5}), ("setgtu", {"d": 6}), ("sbc", {"d": 7, "a": 4}), COUNT, ("and.n", {"d": 0, "i": 7}), AGAIN,
    )  # fmt: skip
    both(code, registers(r1=0x7FFFFFFF, r2=0x90000001), (5, 300, 11))


# What is translated, and what is kept


def test_a_text_that_changes_is_not_run_from_what_was_translated() -> None:
    bench = bench_on(TranslatorEngine(eager=1), assemble(COUNT, AGAIN))
    bench.run(100)
    bench.ram.write(5 * 4096, assemble(("add.n", {"d": 0, "i": 2}), AGAIN))
    bench.space.set(0, 0)
    bench.map(1, 5, PTE_EXEC)
    bench.run(100)
    assert bench.space.get(0) == 100


def test_processes_with_one_text_share_what_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = bench_on(TranslatorEngine(eager=1), assemble(COUNT, AGAIN))
    bench.run(100)
    monkeypatch.setattr(translator, "find_unit", lambda *_: pytest.fail("translated twice"))
    other = bench_on(TranslatorEngine(eager=1), assemble(COUNT, AGAIN))
    assert other.run(100) == Stop(100, TrapKind.BUDGET)
    assert other.space.get(0) == 50


def test_a_short_run_translates_nothing() -> None:
    bench = bench_on(TranslatorEngine(), assemble(COUNT, ("add.n", {"d": 1, "i": 7}), AGAIN))
    bench.run(HEAT * 3)
    assert not text_of(bench.space).units


def test_what_was_translated_is_kept_for_other_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_texts", {})
    code, many = assemble(COUNT, ("add.n", {"d": 1, "i": 5}), AGAIN), HEAT * (PATIENCE + 2) * 3
    results = []
    for kept in range(3):
        if kept:
            monkeypatch.setattr(translator, "find_unit", lambda *_: pytest.fail("translated again"))
        text._texts.clear()
        bench = bench_on(TranslatorEngine(tmp_path / "native"), code)
        bench.run(many if not kept else HEAT * 6)
        bench.run(many - HEAT * 6 if kept else 0)
        results.append(bench.space.get(1))
        (path,) = (tmp_path / "native").glob("*.unit")
        assert path.stat().st_mode & 0o777 == 0o600
    assert len(set(results)) == 1


def test_a_damaged_unit_is_translated_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_texts", {})
    code, many = assemble(COUNT, ("add.n", {"d": 1, "i": 6}), AGAIN), HEAT * (PATIENCE + 2) * 3
    for _ in range(2):
        text._texts.clear()
        bench = bench_on(TranslatorEngine(tmp_path / "native"), code)
        bench.run(many)
        assert bench.space.get(0) == many // 3
        (path,) = (tmp_path / "native").glob("*.unit")
        path.write_bytes(b"\0")
