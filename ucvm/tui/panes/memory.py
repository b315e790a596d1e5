"""The memory pane: the pages by segment with permissions and frames, and the stack as hexadecimal."""

from rich.text import Text
from textual.widgets import Static

from ucvm.abi.layout import PAGE_SHIFT, SEGMENTS, STACK_TOP
from ucvm.tui.view import View

STACK_ROWS = 4


class MemoryPane(Static):
    """Pages and stack."""

    def __init__(self) -> None:
        super().__init__(id="memory")
        self.border_title = "memory"

    def show(self, view: View) -> None:
        """Draw a view."""
        if view.cpu is None:
            self.update("")
            return
        self.update(pages_text(view).append("\nstack\n", "dim").append_text(hex_text(view.memory, view.cpu.sp & ~7, STACK_ROWS)))


def pages_text(view: View) -> Text:
    """A line per segment: permissions, then its pages' frames with "c" for copy-on-write, "." where nothing is mapped."""
    text = Text()
    for segment in SEGMENTS:
        rows = view.pages[segment.start >> PAGE_SHIFT : segment.end >> PAGE_SHIFT]
        permissions = next((row.permissions for row in rows if row.permissions), "---")
        text.append(f"{segment.name:<7}{segment.start:04x} ", "dim").append(permissions[:3])
        for row in rows:
            text.append(f" {row.frame}{row.permissions[3:]}" if row.permissions else " .", "" if row.permissions else "dim")
        text.append("\n")
    return text


def hex_text(memory: bytes, start: int, rows: int) -> Text:
    """Rows of eight bytes from an address on, up to the top of the stack."""
    text = Text()
    for at in range(start, min(start + 8 * rows, STACK_TOP), 8):
        row = memory[at : at + 8]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        text.append(f"{at:04x} ", "dim").append(f"{row.hex(' ')}  ").append(shown + "\n", "dim")
    text.right_crop(1)
    return text
