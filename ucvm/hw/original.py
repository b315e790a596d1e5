"""Memory that many machines begin with: each has a private view of it, and a page costs a machine something only once it writes there."""

import ctypes
import mmap
import os
import tempfile
import weakref
from collections.abc import Mapping

from ucvm.abi.layout import PAGE_SIZE, RAM_SIZE

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_longlong)
_libc.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
_FAILED = ctypes.c_void_p(-1).value


class Original:
    """RAM_SIZE bytes in a file without a name: frames by number, zeros elsewhere."""

    def __init__(self, frames: Mapping[int, bytes]) -> None:
        self._frames = frames
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this object
        weakref.finalize(self, self._file.close)
        self._file.truncate(RAM_SIZE)
        for number, data in frames.items():
            os.pwrite(self._file.fileno(), data, number * PAGE_SIZE)

    def holds(self, frames: Mapping[int, bytes]) -> bool:
        """Whether these are the very contents it was made of."""
        return frames.keys() == self._frames.keys() and all(data is self._frames[number] for number, data in frames.items())

    def view(self) -> memoryview:
        """Memory of one's own that begins as this; it is given back with the view. (mmap.mmap would hold a descriptor for each.)"""
        protection, fd = mmap.PROT_READ | mmap.PROT_WRITE, self._file.fileno()
        address = _libc.mmap(None, RAM_SIZE, protection, mmap.MAP_PRIVATE, fd, 0)
        if address == _FAILED:
            raise MemoryError(f"no room for {RAM_SIZE} bytes more: {os.strerror(ctypes.get_errno())}")
        memory = (ctypes.c_ubyte * RAM_SIZE).from_address(address)
        weakref.finalize(memory, _libc.munmap, address, RAM_SIZE)
        return memoryview(memory).cast("B")
