"""Documents that are not what a machine said: one change, or a few, and a checksum that fits again.

    python -m tests.machine.mutation [--count 3000] [--seed 1]

Restoring one either raises ArtifactError with a place in the document, or gives a machine that runs 10,000 ticks without an exception of Python.
"""

import argparse
import copy
import random
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from tests.replay.courses import courses, follow
from ucvm.image.build import load_image
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine
from ucvm.state.artifact import ArtifactError, Document, create_document

TICKS = 10_000
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 7, 64, 255, 4096, 65536, 1 << 31, (1 << 32) - 1, 1 << 40, 1 << 60, -(1 << 31), str(1 << 70), str(-(1 << 70)),
    "", "x", "0", "AAAA", "=", "\\x", [], {}, [0], [1, 1], {"0": 0}, 1.5,
)  # fmt: skip


@cache
def documents() -> tuple[Document, ...]:
    """Documents of machines in the middle of much: pipes, fifos, a stopped job, handlers, banks, mapped pages, an open snapshot."""
    found = []
    for name, ticks, keys in (("blocked", 60_000, ()), ("memory", 120_000, ()), ("jobs", 0, JOBS), ("proc", 700_000, ())):
        course = next(course for course in courses() if course.name == name)
        machine = follow(course._replace(acts=course.acts[:3])) if keys else course.setup.boot(load_image(), auto_advance=True)
        for typed in keys:
            machine.send(Keys(typed))
            machine.run(200_000)
        machine.run(ticks)
        found.append(machine.document())
    return tuple(found)


JOBS = (b"mkdir d; cd d; rmdir ../d; mkfifo ../f; cat ../f & sleep 9 | cat\r", b"half a line")

Path = tuple[str | int, ...]


def paths(value: Any, path: Path = ()) -> list[Path]:
    """All places below a value."""
    found: list[Path] = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        found.append((*path, key))
        if isinstance(item, dict | list):
            found += paths(item, (*path, key))
    return found


@cache
def places(number: int) -> dict[str, list[Path]]:
    """Places of a document by module: each is changed as often as the others, however large it is."""
    found: dict[str, list[Path]] = {}
    for path in paths(documents()[number]["modules"]):
        found.setdefault(".".join(map(str, path[:2])), []).append(path)
    return found


def at(document: Document, path: Path) -> Any:
    """The value at a place."""
    value: Any = document["modules"]
    for step in path:
        value = value[step]
    return value


def mutate(document: Document, number: int, choose: random.Random) -> str:
    """Change one place; what was done."""
    by_module = places(number)
    path = choose.choice(by_module[choose.choice(sorted(by_module))])
    try:
        parent, old = at(document, path[:-1]), at(document, path)
    except (KeyError, IndexError, TypeError):
        return "nothing"
    kind = choose.randrange(6)
    if kind == 0:
        del parent[path[-1]]
    elif kind == 1 and isinstance(parent, dict):
        parent[choose.choice(("0", "1", "3", "99", "-1", "x", "1:1"))] = copy.deepcopy(old)
    elif kind == 2:
        other = choose.choice(by_module[choose.choice(sorted(by_module))])
        with_other = _swap(document, path, other)
        return f"{path} and {other} change places" if with_other else "nothing"
    elif kind == 3 and isinstance(old, int) and not isinstance(old, bool):
        parent[path[-1]] = old + choose.choice((-1, 1, 2, 16, -old - 1))
    elif kind == 4 and isinstance(old, list):
        parent[path[-1]] = old[1:] if choose.random() < 0.5 else [*old, *old]
    else:
        parent[path[-1]] = copy.deepcopy(choose.choice(ODD_VALUES))
    return f"{path}: {str(old)[:60]} → {str(parent.get(path[-1]) if isinstance(parent, dict) else parent)[:60]}"


def _swap(document: Document, path: Path, other: Path) -> bool:
    try:
        a, b = at(document, path[:-1]), at(document, other[:-1])
        a[path[-1]], b[other[-1]] = copy.deepcopy(b[other[-1]]), copy.deepcopy(a[path[-1]])
    except (KeyError, IndexError, TypeError):
        return False
    return True


def mutated(number: int, choose: random.Random) -> tuple[Document, str]:
    """A changed copy of a document with a checksum that fits, and what was done."""
    document = copy.deepcopy(documents()[number])
    done = [mutate(document, number, choose) for _ in range(choose.choice((1, 1, 1, 2)))]
    return create_document(document["mode"], document["output_mode"], document["modules"]), "; ".join(done)


def machine(number: int) -> Machine:
    """A machine whose document is one of ours."""
    return Machine.from_document(documents()[number], load_image())


def corrupted(number: int, choose: random.Random) -> tuple[Document, str]:
    """The document of a machine whose records or kernel pages were changed: it repeats the nonsense wherever it shows it."""
    one = machine(number)
    done = [_corrupt_page(one, choose) if choose.random() < 0.15 else _corrupt_record(one, choose) for _ in range(choose.choice((1, 1, 2)))]
    try:
        document = one.document()
    except Exception:  # a machine that cannot even be shown
        return mutated(number, choose)
    return document, "; ".join(done)


def _corrupt_page(one: Machine, choose: random.Random) -> str:
    frame = choose.choice([row.frame for row in one.kernel.process.values() if row.frame])
    place, value = (frame << 10) + choose.randrange(64), choose.choice((0, 1, 0xFFFFFFFF, choose.getrandbits(32), choose.randrange(400) << 12 | 0x1F))
    if choose.random() < 0.5:
        value = one.ram.u32[place] ^ 1 << choose.randrange(32)
    one.ram.u32[place] = value
    one.ram.dirty.add(frame)
    return f"word {place % 1024} of frame {frame} → {value:#x}"


def _corrupt_record(one: Machine, choose: random.Random) -> str:
    name = choose.choice([name for name, table in sorted(one.store.tables.items()) if table])
    table = one.store.tables[name]
    key = choose.choice(list(table.changed()) or list(table))
    old = table[key]
    if choose.random() < 0.15:
        del table[key]
        return f"{name} {key} deleted"
    if choose.random() < 0.15:
        other = choose.choice([other for other in (0, 1, 5, 77, 9999) if other not in table]) if isinstance(key, int) else key
        table[other] = old
        return f"{name} {other} is as {key}"
    table[key] = _other(old, choose)
    return f"{name} {key}: {str(old)[:300]} → {str(table[key])[:300]}"


def _other(value: Any, choose: random.Random) -> Any:
    """A value of the same type, another one."""
    if isinstance(value, tuple) and value:
        place = choose.randrange(len(value))
        changed = _other(value[place], choose)
        if hasattr(value, "_fields"):
            return value._replace(**{value._fields[place]: changed})
        return choose.choice((value[1:], value + value[:1], (*value[:place], changed, *value[place + 1 :])))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        numbers = (0, 1, 2, 3, 5, 63, 64, 65, 255, 4095, 65536, 1 << 20, (1 << 32) - 1, 1 << 32, 1 << 63, -1, value + 1, value - 1, value ^ 4)
        return type(value)(choose.choice(numbers)) if type(value) is int else choose.choice(list(type(value)))
    if isinstance(value, bytes):
        return choose.choice((b"", value[:-1], value + b"x", bytes(len(value))))
    if isinstance(value, str):
        return choose.choice(("", "x", "time", "pipe", "fifo", "delegation"))
    return choose.choice((0, 1, 5, ())) if value == () else 7


def outcome(document: Document) -> str:
    """ "refused" or "runs"; anything else is an exception of Python's."""
    try:
        machine = Machine.from_document(document, load_image())
    except ArtifactError as error:
        return "refused" if error.path or "not JSON" in str(error) else "refused without a place"
    machine.auto_advance = True
    machine.run(TICKS)
    return "runs"


def main(argv: Sequence[str] | None = None) -> int:
    """Try as many documents as wished; the exit status."""
    parser = argparse.ArgumentParser(prog="mutation")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    found: Counter[str] = Counter()
    done = ""
    for number in range(options.count):
        choose = random.Random(f"{options.seed} {number}")
        try:
            document, done = (mutated, corrupted)[number // len(documents()) % 2](number % len(documents()), choose)
            found[outcome(document)] += 1
        except Exception:  # what must not happen is the finding
            found["exception"] += 1
            print(f"{number}: {done}\n{traceback.format_exc(limit=-4)}")
    print(dict(found))
    return int(bool(set(found) - {"refused", "runs"}))


if __name__ == "__main__":
    sys.exit(main())
