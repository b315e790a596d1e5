"""The compiler, assembler, linker and objdump as a delegation service: what /bin/cc, as, ld and objdump of the machine ask.

A request is the words of the command line and the files that the machine has sent so far; the service runs the very commands of `ucvm cc`
on them. What it misses it asks for: the answer is then a list of names, and the program asks again with these files added (or said to be
absent). So the service remembers nothing between two requests, reads no file of the host but its own headers, and gives the same answer to the
same request.

The machine's headers are the service's, as a cross compiler's are: they stand at /usr/include here, not on the machine's disk, and so does libc. They
belong to the kernel that this package brings, whatever the age of the disk.

Both directions are records: a line `KIND NAMELENGTH DATALENGTH`, the name, the data.
"""

import errno
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ucvm.kernel.delegation import CAPABILITY_OF, FILE_LIMIT, DelegationService

if TYPE_CHECKING:
    from ucvm.toolchain.cli import Target
    from ucvm.toolchain.driver import Toolchain
    from ucvm.toolchain.objfile import Archive

_INTERNAL_ERROR = 4
_HEAD = re.compile(rb"([a-z]+) (\d{1,9}) (\d{1,9})\n")


class Record(NamedTuple):
    """One record. Requests: word (name), file (name, data), absent (name), refused (name; data is the reason).

    Answers: need (name), or out and err (data), write and program (name, data) in the order in which they happened, and exit (name: the status).
    """

    kind: str
    name: bytes
    data: bytes = b""


def pack(records: list[Record]) -> bytes:
    """The bytes of records."""
    return b"".join(b"%s %d %d\n%s%s" % (kind.encode(), len(name), len(data), name, data) for kind, name, data in records)


def unpack(raw: bytes) -> Iterator[Record]:
    """The records in some bytes; OSError(EINVAL) when they are none."""
    at = 0
    while at < len(raw):
        head = _HEAD.match(raw, at)
        if head is None or head.end() + int(head[2]) + int(head[3]) > len(raw):
            raise OSError(errno.EINVAL, "the request is not a sequence of records")
        middle = head.end() + int(head[2])
        at = middle + int(head[3])
        yield Record(head[1].decode(), raw[head.end() : middle], raw[middle:at])


class GuestFiles:
    """Where a command works (toolchain.cli.Place): the files that came with the request; what it writes is the answer."""

    prefix = ""

    def __init__(self, records: list[Record]) -> None:
        self.words = [_name(record.name) for record in records if record.kind == "word"]
        self.files = {_name(record.name): record for record in records if record.kind != "word"}
        self.needed: dict[str, None] = {}
        self.done: list[Record] = []

    def read(self, name: str) -> bytes:
        """A file's bytes; OSError. What is not here yet reads as empty, so that one pass finds as much as possible that is needed."""
        record = self.files.get(name)
        if record is None:
            self.needed[name] = None
            return b""
        if record.kind == "absent":
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", name)
        if record.kind == "refused":
            raise OSError(errno.EACCES, record.data.decode("utf-8", "replace"), name)
        return record.data

    def write(self, name: str, data: bytes, program: bool = False) -> None:
        """A file for the machine to write."""
        self.done.append(Record("program" if program else "write", _bytes(name), data))

    def say(self, text: str) -> None:
        """Standard output."""
        self.done.append(Record("out", b"", _bytes(text)))

    def complain(self, text: str) -> None:
        """Standard error."""
        self.done.append(Record("err", b"", _bytes(text)))


def _name(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


class ToolchainService(DelegationService):
    """cc, as, ld and objdump for the machine."""

    name = "toolchain"
    idempotent = True

    def can_handle(self, operation: str) -> bool:
        """The four commands."""
        return CAPABILITY_OF.get(operation) == "toolchain"

    def execute(self, operation: str, args: tuple[bytes, ...]) -> bytes:
        """args: a text that is not used, and the records of the request. OSError(EINVAL) for a malformed one, EFBIG for too long an answer."""
        files = GuestFiles(list(unpack(args[-1])))
        status = _status(operation, files)
        answer = [Record("need", _bytes(name)) for name in files.needed] or [*files.done, Record("exit", b"%d" % status)]
        raw = pack(answer)
        if len(raw) > FILE_LIMIT:
            raise OSError(errno.EFBIG, "the answer is too long")
        return raw


def _status(operation: str, files: GuestFiles) -> int:
    """Run a command. A mistake of ours is said as compilers do, with gcc's status: the machine goes on."""
    from ucvm.toolchain import cli

    try:
        return cli.run(operation, files.words, lambda: _target(files), files)
    except Exception as error:
        files.complain(f"{operation}: internal error: {type(error).__name__}: {error}\n")
        return _INTERNAL_ERROR


def _target(files: GuestFiles) -> "Target":
    """What programs are built against, with the machine's files behind every other name. User's objects are not kept in the host's cache."""
    from ucvm.image import sysroot
    from ucvm.toolchain.cli import Target

    tools: Toolchain = sysroot.toolchain()
    tools = tools._replace(tree=sysroot.system_tree(files.read), include_dirs=(sysroot.SYSTEM_INCLUDE,))
    return Target(tools, lambda: _libc(files))


def _libc(files: GuestFiles) -> "Archive":
    """libc, unless something is still missing: then nothing has to be linked."""
    from ucvm.image import sysroot
    from ucvm.image.cache import cache_folder
    from ucvm.toolchain.objfile import Archive

    return Archive("", ()) if files.needed else sysroot.libc(sysroot.toolchain(str(cache_folder() / "objects")))
