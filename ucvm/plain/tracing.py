"""`ucvm trace`: a recorded run as a file that other tools open."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from ucvm.hw.engines.base import Engine
from ucvm.kernel.fs.image import Image
from ucvm.machine.trace import INPUTS, INSTRUCTIONS, KERNEL
from ucvm.replay.player import DivergenceError
from ucvm.replay.runfile import read
from ucvm.replay.tracing import FORMATS, Wanted, exporter, trace
from ucvm.usage import UsageError

PATIENCE = 1.0
"""Seconds after which progress is shown, and between two reports of it."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"trace: {message}")


def run(arguments: Sequence[str], image: Callable[[], Image], engine: Callable[[], Engine]) -> int:
    """Write the trace; 1 when the run cannot be read or takes another course. Raises UsageError."""
    options = _parser().parse_args(arguments)
    if options.level not in FORMATS[options.format].levels:
        shown = FORMATS[options.format].levels
        raise UsageError(f"{options.format} shows level {' to '.join(dict.fromkeys((str(shown[0]), str(shown[-1]))))}, not {options.level}")
    wanted = Wanted(options.level, options.pid, options.begin, options.end)
    progress = _Progress()
    try:
        recorded = read(options.run)
        with ExitStack() as held:
            out: TextIO = held.enter_context(options.output.open("w", encoding="utf-8")) if options.output else sys.stdout
            make = exporter(options.format, out.write, keys=options.keys)
            trace(recorded, image(), make, wanted, engine=engine(), progress=progress.step)
            out.flush()
    except BrokenPipeError:
        raise
    except (ValueError, DivergenceError, OSError) as error:
        reason = f"{error.filename or options.output}: {error.strerror}" if isinstance(error, OSError) else f"{options.run}: {error}"
        print(f"ucvm: {reason}", file=sys.stderr)
        return 1
    finally:
        progress.end()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ucvm trace", description="Run a recorded run again and write down what happens in it.")
    add = parser.add_argument
    add("run", type=Path, metavar="RUN", help="what ucvm --record FILE wrote")
    add("--format", choices=tuple(FORMATS), default="strace", help="text of system calls (default), JSON lines, Chrome trace JSON, the terminal")
    add("--level", type=int, choices=range(INPUTS, INSTRUCTIONS + 1), default=KERNEL, help="0 inputs, 1 the kernel (default), 2 pages, 3 all")
    add("--pid", type=int, default=0, metavar="N", help="only this process")
    add("--from", type=int, default=0, dest="begin", metavar="TICK", help="from this tick on")
    add("--to", type=int, dest="end", metavar="TICK", help="up to this tick")
    add("--keys", action="store_true", help="an asciicast also has what was typed")
    add("-o", "--output", type=Path, metavar="FILE", help="write here instead of standard output")
    return parser


class _Progress:
    """How far it is, on standard error, when it takes longer."""

    def __init__(self) -> None:
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def step(self, done: int, total: int) -> None:
        """`done` of `total` instructions are done."""
        now = time.monotonic()
        if now >= self._next:
            self._next, self._shown = now + PATIENCE, True
            print(f"\r{done:,} of {total:,} instructions", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """It is over."""
        if self._shown:
            print(file=sys.stderr)
