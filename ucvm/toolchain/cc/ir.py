"""The intermediate code: three-address instructions over virtual registers, in basic blocks.

Virtual registers are ints; 0-15 are the machine's registers, the others count from FIRST. An operand is a register, a constant (Imm), an address
constant (Sym) or the address of a frame slot (Slot). OPS says what an instruction is; every pass reads that table.
"""

from typing import NamedTuple, TypeAlias

FIRST = 16
ARG_REGS = 4
RESULT = 0
MASK = 0xFFFFFFFF
CALLER_SAVED = (0, 1, 2, 3, 13, 14, 15)
FIRST_SAVED = 4
LAST_SAVED = 12
FRAME = 12
"""The register that keeps the frame's address in a function whose sp moves."""
CHAIN = 14
"""The register in which a nested function gets the frame of the one around it."""


class Imm(NamedTuple):
    """A constant, 0 to 2^32-1."""

    v: int


TABLE = ".LJ"
"""What the name of a jump table begins with."""


class Sym(NamedTuple):
    """The address of a symbol plus an offset."""

    name: str
    off: int


class Slot(NamedTuple):
    """The address of a frame slot plus an offset."""

    slot: int
    off: int


Operand: TypeAlias = int | Imm | Sym | Slot


class Op(NamedTuple):
    """What an instruction is: `pure` has no effect but its result; `ends` a block; `commutes` in a and b."""

    pure: bool = False
    commutes: bool = False
    ends: bool = False


OPS: dict[str, Op] = {
    "copy": Op(pure=True),
    "add": Op(pure=True, commutes=True),
    "sub": Op(pure=True),
    "mul": Op(pure=True, commutes=True),
    "mulhu": Op(pure=True, commutes=True),
    "div": Op(pure=True),
    "divs": Op(pure=True),
    "mod": Op(pure=True),
    "mods": Op(pure=True),
    "and": Op(pure=True, commutes=True),
    "or": Op(pure=True, commutes=True),
    "xor": Op(pure=True, commutes=True),
    "shl": Op(pure=True),
    "shr": Op(pure=True),
    "sar": Op(pure=True),
    "not": Op(pure=True),
    "neg": Op(pure=True),
    "sxb": Op(pure=True),
    "sxh": Op(pure=True),
    "zxb": Op(pure=True),
    "zxh": Op(pure=True),
    "set": Op(pure=True),
    "add64": Op(pure=True),
    "sub64": Op(pure=True),
    "ld": Op(pure=True),
    "st": Op(),
    "getsp": Op(),
    "setsp": Op(),
    "area": Op(),
    "call": Op(),
    "jmp": Op(ends=True),
    "br": Op(ends=True),
    "switch": Op(ends=True),
    "ret": Op(ends=True),
}

UNARY = frozenset(("not", "neg", "sxb", "sxh", "zxb", "zxh"))
BINARY = frozenset(("add", "sub", "mul", "mulhu", "div", "divs", "mod", "mods", "and", "or", "xor", "shl", "shr", "sar"))

INVERSE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt", "ltu": "geu", "geu": "ltu", "gtu": "leu", "leu": "gtu"}
SWAPPED = {"eq": "eq", "ne": "ne", "lt": "gt", "gt": "lt", "ge": "le", "le": "ge", "ltu": "gtu", "gtu": "ltu", "geu": "leu", "leu": "geu"}

WIDTH = {"b": 1, "sb": 1, "h": 2, "sh": 2, "w": 4}


class Ins:
    """One instruction.

    d (d2)  the result register(s), -1 if none
    a b c   operands: of ld and st base, index register (or None) and stored value; of set and br two operands and the condition's name `cc`;
            of call the function and as c the frame that a nested one gets in CHAIN; setsp moves sp to a, getsp reads it, area is what lies above
            the outgoing arguments
    off     displacement of ld and st; `size` one of WIDTH; `vol` an access that must stay
    args    further operands: of call the argument words, of ret the result words, of add64/sub64 lo hi lo hi
    to      blocks: of br (taken, else), of jmp, of switch by index
    """

    __slots__ = ("a", "args", "b", "c", "cc", "d", "d2", "line", "off", "op", "size", "to", "vol")

    def __init__(self, op: str, d: int = -1, a: Operand | None = None, b: Operand | None = None) -> None:
        self.op = op
        self.d = d
        self.a = a
        self.b = b
        self.c: Operand | None = None
        self.d2 = -1
        self.off = 0
        self.size = ""
        self.cc = ""
        self.vol = False
        self.args: list[Operand] = []
        self.to: list[Block] = []
        self.line = 0

    def __repr__(self) -> str:
        shown = [str(x) for x in (self.a, self.b, self.c, *self.args) if x is not None]
        goals = [f"B{block.id}" for block in self.to]
        return f"{self.d if self.d >= 0 else ''} {self.op}{self.size}{self.cc} {self.off or ''} {', '.join(shown + goals)}"


class Block:
    """A basic block; its last instruction ends it."""

    __slots__ = ("id", "ins", "preds")

    def __init__(self, number: int) -> None:
        self.id = number
        self.ins: list[Ins] = []
        self.preds: list[Block] = []

    @property
    def succs(self) -> "list[Block]":
        """Where it can go."""
        return self.ins[-1].to if self.ins else []


class FrameSlot(NamedTuple):
    """A place in the frame of `size` bytes; `incoming` is the word number of an incoming stack argument, -1 of a local."""

    size: int
    incoming: int = -1


class Func:
    """A function: blocks in layout order, the first is the entry. `narrow` gives (bits, signed) of registers that always hold a narrow value;
    `dynamic` says that sp moves, `chained` that it gets a frame in CHAIN; `aliases` are more symbols of it, and whether they are global.
    """

    __slots__ = (
        "aliases", "blocks", "chained", "dynamic", "file", "line", "name", "narrow", "needs", "next_block", "next_reg", "out_words", "results",
        "slots", "static",
    )  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name
        self.static = self.dynamic = self.chained = False
        self.aliases: list[tuple[str, bool]] = []
        self.file = ""
        self.line = 0
        self.blocks: list[Block] = []
        self.next_reg = FIRST
        self.next_block = 0
        self.slots: list[FrameSlot] = []
        self.out_words = 0
        self.results = 0
        self.narrow: dict[int, tuple[int, bool]] = {}
        self.needs: list[str] = []

    def reg(self) -> int:
        """A new virtual register."""
        self.next_reg += 1
        return self.next_reg - 1

    def block(self) -> Block:
        """A new block, not yet in the layout."""
        self.next_block += 1
        return Block(self.next_block - 1)

    def slot(self, size: int, incoming: int = -1) -> Slot:
        """A new frame slot."""
        self.slots.append(FrameSlot(size, incoming))
        return Slot(len(self.slots) - 1, 0)


OUT = -1
"""The slot number of the outgoing argument area."""


def uses(i: Ins) -> list[int]:
    """The registers an instruction reads."""
    found = []
    if type(i.a) is int:
        found.append(i.a)
    if type(i.b) is int:
        found.append(i.b)
    if type(i.c) is int:
        found.append(i.c)
    if i.args:
        found += [x for x in i.args if type(x) is int]
    return found


def rename_uses(i: Ins, names: dict[int, int]) -> None:
    """Put other registers in place of those an instruction reads."""
    if type(i.a) is int:
        i.a = names.get(i.a, i.a)
    if type(i.b) is int:
        i.b = names.get(i.b, i.b)
    if type(i.c) is int:
        i.c = names.get(i.c, i.c)
    if i.args:
        i.args = [names.get(x, x) if type(x) is int else x for x in i.args]


def show(func: Func) -> str:
    """The code as text, for people."""
    lines = [func.name]
    for block in func.blocks:
        lines.append(f"B{block.id}:")
        lines += [f"    {i!r}" for i in block.ins]
    return "\n".join(lines)
