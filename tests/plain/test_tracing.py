"""`ucvm trace` at the command line."""

import json
from pathlib import Path

import pytest

from tests.fixtures import echo_image
from ucvm.cli import main
from ucvm.machine.events import Keys
from ucvm.machine.setup import Setup
from ucvm.plain import tracing
from ucvm.replay.runfile import Recorder


@pytest.fixture
def run(tmp_path: Path) -> list[str]:
    """The options for a recorded run of the fixture's image, up to its name."""
    (tmp_path / "image").write_bytes(echo_image().pack())
    machine = Setup().boot(echo_image())
    with (tmp_path / "run").open("w") as file:
        recorder = Recorder(file, machine, Setup())
        machine.run(1_000)
        machine.send(Keys(b"hello\r"))
        machine.run(1_000)
        recorder.close()
    return ["--image", str(tmp_path / "image"), "trace", str(tmp_path / "run")]


def test_strace_is_the_usual_format(run: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(run) == 0
    out, err = capsys.readouterr()
    assert '1     write(1, "-> ", 3) = 3\n' in out
    assert not err


def test_options(run: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main([*run, "--format", "jsonl", "--level", "3", "--from", "10", "--to", "15", "--pid", "1", "-o", str(out)]) == 0
    events = [json.loads(line) for line in out.read_text().splitlines()]
    assert [event["tick"] for event in events if event["event"] == "Instruction"] == [11, 12, 13, 14, 15]
    assert main([*run, "--format", "jsonl", "--pid", "7"]) == 0
    assert '"CallEvent"' not in capsys.readouterr().out
    assert main([*run, "--format", "asciicast", "--keys"]) == 0
    assert '"i", "hello\\r"]' in capsys.readouterr().out
    assert main([*run, "--format", "perfetto"]) == 0
    assert json.loads(capsys.readouterr().out)["traceEvents"]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--level", "3"], 2, "strace shows level 1, not 3"),
        (["--format", "perfetto", "--level", "3"], 2, "perfetto shows level 1 to 2, not 3"),
        (["--format", "nothing"], 2, "trace: argument --format: invalid choice"),
        (["-o", "/nowhere/out"], 1, "/nowhere/out: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(run: list[str], words: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*run, *words]) == status
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").write_text("text\n")
    assert main(["trace", str(tmp_path / "other")]) == 1
    assert capsys.readouterr().err.endswith("other: no run of UCVM\n")
    assert main(["trace", str(tmp_path / "missing")]) == 1
    assert "missing: No such file or directory" in capsys.readouterr().err


def test_progress_is_shown_when_it_takes_longer(run: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(tracing, "PATIENCE", 0.0)
    assert main(run) == 0
    assert capsys.readouterr().err.endswith(" instructions\n")
