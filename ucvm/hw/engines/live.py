"""Which registers translated code has to hold where: `dirty` ones differ from memory, `live` ones are needed."""

from collections.abc import Iterator

from ucvm.hw.engines.flow import PASSED, Line, Node, Place
from ucvm.hw.engines.jumps import Jump


class Liveness:
    """Sets (see flow.ALL) at the head of each node. Before a call everything dirty is stored, behind it what is live is loaded; PASSED, which is
    handed over, always counts as dirty."""

    def __init__(self, nodes: dict[Place, Node]) -> None:
        self._nodes = nodes
        self.dirty = dict.fromkeys(nodes, PASSED)
        self.live = dict.fromkeys(nodes, 0)
        while sum(self._spread(node) for node in nodes.values()):
            pass
        while sum(self._demand(node) for node in reversed(nodes.values())):
            pass

    def steps(self, node: Node) -> Iterator[tuple[Line, int]]:
        """The node's lines, each with what is dirty before it."""
        dirty = self.dirty[node.place]
        for line in node.lines:
            yield line, dirty
            dirty |= line.writes

    def at_end(self, node: Node) -> int:
        """What is dirty when the node's last line is done (before the call, if it is one)."""
        return self.dirty[node.place] | _union(line.writes for line in node.lines)

    def _spread(self, node: Node) -> bool:
        """Hand on what is dirty; whether that was news."""
        dirty = PASSED if node.last.calls else self.at_end(node)
        ways = [way for way in node.ways if way in self._nodes]
        news = any(dirty & ~self.dirty[way] for way in ways)
        for way in ways:
            self.dirty[way] |= dirty
        return news

    def _demand(self, node: Node) -> bool:
        """Gather what is needed; whether that was news. Who leaves needs what is dirty."""
        live = self.at_end(node)
        if not node.last.calls:
            live = live if node.last.kind in (Jump.FAR, Jump.RETURN) else 0
            live |= _union(self.live[way] if way in self._nodes else self.at_end(node) for way in node.ways)
        for line, dirty in reversed(list(self.steps(node))):
            live = live & ~line.writes | line.reads | (dirty if line.faults else 0)
        live |= self.dirty[node.place]
        news = live != self.live[node.place]
        self.live[node.place] = live
        return news


def _union(sets: Iterator[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found
