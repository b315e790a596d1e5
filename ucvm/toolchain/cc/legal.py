"""Makes every instruction one the machine has: operands that no encoding takes go through registers, calls and returns use r0-r3."""

from ucvm.toolchain.cc.algebra import signed
from ucvm.toolchain.cc.frame import Frame
from ucvm.toolchain.cc.ir import CHAIN, FIRST_SAVED, LAST_SAVED, TABLE, WIDTH, Block, Func, Imm, Ins, Operand, Slot, Sym
from ucvm.toolchain.cc.ir import MASK as WORD

NEAR_BYTES = 128
NEAR_WORDS = 700
NEAR_BYTES_OF_FRAME = 64
NEAR_WORDS_OF_FRAME = 300
"""Offsets from sp, or from the register that keeps the frame, below which bytes and words of the frame are reached directly; the rest of the reach
is kept for spilled registers."""


def _small(b: Operand | None, low: int, high: int) -> bool:
    return type(b) is Imm and low <= signed(b.v) <= high


class Legal:
    """Rewrites a function. `scalars` are the byte objects that absolute byte addressing reaches; `tables` receives the jump tables."""

    def __init__(self, func: Func, scalars: frozenset[str], tables: list[list[Block]]) -> None:
        self.func = func
        self.scalars = scalars
        self.tables = tables
        self.out: list[Ins] = []
        self.held: dict[Operand, int] = {}
        self.frame = Frame(func)

    def run(self) -> None:
        """Rewrite all blocks."""
        known: dict[int, dict[Operand, int]] = {}
        for block in self.func.blocks:
            only = block.preds[0].id if len(block.preds) == 1 else -1
            self.held = dict(known.get(only, {}))
            self.out = []
            for i in block.ins:
                self._one(i)
            block.ins = self.out
            known[block.id] = self.held

    def _one(self, i: Ins) -> None:
        op = i.op
        if op == "copy":
            self._copy(i)
        elif op in ("ld", "st"):
            self._memory(i)
        elif op in ("br", "set"):
            self._compare(i)
        elif op == "call":
            self._call(i)
        elif op == "ret":
            self._return(i)
        elif op == "switch":
            self._switch(i)
        elif op in ("add64", "sub64"):
            self._wide(i)
        elif op in ("getsp", "setsp", "area"):
            self.out.append(i)
        elif op != "jmp":
            self._arithmetic(i)
        else:
            self.out.append(i)

    def _copy(self, i: Ins) -> None:
        if type(i.a) is Sym and i.a in self.held:
            i.a = self.held[i.a]
        self.out.append(i)

    def _new(self, op: str, a: Operand, b: Operand | None = None) -> int:
        i = Ins(op, self.func.reg(), a, b)
        i.line = self.out[-1].line if self.out else 0
        self.out.append(i)
        return i.d

    def _reg(self, a: Operand) -> int:
        """An operand as a register; addresses and constants are kept for the rest of the block."""
        if type(a) is int:
            return a
        found = self.held.get(a)
        if found is None:
            found = self._new("copy", a)
            self.held[a] = found
        return found

    def _arithmetic(self, i: Ins) -> None:
        assert i.a is not None
        i.a = self._reg(i.a)
        if i.b is not None and type(i.b) is not int and not self._encodes(i):
            i.b = self._reg(i.b)
        self.out.append(i)

    def _encodes(self, i: Ins) -> bool:
        """Whether an encoding takes the constant operand; a mask of high or low bits becomes two shifts."""
        b, op = i.b, i.op
        if op == "add":
            return _small(b, -32768, 32767)
        if op in ("shl", "shr", "sar"):
            return type(b) is Imm
        if op in ("or", "xor"):
            return _small(b, 0, 255)
        if op == "and" and type(b) is Imm:
            return b.v <= 0xFFFF or self._mask_by_shifts(i, b.v)
        return False

    def _mask_by_shifts(self, i: Ins, mask: int) -> bool:
        high = ~mask & WORD
        if signed(mask) >= -128:
            return False
        assert i.a is not None
        if high & (high + 1) == 0:
            count, first, second = high.bit_length(), "shr", "shl"
        elif mask & (mask + 1) == 0:
            count, first, second = 32 - mask.bit_length(), "shl", "shr"
        else:
            return False
        i.a = self._new(first, i.a, Imm(count))
        i.op, i.b = second, Imm(count)
        return True

    def _compare(self, i: Ins) -> None:
        assert i.a is not None
        assert i.b is not None
        i.a = self._reg(i.a)
        if not _small(i.b, -2048, 2047):
            i.b = self._reg(i.b)
        self.out.append(i)

    # ------------------------------------------------------------------ memory

    def _memory(self, i: Ins) -> None:
        if i.c is not None:
            i.c = self._reg(i.c)
        assert i.a is not None
        if i.b is not None:
            i.a, i.b = self._reg(i.a), self._reg(i.b)
        elif type(i.a) is int:
            self._displaced(i, i.a)
        elif not self._direct(i):
            self._based(i)
        self.out.append(i)

    def _displaced(self, i: Ins, base: int) -> None:
        width = WIDTH[i.size]
        if i.off % width or not -128 <= i.off // width <= 127:
            i.a, i.off = self._new("add", base, Imm(i.off & WORD)), 0
            if not _small(self.out[-1].b, -32768, 32767):
                self.out[-1].b = None
                added = self.out.pop()
                added.b = self._new("copy", Imm(i.off & WORD))
                self.out.append(added)

    def _direct(self, i: Ins) -> bool:
        """Whether an access needs no address register."""
        if type(i.a) is Sym:
            return i.size == "w" or (i.size == "b" and i.a.name in self.scalars and i.a.off + i.off == 0)
        if type(i.a) is Slot:
            at = self.frame.offset(i.a, LAST_SAVED - FIRST_SAVED + 1) + i.off
            words, bytes_ = (NEAR_WORDS_OF_FRAME, NEAR_BYTES_OF_FRAME) if self.func.dynamic else (NEAR_WORDS, NEAR_BYTES)
            return (i.size == "w" and 0 <= at < words) or (i.size == "b" and 0 <= at < bytes_)
        return False

    def _based(self, i: Ins) -> None:
        width = WIDTH[i.size]
        base = i.a
        if type(base) is Sym:
            base = Sym(base.name, base.off + i.off)
            i.off = 0
            whole = Sym(base.name, 0)
            if base.off and (whole in self.held or base.off < 32) and base.off % width == 0 and 0 < base.off // width <= 127:
                i.a, i.off = self._reg(whole), base.off
                return
        elif type(base) is Slot:
            base, i.off = Slot(base.slot, base.off + i.off), 0
        elif type(base) is Imm:
            base, i.off = Imm((base.v + i.off) & WORD), 0
        assert base is not None
        i.a = self._reg(base)

    # ------------------------------------------------------------------ calls

    def _call(self, i: Ins) -> None:
        line = i.line
        for number, word in enumerate(i.args):
            if type(word) is Sym and word in self.held:
                word = self.held[word]
            self._fixed(number, word, line)
        if i.c is not None:
            self._fixed(CHAIN, i.c, line)
            i.c = CHAIN
        result, high = i.d, i.d2
        i.args = list(range(len(i.args)))
        i.d = i.d2 = -1
        if type(i.a) is not int and type(i.a) is not Sym:
            assert i.a is not None
            i.a = self._reg(i.a)
        self.out.append(i)
        self.held = {key: reg for key, reg in self.held.items() if type(key) is Sym}
        if result >= 0:
            self._fixed(result, 0, line)
        if high >= 0:
            self._fixed(high, 1, line)

    def _fixed(self, d: int, a: Operand, line: int) -> None:
        i = Ins("copy", d, a)
        i.line = line
        self.out.append(i)

    def _return(self, i: Ins) -> None:
        for number, word in enumerate(i.args):
            self._fixed(number, word, i.line)
        self.func.results = max(self.func.results, len(i.args))
        i.args = list(range(len(i.args)))
        self.out.append(i)

    def _switch(self, i: Ins) -> None:
        assert i.a is not None
        load = Ins("ld", self.func.reg(), self._new("copy", Sym(f"{TABLE}{len(self.tables)}", 0)), i.a)
        load.size, load.line = "h", i.line
        self.tables.append(i.to)
        self.out.append(load)
        i.a = load.d
        self.out.append(i)

    def _wide(self, i: Ins) -> None:
        """d, d2 = the first pair, then the second pair is added or subtracted in place."""
        low, high, b_low, b_high = i.args
        b_low, b_high = self._reg(b_low), self._reg(b_high)
        first, second = self.func.reg(), self.func.reg()
        self._fixed(first, low, i.line)
        self._fixed(second, high, i.line)
        result, result_high = i.d, i.d2
        i.d, i.d2 = first, second
        i.args = [first, second, b_low, b_high]
        self.out.append(i)
        self._fixed(result, first, i.line)
        self._fixed(result_high, second, i.line)

