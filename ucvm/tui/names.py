"""Names of open files for the panes. Finding one walks the directory tree, so each is looked for once until files may have changed."""

from ucvm.kernel.records import Node
from ucvm.machine.machine import Machine


class FileNames:
    """While the machine runs a name may be an old one; it is right again whenever the machine rests."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._found: dict[Node, bytes] = {}
        self._ticks = 0

    def rested(self) -> None:
        """The machine rests: what ran since the last time may have renamed anything."""
        if self._machine.ticks != self._ticks:
            self._ticks = self._machine.ticks
            self._found.clear()

    def name_of(self, node: Node) -> bytes:
        """A path of a file, b"" when it has none."""
        if node not in self._found:
            self._found[node] = self._machine.kernel.fs.name_of(node)
        return self._found[node]
