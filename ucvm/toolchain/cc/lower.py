"""Typed functions to intermediate code: parameters, statements, switches."""

from ucvm.toolchain.cc.build import Mem, access
from ucvm.toolchain.cc.ir import ARG_REGS, Block, Func, Imm, Ins, Operand, Sym
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


class _Run:
    """Neighbouring case values with one goal."""

    __slots__ = ("goal", "high", "low")

    def __init__(self, value: int, goal: Block) -> None:
        self.low = self.high = value
        self.goal = goal

    def bytes(self) -> int:
        """Code that tests it, roughly."""
        count = self.high - self.low + 1
        return RANGE_BYTES if count >= RUN_LEAST else CASE_BYTES * count


class Lower(Values):
    """Lowers one function of a unit."""

    def __init__(self, unit: Unit, function: Function) -> None:
        super().__init__(Func(function.obj.symbol))
        self.unit = unit
        self.function = function
        self.func.static = function.obj.storage == "static"
        self.func.file, self.func.line = function.file, function.line
        self.func.needs = sorted(function.needs)
        self.result: int | None = None
        self.breaks: list[Block] = []
        self.continues: list[Block] = []
        self.marks: list[dict[int | None, Block]] = []
        self.labels: dict[str, Block] = {}

    def lower(self) -> Func:
        """The intermediate code of the function."""
        self.line = self.function.line
        self._variables()
        self._parameters()
        self.statement(self.function.body)
        if not self.ended():
            self._end()
        return self.func

    def _end(self) -> None:
        i = Ins("ret")
        if self.function.obj.name == "main" and isinstance(self.function.type.result, IntType):
            i.args = [Imm(0)]
        self.emit(i)

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
        if obj not in self.regs and first >= ARG_REGS:
            self.slots[obj] = self.func.slot(4 * len(arrived), first - ARG_REGS)
            return
        words: list[Operand] = [
            reg if reg >= 0 else self.load(Mem(self.func.slot(4, first + at - ARG_REGS)), "w") for at, reg in enumerate(arrived)
        ]
        if obj in self.regs:
            self.copy(self.regs[obj], words[0])
            if obj in self.high:
                self.copy(self.high[obj], words[1])
            return
        self.slots[obj] = self.func.slot(4 * len(arrived))
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
            for each in s.body:
                self.statement(each)
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
        elif isinstance(s, CaseMark):
            goal = self.marks[-1][s.value]
            if self.block is not goal:
                self.begin(goal)
        elif isinstance(s, Mark):
            self.begin(self._label(s.label))

    def _leap(self, s: Leap) -> None:
        goals: dict[int | None, Block] = {number: self._label(name) for name, number in self.function.numbers.items()}
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
        self.line = line
        if s.step is not None:
            self.effect(s.step)
        self.begin(test)
        if s.test is None:
            self.jump(body)
        else:
            self.condition(s.test, body, done)
        self.begin(done)

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
        marks: dict[int | None, Block] = {}
        self._share_marks(s.body, marks, None)
        marks.update({value: self.func.block() for value in s.cases if value not in marks})
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

    def _share_marks(self, s: Stmt, marks: dict[int | None, Block], last: Block | None) -> Block | None:
        """Give neighbouring case labels one block; the block of the label that `s` ends with."""
        if isinstance(s, CaseMark):
            marks[s.value] = last or self.func.block()
            return marks[s.value]
        if not isinstance(s, Sequence):
            return None
        for each in s.body:
            last = self._share_marks(each, marks, last)
        return last

    def _wide_switch(self, test: Expr, marks: dict[int | None, Block], default: Block) -> None:
        low, high = self.wide(test)
        for value, goal in marks.items():
            if value is not None:
                middle, other = self.func.block(), self.func.block()
                self.branch("eq", low, Imm(value & _MASK), middle, other)
                self.begin(middle)
                self.branch("eq", high, Imm(value >> 32 & _MASK), goal, other)
                self.begin(other)
        self.jump(default)

    def _dispatch(self, test: Operand, e: Expr, marks: dict[int | None, Block], default: Block) -> None:
        values = sorted(value for value in marks if value is not None)
        if not values:
            self.jump(default)
            return
        runs: list[_Run] = []
        for value in values:
            if runs and runs[-1].goal is marks[value] and runs[-1].high == value - 1:
                runs[-1].high = value
            else:
                runs.append(_Run(value, marks[value]))
        span = values[-1] - values[0] + 1
        if len(values) >= TABLE_LEAST and 2 * span + TABLE_OVERHEAD <= sum(run.bytes() for run in runs):
            self._table(test, values, marks, default)
        else:
            self._chain(test, runs, default, is_signed(e.type))

    def _table(self, test: Operand, values: list[int], marks: dict[int | None, Block], default: Block) -> None:
        low, high = values[0], values[-1]
        if 0 < low <= 3:
            low = 0
        index = self.op("sub", test, Imm(low & _MASK))
        inside = self.func.block()
        self.branch("gtu", index, Imm(high - low), default, inside)
        self.begin(inside)
        i = Ins("switch", -1, self.own(index))
        i.to = [marks.get(value, default) for value in range(low, high + 1)]
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

