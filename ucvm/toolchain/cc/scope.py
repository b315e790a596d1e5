"""Names and tags of the blocks around a point of the source (C99 6.2.1, 6.2.3)."""

from ucvm.toolchain.cc.tree import Num, Obj
from ucvm.toolchain.cc.types import CType

Meaning = Obj | CType | Num
"""What an ordinary identifier can be: object or function, typedef name, enumeration constant."""


class Scope:
    """Nested blocks; the outermost is the file. Tags in `ahead` are of enums that are not defined yet."""

    __slots__ = ("ahead", "names", "tags")

    def __init__(self) -> None:
        self.names: list[dict[str, Meaning]] = [{}]
        self.tags: list[dict[str, CType]] = [{}]
        self.ahead: set[str] = set()

    def enter(self) -> None:
        """Open a block."""
        self.names.append({})
        self.tags.append({})

    def leave(self) -> None:
        """Close the block."""
        self.names.pop()
        self.tags.pop()

    @property
    def at_file(self) -> bool:
        """Whether no block is open."""
        return len(self.names) == 1

    def find(self, name: str) -> Meaning | None:
        """The innermost meaning of an identifier."""
        for block in reversed(self.names):
            if name in block:
                return block[name]
        return None

    def here(self, name: str) -> Meaning | None:
        """The meaning given in the current block."""
        return self.names[-1].get(name)

    def put(self, name: str, meaning: Meaning) -> None:
        """Give a meaning in the current block."""
        self.names[-1][name] = meaning

    def find_tag(self, tag: str, here: bool) -> CType | None:
        """The type of a tag, in this block alone if `here`."""
        for block in self.tags[-1:] if here else reversed(self.tags):
            if tag in block:
                return block[tag]
        return None
