"""Delegation (specification 9; calls 90–92): requests to what only the host can do.

A request is a record in the outbox; the caller sleeps. A door takes requests, asks a service, and sends the answer back as a recorded event,
so replay never calls out. Services are host objects and no part of the machine's state.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.syscall import Arguments, Block, KernelError, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

TEXT_LIMIT = 4096
_KNOWN = {int(row): row for row in Errno}


class Request(NamedTuple):
    """One open request: who asks, operation ("search", "fetch", "eval" …), its arguments, when."""

    id: int
    pid: int
    operation: str
    args: tuple[bytes, ...]
    tick: int


class Answer(NamedTuple):
    """What came back: bytes, or an errno."""

    data: bytes
    errno: int


class DelegationService(ABC):
    """A service that a door registers (specification 9.2)."""

    name: str

    @abstractmethod
    def can_handle(self, operation: str) -> bool:
        """Whether this service knows the operation."""

    @abstractmethod
    def execute(self, operation: str, args: tuple[bytes, ...]) -> bytes:
        """Do it; raises OSError with an errno when it cannot."""

    def before_execute(self, request: Request) -> Request:
        """May change a request before it is served."""
        return request

    def after_execute(self, request: Request, result: bytes) -> bytes:
        """May change the result before it enters the machine."""
        return result


class DelegationManager:
    """Outbox, answers, and the services of the door."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel
        self.requests: Table[int, Request] = kernel.store.table("delegation.requests")
        self.answers: Table[int, Answer] = kernel.store.table("delegation.answers")
        self.services: dict[str, DelegationService] = {}

    def register(self, service: DelegationService) -> None:
        """Add a service; its name must be free."""
        if service.name in self.services:
            raise ValueError(f"delegation service {service.name} is already registered")
        self.services[service.name] = service

    def ask(self, pid: int, operation: str, args: tuple[bytes, ...]) -> Block:
        """Put a request into the outbox; its caller sleeps."""
        v = self.k.vars
        number = v["next_request"]
        v["next_request"] = number + 1
        self.requests[number] = Request(number, pid, operation, args, v["ticks"])
        return Block(("delegation", number))

    def settle(self, number: int, answer: Answer) -> None:
        """An answer arrives; one for a request that is gone is dropped."""
        if number in self.requests:
            del self.requests[number]
            self.answers[number] = answer
            self.k.wake(("delegation", number))

    def forget(self, pid: int) -> None:
        """The asker ended or was interrupted: its requests and answers go."""
        for number, request in self.requests.items():
            if request.pid == pid:
                del self.requests[number]

    def delegate(self, request: Request) -> Answer:
        """Serve a request with the first service that can (a door calls this, outside the machine)."""
        for name in sorted(self.services):
            service = self.services[name]
            if service.can_handle(request.operation):
                return self._execute(service, request)
        return Answer(b"", int(Errno.ENOSYS))

    def _execute(self, service: DelegationService, request: Request) -> Answer:
        request = service.before_execute(request)
        try:
            result = service.execute(request.operation, request.args)
        except OSError as error:
            return Answer(b"", error.errno or int(Errno.EIO))
        return Answer(service.after_execute(request, result), 0)


def _finish(k: "Kernel", pid: int, address: int, room: int) -> int | Block | None:
    """The second half of a delegation call: the answer's bytes to the caller, None at the first invocation."""
    wait = k.wait_of(pid)
    if wait is None:
        return None
    answer = k.delegation.answers.pop(int(wait.channel[1]), None)
    if answer is None:
        return Block(wait.channel)
    if answer.errno:
        raise KernelError(_KNOWN.get(answer.errno, Errno.EIO))
    data = answer.data[:room]
    k.copy_out(pid, address, data)
    return len(data)


def _call(k: "Kernel", pid: int, operation: str, texts: tuple[int, ...], address: int, room: int) -> int | Block:
    done = _finish(k, pid, address, room)
    if done is not None:
        return done
    k.vm.check_out(pid, address, min(room, 1))
    return k.delegation.ask(pid, operation, tuple(k.string_in(pid, text, TEXT_LIMIT, Errno.E2BIG) for text in texts))


@system_call("websearch")
def sys_websearch(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """websearch(query, buf, len): the bytes stored."""
    return _call(k, pid, "search", args[:1], args[1], args[2])


@system_call("repl")
def sys_repl(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """repl(code, buf, len): what the code printed."""
    return _call(k, pid, "eval", args[:1], args[1], args[2])


@system_call("delegate")
def sys_delegate(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """delegate(op, args, buf, len)."""
    operation = "" if k.wait_of(pid) else k.string_in(pid, args[0]).decode("utf-8", "replace")
    return _call(k, pid, operation, args[1:2], args[2], args[3])
