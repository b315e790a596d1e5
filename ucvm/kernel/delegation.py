"""Delegation (specification 9; calls 90–92): requests to what only the host can do.

A request is a record in the outbox; the caller sleeps. A door takes requests, asks a service, and sends the answer back as a recorded event,
so replay never calls out. Services are host objects and no part of the machine's state. A request stays in the outbox until its caller has
taken the answer, so a machine that is saved and restored in between still has it.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel import file
from ucvm.kernel.limits import Resource, limit_of
from ucvm.kernel.syscall import Arguments, Block, KernelError, Wait, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

TEXT_LIMIT = 4096
FILE_LIMIT = 1 << 20
"""Most bytes that go along with a request, and that come back."""
CAPABILITY_OF = {
    **{"search": "search", "fetch": "search", "eval": "repl", "analyze": "repl"},
    **dict.fromkeys(("cc", "as", "ld", "objdump"), "toolchain"),
}
"""What a policy has to allow for an operation; operations that are not named here need "delegate"."""
_KNOWN = {int(row): row for row in Errno}


class Request(NamedTuple):
    """One request: who asks, operation ("search", "fetch", "eval" …), its arguments (the last may be what a file held), when."""

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
    idempotent = False
    """Whether asking twice does no harm: a request that was outstanding when a machine was saved is asked again after it goes on."""

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

    def open_requests(self) -> list[Request]:
        """Requests without an answer, the oldest first."""
        return [request for number, request in self.requests.items() if number not in self.answers]

    def ask(self, pid: int, operation: str, args: tuple[bytes, ...]) -> Block:
        """Put a request into the outbox; its caller sleeps. KernelError(EPERM) when the policy denies the operation."""
        if CAPABILITY_OF.get(operation, "delegate") in self.k.denied:
            self.k.deny(pid, operation)
        v = self.k.vars
        number = v["next_request"]
        v["next_request"] = number + 1
        self.requests[number] = Request(number, pid, operation, args, v["ticks"])
        return Block(("delegation", number))

    def settle(self, number: int, answer: Answer) -> None:
        """An answer arrives; one for a request that is gone is dropped."""
        if number in self.requests and number not in self.answers:
            self.answers[number] = answer
            self.k.wake(("delegation", number))

    def take(self, number: int) -> Answer | None:
        """The answer to a request, which is done with that; None while there is none."""
        answer = self.answers.pop(number, None)
        if answer is not None:
            del self.requests[number]
        return answer

    def abandon(self, wait: Wait) -> None:
        """A call that waits will not go on: if it is a delegation, its request and answer go."""
        if wait.channel[0] == "delegation":
            self.requests.pop(int(wait.channel[1]), None)
            self.answers.pop(int(wait.channel[1]), None)

    def forget(self, pid: int) -> None:
        """A process ended: its requests and answers go."""
        for number, request in self.requests.items():
            if request.pid == pid:
                del self.requests[number]
                self.answers.pop(number, None)

    def delegate(self, request: Request) -> Answer:
        """Serve a request with the first service that can (a door calls this, outside the machine)."""
        service = self.service_for(request.operation)
        return self._execute(service, request) if service else Answer(b"", int(Errno.ENOSYS))

    def service_for(self, operation: str) -> DelegationService | None:
        """The first service, by name, that knows an operation."""
        return next((service for _, service in sorted(self.services.items()) if service.can_handle(operation)), None)

    def _execute(self, service: DelegationService, request: Request) -> Answer:
        request = service.before_execute(request)
        try:
            result = service.execute(request.operation, request.args)
        except OSError as error:
            return Answer(b"", error.errno or int(Errno.EIO))
        return Answer(service.after_execute(request, result), 0)


def _answer(k: "Kernel", wait: Wait) -> bytes | Block:
    """The answer that a waiting call has got, KernelError when it is an error, Block while there is none."""
    answer = k.delegation.take(int(wait.channel[1]))
    if answer is None:
        return Block(wait.channel)
    if answer.errno:
        raise KernelError(_KNOWN.get(answer.errno, Errno.EIO))
    return answer.data


def _text(k: "Kernel", pid: int, address: int) -> bytes:
    return k.string_in(pid, address, TEXT_LIMIT, Errno.E2BIG)


def _call(k: "Kernel", pid: int, operation: str, text: int, address: int, room: int) -> int | Block:
    wait = k.wait_of(pid)
    if wait is None:
        k.vm.check_out(pid, address, min(room, 1))
        return k.delegation.ask(pid, operation, (_text(k, pid, text),))
    data = _answer(k, wait)
    if isinstance(data, Block):
        return data
    k.copy_out(pid, address, data[:room])
    return min(len(data), room)


@system_call("websearch")
def sys_websearch(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """websearch(query, buf, len): the bytes stored."""
    return _call(k, pid, "search", args[0], args[1], args[2])


@system_call("repl")
def sys_repl(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """repl(code, buf, len): what the code printed."""
    return _call(k, pid, "eval", args[0], args[1], args[2])


@system_call("delegate")
def sys_delegate(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """delegate(op, args, buf, len): the bytes stored."""
    return _call(k, pid, _operation(k, pid, args[0]), args[1], args[2], args[3])


def _operation(k: "Kernel", pid: int, address: int) -> str:
    """What is asked; of a call that goes on it is not needed any more."""
    return "" if k.wait_of(pid) else k.string_in(pid, address).decode("utf-8", "replace")


@system_call("delegate_file")
def sys_delegate_file(k: "Kernel", pid: int, args: Arguments) -> int | Block:
    """delegate_file(op, args, fd): the length of the answer, which is the file's contents then."""
    wait, stream = k.wait_of(pid), file.stream_of(k, pid, args[2])
    if stream.type != file.StreamType.FILE or not (file.may_read(stream) and file.may_write(stream)):
        raise KernelError(Errno.EBADF)
    if wait is None:
        return k.delegation.ask(pid, _operation(k, pid, args[0]), (_text(k, pid, args[1]), _contents(k, stream)))
    data = _answer(k, wait)
    return data if isinstance(data, Block) else _replace(k, pid, stream, data)


def _contents(k: "Kernel", stream: file.IOStream) -> bytes:
    if k.fs.inode(stream.node).size > FILE_LIMIT:
        raise KernelError(Errno.EFBIG)
    return k.fs.read(stream.node, 0, FILE_LIMIT)


def _replace(k: "Kernel", pid: int, stream: file.IOStream, data: bytes) -> int:
    """Put an answer into a file, from its beginning; one that does not fit is none."""
    if len(data) > min(FILE_LIMIT, limit_of(k.process[pid], Resource.RLIMIT_FSIZE)):
        raise KernelError(Errno.EFBIG)
    file.set_position(k, stream, 0)
    k.fs.truncate(stream.node, 0)
    if data and k.fs.write(stream.node, 0, data) < len(data):
        raise KernelError(Errno.ENOSPC)
    return len(data)
