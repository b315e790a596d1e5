"""Completion at the prompt, from the machine's own files."""

from functools import cache

import pytest

from ucvm.image.build import load_image
from ucvm.machine.complete import BUILTINS, NOTHING, complete
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine

FILES = b"mkdir -p d/deep; : > one; : > 'two words'; : > .hidden; ln -s /bin b; mkdir -m 0 shut\r"


@cache
def at_the_prompt() -> Machine:
    machine = Machine.boot(load_image())
    machine.run(50_000_000)
    machine.send(Keys(FILES))
    machine.run(50_000_000)
    return machine


def words(line: str) -> tuple[str, ...]:
    return complete(at_the_prompt(), line, len(line)).words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("unex", ("unexpand",)),
        ("expor", ("export",)),
        ("ls o", ("one",)),
        ("ls on | hea", ("head",)),
        ("if tsor", ("tsort",)),
        ("X=1 unex", ("unexpand",)),
        ("cat < on", ("one",)),
        ("cat tw", ("two\\ words",)),
        ("cat two\\ w", ("two\\ words",)),
        ("cd d", ("d/",)),
        ("cd d/", ("d/deep/",)),
        ("ls b/unex", ("b/unexpand",)),
        ("ls /bin/unex", ("/bin/unexpand",)),
        ("/bin/unex", ("/bin/unexpand",)),
        ("ls ~/on", ("~/one",)),
        ("ls .h", (".hidden",)),
        ("ls shut/", ()),
        ("ls nothing", ()),
        ("echo $HO", ("HOME",)),
        ("echo ${HO", ("HOME",)),
    ],
)
def test_words(line: str, expected: tuple[str, ...]) -> None:
    assert words(line) == expected


def test_hidden_names_wait_for_their_dot() -> None:
    assert words("ls ") == ("b/", "d/", "one", "shut/", "two\\ words")


def test_only_what_stands_before_the_cursor_counts() -> None:
    found = complete(at_the_prompt(), "ls o x", 4)
    assert (found.start, found.words) == (3, ("one",))


def test_the_common_beginning() -> None:
    found = complete(at_the_prompt(), "une", 3)
    assert found.common == "unexpand"
    assert complete(at_the_prompt(), "sha", 3).common.startswith("sha")
    assert NOTHING.common == ""


def test_builtins_are_the_shells_and_no_files() -> None:
    machine = Machine.boot(load_image(), argv=["sh", "-c", 'for b; do command -V "$b" || exit; done', "sh", *BUILTINS], auto_advance=True)
    assert machine.run(50_000_000).status == 0
    said = b"".join(data for _, data in machine.take_output()).decode().splitlines()
    assert all("builtin" in line for line in said), said


def test_nobody_waits_nothing_is_completed() -> None:
    assert complete(Machine.boot(load_image()), "l", 1) == NOTHING


def test_looking_changes_nothing() -> None:
    before = at_the_prompt().root()
    words("ls b/u")
    assert at_the_prompt().root() == before
