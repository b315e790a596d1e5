"""Group cpu: programs that only compute, on each engine of ours, on the host as gcc builds them, and in other emulators.

Every program does the same work in each round, and as many rounds as its argument says. So each contender runs as many rounds as
suit its speed, and times are compared by the round.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ucvm.bench import command, mos6502, program, unicorn
from ucvm.bench.report import Column, Table, with_means
from ucvm.bench.trial import BenchError, alternate, run
from ucvm.hw.engines.catalog import NAMES, usable

MAIN = "main"
"""What the programs share: it does `work` as often as the argument says."""
PROGRAMS = ("crc32", "sha256", "sieve", "quicksort", "matrix", "search", "fib", "bytecode")
REPEATS = 3
LEVELS = ("-O2", "-O0")
UNICORN = "unicorn"
WORK = {"reference": 1_000_000, UNICORN: 20_000_000, **{f"gcc {level}": 300_000_000 for level in LEVELS}}
USUAL_WORK = 60_000_000
"""Instructions of the machine that a timed run is worth, by contender; the usual number is that of the fast engines."""


class Sample(NamedTuple):
    """A timed run: rounds, seconds of the work itself (in the engine; a process less its start), seconds in all, instructions a second if known."""

    rounds: int
    work_seconds: float
    whole_seconds: float
    speed: float | None = None


class Finding(NamedTuple):
    """What one program gave: the machine's instructions a round, the samples by contender, the first of each (cold) apart."""

    name: str
    instructions: int
    cold: Mapping[str, Sample]
    samples: Mapping[str, Sequence[Sample]]

    def round_seconds(self, contender: str) -> float | None:
        """Seconds of work a round; None if not measured, or too short for the host's clock."""
        times = [sample.work_seconds / sample.rounds for sample in self.samples.get(contender, ())]
        return middle if times and (middle := median(times)) > 0 else None

    def speed(self, contender: str) -> float | None:
        """Millions of instructions a second."""
        speeds = [sample.speed / 1e6 for sample in self.samples.get(contender, ()) if sample.speed]
        return median(speeds) if speeds else None

    def ratio(self, contender: str, other: str) -> float | None:
        """Time of one contender for what takes the other 1."""
        mine, its = self.round_seconds(contender), self.round_seconds(other)
        return mine / its if mine and its else None


def measure(say: Callable[[str], None]) -> list[Table]:
    """Three tables: instructions a second; time beside gcc; the timed runs themselves."""
    engines = usable()
    with tempfile.TemporaryDirectory() as folder:
        found = [_measure(name, engines, Path(folder), say) for name in PROGRAMS]
    return [_speeds(found, engines), *([_beside_gcc(found, engines)] if program.host_compiles() else []), _runs(found, engines)]


def _measure(name: str, engines: Sequence[str], folder: Path, say: Callable[[str], None]) -> Finding:
    executable = program.guest(MAIN, name)
    once, twice = (run(executable, rounds, engines[-1]) for rounds in (1, 2))
    instructions = twice.ticks - once.ticks
    contenders = {engine: _on_engine(executable, engine, instructions, once.ticks - instructions) for engine in engines}
    if program.host_compiles():
        contenders |= {f"gcc {level}": _on_host(name, level, folder, instructions, once.output) for level in LEVELS}
        contenders |= {UNICORN: _in_unicorn(name, folder, instructions)} if unicorn.available() else {}
    say(f"{name}: {', '.join(contenders)}")
    cold = {contender: sample() for contender, sample in contenders.items()}
    return Finding(name, instructions, cold, alternate(contenders, REPEATS))


def _rounds(contender: str, instructions: int) -> int:
    """Rounds of a timed run, for a program of so many instructions a round."""
    return max(1, round(WORK.get(contender, USUAL_WORK) / instructions))


def _on_engine(executable: bytes, engine: str, instructions: int, start: int) -> Callable[[], Sample]:
    """A run in the machine; `start` are the instructions before the first round, whose share of the time is taken off."""
    rounds = _rounds(engine, instructions)

    def sample() -> Sample:
        found = run(executable, rounds, engine)
        work = found.engine_seconds * (1 - start / found.ticks)
        return Sample(rounds, work, found.whole_seconds, found.ticks / found.engine_seconds)

    return sample


def _on_host(name: str, level: str, folder: Path, instructions: int, expected: str) -> Callable[[], Sample]:
    """A process of the host, beside another that does no round; it must print what the machine prints."""
    built = str(program.host((MAIN, name), folder / f"{name}{level}", level))
    printed = command.timed([built, "1"]).output
    if printed != expected:
        raise BenchError(f"{name}: the machine prints {expected!r}, gcc's program {printed!r}")
    rounds = _rounds(f"gcc {level}", instructions)

    def sample() -> Sample:
        whole, start = (command.timed([built, str(count)]).seconds for count in (rounds, 0))
        return Sample(rounds, whole - start, whole)

    return sample


def _in_unicorn(name: str, folder: Path, instructions: int) -> Callable[[], Sample]:
    """gcc's code of the same function `work` in unicorn's processor."""
    guest = unicorn.Guest(name, folder)
    rounds = _rounds(UNICORN, instructions)

    def sample() -> Sample:
        seconds = guest.run(rounds)
        return Sample(rounds, seconds, seconds, guest.instructions * rounds / seconds)

    return sample


# Tables


def _speeds(found: Sequence[Finding], engines: Sequence[str]) -> Table:
    """Instructions a second, each contender's own; unicorn's are those of gcc's x86-64 code."""
    names = [*engines, UNICORN]
    columns = (Column("program"), Column("instructions", "a round"), *(Column(name, "M instr/s", 1) for name in names))
    rows = tuple((one.name, one.instructions, *map(one.speed, names)) for one in found)
    return with_means(Table("instructions a second, in the engine", columns, rows, tuple(_notes(engines))), *names)


def _notes(engines: Sequence[str]) -> list[str]:
    """What is beside the table, and what is missing from it."""
    notes = [f"without {name}: it needs wasmtime" for name in NAMES if name not in engines]
    if not (program.host_compiles() and unicorn.available()):
        notes.append(f"without unicorn: it needs {program.HOST_COMPILER} and pip install 'ucvm[bench]'")
    speed = mos6502.speed()
    notes.append(f"py65, a loop of 6502 code: {speed / 1e6:.2f} M instr/s" if speed else "without py65: it needs pip install 'ucvm[bench]'")
    return notes


def _beside_gcc(found: Sequence[Finding], engines: Sequence[str]) -> Table:
    """The time of a round: gcc's, and how many times as long each engine takes."""
    compilers = [f"gcc {level}" for level in LEVELS]
    pairs = [(engine, compiler) for engine in engines for compiler in compilers]
    ratios = [f"{engine}/{compiler.removeprefix('gcc ')}" for engine, compiler in pairs]
    columns = (Column("program"), *(Column(name, "us a round", 1) for name in compilers), *(Column(name, "times", 2) for name in ratios))
    rows = tuple(
        (one.name, *(_micro(one.round_seconds(name)) for name in compilers), *(one.ratio(engine, compiler) for engine, compiler in pairs))
        for one in found
    )
    return with_means(Table("time in the engine beside gcc's programs on the host", columns, rows), *ratios)


def _runs(found: Sequence[Finding], engines: Sequence[str]) -> Table:
    """The timed runs themselves: how much of the whole is the engine's, and what the first run of a program costs."""
    times = (Column(name, "ms", 1) for name in ("first", "whole", "engine's"))
    columns = (Column("program"), Column("engine"), Column("instructions", "a run"), *times)
    rows = tuple(_run_row(one, engine) for one in found for engine in engines)
    notes = ("first: whole time of the first run, with what is prepared once; whole: with the kernel, without booting", f"medians of {REPEATS} runs")
    return Table("the timed runs", columns, rows, notes)


def _run_row(one: Finding, engine: str) -> tuple[str | int | float, ...]:
    samples = one.samples[engine]
    whole, work = (median(times) * 1e3 for times in zip(*((sample.whole_seconds, sample.work_seconds) for sample in samples), strict=True))
    return one.name, engine, samples[0].rounds * one.instructions, one.cold[engine].whole_seconds * 1e3, whole, work


def _micro(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1e6
