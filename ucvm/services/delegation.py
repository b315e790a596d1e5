"""Requests to the outside (specification 9): a door calls `answer` when its machine rests, and the answers enter as recorded events."""

from ucvm.machine.events import Delegated
from ucvm.machine.machine import Machine

CAPABILITIES = ("search", "repl", "delegate")
"""What a door may allow: the capabilities of the delegation calls."""


def denied(allowed: frozenset[str]) -> tuple[str, ...]:
    """The capabilities that stay forbidden (EPERM)."""
    return tuple(name for name in CAPABILITIES if name not in allowed)


def answer(machine: Machine) -> bool:
    """Serve every open request; whether there was one. Without a service that can, the answer is ENOSYS."""
    delegation = machine.kernel.delegation
    requests = list(delegation.requests.values())
    for request in requests:
        found = delegation.delegate(request)
        machine.send(Delegated(request.id, found.data, found.errno))
    return bool(requests)
