"""The expression of #if and #elif (C99 6.10.1): integer constant expressions in 64 bits, signed or unsigned.

comma := choice ("," choice)*        choice := or ("?" comma ":" choice)?        binary operators by the table of precedences
unary := ("+" | "-" | "~" | "!") unary | "(" comma ")" | number | character | identifier (0)
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ucvm.toolchain.cc.pptoken import CHARACTER, IDENTIFIER, NUMBER, Token

_MASK = (1 << 64) - 1
_NUMBER = re.compile(r"(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uU]?[lL]{0,2}|[lL]{1,2}[uU])")
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]+|[0-7]{1,3}|.)|[^\\]")
_ESCAPES = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "f": 12, "v": 11, "e": 27}


class ConditionError(ValueError):
    """The expression is not a preprocessor condition; the message says why."""


class Value(NamedTuple):
    """A 64-bit number with its signedness; `number` is already in range."""

    number: int
    unsigned: bool = False


class Operator(NamedTuple):
    """A binary operator: precedence, meaning on wrapped operands, whether the result is a plain 0 or 1."""

    precedence: int
    meaning: Callable[[int, int], int]
    truth: bool = False


def _quotient(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _shift(number: int, left: int) -> int:
    """As gcc: a negative count shifts the other way, a large one leaves only the sign."""
    return number << min(left, 64) if left >= 0 else number >> min(-left, 64)


BINARY: dict[str, Operator] = {
    "||": Operator(1, lambda a, b: int(bool(a or b)), True),
    "&&": Operator(2, lambda a, b: int(bool(a and b)), True),
    "|": Operator(3, lambda a, b: a | b),
    "^": Operator(4, lambda a, b: a ^ b),
    "&": Operator(5, lambda a, b: a & b),
    "==": Operator(6, lambda a, b: int(a == b), True),
    "!=": Operator(6, lambda a, b: int(a != b), True),
    "<": Operator(7, lambda a, b: int(a < b), True),
    ">": Operator(7, lambda a, b: int(a > b), True),
    "<=": Operator(7, lambda a, b: int(a <= b), True),
    ">=": Operator(7, lambda a, b: int(a >= b), True),
    "<<": Operator(8, _shift),
    ">>": Operator(8, lambda a, b: _shift(a, -b)),
    "+": Operator(9, lambda a, b: a + b),
    "-": Operator(9, lambda a, b: a - b),
    "*": Operator(10, lambda a, b: a * b),
    "/": Operator(10, _quotient),
    "%": Operator(10, lambda a, b: a - b * _quotient(a, b)),
}


def evaluate(tokens: Sequence[Token]) -> int:
    """The value of an expanded condition; raises ConditionError."""
    if not tokens:
        raise ConditionError("condition without an expression")
    parser = _Parser(tokens)
    value = parser.comma(live=True)
    if parser.at < len(tokens):
        raise ConditionError(f'unexpected "{tokens[parser.at].text}" after the condition')
    return value.number


def character(text: str) -> int:
    """The value of a character constant as written, quotes included; `char` is unsigned; many characters as gcc has them."""
    body = text[2:-1] if text[0] == "L" else text[1:-1]
    value = 0
    for match in _ESCAPE.finditer(body):
        value = value << 8 | _one(match.group(1), match.group()) & 0xFF
    if not body:
        raise ConditionError("empty character constant")
    return (value & 0xFFFFFFFF ^ 0x80000000) - 0x80000000


def _one(escape: str | None, plain: str) -> int:
    if escape is None:
        return ord(plain)
    if escape[0] == "x" and len(escape) > 1:
        return int(escape[1:], 16)
    if escape[0] in "01234567":
        return int(escape, 8)
    return _ESCAPES.get(escape, ord(escape))


def _wrap(number: int, unsigned: bool) -> Value:
    number &= _MASK
    return Value(number if unsigned or number <= _MASK >> 1 else number - _MASK - 1, unsigned)


class _Parser:
    """Precedence climbing; `live` is False where the value is not used, so that `0 && 1/0` is no error."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def expect(self, text: str) -> None:
        if self.peek() != text:
            raise ConditionError(f'missing "{text}" in the condition')
        self.at += 1

    def comma(self, live: bool) -> Value:
        value = self.choice(live)
        while self.peek() == ",":
            self.at += 1
            value = self.choice(live)
        return value

    def choice(self, live: bool) -> Value:
        chosen = self.binary(0, live)
        if self.peek() != "?":
            return chosen
        self.at += 1
        left = self.comma(live and chosen.number != 0)
        self.expect(":")
        right = self.choice(live and chosen.number == 0)
        return _wrap((left if chosen.number else right).number, left.unsigned or right.unsigned)

    def binary(self, least: int, live: bool) -> Value:
        left = self.unary(live)
        while (operator := BINARY.get(self.peek())) and operator.precedence > least:
            name = self.peek()
            self.at += 1
            needed = live and not (name == "||" and left.number) and not (name == "&&" and not left.number)
            left = self.apply(name, operator, left, self.binary(operator.precedence, needed), needed)
        return left

    def apply(self, name: str, operator: Operator, left: Value, right: Value, live: bool) -> Value:
        if name in "/%" and not right.number:
            if live:
                raise ConditionError("division by zero in the condition")
            return left
        if name in ("<<", ">>"):
            return _wrap(operator.meaning(left.number, right.number), left.unsigned)
        unsigned = left.unsigned or right.unsigned
        number = operator.meaning(_wrap(left.number, unsigned).number, _wrap(right.number, unsigned).number)
        return _wrap(number, unsigned and not operator.truth)

    def unary(self, live: bool) -> Value:
        if self.at >= len(self.tokens):
            raise ConditionError("the condition ends where a value is expected")
        token = self.tokens[self.at]
        self.at += 1
        if token.text in ("+", "-", "~", "!"):
            return self.signed(token.text, self.unary(live))
        if token.text == "(":
            value = self.comma(live)
            self.expect(")")
            return value
        return self.primary(token)

    def signed(self, sign: str, value: Value) -> Value:
        if sign == "!":
            return Value(int(not value.number))
        number = {"+": value.number, "-": -value.number, "~": ~value.number}[sign]
        return _wrap(number, value.unsigned)

    def primary(self, token: Token) -> Value:
        if token.kind == IDENTIFIER:
            return Value(0)
        if token.kind == CHARACTER:
            return Value(character(token.text))
        if token.kind != NUMBER:
            raise ConditionError(f'"{token.text}" cannot stand in a condition')
        return self.number(token.text)

    def number(self, text: str) -> Value:
        match = _NUMBER.fullmatch(text)
        if not match:
            raise ConditionError(f'"{text}" is not an integer constant')
        digits, suffix = match.groups()
        octal = digits[0] == "0" and digits.isdigit()
        try:
            number = int(digits, 8 if octal else 0)
        except ValueError as error:
            raise ConditionError(f'"{text}" is not an integer constant') from error
        if number > _MASK:
            raise ConditionError(f'"{text}" does not fit in 64 bits')
        return Value(number, "u" in suffix.lower() or number > _MASK >> 1)
