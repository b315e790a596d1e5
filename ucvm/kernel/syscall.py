"""System calls: the registry of handlers, the manager that dispatches (specification 5.2–5.4), and what a handler may answer.

A handler is a function of the kernel, the caller and five argument words. It returns the result, raises KernelError, or returns a Block: then a
Wait is kept in the process's record, and when the channel wakes the same handler is called again and finds that record in `k.wait_of(pid)`. A blocked
call is data; nothing else of it survives between two calls of the handler.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi import syscalls as abi
from ucvm.abi.errno import MESSAGES, Errno

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

Channel = tuple[str | int, ...]
"""What a process waits for: ("pipe", id), ("child", pid), ("tty", n), ("time",), ("host", n), ("signal", pid), ("stopped",) …"""
Arguments = tuple[int, ...]
HELD: Channel = ("held",)
"""Where a call is kept that has not begun because a tracer holds its caller."""


class KernelError(Exception):
    """A system call fails: the caller sees −1 and this errno."""

    def __init__(self, errno: Errno) -> None:
        super().__init__(MESSAGES[int(errno)])
        self.errno = errno


class Block(NamedTuple):
    """A handler's answer "wait": on `channel`, having `done` so much, at most until `deadline` (virtual ns since 1970)."""

    channel: Channel
    done: int = 0
    deadline: int | None = None


class Wait(NamedTuple):
    """A blocked call as it is kept: enough to call its handler again."""

    call: int
    args: tuple[int, ...]
    done: int
    deadline: int | None
    channel: tuple[str | int, ...]


Handler = Callable[["Kernel", int, Arguments], int | Block | None]
"""None: the handler has set the registers itself (exec, exit, sigreturn)."""

HANDLERS: dict[str, Handler] = {}


def system_call(name: str) -> Callable[[Handler], Handler]:
    """Make the decorated function the handler of the table row `name` (a typo fails at import)."""
    if name not in abi.BY_NAME:
        raise KeyError(f"no system call {name} in ucvm/abi/syscalls.py")

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register


class SystemCall(NamedTuple):
    """One entry of the dispatch table (specification 5.2), with the capability that a policy may deny."""

    number: int
    name: str
    signature: str
    handler: Handler
    capability: str


class SystemCallManager:
    """The dispatch table: number → call."""

    def __init__(self) -> None:
        self.calls: dict[int, SystemCall] = {}

    def register(self, call: SystemCall) -> None:
        """Add a call; its number must be free."""
        if call.number in self.calls:
            raise ValueError(f"system call {call.number} is already {self.calls[call.number].name}")
        self.calls[call.number] = call

    def unregister(self, number: int) -> None:
        """Take a call away (an extension was unloaded)."""
        del self.calls[number]

    def invoke(self, k: "Kernel", pid: int, number: int, args: Arguments) -> int | Block | None:
        """Run the handler of `number`; raises KernelError(ENOSYS) without one and KernelError(EPERM) when the policy denies it."""
        call = self.calls.get(number)
        if call is None:
            raise KernelError(Errno.ENOSYS)
        if call.capability in k.denied:
            k.deny(pid, call.name)
        return call.handler(k, pid, args)


@cache
def standard_calls() -> tuple[SystemCall, ...]:
    """Every row of the table that has a handler."""
    return tuple(
        SystemCall(row.number, row.name, f"({', '.join(a.name for a in row.arguments)}) → int", HANDLERS[row.name], row.capability)
        for row in abi.SYSTEM_CALLS
        if row.name in HANDLERS
    )
