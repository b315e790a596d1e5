"""The screen: a grid of cells that the guest's output moves about on, with scroll region, alternate screen and scrollback.

What each control, escape and sequence does stands in the tables at the end of the class. Rows and columns count from 0 here, from 1 in
sequences. Widths of characters are those of wcwidth. The parser (and so the guest) cannot make a method fail: every number is clamped.
"""

from collections import deque
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from rich.cells import get_character_cell_size

from ucvm.tui.terminal.parser import Parser, Sequence

TAB = 8
SCROLLBACK = 5000


class Pen(NamedTuple):
    """How a character is drawn. Colours: -1 default, 0-255 palette, 0x1000000 | RGB."""

    foreground: int = -1
    background: int = -1
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


class Cell(NamedTuple):
    """One column: its character ("" for the right half of a wide one, with combining marks appended) and its pen."""

    text: str
    pen: Pen


PLAIN = Pen()
BLANK = Cell(" ", PLAIN)
Line = list[Cell]


class Saved(NamedTuple):
    """What ESC 7 keeps."""

    row: int = 0
    column: int = 0
    pen: Pen = PLAIN


class Screen:
    """`lines` holds the visible rows, `scrollback` what left at the top, `dirty` the rows changed since it was last cleared."""

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.rows, self.columns = rows, columns
        self.lines: list[Line] = [self._blank() for _ in range(rows)]
        self.scrollback: deque[Line] = deque(maxlen=SCROLLBACK)
        self.dirty: set[int] = set(range(rows))
        self.row = self.column = 0
        self.pen = PLAIN
        self.cursor_visible = True
        self.bracketed_paste = False
        self.alternate: list[Line] | None = None
        self._top, self._bottom = 0, rows - 1
        self._wrap = False
        self._saved = Saved()
        self._main_saved = Saved()
        self.parser = Parser(self._put, self._control, self._escape, self._sequence)

    def feed(self, data: bytes) -> None:
        """The machine printed these bytes."""
        self.parser.feed(data)

    def text(self) -> list[str]:
        """The visible rows as text, right-trimmed."""
        return ["".join(cell.text for cell in line).rstrip() for line in self.lines]

    def resize(self, rows: int, columns: int) -> None:
        """Another size: rows leave and come back at the top, lines are cut or padded."""
        self._resize_grid(self.lines, rows, columns, keep=self.alternate is None)
        if self.alternate is not None:
            self._resize_grid(self.alternate, rows, columns, keep=False)
        self.rows, self.columns = rows, columns
        self._top, self._bottom = 0, rows - 1
        self._move(self.row, self.column)
        self.dirty = set(range(rows))

    def _resize_grid(self, grid: list[Line], rows: int, columns: int, *, keep: bool) -> None:
        while len(grid) > rows:
            self._drop_row(grid, keep)
        while len(grid) < rows:
            if keep and self.scrollback:
                grid.insert(0, self.scrollback.pop())
                self.row += 1
            else:
                grid.append([])
        for line in grid:
            del line[columns:]
            line += [BLANK] * (columns - len(line))

    def _drop_row(self, grid: list[Line], keep: bool) -> None:
        if self.row < len(grid) - 1:
            grid.pop()
            return
        gone = grid.pop(0)
        if keep:
            self.scrollback.append(gone)
        self.row -= 1

    # --- characters ---

    def _put(self, text: str) -> None:
        for character in text:
            width = get_character_cell_size(character)
            if width == 0:
                self._combine(character)
            elif width <= self.columns:
                self._place(character, width)

    def _place(self, character: str, width: int) -> None:
        if self._wrap or self.column + width > self.columns:
            self.column = 0
            self._line_feed()
        line = self.lines[self.row]
        self._split_wide(line, self.column)
        self._split_wide(line, self.column + width)
        line[self.column] = Cell(character, self.pen)
        if width == 2:
            line[self.column + 1] = Cell("", self.pen)
        self.dirty.add(self.row)
        self.column += width
        self._wrap = self.column >= self.columns
        self.column = min(self.column, self.columns - 1)

    def _split_wide(self, line: Line, column: int) -> None:
        """A wide character that loses a half becomes blank."""
        if 0 < column < self.columns and line[column].text == "":
            line[column - 1] = line[column] = Cell(" ", line[column].pen)

    def _combine(self, mark: str) -> None:
        column = self.column if self._wrap else self.column - 1
        line = self.lines[self.row]
        if column > 0 and line[column].text == "":
            column -= 1
        if column >= 0 and len(line[column].text) < 8:
            line[column] = line[column]._replace(text=line[column].text + mark)
            self.dirty.add(self.row)

    # --- controls ---

    def _control(self, byte: int) -> None:
        action = self._CONTROLS.get(byte)
        if action:
            action(self)

    def _backspace(self) -> None:
        self._wrap = False
        self.column = max(0, self.column - 1)

    def _tab(self) -> None:
        self.column = min(self.columns - 1, (self.column // TAB + 1) * TAB)

    def _carriage_return(self) -> None:
        self._wrap = False
        self.column = 0

    def _line_feed(self) -> None:
        self._wrap = False
        if self.row == self._bottom:
            self._scroll_up(1)
        else:
            self.row = min(self.rows - 1, self.row + 1)

    def _reverse_line_feed(self) -> None:
        self._wrap = False
        if self.row == self._top:
            self._scroll_down(1)
        else:
            self.row = max(0, self.row - 1)

    def _next_line(self) -> None:
        self._carriage_return()
        self._line_feed()

    # --- escapes ---

    def _escape(self, final: str) -> None:
        action = self._ESCAPES.get(final)
        if action:
            action(self)

    def _save(self) -> None:
        self._saved = Saved(self.row, self.column, self.pen)

    def _restore(self) -> None:
        self.pen = self._saved.pen
        self._move(self._saved.row, self._saved.column)

    def _reset(self) -> None:
        self._leave_alternate()
        self.pen, self.cursor_visible, self.bracketed_paste = PLAIN, True, False
        self._top, self._bottom = 0, self.rows - 1
        self._saved = Saved()
        self._move(0, 0)
        self._erase_rows(0, self.rows)

    # --- control sequences ---

    def _sequence(self, sequence: Sequence) -> None:
        action = self._SEQUENCES.get(sequence.private + sequence.final)
        if action:
            action(self, sequence.parameters)

    def _move(self, row: int, column: int) -> None:
        self._wrap = False
        self.row = max(0, min(self.rows - 1, row))
        self.column = max(0, min(self.columns - 1, column))

    def _move_to(self, p: tuple[int, ...]) -> None:
        self._move(_number(p, 0) - 1, _number(p, 1) - 1)

    def _vertically(self, distance: int) -> None:
        """Stop at the scroll region's margin when starting inside it."""
        low, high = (self._top, self._bottom) if self._top <= self.row <= self._bottom else (0, self.rows - 1)
        self._move(max(low, min(high, self.row + distance)), self.column)

    def _erase_in_display(self, p: tuple[int, ...]) -> None:
        kind = _number(p, 0, 0)
        if kind == 0:
            self._erase_cells(self.row, self.column, self.columns)
            self._erase_rows(self.row + 1, self.rows)
        elif kind == 1:
            self._erase_rows(0, self.row)
            self._erase_cells(self.row, 0, self.column + 1)
        elif kind == 2:
            self._erase_rows(0, self.rows)
        elif kind == 3:
            self.scrollback.clear()

    def _erase_in_line(self, p: tuple[int, ...]) -> None:
        ranges = {0: (self.column, self.columns), 1: (0, self.column + 1), 2: (0, self.columns)}
        start, end = ranges.get(_number(p, 0, 0), (0, 0))
        self._erase_cells(self.row, start, end)

    def _erase_characters(self, p: tuple[int, ...]) -> None:
        self._erase_cells(self.row, self.column, min(self.columns, self.column + _number(p, 0)))

    def _erase_cells(self, row: int, start: int, end: int) -> None:
        self._wrap = False
        line = self.lines[row]
        self._split_wide(line, start)
        self._split_wide(line, end)
        line[start:end] = [self._empty()] * (end - start)
        self.dirty.add(row)

    def _erase_rows(self, start: int, end: int) -> None:
        for row in range(start, end):
            self.lines[row] = self._blank()
            self.dirty.add(row)

    def _insert_characters(self, p: tuple[int, ...]) -> None:
        line, count = self.lines[self.row], min(_number(p, 0), self.columns - self.column)
        self._split_wide(line, self.column)
        line[self.column : self.column] = [self._empty()] * count
        del line[self.columns :]
        self._cut_wide_end(line)

    def _delete_characters(self, p: tuple[int, ...]) -> None:
        line, count = self.lines[self.row], min(_number(p, 0), self.columns - self.column)
        self._split_wide(line, self.column)
        self._split_wide(line, self.column + count)
        del line[self.column : self.column + count]
        line += [self._empty()] * count
        self.dirty.add(self.row)

    def _cut_wide_end(self, line: Line) -> None:
        if get_character_cell_size(line[-1].text[:1] or " ") == 2:
            line[-1] = Cell(" ", line[-1].pen)
        self.dirty.add(self.row)

    def _insert_lines(self, p: tuple[int, ...]) -> None:
        self._shift_lines(-_number(p, 0))

    def _delete_lines(self, p: tuple[int, ...]) -> None:
        self._shift_lines(_number(p, 0))

    def _shift_lines(self, count: int) -> None:
        """From the cursor's row on, inside the scroll region only; the cursor goes to the start of the row."""
        if self._top <= self.row <= self._bottom:
            self._shift_region(self.row, count)
            self._carriage_return()

    def _shift_region(self, top: int, count: int) -> None:
        """Move rows top … bottom margin up by count (down when negative), blank rows coming in."""
        height = self._bottom - top + 1
        count = max(-height, min(height, count))
        region = self.lines[top : self._bottom + 1]
        fresh = [self._blank() for _ in range(abs(count))]
        self.lines[top : self._bottom + 1] = region[count:] + fresh if count >= 0 else fresh + region[:count]
        self.dirty.update(range(top, self._bottom + 1))

    def _scroll_up(self, count: int) -> None:
        if self._top == 0 and self.alternate is None:
            self.scrollback.extend(self.lines[: min(count, self._bottom + 1)])
        self._shift_region(self._top, count)

    def _scroll_down(self, count: int) -> None:
        self._shift_region(self._top, -count)

    def _set_region(self, p: tuple[int, ...]) -> None:
        top, bottom = _number(p, 0) - 1, min(_number(p, 1, self.rows), self.rows) - 1
        if 0 <= top < bottom:
            self._top, self._bottom = top, bottom
            self._move(0, 0)

    def _set_modes(self, p: tuple[int, ...], *, on: bool) -> None:
        for mode in p:
            if mode == 25:
                self.cursor_visible = on
            elif mode == 2004:
                self.bracketed_paste = on
            elif mode in (47, 1047, 1049):
                (self._enter_alternate if on else self._leave_alternate)()

    def _enter_alternate(self) -> None:
        if self.alternate is None:
            self._main_saved = Saved(self.row, self.column, self.pen)
            self.alternate = self.lines
            self.lines = [self._blank() for _ in range(self.rows)]
            self.dirty = set(range(self.rows))

    def _leave_alternate(self) -> None:
        """`alternate` keeps the main screen's lines while the alternate screen is shown."""
        if self.alternate is not None:
            self.lines, self.alternate = self.alternate, None
            self.pen = self._main_saved.pen
            self._move(self._main_saved.row, self._main_saved.column)
            self.dirty = set(range(self.rows))

    def _set_pen(self, p: tuple[int, ...]) -> None:
        numbers = deque(max(number, 0) for number in p or (0,))
        while numbers:
            self.pen = _next_pen(self.pen, numbers)

    def _empty(self) -> Cell:
        """An erased cell keeps the background colour."""
        return Cell(" ", Pen(background=self.pen.background)) if self.pen.background != -1 else BLANK

    def _blank(self) -> Line:
        return [BLANK] * self.columns

    _CONTROLS: ClassVar[dict[int, Callable[["Screen"], None]]] = {
        0x08: _backspace, 0x09: _tab, 0x0A: _line_feed, 0x0B: _line_feed, 0x0C: _line_feed, 0x0D: _carriage_return,
    }  # fmt: skip
    _ESCAPES: ClassVar[dict[str, Callable[["Screen"], None]]] = {
        "7": _save, "8": _restore, "D": _line_feed, "E": _next_line, "M": _reverse_line_feed, "c": _reset,
    }  # fmt: skip
    _SEQUENCES: ClassVar[dict[str, Callable[["Screen", tuple[int, ...]], None]]] = {
        "A": lambda self, p: self._vertically(-_number(p, 0)),
        "B": lambda self, p: self._vertically(_number(p, 0)),
        "C": lambda self, p: self._move(self.row, self.column + _number(p, 0)),
        "D": lambda self, p: self._move(self.row, self.column - _number(p, 0)),
        "E": lambda self, p: self._move(self.row + _number(p, 0), 0),
        "F": lambda self, p: self._move(self.row - _number(p, 0), 0),
        "G": lambda self, p: self._move(self.row, _number(p, 0) - 1),
        "H": _move_to,
        "J": _erase_in_display,
        "K": _erase_in_line,
        "L": _insert_lines,
        "M": _delete_lines,
        "P": _delete_characters,
        "S": lambda self, p: self._scroll_up(_number(p, 0)),
        "T": lambda self, p: self._scroll_down(_number(p, 0)),
        "X": _erase_characters,
        "@": _insert_characters,
        "d": lambda self, p: self._move(_number(p, 0) - 1, self.column),
        "f": _move_to,
        "m": _set_pen,
        "r": _set_region,
        "s": lambda self, p: self._save(),
        "u": lambda self, p: self._restore(),
        "?h": lambda self, p: self._set_modes(p, on=True),
        "?l": lambda self, p: self._set_modes(p, on=False),
    }


def _number(parameters: tuple[int, ...], index: int, default: int = 1) -> int:
    """A parameter; where it is left out, or 0 and counts from 1, the default."""
    value = parameters[index] if index < len(parameters) else -1
    return value if value > 0 or (value == 0 and default == 0) else default


_ATTRIBUTES: dict[int, dict[str, bool]] = {
    1: {"bold": True}, 2: {"dim": True}, 3: {"italic": True}, 4: {"underline": True}, 7: {"reverse": True},
    22: {"bold": False, "dim": False}, 23: {"italic": False}, 24: {"underline": False}, 27: {"reverse": False},
}  # fmt: skip


def _next_pen(pen: Pen, numbers: deque[int]) -> Pen:
    """The pen after the next SGR parameter (ECMA-48, 8.3.117), which is taken away with what belongs to it."""
    number = numbers.popleft()
    if number in _ATTRIBUTES:
        return pen._replace(**_ATTRIBUTES[number])
    if number == 0:
        return PLAIN
    if number in (38, 48):
        colour = _extended_colour(numbers)
        return pen._replace(foreground=colour) if number == 38 else pen._replace(background=colour)
    for first, offset, field in ((30, 0, "foreground"), (40, 0, "background"), (90, 8, "foreground"), (100, 8, "background")):
        if first <= number < first + 8:
            colour_field: dict[str, Any] = {field: number - first + offset}
            return pen._replace(**colour_field)
    if number == 39:
        return pen._replace(foreground=-1)
    return pen._replace(background=-1) if number == 49 else pen


def _extended_colour(numbers: deque[int]) -> int:
    """5;N is a palette colour, 2;R;G;B a direct one; anything else is the default."""
    kind = numbers.popleft() if numbers else 0
    if kind == 5 and numbers:
        return numbers.popleft() & 0xFF
    if kind == 2 and len(numbers) >= 3:
        red, green, blue = (numbers.popleft() & 0xFF for _ in range(3))
        return 0x1000000 | red << 16 | green << 8 | blue
    return -1
