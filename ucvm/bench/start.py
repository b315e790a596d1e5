"""Group start: what `echo hi` costs from nothing, and what a new machine and one more line in it cost within a process; beside other shells."""

import json
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import util
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ucvm.bench import command
from ucvm.bench.report import Column, Table
from ucvm.bench.trial import BenchError, alternate, engine
from ucvm.hw.engines.catalog import usable
from ucvm.image.build import load_image
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine

LINE = "echo hi"
REPEATS, LINES = 7, 20
SLICE = 10**9
JUST_BASH = """
const { Bash } = require("module").createRequire(process.argv[1])("just-bash");
const clock = () => performance.now() / 1e3;
(async () => {
    const began = clock(), bash = new Bash(), made = clock();
    await bash.exec(process.argv[2]);
    const ready = clock();
    for (let i = 0; i < +process.argv[3]; i++) await bash.exec(process.argv[2]);
    console.log(JSON.stringify([made - began, ready - made, (clock() - ready) / process.argv[3]]));
})();
"""


class Start(NamedTuple):
    """Seconds: until there is a machine, until it has done its first thing (ours: the prompt; others: the line), and a line in the running one."""

    new: float
    ready: float
    line: float


def measure(say: Callable[[str], None]) -> list[Table]:
    """Two tables: whole processes; within a process."""
    say("processes")
    processes = alternate({name: partial(_process, words) for name, words in _commands().items()}, REPEATS)
    say("machines within a process")
    machines = alternate(_machines(), REPEATS)
    return [
        Table(
            f"wall time of a process that does `{LINE}`",
            (Column("command"), Column("time", "ms", 1)),
            tuple((name, median(seconds) * 1e3) for name, seconds in processes.items()),
            (f"medians of {REPEATS}, files cached",),
        ),
        Table(
            "within a process",
            (Column("machine"), Column("new", "ms", 2), Column("ready", "ms", 2), Column("line", "ms", 3)),
            tuple((name, *(median(times) * 1e3 for times in zip(*starts, strict=True))) for name, starts in machines.items()),
            (f"new: made; ready: then at its prompt (others: after a first `{LINE}`); line: one more `{LINE}`",),
        ),
    ]


def _process(words: list[str]) -> float:
    return command.timed(words).seconds


def _commands() -> dict[str, list[str]]:
    """Command lines by name, as far as they are installed."""
    ours = {f"ucvm --engine {name}": [sys.executable, "-m", "ucvm", "--engine", name, "-c", LINE] for name in usable()}
    found = {"ucvm": [sys.executable, "-m", "ucvm", "-c", LINE], **ours, "python -c pass": [sys.executable, "-c", "pass"]}
    shells = {"dash": ["dash", "-c"], "busybox sh": ["busybox", "sh", "-c"], "just-bash": ["just-bash", "-c"]}
    found |= {name: [*words, LINE] for name, words in shells.items() if shutil.which(words[0])}
    if util.find_spec("bashkit"):
        found["bashkit"] = [sys.executable, "-c", f"from bashkit import Bash; print(Bash().execute_sync({LINE!r}).stdout, end='')"]
    return found


def _machines() -> dict[str, Callable[[], Start]]:
    """What is measured within a process, by name, as far as it is installed."""
    found: dict[str, Callable[[], Start]] = {f"ucvm, {name}": partial(_machine, name) for name in usable()}
    if util.find_spec("bashkit"):
        found["bashkit"] = _bashkit
    if shutil.which("just-bash") and shutil.which("node"):
        found["just-bash"] = _just_bash
    return found


def _machine(engine_name: str) -> Start:
    """A login on the console, then lines typed at its prompt."""
    image = load_image()
    began = time.perf_counter()
    machine = Machine.boot(image, engine=engine(engine_name))
    made = time.perf_counter()
    machine.run(SLICE)
    machine.take_output()
    ready = time.perf_counter()
    for _ in range(LINES):
        machine.send(Keys(f"{LINE}\r".encode()))
        machine.run(SLICE)
    line = (time.perf_counter() - ready) / LINES
    printed = b"".join(data for _, data in machine.take_output())
    if printed.count(b"\r\nhi\r\n") != LINES:
        raise BenchError(f"the shell answers {printed!r}")
    return Start(made - began, ready - made, line)


def _bashkit() -> Start:
    from bashkit import Bash

    began = time.perf_counter()
    bash = Bash()
    made = time.perf_counter()
    bash.execute_sync(LINE)
    ready = time.perf_counter()
    for _ in range(LINES):
        bash.execute_sync(LINE)
    return Start(made - began, ready - made, (time.perf_counter() - ready) / LINES)


def _just_bash() -> Start:
    """Measured by a script in node."""
    package = Path(shutil.which("just-bash") or "").resolve()
    printed = command.timed(["node", "-e", JUST_BASH, str(package), LINE, str(LINES)]).output
    return Start(*json.loads(printed))
