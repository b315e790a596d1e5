"""Documents that no machine wrote, though their checksum fits: refused with the place, or a machine that runs. Never a traceback."""

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.machine.mutation import corrupted, documents, machine, mutated, outcome
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine
from ucvm.machine.sound.values import VARS
from ucvm.state.artifact import ArtifactError, create_document

JOBS = 2
"""The document with a stopped job, a fifo that is being opened and a removed directory in use."""


@settings(max_examples=15)
@given(st.integers(0, 1 << 40), st.integers(0, 3))
def test_a_changed_document_is_refused_or_runs(seed: int, number: int) -> None:
    document, _ = mutated(number, random.Random(seed))
    assert outcome(document) in ("refused", "runs")


@settings(max_examples=15)
@given(st.integers(0, 1 << 40), st.integers(0, 3))
def test_the_document_of_a_corrupted_machine_is_refused_or_runs(seed: int, number: int) -> None:
    document, _ = corrupted(number, random.Random(seed))
    assert outcome(document) in ("refused", "runs")


def refused(document: Any) -> str:
    """Where a document is refused, after its checksum was made to fit."""
    fitting = create_document(document["mode"], document["output_mode"], document["modules"])
    with pytest.raises(ArtifactError) as caught:
        Machine.from_document(fitting, load_image())
    return caught.value.path


def test_what_was_not_changed_is_taken() -> None:
    for number in range(4):
        assert outcome(documents()[number]) == "runs"


def _first(table: dict[str, Any], holds: Callable[[Any], object] = bool) -> str:
    return next(key for key, value in table.items() if holds(value))


def two_with_one_pid(modules: Any) -> None:
    processes = modules["process"]["processes"]
    processes["77"] = copy.deepcopy(processes["3"])


def missing_page(modules: Any) -> None:
    del modules["memory"]["pages"][_first(modules["memory"]["pages"])]


def writable_text(modules: Any) -> None:
    page = next(entry for entry in modules["process"]["processes"]["3"]["memory"].values() if entry["executable"])
    page["writable"] = True


def another_frame(modules: Any) -> None:
    modules["process"]["processes"]["3"]["memory"]["14"]["frame"] += 1


def descriptor_to_nothing(modules: Any) -> None:
    modules["process"]["processes"]["3"]["files"]["0"] = 99


def queue_of_absent(modules: Any) -> None:
    modules["sched"]["queues"]["2"] = [78]


def waiter_of_absent(modules: Any) -> None:
    modules["sched"]["waiters"]["tty:0"] = [78]


def dangling_pipe(modules: Any) -> None:
    modules["io"]["pipes"].clear()


def dangling_blocks(modules: Any) -> None:
    inodes = modules["fs"]["inodes"]["changed"]
    inodes[_first(inodes, lambda inode: inode["blocks"])]["blocks"][0] = 16_000


def lost_inode(modules: Any) -> None:
    inodes = modules["fs"]["inodes"]["changed"]
    inodes["4000"] = copy.deepcopy(inodes[_first(inodes)])


def negative_time(modules: Any) -> None:
    modules["core"]["vars"]["idle_ns"] = -5


def huge_number(modules: Any) -> None:
    modules["core"]["vars"]["ticks"] = str(1 << 80)


def other_image(modules: Any) -> None:
    modules["fs"]["blocks"]["base"] = "0" * 64


def other_registers(modules: Any) -> None:
    modules["process"]["processes"]["3"]["context"]["registers"]["r4"] ^= 1


def other_owner(modules: Any) -> None:
    modules["process"]["processes"]["3"]["uid"] = 0


def no_init(modules: Any) -> None:
    del modules["process"]["processes"]["1"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (two_with_one_pid, "modules.process"),
        (missing_page, "modules"),
        (writable_text, "modules.process.processes.3.memory"),
        (another_frame, "modules.process.processes.3.memory.14.frame"),
        (descriptor_to_nothing, "modules"),
        (queue_of_absent, "modules.sched.queues.2"),
        (waiter_of_absent, "modules.sched.waiters.tty:0"),
        (dangling_pipe, "modules.process.processes"),
        (dangling_blocks, "modules.fs.inodes.changed"),
        (lost_inode, "modules.fs"),
        (negative_time, "modules.core.vars.idle_ns"),
        (huge_number, "modules.core.vars.ticks"),
        (other_image, "modules.fs.blocks.base"),
        (other_registers, "modules.process.processes.3.context.registers.r4"),
        (other_owner, "modules.process.processes.3.uid"),
        (no_init, "modules.process"),
    ],
)
def test_nonsense_is_refused_by_its_place(change: Callable[[Any], None], path: str) -> None:
    document = copy.deepcopy(documents()[JOBS])
    change(document["modules"])
    assert refused(document).startswith(path)


def test_a_directory_in_a_circle_is_refused() -> None:
    one = machine(JOBS)
    fs = one.kernel.fs
    outer = fs.create(b"/tmp/outer", 0o040000, 0o755)
    inner = fs.create(b"/tmp/outer/inner", 0o040000, 0o755)
    top = fs.lookup(b"/tmp")
    fs.disk.leave(top[1], b"outer", 0)
    fs.disk.linked(top[1], -1, 0)
    fs.disk.enter(inner[1], b"outer", outer[1], 0)
    fs.disk.linked(inner[1], 1, 0)
    fs.disk.point(outer[1], b"..", inner[1], 0)
    assert refused(one.document()).startswith("modules.fs")


def test_the_numbers_of_a_machine_are_all_checked() -> None:
    assert sorted(machine(JOBS).kernel.vars) == sorted(VARS)
