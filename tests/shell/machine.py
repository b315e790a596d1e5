"""Shell cases inside the machine: one machine runs all cases of a file, each in a folder and a shell of its own."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tests.shell.cases import Case
from ucvm.hw.engines.catalog import AUTO, make
from ucvm.image.build import load_image
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine

FOLDER = "/tmp/cases"
BUDGET = 2_000_000_000
"""Ticks for one file."""
DRIVER = f"""\
cd {FOLDER}
while read name; do
mkdir work
cd work
HOME=/ sh ../$name >../out 2>../err </dev/null
set -- $? $(wc -c <../out)
cd ..
rm -r work
echo $name $*
cat out
done <names
"""


class Result(NamedTuple):
    """What a case did: exit status (None: the machine did not get so far), standard output."""

    status: int | None
    stdout: bytes


@cache
def run(cases: tuple[Case, ...]) -> tuple[Result, ...]:
    """The results of the cases, in order."""
    names = [f"case{number}" for number in range(len(cases))]
    files = {name: case.script.encode("latin-1") for name, case in zip(names, cases, strict=True)}
    files |= {"driver": DRIVER.encode(), "names": "".join(f"{name}\n" for name in names).encode()}
    tree = {name.encode(): Entry(0o100644, content, 0) for name, content in files.items()}
    mounts = [(FOLDER, tree, False)]
    machine = Machine.boot(load_image(), argv=["/bin/sh", f"{FOLDER}/driver"], mounts=mounts, auto_advance=True, engine=make(AUTO))
    machine.run(BUDGET)
    return _split(b"".join(data for name, data in machine.take_output() if name == "stdout"), names)


def _split(output: bytes, names: Sequence[str]) -> tuple[Result, ...]:
    found: dict[str, Result] = {}
    while output:
        head, _, output = output.partition(b"\n")
        name, status, size = head.decode().split()
        found[name] = Result(int(status), output[: int(size)])
        output = output[int(size) :]
    return tuple(found.get(name, Result(None, b"")) for name in names)
