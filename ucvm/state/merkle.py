"""A hash tree: leaves in order, FANOUT to a node (design, section 9). A leaf and a node cannot be taken for each other (RFC 6962, section 2.1)."""

import hashlib
from collections.abc import Sequence

FANOUT = 32
NO_LEAF = bytes(32)
"""Stands where nothing is."""


def leaf(data: bytes) -> bytes:
    """The hash of a leaf's contents."""
    return hashlib.sha256(b"\0" + data).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash over leaves' hashes; NO_LEAF over none."""
    level = list(leaves) or [NO_LEAF]
    while len(level) > 1:
        level = [_node(level[start : start + FANOUT]) for start in range(0, len(level), FANOUT)]
    return level[0]


def _node(children: Sequence[bytes]) -> bytes:
    return hashlib.sha256(b"\1" + b"".join(children)).digest()
