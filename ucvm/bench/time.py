"""Group time: what checkpoints, going to any moment, recording, traces and copies cost; beside copying everything where that is the other way."""

import copy
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ucvm.bench.program import guest
from ucvm.bench.report import Column, Table
from ucvm.bench.trial import BenchError, alternate, engine, machine_with
from ucvm.image.build import load_image
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.machine.trace import Trace
from ucvm.replay.runfile import Recorder
from ucvm.replay.timeline import Timeline
from ucvm.state.artifact import parse, serialize, validate

Say = Callable[[str], None]
REPEATS, CHECKPOINTS, SEEKS, STEPS, COPIES = 5, 50, 40, 40, 1000
LENGTHS = (10**8, 10**10)
"""Instructions of the runs that are sought through."""
ENDLESS = 10**9
"""Rounds of a program that does not end in a benchmark."""
COMPUTED, CALLED = 1_000_000_000, 20_000
"""Instructions, and system calls, of the recorded runs."""
TRACED = 20_000_000
PAGE = 4096


def measure(say: Say) -> list[Table]:
    """Tables: checkpoints, moments, recording and traces, copies and documents."""
    return [_checkpoints(say), _moments(say), _costs(say), _copies(say)]


def _computing(name: str, program: str = "bytecode") -> Machine:
    """A machine with a program that computes without end."""
    return machine_with(guest(program, "main"), ENDLESS, engine(name))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# Checkpoints


def _checkpoints(say: Say) -> Table:
    say("checkpoints")
    machine = _computing("translator", "sieve")
    machine.run(5_000_000)
    times, pages = [], []
    for _ in range(CHECKPOINTS):
        before = machine.checkpoint().state.frames
        machine.run(20_000)
        began = time.perf_counter()
        after = machine.checkpoint().state.frames
        times.append(time.perf_counter() - began)
        pages.append(sum(before.get(frame) is not data for frame, data in after.items()))
    whole = [_timed(partial(_whole_copy, machine)) for _ in range(REPEATS)]
    rows = ((f"a checkpoint, {max(pages)} pages written at most", median(times) * 1e3), ("a copy of everything", median(whole) * 1e3))
    return Table("a moment kept", (Column("what"), Column("time", "ms", 3)), rows, (f"medians of {CHECKPOINTS} and {REPEATS}",))


def _whole_copy(machine: Machine) -> object:
    """What one would do without: all of RAM and every record."""
    return bytes(machine.ram.u8), {name: copy.deepcopy(dict(table.items())) for name, table in machine.store.tables.items()}


# Moments


def _moments(say: Say) -> Table:
    rows = [row for length in LENGTHS for row in _sought(length, say)]
    return Table(
        "a moment reached again, translator",
        (Column("run", "instructions"), Column("what"), Column("median", "ms", 1), Column("95 of 100", "ms", 1), Column("checkpoints")),
        tuple(rows),
        (f"{SEEKS} random moments each, {STEPS} steps back; a program that computes",),
    )


def _sought(length: int, say: Say) -> list[tuple[str | int | float | None, ...]]:
    say(f"a run of {length:,} instructions")
    timeline = Timeline(_computing("translator"))
    timeline.run(length)
    choose, found = random.Random(length), []
    for _ in range(SEEKS):
        found.append(_timed(partial(timeline.seek, choose.randrange(length))))
    back = [_timed(timeline.back) for _ in range(STEPS)]
    kept = len(timeline.ring)
    return [(length, name, median(times) * 1e3, _most(times) * 1e3, kept) for name, times in (("any moment", found), ("a step back", back))]


def _most(times: list[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(times)[int(len(times) * 0.95) - 1]


# Recording and traces


def _costs(say: Say) -> Table:
    say("recording")
    rows = [
        _beside("computing, with checkpoints", partial(_compute, "translator", ""), partial(_compute, "translator", "timeline")),
        _beside("computing, inputs recorded", partial(_compute, "translator", ""), partial(_compute, "translator", "record")),
        _beside("system calls, with checkpoints", partial(_call, ""), partial(_call, "timeline")),
        _beside("system calls, inputs recorded", partial(_call, ""), partial(_call, "record")),
    ]
    say("traces")
    rows.append(_beside("every instruction told (level 3), interpreter", partial(_trace, None), partial(_trace, 3)))
    rows.append(_beside("nobody listens any more, interpreter", partial(_trace, None), partial(_trace, 0)))
    columns = (Column("run"), Column("plain", "ms", 1), Column("so", "ms", 1), Column("ratio", "", 3))
    return Table("what looking costs", columns, tuple(rows), (f"medians of {REPEATS}, in turn",))


def _beside(name: str, plain: Callable[[], float], so: Callable[[], float]) -> tuple[str, float, float, float]:
    found = alternate({"plain": plain, "so": so}, REPEATS)
    one, other = median(found["plain"]), median(found["so"])
    return name, one * 1e3, other * 1e3, other / one


def _compute(name: str, how: str) -> float:
    machine = _computing(name)
    machine.run(20_000_000)
    return _run_so(machine, COMPUTED, how)


def _call(how: str) -> float:
    """Opening and closing a file, over and over."""
    machine = machine_with(guest("open"), CALLED, engine("translator"))
    return _run_so(machine, 10**10, how)


def _run_so(machine: Machine, ticks: int, how: str) -> float:
    """Seconds of a run: plain, in a timeline, or recorded to a file."""
    if how == "timeline":
        timeline = Timeline(machine)
        return _timed(lambda: timeline.run(ticks))
    if how == "record":
        with TemporaryDirectory() as folder, Path(folder, "run").open("w", encoding="utf-8") as file:
            recorder = Recorder(file, machine, Setup())
            seconds = _timed(lambda: machine.run(ticks))
            return seconds + _timed(recorder.close)
    return _timed(lambda: machine.run(ticks))


def _trace(level: int | None) -> float:
    """Seconds of a stretch on the interpreter; level 0: a trace was on, and is off."""
    machine = _computing("interpreter")
    machine.run(100_000)
    trace = Trace(machine, level, lambda event: None) if level is not None else None
    if trace and not level:
        trace.close()
    return _timed(lambda: machine.run(TRACED))


# Copies and documents


def _copies(say: Say) -> Table:
    say("copies and documents")
    machine = Machine.boot(load_image())
    if machine.run(10**8).reason != "idle":
        raise BenchError("the shell does not come to its prompt")
    machine.copy()
    before = _resident()
    began = time.perf_counter()
    copies = [machine.copy() for _ in range(COPIES)]
    took = (time.perf_counter() - began) / len(copies)
    each = (_resident() - before) / len(copies)
    document = machine.document()
    data = serialize(document)
    checked = median(_timed(lambda: validate(document)) for _ in range(REPEATS * 4))
    read = median(_timed(lambda: parse(data)) for _ in range(REPEATS))
    rows = (
        ("a copy of a machine at its prompt", took * 1e3, each / 1024),
        ("its document checked", checked * 1e3, None),
        ("its document read and checked", read * 1e3, len(data) / 1024),
    )
    return Table("machines", (Column("what"), Column("time", "ms", 2), Column("memory", "KB", 1)), rows, (f"{COPIES} copies, resident memory",))


def _resident() -> int:
    """Bytes of memory that this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
