"""Declarations, statements and functions to a typed unit (C99 6.7, 6.8, 6.9)."""

from collections.abc import Callable

from ucvm.isa.registers import REGISTERS
from ucvm.toolchain.cc import attribute, builtin, literal
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.expr import Exprs
from ucvm.toolchain.cc.parse import Attribute, Node, attributes
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import (
    Addr,
    Alloca,
    Assign,
    Binary,
    Block,
    Call,
    CaseMark,
    Cast,
    Comma,
    Do,
    Expr,
    Function,
    If,
    Init,
    Item,
    Jump,
    Leap,
    Leave,
    Loop,
    Mark,
    Num,
    Obj,
    Return,
    Run,
    Stmt,
    Switch,
    Unit,
    Values,
    Var,
)
from ucvm.toolchain.cc.types import (
    CHAR,
    CHAR_PTR,
    DOUBLE,
    INT,
    MAX_ALIGN,
    UINT,
    VOID,
    VOID_PTR,
    ArrayType,
    CType,
    FuncType,
    IntType,
    PointerType,
    VlaType,
    VoidType,
    aligned,
    compatible,
    promoted,
    unqualified,
)

ADDRESSES = 1 << 16
"""Objects are smaller than an address space."""
LAST = 1 << 16
"""The priority of a constructor without one."""


class _Cases:
    """The switch being analysed."""

    def __init__(self, t: IntType) -> None:
        self.type = t
        self.values: list[Values | None] = []


class _Region:
    """A block being analysed: what runs when it is left, whether it has variable arrays, the labels declared in it with their unique names."""

    def __init__(self) -> None:
        self.cleanups: list[Expr] = []
        self.frees = False
        self.labels: dict[str, str] = {}


class _Inside:
    """A function being analysed. `breaks` and `continues` are the depths of regions around loops and switches."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.regions: list[_Region] = []
        self.switches: list[_Cases] = []
        self.breaks: list[int] = []
        self.continues: list[int] = []
        self.labels: dict[str, tuple[_Region, ...]] = {}
        self.gotos: list[tuple[Node, str, Block, list[tuple[_Region, int]]]] = []
        self.narrowed: list[tuple[Obj, Obj]] = []


class Sema:
    """Analyses one translation unit."""

    def __init__(self) -> None:
        self.unit = Unit()
        self.scope = Scope()
        self.exprs = Exprs(self.unit, self.scope)
        self.exprs.compound, self.exprs.undeclared, self.exprs.label = self._computed, self._implicit, self.label
        self.types = self.exprs.types
        self.scope.put("__builtin_va_list", CHAR_PTR)
        self.globals: dict[str, Obj] = {}
        self.implicit: set[Obj] = set()
        self.statics: dict[str, int] = {}
        self.stack: list[_Inside] = []
        self.starts: list[tuple[int, Obj]] = []
        self.ends: list[tuple[int, Obj]] = []
        self.made_labels = 0
        self._by_kind: dict[str, Callable[[Node], Stmt]] = {
            "Compound": self._compound, "If": self._if, "While": self._while, "DoWhile": self._do, "For": self._for,
            "Switch": self._switch, "Case": self._case, "Default": self._case, "Break": self._break, "Continue": self._continue,
            "Goto": self._goto, "Label": self._label, "Return": self._return, "EmptyStatement": lambda node: Block([]),
            "Decl": self._local, "DeclList": self._locals, "Typedef": self._typedef, "StaticAssert": self._assertion,
            "Pragma": self._pragma, "FuncDef": self._nested, "Asm": self._asm, "LocalLabels": self._local_labels,
        }  # fmt: skip

    @property
    def inside(self) -> _Inside:
        """The innermost function."""
        return self.stack[-1]

    def analyse(self, tree: Node) -> Unit:
        """The typed unit of a FileAST."""
        for each in tree.ext:
            kind = type(each).__name__
            if kind == "FuncDef":
                self._definition(each)
            elif kind == "Decl":
                self._global(each)
            elif kind == "Typedef":
                self._typedef(each)
            elif kind == "StaticAssert":
                self.types.static_assert(each)
            elif kind == "Asm":
                self._asm(each)
            elif kind == "Pragma":
                self._pragma(each)
            elif kind != "EmptyStatement":
                fail(each, "this is not a declaration")
        self._complete_tentative()
        self._other_names()
        self._start_and_end()
        return self.unit

    def _other_names(self) -> None:
        """Give each object the symbols that are aliases of it."""
        for obj in [each for each in self.globals.values() if each.alias]:
            target = next((each for each in self.globals.values() if each.symbol == obj.alias and each.defined), None)
            if target is None:
                fail(obj.at, f"'{obj.name}' is an alias of '{obj.alias}', which is not defined here")
            target.aliases.append(obj)
            target.referenced = True
            if obj in self.unit.objects:
                self.unit.objects.remove(obj)

    def _start_and_end(self) -> None:
        """Constructors are called by main before it begins, destructors at exit; so they have to stand in the file that defines main."""
        if not self.starts and not self.ends:
            return
        main = next((each for each in self.unit.functions if each.obj.name == "main"), None)
        if main is None:
            fail((self.starts or self.ends)[0][1].at, "constructors and destructors are supported only in the file that defines main")
        calls: list[Expr] = [Call(FuncType(VOID, ()), Var(obj), []) for _, obj in sorted(self.starts, key=lambda row: row[0])]
        atexit = FuncType(INT, (VOID_PTR,))
        calls += [
            Call(atexit, Var(Obj("atexit", atexit, "global", "atexit")), [Addr(VOID_PTR, Var(obj))])
            for _, obj in sorted(self.ends, key=lambda row: row[0])
        ]
        main.before[:0] = calls

    # ------------------------------------------------------------------ declarations

    def _typedef(self, node: Node) -> Stmt:
        t = self.types.defined(node)
        old = self.scope.here(node.name)
        if old is not None and not (isinstance(old, CType) and compatible(old, t)):
            fail(node, f"redefinition of '{node.name}'")
        self.scope.put(node.name, t)
        return self._sizes(node)

    def _sizes(self, node: Node) -> Block:
        """The computation of the sizes that a declaration mentions."""
        return Block([self._placed(Do(each), node) for each in self.exprs.take()])

    def _pragma(self, node: Node) -> Stmt:
        self.types.pragma(node.string if isinstance(node.string, str) else literal.string_of(node, node.string.value))
        return Block([])

    def _assertion(self, node: Node) -> Stmt:
        self.types.static_assert(node)
        return Block([])

    def _type(self, node: Node) -> CType:
        if "__auto_type" in getattr(_specifier(node), "names", ()) and node.init is not None:
            return unqualified(self.exprs.value(node.init).type)
        t = self.types.type_of(node.type)
        align = self.types.alignment(node)
        return aligned(t, align) if align else t

    def _global(self, node: Node) -> None:
        t = self._type(node)
        if node.name is None:
            return
        obj = self._declare_global(node, t)
        if node.init is not None:
            self._initialize_global(node, obj)
        elif "extern" not in node.storage and not isinstance(t, FuncType) and obj not in self.unit.objects:
            self.unit.objects.append(obj)

    def _declare_global(self, node: Node, t: CType) -> Obj:
        static = "static" in node.storage
        marks = attributes(node)
        gnu = attribute.find(marks, "gnu_inline") is not None
        inline = "inline" in node.funcspec and ("extern" in node.storage) == gnu and not static
        obj = self.globals.get(node.name)
        shadow = self.scope.here(node.name)
        if shadow is not None and not isinstance(shadow, Obj) and self.scope.at_file:
            fail(node, f"redefinition of '{node.name}' as another kind of name")
        if obj is None:
            obj = Obj(node.name, t, "static" if static or inline else "global", _symbol(node.name))
            obj.inline = inline
            obj.at = node.coord
            self.globals[node.name] = obj
        elif obj in self.implicit:
            self.implicit.discard(obj)
            obj.type, obj.storage = t, "static" if static or inline else "global"
        elif not compatible(obj.type, t):
            fail(node, f"conflicting types for '{node.name}': '{obj.type}' and '{t}'")
        elif static and obj.storage == "global":
            fail(node, f"static declaration of '{node.name}' follows one that is not static")
        else:
            obj.type = _composite(obj.type, t)
            self._redeclare_inline(obj, inline)
        self.scope.put(node.name, obj)
        self._mark(obj, [each for each in marks if each.name != "asm" or "register" not in node.storage])
        return obj

    def _mark(self, obj: Obj, marks: list[Attribute]) -> None:
        """What attributes say about an object or function."""
        for each in marks:
            if each.name == "asm":
                obj.symbol = literal.string(each.args[0]).decode()
            elif each.name == "alias":
                obj.alias = literal.string(each.args[0]).decode()
            elif each.name == "weakref" and each.args:
                obj.symbol, obj.storage, obj.weak = literal.string(each.args[0]).decode(), "global", True
            elif each.name == "weak":
                obj.weak = True
            elif each.name == "used":
                obj.referenced = True
            elif each.name in ("constructor", "destructor"):
                row = self.exprs.constant(each.args[0]) if each.args else LAST, obj
                (self.starts if each.name == "constructor" else self.ends).append(row)
                obj.referenced = True
        if obj.weak and obj not in self.unit.weak:
            self.unit.weak.append(obj)

    def _implicit(self, node: Node) -> Obj:
        """A function that is called without a declaration returns an int, as C89 has it and gcc for C99 too."""
        obj = Obj(node.name, builtin.undeclared(node.name), "global", _symbol(node.name))
        obj.at = node.coord
        self.implicit.add(obj)
        self.globals[node.name] = self.scope.names[0][node.name] = obj
        return obj

    def _redeclare_inline(self, obj: Obj, inline: bool) -> None:
        """A function all of whose declarations say inline and none extern is the unit's own (6.7.4)."""
        if obj.inline and not inline:
            obj.storage, obj.inline = "global", False

    def _initialize_global(self, node: Node, obj: Obj) -> None:
        if obj.init is not None:
            fail(node, f"redefinition of '{obj.name}'")
        if isinstance(obj.type, FuncType | VoidType):
            fail(node, f"'{obj.name}' cannot be initialized")
        obj.type, obj.init = self.exprs.initials.flatten(obj.type, node.init)
        obj.defined = True
        if obj not in self.unit.objects:
            self.unit.objects.append(obj)

    def _complete_tentative(self) -> None:
        for obj in self.unit.objects:
            if isinstance(obj.type, ArrayType) and obj.type.count < 0:
                obj.type = ArrayType(obj.type.of, 1)
            obj.defined = True
            if obj.type.size < 0:
                fail(obj.at, f"'{obj.name}' has the incomplete type '{obj.type}'")
            if obj.type.size > ADDRESSES:
                fail(obj.at, f"'{obj.name}' is larger than 64 KB")

    def _locals(self, node: Node) -> Stmt:
        return Block([self._statement(each) for each in node.decls])

    def _local(self, node: Node) -> Stmt:
        t = self._type(node)
        if node.name is None:
            return self._sizes(node)
        old = self.scope.here(node.name)
        if old is not None and not ("extern" in node.storage or isinstance(t, FuncType)):
            fail(node, f"redefinition of '{node.name}'")
        if "auto" in node.storage and isinstance(t, FuncType):
            self._declare_nested(node, t)
            return Block([])
        if "extern" in node.storage or isinstance(t, FuncType):
            self._declare_global(node, t)
            return Block([])
        return self._local_static(node, t) if "static" in node.storage else self._automatic(node, t)

    def _local_static(self, node: Node, t: CType) -> Stmt:
        obj = Obj(node.name, t, "static", self._unique(node.name))
        obj.memory = True
        obj.at = node.coord
        self.scope.put(node.name, obj)
        if node.init is not None:
            obj.type, obj.init = self.exprs.initials.flatten(t, node.init)
        self._need_complete(node, obj.type)
        obj.defined = True
        self.unit.objects.append(obj)
        return Block([])

    def _unique(self, name: str) -> str:
        number = self.statics.get(name, 0)
        self.statics[name] = number + 1
        return f"{name}.{number}"

    def _automatic(self, node: Node, t: CType) -> Stmt:
        obj = self.exprs.local(node.name, t)
        self.scope.put(node.name, obj)
        before = self._sizes(node)
        if isinstance(t, VlaType):
            return self._variable(node, obj, t, before)
        items: list[Item] | None = None
        if node.init is not None:
            obj.type, items = self.exprs.initials.flatten(t, node.init)
        self._need_complete(node, obj.type)
        if obj.type.align > MAX_ALIGN:
            self._place_aligned(obj)
        else:
            self._function(node).locals.append(obj)
        self._cleanup(node, obj)
        if items is None:
            return before
        if len(items) == 1 and items[0].type is obj.type and not isinstance(obj.type, ArrayType):
            return Block([*before.body, self._placed(Do(Assign(self.exprs.variable(obj), items[0].value)), node)])
        return Block([*before.body, self._placed(Init(obj, items), node)])

    def _variable(self, node: Node, obj: Obj, t: VlaType, before: Block) -> Stmt:
        """A variable array: memory of the frame, and a variable that points to it."""
        if node.init is not None:
            fail(node, "an array of variable size cannot be initialized")
        function = self._function(node)
        function.dynamic = function.scoped = self.inside.regions[-1].frees = True
        obj.pointer = self.exprs.temporary(PointerType(t.of))
        made = Assign(Var(obj.pointer), Alloca(VOID_PTR, self.exprs.size_of(t), True))
        self._cleanup(node, obj)
        return Block([*before.body, self._placed(Do(made), node)])

    def _place_aligned(self, obj: Obj) -> None:
        """An object that is aligned to more than the frame is: somewhere in a larger one."""
        align = obj.type.align
        raw = self.exprs.temporary(ArrayType(CHAR, obj.type.size + align - MAX_ALIGN))
        obj.pointer = self.exprs.temporary(PointerType(obj.type))
        raw.memory = True
        above = Binary(UINT, "+", Cast(UINT, Addr(CHAR_PTR, Var(raw))), Num(UINT, align - 1))
        assert raw.owner is not None
        raw.owner.before.append(Assign(Var(obj.pointer), Cast(obj.pointer.type, Binary(UINT, "&", above, Num(UINT, -align & UINT.high)))))

    def _cleanup(self, node: Node, obj: Obj) -> None:
        """What `cleanup` wants called when the variable's block is left."""
        mark = attribute.find(attributes(node), "cleanup")
        if mark is not None:
            place = self.exprs.variable(obj)
            self.inside.regions[-1].cleanups.append(self.exprs.call(mark.args[0], [self.exprs.address(place, PointerType(place.type))], mark))

    def _need_complete(self, node: Node, t: CType) -> None:
        if t.size < 0:
            fail(node, f"'{node.name}' has the incomplete type '{t}'")
        if t.size > ADDRESSES:
            fail(node, f"'{node.name}' is larger than 64 KB")

    def _function(self, node: Node) -> Function:
        assert self.exprs.function is not None, node
        return self.exprs.function

    # ------------------------------------------------------------------ functions

    def _definition(self, node: Node) -> None:
        decl = node.decl
        t = self._function_type(node)
        known = self.globals.get(decl.name)
        replaced = known is not None and known.inline
        obj = self._declare_global(decl, t)
        if obj.defined and replaced:
            self.unit.functions = [each for each in self.unit.functions if each.obj is not obj]
        elif obj.defined:
            fail(decl, f"redefinition of '{decl.name}'")
        obj.defined = True
        self._body(node, Function(obj, t))

    def _function_type(self, node: Node) -> FuncType:
        decl = node.decl
        if type(decl.type).__name__ != "FuncDecl":
            fail(decl, f"'{decl.name}' is not a function")
        t = self.types.type_of(decl.type)
        assert isinstance(t, FuncType)
        self._check_result(decl, t)
        return FuncType(t.result, None if _is_old(decl) else (), t.variadic) if t.params is None else t

    def _nested(self, node: Node) -> Stmt:
        """A function in a function (GNU C): a symbol of the unit, which may know the frame it was made in."""
        t = self._function_type(node)
        obj = self._declare_nested(node.decl, t)
        assert obj.nested is not None
        if obj.defined:
            fail(node.decl, f"redefinition of '{obj.name}'")
        obj.type, obj.defined = t, True
        obj.nested.type = t
        self._body(node, obj.nested)
        return Block([])

    def _declare_nested(self, node: Node, t: FuncType) -> Obj:
        found = self.scope.here(node.name)
        if isinstance(found, Obj) and found.nested is not None:
            return found
        obj = Obj(node.name, t, "static", self._unique(node.name))
        obj.at, obj.referenced = node.coord, True
        obj.nested = Function(obj, t, self._function(node))
        self.scope.put(node.name, obj)
        return obj

    def _check_result(self, decl: Node, t: FuncType) -> None:
        base = decl.type.type
        while type(base).__name__ in ("PtrDecl", "ArrayDecl", "FuncDecl"):
            base = base.type
        if not isinstance(t.result, VoidType) and t.result.size < 0:
            fail(decl, f"'{decl.name}' returns the incomplete type '{t.result}'")

    def _params(self, decl: Node) -> list[Obj]:
        params = []
        nodes = decl.type.args.params if decl.type.args else []
        for node in nodes:
            kind = type(node).__name__
            if kind == "EllipsisParam" or (kind == "Typename" and len(nodes) == 1 and isinstance(self.types.type_of(node), VoidType)):
                continue
            params.append(self._param(node))
            if params[-1].name:
                self._put_param(decl, params[-1])
        return params

    def _put_param(self, decl: Node, param: Obj) -> None:
        if self.scope.here(param.name) is not None:
            fail(decl, f"two parameters are named '{param.name}'")
        self.scope.put(param.name, param)

    def _param(self, node: Node) -> Obj:
        t = self.types.parameter(node)
        self._need_complete(node, t)
        return self._param_of(getattr(node, "name", None) or "", t)

    def _param_of(self, name: str, t: CType) -> Obj:
        obj = Obj(name, t, "param")
        obj.owner = self.exprs.function
        return obj

    def _old_params(self, node: Node) -> list[Obj]:
        names = [each.name for each in node.decl.type.args.params]
        types = {}
        for each in node.param_decls or ():
            if type(each).__name__ in ("Struct", "Union", "Enum") or getattr(each, "name", None) is None:
                self.types.type_of(each.type)
                continue
            if each.name not in names:
                fail(node.decl, f"'{each.name}' is not a parameter of '{node.decl.name}'")
            types[each.name] = self._param(each)
            self._put_param(node.decl, types[each.name])
        for name in names:
            if name not in types:
                types[name] = self._param_of(name, INT)
                self._put_param(node.decl, types[name])
        return [self._promoted(types[name]) for name in names]

    def _promoted(self, declared: Obj) -> Obj:
        """What is passed for a parameter without a prototype; a narrower one becomes a variable that is made from it (6.5.2.2)."""
        t = unqualified(declared.type)
        passed = DOUBLE if t.is_real else promoted(t) if isinstance(t, IntType) else t
        if passed.size == t.size:
            return declared
        declared.storage = "local"
        param = self._param_of("", passed)
        self.inside.narrowed.append((declared, param))
        return param

    def _narrow(self, function: Function) -> list[Stmt]:
        made: list[Stmt] = []
        for local, param in self.inside.narrowed:
            function.locals.append(local)
            made.append(Do(Assign(Var(local), self.exprs.cast(Var(param), local.type))))
        return made

    def _body(self, node: Node, function: Function) -> None:
        decl = node.decl
        outer, self.exprs.function = self.exprs.function, function
        function.file, function.line = decl.coord.file, decl.coord.line
        self.stack.append(_Inside(function))
        self.scope.enter()
        waiting = self.exprs.take()
        function.params = self._old_params(node) if _is_old(decl) else self._params(decl)
        function.locals[:0] = function.params
        function.type = FuncType(function.type.result, [param.type for param in function.params], function.type.variadic)
        first = [*self._narrow(function), *self._sizes(decl).body]
        for each in first:
            each.line, each.file = function.line, function.file
        body = self._region(node.body.block_items or [])
        function.body = Block([*first, *body.body], body.scope)
        self.scope.leave()
        self._finish(decl, function)
        self.stack.pop()
        self.exprs.function = outer
        self.exprs.pending += waiting
        self.unit.functions.append(function)

    def _finish(self, decl: Node, function: Function) -> None:
        """Labels and gotos meet."""
        inside = self.inside
        for name in function.numbers:
            if name not in inside.labels:
                fail(decl, f"label '{name}' is not defined")
        for node, name, block, source in inside.gotos:
            goal = inside.labels.get(name)
            if goal is None:
                fail(node, f"label '{node.name}' is not defined")
            for region, count in reversed(source):
                if region not in goal:
                    block.body += [self._placed(Do(each), node) for each in reversed(region.cleanups[:count])]
            block.body.append(self._placed(Jump("goto", name), node))
        if function.entries:
            for obj in function.locals:
                obj.memory = True

    # ------------------------------------------------------------------ statements

    def _statement(self, node: Node) -> Stmt:
        analyse = self._by_kind.get(type(node).__name__)
        made = analyse(node) if analyse else Do(self.exprs.value(node))
        coord = node.coord
        made.line, made.file = (coord.line, coord.file) if coord else (0, "")
        pending = self.exprs.take()
        return Block([*(self._placed(Do(each), node) for each in pending), made]) if pending else made

    def _region(self, nodes: list[Node]) -> Block:
        """The statements of a block, and what leaving it calls."""
        self.inside.regions.append(_Region())
        body = [self._statement(each) for each in nodes]
        region = self.inside.regions.pop()
        body += [Do(each) for each in reversed(region.cleanups)]
        return Block(body, region.frees)

    def _left(self, depth: int) -> list[Stmt]:
        """What is called when all regions from a depth on are left."""
        return [Do(each) for region in reversed(self.inside.regions[depth:]) for each in reversed(region.cleanups)]

    def _computed(self, node: Node) -> Expr:
        """A statement expression: its last statement, if an expression, is its value (gcc)."""
        items = node.block_items or []
        self.scope.enter()
        self.inside.regions.append(_Region())
        labels: list[Node] = []
        last: Node = items[-1] if items else None
        while type(last).__name__ == "Label":
            labels.append(last)
            last = last.stmt
        valued = last is not None and type(last).__name__ not in self._by_kind
        body = Block([self._statement(each) for each in (items[:-1] if valued else items)])
        body.body += [self._named(each) for each in labels if valued]
        body.line, body.file = node.coord.line, node.coord.file
        found: Expr = Comma(Run(VOID, body), self.exprs.value(last)) if valued else Run(VOID, body)
        region = self.inside.regions.pop()
        self.inside.regions[-1].frees |= region.frees
        self.scope.leave()
        return self._cleaned(found, region)

    def _cleaned(self, value: Expr, region: _Region) -> Expr:
        """The value of a statement expression, kept while what its block cleans up is called."""
        if not region.cleanups:
            return value
        kept = None if isinstance(value.type, VoidType) else Var(self.exprs.temporary(value.type))
        found: Expr = Assign(kept, value) if kept else value
        for each in reversed(region.cleanups):
            found = Comma(found, each)
        return Comma(found, kept) if kept else found

    def _compound(self, node: Node) -> Stmt:
        self.scope.enter()
        made = self._region(node.block_items or [])
        self.scope.leave()
        return made

    def _asm(self, node: Node) -> Stmt:
        """Without instructions it moves its operands: an output that shares a register with an input gets its value."""
        if literal.string_of(node, node.template).strip():
            fail(node, "asm with instructions is not supported")
        if not self.stack:
            return Block([])
        made: list[Stmt] = []
        places = [self.exprs.expr(place) for _, place in node.outputs]
        for constraint, each in node.inputs:
            value = self.exprs.value(each) if constraint != "m" else self.exprs.expr(each)
            if constraint.isdigit() and int(constraint) < len(places):
                place = places[int(constraint)]
                made.append(Do(Assign(place, self.exprs.convert(value, place.type, node))))
            else:
                made.append(Do(Cast(VOID, value)))
        return Block([self._placed(each, node) for each in made])

    def _local_labels(self, node: Node) -> Stmt:
        for name in node.names:
            self.made_labels += 1
            self.inside.regions[-1].labels[name] = f"{name}.{self.made_labels}"
        return Block([])

    def label(self, name: str) -> str:
        """The label that a name means here, unique in the function."""
        for region in reversed(self.inside.regions):
            if name in region.labels:
                return region.labels[name]
        return name

    def _scoped(self, node: Node) -> Stmt:
        return self._statement(node) if node is not None else Block([])

    def _if(self, node: Node) -> Stmt:
        test = self.exprs.scalar(node.cond)
        return If(test, self._scoped(node.iftrue), self._scoped(node.iffalse) if node.iffalse else None)

    def _loop_body(self, node: Node) -> Stmt:
        depth = len(self.inside.regions)
        self.inside.breaks.append(depth)
        self.inside.continues.append(depth)
        body = self._scoped(node)
        self.inside.breaks.pop()
        self.inside.continues.pop()
        return body

    def _while(self, node: Node) -> Stmt:
        return Loop(self.exprs.scalar(node.cond), None, self._loop_body(node.stmt), True)

    def _do(self, node: Node) -> Stmt:
        body = self._loop_body(node.stmt)
        return Loop(self.exprs.scalar(node.cond), None, body, False)

    def _for(self, node: Node) -> Stmt:
        self.scope.enter()
        self.inside.regions.append(_Region())
        first = [self._statement(node.init)] if node.init else []
        test = self.exprs.scalar(node.cond) if node.cond else None
        step = self.exprs.value(node.next) if node.next else None
        loop = Loop(test, step, self._loop_body(node.stmt), True)
        loop.line, loop.file = node.coord.line, node.coord.file
        self.scope.leave()
        region = self.inside.regions.pop()
        return Block([*first, loop, *(Do(each) for each in reversed(region.cleanups))], region.frees)

    def _switch(self, node: Node) -> Stmt:
        test = self.exprs.integer(node.cond)
        assert isinstance(test.type, IntType)
        cases = _Cases(promoted(test.type))
        self.inside.switches.append(cases)
        self.inside.breaks.append(len(self.inside.regions))
        body = self._statement(node.stmt)
        self.inside.breaks.pop()
        self.inside.switches.pop()
        return Switch(test, body, cases.values)

    def _case(self, node: Node) -> Stmt:
        if not self.inside.switches:
            fail(node, "a case outside a switch")
        cases = self.inside.switches[-1]
        values = None if type(node).__name__ == "Default" else self._case_values(node.expr, cases.type)
        for other in cases.values:
            if values is None or other is None:
                if values is other:
                    fail(node, "duplicate default")
            elif values[0] <= other[1] and other[0] <= values[1]:
                fail(node, f"duplicate case {max(values[0], other[0])}")
        cases.values.append(values)
        return Block([self._placed(CaseMark(values), node), *(self._statement(each) for each in node.stmts or [])])

    def _case_values(self, node: Node, t: IntType) -> Values:
        """What a case names: one value, or all of low ... high."""
        if getattr(node, "op", "") != "...":
            return (t.wrap(self.exprs.constant(node)),) * 2
        low, high = t.wrap(self.exprs.constant(node.left)), t.wrap(self.exprs.constant(node.right))
        if low > high:
            fail(node, "a range of cases begins with its smallest value")
        return low, high

    def _placed(self, made: Stmt, node: Node) -> Stmt:
        made.line, made.file = node.coord.line, node.coord.file
        return made

    def _break(self, node: Node) -> Stmt:
        return self._jump(node, "break", self.inside.breaks, "break outside a loop or switch")

    def _continue(self, node: Node) -> Stmt:
        return self._jump(node, "continue", self.inside.continues, "continue outside a loop")

    def _jump(self, node: Node, kind: str, depths: list[int], message: str) -> Stmt:
        if not depths:
            fail(node, message)
        left = self._left(depths[-1])
        return Block([self._placed(each, node) for each in [*left, Jump(kind)]]) if left else Jump(kind)

    def _goto(self, node: Node) -> Stmt:
        if not isinstance(node.name, str):
            return self._leap(node)
        for number, inside in enumerate(reversed(self.stack)):
            for region in reversed(inside.regions):
                if node.name in region.labels:
                    return self._near_goto(node, region.labels[node.name]) if number == 0 else self._leave(inside, region.labels[node.name])
        return self._near_goto(node, node.name)

    def _near_goto(self, node: Node, name: str) -> Stmt:
        block = Block([])
        source = [(region, len(region.cleanups)) for region in self.inside.regions]
        self.inside.gotos.append((node, name, block, source))
        return block

    def _leave(self, inside: _Inside, name: str) -> Stmt:
        """To a label that a function around this one has declared by __label__."""
        self.exprs.chain_to(inside.function)
        return Leave(inside.function, inside.function.entry(name))

    def _leap(self, node: Node) -> Stmt:
        """Labels as values are small numbers, and a goto to one is a switch."""
        return Leap(self.exprs.scalar(node.name))

    def _label(self, node: Node) -> Stmt:
        return Block([self._named(node), self._scoped(node.stmt)])

    def _named(self, node: Node) -> Stmt:
        name = self.label(node.name)
        if name in self.inside.labels:
            fail(node, f"duplicate label '{node.name}'")
        self.inside.labels[name] = tuple(self.inside.regions)
        return self._placed(Mark(name), node)

    def _return(self, node: Node) -> Stmt:
        left = self._left(0)
        if left and node.expr is not None:
            return self._cleaned_return(node, left)
        return Block([self._placed(each, node) for each in [*left, self._plain_return(node)]]) if left else self._plain_return(node)

    def _cleaned_return(self, node: Node, left: list[Stmt]) -> Stmt:
        """The result is computed before what leaving the blocks calls."""
        made = self._plain_return(node)
        if isinstance(made, Return) and made.value is not None:
            kept = Var(self.exprs.temporary(made.value.type))
            parts: list[Stmt] = [Do(Assign(kept, made.value)), *left, Return(kept)]
        else:
            assert isinstance(made, Block)
            parts = [made.body[0], *left, made.body[1]]
        return Block([self._placed(each, node) for each in parts])

    def _plain_return(self, node: Node) -> Stmt:
        function = self._function(node)
        result = function.type.result
        if node.expr is None:
            return Return(None)
        value = self.exprs.value(node.expr)
        if isinstance(result, VoidType):
            return Block([self._placed(Do(Cast(VOID, value)), node), self._placed(Return(None), node)])
        if isinstance(value.type, VoidType):
            fail(node, f"'{function.obj.name}' returns a value of type '{result}'")
        return Return(self.exprs.convert(value, unqualified(result), node))


def _symbol(name: str) -> str:
    """A name as the assembler takes it: registers are not names."""
    return f"{name}$" if name == "sp" or name in REGISTERS else name


def _is_old(decl: Node) -> bool:
    """Whether a function's parameters are only named in the parentheses (K&R)."""
    named = decl.type.args.params if decl.type.args else []
    return bool(named) and type(named[0]).__name__ == "ID"


def _specifier(node: Node) -> Node:
    """What the specifiers of a declaration say."""
    base = node.type
    while type(base).__name__ in ("PtrDecl", "ArrayDecl", "FuncDecl", "TypeDecl"):
        base = base.type
    return base


def _composite(a: CType, b: CType) -> CType:
    """Of two compatible types the one that says more (6.2.7)."""
    if isinstance(a, ArrayType) and a.count < 0:
        return b
    if isinstance(a, FuncType) and a.params is None:
        return b
    return a
