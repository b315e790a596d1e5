"""THE SIGNALS: number, name, default action and the message a shell prints. Numbers are Linux's (POSIX where it fixes them)."""

from enum import IntEnum
from typing import NamedTuple


class Action(IntEnum):
    """What happens to a process that neither handles nor ignores the signal."""

    TERMINATE = 0
    IGNORE = 1
    STOP = 2
    CONTINUE = 3


class Signal(IntEnum):
    """The rows: name = number, default action, message."""

    action: Action
    message: str

    def __new__(cls, number: int, action: Action, message: str) -> "Signal":
        """A member is its number; the rest of the row are its attributes."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.action, member.message = action, message
        return member

    SIGHUP = 1, Action.TERMINATE, "Hangup"
    SIGINT = 2, Action.TERMINATE, "Interrupt"
    SIGQUIT = 3, Action.TERMINATE, "Quit"
    SIGILL = 4, Action.TERMINATE, "Illegal instruction"
    SIGTRAP = 5, Action.TERMINATE, "Trace/breakpoint trap"
    SIGABRT = 6, Action.TERMINATE, "Aborted"
    SIGBUS = 7, Action.TERMINATE, "Bus error"
    SIGFPE = 8, Action.TERMINATE, "Floating point exception"
    SIGKILL = 9, Action.TERMINATE, "Killed"
    SIGUSR1 = 10, Action.TERMINATE, "User defined signal 1"
    SIGSEGV = 11, Action.TERMINATE, "Segmentation fault"
    SIGUSR2 = 12, Action.TERMINATE, "User defined signal 2"
    SIGPIPE = 13, Action.TERMINATE, "Broken pipe"
    SIGALRM = 14, Action.TERMINATE, "Alarm clock"
    SIGTERM = 15, Action.TERMINATE, "Terminated"
    SIGCHLD = 17, Action.IGNORE, "Child exited"
    SIGCONT = 18, Action.CONTINUE, "Continued"
    SIGSTOP = 19, Action.STOP, "Stopped (signal)"
    SIGTSTP = 20, Action.STOP, "Stopped"
    SIGTTIN = 21, Action.STOP, "Stopped (tty input)"
    SIGTTOU = 22, Action.STOP, "Stopped (tty output)"
    SIGURG = 23, Action.IGNORE, "Urgent I/O condition"
    SIGXCPU = 24, Action.TERMINATE, "CPU time limit exceeded"
    SIGXFSZ = 25, Action.TERMINATE, "File size limit exceeded"
    SIGWINCH = 28, Action.IGNORE, "Window changed"
    SIGSYS = 31, Action.TERMINATE, "Bad system call"


class SignalRow(NamedTuple):
    """One row as plain values; `message` is what a shell prints when the signal ended a command."""

    name: str
    number: int
    action: Action
    message: str


SIGNALS: tuple[SignalRow, ...] = tuple(SignalRow(row.name, int(row), row.action, row.message) for row in Signal)
ROWS: dict[int, SignalRow] = {row.number: row for row in SIGNALS}
NSIG = 32
"""Signal numbers are 1..NSIG-1; a mask is one u32 with bit (number - 1)."""

assert len(ROWS) == len(Signal.__members__), "two signals share a number"
