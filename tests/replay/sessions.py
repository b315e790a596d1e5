"""Recorded sessions of a person without manners, and their replays with the host out of reach.

    python -m tests.replay.sessions [--sessions 50] [--seed 1]

Lines, half lines, control characters, resized windows, switched modes, mounted folders, signals and the passing of time come at random moments,
mostly in the middle of something. The run is recorded as a door does it; replayed on another engine, every mark and the end must be alike.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.replay.courses import REST, Act, key, rest, script
from ucvm.hw.engines.base import Engine
from ucvm.hw.engines.catalog import AUTO, make, usable
from ucvm.image.build import load_image
from ucvm.machine.events import Advance, Event, HostEof, HostInput, Keys, MountFolder, Resize, SetMode, SetOutput, SignalEvent
from ucvm.machine.folder import Entry
from ucvm.machine.setup import Setup
from ucvm.replay import player, runfile
from ucvm.replay.runfile import Recorder, Run

LINES = (
    "echo one two | wc", "ls -l /bin | head -4", "sleep 5 & sleep 1", "cat", "cat | tr a-z A-Z", "seq 1 40 | sort -rn | tail -2", "jobs", "fg", "bg",
    "wait", "while :; do :; done", "search the weather", "calc 2+2", "ed notes", "a\rtext\r.\rw\rq", "trap 'echo int' INT", "kill -TERM $!", "ps",
    "for i in 1 2 3; do (echo $i; sleep $i) & done", "mkfifo f; cat f & echo x > f", "stty size", "mode full", "output verbose", "q", "exit",
    "find /etc | xargs wc", "awk 'BEGIN { printf \"%.5f\\n\", sqrt(2) }'", "ls /mnt; cat /mnt/*", "echo $RANDOM; head -c 8 /dev/random | od", "date",
    "more /etc/passwd",
)  # fmt: skip
SCRIPT = "trap 'echo int' INT; while read line; do echo \"<$line>\"; sleep 1; search $line; ls /mnt | wc -l; done; cat | wc -c"


PROCESSES = frozenset(("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn"))


class Session(NamedTuple):
    """A session to be recorded."""

    name: str
    setup: Setup
    acts: tuple[Act, ...]


def session(seed: int) -> Session:
    """One of many sessions: at the console, every fourth between the host's streams."""
    choose = random.Random(f"session {seed}")
    mounts = (_folder(choose),) if choose.random() < 0.5 else ()
    if seed % 4 == 3:
        setup = script(SCRIPT, seed=seed, mounts=mounts, denied=choose.choice(((), ("search",))))
        streams = [_streamed(choose) for _ in range(choose.randrange(3, 12))]
        return Session(f"script {seed}", setup, (*streams, Act(HostEof(0))))
    setup = Setup(seed=seed, mounts=mounts, mode=choose.choice(("SIMPLIFIED", "FULL")), max_ticks=choose.choice((0, 0, 0, 700_000)))
    return Session(f"console {seed}", setup, tuple(_typed(choose) for _ in range(choose.randrange(10, 40))))


def _typed(choose: random.Random) -> Act:
    ticks = choose.choice((0, 1, 97, 4_000, 50_000, 300_000, REST))
    kind = choose.randrange(10)
    if kind < 5:
        return Act(Keys(choose.choice(LINES).encode() + choose.choice((b"\r", b"\r", b"\r", b"\x7f\x15", b""))), ticks)
    return key(choose.choice("CCZZ\\UD"), ticks) if kind < 8 else Act(_event(choose), ticks)


def _streamed(choose: random.Random) -> Act:
    text = b"word " * choose.randrange(1, 4) + b"\n" * choose.randrange(3)
    return Act(HostInput(0, text) if choose.random() < 0.7 else _event(choose), choose.choice((0, 500, 20_000, REST)))


def _event(choose: random.Random) -> Event:
    return choose.choice(
        (
            Resize(choose.randrange(1, 60), choose.randrange(1, 200)),
            Advance(choose.randrange(4_000_000_000)),
            SetMode(choose.choice(("SIMPLIFIED", "FULL"))),
            SetOutput(choose.choice(("RAW", "VERBOSE", "DEBUG"))),
            SignalEvent(choose.randrange(1, 9), choose.choice((2, 10, 15, 18, 20, 28))),
            _folder(choose),
        )
    )


def _folder(choose: random.Random) -> MountFolder:
    files = ((b"%d" % number, Entry(0o100644, choose.randbytes(choose.randrange(2_000)), number)) for number in range(choose.randrange(4)))
    return MountFolder("/mnt", tuple(files), False)


def record(seed: int, path: Path) -> str:
    """Let a session happen and write it to a file, with a mark at nearly every input; the root at its end."""
    made = session(seed)
    machine = made.setup.boot(load_image(), engine=make(AUTO))
    with path.open("w", encoding="utf-8") as file:
        recorder = Recorder(file, machine, made.setup)
        for event, ticks in made.acts:
            rest(machine, ticks, hasty=ticks < REST)
            if machine.halted:
                break
            machine.send(event)
        rest(machine, 2_000_000)
        recorder.close()
    return machine.root()


class _Reached(Exception):  # noqa: N818 - what happened
    """Somebody reached for the host."""


_blocked = False


def _watch(event: str, args: tuple[object, ...]) -> None:
    """An audit hook sees what Python does in C, too. Python's own modules may be loaded."""
    if _blocked and (event in PROCESSES or event.startswith("socket.") or (event == "open" and not _is_python(str(args[0])))):
        raise _Reached(f"{event} {args}")


def _is_python(path: str) -> bool:
    return path.endswith((".py", ".pyc")) or path.startswith(sys.prefix)


@contextmanager
def host_blocked() -> Iterator[None]:
    """No sockets, no processes, no files meanwhile."""
    global _blocked
    if _watch not in _installed:
        sys.addaudithook(_watch)
        _installed.append(_watch)
    _blocked = True
    try:
        yield
    finally:
        _blocked = False


_installed: list[object] = []


def replay(run: Run, engine: Engine) -> str:
    """Replay a run with the host out of reach; the root at its end. Raises DivergenceError."""
    image = load_image()
    with host_blocked():
        return player.replay(run, image, engine=engine).root()


def failure(seed: int) -> str | None:
    """What is wrong with one session, None when it replays exactly."""
    choose = random.Random(f"replay {seed}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "run")
        expected = record(seed, path)
        run = runfile.read(path)
    engine = choose.choice(usable())
    try:
        found = replay(run, make(engine))
    except (player.DivergenceError, _Reached) as error:
        return f"{session(seed).name} on {engine}: {type(error).__name__}: {error}"
    if found != expected or not run.closed:
        return f"{session(seed).name} on {engine}: root {found}, recorded {expected}"
    return None


def main() -> int:
    """Record and replay as many sessions as wished; the exit status."""
    parser = argparse.ArgumentParser(prog="sessions")
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = [found for seed in range(options.seed, options.seed + options.sessions) if (found := failure(seed))]
    print(f"{options.sessions - len(wrong)} of {options.sessions} sessions replayed alike", *wrong, sep="\n  ")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
