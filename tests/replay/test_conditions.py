"""Conditions that engines stop for find the same moments as looking after every instruction does."""

from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache

import pytest

from tests.kernel.guest import boot
from ucvm.abi.layout import DATA_BASE, resident_address
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.catalog import make, usable
from ucvm.image.build import load_image
from ucvm.machine.events import Keys, Resize, SignalEvent
from ucvm.machine.inspect import peek
from ucvm.machine.machine import Machine
from ucvm.machine.trace import Instruction
from ucvm.replay.conditions import Condition, at, changes, holds, register
from ucvm.replay.ring import Position
from ucvm.replay.timeline import Timeline

FORKS = """
 sys fork
 bz r0, child
 mov r6, 40
again:
 sub r6, 1
 ldw r1, [count]
 add r1, 1
 stw [count], r1
stay: bnz r6, again
 mov r1, -1
 mov r2, status
 mov r3, 0
 sys wait
 mov r1, 0
 sys exit
child:
 mov r6, 25
 mov r1, count
 mov r2, 2
 sys entropy_probe
 jmp again
 .bss
count: .zero 4
status: .zero 4
"""


@cache
def forks() -> Machine:
    return boot(FORKS)


@cache
def shell() -> Machine:
    return Machine.boot(load_image(), argv=["sh", "-c", "(echo a; echo b) | cat; sleep 1"], auto_advance=True)


def slow_at(address: int, pid: int = 0) -> Condition:
    def test(machine: Machine) -> bool:
        current = machine.current_pid()
        return bool(current) and pid in (0, current) and resident_address(machine.kernel.space(current).pc) == resident_address(address)

    return holds(test)


def slow_changes(pid: int, address: int, size: int = 1) -> Condition:
    def watch(machine: Machine) -> Callable[[], bool]:
        before = [peek(machine.kernel, pid, address, size)]

        def changed() -> bool:
            before.append(peek(machine.kernel, pid, address, size))
            return before[-1] != before.pop(0)

        return changed

    return Condition(lambda machine: nullcontext(watch(machine)), 1)


def moments(timeline: Timeline, condition: Condition) -> list[Position]:
    timeline.seek(0, 0)
    found = []
    while timeline.step(condition):
        found.append(timeline.position)
    return found


def timeline_of(machine: Machine, engine: Engine | None = None) -> Timeline:
    copied = machine.copy()
    copied.auto_advance = True
    if engine is not None:
        engine.adopt(copied.ram)
        copied.engine = engine
    timeline = Timeline(copied, spacing=2_000)
    timeline.run(200_000)
    return timeline


PAIRS: dict[str, tuple[Callable[[], Machine], Condition, Condition]] = {
    "stores of init": (forks, changes(1, DATA_BASE, 4), slow_changes(1, DATA_BASE, 4)),
    "stores of the child and the kernel for it": (forks, changes(3, DATA_BASE, 4), slow_changes(3, DATA_BASE, 4)),
    "a page that comes and goes": (shell, changes(4, DATA_BASE + 0x100, 2), slow_changes(4, DATA_BASE + 0x100, 2)),
    "stack": (shell, changes(3, 0xEE00, 8), slow_changes(3, 0xEE00, 8)),
}


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("engine", usable())
def test_the_same_moments(name: str, engine: str) -> None:
    machine, fast, slow = PAIRS[name]
    timeline = timeline_of(machine(), make(engine))
    expected = moments(timeline, slow)
    assert moments(timeline, fast) == expected
    backwards = []
    while timeline.back(fast):
        backwards.append(timeline.position)
    assert backwards == [moment for moment in reversed(expected) if moment < timeline.end]
    assert expected


@pytest.mark.parametrize("engine", usable())
@pytest.mark.parametrize("pid", [0, 1, 3])
def test_loops_of_two_processes(pid: int, engine: str) -> None:
    timeline = timeline_of(forks(), make(engine))
    done = Counter((event.pc, event.pid) for event in timeline.events(3, 0, 1 << 60) if isinstance(event, Instruction))
    loop = [pc for pc, who in done if (who, done[pc, 1], done[pc, 3]) == (1, 40, 25)]
    assert len(loop) >= 5
    for place in (loop[0], loop[-1]):
        expected = moments(timeline, slow_at(place, pid))
        assert len(expected) >= {0: 65, 1: 40, 3: 25}[pid]
        assert moments(timeline, at(place, pid)) == expected
        assert moments(timeline, register("pc", "==", place, pid)) == expected


def test_every_place_of_a_shell() -> None:
    timeline = timeline_of(shell(), make(usable()[-1]))
    timeline.seek(0)
    places = set()
    while timeline.machine.ticks < 9_000:
        timeline.seek(timeline.machine.ticks + 613)
        pid = timeline.machine.current_pid()
        places |= {timeline.machine.kernel.space(pid).pc} if pid else set()
    for place in sorted(places)[::3]:
        assert moments(timeline, at(place)) == moments(timeline, slow_at(place))


def test_inputs_in_between_make_no_difference() -> None:
    timeline = Timeline(boot(" mov r1, 0\nstay: jmp stay"))
    for event in (Resize(30, 90), Keys(b"x"), SignalEvent(1, 28)):
        timeline.run(3)
        timeline.send(event)
    timeline.run(10)
    address = timeline.machine.kernel.space(1).pc
    assert moments(timeline, at(address)) == moments(timeline, slow_at(address)) == [Position(1, 0)]


def test_a_debugger_that_has_left_leaves_nothing() -> None:
    timeline = timeline_of(forks())
    root = timeline.machine.root()
    timeline.seek(0)
    timeline.step(changes(1, DATA_BASE, 4))
    assert all(space.debugged == (frozenset(), frozenset()) for space in timeline.machine.kernel.spaces.values())
    timeline.seek(1 << 60)
    assert timeline.machine.root() == root
