"""The programs of /bin say in the machine what the host's tools of the same name said: cases/*.txt, a machine a file."""

import pytest

from tests.shell import machine
from tests.userland.cases import CASES, dump, load

FILES = {path.stem: tuple(load(path)) for path in sorted(CASES.glob("*.txt"))}


@pytest.mark.parametrize(("tool", "number"), [(name, number) for name, cases in FILES.items() for number in range(len(cases))])
def test_case(tool: str, number: int) -> None:
    case = FILES[tool][number]
    result = machine.run(FILES[tool])[number]
    assert (case.name, result.status, result.stdout.decode("latin-1")) == (case.name, case.status, case.stdout)


@pytest.mark.parametrize("tool", FILES)
def test_case_files_round_trip(tool: str) -> None:
    text = (CASES / f"{tool}.txt").read_text("latin-1")
    assert dump(load(CASES / f"{tool}.txt")) == text
