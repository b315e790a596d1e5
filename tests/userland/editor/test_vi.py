"""What a person sees of vi, and what no key in keys.txt shows: files, signals, windows, options."""

import pytest

from tests.userland.editor.session import Session
from tests.userland.guest import line

TALL = "".join(f"line {number} {'x' * (number % 50)}\n" for number in range(1, 61)).encode()
MIXED = (
    TALL
    + b"long " + b"0123456789" * 30 + b"\n"
    + "tab\tx\ty\x01\x7f bad \xff\n".encode("latin-1")
    + ("日本語テキスト" * 10 + "\n").encode()
    + b"\t" * 12 + b"far\nend\n"
)  # fmt: skip


def edit(data: bytes, arguments: str = "f", rows: int = 24, columns: int = 80) -> Session:
    return Session(rows, columns).write("f", data).type(f"vi {arguments}\r")


def test_the_file_fills_the_screen() -> None:
    session = edit(b"one\ntwo\n")
    assert session.text() == ["one", "two", *["~"] * 21, '"f" 2 lines, 8 characters']
    assert session.cursor == (0, 0)
    assert session.screen.alternate is not None
    assert session.type(":q\r").screen.alternate is None
    assert session.text()[session.screen.row] == "$"


def test_lines_that_come_at_once_are_all_in_the_window() -> None:
    session = edit(b"").type("ione\r").type("two\rthree\r").type("four")
    assert session.text()[:5] == ["one", "two", "three", "four", "~"]
    session.type("\x1bgg").type("Ozero\rhalf")
    assert session.text()[:4] == ["zero", "half", "one", "two"]


WALK = [
    "\x06", "\x06", "\x02", "\x04", "\x15", "\x05", "\x19", "G", "k", "kkk", "dd", "p", "u", "1G", "30G", "ohello\x1b", "5dd",
    "u", "J", "/end\r", "z\r", "z.", "z-", "H", "L", "M", ":set number\r", "dd", "P", ":set nonumber list\r", "j",
    ":set nolist ts=4\r", "x", "A\rnew\x1b", "G10x", "Gkkx", "Gkk2x", "$x", "3Gi" + "w" * 200 + "\x1b", "0D", "u", ":1,20d\r",
    "u", ":g/1/d\r", "u", ":%s/line/LINE/\r", "10G3>>", "yyP", "4p", "\x0c", "\x12", "ddGp", "1GdG", "u", "GA tail\x1b",
    "Oabove\x1b", "61G$", "0", "dd",
]  # fmt: skip


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (7, 30), (40, 132)])
def test_what_is_sent_is_what_a_new_screen_would_be(rows: int, columns: int) -> None:
    session = edit(MIXED, rows=rows, columns=columns)
    for keys in WALK:
        session.type(keys)
        seen, cursor = session.text()[:-1], session.cursor
        session.type("\x0c")
        assert (keys, session.text()[:-1], session.cursor) == (keys, seen, cursor)


def test_little_is_sent() -> None:
    session = edit(b"some words\n" * 5 + TALL)
    assert session.type("j").sent < 20
    assert session.type("x").sent < 40
    assert session.type("dd").sent < 150
    assert session.type("\x05").sent < 150
    assert session.type("iabc").sent < 40


def test_columns_of_tabs_controls_and_wide_characters() -> None:
    session = edit("a\tb\x01é日x\n".encode())
    assert session.text()[0] == "a       b^Aé日x"
    assert [session.type(keys).cursor[1] for keys in ("", "l", "l", "l", "l", "l", "l", "l")] == [0, 7, 8, 9, 11, 12, 14, 14]
    assert session.type("0i").cursor == (0, 0)
    assert session.type("\x1b1|i").cursor == (0, 0)
    assert session.type("\x1b7|i").cursor == (0, 1)


def test_a_line_longer_than_the_screen_wraps_and_one_that_does_not_fit_is_held_back() -> None:
    session = edit(b"x" * 25 + b"\n" + b"y" * 35 + b"\nz\n", rows=6, columns=10)
    assert session.text()[:5] == ["x" * 10, "x" * 10, "x" * 5, "@", "@"]
    assert session.type("j").text()[:5] == ["y" * 10, "y" * 10, "y" * 10, "y" * 5, "z"]
    assert edit(b"q" * 95 + b"\n", rows=6, columns=10).type("$").text()[:5] == ["q" * 10, "q" * 10, "q" * 10, "q" * 10, "q" * 5]


def test_another_window_size_is_drawn_anew() -> None:
    session = edit(TALL).type("20G").resize(10, 40)
    assert session.text()[session.screen.row].startswith("line 20")
    assert session.resize(30, 100).text()[session.screen.row].startswith("line 20")


def test_stop_and_go_on() -> None:
    session = edit(b"one\ntwo\n").type("x\x1a")
    assert "Stopped" in "\n".join(session.text())
    assert session.type("echo shell\r").text()[session.screen.row - 1] == "shell"
    assert session.type("fg\r").text()[:2] == ["ne", "two"]
    assert session.type(":wq\r").read("f") == b"ne\ntwo\n"


def test_interrupt_ends_a_search_and_text_input() -> None:
    session = edit(b"abc\n").type("ix").type("\x03").type("p:wq\r")
    assert session.read("f") == b"xabc\n"
    session = edit(b"aaaaaaaaaaaaaaaaaaaaaaaaab\n" * 20000)
    session.type("/\\(a*\\)*c\r", budget=5_000_000)
    assert session.type("\x03").bottom == "Interrupted"
    assert session.type("dd:wq\r").read("f").count(b"\n") == 19999


def test_messages() -> None:
    session = edit(b"one\n")
    for keys, message in [
        ("/two\r", "Pattern not found"),
        (":frobnicate\r", "frobnicate: no such command"),
        (":99\r", "Not that many lines in the buffer"),
        ("\x07", '"f" line 1 of 1 (100%)'),
        ("xu\x07", '"f" [Modified] line 1 of 1 (100%)'),
        (":q\r", "The file is modified: write it, or use ! to override"),
        (":e other\r", "The file is modified: write it, or use ! to override"),
        (":w /tmp\r", "/tmp: Is a directory"),
        (":w /nothere/x\r", "/nothere/x: No such file or directory"),
        (":w /etc/passwd\r", "/etc/passwd exists: use ! to override"),
        (":w! /etc/passwd\r", "/etc/passwd: Permission denied"),
        (":r nothere\r", "nothere: No such file or directory"),
        (":s/\\(/x/\r", "Unmatched ( or \\("),
        (":3,1p\r", "The second address is before the first"),
        (":'xp\r", "Mark not set"),
        (":set nothing\r", "nothing: no such option: 'set all' shows all"),
        (":tag x\r", "There are no tags"),
        (":w g\r", '"g" [New file] 1 lines, 4 characters'),
        (":w >>g\r", '"g" [Appended] 1 lines, 4 characters'),
        (":=\r", "1"),
        (":p\r", "one"),
        (":ve\r", "vi of UCVM, after POSIX.1-2008"),
    ]:
        assert session.type(keys).bottom == message


def test_lines_that_ex_prints_wait_for_a_key() -> None:
    session = edit(b"one\ntwo\nthree\n").type(":1,2p\r")
    assert session.text()[-3:] == ["one", "two", "[Hit return to continue]"]
    assert session.type("\r").text()[:4] == ["one", "two", "three", "~"]
    assert session.type(":l\r").bottom == "two$"
    assert session.type(":nu\r").bottom == "     2  two"


@pytest.mark.parametrize(
    ("option", "keys", "row"),
    [
        ("number", "", "     1  a\tb Ab".expandtabs()),
        ("list", "", "a^Ib Ab$"),
        ("tabstop=4", "", "a   b Ab"),
        ("ignorecase", "/ab\rx", "a       b b"),
        ("noignorecase", "/Ab\rx", "a       b b"),
        ("shiftwidth=2", ">>", "  a     b Ab"),
    ],
)
def test_options_change_the_screen(option: str, keys: str, row: str) -> None:
    assert edit(b"a\tb Ab\n").type(f":set {option}\r{keys}").text()[0] == row


def test_other_options() -> None:
    session = edit(b"one\ntwo\nthree\nfour\n")
    assert session.type(":set showmode\r").bottom.endswith(" Command")
    assert session.type("i").bottom.endswith(" Insert")
    assert session.type("\x1b:set noshowmode ruler\r").bottom.endswith(" 1,1")
    assert session.type("jl").bottom.endswith(" 2,2")
    assert session.type(":set noruler report=1\r:1,2d\r").bottom == "2 lines deleted"
    assert session.type("u:set report=5\r:1,2d\r").bottom == ""
    assert session.type("u:set nowrapscan\rG/one\r").bottom == "Search hit the bottom without a match"
    assert session.type(":set wrapscan\r/one\r").cursor == (0, 0)
    assert session.type(":set ts?\r").bottom == "tabstop=8"
    assert session.type(":set nomagic\r/o.e\r").bottom == "Pattern not found"
    assert session.type(":set magic readonly\rx:w\r").bottom == "The file is readonly: use ! to override"
    assert session.type(":set all\r\rZ").text()[0] == "ne"


def test_read_only() -> None:
    session = edit(b"one\n", "-R f").type("x:w\r")
    assert session.bottom == "The file is readonly: use ! to override"
    assert session.type(":w!\r").read("f") == b"ne\n"
    session = Session().write("f", b"one\n").type("view f\r").type("xZZ")
    assert session.bottom == "The file is readonly: use ! to override"
    session = Session().write("f", b"one\n", 0o444).type("chmod 444 f; vi f\r")
    assert session.bottom == '"f" [Read only] 1 lines, 4 characters'


def test_arguments() -> None:
    assert edit(b"a\nb\nc\n", "+ f").cursor == (2, 0)
    assert edit(b"a\nb\nc\n", "+2 f").cursor == (1, 0)
    assert edit(b"a\nb\nc\n", "-c /c f").cursor == (2, 0)
    assert edit(TALL, "-w 5 f").type(":1z\r").text()[-6:-1] == [f"line {number} {'x' * number}" for number in range(1, 6)]
    assert "there are no tags" in "\n".join(edit(b"", "-t x").text())
    session = Session().write("a", b"1\n").write("b", b"2\n").write("c", b"3\n").type("vi a b c\r")
    assert session.type(":args\r").bottom == "[a] b c"
    assert session.type(":n\r").text()[0] == "2"
    assert session.type("x:n\r").bottom == "The file is modified: write it, or use ! to override"
    assert session.type(":n!\r").text()[0] == "3"
    assert session.type(":n\r").bottom == "No more files to edit"
    assert session.type(":rew\r").text()[0] == "1"
    assert session.type(":e b\r").text()[0] == "2"
    assert session.type(":e #\r").text()[0] == "1"
    assert session.type("\x1e").text()[0] == "2"
    assert session.type(":q\r").bottom == "2 more files to edit"


def test_settings_are_read() -> None:
    session = Session().write("f", b"x\n").type("EXINIT='set number' vi f\r")
    assert session.text()[0] == "     1  x"
    session = Session().write("f", b"x\n").write(".exrc", b"set list\nmap q x\n").type("HOME=/tmp vi f\r")
    assert session.text()[0] == "x$"
    assert session.type("q").text()[0] == "$"


def test_a_killed_vi_keeps_what_was_not_written() -> None:
    session = edit(b"one\ntwo\n").type("xihello \x1b")
    session.type("\x1a").type("kill %1; fg\r")
    assert session.read("f") == b"one\ntwo\n"
    assert session.type("vi -r\r").text()[session.screen.row - 1] == "f"
    session.type("vi -r f\r")
    assert session.text()[:2] == ["hello ne", "two"]
    assert session.type(":wq\r").read("f") == b"hello ne\ntwo\n"
    assert session.type("clear; vi -r\r").text()[:2] == ["$", ""]


def test_the_end_of_the_terminal_keeps_the_text() -> None:
    session = edit(b"one\n").type("x")
    assert session.type("\x1a").type("kill -HUP %1; fg; ls\r").read("vi.1000.f") == b"ne\n"


def test_a_full_disk_harms_neither_file_nor_text() -> None:
    session = Session().write("f", b"old text\n").type("vi f\r").type("yy3000p")
    session.type(":!head -c 20M /dev/zero >/tmp/big\r\r").type(":w\r")
    assert session.bottom == "f: No space left on device"
    assert session.read("f") == b"old text\n"
    session.type(":!rm /tmp/big\r\r").type(":w\r")
    assert session.read("f") == b"old text\n" * 3001


def test_a_file_far_larger_than_memory() -> None:
    text = b"".join(b"%d some words to make it longer\n" % number for number in range(60000))
    session = edit(text).type("G")
    assert session.text()[-2] == "59999 some words to make it longer"
    session.type("dd1GP").type(":30000\r").type("dd").type(":$t0\r").type(":w\r")
    lines = text.splitlines(keepends=True)
    last = lines.pop()
    moved = [last, *lines]
    del moved[29999]
    assert session.read("f") == b"".join([moved[-1], *moved])
    assert session.type("uu:q!\r").text()[session.screen.row] == "$"


def test_a_line_far_longer_than_memory() -> None:
    session = edit(b"short\n" + b"y" * 200_000 + b"\nend\n")
    assert session.type("jA tail\x1b0x").type(":w\r").read("f") == b"short\n" + b"y" * 199_999 + b" tail\nend\n"
    assert session.type(":s/y/z/\r").bottom == "Line too long"
    assert session.type("dd:wq\r").read("f") == b"short\nend\n"


def test_binary_passes_unharmed() -> None:
    data = bytes(range(256)) * 3 + b"\n"
    assert edit(data).type("ddP:w\r").read("f") == data


def test_commands_of_the_shell() -> None:
    session = edit(b"b\na\n").type(":!echo seen\r")
    assert session.above() == ["seen", "[Hit return to continue]"]
    assert session.type("\r").text()[:2] == ["b", "a"]
    assert session.type(":%!sort\r").text()[:2] == ["a", "b"]
    assert session.type(":sh\r").type("echo in a shell\r").text()[session.screen.row - 1] == "in a shell"
    assert session.type("exit\r").text()[:2] == ["a", "b"]
    assert session.type(":1w !cat\r").above() == ["a", "[Hit return to continue]"]
    session.type("\r:!echo again\r")
    assert session.type("\r:!!\r").above() == ["again", "[Hit return to continue]"]


def test_arrows_move() -> None:
    session = edit(b"abc\ndef\n").type("\x1b[C\x1b[Bx\x1b[A\x1b[Dx")
    assert session.type("i1\x1b[C2\x1b[B3\x1b:wq\r").read("f") == b"1b2c\ndf3\n"


def test_ex_takes_commands_from_a_file() -> None:
    script = "printf 'a\\nb\\nc\\n' > f; ex -s f <<'E'\n2d\n1a\nnew\nlines\n.\n$s/c/C/\ng/l/t$\nwq\nE\ncat f"
    assert line(script).out == "a\nnew\nlines\nC\nlines\n"
    done = line("printf 'a\\nb\\n' > f; printf 's/x/y/\\nw! g\\n' | ex -s f; echo $?; ls g")
    assert (done.out, done.err) == ("1\n", "ex: No match found\nls: cannot access 'g': No such file or directory\n")
    assert line("printf 'a\\nb\\n' > f; printf '1\\n\\n1s/a/x/\\nf\\n=\\nq!\\n' | ex f").out == (
        '"f" 2 lines, 4 characters\n:a\n:b\n:x\n:"f" [Modified] line 1 of 2 (50%)\n:2\n:'
    )


def test_ex_mode_and_back() -> None:
    session = edit(b"one\ntwo\n").type("Q")
    assert session.text()[session.screen.row] == ":"
    session.type("1d\r")
    assert session.text()[session.screen.row - 1] == "two"
    assert session.type("vi\r").text()[:2] == ["two", "~"]
