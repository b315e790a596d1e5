"""Generated code is made once, and made again when anything it depends on is another."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ucvm.hw.engines import generated as module
from ucvm.hw.engines.generated import generated
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="code is kept only where owners of files are known")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "code").mkdir(mode=0o700)
    return tmp_path / "code"


def once(data: bytes) -> Callable[[], bytes]:
    """A generator that may be asked once."""
    left = [data]
    return left.pop


def test_it_is_made_once(folder: Path) -> None:
    make = once(b"code")
    assert [generated(folder, "one", make) for _ in range(3)] == [b"code"] * 3
    assert generated(folder, "two", once(b"other")) == b"other"


def test_without_a_folder_it_is_made_every_time() -> None:
    assert generated(None, "one", once(b"a")) == b"a"
    assert generated(None, "one", once(b"b")) == b"b"


def test_another_table_makes_other_code(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert generated(folder, "one", once(b"before")) == b"before"
    for part in module._PARTS:
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "isa" / "table.py").write_text("ROWS = ()\n")
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    module.sources_key.cache_clear()
    try:
        assert generated(folder, "one", once(b"after")) == b"after"
    finally:
        module.sources_key.cache_clear()


def test_what_others_can_write_is_not_used(folder: Path) -> None:
    generated(folder, "one", once(b"mine"))
    (path,) = folder.iterdir()
    path.write_bytes(b"theirs")
    path.chmod(0o666)
    assert generated(folder, "one", once(b"mine")) == b"mine"


def test_the_reference_engine_runs_on_kept_code(folder: Path) -> None:
    roots = []
    for place in (None, folder, folder):
        machine = Machine.boot(load_image(), argv=["sh", "-c", "exit 3"], engine=ReferenceEngine(place), auto_advance=True)
        assert machine.run(10**6).status == 3
        roots.append(machine.root())
    assert roots[0] == roots[1] == roots[2]
