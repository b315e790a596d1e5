"""`ucvm bench`: what this machine does in a second, measured here and now beside the host. Ratios hold; single times are this host's."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from ucvm.bench import density
from ucvm.hw.engines.base import Engine, Stop
from ucvm.hw.engines.interpreter import InterpreterEngine
from ucvm.hw.engines.reference import ReferenceEngine
from ucvm.hw.engines.wasm_call import available
from ucvm.hw.memory import Ram
from ucvm.hw.mmu import AddressSpace
from ucvm.image.build import load_image
from ucvm.image.sysroot import libc, toolchain
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine
from ucvm.toolchain.driver import build_program

Row = tuple[str, str, str]
"""What was measured, the figure, and beside what."""
SOURCES = Path(__file__).parent
CPU = ("sieve", "fib", "crc32")
SPAWNS, CALLS, STARTS, ROUNDS = 50, 20_000, 5, 3


def main(argv: Sequence[str]) -> int:
    """Measure the groups that are asked for; print a table or JSON."""
    parser = argparse.ArgumentParser(prog="ucvm bench", description="Measure this machine, beside the host's own tools where they are installed.")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], metavar="GROUP", help=f"{', '.join(GROUPS)} (default: all)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    options = parser.parse_args(argv)
    rows: dict[str, list[Row]] = {}
    for group in options.groups or GROUPS:
        print(f"measuring {group} …", file=sys.stderr)
        rows[group] = GROUPS[group]()
    print(json.dumps(rows, indent=1) if options.json else _table(rows))
    return 0


def _table(groups: dict[str, list[Row]]) -> str:
    rows = [("", "", "")] + [(f"{group}: {name}", figure, beside) for group, found in groups.items() for name, figure, beside in found]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{name:<{widths[0]}}  {figure:>{widths[1]}}  {beside}".rstrip() for name, figure, beside in rows[1:])


def compiled(name: str) -> bytes:
    """One of our C programs as an executable."""
    tools = toolchain()
    return build_program(tools, [str(SOURCES / f"{name}.c")], [libc(tools)]).executable.pack()


def machine_with(program: bytes, *arguments: str, engine: Engine | None = None) -> Machine:
    """A machine about to run a program as user."""
    tree = {b"program": Entry(0o100755, program, 0)}
    return Machine.boot(load_image(), argv=["/tmp/bench/program", *arguments], mounts=[("/tmp/bench", tree, True)], auto_advance=True, engine=engine)


def finish(machine: Machine) -> float:
    """Run to the end; seconds on the host."""
    began = time.perf_counter()
    outcome = machine.run(10**9)
    took = time.perf_counter() - began
    if (outcome.reason, outcome.status) != ("halted", 0):
        raise RuntimeError(f"the program ended with {outcome}")
    return took


def timed(make: Callable[[], Machine]) -> tuple[Machine, float]:
    """The median time of several runs, after one that warms up."""
    finish(make())
    runs = []
    for _ in range(ROUNDS):
        machine = make()
        runs.append(finish(machine))
    return machine, median(runs)


class Stopwatch:
    """An engine that counts the seconds it runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self.seconds = engine, 0.0

    def new_ram(self) -> Ram:
        """See Engine."""
        return self._engine.new_ram()

    def adopt(self, ram: Ram) -> None:
        """See Engine."""
        self._engine.adopt(ram)

    def fresh(self) -> "Stopwatch":
        """See Engine."""
        return Stopwatch(self._engine.fresh())

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """See Engine."""
        began = time.perf_counter()
        stop = self._engine.run(space, budget)
        self.seconds += time.perf_counter() - began
        return stop


def measure_cpu() -> list[Row]:
    """Instructions a second of the engines, the time in the kernel left out (the group "kernel" has that)."""
    rows = []
    for name in CPU:
        program = compiled(name)
        speeds: list[float] = []
        for title, engine in _engines():
            watches = [Stopwatch(engine()) for _ in range(ROUNDS + 1)]
            for watch in watches:
                machine = machine_with(program, engine=watch)
                finish(machine)
            speeds.append(machine.ticks / median(watch.seconds for watch in watches[1:]) / 1e6)
            ratio = f", {speeds[-1] / speeds[0]:.0f} × the reference engine" if len(speeds) > 1 else ""
            rows.append((f"{name}, {title}", f"{speeds[-1]:.2f} M instr/s", f"{machine.ticks:,} instructions{ratio}"))
    return rows


def _engines() -> list[tuple[str, Callable[[], Engine]]]:
    """Engines that work here, by name."""
    engines: list[tuple[str, Callable[[], Engine]]] = [("reference", ReferenceEngine)]
    return engines + ([("interpreter", InterpreterEngine)] if available() else [])


def measure_kernel() -> list[Row]:
    """Processes and system calls a second; the machine's own start is taken off."""
    rows = []
    for name, count, unit in (("spawn", SPAWNS, "fork+exec+wait"), ("getpid", CALLS, "getpid")):
        program = compiled(name)
        _, base = timed(lambda program=program: machine_with(program, "0"))  # type: ignore[misc]
        _, whole = timed(lambda program=program, count=count: machine_with(program, str(count)))  # type: ignore[misc]
        each = max(whole - base, 1e-9) / count
        rows.append((unit, f"{1 / each:,.0f}/s", f"{each * 1e6:.1f} µs each{_linux(name, count)}"))
    return rows


def _linux(name: str, count: int) -> str:
    """The same C program on the host, where there is a compiler."""
    compiler = shutil.which("gcc")
    if not compiler:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/program"
        subprocess.run([compiler, "-O2", "-o", program, str(SOURCES / f"{name}.c")], check=True)
        many = count * 10
        each = (wall([program, str(many)]) - wall([program, "0"])) / many
    return f"; Linux with the same program {1 / max(each, 1e-9):,.0f}/s"


def wall(command: list[str]) -> float:
    """The median wall time of a command."""
    runs = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        runs.append(time.perf_counter() - began)
    return median(runs)


def measure_start() -> list[Row]:
    """Wall time of a whole `ucvm -c true`, beside the bare interpreter and the host's shells."""
    others = [(shell, [path, "-c", "true"]) for shell in ("dash", "busybox") if (path := shutil.which(shell))]
    others = [(name, [command[0], "sh", *command[1:]] if name == "busybox" else command) for name, command in others]
    rows = [("ucvm -c true", f"{wall([sys.executable, '-m', 'ucvm', '-c', 'true']) * 1e3:.0f} ms", "whole process")]
    rows.append(("python -c pass", f"{wall([sys.executable, '-c', 'pass']) * 1e3:.0f} ms", ""))
    return rows + [(f"{name} -c true", f"{wall(command) * 1e3:.1f} ms", "") for name, command in others]


GROUPS: dict[str, Callable[[], list[Row]]] = {
    "cpu": measure_cpu,
    "kernel": measure_kernel,
    "start": measure_start,
    "density": density.measure,
}
