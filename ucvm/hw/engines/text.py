"""Texts: what engines derive from executable bytes is shared by everything that runs the same ones."""

from typing import Any

from ucvm.hw.mmu import AddressSpace

_KEPT = 64
_texts: dict[tuple[int, tuple[bytes, ...]], "Text"] = {}
"""By bank and content, oldest first: bookkeeping of the host."""


class Text:
    """One text with the bank in its window. `operations` are the reference engine's, by pc."""

    __slots__ = ("operations",)

    def __init__(self) -> None:
        self.operations: dict[int, Any] = {}


def text_of(space: AddressSpace) -> Text:
    """The text that a process runs."""
    text: Text | None = space.codes.get(space.bank)
    if text is None:
        content = space.text()
        text = _texts[content] = space.codes[space.bank] = _texts.pop(content, None) or Text()
        while len(_texts) > _KEPT:
            _texts.pop(next(iter(_texts)))
    return text
