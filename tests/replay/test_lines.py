"""Lines with a chain: what was written comes back, a cut-off end does not count, anything else that does not fit is damage."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucvm.replay.lines import DamageError, Writer, read

LINES: list[dict[str, Any]] = [{"first": 1}, {"text": "a\nb,\"chain\":\"0123456789abcdef\"}"}, {"first": 1}, {"é": [None, True]}]


@pytest.fixture
def written(tmp_path: Path) -> bytes:
    with (tmp_path / "lines").open("w") as file:
        writer = Writer(file)
        for line in LINES:
            writer.write(line)
    return (tmp_path / "lines").read_bytes()


def test_what_was_written_comes_back(written: bytes) -> None:
    assert read(written) == LINES
    assert read(b"") == []


def test_a_line_cut_off_anywhere_does_not_count(written: bytes) -> None:
    last = written.rstrip(b"\n").rindex(b"\n") + 1
    for end in range(last, len(written)):
        assert read(written[:end]) == LINES[:-1]


def test_every_bit_counts(written: bytes) -> None:
    for place in range(len(written)):
        for bit in range(8):
            damaged = bytearray(written)
            damaged[place] ^= 1 << bit
            with pytest.raises(DamageError, match="is not as it was written"):
                read(bytes(damaged))


@given(st.permutations(range(4)), st.integers(0, 4))
def test_lines_are_not_moved_doubled_or_left_out(tmp_path_factory: pytest.TempPathFactory, order: list[int], count: int) -> None:
    path = tmp_path_factory.mktemp("lines") / "file"
    with path.open("w") as file:
        writer = Writer(file)
        for line in LINES:
            writer.write(line)
    rows = path.read_bytes().splitlines(keepends=True)
    chosen = order[:count]
    if chosen == list(range(count)):
        assert read(b"".join(rows[:count])) == LINES[:count]
    else:
        with pytest.raises(DamageError):
            read(b"".join(rows[number] for number in chosen))
