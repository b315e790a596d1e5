"""Keys typed to vi at the console leave in the file what they leave with the host's vi."""

import pytest

from tests.userland.editor.keys import LEAVE, TEXTS, Case, cases, expected
from tests.userland.editor.session import Session

SHARE = 60
"""Cases of one machine."""
_CASES = cases()
_SHARES = [_CASES[first : first + SHARE] for first in range(0, len(_CASES), SHARE)]


@pytest.mark.parametrize("share", _SHARES, ids=range(len(_SHARES)))
def test_keys(share: list[Case]) -> None:
    session, wanted, wrong = Session(), expected(), []
    for case in share:
        session.write("f", TEXTS[case.text])
        session.type("rm -f g f.x; vi f\r").type(case.typed() + LEAVE)
        found = session.read("f").decode("utf-8", "replace")
        if found != wanted[case.text][case.spelling]:
            wrong.append((case, wanted[case.text][case.spelling], found))
        assert session.text()[session.screen.row] == "$", f"vi does not leave: {case}"
    assert not wrong
