"""The line editor's keys and history."""

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from ucvm.tui.terminal.escapes import split_escapes
from ucvm.tui.terminal.keys import key_bytes
from ucvm.tui.terminal.lineedit import LineEditor


def typed(*keys: str, history: tuple[str, ...] = ()) -> LineEditor:
    editor = LineEditor()
    editor.recall.lines = list(history)
    for key in keys:
        for character in key if key.startswith("'") else [key]:
            if character != "'":
                editor.press(character, character if len(character) == 1 else None)
    return editor


@pytest.mark.parametrize(
    ("keys", "text", "cursor"),
    [
        (("'echo hi",), "echo hi", 7),
        (("'echo hi", "left", "left", "'X"), "echo Xhi", 6),
        (("'echo hi", "home", "'>", "end", "'<"), ">echo hi<", 9),
        (("'echo hi", "backspace"), "echo h", 6),
        (("'echo hi", "ctrl+a", "delete"), "cho hi", 0),
        (("'echo  hi", "ctrl+w"), "echo  ", 6),
        (("'echo hi", "ctrl+left", "ctrl+left", "ctrl+right"), "echo hi", 4),
        (("'echo hi", "ctrl+u"), "", 0),
        (("'echo hi", "left", "left", "ctrl+k"), "echo ", 5),
        (("backspace", "delete", "left", "right", "ctrl+w"), "", 0),
    ],
)
def test_editing(keys: tuple[str, ...], text: str, cursor: int) -> None:
    editor = typed(*keys)
    assert (editor.text, editor.cursor) == (text, cursor)


def test_history_goes_back_and_returns_to_the_draft() -> None:
    editor = typed("'ne", "up", "up", "up", history=("new", "old", "next"))
    assert editor.text == "new"
    editor.press("down", None)
    assert editor.text == "next"
    editor.press("down", None)
    editor.press("down", None)
    assert editor.text == "ne"


def test_what_is_suggested_is_taken_at_the_end_of_the_line() -> None:
    history = ("echo one", "echo two", "ls")
    assert typed("'echo", history=history).suggestion == " two"
    assert typed("'echo", "right", history=history).text == "echo two"
    assert typed("'echo", "end", history=history).text == "echo two"
    assert typed("'echo", "left", history=history).suggestion == ""
    assert typed("'nothing", "right", history=history).text == "nothing"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("ctrl+r", "'two"), "echo two x"),
        (("ctrl+r", "'echo", "ctrl+r"), "echo one"),
        (("ctrl+r", "'one", "backspace", "backspace", "backspace", "'two"), "echo two x"),
        (("'draft", "ctrl+r", "'one", "escape"), "draft"),
        (("'draft", "ctrl+r", "'zzz"), "draft"),
        (("ctrl+r", "'one", "home", "'X"), "Xecho one"),
    ],
)
def test_search(keys: tuple[str, ...], text: str) -> None:
    assert typed(*keys, history=("echo one", "echo two x", "ls")).text == text


def test_accepted_lines_are_remembered_once() -> None:
    editor = LineEditor()
    for line in ("ls", "ls", "  ", "pwd"):
        editor.insert(line)
        assert editor.accept() == line
    assert editor.recall.lines == ["ls", "pwd"]
    assert editor.text == ""


def test_keys_that_are_not_the_editors() -> None:
    assert not LineEditor().press("ctrl+c", "\x03")


@pytest.mark.parametrize(
    ("key", "character", "data"),
    [
        ("a", "a", b"a"),
        ("ä", "ä", "ä".encode()),
        ("ctrl+c", "\x03", b"\x03"),
        ("up", None, b"\x1b[A"),
        ("enter", "\r", b"\r"),
        ("f5", None, b""),
        ("alt+j", "j", b"\x1bj"),
        ("alt+j", None, b"\x1bj"),
        ("alt+up", None, b"\x1b\x1b[A"),
        ("alt+f5", None, b""),
    ],
)
def test_key_bytes(key: str, character: str | None, data: bytes) -> None:
    assert key_bytes(key, character) == data


@pytest.mark.parametrize("text", ["\x1bj", "\x1b:wq\r", "x\x1bA", "\x1b3j\x1b-", "\x1bbx\x1bf", "\x1b\x1b", "\x1bu\x1b/the", "\x1b\x03"])
def test_escape_with_keys_close_behind_reaches_the_tty_as_typed(text: str) -> None:
    split_escapes()
    parser = XTermParser()
    found = [event for part in (text, "") for event in parser.feed(part)]
    assert b"".join(key_bytes(event.key, event.character) for event in found if isinstance(event, Key)) == text.encode()
