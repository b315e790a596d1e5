"""The stack pane: words from sp on; return addresses are named and end frames."""

from rich.text import Text

from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class StackPane(Pane):
    """A word a line, its frame's number before it: 0 is the frame of the function at pc."""

    def __init__(self) -> None:
        super().__init__("stack")

    def text(self, view: View) -> Text:
        """See Pane."""
        text, frame = Text(), 0
        for row in view.stack:
            text.append(f"#{frame:<2} {row.address:04x} ", "dim").append(f"{row.word:08x}", "bold" if row.place else "")
            text.append(f" ↩ {row.place}\n" if row.place else "\n", "italic")
            frame += bool(row.place)
        text.right_crop(1)
        return text
