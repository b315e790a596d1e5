"""The escape sequence parser: a state machine over bytes that knows nothing of a screen.

States and transitions are those of the DEC VT500 parser as far as the guest's terminal type needs them; what is not known is swallowed
whole, so that no part of a sequence is ever shown as text. Source: ECMA-48, 5.3-5.4 and 8.3.
"""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

_PLAIN = re.compile(rb"[^\x00-\x1f\x7f]+")
_PARAMETERS = range(0x30, 0x40)
_INTERMEDIATES = range(0x20, 0x30)
_FINALS = range(0x40, 0x7F)
_STRINGS = b"]PX^_"
"""Escapes that open a string (OSC DCS SOS PM APC), ended by BEL or ESC \\."""
_LONGEST = 256
"""Bytes of a sequence that are kept; a longer one is swallowed without effect."""


class Sequence(NamedTuple):
    """A complete control sequence: private marker ("?" or ""), parameters (-1 where left out), intermediates with the final byte."""

    private: str
    parameters: tuple[int, ...]
    final: str


class Parser:
    """Feed bytes; `text`, `control`, `escape` and `sequence` are called in order."""

    def __init__(
        self,
        text: Callable[[str], None],
        control: Callable[[int], None],
        escape: Callable[[str], None],
        sequence: Callable[[Sequence], None],
    ) -> None:
        self._text, self._control, self._escape, self._sequence = text, control, escape, sequence
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._state = self._ground
        self._held = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes, cut anywhere."""
        at = 0
        while at < len(data):
            if self._state == self._ground and (match := _PLAIN.match(data, at)):
                self._emit(match.group())
                at = match.end()
            else:
                self._state(data[at])
                at += 1

    def _emit(self, plain: bytes) -> None:
        text = self._decoder.decode(plain)
        if text:
            self._text(text)

    def _ground(self, byte: int) -> None:
        broken = self._decoder.decode(b"", final=True)
        if broken:
            self._text(broken)
        if byte == 0x1B:
            self._held.clear()
            self._state = self._after_escape
        else:
            self._control(byte)

    def _after_escape(self, byte: int) -> None:
        if byte == ord("["):
            self._state = self._in_sequence
        elif byte in _STRINGS:
            self._state = self._in_string
        elif byte in _INTERMEDIATES:
            self._held.append(byte)
        elif byte < 0x20:
            self._inside(byte)
        else:
            self._state = self._ground
            self._escape((self._held + bytes([byte])).decode("latin-1"))

    def _in_sequence(self, byte: int) -> None:
        if byte in _PARAMETERS or byte in _INTERMEDIATES:
            self._held.append(byte)
        elif byte in _FINALS:
            self._state = self._ground
            if len(self._held) <= _LONGEST:
                self._sequence(read_sequence(bytes(self._held), byte))
        else:
            self._inside(byte)

    def _inside(self, byte: int) -> None:
        """A control byte within a sequence: ESC starts anew, CAN and SUB abandon, others act as usual."""
        if byte in (0x18, 0x1A, 0x1B):
            self._held.clear()
            self._state = self._after_escape if byte == 0x1B else self._ground
        elif byte < 0x20:
            self._control(byte)

    def _in_string(self, byte: int) -> None:
        if byte in (0x07, 0x18, 0x1A):
            self._state = self._ground
        elif byte == 0x1B:
            self._state = self._after_string

    def _after_string(self, byte: int) -> None:
        self._held.clear()
        self._state = self._ground
        if byte != ord("\\"):
            self._after_escape(byte)


def read_sequence(held: bytes, final: int) -> Sequence:
    """Take a control sequence apart; what is no number counts as left out."""
    text = held.decode("latin-1")
    private = text[0] if text[:1] in tuple("<=>?") else ""
    body = text[len(private) :]
    intermediates = body.lstrip("0123456789:;<=>?")
    numbers = body[: len(body) - len(intermediates)].replace(":", ";").split(";")
    parameters = tuple(min(int(number), 9999) if number.isdecimal() else -1 for number in numbers)
    return Sequence(private, () if parameters == (-1,) else parameters, intermediates + chr(final))
