"""One bit of a stored file is another: the file is refused with a message, or what is read is still the same.

    python -m tests.replay.flips [--flips 1000] [--seed 1]

Subjects are an artifact, a recorded run, and each file of a kept machine.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from tests.replay.courses import REST, courses, follow, rest
from tests.replay.sessions import record
from ucvm.hw.engines.catalog import AUTO, make
from ucvm.machine.events import Keys, Resize
from ucvm.machine.machine import Machine
from ucvm.replay import runfile
from ucvm.replay.history import History, HistoryError
from ucvm.replay.runfile import RunError
from ucvm.services.machines import MachineError, MachineFolder
from ucvm.state import artifact
from ucvm.state.artifact import ArtifactError

NAME, HISTORY = "flipped", "history.db"


class Subject(NamedTuple):
    """A file, and how it is read: a value that can be compared, or one of the refusals that a person understands."""

    path: Path
    read: Callable[[], Any]


def subjects(folder: Path) -> list[Subject]:
    """Files of each kind, made in a folder; kept machines live there too."""
    machine = _busy()
    state, run = folder / "artifact.json", folder / "run"
    artifact.write(state, machine.document())
    record(3, run)
    os.environ["UCVM_STATE"] = str(folder)
    with closing(MachineFolder(NAME)) as kept:
        for _ in range(3):
            machine.send(Keys(b"echo before\r"))
            machine.run(20_000)
            kept.write(machine, machine.document(), b"$ ")
        for event in (Keys(b"echo one\r"), Resize(30, 90), Keys(b"echo tw")):
            machine.send(event)
            rest(machine, REST)
    files = sorted(path for path in kept.path.iterdir() if path.name not in ("lock", HISTORY))
    past = kept.path / HISTORY
    found = [Subject(state, lambda: artifact.parse(state.read_bytes())), Subject(run, lambda: runfile.read(run))]
    return [*found, *(Subject(path, _kept) for path in files), Subject(past, lambda: _past(past))]


def _busy() -> Machine:
    """A machine in the middle of much: processes that sleep, a stopped one, an open fifo."""
    course = next(course for course in courses() if course.name == "jobs")
    machine = follow(course._replace(acts=course.acts[:3]), make(AUTO))
    machine.send(Keys(b"mkfifo f; cat f & sleep 9\r"))
    machine.run(200_000)
    return machine


def _kept() -> Any:
    with closing(MachineFolder(NAME)) as folder:
        found = folder.read()
        assert found is not None
        return found.document, found.image.hash, found.console, found.inputs


def _past(path: Path) -> Any:
    """All that a history holds."""
    with closing(History(path)) as history:
        return [history.load(place) for place in history.places()], history.inputs(0)


def outcome(subject: Subject, before: Any, choose: random.Random) -> str:
    """Flip a random bit, read, put it back: "refused", "harmless", or what went wrong."""
    data = subject.path.read_bytes()
    place, bit = choose.randrange(len(data)), choose.randrange(8)
    subject.path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
    try:
        return "harmless" if subject.read() == before else f"{subject.path.name}: byte {place}, bit {bit}: another thing is read"
    except (ArtifactError, RunError, MachineError, HistoryError) as error:
        return "refused" if len(str(error)) > 10 else f"{subject.path.name}: byte {place}, bit {bit}: {error}"
    except Exception as error:  # what must not happen is the finding
        return f"{subject.path.name}: byte {place}, bit {bit}: {type(error).__name__}: {error}"
    finally:
        subject.path.write_bytes(data)
        for name in ("-wal", "-shm"):
            subject.path.with_name(subject.path.name + name).unlink(missing_ok=True)


def flip(count: int, seed: int, folder: Path) -> Counter[str]:
    """How often each outcome was met, subjects in turn."""
    choose, all_subjects = random.Random(seed), subjects(folder)
    before = [subject.read() for subject in all_subjects]
    turns = (number % len(all_subjects) for number in range(count))
    return Counter(outcome(all_subjects[turn], before[turn], choose) for turn in turns)


def main() -> int:
    """Flip as many bits as wished; the exit status."""
    parser = argparse.ArgumentParser(prog="flips")
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = flip(options.flips, options.seed, Path(folder))
    print(*(f"{count} {what}" for what, count in found.most_common()), sep="\n")
    return int(any(what not in ("refused", "harmless") for what in found))


if __name__ == "__main__":
    sys.exit(main())
