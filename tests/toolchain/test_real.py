"""Floating arithmetic: the runtime against Python's numbers, bit by bit and in bulk, and the compiler's constants against exact fractions."""

import math
import random
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import bare
from ucvm.toolchain.cc import real
from ucvm.toolchain.cc.types import DOUBLE, FLOAT
from ucvm.toolchain.driver import Toolchain, build_program
from ucvm.toolchain.objfile import Archive

RECORDS = 12_000
BUDGET = 1 << 40
NAN, FLOAT_NAN = 0x7FF8000000000000, 0x7FC00000
WORD, LONG = (1 << 32) - 1, (1 << 64) - 1

DOUBLES = (
    *(0, 1, 2, 0xFFFFFFFFFFFFF, 0x10000000000000, 0x10000000000001, 0x7FEFFFFFFFFFFFFF, 0x7FF0000000000000, NAN, 0x7FF0000000000001),
    *(0x3FF0000000000000, 0x3FF0000000000001, 0x3FEFFFFFFFFFFFFF, 0x4000000000000000, 0x4330000000000000, 0x4340000000000000),
    *(0x43E0000000000000, 0x43F0000000000000, 0x41E0000000000000, 0x41F0000000000000, 0x3FE0000000000000),
    *(0x36A0000000000000, 0x3690000000000000, 0x380FFFFFE0000000, 0x380FFFFFF0000000, 0x47EFFFFFE0000000, 0x47EFFFFFF0000000),
)
FLOATS = (0, 1, 2, 0x7FFFFF, 0x800000, 0x800001, 0x7F7FFFFF, 0x7F800000, FLOAT_NAN, 0x3F800000, 0x3F800001, 0x3F7FFFFF, 0x4B000000, 0x4B800000)


def double(bits: int) -> float:
    return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


def single(bits: int) -> float:
    return float(struct.unpack("<f", struct.pack("<I", bits & WORD))[0])


def bits(x: float) -> int:
    return NAN if math.isnan(x) else int(struct.unpack("<Q", struct.pack("<d", x))[0])


def single_bits(x: float) -> int:
    if math.isnan(x):
        return FLOAT_NAN
    try:
        return int(struct.unpack("<I", struct.pack("<f", x))[0])
    except OverflowError:
        return 0x7F800000 | (0x80000000 if x < 0 else 0)


def nearest_single(n: int) -> int:
    """The float nearest to an integer of at most 64 bits, by rounding its 24 leading bits."""
    sign, n = (0x80000000, -n) if n < 0 else (0, n)
    spare = max(n.bit_length() - 24, 0)
    kept, rest, half = n >> spare, n & ((1 << spare) - 1), 1 << spare >> 1
    return sign | single_bits(float(kept + (rest > half or (spare > 0 and rest == half and kept & 1))) * 2.0**spare)


def quotient(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if a == 0 or math.isnan(a) or math.isnan(b) else math.copysign(math.inf, a) * math.copysign(1, b)


def root(x: float) -> float:
    return math.nan if x < 0 else math.sqrt(x)


def order(a: float, b: float) -> int:
    return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 | (a == 0) << 6


def integer(x: float) -> int:
    return int(x) & LONG if abs(x) < 2.0**64 else 1 << 63


def signed(n: int, width: int) -> int:
    n &= (1 << width) - 1
    return n - (1 << width) if n >> (width - 1) else n


class Case(NamedTuple):
    """An operation of the guest: what its operands are ("d", "f" or "i") and what becomes of their bits."""

    operands: str
    result: Callable[[int, int], int]


CASES = (
    Case("d", lambda a, b: bits(double(a) + double(b))),
    Case("d", lambda a, b: bits(double(a) - double(b))),
    Case("d", lambda a, b: bits(double(a) * double(b))),
    Case("d", lambda a, b: bits(quotient(double(a), double(b)))),
    Case("d", lambda a, b: bits(root(double(a)))),
    Case("d", lambda a, b: order(double(a), double(b))),
    Case("d", lambda a, b: single_bits(double(a))),
    Case("d", lambda a, b: integer(double(a))),
    Case("d", lambda a, b: integer(double(a))),
    Case("d", lambda a, b: integer(double(a)) & WORD),
    Case("d", lambda a, b: integer(double(a)) & WORD),
    Case("i", lambda a, b: bits(float(signed(a, 64)))),
    Case("i", lambda a, b: bits(float(a))),
    Case("i", lambda a, b: bits(float(signed(a, 32)))),
    Case("i", lambda a, b: bits(float(a & WORD))),
    Case("i", lambda a, b: nearest_single(signed(a, 64))),
    Case("i", lambda a, b: nearest_single(a)),
    Case("i", lambda a, b: nearest_single(signed(a, 32))),
    Case("f", lambda a, b: single_bits(single(a) + single(b))),
    Case("f", lambda a, b: single_bits(single(a) - single(b))),
    Case("f", lambda a, b: single_bits(single(a) * single(b))),
    Case("f", lambda a, b: single_bits(quotient(single(a), single(b)))),
    Case("f", lambda a, b: single_bits(root(single(a)))),
    Case("f", lambda a, b: order(single(a), single(b))),
    Case("f", lambda a, b: bits(single(a))),
)


class Operands:
    """Numbers at which arithmetic goes wrong: limits, subnormals, halfway cases, neighbours, any bits at all."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pair(self, kind: str) -> tuple[int, int]:
        if kind == "i":
            return self.integer(), 0
        make = self.double if kind == "d" else self.single
        a, b = make(), make()
        if self.random.random() < 0.2:
            b = a ^ self.random.choice((0, 1, 2, 3)) ^ self.random.getrandbits(1) << (63 if kind == "d" else 31)
        return a, b

    def double(self) -> int:
        pick, any_bits = self.random.randint, self.random.getrandbits
        shapes = (
            lambda: self.random.choice(DOUBLES),
            lambda: any_bits(63),
            lambda: any_bits(pick(1, 53)),
            lambda: pick(1000, 1100) << 52 | any_bits(52),
            lambda: pick(1020, 1026) << 52 | any_bits(52) & -(1 << pick(0, 52)),
            lambda: pick(1015, 1090) << 52 | ((1 << 52) - 1) ^ ((1 << pick(0, 52)) - 1),
            lambda: bits(float(any_bits(pick(1, 64)))),
            lambda: pick(860, 1160) << 52 | any_bits(24) << 28 | self.random.choice((0, 1, (1 << 28) - 1)),
        )
        return self.random.choice(shapes)() | any_bits(1) << 63

    def single(self) -> int:
        pick, any_bits = self.random.randint, self.random.getrandbits
        shapes = (
            lambda: self.random.choice(FLOATS),
            lambda: any_bits(31),
            lambda: any_bits(pick(1, 24)),
            lambda: pick(110, 150) << 23 | any_bits(23),
            lambda: pick(120, 130) << 23 | any_bits(23) & -(1 << pick(0, 23)),
        )
        return self.random.choice(shapes)() | any_bits(1) << 31

    def integer(self) -> int:
        any_bits = self.random.getrandbits
        if self.random.random() < 0.5:
            return any_bits(self.random.randint(1, 64))
        return (any_bits(53) << self.random.randint(0, 11)) + self.random.choice((-1, 0, 1, 1 << 9, 1 << 10, (1 << 10) - 1)) & LONG


@pytest.fixture(scope="module")
def answers(tools: Toolchain, libc: Archive) -> list[tuple[int, int, int, int]]:
    """(operation, a, b, result) of all records that the machine computed."""
    operands = Operands(0)
    records = [(number % len(CASES), *operands.pair(CASES[number % len(CASES)].operands)) for number in range(RECORDS)]
    tree = tools.tree._replace(roots=(*tools.tree.roots, ("cases/", str(Path(__file__).parent))))
    program = build_program(tools._replace(tree=tree), ["cases/real_operations.c"], [libc]).executable
    done = bare.run(program, stdin=b"".join(struct.pack("<iQQ", *record) for record in records), budget=BUDGET)
    assert (done.trap, done.status) == ("", 0)
    return [(*record, value) for record, (value,) in zip(records, struct.iter_unpack("<Q", done.out), strict=True)]


@pytest.mark.parametrize("operation", range(len(CASES)))
def test_every_bit_is_right(answers: list[tuple[int, int, int, int]], operation: int) -> None:
    mine = [(a, b, value) for number, a, b, value in answers if number == operation]
    assert len(mine) > RECORDS // len(CASES) - 1
    wrong = [f"{a:016x} {b:016x}: {v:016x}" for a, b, v in mine if v != CASES[operation].result(a, b)]
    assert not wrong[:10]


# ---------------------------------------------------------------------- constants


def test_constants_are_rounded_once() -> None:
    """Numbers just beside the middle of two floats, which a detour over binary64 would round to even."""
    middle = Fraction(0x1000001, 1 << 24)
    for power in (-100, 0, 100):
        scale = Fraction(2) ** power
        for nudge, expected in ((Fraction(1, 1 << 80), Fraction(0x1000002, 1 << 24)), (-Fraction(1, 1 << 80), Fraction(1))):
            assert real.decode(real.constant(FLOAT, (middle + nudge) * scale)) == expected * scale
    tiny = Fraction(2) ** -149
    assert real.constant(FLOAT, tiny / 2).value == 0
    assert real.constant(FLOAT, tiny / 2 + tiny / (1 << 90)).value == 1
    assert real.constant(FLOAT, -tiny * 3 / 2).value == 0x80000002


def test_constants_beyond_the_range() -> None:
    assert real.constant(DOUBLE, 10**400).value == 0x7FF0000000000000
    assert real.constant(FLOAT, -(10**39)).value == 0xFF800000
    assert real.constant(DOUBLE, Fraction(1, 10**400)).value == 0
    assert real.constant(FLOAT, (1 << 128) - (1 << 103)).value == 0x7F800000
    assert real.constant(FLOAT, (1 << 128) - (1 << 103) - 1).value == 0x7F7FFFFF


@pytest.mark.parametrize("seed", range(4))
def test_integers_become_the_nearest_float(seed: int) -> None:
    operands = Operands(seed)
    for _ in range(500):
        n = operands.integer()
        assert real.constant(FLOAT, n).value == nearest_single(n)
