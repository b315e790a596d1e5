"""The shell in the machine does what a POSIX shell does: *.test.sh."""

import pytest

from tests.shell import machine
from tests.shell.cases import Case, files, parse

CASES = {path.name.removesuffix(".test.sh"): tuple(parse(path.read_text(encoding="latin-1"))[1]) for path in files()}


@pytest.mark.parametrize(("section", "number"), [(name, number) for name, cases in CASES.items() for number in range(len(cases))])
def test_case(section: str, number: int) -> None:
    case: Case = CASES[section][number]
    result = machine.run(CASES[section])[number]
    assert (case.name, result.status, result.stdout) == (case.name, case.status, case.stdout)
