"""THE LAYOUTS of the application in FULL mode, by name: which panes stand beside the terminal. In SIMPLIFIED mode none does."""

from typing import NamedTuple


class Layout(NamedTuple):
    """`panes` by name; `above` tells that they stand in columns above the terminal instead of one beside it."""

    name: str
    panes: tuple[str, ...]
    above: bool = False


LAYOUTS: tuple[Layout, ...] = (
    Layout("teaching", ("registers", "code", "stack", "processes")),
    Layout("debugger", ("registers", "code", "memory", "hex", "stack", "descriptors", "calls"), above=True),
    Layout("system", ("processes", "descriptors", "calls", "devices")),
    Layout("state", ("state",)),
    Layout("terminal", ()),
)
"""The first is the one that FULL mode begins with."""
