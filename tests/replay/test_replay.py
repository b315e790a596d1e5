"""A recorded run, run again, ends in the same state; a file that is no run, or another course, is said."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import echo_image
from ucvm.machine.events import (
    Advance,
    Delegated,
    Event,
    HostClosed,
    HostEof,
    HostInput,
    Keys,
    Logged,
    MountFolder,
    Resize,
    SetMode,
    SetOutput,
    SignalEvent,
)
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.replay import runfile
from ucvm.replay.lines import Writer
from ucvm.replay.lines import read as read_lines
from ucvm.replay.player import DivergenceError, begin, replay
from ucvm.replay.runfile import Recorder, RunError, read

EVENTS: tuple[Event, ...] = (
    Keys(b"\x00\xffkeys\r"),
    HostInput(0, b"x" * 300),
    HostEof(0),
    HostClosed(1),
    Resize(30, 100),
    SetMode("FULL"),
    SetOutput("DEBUG"),
    Advance(1 << 60),
    SignalEvent(1, 28),
    Delegated(4, b"answer", 0),
    MountFolder("/mnt/host", ((b"d", Entry(0o40755, b"", 0)), (b"d/\xff", Entry(0o100644, b"\x00text", 1 << 60))), True),
)
SETUP = Setup(seed=7, mounts=(MountFolder("/mnt/first", ((b"f", Entry(0o100644, b"data", 5)),), False),), env=(("A", "b"),))


def record(path: Path, close: bool = True) -> Machine:
    machine = SETUP.boot(echo_image())
    with path.open("w") as file:
        recorder = Recorder(file, machine, SETUP)
        for number, event in enumerate(EVENTS):
            machine.run(40 * number)
            machine.send(event)
        machine.run(1_000_000)
        if close:
            recorder.close()
    return machine


def test_a_run_comes_back_and_ends_alike(tmp_path: Path) -> None:
    machine = record(tmp_path / "run")
    run = read(tmp_path / "run")
    assert run.start == SETUP
    assert tuple(logged.event for logged in run.inputs) == EVENTS
    again = replay(run, echo_image())
    assert (again.ticks, again.root()) == (machine.ticks, machine.root())


def test_a_run_from_a_state(tmp_path: Path) -> None:
    machine = Machine.boot(echo_image())
    machine.run(1_000)
    document = machine.document()
    with (tmp_path / "run").open("w") as file:
        recorder = Recorder(file, machine, document)
        machine.send(Keys(b"hello\r"))
        machine.run(1_000)
        recorder.close()
    assert replay(read(tmp_path / "run"), echo_image()).root() == machine.root()


def test_a_run_that_broke_off_goes_as_far_as_it_was_written(tmp_path: Path) -> None:
    record(tmp_path / "run", close=False)
    run = read(tmp_path / "run")
    assert not run.closed
    assert replay(run, echo_image()).ticks == run.inputs[-1].tick


def test_the_machine_stops_telling_when_the_record_is_closed(tmp_path: Path) -> None:
    machine = record(tmp_path / "run")
    before = (tmp_path / "run").read_bytes()
    machine.send(Keys(b"more\r"))
    assert (tmp_path / "run").read_bytes() == before


def lines_of(path: Path) -> list[Any]:
    return list(read_lines(path.read_bytes()))


Change = Callable[[list[Any]], None]


def edited(path: Path, change: Change) -> Path:
    lines = lines_of(path)
    change(lines)
    with path.open("w") as file:
        writer = Writer(file)
        for line in lines:
            writer.write(line)
    return path


def other_key(lines: list[Any]) -> None:
    lines[1]["data"] = "eA1k"


def other_end(lines: list[Any]) -> None:
    lines[-1]["root"] = "0" * 64


def other_output(lines: list[Any]) -> None:
    lines[-1]["output"] = "0" * 64


def later_than_rest(lines: list[Any]) -> None:
    lines[-1]["tick"] += 1_000_000


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (other_key, "the state is another"),
        (other_end, "the state is another"),
        (other_output, "something else has been put out"),
        (later_than_rest, "rests at tick"),
    ],
)
def test_another_course_is_said(change: Change, message: str, tmp_path: Path) -> None:
    record(tmp_path / "run")
    with pytest.raises(DivergenceError, match=message):
        replay(read(edited(tmp_path / "run", change)), echo_image())


def break_header(**members: Any) -> Change:
    return lambda lines: lines[0].update(members)


def break_input(**members: Any) -> Change:
    return lambda lines: lines[1].update(members)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (break_header(format="other"), "no run of UCVM"),
        (break_header(version=99), "a run of format 99; this program reads format 3"),
        (break_header(version=2), "a run of format 2; this program reads format 3"),
        (break_header(instructions="0"), "recorded with other instructions; replay it with the version"),
        (break_header(calls="0"), "recorded with other calls"),
        (break_header(setup={}), "damaged run: Setup needs the members argv"),
        (break_input(event="Nothing"), "no input is called Nothing"),
        (break_input(data=5), "damaged run: 5 is no bytes"),
        (break_input(tick=1 << 40), "stands at the wrong place"),
        (lambda lines: lines[1].pop("tick"), "damaged run"),
        (lambda lines: lines.insert(1, {"tick": [5]}), "damaged run"),
        (lambda lines: lines.clear(), "no run of UCVM"),
    ],
)
def test_what_is_no_run_is_refused(change: Change, message: str, tmp_path: Path) -> None:
    record(tmp_path / "run")
    with pytest.raises(RunError, match=message):
        read(edited(tmp_path / "run", change))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"text\n", b"[]\n"])
def test_what_is_no_json_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes(content)
    with pytest.raises(RunError, match="no run of UCVM"):
        read(tmp_path / "run")


def test_another_image_is_named(tmp_path: Path) -> None:
    record(tmp_path / "run")
    run = read(tmp_path / "run")
    with pytest.raises(RunError, match="recorded over disk image 0000"):
        begin(run._replace(image="0" * 64), echo_image())


def test_an_input_that_does_not_fit(tmp_path: Path) -> None:
    record(tmp_path / "run")
    run = read(tmp_path / "run")
    first = run.inputs[0]
    wrong = run._replace(inputs=(Logged(first.tick, first.sequence, Advance(-1)), *run.inputs[1:]))
    with pytest.raises(DivergenceError, match=f"input {first.sequence} does not fit: time does not run backwards"):
        replay(wrong, echo_image())
    *most, gone, last = run.inputs
    lost = run._replace(inputs=(*most, last))
    with pytest.raises(DivergenceError, match=f"input {gone.sequence} was expected, not {last.sequence}"):
        replay(lost, echo_image())


def test_roots_on_the_way_say_where_the_course_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runfile, "MARK_TICKS", 30)
    record(tmp_path / "run")
    run = read(tmp_path / "run")
    assert len(run.marks) >= 2
    replay(run, echo_image())
    first, second = run.marks[-2:]
    wrong = run._replace(marks=(*run.marks[:-1], second._replace(root="0" * 64)))
    with pytest.raises(DivergenceError, match=rf"another at tick {second.tick} .*alike up to {first.tick}"):
        replay(wrong, echo_image())


def test_progress_is_told(tmp_path: Path) -> None:
    machine, told = record(tmp_path / "run"), []
    replay(read(tmp_path / "run"), echo_image(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (machine.ticks, machine.ticks)
