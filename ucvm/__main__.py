"""`python -m ucvm` and the `ucvm` command."""

import sys


def main() -> int:
    """Run the command line; the exit status."""
    from ucvm.cli import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
