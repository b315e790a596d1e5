"""Loops: what is the same in every turn is computed before the first.

A loop is natural: its head dominates an end that goes back to it. The code is legal already, so constants and addresses that no encoding
takes are instructions of their own here. A value stays where it is if the loop has no register left to keep it in.
"""

from ucvm.toolchain.cc import emit, flow
from ucvm.toolchain.cc.ir import BINARY, FIRST, TABLE, UNARY, Block, Func, Imm, Ins, Operand, Sym, rename_uses, uses

MOVABLE = (BINARY | UNARY | {"copy", "set"}) - {"div", "divs", "mod", "mods"}
"""Operations that only compute, and never trap."""
REGISTERS = 14
"""Values that a loop keeps at once, at most; and across a call in it:"""
REGISTERS_OVER_CALLS = 9


class Loop:
    """A loop: its head, and the numbers of all its blocks."""

    __slots__ = ("body", "head")

    def __init__(self, head: Block) -> None:
        self.head = head
        self.body = {head.id}

    def grow(self, end: Block) -> None:
        """Take in everything on the ways from the head to `end`."""
        work = [end]
        while work:
            block = work.pop()
            if block.id not in self.body:
                self.body.add(block.id)
                work += block.preds


def loops(func: Func) -> list[Loop]:
    """The loops of a function, inner ones before those around them."""
    above = dominators(func)
    found: dict[int, Loop] = {}
    for block in func.blocks:
        for to in block.succs:
            if above[block.id] >> to.id & 1:
                found.setdefault(to.id, Loop(to)).grow(block)
    return sorted(found.values(), key=lambda loop: len(loop.body))


def dominators(func: Func) -> dict[int, int]:
    """For each block the blocks on every way to it, itself included, as a set of bits by number."""
    every = sum(1 << block.id for block in func.blocks)
    above = {block.id: every for block in func.blocks}
    entry = func.blocks[0].id
    above[entry] = 1 << entry
    changed = True
    while changed:
        changed = False
        for block in func.blocks[1:]:
            common = every
            for before in block.preds:
                common &= above[before.id]
            common |= 1 << block.id
            if common != above[block.id]:
                above[block.id], changed = common, True
    return above


def entrance(func: Func, found: list[Loop], loop: Loop) -> Block:
    """The block that every way into the loop passes; made if there is none."""
    outside = [block for block in loop.head.preds if block.id not in loop.body]
    if len(outside) == 1 and outside[0].ins[-1].op == "jmp":
        return outside[0]
    made = func.block()
    made.ins.append(flow.jump(loop.head, loop.head.ins[0].line))
    for block in outside:
        block.ins[-1].to[:] = [made if to is loop.head else to for to in block.ins[-1].to]
    made.preds = outside
    loop.head.preds = [made, *(block for block in loop.head.preds if block.id in loop.body)]
    func.blocks.insert(func.blocks.index(outside[-1]) + 1, made)
    for around in found:
        if loop.head.id in around.body and around.head is not loop.head:
            around.body.add(made.id)
    return made


class Room:
    """How many more values a loop can keep in registers."""

    def __init__(self, func: Func, inside: list[Block]) -> None:
        self.most = self.most_over_calls = 0
        self.calls = False
        live = flow.Live(func)
        for block in inside:
            self._block(block.ins, live.end[block.id])

    def _block(self, ins: list[Ins], now: int) -> None:
        for i in reversed(ins):
            if i.op == "call":
                self.calls = True
                self.most_over_calls = max(self.most_over_calls, (now & ~flow.CLOBBERED).bit_count())
            now &= ~flow.defined(i)
            for reg in uses(i):
                now |= 1 << reg
            self.most = max(self.most, now.bit_count())

    def take(self) -> bool:
        """Whether there is a register for one more value, which is then taken."""
        if self.most >= REGISTERS or (self.calls and self.most_over_calls >= REGISTERS_OVER_CALLS):
            return False
        self.most += 1
        self.most_over_calls += 1
        return True


def hoist(func: Func) -> None:
    """Compute before a loop what does not change in it: inner loops first, so that what leaves one can leave the next."""
    found = loops(func)
    mover = _Mover(func, found)
    for loop in found:
        if loop.head is not func.blocks[0]:
            mover.move(loop)
    if found:
        flow.tidy(func)


class _Mover:
    def __init__(self, func: Func, found: list[Loop]) -> None:
        self.func, self.loops = func, found
        self.homes: dict[int, list[int]] = {}
        """The blocks that define a register, once for each definition."""
        self.same: dict[int, int] = {}
        """Registers that are replaced by others with the same value."""
        for block in func.blocks:
            for i in block.ins:
                for d in (i.d, i.d2):
                    self.homes.setdefault(d, []).append(block.id)

    def move(self, loop: Loop) -> None:
        """Move what can be moved out of a loop: again as long as something goes, since what it was made of then needs no register in the loop."""
        known: dict[object, int] = {}
        while self._pass(loop, known):
            pass

    def _pass(self, loop: Loop, known: dict[object, int]) -> bool:
        """Move what there is room for; `known` are the values before the loop. Whether anything went."""
        inside = [block for block in self.func.blocks if block.id in loop.body]
        room = Room(self.func, inside)
        moved: list[Ins] = []
        for block in inside:
            block.ins = [i for i in block.ins if not (self._still(i, loop) and self._take(i, moved, known, room))]
            self._compared(block.ins[-1], moved, known, room)
        if moved:
            before = entrance(self.func, self.loops, loop)
            before.ins[-1:-1] = moved
            self.homes.update({i.d: [before.id] for i in moved})
        self._rename()
        return bool(moved)

    def _still(self, i: Ins, loop: Loop) -> bool:
        """Whether an instruction computes the same in every turn."""
        if i.op not in MOVABLE or i.d < FIRST or len(self.homes[i.d]) > 1 or (i.op == "copy" and (type(i.a) is int or _is_table(i.a))):
            return False
        return all(reg >= FIRST and not loop.body.intersection(self.homes.get(reg, ())) for reg in uses(i))

    def _take(self, i: Ins, moved: list[Ins], known: dict[object, int], room: Room) -> bool:
        """Whether it goes: there is room for it, or its value is known before the loop."""
        rename_uses(i, self.same)
        key = i.op, i.a, i.b, i.cc
        if key in known:
            self.same[i.d] = known[key]
            return True
        if not room.take():
            return False
        known[key] = i.d
        moved.append(i)
        self.homes[i.d] = []
        return True

    def _compared(self, test: Ins, moved: list[Ins], known: dict[object, int], room: Room) -> None:
        """A branch on a constant that takes a comparison of its own takes none if a register has the constant."""
        if test.op != "br" or type(test.b) is not Imm or emit.alone(test.cc, test.b.v):
            return
        constant = Ins("copy", self.func.reg(), test.b)
        constant.line = test.line
        self.homes[constant.d] = []
        if self._take(constant, moved, known, room):
            test.b = known["copy", test.b, None, ""]

    def _rename(self) -> None:
        """Put the registers that stay in place of those that are gone."""
        if self.same:
            for block in self.func.blocks:
                for i in block.ins:
                    rename_uses(i, self.same)
            self.same = {}


def _is_table(operand: Operand | None) -> bool:
    """A jump table's address stays with its jump: so the ways of the jump can be seen where it stands (hw/engines/flow.py)."""
    return type(operand) is Sym and operand.name.startswith(TABLE)
