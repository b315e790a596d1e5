"""Text banks as an engine sees them: the high half of pc, what keeps it, what changes it, and the stop where the window shows another one."""

from collections.abc import Callable

import pytest

from tests.hw.bench import STACK, TEXT, USER_READ, Bench, assemble
from ucvm.abi.layout import BANK_SHIFT, PTE_EXEC, PTE_FRAME_SHIFT, WINDOW_BASE
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.translator import TranslatorEngine
from ucvm.isa.trap import TrapKind

pytest.importorskip("wasmtime")
BANK = 3
IN_BANK = BANK << BANK_SHIFT
FREE: list[tuple[str, dict[str, int]]] = [("jmp.r", {"a": 1}), ("call.r", {"a": 1}), ("ret", {}), ("retx", {"k": 0, "f": 0})]
"""Jumps to an address that a program has computed or kept."""


class BankBench(Bench):
    """Bank 3 is in the window: frame 5 at 0x5000."""

    def __init__(self, code: bytes = b"", *, address: int = TEXT) -> None:
        super().__init__(code)
        self.show(BANK, 5)
        self.space.pc = IN_BANK | address
        self.ram.write(5 * 4096, code)

    def show(self, bank: int, frame: int) -> None:
        self.space.show_bank(bank, [frame << PTE_FRAME_SHIFT | USER_READ | PTE_EXEC])

    def pushed(self) -> int:
        return int.from_bytes(self.space.copy_in(STACK - 4, 4), "little")


@pytest.fixture(params=[ReferenceEngine, InterpreterEngine, lambda: TranslatorEngine(eager=1)], autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    make: Callable[[], Engine] = request.param
    monkeypatch.setattr(Bench, "make_engine", staticmethod(make))


@pytest.mark.parametrize("address", [TEXT, WINDOW_BASE])
@pytest.mark.parametrize("spelling", ["call.a", "call.n"])
def test_a_call_pushes_the_bank_and_keeps_it(spelling: str, address: int) -> None:
    code = assemble((spelling, {"t": 0x1800}))
    bench = BankBench(code, address=address)
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert bench.space.pc == IN_BANK | 0x1800
    assert bench.pushed() == IN_BANK | address + len(code)


@pytest.mark.parametrize(("spelling", "values"), [("jmp.a", {"t": 0x5010}), ("jz.a", {"t": 0x5010}), *FREE])
def test_an_address_without_a_bank_keeps_it(spelling: str, values: dict[str, int]) -> None:
    bench = BankBench(assemble((spelling, values)))
    bench.space.flags = 1
    bench.space.set(1, 0x5010)
    bench.space.sp = STACK - 8
    bench.space.copy_out(STACK - 8, (0x5010).to_bytes(4, "little"))
    assert bench.run() == Stop(1, TrapKind.BUDGET)
    assert bench.space.pc == IN_BANK | 0x5010


@pytest.mark.parametrize(("spelling", "values"), FREE)
@pytest.mark.parametrize("target", [0x25010, 0x21000])
def test_another_bank_stops_before_its_first_instruction(spelling: str, values: dict[str, int], target: int) -> None:
    bench = BankBench(assemble((spelling, values), ("nop", {})))
    bench.space.set(1, target)
    bench.space.sp = STACK - 8
    bench.space.copy_out(STACK - 8, target.to_bytes(4, "little"))
    assert bench.run(10) == Stop(1, TrapKind.BANK, target)
    assert bench.space.pc == target
    assert bench.run(10) == Stop(0, TrapKind.BANK, target)


def test_branches_and_what_follows_stay_in_the_bank() -> None:
    code = assemble(("nop", {}), ("bz.h", {"a": 1, "t": TEXT + 8}))
    bench = BankBench(code, address=WINDOW_BASE)
    assert bench.run(2) == Stop(2, TrapKind.BUDGET)
    assert bench.space.pc == IN_BANK | WINDOW_BASE + 8


def test_banks_with_equal_contents_are_told_apart() -> None:
    code = assemble(("add.n", {"d": 2, "i": 1}), ("jmp.r", {"a": 1}))
    bench = BankBench(code, address=WINDOW_BASE)
    bench.space.set(1, 0x45000)
    assert bench.run(10) == Stop(2, TrapKind.BANK, 0x45000)
    bench.show(4, 5)
    bench.space.set(1, 0x35000)
    assert bench.run(10) == Stop(2, TrapKind.BANK, 0x35000)
    assert bench.space.get(2) == 2


def test_a_bank_that_comes_back_runs_as_before_and_another_one_differently() -> None:
    bench = BankBench(assemble(("mov.b", {"d": 2, "i": 3})), address=WINDOW_BASE)
    bench.ram.write(6 * 4096, assemble(("mov.b", {"d": 2, "i": 4})))
    for bank, frame in ((3, 5), (4, 6), (3, 5), (4, 6)):
        bench.show(bank, frame)
        bench.space.pc = bank << BANK_SHIFT | WINDOW_BASE
        assert bench.run() == Stop(1, TrapKind.BUDGET)
        assert bench.space.get(2) == bank


def test_a_fault_in_a_bank_names_the_address_and_keeps_pc() -> None:
    bench = BankBench(assemble(("jmp.a", {"t": 0x6000})))
    assert bench.run(2) == Stop(1, TrapKind.FAULT, 0x6000)
    assert bench.space.pc == IN_BANK | 0x6000
