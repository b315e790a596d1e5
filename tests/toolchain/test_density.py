"""The code stays dense: below Thumb-2 -Os over a sample of libc and /bin (the whole is measured by `ucvm bench density`)."""

import shutil

import pytest

from ucvm.bench import density
from ucvm.image import sysroot

LIMIT = 0.9
"""Of Thumb-2; measured 0.79 over all."""


@pytest.mark.skipif(shutil.which(density.COMPILER) is None, reason=f"needs {density.COMPILER}")
def test_code_is_denser_than_thumb() -> None:
    names = [name for folder in ("lib", "bin") for name in sysroot.sources(folder) if name.endswith(".c")][::6]
    assert sum(map(density.our_size, names)) < LIMIT * sum(map(density.thumb_size, names))
