"""A state artifact, read back, is the same machine and goes on alike."""

import json

import pytest

from tests.kernel.guest import boot
from tests.kernel.test_mode import SNAPSHOT
from tests.machine.test_machine import WORK
from ucvm.kernel.fs.image import Image
from ucvm.machine.events import HostInput
from ucvm.machine.machine import Machine
from ucvm.machine.restore import KINDS, bytes_of
from ucvm.machine.sections import text
from ucvm.machine.stops import next_call
from ucvm.state.artifact import ArtifactError, create_document, parse, serialize


def again(machine: Machine) -> Machine:
    return Machine.from_document(parse(serialize(machine.document())))


def test_every_table_has_its_types() -> None:
    assert sorted(boot(WORK).store.tables) == sorted(KINDS)


@pytest.mark.parametrize("ticks", [0, 1, 40, 300, 777, 2000, 3100, 10_000_000])
def test_a_restored_machine_is_the_same_and_goes_on_alike(ticks: int) -> None:
    machine = boot(WORK)
    machine.run(ticks)
    copy = again(machine)
    assert copy.sections() == machine.sections()
    for one in (machine, copy):
        one.auto_advance = True
        one.take_output()
        one.run(10_000_000)
    assert copy.root() == machine.root()
    assert copy.take_output() == machine.take_output()


def test_at_every_system_call() -> None:
    machine = boot(WORK)
    expected = machine.copy()
    expected.run(10_000_000)
    while machine.run(10_000_000, until=next_call(machine)).reason == "reached":
        machine = again(machine)
        machine.auto_advance = True
    assert machine.root() == expected.root()


def test_a_blocked_call_goes_on() -> None:
    machine = boot(" mov r1, 0\n mov r2, buf\n mov r3, 9\n sys read\n mov r1, r0\n mov r0, SYS_exit\n syscall\n.bss\nbuf: .zero 12")
    machine.run(100)
    copy = again(machine)
    copy.send(HostInput(0, b"12345"))
    assert copy.run(100).status == 5


def test_over_an_image_only_the_difference_is_kept() -> None:
    first = boot(" die 3")
    image = Image.from_store(first.store)
    machine = Machine.boot(image, start=False)
    machine.start(["init"], {"A": "b"}, None)
    document = machine.document()
    assert document["modules"]["fs"]["inodes"]["changed"] == {}
    copy = Machine.from_document(document, image)
    assert copy.root() == machine.root()
    assert copy.run(100).status == 3
    other = Image.from_store(boot(" die 4").store)
    with pytest.raises(ArtifactError, match="another disk image"):
        Machine.from_document(document, other)


def test_nonsense_is_refused_by_place() -> None:
    document = json.loads(json.dumps(boot(" die 0").document()))
    del document["modules"]["core"]["vars"]["ticks"]
    document["modules"]["process"]["processes"]["1"]["umask"] = "many"
    broken = create_document(document["mode"], document["output_mode"], document["modules"])
    with pytest.raises(ArtifactError, match="modules"):
        Machine.from_document(broken)


@pytest.mark.parametrize("data", [b"", b"plain", b"\\", b"\\x41", b"\xff\x00\\\xfe", "ä€".encode(), bytes(range(256))])
def test_text_of_bytes_comes_back(data: bytes) -> None:
    assert bytes_of(text(data)) == data


def test_a_snapshot_held_open_is_read_on() -> None:
    machine = boot(SNAPSHOT.format(kind=0, pid=0), mode="FULL")
    for _ in range(3):
        machine.run(1_000_000, until=next_call(machine))
    before = machine.take_output()
    copy = again(machine)
    copy.run(1_000_000)
    machine.run(1_000_000)
    assert copy.root() == machine.root()
    assert copy.take_output() == machine.take_output() != before
