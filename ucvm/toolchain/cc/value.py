"""Typed expressions to intermediate code. A value of at most a word is one operand; a long long is a pair, low word first."""

from collections.abc import Callable

from ucvm.toolchain.cc.build import Builder, Mem, Wide, access
from ucvm.toolchain.cc.ir import FIRST, INVERSE, WIDTH, Block, Func, Imm, Ins, Operand, Slot, Sym
from ucvm.toolchain.cc.tree import (
    Addr,
    Alloca,
    Around,
    Assign,
    Binary,
    Call,
    Cast,
    Comma,
    Cond,
    Deref,
    Expr,
    Function,
    Item,
    Logic,
    Made,
    Member,
    Num,
    Obj,
    Run,
    Stmt,
    Unary,
    Update,
    Var,
    VaStart,
    is_wide,
)
from ucvm.toolchain.cc.types import WORD, CType, IntType, LanesType, VoidType, rounded

_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "&": "and", "|": "or", "^": "xor", "<<": "shl"}
_BY_SIGN = {"/": ("div", "divs"), "%": ("mod", "mods"), ">>": ("shr", "sar")}
_EQUALITY = {"==": "eq", "!=": "ne"}
_ORDER = {"<": ("ltu", "lt"), ">": ("gtu", "gt"), "<=": ("leu", "le"), ">=": ("geu", "ge")}
_HELPERS = {("*", 0): "__muldi3", ("*", 1): "__muldi3", ("/", 0): "__udivdi3", ("/", 1): "__divdi3", ("%", 0): "__umoddi3", ("%", 1): "__moddi3"}
_SHIFT_HELPERS = {("<<", 0): "__ashldi3", ("<<", 1): "__ashldi3", (">>", 0): "__lshrdi3", (">>", 1): "__ashrdi3"}
_TRUTH = frozenset(("==", "!=", "<", ">", "<=", ">="))
_MASK = 0xFFFFFFFF
SIGN = Imm(1 << 31)
FEW_LANES = 16
"""Bytes of numbers that go through registers."""
_OUTSIDE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def is_signed(t: CType) -> bool:
    """Whether arithmetic in a type is signed (pointers are not)."""
    return isinstance(t, IntType) and t.signed


def condition_of(op: str, t: CType) -> str:
    """The condition's name of a comparison of two values of a type."""
    return _EQUALITY.get(op) or _ORDER[op][is_signed(t)]


def operation(op: str, t: CType) -> str:
    """The instruction of an operator on values of a type."""
    return _ARITHMETIC.get(op) or _BY_SIGN[op][is_signed(t)]


class Values(Builder):
    """Lowers expressions of a function. `regs` are registers of variables, `slots` places of those in memory; `later` are post-increments still to
    be done. `chain` has the address of the frame's record of the function around a nested one, `record` is the place of the function's own; `tops`
    are the values of sp outside and in the blocks with variable arrays around, of which `scopes` says whether they have any yet.
    """

    def __init__(self, func: Func, function: Function) -> None:
        super().__init__(func)
        self.function = function
        self.chain = -1
        self.record: Slot | None = None
        self.tops: list[int] = []
        self.scopes: list[bool] = [False]
        self.regs: dict[Obj, int] = {}
        self.high: dict[Obj, int] = {}
        self.variables: set[int] = set()
        self.slots: dict[Obj, Slot] = {}
        self.later: list[tuple[Update, int]] = []
        self.va_word = 0
        self._by_kind: dict[type, Callable[..., Operand]] = {
            Num: self._num, Var: self._read, Deref: self._read, Member: self._read, Made: self._read, Addr: self._addr, Unary: self._unary,
            Binary: self._binary, Logic: self._truth, Cond: self._cond, Assign: self._assign, Update: self._update, Call: self._call,
            Cast: self._cast, Comma: self._comma, VaStart: self._va_start, Alloca: self._alloca, Around: self._around,
        }  # fmt: skip

    def value(self, e: Expr) -> Operand:
        """The value of a scalar of at most a word (low word of a wider one)."""
        if is_wide(e.type):
            return self.wide(e)[0]
        return self._by_kind[type(e)](e)

    def effect(self, e: Expr) -> None:
        """Evaluate for the effect alone."""
        if isinstance(e, Cast) and isinstance(e.type, VoidType):
            self.effect(e.a)
        elif isinstance(e, Comma):
            self.effect(e.a)
            self.effect(e.b)
        elif isinstance(e, Cond):
            self._either(e, lambda branch: self.effect(branch))
        elif isinstance(e, Logic):
            done = self.func.block()
            self.condition(e, done, done)
            self.begin(done)
        elif isinstance(e, Update) and e.post:
            self.effect(Update(e.place, e.op, e.value, e.via))
        elif e.type.is_record or isinstance(e.type, VoidType):
            self._aggregate_effect(e)
        elif is_wide(e.type):
            self.wide(e)
        else:
            self.value(e)

    def _aggregate_effect(self, e: Expr) -> None:
        if isinstance(e, Call):
            self._invoke(e)
        elif isinstance(e, Assign):
            self._assign_record(e)
        elif isinstance(e, Made):
            self.place(e)
        elif isinstance(e, Run):
            self.statement(e.body)

    def statement(self, s: Stmt) -> None:
        """Lower one statement."""
        raise NotImplementedError

    # ------------------------------------------------------------------ places

    def place(self, e: Expr) -> Mem:
        """Where an lvalue (or a record value) lies."""
        if isinstance(e, Var):
            return Mem(self._home(e.obj), vol=e.type.volatile)
        if isinstance(e, Deref):
            return self.pointed(e.pointer, e.type.volatile)
        if isinstance(e, Member):
            base = self.place(e.base)
            return base._replace(off=base.off + e.field.offset, vol=base.vol or e.type.volatile)
        if isinstance(e, Made):
            self.initialize(e.obj, e.items)
            return Mem(self._home(e.obj))
        return self._record_value(e)

    def _record_value(self, e: Expr) -> Mem:
        if isinstance(e, Call):
            return self._invoke_record(e)
        if isinstance(e, Assign):
            return self._assign_record(e)
        if isinstance(e, Comma):
            self.effect(e.a)
            return self.place(e.b)
        assert isinstance(e, Cond), e
        home = self.func.slot(e.type.size)
        self._either(e, lambda branch: self._copy_record(Mem(home), branch))
        return Mem(home)

    def _lanes(self, e: Expr) -> list[tuple[Item, Wide]] | None:
        """The lanes of a small complex number or vector that is computed, which then needs no place of its own."""
        if not (isinstance(e, Made) and isinstance(e.type, LanesType) and not e.obj.name and e.type.size <= FEW_LANES):
            return None
        if e.type.lane.size < WORD or len(e.items) < len(e.type.record.fields):
            return None
        found = [(item, self.wide(item.value) if is_wide(item.type) else (self.value(item.value), Imm(0))) for item in e.items]
        self.settle()
        return found

    def _store_lanes(self, to: Mem, lanes: list[tuple[Item, Wide]]) -> None:
        for item, value in lanes:
            at = to._replace(off=to.off + item.offset)
            if is_wide(item.type):
                self._store_wide(at, item.type, value)
            else:
                self._store_as(at, item.type, value[0])

    def _copy_record(self, to: Mem, e: Expr) -> None:
        e = self._last(e)
        lanes = self._lanes(e)
        if lanes is not None:
            self._store_lanes(to, lanes)
            return
        source = self.settled(self.place(e))
        if self.later:
            source = source._replace(base=self._held(source.base))
            self.settle()
        self.copy_memory(to, source, e.type.size, e.type.align)

    def _home(self, obj: Obj) -> Operand:
        """The address of an object."""
        if obj.pointer is not None:
            return self.value(Var(obj.pointer))
        if obj.owner is not None and obj.owner is not self.function:
            return self.op("add", self.frame_of(obj.owner), Imm(obj.owner.shared[obj]))
        if obj.storage in ("local", "param"):
            if obj not in self.slots:
                self.slots[obj] = self.func.slot(max(obj.type.size, 1))
            return self.slots[obj]
        return Sym(obj.symbol, 0)

    def frame_of(self, function: Function) -> Operand:
        """The address of the record in the frame of this function, or of one around it."""
        if function is self.function:
            assert self.record is not None
            return self.record
        found: Operand = self.chain
        at = self.function.parent
        while at is not function:
            assert at is not None
            found, at = self.load(Mem(found), "w"), at.parent
        return found

    def pointed(self, pointer: Expr, vol: bool) -> Mem:
        """The place a pointer points to, with the address kept in parts."""
        off = 0
        while True:
            if isinstance(pointer, Cast) and pointer.a.type.size == 4:
                pointer = pointer.a
            elif isinstance(pointer, Binary) and pointer.op in ("+", "-") and isinstance(pointer.b, Num):
                off += _displacement(pointer)
                pointer = pointer.a
            else:
                break
        if isinstance(pointer, Addr):
            found = self.place(pointer.place)
            return found._replace(off=found.off + off, vol=vol)
        if isinstance(pointer, Binary) and pointer.op == "+":
            return self._indexed(pointer, off, vol)
        return Mem(self._late(pointer), off, vol=vol)

    def _indexed(self, pointer: Binary, off: int, vol: bool) -> Mem:
        base = self.pointed(pointer.a, vol)
        if self.later and not isinstance(pointer.b, Num | Var):
            base = Mem(self._held(self.address(base)))
            self.settle()
        index = _word(pointer.b)
        scale = 1
        if isinstance(index, Binary) and index.op == "*" and isinstance(index.b, Num):
            scale = index.b.value
            index = _word(index.a)
        if isinstance(index, Binary) and index.op in ("+", "-") and isinstance(index.b, Num):
            off += _displacement(index) * scale
            index = _word(index.a)
        base = self.settled(base)
        found = self._late(index)
        if type(found) is Imm:
            return base._replace(off=base.off + off + found.v * scale, vol=vol)
        return Mem(base.base, base.off + off, found, scale, vol)

    def _late(self, e: Expr) -> Operand:
        """A value; the increment of a variable in x++ is put off until `settle`."""
        if isinstance(e, Update) and e.post and isinstance(e.place, Var) and e.place.obj in self.regs and e.place.type.size == 4:
            self.later.append((e, self.regs[e.place.obj]))
            return self.regs[e.place.obj]
        return self.value(e)

    def settle(self) -> None:
        """Do the increments that were put off."""
        while self.later:
            e, reg = self.later.pop(0)
            i = Ins(operation(e.op, e.via), reg, reg, self.value(e.value))
            if i.op == "sub" and type(i.b) is Imm:
                i.op, i.b = "add", Imm(-i.b.v & _MASK)
            self.emit(i)

    def _addr(self, e: Addr) -> Operand:
        if isinstance(e.place, Var):
            return self._function_address(e.place.obj.nested) if e.place.obj.nested else self._home(e.place.obj)
        found = self.address(self.place(e.place))
        if self.later:
            found = self._held(found)
            self.settle()
        return found

    def _function_address(self, nested: Function) -> Operand:
        """A nested function's address: of code that gives it the frame it needs."""
        symbol = Sym(nested.obj.symbol, 0)
        if not nested.chained:
            return symbol
        assert nested.parent is not None
        return self.call(Sym("__closure", 0), [symbol, self.frame_of(nested.parent)]).d

    def _held(self, a: Operand) -> Operand:
        """A value that later changes of variables do not touch."""
        if type(a) is int and a in self.variables:
            held = self.func.reg()
            self.copy(held, a)
            return held
        return a

    # ------------------------------------------------------------------ reading and writing

    def _num(self, e: Num) -> Operand:
        return Imm(e.value & _MASK)

    def _read(self, e: Expr) -> Operand:
        if isinstance(e, Var) and e.obj in self.regs:
            return self.regs[e.obj]
        if isinstance(e, Member) and e.field.width >= 0:
            found = self.load_bits(self.place(e), e.field)[0]
        else:
            found = self._load_as(self.place(e), e.type)
        self.settle()
        return found

    def _load_as(self, m: Mem, t: CType) -> Operand:
        """A scalar of at most a word of a type."""
        size = access(t)
        return self.load(m, size) if t.align >= WIDTH[size] else self.load_parts(m, size, t.align)

    def _store_as(self, m: Mem, t: CType, value: Operand) -> None:
        size = access(t)
        if t.align >= WIDTH[size]:
            self.store(m, size, value)
        else:
            self.store_parts(m, size, value, t.align)

    def _load_wide(self, m: Mem, t: CType) -> Wide:
        if t.align < WORD:
            return self.load_parts(m, "w", t.align), self.load_parts(m._replace(off=m.off + WORD), "w", t.align)
        low = self.load(m, "w")
        return low, self.load(m._replace(off=m.off + WORD), "w")

    def _store_wide(self, m: Mem, t: CType, value: Wide) -> None:
        for number, word in enumerate(value):
            at = m._replace(off=m.off + WORD * number)
            if t.align < WORD:
                self.store_parts(at, "w", word, t.align)
            else:
                self.store(at, "w", word)

    def _write(self, place: Expr, value: Operand) -> None:
        if isinstance(place, Var) and place.obj in self.regs:
            self._set(self.regs[place.obj], value)
        elif isinstance(place, Member) and place.field.width >= 0:
            self.store_bits(self.place(place), place.field, (value, Imm(0)))
        else:
            self._store_as(self.place(place), place.type, value)
        self.settle()

    def _set(self, reg: int, value: Operand) -> None:
        """Change a variable; the instruction that made a temporary value makes the variable instead."""
        last = self.block.ins[-1] if self.block.ins else None
        if last is not None and last.d == value and type(value) is int and value >= FIRST and value not in self.variables and last.d2 < 0:
            last.d = reg
        else:
            self.copy(reg, value)

    def _assign(self, e: Assign) -> Operand:
        value = self.value(self._stored(e.place, e.value))
        if isinstance(e.place, Var) and e.place.obj in self.regs:
            self._set(self.regs[e.place.obj], value)
            return self.regs[e.place.obj]
        self._write(e.place, value)
        return self._as_stored(e, value)

    def _stored(self, place: Expr, value: Expr) -> Expr:
        """A value without the conversion that storing it does anyway."""
        in_register = isinstance(place, Var) and place.obj in self.regs
        while (
            isinstance(value, Cast) and not in_register and isinstance(value.type, IntType) and value.type.rank
            and not is_wide(value.a.type) and value.type.size <= value.a.type.size and value.type.size == place.type.size
        ):  # fmt: skip
            value = value.a
        return value

    def _as_stored(self, e: Assign | Update, value: Operand) -> Operand:
        """The value of an assignment, as its place would read."""
        place = e.place
        if isinstance(place, Member) and place.field.width >= 0:
            spare = 32 - place.field.width
            return self.op("sar" if is_signed(place.type) else "shr", self.op("shl", value, Imm(spare)), Imm(spare))
        return self.convert(value, e.type) if e.type.size < 4 else value

    def convert(self, value: Operand, t: CType) -> Operand:
        """A word cut to a narrow type."""
        if not isinstance(t, IntType) or t.size >= 4:
            return value
        if t.rank == 0:
            return self.compare("ne", value, Imm(0))
        return self.unary(("sx" if t.signed else "zx") + ("b" if t.size == 1 else "h"), value)

    def _update(self, e: Update) -> Operand:
        if isinstance(e.place, Var) and e.place.obj in self.regs:
            return self._update_variable(e, self.regs[e.place.obj])
        value = self._operand(e)
        bits = e.place.field if isinstance(e.place, Member) and e.place.field.width >= 0 else None
        m, size = self.place(e.place), access(e.place.type)
        m = self.settled(m) if bits or e.place.type.align < WIDTH[size] else self.reused(m, size)
        if self.later:
            m = m._replace(base=self._held(m.base), reg=None if m.reg is None else self._held(m.reg))
        self.settle()
        old = self.load_bits(m, bits)[0] if bits else self._load_as(m, e.place.type)
        new = self._step(e, old, value)
        if isinstance(e.type, IntType) and e.type.rank == 0:
            new = self.convert(new, e.type)
        if bits:
            self.store_bits(m, bits, (new, Imm(0)))
        else:
            self._store_as(m, e.place.type, new)
        return old if e.post else self._as_stored(e, new)

    def _operand(self, e: Update) -> Wide:
        """The right side of an update, evaluated once; its high word counts only where the update is computed in two words."""
        if e.op in ("<<", ">>") or not is_wide(e.via):
            return self.value(e.value), Imm(0)
        return self.wide(e.value)

    def _step(self, e: Update, old: Operand, value: Wide) -> Operand:
        """The new value of an update of at most a word."""
        if is_wide(e.via):
            low, high = self._wide_binary(e.op, e.via, self._extended(old, e.place.type), value)
            return self.op("or", low, high) if isinstance(e.type, IntType) and e.type.rank == 0 else low
        return self.op(operation(e.op, e.via), old, value[0])

    def _update_variable(self, e: Update, reg: int) -> Operand:
        old: Operand = reg
        value = self._operand(e)
        if e.post:
            old = self.func.reg()
            self.copy(old, reg)
        new = self._step(e, reg, value)
        self._set(reg, self.convert(new, e.type))
        return old if e.post else reg

    def _last(self, e: Expr) -> Expr:
        """A record value without what is evaluated before it, which is."""
        while isinstance(e, Comma):
            self.effect(e.a)
            e = e.b
        return e

    def _assign_record(self, e: Assign) -> Mem:
        value = self._last(e.value)
        lanes = self._lanes(value)
        if lanes is not None:
            to = self.settled(self.place(e.place))
            self._store_lanes(to, lanes)
            return to
        source = self.settled(self.place(value))
        to = self.settled(self.place(e.place))
        if self.later:
            source, to = source._replace(base=self._held(source.base)), to._replace(base=self._held(to.base))
            self.settle()
        self.copy_memory(to, source, e.type.size, min(e.place.type.align, e.value.type.align))
        return to

    # ------------------------------------------------------------------ operators

    def _unary(self, e: Unary) -> Operand:
        if e.op == "!":
            return self._truth(e)
        if e.op == "magnitude":
            return self._magnitude(e.a)
        if e.type.is_real:
            return self.op("xor", self.value(e.a), SIGN)
        return self.unary("neg" if e.op == "-" else "not", self.value(e.a))

    def _magnitude(self, e: Expr) -> Operand:
        """The bits of a floating number without its sign, those of a double or-ed together."""
        if not is_wide(e.type):
            return self.op("shl", self.value(e), Imm(1))
        low, high = self.wide(e)
        return self.op("or", low, self.op("shl", high, Imm(1)))

    def _binary(self, e: Binary) -> Operand:
        if e.op in _TRUTH:
            if is_wide(e.a.type):
                return self._truth(e)
            a = self.value(e.a)
            return self.compare(condition_of(e.op, e.a.type), a, self.value(e.b))
        a = self.value(e.a)
        return self.op(operation(e.op, e.type), a, self.value(e.b))

    def _cast(self, e: Cast) -> Operand:
        t, source = e.type, e.a.type
        if isinstance(t, VoidType):
            self.effect(e.a)
            return Imm(0)
        if isinstance(t, IntType) and t.rank == 0 and not (isinstance(source, IntType) and source.rank == 0):
            return self._truth(Binary(t, "!=", e.a, Num(source, 0)))
        value = self.value(e.a)
        if t.size >= 4 or (isinstance(t, IntType) and isinstance(source, IntType) and t.low <= source.low and source.high <= t.high):
            return value
        return self.convert(value, t)

    def _comma(self, e: Comma) -> Operand:
        self.effect(e.a)
        return self.value(e.b)

    def _va_start(self, e: VaStart) -> Operand:
        return self.func.slot(4, self.va_word)

    def _alloca(self, e: Alloca) -> Operand:
        """New memory lies above the outgoing arguments; sp goes down by whole words."""
        size = self.op("and", self.op("add", self.value(e.size), Imm(WORD - 1)), Imm(-WORD & _MASK))
        self.set_sp(self.op("sub", self.emit(Ins("getsp", self.func.reg())).d, size))
        if e.scoped and not self.scopes[-1]:
            self.scopes[-1] = True
            self.tops.append(self.func.reg())
            self.variables.add(self.tops[-1])
        if self.tops:
            self.emit(Ins("getsp", self.tops[-1]))
        return self.emit(Ins("area", self.func.reg())).d

    def set_sp(self, to: Operand) -> None:
        """Move sp."""
        self.emit(Ins("setsp", -1, self.own(to)))

    def _around(self, e: Around) -> Operand:
        """The return address lies below the first argument on the stack, the frame's address is that of it."""
        above = self.func.slot(4, 0)
        if e.what == "frame":
            return self.op("add", above, Imm(-2 * WORD & _MASK))
        return self.load(Mem(Slot(above.slot, -WORD)), "w")

    def _truth(self, e: Expr) -> Operand:
        """0 or 1 of a condition, by compare where it is one, else by branches."""
        if isinstance(e, Unary) and not is_wide(e.a.type) and not isinstance(e.a, Logic | Unary | Binary):
            return self.compare("eq", self.value(e.a), Imm(0))
        if isinstance(e, Unary) and isinstance(e.a, Binary) and not is_wide(e.a.a.type):
            if e.a.op in _TRUTH:
                return self.compare(INVERSE[condition_of(e.a.op, e.a.a.type)], self.value(e.a.a), self.value(e.a.b))
            return self.compare("eq", self.value(e.a), Imm(0))
        if isinstance(e, Binary) and e.op in _TRUTH and not is_wide(e.a.type):
            a = self.value(e.a)
            return self.compare(condition_of(e.op, e.a.type), a, self.value(e.b))
        result = self.func.reg()
        self.variables.add(result)
        yes, no, done = self.func.block(), self.func.block(), self.func.block()
        self.condition(e, yes, no)
        self.begin(yes)
        self.copy(result, Imm(1))
        self.jump(done)
        self.begin(no)
        self.copy(result, Imm(0))
        self.begin(done)
        return result

    def _either(self, e: Cond, lower: Callable[[Expr], None]) -> None:
        yes, no, done = self.func.block(), self.func.block(), self.func.block()
        self.condition(e.test, yes, no)
        self.begin(yes)
        lower(e.a)
        self.jump(done)
        self.begin(no)
        lower(e.b)
        self.begin(done)

    def _cond(self, e: Cond) -> Operand:
        result = self.func.reg()
        self.variables.add(result)
        self._either(e, lambda branch: self._set(result, self.value(branch)))
        return result

    # ------------------------------------------------------------------ conditions

    def condition(self, e: Expr, yes: Block, no: Block) -> None:
        """Go to yes if e is not 0, else to no."""
        if isinstance(e, Unary) and e.op == "!":
            self.condition(e.a, no, yes)
        elif isinstance(e, Logic):
            if self._range(e, yes, no):
                return
            middle = self.func.block()
            self.condition(e.a, *((middle, no) if e.op == "&&" else (yes, middle)))
            self.begin(middle)
            self.condition(e.b, yes, no)
        elif isinstance(e, Binary) and e.op in _TRUTH:
            self._compare_branch(e, yes, no)
        elif isinstance(e, Cast) and not isinstance(e.type, VoidType) and e.type.size >= e.a.type.size and e.a.type.is_scalar:
            self.condition(e.a, yes, no)
        elif isinstance(e, Comma):
            self.effect(e.a)
            self.condition(e.b, yes, no)
        elif is_wide(e.type):
            low, high = self.wide(e)
            self.branch("ne", self.op("or", low, high), Imm(0), yes, no)
        else:
            self.branch("ne", self.value(e), Imm(0), yes, no)

    def _range(self, e: Logic, yes: Block, no: Block) -> bool:
        """low <= x && x <= high (or its opposite) of a variable by one unsigned comparison; whether it is that."""
        inside = e.op == "&&"
        a, b = _bound(e.a, inside), _bound(e.b, inside)
        if a is None or b is None or a[0] is not b[0] or a[0] not in self.regs or a[1] == b[1]:
            return False
        low, high = (a[2], b[2]) if a[1] == ">=" else (b[2], a[2])
        if high < low:
            return False
        value = self.op("sub", self.regs[a[0]], Imm(low & _MASK))
        self.branch("leu", value, Imm(high - low), *((yes, no) if inside else (no, yes)))
        return True

    def _compare_branch(self, e: Binary, yes: Block, no: Block) -> None:
        if is_wide(e.a.type):
            self._wide_branch(e, yes, no)
            return
        if isinstance(e.b, Num) and e.b.value == 0 and e.op in ("==", "!=") and isinstance(e.a, Binary | Logic | Unary) and self._is_truth(e.a):
            self.condition(e.a, *((yes, no) if e.op == "!=" else (no, yes)))
            return
        a = self.value(e.a)
        self.branch(condition_of(e.op, e.a.type), a, self.value(e.b), yes, no)

    def _is_truth(self, e: Expr) -> bool:
        return isinstance(e, Logic) or (isinstance(e, Unary) and e.op == "!") or (isinstance(e, Binary) and e.op in _TRUTH)

    def _wide_branch(self, e: Binary, yes: Block, no: Block) -> None:
        a, b = self.wide(e.a), self.wide(e.b)
        if e.op in _EQUALITY:
            same, other = (yes, no) if e.op == "==" else (no, yes)
            if b == (Imm(0), Imm(0)):
                self.branch("eq", self.op("or", *a), Imm(0), same, other)
                return
            middle = self.func.block()
            self.branch("ne", a[0], b[0], other, middle)
            self.begin(middle)
            self.branch("eq", a[1], b[1], same, other)
            return
        strict = e.op[0]
        high = condition_of(strict, e.a.type)
        if b == (Imm(0), Imm(0)) and e.op in ("<", ">=") and is_signed(e.a.type):
            self.branch("lt" if e.op == "<" else "ge", a[1], Imm(0), yes, no)
            return
        middle, low = self.func.block(), self.func.block()
        self.branch(high, a[1], b[1], yes, middle)
        self.begin(middle)
        self.branch("ne", a[1], b[1], no, low)
        self.begin(low)
        self.branch(_ORDER[e.op][0], a[0], b[0], yes, no)

    # ------------------------------------------------------------------ long long

    def wide(self, e: Expr) -> Wide:
        """The two words of a value, extended if it is narrower."""
        if not is_wide(e.type):
            return self._extended(self.value(e), e.type)
        if isinstance(e, Num):
            return Imm(e.value & _MASK), Imm(e.value >> 32 & _MASK)
        if isinstance(e, Cast):
            return self.wide(e.a)
        if isinstance(e, Unary):
            return self._wide_unary(e)
        if isinstance(e, Binary):
            if e.op in ("<<", ">>"):
                return self._wide_binary(e.op, e.type, self.wide(e.a), (self.value(e.b), Imm(0)))
            product = self._wide_product(e) if e.op == "*" else None
            return product or self._wide_binary(e.op, e.type, self.wide(e.a), self.wide(e.b))
        return self._wide_other(e)

    def _wide_other(self, e: Expr) -> Wide:
        if isinstance(e, Comma):
            self.effect(e.a)
            return self.wide(e.b)
        if isinstance(e, Cond):
            return self._wide_cond(e)
        if isinstance(e, Call):
            i = self._invoke(e)
            return i.d, i.d2
        if isinstance(e, Assign):
            value = self.wide(e.value)
            self._wide_write(e.place, value)
            return self._wide_as_stored(e.place, value)
        if isinstance(e, Update):
            return self._wide_update(e)
        return self._wide_read(e)

    def _extended(self, value: Operand, t: CType) -> Wide:
        return value, (self.op("sar", value, Imm(31)) if is_signed(t) else Imm(0))

    def _wide_read(self, e: Expr) -> Wide:
        if isinstance(e, Var) and e.obj in self.regs:
            return self.regs[e.obj], self.high[e.obj]
        m = self.settled(self.place(e))
        found = self.load_bits(m, e.field) if isinstance(e, Member) and e.field.width >= 0 else self._load_wide(m, e.type)
        self.settle()
        return found

    def _wide_write(self, place: Expr, value: Wide) -> None:
        if isinstance(place, Var) and place.obj in self.regs:
            self._set_wide(self.regs[place.obj], self.high[place.obj], value)
            return
        if isinstance(place, Member) and place.field.width >= 0:
            self.store_bits(self.place(place), place.field, value)
        else:
            self._store_wide(self.settled(self.place(place)), place.type, value)
        self.settle()

    def _wide_as_stored(self, place: Expr, value: Wide) -> Wide:
        """The value of an assignment, as its place would read."""
        if not (isinstance(place, Member) and 0 <= place.field.width < 64):
            return value
        count = Imm(64 - place.field.width)
        return self._wide_shift(">>", place.type, self._wide_shift("<<", place.type, value, count), count)

    def _set_wide(self, low: int, high: int, value: Wide) -> None:
        if value[1] == low:
            held = self.func.reg()
            self.copy(held, value[1])
            value = value[0], held
        self.copy(low, value[0])
        self.copy(high, value[1])

    def _wide_update(self, e: Update) -> Wide:
        if not (isinstance(e.place, Var) and e.place.obj in self.regs):
            return self._wide_update_memory(e)
        low, high = self.regs[e.place.obj], self.high[e.place.obj]
        value = self._operand(e)
        old: Wide = low, high
        if e.post:
            old = self.func.reg(), self.func.reg()
            self._set_wide(old[0], old[1], (low, high))
        self._set_wide(low, high, self._wide_step(e, (low, high), value))
        return old

    def _wide_update_memory(self, e: Update) -> Wide:
        value = self._operand(e)
        m = self.settled(self.place(e.place))
        m = m._replace(base=self._held(m.base)) if self.later else m
        self.settle()
        bits = e.place.field if isinstance(e.place, Member) and e.place.field.width >= 0 else None
        old = self.load_bits(m, bits) if bits else self._load_wide(m, e.place.type)
        new = self._updated_wide(e, old, value)
        if bits:
            self.store_bits(m, bits, new)
        else:
            self._store_wide(m, e.place.type, new)
        return old if e.post else self._wide_as_stored(e.place, new)

    def _updated_wide(self, e: Update, old: Wide, value: Wide) -> Wide:
        """A field narrower than an int is computed in an int."""
        if is_wide(e.via):
            return self._wide_step(e, old, value)
        return self._extended(self.op(operation(e.op, e.via), old[0], value[0]), e.via)

    def _wide_step(self, e: Update, old: Wide, value: Wide) -> Wide:
        return self._wide_binary(e.op, e.via, old, value)

    def _wide_cond(self, e: Cond) -> Wide:
        low, high = self.func.reg(), self.func.reg()
        self.variables.update((low, high))
        self._either(e, lambda branch: self._set_wide(low, high, self.wide(branch)))
        return low, high

    def _wide_unary(self, e: Unary) -> Wide:
        low, high = self.wide(e.a)
        if e.type.is_real:
            return low, self.op("xor", high, SIGN)
        if e.op == "~":
            return self.unary("not", low), self.unary("not", high)
        return self.wide_op("sub64", (Imm(0), Imm(0)), (low, high))

    def _wide_product(self, e: Binary) -> Wide | None:
        """A product of two extended unsigned words: one multiplication for each half."""
        a, b = _unsigned_word(e.a), _unsigned_word(e.b)
        if a is None or b is None:
            return None
        x, y = self.value(a), self.value(b)
        return self.op("mul", x, y), self.op("mulhu", x, y)

    def _wide_binary(self, op: str, t: CType, a: Wide, b: Wide) -> Wide:
        if op in ("&", "|", "^"):
            name = _ARITHMETIC[op]
            return self.op(name, a[0], b[0]), self.op(name, a[1], b[1])
        if op in ("+", "-"):
            return self.wide_op("add64" if op == "+" else "sub64", a, b)
        if op in ("<<", ">>"):
            return self._wide_shift(op, t, a, b[0])
        i = self.call(Sym(_HELPERS[op, is_signed(t)], 0), [*a, *b], results=2)
        return i.d, i.d2

    def _wide_shift(self, op: str, t: CType, a: Wide, count: Operand) -> Wide:
        if type(count) is not Imm:
            i = self.call(Sym(_SHIFT_HELPERS[op, is_signed(t)], 0), [*a, count], results=2)
            return i.d, i.d2
        n = count.v & 63
        low, high = a
        if n == 0:
            return a
        if op == "<<":
            if n >= 32:
                return Imm(0), self.op("shl", low, Imm(n - 32))
            return self.op("shl", low, Imm(n)), self.op("or", self.op("shl", high, Imm(n)), self.op("shr", low, Imm(32 - n)))
        right = "sar" if is_signed(t) else "shr"
        if n >= 32:
            top = self.op("sar", high, Imm(31)) if is_signed(t) else Imm(0)
            return (self.op(right, high, Imm(n - 32)) if n > 32 else high), top
        return self.op("or", self.op("shr", low, Imm(n)), self.op("shl", high, Imm(32 - n))), self.op(right, high, Imm(n))

    # ------------------------------------------------------------------ calls

    def _call(self, e: Call) -> Operand:
        return self._invoke(e).d

    def _invoke_record(self, e: Call) -> Mem:
        home = self.func.slot(e.type.size)
        self._invoke(e, home)
        return Mem(home)

    def _invoke(self, e: Call, home: Slot | None = None) -> Ins:
        """Call; a record result goes to `home`, or to a place nobody reads."""
        words: list[Operand] = []
        if e.type.is_record:
            words.append(home or self.func.slot(e.type.size))
        named = len(e.func.params or ()) if e.func.variadic else len(e.args)
        boundary = 4
        for number, arg in enumerate(e.args):
            if number == named:
                boundary = len(words)
            words += self._argument(arg)
        if e.func.variadic and named == len(e.args):
            boundary = len(words)
        chain = self._chain_of(e.callee)
        target = Sym(e.callee.obj.symbol, 0) if isinstance(e.callee, Var) else self._target(e.callee)
        results = 0 if isinstance(e.type, VoidType) or e.type.is_record else 2 if is_wide(e.type) else 1
        made = self.call(target, words, boundary, results)
        made.c = chain
        return made

    def _chain_of(self, callee: Expr) -> Operand | None:
        """The frame that a nested function has to know."""
        nested = callee.obj.nested if isinstance(callee, Var) else None
        if nested is None or not nested.chained:
            return None
        assert nested.parent is not None
        return self.frame_of(nested.parent)

    def _target(self, callee: Expr) -> Operand:
        assert isinstance(callee, Deref), callee
        return self.own(self.value(callee.pointer))

    def _argument(self, e: Expr) -> list[Operand]:
        if not e.type.is_record:
            return list(self.wide(e)) if is_wide(e.type) else [self.value(e)]
        e = self._last(e)
        lanes = self._lanes(e)
        if lanes is not None:
            return [word for item, value in lanes for word in value[: item.type.size // WORD]]
        m = self.settled(self.place(e))
        if self.later:
            m = m._replace(base=self._held(m.base))
            self.settle()
        size = rounded(e.type.size, 4)
        if e.type.align < 4 or size != e.type.size:
            home = Mem(self.func.slot(size))
            self.copy_memory(home, m, e.type.size, e.type.align)
            m = home
        return [self.load(m._replace(off=m.off + at), "w") for at in range(0, size, 4)]

    # ------------------------------------------------------------------ initializers

    def initialize(self, obj: Obj, items: list[Item]) -> None:
        """Give a variable in memory its first contents."""
        home = Mem(self._home(obj), vol=obj.type.volatile)
        size = obj.type.size
        covered = sum(item.type.size for item in items if item.field is None)
        if covered < size:
            self.clear_memory(home, size, 4 if obj.storage == "local" else obj.type.align)
        for item in items:
            zero = isinstance(item.value, Num) and item.value.value == 0
            if not (zero and covered < size):
                self._initialize_item(home._replace(off=item.offset), item)

    def _initialize_item(self, m: Mem, item: Item) -> None:
        if item.field is not None:
            self.store_bits(m, item.field, self.wide(item.value) if is_wide(item.type) else (self.value(item.value), Imm(0)))
        elif item.type.is_record:
            self._copy_record(m, item.value)
        elif is_wide(item.type):
            self._store_wide(m, item.type, self.wide(item.value))
        else:
            self._store_as(m, item.type, self.value(item.value))


def _word(e: Expr) -> Expr:
    """A word without conversions that keep all its bits."""
    while isinstance(e, Cast) and e.type.size == 4 and e.a.type.size == 4:
        e = e.a
    return e


def _displacement(e: Binary) -> int:
    """The constant that a sum or difference adds."""
    assert isinstance(e.b, Num)
    return e.b.value if e.op == "+" else -e.b.value


def _bound(e: Expr, inside: bool) -> tuple[Obj, str, int] | None:
    """A comparison of a variable with a constant as (variable, >= or <=, limit of the values that are inside)."""
    if not (isinstance(e, Binary) and isinstance(e.b, Num) and e.op in _OUTSIDE and not is_wide(e.a.type)):
        return None
    x = e.a
    while isinstance(x, Cast) and x.a.type.is_scalar and x.a.type.size <= x.type.size and is_signed(x.type):
        x = x.a
    if not isinstance(x, Var) or (x.type.size == 4 and is_signed(x.type) != is_signed(e.a.type)):
        return None
    op = e.op if inside else _OUTSIDE[e.op]
    return x.obj, op[0] + "=", e.b.value + {"<": -1, ">": 1}.get(op, 0)


def _unsigned_word(e: Expr) -> Expr | None:
    """The word that a long long expression extends without sign."""
    if isinstance(e, Cast) and not is_wide(e.a.type) and not is_signed(e.a.type):
        return e.a
    if isinstance(e, Num) and 0 <= e.value <= _MASK:
        return Num(e.type, e.value)
    return None
