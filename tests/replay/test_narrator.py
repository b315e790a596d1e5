"""What the output modes tell of commands."""

import pytest

from ucvm.image.build import load_image
from ucvm.machine.events import SetOutput
from ucvm.machine.machine import Machine
from ucvm.replay.narrator import Narrator


def told(line: str, output: str, *, mode_from_within: bool = False) -> tuple[list[str], Machine]:
    """What is told of a command line, and the machine after it."""
    machine = Machine.boot(load_image(), argv=["sh", "-c", line], auto_advance=True, output="RAW" if mode_from_within else output)
    lines: list[str] = []
    narrator = Narrator(machine, lines.append)
    while machine.run(50_000_000, until=narrator.differs).reason == "reached":
        narrator.look()
    narrator.over()
    return lines, machine


def test_raw_tells_nothing() -> None:
    assert told("ls /", "RAW")[0] == []


def test_verbose_gives_one_line_of_account() -> None:
    (line,), machine = told("ls -d /bin | cat > /tmp/out; cat /nothing", "VERBOSE")
    assert line.startswith("[5 processes (sh, ls, cat) · ")
    assert f"{machine.ticks:,} instructions" in line
    assert "wrote /tmp/out" in line
    assert "2 with an error" in line, "cat, and the shell whose last command it was"


def test_a_file_is_read_only_if_it_could_be_opened() -> None:
    (line,), _ = told("cat /etc/passwd /nothing", "VERBOSE")
    assert "/etc/passwd" in line
    assert "/nothing" not in line


def test_debug_tells_calls_as_they_happen_and_what_changed() -> None:
    lines, _ = told("echo hi", "DEBUG")
    assert any(line.endswith('write(1, "hi\\n", 3) = 3') for line in lines)
    assert lines[-2].startswith("[2 processes (sh) · ")
    assert lines[-1].startswith("[changed: ")
    assert "memory.frames" in lines[-1]


def test_the_mode_may_change_on_the_way() -> None:
    (line,), _ = told("ls -d /; output verbose; cat /etc/passwd", "VERBOSE", mode_from_within=True)
    assert "(cat)" in line
    assert "/etc/passwd" in line


def test_back_to_raw_it_is_silent() -> None:
    machine = Machine.boot(load_image(), argv=["sh", "-c", "ls -d /"], auto_advance=True, output="DEBUG")
    lines: list[str] = []
    narrator = Narrator(machine, lines.append)
    machine.send(SetOutput("RAW"))
    narrator.look()
    machine.run(50_000_000)
    narrator.over()
    assert lines == []


@pytest.mark.parametrize("output", ["VERBOSE", "DEBUG"])
def test_telling_changes_nothing(output: str) -> None:
    roots = {told("ls / | wc", mode)[1].root() for mode in ("RAW", output)}
    assert len(roots) == 1
