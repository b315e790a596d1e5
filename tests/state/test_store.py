"""Tables over a shared base behave as dicts, snapshots come back, hashes see contents alone."""

from collections import UserDict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucvm.state.store import Base, Change, LayeredTable, Store, Table

BASE = {1: b"one", 2: b"two", 3: b"three"}
KEYS = st.integers(0, 6)
STEPS = st.lists(st.tuples(st.sampled_from(("put", "default", "delete", "pop", "clear")), KEYS, st.binary(max_size=3)))


def play(target: Any, steps: list[tuple[str, int, bytes]]) -> list[Any]:
    """Do the steps; what each answered."""
    answers: list[Any] = []
    for step, key, value in steps:
        try:
            if step == "put":
                target[key] = value
            elif step == "default":
                answers.append(target.setdefault(key, value))
            elif step == "delete":
                del target[key]
            elif step == "pop":
                answers.append(target.pop(key))
            else:
                target.clear()
        except KeyError:
            answers.append("KeyError")
    return answers


@given(STEPS)
def test_a_layered_table_is_a_dict(steps: list[tuple[str, int, bytes]]) -> None:
    table, plain = LayeredTable("t", Base(BASE)), UserDict(BASE)
    assert play(table, steps) == play(plain, steps)
    assert table.items() == sorted(plain.items())
    assert len(table) == len(plain)
    assert bool(table) == bool(plain)
    assert [key in table for key in range(7)] == [key in plain for key in range(7)]
    assert [table.get(key) for key in range(7)] == [plain.get(key) for key in range(7)]


@given(STEPS, STEPS)
def test_a_snapshot_comes_back(first: list[tuple[str, int, bytes]], second: list[tuple[str, int, bytes]]) -> None:
    table = LayeredTable("t", Base(BASE))
    play(table, first)
    before, snapshot = table.items(), table.snapshot()
    play(table, second)
    table.restore(snapshot)
    assert table.items() == before


@given(STEPS)
def test_the_hash_is_of_the_contents(steps: list[tuple[str, int, bytes]]) -> None:
    table = LayeredTable("t", Base(BASE))
    play(table, steps)
    same = LayeredTable("t", Base(BASE))
    for key in list(same):
        del same[key]
    for key, value in reversed(table.items()):
        same[key] = value
    assert table.digest() == same.digest()
    same[9] = b""
    assert table.digest() != same.digest()
    del same[9]
    assert table.digest() == same.digest()


@given(STEPS)
def test_what_differs_from_the_base(steps: list[tuple[str, int, bytes]]) -> None:
    table = LayeredTable("t", Base(BASE))
    play(table, steps)
    rebuilt = {key: value for key, value in BASE.items() if key not in table.deleted()} | table.changed()
    assert sorted(rebuilt.items()) == table.items()
    assert all(BASE.get(key) != value for key, value in table.changed().items())


def test_a_delta_is_all_or_nothing() -> None:
    store = Store()
    store.table("a")[1] = 1
    with pytest.raises(KeyError, match="no table b"):
        store.update((Change("a", 1, 2), Change("b", 1, 1)))
    with pytest.raises(KeyError, match="has no key 7"):
        store.update((Change("a", 1, 2), Change("a", 7, delete=True)))
    assert store.tables["a"].items() == [(1, 1)]
    store.update((Change("a", 2, 5), Change("a", 1, delete=True)))
    assert store.tables["a"].items() == [(2, 5)]


def test_copies_are_independent_and_share_the_base() -> None:
    store = Store()
    base = Base(BASE)
    store.table("t", base)[1] = b"uno"
    other = store.copy()
    other.tables["t"][1] = b"eins"
    del other.tables["t"][2]
    assert store.tables["t"].items() == [(1, b"uno"), (2, b"two"), (3, b"three")]
    assert other.tables["t"].base is base


def test_the_modes_are_outside_the_root() -> None:
    store = Store()
    store.table("execution.modes")["mode"] = 0
    store.table("core.vars")["ticks"] = 0
    before = store.sections()
    store.tables["execution.modes"]["mode"] = 1
    assert store.sections() == before
    store.tables["core.vars"]["ticks"] = 1
    assert store.sections() != before


def test_only_plain_values_are_state() -> None:
    table: Table[int, Any] = Table("t")
    table[1] = {1, 2}
    with pytest.raises(TypeError, match="no machine state"):
        table.digest()
