"""Golden screens stand in snapshots/tui, a folder a test module, a file a test."""

from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension

GOLDEN = Path(__file__).parent.parent.parent / "snapshots" / "tui"


@pytest.fixture(autouse=True)
def _golden_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SVGImageExtension, "dirname", lambda *_, test_location: str(GOLDEN / Path(test_location.filepath).stem))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
