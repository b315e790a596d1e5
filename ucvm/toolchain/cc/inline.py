"""Calls of static functions of the same unit replaced by their code: of those called once, and of those no longer than a call.

A function whose last call has gone is not emitted. A function keeps its call if it reads arguments from the stack, has more than a few words of
its own in the frame (the caller would carry them through every recursion), calls itself, or may come back twice (setjmp).
"""

from collections.abc import Iterable, Iterator

from ucvm.toolchain.cc.flow import jump
from ucvm.toolchain.cc.ir import FIRST, OUT, Func, Ins, Operand, Slot, Sym

SHORT = 4
"""Instructions of a function that take no more room than calling it."""
LONG = 80
"""Instructions of a function called once that is still taken in, and of the caller in all:"""
LONG_CALLER = 400
FRAME = 32
"""Bytes of the frame that may move to a caller."""
RETURNS_TWICE = frozenset(("setjmp", "sigsetjmp"))


def expand(funcs: list[Func], pinned: Iterable[str]) -> tuple[list[Func], list[Func]]:
    """Expand calls in place: the functions that changed, and those that are left. `pinned` are symbols whose address is in data."""
    return _Expansion(funcs, pinned).run()


def addresses(funcs: Iterable[Func]) -> Iterator[str]:
    """Symbols that code mentions other than by calling them."""
    for i in _instructions(funcs):
        operands = (i.a if i.op != "call" else None, i.b, i.c, *i.args)
        yield from (x.name for x in operands if type(x) is Sym)


def calls(funcs: Iterable[Func]) -> Iterator[str]:
    """Symbols that code calls, once for each call."""
    return (i.a.name for i in _instructions(funcs) if i.op == "call" and type(i.a) is Sym)


def _instructions(funcs: Iterable[Func]) -> Iterator[Ins]:
    return (i for func in funcs for block in func.blocks for i in block.ins)


class _Expansion:
    def __init__(self, funcs: list[Func], pinned: Iterable[str]) -> None:
        self.funcs = funcs
        self.pinned = {*pinned, *addresses(funcs)}
        self.statics = {func.name: func for func in funcs if func.static and _movable(func)}
        self.done: set[str] = set()
        self.changed: set[str] = set()
        self.count: dict[str, int] = {}
        for name in calls(funcs):
            self.count[name] = self.count.get(name, 0) + 1

    def run(self) -> tuple[list[Func], list[Func]]:
        for func in self.funcs:
            self._expand(func)
        left = [func for func in self.funcs if not func.static or func.aliases or func.name in self.pinned or self.count.get(func.name, 0)]
        return [func for func in left if func.name in self.changed], left

    def _expand(self, func: Func) -> None:
        """Expand calls in a function, those in what it calls first."""
        if func.name in self.done:
            return
        self.done.add(func.name)
        for name in list(calls([func])):
            if name in self.statics:
                self._expand(self.statics[name])
        at = 0
        while at < len(func.blocks):
            block = func.blocks[at]
            for number, i in enumerate(block.ins):
                callee = self._wanted(func, i)
                if callee:
                    self._replace(func, callee, at, number)
                    break
            at += 1

    def _wanted(self, func: Func, i: Ins) -> Func | None:
        """The function whose code is to stand in place of this instruction."""
        if i.op != "call" or type(i.a) is not Sym or i.a.name == func.name:
            return None
        callee = self.statics.get(i.a.name)
        if callee is None or callee.name in calls([callee]) or len(i.args) < _words(callee):
            return None
        length = _length(callee)
        once = self.count[callee.name] == 1 and callee.name not in self.pinned
        fits = length <= LONG and length + _length(func) <= LONG_CALLER
        return callee if (once and fits) or (length <= SHORT and len(callee.blocks) == 1 and not any(calls([callee]))) else None

    def _replace(self, func: Func, callee: Func, at: int, number: int) -> None:
        self.changed.add(func.name)
        self.count[callee.name] -= 1
        for name in calls([callee]):
            self.count[name] += 1
        if not self.count[callee.name] and callee.name not in self.pinned:
            for name in calls([callee]):
                self.count[name] -= 1
        _Splice(func, callee, func.blocks[at].ins[number]).run(at, number)


def _movable(func: Func) -> bool:
    """Whether a function's code can stand elsewhere."""
    local = sum(slot.size for slot in func.slots)
    if func.dynamic or func.chained or func.aliases:
        return False
    return local <= FRAME and all(slot.incoming < 0 for slot in func.slots) and not RETURNS_TWICE.intersection(calls([func]))


def _length(func: Func) -> int:
    """Instructions, without the arrival of arguments and the return."""
    return sum(len(block.ins) for block in func.blocks) - 1 - len(_arrivals(func))


def _arrivals(func: Func) -> list[Ins]:
    """The instructions that take arguments from their registers."""
    return [i for i in func.blocks[0].ins if i.op == "copy" and type(i.a) is int and i.a < FIRST]


def _words(func: Func) -> int:
    """Words of arguments that a function reads."""
    return max((i.a + 1 for i in _arrivals(func) if type(i.a) is int), default=0)


class _Splice:
    """The code of a function, in registers and slots of its own, in place of a call."""

    def __init__(self, func: Func, callee: Func, call: Ins) -> None:
        self.func, self.callee, self.call = func, callee, call
        self.shift = func.next_reg - FIRST
        self.slot_shift = len(func.slots)
        func.next_reg += callee.next_reg - FIRST
        func.slots += callee.slots
        func.out_words = max(func.out_words, callee.out_words)
        func.needs = sorted({*func.needs, *callee.needs})
        func.narrow.update({reg + self.shift: narrow for reg, narrow in callee.narrow.items()})
        self.blocks = {block.id: func.block() for block in callee.blocks}
        self.rest = func.block()

    def run(self, at: int, number: int) -> None:
        """Cut the block in two around the call; the code goes between."""
        block = self.func.blocks[at]
        self.rest.ins = block.ins[number + 1 :]
        block.ins[number:] = [jump(self.blocks[self.callee.blocks[0].id], self.call.line)]
        for old in self.callee.blocks:
            self.blocks[old.id].ins = [new for i in old.ins for new in self._copies(i)]
        self.func.blocks[at + 1 : at + 1] = [*self.blocks.values(), self.rest]

    def _copies(self, i: Ins) -> list[Ins]:
        line = i.line if self.callee.file == self.func.file else self.call.line
        if i.op == "ret":
            return [*self._results(i, line), jump(self.rest, line)]
        new = Ins(i.op, self._reg(i.d), self._moved(i.a), self._moved(i.b))
        new.c, new.d2, new.args = self._moved(i.c), self._reg(i.d2), [self._here(x) for x in i.args]
        new.off, new.size, new.cc, new.vol, new.line = i.off, i.size, i.cc, i.vol, line
        new.to = [self.blocks[to.id] for to in i.to]
        return [new]

    def _results(self, i: Ins, line: int) -> list[Ins]:
        """What a return hands over."""
        pairs = zip((self.call.d, self.call.d2), i.args, strict=False)
        found = [Ins("copy", d, self._here(a)) for d, a in pairs if d >= 0]
        for copy in found:
            copy.line = line
        return found

    def _reg(self, reg: int) -> int:
        return reg + self.shift if reg >= FIRST else reg

    def _moved(self, a: Operand | None) -> Operand | None:
        return None if a is None else self._here(a)

    def _here(self, a: Operand) -> Operand:
        """An operand of the function in the caller: an argument register is the argument."""
        if type(a) is int:
            return self.call.args[a] if a < FIRST else a + self.shift
        return Slot(a.slot + self.slot_shift, a.off) if type(a) is Slot and a.slot != OUT else a
