"""The form of *.test.sh: shell cases with what a POSIX shell prints.

    #### name of the case
    the script, as many lines as it takes
    ## bash: why            (the expectation is bash's, in its POSIX mode, where dash leaves the standard)
    ## status: 2            (left out when 0)
    | a line of standard output
    |~ a last line without its newline

Lines before the first case are a comment; the line `# shell: bash` there makes all of the file bash's. A script runs as `sh FILE` in an empty
folder with empty input; standard error is not looked at.
"""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
MARK = "#### "
STATUS = "## status: "
BASH = "## bash: "


class Case(NamedTuple):
    """One case; `status` and `stdout` are what is expected; `bash` says why that is what bash does, or is empty."""

    name: str
    script: str
    status: int
    stdout: bytes
    bash: str = ""


def files() -> list[Path]:
    """The case files, in order."""
    return sorted(FOLDER.glob("*.test.sh"))


def parse(text: str) -> tuple[str, list[Case]]:
    """(the comment at the top, the cases) of a file."""
    head, *parts = text.split("\n" + MARK)
    return head, [_case(part) for part in parts]


def _case(part: str) -> Case:
    name, *lines = part.rstrip("\n").split("\n")
    end = next((at for at, line in enumerate(lines) if line.startswith(("| ", "|~ ", STATUS, BASH)) or line == "|"), len(lines))
    status, output, bash = 0, b"", ""
    for line in lines[end:]:
        if line.startswith(BASH):
            bash = line[len(BASH) :]
        elif line.startswith(STATUS):
            status = int(line[len(STATUS) :])
        elif line.startswith("|~ "):
            output += line[3:].encode("latin-1")
        else:
            output += line[2:].encode("latin-1") + b"\n"
    return Case(name, "\n".join(lines[:end]) + "\n", status, output, bash)


def render(head: str, cases: list[Case]) -> str:
    """The text of a file."""
    return head + "\n" + "".join(_text(case) for case in cases)


def _text(case: Case) -> str:
    status = f"{BASH}{case.bash}\n" if case.bash else ""
    status += f"{STATUS}{case.status}\n" if case.status else ""
    *lines, last = case.stdout.decode("latin-1").split("\n")
    output = "".join(f"| {line}".rstrip() + "\n" if not line else f"| {line}\n" for line in lines)
    return f"{MARK}{case.name}\n{case.script}{status}{output}" + (f"|~ {last}\n" if last else "")
