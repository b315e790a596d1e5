"""Traces as files: what they say, that they are what their formats want, and that a stretch is a piece of the whole."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import echo_image
from ucvm.abi.decoding import RECORDS, WORDS, in_words
from ucvm.abi.syscalls import BY_NAME, SYSTEM_CALLS
from ucvm.image.build import load_image
from ucvm.kernel.fs.image import Image
from ucvm.machine.events import Keys, Resize, SignalEvent
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.replay.runfile import Recorder, Run, read
from ucvm.replay.tracing import FORMATS, Wanted, exporter, trace

LINE = "cat /etc/passwd | sort -r; sleep 1; cat /nothing; (exit 3) || echo $?; kill -TERM $$"


def recorded(path: Path, setup: Setup, image: Image, work: Callable[[Machine], object]) -> Run:
    machine = setup.boot(image, auto_advance=setup.argv is not None)
    with path.open("w") as file:
        recorder = Recorder(file, machine, setup)
        work(machine)
        recorder.close()
    return read(path)


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return recorded(tmp_path_factory.mktemp("run") / "run", Setup(("sh", "-c", LINE)), load_image(), lambda machine: machine.run(10**7))


def typed(machine: Machine) -> None:
    for event in (Keys("hé".encode()), Keys(b"llo\r"), Resize(30, 90), Keys("x\N{SNOWMAN}\r".encode())):
        machine.run(1_000)
        machine.send(event)
    machine.run(1_000)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return recorded(tmp_path_factory.mktemp("run") / "run", Setup(), echo_image(), typed)


def text(run: Run, name: str, wanted: Wanted = Wanted(1), **options: bool) -> str:  # noqa: B008 - a value
    image = load_image() if run.image == load_image().hash else echo_image()
    pieces: list[str] = []
    trace(run, image, exporter(name, pieces.append, **options), wanted, progress=lambda done, total: None)
    return "".join(pieces)


# strace


def test_calls_are_decoded(command: Run) -> None:
    lines = [line.split(None, 1)[1] for line in text(command, "strace").splitlines()]
    for wanted in (
        'open("/etc/passwd", O_RDONLY, 0) = 3',
        "fstat(1, {st_mode=S_IFIFO|0600, st_size=0, ...}) = 0",
        'read(3, "root:x:0:0:root:/:/bin/sh\\nuser:x"..., 4096) = 108',
        "pipe([3, 4]) = 0",
        "seek(3, -82, SEEK_CUR) = 26",
        "close(-1) = -1 EBADF (Bad file descriptor)",
        'open("/nothing", O_RDONLY, 0) = -1 ENOENT (No such file or directory)',
        'write(1, "3\\n", 2) = 2',
        "--- SIGTERM ---",
        "+++ exited with 3 +++",
        "+++ killed by SIGTERM +++",
    ):
        assert wanted in lines
    assert any(re.fullmatch(r'exec\("/bin/sort", \["sort", "-r"\], 0x[0-9a-f]+ /\* 7 vars \*/\) = 0', line) for line in lines)
    assert any(re.fullmatch(r"nanosleep\({tv_sec=1, tv_nsec=0}, (0x[0-9a-f]+|NULL)\) = 0", line) for line in lines)


def test_a_call_that_others_come_between_is_unfinished_and_resumed(command: Run) -> None:
    lines = text(command, "strace").splitlines()
    begun = lines.index("1     wait(-1,  <unfinished ...>")
    resumed = next(number for number, line in enumerate(lines) if line.startswith("1     <... wait resumed>"))
    assert begun < resumed
    assert lines[resumed] == "1     <... wait resumed>[15], 0) = 3"
    assert all(line.split()[0] != "1" for line in lines[begun + 1 : resumed])


def test_a_call_that_never_returns(tmp_path: Path) -> None:
    def work(machine: Machine) -> None:
        machine.run(10**6)
        machine.send(SignalEvent(4, 9))
        machine.run(10**6)

    run = recorded(tmp_path / "run", Setup(("sh", "-c", "cat; echo $?")), load_image(), work)
    lines = text(run, "strace").splitlines()
    assert '4     read(0,  <unfinished ...>' in lines
    killed = lines.index("4     --- SIGKILL ---")
    assert lines[killed + 1 : killed + 3] == ["4     <... read resumed> <unfinished ...>) = ?", "4     +++ killed by SIGKILL +++"]


def test_one_process(command: Run) -> None:
    whole = text(command, "strace").splitlines()
    only = text(command, "strace", Wanted(1, pid=4)).splitlines()
    assert only == [line for line in whole if line.startswith("4 ")]
    assert only


@pytest.mark.parametrize(
    ("call", "argument", "value", "words"),
    [
        ("open", "flags", 0, "O_RDONLY"),
        ("open", "flags", 0o1101, "O_WRONLY|O_CREAT|O_TRUNC"),
        ("open", "flags", 2, "O_RDWR"),
        ("open", "flags", 0o100, "O_RDONLY|O_CREAT"),
        ("wait", "options", 0, "0"),
        ("wait", "options", 16, "0x10"),
        ("seek", "whence", 2, "SEEK_END"),
        ("seek", "whence", 9, "9"),
        ("seek", "whence", 0xFFFFFFFF, "-1"),
        ("open", "flags", 3, "O_ACCMODE"),
        ("wait", "options", 3, "WNOHANG|WUNTRACED"),
    ],
)
def test_numbers_in_words(call: str, argument: str, value: int, words: str) -> None:
    (row,) = (row for row in BY_NAME[call].arguments if row.name == argument)
    assert in_words(row, value) == words


def test_every_struct_of_a_call_can_be_shown() -> None:
    names = {argument.length for row in SYSTEM_CALLS for argument in row.arguments if argument.kind in ("record", "given")}
    assert names
    assert {name if name in WORDS else name.rstrip("2") for name in names} <= {*WORDS, *RECORDS}


# JSON lines


def test_every_line_is_an_event(command: Run) -> None:
    found = [json.loads(line) for line in text(command, "jsonl", Wanted(2)).splitlines()]
    kinds = {"Logged", "Output", "CallEvent", "Switch", "Forked", "Executed", "Exited", "PageWritten", "PageMapped"}
    assert {event["event"] for event in found} >= kinds
    idle = next(number for number, event in enumerate(found) if event["event"] == "Logged")
    assert found[idle]["input"] == "Advance"
    before, after = found[:idle], found[idle + 1 :]
    assert all(event["ns"] == event["tick"] * 10 for event in before)
    assert all(event["ns"] == event["tick"] * 10 + found[idle]["members"]["nanoseconds"] for event in after)
    assert next(event["call"] for event in found if event["event"] == "CallEvent") == "fork"


def test_a_stretch_is_a_piece_of_the_whole(command: Run) -> None:
    whole = text(command, "jsonl", Wanted(3)).splitlines()
    calls = [event["tick"] for event in map(json.loads, whole) if event["event"] == "CallEvent"]
    begin, end = (next(tick for tick in calls if tick >= wanted) for wanted in (20_000, 30_000))
    piece = text(command, "jsonl", Wanted(3, begin=begin, end=end)).splitlines()
    assert piece == [line for line in whole if begin < json.loads(line)["tick"] <= end]
    assert text(command, "jsonl", Wanted(1, begin=1 << 40)) == ""


# Chrome's Trace Event Format


def check_trace_events(document: Any) -> None:
    """What "Trace Event Format" asks of the phases we use."""
    assert document["displayTimeUnit"] in ("ms", "ns")
    for event in document["traceEvents"]:
        assert isinstance(event["name"], str)
        assert isinstance(event["pid"], int)
        assert isinstance(event["tid"], int)
        assert isinstance(event["args"], dict)
        assert event["ph"] in ("X", "i", "M")
        if event["ph"] == "M":
            assert event["name"] in ("process_name", "thread_name")
            assert isinstance(event["args"]["name"], str)
            continue
        assert isinstance(event["ts"], int | float)
        assert isinstance(event["cat"], str)
        if event["ph"] == "X":
            assert event["dur"] >= 0
        else:
            assert event["s"] in ("g", "p", "t")


@pytest.mark.parametrize("level", [1, 2])
def test_tracks_of_processes(command: Run, level: int) -> None:
    document = json.loads(text(command, "perfetto", Wanted(level)))
    check_trace_events(document)
    events = document["traceEvents"]
    slices = [event for event in events if event["ph"] == "X"]
    running = sorted((event["ts"], round(event["ts"] + event["dur"], 3)) for event in slices if event["name"] == "running")
    assert all(one[1] <= other[0] for one, other in pairwise(running)), "one processor"
    sleep = next(event for event in slices if event["name"] == "nanosleep")
    assert sleep["dur"] == 1_000_000.0
    named = {event["tid"] for event in events if event["ph"] == "M"}
    assert {event["tid"] for event in events} <= named
    assert ("page" in {event.get("cat") for event in events}) == (level == 2)


def test_slices_of_calls_do_not_overlap(command: Run) -> None:
    tracks: dict[int, list[tuple[float, float]]] = {}
    for event in json.loads(text(command, "perfetto"))["traceEvents"]:
        if event["ph"] == "X":
            tracks.setdefault(event["tid"], []).append((event["ts"], round(event["ts"] + event["dur"], 3)))
    for spans in tracks.values():
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


# asciicast


def check_asciicast(written: str) -> list[tuple[float, str, str]]:
    """What docs.asciinema.org/manual/asciicast/v3 asks; the events."""
    header, *rest = written.splitlines()
    members = json.loads(header)
    assert members["version"] == 3
    assert all(isinstance(members["term"][name], int) and members["term"][name] > 0 for name in ("cols", "rows"))
    assert isinstance(members["timestamp"], int)
    events = [json.loads(line) for line in rest]
    for interval, code, data in events:
        assert isinstance(interval, float)
        assert interval >= 0
        assert code in ("o", "i", "m", "r", "x")
        assert isinstance(data, str)
        assert code != "r" or re.fullmatch(r"\d+x\d+", data)
        assert code != "x" or re.fullmatch(r"\d+", data)
    return [(interval, code, data) for interval, code, data in events]


def test_a_command_as_a_cast(command: Run) -> None:
    events = check_asciicast(text(command, "asciicast"))
    assert [data for _, code, data in events if code == "m"][1:4] == ["cat /etc/passwd", "sort -r", "sleep 1"]
    assert (events[-1][1], events[-1][2]) == ("x", "143")
    assert "".join(data for _, code, data in events if code == "o").endswith("3\r\nTerminated\r\n")
    assert 1 < sum(interval for interval, _, _ in events) < 1.01


def test_a_session_as_a_cast(session: Run) -> None:
    events = check_asciicast(text(session, "asciicast"))
    assert [data for _, code, data in events if code == "r"] == ["90x30"]
    assert not [data for _, code, data in events if code in ("i", "x")]
    shown = "".join(data for _, code, data in events if code == "o")
    assert "-> héllo" in shown
    assert "-> x\N{SNOWMAN}" in shown
    keys = [data for _, code, data in check_asciicast(text(session, "asciicast", keys=True)) if code == "i"]
    assert keys == ["hé", "llo\r", "x\N{SNOWMAN}\r"]


def test_all_formats_are_written_in_pieces(session: Run) -> None:
    for name in FORMATS:
        pieces: list[str] = []
        trace(session, echo_image(), exporter(name, pieces.append), Wanted(1), progress=lambda done, total: None)
        assert len(pieces) > 5
        assert max(map(len, pieces)) < 2_000
