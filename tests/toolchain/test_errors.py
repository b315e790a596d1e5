"""Wrong programs: each errors/NAME.c begins with `// error: LINE: TEXT`, and the compiler must report that line, with a column, and that text."""

import re
from pathlib import Path

import pytest

from ucvm.toolchain.driver import Toolchain, build_object
from ucvm.toolchain.errors import BuildError

ERRORS = Path(__file__).parent / "errors"
_EXPECTATION = re.compile(r"// error: (\d+): ?(.*)")
_DIAGNOSTIC = re.compile(r"(?P<file>.+):(?P<line>\d+):(?P<col>\d+): error: (?P<message>.+)")


def test_there_are_enough_cases() -> None:
    assert len(list(ERRORS.glob("*.c"))) >= 60


@pytest.mark.parametrize("name", sorted(path.stem for path in ERRORS.glob("*.c")))
def test_error(name: str, tools: Toolchain) -> None:
    path = ERRORS / f"{name}.c"
    expected = _EXPECTATION.match(path.read_text())
    assert expected, "the first line must be // error: LINE: TEXT"
    sources = tools.tree._replace(roots=(*tools.tree.roots, ("errors/", str(ERRORS))))
    with pytest.raises(BuildError) as caught:
        build_object(tools._replace(tree=sources, cache=None), f"errors/{name}.c")
    found = _DIAGNOSTIC.match(str(caught.value).splitlines()[0])
    assert found, f"not in the form file:line:col: error: message\n{caught.value}"
    assert found["file"] == f"errors/{name}.c"
    assert (int(found["line"]), int(found["col"]) > 0) == (int(expected[1]), True), str(caught.value)
    assert expected[2] in found["message"]
