"""Machines that are kept: what the folder holds after each rest, and how a machine comes back from it."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.fixtures import echo_image
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.image import Image
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.machine.events import Keys, MountFolder, Resize
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine
from ucvm.replay.player import repeat
from ucvm.services.keeper import CONSOLE_KEPT, Keeper
from ucvm.services.machines import MachineError, MachineFolder
from ucvm.state import artifact


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCVM_STATE", str(tmp_path))


@pytest.fixture
def folder() -> Iterator[MachineFolder]:
    with closing(MachineFolder("m")) as opened:
        yield opened


def at_the_prompt() -> Machine:
    machine = Machine.boot(echo_image())
    machine.run(1_000_000)
    return machine


def test_a_kept_machine_goes_on_where_it_was(folder: MachineFolder) -> None:
    machine = at_the_prompt()
    folder.write(machine, machine.document(), b"UCVM 3.0 initialized\n$ ")
    kept = folder.read()
    assert kept is not None
    assert (kept.console, kept.halted) == (b"UCVM 3.0 initialized\n$ ", False)
    other = Machine.from_document(kept.document, kept.image)
    for one in (machine, other):
        one.take_output()
        one.send(Keys(b"hello\r"))
        one.run(1_000_000)
    assert other.root() == machine.root()
    assert other.take_output() == machine.take_output()


def test_inputs_after_the_state_come_back_too(folder: MachineFolder) -> None:
    machine = at_the_prompt()
    folder.write(machine, machine.document(), b"")
    for event in (Keys(b"one\r"), Resize(30, 90), Keys(b"tw")):
        machine.send(event)
        machine.run(1_000_000)
    with folder.path.joinpath("journal").open("a") as journal:
        journal.write('{"tick":100000,"sequ')
    kept = folder.read()
    assert kept is not None
    other = Machine.from_document(kept.document, kept.image)
    other.sequence = kept.sequence
    repeat(other, kept.inputs)
    other.run(1_000_000)
    assert other.root() == machine.root()


def test_a_journal_of_the_state_before_gives_only_the_screen(folder: MachineFolder) -> None:
    machine = at_the_prompt()
    folder.write(machine, machine.document(), b"$ ")
    machine.send(Keys(b"one\r"))
    machine.run(1_000_000)
    artifact.write(folder.path / "state.json", machine.document())
    kept = folder.read()
    assert kept is not None
    assert (kept.inputs, kept.console) == ((), b"$ ")
    assert Machine.from_document(kept.document, kept.image).root() == machine.root()


def test_a_halted_machine_leaves_its_disk(folder: MachineFolder) -> None:
    machine = at_the_prompt()
    fs = machine.kernel.fs
    fs.write(fs.create(b"/home/user/kept", 0o100000, 0o600), 0, b"text")
    lost = fs.create(b"/tmp/lost", 0o100000, 0o600)
    fs.hold(lost)
    fs.unlink(b"/tmp/lost")
    machine.send(MountFolder("/mnt", ((b"f", Entry(0o100644, b"x", 0)),), False))
    machine.send(Keys(b"\x04"))
    assert machine.run(1_000_000).reason == "halted"
    folder.write(machine, machine.document(), b"")
    kept = folder.read()
    assert kept is not None
    assert kept.halted
    again = Machine.boot(kept.disk())
    node = again.kernel.fs.lookup(b"/home/user/kept")
    assert again.kernel.fs.read(node, 0, 100) == b"text"
    assert fsck(again.kernel.fs) == []
    assert list(again.kernel.fs.entries(again.kernel.fs.lookup(b"/mnt", cred=SUPERUSER), 0))[2:] == []


def test_only_the_image_under_the_state_is_kept(folder: MachineFolder) -> None:
    first = at_the_prompt()
    folder.write(first, first.document(), b"")
    first.kernel.fs.create(b"/tmp/new", 0o100000, 0o600)
    second = Machine.boot(Image.from_store(first.store))
    folder.write(second, second.document(), b"")
    assert len(list(folder.path.glob("*.img"))) == 1
    kept = folder.read()
    assert kept is not None
    assert kept.image.hash != echo_image().hash


def test_a_machine_is_open_once() -> None:
    with closing(MachineFolder("m")), pytest.raises(MachineError, match="open elsewhere; choose another"):
        MachineFolder("m")
    MachineFolder("m").close()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", ".hidden"])
def test_names_that_are_no_names(name: str) -> None:
    with pytest.raises(MachineError, match="cannot be the name"):
        MachineFolder(name)


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UCVM_STATE", str(tmp_path / "file"))
    with pytest.raises(MachineError, match="Not a directory; UCVM_STATE names another"):
        MachineFolder("m")


def damage_state(path: Path) -> None:
    document = json.loads((path / "state.json").read_bytes())
    document["modules"]["process"]["next_pid"] = 77
    (path / "state.json").write_text(json.dumps(document))


def damage_journal(path: Path) -> None:
    lines = (path / "journal").read_text()
    (path / "journal").write_text(lines + '{"tick":1}\n')


def damage_image(path: Path) -> None:
    (image,) = path.glob("*.img")
    image.write_bytes(image.read_bytes()[:-1])


def remove_image(path: Path) -> None:
    next(path.glob("*.img")).unlink()


@pytest.mark.parametrize("damage", [damage_state, damage_journal, damage_image, remove_image])
def test_a_damaged_machine_is_refused_and_left_alone(damage: Callable[[Path], None], folder: MachineFolder) -> None:
    machine = at_the_prompt()
    folder.write(machine, machine.document(), b"")
    damage(folder.path)
    before = {path: path.read_bytes() for path in folder.path.iterdir()}
    with pytest.raises(MachineError, match=r"machine m cannot go on: .*--fresh or another --machine NAME, or remove"):
        folder.read()
    assert {path: path.read_bytes() for path in folder.path.iterdir()} == before


def test_a_keeper_writes_only_what_is_new(tmp_path: Path) -> None:
    machine, state = at_the_prompt(), tmp_path / "state.json"
    keeper = Keeper(state=state)
    keeper.rest(machine)
    written = state.stat().st_ino
    keeper.rest(machine)
    assert state.stat().st_ino == written
    machine.send(Keys(b"x\r"))
    machine.run(1_000_000)
    keeper.rest(machine)
    assert json.loads(state.read_bytes())["checksum"] == machine.document()["checksum"]
    assert keeper.problem is None


def test_a_keeper_that_cannot_write_says_why_once_asked(tmp_path: Path) -> None:
    keeper = Keeper(state=tmp_path / "missing" / "state.json")
    keeper.write(at_the_prompt())
    assert keeper.problem is not None
    assert keeper.problem.strerror == "No such file or directory"


def test_the_end_of_the_console_is_kept(folder: MachineFolder) -> None:
    keeper = Keeper(folder)
    keeper.printed(b"a" * CONSOLE_KEPT)
    keeper.printed(b"$ ")
    assert len(keeper.console) == CONSOLE_KEPT
    assert keeper.console.endswith(b"a$ ")


def test_a_damaged_past_is_set_aside(folder: MachineFolder) -> None:
    folder.path.joinpath("history.db").write_bytes(b"no database " * 100)
    machine = at_the_prompt()
    folder.write(machine, machine.document(), b"$ ")
    assert [place.tick for place in folder.history().places()] == [machine.ticks]
    assert folder.path.joinpath("history.damaged").exists()
