"""The manual is derived from the programs and the table, and can be read in the machine."""

from pathlib import Path

import pytest

from tests.userland.guest import console, line
from ucvm.abi.syscalls import BY_NAME, SYSTEM_CALLS
from ucvm.image import manual

PROGRAMS = Path(manual.__file__).parent.parent / "userland" / "bin"
PAGES = dict(manual.pages(PROGRAMS))


def test_every_program_and_call_has_a_page() -> None:
    assert set(PAGES) == {f"{path.stem}.1" for path in manual.heads(PROGRAMS)} | {f"{row.name}.2" for row in SYSTEM_CALLS}


def test_a_program_page_has_name_and_synopsis() -> None:
    source = '/* frob: frobnicate files. In place. */\nconst char *prog = "frob", *synopsis = "[-a] "\n    "file...";\n'
    want = "FROB(1)\n\nNAME\n    frob - frobnicate files\n\nSYNOPSIS\n    frob [-a] file...\n\nDESCRIPTION\n    In place.\n"
    assert manual.program_page("frob", source) == want


def test_a_source_without_a_head_is_named() -> None:
    with pytest.raises(ValueError, match=r"userland/bin/frob\.c: .* has to begin with"):
        manual.program_page("frob", "int main(void) { return 0; }\n")


def test_a_call_page_has_number_arguments_and_errors() -> None:
    page = manual.call_page(BY_NAME["write"])
    assert "write - system call 13\n" in page
    assert "write(fd, buf, len)\n" in page
    assert "ENOSPC" in page


def test_pages_fit_the_screen() -> None:
    assert max(len(row) for text in PAGES.values() for row in text.splitlines()) <= 100


def test_man_shows_pages() -> None:
    assert line("man cat").out == PAGES["cat.1"]
    assert line("man exec").out == PAGES["exec.1"]
    assert line("man 2 exec").out == PAGES["exec.2"]


def test_man_tells_what_is_missing() -> None:
    assert line("man nothing") == (16, "", "man: No manual entry for nothing\n")
    assert line("man 2 cat") == (16, "", "man: No manual entry for cat in section 2\n")
    assert line("man").status == 1


def test_man_searches() -> None:
    assert "uniq (1) - fold equal adjacent lines\n" in line("man -k adjacent").out
    assert line("man -k nothinglikethis").status == 16


def test_man_fills_the_screen_and_waits() -> None:
    assert "/usr/share/man/open.2\x1b[m" in console(b"stty rows 8; man 2 open\n")
