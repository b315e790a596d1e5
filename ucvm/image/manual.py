"""The manual pages of the machine, derived: section 1 from the head of each program's source, section 2 from the table of system calls.

A program's source begins with a comment "NAME: what it does." and holds its synopsis, the one that --help shows.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from ucvm.abi.syscalls import SYSTEM_CALLS, SystemCall

_WRAP = textwrap.TextWrapper(76, initial_indent="    ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
_HEAD = re.compile(r"\A/\* ([^:]+): (.*?) ?\*/", re.DOTALL)
_SYNOPSIS = re.compile(r'\*synopsis = ((?:\s*"(?:[^"\\]|\\.)*")+)')
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def pages(programs: Path) -> Iterator[tuple[str, str]]:
    """(file name, text) of every page; `programs` is the folder with the programs' sources. ValueError names a source without a head."""
    for path in heads(programs):
        yield f"{path.stem}.1", program_page(path.stem, path.read_text())
    for row in SYSTEM_CALLS:
        yield f"{row.name}.2", call_page(row)


def heads(programs: Path) -> list[Path]:
    """The sources that programs begin with: NAME.c, or NAME/NAME.c where a program is a folder."""
    files = (folder / f"{folder.name}.c" for folder in programs.iterdir() if folder.is_dir())
    return sorted([*programs.glob("*.c"), *files], key=lambda path: path.stem)


def program_page(name: str, source: str) -> str:
    """The page of one program."""
    head = _HEAD.match(source)
    if head is None:
        raise ValueError(f"userland/bin/{name}.c: the source has to begin with a comment '/* {name}: what it does. */'")
    what, _, more = " ".join(head[2].split()).partition(". ")
    synopsis = _SYNOPSIS.search(source)
    usage = "".join(_LITERAL.findall(synopsis[1])) if synopsis else ""
    sections = {"NAME": f"{head[1]} - {what.rstrip('.')}", "SYNOPSIS": f"{name} {usage}".rstrip()}
    return _page(f"{name.upper()}(1)", sections | ({"DESCRIPTION": more} if more else {}))


def call_page(row: SystemCall) -> str:
    """The page of one system call."""
    arguments = ", ".join(argument.name for argument in row.arguments)
    sections = {"NAME": f"{row.name} - system call {row.number}", "SYNOPSIS": f"{row.stub.lstrip('_')}({arguments})", "DESCRIPTION": row.doc}
    return _page(f"{row.name.upper()}(2)", sections | ({"ERRORS": row.errors} if row.errors else {}))


def _page(title: str, sections: dict[str, str]) -> str:
    return f"{title}\n" + "".join(f"\n{name}\n{_WRAP.fill(text)}\n" for name, text in sections.items())
