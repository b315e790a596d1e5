"""Watching a machine: what is told at which level, and that nobody can tell that somebody watches."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from tests.fixtures import echo_image
from tests.kernel.guest import boot
from ucvm.abi.layout import DATA_BASE, PAGE_SHIFT, PTE_FRAME_SHIFT
from ucvm.abi.signals import Signal
from ucvm.abi.syscalls import BY_NAME
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.catalog import make as make_engine
from ucvm.hw.engines.catalog import usable
from ucvm.image.build import load_image
from ucvm.image.cache import cache_folder
from ucvm.kernel.trace import Beam, CallEvent, Executed, Exited, Forked, SignalTaken
from ucvm.machine.events import Keys, Logged, Resize
from ucvm.machine.machine import Machine
from ucvm.machine.trace import LEVELS, Instruction, Output, PageMapped, PageWritten, Switch, Trace, TraceEvent, Trap

LINE = "cat /etc/passwd | sort -r; sleep 1; (exit 3) || echo $?; kill -TERM $$"
ENGINES: dict[str, Callable[[], Engine]] = {name: partial(make_engine, name, cache_folder() / "native") for name in usable()}


def session(engine: str = "reference") -> Machine:
    return Machine.boot(load_image(), argv=["sh", "-c", LINE], auto_advance=True, engine=ENGINES[engine]())


def watched(machine: Machine, level: int, piece: int = 10**7) -> list[TraceEvent]:
    """Everything up to the end, run in pieces."""
    with machine.events(level) as events:
        while machine.run(piece).reason == "budget":
            pass
        return list(events)


@pytest.fixture(scope="module")
def deepest() -> list[TraceEvent]:
    return watched(session(), 3)


@pytest.fixture(scope="module")
def end() -> tuple[int, str]:
    machine = session()
    machine.run(10**7)
    return machine.ticks, machine.root()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("level", range(4))
def test_every_level_tells_its_events_and_changes_nothing(level: int, engine: str, deepest: list[TraceEvent], end: tuple[int, str]) -> None:
    machine = session(engine)
    before = machine.engine
    found = watched(machine, level)
    assert (machine.ticks, machine.root()) == end
    assert found == [event for event in deepest if LEVELS[type(event)] <= level]
    assert machine.engine is before
    listeners = (machine.watchers, machine.heard, machine.retirements, machine.kernel.trace, machine.kernel.printed)
    assert not any(listeners)
    assert len(machine.kernel.vm.followers) == 1


@pytest.mark.parametrize("piece", [101, 1000])
def test_it_makes_no_difference_in_which_pieces_it_runs(piece: int, deepest: list[TraceEvent], end: tuple[int, str]) -> None:
    machine = session()
    assert watched(machine, 3, piece) == deepest
    assert (machine.ticks, machine.root()) == end


def test_every_kind_of_event_comes_up(deepest: list[TraceEvent]) -> None:
    assert {type(event) for event in deepest} == set(LEVELS) - {Beam}
    assert Counter(type(event) for event in deepest)[Instruction] == deepest[-1].tick


def test_instructions_are_those_of_single_steps(deepest: list[TraceEvent]) -> None:
    machine, found = session(), []
    machine.settle()
    for tick in range(1, 3_000):
        pid = machine.current_pid()
        found.append(Instruction(tick, pid, machine.kernel.space(pid).pc))
        machine.run(1)
    assert found == [event for event in deepest if isinstance(event, Instruction)][: len(found)]


def test_processes_come_and_go(deepest: list[TraceEvent]) -> None:
    children = [event.child for event in deepest if isinstance(event, Forked)]
    ended = {event.pid: event.status for event in deepest if isinstance(event, Exited)}
    assert set(children) <= set(ended)
    assert 3 << 8 in ended.values()
    assert ended[3] == Signal.SIGTERM
    assert [event.argv for event in deepest if isinstance(event, Executed)][1:3] == [(b"cat", b"/etc/passwd"), (b"sort", b"-r")]
    assert SignalTaken(deepest[-1].tick, 3, Signal.SIGTERM, 0)._replace(tick=0) in [
        event._replace(tick=0) for event in deepest if isinstance(event, SignalTaken)
    ]


def test_calls_enter_block_and_leave(deepest: list[TraceEvent]) -> None:
    sleep = [event for event in deepest if isinstance(event, CallEvent) and event.number == BY_NAME["nanosleep"].number]
    assert [(event.result, event.blocked) for event in sleep] == [(None, False), (None, True), (0, False)]


def test_switches_say_who_runs(deepest: list[TraceEvent]) -> None:
    current = 0
    for event in deepest:
        if isinstance(event, Switch):
            assert event.pid != current
            current = event.pid
        elif isinstance(event, Instruction | Trap):
            assert event.pid == current


def test_what_goes_in_and_out() -> None:
    machine = Machine.boot(echo_image())
    machine.run(1_000)
    with machine.events(0) as events:
        machine.send(Keys(b"hello\r"))
        machine.run(1_000)
        machine.send(Resize(30, 90))
        found = list(events)
    assert [event.event for event in found if isinstance(event, Logged)] == [Keys(b"hello\r"), Resize(30, 90)]
    assert b"hello\r\n" in b"".join(event.data for event in found if isinstance(event, Output))
    assert [event.data for event in found if isinstance(event, Output)] == [data for _, data in machine.take_output()][-len(found) + 2 :]


def test_events_are_taken_out_once_and_listening_ends() -> None:
    machine = Machine.boot(echo_image())
    events = machine.events(1)
    machine.run(1_000)
    assert list(events)
    assert not list(events)
    events.close()
    machine.send(Keys(b"x\r"))
    machine.run(1_000)
    assert not list(events)


STORES = """
 mov r1, there
 mov r2, 5
 stw [r1], r2
 sys getpid
 mov r1, buffer
 mov r2, 4
 sys entropy_probe
 mov r1, 0
 sys exit
 .bss
there: .zero 4096
more: .zero 4096
buffer: .zero 8
"""


def test_pages_are_written_by_programs_and_by_the_kernel() -> None:
    machine = boot(STORES)
    data = DATA_BASE >> PAGE_SHIFT
    found = watched(machine, 2)
    frames = {event.page: event.entry >> PTE_FRAME_SHIFT for event in found if isinstance(event, PageMapped) and event.entry}
    written = [(event.page, event.by) for event in found if isinstance(event, PageWritten)]
    assert written == [(data, "kernel"), (data, "program"), (data + 2, "kernel")]
    assert all(frames[event.page] == event.frame for event in found if isinstance(event, PageWritten))


def test_a_checkpoint_in_between_takes_nothing_away() -> None:
    plain, other = boot(STORES), boot(STORES)
    expected = watched(plain, 2)
    with other.events(2) as events:
        while other.run(1).reason == "budget":
            other.checkpoint()
        assert list(events) == expected
    assert other.root() == plain.root()


def test_a_checkpoint_is_whole_although_somebody_follows() -> None:
    machine = boot(STORES)
    with machine.events(2):
        machine.checkpoint()
        machine.run(6)
        kept, root = machine.checkpoint(), machine.root()
        machine.run(100)
    machine.restore(kept)
    assert machine.root() == root


@pytest.mark.parametrize("engine", ENGINES)
def test_two_may_watch(engine: str, deepest: list[TraceEvent], end: tuple[int, str]) -> None:
    machine = session(engine)
    first, early = machine.events(3), machine.events(3)
    machine.run(5_000)
    early.close()
    late = machine.events(2)
    machine.run(10**7)
    assert list(first) == deepest
    assert list(early) == [event for event in deepest if event.tick <= 5_000]
    assert [event for event in late if isinstance(event, CallEvent)] == [e for e in deepest if isinstance(e, CallEvent) and e.tick > 5_000]
    assert (machine.ticks, machine.root()) == end


def test_there_are_four_levels() -> None:
    with pytest.raises(ValueError, match="levels of a trace are 0 to 3, not 4"):
        Trace(Machine.boot(echo_image()), 4, print)
