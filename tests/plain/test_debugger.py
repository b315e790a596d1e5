"""The debugger at its prompt: what it answers, on the fixture whose addresses do not change."""

import re

import pytest

from tests.fixtures import echo_image
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine
from ucvm.plain.debugger import COMMANDS, UNITS, Debugger
from ucvm.replay.timeline import Timeline
from ucvm.tui.terminal.past import picture


@pytest.fixture
def debugger() -> Debugger:
    timeline = Timeline(Machine.boot(echo_image()), spacing=50)
    for line in (b"hello\r", b"x\r"):
        timeline.run(1_000)
        timeline.send(Keys(line))
    timeline.run(1_000)
    return Debugger(timeline, picture)


def tick(answer: str) -> int:
    found = re.search(r"tick (\d+) of", answer)
    assert found, answer
    return int(found[1])


def test_the_present_moment_is_said(debugger: Debugger) -> None:
    assert debugger.execute("where") == "main: tick 122 of 122, 2 inputs, idle"
    assert debugger.execute("go start") == "main: tick 0 of 122, 0 inputs, process 1 (init)\n1000 mov.b r0, 8  _start (echo.s:16)"


def test_steps_and_back_are_inverse(debugger: Debugger) -> None:
    debugger.execute("seek 0")
    assert tick(debugger.execute("step 10")) == 10
    assert tick(debugger.execute("back 3")) == 7
    assert tick(debugger.execute("b 100")) == 0
    assert tick(debugger.execute("s 1000")) == 122
    first = [debugger.execute("go start"), *(debugger.execute("step call") for _ in range(5))]
    again = [debugger.execute("back call") for _ in range(4)]
    assert [tick(answer) for answer in again] == [tick(answer) for answer in first[4:0:-1]]


def test_conditions_both_ways(debugger: Debugger) -> None:
    debugger.execute("seek 0")
    found = debugger.execute("forward call read")
    there = tick(found)
    assert found.endswith("idle"), "it waits for a line"
    assert tick(debugger.execute("forward call read")) > there
    assert tick(debugger.execute("reverse call read")) == there
    assert debugger.execute("reverse r0 == 12345").startswith("it has not happened before\nmain: tick 0 ")
    assert debugger.execute("forward r0 == 12345").startswith("it does not happen any more\nmain: tick 122 ")
    assert tick(debugger.execute("reverse at print")) < 122


def test_what_is_shown(debugger: Debugger) -> None:
    debugger.execute("go start")
    assert debugger.execute("registers").splitlines()[0] == "process 1"
    assert "pc 00001000" in debugger.execute("regs")
    assert debugger.execute("code pc 2").splitlines()[0].split() == ["1000", "mov.b", "r0,", "8", "_start", "(echo.s:16)"]
    assert debugger.execute("memory 0x1000 16").startswith("1000  ")
    assert re.search(r"^1000  r-x   frame \d+$", debugger.execute("pages"), re.M)
    assert debugger.execute("ps").splitlines()[1].split()[:3] == ["1", "0", "RUNNING"]
    assert debugger.execute("process 1").startswith("process 1")


def test_the_terminal_as_it_was(debugger: Debugger) -> None:
    whole = debugger.execute("screen").splitlines()
    assert whole == ["UCVM 3.0 initialized", "$ hello", "-> hello", "$ x", "-> x", "$"]
    debugger.execute("go start")
    assert debugger.execute("screen") == "nothing is on the screen"
    for moment, rows in ((20, 1), (40, 2), (60, 3), (80, 4)):
        debugger.execute(f"seek {moment}")
        assert debugger.execute("output").splitlines() == whole[:rows]
    debugger.execute("go end")
    assert debugger.execute("screen").splitlines() == whole


def test_the_last_instructions(debugger: Debugger) -> None:
    debugger.execute("seek 3")
    assert [line.split()[:3] for line in debugger.execute("trace").splitlines()] == [["1", "1", "1000"], ["2", "1", "1002"], ["3", "1", "1003"]]
    assert debugger.execute("trace 1").split()[3:6] == ["mov.b", "r0,", "19"]
    assert tick(debugger.execute("where")) == 3
    debugger.execute("go start")
    assert debugger.execute("trace 5") == "nothing has been executed"


def test_writers_of_a_place(debugger: Debugger) -> None:
    before = debugger.execute("where")
    found = debugger.execute("writers line 4").splitlines()
    values = [row.partition(": ")[2].split("  ")[0] for row in found]
    assert values == ["78 0a 6c 6c", "68 65 6c 6c"]
    assert all("syscall" in row or "the kernel" in row for row in found), "read stores the line"
    assert debugger.execute("where") == before
    assert debugger.execute("writers 0x9000") == "nothing changed there before this moment"


def test_a_branch_is_another_future(debugger: Debugger) -> None:
    debugger.execute("seek 80")
    assert debugger.execute("type elsewhere").startswith("type: tick 80 is in the past: branch here")
    debugger.execute("branch other")
    assert "-> elsewhere" in debugger.execute("type elsewhere")
    assert debugger.execute("branches").splitlines()[0] == "  main: up to tick 122"
    assert debugger.execute("switch main").startswith("main: tick 80 of 122")
    assert debugger.execute("branch other").startswith("branch: branch needs a new name; there are main, other")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("", ""),
        ("frobnicate", "no command frobnicate; help lists them"),
        ("step x", "step: x is no number (12, 0x1000)"),
        ("seek", "seek: seek needs a tick, start or end"),
        ("forward", "forward: a condition is: at ADDRESS"),
        ("forward call frobnicate", "forward: there is no frobnicate"),
        ("forward r99 == 1", "forward: there is no r99"),
        ("writers", "writers: writers needs an ADDRESS [SIZE]"),
        ("memory nowhere", "memory: nowhere is no number"),
        ("process 77", "process: process needs the number of one"),
        ("code 0xfff0 2", "fff0 ??"),
    ],
)
def test_what_cannot_be_done_is_said(line: str, answer: str, debugger: Debugger) -> None:
    assert debugger.execute(line).startswith(answer)


def test_every_command_is_in_the_help_and_names_are_unique(debugger: Debugger) -> None:
    text = debugger.execute("help")
    names = [name for row in COMMANDS for name in row.names]
    assert len(names) == len(set(names))
    assert all(name in text for name in (*names, *UNITS))
    assert debugger.execute("quit") == ""
    assert debugger.ended
