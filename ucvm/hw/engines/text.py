"""Texts: what engines derive from executable bytes is shared by everything that runs the same ones."""

import hashlib
from typing import Any

from ucvm.hw.mmu import AddressSpace

_KEPT = 64
Content = tuple[int, tuple[bytes, ...]]
_texts: dict[Content, "Text"] = {}
"""By bank and content, oldest first: bookkeeping of the host."""


Unit = tuple[object, list[int]]
"""A compiled module and the places that it calls."""


class Text:
    """One text with the bank in its window: by pc the reference engine's `operations` and the translator's `units` (None: nothing to translate)."""

    __slots__ = ("_content", "operations", "units")

    def __init__(self, content: Content) -> None:
        self._content = content
        self.operations: dict[int, Any] = {}
        self.units: dict[int, Unit | None] = {}

    @property
    def digest(self) -> str:
        """Names bank and content."""
        bank, pages = self._content
        return hashlib.sha256(b"".join([bank.to_bytes(4, "little"), *(len(page).to_bytes(4, "little") + page for page in pages)])).hexdigest()


def text_of(space: AddressSpace) -> Text:
    """The text that a process runs."""
    text: Text | None = space.codes.get(space.bank)
    if text is None:
        content = space.text()
        text = _texts[content] = space.codes[space.bank] = _texts.pop(content, None) or Text(content)
        while len(_texts) > _KEPT:
            _texts.pop(next(iter(_texts)))
    return text
