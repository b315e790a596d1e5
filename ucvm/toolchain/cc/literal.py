"""Constants as they are written: integers, floating numbers, characters, strings (C99 6.4.4, 6.4.5)."""

import re
from fractions import Fraction

from ucvm.toolchain.cc import real
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.tree import Num
from ucvm.toolchain.cc.types import CHAR, DOUBLE, FLOAT, INT, LDOUBLE, LLONG, LONG, UINT, ULLONG, ULONG, USHORT, IntType

_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "e": 27}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_INTEGER = re.compile(r"(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)([uUlL]*)$")
_FLOATING = re.compile(r"(?:0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]|(\d*)\.?(\d*)(?:[eE]|$))([+-]?\d+)?$")
_TOO_LARGE = 10_000
"""An exponent beyond every finite number, however many digits precede it in a line of source."""
_PARTS = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)


def integer(node: Node) -> Num:
    """An integer constant with the type of 6.4.4.1."""
    found = _INTEGER.match(node.value)
    if not found:
        fail(node, f"'{node.value}' is not an integer constant")
    digits, suffix = found.groups()
    octal = digits[0] == "0" and digits.isdigit() and len(digits) > 1
    try:
        value = int(digits, 8 if octal else 0)
    except ValueError:
        fail(node, f"'{node.value}' is not an octal constant")
    return Num(_integer_type(node, value, digits[0] != "0", suffix.lower()), value)


def _integer_type(node: Node, value: int, decimal: bool, suffix: str) -> IntType:
    choices: tuple[IntType, ...] = (INT, UINT, LONG, ULONG, LLONG, ULLONG)
    least = {0: 3, 1: 4, 2: 5}[suffix.count("l")]
    for t in choices:
        fits = t.rank >= least and value <= t.high
        if fits and not ("u" in suffix and t.signed) and not (decimal and "u" not in suffix and not t.signed):
            return t
    if value <= ULLONG.high:
        return ULLONG
    return fail(node, f"the constant {node.value} is too large")


def floating(node: Node) -> Num:
    """A floating constant, correctly rounded."""
    text = node.value.lower()
    hexadecimal = text.startswith("0x")
    suffix = text[-1] if text[-1] == "l" or (text[-1] == "f" and not (hexadecimal and "p" not in text)) else ""
    found = _FLOATING.match(text[: len(text) - len(suffix)])
    if not found:
        fail(node, f"'{node.value}' is not a floating constant")
    whole, fraction = (found[1], found[2]) if hexadecimal else (found[3], found[4])
    power = max(-_TOO_LARGE, min(int(found[5] or 0), _TOO_LARGE))
    digits = Fraction(int(whole + fraction or "0", 16 if hexadecimal else 10), (16 if hexadecimal else 10) ** len(fraction))
    return real.constant({"f": FLOAT, "l": LDOUBLE}.get(suffix, DOUBLE), digits * Fraction(2 if hexadecimal else 10) ** power)


def character(node: Node) -> Num:
    """A character constant: an int; several characters as gcc has them; a wide one is its code point."""
    if node.value[0] != "'":
        t = unit(node)
        return Num(INT if t is CHAR else t, t.wrap(wide(node, node.value[node.value.index("'") + 1 : -1])[-1]))
    value = 0
    for byte in _unescape(node, node.value[1:-1]):
        value = value << 8 | byte
    return Num(INT, INT.wrap(value))


def string(node: Node) -> bytes:
    """The bytes of a string literal without the closing 0."""
    return b"".join(_unescape(node, part) for part in _PARTS.findall(node.value))


def string_of(node: Node, value: str) -> str:
    """The text of a string literal in a node of another kind."""
    return b"".join(_unescape(node, part) for part in _PARTS.findall(value)).decode(errors="replace")


_UNITS = {"L": INT, "u": USHORT, "U": UINT}


def unit(node: Node) -> IntType:
    """The type of the characters of a literal: wchar_t (an int), char16_t, char32_t or char."""
    prefix = node.value[: min(node.value.find(quote) for quote in "'\"" if quote in node.value)]
    return _UNITS.get(prefix, CHAR)


def is_wide(node: Node) -> bool:
    """Whether a string literal is of wide characters."""
    return unit(node) is not CHAR


def wide_string(node: Node) -> list[int]:
    """The units of a wide string literal without the closing 0; in 16 bits a point beyond them is two (UTF-16)."""
    points = [point for part in _PARTS.findall(node.value) for point in wide(node, part)]
    if unit(node) is not USHORT:
        return points
    return [each for point in points for each in ((0xD7C0 + (point >> 10), 0xDC00 | point & 0x3FF) if point > 0xFFFF else (point,))]


def wide(node: Node, text: str) -> list[int]:
    """The code points between the quotes of a wide literal."""
    out: list[int] = []
    last = 0
    for found in _ESCAPE.finditer(text):
        out += map(ord, text[last : found.start()])
        hexa, octal, short, long, simple = found.groups()
        number = hexa or short or long
        out.append(int(number, 16) if number else int(octal, 8) if octal else _SIMPLE.get(simple, ord(simple or "0")))
        last = found.end()
    return [*out, *map(ord, text[last:])]


def _unescape(node: Node, text: str) -> bytes:
    if "\\" not in text:
        return text.encode("utf-8", "surrogateescape")
    out = bytearray()
    last = 0
    for found in _ESCAPE.finditer(text):
        out += text[last : found.start()].encode("utf-8", "surrogateescape")
        out += _escape(node, found)
        last = found.end()
    return bytes(out + text[last:].encode("utf-8", "surrogateescape"))


def _escape(node: Node, found: re.Match[str]) -> bytes:
    hexa, octal, short, long, simple = found.groups()
    if short or long:
        return chr(int(short or long, 16)).encode()
    value = int(hexa, 16) if hexa else int(octal, 8) if octal else _SIMPLE.get(simple, ord(simple))
    if value > 255:
        fail(node, "an escape sequence is out of the range of a character")
    return bytes((value,))
