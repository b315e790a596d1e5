"""What programs on a disk take: sizes of their segments, and what stands in which bank. docs/sizes.md is made of it."""

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from ucvm.abi.constants import FileType
from ucvm.abi.executable import Executable, Symbol
from ucvm.abi.layout import BANK_SHIFT, DATA_BASE, TEXT_BASE, WINDOW_BASE
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.image import Image

_FOLDER = b"/bin"


class Part(NamedTuple):
    """A part of a program's text: the resident part or bank `number`, its bytes and how many there may be, how many of them are constants."""

    number: int
    size: int
    limit: int
    rodata: int


class Sizes(NamedTuple):
    """Bytes of a program by segment; `parts` has the whole text, or the resident part and each bank."""

    parts: tuple[Part, ...]
    data: int
    bss: int

    @property
    def text(self) -> int:
        """Code, in all parts."""
        return sum(part.size - part.rodata for part in self.parts)

    @property
    def rodata(self) -> int:
        """Constants, in all parts."""
        return sum(part.rodata for part in self.parts)


def executables(image: Image) -> dict[str, Executable]:
    """The programs in /bin, by name."""
    fs = FileSystem(image.store(), lambda: 0)
    found = {}
    for entry in fs.entries(fs.lookup(_FOLDER), 0):
        node = fs.lookup(_FOLDER + b"/" + entry.name, follow=False)
        if fs.inode(node).type == FileType.S_IFREG:
            found[entry.name.decode()] = Executable.unpack(fs.read(node, 0, fs.inode(node).size))
    return dict(sorted(found.items()))


def measure(program: Executable) -> Sizes:
    """The sizes of a program that has its marks."""
    texts = (program.text, *program.banks)
    return Sizes(tuple(_part(program, number, len(text)) for number, text in enumerate(texts)), len(program.data), program.bss)


def _part(program: Executable, number: int, size: int) -> Part:
    start = number << BANK_SHIFT | (WINDOW_BASE if number else TEXT_BASE)
    limit = DATA_BASE - WINDOW_BASE if number else (WINDOW_BASE if program.banks else DATA_BASE) - TEXT_BASE
    marks = [mark for mark in program.marks if start <= mark.address < start + size]
    ends = [mark.address for mark in marks[1:]] + [start + size]
    return Part(number, size, limit, sum(end - mark.address for mark, end in zip(marks, ends, strict=False) if mark.size))


def functions(program: Executable) -> list[tuple[Symbol, str]]:
    """Functions and their source files; the ways from one bank to another have none."""
    starts = [line.address for line in program.lines]
    found = []
    for symbol in program.symbols:
        at = bisect_right(starts, symbol.address) - 1
        if symbol.kind == "func":
            found.append((symbol, program.lines[at].file if at >= 0 and starts[at] == symbol.address else ""))
    return found


def sources(program: Executable, number: int) -> Counter[str]:
    """Bytes of code in the resident part (0) or a bank by source file."""
    found: Counter[str] = Counter()
    for symbol, file in functions(program):
        if symbol.address >> BANK_SHIFT == number:
            found[file] += symbol.size
    return found
