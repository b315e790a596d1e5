"""The door's line editor: a line being typed over the screen, with history.

It is an overlay: nothing of it reaches the machine until Enter, and then as plain bytes that the tty echoes itself. Keys it does not
know are left to the tty. The pane decides when it may be active.
"""

from collections.abc import Callable
from typing import ClassVar

from ucvm.services.recall import Recall


class LineEditor:
    """`text` and `cursor` are the line. Earlier lines come from `recall`: those that begin as it does or, while `search` is text, contain that."""

    def __init__(self, recall: Recall | None = None) -> None:
        self.recall = recall or Recall()
        self.text = ""
        self.cursor = 0
        self.search: str | None = None
        self._at: int | None = None
        self._draft = ""

    @property
    def suggestion(self) -> str:
        """How the line might go on: the rest of the latest line that began so."""
        if not self.text or self.cursor < len(self.text) or self._at is not None or self.search is not None:
            return ""
        lines = self.recall.lines
        return next((lines[at][len(self.text) :] for at in self.recall.older(len(lines), self.text)), "")

    def press(self, key: str, character: str | None) -> bool:
        """Handle a key; False when it is none of the editor's."""
        if self.search is not None and self._searched(key, character):
            return True
        action = self._KEYS.get(key)
        if action:
            action(self)
            return True
        if character and character.isprintable():
            self.insert(character)
            return True
        return False

    def _searched(self, key: str, character: str | None) -> bool:
        """A key while searching; any that is no part of it ends the search and keeps the line that was found."""
        assert self.search is not None
        if key == "ctrl+r":
            self._find(self.search, len(self.recall.lines) if self._at is None else self._at)
        elif key in ("backspace", "ctrl+h"):
            self._find(self.search[:-1], len(self.recall.lines))
        elif character and character.isprintable():
            self._find(self.search + character, len(self.recall.lines) if self._at is None else self._at + 1)
        elif key in ("escape", "ctrl+g"):
            self.search, self._at = None, None
            self._set(self._draft)
        else:
            self.search = None
            return False
        return True

    def _find(self, part: str, start: int) -> None:
        self.search = part
        found = next(self.recall.older(start, part=part), None) if part else None
        if found is not None:
            self._at = found
            self._set(self.recall.lines[found])

    def _begin_search(self) -> None:
        self._draft, self._at = self.text, None
        self.search = ""

    def replace(self, start: int, text: str) -> None:
        """Put text in the place of what stands from `start` to the cursor."""
        self._cut(start, self.cursor)
        self.insert(text)

    def insert(self, text: str) -> None:
        """Put text at the cursor."""
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def clear(self) -> None:
        """Forget the line."""
        self.text, self.cursor, self._at, self.search = "", 0, None, None

    def accept(self) -> str:
        """The finished line; it is remembered and the editor is empty again."""
        line = self.text
        self.recall.add(line)
        self.clear()
        return line

    def _set(self, text: str) -> None:
        self.text, self.cursor = text, len(text)

    def _older(self) -> None:
        if self._at is None:
            self._draft = self.text
        at = len(self.recall.lines) if self._at is None else self._at
        found = next(self.recall.older(at, self._draft), None)
        if found is not None:
            self._at = found
            self._set(self.recall.lines[found])

    def _newer(self) -> None:
        if self._at is None:
            return
        lines = self.recall.lines
        self._at = next((at for at in range(self._at + 1, len(lines)) if lines[at].startswith(self._draft)), None)
        self._set(self._draft if self._at is None else lines[self._at])

    def _left(self) -> None:
        self.cursor = max(0, self.cursor - 1)

    def _right(self) -> None:
        if self.suggestion:
            self._set(self.text + self.suggestion)
        else:
            self.cursor = min(len(self.text), self.cursor + 1)

    def _home(self) -> None:
        self.cursor = 0

    def _end(self) -> None:
        self._set(self.text + self.suggestion)

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
        "up": _older, "down": _newer, "ctrl+n": _newer, "ctrl+r": _begin_search,
        "left": _left, "ctrl+b": _left, "right": _right, "ctrl+f": _right,
        "ctrl+left": _word_left, "ctrl+right": _word_right,
        "home": _home, "ctrl+a": _home, "end": _end, "ctrl+e": _end,
        "backspace": _erase, "ctrl+h": _erase, "delete": _delete,
        "ctrl+w": _erase_word, "ctrl+u": _erase_before, "ctrl+k": _erase_after,
    }  # fmt: skip
