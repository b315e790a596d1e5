"""The specification's StateManager (2.3): whatever fails leaves the state as it was, and a previous state can always be had again."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.kernel.guest import boot
from tests.kernel.test_mode import DOUBLE
from tests.machine.test_machine import WORK
from ucvm.machine.machine import Machine
from ucvm.state.artifact import parse
from ucvm.state.store import Change

GOOD = (Change("core.vars", "random", 5), Change("core.denied", "search", 1))


@pytest.fixture
def machine() -> Machine:
    machine = boot(WORK)
    machine.run(700)
    return machine


def test_the_artifact_is_the_state(machine: Machine) -> None:
    name = machine.state.create_state_artifact()
    document = parse(machine.state.artifact)
    assert document["checksum"] == name
    assert machine.state.validate_state(document)
    assert Machine.from_document(document).root() == machine.root()


def test_an_artifact_that_cannot_be_made_leaves_the_one_before(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.state.create_state_artifact()
    before = machine.state.artifact
    machine.run(100)
    monkeypatch.setattr(machine.state, "_document", lambda: {"checksum": "", "x": {1, 2}})
    with pytest.raises(TypeError):
        machine.state.create_state_artifact()
    assert machine.state.artifact == before


def test_a_delta_is_applied_whole(machine: Machine) -> None:
    machine.state.update_state(GOOD)
    machine.state.update_state((Change("core.denied", "search", delete=True),))
    assert (machine.kernel.vars["random"], list(machine.kernel.denied)) == (5, [])


@pytest.mark.parametrize(
    "bad",
    [
        Change("no.table", "x", 1),
        Change("core.vars", "unknown", delete=True),
        Change("core.vars", [], 1),
        Change("core.vars", "random", {1, 2}),
        Change("core.vars", "random", lambda: None),
    ],
)
def test_a_delta_that_fails_changes_nothing(bad: Change, machine: Machine) -> None:
    before = machine.root()
    with pytest.raises((KeyError, TypeError)):
        machine.state.update_state((*GOOD, bad))
    assert machine.root() == before


def broken_checksum(document: Any) -> None:
    document["modules"]["core"]["vars"]["ticks"] += 1


def wrong_version(document: Any) -> None:
    document["version"] = "2.0"


@pytest.mark.parametrize("change", [broken_checksum, wrong_version, lambda document: document.clear()])
def test_a_bad_document_is_not_valid(change: Callable[[Any], None], machine: Machine) -> None:
    document = json.loads(json.dumps(machine.document()))
    change(document)
    assert not machine.state.validate_state(document)


def test_every_checkpoint_can_be_gone_back_to(machine: Machine) -> None:
    points = []
    for _ in range(5):
        points.append((machine.checkpoint(), machine.root(), machine.document()))
        machine.run(300)
    for checkpoint, root, document in points[::-1] + points:
        machine.restore(checkpoint)
        assert (machine.root(), machine.document()) == (root, document)


def test_a_restore_that_fails_changes_nothing(machine: Machine) -> None:
    machine.kernel.extensions.offer(DOUBLE)
    machine.kernel.extensions.load("double")
    checkpoint = machine.checkpoint()
    other = boot(WORK)
    other.run(900)
    before = other.root()
    with pytest.raises(LookupError, match=r"needs the extension double 1\.0"):
        other.restore(checkpoint)
    assert (other.root(), other.run(10).executed) == (before, 10)
