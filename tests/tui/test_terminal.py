"""The terminal: parser and screen, by feature and against another implementation."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucvm.tui.terminal.screen import PLAIN, Pen, Screen


def shown(data: str | bytes, rows: int = 5, columns: int = 10) -> Screen:
    screen = Screen(rows, columns)
    screen.feed(data.encode() if isinstance(data, str) else data)
    return screen


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("hello\r\nworld", ["hello", "world"]),
        ("0123456789ab", ["0123456789", "ab"]),
        ("0123456789\r\nab", ["0123456789", "ab"]),
        ("abc\b\bX", ["aXc"]),
        ("a\tb", ["a       b"]),
        ("\x1b[2;3HX\x1b[AY", ["   Y", "  X"]),
        ("abcdef\x1b[3D\x1b[K", ["abc"]),
        ("abcdef\x1b[3D\x1b[1K", ["    ef"]),
        ("abc\x1b[2J\x1b[HX", ["X"]),
        ("abcdef\x1b[1G\x1b[2P", ["cdef"]),
        ("abcdef\x1b[2G\x1b[2@", ["a  bcdef"]),
        ("abcdef\x1b[2G\x1b[3X", ["a   ef"]),
        ("1\r\n2\r\n3\x1b[2H\x1b[L", ["1", "", "2", "3"]),
        ("1\r\n2\r\n3\x1b[2H\x1b[M", ["1", "3"]),
        ("1\r\n2\r\n3\r\n4\r\n5\r\n6", ["2", "3", "4", "5", "6"]),
        ("\x1b[2;3r1\r\n2\r\n3\r\n4", ["1", "3", "4"]),
        ("\x1bMtop", ["top"]),
        ("a\x1b7bc\x1b8X", ["aXc"]),
        ("[bold]x[/] ```", ["[bold]x[/]", " ```"]),
        ("\x1b]0;title\x07shown", ["shown"]),
        ("\x1bP1;2|data\x1b\\shown", ["shown"]),
        ("\x1b[999;999Hx", ["", "", "", "", "         x"]),
        ("\x1b[?9999h\x1b[1;2;3zok", ["ok"]),
        ("\x1b[38;2;1mtext", ["text"]),
        ("語語", ["語語"]),
        ("語\x1b[2GX", [" X"]),
        ("e\u0301", ["e\u0301"]),
    ],
)
def test_output(data: str, lines: list[str]) -> None:
    screen = shown(data)
    assert screen.text() == lines + [""] * (screen.rows - len(lines))


def test_utf8_may_be_cut_anywhere() -> None:
    screen = Screen(2, 10)
    for byte in "ä語".encode():
        screen.feed(bytes([byte]))
    assert screen.text()[0] == "ä語"


def test_what_is_not_utf8_becomes_a_replacement_character() -> None:
    assert shown(b"a\xff\xfeb\n").text()[0] == "a\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("sequence", "pen"),
    [
        ("1", Pen(bold=True)),
        ("1;22", PLAIN),
        ("31;44", Pen(1, 4)),
        ("97;100", Pen(15, 8)),
        ("38;5;200", Pen(200)),
        ("48;2;1;2;3", Pen(-1, 0x1010203)),
        ("7;0", PLAIN),
        ("31;39", PLAIN),
        ("", PLAIN),
    ],
)
def test_colours(sequence: str, pen: Pen) -> None:
    assert shown(f"\x1b[{sequence}mx").lines[0][0].pen == pen


def test_alternate_screen_comes_and_goes() -> None:
    screen = shown("shell\x1b[?1049hvi\x1b[2Jfull")
    assert "full" in "".join(screen.text())
    screen.feed(b"\x1b[?1049l!")
    assert screen.text()[0] == "shell!"


def test_scrollback_keeps_what_left() -> None:
    screen = shown("\r\n".join(str(number) for number in range(12)), rows=3)
    assert ["".join(cell.text for cell in line).rstrip() for line in screen.scrollback] == [str(number) for number in range(9)]


def test_resize_keeps_the_end() -> None:
    screen = shown("1\r\n2\r\n3\r\n4\r\n5")
    screen.resize(3, 4)
    assert (screen.text(), screen.row) == (["3", "4", "5"], 2)
    screen.resize(5, 10)
    assert (screen.text(), screen.row) == (["1", "2", "3", "4", "5"], 4)


def test_only_changed_rows_are_dirty() -> None:
    screen = shown("x")
    screen.dirty.clear()
    screen.feed(b"\x1b[3;1Hy")
    assert screen.dirty == {2}


# What the other implementation takes without failing: one number from 1 on, two for H, 0 to 2 for the erasing sequences.
# M is left out: there a row stays as it was when the one that should take its place was never written.
numbers = st.integers(1, 12).map(str)
erasing = st.integers(0, 2).map(str)
pieces = st.one_of(
    st.text("abcdefgh XYZ", max_size=4),
    st.sampled_from(["\r\n", "\r", "\n", "\b", "\x1bM", "\x1bD"]),
    st.builds("\x1b[{}{}".format, numbers, st.sampled_from("ABCDEFGLPX@d")),
    st.builds("\x1b[{}{}".format, erasing, st.sampled_from("JK")),
    st.builds("\x1b[{};{}H".format, numbers, numbers),
    st.builds("\x1b7{}\x1b8".format, st.text("ab\r\n", max_size=4)),
)


@settings(max_examples=300)
@given(st.lists(pieces, max_size=20))
def test_against_pyte(parts: list[str]) -> None:
    data = "".join(parts)
    other = pyte.Screen(100, 5)
    pyte.Stream(other).feed(data)
    assert shown(data, columns=100).text() == [line.rstrip() for line in other.display], repr(data)


fragments = [b"\x1b[", b"\x1b]", b"\x1bP", b";99999", b"H", b"r", "語".encode()]


@settings(max_examples=300)
@given(st.lists(st.one_of(st.binary(max_size=6), st.sampled_from(fragments)), max_size=40))
def test_no_output_breaks_the_screen(parts: list[bytes]) -> None:
    screen = Screen(4, 7)
    for part in parts:
        screen.feed(part)
    screen.resize(3, 5)
    assert all(len(line) == 5 for line in screen.lines)
    assert len(screen.lines) == 3
    assert 0 <= screen.row < 3
    assert 0 <= screen.column < 5
