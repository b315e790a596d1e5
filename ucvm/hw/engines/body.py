"""A row's meaning as WebAssembly, whatever the engine: the steps in their fixed order, the checks of accesses, expressions.

An engine's own Body says where registers, flags, immediates and pc are, and where to go when an instruction cannot be performed: that is decided
before anything is committed.
"""

import ast
from abc import ABC, abstractmethod

from ucvm.abi.layout import ADDRESS_SPACE, PAGE_SIZE
from ucvm.hw.engines.control import READ_PAGES, WRITE_PAGES, push_page
from ucvm.hw.engines.wasm import Code
from ucvm.isa.operands import Operand
from ucvm.isa.semantics import Assign, Flags, Load, Semantics, Store, TrapTo
from ucvm.isa.table import Row

_OFFSET = PAGE_SIZE - 1
_OPERATORS: dict[type, str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.BitAnd: "and", ast.BitOr: "or", ast.BitXor: "xor", ast.LShift: "shl", ast.RShift: "shr_u",
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt_u", ast.GtE: "ge_u",
}  # fmt: skip
_FUNCTIONS = {"s8": "extend8_s", "s16": "extend16_s", "lt": "lt_s", "sar": "shr_s", "divu": "div_u", "modu": "rem_u", "mods": "rem_s"}
DIVISIONS = ("divu", "modu", "divs", "mods")


class Body(ABC):
    """One instruction. `missing` and `refused` are the labels of an access that the page tables do not know and of all else that is rare."""

    missing: str
    refused: str

    def __init__(self, code: Code, row: Row) -> None:
        self.code = code
        self.operands = {operand.name: operand for operand in row.operands}
        self.bound: set[str] = set()

    def emit(self, meaning: Semantics) -> None:
        """All of it."""
        if meaning.trap:
            self.trap(meaning.trap)
            return
        assert len(meaning.stores) < 2, "after the check of a store it is performed: it has to be the last check"
        assert not (meaning.loads and meaning.stores), "a run of words is loaded at the commit"
        for load in meaning.loads:
            self.load(load)
        for let in meaning.lets:
            self.push(let.value)
            self.bind(let.name)
        for store in meaning.stores:
            self._store(store)
        self._commit(meaning.assigns, meaning.flags)

    # --- what an engine says ---

    @abstractmethod
    def trap(self, trap: TrapTo) -> None:
        """Leave for the kernel."""

    @abstractmethod
    def read(self, operand: Operand) -> None:
        """Push a register."""

    @abstractmethod
    def aim(self, target: str) -> None:
        """Before the value of a register operand, "sp" or "pc" is pushed."""

    @abstractmethod
    def write(self, target: str) -> None:
        """Pop the value of a register operand, "sp" or "pc"."""

    @abstractmethod
    def target(self, value: ast.expr) -> None:
        """Push the value of pc."""

    @abstractmethod
    def follow(self) -> None:
        """The instruction does not set pc: the next one follows."""

    @abstractmethod
    def immediate(self, operand: Operand) -> None:
        """Push an operand that is no register."""

    @abstractmethod
    def special(self, name: str) -> None:
        """Push sp, next or bank."""

    @abstractmethod
    def flag(self, name: str) -> None:
        """Push z, c, s or o as 0 or 1."""

    @abstractmethod
    def set_flags(self, operation: str) -> None:
        """Set the flags from locals x, y and the result q."""

    @abstractmethod
    def expect(self, size: int, pages: int) -> None:
        """An access that may be missing comes; its address is the local `address`."""

    @abstractmethod
    def check_run(self, access: Load | Store, pages: int) -> None:
        """The consecutive words of a loop: `first` is the physical address of the first, if there is any; across pages they are refused."""

    @abstractmethod
    def store_run(self, store: Store) -> None:
        """Store a loop's registers from `first` on."""

    @abstractmethod
    def load_run(self, loop: Assign) -> None:
        """Load a loop's registers from `first` on."""

    # --- memory ---

    def bind(self, name: str) -> None:
        """Pop the value of a name."""
        self.code.set(f"let {name}")
        self.bound.add(name)

    def load(self, load: Load) -> None:
        """Check and load."""
        if load.times:
            self.check_run(load, READ_PAGES)
            self.code.get("first")
            self.code.set("run")
            return
        self._check(load, READ_PAGES)
        self.code.load(load.size)
        self.bind(load.name)

    def _store(self, store: Store) -> None:
        if store.times:
            self.check_run(store, WRITE_PAGES)
            self.store_run(store)
            return
        self._check(store, WRITE_PAGES)
        self.push(store.value)
        self.code.store(store.size)

    def _check(self, access: Load | Store, pages: int) -> None:
        """Push the physical address of an access, or leave."""
        self.push(access.address)
        self.code.set("address")
        self._place(access.size, pages)

    def _place(self, size: int, pages: int) -> None:
        """Push the physical address of `address`, or leave."""
        code = self.code
        self.expect(size, pages)
        push_page(code, "address", size, pages)
        code.tee("physical")
        code.op("eqz")
        code.br_if(self.missing)
        self.two("physical", "address", "add")

    def check_words(self, access: Load | Store, pages: int) -> None:
        """check_run of `bytes` bytes, not 0."""
        code = self.code
        assert access.size == 4
        self.push(access.address)
        code.tee("address")
        code.const(_OFFSET)
        code.op("and")
        code.get("bytes")
        code.op("add")
        code.const(PAGE_SIZE)
        code.op("gt_u")
        code.br_if(self.refused)
        self._place(4, pages)
        code.set("first")

    # --- commits ---

    def _commit(self, assigns: tuple[Assign, ...], flags: Flags | None) -> None:
        """All right sides, then all targets, in reverse, as the stack gives them back."""
        if flags:
            self._flag_inputs(flags)
        plain = [assign for assign in assigns if not assign.times]
        if not any(assign.target == "pc" for assign in plain):
            self.follow()
        for assign in plain:
            self.aim(assign.target)
            (self.target if assign.target == "pc" else self.push)(assign.value)
        for assign in reversed(plain):
            self.write(assign.target)
        for loop in assigns:
            if loop.times:
                self.load_run(loop)  # its values are read only now, which is the same, as the row stores nothing
        if flags:
            self.set_flags(flags.operation)

    def _flag_inputs(self, flags: Flags) -> None:
        """`x`, `y` and the result `q`."""
        code = self.code
        for name, argument in zip("xy", flags.arguments, strict=False):
            self.push(argument)
            code.set(name)
        code.get("x")
        if flags.operation != "logic":
            code.get("y")
            code.op("add" if flags.operation in ("add", "adc") else "sub")
        if flags.operation in ("adc", "sbc"):
            self.flag("c")
            code.op("add" if flags.operation == "adc" else "sub")
        code.set("q")

    def push_carry(self, operation: str) -> None:
        """Push the carry of an operation on x and y, before the flags change."""
        code = self.code
        compared = ("q", "x") if operation in ("add", "adc") else ("x", "y")
        if operation in ("adc", "sbc"):
            self.two(*compared, "eq")
            self.flag("c")
            code.op("and")
        self.two(*compared, "lt_u")
        if operation in ("adc", "sbc"):
            code.op("or")

    def push_overflow(self, operation: str) -> None:
        """Push a word whose sign is the overflow of an operation on x and y."""
        self.two("x", "q", "xor")
        self.two(*(("y", "q") if operation in ("add", "adc") else ("x", "y")), "xor")
        self.code.op("and")

    def two(self, left: str, right: str, operation: str) -> None:
        """Push the result of an operation on two locals."""
        self.code.get(left)
        self.code.get(right)
        self.code.op(operation)

    # --- values ---

    def push(self, node: ast.expr) -> None:
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
            self.push(node)

    def _call(self, name: str, arguments: list[ast.expr]) -> None:
        code = self.code
        if name in DIVISIONS:
            self.push(arguments[1])
            code.op("eqz")
            code.br_if(self.refused)
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
        self.push(target)
        code.tee("target")
        self.special("bank")
        code.get("target")
        code.op("or")
        code.get("target")
        code.const(ADDRESS_SPACE - 1)
        code.op("gt_u", "select")

    def _wide(self, name: str, arguments: list[ast.expr]) -> None:
        """In 64 bits: the high word of a product, and a quotient that may be 2^31."""
        code = self.code
        for argument in arguments:
            self.push(argument)
            code.op("i64.extend_s" if name == "divs" else "i64.extend_u")
        if name == "divs":
            code.op("i64.div_s", "wrap")
            return
        code.op("i64.mul")
        code.const64(32)
        code.op("i64.shr_u", "wrap")

    def _name(self, name: str) -> None:
        if name in self.bound:
            self.code.get(f"let {name}")
        elif name in self.operands:
            operand = self.operands[name]
            (self.read if operand.kind == "reg" else self.immediate)(operand)
        elif name in ("sp", "next", "bank"):
            self.special(name)
        elif name == "i":  # an address in a loop is asked for at its first word
            self.code.const(0)
        else:
            self.flag(name)


def first_register(node: ast.expr) -> int:
    """FIRST of the expression r[FIRST + i] or, of a loop's target, of its number FIRST + i."""
    match node:
        case ast.Subscript(value=ast.Name(id="r"), slice=number):
            return first_register(number)
        case ast.BinOp(left=ast.Constant(value=int(first)), op=ast.Add(), right=ast.Name(id="i")):
            return first
    raise ValueError("a loop's registers are r[FIRST + i]")
