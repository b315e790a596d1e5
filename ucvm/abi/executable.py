"""The executable format: what `ld` writes, `exec` maps and `objdump` reads. Little-endian; docs/abi.md draws it.

    0   4  magic  7F 'U' 'C' 'X'          16  4  data size (file bytes at 0x8000)
    4   2  format version (1)             20  4  bss size (zeros after data)
    6   2  banks beyond the resident one  24  4  size of the symbol part, 0 when stripped
    8   4  entry (bank << 16 | address)   28  4  CRC-32 of everything else
    12  4  text size (file bytes at 0x1000)
    32     text, data, then the symbol part (compact UTF-8 JSON: symbols, marks, lines)

A file that breaks any of these rules is refused with FormatError; exec turns that into ENOEXEC.
"""

import json
import struct
import zlib
from typing import NamedTuple

from ucvm.abi.layout import DATA_BASE, STACK_BASE, TEXT_BASE

MAGIC = b"\x7fUCX"
VERSION = 1
_HEADER = struct.Struct("<4sHHIIIIII")
HEADER_SIZE = _HEADER.size


class FormatError(ValueError):
    """The bytes are no executable of this format; the message says why."""


class Symbol(NamedTuple):
    """A name at an address; kind is "func", "object" or "label"."""

    name: str
    address: int
    size: int
    kind: str


class Mark(NamedTuple):
    """From this text address on: code, or data whose items have `size` bytes (0 means code)."""

    address: int
    size: int


class Line(NamedTuple):
    """From this text address on, code comes from this source line."""

    address: int
    file: str
    line: int


class Executable(NamedTuple):
    """A program as data. `text` starts at 0x1000, `data` at 0x8000, bss follows data."""

    entry: int
    text: bytes
    data: bytes
    bss: int
    symbols: tuple[Symbol, ...] = ()
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()

    def pack(self, *, strip: bool = False) -> bytes:
        """The file's bytes; with strip, without symbols, marks and lines."""
        extra = b"" if strip else self._symbol_part()
        body = self.text + self.data + extra
        head = _HEADER.pack(MAGIC, VERSION, 0, self.entry, len(self.text), len(self.data), self.bss, len(extra), 0)[:-4]
        return head + _checksum(head, body) + body

    def _symbol_part(self) -> bytes:
        files = sorted({row.file for row in self.lines})
        index = {name: number for number, name in enumerate(files)}
        part = {
            "symbols": [list(row) for row in self.symbols],
            "marks": [list(row) for row in self.marks],
            "files": files,
            "lines": [[row.address, index[row.file], row.line] for row in self.lines],
        }
        return json.dumps(part, separators=(",", ":"), sort_keys=True).encode()

    @classmethod
    def unpack(cls, raw: bytes) -> "Executable":
        """Read a file's bytes; raises FormatError."""
        entry, text, data, bss, extra = split(raw)
        symbols, marks, lines = _read_symbol_part(extra)
        return cls(entry, text, data, bss, symbols, marks, lines)


def _checksum(head: bytes, body: bytes) -> bytes:
    return zlib.crc32(body, zlib.crc32(head)).to_bytes(4, "little")


def split(raw: bytes) -> tuple[int, bytes, bytes, int, bytes]:
    """(entry, text, data, bss size, symbol part) of a file: the quick, complete check that exec makes."""
    if len(raw) < HEADER_SIZE or raw[:4] != MAGIC:
        raise FormatError("not a UCVM executable")
    _, version, banks, entry, text_size, data_size, bss, extra, crc = _HEADER.unpack_from(raw)
    if version != VERSION or banks:
        raise FormatError(f"format version {version} with {banks} banks is not known here")
    if len(raw) != HEADER_SIZE + text_size + data_size + extra:
        raise FormatError(f"truncated: {len(raw)} bytes instead of {HEADER_SIZE + text_size + data_size + extra}")
    if _checksum(raw[: HEADER_SIZE - 4], raw[HEADER_SIZE:]) != crc.to_bytes(4, "little"):
        raise FormatError("damaged: checksum does not match")
    if TEXT_BASE + text_size > DATA_BASE or DATA_BASE + data_size + bss > STACK_BASE:
        raise FormatError("segments are too large")
    if not TEXT_BASE <= entry < TEXT_BASE + text_size:
        raise FormatError(f"entry {entry:#06x} lies outside the text")
    data_at = HEADER_SIZE + text_size
    return entry, raw[HEADER_SIZE:data_at], raw[data_at : data_at + data_size], bss, raw[data_at + data_size :]


def _read_symbol_part(raw: bytes) -> tuple[tuple[Symbol, ...], tuple[Mark, ...], tuple[Line, ...]]:
    if not raw:
        return (), (), ()
    try:
        part = json.loads(raw)
        symbols = tuple(Symbol(str(name), int(address), int(size), str(kind)) for name, address, size, kind in part["symbols"])
        marks = tuple(Mark(int(address), int(size)) for address, size in part["marks"])
        lines = tuple(Line(int(address), str(part["files"][number]), int(line)) for address, number, line in part["lines"])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise FormatError(f"damaged symbol part: {error}") from error
    return symbols, marks, lines
