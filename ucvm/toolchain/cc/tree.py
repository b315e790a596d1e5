"""The typed tree: what a translation unit means, with every conversion explicit. Built by sema, read by lower."""

from typing import NamedTuple

from ucvm.toolchain.cc.types import CType, Field, FuncType


class Obj:
    """An object or function with a name, declared `at` coordinates: `storage` is local, param, static, global or string."""

    __slots__ = ("at", "defined", "init", "inline", "memory", "name", "referenced", "storage", "symbol", "type")

    def __init__(self, name: str, t: CType, storage: str, symbol: str = "") -> None:
        self.name = name
        self.type = t
        self.storage = storage
        self.symbol = symbol
        self.memory = t.volatile or not t.is_scalar
        self.defined = False
        self.inline = False
        self.referenced = False
        self.init: list[Item] | None = None
        self.at: object = None


class Expr:
    """An expression of a type."""

    __slots__ = ("type",)

    def __init__(self, t: CType) -> None:
        self.type = t


class Num(Expr):
    """A constant, within the range of its type; of a floating type its bits."""

    __slots__ = ("value",)

    def __init__(self, t: CType, value: int) -> None:
        self.type = t
        self.value = value


class Var(Expr):
    """An object, as an lvalue, or a function."""

    __slots__ = ("obj",)

    def __init__(self, obj: Obj) -> None:
        self.type = obj.type
        self.obj = obj


class Deref(Expr):
    """What a pointer points to, as an lvalue."""

    __slots__ = ("pointer",)

    def __init__(self, t: CType, pointer: Expr) -> None:
        self.type = t
        self.pointer = pointer


class Member(Expr):
    """A member of a record."""

    __slots__ = ("base", "field")

    def __init__(self, t: CType, base: Expr, field: Field) -> None:
        self.type = t
        self.base = base
        self.field = field


class Addr(Expr):
    """The address of an lvalue (also an array or function that became a pointer)."""

    __slots__ = ("place",)

    def __init__(self, t: CType, place: Expr) -> None:
        self.type = t
        self.place = place


class Unary(Expr):
    """- ~ or !, or "magnitude": 0 if a floating number is 0, else anything else."""

    __slots__ = ("a", "op")

    def __init__(self, t: CType, op: str, a: Expr) -> None:
        self.type = t
        self.op = op
        self.a = a


class Binary(Expr):
    """Arithmetic or comparison of two operands of one type (a shift count may differ); pointers count bytes."""

    __slots__ = ("a", "b", "op")

    def __init__(self, t: CType, op: str, a: Expr, b: Expr) -> None:
        self.type = t
        self.op = op
        self.a = a
        self.b = b


class Logic(Expr):
    """&& or ||."""

    __slots__ = ("a", "b", "op")

    def __init__(self, t: CType, op: str, a: Expr, b: Expr) -> None:
        self.type = t
        self.op = op
        self.a = a
        self.b = b


class Cond(Expr):
    """test ? a : b."""

    __slots__ = ("a", "b", "test")

    def __init__(self, t: CType, test: Expr, a: Expr, b: Expr) -> None:
        self.type = t
        self.test = test
        self.a = a
        self.b = b


class Assign(Expr):
    """place = value."""

    __slots__ = ("place", "value")

    def __init__(self, place: Expr, value: Expr) -> None:
        self.type = place.type
        self.place = place
        self.value = value


class Update(Expr):
    """place = (type of place)((via)place op value); the result is the old value if `post`."""

    __slots__ = ("op", "place", "post", "value", "via")

    def __init__(self, place: Expr, op: str, value: Expr, via: CType, post: bool = False) -> None:
        self.type = place.type
        self.place = place
        self.op = op
        self.value = value
        self.via = via
        self.post = post


class Call(Expr):
    """A call; arguments are converted."""

    __slots__ = ("args", "callee", "func")

    def __init__(self, func: FuncType, callee: Expr, args: list[Expr]) -> None:
        self.type = func.result
        self.func = func
        self.callee = callee
        self.args = args


class Cast(Expr):
    """A conversion between scalar types, or to void."""

    __slots__ = ("a",)

    def __init__(self, t: CType, a: Expr) -> None:
        self.type = t
        self.a = a


class Comma(Expr):
    """a, b."""

    __slots__ = ("a", "b")

    def __init__(self, a: Expr, b: Expr) -> None:
        self.type = b.type
        self.a = a
        self.b = b


class Made(Expr):
    """A compound literal in a function: initializes its object, then is it, as an lvalue."""

    __slots__ = ("items", "obj")

    def __init__(self, obj: Obj, items: "list[Item]") -> None:
        self.type = obj.type
        self.obj = obj
        self.items = items


class Run(Expr):
    """Statements before the value of a statement expression."""

    __slots__ = ("body",)

    def __init__(self, t: CType, body: "Stmt") -> None:
        self.type = t
        self.body = body


class VaStart(Expr):
    """The address of the first unnamed argument."""

    __slots__ = ()


class Item(NamedTuple):
    """One scalar (or record) of an initializer, `offset` bytes into the object."""

    offset: int
    type: CType
    value: Expr
    field: Field | None = None


class Stmt:
    """A statement at a line of a file."""

    __slots__ = ("file", "line")
    file: str
    line: int


class Block(Stmt):
    """A sequence."""

    __slots__ = ("body",)

    def __init__(self, body: list[Stmt]) -> None:
        self.body = body


class Do(Stmt):
    """An expression for its effect."""

    __slots__ = ("expr",)

    def __init__(self, expr: Expr) -> None:
        self.expr = expr


class Init(Stmt):
    """Initialization of a local variable."""

    __slots__ = ("items", "obj")

    def __init__(self, obj: Obj, items: list[Item]) -> None:
        self.obj = obj
        self.items = items


class If(Stmt):
    """if else."""

    __slots__ = ("no", "test", "yes")

    def __init__(self, test: Expr, yes: Stmt, no: Stmt | None) -> None:
        self.test = test
        self.yes = yes
        self.no = no


class Loop(Stmt):
    """for, while and do: `first` says that the test stands before the body."""

    __slots__ = ("body", "first", "step", "test")

    def __init__(self, test: Expr | None, step: Expr | None, body: Stmt, first: bool) -> None:
        self.test = test
        self.step = step
        self.body = body
        self.first = first


class CaseMark(Stmt):
    """A case or default label of the innermost switch; `low` None is default."""

    __slots__ = ("value",)

    def __init__(self, value: int | None) -> None:
        self.value = value


class Switch(Stmt):
    """switch; `cases` are the values of its marks (None for default)."""

    __slots__ = ("body", "cases", "test")

    def __init__(self, test: Expr, body: Stmt, cases: list[int | None]) -> None:
        self.test = test
        self.body = body
        self.cases = cases


class Jump(Stmt):
    """break, continue or goto: `kind` is one of those, `label` the goal of a goto."""

    __slots__ = ("kind", "label")

    def __init__(self, kind: str, label: str = "") -> None:
        self.kind = kind
        self.label = label


class Leap(Stmt):
    """goto * of a label's value."""

    __slots__ = ("target",)

    def __init__(self, target: Expr) -> None:
        self.target = target


class Mark(Stmt):
    """A label."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label


class Return(Stmt):
    """return."""

    __slots__ = ("value",)

    def __init__(self, value: Expr | None) -> None:
        self.value = value


class Function:
    """A function definition; `needs` are names of libc that have to be in a program with it, `numbers` the values of its labels."""

    __slots__ = ("body", "file", "line", "locals", "needs", "numbers", "obj", "params", "type")

    def __init__(self, obj: Obj, t: FuncType, params: list[Obj]) -> None:
        self.obj = obj
        self.type = t
        self.params = params
        self.locals: list[Obj] = list(params)
        self.needs: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.body: Stmt = Block([])
        self.file = ""
        self.line = 0


class Unit:
    """A translation unit: functions and objects in order of definition."""

    __slots__ = ("functions", "objects", "strings")

    def __init__(self) -> None:
        self.functions: list[Function] = []
        self.objects: list[Obj] = []
        self.strings: dict[bytes, Obj] = {}


def is_wide(t: CType) -> bool:
    """Whether a scalar takes two words."""
    return t.is_scalar and t.size == 8
