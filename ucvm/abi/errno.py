"""THE ERRORS: every errno a system call can give, once. The kernel, libc's <errno.h> and strerror are derived.

Numbers are Linux's (asm-generic), messages are those of POSIX tools.
"""

from enum import IntEnum
from typing import NamedTuple


class Errno(IntEnum):
    """The rows: symbolic name = number, the message perror prints."""

    message: str

    def __new__(cls, number: int, message: str) -> "Errno":
        """A member is its number; the rest of the row are its attributes."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.message = message
        return member

    EPERM = 1, "Operation not permitted"
    ENOENT = 2, "No such file or directory"
    ESRCH = 3, "No such process"
    EINTR = 4, "Interrupted system call"
    EIO = 5, "Input/output error"
    ENXIO = 6, "No such device or address"
    E2BIG = 7, "Argument list too long"
    ENOEXEC = 8, "Exec format error"
    EBADF = 9, "Bad file descriptor"
    ECHILD = 10, "No child processes"
    EAGAIN = 11, "Resource temporarily unavailable"
    ENOMEM = 12, "Cannot allocate memory"
    EACCES = 13, "Permission denied"
    EFAULT = 14, "Bad address"
    EBUSY = 16, "Device or resource busy"
    EEXIST = 17, "File exists"
    EXDEV = 18, "Invalid cross-device link"
    ENODEV = 19, "No such device"
    ENOTDIR = 20, "Not a directory"
    EISDIR = 21, "Is a directory"
    EINVAL = 22, "Invalid argument"
    ENFILE = 23, "Too many open files in system"
    EMFILE = 24, "Too many open files"
    ENOTTY = 25, "Inappropriate ioctl for device"
    ETXTBSY = 26, "Text file busy"
    EFBIG = 27, "File too large"
    ENOSPC = 28, "No space left on device"
    ESPIPE = 29, "Illegal seek"
    EROFS = 30, "Read-only file system"
    EMLINK = 31, "Too many links"
    EPIPE = 32, "Broken pipe"
    EDOM = 33, "Numerical argument out of domain"
    ERANGE = 34, "Numerical result out of range"
    ENAMETOOLONG = 36, "File name too long"
    ENOSYS = 38, "Function not implemented"
    ENOTEMPTY = 39, "Directory not empty"
    ELOOP = 40, "Too many levels of symbolic links"
    EILSEQ = 84, "Invalid or incomplete multibyte or wide character"
    EOVERFLOW = 75, "Value too large for defined data type"
    ENOTSUP = 95, "Operation not supported"
    ETIMEDOUT = 110, "Connection timed out"
    ECANCELED = 125, "Operation canceled"


class Error(NamedTuple):
    """One row as plain values."""

    name: str
    number: int
    message: str


ERRORS: tuple[Error, ...] = tuple(Error(row.name, int(row), row.message) for row in Errno)
MESSAGES: dict[int, str] = {row.number: row.message for row in ERRORS}

assert len(MESSAGES) == len(Errno.__members__), "two errors share a number"
