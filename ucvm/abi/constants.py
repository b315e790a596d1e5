"""THE FLAGS AND REQUESTS of the system call interface, grouped by the C header that shows them. Numbers are Linux's where it has them."""

from enum import IntEnum


class Open(IntEnum):
    """<fcntl.h> flags of open."""

    O_RDONLY = 0
    O_WRONLY = 1
    O_RDWR = 2
    O_ACCMODE = 3
    O_CREAT = 0o100
    O_EXCL = 0o200
    O_NOCTTY = 0o400
    O_TRUNC = 0o1000
    O_APPEND = 0o2000
    O_NONBLOCK = 0o4000
    O_DIRECTORY = 0o200000
    O_NOFOLLOW = 0o400000
    O_CLOEXEC = 0o2000000


class Fcntl(IntEnum):
    """<fcntl.h> commands of fcntl; from 16 on they are ours, behind ftruncate, fchmod, fchdir."""

    F_DUPFD = 0
    F_GETFD = 1
    F_SETFD = 2
    F_GETFL = 3
    F_SETFL = 4
    F_TRUNCATE = 16
    F_CHMOD = 17
    F_CHDIR = 18
    F_DUPFD_CLOEXEC = 1030


FD_CLOEXEC = 1


class FileType(IntEnum):
    """<sys/stat.h> type bits of st_mode (S_IFMT 0170000)."""

    S_IFIFO = 0o010000
    S_IFCHR = 0o020000
    S_IFDIR = 0o040000
    S_IFBLK = 0o060000
    S_IFREG = 0o100000
    S_IFLNK = 0o120000
    S_IFSOCK = 0o140000


S_IFMT = 0o170000


class Seek(IntEnum):
    """<unistd.h> whence of lseek."""

    SEEK_SET = 0
    SEEK_CUR = 1
    SEEK_END = 2


class Wait(IntEnum):
    """<sys/wait.h> options of waitpid."""

    WNOHANG = 1
    WUNTRACED = 2
    WCONTINUED = 8


class SigAction(IntEnum):
    """<signal.h> sa_flags."""

    SA_NOCLDSTOP = 1
    SA_NOCLDWAIT = 2
    SA_RESTART = 0x10000000
    SA_NODEFER = 0x40000000
    SA_RESETHAND = 0x80000000


class SigMask(IntEnum):
    """<signal.h> how of sigprocmask."""

    SIG_BLOCK = 0
    SIG_UNBLOCK = 1
    SIG_SETMASK = 2


SIG_DFL, SIG_IGN = 0, 1


class Ioctl(IntEnum):
    """<sys/ioctl.h> requests."""

    TCGETS = 0x5401
    TCSETS = 0x5402
    TCSETSW = 0x5403
    TCSETSF = 0x5404
    TIOCSCTTY = 0x540E
    TIOCGPGRP = 0x540F
    TIOCSPGRP = 0x5410
    TIOCGWINSZ = 0x5413
    TIOCSWINSZ = 0x5414
    FIONREAD = 0x541B


class InputFlag(IntEnum):
    """<termios.h> c_iflag."""

    BRKINT = 0o2
    ISTRIP = 0o40
    INLCR = 0o100
    IGNCR = 0o200
    ICRNL = 0o400
    IXON = 0o2000


class OutputFlag(IntEnum):
    """<termios.h> c_oflag."""

    OPOST = 1
    ONLCR = 4


class LocalFlag(IntEnum):
    """<termios.h> c_lflag."""

    ISIG = 1
    ICANON = 2
    ECHO = 0o10
    ECHOE = 0o20
    ECHOK = 0o40
    ECHONL = 0o100
    NOFLSH = 0o200
    TOSTOP = 0o400
    ECHOCTL = 0o1000
    IEXTEN = 0o100000


class ControlChar(IntEnum):
    """<termios.h> indices into c_cc."""

    VINTR = 0
    VQUIT = 1
    VERASE = 2
    VKILL = 3
    VEOF = 4
    VTIME = 5
    VMIN = 6
    VSTART = 8
    VSTOP = 9
    VSUSP = 10
    VEOL = 11
    VWERASE = 14


class Mode(IntEnum):
    """Execution mode (specification 3.2) as system call 80 passes it."""

    SIMPLIFIED = 0
    FULL = 1


class Output(IntEnum):
    """Output mode (specification 3.2) as system call 81 passes it."""

    RAW = 0
    VERBOSE = 1
    DEBUG = 2


class Snapshot(IntEnum):
    """What system call 82 opens."""

    SNAPSHOT_STATE = 0
    SNAPSHOT_CONTEXT = 1
    SNAPSHOT_MEMORY = 2


class Poll(IntEnum):
    """<poll.h> events of poll."""

    POLLIN = 1
    POLLPRI = 2
    POLLOUT = 4
    POLLERR = 8
    POLLHUP = 16
    POLLNVAL = 32


class Trace(IntEnum):
    """<sys/trace.h> requests of call 85: (pid, addr, data).

    ME: the parent traces the caller, and with `data` 1 its children. ATTACH, DETACH: a running process. WAIT: sleep until something happens to one
    that the caller traces and store a trace_event at `data`; it is stopped then (but for EVENT_START and EVENT_EXIT). RUN, CALLS, STEP: let it go on
    to its next signal, system call or instruction, with the signal `data` instead of the one it stopped for (0: none). READ, WRITE: `data` is a
    trace_copy. GET, SET: its registers at `data` (r0 … r15, pc, sp, flags). FOLLOW: children that it forks are traced too.
    """

    TRACE_ME = 0
    TRACE_ATTACH = 1
    TRACE_DETACH = 2
    TRACE_WAIT = 3
    TRACE_RUN = 4
    TRACE_CALLS = 5
    TRACE_STEP = 6
    TRACE_READ = 7
    TRACE_WRITE = 8
    TRACE_GET = 9
    TRACE_SET = 10
    TRACE_FOLLOW = 11


class TraceEvent(IntEnum):
    """<sys/trace.h> what happened: a call begins or has ended, a signal is to be delivered, a step is done, it is traced from now on, it ended."""

    EVENT_CALL = 1
    EVENT_ANSWER = 2
    EVENT_SIGNAL = 3
    EVENT_STEP = 4
    EVENT_START = 5
    EVENT_EXIT = 6


class Device(IntEnum):
    """Device numbers: major << 8 | minor."""

    NULL = 0x103
    ZERO = 0x105
    FULL = 0x107
    RANDOM = 0x108
    TTY = 0x500
    CONSOLE = 0x501
    CLOCK = 0x601
    BUS = 0x602
    DISK = 0x300
    HOST_STDIN = 0x700
    HOST_STDOUT = 0x701
    HOST_STDERR = 0x702


PIPE_BUF = 4096
PIPE_SIZE = 65536
NAME_MAX = 60
PATH_MAX = 1024
OPEN_MAX = 32
CLK_TCK = 100
