"""The typed tree: what a translation unit means, with every conversion explicit. Built by sema, read by lower."""

from typing import NamedTuple, Self

from ucvm.toolchain.cc.types import WORD, CType, Field, FuncType, rounded


class Obj:
    """An object or function with a name, declared `at` coordinates: `storage` is local, param, static, global or string.

    owner       the function whose variable it is
    pointer     the variable that points to it, if its place is found when the program runs (a variable array, a large alignment)
    nested      the definition of a nested function
    aliases     further symbols of it; `alias` is the symbol that it is another name of; `weak` that it may be missing
    """

    __slots__ = (
        "alias", "aliases", "at", "defined", "init", "inline", "memory", "name", "nested", "owner", "pointer", "referenced", "storage", "symbol",
        "type", "weak",
    )  # fmt: skip

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
        self.owner: Function | None = None
        self.pointer: Obj | None = None
        self.nested: Function | None = None
        self.alias = ""
        self.aliases: list[Obj] = []
        self.weak = False


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


class Alloca(Expr):
    """The address of new memory in the frame; `scoped` if it goes with the block (a variable array) and not with the function."""

    __slots__ = ("scoped", "size")

    def __init__(self, t: CType, size: Expr, scoped: bool) -> None:
        self.type = t
        self.size = size
        self.scoped = scoped


class Around(Expr):
    """What a function knows of its call: its "frame" address, its "return" address."""

    __slots__ = ("what",)

    def __init__(self, t: CType, what: str) -> None:
        self.type = t
        self.what = what


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
    """A statement at a line of a file; without one (0) it belongs to that of the statement before."""

    __slots__ = ("file", "line")
    file: str
    line: int

    def __new__(cls, *args: object) -> Self:
        """Subclasses need not set the place."""
        made = super().__new__(cls)
        made.line, made.file = 0, ""
        return made


class Block(Stmt):
    """A sequence. The memory of variable arrays declared in a statement `scope` is free after it."""

    __slots__ = ("body", "scope")

    def __init__(self, body: list[Stmt], scope: bool = False) -> None:
        self.body = body
        self.scope = scope


class Leave(Stmt):
    """A goto from a nested function to a label of a function around it."""

    __slots__ = ("function", "number")

    def __init__(self, function: "Function", number: int) -> None:
        self.function = function
        self.number = number


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


Values = tuple[int, int]
"""A range of values, both ends included."""


class CaseMark(Stmt):
    """A case label of the innermost switch, for the values from a first to a last, or default (None)."""

    __slots__ = ("values",)

    def __init__(self, values: Values | None) -> None:
        self.values = values


class Switch(Stmt):
    """switch; `cases` are the values of its marks."""

    __slots__ = ("body", "cases", "test")

    def __init__(self, test: Expr, body: Stmt, cases: list[Values | None]) -> None:
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


BUFFER = 44
"""Bytes of a jmp_buf."""


class Function:
    """A function definition.

    needs       names of libc that have to be in a program with it
    numbers     the values of its labels
    before      what is computed when it is entered
    dynamic     its frame grows (alloca, variable arrays); `scoped`: it has variable arrays, whose memory goes with their block
    parent      the function around a nested one; `chained` if it has to know the frame of that
    shared      the variables that nested functions use, with their places in a record of the frame of `shared_size` bytes, whose first word is the
                address of such a record of the parent
    entries     labels that nested functions jump to, by number; the state to come back to is in the record at `buffer`
    """

    __slots__ = (
        "before", "body", "buffer", "chained", "dynamic", "entries", "file", "line", "locals", "needs", "numbers", "obj", "params", "parent",
        "scoped", "shared", "shared_size", "type",
    )  # fmt: skip

    def __init__(self, obj: Obj, t: FuncType, parent: "Function | None" = None) -> None:
        self.obj = obj
        self.type = t
        self.params: list[Obj] = []
        self.locals: list[Obj] = []
        self.needs: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.before: list[Expr] = []
        self.dynamic = self.scoped = self.chained = False
        self.parent = parent
        self.shared: dict[Obj, int] = {}
        self.shared_size = WORD
        self.entries: dict[str, int] = {}
        self.buffer = 0
        self.body: Stmt = Block([])
        self.file = ""
        self.line = 0

    def share(self, obj: Obj) -> None:
        """Give a variable a place in the record."""
        if obj not in self.shared:
            obj.memory = True
            self.shared[obj] = self.shared_size
            self.shared_size += rounded(max(obj.type.size, 1), WORD)

    def entry(self, label: str) -> int:
        """The number of a label that a nested function jumps to."""
        if not self.buffer:
            self.buffer = self.shared_size
            self.shared_size += BUFFER
        return self.entries.setdefault(label, len(self.entries) + 1)


class Unit:
    """A translation unit: functions and objects in order of definition, names that may be missing."""

    __slots__ = ("functions", "objects", "strings", "weak")

    def __init__(self) -> None:
        self.functions: list[Function] = []
        self.objects: list[Obj] = []
        self.strings: dict[bytes, Obj] = {}
        self.weak: list[Obj] = []


def is_wide(t: CType) -> bool:
    """Whether a scalar takes two words."""
    return t.is_scalar and t.size == 8
