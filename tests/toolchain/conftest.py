"""What the toolchain's tests share: a toolchain with a cache in the checkout, and libc built by it once."""

import os
from pathlib import Path

import pytest

from ucvm.image import sysroot
from ucvm.toolchain.driver import Toolchain
from ucvm.toolchain.objfile import Archive

CACHE = Path(__file__).parents[2] / ".cache" / "objects"


@pytest.fixture(scope="session")
def tools() -> Toolchain:
    return sysroot.toolchain(str(CACHE))


@pytest.fixture(scope="session")
def libc(tools: Toolchain) -> Archive:
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return sysroot.libc(tools, jobs=1 if workers > 1 else 2)
