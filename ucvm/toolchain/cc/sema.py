"""Declarations, statements and functions to a typed unit (C99 6.7, 6.8, 6.9)."""

from collections.abc import Callable

from ucvm.toolchain.cc import builtin
from ucvm.toolchain.cc.errors import fail
from ucvm.toolchain.cc.expr import Exprs
from ucvm.toolchain.cc.parse import Node
from ucvm.toolchain.cc.scope import Scope
from ucvm.toolchain.cc.tree import (
    Assign,
    Block,
    CaseMark,
    Comma,
    Do,
    Expr,
    Function,
    If,
    Init,
    Item,
    Jump,
    Leap,
    Loop,
    Mark,
    Obj,
    Return,
    Run,
    Stmt,
    Switch,
    Unit,
    Var,
)
from ucvm.toolchain.cc.types import CHAR_PTR, DOUBLE, INT, VOID, ArrayType, CType, FuncType, IntType, VoidType, compatible, promoted, unqualified

RANGE_LIMIT = 4096
"""Values of a range of cases."""


class _Cases:
    """The switch being analysed."""

    def __init__(self, t: IntType) -> None:
        self.type = t
        self.values: list[int | None] = []


class Sema:
    """Analyses one translation unit."""

    def __init__(self) -> None:
        self.unit = Unit()
        self.scope = Scope()
        self.exprs = Exprs(self.unit, self.scope)
        self.exprs.compound, self.exprs.undeclared = self._computed, self._implicit
        self.types = self.exprs.types
        self.scope.put("__builtin_va_list", CHAR_PTR)
        self.globals: dict[str, Obj] = {}
        self.implicit: set[Obj] = set()
        self.statics: dict[str, int] = {}
        self.switches: list[_Cases] = []
        self.loops = 0
        self.narrowed: list[tuple[Obj, Obj]] = []
        self.labels: dict[str, Node] = {}
        self.gotos: list[Node] = []
        self._by_kind: dict[str, Callable[[Node], Stmt]] = {
            "Compound": self._compound, "If": self._if, "While": self._while, "DoWhile": self._do, "For": self._for,
            "Switch": self._switch, "Case": self._case, "Default": self._case, "Break": self._break, "Continue": self._continue,
            "Goto": self._goto, "Label": self._label, "Return": self._return, "EmptyStatement": lambda node: Block([]),
            "Decl": self._local, "DeclList": self._locals, "Typedef": self._typedef, "StaticAssert": self._assertion,
            "Pragma": lambda node: Block([]),
        }  # fmt: skip

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
            elif kind not in ("Pragma", "EmptyStatement"):
                fail(each, "this is not a declaration")
        self._complete_tentative()
        return self.unit

    # ------------------------------------------------------------------ declarations

    def _typedef(self, node: Node) -> Stmt:
        t = self.types.type_of(node.type)
        old = self.scope.here(node.name)
        if old is not None and not (isinstance(old, CType) and compatible(old, t)):
            fail(node, f"redefinition of '{node.name}'")
        self.scope.put(node.name, t)
        return Block([])

    def _assertion(self, node: Node) -> Stmt:
        self.types.static_assert(node)
        return Block([])

    def _type(self, node: Node) -> CType:
        base = node.type
        while type(base).__name__ in ("PtrDecl", "ArrayDecl", "FuncDecl", "TypeDecl"):
            base = base.type
        function = type(node.type).__name__ == "FuncDecl"
        if base is not node.type and base.coord is not None and base.coord == node.coord and not function:
            fail(node, f"'{node.name}' is declared without a type")  # the parser puts an int at the name itself
        return self.types.type_of(node.type)

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
        inline = "inline" in node.funcspec and "extern" not in node.storage and not static
        obj = self.globals.get(node.name)
        shadow = self.scope.here(node.name)
        if shadow is not None and not isinstance(shadow, Obj) and self.scope.at_file:
            fail(node, f"redefinition of '{node.name}' as another kind of name")
        if obj is None:
            obj = Obj(node.name, t, "static" if static or inline else "global", node.name)
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
        return obj

    def _implicit(self, node: Node) -> Obj:
        """A function that is called without a declaration returns an int, as C89 has it and gcc for C99 too."""
        obj = Obj(node.name, builtin.undeclared(node.name), "global", node.name)
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

    def _locals(self, node: Node) -> Stmt:
        return Block([self._statement(each) for each in node.decls])

    def _local(self, node: Node) -> Stmt:
        t = self._type(node)
        if node.name is None:
            return Block([])
        old = self.scope.here(node.name)
        if old is not None and not ("extern" in node.storage or isinstance(t, FuncType)):
            fail(node, f"redefinition of '{node.name}'")
        if "extern" in node.storage or isinstance(t, FuncType):
            self._declare_global(node, t)
            return Block([])
        return self._local_static(node, t) if "static" in node.storage else self._automatic(node, t)

    def _local_static(self, node: Node, t: CType) -> Stmt:
        number = self.statics.get(node.name, 0)
        self.statics[node.name] = number + 1
        obj = Obj(node.name, t, "static", f"{node.name}.{number}")
        obj.memory = True
        obj.at = node.coord
        self.scope.put(node.name, obj)
        if node.init is not None:
            obj.type, obj.init = self.exprs.initials.flatten(t, node.init)
        self._need_complete(node, obj.type)
        obj.defined = True
        self.unit.objects.append(obj)
        return Block([])

    def _automatic(self, node: Node, t: CType) -> Stmt:
        obj = Obj(node.name, t, "local")
        self.scope.put(node.name, obj)
        items: list[Item] | None = None
        if node.init is not None:
            obj.type, items = self.exprs.initials.flatten(t, node.init)
        self._need_complete(node, obj.type)
        self._function(node).locals.append(obj)
        if items is None:
            return Block([])
        if len(items) == 1 and items[0].type is obj.type and not isinstance(obj.type, ArrayType):
            return Do(Assign(Var(obj), items[0].value))
        return Init(obj, items)

    def _need_complete(self, node: Node, t: CType) -> None:
        if t.size < 0:
            fail(node, f"'{node.name}' has the incomplete type '{t}'")

    def _function(self, node: Node) -> Function:
        assert self.exprs.function is not None, node
        return self.exprs.function

    # ------------------------------------------------------------------ functions

    def _definition(self, node: Node) -> None:
        decl = node.decl
        if type(decl.type).__name__ != "FuncDecl":
            fail(decl, f"'{decl.name}' is not a function")
        t = self._type(decl)
        assert isinstance(t, FuncType)
        self._check_result(decl, t)
        self.scope.enter()
        named = decl.type.args.params if decl.type.args else []
        old = bool(named) and type(named[0]).__name__ == "ID"
        params = self._old_params(node) if old else self._params(decl)
        self.scope.leave()
        if t.params is None:
            t = FuncType(t.result, None if old else ())
        obj = self._declare_global(decl, t)
        if obj.defined:
            fail(decl, f"redefinition of '{decl.name}'")
        obj.defined = True
        self._body(node, Function(obj, FuncType(t.result, [p.type for p in params], t.variadic), params))

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
            if getattr(node, "name", None) is None:
                fail(node, "a parameter of a definition needs a name")
            params.append(self._param(node))
        return params

    def _param(self, node: Node) -> Obj:
        t = self.types.parameter(node)
        self._need_complete(node, t)
        return Obj(node.name, t, "param")

    def _old_params(self, node: Node) -> list[Obj]:
        types = {}
        for each in node.param_decls or ():
            for decl in each.decls if type(each).__name__ == "DeclList" else [each]:
                types[decl.name] = self._param(decl)
        names = [each.name for each in node.decl.type.args.params]
        for name in types:
            if name not in names:
                fail(node.decl, f"'{name}' is not a parameter of '{node.decl.name}'")
        return [self._promoted(types.get(name) or Obj(name, INT, "param")) for name in names]

    def _promoted(self, declared: Obj) -> Obj:
        """What is passed for a parameter without a prototype; a narrower one becomes a variable that is made from it (6.5.2.2)."""
        t = unqualified(declared.type)
        passed = DOUBLE if t.is_real else promoted(t) if isinstance(t, IntType) else t
        if passed.size == t.size:
            return declared
        declared.storage = "local"
        param = Obj("", passed, "param")
        self.narrowed.append((declared, param))
        return param

    def _narrow(self, function: Function) -> list[Stmt]:
        made: list[Stmt] = []
        for local, param in self.narrowed:
            self.scope.put(local.name, local)
            function.locals.append(local)
            made.append(Do(Assign(Var(local), self.exprs.cast(Var(param), local.type))))
            made[-1].line, made[-1].file = function.line, function.file
        self.narrowed.clear()
        return made

    def _body(self, node: Node, function: Function) -> None:
        self.exprs.function = function
        function.file, function.line = node.decl.coord.file, node.decl.coord.line
        self.labels, self.gotos = {}, []
        self.scope.enter()
        first = self._narrow(function)
        for param in function.params:
            if not param.name:
                continue
            if self.scope.here(param.name) is not None:
                fail(node.decl, f"two parameters are named '{param.name}'")
            self.scope.put(param.name, param)
        function.body = Block([*first, *(self._statement(each) for each in node.body.block_items or [])])
        self.scope.leave()
        for name in function.numbers:
            if name not in self.labels:
                fail(node.decl, f"label '{name}' is not defined")
        for goto in self.gotos:
            if goto.name not in self.labels:
                fail(goto, f"label '{goto.name}' is not defined")
        self.exprs.function = None
        self.unit.functions.append(function)

    # ------------------------------------------------------------------ statements

    def _statement(self, node: Node) -> Stmt:
        analyse = self._by_kind.get(type(node).__name__)
        made = analyse(node) if analyse else Do(self.exprs.value(node))
        coord = node.coord
        made.line, made.file = (coord.line, coord.file) if coord else (0, "")
        return made

    def _computed(self, node: Node) -> Expr:
        """A statement expression: its last statement, if an expression, is its value (gcc)."""
        items = node.block_items or []
        self.scope.enter()
        valued = bool(items) and type(items[-1]).__name__ not in self._by_kind
        body = Block([self._statement(each) for each in (items[:-1] if valued else items)])
        body.line, body.file = node.coord.line, node.coord.file
        run = Run(VOID, body)
        found = Comma(run, self.exprs.value(items[-1])) if valued else run
        self.scope.leave()
        return found

    def _compound(self, node: Node) -> Stmt:
        self.scope.enter()
        made = Block([self._statement(each) for each in node.block_items or []])
        self.scope.leave()
        return made

    def _scoped(self, node: Node) -> Stmt:
        return self._statement(node) if node is not None else Block([])

    def _if(self, node: Node) -> Stmt:
        test = self.exprs.scalar(node.cond)
        return If(test, self._scoped(node.iftrue), self._scoped(node.iffalse) if node.iffalse else None)

    def _loop_body(self, node: Node) -> Stmt:
        self.loops += 1
        body = self._scoped(node)
        self.loops -= 1
        return body

    def _while(self, node: Node) -> Stmt:
        return Loop(self.exprs.scalar(node.cond), None, self._loop_body(node.stmt), True)

    def _do(self, node: Node) -> Stmt:
        body = self._loop_body(node.stmt)
        return Loop(self.exprs.scalar(node.cond), None, body, False)

    def _for(self, node: Node) -> Stmt:
        self.scope.enter()
        first = [self._statement(node.init)] if node.init else []
        test = self.exprs.scalar(node.cond) if node.cond else None
        step = self.exprs.value(node.next) if node.next else None
        loop = Loop(test, step, self._loop_body(node.stmt), True)
        loop.line, loop.file = node.coord.line, node.coord.file
        self.scope.leave()
        return Block([*first, loop])

    def _switch(self, node: Node) -> Stmt:
        test = self.exprs.integer(node.cond)
        assert isinstance(test.type, IntType)
        cases = _Cases(promoted(test.type))
        self.switches.append(cases)
        body = self._statement(node.stmt)
        self.switches.pop()
        return Switch(test, body, cases.values)

    def _case(self, node: Node) -> Stmt:
        if not self.switches:
            fail(node, "a case outside a switch")
        cases = self.switches[-1]
        values: list[int | None] = [None] if type(node).__name__ == "Default" else self._case_values(node.expr, cases.type)
        for value in values:
            if value in cases.values:
                fail(node, "duplicate default" if value is None else f"duplicate case {value}")
            cases.values.append(value)
        marks = [self._placed(CaseMark(value), node) for value in values]
        return Block([*marks, *(self._statement(each) for each in node.stmts or [])])

    def _case_values(self, node: Node, t: IntType) -> list[int | None]:
        """What a case names: one value, or all of low ... high."""
        if getattr(node, "op", "") != "...":
            return [t.wrap(self.exprs.constant(node))]
        low, high = t.wrap(self.exprs.constant(node.left)), t.wrap(self.exprs.constant(node.right))
        if not low <= high < low + RANGE_LIMIT:
            fail(node, f"a range of cases has 1 to {RANGE_LIMIT} values")
        return list(range(low, high + 1))

    def _placed(self, made: Stmt, node: Node) -> Stmt:
        made.line, made.file = node.coord.line, node.coord.file
        return made

    def _break(self, node: Node) -> Stmt:
        if not (self.loops or self.switches):
            fail(node, "break outside a loop or switch")
        return Jump("break")

    def _continue(self, node: Node) -> Stmt:
        if not self.loops:
            fail(node, "continue outside a loop")
        return Jump("continue")

    def _goto(self, node: Node) -> Stmt:
        if not isinstance(node.name, str):
            return self._leap(node)
        self.gotos.append(node)
        return Jump("goto", node.name)

    def _leap(self, node: Node) -> Stmt:
        """Labels as values are small numbers, and a goto to one is a switch."""
        if not self._function(node).numbers:
            fail(node, "no label's value is taken in this function")
        return Leap(self.exprs.scalar(node.name))

    def _label(self, node: Node) -> Stmt:
        if node.name in self.labels:
            fail(node, f"duplicate label '{node.name}'")
        self.labels[node.name] = node
        return Block([self._placed(Mark(node.name), node), self._scoped(node.stmt)])

    def _return(self, node: Node) -> Stmt:
        function = self._function(node)
        result = function.type.result
        if node.expr is None:
            if result.is_record:
                fail(node, f"'{function.obj.name}' returns a value of type '{result}'")
            return Return(None)
        value = self.exprs.value(node.expr)
        if isinstance(result, VoidType):
            if not isinstance(value.type, VoidType):
                fail(node, f"'{function.obj.name}' returns nothing")
            return Block([self._placed(Do(value), node), self._placed(Return(None), node)])
        return Return(self.exprs.convert(value, unqualified(result), node))


def _composite(a: CType, b: CType) -> CType:
    """Of two compatible types the one that says more (6.2.7)."""
    if isinstance(a, ArrayType) and a.count < 0:
        return b
    if isinstance(a, FuncType) and a.params is None:
        return b
    return a
