"""Outputs of the programs of group cpu, made with gcc: `python -m tests.bench.golden` writes outputs.json anew.

An output counts only if gcc gives the same without and with optimisation.
"""

import json
import sys
import tempfile
from pathlib import Path

from ucvm.bench import command, cpu, program

OUTPUTS = Path(__file__).with_name("outputs.json")
ROUNDS = (0, 1, 3)


def by_gcc(name: str, level: str) -> list[str]:
    """What a program prints for so many rounds, built at one optimisation level."""
    with tempfile.TemporaryDirectory() as folder:
        built = str(program.host((cpu.MAIN, name), Path(folder, name), level))
        return [command.timed([built, str(rounds)]).output for rounds in ROUNDS]


def stored() -> dict[str, list[str]]:
    """The outputs in the repository, one for each of ROUNDS."""
    return json.loads(OUTPUTS.read_text())


def main() -> int:
    """Write the file; the exit status."""
    found = {name: by_gcc(name, "-O2") for name in cpu.PROGRAMS}
    wrong = [name for name in cpu.PROGRAMS if by_gcc(name, "-O0") != found[name]]
    if wrong:
        sys.stderr.write(f"golden.py: gcc's output depends on the optimisation level: {', '.join(wrong)}\n")
        return 1
    OUTPUTS.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
