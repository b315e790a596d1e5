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
from ucvm.isa.table import Row

MOST = 300
"""Instructions of a unit."""
SP_BIT, FLAGS_BIT = 1 << GPR_COUNT, 1 << GPR_COUNT + 1
ALL = (1 << GPR_COUNT + 2) - 1
"""Sets of what an instruction reads or writes: bits of r0 … r15, sp, all flags together."""
_LIKELY_TABLE, _NEAR = 128, 2048
"""Most entries of a jump table, and how far from it its targets are."""

Fetch = Callable[[int], bytes]
"""The instruction bytes at a pc; empty where there are none."""


class Line(NamedTuple):
    """An instruction in its place. `targets`: where a BRANCH, GOTO or CALL goes, or a FAR whose address comes from a jump table, by index."""

    pc: int
    instruction: Instruction
    kind: Jump
    reads: int
    writes: int
    faults: bool
    targets: tuple[int, ...] = ()

    @property
    def next(self) -> int:
        """The pc of what follows in memory."""
        return self.pc + self.instruction.size


class Node(NamedTuple):
    """A straight line: at most its last instruction jumps. `ways`: where it goes on; behind a call that is what follows the call."""

    pc: int
    lines: tuple[Line, ...]

    @property
    def last(self) -> Line:
        """Its end."""
        return self.lines[-1]

    @property
    def ways(self) -> tuple[int, ...]:
        """Where it goes on inside the unit's function; of a BRANCH the target comes first, of a jump table all by index."""
        return _ways(self.last)


def _ways(line: Line) -> tuple[int, ...]:
    match line.kind:
        case Jump.BRANCH:
            return (*line.targets, line.next)
        case Jump.GOTO | Jump.FAR:
            return line.targets
    return (line.next,)


def find_unit(root: int, fetch: Fetch) -> dict[int, Node]:
    """The unit's nodes by pc, empty when there is nothing to translate at its root; a way to a pc that is no node leaves the unit."""
    lines = _find_lines(root, fetch)
    heads = {root} | {target for line in lines.values() if line.kind != Jump.NEXT for target in _ways(line)}
    return {pc: _node(pc, lines, heads, fetch) for pc in sorted(heads) if pc in lines}


def _find_lines(root: int, fetch: Fetch) -> dict[int, Line]:
    """Breadth first, so that what is near is in."""
    lines: dict[int, Line] = {}
    waiting = [root]
    for head in waiting:
        pc, before = head, list[Line]()
        while len(lines) < MOST and pc not in lines and pc >> BANK_SHIFT == root >> BANK_SHIFT:
            line = _line(pc, fetch)
            if line is None:
                break
            line = line._replace(targets=line.targets or _table(line, before, fetch))
            lines[pc] = line
            before.append(line)
            waiting += _ways(line) if line.kind not in (Jump.NEXT, Jump.CALL, Jump.FAR_CALL) else ()
            if line.kind in (Jump.GOTO, Jump.FAR):
                break
            pc = line.next
    return lines


def _node(pc: int, lines: dict[int, Line], heads: set[int], fetch: Fetch) -> Node:
    """The straight line from pc on. A jump table counts only if nobody can get between the parts of its jump."""
    found = [lines[pc]]
    while found[-1].kind == Jump.NEXT and found[-1].next in lines and found[-1].next not in heads:
        found.append(lines[found[-1].next])
    if found[-1].kind == Jump.FAR:
        found[-1] = found[-1]._replace(targets=_table(found[-1], found[:-1], fetch))
    return Node(pc, tuple(found))


def _line(pc: int, fetch: Fetch) -> Line | None:
    """The instruction at a pc; None when it is left to others: what traps, is privileged, or is none."""
    try:
        instruction = decode(fetch(pc), 0, pc)
    except DecodeError:
        return None
    row = instruction.row
    kind = jump(row)
    if kind == Jump.TRAP or row.privileged:
        return None
    reads, writes = _uses(instruction)
    return Line(pc, instruction, kind, reads, writes, _faults(row), _targets(instruction, kind, pc))


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
