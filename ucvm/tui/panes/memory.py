"""The memory pane: the pages by segment with permissions and frames."""

from rich.text import Text

from ucvm.abi.layout import PAGE_SHIFT, SEGMENTS
from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View


class MemoryPane(Pane):
    """A line per segment: permissions, then its pages' frames with "c" for copy-on-write, "." where nothing is mapped."""

    def __init__(self) -> None:
        super().__init__("memory")

    def text(self, view: View) -> Text:
        """See Pane."""
        text = Text()
        for segment in SEGMENTS:
            rows = view.pages[segment.start >> PAGE_SHIFT : segment.end >> PAGE_SHIFT]
            permissions = next((row.permissions for row in rows if row.permissions), "---")
            text.append(f"{segment.name:<7}{segment.start:04x} ", "dim").append(permissions[:3])
            for row in rows:
                text.append(f" {row.frame}{row.permissions[3:]}" if row.permissions else " .", "" if row.permissions else "dim")
            text.append("\n")
        text.right_crop(1)
        return text
