"""Requests to the outside (specification 9), at the door: each goes to a service in a thread of its own, and answers enter as recorded events.

The machine's outbox says what is asked; a Desk only remembers which of its requests are being worked on. So a machine that goes on from a saved
state brings its open requests along: what may be asked twice is asked again, the rest was interrupted (EINTR).
"""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.delegation import Answer, DelegationManager, DelegationService, Request
from ucvm.machine.events import Delegated
from ucvm.machine.machine import Machine
from ucvm.services.toolchain import ToolchainService

CAPABILITIES = ("search", "repl", "delegate")
"""What a door may allow: the capabilities of operations that reach something outside."""
TIME_LIMIT = 120.0
"""Seconds of the host that a request may take; then the answer is ETIMEDOUT."""


def denied(allowed: frozenset[str]) -> tuple[str, ...]:
    """The capabilities that stay forbidden (EPERM)."""
    return tuple(name for name in CAPABILITIES if name not in allowed)


def standard_services() -> tuple[DelegationService, ...]:
    """What every door offers."""
    return (ToolchainService(),)


class _Work(NamedTuple):
    """A request that a service works on: when that began, and where its answer will be."""

    began: float
    found: list[Answer]


class Desk:
    """Where a door serves its machine's requests. `arrived` is called, from another thread, whenever an answer is there."""

    def __init__(self, machine: Machine, arrived: Callable[[], object] = lambda: None) -> None:
        self.machine = machine
        self._arrived = arrived
        self._work: dict[int, _Work] = {}
        self._event = threading.Event()
        for service in standard_services():
            if service.name not in self._manager.services:
                self._manager.register(service)
        for request in self._manager.open_requests():
            self._take_over(request)

    @property
    def _manager(self) -> DelegationManager:
        return self.machine.kernel.delegation

    @property
    def busy(self) -> bool:
        """Whether a service is working."""
        return bool(self._work)

    def serve(self) -> bool:
        """Hand new requests to services and send the answers that are there; whether there was one."""
        self._event.clear()
        requests = {request.id: request for request in self._manager.open_requests()}
        for number in self._work.keys() - requests.keys():
            del self._work[number]
        for number in requests.keys() - self._work.keys():
            self._begin(requests[number])
        answers = {number: answer for number, work in sorted(self._work.items()) if (answer := self._answer(work))}
        for number, answer in answers.items():
            del self._work[number]
            self.machine.send(Delegated(number, answer.data, answer.errno))
        return bool(answers)

    def wait(self) -> bool:
        """Sleep until the next answer is there and send it; False when nothing is asked."""
        while not self.serve():
            if not self._work:
                return False
            self._event.wait(TIME_LIMIT / 100)
        return True

    def _take_over(self, request: Request) -> None:
        """A request that another door left behind."""
        service = self._manager.service_for(request.operation)
        if service is not None and not service.idempotent:
            self.machine.send(Delegated(request.id, b"", int(Errno.EINTR)))

    def _begin(self, request: Request) -> None:
        work = self._work[request.id] = _Work(time.monotonic(), [])
        threading.Thread(target=self._execute, args=(request, work), name=f"delegation {request.id}", daemon=True).start()

    def _execute(self, request: Request, work: _Work) -> None:
        """In the request's own thread. A service that fails in a way it should not is EIO to the machine, and seen by the thread's hook."""
        try:
            work.found.append(self._manager.delegate(request))
        finally:
            if not work.found:
                work.found.append(Answer(b"", int(Errno.EIO)))
            self._event.set()
            self._arrived()

    def _answer(self, work: _Work) -> Answer | None:
        if work.found:
            return work.found[0]
        return Answer(b"", int(Errno.ETIMEDOUT)) if time.monotonic() - work.began > TIME_LIMIT else None
