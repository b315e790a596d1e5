"""Records survive JSON."""

import json
from enum import IntEnum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucvm.state.records import RecordError, decode, encode


class Colour(IntEnum):
    RED = 1
    BLUE = 2


class Inner(NamedTuple):
    name: str
    data: bytes


class Outer(NamedTuple):
    number: int
    flag: bool
    colour: Colour
    pair: tuple[int, str]
    many: tuple[Inner, ...]
    maybe: Inner | None
    channel: tuple[str | int, ...]


INNER = st.builds(Inner, st.text(), st.binary())
OUTER = st.builds(
    Outer,
    st.integers(-(1 << 70), 1 << 70),
    st.booleans(),
    st.sampled_from(Colour),
    st.tuples(st.integers(), st.text()),
    st.lists(INNER).map(tuple),
    st.none() | INNER,
    st.lists(st.text() | st.integers(-(1 << 50), 1 << 50)).map(tuple),
)


@given(OUTER)
def test_there_and_back(record: Outer) -> None:
    again = decode(Outer, json.loads(json.dumps(encode(record))))
    assert again == record
    assert type(again.flag) is bool
    assert type(again.colour) is Colour


def test_great_integers_are_strings() -> None:
    assert encode((1 << 53) - 1) == (1 << 53) - 1
    assert encode(1 << 53) == str(1 << 53)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (int, 1.0),
        (int, "x"),
        (int, True),
        (bytes, "?"),
        (bool, 1),
        (str, 1),
        (Inner, {"name": "a"}),
        (Colour, 9),
        (tuple[int, int], [1]),
        (tuple[int, ...], 1),
    ],
)
def test_what_does_not_fit_is_refused(kind: Any, data: Any) -> None:
    with pytest.raises(RecordError):
        decode(kind, data)


def test_floats_and_lists_are_no_state() -> None:
    for value in (1.5, [1], {"a": 1}):
        with pytest.raises(RecordError):
            encode(value)
