"""Floating numbers as text: printf and strtod of libc against Python's, which are exact, on numbers where shortcuts fail."""

import random
import struct
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import bare
from ucvm.toolchain.driver import Toolchain, build_program
from ucvm.toolchain.objfile import Archive

CASES = 50
BUDGET = 1 << 40
INFINITY = 0x7FF0000000000000
FLOAT_INFINITY = 0x7F800000
FLAGS = ("", "-", "0", "+", " ", "#", "0+")
WIDTHS = ("", "", "12", "25")
PRECISIONS = ("", ".0", ".1", ".2", ".3", ".5", ".10", ".15", ".16", ".17", ".20", ".40")
HEXADECIMAL = (
    *(("%a", 1.0, "0x1p+0"), ("%a", 0.1, "0x1.999999999999ap-4"), ("%A", -0.1, "-0X1.999999999999AP-4"), ("%a", 0.0, "0x0p+0")),
    *(("%a", 5e-324, "0x0.0000000000001p-1022"), ("%.0a", 1.5, "0x2p+0"), ("%.3a", 0.1, "0x1.99ap-4"), ("%.1a", 1.96875, "0x2.0p+0")),
    *(("%20a", 1.0, "              0x1p+0"), ("%-9a", 1.0, "0x1p+0   "), ("%010a", -1.0, "-0x0001p+0"), ("%.15a", 1.0, "0x1.000000000000000p+0")),
    *(("%#a", 1.0, "0x1.p+0"), ("%+a", float("inf"), "+inf"), ("%06f", float("inf"), "   inf"), ("%E", float("-inf"), "-INF")),
    *(("%f", float("nan"), "nan"), ("%G", float("nan"), "NAN")),
)


class Line(NamedTuple):
    """What the guest reads and what it must answer."""

    text: str
    answer: str


def bits(x: float) -> int:
    return int(struct.unpack("<Q", struct.pack("<d", x))[0])


def number(n: int) -> float:
    return float(struct.unpack("<d", struct.pack("<Q", n))[0])


def single(n: int) -> float:
    return float(struct.unpack("<f", struct.pack("<I", n))[0])


def written(q: Fraction, exponent: bool) -> str:
    """All digits of a fraction whose denominator is a power of two."""
    places = q.denominator.bit_length() - 1
    digits = str(q.numerator * 10**places // q.denominator).zfill(places + 1)
    return f"{digits}e-{places}" if exponent else f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}"


class Lines:
    """Lines decided by a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def some_bits(self) -> int:
        """A finite double: any, subnormal, of few decimals, of few bits, a large integer."""
        pick = self.random
        shapes = (
            lambda: pick.randrange(INFINITY),
            lambda: pick.getrandbits(pick.randint(1, 53)),
            lambda: bits(round(pick.uniform(0, 1000), pick.randint(0, 6))),
            lambda: bits(pick.randint(0, 10**6) / 2 ** pick.randint(0, 12)),
            lambda: bits(float(pick.randint(0, 10 ** pick.randint(1, 25)))),
        )
        return pick.choice(shapes)()

    def printed(self) -> Line:
        choose = self.random.choice
        form = f"%{choose(FLAGS)}{choose(WIDTHS)}{choose(PRECISIONS)}{choose('feg')}"
        value = self.some_bits() | self.random.getrandbits(1) << 63
        return Line(f"{form}~{value >> 32:x} {value & 0xFFFFFFFF:x}", form % number(value))

    def beside(self, low: Fraction, high: Fraction) -> Fraction:
        """Between two neighbours: their middle, or a bit more or less than it; or one of them."""
        middle = (low + high) / 2
        return self.random.choice((low, middle, middle + (high - low) / 2**60, middle - (high - low) / 2**60))

    def double_read(self) -> Line:
        low = min(self.some_bits(), INFINITY - 2)
        q = self.beside(Fraction(number(low)), Fraction(number(low + 1)))
        text = written(q, self.random.random() < 0.3)
        return Line(f"d~{text}", f"{bits(float(text)):016x}")

    def float_read(self) -> Line:
        low = self.random.randrange(FLOAT_INFINITY - 2)
        here, there = Fraction(single(low)), Fraction(single(low + 1))
        q = self.beside(here, there)
        up = q - here > there - q or (q - here == there - q and low & 1)
        return Line(f"f~{written(q, exponent=False)}", f"{low + bool(up):08x}")


def hexadecimal() -> list[Line]:
    return [Line(f"{form}~{bits(value) >> 32:x} {bits(value) & 0xFFFFFFFF:x}", text) for form, value, text in HEXADECIMAL]


@pytest.fixture(scope="module")
def lines(tools: Toolchain, libc: Archive) -> dict[str, list[tuple[Line, str]]]:
    """Lines of each kind with the machine's answers."""
    make = Lines(0)
    kinds = {
        "printf": [make.printed() for _ in range(CASES)],
        "strtod": [make.double_read() for _ in range(CASES)],
        "strtof": [make.float_read() for _ in range(CASES)],
        "other": hexadecimal(),
    }
    tree = tools.tree._replace(roots=(*tools.tree.roots, ("cases/", str(Path(__file__).parent))))
    program = build_program(tools._replace(tree=tree), ["cases/real_text.c"], [libc]).executable
    done = bare.run(program, stdin="".join(f"{line.text}\n" for group in kinds.values() for line in group).encode(), budget=BUDGET)
    assert (done.trap, done.status) == ("", 0)
    answers = iter(done.out.decode().splitlines())
    return {kind: [(line, next(answers)) for line in group] for kind, group in kinds.items()}


@pytest.mark.parametrize("kind", ["printf", "strtod", "strtof", "other"])
def test_text_is_exact(lines: dict[str, list[tuple[Line, str]]], kind: str) -> None:
    wrong = [f"{line.text}: {answer}, not {line.answer}" for line, answer in lines[kind] if answer != line.answer]
    assert lines[kind]
    assert not wrong[:5]
