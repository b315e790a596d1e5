"""The map file: what is where in a program, how much it takes, and what was left out."""

from collections.abc import Sequence

from ucvm.abi.executable import Executable, Symbol
from ucvm.abi.layout import DATA_BASE, TEXT_BASE
from ucvm.toolchain.layout import Layout, Piece
from ucvm.toolchain.objfile import Section

_LARGEST = 10


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
        f"entry   {executable.entry:#06x}",
        f"text    {TEXT_BASE:#06x} {len(executable.text):6d}",
        f"  code         {sum(piece.size for piece in layout.code):6d}",
        f"  rodata       {sum(piece.size for piece in layout.rodata):6d}",
        f"data    {DATA_BASE:#06x} {len(executable.data):6d}",
        f"bss     {layout.bss_start:#06x} {executable.bss:6d}",
        "",
        *(f"{symbol.address:#06x} {symbol.size:6d}  {symbol.name}  {name}" for symbol, name in symbols),
        "",
        f"dropped {len(dropped)} sections",
        *(f"       {section.size:6d}  {section.name}  {name}" for section, name in dropped),
    ]
    return "\n".join(rows) + "\n"
