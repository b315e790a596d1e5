"""The door's line editor: a line being typed over the screen, with history.

It is an overlay: nothing of it reaches the machine until Enter, and then as plain bytes that the tty echoes itself. Keys it does not
know are left to the tty. The pane decides when it may be active.
"""

from collections.abc import Callable
from typing import ClassVar

HISTORY_LIMIT = 1000


class LineEditor:
    """`text` and `cursor` are the line; `history` holds earlier lines, oldest first."""

    def __init__(self) -> None:
        self.text = ""
        self.cursor = 0
        self.history: list[str] = []
        self._at: int | None = None
        self._draft = ""

    def press(self, key: str, character: str | None) -> bool:
        """Handle a key; False when it is none of the editor's."""
        action = self._KEYS.get(key)
        if action:
            action(self)
            return True
        if character and character.isprintable():
            self.insert(character)
            return True
        return False

    def insert(self, text: str) -> None:
        """Put text at the cursor."""
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def clear(self) -> None:
        """Forget the line."""
        self.text, self.cursor, self._at = "", 0, None

    def accept(self) -> str:
        """The finished line; it is remembered and the editor is empty again."""
        line = self.text
        if line.strip() and (not self.history or self.history[-1] != line):
            self.history.append(line)
            del self.history[:-HISTORY_LIMIT]
        self.clear()
        return line

    def _set(self, text: str) -> None:
        self.text, self.cursor = text, len(text)

    def _older(self) -> None:
        at = len(self.history) if self._at is None else self._at
        if at > 0:
            if self._at is None:
                self._draft = self.text
            self._at = at - 1
            self._set(self.history[self._at])

    def _newer(self) -> None:
        if self._at is None:
            return
        self._at += 1
        if self._at < len(self.history):
            self._set(self.history[self._at])
        else:
            self._at = None
            self._set(self._draft)

    def _left(self) -> None:
        self.cursor = max(0, self.cursor - 1)

    def _right(self) -> None:
        self.cursor = min(len(self.text), self.cursor + 1)

    def _home(self) -> None:
        self.cursor = 0

    def _end(self) -> None:
        self.cursor = len(self.text)

    def _word_left(self) -> None:
        self.cursor = self._word_start()

    def _word_right(self) -> None:
        rest = self.text[self.cursor :]
        gap = len(rest) - len(rest.lstrip())
        word = rest.lstrip().partition(" ")[0]
        self.cursor += gap + len(word)

    def _word_start(self) -> int:
        return self.text[: self.cursor].rstrip().rfind(" ") + 1

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start

    def _erase(self) -> None:
        self._cut(max(0, self.cursor - 1), self.cursor)

    def _delete(self) -> None:
        self._cut(self.cursor, self.cursor + 1)

    def _erase_word(self) -> None:
        self._cut(self._word_start(), self.cursor)

    def _erase_before(self) -> None:
        self._cut(0, self.cursor)

    def _erase_after(self) -> None:
        self._cut(self.cursor, len(self.text))

    _KEYS: ClassVar[dict[str, Callable[["LineEditor"], None]]] = {
        "up": _older, "ctrl+p": _older, "down": _newer, "ctrl+n": _newer,
        "left": _left, "ctrl+b": _left, "right": _right, "ctrl+f": _right,
        "ctrl+left": _word_left, "ctrl+right": _word_right,
        "home": _home, "ctrl+a": _home, "end": _end, "ctrl+e": _end,
        "backspace": _erase, "ctrl+h": _erase, "delete": _delete,
        "ctrl+w": _erase_word, "ctrl+u": _erase_before, "ctrl+k": _erase_after,
    }  # fmt: skip
