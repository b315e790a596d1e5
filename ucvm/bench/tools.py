"""Group tools: 1 MB through the machine's own tools, beside busybox on the host, and just-bash and bashkit, where they are installed.

A time is that of a command line from its start to its end within a system that is there: a machine that has booted, a running node
or Python; of busybox, whose system is the host, it is the process. Whoever prints something else than busybox is not timed.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import util
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ucvm.bench import command
from ucvm.bench.report import Cell, Column, Table
from ucvm.bench.trial import LIMIT, BenchError, alternate, engine
from ucvm.hw.engines.catalog import AUTO
from ucvm.image.build import load_image
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine

SIZE, REPEATS = 1_000_000, 3
FOLDER, NAME = "/tmp/bench", "lines"
LINES = {
    "cat": f"cat {NAME}",
    "wc": f"wc {NAME}",
    "sort": f"sort {NAME}",
    "grep": f"grep 'error.*[05]$' {NAME}",
    "sed": f"sed 's/\\([a-z]*\\) \\([0-9]*\\)$/\\2 \\1/' {NAME}",
    "awk": f"awk '{{ n[$2] += $5; c[$2]++ }} END {{ for (k in n) print k, n[k], c[k] }}' {NAME} | sort",
    "sha256sum": f"sha256sum {NAME}",
}
JUST_BASH = """
const fs = require("fs"), crypto = require("crypto"), [, packageFile, folder, name, line] = process.argv;
const { Bash } = require("module").createRequire(packageFile)("just-bash");
(async () => {
    const bash = new Bash({ files: { [folder + "/" + name]: fs.readFileSync(folder + "/" + name, "utf8") }, cwd: folder });
    const began = performance.now(), result = await bash.exec(line), took = performance.now() - began;
    const words = result.stdout.split(/\\s+/).filter(Boolean).join(" ");
    console.log(JSON.stringify([took / 1e3, crypto.createHash("sha256").update(words).digest("hex")]));
})();
"""


class Done(NamedTuple):
    """A command line: seconds, and a hash of the words that it printed."""

    seconds: float
    digest: str


def _done(began: float, output: bytes) -> Done:
    return Done(time.perf_counter() - began, hashlib.sha256(b" ".join(output.split())).hexdigest())


def content(size: int = SIZE) -> bytes:
    """Lines as of a log, the same ones every time: number, host, level, word, amount."""
    state, found, length = 1, [], 0
    words = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
    while length < size:
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        level = ("info", "debug", "warning", "error")[state >> 9 & 3]
        line = f"{state:010d} host{state >> 12 & 31} {level} {words[state >> 17 & 7]} {state >> 20 & 1023}\n"
        found.append(line)
        length += len(line)
    return "".join(found).encode()


def measure(say: Callable[[str], None]) -> list[Table]:
    """One table: a row a command line."""
    with tempfile.TemporaryDirectory(prefix="ucvm-bench-") as folder:
        Path(folder, NAME).write_bytes(content())
        contenders = _contenders(folder)
        rows = []
        for name, line in LINES.items():
            say(name)
            found = alternate({who: partial(run, line) for who, run in contenders.items()}, REPEATS)
            rows.append((name, *_cells(found)))
    missing = [who for who in ("busybox", "just-bash", "bashkit") if who not in contenders]
    notes = (f"medians of {REPEATS}; {SIZE:,} bytes of lines", *(f"{who} is not installed" for who in missing))
    columns = (Column("command"), *(Column(who, "ms", 1) for who in contenders), Column("ucvm / busybox", "", 1))
    return [Table("1 MB through the tools", columns, tuple(rows), notes)]


def _cells(found: dict[str, list[Done]]) -> tuple[Cell, ...]:
    """Milliseconds of each contender, None for one that printed something else than busybox; then how many times busybox's ours is."""
    right = found.get("busybox", found["ucvm"])[0].digest
    times = {who: median(run.seconds for run in runs) * 1e3 if all(run.digest == right for run in runs) else None for who, runs in found.items()}
    ours, theirs = times["ucvm"], times.get("busybox")
    if ours is None:
        raise BenchError("a tool of ours prints something else than busybox's")
    return (*times.values(), ours / theirs if theirs else None)


def _contenders(folder: str) -> dict[str, Callable[[str], Done]]:
    """What runs a command line beside the file, by name, as far as it is installed."""
    found: dict[str, Callable[[str], Done]] = {"ucvm": partial(_machine, folder)}
    if shutil.which("busybox"):
        found["busybox"] = partial(_busybox, folder)
    if shutil.which("just-bash") and shutil.which("node"):
        found["just-bash"] = partial(_just_bash, folder)
    if util.find_spec("bashkit"):
        found["bashkit"] = partial(_bashkit, folder)
    return found


def _machine(folder: str, line: str) -> Done:
    tree = {NAME.encode(): Entry(0o100644, Path(folder, NAME).read_bytes(), 0)}
    argv = ["/bin/sh", "-c", f"cd {FOLDER}; {line}"]
    machine = Machine.boot(load_image(), argv=argv, mounts=[(FOLDER, tree, False)], auto_advance=True, engine=engine(AUTO))
    began = time.perf_counter()
    outcome = machine.run(LIMIT)
    done = _done(began, b"".join(data for stream, data in machine.take_output() if stream == "stdout"))
    if (outcome.reason, outcome.status) != ("halted", 0):
        raise BenchError(f"{line}: the machine ended with {outcome}")
    return done


def _busybox(folder: str, line: str) -> Done:
    """Its shell, and in the PATH nothing but its tools."""
    busybox, tools = shutil.which("busybox") or "", Path(folder, "busybox")
    if not tools.exists():
        tools.mkdir()
        for name in LINES:
            (tools / name).symlink_to(busybox)
    began = time.perf_counter()
    output = command.output([busybox, "sh", "-c", f"cd {folder}; {line}"], {"PATH": str(tools), "LC_ALL": "C"})
    return _done(began, output)


def _just_bash(folder: str, line: str) -> Done:
    package = Path(shutil.which("just-bash") or "").resolve()
    printed = command.output(["node", "-e", JUST_BASH, str(package), folder, NAME, line], dict(os.environ))
    return Done(*json.loads(printed))


def _bashkit(folder: str, line: str) -> Done:
    from bashkit import Bash

    bash = Bash(files={f"{FOLDER}/{NAME}": Path(folder, NAME).read_text()}, cwd=FOLDER, timeout_seconds=60)
    began = time.perf_counter()
    return _done(began, bash.execute_sync(line).stdout.encode())
