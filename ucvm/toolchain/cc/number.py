"""Value numbering over extended basic blocks: constants and copies into their uses, no value computed or loaded twice, narrow values known as such.

Each register has the number of the value it holds now; a number remembers a constant, how it was computed and which registers were given it. A
block with one predecessor goes on with what is known at that predecessor's end.
"""

from ucvm.toolchain.cc import algebra
from ucvm.toolchain.cc.ir import BINARY, FIRST, INVERSE, OPS, SWAPPED, UNARY, WIDTH, Block, Func, Imm, Ins, Operand, Slot, Sym, uses

Part = Operand | None
"""Of a key: a constant or address, or the number of a value."""
Key = tuple[object, ...]

_NARROWED = {"zxb": 8, "zxh": 16}
_EXTENDED = {"sxb": 8, "sxh": 16}
_LOADED = {"b": 8, "h": 16}
_LOADED_SIGNED = {"sb": 8, "sh": 16}
FREE_REACH = 28
"""Word displacements up to this cost nothing."""
SHORT_REACH = 127


class Known:
    """What is known at a point."""

    __slots__ = ("holders", "loads", "number", "table")

    def __init__(self) -> None:
        self.number: dict[int, int] = {}
        self.holders: dict[int, tuple[int, ...]] = {}
        self.table: dict[Key, int] = {}
        self.loads: dict[Key, int] = {}

    def copy(self) -> "Known":
        """The same, to be changed apart."""
        made = Known()
        made.number, made.holders = self.number.copy(), self.holders.copy()
        made.table, made.loads = self.table.copy(), self.loads.copy()
        return made


class Numbering:
    """Rewrites a function; facts about numbers hold everywhere, since a number is one value."""

    def __init__(self, func: Func) -> None:
        self.func = func
        self.now = Known()
        self.count = 0
        self.found = 0
        self.constant: dict[int, Imm] = {}
        self.how: dict[int, tuple[str, Part, Part, str]] = {}
        self.bits: dict[int, int] = {}
        self.signed_bits: dict[int, int] = {}
        self.uses: dict[int, int] = {}
        self.lone: dict[int, Imm] = {}
        self._survey()

    def _survey(self) -> None:
        """Count uses; find registers whose only definition is a constant."""
        defined: dict[int, int] = {}
        for block in self.func.blocks:
            for i in block.ins:
                for reg in uses(i):
                    self.uses[reg] = self.uses.get(reg, 0) + 1
                for d in (i.d, i.d2):
                    defined[d] = defined.get(d, 0) + 1
                if i.op == "copy" and type(i.a) is Imm:
                    self.lone[i.d] = i.a
        self.lone = {reg: value for reg, value in self.lone.items() if defined[reg] == 1}

    def run(self) -> None:
        """Rewrite all blocks."""
        ends: dict[int, Known] = {}
        for block in self.func.blocks:
            before = ends.get(block.preds[0].id) if len(block.preds) == 1 else None
            self.now = before.copy() if before else Known()
            block.ins = [done for i in block.ins if (done := self._one(i)) is not None]
            self._thread(block)
            ends[block.id] = self.now

    # ------------------------------------------------------------------ numbers

    def _fresh(self) -> int:
        self.count += 1
        return self.count

    def _number(self, reg: int) -> int:
        """The number of the value in a register."""
        found = self.now.number.get(reg)
        if found is None:
            found = self._fresh()
            self._give(reg, found)
            if reg in self.lone:
                self.constant[found] = self.lone[reg]
            elif reg in self.func.narrow:
                bits, signed = self.func.narrow[reg]
                (self.signed_bits if signed else self.bits)[found] = bits
        return found

    def _give(self, reg: int, number: int) -> None:
        self.now.number[reg] = number
        self.now.holders[number] = (*self.now.holders.get(number, ()), reg)

    def _holder(self, number: int) -> int | None:
        """A register that still has the value."""
        for reg in self.now.holders.get(number, ()):
            if self.now.number.get(reg) == number:
                return reg
        return None

    def _resolve(self, a: Operand) -> Operand:
        """The best operand with the same value: a constant, or the first register that has it."""
        if type(a) is not int or a < FIRST:
            return a
        number = self._number(a)
        if number in self.constant:
            return self.constant[number]
        found = self._holder(number)
        return a if found is None else found

    def _key(self, a: Operand | None) -> Part:
        """An operand as part of a key: a register by the number it holds."""
        return self._number(a) if type(a) is int else a

    def _operand(self, part: Part) -> Operand | None:
        """A part of a key as an operand now, None if no register has the value any more."""
        return self._holder(part) if type(part) is int else part

    # ------------------------------------------------------------------ instructions

    def _one(self, i: Ins) -> Ins | None:
        self._operands(i)
        self.found = 0
        op = i.op
        if op in BINARY:
            self._arithmetic(i)
        elif op in UNARY:
            self._unary(i)
        elif op == "set":
            self._set(i)
        elif op == "ld":
            self._load(i)
        elif op == "st":
            self._store(i)
        elif op == "br":
            self._branch(i)
        elif op == "call":
            self.now.loads.clear()
        if i.op == "copy":
            return self._copy(i)
        self._define(i)
        return i

    def _operands(self, i: Ins) -> None:
        if type(i.a) is int:
            i.a = self._resolve(i.a) if i.op not in ("ld", "st", "switch") else self._register(i.a)
        if type(i.b) is int:
            i.b = self._resolve(i.b) if i.op not in ("ld", "st") else self._register(i.b)
        if type(i.c) is int:
            i.c = self._resolve(i.c)
        if i.args:
            i.args = [self._resolve(a) if type(a) is int else self._held_address(a) for a in i.args]

    def _held_address(self, a: Operand) -> Operand:
        """A symbol's address, from a register that has it."""
        found = self._holder(self.now.table.get(("address", a), 0)) if type(a) is Sym else None
        return a if found is None else found

    def _register(self, a: int) -> int:
        found = self._resolve(a)
        return found if type(found) is int else a

    def _define(self, i: Ins) -> None:
        """The result gets the number that was found for it, or a new one."""
        if i.d >= 0:
            self._give(i.d, self.found or self._fresh())
        if i.d2 >= 0:
            self._give(i.d2, self._fresh())

    def _copy(self, i: Ins) -> Ins | None:
        a = i.a
        if type(a) is int and a >= FIRST:
            number = self._number(a)
            if self.now.number.get(i.d) == number:
                return None
            self._give(i.d, number)
        elif type(a) is Imm:
            number = self._constant_number(a)
            if self.now.number.get(i.d) == number:
                return None
            self._give(i.d, number)
        elif type(a) in (Sym, Slot):
            number = self.now.table.get(("address", a), 0)
            held = self._holder(number)
            i.a = a if held is None else held
            if not number:
                number = self.now.table["address", a] = self._fresh()
            self._give(i.d, number)
        else:
            self._give(i.d, self._fresh())
            if type(a) is int and i.d in self.func.narrow:
                bits, signed = self.func.narrow[i.d]
                (self.signed_bits if signed else self.bits)[self.now.number[i.d]] = bits
        return i

    def _constant_number(self, a: Imm) -> int:
        key = ("imm", a.v)
        found = self.now.table.get(key)
        if found is None:
            found = self._fresh()
            self.now.table[key] = found
            self.constant[found] = a
            self.bits[found] = a.v.bit_length()
        return found

    def _become(self, i: Ins, a: Operand) -> None:
        i.op, i.a, i.b, i.cc, i.size, i.off = "copy", a, None, "", "", 0

    def _find(self, i: Ins, key: Key, table: dict[Key, int]) -> int | None:
        """Give the result the number of an equal value; that number if it is new. With a register that has the value, become a copy."""
        number = table.get(key)
        if number is not None:
            if number in self.constant:
                self._become(i, self.constant[number])
                return None
            held = self._holder(number)
            if held is not None:
                self._become(i, held)
                return None
        else:
            number = self._fresh()
            table[key] = number
        self.found = number
        return number

    def _arithmetic(self, i: Ins) -> None:
        assert i.a is not None
        assert i.b is not None
        op, a, b = algebra.simplify(i.op, i.a, i.b)
        if op == "add" and type(b) is Imm and type(a) is int:
            a, b = self._sum(a, b)
        if op == "copy" or (op == "and" and type(b) is Imm and type(a) is int and self._masked(a, b.v)):
            self._become(i, a)
            return
        if op == "add" and b == algebra.ZERO:
            self._become(i, a)
            return
        i.op, i.a, i.b = op, a, b
        parts = (self._key(a), self._key(b))
        if OPS[op].commutes and repr(parts[0]) > repr(parts[1]):
            parts = parts[1], parts[0]
        number = self._find(i, (op, *parts), self.now.table)
        if number is not None:
            self.how[number] = (op, self._key(a), self._key(b), "")
            self._note_bits(number, op, a, b)

    def _sum(self, a: int, b: Imm) -> tuple[Operand, Imm]:
        """(x + c) + b as x + (c + b), if x is still there and the first sum is not wanted otherwise."""
        how = self.how.get(self._number(a))
        if how and how[0] == "add" and type(how[2]) is Imm and self.uses.get(a, 0) <= 1:
            base = self._operand(how[1])
            if type(base) is int:
                return base, Imm((how[2].v + b.v) & 0xFFFFFFFF)
        return a, b

    def _masked(self, a: int, mask: int) -> bool:
        bits = self.bits.get(self._number(a))
        return bits is not None and ((1 << bits) - 1) & ~mask == 0

    def _note_bits(self, number: int, op: str, a: Operand, b: Operand) -> None:
        of_a = self.bits.get(self._number(a), 32) if type(a) is int else 32
        if op == "and":
            of_b = b.v.bit_length() if type(b) is Imm else self.bits.get(self._number(b), 32) if type(b) is int else 32
            self.bits[number] = min(of_a, of_b)
        elif op in ("or", "xor"):
            of_b = b.v.bit_length() if type(b) is Imm else self.bits.get(self._number(b), 32) if type(b) is int else 32
            self.bits[number] = max(of_a, of_b)
        elif op == "shr" and type(b) is Imm:
            self.bits[number] = max(min(of_a, 32) - b.v, 0)
        elif op == "shl" and type(b) is Imm:
            self.bits[number] = min(of_a + b.v, 32)
        elif op == "mod" and type(b) is Imm:
            self.bits[number] = b.v.bit_length()

    def _unary(self, i: Ins) -> None:
        a = i.a
        assert a is not None
        if type(a) is Imm:
            self._become(i, Imm(algebra.FOLD_UNARY[i.op](a.v)))
            return
        number = self._number(a) if type(a) is int else -1
        bits, signed_bits = self.bits.get(number, 32), self.signed_bits.get(number, 32)
        width = _NARROWED.get(i.op) or _EXTENDED.get(i.op)
        if width and (bits <= width if i.op in _NARROWED else (signed_bits <= width or bits < width)):
            self._become(i, a)
            return
        found = self._find(i, (i.op, self._key(a)), self.now.table)
        if found is not None and i.op in _NARROWED:
            self.bits[found] = _NARROWED[i.op]
        elif found is not None and i.op in _EXTENDED:
            self.signed_bits[found] = _EXTENDED[i.op]

    # ------------------------------------------------------------------ comparisons

    def _ordered(self, i: Ins) -> None:
        if type(i.a) is Imm and type(i.b) is not Imm:
            i.a, i.b, i.cc = i.b, i.a, SWAPPED[i.cc]

    def _set(self, i: Ins) -> None:
        self._ordered(i)
        a, b = i.a, i.b
        if type(a) is Imm and type(b) is Imm:
            self._become(i, Imm(int(algebra.compare(i.cc, a.v, b.v))))
            return
        if type(a) is int and b == algebra.ZERO and i.cc in ("eq", "ne") and self._of_set(i, a):
            return
        number = self._find(i, ("set", i.cc, self._key(a), self._key(b)), self.now.table)
        if number is not None:
            self.bits[number] = 1
            self.how[number] = ("set", self._key(a), self._key(b), i.cc)

    def _of_set(self, i: Ins, a: int) -> bool:
        """The truth or falsehood of what is 0 or 1 already."""
        if self.bits.get(self._number(a), 32) > 1:
            return False
        if i.cc == "ne":
            self._become(i, a)
            return True
        how = self.how.get(self._number(a))
        if how and how[0] == "set":
            left, right = self._operand(how[1]), self._operand(how[2])
            if left is not None and right is not None:
                i.a, i.b, i.cc = left, right, INVERSE[how[3]]
        return False

    def _branch(self, i: Ins) -> None:
        self._ordered(i)
        if type(i.a) is Imm and type(i.b) is Imm:
            goal = i.to[0] if algebra.compare(i.cc, i.a.v, i.b.v) else i.to[1]
            i.op, i.a, i.b, i.cc, i.to = "jmp", None, None, "", [goal]
            return
        if type(i.a) is int and i.b == algebra.ZERO and i.cc in ("eq", "ne"):
            how = self.how.get(self._number(i.a))
            if how and how[0] == "set" and self.uses.get(i.a, 0) <= 1:
                left, right = self._operand(how[1]), self._operand(how[2])
                if left is not None and right is not None:
                    i.a, i.b, i.cc = left, right, how[3] if i.cc == "ne" else INVERSE[how[3]]

    def _thread(self, block: Block) -> None:
        """A jump to a test whose outcome is known here goes to where the test would."""
        last = block.ins[-1]
        for _ in range(len(self.func.blocks)):
            if last.op != "jmp" or len(last.to[0].ins) != 1 or last.to[0].ins[0].op != "br":
                return
            test = last.to[0].ins[0]
            assert test.a is not None
            assert test.b is not None
            a, b = self._resolve(test.a), self._resolve(test.b)
            if type(a) is not Imm or type(b) is not Imm:
                return
            last.to = [test.to[0] if algebra.compare(test.cc, a.v, b.v) else test.to[1]]

    # ------------------------------------------------------------------ memory

    def _load(self, i: Ins) -> None:
        self._fold_address(i)
        if i.vol:
            return
        number = self._find(i, self._place(i), self.now.loads)
        if number is None:
            return
        if i.size in _LOADED:
            self.bits[number] = _LOADED[i.size]
        elif i.size in _LOADED_SIGNED:
            self.signed_bits[number] = _LOADED_SIGNED[i.size]

    def _fold_address(self, i: Ins) -> None:
        """[x + c] for a base that was computed as x + c, where that is no longer."""
        if type(i.a) is not int or i.b is not None:
            return
        how = self.how.get(self._number(i.a))
        if not how or how[0] != "add":
            return
        base, other = self._operand(how[1]), self._operand(how[2])
        if type(base) is not int or type(other) is not Imm:
            return
        off, width = i.off + algebra.signed(other.v), WIDTH[i.size]
        if off % width or not -SHORT_REACH <= off // width <= SHORT_REACH:
            return
        if self.uses.get(i.a, 0) <= 1 or (i.size == "w" and 0 <= off <= FREE_REACH):
            i.a, i.off = base, off

    def _place(self, i: Ins) -> Key:
        a = i.a
        if type(a) is Sym:
            return ("sym", a.name), None, a.off + i.off, i.size
        if type(a) is Slot:
            return ("slot", a.slot), None, a.off + i.off, i.size
        return self._key(a), self._key(i.b), i.off, i.size

    def _store(self, i: Ins) -> None:
        self._fold_address(i)
        place = self._place(i)
        self._forget(place, WIDTH[i.size])
        if i.vol or i.c is None:
            return
        number = self._number(i.c) if type(i.c) is int else self._constant_number(i.c) if type(i.c) is Imm else None
        if number is not None and (i.size == "w" or self.bits.get(number, 32) <= _LOADED[i.size]):
            self.now.loads[place] = number

    def _forget(self, place: Key, width: int) -> None:
        """Drop what a store to a place may change."""
        base, index, off, _ = place
        kept: dict[Key, int] = {}
        for key, number in self.now.loads.items():
            if key[0] == base:
                apart = index is None and key[1] is None and (key[2] + WIDTH[key[3]] <= off or off + width <= key[2])  # type: ignore[index,operator]
            else:
                apart = type(key[0]) is tuple and type(base) is tuple
            if apart:
                kept[key] = number
        self.now.loads = kept
