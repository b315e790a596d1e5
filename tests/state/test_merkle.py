"""The hash tree."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ucvm.state import merkle

LEAVES = st.lists(st.binary(max_size=4).map(merkle.leaf), max_size=100)


def test_one_leaf_is_its_own_root() -> None:
    assert merkle.root([merkle.leaf(b"a")]) == hashlib.sha256(b"\0a").digest()
    assert merkle.root([]) == merkle.NO_LEAF


def test_a_node_holds_thirty_two() -> None:
    leaves = [merkle.leaf(bytes([number])) for number in range(33)]
    first = hashlib.sha256(b"\1" + b"".join(leaves[:32])).digest()
    second = hashlib.sha256(b"\1" + leaves[32]).digest()
    assert merkle.root(leaves) == hashlib.sha256(b"\1" + first + second).digest()


@given(LEAVES.filter(bool), st.data())
def test_every_leaf_counts(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    assert merkle.root([*leaves[:place], merkle.leaf(b"other"), *leaves[place + 1 :]]) != merkle.root(leaves)
    assert merkle.root([*leaves, merkle.leaf(b"more")]) != merkle.root(leaves)
