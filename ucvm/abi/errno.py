"""THE ERRORS: every errno a system call can give, once. The kernel, libc's <errno.h> and strerror are derived.

Numbers are Linux's (asm-generic), messages are those of POSIX tools.
"""

from enum import IntEnum
from typing import NamedTuple


class Error(NamedTuple):
    """One row: symbolic name, number, the message perror prints."""

    name: str
    number: int
    message: str


ERRORS: tuple[Error, ...] = (
    Error("EPERM", 1, "Operation not permitted"),
    Error("ENOENT", 2, "No such file or directory"),
    Error("ESRCH", 3, "No such process"),
    Error("EINTR", 4, "Interrupted system call"),
    Error("EIO", 5, "Input/output error"),
    Error("ENXIO", 6, "No such device or address"),
    Error("E2BIG", 7, "Argument list too long"),
    Error("ENOEXEC", 8, "Exec format error"),
    Error("EBADF", 9, "Bad file descriptor"),
    Error("ECHILD", 10, "No child processes"),
    Error("EAGAIN", 11, "Resource temporarily unavailable"),
    Error("ENOMEM", 12, "Cannot allocate memory"),
    Error("EACCES", 13, "Permission denied"),
    Error("EFAULT", 14, "Bad address"),
    Error("EBUSY", 16, "Device or resource busy"),
    Error("EEXIST", 17, "File exists"),
    Error("EXDEV", 18, "Invalid cross-device link"),
    Error("ENODEV", 19, "No such device"),
    Error("ENOTDIR", 20, "Not a directory"),
    Error("EISDIR", 21, "Is a directory"),
    Error("EINVAL", 22, "Invalid argument"),
    Error("ENFILE", 23, "Too many open files in system"),
    Error("EMFILE", 24, "Too many open files"),
    Error("ENOTTY", 25, "Inappropriate ioctl for device"),
    Error("ETXTBSY", 26, "Text file busy"),
    Error("EFBIG", 27, "File too large"),
    Error("ENOSPC", 28, "No space left on device"),
    Error("ESPIPE", 29, "Illegal seek"),
    Error("EROFS", 30, "Read-only file system"),
    Error("EMLINK", 31, "Too many links"),
    Error("EPIPE", 32, "Broken pipe"),
    Error("EDOM", 33, "Numerical argument out of domain"),
    Error("ERANGE", 34, "Numerical result out of range"),
    Error("ENAMETOOLONG", 36, "File name too long"),
    Error("ENOSYS", 38, "Function not implemented"),
    Error("ENOTEMPTY", 39, "Directory not empty"),
    Error("ELOOP", 40, "Too many levels of symbolic links"),
    Error("EILSEQ", 84, "Invalid or incomplete multibyte or wide character"),
    Error("EOVERFLOW", 75, "Value too large for defined data type"),
    Error("ENOTSUP", 95, "Operation not supported"),
    Error("ETIMEDOUT", 110, "Connection timed out"),
    Error("ECANCELED", 125, "Operation canceled"),
)

Errno = IntEnum("Errno", {row.name: row.number for row in ERRORS})  # type: ignore[misc]
MESSAGES: dict[int, str] = {row.number: row.message for row in ERRORS}

assert len(MESSAGES) == len(ERRORS), "two errors share a number"
