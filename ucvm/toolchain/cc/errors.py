"""What the compiler says about wrong source text."""

from typing import Any, NoReturn


class CompileError(Exception):
    """Wrong source: `file`, `line` and `col` (from 1; 0 where unknown) and what to do about it."""

    def __init__(self, file: str, line: int, col: int, message: str) -> None:
        super().__init__(f"{file}:{line}:{col}: error: {message}")
        self.file = file
        self.line = line
        self.col = col
        self.message = message


def fail(at: Any, message: str) -> NoReturn:
    """Raise a CompileError at a syntax node, or at a node's coordinates."""
    coord = getattr(at, "coord", at)
    raise CompileError(getattr(coord, "file", "") or "", getattr(coord, "line", 0) or 0, getattr(coord, "column", 0) or 0, message)
