"""Data as the assembler's directives: runs of zeros, strings, words and bytes."""

import re
from collections.abc import Iterator

from ucvm.toolchain.lexer import quote

_PER_LINE = {1: 16, 2: 8, 4: 4}
_DIRECTIVES = {1: ".byte", 2: ".half", 4: ".word"}
_RUNS = re.compile(rb"(?P<zeros>\0{8,})|(?P<text>[\t\n\r -~]{4,}\0?)|(?P<rest>(?:(?!\0{8}|[\t\n\r -~]{4}).)+)", re.DOTALL)


def data_lines(data: bytes, size: int) -> Iterator[str]:
    """Directives for these bytes; items of `size` bytes where they are no text."""
    if size > 1 and len(data) % size == 0 and any(data):
        yield from _numbers(data, size)
        return
    for run in _RUNS.finditer(data):
        if run.lastgroup == "zeros":
            yield f"    .zero {len(run.group())}"
        elif run.lastgroup == "text":
            text = run.group()
            yield f"    .asciz {quote(text[:-1])}" if text.endswith(b"\0") else f"    .ascii {quote(text)}"
        else:
            yield from _numbers(run.group(), 1)


def _numbers(data: bytes, size: int) -> Iterator[str]:
    step = _PER_LINE[size] * size
    for at in range(0, len(data), step):
        row = data[at : at + step]
        values = [int.from_bytes(row[low : low + size], "little") for low in range(0, len(row), size)]
        yield f"    {_DIRECTIVES[size]} {', '.join(f'{value:#0{2 * size + 2}x}' for value in values)}"
