"""THE SIGNALS: number, name, default action and the message a shell prints. Numbers are Linux's (POSIX where it fixes them)."""

from enum import IntEnum
from typing import NamedTuple


class Action(IntEnum):
    """What happens to a process that neither handles nor ignores the signal."""

    TERMINATE = 0
    IGNORE = 1
    STOP = 2
    CONTINUE = 3


class SignalRow(NamedTuple):
    """One row; `message` is what a shell prints when the signal ended a command."""

    name: str
    number: int
    action: Action
    message: str


SIGNALS: tuple[SignalRow, ...] = (
    SignalRow("SIGHUP", 1, Action.TERMINATE, "Hangup"),
    SignalRow("SIGINT", 2, Action.TERMINATE, "Interrupt"),
    SignalRow("SIGQUIT", 3, Action.TERMINATE, "Quit"),
    SignalRow("SIGILL", 4, Action.TERMINATE, "Illegal instruction"),
    SignalRow("SIGTRAP", 5, Action.TERMINATE, "Trace/breakpoint trap"),
    SignalRow("SIGABRT", 6, Action.TERMINATE, "Aborted"),
    SignalRow("SIGBUS", 7, Action.TERMINATE, "Bus error"),
    SignalRow("SIGFPE", 8, Action.TERMINATE, "Floating point exception"),
    SignalRow("SIGKILL", 9, Action.TERMINATE, "Killed"),
    SignalRow("SIGUSR1", 10, Action.TERMINATE, "User defined signal 1"),
    SignalRow("SIGSEGV", 11, Action.TERMINATE, "Segmentation fault"),
    SignalRow("SIGUSR2", 12, Action.TERMINATE, "User defined signal 2"),
    SignalRow("SIGPIPE", 13, Action.TERMINATE, "Broken pipe"),
    SignalRow("SIGALRM", 14, Action.TERMINATE, "Alarm clock"),
    SignalRow("SIGTERM", 15, Action.TERMINATE, "Terminated"),
    SignalRow("SIGCHLD", 17, Action.IGNORE, "Child exited"),
    SignalRow("SIGCONT", 18, Action.CONTINUE, "Continued"),
    SignalRow("SIGSTOP", 19, Action.STOP, "Stopped (signal)"),
    SignalRow("SIGTSTP", 20, Action.STOP, "Stopped"),
    SignalRow("SIGTTIN", 21, Action.STOP, "Stopped (tty input)"),
    SignalRow("SIGTTOU", 22, Action.STOP, "Stopped (tty output)"),
    SignalRow("SIGURG", 23, Action.IGNORE, "Urgent I/O condition"),
    SignalRow("SIGXCPU", 24, Action.TERMINATE, "CPU time limit exceeded"),
    SignalRow("SIGXFSZ", 25, Action.TERMINATE, "File size limit exceeded"),
    SignalRow("SIGWINCH", 28, Action.IGNORE, "Window changed"),
    SignalRow("SIGSYS", 31, Action.TERMINATE, "Bad system call"),
)

Signal = IntEnum("Signal", {row.name: row.number for row in SIGNALS})  # type: ignore[misc]
ROWS: dict[int, SignalRow] = {row.number: row for row in SIGNALS}
NSIG = 32
"""Signal numbers are 1..NSIG-1; a mask is one u32 with bit (number - 1)."""

assert len(ROWS) == len(SIGNALS), "two signals share a number"
