"""<math.h> in the machine against Python's: what is exact to the last bit, elementary functions within two units in the last place."""

import math
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import bare
from ucvm.toolchain.driver import Toolchain, build_program
from ucvm.toolchain.objfile import Archive

BUDGET = 1 << 40
EACH = 40
NEAR = 2.0
SPECIAL = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, math.inf, -math.inf, math.nan, 5e-324, 1e-300, 0.49999999999999994, 2.5, 3.5, -2.5, 10.0, math.pi)

Function = Callable[..., float]


def whole(f: Callable[[float], int]) -> Function:
    """A function that gives an integer, for infinities too, with the sign of its argument."""
    return lambda x: math.copysign(f(x), x) if math.isfinite(x) else x


def away(x: float) -> int:
    below = math.floor(abs(x))
    return below + (abs(x) - below >= 0.5)


def larger(a: float, b: float) -> float:
    return a if a >= b or math.isnan(b) else b


def smaller(a: float, b: float) -> float:
    return a if a <= b or math.isnan(b) else b


def power(a: float, b: float) -> float:
    return math.pow(a, b)


def root(x: float) -> float:
    return math.copysign(abs(x) ** (1 / 3), x) if x else x


def exponent(x: float) -> float:
    if x == 0 or math.isnan(x):
        return -(2.0**31)
    return 2.0**31 - 1 if math.isinf(x) else math.frexp(x)[1] - 1


FUNCTIONS: dict[str, tuple[int, float, Function]] = {
    "acos": (1, NEAR, math.acos), "asin": (1, NEAR, math.asin), "atan": (1, NEAR, math.atan), "acosh": (1, NEAR, math.acosh),
    "asinh": (1, NEAR, math.asinh), "atanh": (1, NEAR, math.atanh), "cbrt": (1, 4.0, root), "ceil": (1, 0, whole(math.ceil)),
    "cos": (1, NEAR, math.cos), "cosh": (1, NEAR, math.cosh), "exp": (1, NEAR, math.exp), "exp2": (1, NEAR, lambda x: math.pow(2, x)),
    "expm1": (1, 3.0, math.expm1), "fabs": (1, 0, abs), "floor": (1, 0, whole(math.floor)), "log": (1, 1.0, math.log),
    "log10": (1, 1.0, math.log10), "log1p": (1, NEAR, math.log1p), "log2": (1, 1.0, math.log2), "rint": (1, 0, whole(round)),
    "round": (1, 0, whole(lambda x: int(math.copysign(away(x), x)))), "sin": (1, NEAR, math.sin), "sinh": (1, 3.0, math.sinh),
    "sqrt": (1, 0, math.sqrt), "tan": (1, NEAR, math.tan), "tanh": (1, 3.0, math.tanh), "trunc": (1, 0, whole(math.trunc)),
    "atan2": (2, NEAR, math.atan2), "copysign": (2, 0, math.copysign), "fmax": (2, 0, larger), "fmin": (2, 0, smaller),
    "fmod": (2, 0, math.fmod), "hypot": (2, 1.0, math.hypot), "nextafter": (2, 0, math.nextafter), "pow": (2, 1.0, power),
    "remainder": (2, 0, math.remainder), "frexp": (1, 0, lambda x: sum(math.frexp(x))), "ldexp": (2, 0, lambda a, b: math.ldexp(a, int(b))),
    "modf": (1, 0, lambda x: math.modf(x)[1]), "ilogb": (1, 0, exponent),
}  # fmt: skip
BOUNDS = {
    "acos": 1,
    "asin": 1,
    "atanh": 1,
    "exp": 700,
    "exp2": 1000,
    "expm1": 40,
    "cosh": 700,
    "sinh": 700,
    "ldexp": 900,
    "sin": 1e5,
    "cos": 1e5,
    "tan": 1e5,
}


def arguments(dice: random.Random, name: str) -> tuple[float, float]:
    """Special values, small integers, numbers where the function lives."""
    bound = BOUNDS.get(name, 20)
    makers = (lambda: dice.choice(SPECIAL), lambda: float(dice.randint(-20, 20)), lambda: dice.uniform(-bound, bound), lambda: dice.uniform(-2, 2))
    a, b = dice.choice(makers)(), dice.choice(makers)()
    return a, float(dice.randint(-900, 900)) if name == "ldexp" else b


def expected(name: str, a: float, b: float) -> float | None:
    """Python's result; None where it raises an exception instead of giving one."""
    count, _, function = FUNCTIONS[name]
    try:
        return float(function(*(a, b)[:count]))
    except (ValueError, OverflowError):
        return None


def distance(value: float, wanted: float) -> float:
    """In units of the last place; zeros of different sign are far apart."""
    if math.isnan(wanted) or math.isnan(value):
        return 0 if math.isnan(wanted) and math.isnan(value) else math.inf
    if value == wanted:
        return 0 if math.copysign(1, value) == math.copysign(1, wanted) else math.inf
    return abs(value - wanted) / math.ulp(wanted) if math.isfinite(wanted) and math.isfinite(value) else math.inf


@pytest.fixture(scope="module")
def answers(tools: Toolchain, libc: Archive) -> dict[str, list[tuple[float, float, float]]]:
    """(a, b, result) by function."""
    dice = random.Random(0)
    records = [(number, *arguments(dice, name)) for number, name in enumerate(FUNCTIONS) for _ in range(EACH)]
    tree = tools.tree._replace(roots=(*tools.tree.roots, ("cases/", str(Path(__file__).parent))))
    program = build_program(tools._replace(tree=tree), ["cases/real_math.c"], [libc]).executable
    done = bare.run(program, stdin=b"".join(struct.pack("<idd", *record) for record in records), budget=BUDGET)
    assert (done.trap, done.status) == ("", 0)
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in FUNCTIONS}
    for (number, a, b), (value,) in zip(records, struct.iter_unpack("<d", done.out), strict=True):
        found[list(FUNCTIONS)[number]].append((a, b, value))
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function(answers: dict[str, list[tuple[float, float, float]]], name: str) -> None:
    known = [(a, b, value, wanted) for a, b, value in answers[name] if (wanted := expected(name, a, b)) is not None]
    assert len(known) > EACH // 4
    wrong = [f"{a!r} {b!r}: {value!r}, not {wanted!r}" for a, b, value, wanted in known if distance(value, wanted) > FUNCTIONS[name][1]]
    assert not wrong[:5]
