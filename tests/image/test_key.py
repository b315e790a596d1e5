"""The image's key: equal to a hash over all sources, whether it was read from the kept file or not."""

import os
from pathlib import Path

import pytest

from ucvm.image import key
from ucvm.image.key import source_key


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two sources, one of them in a folder of a folder."""
    package = tmp_path / "package"
    (package / "bin" / "deep").mkdir(parents=True)
    (package / "bin" / "a.c").write_text("int a;")
    (package / "bin" / "deep" / "b.h").write_text("int b;")
    monkeypatch.setattr(key, "PACKAGE", package)
    monkeypatch.setattr(key, "_SOURCES", ("bin",))
    return package


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the sources that are read."""
    found: list[str] = []
    labelled = key._labelled

    def note(path: str) -> bytes:
        found.append(Path(path).name)
        return labelled(path)

    monkeypatch.setattr(key, "_labelled", note)
    return found


def later(path: Path) -> None:
    """Let a kept file be clearly newer than the sources, whatever the clock of the file system."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 10**10))


def test_sources_are_read_once(sources: Path, tmp_path: Path, reads: list[str]) -> None:
    kept = tmp_path / "kept"
    first = source_key(kept)
    assert reads == ["a.c", "b.h"]
    later(kept)
    assert source_key(kept) == first == source_key()
    assert reads == ["a.c", "b.h"] * 2, "only the call without a kept file read them again"


def test_a_change_is_noticed(sources: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = source_key(kept)
    later(kept)
    (sources / "bin" / "a.c").write_text("int c;")
    assert source_key(kept) == source_key() != first


def test_a_new_a_renamed_and_a_removed_file_are_noticed(sources: Path, tmp_path: Path) -> None:
    kept, keys = tmp_path / "kept", []
    for change in (
        lambda: None,
        lambda: (sources / "bin" / "new.c").write_text(""),
        lambda: (sources / "bin" / "new.c").rename(sources / "bin" / "newer.c"),
        lambda: (sources / "bin" / "deep" / "b.h").unlink(),
    ):
        change()
        keys.append(source_key(kept))
        assert keys[-1] == source_key()
        later(kept)
    assert len(set(keys)) == 4


def test_what_was_kept_in_the_same_moment_is_not_trusted(sources: Path, tmp_path: Path, reads: list[str]) -> None:
    kept = tmp_path / "kept"
    source_key(kept)
    newest = max(path.stat().st_ctime_ns for path in sources.rglob("*.*"))
    os.utime(kept, ns=(newest, newest))
    source_key(kept)
    assert reads == ["a.c", "b.h"] * 2


@pytest.mark.parametrize("content", ["", "nonsense", "a b c", "\0"])
def test_a_damaged_kept_file_costs_time_only(content: str, sources: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text(content)
    later(kept)
    assert source_key(kept) == source_key()
    assert kept.read_text() != content


def test_caches_and_editors_leave_no_trace(sources: Path) -> None:
    before = source_key()
    (sources / "bin" / "__pycache__").mkdir()
    (sources / "bin" / "__pycache__" / "a.py").write_text("x")
    (sources / "bin" / "a.c~").write_text("x")
    assert source_key() == before
