"""A recorded run as a trace: it is run again, and an export hears what happens in a stretch of it. Nothing is kept in memory."""

from collections.abc import Callable
from typing import NamedTuple

from ucvm.hw.engines.base import Engine
from ucvm.machine.events import Logged
from ucvm.machine.machine import Image, Machine
from ucvm.machine.trace import Packed, Switch, Trace
from ucvm.replay.exports.asciicast import Asciicast
from ucvm.replay.exports.base import Export, Write
from ucvm.replay.exports.jsonl import JsonLines
from ucvm.replay.exports.perfetto import Perfetto
from ucvm.replay.exports.strace import Strace
from ucvm.replay.player import Progress, begin, go_to, repeat
from ucvm.replay.runfile import Mark, Run

FORMATS: dict[str, type[Export]] = {"strace": Strace, "jsonl": JsonLines, "perfetto": Perfetto, "asciicast": Asciicast}


class Wanted(NamedTuple):
    """What of a run is traced: a level, one process (0: all), the events after the tick `begin` up to `end` (None: the end of the run)."""

    level: int
    pid: int = 0
    begin: int = 0
    end: int | None = None


def trace(run: Run, image: Image, make: Callable[[Machine], Export], wanted: Wanted, *, engine: Engine | None = None, progress: Progress) -> None:
    """Run again and tell the export that `make` gives; raises RunError, DivergenceError and what writing raises."""
    machine = begin(run, image, engine=engine)
    rows: list[Mark | Logged] = [*run.marks, *run.inputs]
    last = max((row.tick for row in rows), default=machine.ticks)
    end = last if wanted.end is None else min(wanted.end, last)
    first = max(min(wanted.begin, end), machine.ticks)
    repeat(machine, [row for row in rows if row.tick < first], progress)
    go_to(machine, first, lambda done: progress(done, end))
    export = make(machine)
    listening = Trace(machine, wanted.level, _only(export.tell, wanted.pid))
    repeat(machine, [row for row in rows if first <= row.tick <= end], progress)
    go_to(machine, end, lambda done: progress(done, end))
    listening.close()
    export.close()


def exporter(name: str, write: Write, *, keys: bool = False) -> Callable[[Machine], Export]:
    """What makes an export of a format for a machine; `keys` lets an asciicast show what was typed."""
    if name == "asciicast":
        return lambda machine: Asciicast(machine, write, keys)
    return lambda machine: FORMATS[name](machine, write)


def _only(tell: Callable[[Packed], None], pid: int) -> Callable[[Packed], None]:
    """Without the events of other processes; switches stay, as they say when the one does not run."""

    def told(event: Packed) -> None:
        if isinstance(event, Switch) or getattr(event, "pid", pid) == pid:
            tell(event)

    return told if pid else tell
