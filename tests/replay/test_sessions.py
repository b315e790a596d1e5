"""A part of what `python -m tests.replay.sessions` does at length: recorded sessions, replayed with the host out of reach."""

import socket
from pathlib import Path

import pytest

from tests.replay.sessions import failure, host_blocked


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_recorded_session_replays_alike(seed: int) -> None:
    assert failure(seed) is None


def test_the_host_is_out_of_reach(tmp_path: Path) -> None:
    with host_blocked():
        for reach in (socket.socket, (tmp_path / "file").touch):
            with pytest.raises(Exception, match=r"socket|open"):
                reach()
    (tmp_path / "file").touch()
