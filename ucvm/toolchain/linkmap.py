"""The map file: what is where in a program, how much it takes, and what was left out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ucvm.abi.executable import Executable, Symbol
from ucvm.abi.layout import DATA_BASE, STACK_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.toolchain.banks import BANK_LIMIT, RESIDENT_LIMIT
from ucvm.toolchain.layout import Layout, Piece
from ucvm.toolchain.objfile import Section

_LARGEST = 10


class Part(NamedTuple):
    """A part of a program that has a limit: name, first address, bytes, most bytes, and what stands in it."""

    name: str
    address: int
    size: int
    limit: int
    pieces: Sequence[Piece]


def segments(layout: Layout) -> Iterator[Part]:
    """The parts of a program: text, which in a program with banks is the resident part, the banks, data with bss."""
    for bank, end in sorted(layout.text_ends.items()):
        base = WINDOW_BASE if bank else TEXT_BASE
        limit = BANK_LIMIT if bank else RESIDENT_LIMIT if len(layout.text_ends) > 1 else DATA_BASE - TEXT_BASE
        name = f"bank {bank}" if bank else "text" if len(layout.text_ends) == 1 else "resident"
        yield Part(name, base, end - base, limit, layout.in_bank(bank))
    yield Part("data", DATA_BASE, layout.end - DATA_BASE, STACK_BASE - DATA_BASE, (*layout.data, *layout.bss))


def contributors(pieces: Sequence[Piece]) -> str:
    """The largest sections, one a line, for a message about a limit."""
    largest = sorted(pieces, key=lambda piece: (-piece.size, piece.order))[:_LARGEST]
    return "\n".join(f"{piece.size:7d}  {piece.section.name}  {piece.unit.name}" for piece in largest)


def map_text(
    layout: Layout,
    executable: Executable,
    symbols: Sequence[tuple[Symbol, str]],
    dropped: Sequence[tuple[Section, str]],
) -> str:
    """Totals a segment, then address, size, symbol and object by address, then the sections that nothing reached."""
    rows = [
        f"entry    {executable.entry:#06x}",
        *(line for part in segments(layout) for line in _part_lines(part)),
        "",
        *(f"{symbol.address:#06x} {symbol.size:6d}  {symbol.name}  {name}" for symbol, name in symbols),
        "",
        f"dropped {len(dropped)} sections",
        *(f"       {section.size:6d}  {section.name}  {name}" for section, name in dropped),
    ]
    return "\n".join(rows) + "\n"


def _part_lines(part: Part) -> Iterator[str]:
    yield f"{part.name:8s} {part.address:#06x} {part.size:6d} of {part.limit}"
    for kind in dict.fromkeys(piece.segment for piece in part.pieces):
        name = {"text": "code"}.get(kind, kind)
        yield f"  {name:13s} {sum(piece.size for piece in part.pieces if piece.segment == kind):6d}"
