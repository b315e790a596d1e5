"""Building intermediate code: instructions into the current block, places in memory, copies of memory."""

from typing import NamedTuple

from ucvm.toolchain.cc import algebra
from ucvm.toolchain.cc.ir import OUT, WIDTH, Block, Func, Imm, Ins, Operand, Slot, Sym
from ucvm.toolchain.cc.types import WORD, CType, Field, IntType

INLINE_COPY = 3
"""Words a copy of a record moves in place; more call memcpy."""
INLINE_FILL = 5
"""Words that are cleared in place; more call memset."""

Wide = tuple[Operand, Operand]


class Piece(NamedTuple):
    """A part of a bit-field in one aligned unit: bytes from the field's offset, access size, first bit, bits, and its first bit in the value."""

    at: int
    size: str
    first: int
    width: int
    shift: int


class Mem(NamedTuple):
    """A place: base + reg * scale + off."""

    base: Operand
    off: int = 0
    reg: Operand | None = None
    scale: int = 1
    vol: bool = False


def access(t: CType) -> str:
    """The access size of a scalar of at most a word."""
    if t.size >= 4:
        return "w"
    size = "b" if t.size == 1 else "h"
    return f"s{size}" if isinstance(t, IntType) and t.signed else size


class Builder:
    """Emits into `block`; what follows the end of a block goes into an unreachable one, which is dropped later."""

    def __init__(self, func: Func) -> None:
        self.func = func
        self.block: Block = func.block()
        func.blocks.append(self.block)
        self.line = 0

    def emit(self, i: Ins) -> Ins:
        """Append an instruction."""
        if self.ended():
            self.begin(self.func.block())
        i.line = self.line
        self.block.ins.append(i)
        return i

    def ended(self) -> bool:
        """Whether the current block has its end."""
        ins = self.block.ins
        return bool(ins) and ins[-1].op in ("jmp", "br", "ret", "switch")

    def begin(self, block: Block) -> None:
        """Go on in a new block, reached from the current one unless that has ended."""
        if not self.ended():
            self.jump(block)
        self.func.blocks.append(block)
        self.block = block

    def jump(self, block: Block) -> None:
        """End the block with a jump."""
        if not self.ended():
            i = Ins("jmp")
            i.to = [block]
            i.line = self.line
            self.block.ins.append(i)

    def branch(self, cc: str, a: Operand, b: Operand, yes: Block, no: Block) -> None:
        """End the block: if a cc b go to yes, else to no."""
        if type(a) is Imm and type(b) is Imm:
            self.jump(yes if algebra.compare(cc, a.v, b.v) else no)
            return
        i = Ins("br", -1, a, b)
        i.cc = cc
        i.to = [yes, no]
        self.emit(i)

    def op(self, op: str, a: Operand, b: Operand) -> Operand:
        """The result of an operation, folded if it can be."""
        op, a, b = algebra.simplify(op, a, b)
        if op == "copy":
            return a
        return self.emit(Ins(op, self.func.reg(), a, b)).d

    def unary(self, op: str, a: Operand) -> Operand:
        """The result of a one-operand operation."""
        if type(a) is Imm:
            return Imm(algebra.FOLD_UNARY[op](a.v))
        return self.emit(Ins(op, self.func.reg(), a)).d

    def compare(self, cc: str, a: Operand, b: Operand) -> Operand:
        """1 if a cc b else 0."""
        if type(a) is Imm and type(b) is Imm:
            return Imm(int(algebra.compare(cc, a.v, b.v)))
        i = Ins("set", self.func.reg(), a, b)
        i.cc = cc
        return self.emit(i).d

    def copy(self, d: int, a: Operand) -> None:
        """d = a."""
        if a != d or type(a) is not int:
            self.emit(Ins("copy", d, a))

    def own(self, a: Operand) -> int:
        """The operand as a register."""
        if type(a) is int:
            return a
        return self.emit(Ins("copy", self.func.reg(), a)).d

    def wide_op(self, op: str, a: Wide, b: Wide) -> Wide:
        """add64 or sub64."""
        i = Ins(op, self.func.reg())
        i.d2 = self.func.reg()
        i.args = [*a, *b]
        self.emit(i)
        return i.d, i.d2

    # ------------------------------------------------------------------ memory

    def address(self, m: Mem) -> Operand:
        """The address of a place."""
        if m.reg is None:
            return self.op("add", m.base, Imm(m.off & 0xFFFFFFFF))
        base = m.base
        if type(base) is not int:
            base = self.own(self.op("add", base, Imm(m.off & 0xFFFFFFFF)))
            return self.op("add", base, self.op("mul", m.reg, Imm(m.scale)))
        return self.op("add", self.op("add", base, self.op("mul", m.reg, Imm(m.scale))), Imm(m.off & 0xFFFFFFFF))

    def _at(self, i: Ins, m: Mem, size: str) -> Ins:
        """Give an access its address."""
        width = WIDTH[size]
        i.size, i.vol = size, m.vol
        if m.reg is not None and m.scale == width and size[0] != "s" and (m.off == 0 or type(m.base) is not int):
            base = m.base if type(m.base) is int else self.own(self.op("add", m.base, Imm(m.off & 0xFFFFFFFF)))
            i.a, i.b = base, self.own(m.reg)
        elif m.reg is not None:
            i.a, i.off = self.address(m._replace(off=0)), m.off
            if type(m.base) is not int:
                i.a, i.off = self.address(m), 0
        else:
            i.a, i.off = m.base, m.off
        return i

    def load(self, m: Mem, size: str) -> int:
        """The value at a place."""
        i = self._at(Ins("ld"), m, size)
        i.d = self.func.reg()
        return self.emit(i).d

    def store(self, m: Mem, size: str, value: Operand) -> None:
        """Put a value at a place."""
        i = self._at(Ins("st"), m, size[-1])
        i.c = value
        self.emit(i)

    def settled(self, m: Mem) -> Mem:
        """The same place with a plain base, for several accesses."""
        if m.reg is None:
            return m
        return Mem(self.address(m._replace(off=0) if type(m.base) is int else m), m.off if type(m.base) is int else 0, vol=m.vol)

    def reused(self, m: Mem, size: str) -> Mem:
        """The same place for a load and a store: indexed if both have that form, else with a plain base."""
        if m.reg is None or m.scale != WIDTH[size] or size[0] == "s" or (m.off and type(m.base) is int):
            return self.settled(m)
        return Mem(self.own(self.op("add", m.base, Imm(m.off & 0xFFFFFFFF))), 0, self.own(m.reg), m.scale, m.vol)

    def call(self, target: Operand, words: list[Operand], stack_from: int = 4, results: int = 1) -> Ins:
        """Call with argument words; those from `stack_from` on, and from the fifth on, go on the stack."""
        in_regs = min(stack_from, 4, len(words))
        stacked = words[in_regs:]
        for number, word in enumerate(stacked):
            self.store(Mem(Slot(OUT, 4 * number)), "w", word)
        self.func.out_words = max(self.func.out_words, len(stacked))
        i = Ins("call", -1, target)
        i.args = words[:in_regs]
        i.d = self.func.reg() if results else -1
        i.d2 = self.func.reg() if results == 2 else -1
        return self.emit(i)

    def copy_memory(self, to: Mem, source: Mem, size: int, align: int) -> None:
        """Copy `size` bytes between places that do not overlap."""
        to, source = self.settled(to), self.settled(source)
        pieces = self._pieces(size, align)
        if len(pieces) > INLINE_COPY and not (to.vol or source.vol):
            self.call(Sym("memcpy", 0), [self.address(to), self.address(source), Imm(size)], results=0)
            return
        values = [self.load(source._replace(off=source.off + at), unit) for at, unit in pieces]
        for (at, unit), value in zip(pieces, values, strict=True):
            self.store(to._replace(off=to.off + at), unit, value)

    def _pieces(self, size: int, align: int) -> list[tuple[int, str]]:
        pieces = []
        at = 0
        for width, unit in ((4, "w"), (2, "h"), (1, "b")):
            while align >= width and size - at >= width:
                pieces.append((at, unit))
                at += width
        return pieces

    def clear_memory(self, to: Mem, size: int, align: int) -> None:
        """Fill a place with zeros."""
        pieces = self._pieces(size, align)
        if len(pieces) > INLINE_FILL:
            self.call(Sym("memset", 0), [self.address(to), Imm(0), Imm(size)], results=0)
            return
        for at, unit in pieces:
            self.store(to._replace(off=to.off + at), unit, Imm(0))

    # ------------------------------------------------------------------ places that are not aligned

    def load_parts(self, m: Mem, size: str, align: int) -> Operand:
        """The value at a place aligned to less than its size."""
        m = self.settled(m)
        unit, width = ("h", 2) if align == 2 else ("b", 1)
        value: Operand = Imm(0)
        for at in range(0, WIDTH[size], width):
            value = self.op("or", value, self.op("shl", self.load(m._replace(off=m.off + at), unit), Imm(8 * at)))
        return self.unary("sxh", value) if size == "sh" else value

    def store_parts(self, m: Mem, size: str, value: Operand, align: int) -> None:
        """Put a value at a place aligned to less than its size."""
        m = self.settled(m)
        unit, width = ("h", 2) if align == 2 else ("b", 1)
        for at in range(0, WIDTH[size], width):
            self.store(m._replace(off=m.off + at), unit, self.op("shr", value, Imm(8 * at)))

    # ------------------------------------------------------------------ bit-fields

    def _field_pieces(self, field: Field) -> list[Piece]:
        """A field in one unit as small as possible, else as many as it needs, none of which crosses a word of the value."""
        align = min(field.type.align, WORD)
        for size, width in (("b", 1), ("h", 2), ("w", 4)):
            unit = field.bit // (8 * width) * width
            if width <= align and field.bit - unit * 8 + field.width <= width * 8:
                return [Piece(unit, size, field.bit - unit * 8, field.width, 0)]
        size = {1: "b", 2: "h", 4: "w"}[align]
        pieces: list[Piece] = []
        done = 0
        while done < field.width:
            bit = field.bit + done
            first = bit % (8 * align)
            width = min(8 * align - first, field.width - done, 32 - done % 32)
            pieces.append(Piece(bit // (8 * align) * align, size, first, width, done))
            done += width
        return pieces

    def _piece(self, m: Mem, piece: Piece, signed: bool) -> Operand:
        word: Operand = self.load(m._replace(off=m.off + piece.at), piece.size)
        if signed:
            return self.op("sar", self.op("shl", word, Imm(32 - piece.first - piece.width)), Imm(32 - piece.width))
        word = self.op("shr", word, Imm(piece.first))
        whole = piece.first + piece.width == 8 * WIDTH[piece.size]
        return word if whole else self.op("and", word, Imm((1 << piece.width) - 1))

    def load_bits(self, m: Mem, field: Field) -> Wide:
        """The value of a bit-field in two words."""
        m = self.settled(m)
        signed = isinstance(field.type, IntType) and field.type.signed
        pieces = self._field_pieces(field)
        words: list[Operand] = [Imm(0), Imm(0)]
        for piece in pieces:
            word, top = piece.shift // 32, piece.shift + piece.width == field.width
            part = self.op("shl", self._piece(m, piece, signed and top), Imm(piece.shift % 32))
            words[word] = self.op("or", words[word], part)
        if field.width <= 32:
            words[1] = self.op("sar", words[0], Imm(31)) if signed else Imm(0)
        return words[0], words[1]

    def store_bits(self, m: Mem, field: Field, value: Wide) -> None:
        """Change a bit-field."""
        m = self.settled(m)
        for piece in self._field_pieces(field):
            self._store_piece(m._replace(off=m.off + piece.at), piece, self.op("shr", value[piece.shift // 32], Imm(piece.shift % 32)))

    def _store_piece(self, m: Mem, piece: Piece, value: Operand) -> None:
        mask = (1 << piece.width) - 1
        every = (1 << 8 * WIDTH[piece.size]) - 1
        if mask == every:
            self.store(m, piece.size, value)
            return
        kept = self.op("and", self.load(m, piece.size), Imm(~(mask << piece.first) & every))
        value = self.op("shl", self.op("and", value, Imm(mask)), Imm(piece.first))
        self.store(m, piece.size, self.op("or", kept, value))
