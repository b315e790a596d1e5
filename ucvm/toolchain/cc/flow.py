"""The shape of a function: reachable blocks, jumps through empty blocks, merged blocks, liveness."""

from ucvm.toolchain.cc.ir import CALLER_SAVED, Block, Func, Ins, uses

CLOBBERED = sum(1 << r for r in CALLER_SAVED)


def tidy(func: Func) -> None:
    """Thread jumps, drop what is not reached, merge straight lines, note predecessors."""
    for block in func.blocks:
        if not block.ins or not _ends(block.ins[-1]):
            block.ins.append(Ins("ret"))
    _thread(func)
    _reach(func)
    _merge(func)


def _ends(i: Ins) -> bool:
    return i.op in ("jmp", "br", "ret", "switch")


def _thread(func: Func) -> None:
    goal: dict[int, Block] = {}
    for block in func.blocks:
        for last in block.ins[-1:]:
            for at, to in enumerate(last.to):
                if to.ins[0].op == "jmp":
                    last.to[at] = _final(to, goal)
            if last.op == "br" and last.to[0] is last.to[1]:
                block.ins[-1] = jump(last.to[0], last.line)


def _final(block: Block, goal: dict[int, Block]) -> Block:
    seen = {block.id}
    at = block
    while at.ins[0].op == "jmp" and at.id not in goal and at.ins[0].to[0].id not in seen:
        at = at.ins[0].to[0]
        seen.add(at.id)
    found = goal.get(at.id, at)
    goal[block.id] = found
    return found


def jump(to: Block, line: int) -> Ins:
    """A jump to a block."""
    i = Ins("jmp")
    i.to = [to]
    i.line = line
    return i


def _reach(func: Func) -> None:
    seen = {func.blocks[0].id}
    work = [func.blocks[0]]
    for block in func.blocks:
        block.preds = []
    while work:
        block = work.pop()
        for to in block.ins[-1].to:
            to.preds.append(block)
            if to.id not in seen:
                seen.add(to.id)
                work.append(to)
    func.blocks = [block for block in func.blocks if block.id in seen]


def _merge(func: Func) -> None:
    gone = set()
    for block in func.blocks:
        if block.id in gone:
            continue
        while block.ins[-1].op == "jmp":
            to = block.ins[-1].to[0]
            if len(to.preds) != 1 or to is block or to is func.blocks[0]:
                break
            block.ins.pop()
            block.ins += to.ins
            gone.add(to.id)
            for after in to.ins[-1].to:
                after.preds = [block if p is to else p for p in after.preds]
            to.ins = [jump(block, 0)]
    func.blocks = [block for block in func.blocks if block.id not in gone]


class Live:
    """Registers live at the start and end of each block, as bit sets by block id."""

    __slots__ = ("end", "start")

    def __init__(self, func: Func) -> None:
        self.start: dict[int, int] = {}
        self.end: dict[int, int] = {block.id: 0 for block in func.blocks}
        facts = {block.id: _facts(block) for block in func.blocks}
        for block in func.blocks:
            self.start[block.id] = facts[block.id][0]
        self._solve(func, facts)

    def _solve(self, func: Func, facts: dict[int, tuple[int, int]]) -> None:
        start, end = self.start, self.end
        changed = True
        while changed:
            changed = False
            for block in reversed(func.blocks):
                out = 0
                for to in block.ins[-1].to:
                    out |= start[to.id]
                if out != end[block.id]:
                    end[block.id] = out
                    read, written = facts[block.id]
                    start[block.id] = read | (out & ~written)
                    changed = True


def _facts(block: Block) -> tuple[int, int]:
    """What a block reads before writing, and what it writes."""
    read = written = 0
    for i in reversed(block.ins):
        defs = 0
        if i.d >= 0:
            defs = 1 << i.d
            if i.d2 >= 0:
                defs |= 1 << i.d2
        if i.op == "call":
            defs |= CLOBBERED
        read &= ~defs
        written |= defs
        for reg in uses(i):
            read |= 1 << reg
    return read, written


def prune(func: Func) -> bool:
    """Drop pure instructions whose results nobody reads; whether there were any."""
    live = Live(func)
    found = False
    for block in func.blocks:
        now = live.end[block.id]
        kept = []
        for i in reversed(block.ins):
            if _needed(i, now):
                now &= ~defined(i)
                for reg in uses(i):
                    now |= 1 << reg
                kept.append(i)
            else:
                found = True
        kept.reverse()
        block.ins = kept
    return found


def defined(i: Ins) -> int:
    """The registers an instruction writes, as a bit set."""
    defs = CLOBBERED if i.op == "call" else 0
    if i.d >= 0:
        defs |= 1 << i.d
        if i.d2 >= 0:
            defs |= 1 << i.d2
    return defs


def _needed(i: Ins, live: int) -> bool:
    if i.op in ("st", "call", "jmp", "br", "ret", "switch", "setsp", "getsp") or i.vol or i.d < 0:
        return True
    if i.op == "copy" and i.a == i.d:
        return False
    return bool(live >> i.d & 1 or (i.d2 >= 0 and live >> i.d2 & 1))
