"""What holds for all tests."""

import os

import pytest
from hypothesis import settings

settings.register_profile("loaded", deadline=None)
settings.load_profile("loaded")
"""No test asserts on time: a busy machine is no failure."""


def pytest_configure(config: pytest.Config) -> None:
    """Golden screens are updated as a whole: a partial update would delete the screens that it did not visit."""
    if config.getoption("update_snapshots", default=False) and (config.option.keyword or any("::" in word for word in config.args)):
        raise pytest.UsageError("golden screens are updated as a whole: leave out -k and ::")


@pytest.fixture(autouse=True, scope="session")
def _machines_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Kept machines of processes that tests start; the user's own are not touched."""
    os.environ["UCVM_STATE"] = str(tmp_path_factory.mktemp("machines"))
