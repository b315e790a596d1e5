"""Commands of the host, timed."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ucvm.bench.trial import BenchError


class Timed(NamedTuple):
    """Wall seconds from start to end, and what was printed."""

    seconds: float
    output: str


def output(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """What a command without input prints; raises BenchError when it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    if done.returncode:
        raise BenchError(f"{' '.join(command)}: status {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def timed(command: Sequence[str]) -> Timed:
    """Run a command without input; raises BenchError when it fails."""
    began = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise BenchError(f"{' '.join(command)}: status {done.returncode}: {done.stderr.strip()}")
    return Timed(seconds, done.stdout)
