"""From the instruction table to WebAssembly: one function that fetches, dispatches on the opcode and performs, until something else has to happen.

Registers r0 … r15 are copied from the context block into the control area behind RAM at the start and back at the end; pc, sp and the
flags are locals. The flags are four values of which the packed bits are made only at the end or where they are read: Z is `zero == 0`, C is
`carry`, S the sign of `minus`, O the sign of `over`.

The function takes the context's physical address, the budget and the page tables from the control area and leaves there how many instructions are
left, the reason and a value. What is rare leaves before anything is committed: an access that the page tables do not know (PLACE, with
size and direction) and everything else that only the reference step knows (STEP): no instruction there, division by 0, another bank,
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
    RAM_SIZE,
)
from ucvm.hw.engines.wasm import PAGE, Code
from ucvm.isa.codec import MAX_LENGTH
from ucvm.isa.operands import Operand
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.semantics import Assign, Flags, Load, Semantics, Store, semantics
from ucvm.isa.table import BY_CODE, ROWS, Row
from ucvm.isa.trap import TrapKind

BASE, LEFT, READ_PAGES = 0, 1, 2
WRITE_PAGES = READ_PAGES + PAGE_COUNT
REASON = WRITE_PAGES + PAGE_COUNT
VALUE = REASON + 1
_REGISTERS = VALUE + 1
_FETCHED = _REGISTERS + GPR_COUNT
"""Words of the control area, which begins at RAM_SIZE; the last are the interpreter's own."""
MEMORY_PAGES = RAM_SIZE // PAGE + 1

STEP = max(TrapKind) + 1
PLACE = STEP + 1
"""Reasons after the kinds of trap. PLACE + 2 * size (+ 1 for a write): the access at VALUE."""

_OFFSET = PAGE_SIZE - 1
_LAST_WHOLE = PAGE_SIZE - MAX_LENGTH
_OPERATORS: dict[type, str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.BitAnd: "and", ast.BitOr: "or", ast.BitXor: "xor", ast.LShift: "shl", ast.RShift: "shr_u",
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt_u", ast.GtE: "ge_u",
}  # fmt: skip
_FUNCTIONS = {"s8": "extend8_s", "s16": "extend16_s", "lt": "lt_s", "sar": "shr_s", "divu": "div_u", "modu": "rem_u", "mods": "rem_s"}
_DIVISIONS = ("divu", "modu", "divs", "mods")


def _at(word: int) -> int:
    return RAM_SIZE + 4 * word


def generate() -> bytes:
    """The module: memory of RAM and control area, and "run"."""
    code = Code()
    _enter(code)
    for label in ("exit", "place", "step"):
        code.block(label)
    code.loop("next")
    code.get("left")
    code.op("eqz")
    code.when()
    _leave_with(code, TrapKind.BUDGET)
    code.end()
    _fetch(code)
    _dispatch(code)
    code.end()
    code.end()
    _give_back(code)
    _leave_with(code, STEP)
    code.end()
    _give_back(code)
    code.end()
    _exit(code)
    return code.module(MEMORY_PAGES)


def _enter(code: Code) -> None:
    """Locals from the context block. `page`, the page that `delta` belongs to, starts where pc is not."""
    code.const(0)
    code.load(4, _at(BASE))
    code.set("base")
    code.const(0)
    code.load(4, _at(LEFT))
    code.set("left")
    for number in range(0, GPR_COUNT, 2):
        code.const(0)
        code.get("base")
        code.load(8, 4 * number)
        code.store(8, _at(_REGISTERS + number))
    for name, offset in (("pc", CTX_PC), ("sp", CTX_SP), ("packed", CTX_FLAGS)):
        code.get("base")
        code.load(4, offset)
        code.set(name)
    _unpack_flags(code)
    code.get("pc")
    code.const(1)
    code.op("add")
    code.set("page")


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
        code.load(8, _at(_REGISTERS + number))
        code.store(8, 4 * number)
    for name, word in (("left", LEFT), ("reason", REASON), ("address", VALUE)):
        code.const(0)
        code.get(name)
        code.store(4, _at(word))


def _fetch(code: Code) -> None:
    """`at` is where the bytes of the instruction at pc stand, `word` its first four."""
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
    _fetch_elsewhere(code)
    code.end()
    code.get("left")
    code.const(1)
    code.op("sub")
    code.set("left")
    code.get("at")
    code.load(4)
    code.set("word")


def _fetch_elsewhere(code: Code) -> None:
    """pc is in another page or bank than before, or near the end of a page: there its bytes are put together."""
    code.get("pc")
    code.const(BANK_SHIFT)
    code.op("shr_u")
    code.get("base")
    code.load(4, CTX_BANK)
    code.op("ne")
    _refuse_fetch(code)
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


def _refuse_fetch(code: Code) -> None:
    """Pop a condition: if it holds, only the reference step knows what happens."""
    code.when()
    code.const(STEP)
    code.set("reason")
    code.br("exit")
    code.end()


def _executable(code: Code, name: str, ahead: int) -> None:
    """Push the physical base of the page `ahead` pages after that of the address in a local, 0 if nothing can be executed there."""
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
    code.store(8, _at(_FETCHED))
    code.const(0)
    code.get("other")
    code.load(8)
    code.store(8, _at(_FETCHED + 2))
    code.get("at")
    code.const(7)
    code.op("and")
    code.const(_at(_FETCHED))
    code.op("add")
    code.set("at")


def _dispatch(code: Code) -> None:
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
        _rows(code, BY_CODE[int(label, 16)])
    code.end()
    code.br("step")


def _label(opcode: int) -> str:
    rows = BY_CODE.get(opcode)
    return f"{rows[0].code:02x}" if rows else "none"


def _rows(code: Code, rows: tuple[Row, ...]) -> None:
    """The row of an opcode; of several, the one whose fixed bits are there."""
    if len(rows) == 1:
        for bit, width, value in rows[0].fixed:
            _other_bits(code, bit, width, value)
            code.br_if("step")
        _perform(code, rows[0])
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
        _perform(code, row)
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


def _perform(code: Code, row: Row) -> None:
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
    _Body(code, row).emit(semantics(row))


class _Body:
    """The steps of one row in the fixed order: loads, lets, checks and writes of stores, right sides, commits."""

    def __init__(self, code: Code, row: Row) -> None:
        self.code = code
        self.length = row.length
        self.operands = {operand.name: operand for operand in row.operands}
        self.locals: set[str] = set()

    def emit(self, meaning: Semantics) -> None:
        """All of it."""
        code = self.code
        if meaning.trap:
            self._push(meaning.trap.operand)
            code.set("address")
            self._next()
            code.set("pc")
            _leave_with(code, TrapKind[meaning.trap.kind])
            return
        assert len(meaning.stores) < 2, "after the check of a store it is performed: it has to be the last check"
        assert not (meaning.loads and meaning.stores), "a run of words is loaded at the commit"
        for load in meaning.loads:
            self._load(load)
        for let in meaning.lets:
            self._push(let.value)
            code.set(f"let {let.name}")
            self.locals.add(let.name)
        for store in meaning.stores:
            self._store(store)
        self._commit(meaning.assigns, meaning.flags)
        code.br("next")

    # --- memory ---

    def _load(self, load: Load) -> None:
        code = self.code
        if load.times:
            self._check_run(load, READ_PAGES)
            code.get("first")
            code.set("run")
            return
        self._check(load, READ_PAGES)
        code.load(load.size)
        code.set(f"let {load.name}")
        self.locals.add(load.name)

    def _store(self, store: Store) -> None:
        code = self.code
        if store.times:
            self._check_run(store, WRITE_PAGES)
            self._for_each(store.times, lambda: self._store_one(store.value))
            return
        self._check(store, WRITE_PAGES)
        self._push(store.value)
        code.store(store.size)

    def _check(self, access: Load | Store, pages: int) -> None:
        """Push the physical address of an access, or leave with PLACE."""
        code = self.code
        self._push(access.address)
        code.set("address")
        self._place(access.size, pages)
        self._physical()

    def _physical(self) -> None:
        code = self.code
        code.get("physical")
        code.get("address")
        code.const(_OFFSET)
        code.op("and", "or")

    def _place(self, size: int, pages: int) -> None:
        """`physical` is the base of the page of `address`."""
        code = self.code
        code.const(PLACE + 2 * size + (pages == WRITE_PAGES))
        code.set("reason")
        code.get("address")
        code.const(0xFFFF0000 | size - 1)
        code.op("and")
        code.br_if("place")
        code.get("address")
        code.const(PAGE_SHIFT - 2)
        code.op("shr_u")
        code.const(PAGE_COUNT - 1 << 2)
        code.op("and")
        code.load(4, _at(pages))
        code.tee("physical")
        code.op("eqz")
        code.br_if("place")

    def _check_run(self, access: Load | Store, pages: int) -> None:
        """The consecutive words of a loop: `first` is the physical address of the first; across pages only the reference step knows."""
        code = self.code
        assert access.size == 4
        self._name(access.times)
        code.const(2)
        code.op("shl")
        code.tee("bytes")
        code.when()
        self._push(access.address)
        code.tee("address")
        code.const(_OFFSET)
        code.op("and")
        code.get("bytes")
        code.op("add")
        code.const(PAGE_SIZE)
        code.op("gt_u")
        code.br_if("step")
        self._place(4, pages)
        self._physical()
        code.set("first")
        code.end()

    def _for_each(self, times: str, body: Callable[[], None]) -> None:
        """Repeat with `index` = 0, 4, … below 4 * times."""
        code = self.code
        code.const(0)
        code.set("index")
        code.block("done")
        code.loop("again")
        code.get("index")
        self._name(times)
        code.const(2)
        code.op("shl", "ge_u")
        code.br_if("done")
        body()
        code.get("index")
        code.const(4)
        code.op("add")
        code.set("index")
        code.br("again")
        code.end()
        code.end()

    def _store_one(self, value: ast.expr) -> None:
        code = self.code
        code.get("first")
        code.get("index")
        code.op("add")
        code.get("index")
        code.load(4, _at(_REGISTERS + _first_register(value)))
        code.store(4)

    def _load_one(self, first: int) -> None:
        code = self.code
        code.get("index")
        code.get("run")
        code.get("index")
        code.op("add")
        code.load(4)
        code.store(4, _at(_REGISTERS + first))

    # --- commits ---

    def _commit(self, assigns: tuple[Assign, ...], flags: Flags | None) -> None:
        """All right sides, then all targets, in reverse, as the stack gives them back."""
        code = self.code
        if flags:
            self._flag_inputs(flags)
        plain = [assign for assign in assigns if not assign.times]
        if not any(assign.target == "pc" for assign in plain):
            self._next()
            code.set("pc next")
        for assign in plain:
            if assign.target not in ("sp", "pc"):
                self._register_address(self.operands[assign.target])
            self._push(assign.value)
        for assign in reversed(plain):
            if assign.target in ("sp", "pc"):
                code.set({"sp": "sp", "pc": "pc next"}[assign.target])
            else:
                code.store(4, self._register_offset(self.operands[assign.target]))
        for loop in assigns:
            if loop.times:
                self._assign_run(loop)
        if flags:
            self._set_flags(flags.operation)
        code.get("pc next")
        code.set("pc")

    def _assign_run(self, loop: Assign) -> None:
        """r[FIRST + i] = v[i]; v is read only now, which is the same, as the row stores nothing."""
        assert loop.number is not None
        assert isinstance(loop.value, ast.Subscript)
        first = _first_register(ast.Subscript(ast.Name("r"), loop.number))
        self._for_each(loop.times, lambda: self._load_one(first))

    def _flag_inputs(self, flags: Flags) -> None:
        """`x`, `y` and the result `q`."""
        code = self.code
        for name, argument in zip("xy", flags.arguments, strict=False):
            self._push(argument)
            code.set(name)
        code.get("x")
        if flags.operation != "logic":
            code.get("y")
            code.op("add" if flags.operation in ("add", "adc") else "sub")
        if flags.operation in ("adc", "sbc"):
            code.get("carry")
            code.op("add" if flags.operation == "adc" else "sub")
        code.set("q")

    def _set_flags(self, operation: str) -> None:
        code = self.code
        for name in ("zero", "minus"):
            code.get("q")
            code.set(name)
        if operation == "logic":
            for name in ("carry", "over"):
                code.const(0)
                code.set(name)
            return
        adds = operation in ("add", "adc")
        compared = ("q", "x") if adds else ("x", "y")
        if operation in ("adc", "sbc"):
            self._two(*compared, "eq")
            code.get("carry")
            code.op("and")
        self._two(*compared, "lt_u")
        if operation in ("adc", "sbc"):
            code.op("or")
        code.set("carry")
        self._two("x", "q", "xor")
        self._two("y" if adds else "x", "q" if adds else "y", "xor")
        code.op("and")
        code.set("over")

    def _two(self, left: str, right: str, operation: str) -> None:
        self.code.get(left)
        self.code.get(right)
        self.code.op(operation)

    # --- values ---

    def _push(self, node: ast.expr) -> None:
        """Push an expression's value."""
        code = self.code
        match node:
            case ast.Constant(value=int(value)):
                code.const(value)
            case ast.Name(id=name):
                self._name(name)
            case ast.BinOp(left=left, op=op, right=right):
                self._push_all(left, right)
                code.op(_OPERATORS[type(op)])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                self._push_all(left, right)
                code.op(_OPERATORS[type(op)])
            case ast.IfExp(test=test, body=body, orelse=other):
                self._push_all(body, other, test)
                code.op("select")
            case ast.Call(func=ast.Name(id=name), args=arguments):
                self._call(name, arguments)
            case _:
                raise ValueError(f"no expression of the table's language: {ast.unparse(node)}")

    def _push_all(self, *nodes: ast.expr) -> None:
        for node in nodes:
            self._push(node)

    def _call(self, name: str, arguments: list[ast.expr]) -> None:
        code = self.code
        if name in _DIVISIONS:
            self._push(arguments[1])
            code.op("eqz")
            code.br_if("step")
        if name == "far":
            self._far(arguments[0])
        elif name in ("divs", "mulhu"):
            self._wide(name, arguments)
        else:
            self._push_all(*arguments)
            code.op(_FUNCTIONS[name])

    def _far(self, target: ast.expr) -> None:
        """An address without a bank keeps the present one."""
        code = self.code
        self._push(target)
        code.tee("target")
        self._name("bank")
        code.get("target")
        code.op("or")
        code.get("target")
        code.const(ADDRESS_SPACE - 1)
        code.op("gt_u", "select")

    def _wide(self, name: str, arguments: list[ast.expr]) -> None:
        """In 64 bits: the high word of a product, and a quotient that may be 2^31."""
        code = self.code
        for argument in arguments:
            self._push(argument)
            code.op("i64.extend_s" if name == "divs" else "i64.extend_u")
        if name == "divs":
            code.op("i64.div_s", "wrap")
            return
        code.op("i64.mul")
        code.const64(32)
        code.op("i64.shr_u", "wrap")

    def _name(self, name: str) -> None:
        code = self.code
        if name in self.locals:
            code.get(f"let {name}")
        elif name in self.operands:
            self._operand(self.operands[name])
        elif name == "sp":
            code.get("sp")
        elif name == "next":
            self._next()
        elif name == "bank":
            code.get("pc")
            code.const(~(ADDRESS_SPACE - 1))
            code.op("and")
        elif name == "i":  # an address in a loop is asked for at its first word
            code.const(0)
        else:
            _flag(code, name)

    def _next(self) -> None:
        code = self.code
        code.get("pc")
        code.const(self.length)
        code.op("add")

    def _operand(self, operand: Operand) -> None:
        if operand.kind == "reg":
            self._register_address(operand)
            self.code.load(4, self._register_offset(operand))
        else:
            self._immediate(operand)

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

    def _register_offset(self, operand: Operand) -> int:
        return _at(_REGISTERS + operand.offset)

    def _immediate(self, operand: Operand) -> None:
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


def _first_register(node: ast.expr) -> int:
    """FIRST of the expression r[FIRST + i]."""
    match node:
        case ast.Subscript(value=ast.Name(id="r"), slice=ast.BinOp(left=ast.Constant(value=int(first)), op=ast.Add(), right=ast.Name(id="i"))):
            return first
    raise ValueError("a loop's registers are r[FIRST + i]")


assert all(row.length <= MAX_LENGTH for row in ROWS)
