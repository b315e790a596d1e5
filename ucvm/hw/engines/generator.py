"""From the instruction table to Python: one factory per row, whose closures perform an instruction.

A factory gets the operand values and gives `op(R) -> next pc`; R is the engine's state list (places.py). A trap returns its negative
kind and leaves its operand and the next pc in R. Nothing is committed before everything that can fault has been asked.
"""

import ast

from ucvm.hw.engines.places import FLAGS, READ_PAGES, SP, SPACE, TRAP_NEXT, TRAP_VALUE, U8, U16, U32, WRITE_PAGES
from ucvm.isa.semantics import Assign, Flags, Load, Store, semantics
from ucvm.isa.table import ROWS, Row
from ucvm.isa.trap import TrapKind

_VIEWS = {1: U8, 2: U16, 4: U32}
_MASK = 0xFFFFFFFF
_FLAG_BITS = {"z": f"(R[{FLAGS}] & 1)", "c": f"(R[{FLAGS}] >> 1 & 1)", "s": f"(R[{FLAGS}] >> 2 & 1)", "o": f"(R[{FLAGS}] >> 3)"}
_OPERATORS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.GtE: ">=",
}  # fmt: skip
_RING = (ast.Add, ast.Sub, ast.Mult, ast.LShift)
"""Their results may leave 32 bits and are masked where that shows."""
_FUNCTIONS = {
    "s8": "((({0} & 0xFF) ^ 0x80) - 0x80 & 0xFFFFFFFF)",
    "s16": "((({0} & 0xFFFF) ^ 0x8000) - 0x8000 & 0xFFFFFFFF)",
    "lt": "(({0} ^ 0x80000000) < ({1} ^ 0x80000000))",
    "sar": "((({0} ^ 0x80000000) - 0x80000000 >> {1}) & 0xFFFFFFFF)",
    "mulhu": "({0} * {1} >> 32)",
    "divu": "({0} // {1})",
    "modu": "({0} % {1})",
    "divs": "_divs({0}, {1})",
    "mods": "_mods({0}, {1})",
    "far": "({0} if {0} > 0xFFFF else bank | {0})",
}
_FLAG_FORMS = {
    "add": ("x + y", "w >> 32", "(x ^ q) & (y ^ q)"),
    "adc": (f"x + y + {_FLAG_BITS['c']}", "w >> 32", "(x ^ q) & (y ^ q)"),
    "sub": ("x - y", "(w < 0)", "(x ^ y) & (x ^ q)"),
    "sbc": (f"x - y - {_FLAG_BITS['c']}", "(w < 0)", "(x ^ y) & (x ^ q)"),
}

_PRELUDE = '''
def _signed(value):
    return (value ^ 0x80000000) - 0x80000000


def _divs(a, b):
    a, b = _signed(a), _signed(b)
    quotient = abs(a) // abs(b)
    return (quotient if (a < 0) == (b < 0) else -quotient) & 0xFFFFFFFF


def _mods(a, b):
    a = _signed(a)
    rest = abs(a) % abs(_signed(b))
    return (-rest if a < 0 else rest) & 0xFFFFFFFF

'''


def generate() -> str:
    """The module's source: a factory per row and FACTORIES by spelling."""
    names = {row.spelling: f"op_{row.code:02x}_{row.spelling.replace('.', '_')}" for row in ROWS}
    table = "\nFACTORIES = {\n" + "".join(f"    {spelling!r}: {name},\n" for spelling, name in names.items()) + "}\n"
    return _PRELUDE + "\n".join(_factory(row, names[row.spelling]) for row in ROWS) + table


def _factory(row: Row, name: str) -> str:
    arguments = ", ".join([*(operand.name for operand in row.operands), "next", "bank"])
    body = "\n".join(f"        {line}" for line in _Body(row).lines)
    return f"\ndef {name}({arguments}):\n    def op(R):\n{body}\n\n    return op\n"


class _Body:
    """The statements of one closure, in the fixed order: loads, lets, checks of stores, right sides, commits."""

    def __init__(self, row: Row) -> None:
        self.registers = {operand.name for operand in row.operands if operand.kind == "reg"}
        self.immediates = {operand.name for operand in row.operands if operand.kind != "reg"}
        self.locals: set[str] = set()
        self.lines: list[str] = []
        meaning = semantics(row)
        if meaning.trap:
            kind = TrapKind[meaning.trap.kind]
            self.lines = [f"R[{TRAP_VALUE}] = {self._clean(meaning.trap.operand)}", f"R[{TRAP_NEXT}] = next", f"return {-kind}"]
            return
        for number, load in enumerate(meaning.loads):
            self._load(number, load)
        for let in meaning.lets:
            self.lines.append(f"{let.name} = {self._clean(let.value)}")
            self.locals.add(let.name)
        self._stores_and_flags(meaning.stores, meaning.flags)
        self._assign(meaning.assigns)

    def _load(self, number: int, load: Load) -> None:
        view = f"R[{_VIEWS[load.size]}]"
        if load.times:
            self._run(load, READ_PAGES, write=False)
            self.lines.append(f"{load.name} = {view}[p >> 2:(p >> 2) + {load.times}].tolist() if p else [{view}[at >> 2] for at in places]")
        else:
            self._address(f"a{number}", load.address)
            fast = self._inside(f"a{number}", load.size, READ_PAGES)
            shift = {1: "", 2: " >> 1", 4: " >> 2"}[load.size]
            slow = f"R[{SPACE}].place(a{number}, {load.size}, False)"
            self.lines.append(f"p = {fast}")
            self.lines.append(f"{load.name} = {view}[(p + a{number} - 65536 if p else {slow}){shift}]")
        self.locals.add(load.name)

    def _run(self, access: Load | Store, pages: int, *, write: bool) -> None:
        """A loop's words: `p` is the physical address of the first if all lie in one page that is at hand, else 0 and `places` has each.

        The words of a loop are consecutive (tests/isa checks the table for it).
        """
        assert access.size == 4
        address = self._clean(access.address)
        self.lines.append(f"i = 0; first = {address}; p = {self._inside('first', 4, pages)}")
        self.lines.append(f"p = p + first - 65536 if p and (first & 4095) + 4 * {access.times} <= 4096 else 0")
        self.lines.append(f"if not p: places = [R[{SPACE}].place({address}, 4, {write}) for i in range({access.times})]")

    def _address(self, name: str, node: ast.expr) -> None:
        self.lines.append(f"{name} = {self._clean(node)}")

    def _inside(self, name: str, size: int, pages: int) -> str:
        return f"0 if {name} & {0xFFFF0000 | (size - 1):#x} else R[{pages}][{name} >> 12]"

    def _stores_and_flags(self, stores: tuple[Store, ...], flags: Flags | None) -> None:
        for number, store in enumerate(stores):
            self._store(number, store)
        if flags and flags.operation == "logic":
            result = self._clean(flags.arguments[0])
            self.lines.append(f"g = ({result} == 0) | {result} >> 31 << 2")
        elif flags:
            whole, carry, overflow = _FLAG_FORMS[flags.operation]
            self.lines.append(f"x = {self._clean(flags.arguments[0])}; y = {self._clean(flags.arguments[1])}; w = {whole}; q = w & {_MASK}")
            self.lines.append(f"g = (q == 0) | {carry} << 1 | q >> 31 << 2 | ({overflow}) >> 31 << 3")
        self.flags = bool(flags)

    def _store(self, number: int, store: Store) -> None:
        view = f"R[{_VIEWS[store.size]}]"
        shift = {1: "", 2: " >> 1", 4: " >> 2"}[store.size]
        if store.times:
            self._run(store, WRITE_PAGES, write=True)
            self.lines.append(f"if p: places = range(p, p + {store.times} * 4, 4)")
            self.lines.append(f"for i in range({store.times}): {view}[places[i]{shift}] = {self._clean(store.value)}")
            return
        self._address(f"b{number}", store.address)
        self.lines.append(f"p = {self._inside(f'b{number}', store.size, WRITE_PAGES)}")
        value = self._clean(store.value) + {1: " & 0xFF", 2: " & 0xFFFF", 4: ""}[store.size]
        slow = f"R[{SPACE}].place(b{number}, {store.size}, True)"
        self.lines.append(f"{view}[(p + b{number} - 65536 if p else {slow}){shift}] = {value}")

    def _assign(self, assigns: tuple[Assign, ...]) -> None:
        """Commit all right sides together; pc is what the closure returns."""
        plain = [assign for assign in assigns if not assign.times]
        values = [self._clean(assign.value) for assign in plain]
        target = next((value for assign, value in zip(plain, values, strict=True) if assign.target == "pc"), "next")
        places = [(self._place(assign.target), value) for assign, value in zip(plain, values, strict=True) if assign.target != "pc"]
        if self.flags:
            places.append((f"R[{FLAGS}]", "g"))
        loops = [assign for assign in assigns if assign.times]
        if len(places) > 1 or (places and (target != "next" or loops)):
            target = self._hold(target)
            self.lines.append(", ".join(place for place, _ in places) + " = " + ", ".join(value for _, value in places))
        elif places:
            self.lines.append(f"{places[0][0]} = {places[0][1]}")
        for loop in loops:
            match loop.number, loop.value:
                case ast.BinOp(left=first, op=ast.Add(), right=ast.Name(id="i")), ast.Subscript(value=ast.Name(id=values_name)):
                    start = self._text(first)
                    self.lines.append(f"R[{start}:{start} + {loop.times}] = {values_name}")
                case _:
                    raise ValueError("a loop over registers assigns v[i] to r[FIRST + i]")
        self.lines.append(f"return {target}")

    def _hold(self, target: str) -> str:
        """Evaluate the next pc before registers change."""
        if target.isidentifier():
            return target
        self.lines.append(f"to = {target}")
        return "to"

    def _place(self, target: str) -> str:
        return f"R[{SP}]" if target == "sp" else f"R[{target}]"

    # --- expressions ---

    def _clean(self, node: ast.expr) -> str:
        """Text whose value is within 32 bits."""
        text = self._text(node)
        ring = isinstance(node, ast.BinOp) and isinstance(node.op, _RING)
        return f"({text} & {_MASK})" if ring else text

    def _text(self, node: ast.expr) -> str:
        match node:
            case ast.Constant(value=value):
                return str(value)
            case ast.Name(id=name):
                return self._name(name)
            case ast.BinOp(left=left, op=op, right=right):
                part = self._text if isinstance(op, _RING) else self._clean
                return f"({part(left)} {_OPERATORS[type(op)]} {part(right)})"
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"({self._clean(left)} {_OPERATORS[type(op)]} {self._clean(right)})"
            case ast.IfExp(test=test, body=body, orelse=other):
                return f"({self._clean(body)} if {self._clean(test)} else {self._clean(other)})"
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return _FUNCTIONS[name].format(*map(self._clean, arguments))
            case ast.Subscript(value=ast.Name(id="r"), slice=number):
                return f"R[{self._text(number)}]"
            case ast.Subscript(value=ast.Name(id=name), slice=number):
                return f"{name}[{self._text(number)}]"
        raise ValueError(f"no expression of the table's language: {ast.unparse(node)}")

    def _name(self, name: str) -> str:
        if name in self.registers and name not in self.locals:
            return f"R[{name}]"
        if name == "sp":
            return f"R[{SP}]"
        return name if name in self.locals or name in self.immediates else _FLAG_BITS.get(name, name)
