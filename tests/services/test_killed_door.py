"""A part of what `python -m tests.services.kills` does at length: kill -9 at any moment loses nothing that was acknowledged."""

from tests.services.kills import kill
from ucvm.image.build import load_image


def test_no_acknowledged_line_is_lost() -> None:
    load_image()
    assert kill(5, 8) == []
