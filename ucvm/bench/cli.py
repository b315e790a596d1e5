"""`ucvm bench`: measure the groups that are asked for; a table for people, or JSON."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from ucvm.bench import cpu, density, kernel, start, tools
from ucvm.bench import time as travel
from ucvm.bench.report import Table, as_json, as_text
from ucvm.bench.trial import BenchError

Say = Callable[[str], None]
GROUPS: dict[str, Callable[[Say], list[Table]]] = {
    "cpu": cpu.measure,
    "kernel": kernel.measure,
    "start": start.measure,
    "time": travel.measure,
    "tools": tools.measure,
    "density": density.measure,
}


def main(argv: Sequence[str]) -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="ucvm bench", description="Measure this machine beside the host's own tools, where they are installed.")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], metavar="GROUP", help=f"{', '.join(GROUPS)} (default: all)")
    parser.add_argument("--json", action="store_true", help="numbers with their units, as JSON")
    options = parser.parse_args(argv)
    try:
        found = {group: GROUPS[group](_say_for(group)) for group in options.groups or GROUPS}
    except BenchError as error:
        print(f"ucvm bench: {error}", file=sys.stderr)
        return 1
    print(json.dumps(as_json(found), indent=1) if options.json else as_text(found))
    return 0


def _say_for(group: str) -> Say:
    """Progress on stderr."""
    return lambda what: print(f"{group}: {what} …", file=sys.stderr, flush=True)
