"""The code pane: where the process is, and its next instructions; with the one at pc what it finds in memory."""

from rich.text import Text

from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class CodePane(Pane):
    """Disassembly."""

    def __init__(self) -> None:
        super().__init__("code")

    def text(self, view: View) -> Text:
        """See Pane."""
        text = Text()
        for number, row in enumerate(view.code):
            if row.place and not number:
                text.append(f"{row.place}\n", "italic")
            text.append(f"{' ' if number else '▶'} {row.address:04x} ", "dim" if number else "bold")
            text.append(row.text, "" if number else "bold").append(f"  {row.touches}\n" if row.touches else "\n", "dim")
        text.right_crop(1)
        return text
