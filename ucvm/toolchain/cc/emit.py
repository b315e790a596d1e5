"""Instructions with machine registers to assembly text."""

from ucvm.toolchain.cc.algebra import FOLD_UNARY, signed
from ucvm.toolchain.cc.frame import Frame
from ucvm.toolchain.cc.ir import FIRST_SAVED, FRAME, INVERSE, LAST_SAVED, MASK, OUT, TABLE, WIDTH, Block, Func, Imm, Ins, Operand, Slot, Sym, uses

FEW = 15
"""Frame words and immediates that four bits hold."""
SP_STEP = 512
"""Bytes one `add sp` moves at most."""
REACH_WORDS = 1020
REACH_BYTES = 255
REACH_OF_FRAME = 127
"""In units of the access, from a register."""
SCRATCH = 15

_LOADS = {"w": "ldw", "b": "ldb", "h": "ldh", "sb": "ldsb", "sh": "ldsh"}
_STORES = {"w": "stw", "b": "stb", "h": "sth"}
_ZERO_TESTS = {"eq": "bz", "ne": "bnz", "lt": "bltz", "ge": "bgez", "gtu": "bnz", "leu": "bz"}
_NEXT = {"lt": "le", "ge": "gt", "ltu": "leu", "geu": "gtu"}
_PREVIOUS = {"le": "lt", "gt": "ge", "leu": "ltu", "gtu": "geu"}


def number(v: int) -> str:
    """A word as the assembler likes it: small negative numbers signed."""
    s = signed(v)
    return str(s if -32768 <= s < 0 else v)


def placed(name: str, off: int) -> str:
    """A symbol with an offset."""
    return name if off == 0 else f"{name}{off:+d}"


def alone(cc: str, v: int) -> bool:
    """Whether one instruction compares with a constant and branches."""
    cc, v = _better(cc, signed(v))
    return (v == 0 and cc in _ZERO_TESTS) or (cc in ("eq", "ne") and -128 <= v <= 127)


def _better(cc: str, v: int) -> tuple[str, int]:
    """The same condition against a constant that encodes shorter."""
    if v in (1, FEW + 1) and cc in _NEXT:
        return _NEXT[cc], v - 1
    if v == -1 and cc in ("gt", "le"):
        return {"gt": "ge", "le": "lt"}[cc], 0
    return cc, v


class Emitter:
    """Writes functions; labels count on through the unit."""

    def __init__(self, debug: bool) -> None:
        self.debug = debug
        self.lines: list[str] = []
        self.labels = 0
        self.line = 0
        self.file = ""

    def function(self, func: Func, tables: list[list[Block]], table_base: int) -> None:
        """Append a function and its jump tables."""
        self.func = func
        self.frame = Frame(func)
        self.saved = self._saved()
        self.words = self.frame.size // 4
        self.names: dict[int, str] = {}
        self._head()
        self._prologue()
        self._body()
        self.lines += [f".need {name}" for name in func.needs]
        for offset, table in enumerate(tables):
            self._table(table_base + offset, table)

    def _table(self, which: int, table: list[Block]) -> None:
        self.lines += [f".section .rodata.LJ{which}", ".align 2", f"{TABLE}{which}:"]
        goals = [self._label(block) for block in table]
        self.lines += [f"    .half {', '.join(goals[at : at + 8])}" for at in range(0, len(goals), 8)]

    def _saved(self) -> int:
        top = 0
        for block in self.func.blocks:
            for i in block.ins:
                for reg in (i.d, i.d2, *uses(i)):
                    if FIRST_SAVED <= reg <= LAST_SAVED and reg > top:
                        top = reg
        if self.func.dynamic:
            top = FRAME
        return top - FIRST_SAVED + 1 if top else 0

    def _head(self) -> None:
        name = self.func.name
        self.lines.append(f".section .text.{name}")
        if self.debug and self.func.file != self.file:
            self.file = self.func.file
            self.lines.append(f'.file "{self.file}"')
        self.lines.append(".align 4")
        for symbol, is_global in [(name, not self.func.static), *self.func.aliases]:
            self.lines += [f".global {symbol}"] * is_global + [f".type {symbol}, func", f"{symbol}:"]
        self.line = 0
        self._at_line(self.func.line)

    def _at_line(self, line: int) -> None:
        if self.debug and line and line != self.line:
            self.line = line
            self.lines.append(f".loc {line}")

    def put(self, text: str) -> None:
        """One instruction."""
        self.lines.append(f"    {text}")

    def _label(self, block: Block) -> str:
        if block.id not in self.names:
            self.names[block.id] = f".L{self.labels}"
            self.labels += 1
        return self.names[block.id]

    # ------------------------------------------------------------------ frame

    def _prologue(self) -> None:
        k, f = self.saved, self.words
        if k or 0 < f <= FEW:
            self.put(f"enter {k}, {min(f, FEW)}")
            f -= min(f, FEW)
        if f:
            self._move_sp(-4 * f)
        if self.func.dynamic:
            self.put(f"lea r{FRAME}, [sp+0]")

    def _move_sp(self, by: int) -> None:
        if abs(by) > 4 * (SP_STEP - 4):
            self.put(f"lea r{SCRATCH}, [sp+0]")
            self._add(SCRATCH, SCRATCH, by)
            self.put(f"mov sp, r{SCRATCH}")
            return
        while by:
            step = max(min(by, SP_STEP - 4), -SP_STEP)
            self.put(f"add sp, {step}")
            by -= step

    def epilogue_length(self) -> int:
        """Instructions a return takes."""
        return (1 if self.words <= FEW else 2) + self.func.dynamic

    def _epilogue(self) -> None:
        k, f = self.saved, self.words
        few = min(f, FEW) if k or f <= FEW else 0
        if self.func.dynamic:
            self.put(f"mov sp, r{FRAME}")
        if f - few:
            self._move_sp(4 * (f - few))
        self.put(f"retx {k}, {few}" if k or few else "ret")

    # ------------------------------------------------------------------ blocks

    def _body(self) -> None:
        blocks = self.func.blocks
        last_ret = max((n for n, block in enumerate(blocks) if block.ins[-1].op == "ret"), default=-1)
        shared = self.epilogue_length() > 1
        wanted = self._wanted()
        exit_label = ""
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if block.id in wanted:
                self.lines.append(f"{self._label(block)}:")
            for i in block.ins[:-1]:
                self._one(i)
            last = block.ins[-1]
            self._at_line(last.line)
            if last.op == "ret" and shared:
                exit_label = exit_label or self._new_label()
                if at == last_ret:
                    self.lines.append(f"{exit_label}:")
                    self._epilogue()
                else:
                    self.put(f"jmp {exit_label}")
            elif last.op == "ret":
                self._epilogue()
            else:
                self._end(last, following)

    def _new_label(self) -> str:
        self.labels += 1
        return f".L{self.labels - 1}"

    def _wanted(self) -> set[int]:
        """Blocks that something jumps to."""
        wanted: set[int] = set()
        blocks = self.func.blocks
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            last = block.ins[-1]
            if last.op == "switch":
                wanted.update(to.id for to in last.to)
            else:
                wanted.update(to.id for to in last.to if to is not following)
        return wanted

    def _end(self, i: Ins, following: Block | None) -> None:
        if i.op == "jmp":
            if i.to[0] is not following and i.to[0].ins[0].op == "ret" and self.epilogue_length() == 1:
                self._epilogue()
            elif i.to[0] is not following:
                self.put(f"jmp {self._label(i.to[0])}")
            return
        if i.op == "switch":
            self.put(f"jmp r{i.a}")
            return
        yes, no = i.to
        cc = i.cc
        if yes is following:
            yes, no, cc = no, yes, INVERSE[cc]
        assert type(i.a) is int
        assert i.b is not None
        self._branch(cc, i.a, i.b, self._label(yes))
        if no is not following:
            self.put(f"jmp {self._label(no)}")

    def _branch(self, cc: str, a: int, b: Operand, goal: str) -> None:
        if type(b) is int:
            self.put(f"b{cc} r{a}, r{b}, {goal}")
            return
        assert type(b) is Imm
        cc, v = _better(cc, signed(b.v))
        if v == 0 and cc in _ZERO_TESTS:
            self.put(f"{_ZERO_TESTS[cc]} r{a}, {goal}")
        elif cc in ("eq", "ne") and -128 <= v <= 127:
            self.put(f"b{cc} r{a}, {v}, {goal}")
        else:
            self.put(f"cmp r{a}, {v}")
            self.put(f"j{cc} {goal}")

    # ------------------------------------------------------------------ instructions

    def _one(self, i: Ins) -> None:
        self._at_line(i.line)
        op = i.op
        if op == "copy":
            self._copy(i.d, i.a)
        elif op == "ld":
            self._load(i)
        elif op == "st":
            self._store(i)
        elif op == "call":
            self.put(f"call r{i.a}" if type(i.a) is int else f"call {i.a.name}")  # type: ignore[union-attr]
        elif op == "set":
            self._set(i)
        elif op in ("getsp", "area"):
            self.put(f"lea r{i.d}, [sp+{4 * self.func.out_words if op == 'area' else 0}]")
        elif op == "setsp":
            self.put(f"mov sp, r{i.a}")
        elif op in ("add64", "sub64"):
            self.put(f"{op[:3]} r{i.d}, r{i.args[2]}")
            self.put(f"{'adc' if op == 'add64' else 'sbc'} r{i.d2}, r{i.args[3]}")
        elif i.b is None:
            self._unary(i)
        else:
            self._binary(i)

    def _copy(self, d: int, a: Operand | None) -> None:
        if type(a) is int:
            self.put(f"mov r{d}, r{a}")
        elif type(a) is Sym:
            self.put(f"mov r{d}, {placed(a.name, a.off)}")
        elif type(a) is Slot:
            self._slot_address(d, self.frame.offset(a, self.saved))
        elif type(a) is Imm:
            self._constant(d, a.v)

    def _constant(self, d: int, v: int) -> None:
        s = signed(v)
        if v == 0:
            self.put(f"clr r{d}" if d < 8 else f"mov r{d}, 0")
        elif -128 <= s <= 0xFFFF and not -0x10000 <= s < -128:
            self.put(f"mov r{d}, {s}")
        else:
            self._long_constant(d, v)

    def _long_constant(self, d: int, v: int) -> None:
        """A constant beyond 16 bits: by shifting or inverting a short one where that is shorter."""
        shift = (v & -v).bit_length() - 1
        short = signed(v) >> shift
        if -128 <= short <= 127 or (shift <= FEW and 0 <= short <= 0xFFFF and d < 8):
            self.put(f"mov r{d}, {short}")
            self.put(f"shl r{d}, {shift}")
        elif FOLD_UNARY["not"](v) <= 0xFFFF and d < 8:
            self.put(f"mov r{d}, {~v & MASK}")
            self.put(f"not r{d}")
        else:
            self.put(f"mov r{d}, {v}")

    def _slot_address(self, d: int, at: int) -> None:
        if self.func.dynamic:
            self._add(d, FRAME, at)
            return
        near = max(0, min(at & ~3, REACH_WORDS))
        self.put(f"lea r{d}, [sp+{near}]")
        if at != near:
            self._add(d, d, at - near)

    def _add(self, d: int, a: int, by: int) -> None:
        self.put(f"add r{d}, {by}" if d == a else f"add r{d}, r{a}, {by}")

    def _binary(self, i: Ins) -> None:
        op, d, a, b = i.op, i.d, i.a, i.b
        assert type(a) is int
        if type(b) is Imm:
            self._immediate(op, d, a, b.v)
        elif op in ("add", "sub") and d != a and not (op == "add" and d == b):
            self.put(f"{op} r{d}, r{a}, r{b}")
        else:
            if d == b and d != a:
                assert op not in ("sub", "div", "divs", "mod", "mods", "shl", "shr", "sar"), op
                b = a
            elif d != a:
                self.put(f"mov r{d}, r{a}")
            self.put(f"{op} r{d}, r{b}")

    def _immediate(self, op: str, d: int, a: int, v: int) -> None:
        if op == "add":
            self._add(d, a, signed(v))
        elif op == "and" and v in (0xFF, 0xFFFF) and d == a:
            self.put(f"{'zxb' if v == 0xFF else 'zxh'} r{d}")
        elif op == "and" and v > 0xFF:
            if d != a:
                self.put(f"mov r{d}, r{a}")
            self.put(f"zxh r{d}" if v == 0xFFFF else f"and r{d}, {v}")
        else:
            self.put(f"{op} r{d}, {v}" if d == a else f"{op} r{d}, r{a}, {v}")

    def _unary(self, i: Ins) -> None:
        if i.op == "zxb" and i.d != i.a:
            self.put(f"and r{i.d}, r{i.a}, 255")
            return
        if i.d != i.a:
            self.put(f"mov r{i.d}, r{i.a}")
        self.put(f"{i.op} r{i.d}")

    def _set(self, i: Ins) -> None:
        assert type(i.a) is int
        if type(i.b) is int:
            self.put(f"cmp r{i.a}, r{i.b}")
            self.put(f"set{i.cc} r{i.d}")
            return
        assert type(i.b) is Imm
        cc, v = _better(i.cc, signed(i.b.v))
        if v == 0 and cc == "lt":
            self.put(f"shr r{i.d}, 31" if i.d == i.a else f"shr r{i.d}, r{i.a}, 31")
            return
        self.put(f"cmp r{i.a}, {v}")
        self.put(f"set{cc} r{i.d}")

    # ------------------------------------------------------------------ memory

    def _where(self, i: Ins) -> str:
        """The operand in brackets."""
        a = i.a
        if type(a) is int:
            if i.b is not None:
                return f"r{a}+r{i.b}"
            return f"r{a}{i.off:+d}" if i.off else f"r{a}"
        if type(a) is Slot:
            base = f"r{FRAME}" if self.func.dynamic and a.slot != OUT else "sp"
            return f"{base}+{self.frame.offset(a, self.saved) + i.off}"
        if type(a) is Sym:
            return placed(a.name, a.off + i.off)
        assert type(a) is Imm
        return str(a.v + i.off)

    def _too_far(self, i: Ins) -> int | None:
        """The offset from sp of an access that no encoding reaches."""
        if type(i.a) is not Slot:
            return None
        at = self.frame.offset(i.a, self.saved) + i.off
        if self.func.dynamic and i.a.slot != OUT:
            return None if 0 <= at <= REACH_OF_FRAME * WIDTH[i.size] and at % WIDTH[i.size] == 0 else at
        if i.size == "w" and 0 <= at <= REACH_WORDS and at % 4 == 0:
            return None
        return None if i.size == "b" and 0 <= at <= REACH_BYTES else at

    def _load(self, i: Ins) -> None:
        at = self._too_far(i)
        if at is not None:
            self._slot_address(i.d, at)
            self.put(f"{_LOADS[i.size]} r{i.d}, [r{i.d}]")
            return
        self.put(f"{_LOADS[i.size]} r{i.d}, [{self._where(i)}]")

    def _store(self, i: Ins) -> None:
        at = self._too_far(i)
        if at is not None:
            scratch = next(reg for reg in range(3) if reg != i.c)
            self.put(f"push r{scratch}")
            self._slot_address(scratch, at if self.func.dynamic else at + 4)
            self.put(f"{_STORES[i.size]} [r{scratch}], r{i.c}")
            self.put(f"pop r{scratch}")
            return
        self.put(f"{_STORES[i.size]} [{self._where(i)}], r{i.c}")
