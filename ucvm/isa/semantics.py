"""The meaning of a row as data: parsed from its text, its shape verified. Engines and the manual walk this.

The parts are in the order in which an engine performs them: loads (all accesses are checked before anything is read), lets, then
the commits, whose right sides all see the state before. Expressions are `ast.expr` trees of the language in isa.table.
"""

import ast
from functools import cache
from typing import NamedTuple

from ucvm.isa.table import Row

SIZES = {"u8": 1, "u16": 2, "u32": 4}


class Load(NamedTuple):
    """Bind `name` to `size` bytes at `address`; with `times` (an immediate's name) once for each i below it."""

    name: str
    size: int
    address: ast.expr
    times: str


class Store(NamedTuple):
    """Write `value` to `size` bytes at `address`; `times` as for Load."""

    size: int
    address: ast.expr
    value: ast.expr
    times: str


class Let(NamedTuple):
    """Bind a name to a pure expression."""

    name: str
    value: ast.expr


class Assign(NamedTuple):
    """Commit `value` to `target`: a register operand's name, "sp", "pc", or "r" with `number` (4 + i in a loop over `times`)."""

    target: str
    value: ast.expr
    number: ast.expr | None
    times: str


class Flags(NamedTuple):
    """Set Z C S O from an operation (add, sub, adc, sbc, logic) on the arguments."""

    operation: str
    arguments: tuple[ast.expr, ...]


class TrapTo(NamedTuple):
    """Leave the engine: kind is a TrapKind's name."""

    kind: str
    operand: ast.expr


class Semantics(NamedTuple):
    """A row's meaning in execution order. When `trap` is set, everything else is empty."""

    loads: tuple[Load, ...]
    lets: tuple[Let, ...]
    stores: tuple[Store, ...]
    assigns: tuple[Assign, ...]
    flags: Flags | None
    trap: TrapTo | None


@cache
def semantics(row: Row) -> Semantics:
    """Parse and verify a row's meaning; raises ValueError when it breaks the fixed shape."""
    registers = {operand.name for operand in row.operands if operand.kind == "reg"}
    parts = [_statement(text.strip(), registers) for text in row.meaning.split(";") if text.strip()]
    ranks = [_RANK[type(part)] for part in parts]
    if ranks != sorted(ranks):
        raise ValueError(f"{row.spelling}: loads, lets and commits are out of order")
    flags = [part for part in parts if isinstance(part, Flags)]
    traps = [part for part in parts if isinstance(part, TrapTo)]
    if len(flags) > 1 or (traps and len(parts) > 1):
        raise ValueError(f"{row.spelling}: flags are set once, and a trap stands alone")
    return Semantics(
        tuple(part for part in parts if isinstance(part, Load)),
        tuple(part for part in parts if isinstance(part, Let)),
        tuple(part for part in parts if isinstance(part, Store)),
        tuple(part for part in parts if isinstance(part, Assign)),
        flags[0] if flags else None,
        traps[0] if traps else None,
    )


_RANK: dict[type, int] = {Load: 0, Let: 1, Store: 2, Assign: 2, Flags: 2, TrapTo: 2}

Part = Load | Let | Store | Assign | Flags | TrapTo


def _statement(text: str, registers: set[str]) -> Part:
    node = ast.parse(text).body[0]
    match node:
        case ast.For(iter=ast.Call(args=[ast.Name(id=count)]), body=[ast.Assign() as inner]):
            return _assignment(inner, registers, count)
        case ast.Assign():
            return _assignment(node, registers, "")
        case ast.Expr(value=ast.Call(func=ast.Name(id="trap"), args=[ast.Name(id=kind), operand])):
            return TrapTo(kind, operand)
    raise ValueError(f"no statement of the table's language: {text}")


def _assignment(node: ast.Assign, registers: set[str], count: str) -> Part:
    match node.targets[0], node.value:
        case ast.Subscript(value=ast.Name(id=unit), slice=address), value if unit in SIZES:
            return Store(SIZES[unit], address, value, count)
        case ast.Subscript(value=ast.Name(id="r"), slice=index), value:
            return Assign("r", value, index, count)
        case ast.Name(id="flags"), ast.Call(func=ast.Name(id=operation), args=arguments):
            return Flags(operation, tuple(arguments))
        case ast.Name(id=name), value if name in registers or name in ("sp", "pc"):
            return Assign(name, value, None, count)
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)), ast.Subscript(value=ast.Name(id=unit)) as read if unit in SIZES:
            return Load(name, SIZES[unit], read.slice, count)
        case ast.Name(id=name), value:
            return Let(name, value)
    raise ValueError(f"no assignment of the table's language: {ast.unparse(node)}")
