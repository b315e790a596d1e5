"""A part of what `python -m tests.replay.flips` does at length: no flipped bit of a stored file goes unnoticed."""

from pathlib import Path

import pytest

from tests.replay.flips import flip


def test_a_flipped_bit_is_refused_or_harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UCVM_STATE", str(tmp_path))
    found = flip(50, 4, tmp_path)
    assert set(found) <= {"refused", "harmless"}
    assert found["refused"] > 40
