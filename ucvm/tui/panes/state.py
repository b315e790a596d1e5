"""The state pane: the live state artifact as lines of JSON, with its validity. What changed since the last picture is marked."""

import json
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ucvm.state.artifact import ArtifactError, validate

BULK = "contents"
"""The member that holds the bytes of pages; only its size is shown."""
_CHANGED = Style(bold=True, reverse=True)
_PLAIN = Style()


class StatePane(ScrollView, can_focus=True):
    """The document, a line a row."""

    def __init__(self) -> None:
        super().__init__(id="state")
        self.border_title = "UCVM State"
        self._document: dict[str, Any] = {}
        self._lines: list[str] = []
        self._changed: set[int] = set()

    def show(self, document: dict[str, Any]) -> None:
        """Draw a document; nothing happens while it is the same."""
        if document is self._document or not document:
            return
        self._document = document
        before = set(self._lines)
        lines = document_lines(document)
        self._changed = {number for number, line in enumerate(lines) if before and line not in before}
        self._lines = lines
        self.border_title = f"UCVM State · {validity(document)}"
        self.virtual_size = Size(max(map(len, lines)), len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else ""
        style = self.rich_style + (_CHANGED if at in self._changed else _PLAIN)
        strip = Strip([Segment(line, style)], len(line))
        return strip.crop_extend(self.scroll_offset.x, self.scroll_offset.x + self.size.width, self.rich_style)


def document_lines(document: dict[str, Any]) -> list[str]:
    """The document as indented JSON in ASCII, pages' bytes left out."""
    memory = document["modules"]["memory"]
    short = f"{len(memory[BULK])} pages"
    modules = document["modules"] | {"memory": memory | {BULK: short}}
    return json.dumps(document | {"modules": modules}, indent=1, sort_keys=True).splitlines()


def validity(document: dict[str, Any]) -> str:
    """ "valid" with the checksum's first digits, or the problem."""
    try:
        validate(document)
    except ArtifactError as error:
        return f"INVALID {error}"
    return f"valid · {document['checksum'][:12]}"
