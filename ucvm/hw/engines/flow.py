"""What a unit of translation consists of: the instructions that can be reached from a place without calls, as nodes of straight lines with edges.

A unit belongs to one text and bank, whose bytes never change. It is bounded; what lies beyond is left to the interpreter, and to other units.
"""

import ast
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from ucvm.abi.layout import BANK_SHIFT
from ucvm.hw.engines.body import DIVISIONS
from ucvm.hw.engines.jumps import Jump, jump
from ucvm.isa.codec import DecodeError, Instruction, decode
from ucvm.isa.registers import FLAGS, GPR_COUNT
from ucvm.isa.semantics import semantics
from ucvm.isa.table import ROWS, Row

MOST, SMALL, NESTED = 300, 24, 2
"""Most instructions of a unit; of a function that is taken into others; and how deep those are taken in that call others themselves."""
SP_BIT, FLAGS_BIT = 1 << GPR_COUNT, 1 << GPR_COUNT + 1
PASSED = SP_BIT | 1
"""What a unit takes and gives as it is, beside memory: sp and r0."""
ALL = (1 << GPR_COUNT + 2) - 1
"""Sets of what an instruction reads or writes: bits of r0 … r15, sp, all flags together."""
_LIKELY_TABLE, _NEAR = 128, 2048
"""Most entries of a jump table, and how far from it its targets are."""

Fetch = Callable[[int], bytes]
"""The instruction bytes at a pc; empty where there are none."""


class Place(NamedTuple):
    """A pc in a unit; of a function that has been taken into the unit at one of its calls, with where that call returns to."""

    pc: int
    back: tuple[int, ...] = ()


class Line(NamedTuple):
    """An instruction in its place. `targets`: where a BRANCH, GOTO or CALL goes, or a FAR whose address comes from a jump table, by index.

    `ways`: where it goes on in the unit's function. Of a BRANCH the target comes first; behind a call (`calls`) it is what follows the call, unless
    the function that is called has been taken in; a return from there goes back if it goes to the right address.
    """

    place: Place
    instruction: Instruction
    kind: Jump
    reads: int
    writes: int
    faults: bool
    targets: tuple[int, ...] = ()
    ways: tuple[Place, ...] = ()
    calls: bool = False

    @property
    def pc(self) -> int:
        """Its pc."""
        return self.place.pc

    @property
    def next(self) -> int:
        """The pc of what follows in memory."""
        return self.pc + self.instruction.size


class Node(NamedTuple):
    """A straight line: at most its last instruction jumps."""

    place: Place
    lines: tuple[Line, ...]

    @property
    def last(self) -> Line:
        """Its end."""
        return self.lines[-1]

    @property
    def ways(self) -> tuple[Place, ...]:
        """Where it goes on."""
        return self.last.ways


def find_unit(root: int, fetch: Fetch) -> dict[Place, Node]:
    """The unit's nodes, empty when there is nothing to translate at its root; a way to a place that is no node leaves the unit."""
    lines = _find_lines(root, fetch, MOST)
    heads = {Place(root)} | {way for line in lines.values() if line.kind != Jump.NEXT for way in line.ways}
    return {place: _node(place, lines, heads, fetch) for place in sorted(heads) if place in lines}


def _find_lines(root: int, fetch: Fetch, most: int) -> dict[Place, Line]:
    """Breadth first, so that what is near is in."""
    lines: dict[Place, Line] = {}
    small: dict[int, int] = {}
    waiting = [Place(root)]
    for place in waiting:
        before: list[Line] = []
        while len(lines) < most and place not in lines and place.pc >> BANK_SHIFT == root >> BANK_SHIFT:
            line = _line(place, fetch)
            if line is None:
                break
            if line.kind == Jump.CALL and most > SMALL and len(place.back) < _nesting(line.targets[0], fetch, small):
                line = line._replace(calls=False, ways=(Place(line.targets[0], (*place.back, line.next)),))
            line = lines[place] = _with_table(line, before, fetch)
            before.append(line)
            if line.kind != Jump.NEXT:
                waiting += line.ways
                break
            (place,) = line.ways
    return lines


def _nesting(target: int, fetch: Fetch, known: dict[int, int]) -> int:
    """In how many others a function may stand that is taken in where it is called: it has to be small, and seen as a whole."""
    if target not in known:
        lines = _find_lines(target, fetch, SMALL)
        ways = {way for line in lines.values() for way in line.ways}
        kinds = {line.kind for line in lines.values()}
        whole = bool(lines) and ways <= lines.keys() and Jump.FAR not in kinds
        known[target] = (NESTED if kinds & {Jump.CALL, Jump.FAR_CALL} else MOST) if whole else 0
    return known[target]


def _node(place: Place, lines: dict[Place, Line], heads: set[Place], fetch: Fetch) -> Node:
    """The straight line from a place on. A jump table counts only if nobody can get between the parts of its jump."""
    found = [lines[place]]
    while found[-1].kind == Jump.NEXT and found[-1].ways[0] in lines and found[-1].ways[0] not in heads:
        found.append(lines[found[-1].ways[0]])
    found[-1] = _with_table(found[-1], found[:-1], fetch)
    return Node(place, tuple(found))


def _line(place: Place, fetch: Fetch) -> Line | None:
    """The instruction at a place; None when it is left to others: what traps, is privileged, or is none."""
    pc, back = place
    try:
        instruction = decode(fetch(pc), 0, pc)
    except DecodeError:
        return None
    row = instruction.row
    kind = jump(row)
    if kind == Jump.TRAP or row.privileged:
        return None
    reads, writes = _uses(instruction)
    line = Line(place, instruction, kind, reads, writes, _faults(row), _targets(instruction, kind, pc), (), kind in (Jump.CALL, Jump.FAR_CALL))
    match kind:
        case Jump.BRANCH:
            return line._replace(ways=(Place(line.targets[0], back), Place(line.next, back)))
        case Jump.GOTO:
            return line._replace(ways=(Place(line.targets[0], back),))
        case Jump.RETURN:
            return line._replace(ways=(Place(back[-1], back[:-1]),) if back else ())
    return line._replace(ways=(Place(line.next, back),))


def _targets(instruction: Instruction, kind: Jump, pc: int) -> tuple[int, ...]:
    """The constant a jump goes to: an operand, whose address is in the bank of pc."""
    if kind not in (Jump.BRANCH, Jump.GOTO, Jump.CALL):
        return ()
    target = instruction.operands["t"]
    (operand,) = (operand for operand in instruction.row.operands if operand.name == "t")
    return (target if operand.kind == "rel" else pc >> BANK_SHIFT << BANK_SHIFT | target,)


@cache
def _faults(row: Row) -> bool:
    """Can it do anything else than retire?"""
    meaning = semantics(row)
    return bool(meaning.loads or meaning.stores) or any(name in row.meaning for name in DIVISIONS)


def is_behind_call(pc: int, fetch: Fetch) -> bool:
    """Does a call end right before pc, as far as the bytes tell?"""
    for size in {row.length for row in ROWS if jump(row) in (Jump.CALL, Jump.FAR_CALL)}:
        try:
            instruction = decode(fetch(pc - size), 0, pc - size)
        except DecodeError:
            continue
        if instruction.size == size and jump(instruction.row) in (Jump.CALL, Jump.FAR_CALL):
            return True
    return False


# What an instruction reads and writes


def _uses(instruction: Instruction) -> tuple[int, int]:
    read, written = _names(instruction.row)
    return _bits(read, instruction), _bits(written, instruction)


@cache
def _names(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    """Names that a row reads and those that it sets; "r" is a loop's registers."""
    meaning = semantics(row)
    flags = meaning.flags
    expressions = [load.address for load in meaning.loads] + [let.value for let in meaning.lets]
    expressions += [part for store in meaning.stores for part in (store.address, store.value)]
    expressions += [assign.value for assign in meaning.assigns] + list(flags.arguments if flags else ())
    read = {node.id for expression in expressions for node in ast.walk(expression) if isinstance(node, ast.Name)}
    written = {assign.target for assign in meaning.assigns} | ({"c"} if flags else set())
    return frozenset(read | ({"c"} if flags and flags.operation in ("adc", "sbc") else set())), frozenset(written)


def _bits(names: frozenset[str], instruction: Instruction) -> int:
    operands, found = instruction.operands, 0
    registers = {operand.name for operand in instruction.row.operands if operand.kind == "reg"}
    for name in names:
        if name in registers:
            found |= 1 << operands[name]
        elif name == "r":
            found |= (1 << operands["k"]) - 1 << 4
        elif name == "sp":
            found |= SP_BIT
        elif name.upper() in FLAGS and name not in operands:
            found |= FLAGS_BIT
    return found


# Jump tables: a load from the text, which never changes, right before the jump


def _with_table(line: Line, before: Sequence[Line], fetch: Fetch) -> Line:
    """The line, if it is a computed jump with the targets that it may have."""
    if line.kind != Jump.FAR:
        return line
    targets = _table(line, before, fetch)
    return line._replace(targets=targets, ways=tuple(Place(target, line.place.back) for target in targets))


def _table(line: Line, before: Sequence[Line], fetch: Fetch) -> tuple[int, ...]:
    """The targets of `ldh.x a, [b+i]; jmp.r a` where b is a constant: as many entries as look like places nearby."""
    if not before or before[-1].instruction.row.spelling != "ldh.x" or line.instruction.row.spelling != "jmp.r":
        return ()
    operands = before[-1].instruction.operands
    base = _constant(operands["b"], before[:-1])
    if base is None or base % 2 or line.instruction.operands["a"] != operands["d"]:
        return ()
    bank = line.pc >> BANK_SHIFT << BANK_SHIFT
    targets = []
    for number in range(_LIKELY_TABLE):
        entry = fetch(bank | base + 2 * number)[:2]
        target = bank | int.from_bytes(entry, "little")
        if len(entry) < 2 or abs(target - line.pc) > _NEAR:
            break
        targets.append(target)
    return tuple(targets)


def _constant(register: int, before: Sequence[Line]) -> int | None:
    """What a register holds behind these lines, if one of them sets it to a constant."""
    for line in reversed(before):
        if line.writes >> register & 1:
            return line.instruction.operands["i"] if line.instruction.row.meaning == "d = i" else None
    return None
