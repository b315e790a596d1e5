"""The assembler's texts: statements, operands, strings and constant expressions of one line.

Faults are raised as Fault with the offending text; the assembler turns them into file:line:column.
"""

import re
from collections.abc import Callable

from ucvm.isa.registers import REGISTERS
from ucvm.toolchain.objfile import Expr

SYMBOL = r"[A-Za-z_.$][A-Za-z0-9_.$]*"
Value = int | Expr
Lookup = Callable[[str], Value]

_LABEL = re.compile(rf"\s*({SYMBOL})\s*:")
_CODE = re.compile(r"""(?:[^;"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+')*""")
_INTEGER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|[1-9][0-9]*|0)")
_SYMBOL_ONLY = re.compile(SYMBOL)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)"
    r"|(?P<char>'(?:[^'\\]|\\.[^']*)')"
    rf"|(?P<name>{SYMBOL})"
    r"|(?P<op><<|>>|[-+*/%&|^~!()]))"
)
_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {ord(c): v for c, v in zip("abfnrtve0", b"\a\b\f\n\r\t\v\x1b\0", strict=True)}
_MAX_SHIFT = 63
_MAX_DEPTH = 50
_LEVELS: tuple[tuple[str, ...], ...] = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "%"))


class Fault(Exception):  # noqa: N818 - it is not an error until it has a place
    """A mistake in a statement: what is wrong, and the text it is about ("" for the whole line)."""

    def __init__(self, message: str, text: str = ""):
        super().__init__(message)
        self.message, self.text = message, text


def is_label(name: str) -> bool:
    """Can a label have this name and be kept as a symbol?"""
    return bool(_SYMBOL_ONLY.fullmatch(name)) and name not in (".", "sp", *REGISTERS) and not name.startswith(".L")


def strip_comment(line: str) -> str:
    """The line without its comment."""
    if ";" not in line:
        return line
    if '"' not in line and "'" not in line:
        return line[: line.index(";")]
    match = _CODE.match(line)
    rest = line[match.end() :] if match else line
    if rest and rest[0] != ";":
        raise Fault("quote is not closed", rest)
    return line[: len(line) - len(rest)]


def split_label(text: str) -> tuple[str | None, str]:
    """A leading "name:" and the rest."""
    match = _LABEL.match(text)
    return (match.group(1), text[match.end() :]) if match else (None, text)


def split_operands(text: str) -> list[str]:
    """Operands between commas, outside quotes, parentheses and brackets."""
    if not text:
        return []
    quoted = '"' in text or "'" in text
    parts = [text[start:end] for start, end in _comma_spans(text)] if quoted else text.split(",")
    operands = [part.strip() for part in parts]
    if not all(operands):
        raise Fault("an operand is missing", text)
    return operands


def _comma_spans(text: str) -> list[tuple[int, int]]:
    spans, start, at = [], 0, 0
    quoted = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)+'")
    while at < len(text):
        if text[at] in "\"'":
            match = quoted.match(text, at)
            if not match:
                raise Fault("quote is not closed", text[at:])
            at = match.end()
        elif text[at] == ",":
            spans.append((start, at))
            at = start = at + 1
        else:
            at += 1
    return [*spans, (start, at)]


def read_string(text: str) -> bytes:
    """The bytes of a quoted string with C escapes; text beyond ASCII as UTF-8."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise Fault('a string in "quotes" is needed', text)
    return _ESCAPE.sub(_unescape, text[1:-1].encode("utf-8", "surrogateescape"))


def _unescape(match: re.Match[bytes]) -> bytes:
    body = match.group(1)
    if body[:1] == b"x" and len(body) > 1:
        return bytes((int(body[1:], 16),))
    if body[0] in b"01234567":
        return bytes((int(body, 8) & 0xFF,))
    return bytes((_ESCAPES[body[0]],)) if body[0] in _ESCAPES else body


def quote(data: bytes) -> str:
    """A string literal that read_string reads back."""
    special = {0x22: '\\"', 0x5C: "\\\\", 0x0A: "\\n", 0x09: "\\t", 0x0D: "\\r"}
    return '"' + "".join(special.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}") for byte in data) + '"'


def evaluate(text: str, lookup: Lookup) -> Value:
    """An expression's value; symbolic only as symbol - symbol + constant."""
    if _INTEGER.fullmatch(text):
        return int(text, 0)
    if _SYMBOL_ONLY.fullmatch(text):
        return lookup(text)
    return _Parser(text, lookup).value()


class _Parser:
    """Precedence climbing over the tokens of one expression."""

    def __init__(self, text: str, lookup: Lookup):
        self.text, self.lookup, self.depth = text, lookup, 0
        self.tokens = self._tokens(text)
        self.at = 0

    @staticmethod
    def _tokens(text: str) -> list[tuple[str, str]]:
        tokens, at = [], 0
        text = text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if not match or match.lastgroup is None:
                raise Fault("expression is not understood", text[at:].strip())
            tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        return tokens

    def value(self) -> Value:
        result = self._binary(0)
        if self.at != len(self.tokens):
            raise Fault(f"unexpected '{self.tokens[self.at][1]}' in expression", self.text)
        return result

    def _binary(self, level: int) -> Value:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "op" and self.tokens[self.at][1] in _LEVELS[level]:
            operator = self.tokens[self.at][1]
            self.at += 1
            left = self._apply(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> Value:
        if self.at == len(self.tokens):
            raise Fault("expression ends too early", self.text)
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Fault("expression is nested too deeply", self.text)
        kind, token = self.tokens[self.at]
        self.at += 1
        result = self._operator(token) if kind == "op" else self._atom(kind, token)
        self.depth -= 1
        return result

    def _operator(self, token: str) -> Value:
        if token == "(":
            result = self._binary(0)
            if self.at == len(self.tokens) or self.tokens[self.at][1] != ")":
                raise Fault("')' is missing", self.text)
            self.at += 1
            return result
        if token == "+":
            return self._unary()
        operand = self._constant(self._unary())
        if token not in "-~!":
            raise Fault(f"unexpected '{token}' in expression", self.text)
        return {"-": -operand, "~": ~operand, "!": int(not operand)}[token]

    def _atom(self, kind: str, token: str) -> Value:
        if kind == "name":
            return self.lookup(token)
        if kind == "char":
            body = read_string('"' + token[1:-1].replace('"', '\\"') + '"')
            if len(body) != 1:
                raise Fault("a character constant holds one byte", token)
            return body[0]
        if len(token) > 1 and token.isdigit() and token[0] == "0":
            raise Fault("octal numbers are not used here", token)
        return int(token, 0)

    def _constant(self, value: Value) -> int:
        if isinstance(value, Expr):
            raise Fault("a symbol can only be added to or subtracted from", self.text)
        return value

    def _apply(self, operator: str, left: Value, right: Value) -> Value:
        if operator in "+-" and (isinstance(left, Expr) or isinstance(right, Expr)):
            return self._sum(left, right, 1 if operator == "+" else -1)
        return self._arithmetic(operator, self._constant(left), self._constant(right))

    def _sum(self, left: Value, right: Value, sign: int) -> Value:
        a = left if isinstance(left, Expr) else Expr(-1, left)
        b = right if isinstance(right, Expr) else Expr(-1, right)
        plus = [s for s in (a.symbol, b.symbol if sign > 0 else b.minus) if s >= 0]
        minus = [s for s in (a.minus, b.minus if sign > 0 else b.symbol) if s >= 0]
        if len(plus) > 1 or len(minus) > 1 or (minus and not plus):
            raise Fault("an expression is at most one symbol minus another plus a constant", self.text)
        addend = a.addend + sign * b.addend
        return Expr(plus[0], addend, minus[0] if minus else -1) if plus else addend

    def _arithmetic(self, operator: str, left: int, right: int) -> int:
        if operator in "/%" and right == 0:
            raise Fault("division by zero", self.text)
        if operator in ("<<", ">>"):
            if not 0 <= right <= _MAX_SHIFT:
                raise Fault(f"shift count {right} is not 0 to {_MAX_SHIFT}", self.text)
            return left << right if operator == "<<" else left >> right
        if operator in "/%":
            quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
            return quotient if operator == "/" else left - quotient * right
        return {"+": left + right, "-": left - right, "*": left * right, "&": left & right, "|": left | right, "^": left ^ right}[operator]
