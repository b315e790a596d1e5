"""What a bare statement may become: all its candidates do the same on the machine, whatever they do to the flags."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hw.bench import Bench
from ucvm.abi.layout import DATA_BASE, PAGE_SHIFT, PTE_WRITE, STACK_TOP, TEXT_BASE
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.trap import TrapKind
from ucvm.toolchain.forms import FORMS, Candidate, is_relative, passes, pending

WORD = 1 << 32
SP = STACK_TOP - 4096
PATTERN = bytes(range(251)) * 80
MOST_INSTRUCTIONS = 40
CHOICES = sorted(signature for signature, candidates in FORMS.items() if len(candidates) > 1 and not signature.startswith(("jmp", "call")))

interesting = st.one_of(
    st.integers(-20, 20),
    st.integers(-40000, 70000),
    st.integers(0, WORD - 1),
    st.builds(lambda value, shift: (value << shift) % WORD, st.integers(-300, 70000), st.integers(0, 25)),
    st.sampled_from([255, 256, 65535, 65536, WORD - 1, 1 << 31]),
)
distances = st.one_of(st.integers(-64, 64), st.integers(-600, 600)).map(lambda words: 4 * words)


def outcome(candidate: Candidate, values: tuple[int, ...], registers: list[int], flags: int) -> tuple[object, ...]:
    """Registers, sp, memory above the stack pointer, and where it goes on (None: behind the statement)."""
    code = candidate.encode(values, TEXT_BASE)
    bench = Bench(code)
    for page in range(DATA_BASE >> PAGE_SHIFT, STACK_TOP >> PAGE_SHIFT):
        bench.map(page, page, PTE_WRITE)
    bench.space.copy_out(DATA_BASE, PATTERN[:16384])
    bench.space.copy_out(SP, PATTERN[:4096])
    bench.space.sp, bench.space.flags = SP, flags
    for number, value in enumerate(registers):
        bench.space.set(number, value)
    steps = 0
    while TEXT_BASE <= bench.space.pc < TEXT_BASE + len(code):
        steps += 1
        assert steps <= MOST_INSTRUCTIONS
        assert bench.run(1).kind == TrapKind.BUDGET
    pc = bench.space.pc
    after = [bench.space.get(number) for number in range(GPR_COUNT)]
    memory = bench.space.copy_in(DATA_BASE, 16384) + bench.space.copy_in(SP, 4096)
    return after, bench.space.sp, memory, None if pc == TEXT_BASE + len(code) else pc


@st.composite
def statements(draw: st.DrawFn, signature: str) -> tuple[tuple[int, ...], list[int]]:
    """Operand values, and the registers' contents."""
    shapes = signature.partition(" ")[2].split(",")
    values: list[int] = []
    for position, shape in enumerate(shapes):
        target = is_relative(signature) and position == len(shapes) - 1
        values += draw(_operand(shape, target, "p" in shapes))
    pointers = st.integers(0, 1023).map(lambda word: DATA_BASE + 4096 + 4 * word)
    contents = pointers if set(shapes) & {"b", "x"} else st.one_of(st.integers(-2, 2).map(lambda v: v % WORD), interesting.map(lambda v: v % WORD))
    return tuple(values), draw(st.lists(contents, min_size=GPR_COUNT, max_size=GPR_COUNT))


def _operand(shape: str, target: bool, moves_sp: bool) -> st.SearchStrategy[tuple[int, ...]]:
    register = st.one_of(st.sampled_from([0, 1, 9]), st.integers(0, GPR_COUNT - 1))
    number = st.integers(TEXT_BASE + 0x100, TEXT_BASE + 0x700) if target else distances if moves_sp else interesting
    return {
        "r": st.tuples(register),
        "p": st.just(()),
        "i": st.tuples(number),
        "m": st.tuples(st.integers(0, 4095).map(lambda word: DATA_BASE + 4 * word)),
        "b": st.tuples(register, distances),
        "q": st.tuples(st.integers(0, 1000).map(lambda word: 4 * word)),
        "x": st.tuples(register, register),
    }[shape]


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_candidates_agree(data: st.DataObject) -> None:
    signature = data.draw(st.sampled_from(CHOICES))
    values, registers = data.draw(statements(signature))
    fitting = [choice.candidate for choice in pending(signature, values) if passes(choice.checks, values, TEXT_BASE)]
    flags = data.draw(st.integers(0, 15))
    results = [outcome(candidate, values, registers, flags) for candidate in fitting]
    for candidate, result in zip(fitting[1:], results[1:], strict=True):
        assert result == results[0], [row.spelling for row, _ in candidate.parts]


def test_candidates_are_sorted_and_every_one_can_be_chosen_or_reached() -> None:
    for candidates in FORMS.values():
        sizes = [candidate.size for candidate in candidates]
        assert sizes == sorted(sizes)
        assert all(size > 0 for size in sizes)
