"""From an executable's symbol part: which source line and which function an address belongs to."""

from bisect import bisect_right
from typing import NamedTuple

from ucvm.abi.executable import Executable, Line, Symbol
from ucvm.abi.layout import resident_address


class Location(NamedTuple):
    """A source line."""

    file: str
    line: int


class DebugInfo:
    """Look-ups by address and by name; a stripped executable answers None to all."""

    def __init__(self, executable: Executable):
        self._lines: tuple[Line, ...] = tuple(sorted(executable.lines, key=lambda row: row.address))
        self._starts = [row.address for row in self._lines]
        self._marks = tuple(sorted(executable.marks, key=lambda mark: mark.address))
        self._marked = [mark.address for mark in self._marks]
        sized = [symbol for symbol in executable.symbols if symbol.size]
        self._symbols: tuple[Symbol, ...] = tuple(sorted(sized, key=lambda symbol: (symbol.address, symbol.size)))
        self._addresses = [symbol.address for symbol in self._symbols]
        self._named = {symbol.name: symbol.address for symbol in reversed(executable.symbols)}
        self._functions = {symbol.name: symbol for symbol in reversed(executable.symbols) if symbol.kind == "func"}

    def location(self, address: int) -> Location | None:
        """The source line that the instruction at a pc came from."""
        address = resident_address(address)
        row = bisect_right(self._starts, address) - 1
        mark = bisect_right(self._marked, address) - 1
        if row < 0 or (mark >= 0 and self._marks[mark].size):
            return None
        return Location(self._lines[row].file, self._lines[row].line)

    def symbol_at(self, address: int) -> tuple[str, int] | None:
        """The function or object that holds an address (or pc), and the distance from its start."""
        address = resident_address(address)
        number = bisect_right(self._addresses, address) - 1
        if number < 0:
            return None
        symbol = self._symbols[number]
        offset = address - symbol.address
        return (symbol.name, offset) if offset < symbol.size else None

    def address_of(self, name: str) -> int | None:
        """Where a function or object stands."""
        return self._named.get(name)

    def function_range(self, name: str) -> tuple[int, int] | None:
        """First address of a function and the address after it."""
        symbol = self._functions.get(name)
        return (symbol.address, symbol.address + symbol.size) if symbol else None

    def addresses(self, file: str, line: int) -> tuple[int, ...]:
        """Where the code of a source line begins: the breakpoints of file:line."""
        return tuple(row.address for row in self._lines if row.line == line and row.file == file)
