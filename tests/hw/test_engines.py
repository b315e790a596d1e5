"""The engines against each other: random programs, a whole machine, every way to call; and what the interpreter keeps on disk."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hw.bench import DATA, STACK, TEXT, USER_READ, Bench, assemble
from ucvm.abi.layout import FLAG_O, PTE_EXEC, PTE_FRAME_SHIFT, PTE_WRITE
from ucvm.hw.engines import fuzz, interpreter_generator, keep, wasm_call
from ucvm.hw.engines.base import Engine, EngineUnavailable, Stop
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.translator import TranslatorEngine
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace, new_context
from ucvm.image.build import load_image
from ucvm.isa.table import ROWS
from ucvm.isa.trap import TrapKind
from ucvm.machine.machine import Machine

pytest.importorskip("wasmtime")
CASES, PARTS = 1200, 4
SESSION = """
cd /tmp; mkdir a; echo one two three > a/b; cat a/b | tr a-z A-Z; ls -l a
for i in 1 2 3; do (exit $i) || echo $i; done; sort /etc/passwd | head -n 2; sleep 1; kill -TERM $$
"""


def eager() -> TranslatorEngine:
    return TranslatorEngine(eager=1)


def warm() -> TranslatorEngine:
    """Translates part of a short session."""
    return TranslatorEngine(eager=25)


def public() -> TranslatorEngine:
    return TranslatorEngine(quick=False, eager=1)


ENGINES: tuple[Callable[[], Engine], ...] = (ReferenceEngine, InterpreterEngine, eager)


# Random programs


@pytest.mark.parametrize("part", range(PARTS))
def test_engines_agree_on_random_programs(part: int) -> None:
    _, failure = fuzz.hunt(ENGINES, iter(range(part * CASES // PARTS, (part + 1) * CASES // PARTS)))
    assert not failure, failure


def test_engines_agree_through_the_public_call() -> None:
    _, failure = fuzz.hunt((eager, public), iter(range(40)))
    assert not failure, failure


def test_random_programs_meet_every_row_and_every_stop() -> None:
    spellings: set[str] = set()
    kinds: set[TrapKind] = set()
    for seed in range(400):
        case = fuzz.make_case(seed)
        spellings.update(line.split()[1] for line in fuzz.describe(case).splitlines() if not line.startswith(";"))
        kinds.update(stop.kind for stop in fuzz.perform(case, InterpreterEngine()).stops)
    assert spellings >= {row.spelling for row in ROWS}
    privileged = {TrapKind.HLT, TrapKind.IRET, TrapKind.RDCTL, TrapKind.WRCTL}
    assert kinds == set(TrapKind) - privileged


class Forgetful(ReferenceEngine):
    """Loses the overflow flag whenever it stops."""

    def run(self, space: AddressSpace, budget: int) -> Stop:
        stop = super().run(space, budget)
        space.flags &= ~FLAG_O
        return stop


def test_a_difference_is_shrunk_and_shown_as_assembly() -> None:
    tried, failure = fuzz.hunt((ReferenceEngine, Forgetful), iter(range(200)))
    assert tried < 200
    lines = failure.splitlines()
    assert "context: [0x12] " in lines[-1]
    assert sum(not line.startswith((";", "seed")) for line in lines) <= 2
    assert lines[2] == "; budgets: (1,)"


# The edges, one by one: what leaves the interpreter comes back the same


@pytest.mark.parametrize("budget", [1, 2, 3, 5])
def test_a_loop_at_the_very_end_of_text_ends_with_its_budget(budget: int) -> None:
    results = []
    for engine in ENGINES:
        bench = bench_on(engine())
        bench.ram.write(2 * 4096 + 4094, bytes.fromhex("22fe"))  # jmp.b to itself
        bench.space.pc = 0x1FFE
        results.append((bench.run(budget), bench.space.pc))
    assert results == [(Stop(budget, TrapKind.BUDGET), 0x1FFE)] * 3


def bench_on(engine: Engine, code: bytes = b"") -> Bench:
    class OnEngine(Bench):
        make_engine = staticmethod(lambda: engine)

    return OnEngine(code)


def test_an_instruction_across_frames_that_are_not_neighbours() -> None:
    for engine in ENGINES:
        for split in range(1, 6):
            bench = bench_on(engine())
            code = assemble(("mov.w", {"d": 4, "i": 0x12345678}))
            bench.map(2, 9, PTE_EXEC)
            bench.ram.write(3 * 4096 - split, code[:split])
            bench.ram.write(9 * 4096, code[split:])
            bench.space.pc = 0x2000 - split
            assert bench.run() == Stop(1, TrapKind.BUDGET)
            assert (bench.space.get(4), bench.space.pc) == (0x12345678, 0x2006 - split)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_first_write_is_marked_and_costs_no_tick(engine: Callable[[], Engine]) -> None:
    code = (("stw.0", {"a": 0, "b": 1}), ("add.n", {"d": 0, "i": 1}), ("jmp.a", {"t": TEXT}))
    bench = bench_on(engine(), assemble(*code))
    bench.space.set(1, DATA)
    bench.ram.dirty.clear()
    bench.space.refresh()
    assert bench.run(30) == Stop(30, TrapKind.BUDGET)
    assert bench.ram.dirty == {1, 3}
    assert bench.ram.u32[3 * 1024] == 9


@pytest.mark.parametrize("engine", ENGINES)
def test_what_happens_to_the_page_tables_between_two_runs_is_seen(engine: Callable[[], Engine]) -> None:
    bench = bench_on(engine(), assemble(*[("stw.0", {"a": 2, "b": 1})] * 6))
    ram, space = bench.ram, bench.space
    space.set(1, DATA)
    space.set(2, 0xAB)
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert ram.u32[3 << 10] == 0xAB
    bench.map(8, 5, PTE_WRITE)
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert ram.u32[5 << 10] == 0xAB, "the page has another frame"
    ram.dirty.clear()
    space.refresh()
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert 5 in ram.dirty, "the frame is marked again"
    bench.map(8, 5, 0)
    assert (bench.run().kind, bench.run().executed) == (TrapKind.FAULT, 0), "the page is read-only"
    other = AddressSpace(ram, 6)
    other.map(1, 2 << PTE_FRAME_SHIFT | USER_READ | PTE_EXEC)
    other.map(8, 7 << PTE_FRAME_SHIFT | USER_READ | PTE_WRITE)
    new_context(other, TEXT, STACK)
    other.set(1, DATA)
    other.set(2, 0xCD)
    assert bench.engine.run(other, 2) == Stop(2, TrapKind.BUDGET)
    assert (ram.u32[7 << 10], ram.u32[5 << 10]) == (0xCD, 0xAB), "another process has other pages"


def test_the_module_is_the_same_each_time() -> None:
    assert interpreter_generator.generate() == interpreter_generator.generate()


def test_memory_of_somebody_else_is_refused() -> None:
    with pytest.raises(ValueError, match="new_ram"):
        InterpreterEngine().run(AddressSpace(Ram(), 1), 1)


def test_memory_outlives_its_engine() -> None:
    ram = InterpreterEngine().new_ram()
    ram.write(4096, b"still here")
    assert ram.read(4096, 10) == b"still here"
    assert not any(ram.u8[: 4096])


# A whole machine


def session(engine: Engine) -> Machine:
    return Machine.boot(load_image(), argv=["sh", "-c", SESSION], auto_advance=True, engine=engine)


def test_a_session_is_the_same_on_all_engines() -> None:
    machines = [session(engine()) for engine in (ReferenceEngine, InterpreterEngine, warm)]
    outcomes = [machine.run(10**8) for machine in machines]
    output = [machine.take_output() for machine in machines]
    sections = [machine.sections() for machine in machines]
    for found in (outcomes, output, sections):
        assert found == found[:1] * 3


@pytest.mark.parametrize("engine", [InterpreterEngine, warm])
def test_copies_and_checkpoints(engine: Callable[[], Engine]) -> None:
    machine = session(engine())
    machine.run(20_000)
    picture, copied = machine.checkpoint(), machine.copy()
    other = Machine.from_document(machine.document(), load_image(), engine=engine())
    other.auto_advance = True
    machine.run(10**8)
    root = machine.root()
    for again in (copied, other):
        again.run(10**8)
        assert again.root() == root
    machine.restore(picture)
    machine.run(10**8)
    assert machine.root() == root


# Native code on disk


def native(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.native"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not hasattr(os, "getuid"):
        pytest.skip("no cache of native code where files have no owners")
    monkeypatch.setattr(wasm_call, "_modules", {})
    return tmp_path / "native"


def test_compiled_code_is_kept_and_found_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    InterpreterEngine(cache)
    (path,) = native(cache)
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700
    before = path.stat().st_ino
    monkeypatch.setattr(wasm_call, "_modules", {})
    bench = bench_on(InterpreterEngine(cache), assemble(("nop", {})))
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert native(cache) == [path]
    assert path.stat().st_ino == before


@pytest.mark.parametrize("where", ["file", "folder"])
def test_code_that_others_could_have_written_is_not_loaded(cache: Path, where: str) -> None:
    InterpreterEngine(cache)
    (path,) = native(cache)
    assert keep.read_own(path) is not None
    (path if where == "file" else cache).chmod(0o777)
    assert keep.read_own(path) is None


def test_a_link_in_the_cache_is_not_followed(cache: Path) -> None:
    InterpreterEngine(cache)
    (path,) = native(cache)
    link = cache / "link.native"
    link.symlink_to(path)
    assert keep.read_own(link) is None


def test_damaged_code_is_compiled_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    InterpreterEngine(cache)
    (path,) = native(cache)
    whole = path.read_bytes()
    path.write_bytes(b"damaged")
    monkeypatch.setattr(wasm_call, "_modules", {})
    InterpreterEngine(cache)
    assert len(path.read_bytes()) == len(whole)


def test_without_wasmtime_one_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    wasm_call._wasmtime.cache_clear()
    try:
        with pytest.raises(EngineUnavailable, match=r"ucvm\[engine\]"):
            InterpreterEngine()
    finally:
        wasm_call._wasmtime.cache_clear()
