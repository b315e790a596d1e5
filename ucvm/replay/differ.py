"""What differs: between two state artifacts, in words; between two runs, from which tick on."""

import base64
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from ucvm.abi.layout import PAGE_SIZE
from ucvm.replay.timeline import Timeline
from ucvm.state.artifact import Document

_DERIVED = frozenset(("contents",))
"""Members of modules.memory that only hold what others name."""
_LONGEST = 60
"""Characters of a value that are shown."""


def differences(one: Document, other: Document) -> Iterator[str]:
    """Each difference of two artifacts as a line: what, its value in the one, its value in the other."""
    for member in ("version", "mode", "output_mode"):
        yield from _values(member, one[member], other[member])
    modules = {**one["modules"], **other["modules"]}
    for name in sorted(modules):
        a, b = one["modules"].get(name, {}), other["modules"].get(name, {})
        if name == "memory":
            yield from _memory(one, other)
        elif name == "process":
            yield from _processes(a, b)
        else:
            yield from _members(name, a, b)


def _members(path: str, a: Any, b: Any) -> Iterator[str]:
    """Differing values below two objects; lists are values."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({**a, **b}, key=_natural):
            yield from _members(f"{path}.{key}", a.get(key), b.get(key))
    else:
        yield from _values(path, a, b)


def _natural(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdecimal() else (-1, key)


def _values(what: str, a: Any, b: Any) -> Iterator[str]:
    if a is None and b is not None:
        yield f"{what}: only in the second: {_short(b)}"
    elif b is None and a is not None:
        yield f"{what}: only in the first: {_short(a)}"
    elif a != b:
        yield f"{what}: {_short(a)} → {_short(b)}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def _processes(a: dict[str, Any], b: dict[str, Any]) -> Iterator[str]:
    rows, others = a["processes"], b["processes"]
    for pid in sorted({**rows, **others}, key=_natural):
        row = rows.get(pid) or others.get(pid) or {}
        title = f"process {pid} ({row['name']})"
        if pid in rows and pid in others:
            yield from _members(title, _readable(rows[pid]), _readable(others[pid]))
        else:
            yield f"{title}: only in the {'first' if pid in rows else 'second'}"
    rest = ({key: value for key, value in section.items() if key != "processes"} for section in (a, b))
    yield from _members("process", *rest)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """Registers in hexadecimal, as people know them."""
    if not row.get("context"):
        return row
    registers = {name: f"{value:#x}" for name, value in row["context"]["registers"].items()}
    return row | {"context": row["context"] | {"registers": registers}}


def _memory(one: Document, other: Document) -> Iterator[str]:
    a, b = one["modules"]["memory"], other["modules"]["memory"]
    owners = _owners(one) | _owners(other)
    for number in sorted({**a["pages"], **b["pages"]}, key=_natural):
        page, same = a["pages"].get(number), b["pages"].get(number)
        title = f"frame {number}{owners.get(int(number), '')}"
        if page is None or same is None:
            yield f"{title}: only in the {'second' if page is None else 'first'}"
        elif page["hash"] != same["hash"]:
            yield f"{title}: {_bytes_differ(_content(a, page), _content(b, same))}"
        if page and same:
            yield from _values(f"{title}: references", page["references"], same["references"])
    rest = ({key: value for key, value in section.items() if key not in {*_DERIVED, "pages"}} for section in (a, b))
    yield from _members("memory", *rest)


def _owners(document: Document) -> dict[int, str]:
    """Which pages of which processes the frames are, for their titles."""
    found: dict[int, list[str]] = {}
    for pid, row in document["modules"]["process"]["processes"].items():
        for page, entry in (row["memory"] or {}).items():
            found.setdefault(entry["frame"], []).append(f"process {pid} page {int(page):X}000")
    return {frame: f" ({', '.join(names[:3])}{' …' if len(names) > 3 else ''})" for frame, names in found.items()}


def _content(section: dict[str, Any], page: dict[str, Any]) -> bytes:
    return base64.b64decode(section["contents"][page["hash"]]).ljust(PAGE_SIZE, b"\0")


def _bytes_differ(a: bytes, b: bytes) -> str:
    places = [place for place, (x, y) in enumerate(zip_longest(a, b)) if x != y]
    first = places[0]
    return f"{len(places)} bytes, the first at {first:#05x}: {a[first]:02x} → {b[first]:02x}"


def first_difference(one: Timeline, other: Timeline) -> int | None:
    """The first tick at whose end two runs differ, None if they never do. Both timelines stand there afterwards, or at their ends.

    States that are alike stay so until an input comes, so the moments of inputs are looked at in turn; in between is searched by bisection.
    """
    alike = -1
    for tick in sorted({0, *(logged.tick for timeline in (one, other) for logged in timeline.inputs), one.end.tick, other.end.tick}):
        if not _alike(one, other, tick):
            return _bisect(one, other, alike, tick)
        alike = tick
    return None


def _bisect(one: Timeline, other: Timeline, alike: int, differ: int) -> int:
    while differ - alike > 1:
        middle = (alike + differ) // 2
        if _alike(one, other, middle):
            alike = middle
        else:
            differ = middle
    _alike(one, other, differ)
    return differ


def _alike(one: Timeline, other: Timeline, tick: int) -> bool:
    for timeline in (one, other):
        timeline.seek(tick)
    return one.machine.root() == other.machine.root()
