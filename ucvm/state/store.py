"""The store: every record of a machine, in named tables.

A table is a dict of what changed, laid over an immutable base that many machines share (the boot image). So a checkpoint is a shallow copy of the
overlays, a fork of the whole machine costs as much, and what equals the boot image is never stored twice. Values are immutable (ints, bytes, strings,
tuples, NamedTuples); keys of one table are of one sortable type. Iteration is in key order, so nothing depends on the history of a table.

Tables are named "module.table"; the part before the dot is the module of the state artifact (design, section 9).
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Sections = dict[str, str]

OUTSIDE_ROOT = "execution.modes"
"""The one table that the root leaves out: how a machine is shown is not what it is."""


def canonical(value: object) -> bytes:
    """The bytes that stand for a value in hashes: compact JSON, bytes as {"b": hex}, tuples as lists, enumerations as numbers."""
    import json  # a short run computes no root

    return json.dumps(value, separators=(",", ":"), ensure_ascii=True, default=_hex).encode()


def _hex(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"b": value.hex()}
    raise TypeError(f"{type(value).__name__} is no machine state: use ints, strings, bytes and tuples of these")


def digest(value: object) -> bytes:
    """SHA-256 of a value; bytes are hashed as they are."""
    return hashlib.sha256(value if isinstance(value, bytes) else canonical(value)).digest()


class Base(Mapping[K, V], Generic[K, V]):
    """Immutable contents that tables share."""

    def __init__(self, items: Mapping[K, V]) -> None:
        self.items_ = dict(items)

    def __getitem__(self, key: K) -> V:
        return self.items_[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.items_)

    def __len__(self) -> int:
        return len(self.items_)

    @cached_property
    def name(self) -> str:
        """The hash that names the contents, hexadecimal; computed once for all machines."""
        whole = hashlib.sha256()
        for key in sorted(self.items_):  # type: ignore[type-var]
            whole.update(canonical(key) + digest(self.items_[key]))
        return whole.hexdigest()


_NOTHING: Base[Any, Any] = Base({})


class TableSnapshot(NamedTuple):
    """What a table holds beyond its base."""

    changed: dict[Any, Any]
    dead: frozenset[Any]


class Table(dict[K, V]):
    """One table without a base: a dict that iterates in key order. Look-ups and stores are the dict's own."""

    __slots__ = ("_digests", "base", "dead", "name")

    def __init__(self, name: str, base: "Base[K, V] | None" = None) -> None:
        super().__init__()
        self.name = name
        self.base: Base[K, V] = _NOTHING if base is None else base
        self.dead: frozenset[K] = frozenset()
        self._digests: dict[K, tuple[V, bytes]] = {}

    def _unsorted(self) -> Iterator[K]:
        return dict.__iter__(self)

    def __iter__(self) -> Iterator[K]:
        return iter(sorted(self._unsorted()))  # type: ignore[type-var]

    def keys(self) -> Any:
        """All keys in order."""
        return list(self)

    def values(self) -> Any:
        """All values in the order of their keys."""
        return [self[key] for key in self]

    def items(self) -> Any:
        """All (key, value) in the order of the keys."""
        return [(key, self[key]) for key in self]

    def changed(self) -> dict[K, V]:
        """What differs from the base (entries written back to their old value are left out), in key order."""
        base = self.base
        keys = sorted(dict.__iter__(self))  # type: ignore[type-var]
        return {key: self[key] for key in keys if key not in base or base[key] != self[key]}

    def deleted(self) -> list[K]:
        """Keys of the base that are gone, in order."""
        return sorted(key for key in self.dead if not dict.__contains__(self, key))  # type: ignore[type-var]

    def snapshot(self) -> TableSnapshot:
        """A shallow copy of the overlay."""
        return TableSnapshot(dict(dict.items(self)), self.dead)

    def restore(self, snapshot: TableSnapshot) -> None:
        """Back to a snapshot of a table with the same base."""
        dict.clear(self)
        dict.update(self, snapshot.changed)
        self.dead = snapshot.dead

    def digest(self) -> bytes:
        """Hash of the contents over this base. Records are values, so one that is the same object is not hashed again."""
        before, self._digests = self._digests, {}
        whole = hashlib.sha256(f"{self.name} {self.base.name}".encode())
        for key, value in self.changed().items():
            known = before.get(key)
            found = known[1] if known is not None and known[0] is value else digest(value)
            self._digests[key] = value, found
            whole.update(canonical(key) + found)
        whole.update(canonical(self.deleted()))
        return whole.digest()


class LayeredTable(Table[K, V]):
    """A table over a base. The dict itself is the overlay: a changed key is one C look-up, `__missing__` falls through to the base.

    `dead` names base keys that were deleted; a key that was put again stands in the overlay, which is looked at first.
    """

    __slots__ = ()

    def __missing__(self, key: K) -> V:
        if key in self.dead:
            raise KeyError(key)
        return self.base[key]

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, key) or (key in self.base and key not in self.dead)

    def get(self, key: K, default: Any = None) -> Any:
        """The value at `key`, else `default`."""
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key: K, default: Any = None) -> Any:
        """The value at `key`, which becomes `default` where there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        dict.pop(self, key, None)
        if key in self.base:
            self.dead |= {key}

    def pop(self, key: K, *default: Any) -> Any:
        """Remove `key` and return its value; without the key: `default`, else KeyError."""
        if key not in self:
            if default:
                return default[0]
            raise KeyError(key)
        value = self[key]
        del self[key]
        return value

    def __len__(self) -> int:
        return sum(1 for _ in self._unsorted())

    def __bool__(self) -> bool:
        return next(self._unsorted(), self) is not self

    def _unsorted(self) -> Iterator[K]:
        yield from dict.__iter__(self)
        for key in self.base:
            if not dict.__contains__(self, key) and key not in self.dead:
                yield key

    def clear(self) -> None:
        """Remove everything, what the base holds too."""
        dict.clear(self)
        self.dead = frozenset(self.base)


class Change(NamedTuple):
    """One step of a delta: put `value` at `key` of `table`, or delete the key."""

    table: str
    key: Any
    value: Any = None
    delete: bool = False


StateDelta = tuple[Change, ...]
StateSnapshot = dict[str, TableSnapshot]


class Store:
    """All tables of a machine by name."""

    def __init__(self) -> None:
        self.tables: dict[str, Table[Any, Any]] = {}

    def table(self, name: str, base: Base[Any, Any] | None = None) -> Table[Any, Any]:
        """The table `name`, made when it is not there yet."""
        found = self.tables.get(name)
        if found is None:
            found = self.tables[name] = Table(name) if base is None else LayeredTable(name, base)
        return found

    def update(self, delta: StateDelta) -> None:
        """Apply a delta as a whole or not at all: KeyError for an unknown table or key, TypeError for what is no machine state."""
        for change in delta:
            if change.table not in self.tables:
                raise KeyError(f"no table {change.table}; tables are {', '.join(sorted(self.tables))}")
            if change.delete and change.key not in self.tables[change.table]:
                raise KeyError(f"table {change.table} has no key {change.key!r}")
            hash(change.key)
            canonical((change.key, change.value))
        for change in delta:
            self._apply(change)

    def _apply(self, change: Change) -> None:
        table = self.tables[change.table]
        if change.delete:
            table.pop(change.key, None)
        else:
            table[change.key] = change.value

    def snapshot(self) -> StateSnapshot:
        """Shallow copies of all overlays: a point to come back to."""
        return {name: table.snapshot() for name, table in self.tables.items()}

    def restore(self, snapshot: StateSnapshot) -> None:
        """Put every table back; tables made since then become empty."""
        for name, table in self.tables.items():
            table.restore(snapshot.get(name, TableSnapshot({}, frozenset(table.base))))

    def copy(self) -> "Store":
        """An independent store over the same bases."""
        other = Store()
        for name, table in self.tables.items():
            other.table(name, table.base if isinstance(table, LayeredTable) else None).restore(table.snapshot())
        return other

    def sections(self) -> Sections:
        """Hash of each table inside the root, hexadecimal, by name. Empty tables are left out."""
        return {name: self.tables[name].digest().hex() for name in sorted(self.tables) if name != OUTSIDE_ROOT and self.tables[name]}
