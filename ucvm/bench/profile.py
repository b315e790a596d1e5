"""What of the shell is hot: `python -m ucvm.bench.profile [--show]` derives the file `hot` beside its sources anew.

The reference engine counts how often each function is entered in the workloads beside the sources, each of which weighs the same. The
linker makes resident what is entered most a byte, and fills the first bank with what comes next. With --show nothing is written, and how
often the workloads change banks is printed.
"""

import argparse
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ucvm.abi.executable import Executable
from ucvm.abi.layout import ADDRESS_SPACE, TEXT_BASE, WINDOW_BASE
from ucvm.hw.engines.base import Stop
from ucvm.hw.engines.reference import Operation, ReferenceEngine, State
from ucvm.hw.engines.text import text_of
from ucvm.hw.mmu import AddressSpace
from ucvm.image.build import Program, link, load_image, programs
from ucvm.image.cache import PACKAGE, cache_folder
from ucvm.image.sizes import functions
from ucvm.isa.trap import TrapKind
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine

PATH, FOLDER = "/bin/sh", PACKAGE / "shell"
TICKS = 20_000_000
HEAD = 64
"""Bytes of text by which a program is known."""
COLUMNS = 140


class Profile(NamedTuple):
    """Entries of functions, each workload's adding up to 1, and switches of banks by workload."""

    entries: Counter[str]
    switches: dict[str, int]


class _Counted(dict[int, Operation]):
    """Operations by pc; those at the beginning of a function count."""

    def __init__(self, names: dict[int, str], counts: Counter[str]):
        super().__init__()
        self._names, self.counts = names, counts

    def __setitem__(self, pc: int, operation: Operation) -> None:
        address = pc % ADDRESS_SPACE
        name = self._names.get(address if address < WINDOW_BASE else pc)    # the resident part runs in every bank
        super().__setitem__(pc, operation if name is None else _counting(operation, name, self.counts))


def _counting(operation: Operation, name: str, counts: Counter[str]) -> Operation:
    def count(state: State) -> int:
        counts[name] += 1
        return operation(state)

    return count


def names(program: Executable) -> dict[int, str]:
    """Functions by address; one whose name is not its own alone has its source before it."""
    found = functions(program)
    count = Counter(symbol.name for symbol, _ in found)
    return {symbol.address: symbol.name if count[symbol.name] == 1 else f"{file}:{symbol.name}" for symbol, file in found if file}


class CountingEngine(ReferenceEngine):
    """Counts for one program how often its functions are entered and its banks change."""

    def __init__(self, program: Executable) -> None:
        super().__init__(cache_folder())
        self._head = program.text[:HEAD]
        self._names = names(program)
        self.counts: Counter[str] = Counter()
        self.switches = 0

    def run(self, space: AddressSpace, budget: int) -> Stop:
        """As the reference engine does."""
        if space.executable_bytes(TEXT_BASE, HEAD) != self._head:
            return super().run(space, budget)
        text = text_of(space)
        if not (isinstance(text.operations, _Counted) and text.operations.counts is self.counts):
            text.operations = _Counted(self._names, self.counts)
        stop = super().run(space, budget)
        self.switches += stop.kind == TrapKind.BANK
        return stop


def measure(program: Program, workloads: list[Path]) -> Profile:
    """Run every workload in a machine of its own."""
    image, entries, switches = load_image(), Counter[str](), {}
    for path in workloads:
        engine = CountingEngine(link(program).executable)
        tree = {b"workload": Entry(0o100644, path.read_bytes(), 0)}
        machine = Machine.boot(image, argv=[PATH, "/tmp/work/workload"], mounts=[("/tmp/work", tree, False)], auto_advance=True, engine=engine)
        machine.run(TICKS)
        total = sum(engine.counts.values())
        entries.update({name: count / total for name, count in engine.counts.items()})
        switches[path.stem] = engine.switches
    return Profile(entries, switches)


def ranking(program: Program, entries: Counter[str]) -> list[str]:
    """Functions that were entered, the most a byte first."""
    executable = link(program).executable
    name = names(executable)
    sizes = {name[symbol.address]: symbol.size for symbol, file in functions(executable) if file}
    return sorted((name for name in sizes if entries[name]), key=lambda name: (-entries[name] / sizes[name], name))


def main(argv: list[str] | None = None) -> int:
    """Derive the files, or show what they do."""
    parser = argparse.ArgumentParser(prog="python -m ucvm.bench.profile", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="write nothing, print how often the workloads change banks")
    show = parser.parse_args(argv).show
    program = next(program for program in programs() if program.path == PATH)
    profile = measure(program, sorted((FOLDER / "workloads").iterdir()))
    print("changes of banks:", ", ".join(f"{name} {count}" for name, count in profile.switches.items()))
    if not show:
        lines = textwrap.fill(" ".join(ranking(program, profile.entries)), COLUMNS, break_on_hyphens=False)
        (FOLDER / "hot").write_text(lines + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
