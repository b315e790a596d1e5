"""Law 1 on the real programs: a machine in the middle of a pipeline can be copied at any system call, and every copy goes on alike."""

import pytest

from ucvm.hw.engines.base import Engine, EngineUnavailable
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine
from ucvm.machine.stops import next_call

PIPELINE = "cat /etc/passwd | sort -r | wc -l"
LIMIT = 5_000_000


def engine() -> Engine:
    """The faster engine where it works: this runs the pipeline hundreds of times."""
    try:
        return InterpreterEngine()
    except EngineUnavailable:
        return ReferenceEngine()


def boot(mode: str = "SIMPLIFIED") -> Machine:
    return Machine.boot(load_image(), argv=["sh", "-c", PIPELINE], auto_advance=True, engine=engine(), mode=mode)


def finish(machine: Machine) -> tuple[int, str]:
    """(ticks, root) at the end."""
    assert machine.run(LIMIT).reason == "halted"
    return machine.ticks, machine.root()


@pytest.fixture(scope="module")
def whole() -> tuple[int, str]:
    return finish(boot())


def test_a_copy_at_every_system_call_ends_the_same(whole: tuple[int, str]) -> None:
    machine, copies = boot(), 0
    while machine.run(LIMIT, until=next_call(machine)).reason == "reached":
        assert finish(machine.copy()) == whole
        copies += 1
    assert copies > 50


def test_full_mode_from_the_first_tick_on_is_the_same_run(whole: tuple[int, str]) -> None:
    assert finish(boot("FULL")) == whole


@pytest.mark.parametrize("slice_", [1, 997, 100_000])
def test_slices_are_the_same_run(slice_: int, whole: tuple[int, str]) -> None:
    machine = boot()
    while machine.run(slice_).reason == "budget":
        pass
    assert (machine.ticks, machine.root()) == whole
