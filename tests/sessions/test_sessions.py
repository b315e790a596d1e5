"""Golden transcripts of scripted sessions."""

from pathlib import Path

import pytest

from tests.sessions import scripts, transcript


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.stem)
def test_session(script: Path) -> None:
    assert transcript(script).decode("utf-8", "surrogateescape") == script.with_suffix(".out").read_bytes().decode("utf-8", "surrogateescape")
