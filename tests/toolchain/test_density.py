"""The code stays dense: below Thumb-2 -Os over a sample of libc and /bin (the whole is measured by tests.toolchain.density)."""

import pytest

from tests.toolchain import density
from ucvm.toolchain.driver import Toolchain

LIMIT = 0.9
"""Of Thumb-2; measured 0.79 over all."""


@pytest.mark.skipif(not density.available(), reason="needs arm-none-eabi-gcc")
def test_code_is_denser_than_thumb(tools: Toolchain) -> None:
    found = [density.measure(tools, name) for name in density.sources()[::6]]
    assert sum(each.ours for each in found) < LIMIT * sum(each.thumb for each in found)
