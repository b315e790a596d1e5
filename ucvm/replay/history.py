"""The past of a kept machine: checkpoints, every page once by its hash, and the inputs between them, in one SQLite file.

A checkpoint is the state artifact without its pages. It is written with its pages and the inputs before it in one transaction (write-ahead log), so
the file is whole whenever a door is killed. What is read is checked: pages by their hash, artifacts by their checksum, inputs by a hash of
their row. When the file outgrows its bound, those checkpoints go that are missed least (ring.py); the inputs stay.
"""

import base64
import errno
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from ucvm.machine.events import Logged
from ucvm.replay.journal import read_input, show_input
from ucvm.replay.ring import DEFAULT_BYTES, Position, least_missed
from ucvm.replay.runfile import versions
from ucvm.state.artifact import ArtifactError, Document, validate
from ucvm.state.records import RecordError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checkpoints (tick INTEGER, sequence INTEGER, artifact BLOB NOT NULL, PRIMARY KEY (tick, sequence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (hash TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS uses (tick INTEGER, sequence INTEGER, hash TEXT, PRIMARY KEY (tick, sequence, hash)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (sequence INTEGER PRIMARY KEY, tick INTEGER NOT NULL, event TEXT NOT NULL, hash TEXT NOT NULL);
"""
_TABLES = ("checkpoints", "pages", "uses", "inputs")
_VERSION = "1"


class HistoryError(ValueError):
    """The past cannot be read; the message says why."""


class History:
    """The past of one machine, in the file at `path`. Raises HistoryError when that is no history, or one of another version."""

    def __init__(self, path: Path, limit: int = DEFAULT_BYTES) -> None:
        self._path, self._limit = path, limit
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)  # the machine's lock keeps others out
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            self._check_versions()
        except (sqlite3.Error, HistoryError) as error:
            self._db.close()
            raise HistoryError(f"{path}: {error}") from None

    def _check_versions(self) -> None:
        wanted = {"version": _VERSION, **versions()}
        found = dict(self._db.execute("SELECT name, value FROM about"))
        if found and found != wanted:
            raise HistoryError("written by another version of UCVM")
        self._db.executemany("INSERT OR IGNORE INTO about VALUES (?, ?)", wanted.items())

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # Writing
    def keep(self, document: Document, place: Position, inputs: Iterable[Logged]) -> None:
        """Add a checkpoint, and those of `inputs` that are not there yet; raises OSError, and then nothing was added."""
        try:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._add_inputs(inputs)
                self._add(document, place)
                self._prune()
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error), str(self._path)) from None

    def _add_inputs(self, inputs: Iterable[Logged]) -> None:
        """A new input ends what had been expected to happen without it."""
        (last,) = self._db.execute("SELECT max(sequence) FROM inputs").fetchone()
        for logged in inputs:
            if last is None or logged.sequence > last:
                event = json.dumps(show_input(logged), separators=(",", ":"))
                self._db.execute("DELETE FROM checkpoints WHERE tick > ? AND sequence <= ?", (logged.tick, logged.sequence))
                self._db.execute("INSERT INTO inputs VALUES (?, ?, ?, ?)", (logged.sequence, logged.tick, event, _hash(event.encode())))

    def _add(self, document: Document, place: Position) -> None:
        modules = document["modules"]
        bare = document | {"modules": modules | {"memory": modules["memory"] | {"contents": {}}}}
        contents = modules["memory"]["contents"]
        self._db.execute("INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?)", (*place, zlib.compress(json.dumps(bare).encode())))
        self._db.executemany("INSERT OR IGNORE INTO pages VALUES (?, ?)", ((name, base64.b64decode(data)) for name, data in contents.items()))
        self._db.executemany("INSERT OR IGNORE INTO uses VALUES (?, ?, ?)", ((*place, name) for name in contents))

    def _prune(self) -> None:
        places = list(self.places())
        while self._size() > self._limit and len(places) > 2:
            place = places.pop(least_missed(places))
            for table in ("checkpoints", "uses"):
                self._db.execute(f"DELETE FROM {table} WHERE tick = ? AND sequence = ?", place)
            self._db.execute("DELETE FROM pages WHERE hash NOT IN (SELECT hash FROM uses)")

    def _size(self) -> int:
        """Bytes of checkpoints and pages."""
        found = self._db.execute("SELECT (SELECT sum(length(artifact)) FROM checkpoints) + (SELECT sum(length(data)) FROM pages)").fetchone()
        return int(found[0] or 0)

    def clear(self) -> None:
        """Another machine begins: there is no past."""
        with self._db:
            for table in _TABLES:
                self._db.execute(f"DELETE FROM {table}")

    # Reading
    def places(self) -> tuple[Position, ...]:
        """The moments there are checkpoints of, in order."""
        return tuple(Position(*row) for row in self._db.execute("SELECT tick, sequence FROM checkpoints ORDER BY tick, sequence"))

    def load(self, place: Position) -> Document:
        """The artifact of a checkpoint; raises HistoryError."""
        try:
            (packed,) = self._db.execute("SELECT artifact FROM checkpoints WHERE tick = ? AND sequence = ?", place).fetchone()
            document: Document = json.loads(zlib.decompress(packed))
            rows = self._db.execute("SELECT hash, data FROM pages NATURAL JOIN uses WHERE tick = ? AND sequence = ?", place)
            document["modules"]["memory"]["contents"] = {name: base64.b64encode(data).decode() for name, data in rows}
            validate(document)
        except (sqlite3.Error, zlib.error, ArtifactError, ValueError, KeyError, TypeError) as error:
            raise HistoryError(f"{self._path}: damaged at tick {place.tick}: {error}") from None
        return document

    def inputs(self, first: int) -> tuple[Logged, ...]:
        """All inputs from number `first` on; raises HistoryError."""
        try:
            rows = self._db.execute("SELECT sequence, event, hash FROM inputs WHERE sequence >= ? ORDER BY sequence", (first,)).fetchall()
            for number, (sequence, event, name) in enumerate(rows, first):
                if sequence != number or _hash(event.encode()) != name:
                    raise RecordError(f"input {number} is not as it was written")
            return tuple(read_input(json.loads(event)) for _, event, _ in rows)
        except (sqlite3.Error, RecordError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise HistoryError(f"{self._path}: damaged: {error}") from None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
