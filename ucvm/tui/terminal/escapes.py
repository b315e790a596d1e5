"""ESC with a key close behind it, as fast typists, tmux and vi's users send it: two keys.

Textual takes both for one key with Alt; where the second is punctuation it forgets the ESC ("ESC :" would be ":"), and a second ESC it makes "^",
and a digit what a Mac has on Alt and that digit.
A program in the machine has to get what was typed, byte for byte, so its parser is told to give the Escape key first. Nothing is bound to Alt.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

_Reader = Callable[[XTermParser, str, bool], Iterable[events.Key]]


def split_escapes() -> None:
    """Change Textual's parser; a second time does nothing."""
    reader = XTermParser._sequence_to_key_events
    if not hasattr(reader, "__wrapped__"):
        XTermParser._sequence_to_key_events = _splitting(reader)  # type: ignore[method-assign,assignment]


def _splitting(reader: _Reader) -> _Reader:
    @wraps(reader)
    def read(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence == "\x1b":
            yield events.Key("ctrl+left_square_bracket", sequence)
            return
        if len(sequence) == 2 and isinstance(ANSI_SEQUENCES_KEYS.get(sequence), str):
            alt, sequence = True, sequence[1:]
        if alt:
            yield events.Key("escape", "\x1b")
        yield from reader(parser, sequence, False)

    return read
