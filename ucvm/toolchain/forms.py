"""What an instruction's bare spelling may be encoded as: the choices, derived from the instruction table and a few rules.

A statement's signature is its mnemonic and the shapes of its operands: r register, p sp, i number or symbol, m [i], b [r+i], q [sp+i],
x [r+r]. Each signature has candidates, shortest first: the table's aliases, and the expansions below for what no single encoding reaches
(a far conditional branch, a byte outside the first 4 KB of data). A candidate's checks say when it fits.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ucvm.isa.codec import encode
from ucvm.isa.operands import Operand
from ucvm.isa.table import BY_SPELLING, ROWS, Row

_MASK = 0xFFFFFFFF
_NEVER = 1 << 31
"""A value that no slot narrower than 32 bits takes."""

_WIDTHS = {"r": 1, "p": 0, "i": 1, "m": 1, "b": 2, "q": 1, "x": 2}

Values = Sequence[int]
Transform = Callable[[int], int]


class Arg(NamedTuple):
    """Where an operand's value comes from: operand `source` of the statement through `transform`.

    Source -1 is `constant`, -2 the address after the candidate.
    """

    source: int
    constant: int = 0
    transform: Transform | None = None


class Check(NamedTuple):
    """An operand fits if (value - low) mod 2^32 is at most `span` and divisible by mask + 1.

    With `end`, the value is the distance from pc + end.
    """

    source: int
    transform: Transform | None
    end: int
    low: int
    span: int
    mask: int


class Candidate(NamedTuple):
    """One way to encode a signature: instructions with their arguments, and the conditions."""

    size: int
    parts: tuple[tuple[Row, tuple[Arg, ...]], ...]
    checks: tuple[Check, ...]
    same: tuple[tuple[int, int], ...]
    differ: tuple[tuple[int, int], ...]
    relative: bool

    def encode(self, values: Values, pc: int) -> bytes:
        """The bytes at address pc; the caller has made the checks."""
        out = b""
        for row, args in self.parts:
            pairs = zip(row.operands, args, strict=True)
            out += encode(row, {operand.name: self._value(operand, arg, values, pc) for operand, arg in pairs}, pc + len(out))
        return out

    def _value(self, operand: Operand, arg: Arg, values: Values, pc: int) -> int:
        if arg.source == -2:
            return pc + self.size
        value = arg.constant if arg.source == -1 else values[arg.source]
        if arg.transform:
            value = arg.transform(value)
        low = operand.bounds[0]
        return value if operand.kind == "rel" else low + ((value - low) & _MASK)


class Pending(NamedTuple):
    """A candidate whose register and constant operands fit, with the checks that wait for addresses."""

    size: int
    checks: tuple[Check, ...]
    candidate: Candidate


def passes(checks: tuple[Check, ...], values: Values, pc: int) -> bool:
    """Do all checks hold for an instruction at pc?"""
    for source, transform, end, low, span, mask in checks:
        value = values[source]
        if transform:
            value = transform(value)
        if end:
            value -= pc + end
        distance = (value - low) & _MASK
        if distance > span or distance & mask:
            return False
    return True


@lru_cache(maxsize=8192)
def pending(signature: str, known: tuple[int | None, ...]) -> tuple[Pending, ...]:
    """Candidates for a statement some of whose operands (None) are not known yet, shortest first."""
    found = []
    for candidate in FORMS[signature]:
        if _registers_agree(candidate, known):
            now = tuple(check for check in candidate.checks if known[check.source] is not None and not check.end)
            later = tuple(check for check in candidate.checks if check not in now)
            if passes(now, tuple(value or 0 for value in known), 0):
                found.append(Pending(candidate.size, later, candidate))
    return tuple(found)


def _registers_agree(candidate: Candidate, known: tuple[int | None, ...]) -> bool:
    return all(known[a] == known[b] for a, b in candidate.same) and all(known[a] != number for a, number in candidate.differ)


@lru_cache(maxsize=65536)
def constant_code(signature: str, values: tuple[int, ...]) -> bytes | None:
    """The shortest bytes of a statement without symbols; None if they depend on its address, b"" if nothing fits."""
    if is_relative(signature):
        return None
    choices = pending(signature, values)
    return choices[0].candidate.encode(values, 0) if choices else b""


@cache
def value_count(signature: str) -> int:
    """How many values the operands of a signature hold: [r+i] two, sp none."""
    return sum(_WIDTHS[shape] for shape in signature.partition(" ")[2].split(",") if shape)


@cache
def is_relative(signature: str) -> bool:
    """Does any candidate hold a distance?"""
    return any(candidate.relative for candidate in FORMS[signature])


# --- from templates to candidates ---

_TERM = re.compile(r"(?P<sign>[-~]?)(?P<base>\w+|\$)(?P<op>>>>|>>|\+|-)?(?P<amount>\d+)?")
_REGISTER = re.compile(r"r(\d+)")
_REGISTER_NAMES = frozenset("dab")
"""In the expansions below these letters stand for registers, all others for numbers."""


class _Pattern(NamedTuple):
    """The left side of a rule: signature, values' names (or constants, or negated names) in order."""

    signature: str
    names: tuple[str, ...]


def _operands(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _pattern(text: str, is_register: Callable[[str], bool]) -> _Pattern:
    mnemonic, _, rest = text.partition(" ")
    shapes, names = [], []
    for operand in _operands(rest):
        shape, found = _shape(operand, is_register)
        shapes.append(shape)
        names += found
    return _Pattern(f"{mnemonic} {','.join(shapes)}", tuple(names))


def _shape(text: str, is_register: Callable[[str], bool]) -> tuple[str, list[str]]:
    if text == "sp":
        return "p", []
    if not text.startswith("["):
        return ("r" if is_register(text) else "i"), [text]
    first, _, second = text[1:-1].partition("+")
    if first == "sp":
        return "q", [second or "0"]
    if not is_register(first):
        return "m", [first]
    return ("x" if second and is_register(second) else "b"), [first, second or "0"]


def _table_rules() -> Iterator[tuple[str, Candidate]]:
    """The table's rows: their exact spelling and their aliases."""
    for row in ROWS:
        registers = {operand.name for operand in row.operands if operand.kind == "reg"}
        spelled = f"{row.spelling} {row.syntax}".strip()
        for alias in dict.fromkeys((spelled, *row.aliases)):
            template, _, bindings = alias.partition(";")
            pattern = _pattern(template.strip(), registers.__contains__)
            bound = dict(pair.strip().split("=") for pair in bindings.split(",") if pair.strip())
            args = [bound.get(operand.name, operand.name) for operand in row.operands]
            yield pattern.signature, _candidate(pattern, [(row, args)])


def _expansion(text: str) -> tuple[str, Candidate]:
    """Read "pattern [? a!N] => instruction; instruction", instructions in exact spellings."""
    left, _, right = text.partition("=>")
    left, _, condition = left.partition("?")
    pattern = _pattern(left.strip(), _REGISTER_NAMES.__contains__)
    parts = [_instruction(part.strip()) for part in right.split(";")]
    name, _, number = condition.strip().partition("!")
    return pattern.signature, _candidate(pattern, parts, differ=((pattern.names.index(name), int(number)),) if name else ())


def _instruction(text: str) -> tuple[Row, list[str]]:
    spelling, _, rest = text.partition(" ")
    row = BY_SPELLING[spelling]
    registers = {operand.name for operand in row.operands if operand.kind == "reg"}
    template = _pattern(f"{spelling} {row.syntax}".strip(), registers.__contains__)
    given = _pattern(f"{spelling} {rest}".strip(), lambda name: name in _REGISTER_NAMES or bool(_REGISTER.fullmatch(name)))
    by_name = dict(zip(template.names, given.names, strict=True))
    return row, [by_name[operand.name] for operand in row.operands]


def _candidate(pattern: _Pattern, parts: list[tuple[Row, list[str]]], differ: tuple[tuple[int, int], ...] = ()) -> Candidate:
    sources, same, checks = _bind(pattern)
    built, at = [], 0
    size = sum(row.length for row, _ in parts)
    for row, texts in parts:
        at += row.length
        args = tuple(_arg(text, sources) for text in texts)
        built.append((row, args))
        checks += [_check(operand, arg, at) for operand, arg in zip(row.operands, args, strict=True) if arg.source >= 0]
    return Candidate(size, tuple(built), tuple(checks), same, differ, any(check.end for check in checks))


def _bind(pattern: _Pattern) -> tuple[dict[str, Arg], tuple[tuple[int, int], ...], list[Check]]:
    """Where each name of a pattern is found; equal names and constants in it become conditions."""
    sources: dict[str, Arg] = {}
    same, checks = [], []
    for number, name in enumerate(pattern.names):
        if re.fullmatch(r"-?\d+", name):
            checks.append(Check(number, None, 0, int(name), 0, 0))
        elif name in sources:
            same.append((sources[name].source, number))
        elif name.startswith("-"):
            sources[name[1:]] = Arg(number, transform=_negate)
        else:
            sources[name] = Arg(number)
    return sources, tuple(same), checks


def _check(operand: Operand, arg: Arg, end: int) -> Check:
    low, high = operand.bounds
    return Check(arg.source, arg.transform, end if operand.kind == "rel" else 0, low, high - low, operand.scale - 1)


def _arg(text: str, sources: Mapping[str, Arg]) -> Arg:
    if text == "$":
        return Arg(-2)
    if register := _REGISTER.fullmatch(text):
        return Arg(-1, int(register.group(1)))
    if re.fullmatch(r"-?\d+", text):
        return Arg(-1, int(text))
    match = _TERM.fullmatch(text)
    assert match, text
    source = sources[match["base"]]
    transform = _transform(match["sign"], match["op"], int(match["amount"] or 0))
    return source._replace(transform=_compose(source.transform, transform))


def _compose(first: Transform | None, second: Transform | None) -> Transform | None:
    if first and second:
        return lambda value: second(first(value))
    return first or second


def _transform(sign: str, op: str | None, amount: int) -> Transform | None:
    if sign == "-":
        return _negate
    if sign == "~":
        return lambda value: ~value & _MASK
    if op == "+":
        return lambda value: value + amount
    if op == "-":
        return lambda value: value - amount
    if op == ">>":
        return lambda value: _shifted(value & _MASK, amount)
    if op == ">>>":
        return lambda value: _shifted(((value & _MASK) ^ 1 << 31) - (1 << 31), amount)
    return None


def _negate(value: int) -> int:
    return -value


def _shifted(value: int, amount: int) -> int:
    return _NEVER if value & (1 << amount) - 1 else value >> amount


# --- expansions ---

_INVERSES = (
    ("jne t", "jeq.b $"),
    ("jltu t", "jgeu.b $"),
    ("jgeu t", "jltu.b $"),
    ("jlt t", "jge.b $"),
    ("jge t", "jlt.b $"),
    ("jgt t", "jle.b $"),
    ("jle t", "jgt.b $"),
    ("jgtu t", "jleu.b $"),
    ("jleu t", "jgtu.b $"),
    ("jc t", "jgeu.b $"),
    ("jnc t", "jltu.b $"),
    ("js t", "jns.h $"),
    ("jns t", "js.h $"),
    ("jo t", "jno.h $"),
    ("jno t", "jo.h $"),
    ("bz a, t", "bnz.b a, $"),
    ("bz a, t", "bnz.h a, $"),
    ("bnz a, t", "bz.b a, $"),
    ("bnz a, t", "bz.h a, $"),
    ("bltz a, t", "bgez a, $"),
    ("bgez a, t", "bltz a, $"),
    ("beq a, 0, t", "bnz.b a, $"),
    ("beq a, 0, t", "bnz.h a, $"),
    ("bne a, 0, t", "bz.b a, $"),
    ("bne a, 0, t", "bz.h a, $"),
    ("beq a, i, t", "bne.n a, i, $"),
    ("beq a, i, t", "bne.b a, i, $"),
    ("bne a, i, t", "beq.n a, i, $"),
    ("bne a, i, t", "beq.b a, i, $"),
    ("beq a, b, t", "bne.r a, b, $"),
    ("bne a, b, t", "beq.r a, b, $"),
    ("blt a, b, t", "bge.r a, b, $"),
    ("bge a, b, t", "blt.r a, b, $"),
    ("bltu a, b, t", "bgeu.r a, b, $"),
    ("bgeu a, b, t", "bltu.r a, b, $"),
    ("bgt a, b, t", "bge.r b, a, $"),
    ("ble a, b, t", "blt.r b, a, $"),
    ("bgtu a, b, t", "bgeu.r b, a, $"),
    ("bleu a, b, t", "bltu.r b, a, $"),
)
"""Conditional branches and the inverse that skips a jump when the target is far."""

_STORES = (("stb", "stb.r [{}], a"), ("sth", "sth.b [{}+0], a"), ("stw", "stw.0 [{}], a"))
_LOADS = (("ldb", "ldb.r d, [d]"), ("ldh", "ldh.b d, [d+0]"), ("ldw", "ldw.0 d, [d]"), ("ldsb", "ldsb d, [d+0]"), ("ldsh", "ldsh d, [d+0]"))


def _branch_expansions() -> Iterator[str]:
    for pattern, inverse in _INVERSES:
        yield f"{pattern} => {inverse}; jmp.a t"
    for compare, operand in (("cmp.r a, b", "b"), ("cmp.n a, i", "i"), ("cmp.h a, i", "i")):
        yield f"beq a, {operand}, t => {compare}; jz.a t"
        yield f"bne a, {operand}, t => {compare}; jne.h t"
    for name in ("lt", "ge", "ltu", "geu", "gt", "le", "gtu", "leu"):
        yield f"b{name} a, b, t => cmp.r a, b; j{name}.h t"
    for sign, name in (("eq", "bz"), ("ne", "bnz")):
        yield f"b{sign} a, 0, t => {name}.b a, t"
        yield f"b{sign} a, 0, t => {name}.h a, t"


def _memory_expansions() -> Iterator[str]:
    for name, load in _LOADS:
        yield f"{name} d, [m] => mov.i d, m; {load}"
        yield f"{name} d, [m] => mov.h d, m; {load}"
        yield f"{name} d, [b+o] => add.h d, b, o; {load}"
        yield f"{name} d, [sp+o] => lea.n d, [sp+o]; {load}"
        yield f"{name} d, [sp+o] => lea.b d, [sp+o]; {load}"
        yield f"{name} d, [sp+o] => lea.n d, [sp+0]; add.h d, d, o; {load}"
    for name, store in _STORES:
        for temporary in (0, 1):
            head, tail = f"? a!{temporary} => push r{temporary}", f"{store.format(f'r{temporary}')}; pop r{temporary}"
            yield f"{name} [m], a {head}; mov.i r{temporary}, m; {tail}"
            yield f"{name} [b+o], a {head}; add.h r{temporary}, b, o; {tail}"
            yield f"{name} [sp+o], a {head}; lea.n r{temporary}, [sp+o+4]; {tail}"
            yield f"{name} [sp+o], a {head}; lea.n r{temporary}, [sp+0]; add.h r{temporary}, r{temporary}, o+4; {tail}"


def _constant_expansions() -> Iterator[str]:
    yield "clr d => mov.b d, 0"
    yield "mov d, i => mov.i d, ~i; not d"
    yield "mov d, i => mov.i d, -i; neg d"
    for count in range(1, 25):
        shift = f"shl.n d, {count}" if count < 16 else f"shl.t d, d, {count}"
        yield f"mov d, i => mov.b d, i>>>{count}; {shift}"
        yield f"mov d, i => mov.i d, i>>{count}; {shift}"
    yield "and d, 255 => zxb d"
    yield "and d, 65535 => zxh d"
    yield "xor d, -1 => not d"
    yield "lea d, [sp+o] => lea.n d, [sp+0]; add.b d, d, o"
    yield "lea d, [sp+o] => lea.n d, [sp+0]; add.h d, d, o"
    for name in ("add", "sub"):
        yield f"{name} d, d, a => {name}.r d, a"
        yield f"{name} d, a, 0 => mov.x d, a"
        yield f"{name} d, a, 0 => mov.y d, a"
        yield f"{name} d, a, 0 => mov.r d, a"
    yield "add d, a, d => add.r d, a"


def _stack_expansions() -> Iterator[str]:
    """Far moves of the stack pointer, in steps of 512 bytes."""
    for steps in range(1, 24):
        down, up = "add.p sp, -512; " * steps, "add.p sp, 508; " * steps
        for pattern in ("add sp, i", "sub sp, -i"):
            yield f"{pattern} => {down}add.p sp, i+{512 * steps}"
            yield f"{pattern} => {up}add.p sp, i-{508 * steps}"


def _all_forms() -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = {}
    texts = (*_branch_expansions(), *_memory_expansions(), *_constant_expansions(), *_stack_expansions())
    for signature, candidate in (*_table_rules(), *map(_expansion, texts)):
        found.setdefault(signature, []).append(candidate)
    return {signature: tuple(sorted(candidates, key=lambda c: c.size)) for signature, candidates in found.items()}


FORMS: dict[str, tuple[Candidate, ...]] = _all_forms()
"""Candidates by signature, shortest first (of equal size: the table's order, then the expansions')."""



def _shapes_by_mnemonic() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in FORMS:
        name, _, shapes = key.partition(" ")
        found[name] = (*found.get(name, ()), shapes)
    return found


MNEMONICS: dict[str, tuple[str, ...]] = _shapes_by_mnemonic()
"""The operand shapes that each mnemonic takes."""
