"""Names of registers, flags and conditions."""

from typing import NamedTuple

GPR_COUNT = 16
REGISTERS: tuple[str, ...] = tuple(f"r{number}" for number in range(GPR_COUNT))
FLAGS = "ZCSO"
"""In the order of their bits in the packed word."""


class Condition(NamedTuple):
    """A condition code: number, the names assemblers take (the first is printed), its meaning over z c s o as 0 or 1."""

    number: int
    names: tuple[str, ...]
    meaning: str


CONDITIONS: tuple[Condition, ...] = (
    Condition(0, ("eq",), "z"),
    Condition(1, ("ne",), "z ^ 1"),
    Condition(2, ("ltu", "c"), "c"),
    Condition(3, ("geu", "nc"), "c ^ 1"),
    Condition(4, ("lt",), "s ^ o"),
    Condition(5, ("ge",), "s ^ o ^ 1"),
    Condition(6, ("gt",), "(z | (s ^ o)) ^ 1"),
    Condition(7, ("le",), "z | (s ^ o)"),
    Condition(8, ("gtu",), "(c | z) ^ 1"),
    Condition(9, ("leu",), "c | z"),
    Condition(10, ("s",), "s"),
    Condition(11, ("ns",), "s ^ 1"),
    Condition(12, ("o",), "o"),
    Condition(13, ("no",), "o ^ 1"),
)
