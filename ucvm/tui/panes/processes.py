"""The process pane: a line per process with its state, its ticks and what it waits for."""

from rich.text import Text
from textual.widgets import Static

from ucvm.tui.view import View


class ProcessPane(Static):
    """The process table."""

    def __init__(self) -> None:
        super().__init__(id="processes")
        self.border_title = "processes"

    def show(self, view: View) -> None:
        """Draw a view."""
        text = Text(f"{'pid':>4} {'ppid':>4} {'state':<8}{'ticks':>10} command\n", "dim")
        for row in view.processes:
            line = f"{row.pid:>4} {row.ppid:>4} {row.state:<8}{row.ticks:>10} {row.name}"
            text.append(line, "bold" if row.pid == view.pid else "").append(f" {row.waits}\n", "dim")
        text.right_crop(1)
        self.update(text)
