"""/proc: processes and the machine as files, made from the kernel's records when they are read. What they say is in procfiles.py.

An inode number is pid·256 + slot; pid 0 is /proc itself, its files follow its directory. The slots of a process are its directory (0), the
rows of PROCESS_FILES, from FD_SLOT on its descriptors, and from STREAM_SLOT on what is behind a descriptor that has no file: a pipe, a
stream of the host. What a file says is true at the moment of each read.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucvm.abi.constants import FileType
from ucvm.abi.errno import Errno
from ucvm.kernel.file import IOStream, StreamType, may_read, may_write
from ucvm.kernel.fs.inode import ROOT_INO, INode
from ucvm.kernel.fs.mount import PROC_DEV
from ucvm.kernel.fs.procfiles import MACHINE_FILES, PROCESS_FILES, ProcFile, descriptor_target
from ucvm.kernel.records import Cred, Node
from ucvm.kernel.syscall import KernelError

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

FD_SLOT, STREAM_SLOT = 64, 128
_PID_SHIFT = 8
_SLOT_MASK = 255
_LINK, _DIRECTORY = FileType.S_IFLNK, FileType.S_IFDIR
_FD_DIRECTORY = 1 + [row.name for row in PROCESS_FILES].index(b"fd")
_FIRST_FILE = ROOT_INO + 1
_HOST_STREAMS = (StreamType.STDIN, StreamType.STDOUT, StreamType.STDERR, StreamType.DEVICE)
_STREAM_TYPES = {StreamType.PIPE: FileType.S_IFIFO, **dict.fromkeys(_HOST_STREAMS, FileType.S_IFCHR)}
"""Streams without a file that can be opened by name, and what they look like."""


class ProcVolume:
    """The volume behind /proc: the look-up's Volume over a kernel."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel

    def _row(self, ino: int) -> ProcFile:
        """The row of a file that is in a table; KeyError for another number."""
        table, index = (PROCESS_FILES, (ino & _SLOT_MASK) - 1) if ino >> _PID_SHIFT else (MACHINE_FILES, ino - _FIRST_FILE)
        if not 0 <= index < len(table):
            raise KeyError(ino)
        return table[index]

    def inode(self, ino: int) -> INode:
        """Made from the process's ids and its start; KeyError when the process or descriptor is gone."""
        k, pid, slot = self.k, ino >> _PID_SHIFT, ino & _SLOT_MASK
        if not pid:
            mode = _DIRECTORY | 0o555 if ino == ROOT_INO else self._row(ino).mode
            return self._made(mode, Cred(), k.vars["epoch_ns"], len(k.process) if ino == ROOT_INO else 0)
        row = k.process[pid]
        if slot >= STREAM_SLOT:
            stream = self._stream(pid, slot - STREAM_SLOT)
            access = (0o400 if may_read(stream) else 0) | (0o200 if may_write(stream) else 0)
            device = stream.target if stream.type in _HOST_STREAMS else 0
            return self._made(_STREAM_TYPES[stream.type] | access, row.cred, k.vars["epoch_ns"] + row.start_ns)._replace(rdev=device)
        if slot >= FD_SLOT:
            self._stream(pid, slot - FD_SLOT)
            mode = _LINK | 0o700
        else:
            mode = self._row(ino).mode if slot else _DIRECTORY | 0o555
        return self._made(mode, row.cred, k.vars["epoch_ns"] + row.start_ns, 0 if slot else 1)

    def _made(self, mode: int, cred: Cred, born: int, directories: int = 0) -> INode:
        nlink = 2 + directories if mode & _DIRECTORY else 1
        return INode(mode, nlink, cred.euid, cred.egid, 0, (), 0, born, born, born)

    def _stream(self, pid: int, fd: int) -> IOStream:
        """The stream behind a descriptor; KeyError when it is not open."""
        return self.k.streams[self._open_fds(pid)[fd] >> 1]

    def jump(self, ino: int) -> Node | None:
        """Where the link of a descriptor leads whatever its text says; None for every other link."""
        pid, fd = ino >> _PID_SHIFT, (ino & _SLOT_MASK) - FD_SLOT
        if not pid or not 0 <= fd < STREAM_SLOT - FD_SLOT:
            return None
        stream = self._stream(pid, fd)
        if stream.node[0]:
            return stream.node
        return (PROC_DEV, ino - FD_SLOT + STREAM_SLOT) if stream.type in _STREAM_TYPES else None

    def stream_of(self, node: Node) -> IOStream | None:
        """The stream that a node of STREAM_SLOT stands for, None for any other."""
        pid, slot = node[1] >> _PID_SHIFT, node[1] & _SLOT_MASK
        return self._stream(pid, slot - STREAM_SLOT) if node[0] == PROC_DEV and pid and slot >= STREAM_SLOT else None

    def _open_fds(self, pid: int) -> dict[int, int]:
        return {fd: slot for fd, slot in enumerate(self.k.fds[pid]) if slot}

    def find(self, ino: int, name: bytes) -> int:
        """Look a name up in one of the directories."""
        return next((child for other, child in self._children(ino) if other == name), 0)

    def names(self, ino: int, position: int = 0) -> Iterator[tuple[bytes, int, int]]:
        """Entries; a position is 1 + the inode last told, so processes that end do not shift the others."""
        children = [(name, child) for name, child in self._children(ino) if name not in (b".", b"..")]
        dots = [(b".", ino), (b"..", self._parent(ino))]
        for index, (name, child) in enumerate(dots):
            if position <= index:
                yield name, child, index + 1
        for name, child in sorted(children, key=lambda row: row[1]):
            if child + len(dots) >= position:
                yield name, child, child + len(dots) + 1

    def _parent(self, ino: int) -> int:
        return ROOT_INO if not ino & _SLOT_MASK or ino == ROOT_INO else ino & ~_SLOT_MASK

    def _children(self, ino: int) -> Iterator[tuple[bytes, int]]:
        pid, slot = ino >> _PID_SHIFT, ino & _SLOT_MASK
        yield b".", ino
        yield b"..", self._parent(ino)
        if ino == ROOT_INO:
            yield from ((row.name, _FIRST_FILE + index) for index, row in enumerate(MACHINE_FILES))
            yield from ((b"%d" % other, other << _PID_SHIFT) for other in self.k.process)
        elif slot == _FD_DIRECTORY:
            yield from ((b"%d" % fd, (pid << _PID_SHIFT) + FD_SLOT + fd) for fd in self._open_fds(pid))
        elif not slot:
            yield from ((row.name, ino + 1 + index) for index, row in enumerate(PROCESS_FILES))

    def read(self, ino: int, offset: int, length: int) -> bytes:
        """Bytes of a file as it is now, or a link's target; ESRCH when the process or descriptor is gone."""
        pid, slot = ino >> _PID_SHIFT, ino & _SLOT_MASK
        try:
            self.inode(ino)
        except KeyError:
            raise KernelError(Errno.ESRCH) from None
        data = descriptor_target(self.k, pid, slot - FD_SLOT) if pid and slot >= FD_SLOT else self._row(ino).content(self.k, pid)
        return data[offset : offset + length]
