"""The two arms of a branch: what both begin with stands before it, and in a loop a choice by one bit is made without it.

A branch that depends on a bit of data is one that no processor foresees, ours or the host's.
"""

from ucvm.toolchain.cc import flow
from ucvm.toolchain.cc.ir import MASK, OPS, Block, Func, Imm, Ins, Operand
from ucvm.toolchain.cc.loop import loops

_NEUTRAL = ("xor", "or", "add", "sub")
"""Operations that leave a as it is where b is 0."""


# ---------------------------------------------------------------------- equal beginnings


def share(func: Func) -> bool:
    """Move first instructions that both arms have before their branch; whether there were any."""
    return sum(_share(func, block) for block in func.blocks if block.ins[-1].op == "br") > 0


def _share(func: Func, block: Block) -> bool:
    test = block.ins[-1]
    yes, no = test.to
    if yes is no or yes.preds != [block] or no.preds != [block] or not _alike(yes.ins[0], no.ins[0]):
        return False
    first = yes.ins[0]
    moved = Ins(first.op, func.reg(), first.a, first.b)
    moved.off, moved.size, moved.cc, moved.line = first.off, first.size, first.cc, test.line
    block.ins.insert(-1, moved)
    for arm in (yes, no):
        kept = Ins("copy", arm.ins[0].d, moved.d)
        kept.line = arm.ins[0].line
        arm.ins[0] = kept
    return True


def _alike(one: Ins, other: Ins) -> bool:
    """Whether two instructions compute the same, and nothing else."""
    if not OPS[one.op].pure or one.op == "copy" or one.vol or other.vol or one.d2 >= 0 or one.args:
        return False
    return (one.op, one.a, one.b, one.off, one.size, one.cc) == (other.op, other.a, other.b, other.off, other.size, other.cc)


# ---------------------------------------------------------------------- choices by a bit


def choose(func: Func) -> None:
    """Make choices by a bit in loops without a branch."""
    choices = [(block, change) for block in func.blocks if (change := _choice(block))]
    inside = {number for loop in loops(func) for number in loop.body} if choices else set()
    wanted = [choice for choice in choices if choice[0].id in inside]
    for block, change in wanted:
        _choose(func, block, change)
    if wanted:
        flow.tidy(func)


def _choice(block: Block) -> Ins | None:
    """The operation that one arm consists of, if the other keeps its first operand and a bit decides."""
    test = block.ins[-1]
    if test.op != "br" or test.cc not in ("eq", "ne") or test.b != Imm(0) or not _is_bit(test.a, block):
        return None
    for arm, other in (test.to, test.to[::-1]):
        change = _only(arm, block)
        if change and change.op in _NEUTRAL and _keeps(other, block, change, arm.ins[1].to[0]):
            return change
    return None


def _only(arm: Block, block: Block) -> Ins | None:
    """The only instruction of an arm that goes on somewhere."""
    return arm.ins[0] if arm.preds == [block] and len(arm.ins) == 2 and arm.ins[1].op == "jmp" else None


def _keeps(other: Block, block: Block, change: Ins, end: Block) -> bool:
    """Whether going on through a block leaves what the operation has for its first operand where it has its result."""
    if other is end:
        return change.a == change.d
    copy = _only(other, block)
    return copy is not None and other.ins[1].to[0] is end and (copy.op, copy.d, copy.a) == ("copy", change.d, change.a)


def _is_bit(a: Operand | None, block: Block) -> bool:
    """Whether a register has 0 or 1 at the end of a block."""
    made = next((i for i in reversed(block.ins) if a in (i.d, i.d2)), None)
    return made is not None and (made.op, made.b) in (("and", Imm(1)), ("shr", Imm(31)))


def _choose(func: Func, block: Block, change: Ins) -> None:
    """Do the operation in any case, with 0 or with what it is given: that is masked by the bit."""
    test = block.ins.pop()
    arm = next(to for to in test.to if change in to.ins)
    if_set = (test.cc == "ne") == (arm is test.to[0])
    mask, value = func.reg(), func.reg()
    masking = Ins("neg", mask, test.a) if if_set else Ins("add", mask, test.a, Imm(MASK))
    made = [masking, Ins("and", value, mask, change.b), Ins(change.op, change.d, change.a, value)]
    for i in made:
        i.line = change.line
    block.ins += [*made, arm.ins[-1]]
