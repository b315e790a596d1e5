"""What a row does to pc, read from its meaning."""

import ast
from enum import Enum
from functools import cache

from ucvm.isa.semantics import semantics
from ucvm.isa.table import Row


class Jump(Enum):
    """NEXT: does not set pc. BRANCH: one of two constants. GOTO, CALL: a constant. FAR, FAR_CALL: an address from a register, RETURN: from
    memory. TRAP: leaves."""

    NEXT = 0
    BRANCH = 1
    GOTO = 2
    CALL = 3
    FAR = 4
    FAR_CALL = 5
    RETURN = 6
    TRAP = 7


@cache
def jump(row: Row) -> Jump:
    """The row's kind."""
    meaning = semantics(row)
    if meaning.trap:
        return Jump.TRAP
    values = [assign.value for assign in meaning.assigns if assign.target == "pc"]
    if not values:
        return Jump.NEXT
    match values[0]:
        case ast.IfExp():
            return Jump.BRANCH
        case ast.Call(func=ast.Name(id="far")):
            return Jump.FAR_CALL if meaning.stores else Jump.RETURN if meaning.loads else Jump.FAR
    return Jump.CALL if meaning.stores else Jump.GOTO
