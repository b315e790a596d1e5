"""The kernel's records: NamedTuples of plain values, replaced and never changed. What changes with every switch stands apart from what does not."""

from enum import IntEnum
from typing import NamedTuple

from ucvm.abi.signals import NSIG
from ucvm.kernel.syscall import Wait

Node = tuple[int, int]
"""A file: (device number of the mounted file system, inode number)."""


HALTED = 255
"""`Hot.stopped` of a process that waits for its tracer; no signal has this number."""


class ProcessState(IntEnum):
    """The specification's four states (7.2). A stopped process is BLOCKED on the channel ("stopped",)."""

    RUNNING = 0
    READY = 1
    BLOCKED = 2
    ZOMBIE = 3


class Cred(NamedTuple):
    """Who a process is: real, effective and saved ids."""

    uid: int = 0
    euid: int = 0
    suid: int = 0
    gid: int = 0
    egid: int = 0
    sgid: int = 0


class Process(NamedTuple):
    """The cold part of a process record (specification 7.2).

    `frame` is the physical frame of its kernel page (context and page table); 0: a kernel process without user memory. `brk_start`/`brk` bound
    the heap. `tty` is the controlling terminal (−1: none). `child_ticks` are the ticks of waited-for children. `limits` are (current, maximum) by
    resource number. `kernel` processes run before all others. `banks` are the frames of its text's banks.
    """

    pid: int
    ppid: int
    pgid: int
    sid: int
    cred: Cred
    name: str
    argv: tuple[bytes, ...]
    env: tuple[bytes, ...]
    cwd: Node
    cwd_path: bytes
    umask: int
    nice: int
    tty: int
    frame: int
    brk_start: int
    brk: int
    text: Node
    start_ns: int
    child_ticks: int
    did_exec: bool
    limits: tuple[tuple[int, int], ...]
    kernel: bool
    banks: tuple[tuple[int, ...], ...]


class Hot(NamedTuple):
    """The part that changes with every switch: state, the call it waits in, boost left, exit status (wait's word) and what to tell the parent.

    `stopped` is the signal that stopped it (0: not stopped, HALTED: its tracer holds it); `report` is what wait has not told yet: 0 nothing,
    1 stopped, 2 continued.
    """

    state: ProcessState
    wait: Wait | None = None
    boost: int = 0
    status: int = 0
    stopped: int = 0
    report: int = 0


class SignalHandler(NamedTuple):
    """What sigaction sets for one signal: address (0 default, 1 ignore), mask during the handler, SA_ flags, restorer."""

    handler: int = 0
    mask: int = 0
    flags: int = 0
    restorer: int = 0


DEFAULT = SignalHandler()


class Signals(NamedTuple):
    """Signal state of a process: masks are u32 with bit (number − 1); `suspended` is the mask sigsuspend replaced (−1: none).

    `restarts` keeps calls that a handler with SA_RESTART interrupted, each with the address of its signal frame.
    """

    pending: int = 0
    mask: int = 0
    suspended: int = -1
    handlers: tuple[SignalHandler, ...] = (DEFAULT,) * NSIG
    restarts: tuple[tuple[int, Wait], ...] = ()


class CallRecord(NamedTuple):
    """The last finished system call, as the artifact shows it (Appendix B, syscall_state). `tick` is when it ended."""

    pid: int
    number: int
    args: tuple[int, ...]
    result: int
    errno: int
    tick: int
