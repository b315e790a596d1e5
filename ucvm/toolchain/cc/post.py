"""After register allocation: constants a register already holds, choices without a jump, equal endings made one, blocks in a better order."""

from ucvm.toolchain.cc import flow
from ucvm.toolchain.cc.algebra import signed
from ucvm.toolchain.cc.ir import CALLER_SAVED, Block, Func, Imm, Ins, Operand, Slot, Sym

ROUNDS = 12
"""Merged endings of a function are looked for this often at most."""

JUMP_BYTES = 2

Value = object
"""What a register holds: a constant or address, or the number of some value."""


def improve(func: Func) -> None:
    """All of it."""
    Held(func).run()
    flow.tidy(func)
    flow.prune(func)
    choose(func)
    merge_endings(func)
    flow.tidy(func)
    order(func)


class Held:
    """Drops copies of what the register holds already; takes a constant from another register where that is shorter."""

    def __init__(self, func: Func) -> None:
        self.func = func
        self.now: dict[int, Value] = {}
        self.count = 0

    def run(self) -> None:
        """Rewrite all blocks; a block with one predecessor knows what that knew."""
        ends: dict[int, dict[int, Value]] = {}
        for block in self.func.blocks:
            only = block.preds[0] if len(block.preds) == 1 else None
            self.now = dict(ends.get(only.id, {})) if only else {}
            if only:
                self._learn(only.ins[-1], block)
            block.ins = [i for i in block.ins if self._one(i)]
            ends[block.id] = self.now

    def _learn(self, test: Ins, block: Block) -> None:
        """A register that was compared equal to a constant holds it."""
        if test.op == "br" and type(test.a) is int and type(test.b) is Imm and test.cc in ("eq", "ne") and test.to[test.cc == "ne"] is block:
            self.now[test.a] = test.b

    def _value(self, a: Operand | None) -> Value:
        if type(a) is not int:
            return a
        if a not in self.now:
            self.count += 1
            self.now[a] = self.count
        return self.now[a]

    def _one(self, i: Ins) -> bool:
        """Whether the instruction stays."""
        if i.op == "copy":
            value = self._value(i.a)
            if self.now.get(i.d) == value:
                return False
            if type(i.a) is not int:
                i.a = self._shorter(i.d, i.a, value)
            self.now[i.d] = value
            return True
        for d in (i.d, i.d2):
            self.now.pop(d, None)
        if i.op == "call":
            for d in CALLER_SAVED:
                self.now.pop(d, None)
        return True

    def _shorter(self, d: int, a: Operand | None, value: Value) -> Operand | None:
        if a == Imm(0):
            return a
        short = type(a) is Slot or (type(a) is Imm and -128 <= signed(a.v) <= 127)
        for reg, held in self.now.items():
            if held == value and type(held) is type(a) and (not short or _one_byte(d, reg)):
                return reg
        return a


def _one_byte(d: int, a: int) -> bool:
    return (d < 2 and 4 <= a <= 7) or (a < 2 and 4 <= d <= 7)


def choose(func: Func) -> None:
    """if (c) d = x; else d = y;  becomes  d = x; if (!c) d = y;  where d is free before."""
    live = flow.Live(func)
    for block in func.blocks:
        test = block.ins[-1]
        if test.op != "br":
            continue
        for arm, other in (test.to, test.to[::-1]):
            if _is_choice(arm, other, block) and _hoistable(arm.ins[0], test, live.start[other.id]):
                block.ins.insert(-1, arm.ins.pop(0))
                live.start[arm.id] = live.start[arm.ins[-1].to[0].id]
                test.to = [to.ins[0].to[0] if to is arm else to for to in test.to]
                break
    flow.tidy(func)


def _is_choice(arm: Block, other: Block, block: Block) -> bool:
    """Whether the arm is one copy on the way to where the other arm goes too."""
    if len(arm.ins) != 2 or arm.ins[0].op != "copy" or arm.ins[1].op != "jmp" or arm.preds != [block]:
        return False
    return other.preds == [block] and other.ins[-1].op == "jmp" and other.ins[-1].to[0] is arm.ins[1].to[0]


def _hoistable(copy: Ins, test: Ins, live: int) -> bool:
    return copy.d not in (test.a, test.b) and not live >> copy.d & 1


# ---------------------------------------------------------------------- equal endings


def merge_endings(func: Func) -> None:
    """Blocks that end alike and go on to the same place share their ending."""
    for _ in range(ROUNDS):
        if not _merge_once(func):
            return


def _signature(i: Ins) -> tuple[object, ...]:
    return i.op, i.d, i.d2, i.a, i.b, i.c, i.off, i.size, i.cc, tuple(i.args)


def _merge_once(func: Func) -> bool:
    groups: dict[object, list[int]] = {}
    for at, block in enumerate(func.blocks):
        last = block.ins[-1]
        if last.op in ("jmp", "ret") and len(block.ins) > 1:
            key = (last.to[0].id if last.op == "jmp" else -1, _signature(block.ins[-2]), len(last.args))
            groups.setdefault(key, []).append(at)
    changed = False
    used: set[int] = set()
    new: dict[int, Block] = {}
    for members in groups.values():
        free = [at for at in members if at not in used]
        if len(free) > 1 and _share(func, free, new):
            used.update(free)
            changed = True
    if changed:
        func.blocks = [each for block in func.blocks for each in ((block, new[block.id]) if block.id in new else (block,))]
        flow.tidy(func)
    return changed


def _share(func: Func, members: list[int], new: dict[int, Block]) -> bool:
    """Give the member that ends alike with another for longest a tail block, and let the others jump to it."""
    blocks = [func.blocks[at] for at in members]
    best, host = 0, blocks[0]
    for first, a in enumerate(blocks):
        for b in blocks[first + 1 :]:
            length = _common(a, b)
            if length > best:
                best, host = length, b
    sharing = [block for block in blocks if block is not host and _common(block, host) >= best]
    if _bytes(host.ins[-1 - best : -1]) < JUMP_BYTES:
        return False
    tail = func.block()
    tail.ins = host.ins[-1 - best :]
    for block in (host, *sharing):
        line = block.ins[-1].line
        del block.ins[-1 - best :]
        jump = Ins("jmp")
        jump.to, jump.line = [tail], line
        block.ins.append(jump)
    new[host.id] = tail
    return True


def _common(a: Block, b: Block) -> int:
    """How many instructions before the last are the same."""
    count = 0
    for x, y in zip(reversed(a.ins[:-1]), reversed(b.ins[:-1]), strict=False):
        if x.vol or y.vol or _signature(x) != _signature(y):
            break
        count += 1
    return count


def _bytes(ins: list[Ins]) -> int:
    """The length of code, roughly."""
    return sum(1 if i.op == "copy" and i.a == Imm(0) else 3 if type(i.a) is Sym and i.op != "call" else 2 for i in ins)


# ---------------------------------------------------------------------- order


def order(func: Func) -> None:
    """Put a block that is only jumped to behind a block that jumps to it."""
    blocks = func.blocks
    for _ in range(ROUNDS):
        place = {block.id: at for at, block in enumerate(blocks)}
        for at, block in enumerate(blocks):
            goal = _wanted(blocks, at, place)
            if goal:
                start, end = goal
                chain = blocks[start:end]
                rest = blocks[:start] + blocks[end:]
                after = rest.index(block) + 1
                blocks = rest[:after] + chain + rest[after:]
                break
        else:
            break
    func.blocks = blocks


def _falls(block: Block, following: Block) -> bool:
    """Whether control goes from a block to the next without a jump."""
    return following in block.ins[-1].to and block.ins[-1].op != "switch"


def _wanted(blocks: list[Block], at: int, place: dict[int, int]) -> tuple[int, int] | None:
    """The run of blocks that should follow the one at `at`."""
    last = blocks[at].ins[-1]
    if last.op not in ("jmp", "br") or (at + 1 < len(blocks) and _falls(blocks[at], blocks[at + 1])):
        return None
    for goal in reversed(last.to):
        start = place[goal.id]
        if start == 0 or _falls(blocks[start - 1], goal):
            continue
        end = start + 1
        while end < len(blocks) and _falls(blocks[end - 1], blocks[end]):
            end += 1
        if not start <= at < end:
            return start, end
    return None
