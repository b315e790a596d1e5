"""From the instruction table to WebAssembly: one function that fetches, dispatches on the opcode and performs, until something else has to happen.

Registers r0 … r15 are copied from the context block into the control area at the start and back at the end; pc, sp and the
flags are locals. The flags are four values of which the packed bits are made only at the end or where they are read: Z is `zero == 0`, C is
`carry`, S the sign of `minus`, O the sign of `over`.

The function takes the context's place in RAM, the budget and the page tables from the control area and leaves there how many instructions are
left, the reason and a value. What is rare leaves before anything is committed: an access that the page tables do not know (PLACE, with
size and direction) and everything else that only the reference step knows (STEP): no instruction there, division by 0,
several words across a page.
"""

import ast
from collections.abc import Callable

from ucvm.abi.layout import (
    ADDRESS_SPACE,
    BANK_SHIFT,
    CTX_BANK,
    CTX_FLAGS,
    CTX_PAGES,
    CTX_PC,
    CTX_SP,
    FLAG_C,
    FLAG_O,
    FLAG_S,
    FLAG_Z,
    PAGE_COUNT,
    PAGE_SHIFT,
    PAGE_SIZE,
    PTE_DEVICE,
    PTE_EXEC,
    PTE_FRAME_SHIFT,
    PTE_USER,
    PTE_VALID,
)
from ucvm.hw.engines import flags
from ucvm.hw.engines.body import Body, first_register
from ucvm.hw.engines.control import (
    BASE,
    BREAK_PAGES,
    BREAKS,
    DEPTH,
    FETCHED,
    FLAGS,
    HOT,
    LEFT,
    LIMIT,
    MAP,
    MAP_PAGES,
    MEMORY_PAGES,
    PACKED,
    PLACE,
    RAM,
    REASON,
    REGISTERS,
    RING,
    RING_PAGES,
    STEP,
    TABLE_SIZE,
    UNCALLED,
    UNIT,
    UNIT_PARAMETERS,
    UNIT_SIGNATURE,
    VALUE,
    WRITE_PAGES,
    at,
    push_slot,
)
from ucvm.hw.engines.jumps import Jump, jump
from ucvm.hw.engines.wasm import NOTHING, Code, owner
from ucvm.isa.codec import MAX_LENGTH
from ucvm.isa.operands import Operand
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.semantics import Assign, Load, Store, TrapTo, semantics
from ucvm.isa.table import BY_CODE, ROWS, Row
from ucvm.isa.trap import TrapKind

_OFFSET = PAGE_SIZE - 1
_LAST_WHOLE = PAGE_SIZE - MAX_LENGTH


_UNIT_TYPE = 1
"""Number of UNIT_SIGNATURE in this module."""


def generate(*, translating: bool = False, tracing: bool = False) -> bytes:
    """The module: memory of RAM and control area, and "run"; with `translating` also a table of units, and maps that say where they begin; with
    `tracing` a ring into which goes the pc of every instruction."""
    code = Code()
    _enter(code)
    for label in ("exit", "place", "step"):
        code.block(label)
    if translating:
        code.loop("arrive")
        _arrive(code)
    code.loop("next")
    code.get("left")
    code.op("eqz")
    code.when()
    _leave_with(code, TrapKind.BUDGET)
    code.end()
    _fetch(code)
    if tracing:
        _note(code)
    _dispatch(code, translating)
    if translating:
        code.end()
    code.end()
    code.end()
    _give_back(code)
    _leave_with(code, STEP)
    code.end()
    _give_back(code)
    code.end()
    _exit(code)
    if not translating:
        return owner([(NOTHING, code)], MEMORY_PAGES + (RING_PAGES if tracing else 0))
    return owner([(NOTHING, code), (UNIT_SIGNATURE, _uncalled())], MEMORY_PAGES + MAP_PAGES, TABLE_SIZE)


def _uncalled() -> Code:
    """Stands in the table for what is not translated."""
    code = Code(*UNIT_PARAMETERS)
    code.const(0)
    code.const(1)
    code.store(4, at(UNCALLED))
    code.const(0)
    for name in ("left", "sp", "r0"):
        code.get(name)
    return code


def _arrive(code: Code) -> None:
    """A jump has arrived at pc: go on in translated code if there is some, else count."""
    code.block("arrived")
    code.const(0)
    code.load(4, at(MAP))
    code.get("pc")
    push_slot(code)
    code.op("add")
    code.tee("slot")
    code.load(4, 4)
    code.set("known")
    code.get("slot")
    code.load(4)
    code.get("pc")
    code.op("ne")
    code.when("other")
    _take_slot(code)
    code.end()
    code.get("known")
    code.const(0)
    code.op("lt_s")
    code.when("unit")
    _enter_unit(code)
    code.end()
    _count(code)
    code.end()


def _take_slot(code: Code) -> None:
    """The slot belongs to another pc: it is taken over unless that one is translated."""
    code.get("known")
    code.const(0)
    code.op("lt_s")
    code.br_if("arrived")
    code.get("slot")
    code.get("pc")
    code.store(4)
    code.const(0)
    code.set("known")


def _count(code: Code) -> None:
    code.get("slot")
    code.get("known")
    code.const(1)
    code.op("add")
    code.tee("known")
    code.store(4, 4)
    code.get("known")
    code.const(0)
    code.load(4, at(LIMIT))
    code.op("ne")
    code.br_if("arrived")
    code.get("pc")
    code.set("address")
    _leave_with(code, HOT)


def _enter_unit(code: Code) -> None:
    """Run translated code; where it gets no further, the interpreter goes on."""
    code.const(0)
    _pack_flags(code)
    code.store(4, at(FLAGS + 1))
    code.const(0)
    code.const(PACKED)
    code.store(4, at(FLAGS))
    code.get("left")
    code.tee("before")
    code.const(DEPTH)
    code.get("sp")
    code.const(0)
    code.load(4, at(REGISTERS))
    code.get("known")
    code.const(UNIT - 1)
    code.op("and")
    code.call_indirect(_UNIT_TYPE)
    for name in ("r0", "sp", "left", "pc"):
        code.set(name)
    _store_word(code, REGISTERS, "r0")
    for word, name in enumerate(flags.LOCALS, FLAGS):
        code.const(0)
        code.load(4, at(word))
        code.set(name)
    flags.push_packed(code)
    code.set("packed")
    _unpack_flags(code)
    code.get("left")
    code.get("before")
    code.op("ne")
    code.br_if("arrive")
    code.br("arrived")


def _store_word(code: Code, word: int, name: str) -> None:
    code.const(0)
    code.get(name)
    code.store(4, at(word))


def _enter(code: Code) -> None:
    """Locals from the context block."""
    code.const(0)
    code.load(4, at(BASE))
    code.set("base")
    code.const(0)
    code.load(4, at(LEFT))
    code.set("left")
    for number in range(0, GPR_COUNT, 2):
        code.const(0)
        code.get("base")
        code.load(8, 4 * number)
        code.store(8, at(REGISTERS + number))
    for name, offset in (("pc", CTX_PC), ("sp", CTX_SP), ("packed", CTX_FLAGS)):
        code.get("base")
        code.load(4, offset)
        code.set(name)
    _unpack_flags(code)


def _unpack_flags(code: Code) -> None:
    for name, mask, operation, amount in (
        ("zero", FLAG_Z, "xor", FLAG_Z),
        ("carry", FLAG_C, "shr_u", 1),
        ("minus", FLAG_S, "shl", 29),
        ("over", FLAG_O, "shl", 28),
    ):
        code.get("packed")
        code.const(mask)
        code.op("and")
        code.const(amount)
        code.op(operation)
        code.set(name)


def _pack_flags(code: Code) -> None:
    for number, name in enumerate("zcso"):
        _flag(code, name)
        code.const(number)
        code.op("shl")
        if number:
            code.op("or")


def _flag(code: Code, name: str) -> None:
    """Push a flag as 0 or 1."""
    code.get({"z": "zero", "c": "carry", "s": "minus", "o": "over"}[name])
    if name == "z":
        code.op("eqz")
    elif name != "c":
        code.const(31)
        code.op("shr_u")


def _give_back(code: Code) -> None:
    """The instruction that was counted has done nothing."""
    code.get("left")
    code.const(1)
    code.op("add")
    code.set("left")


def _leave_with(code: Code, reason: int) -> None:
    code.const(reason)
    code.set("reason")
    code.br("exit")


def _exit(code: Code) -> None:
    for name, offset in (("pc", CTX_PC), ("sp", CTX_SP)):
        code.get("base")
        code.get(name)
        code.store(4, offset)
    code.get("base")
    _pack_flags(code)
    code.store(4, CTX_FLAGS)
    for number in range(0, GPR_COUNT, 2):
        code.get("base")
        code.const(0)
        code.load(8, at(REGISTERS + number))
        code.store(8, 4 * number)
    for name, word in (("left", LEFT), ("reason", REASON), ("address", VALUE)):
        _store_word(code, word, name)


def _fetch(code: Code) -> None:
    """`at` is where the bytes of the instruction at pc stand, `word` its first four. `delta` is that of the first `whole` bytes of `page`."""
    code.get("pc")
    code.get("delta")
    code.op("add")
    code.set("at")
    code.get("pc")
    code.get("page")
    code.op("sub")
    code.get("whole")
    code.op("ge_u")
    code.when()
    _fetch_elsewhere(code)
    code.end()
    code.get("left")
    code.const(1)
    code.op("sub")
    code.set("left")
    code.get("at")
    code.load(4)
    code.set("word")


def _note(code: Code) -> None:
    """The pc goes to the place of `left` in the ring; an instruction that is given back is overwritten there."""
    code.get("left")
    code.const(2)
    code.op("shl")
    code.get("pc")
    code.store(4, RING)


def _fetch_elsewhere(code: Code) -> None:
    """pc is in another page or bank than before, or near the end of a page: there its bytes are put together."""
    code.get("pc")
    code.const(BANK_SHIFT)
    code.op("shr_u")
    code.get("base")
    code.load(4, CTX_BANK)
    code.op("ne")
    code.when()
    code.get("pc")
    code.set("address")
    _leave_with(code, TrapKind.BANK)
    code.end()
    _executable(code, "pc", 0)
    code.tee("at")
    code.op("eqz")
    _refuse_fetch(code)
    code.get("pc")
    code.const(~_OFFSET)
    code.op("and")
    code.set("page")
    code.get("at")
    code.get("page")
    code.op("sub")
    code.set("delta")
    code.const(_LAST_WHOLE + 1)
    code.set("whole")
    code.get("pc")
    code.get("delta")
    code.op("add")
    code.set("at")
    code.get("pc")
    code.get("page")
    code.op("sub")
    code.const(_LAST_WHOLE)
    code.op("gt_u")
    code.when()
    _fetch_across(code)
    code.end()
    _stop_for_debugger(code)


def _stop_for_debugger(code: Code) -> None:
    """In a page with breakpoints every fetch comes here; the reference step knows whether one is meant."""
    code.const(0)
    code.load(4, at(BREAK_PAGES))
    code.get("pc")
    code.const(PAGE_SHIFT)
    code.op("shr_u")
    code.const(PAGE_COUNT - 1)
    code.op("and", "shr_u")
    code.const(1)
    code.op("and")
    code.when()
    code.get("pc")
    code.const(ADDRESS_SPACE - 1)
    code.op("and")
    code.load(1, BREAKS)
    _refuse_fetch(code)
    code.const(0)
    code.set("whole")
    code.end()


def _refuse_fetch(code: Code) -> None:
    """Pop a condition: if it holds, only the reference step knows what happens."""
    code.when()
    code.const(STEP)
    code.set("reason")
    code.br("exit")
    code.end()


def _executable(code: Code, name: str, ahead: int) -> None:
    """Push where RAM has the page `ahead` pages after that of the address in a local, 0 if nothing can be executed there."""
    code.get("base")
    code.get(name)
    code.const(PAGE_SHIFT)
    code.op("shr_u")
    code.const(ahead)
    code.op("add")
    code.const(PAGE_COUNT - 1)
    code.op("and")
    code.const(2)
    code.op("shl", "add")
    code.load(4, CTX_PAGES)
    code.tee("entry")
    code.const(PTE_FRAME_SHIFT)
    code.op("shr_u")
    code.const(PAGE_SHIFT)
    code.op("shl")
    code.const(RAM)
    code.op("add")
    code.const(0)
    code.get("entry")
    code.const(PTE_VALID | PTE_USER | PTE_EXEC | PTE_DEVICE)
    code.op("and")
    code.const(PTE_VALID | PTE_USER | PTE_EXEC)
    code.op("eq", "select")


def _fetch_across(code: Code) -> None:
    """Both halves of an instruction that may cross into the next page; without an executable next page the reference step decides."""
    _executable(code, "pc", 1)
    code.tee("other")
    code.op("eqz")
    code.get("page")
    code.const(ADDRESS_SPACE - 1)
    code.op("and")
    code.const((PAGE_COUNT - 1) * PAGE_SIZE)
    code.op("eq", "or")
    _refuse_fetch(code)
    code.const(0)
    code.get("at")
    code.const(~7)
    code.op("and")
    code.load(8)
    code.store(8, at(FETCHED))
    code.const(0)
    code.get("other")
    code.load(8)
    code.store(8, at(FETCHED + 2))
    code.get("at")
    code.const(7)
    code.op("and")
    code.const(at(FETCHED))
    code.op("add")
    code.set("at")


def _dispatch(code: Code, translating: bool) -> None:
    """Opcode to row: a block for each row, left by br_table; the row's body stands behind its end."""
    labels = [_label(code_point) for code_point in range(256)]
    code.block("none")
    order = list(dict.fromkeys(label for label in labels if label != "none"))
    for label in reversed(order):
        code.block(label)
    code.get("word")
    code.const(0xFF)
    code.op("and")
    code.br_table(labels, "none")
    for label in order:
        code.end()
        _rows(code, BY_CODE[int(label, 16)], translating)
    code.end()
    code.br("step")


def _label(opcode: int) -> str:
    rows = BY_CODE.get(opcode)
    return f"{rows[0].code:02x}" if rows else "none"


def _rows(code: Code, rows: tuple[Row, ...], translating: bool) -> None:
    """The row of an opcode; of several, the one whose fixed bits are there."""
    if len(rows) == 1:
        for bit, width, value in rows[0].fixed:
            _other_bits(code, bit, width, value)
            code.br_if("step")
        _perform(code, rows[0], translating)
        return
    (bit, width, _), *more = rows[0].fixed
    assert not more, "rows of one opcode are told apart by one range of bits"
    found = {row.fixed[0][2]: row for row in rows}
    labels = [found[value].spelling if value in found else "unfixed" for value in range(1 << width)]
    code.block("unfixed")
    for row in reversed(rows):
        code.block(row.spelling)
    _bits(code, bit, width)
    code.br_table(labels, "unfixed")
    for row in rows:
        code.end()
        _perform(code, row, translating)
    code.end()
    code.br("step")


def _other_bits(code: Code, bit: int, width: int, value: int) -> None:
    code.get("word")
    code.const((1 << width) - 1 << bit)
    code.op("and")
    if value:
        code.const(value << bit)
        code.op("xor")


def _bits(code: Code, bit: int, width: int) -> None:
    """Push a range of the instruction's bits."""
    if bit + width > 32:
        assert bit % 8 == 0
        code.get("at")
        code.load(4, bit // 8)
        bit = 0
    else:
        code.get("word")
    if bit:
        code.const(bit)
        code.op("shr_u")
    if bit + width < 32:
        code.const((1 << width) - 1)
        code.op("and")


def _perform(code: Code, row: Row, translating: bool) -> None:
    """What an instruction does, then on to the next."""
    if row.privileged:
        code.br("step")
        return
    for operand in row.operands:
        if operand.limit:
            _bits(code, *operand.slot[0])
            code.const(operand.limit)
            code.op("ge_u")
            code.br_if("step")
    kind = jump(row)
    _Body(code, row).emit(semantics(row))
    if kind == Jump.TRAP:
        return
    if translating and kind in (Jump.BRANCH, Jump.GOTO):  # what runs for long jumps back, calls or returns
        code.get("pc next")
        code.get("pc")
        _set_pc(code)
        code.op("gt_u")
        code.br_if("next")
    else:
        _set_pc(code)
    code.br("arrive" if translating and kind not in (Jump.NEXT, Jump.RETURN) else "next")


def _set_pc(code: Code) -> None:
    code.get("pc next")
    code.set("pc")


class _Body(Body):
    """Registers stand in the control area, at numbers that are read from the instruction; what cannot be performed leaves."""

    missing, refused = "place", "step"

    def __init__(self, code: Code, row: Row) -> None:
        super().__init__(code, row)
        self._length = row.length

    def trap(self, trap: TrapTo) -> None:
        """See Body."""
        self.push(trap.operand)
        self.code.set("address")
        self._next()
        self.code.set("pc")
        _leave_with(self.code, TrapKind[trap.kind])

    def read(self, operand: Operand) -> None:
        """See Body."""
        self._register_address(operand)
        self.code.load(4, at(REGISTERS + operand.offset))

    def aim(self, target: str) -> None:
        """See Body."""
        if target in self.operands:
            self._register_address(self.operands[target])

    def write(self, target: str) -> None:
        """See Body."""
        if target in self.operands:
            self.code.store(4, at(REGISTERS + self.operands[target].offset))
        else:
            self.code.set({"sp": "sp", "pc": "pc next"}[target])

    def target(self, value: ast.expr) -> None:
        """See Body."""
        self.push(value)

    def follow(self) -> None:
        """See Body."""
        self._next()
        self.code.set("pc next")

    def immediate(self, operand: Operand) -> None:
        """See Body."""
        code = self.code
        shift = 0
        for bit, width in operand.slot:
            _bits(code, bit, width)
            if shift:
                code.const(shift)
                code.op("shl", "or")
            shift += width
        if operand.signed and shift < 32:
            for operation in ("shl", "shr_s"):
                code.const(32 - shift)
                code.op(operation)
        if operand.scale != 1:
            code.const(operand.scale)
            code.op("mul")
        if operand.offset:
            code.const(operand.offset)
            code.op("add")
        if operand.kind == "rel":
            self._next()
            code.op("add")

    def special(self, name: str) -> None:
        """See Body."""
        if name == "next":
            self._next()
            return
        self.code.get({"sp": "sp", "bank": "pc"}[name])
        if name == "bank":
            self.code.const(~(ADDRESS_SPACE - 1))
            self.code.op("and")

    def flag(self, name: str) -> None:
        """See Body."""
        _flag(self.code, name)

    def set_flags(self, operation: str) -> None:
        """See Body."""
        code = self.code
        if operation == "logic":
            for name in ("carry", "over"):
                code.const(0)
                code.set(name)
        else:
            self.push_carry(operation)
            code.set("carry")
            self.push_overflow(operation)
            code.set("over")
        for name in ("zero", "minus"):
            code.get("q")
            code.set(name)

    def expect(self, size: int, pages: int) -> None:
        """See Body."""
        self.code.const(PLACE + 2 * size + (pages == WRITE_PAGES))
        self.code.set("reason")

    def check_run(self, access: Load | Store, pages: int) -> None:
        """See Body."""
        code = self.code
        self._bytes(access.times)
        code.tee("bytes")
        code.when()
        self.check_words(access, pages)
        code.end()

    def store_run(self, store: Store) -> None:
        """See Body."""
        self._for_each(store.times, lambda: self._store_one(first_register(store.value)))

    def load_run(self, loop: Assign) -> None:
        """See Body."""
        assert loop.number is not None
        first = first_register(loop.number)
        self._for_each(loop.times, lambda: self._load_one(first))

    def _bytes(self, times: str) -> None:
        self.immediate(self.operands[times])
        self.code.const(2)
        self.code.op("shl")

    def _for_each(self, times: str, body: Callable[[], None]) -> None:
        """Repeat with `index` = 0, 4, … below 4 * times."""
        code = self.code
        code.const(0)
        code.set("index")
        code.block("done")
        code.loop("again")
        code.get("index")
        self._bytes(times)
        code.op("ge_u")
        code.br_if("done")
        body()
        code.get("index")
        code.const(4)
        code.op("add")
        code.set("index")
        code.br("again")
        code.end()
        code.end()

    def _store_one(self, first: int) -> None:
        code = self.code
        self.two("first", "index", "add")
        code.get("index")
        code.load(4, at(REGISTERS + first))
        code.store(4)

    def _load_one(self, first: int) -> None:
        code = self.code
        code.get("index")
        self.two("run", "index", "add")
        code.load(4)
        code.store(4, at(REGISTERS + first))

    def _next(self) -> None:
        code = self.code
        code.get("pc")
        code.const(self._length)
        code.op("add")

    def _register_address(self, operand: Operand) -> None:
        """Push the register's number times 4, before the operand's offset."""
        code = self.code
        (bit, width), *more = operand.slot
        assert not more
        code.get("word")
        if bit != 2:
            code.const(abs(bit - 2))
            code.op("shr_u" if bit > 2 else "shl")
        code.const((1 << width) - 1 << 2)
        code.op("and")


assert all(row.length <= MAX_LENGTH for row in ROWS)
