"""Differences in words, and the tick at which two runs part."""

import copy
from typing import Any

import pytest

from tests.fixtures import echo_image
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine
from ucvm.replay.differ import differences, first_difference
from ucvm.replay.timeline import Timeline
from ucvm.state.artifact import Document


@pytest.fixture(scope="module")
def resting() -> Document:
    machine = Machine.boot(echo_image())
    machine.run(1_000)
    return machine.document()


def test_a_document_does_not_differ_from_itself(resting: Document) -> None:
    assert list(differences(resting, copy.deepcopy(resting))) == []


@pytest.mark.parametrize(
    ("way", "value", "line"),
    [
        (["mode"], "FULL", "mode: SIMPLIFIED → FULL"),
        (["modules", "core", "vars", "ticks"], 7, "core.vars.ticks: 34 → 7"),
        (["modules", "process", "processes", "1", "umask"], 7, "process 1 (init).umask: 18 → 7"),
        (["modules", "process", "processes", "1", "context", "registers", "r2"], 255, "process 1 (init).context.registers.r2: 0x8000 → 0xff"),
        (["modules", "process", "next_pid"], 9, "process.next_pid: 3 → 9"),
        (["modules", "process", "processes", "9"], None, "process 9 (copy): only in the second"),
        (["modules", "memory", "pages", "900"], {"hash": "", "references": 1}, "frame 900: only in the second"),
        (["modules", "extra"], {"a": {"b": 1}}, "extra.a: only in the second: {'b': 1}"),
        (["modules", "core", "vars", "random"], "1" * 70, f"core.vars.random: 1 → {'1' * 60}… (70 characters)"),
    ],
)
def test_a_difference_is_a_line(way: list[str], value: Any, line: str, resting: Document) -> None:
    other = copy.deepcopy(resting)
    place: Any = other
    for step in way[:-1]:
        place = place[step]
    if way[-1] == "9":
        value = copy.deepcopy(other["modules"]["process"]["processes"]["1"]) | {"name": "copy", "memory": None}
    place[way[-1]] = value
    assert list(differences(resting, other)) == [line]


def test_bytes_of_memory_are_counted(resting: Document) -> None:
    machine = Machine.boot(echo_image())
    machine.run(1_000)
    space = machine.kernel.space(1)
    space.copy_out(0xEF00, b"hi")
    found = list(differences(resting, machine.document()))
    assert len(found) == 1
    assert found[0].endswith("(process 1 page E000): 2 bytes, the first at 0xf00: 00 → 68")


def session(*lines: bytes) -> Timeline:
    timeline = Timeline(Machine.boot(echo_image()), spacing=50)
    for line in lines:
        timeline.run(1_000)
        timeline.send(Keys(line))
    timeline.run(1_000)
    return timeline


def test_runs_part_at_a_tick() -> None:
    one, other = session(b"one\r", b"two\r", b"three\r"), session(b"one\r", b"too\r", b"three\r")
    parted = next(a.tick for a, b in zip(one.inputs, other.inputs, strict=True) if a.event != b.event)
    assert first_difference(one, other) == parted
    assert (one.machine.ticks, other.machine.ticks) == (parted, parted)
    assert list(differences(one.machine.document(), other.machine.document()))


def test_runs_that_never_part() -> None:
    assert first_difference(session(b"one\r"), session(b"one\r")) is None


def test_one_run_goes_further() -> None:
    one, other = session(b"one\r"), session(b"one\r", b"two\r")
    assert first_difference(one, other) == one.end.tick
