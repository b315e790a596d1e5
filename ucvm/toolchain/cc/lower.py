"""Typed functions to intermediate code: parameters, statements, switches."""

from ucvm.toolchain.cc.build import Mem, access
from ucvm.toolchain.cc.ir import ARG_REGS, CHAIN, Block, Func, Imm, Ins, Operand, Slot, Sym
from ucvm.toolchain.cc.tree import (
    Block as Sequence,
)
from ucvm.toolchain.cc.tree import (
    CaseMark,
    Do,
    Expr,
    Function,
    If,
    Init,
    Item,
    Jump,
    Leap,
    Leave,
    Loop,
    Mark,
    Num,
    Obj,
    Return,
    Stmt,
    Switch,
    Unit,
    is_wide,
)
from ucvm.toolchain.cc.tree import (
    Values as CaseValues,
)
from ucvm.toolchain.cc.types import IntType, qualify, rounded
from ucvm.toolchain.cc.value import Values, is_signed

TABLE_LEAST = 5
"""Cases a jump table needs at least."""
TABLE_OVERHEAD = 13
"""Bytes of range check and jump of a table."""
CASE_BYTES = 4
"""Bytes of one comparison of a chain."""
RANGE_BYTES = 7
"""Bytes of testing a range."""
RUN_LEAST = 3
"""Neighbouring cases of one goal that are tested as a range."""
CHAIN_LIMIT = 10
"""Comparisons of a chain before it is split by halves."""

_MASK = 0xFFFFFFFF
Marks = dict[CaseValues | None, Block]
"""The blocks that case labels, and default, stand before."""


class _Run:
    """Neighbouring case values with one goal."""

    __slots__ = ("goal", "high", "low")

    def __init__(self, low: int, high: int, goal: Block) -> None:
        self.low, self.high, self.goal = low, high, goal

    def bytes(self) -> int:
        """Code that tests it, roughly."""
        count = self.high - self.low + 1
        return RANGE_BYTES if count >= RUN_LEAST else CASE_BYTES * count


def _runs(marks: Marks) -> list[_Run]:
    """The cases in order, neighbours of one goal together."""
    runs: list[_Run] = []
    for values in sorted(each for each in marks if each is not None):
        if runs and runs[-1].goal is marks[values] and runs[-1].high == values[0] - 1:
            runs[-1].high = values[1]
        else:
            runs.append(_Run(*values, marks[values]))
    return runs


def _words(value: int) -> tuple[Imm, Imm]:
    return Imm(value & _MASK), Imm(value >> 32 & _MASK)


class Lower(Values):
    """Lowers one function of a unit."""

    def __init__(self, unit: Unit, function: Function) -> None:
        super().__init__(Func(function.obj.symbol), function)
        self.unit = unit
        self.func.static = function.obj.storage == "static"
        self.func.file, self.func.line = function.file, function.line
        self.func.needs = sorted(function.needs)
        self.func.dynamic, self.func.chained = function.dynamic, function.chained
        self.func.aliases = [(obj.symbol, obj.storage == "global") for obj in function.obj.aliases]
        self.result: int | None = None
        self.breaks: list[Block] = []
        self.continues: list[Block] = []
        self.marks: list[Marks] = []
        self.labels: dict[str, Block] = {}

    def lower(self) -> Func:
        """The intermediate code of the function."""
        self.line = self.function.line
        self._frames()
        self._variables()
        self._parameters()
        self._entrances()
        for each in self.function.before:
            self.effect(each)
        if self.function.scoped:
            self.tops.append(self.func.reg())
            self.variables.add(self.tops[-1])
            self.emit(Ins("getsp", self.tops[-1]))
        self.statement(self.function.body)
        if not self.ended():
            self._end()
        return self.func

    def _end(self) -> None:
        i = Ins("ret")
        if self.function.obj.name == "main" and isinstance(self.function.type.result, IntType):
            i.args = [Imm(0)]
        self.emit(i)

    # ------------------------------------------------------------------ frames of nested functions

    def _frames(self) -> None:
        """The record for nested functions, and the address of that of the function around."""
        function = self.function
        if function.chained:
            self.chain = self.func.reg()
            self.copy(self.chain, CHAIN)
        if function.shared or function.buffer or any(each.obj.nested and each.chained and each.parent is function for each in self.unit.functions):
            self.record = self.func.slot(function.shared_size)
            self.slots.update({obj: Slot(self.record.slot, at) for obj, at in function.shared.items()})
            if function.chained:
                self.store(Mem(self.record), "w", self.chain)

    def _entrances(self) -> None:
        """Nested functions come to labels by way of the state that is saved at the beginning."""
        if not self.function.entries:
            return
        assert self.record is not None
        which = self.call(Sym("setjmp", 0), [Slot(self.record.slot, self.function.buffer)]).d
        begin = self.func.block()
        for name, number in self.function.entries.items():
            other = self.func.block()
            self.branch("eq", which, Imm(number), self._label(name), other)
            self.begin(other)
        self.begin(begin)

    def _leave(self, s: Leave) -> None:
        to = self.op("add", self.frame_of(s.function), Imm(s.function.buffer))
        self.call(Sym("longjmp", 0), [to, Imm(s.number)], results=0)

    # ------------------------------------------------------------------ variables

    def _variables(self) -> None:
        for obj in self.function.locals:
            if not obj.memory and obj.storage in ("local", "param"):
                self._register(obj)

    def _register(self, obj: Obj) -> None:
        reg = self.func.reg()
        self.regs[obj] = reg
        self.variables.add(reg)
        if is_wide(obj.type):
            self.high[obj] = self.func.reg()
            self.variables.add(self.high[obj])
        if isinstance(obj.type, IntType) and obj.type.size < 4:
            self.func.narrow[reg] = (obj.type.bits, obj.type.signed)

    def _parameters(self) -> None:
        """Word by word: the first words come in registers, the rest on the stack."""
        homes: list[tuple[Obj, int, int]] = []
        word = 0
        if self.function.type.result.is_record:
            self.result = self.func.reg()
            self.copy(self.result, 0)
            word = 1
        for obj in self.function.params:
            homes.append((obj, word, rounded(obj.type.size, 4) // 4))
            word += homes[-1][2]
        self.va_word = max(word - ARG_REGS, 0)
        arrived = self._arrived(word)
        for obj, first, count in homes:
            self._take(obj, first, arrived[first : first + count])

    def _arrived(self, words: int) -> list[int]:
        start = 0 if self.result is None else 1
        regs = [-1] * start
        for word in range(start, min(words, ARG_REGS)):
            regs.append(self.func.reg())
            self.copy(regs[-1], word)
        return regs + [-1] * (words - len(regs))

    def _take(self, obj: Obj, first: int, arrived: list[int]) -> None:
        if obj not in self.regs and obj not in self.slots and first >= ARG_REGS:
            self.slots[obj] = self.func.slot(4 * len(arrived), first - ARG_REGS)
            return
        words: list[Operand] = [reg if reg >= 0 else self.load(Mem(self.func.slot(4, first + at - ARG_REGS)), "w") for at, reg in enumerate(arrived)]
        if obj in self.regs:
            self.copy(self.regs[obj], words[0])
            if obj in self.high:
                self.copy(self.high[obj], words[1])
            return
        self.slots.setdefault(obj, self.func.slot(4 * len(arrived)))
        if obj.type.is_scalar and obj.type.size < 4:
            self.store(Mem(self.slots[obj]), access(obj.type), words[0])
            return
        for at, operand in enumerate(words):
            self.store(Mem(self.slots[obj], 4 * at), "w", operand)

    def initialize(self, obj: Obj, items: list[Item]) -> None:
        """A large constant is copied from read-only data, anything else is built in place."""
        constant = all(isinstance(item.value, Num) and item.field is None for item in items)
        if not constant or sum(1 for item in items if isinstance(item.value, Num) and item.value.value) <= 3:
            super().initialize(obj, items)
            return
        image = Obj("", obj.type, "static", f".LD{len(self.unit.objects)}")
        image.init, image.defined = items, True
        image.type = qualify(obj.type, True, False)
        self.unit.objects.append(image)
        self.copy_memory(Mem(self._home(obj)), Mem(Sym(image.symbol, 0)), obj.type.size, obj.type.align)

    # ------------------------------------------------------------------ statements

    def statement(self, s: Stmt) -> None:
        """Lower one statement."""
        if isinstance(s, Sequence):
            self._sequence(s)
            return
        self.line = s.line or self.line
        if isinstance(s, Do):
            self.effect(s.expr)
        elif isinstance(s, If):
            self._if(s)
        elif isinstance(s, Return):
            self._return(s)
        elif isinstance(s, Init):
            self.initialize(s.obj, s.items)
        elif isinstance(s, Loop):
            self._loop(s)
        elif isinstance(s, Switch):
            self._switch(s)
        elif isinstance(s, Jump):
            self.jump(self._goal(s))
        elif isinstance(s, Leap):
            self._leap(s)
        elif isinstance(s, Leave):
            self._leave(s)
        elif isinstance(s, CaseMark):
            goal = self.marks[-1][s.values]
            if self.block is not goal:
                self.begin(goal)
        elif isinstance(s, Mark):
            self.begin(self._label(s.label))
            self._to_top()

    def _sequence(self, s: Sequence) -> None:
        if not s.scope:
            for each in s.body:
                self.statement(each)
            return
        outside = len(self.tops)
        self.scopes.append(False)
        for each in s.body:
            self.statement(each)
        self.scopes.pop()
        del self.tops[outside:]
        self._to_top()

    def _to_top(self) -> None:
        """Memory of the variable arrays whose blocks were left is free: where control may come from inside of such blocks."""
        if self.tops:
            self.set_sp(self.tops[-1])

    def _leap(self, s: Leap) -> None:
        goals: Marks = {(number, number): self._label(name) for name, number in self.function.numbers.items()}
        if not goals:
            self.call(Sym("abort", 0), [], results=0)
            return
        self._dispatch(self.value(s.target), s.target, goals, next(iter(goals.values())))

    def _goal(self, s: Jump) -> Block:
        if s.kind == "goto":
            return self._label(s.label)
        return self.breaks[-1] if s.kind == "break" else self.continues[-1]

    def _label(self, name: str) -> Block:
        return self.labels.setdefault(name, self.func.block())

    def _if(self, s: If) -> None:
        yes, done = self.func.block(), self.func.block()
        no = self.func.block() if s.no else done
        self.condition(s.test, yes, no)
        self.begin(yes)
        self.statement(s.yes)
        self.jump(done)
        if s.no:
            self.begin(no)
            self.statement(s.no)
        self.begin(done)

    def _loop(self, s: Loop) -> None:
        body, step, test, done = (self.func.block() for _ in range(4))
        line = self.line
        if s.first and s.test is not None:
            self.jump(test)
        self.begin(body)
        self.breaks.append(done)
        self.continues.append(step)
        self.statement(s.body)
        self.breaks.pop()
        self.continues.pop()
        self.begin(step)
        self._to_top()
        self.line = line
        if s.step is not None:
            self.effect(s.step)
        self.begin(test)
        if s.test is None:
            self.jump(body)
        else:
            self.condition(s.test, body, done)
        self.begin(done)
        self._to_top()

    def _return(self, s: Return) -> None:
        i = Ins("ret")
        if s.value is None:
            pass
        elif s.value.type.is_record:
            assert self.result is not None
            self._copy_record(Mem(self.result), s.value)
        elif is_wide(s.value.type):
            i.args = list(self.wide(s.value))
        else:
            i.args = [self.value(s.value)]
        self.emit(i)

    # ------------------------------------------------------------------ switch

    def _switch(self, s: Switch) -> None:
        done = self.func.block()
        marks: Marks = {}
        self._share_marks(s.body, marks, None)
        marks.update({values: self.func.block() for values in s.cases if values not in marks})
        default = marks.get(None, done)
        if is_wide(s.test.type):
            self._wide_switch(s.test, marks, default)
        else:
            self._dispatch(self.value(s.test), s.test, marks, default)
        self.marks.append(marks)
        self.breaks.append(done)
        self.statement(s.body)
        self.breaks.pop()
        self.marks.pop()
        self.begin(done)
        self._to_top()

    def _share_marks(self, s: Stmt, marks: Marks, last: Block | None) -> Block | None:
        """Give neighbouring case labels one block; the block of the label that `s` ends with."""
        if isinstance(s, CaseMark):
            marks[s.values] = last or self.func.block()
            return marks[s.values]
        if not isinstance(s, Sequence):
            return None
        for each in s.body:
            last = self._share_marks(each, marks, last)
        return last

    def _wide_switch(self, test: Expr, marks: Marks, default: Block) -> None:
        kept = self.func.reg(), self.func.reg()
        self._set_wide(*kept, self.wide(test))
        for run in _runs(marks):
            other = self.func.block()
            low, high = self.wide_op("sub64", kept, _words(run.low))
            least, most = self.func.block(), _words(run.high - run.low)
            above = self.func.block()
            self.branch("eq", high, most[1], least, above)
            self.begin(least)
            self.branch("leu", low, most[0], run.goal, other)
            self.begin(above)
            self.branch("ltu", high, most[1], run.goal, other)
            self.begin(other)
        self.jump(default)

    def _dispatch(self, test: Operand, e: Expr, marks: Marks, default: Block) -> None:
        runs = _runs(marks)
        if not runs:
            self.jump(default)
            return
        count, span = sum(run.high - run.low + 1 for run in runs), runs[-1].high - runs[0].low + 1
        if count >= TABLE_LEAST and 2 * span + TABLE_OVERHEAD <= sum(run.bytes() for run in runs):
            self._table(test, runs, default)
        else:
            self._chain(test, runs, default, is_signed(e.type))

    def _table(self, test: Operand, runs: list[_Run], default: Block) -> None:
        low, high = runs[0].low, runs[-1].high
        if 0 < low <= 3:
            low = 0
        index = self.op("sub", test, Imm(low & _MASK))
        inside = self.func.block()
        self.branch("gtu", index, Imm(high - low), default, inside)
        self.begin(inside)
        i = Ins("switch", -1, self.own(index))
        i.to = [default] * (high - low + 1)
        for run in runs:
            i.to[run.low - low : run.high - low + 1] = [run.goal] * (run.high - run.low + 1)
        self.emit(i)

    def _chain(self, test: Operand, runs: list[_Run], default: Block, signed: bool) -> None:
        if len(runs) > CHAIN_LIMIT:
            half = len(runs) // 2
            left, right = self.func.block(), self.func.block()
            self.branch("lt" if signed else "ltu", test, Imm(runs[half].low & _MASK), left, right)
            self.begin(left)
            self._chain(test, runs[:half], default, signed)
            self.begin(right)
            self._chain(test, runs[half:], default, signed)
            return
        for run in runs:
            self._case(test, run)
        self.jump(default)

    def _case(self, test: Operand, run: _Run) -> None:
        if run.high - run.low + 1 >= RUN_LEAST:
            other = self.func.block()
            self.branch("leu", self.op("sub", test, Imm(run.low & _MASK)), Imm(run.high - run.low), run.goal, other)
            self.begin(other)
            return
        for value in range(run.low, run.high + 1):
            other = self.func.block()
            self.branch("eq", test, Imm(value & _MASK), run.goal, other)
            self.begin(other)
