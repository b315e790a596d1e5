"""`python -m ucvm` and the `ucvm` command."""

import gc
import os
import sys

OBJECTS = 100_000
"""Objects between two searches for garbage: loading makes as many that stay, and a machine hardly any cycles."""


def main() -> int:
    """Run the command line; the exit status."""
    gc.set_threshold(OBJECTS)
    from ucvm.cli import main as command_line

    return _leave(command_line(sys.argv[1:]))


def _leave(status: int) -> int:
    """End the process here if it does nothing else: to take the interpreter apart takes longer than many a run. A status that stays is returned."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        return status
    if "threading" not in sys.modules:
        os._exit(status)
    return status


if __name__ == "__main__":
    sys.exit(main())
