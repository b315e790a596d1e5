"""Physical memory: 4 MiB in 4 KiB frames, read and written in place by engines.

Frame 0 is never given to anybody, so that offset 0 can mean "no page" in the engines' tables.
"""

import sys
from mmap import mmap

from ucvm.abi.layout import FRAME_COUNT, PAGE_SIZE, RAM_SIZE

assert sys.byteorder == "little", "the machine's memory is viewed in place and needs a little-endian host"


_ZEROS = bytes(PAGE_SIZE)


class Ram:
    """RAM_SIZE bytes with 8-, 16- and 32-bit views of the same memory: its own, or the bytes of a `buffer` that an engine works on.

    Its own memory is the host's only where it has been written.

    `dirty` holds the frames written since the holder of a checkpoint last cleared it: bookkeeping of the host, not state.
    """

    __slots__ = ("dirty", "u8", "u16", "u32")

    def __init__(self, buffer: memoryview | None = None) -> None:
        self.dirty: set[int] = set()
        self._view(memoryview(mmap(-1, RAM_SIZE)) if buffer is None else buffer)

    def _view(self, buffer: memoryview) -> None:
        assert buffer.nbytes == RAM_SIZE
        self.u8, self.u16, self.u32 = buffer, buffer.cast("H"), buffer.cast("I")

    def move(self, buffer: memoryview) -> None:
        """Go on in the bytes of `buffer`, which are zeros: they become what these are, and whoever looks through this object follows."""
        for start in range(0, RAM_SIZE, PAGE_SIZE):
            page = self.read(start, PAGE_SIZE)
            if page != _ZEROS:
                buffer[start : start + PAGE_SIZE] = page
        self._view(buffer)

    def read(self, address: int, size: int) -> bytes:
        """Bytes at a physical address."""
        return bytes(self.u8[address : address + size])

    def write(self, address: int, data: bytes) -> None:
        """Write bytes at a physical address and mark their frames."""
        end = address + len(data)
        self.u8[address:end] = data
        if address // PAGE_SIZE == (end - 1) // PAGE_SIZE:
            self.dirty.add(address // PAGE_SIZE)
        else:
            self.dirty.update(range(address // PAGE_SIZE, (end + PAGE_SIZE - 1) // PAGE_SIZE))

    def frame(self, number: int) -> bytes:
        """The content of a frame."""
        assert 0 < number < FRAME_COUNT
        return self.read(number * PAGE_SIZE, PAGE_SIZE)

    def clear(self, number: int) -> None:
        """Zero a frame."""
        self.write(number * PAGE_SIZE, _ZEROS)

    def copy(self, source: int, target: int) -> None:
        """Copy a frame's content to another."""
        self.write(target * PAGE_SIZE, self.frame(source))
