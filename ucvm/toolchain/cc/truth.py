"""Choices between 1 and 0 by comparison instead of branches."""

from ucvm.toolchain.cc import flow
from ucvm.toolchain.cc.ir import INVERSE, Block, Func, Imm, Ins

_TRUTHS = (Imm(0), Imm(1))


def compare(func: Func) -> None:
    """if (a cc b) d = 1; else d = 0;  becomes  d = a cc b;  and so for results."""
    changed = False
    for block in func.blocks:
        test = block.ins[-1]
        if test.op == "br":
            yes, no = (_chosen(to, block) for to in test.to)
            if yes and no and yes[1:] == no[1:] and {yes[0], no[0]} == set(_TRUTHS):
                _replace(func, block, test, yes[0] == Imm(1))
                changed = True
    if changed:
        flow.tidy(func)


def _chosen(arm: Block, block: Block) -> tuple[Imm, int, int] | None:
    """The constant an arm chooses, for which register (-1: the result) and where it goes on."""
    last = arm.ins[-1]
    if arm.preds != [block]:
        return None
    if len(arm.ins) == 1 and last.op == "ret" and len(last.args) == 1 and type(last.args[0]) is Imm:
        return last.args[0], -1, -1
    if len(arm.ins) == 2 and last.op == "jmp" and arm.ins[0].op == "copy" and type(arm.ins[0].a) is Imm:
        return arm.ins[0].a, arm.ins[0].d, last.to[0].id
    return None


def _replace(func: Func, block: Block, test: Ins, straight: bool) -> None:
    arm = test.to[0]
    made = Ins("set", func.reg(), test.a, test.b)
    made.cc, made.line = test.cc if straight else INVERSE[test.cc], test.line
    end = arm.ins[-1]
    block.ins[-1] = made
    if end.op == "ret":
        end.args = [made.d]
    else:
        made.d = arm.ins[0].d
    block.ins.append(end)
