"""Arithmetic on constants of a type, as the machine does it (wrapping)."""

from ucvm.toolchain.cc.types import IntType


def binary(op: str, t: IntType, a: int, b: int) -> int | None:
    """a op b in the type t; None where the machine would trap."""
    if op in ("/", "%"):
        if b == 0:
            return None
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        return t.wrap(quotient if op == "/" else a - quotient * b)
    return t.wrap(_plain(op, t, a, b))


def _plain(op: str, t: IntType, a: int, b: int) -> int:
    if op == "+":
        return a + b
    if op == "-":
        return a - b
    if op == "*":
        return a * b
    if op == "&":
        return a & b
    if op == "|":
        return a | b
    if op == "^":
        return a ^ b
    count = b & (t.bits - 1)
    return a << count if op == "<<" else a >> count


def compare(op: str, a: float, b: float) -> int:
    """a op b as 0 or 1."""
    if op == "==":
        return int(a == b)
    if op == "!=":
        return int(a != b)
    if op == "<":
        return int(a < b)
    if op == ">":
        return int(a > b)
    return int(a <= b) if op == "<=" else int(a >= b)


def unary(op: str, t: IntType, a: int) -> int:
    """-a or ~a in the type t."""
    return t.wrap(-a if op == "-" else ~a)
