"""Counters of loops: their products as running sums.

A counter of a loop changes in one place there, by a constant. What is a constant times it, in every turn, becomes a register that grows where the
counter does, and what does not change is added to that before the loop. Only loops without others inside are looked at, after loop.py.
"""

from functools import reduce
from operator import or_

from ucvm.toolchain.cc.algebra import signed
from ucvm.toolchain.cc.flow import Live
from ucvm.toolchain.cc.ir import FIRST, MASK, Block, Func, Imm, Ins, Operand, uses
from ucvm.toolchain.cc.loop import Loop, Room, dominators, entrance, loops

REACH = 1 << 15
"""Steps that an addition takes are smaller."""


def running_sums(func: Func) -> None:
    """Take products with counters out of the inner loops."""
    found = loops(func)
    if not found:
        return
    above = dominators(func)
    for loop in found:
        inner = not any(other.head.id in loop.body for other in found if other is not loop)
        if inner and loop.head is not func.blocks[0]:
            _Counting(func, loop, above).run(found)


class _Counting:
    """One loop."""

    def __init__(self, func: Func, loop: Loop, above: dict[int, int]) -> None:
        self.func = func
        self.loop = loop
        self.inside = [block for block in func.blocks if block.id in loop.body]
        ends = [block for block in loop.head.preds if block.id in loop.body]
        self.always = [block for block in self.inside if all(above[end.id] >> block.id & 1 for end in ends)]
        self.homes: dict[int, list[Ins]] = {}
        self.changed: set[int] = set()
        for block in func.blocks:
            for i in block.ins:
                for d in (i.d, i.d2):
                    self.homes.setdefault(d, []).append(i)
                    if block.id in loop.body:
                        self.changed.add(d)

    def run(self, found: list[Loop]) -> None:
        """Give each product a register, as far as there are any."""
        products = [i for block in self.always for i in block.ins if self._step(i)]
        room = Room(self.func, self.inside) if products else None
        for product in products:
            last = self._sum(product)
            if room and (self._frees(product, last) or room.take()):
                self._replace(product, last, entrance(self.func, found, self.loop))

    def _frees(self, product: Ins, last: Ins) -> bool:
        """Whether a register that the loop needs for a product and its sum alone is free without them."""
        live = Live(self.func)
        after = reduce(or_, (live.start[to.id] for block in self.inside for to in block.succs if to.id not in self.loop.body), 0)
        others = {reg for block in self.inside for i in block.ins if i not in (product, last) for reg in uses(i)}
        needed = {*uses(product), *uses(last)} - others - self.changed
        return any(not after >> reg & 1 for reg in needed)

    def _step(self, i: Ins) -> int:
        """By how much a turn changes a product with a counter; 0 if it is none, or that is too much."""
        growth, factor = self._growth(i.a), self._constant(i.b)
        if i.op not in ("mul", "shl") or growth is None or factor is None or len(self.homes[i.d]) > 1:
            return 0
        step = signed(growth * (factor if i.op == "mul" else 1 << (factor & 31)) & MASK)
        return step if abs(step) < REACH else 0

    def _growth(self, a: Operand | None) -> int | None:
        """By how much a register changes where it does in the loop, if it is a counter."""
        increment = self._increment(a)
        return signed(increment.b.v) if increment and type(increment.b) is Imm else None

    def _increment(self, counter: Operand | None) -> Ins | None:
        """Where a register changes in the loop, if that is one addition."""
        if type(counter) is not int or counter < FIRST:
            return None
        found = [i for block in self.inside for i in block.ins if counter in (i.d, i.d2)]
        return found[0] if len(found) == 1 and found[0].op == "add" and found[0].a == counter else None

    def _constant(self, a: Operand | None) -> int | None:
        """The value of an operand that is always the same."""
        if type(a) is int and len(self.homes.get(a, ())) == 1 and self.homes[a][0].op == "copy":
            a = self.homes[a][0].a
        return a.v if type(a) is Imm else None

    def _replace(self, product: Ins, last: Ins, before: Block) -> None:
        """A running sum in place of a product, or of its sum with what does not change."""
        increment, step, total = self._increment(product.a), self._step(product), self.func.reg()
        assert increment
        start = self._start(product, last, total, before)
        growing = Ins("add", total, total, Imm(step & MASK))
        last.op, last.a, last.b = "copy", total, None
        for i in (*start, growing):
            i.line = increment.line
        before.ins[-1:-1] = start
        for block in self.inside:
            if increment in block.ins:
                block.ins.insert(block.ins.index(increment) + 1, growing)

    def _start(self, product: Ins, last: Ins, total: int, before: Block) -> list[Ins]:
        """What the running sum is before the first turn."""
        other = None if last is product else last.b if last.a == product.d else last.a
        counter = [i for i in before.ins if i.d == product.a]
        if counter and (counter[-1].op, counter[-1].a) == ("copy", Imm(0)):
            return [Ins("copy", total, Imm(0) if other is None else other)]
        made, b = [], product.b
        if type(b) is int and b in self.changed:
            made = [Ins("copy", self.func.reg(), self.homes[b][0].a)]
            b = made[0].d
        made.append(Ins(product.op, total, product.a, b))
        return made if other is None else [*made, Ins("add", total, other, total)]

    def _sum(self, product: Ins) -> Ins:
        """The only use of a product, where that adds what does not change, before the counter does."""
        users = [i for block in self.func.blocks for i in block.ins if product.d in uses(i)]
        (block,) = (block for block in self.always if product in block.ins)
        behind = block.ins[block.ins.index(product) + 1 :]
        if len(users) != 1 or users[0].op != "add" or users[0] not in behind or len(self.homes[users[0].d]) > 1:
            return product
        (user,) = users
        other = user.b if user.a == product.d else user.a
        same = type(other) is int and other >= FIRST and other != product.d and other not in self.changed
        grown = any(i is self._increment(product.a) for i in behind[: behind.index(user)])
        return user if same and not grown else product
