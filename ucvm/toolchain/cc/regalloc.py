"""Register allocation: graph colouring with coalescing (Chaitin, Briggs, George), priced in bytes of code.

Nodes are virtual registers; neighbours are bit sets held in ints. Registers 0-15 are nodes of their own. Values that live across a call
get r4 and up, the most used first; the others the caller-saved ones.
"""

from collections.abc import Callable

from ucvm.toolchain.cc.flow import CLOBBERED, Live
from ucvm.toolchain.cc.ir import (
    BINARY,
    CALLER_SAVED,
    FIRST,
    FIRST_SAVED,
    FRAME,
    LAST_SAVED,
    UNARY,
    Func,
    Imm,
    Ins,
    Operand,
    Slot,
    Sym,
    rename_uses,
    uses,
)

COLOURS = 16
PROLOGUE = 3.0
"""Bytes that the first callee-saved register costs."""
LONG = 0.35
"""Bytes an operand in r8-r15 costs on average."""
NEVER = 1e9
ROUNDS = 30

_TWO_ADDRESS = BINARY | UNARY
_APART = frozenset(("shl", "shr", "sar", "div", "divs", "mod", "mods", "sub"))
"""Their result cannot be in the register of the second operand, unless it is also the first."""


class Graph:
    """Interference, moves and costs of the registers of a function."""

    def __init__(self, func: Func, temporary: set[int]) -> None:
        count = func.next_reg
        self.near = [0] * count
        self.cost = [0.0] * count
        self.moves: dict[tuple[int, int], float] = {}
        self.present = 0
        self.calls = False
        live = Live(func)
        for block in func.blocks:
            self._block(block.ins, live.end[block.id])
        if func.dynamic:
            self.near[FRAME] |= (1 << count) - 1
        self._mirror()
        for reg in temporary:
            if reg < count:
                self.cost[reg] += NEVER

    def _block(self, ins: list[Ins], now: int) -> None:
        near, cost = self.near, self.cost
        for i in reversed(ins):
            read = uses(i)
            d = i.d
            if i.op == "call":
                self._call(now)
                now &= ~CLOBBERED
            elif d >= 0:
                others = now
                if i.op == "copy" and type(i.a) is int:
                    others &= ~(1 << i.a)
                    self._move(d, i.a, 1.6)
                elif i.op in _TWO_ADDRESS:
                    others |= self._two_address(i, now)
                near[d] |= others
                cost[d] += 1
                self.present |= 1 << d
                now &= ~(1 << d)
                if i.d2 >= 0:
                    near[i.d2] |= others | 1 << d
                    near[d] |= 1 << i.d2
                    now &= ~(1 << i.d2)
            for reg in read:
                now |= 1 << reg
                cost[reg] += 1
                self.present |= 1 << reg

    def _call(self, now: int) -> None:
        self.calls = True
        across = now & ~CLOBBERED
        for reg in CALLER_SAVED:
            self.near[reg] |= across

    def _two_address(self, i: Ins, now: int) -> int:
        """Note the wish that d is a (or b); what d must differ from."""
        a, b, d = i.a, i.b, i.d
        if type(a) is int and not now >> a & 1:
            self._move(d, a, 1.0 if i.op in ("add", "sub") else 1.3)
        if type(b) is int and b != a:
            if i.op in _APART:
                return 1 << b if i.op != "sub" else 0
            if not now >> b & 1:
                self._move(d, b, 1.0 if i.op == "add" else 1.3)
        return 0

    def _move(self, a: int, b: int, weight: float) -> None:
        if a != b:
            key = (a, b) if a < b else (b, a)
            self.moves[key] = self.moves.get(key, 0.0) + weight

    def _mirror(self) -> None:
        near = self.near
        for reg, others in enumerate(near):
            bit = 1 << reg
            near[reg] &= ~bit
            others &= ~bit
            while others:
                low = others & -others
                near[low.bit_length() - 1] |= bit
                others ^= low


class Allocation:
    """Colours a graph; `colour` maps each register to a machine register, `spilled` are those that found none."""

    def __init__(self, func: Func, graph: Graph) -> None:
        self.func = func
        self.graph = graph
        self.near = graph.near
        self.alias = list(range(func.next_reg))
        self.nodes = [reg for reg in range(FIRST, func.next_reg) if graph.present >> reg & 1]
        self.colour: dict[int, int] = {}
        self.spilled: list[int] = []
        self.high = 0
        self._note_high(range(COLOURS))
        self._note_high(self.nodes)
        self._coalesce()
        self._select(self._order())

    def _note_high(self, regs: "range | list[int]") -> None:
        for reg in regs:
            if reg < COLOURS or self.near[reg].bit_count() >= COLOURS:
                self.high |= 1 << reg

    def find(self, reg: int) -> int:
        """The node a register was merged into."""
        while self.alias[reg] != reg:
            reg = self.alias[reg]
        return reg

    # ------------------------------------------------------------------ coalescing

    def _coalesce(self) -> None:
        pending = sorted(self.graph.moves.items(), key=lambda each: (-each[1], each[0]))
        while pending:
            left = []
            merged = False
            for (a, b), weight in pending:
                a, b = self.find(a), self.find(b)
                if a == b or self.near[a] >> b & 1 or (a < COLOURS and b < COLOURS):
                    continue
                if a > b:
                    a, b = b, a
                if self._safe(a, b):
                    self._merge(a, b)
                    merged = True
                else:
                    left.append(((a, b), weight))
            if not merged:
                break
            pending = left
        self.left = pending

    def _safe(self, a: int, b: int) -> bool:
        """Whether merging b into a cannot make the graph harder to colour (George for machine registers, Briggs for others)."""
        if a < COLOURS:
            return not self.near[b] & ~self.near[a] & self.high & ~((1 << COLOURS) - 1)
        return ((self.near[a] | self.near[b]) & self.high).bit_count() < COLOURS

    def _merge(self, a: int, b: int) -> None:
        near = self.near
        self.alias[b] = a
        bit_a, bit_b = 1 << a, 1 << b
        others = near[b] & ~near[a]
        near[a] |= near[b]
        rest = near[b]
        while rest:
            low = rest & -rest
            reg = low.bit_length() - 1
            near[reg] = near[reg] & ~bit_b | bit_a
            if not others & low and near[reg].bit_count() < COLOURS and reg >= COLOURS:
                self.high &= ~low
            rest ^= low
        near[b] = 0
        self.high &= ~bit_b
        self.graph.cost[a] += self.graph.cost[b]
        if near[a].bit_count() >= COLOURS:
            self.high |= bit_a

    # ------------------------------------------------------------------ colouring

    def _order(self) -> list[int]:
        """The nodes in the order they are coloured."""
        cost = self.graph.cost
        left = sorted((reg for reg in self.nodes if self.alias[reg] == reg), key=lambda reg: (cost[reg], reg))
        active = (1 << COLOURS) - 1
        for reg in left:
            active |= 1 << reg
        stack: list[int] = []
        while left:
            kept = []
            for reg in left:
                if (self.near[reg] & active).bit_count() < COLOURS:
                    active &= ~(1 << reg)
                    stack.append(reg)
                else:
                    kept.append(reg)
            if len(kept) == len(left):
                chosen = min(kept, key=lambda reg: (cost[reg] / (self.near[reg] & active).bit_count(), reg))
                kept.remove(chosen)
                active &= ~(1 << chosen)
                stack.append(chosen)
            left = kept
        stack.reverse()
        return stack

    def _select(self, order: list[int]) -> None:
        taken = [1 << colour for colour in range(COLOURS)]
        wishes = self._wishes()
        saved = False
        for colour in range(COLOURS):
            self.colour[colour] = colour
        for reg in order:
            near = self.near[reg]
            free = [colour for colour in range(COLOURS) if not near & taken[colour]]
            if not free:
                self.spilled.append(reg)
                continue
            wish = wishes.get(reg, ())
            best = min(free, key=lambda colour: (self._price(reg, colour, saved) - self._gain(wish, colour), _RANK[colour]))
            self.colour[reg] = best
            taken[best] |= 1 << reg
            saved = saved or FIRST_SAVED <= best <= LAST_SAVED

    def _wishes(self) -> dict[int, list[tuple[int, float]]]:
        wishes: dict[int, list[tuple[int, float]]] = {}
        for (a, b), weight in self.left:
            a, b = self.find(a), self.find(b)
            if a != b:
                wishes.setdefault(a, []).append((b, weight))
                wishes.setdefault(b, []).append((a, weight))
        return wishes

    def _price(self, reg: int, colour: int, saved: bool) -> float:
        price = LONG * min(self.graph.cost[reg], 1000.0) if colour >= 8 else 0.0
        if FIRST_SAVED <= colour <= LAST_SAVED and not saved:
            price += PROLOGUE
        return price

    def _gain(self, wish: "list[tuple[int, float]] | tuple[()]", colour: int) -> float:
        return sum(weight for other, weight in wish if self.colour.get(other, -1) == colour)


_RANK = {colour: rank for rank, colour in enumerate((0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 15, 8, 9, 10, 11, 12))}


def allocate(func: Func) -> dict[int, int]:
    """Give every register a machine register, with spill code where there are too few; the map register -> machine register."""
    temporary: set[int] = set()
    for _ in range(ROUNDS):
        found = Allocation(func, Graph(func, temporary))
        if not found.spilled:
            return {reg: found.colour[found.find(reg)] for reg in (*range(FIRST), *found.nodes)}
        victims = set(found.spilled)
        group = {reg for reg in found.nodes if found.find(reg) in victims}
        temporary |= Spill(func, group, found.find).run()
    raise AssertionError(f"{func.name}: spilling does not end")


class Spill:
    """Moves registers to the frame: each use and definition gets a short-lived register. Constants are made again instead of loaded."""

    def __init__(self, func: Func, group: set[int], find: Callable[[int], int]) -> None:
        self.func = func
        self.group = group
        self.find = find
        self.slots: dict[int, Slot] = {}
        self.made: set[int] = set()
        self.constant = self._constants()

    def _constants(self) -> dict[int, Operand]:
        found: dict[int, Operand] = {}
        bad: set[int] = set()
        for block in self.func.blocks:
            for i in block.ins:
                for d in (i.d, i.d2):
                    if d in self.group:
                        if i.op == "copy" and type(i.a) in (Imm, Sym, Slot) and found.get(d, i.a) == i.a:
                            found[d] = i.a  # type: ignore[assignment]
                        else:
                            bad.add(d)
        return {reg: value for reg, value in found.items() if reg not in bad}

    def run(self) -> set[int]:
        """Rewrite; the registers made."""
        for block in self.func.blocks:
            out: list[Ins] = []
            for i in block.ins:
                self._one(i, out)
            block.ins = out
        return self.made

    def _one(self, i: Ins, out: list[Ins]) -> None:
        if i.op == "copy" and (i.d in self.constant or (i.d in self.group and i.a in self.group and self.find(i.d) == self.find(i.a))):
            return
        renamed: dict[int, int] = {}
        for reg in uses(i):
            if reg in self.group and reg not in renamed:
                renamed[reg] = self._fetch(reg, i.line, out)
        rename_uses(i, renamed)
        out.append(i)
        for which in ("d", "d2"):
            reg = getattr(i, which)
            if reg in self.group:
                fresh = renamed.get(reg) or self._fresh()
                setattr(i, which, fresh)
                store = Ins("st", -1, self._slot(reg))
                store.size, store.c, store.line = "w", fresh, i.line
                out.append(store)

    def _fresh(self) -> int:
        reg = self.func.reg()
        self.made.add(reg)
        return reg

    def _slot(self, reg: int) -> Slot:
        node = self.find(reg)
        if node not in self.slots:
            self.slots[node] = self.func.slot(4)
        return self.slots[node]

    def _fetch(self, reg: int, line: int, out: list[Ins]) -> int:
        fresh = self._fresh()
        if reg in self.constant:
            i = Ins("copy", fresh, self.constant[reg])
        else:
            i = Ins("ld", fresh, self._slot(reg))
            i.size = "w"
        i.line = line
        out.append(i)
        return fresh


def rename(func: Func, colours: dict[int, int]) -> None:
    """Write machine registers in place of virtual ones and drop copies to themselves."""
    for block in func.blocks:
        kept = []
        for i in block.ins:
            rename_uses(i, colours)
            if i.d >= 0:
                i.d = colours[i.d]
            if i.d2 >= 0:
                i.d2 = colours[i.d2]
            if i.op != "copy" or i.a != i.d or type(i.a) is not int:
                kept.append(i)
        block.ins = kept

