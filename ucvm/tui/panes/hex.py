"""The hex pane: bytes of memory, from where pc or sp points or from the start of the data on."""

from rich.text import Text

from ucvm.abi.layout import ADDRESS_SPACE, DATA_BASE
from ucvm.hw.cpu import CPUState
from ucvm.tui.panes.base import Pane
from ucvm.tui.view import View

ROWS, WIDTH = 4, 8
FOLLOWED = ("sp", "pc", "data")


class HexPane(Pane):
    """`followed` is what the bytes begin at."""

    def __init__(self) -> None:
        super().__init__("hex")
        self.followed = FOLLOWED[0]

    def follow_next(self) -> None:
        """Begin at the next of what can be followed."""
        self.followed = FOLLOWED[(FOLLOWED.index(self.followed) + 1) % len(FOLLOWED)]

    def text(self, view: View) -> Text:
        """See Pane."""
        assert view.cpu is not None
        self.border_title = f"hex from {self.followed}"
        return hex_text(view.memory, _start(self.followed, view.cpu), self.size.height if self.is_maximized else ROWS)


def _start(followed: str, cpu: CPUState) -> int:
    address = {"sp": cpu.sp, "pc": cpu.pc, "data": DATA_BASE}[followed]
    return address % ADDRESS_SPACE // WIDTH * WIDTH


def hex_text(memory: bytes, start: int, rows: int) -> Text:
    """Rows of eight bytes from an address on."""
    text = Text()
    for at in range(start, min(start + WIDTH * rows, len(memory)), WIDTH):
        row = memory[at : at + WIDTH]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        text.append(f"{at:04x} ", "dim").append(f"{row.hex(' ')}  ").append(shown + "\n", "dim")
    text.right_crop(1)
    return text
