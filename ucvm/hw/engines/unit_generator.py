"""A unit as WebAssembly: one function that runs its nodes until it leaves, with registers and flags as locals.

The function gives the pc at which somebody else has to go on, and the instructions left. There is one way out for all that is rare (an access that
the page tables do not know, a division by 0, too few instructions left for a whole node, a place outside): what has been changed is stored, and
the interpreter goes on at the instruction that could not be performed. A call is a call of the other unit's function; when it comes back to any other
place than behind the call, this one returns, too: no state of the program is on the host's stack.
"""

import ast
from collections.abc import Callable
from functools import cache, partial

from ucvm.abi.layout import ADDRESS_SPACE, PAGE_SIZE
from ucvm.hw.engines import flags
from ucvm.hw.engines.body import Body, first_register
from ucvm.hw.engines.control import (
    ADD,
    FLAGS,
    LESS,
    MAP,
    MAP_PAGES,
    MEMORY_PAGES,
    PACKED,
    REGISTERS,
    SUB,
    UNCALLED,
    UNIT,
    UNIT_PARAMETERS,
    UNIT_SIGNATURE,
    at,
    push_page,
    push_slot,
)
from ucvm.hw.engines.flow import FLAGS_BIT, PASSED, Line, Node, Place
from ucvm.hw.engines.jumps import Jump
from ucvm.hw.engines.live import Liveness
from ucvm.hw.engines.shape import Shape
from ucvm.hw.engines.wasm import Code, guest
from ucvm.isa.operands import Operand
from ucvm.isa.registers import GPR_COUNT
from ucvm.isa.semantics import Assign, Load, Semantics, Store, TrapTo, semantics

VARIES = -1
"""A kind of flags that is known only while running."""
_KINDS = {"add": ADD, "sub": SUB, "logic": SUB, "adc": PACKED, "sbc": PACKED}


def generate(nodes: dict[Place, Node], root: int) -> tuple[bytes, list[int]]:
    """The module of a unit, and the places it calls, in the order of the numbers of their functions that it imports."""
    function = _Function(nodes, Place(root))
    return guest([(UNIT_SIGNATURE, function.emit())], MEMORY_PAGES + MAP_PAGES, len(function.callees)), function.callees


class _Function:
    """The function of a unit."""

    def __init__(self, nodes: dict[Place, Node], root: Place) -> None:
        self.code = Code(*UNIT_PARAMETERS)
        self.callees: list[int] = []
        self._root, self._nodes = root, nodes
        many = {place for place, node in nodes.items() if node.last.kind == Jump.FAR and node.last.targets}
        self._shape = Shape(root, {place: node.ways for place, node in nodes.items()}, many)
        self._kinds = _flag_kinds(nodes, root)
        """The kinds of flags at the heads of nodes; those whose ways in bring different ones have it in a local."""
        self._varying = {place for place, kind in self._kinds.items() if kind == VARIES}
        self._live = Liveness(nodes)
        self._todo: list[Callable[[], None]] = []
        self._stores: dict[tuple[int, int], slice] = {}
        """Where code stands that stores a set of registers: it is copied."""

    def emit(self) -> Code:
        """All of it: the ways out stand behind the rest."""
        ways_out = [way for place in self._shape.order for way in self._ways_out(self._nodes[place])]
        for label, _ in reversed(ways_out):
            self.code.block(label)
        self._load(self._live.live[self._root])
        self._todo.append(partial(self._tree, self._root))
        while self._todo:
            self._todo.pop()()
        self.code.op("unreachable")
        for _, leave in ways_out:
            self.code.end()
            leave()
        return self.code

    def _ways_out(self, node: Node) -> list[tuple[str, Callable[[], None]]]:
        """Labels of a node's rare ways out and what happens there."""
        kind = self._kinds[node.place]
        found: list[tuple[str, Callable[[], None]]] = [
            (f"short {node.place}", partial(self._leave, node.place.pc, self._live.dirty[node.place], kind))
        ]
        for number, (line, dirty) in enumerate(self._live.steps(node)):
            if line.faults:
                found.append((f"rare {line.place}", partial(self._leave, line.pc, dirty, kind, len(node.lines) - number)))
            kind = _kind_after(line, kind)
        if node.last.kind == Jump.CALL and node.last.calls:
            found.append((f"deep {node.place}", partial(self._leave, node.last.targets[0], 0, VARIES)))
            found.append((f"lost {node.place}", partial(self._lost, node.last.targets[0])))
        if node.last.kind == Jump.FAR_CALL:
            found.append((f"deep {node.place}", self._leave_far))
            found.append((f"lost {node.place}", self._leave_far))
        if node.last.kind == Jump.RETURN and node.ways:
            found.append((f"stray {node.place}", partial(self._leave_far, *self._at_end(node))))
        return found

    # --- leaving and calling ---

    def _leave(self, pc: int, dirty: int, kind: int, not_done: int = 0) -> None:
        """The interpreter goes on at pc; so many instructions that were counted are not done."""
        self._store(dirty, kind)
        self.code.const(pc)
        self.code.get("left")
        if not_done:
            self.code.const(not_done)
            self.code.op("add")
        self._return()

    def _return(self) -> None:
        """Return; pc and the instructions left are on the stack."""
        self.code.get("sp")
        self.code.get("r0")
        self.code.op("return")

    def _at_end(self, node: Node) -> tuple[int, int]:
        """What is dirty at a node's end (before the call, if there is one), and the kind of flags."""
        dirty, kind = self._live.at_end(node), self._kinds[node.place]
        for line in node.lines[: -1 if node.last.calls else None]:
            kind = _kind_after(line, kind)
        return dirty, kind

    def _store(self, dirty: int, kind: int) -> None:
        """Store registers, and flags of a kind."""
        begin = self.code.size
        if (dirty, kind) in self._stores:
            self.code.again(self._stores[dirty, kind])
            return
        self._store_each(dirty, kind)
        self._stores[dirty, kind] = slice(begin, self.code.size)

    def _store_each(self, dirty: int, kind: int) -> None:
        for number in range(GPR_COUNT):
            if (dirty & ~PASSED) >> number & 1:
                self.code.const(0)
                self.code.get(_register(number))
                self.code.store(4, at(REGISTERS + number))
        if dirty & FLAGS_BIT:
            self.code.const(0)
            if kind == VARIES:
                self.code.get(flags.KIND)
            else:
                self.code.const(kind)
            self.code.store(4, at(FLAGS))
            for number, name in enumerate((flags.X, flags.Y), 1):
                self.code.const(0)
                self.code.get(name)
                self.code.store(4, at(FLAGS + number))

    def _load(self, live: int) -> None:
        for number in range(GPR_COUNT):
            if (live & ~PASSED) >> number & 1:
                self.code.const(0)
                self.code.load(4, at(REGISTERS + number))
                self.code.set(_register(number))
        if live & FLAGS_BIT:
            flags.load(self.code)

    def _leave_far(self, dirty: int = 0, kind: int = VARIES) -> None:
        """To the address in `to`."""
        self._store(dirty, kind)
        self.code.get("to")
        self.code.get("left")
        self._return()

    def _call(self, node: Node) -> None:
        """Call another unit; it has to come back behind the call."""
        code = self.code
        self._store(*self._at_end(node))
        code.get("depth")
        code.op("eqz")
        code.br_if(f"deep {node.place}")
        if node.last.kind == Jump.FAR_CALL:
            self._find_unit(f"deep {node.place}")
        code.get("left")
        code.get("depth")
        code.const(1)
        code.op("sub")
        code.get("sp")
        code.get("r0")
        self._call_unit(node.last)
        for name in ("r0", "sp", "left"):
            code.set(name)
        code.tee("to")
        code.const(node.last.next)
        code.op("ne")
        code.br_if(f"lost {node.place}")
        self._load(self._live.live.get(node.ways[0], 0))

    def _call_unit(self, line: Line) -> None:
        if line.targets == (self._root.pc,):
            self.code.call(0)
            return
        if line.kind == Jump.FAR_CALL:
            self.code.get("unit")
        else:
            (target,) = line.targets
            if target not in self.callees:
                self.callees.append(target)
            self.code.get_global(self.callees.index(target))
        self.code.call_indirect(0)

    def _find_unit(self, without: str) -> None:
        """`unit` is the number of the unit at `to`; without one, branch."""
        code = self.code
        code.const(0)
        code.load(4, at(MAP))
        code.get("to")
        push_slot(code)
        code.op("add")
        code.tee("slot")
        code.load(4)
        code.get("to")
        code.op("ne")
        code.br_if(without)
        code.get("slot")
        code.load(4, 4)
        code.const(UNIT)
        code.op("xor")
        code.tee("unit")
        code.const(0)
        code.op("lt_s")
        code.br_if(without)

    def _lost(self, target: int) -> None:
        """Who was called has not come back, or is not translated."""
        code = self.code
        code.const(0)
        code.load(4, at(UNCALLED))
        code.when()
        code.const(0)
        code.const(0)
        code.store(4, at(UNCALLED))
        code.const(target)
        code.set("to")
        code.end()
        self._leave_far()

    # --- the graph ---

    def _tree(self, place: Place) -> None:
        """A node with all that it dominates."""
        inside = self._shape.inside(place)
        after: list[Callable[[], None]] = []
        if place in self._shape.loops:
            self.code.loop(f"again {place}")
            after.append(self.code.end)
        for merge in inside:
            self.code.block(f"to {merge}")
            after = [self.code.end, partial(self._tree, merge), *after]
        self._todo += reversed([partial(self._node, self._nodes[place]), *after])

    def _node(self, node: Node) -> None:
        """One node: its budget, its instructions, where it goes."""
        code, kind = self.code, self._kinds[node.place]
        code.get("left")
        code.const(len(node.lines))
        code.op("lt_u")
        code.br_if(f"short {node.place}")
        code.get("left")
        code.const(len(node.lines))
        code.op("sub")
        code.set("left")
        for line in node.lines:
            if line.next == node.last.pc and node.last.kind == Jump.FAR and node.last.targets:
                code.get(_register(line.instruction.operands["i"]))
                code.set("index")
            _UnitBody(code, line, kind).emit(semantics(line.instruction.row))
            kind = _kind_after(line, kind)
        if kind != VARIES and self._varying.intersection(node.ways):
            code.const(kind)
            code.set(flags.KIND)
        self._go_on(node)

    def _go_on(self, node: Node) -> None:
        match node.last.kind:
            case Jump.BRANCH:
                self._branch(node)
            case Jump.FAR | Jump.RETURN:
                self._far(node)
            case Jump.CALL | Jump.FAR_CALL if node.last.calls:
                self._call(node)
                self._go(node, node.ways[0], 0)
            case _:
                self._go(node, node.ways[0], *self._at_end(node))

    def _go(self, node: Node, way: Place, dirty: int, kind: int = VARIES) -> None:
        """Along an edge."""
        label = self._label(node, way)
        if label:
            self.code.br(label)
        elif way in self._shape.ways[node.place]:
            self._todo.append(partial(self._tree, way))
        else:
            self._leave(way.pc, dirty, kind)

    def _label(self, node: Node, way: Place) -> str:
        """The label that an edge branches to; empty when its end stands right here or outside."""
        if way not in self._shape.ways[node.place]:
            return ""
        if self._shape.back(node.place, way):
            return f"again {way}"
        return f"to {way}" if way in self._shape.merges else ""

    def _branch(self, node: Node) -> None:
        """`to` says whether the target is taken."""
        code, dirty = self.code, self._at_end(node)
        taken, following = node.ways
        code.get("to")
        label = self._label(node, taken)
        if label:
            code.br_if(label)
            self._go(node, following, *dirty)
            return
        code.when()
        self._todo += reversed([partial(self._go, node, taken, *dirty), code.end, partial(self._go, node, following, *dirty)])

    def _far(self, node: Node) -> None:
        """To the address in `to`; where it came from a jump table, `index` says from which place."""
        code = self.code
        if node.last.targets:
            code.block("elsewhere")
            labels = [self._label(node, way) or "elsewhere" for way in node.ways]
            code.get("index")
            code.br_table(labels, "elsewhere")
            code.end()
        if node.last.kind == Jump.RETURN and node.ways:
            code.get("to")
            code.const(node.ways[0].pc)
            code.op("ne")
            code.br_if(f"stray {node.place}")
            self._go(node, node.ways[0], *self._at_end(node))
            return
        self._leave_far(*self._at_end(node))


@cache
def _kind(meaning: Semantics) -> int:
    """The kind of flags that a row leaves: LESS only if a register has the difference."""
    if not meaning.flags:
        return PACKED
    operation = meaning.flags.operation
    return LESS if operation == "sub" and meaning.assigns else _KINDS[operation]


@cache
def _names(node: ast.expr) -> frozenset[str]:
    """Names in an expression of the table."""
    return frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))


@cache
def _text(node: ast.expr) -> str:
    """How an expression of the table reads."""
    return ast.unparse(node)


@cache
def _follows(run: Load, load: Load) -> bool:
    """Is a word the one behind the last of a run?"""
    if not run.times or load.size != run.size:
        return False
    behind = ast.parse(ast.unparse(run.address), mode="eval")
    for node in ast.walk(behind):
        if isinstance(node, ast.Name) and node.id == "i":
            node.id = run.times
    return ast.dump(behind.body) == ast.dump(load.address)


def _register(number: int) -> str:
    return f"r{number}"


def _flag_kinds(nodes: dict[Place, Node], root: Place) -> dict[Place, int]:
    """The kind of flags at the head of each node."""
    found = {root: VARIES}
    waiting = [root]
    for place in waiting:
        kind = found[place]
        for line in nodes[place].lines:
            kind = _kind_after(line, kind)
        for way in nodes[place].ways:
            joined = kind if found.get(way, kind) == kind else VARIES
            if way in nodes and found.get(way) != joined:
                found[way] = joined
                waiting.append(way)
    return found


def _kind_after(line: Line, kind: int) -> int:
    """Who calls finds any flags when it goes on; who reads flags of an unknown kind packs them."""
    if line.calls:
        return VARIES
    meaning = semantics(line.instruction.row)
    if meaning.flags:
        return _kind(meaning)
    return PACKED if kind == VARIES and line.reads & FLAGS_BIT else kind


class _UnitBody(Body):
    """Registers are locals, operands constants; what cannot be performed leaves the unit."""

    def __init__(self, code: Code, line: Line, kind: int) -> None:
        super().__init__(code, line.instruction.row)
        self.missing = self.refused = f"rare {line.place}"
        self._line, self._kind = line, kind
        self._run, self._made = 0, PACKED
        self._behind: Load | None = None
        self._values = line.instruction.operands

    def push(self, node: ast.expr) -> None:
        """Conditions are compared where that is possible."""
        match node:
            case ast.BinOp(left=left, op=ast.BitXor(), right=ast.Constant(value=1)) if self._is_condition(left):
                self.push(left)
                self.code.op("eqz")
            case ast.BinOp() if self._is_condition(node) and flags.push_condition(self.code, _text(node), self._kind):
                pass
            case _:
                super().push(node)

    def _is_condition(self, node: ast.expr) -> bool:
        """Is it made of flags alone, or of a comparison?"""
        names = _names(node)
        return "lt" in names if isinstance(node, ast.Call) else bool(names) and names <= set("zcso") - self.operands.keys()

    def trap(self, trap: TrapTo) -> None:
        """See Body."""
        raise AssertionError("traps are no part of a unit")

    def read(self, operand: Operand) -> None:
        """See Body."""
        self.code.get(_register(self._values[operand.name]))

    def aim(self, target: str) -> None:
        """See Body: nothing to do."""

    def write(self, target: str) -> None:
        """See Body."""
        self.code.set(_register(self._values[target]) if target in self.operands else {"sp": "sp", "pc": "to"}[target])

    def target(self, value: ast.expr) -> None:
        """Of a branch: whether it is taken. Else the address, which matters only where it is no constant."""
        match value:
            case ast.IfExp(test=test):
                self.push(test)
            case ast.Call():
                self.push(value)
            case _:
                self.code.const(0)

    def follow(self) -> None:
        """See Body: the node knows."""

    def immediate(self, operand: Operand) -> None:
        """See Body."""
        self.code.const(self._values[operand.name])

    def special(self, name: str) -> None:
        """See Body."""
        if name == "sp":
            self.code.get("sp")
        else:
            self.code.const(self._line.next if name == "next" else self._line.pc & ~(ADDRESS_SPACE - 1))

    def flag(self, name: str) -> None:
        """See Body."""
        self._know_flags()
        flags.push_condition(self.code, name, self._kind)

    def _know_flags(self) -> None:
        """Pack flags of an unknown kind."""
        if self._kind == VARIES:
            flags.push_packed(self.code)
            self.code.set(flags.X)
            self._kind = PACKED

    def set_flags(self, operation: str) -> None:
        """See Body."""
        code = self.code
        if operation in ("adc", "sbc"):
            self._pack(operation)
        else:
            code.get("q" if self._made in (ADD, LESS) else "x")
            code.set(flags.X)
            if operation == "logic":
                code.const(0)
            else:
                code.get("y")
            code.set(flags.Y)
        self._kind = self._made

    def _pack(self, operation: str) -> None:
        """The packed bits of x and y with the carry that was."""
        code = self.code
        code.get("q")
        code.op("eqz")
        self.push_carry(operation)
        code.const(1)
        code.op("shl", "or")
        for bit, push in ((2, partial(code.get, "q")), (3, partial(self.push_overflow, operation))):
            push()
            code.const(31)
            code.op("shr_u")
            code.const(bit)
            code.op("shl", "or")
        code.set(flags.X)

    def expect(self, size: int, pages: int) -> None:
        """See Body: the interpreter will find out."""

    def emit(self, meaning: Semantics) -> None:
        """See Body. A word that is loaded right behind a run is checked with it."""
        self._made = _kind(meaning)
        if len(meaning.loads) > 1 and _follows(meaning.loads[0], meaning.loads[1]):
            self._behind = meaning.loads[1]
        super().emit(meaning)

    def load(self, load: Load) -> None:
        """See Body."""
        if load is self._behind and self._run:
            self.code.get("run")
            self.code.load(4, 4 * self._run)
            self.bind(load.name)
        else:
            super().load(load)

    def check_run(self, access: Load | Store, pages: int) -> None:
        """See Body. One branch for both reasons."""
        code = self.code
        self._run = self._values[access.times]
        if not self._run:
            return
        self.push(access.address)
        code.tee("address")
        code.const(PAGE_SIZE - 1)
        code.op("and")
        code.const(PAGE_SIZE - 4 * (self._run + bool(self._behind)))
        code.op("gt_u")
        push_page(code, "address", 4, pages)
        code.tee("physical")
        code.op("eqz", "or")
        code.br_if(self.refused)
        self.two("physical", "address", "add")
        code.set("first")

    def store_run(self, store: Store) -> None:
        """See Body."""
        for number in range(self._values[store.times]):
            self.code.get("first")
            self.code.get(_register(first_register(store.value) + number))
            self.code.store(4, 4 * number)

    def load_run(self, loop: Assign) -> None:
        """See Body."""
        assert loop.number is not None
        for number in range(self._values[loop.times]):
            self.code.get("run")
            self.code.load(4, 4 * number)
            self.code.set(_register(first_register(loop.number) + number))
