"""The block store: 1 KiB blocks by number, and the map of those in use. A block is replaced as a whole; a file holds a list of numbers.

Allocation takes the lowest free number, so it depends on the state alone. Whatever may run out of space is asked for first
(`Disk.require`), so a call that fails with ENOSPC has changed nothing.
"""

from collections.abc import Iterator

from ucvm.abi.errno import Errno
from ucvm.kernel.fs.inode import BLOCK_SIZE
from ucvm.kernel.syscall import KernelError
from ucvm.state.store import Table

ZERO_BLOCK = bytes(BLOCK_SIZE)
Blocks = tuple[int, ...]


class NumberMap:
    """Which numbers below `count` are in use: one bit each, kept as bytes under `key` of a table. Number 0 is always in use."""

    def __init__(self, table: Table[str, bytes], key: str, count: int) -> None:
        self.table = table
        self.key = key
        self.count = count

    def _bits(self) -> int:
        return int.from_bytes(self.table[self.key], "little")

    def _store(self, bits: int) -> None:
        self.table[self.key] = bits.to_bytes(self.count // 8, "little")

    def reset(self) -> None:
        """Everything free but number 0."""
        self._store(1)

    def mark(self, numbers: Blocks) -> None:
        """Note numbers as in use."""
        bits = bytearray(self.table[self.key])
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        self.table[self.key] = bytes(bits)

    def free_count(self) -> int:
        """Numbers not in use."""
        return self.count - self._bits().bit_count()

    def used(self) -> Iterator[int]:
        """Numbers in use, 0 left out, in order."""
        bits = self._bits()
        return (number for number in range(1, self.count) if bits >> number & 1)

    def take(self, wanted: int) -> Blocks:
        """The `wanted` lowest free numbers, now in use; ENOSPC when there are not so many."""
        bits = self._bits()
        if self.count - bits.bit_count() < wanted:
            raise KernelError(Errno.ENOSPC)
        taken = []
        for _ in range(wanted):
            lowest = ~bits & (bits + 1)
            bits |= lowest
            taken.append(lowest.bit_length() - 1)
        self._store(bits)
        return tuple(taken)

    def release(self, numbers: Blocks) -> None:
        """Make numbers free again; 0 among them is ignored."""
        bits = self._bits()
        for number in numbers:
            if number:
                bits &= ~(1 << number)
        self._store(bits)


class BlockStore:
    """Contents of files: reading and writing byte ranges of block lists."""

    def __init__(self, table: Table[int, bytes], numbers: NumberMap) -> None:
        self.table = table
        self.numbers = numbers

    def release(self, blocks: Blocks) -> None:
        """Give blocks back."""
        if not any(blocks):
            return
        self.numbers.release(blocks)
        for number in blocks:
            if number:
                del self.table[number]

    def read(self, blocks: Blocks, start: int, end: int) -> bytes:
        """Bytes start..end; holes read as zeros."""
        first = start // BLOCK_SIZE
        last = -(-end // BLOCK_SIZE)
        table = self.table
        chunks = [table[number] if number else ZERO_BLOCK for number in blocks[first:last]]
        chunks.extend([ZERO_BLOCK] * (last - first - len(chunks)))
        if len(chunks) == 1:
            return chunks[0][start - first * BLOCK_SIZE : end - first * BLOCK_SIZE]
        return b"".join(chunks)[start - first * BLOCK_SIZE : end - first * BLOCK_SIZE]

    def missing(self, blocks: Blocks, start: int, end: int) -> list[int]:
        """Indices of the blocks of a byte range that have no number yet."""
        held = len(blocks)
        return [index for index in range(start // BLOCK_SIZE, -(-end // BLOCK_SIZE)) if index >= held or not blocks[index]]

    def write(self, blocks: Blocks, start: int, data: bytes) -> tuple[Blocks, int]:
        """Write at `start` as much of `data` as there is room for; the new block list and the count (0: there is none)."""
        end = start + len(data)
        missing = self.missing(blocks, start, end)
        if missing:
            room = self.numbers.free_count()
            if room < len(missing):
                end = max(start, missing[room] * BLOCK_SIZE)
                missing = missing[:room]
            blocks = self._with_new(blocks, missing)
        self._fill(blocks, start, data[: end - start])
        return blocks, end - start

    def _with_new(self, blocks: Blocks, indices: list[int]) -> Blocks:
        """The list with fresh zero blocks at `indices`."""
        if not indices:
            return blocks
        taken = self.numbers.take(len(indices))
        numbers = [*blocks, *[0] * (indices[-1] + 1 - len(blocks))]
        for index, number in zip(indices, taken, strict=True):
            numbers[index] = number
            self.table[number] = ZERO_BLOCK
        return tuple(numbers)

    def _fill(self, blocks: Blocks, start: int, data: bytes) -> None:
        done = 0
        while done < len(data):
            index, offset = divmod(start + done, BLOCK_SIZE)
            piece = data[done : done + BLOCK_SIZE - offset]
            if len(piece) < BLOCK_SIZE:
                old = self.table[blocks[index]]
                self.table[blocks[index]] = old[:offset] + piece + old[offset + len(piece) :]
            else:
                self.table[blocks[index]] = piece
            done += len(piece)

    def cut(self, blocks: Blocks, size: int) -> Blocks:
        """Drop everything from byte `size` on; the rest of the last block becomes zeros."""
        keep = -(-size // BLOCK_SIZE)
        self.release(blocks[keep:])
        offset = size % BLOCK_SIZE
        if offset and len(blocks) >= keep and blocks[keep - 1]:
            old = self.table[blocks[keep - 1]]
            self.table[blocks[keep - 1]] = old[:offset] + ZERO_BLOCK[offset:]
        return blocks[:keep]
