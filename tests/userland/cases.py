"""The case format: a shell script and what it prints, many in one text file.

    #### name of the case
    script lines, run by sh in an empty directory
    ## status: 0
    ## stdout:
    what it prints

A script that checks messages says `2>&1`. Output whose last line has no newline ends with the line `## no newline`.
"""

from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"
_NO_NEWLINE = "## no newline"


class Case(NamedTuple):
    """One case; `stdout` is text of the bytes 0-255 as code points (latin-1)."""

    name: str
    script: str
    status: int
    stdout: str


def load(path: Path) -> list[Case]:
    """The cases of one file. ValueError names a case that is not complete enough to be read."""
    chunks = path.read_text("latin-1").split("#### ")
    if chunks[0].strip():
        raise ValueError(f"{path}: text before the first '#### name'")
    return [_case(path, chunk) for chunk in chunks[1:]]


def _case(path: Path, chunk: str) -> Case:
    name, _, rest = chunk.partition("\n")
    script, mark, expected = rest.partition("## status: ")
    if not mark:
        return Case(name, script.rstrip("\n") + "\n", 0, "")
    status, _, output = expected.partition("\n## stdout:\n")
    if not status.strip().isdigit():
        raise ValueError(f"{path}: case '{name}': '## status: N' is not followed by '## stdout:'")
    if output.endswith(f"\n{_NO_NEWLINE}\n"):
        output = output[: -len(_NO_NEWLINE) - 2]
    return Case(name, script, int(status), output)


def dump(cases: list[Case]) -> str:
    """The text of a file of cases; load(dump(cases)) == cases."""
    return "".join(_text(case) for case in cases)


def _text(case: Case) -> str:
    ending = "" if case.stdout.endswith("\n") or not case.stdout else f"\n{_NO_NEWLINE}\n"
    return f"#### {case.name}\n{case.script}## status: {case.status}\n## stdout:\n{case.stdout}{ending}"
