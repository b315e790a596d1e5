"""The process pane: the tree of processes, each with its state, its ticks and what it waits for."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from ucvm.machine.inspect import ProcessRow
from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class ProcessPane(Pane):
    """A process a line, children below and to the right of their parent; the one that is looked at is bold."""

    def __init__(self) -> None:
        super().__init__("processes")

    def text(self, view: View) -> Text:
        """See Pane."""
        text = Text(f"{'pid':>4} {'state':<8}{'ticks':>10} command\n", "dim")
        for depth, row in tree(view.processes):
            line = f"{row.pid:>4} {row.state:<8}{row.ticks:>10} {'  ' * depth}{row.name}"
            text.append(line, "bold" if row.pid == view.pid else "").append(f" {row.waits}\n", "dim")
        text.right_crop(1)
        return text


def tree(rows: Sequence[ProcessRow]) -> Iterator[tuple[int, ProcessRow]]:
    """Processes with their depth, parents before children; who has no parent in the table is a root."""
    pids = {row.pid for row in rows}

    def below(ppid: int, depth: int) -> Iterator[tuple[int, ProcessRow]]:
        for row in rows:
            if row.ppid == ppid and row.pid != ppid:
                yield depth, row
                yield from below(row.pid, depth + 1)

    for row in rows:
        if row.ppid not in pids or row.ppid == row.pid:
            yield 0, row
            yield from below(row.pid, 1)
