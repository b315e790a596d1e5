"""The line discipline (POSIX, chapter 11): what becomes of the bytes a terminal sends and of those a program prints.

Pure functions of a Tty record. In canonical mode a line is edited until its end arrives, then read as a whole; else bytes are read as
they come (VMIN, VTIME). Which byte does what stands in one table. Erasing knows UTF-8, tabs and the two columns of `^X`, so the screen
always shows what the line holds.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ucvm.abi.constants import ControlChar, InputFlag, LocalFlag, OutputFlag
from ucvm.abi.signals import Signal

LINE_MAX = 4095
"""Longest line being edited; what does not fit rings the bell."""
INPUT_MAX = 65536
"""Bytes that wait to be read."""
_CONTROL_CHARS = {
    ControlChar.VINTR: 3,
    ControlChar.VQUIT: 28,
    ControlChar.VERASE: 127,
    ControlChar.VKILL: 21,
    ControlChar.VEOF: 4,
    ControlChar.VMIN: 1,
    ControlChar.VSTART: 17,
    ControlChar.VSTOP: 19,
    ControlChar.VSUSP: 26,
    ControlChar.VWERASE: 23,
}
DEFAULT_CC = bytes(_CONTROL_CHARS.get(ControlChar(index), 0) if index in tuple(ControlChar) else 0 for index in range(20))
DEFAULT_CFLAG = 0xBF
"""38400 baud, 8 bits, receiver on: kept for programs that look."""
_BACKSPACE, _TAB, _NEWLINE, _RETURN, _DELETE, _BELL = 8, 9, 10, 13, 127, b"\a"


class Tty(NamedTuple):
    """A terminal. `lines` are complete input (an empty one is an end of file), `edit` is what is not complete yet.

    `column` is where the next output goes, `start` where the line being edited began; `stopped` is ^S; `received` is when input came (ns).
    `session` is the session whose controlling terminal it is and `pgrp` the foreground process group, 0 for none.
    """

    iflag: int = InputFlag.ICRNL | InputFlag.IXON
    oflag: int = OutputFlag.OPOST | OutputFlag.ONLCR
    cflag: int = DEFAULT_CFLAG
    lflag: int = LocalFlag.ISIG | LocalFlag.ICANON | LocalFlag.ECHO | LocalFlag.ECHOE | LocalFlag.ECHOK | LocalFlag.ECHOCTL | LocalFlag.IEXTEN
    cc: bytes = DEFAULT_CC
    rows: int = 24
    cols: int = 80
    session: int = 0
    pgrp: int = 0
    lines: tuple[bytes, ...] = ()
    edit: bytes = b""
    column: int = 0
    start: int = 0
    stopped: bool = False
    received: int = 0

    @property
    def canonical(self) -> bool:
        """Whether input is edited by lines."""
        return bool(self.lflag & LocalFlag.ICANON)


class Fed(NamedTuple):
    """What input did: the new terminal, what appears on the screen, signals for the foreground group in order."""

    tty: Tty
    echo: bytes
    signals: tuple[Signal, ...]


# Columns

_WIDE = ((0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
         (0x1F300, 0x1F64F), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD))  # fmt: skip
_NARROW = ((0x300, 0x36F), (0x200B, 0x200F), (0xFE00, 0xFE0F))


def width(character: str) -> int:
    """Columns of a printable character: 2 for East Asian wide ones and pictures, 0 for marks that join the one before."""
    code = ord(character)
    if code < 0x300:
        return 1
    if any(low <= code <= high for low, high in _NARROW):
        return 0
    return 2 if any(low <= code <= high for low, high in _WIDE) else 1


def characters(line: bytes) -> list[bytes]:
    """The line cut into UTF-8 characters; bytes that are none stand alone."""
    text = line.decode("utf-8", "surrogateescape")
    return [character.encode("utf-8", "surrogateescape") for character in text]


def is_control(byte: int) -> bool:
    """Whether a byte is shown as ^X (the tab and the newline are not)."""
    return (byte < 32 and byte not in (_TAB, _NEWLINE)) or byte == _DELETE


def column_after(tty: Tty, column: int, line: bytes) -> int:
    """The column after echoing `line` from `column` on."""
    for character in characters(line):
        byte = character[0]
        if byte == _TAB:
            column = (column | 7) + 1
        elif is_control(byte):
            column += 2 if tty.lflag & LocalFlag.ECHOCTL else 0
        else:
            column += width(character.decode("utf-8", "replace"))
    return column


# Output


def output(tty: Tty, data: bytes) -> tuple[Tty, bytes]:
    """What a program's bytes are on the screen (OPOST, ONLCR), and the terminal with its new column."""
    tty = tty._replace(column=_moved(tty.column, data))
    if tty.oflag & OutputFlag.OPOST and tty.oflag & OutputFlag.ONLCR:
        data = data.replace(b"\n", b"\r\n")
    return tty, data


def _moved(column: int, data: bytes) -> int:
    """The column after output; escape sequences are not understood, as on every Unix."""
    last = max(data.rfind(b"\n"), data.rfind(b"\r"))
    if last >= 0:
        column, data = 0, data[last + 1 :]
    for byte in data:
        if byte == _TAB:
            column = (column | 7) + 1
        elif byte == _BACKSPACE:
            column = max(0, column - 1)
        elif byte >= 32 and byte & 0xC0 != 0x80:
            column += 1
    return column


# Input


class _Input:
    """Working copy of a terminal while bytes are fed; it lives only inside `feed`."""

    def __init__(self, tty: Tty) -> None:
        self.tty = tty
        self.lines = list(tty.lines)
        self.edit = tty.edit
        self.screen = bytearray()
        self.signals: list[Signal] = []

    def has(self, flag: LocalFlag) -> bool:
        return bool(self.tty.lflag & flag)

    def print(self, data: bytes) -> None:
        self.tty, shown = output(self.tty, data)
        self.screen += shown

    def show(self, byte: int) -> None:
        """Echo one byte as it is edited."""
        if not self.has(LocalFlag.ECHO):
            return
        if is_control(byte) and self.has(LocalFlag.ECHOCTL):
            self.print(bytes((94, byte ^ 64)))
        else:
            self.print(bytes((byte,)))

    def waiting(self) -> int:
        return sum(map(len, self.lines)) + len(self.edit)

    def plain(self, byte: int) -> None:
        """A byte that means itself."""
        if (self.tty.canonical and len(self.edit) >= LINE_MAX) or self.waiting() >= INPUT_MAX:
            self.print(_BELL)
            return
        if not self.edit:
            self.tty = self.tty._replace(start=self.tty.column)
        self.edit += bytes((byte,))
        self.show(byte)

    def complete(self, byte: int) -> None:
        """End of a line."""
        if self.has(LocalFlag.ECHO) or (byte == _NEWLINE and self.has(LocalFlag.ECHONL)):
            self.print(b"\n" if byte == _NEWLINE else bytes((byte,)))
        self.lines.append(self.edit + bytes((byte,)))
        self.edit = b""

    def end_of_file(self, byte: int) -> None:
        """^D: the line as it is; an empty one is the end."""
        self.lines.append(self.edit)
        self.edit = b""

    def remove(self, keep: int) -> None:
        """Shorten the line to `keep` bytes, on the screen too."""
        tty, before = self.tty, column_after(self.tty, self.tty.start, self.edit)
        self.edit = self.edit[:keep]
        if tty.lflag & LocalFlag.ECHO and tty.lflag & LocalFlag.ECHOE:
            self.print(b"\b \b" * (before - column_after(tty, tty.start, self.edit)))

    def erase(self, byte: int) -> None:
        """One character back."""
        if self.edit:
            self.remove(len(self.edit) - len(characters(self.edit)[-1]))
            if not self.has(LocalFlag.ECHOE):
                self.show(byte)

    def erase_word(self, byte: int) -> None:
        """The word before the cursor and the blanks after it."""
        head = self.edit.rstrip(b" \t")
        self.remove(max(head.rfind(b" "), head.rfind(b"\t")) + 1)

    def kill(self, byte: int) -> None:
        """The whole line."""
        if self.has(LocalFlag.ECHOE):
            self.remove(0)
            return
        self.edit = b""
        self.show(byte)
        if self.has(LocalFlag.ECHOK):
            self.print(b"\n")

    def signal(self, number: Signal, byte: int) -> None:
        """A key that signals the foreground group, dropping input unless NOFLSH."""
        self.signals.append(number)
        if not self.has(LocalFlag.NOFLSH):
            self.lines, self.edit = [], b""
        self.tty = self.tty._replace(stopped=False)
        self.show(byte)

    def interrupt(self, byte: int) -> None:
        self.signal(Signal.SIGINT, byte)

    def quit(self, byte: int) -> None:
        self.signal(Signal.SIGQUIT, byte)

    def suspend(self, byte: int) -> None:
        self.signal(Signal.SIGTSTP, byte)

    def stop_output(self, byte: int) -> None:
        self.tty = self.tty._replace(stopped=True)

    def start_output(self, byte: int) -> None:
        self.tty = self.tty._replace(stopped=False)


class _Special(NamedTuple):
    """A row of the table of special characters: active when all `local` and `input` flags are set."""

    char: ControlChar
    local: int
    input: int
    action: Callable[[_Input, int], None]


_SPECIALS = (
    _Special(ControlChar.VINTR, LocalFlag.ISIG, 0, _Input.interrupt),
    _Special(ControlChar.VQUIT, LocalFlag.ISIG, 0, _Input.quit),
    _Special(ControlChar.VSUSP, LocalFlag.ISIG, 0, _Input.suspend),
    _Special(ControlChar.VSTOP, 0, InputFlag.IXON, _Input.stop_output),
    _Special(ControlChar.VSTART, 0, InputFlag.IXON, _Input.start_output),
    _Special(ControlChar.VERASE, LocalFlag.ICANON, 0, _Input.erase),
    _Special(ControlChar.VWERASE, LocalFlag.ICANON | LocalFlag.IEXTEN, 0, _Input.erase_word),
    _Special(ControlChar.VKILL, LocalFlag.ICANON, 0, _Input.kill),
    _Special(ControlChar.VEOF, LocalFlag.ICANON, 0, _Input.end_of_file),
    _Special(ControlChar.VEOL, LocalFlag.ICANON, 0, _Input.complete),
)
"""An earlier row wins when two characters are the same; a character set to 0 is off."""


@lru_cache(maxsize=64)
def _actions(lflag: int, iflag: int, cc: bytes) -> dict[int, Callable[[_Input, int], None]]:
    actions: dict[int, Callable[[_Input, int], None]] = {_NEWLINE: _Input.complete} if lflag & LocalFlag.ICANON else {}
    for row in reversed(_SPECIALS):
        if cc[row.char] and lflag & row.local == row.local and iflag & row.input == row.input:
            actions[cc[row.char]] = row.action
    return actions


def _mapped(iflag: int, byte: int) -> int | None:
    """A byte as the input flags change it; None drops it."""
    if iflag & InputFlag.ISTRIP:
        byte &= 0x7F
    if byte == _RETURN:
        if iflag & InputFlag.IGNCR:
            return None
        return _NEWLINE if iflag & InputFlag.ICRNL else byte
    return _RETURN if byte == _NEWLINE and iflag & InputFlag.INLCR else byte


def feed(tty: Tty, data: bytes, now: int) -> Fed:
    """Bytes arrive from the terminal at `now` (ns)."""
    work, actions = _Input(tty), _actions(tty.lflag, tty.iflag, tty.cc)
    for raw in data:
        byte = _mapped(tty.iflag, raw)
        if byte is not None:
            action = actions.get(byte)
            if action is None:
                work.plain(byte)
            else:
                action(work, byte)
    done = work.tty._replace(lines=tuple(work.lines), edit=work.edit, received=now)
    return Fed(done, bytes(work.screen), tuple(work.signals))


# Reading


def available(tty: Tty) -> int:
    """Bytes a read could get now."""
    return sum(map(len, tty.lines)) + (0 if tty.canonical else len(tty.edit))


def take(tty: Tty, length: int) -> tuple[Tty, bytes]:
    """What a read of `length` bytes gets of the input there is (canonical: of the first line)."""
    if tty.canonical:
        first, *rest = tty.lines
        left = (first[length:],) if len(first) > length else ()
        return tty._replace(lines=(*left, *rest)), first[:length]
    data = b"".join(tty.lines) + tty.edit
    return tty._replace(lines=(), edit=data[length:]), data[:length]


def configure(tty: Tty, iflag: int, oflag: int, cflag: int, lflag: int, cc: bytes, flush: bool = False) -> Tty:
    """Other settings. Input that was not complete becomes readable when canonical mode ends or begins; `flush` drops all input."""
    lines, edit = ((), b"") if flush else (tty.lines, tty.edit)
    if edit and (tty.lflag ^ lflag) & LocalFlag.ICANON:
        lines, edit = (*lines, edit), b""
    return tty._replace(iflag=iflag, oflag=oflag, cflag=cflag, lflag=lflag, cc=cc, lines=lines, edit=edit)
