"""The past of a kept machine on disk: what comes back is what was, and damage is refused or not read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.fixtures import echo_image
from ucvm.machine.events import Event, Keys, Resize
from ucvm.machine.machine import Machine
from ucvm.replay.history import History, HistoryError
from ucvm.replay.ring import Position
from ucvm.replay.timeline import Timeline

LINES: tuple[Event, ...] = (Keys(b"one\r"), Resize(30, 90), Keys(b"two\r"), Keys(b"three\r"))


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with closing(History(tmp_path / "history.db")) as opened:
        yield opened


def keep(history: History, machine: Machine) -> Position:
    place = Position(machine.ticks, machine.sequence)
    history.keep(machine.document(), place, machine.log)
    return place


def lived(history: History) -> tuple[Machine, dict[Position, str]]:
    """A machine that was kept after every line, and its roots then."""
    machine = Machine.boot(echo_image())
    machine.run(1_000_000)
    roots = {keep(history, machine): machine.root()}
    for event in LINES:
        machine.send(event)
        machine.run(1_000_000)
        roots[keep(history, machine)] = machine.root()
    return machine, roots


def test_every_checkpoint_comes_back(history: History) -> None:
    _, roots = lived(history)
    assert history.places() == tuple(roots)
    for place, root in roots.items():
        assert Machine.from_document(history.load(place), echo_image()).root() == root
    assert [logged.event for logged in history.inputs(0)] == list(LINES)


def test_a_page_stands_once(history: History, tmp_path: Path) -> None:
    lived(history)
    with closing(sqlite3.connect(tmp_path / "history.db")) as db:
        (pages,), (uses,) = db.execute("SELECT count(*) FROM pages"), db.execute("SELECT count(*) FROM uses")
    assert pages[0] < uses[0]


def test_the_past_is_a_timeline(history: History) -> None:
    machine, roots = lived(history)
    timeline = Timeline.of_past(history, echo_image())
    assert timeline.machine.root() == machine.root()
    for place, root in reversed(roots.items()):
        timeline.seek(*place)
        assert timeline.machine.root() == root


def test_a_second_door_goes_on_with_the_same_past(history: History) -> None:
    before, roots = lived(history)
    machine = Machine.from_document(before.document(), echo_image())
    machine.sequence = before.sequence
    machine.send(Keys(b"four\r"))
    machine.run(1_000_000)
    keep(history, machine)
    assert len(history.places()) == len(roots) + 1
    assert Timeline.of_past(history, echo_image()).machine.root() == machine.root()


def test_an_input_ends_what_was_expected_without_it(history: History) -> None:
    """A door was killed after its checkpoint but before its state was on disk; the next one goes on a little earlier, and is interrupted."""
    machine = Machine.boot(echo_image())
    machine.run(10)
    other = machine.copy()
    machine.run(1_000)
    keep(history, machine)
    other.send(Keys(b"early\r"))
    other.run(1_000_000)
    place = keep(history, other)
    assert history.places() == (place,)


def test_it_keeps_to_its_bound(tmp_path: Path) -> None:
    with closing(History(tmp_path / "small.db", 60_000)) as history:
        machine, roots = lived(history)
        for number in range(40):
            machine.send(Keys(b"line %d\r" % number))
            machine.run(1_000_000)
            roots[keep(history, machine)] = machine.root()
        places = history.places()
        assert 2 < len(places) < len(roots)
        assert (places[0], places[-1]) == (min(roots), max(roots))
        assert Machine.from_document(history.load(places[-1]), echo_image()).root() == machine.root()
        assert Timeline.of_past(history, echo_image()).machine.root() == machine.root()


def test_a_new_machine_has_no_past(history: History) -> None:
    lived(history)
    history.clear()
    assert (history.places(), history.inputs(0)) == ((), ())


def test_other_files_and_other_versions_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("no database " * 100)
    with pytest.raises(HistoryError, match="not a database"):
        History(text)
    History(tmp_path / "old.db").close()
    with closing(sqlite3.connect(tmp_path / "old.db")) as db, db:
        db.execute("UPDATE about SET value = '0' WHERE name = 'calls'")
    with pytest.raises(HistoryError, match="another version"):
        History(tmp_path / "old.db")


@pytest.mark.parametrize(
    ("change", "reads"),
    [
        ("UPDATE pages SET data = data || x'01'", "load"),
        ("UPDATE checkpoints SET artifact = x'00'", "load"),
        ("DELETE FROM pages WHERE hash = (SELECT max(hash) FROM pages NATURAL JOIN uses)", "load"),
        ("UPDATE inputs SET event = replace(event, 'o', 'x')", "inputs"),
        ("DELETE FROM inputs WHERE sequence = 1", "inputs"),
    ],
)
def test_damage_is_refused(history: History, tmp_path: Path, change: str, reads: str) -> None:
    _, roots = lived(history)
    with closing(sqlite3.connect(tmp_path / "history.db")) as db, db:
        db.execute(change)
    with pytest.raises(HistoryError, match="damaged"):
        history.load(max(roots)) if reads == "load" else history.inputs(0)
