"""The state artifact: canonical form, checksum, validation, writing."""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures import echo_image
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine
from ucvm.state.artifact import ArtifactError, Document, canonical, checksum, create_document, parse, serialize, validate, write

members = st.text(st.characters(max_codepoint=0xD7FF), max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | members,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(members, inner, max_size=4),
)


@given(values)
def test_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.fixture(scope="module")
def running() -> Document:
    machine = Machine.boot(echo_image())
    machine.run(1_000_000)
    return machine.document()


def test_a_machine_has_a_document_before_its_first_instruction() -> None:
    machine = Machine.boot(echo_image())
    document = machine.document()
    validate(document)
    assert machine.ticks == 0
    assert (document["version"], document["mode"], document["output_mode"]) == ("3.0", "SIMPLIFIED", "RAW")
    init = document["modules"]["process"]["processes"]["1"]
    assert (init["pid"], init["uid"], init["state"]) == (1, 0, "READY")


def test_a_running_machine_is_valid(running: Document) -> None:
    assert parse(serialize(running)) == running


def test_the_first_document_lists_what_a_machine_starts_with() -> None:
    """Initial Prompt 1 of the specification: three descriptors, the directories, /home/user."""
    modules = Machine.boot(load_image()).document()["modules"]
    files = modules["process"]["processes"]["1"]["files"]
    assert sorted(files) == ["0", "1", "2"]
    assert {modules["io"]["streams"][str(number)]["type"] for number in files.values()} == {"DEVICE"}
    fs = Machine.boot(load_image()).kernel.fs
    assert {b"bin", b"etc", b"home", b"usr", b"tmp"} <= {entry.name for entry in fs.entries(fs.lookup(b"/"), 0)}
    assert fs.inode(fs.lookup(b"/home/user")).is_dir


def test_every_table_of_the_store_comes_back_from_the_document() -> None:
    machine = Machine.boot(echo_image())
    machine.run(1_000_000)
    again = Machine.from_document(parse(serialize(machine.document())), echo_image())
    assert sorted(again.store.tables) == sorted(machine.store.tables)
    for name, table in machine.store.tables.items():
        assert again.store.tables[name].items() == table.items(), name


Planted = Callable[[Document], None]


def plant(path: str, value: Any) -> Planted:
    def change(document: Document) -> None:
        *way, last = path.split(".")
        place: Any = document
        for step in way:
            place = place[step]
        place[last] = value

    return change


def drop(path: str) -> Planted:
    def change(document: Document) -> None:
        *way, last = path.split(".")
        place: Any = document
        for step in way:
            place = place[step]
        del place[last]

    return change


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (plant("version", "2.0"), "version"),
        (plant("mode", "full"), "mode"),
        (plant("output_mode", 3), "output_mode"),
        (drop("modules"), ""),
        (plant("modules.process.next_pid", "many"), "modules.process.next_pid"),
        (plant("modules.process.processes.1.uid", -1), "modules.process.processes.1.uid"),
        (plant("modules.process.processes.1.state", "ASLEEP"), "modules.process.processes.1.state"),
        (plant("modules.process.processes.1.files.0", 99), "modules"),
        (plant("modules.process.processes.1.pid", 7), "modules.process"),
        (plant("modules.process.current_pid", 55), "modules.process"),
        (plant("modules.cpu.registers.r3", 1 << 32), "modules.cpu.registers.r3"),
        (drop("modules.cpu.registers.sp"), "modules.cpu"),
        (plant("modules.cpu.flags.zero", 1), "modules.cpu.flags.zero"),
        (plant("modules.memory.free_list", [0]), "modules.memory.free_list.0"),
        (plant("checksum", "0" * 64), "checksum"),
    ],
)
def test_a_bad_value_is_refused_with_its_path(running: Document, change: Planted, path: str) -> None:
    document = copy.deepcopy(running)
    change(document)
    with pytest.raises(ArtifactError) as caught:
        validate(document)
    assert caught.value.path == path


def test_contents_must_have_their_hash(running: Document) -> None:
    document = copy.deepcopy(running)
    contents = document["modules"]["memory"]["contents"]
    contents[next(iter(contents))] = "AAAA"
    with pytest.raises(ArtifactError, match="hash"):
        validate(document)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b'{"version": "3.0"}', b"[" * 100_000])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(ArtifactError):
        parse(data)


@given(st.sampled_from(["SIMPLIFIED", "FULL"]), st.dictionaries(members, values, max_size=3))
def test_the_checksum_covers_everything_else(mode: str, modules: dict[str, Any]) -> None:
    document = create_document(mode, "RAW", modules)
    assert checksum(document) == document["checksum"]
    document["output_mode"] = "DEBUG"
    assert checksum(document) != document["checksum"]


def test_writing_replaces_a_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("old")
    write(path, create_document("FULL", "RAW", {}))
    assert json.loads(path.read_text())["mode"] == "FULL"
    assert os.listdir(tmp_path) == ["state.json"]


def test_writing_to_a_pipe_writes_into_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write(path, create_document("FULL", "RAW", {}))
    assert json.loads(os.read(reader, 65536))["mode"] == "FULL"
    os.close(reader)
    assert path.is_fifo()
