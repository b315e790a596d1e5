"""A WebAssembly binary emitter: what the engines need of it.

Source: the WebAssembly core specification 2.0, chapter 5 (binary format).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

I32, _FUNCTION = 0x7F, 0x70
PAGE = 65536
"""Bytes of a WebAssembly memory page."""
_BLOCK, _LOOP, _IF, _END, _VOID = 0x02, 0x03, 0x04, 0x0B, 0x40


class Signature(NamedTuple):
    """A function's type: how many i32 it takes and gives."""

    parameters: int
    results: int


NOTHING = Signature(0, 0)

PLAIN = {
    "unreachable": 0x00, "return": 0x0F, "select": 0x1B,
    "eqz": 0x45, "eq": 0x46, "ne": 0x47, "lt_s": 0x48, "lt_u": 0x49, "gt_u": 0x4B, "le_s": 0x4C, "le_u": 0x4D, "ge_u": 0x4F,
    "add": 0x6A, "sub": 0x6B, "mul": 0x6C, "div_u": 0x6E, "rem_s": 0x6F, "rem_u": 0x70,
    "and": 0x71, "or": 0x72, "xor": 0x73, "shl": 0x74, "shr_s": 0x75, "shr_u": 0x76, "rotr": 0x78,
    "extend8_s": 0xC0, "extend16_s": 0xC1,
    "wrap": 0xA7, "i64.extend_s": 0xAC, "i64.extend_u": 0xAD, "i64.mul": 0x7E, "i64.div_s": 0x7F, "i64.shr_u": 0x88,
}  # fmt: skip
"""Instructions without operands by name; those without a prefix work on i32."""
_LOADS = {1: 0x2D, 2: 0x2F, 4: 0x28, 8: 0x29}
_STORES = {1: 0x3A, 2: 0x3B, 4: 0x36, 8: 0x37}


@lru_cache(4096)
def unsigned(value: int) -> bytes:
    """LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


@lru_cache(4096)
def signed(value: int) -> bytes:
    """Signed LEB128."""
    out = bytearray()
    while not -64 <= value < 64:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value & 0x7F)
    return bytes(out)


class Code:
    """The body of a function: i32 locals by name, the first are its parameters; blocks by label."""

    def __init__(self, *parameters: str) -> None:
        self._bytes = bytearray()
        self._labels: list[str] = []
        self._locals: dict[str, int] = {}
        self._parameters = len(parameters)
        for name in parameters:
            self._local(name)

    def op(self, *names: str) -> None:
        """Instructions without operands (PLAIN)."""
        self._bytes += bytes(PLAIN[name] for name in names)

    def const(self, value: int) -> None:
        """An i32, given as any number whose low 32 bits are meant."""
        self._bytes += b"\x41" + signed((value & 0xFFFFFFFF ^ 0x80000000) - 0x80000000)

    def const64(self, value: int) -> None:
        """An i64."""
        self._bytes += b"\x42" + signed(value)

    def get(self, name: str) -> None:
        """Push a local."""
        self._bytes += b"\x20" + unsigned(self._local(name))

    def set(self, name: str) -> None:
        """Pop into a local."""
        self._bytes += b"\x21" + unsigned(self._local(name))

    def tee(self, name: str) -> None:
        """Copy the top of the stack into a local."""
        self._bytes += b"\x22" + unsigned(self._local(name))

    def load(self, size: int, offset: int = 0) -> None:
        """Pop an address, push what stands at address + offset: an i32 (zero-extended), for size 8 an i64."""
        self._bytes += bytes((_LOADS[size], 0)) + unsigned(offset)

    def store(self, size: int, offset: int = 0) -> None:
        """Pop a value and an address, write the value's low bytes at address + offset."""
        self._bytes += bytes((_STORES[size], 0)) + unsigned(offset)

    def block(self, label: str) -> None:
        """Open a block; branches to it go behind its end."""
        self._open(_BLOCK, label)

    def loop(self, label: str) -> None:
        """Open a loop; branches to it go to its begin."""
        self._open(_LOOP, label)

    def when(self, label: str = "") -> None:
        """Pop a condition and open what runs if it holds."""
        self._open(_IF, label)

    def end(self) -> None:
        """Close the innermost block, loop or condition."""
        self._labels.pop()
        self._bytes.append(_END)

    def br(self, label: str) -> None:
        """Branch."""
        self._bytes += b"\x0c" + unsigned(self._depth(label))

    def br_if(self, label: str) -> None:
        """Pop a condition, branch if it holds."""
        self._bytes += b"\x0d" + unsigned(self._depth(label))

    def br_table(self, labels: list[str], default: str) -> None:
        """Pop a number, branch to the label of that number."""
        self._bytes += b"\x0e" + unsigned(len(labels)) + b"".join(unsigned(self._depth(label)) for label in [*labels, default])

    def call(self, function: int) -> None:
        """Call a function of this module by number."""
        self._bytes += b"\x10" + unsigned(function)

    def call_indirect(self, signature: int) -> None:
        """Pop a number, call that function of the table; its signature by its number in the module."""
        self._bytes += b"\x11" + unsigned(signature) + b"\x00"

    def get_global(self, number: int) -> None:
        """Push a global."""
        self._bytes += b"\x23" + unsigned(number)

    @property
    def size(self) -> int:
        """Bytes so far."""
        return len(self._bytes)

    def again(self, part: slice) -> None:
        """Emit a part without branches once more."""
        self._bytes += self._bytes[part]

    def body(self) -> bytes:
        """The function as the module's code section has it."""
        assert not self._labels, "a block is open"
        count = len(self._locals) - self._parameters
        body = (b"\x01" + unsigned(count) + bytes((I32,)) if count else b"\x00") + bytes(self._bytes) + bytes((_END,))
        return unsigned(len(body)) + body

    def _open(self, code: int, label: str) -> None:
        self._labels.append(label)
        self._bytes += bytes((code, _VOID))

    def _depth(self, label: str) -> int:
        return self._labels[::-1].index(label)

    def _local(self, name: str) -> int:
        number = self._locals.get(name)
        if number is None:
            number = self._locals[name] = len(self._locals)
        return number


def owner(functions: Sequence[tuple[Signature, Code]], memory_pages: int, table: int = 0) -> bytes:
    """The module that exports its first function as "run" and its "memory", which never grows.

    With `table` it also exports a table of so many functions, which all are its last one.
    """
    exports = [_name("memory") + b"\x02\x00", _name("run") + b"\x00\x00"] + ([_name("table") + b"\x01\x00"] if table else [])
    last = unsigned(len(functions) - 1)
    return _module(
        functions,
        (4, [bytes((_FUNCTION, 0)) + unsigned(table)] if table else []),
        (5, [b"\x01" + unsigned(memory_pages) * 2]),
        (7, exports),
        (9, [b"\x00\x41\x00\x0b" + unsigned(table) + last * table] if table else []),
    )


def guest(functions: Sequence[tuple[Signature, Code]], memory_pages: int, numbers: int) -> bytes:
    """The module that works on the memory and table of an owner, with so many constants as imported i32 globals; its first function is "run"."""
    memory, table = b"\x02\x01" + unsigned(memory_pages) * 2, bytes((1, _FUNCTION, 0, 0))
    kinds = [("memory", memory), ("table", table)] + [("number", bytes((3, I32, 0)))] * numbers
    return _module(functions, (2, [_name("") + _name(name) + kind for name, kind in kinds]), (7, [_name("run") + b"\x00\x00"]))


def _module(functions: Sequence[tuple[Signature, Code]], *more: tuple[int, list[bytes]]) -> bytes:
    """Sections in their order, each a vector; types are the functions' signatures, numbered as they appear first."""
    signatures = list(dict.fromkeys(signature for signature, _ in functions))
    sections = [
        (1, [b"\x60" + b"".join(unsigned(count) + bytes((I32,)) * count for count in signature) for signature in signatures]),
        (3, [unsigned(signatures.index(signature)) for signature, _ in functions]),
        (10, [code.body() for _, code in functions]),
        *more,
    ]
    found = b""
    for number, entries in sorted(sections, key=lambda section: _ORDER.index(section[0])):
        data = unsigned(len(entries)) + b"".join(entries)
        found += bytes((number,)) + unsigned(len(data)) + data if entries else b""
    return b"\0asm\x01\0\0\0" + found


_ORDER = (1, 2, 3, 4, 5, 7, 9, 10)


def _name(text: str) -> bytes:
    return unsigned(len(text)) + text.encode()
