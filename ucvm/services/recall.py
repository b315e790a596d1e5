"""The lines that a person typed before, for the doors' line editors: kept in a machine's folder, or for one session."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LIMIT = 1000
"""Lines that are remembered."""


class Recall:
    """Lines, the oldest first; with a `path` they are read from there and written there, one a line."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.lines: list[str] = []
        if path is not None and path.exists():
            self.lines = path.read_text("utf-8", "replace").split("\n")[:-1][-LIMIT:]

    def add(self, line: str) -> None:
        """Remember a line, unless it is empty or the last one again. A file that takes no more is no reason to stop typing."""
        line = line.replace("\n", " ")
        if not line.strip() or (self.lines and self.lines[-1] == line):
            return
        self.lines.append(line)
        del self.lines[:-LIMIT]
        if self._path is not None:
            with suppress(OSError):
                self._path.write_text("".join(f"{each}\n" for each in self.lines), "utf-8", "replace")

    def older(self, start: int, beginning: str = "", part: str = "") -> Iterator[int]:
        """Places of lines before `start`, the latest first, that begin so and contain `part`."""
        for at in range(min(start, len(self.lines)) - 1, -1, -1):
            if self.lines[at].startswith(beginning) and part in self.lines[at]:
                yield at
