"""A part of what `python -m tests.replay.exactness` does at length: dumped anywhere, restored in another process, a machine goes on exactly."""

from collections.abc import Iterator

import pytest

from tests.replay.courses import courses
from tests.replay.exactness import Other, failures

COURSES = {course.name: course for course in courses()}


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    with Other(hash_seed=77) as started:
        yield started


@pytest.mark.parametrize("name", ["blocked", "jobs", "memory"])
def test_restored_anywhere_it_goes_on_exactly(name: str, other: Other) -> None:
    assert list(failures(COURSES[name], 2, 5, other)) == []
