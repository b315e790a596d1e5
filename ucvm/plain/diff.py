"""`ucvm diff`: what differs between two state artifacts or two recorded runs, as lines of text."""

import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from ucvm.hw.engines.base import Engine
from ucvm.kernel.fs.image import Image
from ucvm.replay.differ import differences, first_difference
from ucvm.replay.player import DivergenceError
from ucvm.replay.runfile import is_run, read
from ucvm.replay.timeline import Timeline
from ucvm.state.artifact import Document, parse

LINES = 200
"""Differences that are shown."""
SAME, DIFFERENT, TROUBLE = 0, 1, 2


class _Trouble(Exception):  # noqa: N818 - it is no mistake of the program's
    """A file cannot be compared; the message names it."""


def run(first: Path, second: Path, image: Callable[[], Image], engine: Callable[[], Engine]) -> int:
    """Compare two files; the status of diff(1)."""
    try:
        if _is_run(first) and _is_run(second):
            tick, one, other = _runs(_timeline(first, image(), engine()), _timeline(second, image(), engine()))
            if tick is not None:
                print(f"the runs differ from tick {tick} on")
        else:
            one, other = _artifact(first), _artifact(second)
    except _Trouble as trouble:
        print(f"ucvm: {trouble}", file=sys.stderr)
        return TROUBLE
    lines = list(islice(differences(one, other), LINES + 1))
    print("\n".join([*lines[:LINES], *["…"] * (len(lines) > LINES)]) or "no difference")
    return DIFFERENT if lines else SAME


def _is_run(path: Path) -> bool:
    try:
        return is_run(path)
    except OSError as error:
        raise _Trouble(f"{path}: {error.strerror}") from None


def _artifact(path: Path) -> Document:
    try:
        return parse(path.read_bytes())
    except ValueError as error:
        raise _Trouble(f"{path}: {error}") from None


def _timeline(path: Path, image: Image, engine: Engine) -> Timeline:
    try:
        return Timeline.of(read(path), image, engine=engine)
    except (ValueError, DivergenceError) as error:
        raise _Trouble(f"{path}: {error}") from None


def _runs(one: Timeline, other: Timeline) -> tuple[int | None, Document, Document]:
    return first_difference(one, other), one.machine.document(), other.machine.document()
