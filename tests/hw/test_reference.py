"""Every engine: results and flags against arithmetic on unbounded integers, precise faults, exact budgets."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hw.bench import DATA, STACK, TEXT, Bench, assemble
from ucvm.abi.layout import FLAG_C, FLAG_O, FLAG_S, FLAG_Z, PTE_COW, PTE_FRAME_SHIFT, PTE_READ, PTE_VALID, PTE_WRITE
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.isa.trap import TrapKind


@pytest.fixture(scope="module", params=[ReferenceEngine, InterpreterEngine], autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param is InterpreterEngine:
        pytest.importorskip("wasmtime")
    Bench.make_engine, before = request.param, Bench.make_engine
    yield
    Bench.make_engine = before


WORD = 1 << 32
words = st.one_of(st.integers(0, WORD - 1), st.sampled_from([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]))


def signed(value: int) -> int:
    return value - WORD if value >> 31 else value


def execute(spelling: str, d: int, a: int, flags: int = 0) -> tuple[int, int]:
    """(r1, flags) after one two-register instruction on r1 = d, r2 = a."""
    bench = Bench(assemble((spelling, {"d": 1, "a": 2})))
    bench.space.set(1, d)
    bench.space.set(2, a)
    bench.space.flags = flags
    assert bench.run().kind == TrapKind.BUDGET
    return bench.space.get(1), bench.space.flags


def sign_and_zero(result: int) -> int:
    return (FLAG_Z if result == 0 else 0) | (FLAG_S if result >> 31 else 0)


@given(words, words, st.booleans())
def test_addition_sets_carry_and_overflow(d: int, a: int, carry: bool) -> None:
    for spelling, extra in (("add.r", 0), ("adc", int(carry))):
        result, flags = execute(spelling, d, a, FLAG_C if carry else 0)
        assert result == (d + a + extra) % WORD
        overflow = not -(1 << 31) <= signed(d) + signed(a) + extra < 1 << 31
        assert flags == sign_and_zero(result) | (FLAG_C if d + a + extra >= WORD else 0) | (FLAG_O if overflow else 0)


@given(words, words, st.booleans())
def test_subtraction_sets_borrow_and_overflow(d: int, a: int, carry: bool) -> None:
    for spelling, extra in (("sub.r", 0), ("sbc", int(carry))):
        result, flags = execute(spelling, d, a, FLAG_C if carry else 0)
        assert result == (d - a - extra) % WORD
        overflow = not -(1 << 31) <= signed(d) - signed(a) - extra < 1 << 31
        assert flags == sign_and_zero(result) | (FLAG_C if d < a + extra else 0) | (FLAG_O if overflow else 0)


@given(words, words.filter(bool))
def test_multiplication_and_division(d: int, a: int) -> None:
    quotient = abs(signed(d)) // abs(signed(a)) * (1 if (signed(d) < 0) == (signed(a) < 0) else -1)
    expected = {
        "mul": d * a,
        "mulhu": d * a >> 32,
        "div": d // a,
        "mod": d % a,
        "divs": quotient,
        "mods": signed(d) - quotient * signed(a),
    }
    for spelling, value in expected.items():
        result, flags = execute(spelling, d, a)
        assert result == value % WORD, spelling
        assert flags == sign_and_zero(result), spelling


@given(words, words)
def test_bits_and_shifts(d: int, a: int) -> None:
    count = a % 32
    expected = {"and.r": d & a, "or.r": d | a, "xor.r": d ^ a, "shl.r": d << count, "shr.r": d >> count, "sar.r": signed(d) >> count}
    for spelling, value in expected.items():
        result, flags = execute(spelling, d, a)
        assert result == value % WORD, spelling
        assert flags == sign_and_zero(result), spelling


@given(words)
def test_one_register_operations(d: int) -> None:
    byte, half = d & 0xFF, d & 0xFFFF
    expected = {
        "not": ~d, "neg": -d, "zxb": byte, "zxh": half,
        "sxb": byte - 0x100 if byte & 0x80 else byte, "sxh": half - 0x10000 if half & 0x8000 else half,
    }  # fmt: skip
    for spelling, value in expected.items():
        bench = Bench(assemble((spelling, {"d": 9})))
        bench.space.set(9, d)
        bench.run()
        assert bench.space.get(9) == value % WORD, spelling


CONDITIONS = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "ltu": lambda a, b: a < b, "geu": lambda a, b: a >= b,
    "lt": lambda a, b: signed(a) < signed(b), "ge": lambda a, b: signed(a) >= signed(b), "gt": lambda a, b: signed(a) > signed(b),
    "le": lambda a, b: signed(a) <= signed(b), "gtu": lambda a, b: a > b, "leu": lambda a, b: a <= b,
}  # fmt: skip


@given(words, words)
def test_every_way_to_compare_agrees(a: int, b: int) -> None:
    for name, holds in CONDITIONS.items():
        bench = Bench(assemble(("cmp.r", {"a": 1, "b": 2}), (f"set{name}", {"d": 3}), (f"j{name}.h", {"t": TEXT + 0x100})))
        bench.space.set(1, a)
        bench.space.set(2, b)
        bench.run(3)
        assert bench.space.get(3) == holds(a, b), name
        assert (bench.space.pc == TEXT + 0x100) == holds(a, b), name
        if f"b{name}.r" in ("beq.r", "bne.r", "blt.r", "bge.r", "bltu.r", "bgeu.r"):
            fused = Bench(assemble((f"b{name}.r", {"a": 1, "b": 2, "t": TEXT + 0x40})))
            fused.space.set(1, a)
            fused.space.set(2, b)
            fused.run()
            assert (fused.space.pc == TEXT + 0x40) == holds(a, b), name


def test_enter_and_retx_are_inverse() -> None:
    bench = Bench(assemble(("call.a", {"t": TEXT + 4}), ("nop", {}), ("enter", {"k": 3, "f": 2}), ("retx", {"k": 3, "f": 2})))
    for number in range(16):
        bench.space.set(number, 100 + number)
    bench.run(2)
    assert bench.space.sp == STACK - 4 - 12 - 8
    assert bench.space.copy_in(STACK - 16, 16) == b"".join(value.to_bytes(4, "little") for value in (104, 105, 106, TEXT + 3))
    bench.run()
    assert (bench.space.sp, bench.space.pc) == (STACK, TEXT + 3)
    assert [bench.space.get(number) for number in range(16)] == [100 + number for number in range(16)]


def test_a_push_that_faults_has_done_nothing() -> None:
    bench = Bench(assemble(("push", {"a": 1})))
    bench.space.sp = 0x9004
    stop = bench.run()
    bench.space.sp = 0xA000
    refused = bench.run()
    assert (stop.kind, stop.executed, stop.value, stop.write) == (TrapKind.FAULT, 0, 0x9000, True)
    assert (refused.value, bench.space.sp, bench.space.pc) == (0x9FFC, 0xA000, TEXT)


def test_enter_over_a_missing_page_has_written_nothing() -> None:
    bench = Bench(assemble(("enter", {"k": 4, "f": 0})))
    bench.space.sp = 0xE008
    before = bench.ram.frame(4)
    stop = bench.run()
    assert (stop.kind, stop.write) == (TrapKind.FAULT, True)
    assert bench.ram.frame(4) == before
    assert bench.space.sp == 0xE008


@pytest.mark.parametrize(
    ("code", "registers", "kind", "value"),
    [
        ([("ldw.0", {"d": 0, "a": 1})], {1: DATA + 2}, TrapKind.ALIGN, DATA + 2),
        ([("ldh.b", {"d": 0, "b": 1, "o": 0})], {1: DATA + 1}, TrapKind.ALIGN, DATA + 1),
        ([("ldw.0", {"d": 0, "a": 1})], {1: 0}, TrapKind.FAULT, 0),
        ([("ldb.r", {"d": 0, "a": 1})], {1: 0x12345678}, TrapKind.FAULT, 0x12345678),
        ([("stb.r", {"a": 0, "b": 1})], {1: TEXT}, TrapKind.FAULT, TEXT),
        ([("div", {"d": 0, "a": 1})], {0: 5}, TrapKind.DIVIDE, TEXT),
        ([("hlt", {})], {}, TrapKind.ILLEGAL, TEXT),
        ([("jmp.r", {"a": 1})], {1: 0x8000}, TrapKind.FAULT, 0x8000),
        ([("jmp.r", {"a": 1})], {1: 0x51000}, TrapKind.BANK, 0x51000),
    ],
)
def test_fault(code: list[tuple[str, dict[str, int]]], registers: dict[int, int], kind: TrapKind, value: int) -> None:
    bench = Bench(assemble(*code))
    for number, content in registers.items():
        bench.space.set(number, content)
    stop = bench.run(2)
    assert (stop.kind, stop.value) == (kind, value)


def test_zeroed_memory_is_illegal() -> None:
    stop = Bench().run()
    assert (stop.kind, stop.executed, stop.value) == (TrapKind.ILLEGAL, 0, TEXT)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_budget_is_exact_however_it_is_sliced(slices: list[int]) -> None:
    loop = [("mov.h", {"d": 8, "i": 1000}), ("add.n", {"d": 1, "i": 3}), ("sub.n", {"d": 8, "i": 1}), ("bnz.h", {"a": 8, "t": TEXT + 4})]
    whole, sliced = Bench(assemble(*loop)), Bench(assemble(*loop))
    for count in slices:
        assert sliced.run(count).executed == count
    assert whole.run(sum(slices)).executed == sum(slices)
    assert whole.ram.frame(1) == sliced.ram.frame(1)


def test_syscall_retires_and_stops_behind_itself() -> None:
    bench = Bench(assemble(("nop", {}), ("syscall", {}), ("nop", {})))
    stop = bench.run(10)
    assert (stop.kind, stop.executed, bench.space.pc) == (TrapKind.SYSCALL, 2, TEXT + 2)


def test_int_carries_its_number() -> None:
    stop = Bench(assemble(("int", {"n": 0x42}))).run(5)
    assert (stop.kind, stop.value, stop.executed) == (TrapKind.INT, 0x42, 1)


def test_a_trap_as_last_instruction_of_the_budget_is_a_trap() -> None:
    assert Bench(assemble(("syscall", {}))).run(1).kind == TrapKind.SYSCALL


def test_copy_on_write_pages_refuse_writes_until_copied() -> None:
    bench = Bench(assemble(("stw.0", {"a": 0, "b": 1}), ("ldw.0", {"d": 2, "a": 1})))
    bench.map(8, 3, PTE_WRITE | PTE_COW)
    bench.space.set(0, 77)
    bench.space.set(1, DATA)
    assert bench.run().kind == TrapKind.FAULT
    bench.ram.copy(3, 5)
    bench.map(8, 5, PTE_WRITE)
    assert bench.run(2).kind == TrapKind.BUDGET
    assert bench.space.get(2) == 77
    assert bench.ram.frame(3)[:4] == bytes(4)


def test_first_write_marks_the_frame() -> None:
    bench = Bench(assemble(("stw.0", {"a": 0, "b": 1}), ("stw.0", {"a": 0, "b": 1})))
    bench.space.set(1, DATA)
    bench.ram.dirty.clear()
    bench.space.refresh()
    bench.run()
    assert 3 in bench.ram.dirty
    bench.ram.dirty.clear()
    bench.space.refresh()
    bench.run()
    assert 3 in bench.ram.dirty


def test_kernel_page_is_out_of_reach() -> None:
    bench = Bench(assemble(("ldw.0", {"d": 0, "a": 1})))
    bench.space.map(0, 1 << PTE_FRAME_SHIFT | PTE_VALID | PTE_READ | PTE_WRITE)
    assert bench.run().kind == TrapKind.FAULT


def test_an_instruction_may_cross_a_page() -> None:
    bench = Bench()
    bench.map(2, 6, 8)
    bench.ram.write(2 * 4096 + 4094, bytes.fromhex("0204"))
    bench.ram.write(6 * 4096, bytes.fromhex("78563412"))
    bench.space.pc = 0x1FFE
    assert bench.run().kind == TrapKind.BUDGET
    assert (bench.space.get(4), bench.space.pc) == (0x12345678, 0x2004)


def test_wx_is_refused() -> None:
    with pytest.raises(AssertionError):
        Bench().map(1, 2, PTE_WRITE | 8)
