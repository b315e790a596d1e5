"""The executable format: what `ld` writes, `exec` maps and `objdump` reads. Little-endian; docs/abi.md draws it.

    0   4  magic  7F 'U' 'C' 'X'          16  4  data size (file bytes at 0x8000)
    4   2  format version (1)             20  4  bss size (zeros after data)
    6   2  banks beyond the resident one  24  4  size of the symbol part, 0 when stripped
    8   4  entry (bank << 16 | address)   28  4  CRC-32 of everything else
    12  4  text size (file bytes at 0x1000)
    32     the size of each bank (4 bytes), text, data, the banks (each stands at 0x5000), then the symbol part (compact
           UTF-8 JSON: symbols, marks, lines)

With banks the text is their resident part and ends at 0x5000. Addresses in a bank are bank << 16 | address, banks count from 1.
A file that breaks any of these rules is refused with FormatError; exec turns that into ENOEXEC.
"""

import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from ucvm.abi.layout import ADDRESS_SPACE, BANK_MAX, DATA_BASE, STACK_BASE, TEXT_BASE, WINDOW_BASE

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
    """A program as data. `text` starts at 0x1000, `data` at 0x8000, bss follows data, each bank at 0x5000."""

    entry: int
    text: bytes
    data: bytes
    bss: int
    symbols: tuple[Symbol, ...] = ()
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    banks: tuple[bytes, ...] = ()

    def pack(self, *, strip: bool = False) -> bytes:
        """The file's bytes; with strip, without symbols, marks and lines."""
        extra = b"" if strip else self._symbol_part()
        sizes = struct.pack(f"<{len(self.banks)}I", *map(len, self.banks))
        body = b"".join((sizes, self.text, self.data, *self.banks, extra))
        head = _HEADER.pack(MAGIC, VERSION, len(self.banks), self.entry, len(self.text), len(self.data), self.bss, len(extra), 0)[:-4]
        return head + _checksum(head, body) + body

    def _symbol_part(self) -> bytes:
        import json  # exec reads no symbols

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
        parts = split(raw)
        symbols, marks, lines = _read_symbol_part(parts.extra)
        return cls(parts.entry, parts.text, parts.data, parts.bss, symbols, marks, lines, parts.banks)


def _checksum(head: bytes, body: bytes) -> bytes:
    return zlib.crc32(body, zlib.crc32(head)).to_bytes(4, "little")


class Parts(NamedTuple):
    """A file cut into its parts; `extra` is the symbol part."""

    entry: int
    text: bytes
    data: bytes
    bss: int
    banks: tuple[bytes, ...]
    extra: bytes


def split(raw: bytes) -> Parts:
    """The parts of a file, after the quick, complete check that exec makes; raises FormatError."""
    if len(raw) < HEADER_SIZE or raw[:4] != MAGIC:
        raise FormatError("not a UCVM executable")
    _, version, banks, entry, text_size, data_size, bss, extra, crc = _HEADER.unpack_from(raw)
    if version != VERSION:
        raise FormatError(f"format version {version} is not known here")
    if banks > BANK_MAX:
        raise FormatError(f"{banks} banks are more than {BANK_MAX}")
    start = HEADER_SIZE + 4 * banks
    sizes = struct.unpack_from(f"<{banks}I", raw.ljust(start, b"\0"), HEADER_SIZE)
    whole = start + text_size + data_size + sum(sizes) + extra
    if len(raw) != whole:
        raise FormatError(f"truncated: {len(raw)} bytes instead of {whole}")
    if _checksum(raw[: HEADER_SIZE - 4], raw[HEADER_SIZE:]) != crc.to_bytes(4, "little"):
        raise FormatError("damaged: checksum does not match")
    text, data, *found, symbols = _cut(raw[start:], (text_size, data_size, *sizes, extra))
    parts = Parts(entry, text, data, bss, tuple(found), symbols)
    _check_places(parts)
    return parts


def _cut(raw: bytes, sizes: Sequence[int]) -> list[bytes]:
    ends = list(accumulate(sizes))
    return [raw[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _check_places(parts: Parts) -> None:
    """Do all segments end before the next begins, and does the program start in one?"""
    text_limit = (WINDOW_BASE if parts.banks else DATA_BASE) - TEXT_BASE
    data_limit, bank_limit = STACK_BASE - DATA_BASE, DATA_BASE - WINDOW_BASE
    if len(parts.text) > text_limit or len(parts.data) + parts.bss > data_limit or any(len(bank) > bank_limit for bank in parts.banks):
        raise FormatError("segments are too large")
    bank, address = divmod(parts.entry, ADDRESS_SPACE)
    if bank > len(parts.banks):
        raise FormatError(f"entry {parts.entry:#06x} lies in no bank")
    base, code = (WINDOW_BASE, parts.banks[bank - 1]) if bank else (TEXT_BASE, parts.text)
    if not base <= address < base + len(code):
        raise FormatError(f"entry {parts.entry:#06x} lies outside the text")


def _read_symbol_part(raw: bytes) -> tuple[tuple[Symbol, ...], tuple[Mark, ...], tuple[Line, ...]]:
    if not raw:
        return (), (), ()
    import json

    try:
        part = json.loads(raw)
        symbols = tuple(Symbol(str(name), int(address), int(size), str(kind)) for name, address, size, kind in part["symbols"])
        marks = tuple(Mark(int(address), int(size)) for address, size in part["marks"])
        lines = tuple(Line(int(address), str(part["files"][number]), int(line)) for address, number, line in part["lines"])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise FormatError(f"damaged symbol part: {error}") from error
    return symbols, marks, lines
