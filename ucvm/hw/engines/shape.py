"""The shape of a unit's graph as nested blocks and loops.

Source: N. Ramsey, Beyond Relooper: recursive translation of unstructured control flow to structured control flow, ICFP 2022; dominators after
Cooper, Harvey and Kennedy, A simple, fast dominance algorithm, 2001.
"""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

N = TypeVar("N", bound=Hashable)


class Shape(Generic[N]):
    """Reachable nodes of a graph: order (reverse postorder), dominator tree, loop heads, and merges, which are entered by leaving a block.

    `ways` has the edges left: one into a loop from its side is taken out, as is one to what is no node. `many` are nodes that choose among
    any number of ways, all of which have to be merges.
    """

    def __init__(self, root: N, ways: Mapping[N, tuple[N, ...]], many: set[N]) -> None:
        self.root = root
        self.ways = {node: tuple(way for way in found if way in ways) for node, found in ways.items()}
        while True:
            self.order = self._number()
            self._above = self._dominators()
            crooked = [(node, way) for node in self.order for way in self.ways[node] if self.back(node, way) and not self._dominates(way, node)]
            if not crooked:
                break
            for node, way in crooked:
                self.ways[node] = tuple(other for other in self.ways[node] if other != way)
        self.loops = {way for node in self.order for way in self.ways[node] if self.back(node, way)}
        self.merges = {node for node in self.order if self._merges(node, many)}

    def back(self, node: N, way: N) -> bool:
        """Does this edge go back?"""
        return self.order[way] <= self.order[node]

    def inside(self, node: N) -> list[N]:
        """The merges right below a node in the dominator tree, the last one first."""
        found = [below for below in self.merges if self._above[below] == node and below != self.root]
        return sorted(found, key=self.order.__getitem__, reverse=True)

    def _merges(self, node: N, many: set[N]) -> bool:
        sources = [source for source in self.order for way in self.ways[source] if way == node and not self.back(source, node)]
        return len(sources) > 1 or any(source in many for source in sources)

    def _number(self) -> dict[N, int]:
        """Reverse postorder."""
        found: list[N] = []
        seen, path = {self.root}, [(self.root, iter(self.ways[self.root]))]
        while path:
            node, rest = path[-1]
            way = next(rest, None)
            if way is None:
                found.append(node)
                path.pop()
            elif way not in seen:
                seen.add(way)
                path.append((way, iter(self.ways[way])))
        return {node: number for number, node in enumerate(reversed(found))}

    def _dominators(self) -> dict[N, N]:
        """The immediate dominator of each node; the root's is itself."""
        sources: dict[N, list[N]] = {node: [] for node in self.order}
        for node in self.order:
            for way in self.ways[node]:
                sources[way].append(node)
        above = {self.root: self.root}
        changed = True
        while changed:
            changed = False
            for node in list(self.order)[1:]:
                best: N | None = None
                for source in sources[node]:
                    if source in above:
                        best = source if best is None else self._common(above, best, source)
                assert best is not None
                changed |= above.get(node) != best
                above[node] = best
        return above

    def _common(self, above: dict[N, N], one: N, other: N) -> N:
        while one != other:
            while self.order[one] > self.order[other]:
                one = above[one]
            while self.order[other] > self.order[one]:
                other = above[other]
        return one

    def _dominates(self, one: N, other: N) -> bool:
        while self.order[other] > self.order[one]:
            other = self._above[other]
        return one == other
