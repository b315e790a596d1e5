"""Any moment of a run, visited again, is what it was: compared with the roots that were seen on the way there."""

import random
from collections.abc import Callable

import pytest

from tests.fixtures import echo_image
from ucvm.image.build import load_image
from ucvm.machine.events import Advance, Event, Keys, Resize, SetMode
from ucvm.machine.machine import Machine
from ucvm.machine.stops import next_call
from ucvm.replay.conditions import CALL, COMMAND, SWITCH, Condition, at, call, changes, register
from ucvm.replay.output import OutputLog
from ucvm.replay.ring import Position, Ring
from ucvm.replay.timeline import PastError, Timeline

Seen = dict[Position, str]
INPUTS: tuple[Event, ...] = (Keys(b"he"), Keys(b"llo\r"), Resize(30, 90), Advance(10**9), SetMode("FULL"), Keys(b"more\r"), Keys(b"x\r"))


def typed(spacing: int = 50) -> tuple[Timeline, Seen]:
    """A session on the fixture, with the root at every moment that a slice ended in."""
    timeline = Timeline(Machine.boot(echo_image()), spacing=spacing)
    seen = {timeline.position: timeline.machine.root()}
    for event in INPUTS:
        while timeline.run(7).reason == "budget":
            seen[timeline.position] = timeline.machine.root()
        timeline.send(event)
        seen[timeline.position] = timeline.machine.root()
    timeline.run(1_000)
    seen[timeline.position] = timeline.machine.root()
    return timeline, seen


def worked() -> tuple[Timeline, Seen]:
    """A pipeline of real programs with sleeping in it, and the root after every system call."""
    line = "cat /etc/passwd | sort -r | head -n 2; sleep 1; (exit 3) || echo $?"
    machine = Machine.boot(load_image(), argv=["sh", "-c", line], auto_advance=True)
    plain, seen = machine.copy(), {}
    plain.auto_advance = True
    while plain.run(10**7, until=next_call(plain)).reason == "reached":
        seen[Position(plain.ticks, plain.sequence)] = plain.root()
    timeline = Timeline(machine, spacing=5_000)
    assert timeline.run(10**7).reason == "halted"
    return timeline, seen


@pytest.mark.parametrize("make", [typed, worked])
def test_every_moment_comes_back(make: Callable[[], tuple[Timeline, Seen]]) -> None:
    timeline, seen = make()
    moments = random.Random(3).sample(sorted(seen), min(60, len(seen)))
    for moment in moments:
        timeline.seek(*moment)
        assert (timeline.position, timeline.machine.root()) == (moment, seen[moment])
    timeline.seek(1 << 60)
    assert timeline.position == timeline.end


def test_the_end_is_reached_again_by_running() -> None:
    timeline, seen = typed()
    timeline.seek(0)
    assert timeline.run(10).reason == "budget"
    outcome = timeline.run(10**6)
    assert (outcome.reason, timeline.position == timeline.end) == ("idle", True)
    assert timeline.machine.root() == seen[timeline.end]


def test_a_step_is_one_instruction_and_back_undoes_it() -> None:
    timeline, _ = typed()
    timeline.seek(40)
    roots = [timeline.machine.root()]
    for _ in range(30):
        assert timeline.step()
        roots.append(timeline.machine.root())
    assert timeline.machine.ticks == 70
    for root in reversed(roots[:-1]):
        assert timeline.back()
        assert timeline.machine.root() == root
    timeline.seek(0)
    assert not timeline.back()
    timeline.seek(1 << 60)
    assert not timeline.step()


def stops(timeline: Timeline, unit: Condition) -> list[Position]:
    timeline.seek(0, 0)
    found = []
    while timeline.step(unit):
        found.append(timeline.position)
    return found


UNITS = {"call": CALL, "switch": SWITCH, "command": COMMAND, "read": call("read"), "register": register("r0", ">", 3)}


@pytest.mark.parametrize(("make", "unit"), [(typed, name) for name in UNITS] + [(worked, name) for name in UNITS if name != "register"])
def test_steps_of_a_unit_go_both_ways(make: Callable[[], tuple[Timeline, Seen]], unit: str) -> None:
    timeline, _ = make()
    forwards = stops(timeline, UNITS[unit])
    backwards = []
    while timeline.back(UNITS[unit]):
        backwards.append(timeline.position)
    assert backwards == [moment for moment in reversed(forwards) if moment < timeline.end]
    assert len(forwards) == len(set(forwards))
    assert len(forwards) > 1 or (make, unit) == (typed, "switch"), "the fixture has one process"


def test_calls_are_where_the_machine_says() -> None:
    timeline, seen = worked()
    assert stops(timeline, CALL) == sorted(seen)


def test_commands_are_programs_and_lines() -> None:
    timeline, _ = worked()
    names = []
    timeline.seek(0, 0)
    while timeline.step(COMMAND):
        names.append(timeline.machine.kernel.process[timeline.machine.kernel.vars["current_pid"]].name)
    assert names == ["sh", "cat", "sort", "head", "sleep"]


def test_the_past_is_not_changed() -> None:
    timeline, _ = typed()
    timeline.seek(30)
    with pytest.raises(PastError, match="tick 30 is in the past: branch here"):
        timeline.send(Keys(b"x"))


def test_a_branch_has_its_own_future_and_the_same_past() -> None:
    timeline, seen = typed()
    timeline.seek(*sorted(seen)[len(seen) // 2])
    here = timeline.position
    other = timeline.branch()
    other.send(Keys(b"elsewhere\r"))
    other.run(1_000)
    timeline.seek(1 << 60)
    assert timeline.machine.root() == seen[timeline.end] != other.machine.root()
    for moment in (m for m in sorted(seen) if m <= here):
        other.seek(*moment)
        assert other.machine.root() == seen[moment]
    with pytest.raises(ValueError, match="time does not run backwards"):
        other.branch().send(Advance(-1))


def test_a_recorded_run_is_a_timeline() -> None:
    first, seen = typed()
    again = Timeline(Machine.boot(echo_image()), first.inputs)
    again.seek(1 << 60)
    again.run(first.end.tick - again.machine.ticks)
    assert again.position == first.end
    assert again.machine.root() == seen[first.end]


def test_checkpoints_stay_within_their_bytes() -> None:
    timeline = Timeline(Machine.boot(echo_image()), spacing=20, limit=150_000)
    for number in range(200):
        timeline.run(10_000)
        timeline.send(Keys(b"%d\r" % number))
    ring, end = timeline.ring, timeline.end.tick
    assert ring.bytes <= 150_000
    assert ring.places[0] == timeline.start
    gaps = [after.tick - before.tick for before, after in zip(ring.places, ring.places[1:], strict=False)]
    assert sum(gaps[: len(gaps) // 2]) > 2 * sum(gaps[len(gaps) // 2 :]), "dense near the end, sparse further back"
    for tick in range(0, end, end // 7):
        timeline.seek(tick)
        assert timeline.machine.ticks == tick


def test_a_ring_keeps_the_first() -> None:
    machine = Machine.boot(echo_image())
    ring = Ring(limit=1)
    for _ in range(5):
        ring.add(machine.checkpoint())
        machine.run(10)
    assert [place.tick for place in ring.places] == [0, 34]
    assert ring.at_or_before(Position(33, 0)).tick == 0
    assert ring.at_or_before(Position(-1, 0)).tick == 0


def test_conditions_on_single_instructions() -> None:
    timeline, _ = typed()
    timeline.seek(0, 0)
    machine = timeline.machine
    assert timeline.step(register("r0", "==", 8))
    assert machine.kernel.space(1).get(0) == 8
    assert timeline.back() is True
    assert machine.kernel.space(1).get(0) != 8
    timeline.seek(1 << 60)
    start = 0x1000
    assert timeline.back(at(start)) is False
    assert timeline.position == timeline.start
    assert machine.kernel.space(1).pc == start


def test_who_changed_a_byte_last() -> None:
    timeline, _ = typed()
    timeline.seek(1 << 60)
    space = timeline.machine.kernel.space(1)
    address, value = space.sp - 4, space.copy_in(space.sp - 4, 4)
    assert timeline.back(changes(1, address, 4))
    found = timeline.position
    assert timeline.machine.kernel.space(1).copy_in(address, 4) == value
    timeline.back()
    assert timeline.machine.kernel.space(1).copy_in(address, 4) != value
    timeline.step()
    assert timeline.position == found


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        call("frobnicate")
    with pytest.raises(KeyError):
        register("r99", "==", 0)


@pytest.mark.parametrize("level", range(4))
def test_a_stretch_is_traced_at_any_level(level: int) -> None:
    live = Machine.boot(load_image(), argv=["sh", "-c", "ls / | wc; sleep 1"], auto_advance=True)
    live.settle()
    with live.events(level) as events:
        live.run(10**7)
        told = list(events)
    timeline = Timeline(Machine.boot(load_image(), argv=["sh", "-c", "ls / | wc; sleep 1"], auto_advance=True), spacing=3_000)
    timeline.run(10**7)
    timeline.seek(7_000)
    here, root = timeline.position, timeline.machine.root()
    assert timeline.events(level, 0, timeline.end.tick) == told
    assert timeline.events(level, 4_000, 9_000) == [event for event in told if 4_000 < event.tick <= 9_000]
    assert (timeline.position, timeline.machine.root()) == (here, root)


def test_what_was_put_out_at_any_moment() -> None:
    line = "echo one; cat /etc/passwd; sleep 1; echo two; cat /nothing"
    timeline = Timeline(Machine.boot(load_image(), argv=["sh", "-c", line], auto_advance=True), spacing=5_000)
    seen = {timeline.position: (b"", b"")}
    printed: list[tuple[str, bytes]] = []
    while timeline.run(997).reason != "halted":
        printed += timeline.machine.take_output()
        seen[timeline.position] = streams(printed)
    printed += timeline.machine.take_output()
    seen[timeline.position] = streams(printed)
    assert len(set(seen.values())) > 4
    for moment in random.Random(5).sample(sorted(seen), 40):
        assert (timeline.output("stdout", moment), timeline.output("stderr", moment)) == seen[moment]
        timeline.seek(*moment)
        assert (timeline.output("stdout"), timeline.output("stderr")) == seen[moment]
    timeline.seek(1 << 60)
    assert (timeline.output("stdout"), timeline.output("stderr")) == seen[timeline.end]
    assert not timeline.machine.take_output(), "what was put out again is not printed twice"


def streams(printed: list[tuple[str, bytes]]) -> tuple[bytes, bytes]:
    return tuple(b"".join(data for name, data in printed if name == stream) for stream in ("stdout", "stderr"))  # type: ignore[return-value]


def test_output_that_waits_for_the_door_stays_when_the_past_is_visited() -> None:
    timeline, _ = typed()
    timeline.machine.take_output()
    timeline.send(Keys(b"again\r"))
    timeline.run(1_000)
    timeline.seek(20)
    timeline.seek(1 << 60)
    assert b"-> again" in b"".join(data for _, data in timeline.machine.take_output())


def test_a_recorded_runs_output_is_there_and_a_branch_has_its_own() -> None:
    first, _ = typed()
    again = Timeline(Machine.boot(echo_image()), first.inputs)
    again.seek(1 << 60)
    again.run(first.end.tick - again.machine.ticks)
    assert again.output() == first.output() != b""
    shown = again.shown()
    assert [part for part in shown if isinstance(part, Resize)] == [Resize(24, 80), Resize(30, 90)]
    assert b"-> hello" in b"".join(part.data for part in shown[: shown.index(Resize(30, 90))] if not isinstance(part, Resize))
    again.seek(60)
    here, other = again.output(), again.branch()
    other.send(Keys(b"elsewhere\r"))
    other.run(1_000)
    assert other.output().startswith(here)
    assert b"-> elsewhere" in other.output()
    again.seek(1 << 60)
    assert again.output() == first.output()


def test_only_so_much_output_is_kept() -> None:
    log = OutputLog(Position(0, 0), limit=10)
    for tick in range(1, 6):
        log.add(Position(tick, 0), "console", b"abc")
    log.complete(Position(5, 0))
    log.add(Position(4, 0), "console", b"repeated")
    assert [row.position.tick for row in log.until(Position(9, 0))] == [3, 4, 5]
    assert [row.position.tick for row in log.copy(Position(4, 0)).until(Position(9, 0))] == [3, 4]
