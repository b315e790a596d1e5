"""The call pane: the last system calls of all processes, in the manner of strace."""

from rich.text import Text

from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View

LINES = 12
"""How many fit beside the others; as large as the screen the pane shows all that are kept."""


class CallPane(Pane):
    """A call a line, the newest last."""

    def __init__(self) -> None:
        super().__init__("calls")

    def text(self, view: View) -> Text:
        """See Pane."""
        lines = view.calls if self.is_maximized else view.calls[-LINES:]
        return Text("\n".join(lines))
