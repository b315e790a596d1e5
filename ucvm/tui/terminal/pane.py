"""The terminal pane: draws the screen, turns keys into bytes for the tty, and lays the line editor over the cursor."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from rich.cells import get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ucvm.machine.complete import Completion
from ucvm.services.recall import Recall
from ucvm.tui.terminal.keys import key_bytes
from ucvm.tui.terminal.lineedit import LineEditor
from ucvm.tui.terminal.screen import BLANK, Cell, Line, Pen, Screen

_LINE, _OFFERED = Pen(), Pen(dim=True)


class TerminalPane(ScrollView, can_focus=True):
    """`feed` it output; it posts Typed with bytes for the tty and Resized with its size in characters."""

    DEFAULT_CSS = "TerminalPane { overflow-x: hidden; scrollbar-size-vertical: 1; }"

    class Typed(Message):
        """Bytes for the tty."""

        def __init__(self, data: bytes) -> None:
            super().__init__()
            self.data = data

    class Resized(Message):
        """The pane's new size in characters."""

        def __init__(self, rows: int, columns: int) -> None:
            super().__init__()
            self.rows, self.columns = rows, columns

    class Completing(Message):
        """The person asks how the word before the cursor may go on."""

        def __init__(self, line: str, cursor: int) -> None:
            super().__init__()
            self.line, self.cursor = line, cursor

    def __init__(self, recall: Recall | None = None) -> None:
        super().__init__(id="terminal")
        self.output = Screen()
        self.editor = LineEditor(recall)
        self.choices: tuple[str, ...] = ()
        """The words that are shown behind the line."""
        self.editable = False
        """May a line be edited here? The application sets it from the tty's state."""

    # --- output ---

    def feed(self, data: bytes) -> None:
        """The machine printed these bytes."""
        self.output.feed(data)
        self._show_end()

    def set_editable(self, editable: bool) -> None:
        """The tty became ready for a cooked line, or stopped being so; then what was being typed is dropped."""
        if editable == self.editable:
            return
        self.editable = editable
        if not editable:
            self.editor.clear()
        self.refresh()

    def _show_end(self) -> None:
        screen = self.output
        self.virtual_size = Size(screen.columns, len(screen.scrollback) + screen.rows)
        self.scroll_end(animate=False, immediate=True)
        screen.dirty.clear()
        self.refresh()

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        screen = self.output
        at = y + self.scroll_offset.y + self._overflow() - len(screen.scrollback)
        if at < 0:
            line: Line = screen.scrollback[at] if -at <= len(screen.scrollback) else []
        else:
            line = self._decorated(at)
        return Strip(_segments(line[: self.size.width], self.rich_style), len(line[: self.size.width])).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def _decorated(self, row: int) -> Line:
        """A row of the screen with the line editor's text and the cursor on it."""
        screen = self.output
        line = list(screen.lines[row]) if row < screen.rows else [BLANK] * screen.columns
        cells, cursor = self._overlay()
        for (at_row, column), cell in cells:
            if at_row == row and column < len(line):
                line[column] = cell
        if self.has_focus and screen.cursor_visible and cursor[0] == row and cursor[1] < len(line):
            under = line[cursor[1]]
            line[cursor[1]] = Cell(under.text or " ", under.pen._replace(reverse=not under.pen.reverse))
        return line

    def _overlay(self) -> tuple[list[tuple[tuple[int, int], Cell]], tuple[int, int]]:
        """The edited line as placed cells, and where the cursor is."""
        screen = self.output
        row, column = screen.row, screen.column
        cells: list[tuple[tuple[int, int], Cell]] = []
        cursor: tuple[int, int] | None = None
        for number, (character, pen) in enumerate(self._edited()):
            width = max(1, get_character_cell_size(character))
            if column + width > screen.columns:
                row, column = row + 1, 0
            if number == self.editor.cursor:
                cursor = (row, column)
            cells.append(((row, column), Cell(character, pen)))
            if width == 2:
                cells.append(((row, column + 1), Cell("", pen)))
            column += width
        if column >= screen.columns:
            row, column = row + 1, 0
        return cells, cursor or (row, column)

    def _edited(self) -> list[tuple[str, Pen]]:
        """The characters that are laid over the screen: the line, then dim what is offered. Of a search, what is looked for."""
        line, offered = self.editor.text, self.editor.suggestion
        if self.editor.search is not None:
            offered = f"  (search: {self.editor.search})"
        elif self.choices:
            offered = "   " + "  ".join(self.choices)
        return [(character, _LINE) for character in line] + [(character, _OFFERED) for character in offered]

    def _overflow(self) -> int:
        """Rows by which the edited line reaches below the screen."""
        return max(0, self._overlay()[1][0] - self.output.rows + 1) if self.editor.text else 0

    # --- input ---

    def on_key(self, event: events.Key) -> None:
        """Keys belong to the editor while a line may be edited, else to the tty."""
        data = self._edit(event.key, event.character) if self.editable else key_bytes(event.key, event.character)
        if data is None:
            return
        event.stop()
        event.prevent_default()
        if data:
            self.post_message(self.Typed(data))
        self.refresh()

    def _edit(self, key: str, character: str | None) -> bytes | None:
        """What the key sends to the tty (b"": nothing), None when it is not ours."""
        self.choices = ()
        if key == "tab":
            self.post_message(self.Completing(self.editor.text, self.editor.cursor))
            return b""
        if key == "enter":
            return self.editor.accept().encode() + b"\r"
        if key == "ctrl+d" and self.editor.text:
            self.editor.press("delete", None)
            return b""
        if self.editor.press(key, character):
            return b""
        data = key_bytes(key, character)
        if data in (b"\x03", b"\x1a", b"\x1c"):
            self.editor.clear()
        return data if data in (b"\x03", b"\x04", b"\x1a", b"\x1c") else None

    def complete(self, line: str, found: Completion) -> None:
        """The answer to Completing, unless the line has changed: put in what is certain, and show the choices."""
        if not self.editable or self.editor.text != line or not found.words:
            return
        certain = found.common
        if len(found.words) == 1 and not certain.endswith("/"):
            certain += " "
        self.choices = () if len(found.words) == 1 else found.words
        self.editor.replace(found.start, certain)
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text: whole lines go to the tty, the rest of it into the editor."""
        event.stop()
        if self.editable:
            *lines, rest = event.text.replace("\r\n", "\n").split("\n")
            for line in lines:
                self.editor.insert(line)
                self.post_message(self.Typed(self.editor.accept().encode() + b"\r"))
            self.editor.insert(rest)
            self.refresh()
        else:
            data = event.text.replace("\n", "\r").encode()
            self.post_message(self.Typed(b"\x1b[200~" + data + b"\x1b[201~" if self.output.bracketed_paste else data))

    def on_resize(self, event: events.Resize) -> None:
        """The screen follows the pane."""
        rows, columns = max(2, event.size.height), max(10, event.size.width)
        if (rows, columns) != (self.output.rows, self.output.columns):
            self.output.resize(rows, columns)
        self.post_message(self.Resized(rows, columns))
        self._show_end()


def _segments(line: Iterable[Cell], base: Style) -> list[Segment]:
    """Cells as segments, runs of one pen together. Characters go out as they are: nothing is markup."""
    return [Segment("".join(cell.text for cell in run), base + _style(pen)) for pen, run in groupby(line, key=lambda cell: cell.pen)]


@lru_cache(maxsize=1024)
def _style(pen: Pen) -> Style:
    return Style(
        color=_colour(pen.foreground),
        bgcolor=_colour(pen.background),
        bold=pen.bold or None,
        dim=pen.dim or None,
        italic=pen.italic or None,
        underline=pen.underline or None,
        reverse=pen.reverse or None,
    )


def _colour(number: int) -> Color | None:
    if number < 0:
        return None
    if number < 0x1000000:
        return Color.from_ansi(number)
    return Color.from_rgb(number >> 16 & 0xFF, number >> 8 & 0xFF, number & 0xFF)
