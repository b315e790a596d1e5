"""THE STRUCTS that cross the system call boundary: one row each; kernel packing and C headers are derived. Little-endian, 4-aligned."""

import struct
from typing import NamedTuple


class Field(NamedTuple):
    """One member: name, C type as the header writes it, struct code ("I", "H", "i", "16s" …)."""

    name: str
    ctype: str
    code: str


class Struct(NamedTuple):
    """One struct; `packer` packs and unpacks its fields in order."""

    name: str
    fields: tuple[Field, ...]
    packer: struct.Struct


def _struct(name: str, *fields: tuple[str, str, str]) -> Struct:
    rows = tuple(Field(*field) for field in fields)
    return Struct(name, rows, struct.Struct("<" + "".join(row.code for row in rows)))


STAT = _struct(
    "stat",
    ("st_dev", "dev_t", "I"),
    ("st_ino", "ino_t", "I"),
    ("st_mode", "mode_t", "I"),
    ("st_nlink", "nlink_t", "I"),
    ("st_uid", "uid_t", "I"),
    ("st_gid", "gid_t", "I"),
    ("st_rdev", "dev_t", "I"),
    ("st_size", "off_t", "i"),
    ("st_blksize", "unsigned", "I"),
    ("st_blocks", "unsigned", "I"),
    ("st_atime", "time_t", "I"),
    ("st_atime_nsec", "unsigned", "I"),
    ("st_mtime", "time_t", "I"),
    ("st_mtime_nsec", "unsigned", "I"),
    ("st_ctime", "time_t", "I"),
    ("st_ctime_nsec", "unsigned", "I"),
)
DIRENT = _struct("__dirent_head", ("d_ino", "ino_t", "I"), ("d_reclen", "unsigned short", "H"), ("d_type", "unsigned char", "B"))
"""Head of a directory record; the NUL-terminated name follows at byte 7 and the record is padded to 4 bytes."""
TIMESPEC = _struct("timespec", ("tv_sec", "time_t", "I"), ("tv_nsec", "long", "i"))
TMS = _struct("tms", ("tms_utime", "clock_t", "I"), ("tms_stime", "clock_t", "I"), ("tms_cutime", "clock_t", "I"), ("tms_cstime", "clock_t", "I"))
SIGACTION = _struct(
    "sigaction",
    ("sa_handler", "__sighandler_t", "I"),
    ("sa_mask", "sigset_t", "I"),
    ("sa_flags", "int", "I"),
    ("sa_restorer", "__restorer_t", "I"),
)
RLIMIT = _struct("rlimit", ("rlim_cur", "rlim_t", "I"), ("rlim_max", "rlim_t", "I"))
UTSNAME = _struct("utsname", *((name, "char[32]", "32s") for name in ("sysname", "nodename", "release", "version", "machine")))
STATFS = _struct(
    "statfs", ("f_bsize", "unsigned", "I"), ("f_blocks", "unsigned", "I"), ("f_bfree", "unsigned", "I"), ("f_files", "unsigned", "I"), ("f_ffree", "unsigned", "I")
)
TERMIOS = _struct(
    "termios", ("c_iflag", "tcflag_t", "I"), ("c_oflag", "tcflag_t", "I"), ("c_cflag", "tcflag_t", "I"), ("c_lflag", "tcflag_t", "I"), ("c_cc", "cc_t[20]", "20s")
)
WINSIZE = _struct("winsize", *((name, "unsigned short", "H") for name in ("ws_row", "ws_col", "ws_xpixel", "ws_ypixel")))
POLLFD = _struct("pollfd", ("fd", "int", "i"), ("events", "short", "h"), ("revents", "short", "h"))
ITIMERVAL = _struct("itimerval", ("it_interval", "struct timeval", "Ii"), ("it_value", "struct timeval", "Ii"))
RUSAGE = _struct(
    "rusage",
    *((name, "struct timeval", "Ii") for name in ("ru_utime", "ru_stime")),
    *((f"ru_{name}", "long", "i") for name in ("maxrss", "ixrss", "idrss", "isrss", "minflt", "majflt", "nswap", "inblock", "oublock")),
    *((f"ru_{name}", "long", "i") for name in ("msgsnd", "msgrcv", "nsignals", "nvcsw", "nivcsw")),
)
TRACE_EVENT = _struct(
    "trace_event",
    ("pid", "int", "i"),
    ("event", "int", "i"),
    ("number", "int", "i"),
    ("args", "unsigned[5]", "5I"),
    ("result", "int", "i"),
    ("error", "int", "i"),
)
"""`number` is the call, the signal, or wait's status word of one that ended; `result` of EVENT_START is the parent's pid."""
TRACE_COPY = _struct("trace_copy", ("buf", "void *", "I"), ("size", "unsigned", "I"))

STRUCTS: tuple[Struct, ...] = (
    *(STAT, DIRENT, TIMESPEC, TMS, SIGACTION, RLIMIT, UTSNAME, STATFS, TERMIOS, WINSIZE),
    *(POLLFD, ITIMERVAL, RUSAGE, TRACE_EVENT, TRACE_COPY),
)
