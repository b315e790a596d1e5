"""The shell in the machine does what a POSIX shell does: *.test.sh."""

import pytest

from tests.shell import machine
from tests.shell.cases import FOLDER, Case, files, parse, render

CASES = {path.name.removesuffix(".test.sh"): tuple(parse(path.read_text(encoding="latin-1"))[1]) for path in files()}


@pytest.mark.parametrize(("section", "number"), [(name, number) for name, cases in CASES.items() for number in range(len(cases))])
def test_case(section: str, number: int) -> None:
    case: Case = CASES[section][number]
    result = machine.run(CASES[section])[number]
    assert (case.name, result.status, result.stdout) == (case.name, case.status, case.stdout)


@pytest.mark.parametrize("section", CASES)
def test_the_files_are_as_golden_writes_them(section: str) -> None:
    path = FOLDER / f"{section}.test.sh"
    text = path.read_text(encoding="latin-1")
    assert render(*parse(text)) == text


def test_names_are_unique() -> None:
    for section, cases in CASES.items():
        assert len({case.name for case in cases}) == len(cases), section
