"""The descriptor pane: what the process that is looked at has open."""

from rich.text import Text

from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class DescriptorPane(Pane):
    """A descriptor a line: number, access, target, position or what a pipe holds."""

    def __init__(self) -> None:
        super().__init__("descriptors")

    def text(self, view: View) -> Text:
        """See Pane."""
        text = Text()
        for row in view.descriptors:
            text.append(f"{row.fd:>3} ", "bold").append(f"{row.access:<2} ", "dim").append(row.target).append(f" {row.at}\n", "dim")
        text.right_crop(1)
        return text
