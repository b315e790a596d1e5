"""The pagers, by their screens."""

import pytest

from tests.userland.editor.session import Session
from tests.userland.guest import line

NUMBERS = "".join(f"{number}\n" for number in range(1, 101)).encode()


def page(arguments: str = "f", data: bytes = NUMBERS, rows: int = 11, columns: int = 30) -> Session:
    return Session(rows, columns).write("f", data).type(f"less {arguments}\r")


def rows_from(first: int, count: int = 10) -> list[str]:
    return [str(number) for number in range(first, first + count)]


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ("", 1), (" ", 11), ("f", 11), ("\x06", 11), ("\x16", 11), ("3 ", 4), ("  b", 11), ("  \x02", 11), ("  \x1b[5~", 11),
        ("\x1b[6~", 11), ("d", 6), ("\x04", 6), ("3dd", 7), ("dddu", 11), ("ddd\x15", 11), ("j", 2), ("\r", 2), ("\n", 2),
        ("e", 2), ("\x1b[B", 2), ("5j", 6), ("5jk", 5), ("5jy", 5), ("5j3k", 3), ("5j\x1b[A", 5), ("G", 91), ("Gg", 1),
        ("G<", 1), (">", 91), ("50g", 50), ("50G", 50), ("50p", 52), ("50%", 52), ("p", 1), ("/7\r", 7), ("/7\rn", 17),
        ("/7\rnN", 7), ("/7\r2n", 27), ("3/7\r", 27), ("50g?7\r", 47), ("50g?7\rn", 37), ("50g?7\rN", 57), ("/!1\r", 2),
        ("/7\r/\r", 17), ("/a|^55$\r", 55), ("jma5j'a", 2), ("jG''", 2), ("jG'^", 1), ("j'$", 91), ("jr", 2), ("jR\x0c", 2),
        ("9j\x1b[H", 1), ("\x1b[F", 91),
    ],
)  # fmt: skip
def test_moving(keys: str, first: int) -> None:
    session = page()
    session.type(keys)
    assert session.text()[:10] == rows_from(first)


def test_the_prompt_tells_where_one_is() -> None:
    session = page("f")
    assert session.bottom == "f"
    assert session.type(" ").bottom == ":"
    assert session.type("G").bottom == "(END)"
    assert session.type("=").bottom.startswith("f line 91, byte 261 of")
    assert session.type("/x\r").bottom == "Pattern not found"
    assert session.type("/(\r").bottom == "Invalid pattern"
    assert session.type("'q").bottom == "Mark not set"
    assert page("-M f").bottom == "f line 1 7%"
    assert session.type("q").text()[session.screen.row] == "$"


@pytest.mark.parametrize("leave", ["q", "Q", "ZZ", ":q"])
def test_leaving(leave: str) -> None:
    session = page().type(leave)
    assert session.screen.alternate is None
    assert session.text()[session.screen.row] == "$"


def test_options() -> None:
    assert page("-N f").text()[:2] == ["      1 1", "      2 2"]
    assert page().type("-N").text()[0] == "      1 1"
    long = b"x" * 40 + b"\nnext\n"
    assert page(data=long).text()[:3] == ["x" * 30, "x" * 10, "next"]
    assert page("-S f", long).text()[:2] == ["x" * 30, "next"]
    assert page("-S f", b"".join(b"%d" % (n % 10) for n in range(40)) + b"\n").type(")").text()[0] == "5678901234567890123456789"
    assert page("-s f", b"a\n\n\n\nb\n").text()[:3] == ["a", "", "b"]
    assert page("-p 42 f").text()[0] == "42"
    assert page("+33 f").text()[0] == "33"
    assert page("+G f").text()[0] == "91"
    assert page("+/66 f").text()[0] == "66"
    assert page("-i f", b"1\nA\n").type("/a\r").text()[0] == "A"
    assert page("-i f", b"1\nA\na\n").type("/A\r").text()[0] == "A"
    assert page("-I f", b"1\na\nA\n").type("/A\r").text()[0] == "a"
    assert page("f", b"1\nA\na\n").type("/a\r").text()[0] == "a"
    assert page("f", b"\x1b[31mred\x1b[m\n").text()[0] == "^[[31mred^[[m"
    red = page("-R f", b"\x1b[31mred\x1b[m\n")
    assert (red.text()[0], red.screen.lines[0][0].pen.foreground) == ("red", 1)
    assert page("-x 4 f", b"a\tb\n").text()[0] == "a   b"
    short = page("-F f", b"one\ntwo\n")
    assert short.above(2) == ["one", "two", "$"]
    assert page("-F f").bottom == "f"
    kept = page("-X f")
    assert kept.screen.alternate is None
    assert kept.type("q").text()[:10] == rows_from(1)
    assert page("-E f").type("G ").screen.alternate is None
    assert page("f").type("G ").screen.alternate is not None


def test_only_lines_that_match() -> None:
    session = page().type("&7\r")
    assert session.text()[:10] == ["7", "17", "27", "37", "47", "57", "67", "70", "71", "72"]
    assert session.type("j").text()[:2] == ["17", "27"]
    assert session.type("k&\r").text()[:2] == ["7", "8"]
    assert session.type("&!7\r").text()[:2] == ["8", "9"]


def test_matches_are_marked() -> None:
    session = page(data=b"some word here\n").type("/word\r")
    cells = session.screen.lines[0]
    assert [cell.pen.reverse for cell in cells[:12]] == [False] * 5 + [True] * 4 + [False] * 3
    assert not any(cell.pen.reverse for cell in session.type("\x1bu").screen.lines[0])


def test_several_files() -> None:
    session = Session(11, 30).write("a", b"aa\n").write("b", b"bb\n").write("c", b"cc\n").type("less a b\r")
    assert (session.text()[0], session.bottom) == ("aa", "(END) - Next: b")
    assert session.type(":n").text()[0] == "bb"
    assert session.type(":n").bottom == "No next file"
    assert session.type(":p").text()[0] == "aa"
    assert session.type(":e").type("c\r").text()[0] == "cc"
    assert session.type(":x").text()[0] == "aa"
    assert session.type(":f").bottom.startswith("a line 1,")


def test_a_pipe_larger_than_memory() -> None:
    session = Session(11, 30).type("seq 50000 | less\r")
    assert session.text()[:10] == rows_from(1)
    assert session.type("G").text()[:10] == rows_from(49991)
    assert session.type("12345g").text()[:10] == rows_from(12345)
    assert session.type("?^777$\r").text()[0] == "777"


def test_following_and_interrupt() -> None:
    session = Session(11, 30).write("f", b"one\n").type("(sleep 3; echo two >> f) & less +F f\r", budget=900_000)
    assert session.text()[:2] == ["one", "two"]
    assert session.bottom.startswith("Waiting")
    assert session.type("\x03").bottom == "(END)"
    assert session.type("q").text()[session.screen.row].endswith("$")


def test_editing_and_other_commands() -> None:
    session = page().type("19jv")
    assert session.text()[session.screen.row] == "20"
    assert session.type("xx:wq\r").text()[:2] == ["", "21"]
    assert session.type("!echo seen\r").above() == ["seen", "[Hit return to continue]"]
    assert session.type("\r").text()[1] == "21"
    assert session.type("h").text()[0] == "LESS(1)"
    assert session.type("q").text()[1] == "21"


def test_bytes_of_all_kinds() -> None:
    session = page(data="é日\t\x01\x7f".encode() + b"\xff\n")
    assert session.text()[0] == "é日     ^A^?<FF>"


def test_another_size() -> None:
    assert page().type("  ").resize(6, 20).text()[:5] == rows_from(21, 5)


def test_not_at_a_terminal_it_copies() -> None:
    assert line("seq 3 > f; less f; seq 4 5 | more; less nothere; echo $?").out == "1\n2\n3\n4\n5\n1\n"
    assert Session(11, 30).type("less nothere\r").above(2)[0] == "less: nothere: No such file or"


def test_more_leaves_at_the_end_and_keeps_the_screen() -> None:
    session = Session(11, 30).write("f", NUMBERS[:39]).type("more f\r")
    assert (session.text()[:10], session.screen.alternate) == (rows_from(1), None)
    assert session.bottom.startswith("--More--(")
    assert session.type(" ").bottom == "(END)"
    assert session.type(" ").text()[session.screen.row] == "$"


def test_man_uses_the_pager() -> None:
    session = Session(11, 80).type("man ls\r")
    assert session.text()[0] == "LS(1)"
    assert session.screen.alternate is not None
    assert session.type("q").screen.alternate is None
    assert Session(11, 80).type("PAGER='head -n 1' man ls\r").above() == ["LS(1)", "$"]
    assert Session(11, 80).type("PAGER=cat MANPAGER='head -n 1' man ls\r").above() == ["LS(1)", "$"]
