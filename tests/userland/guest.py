"""A shell line in a fresh machine, and keys at its console."""

from typing import NamedTuple

from ucvm.image.build import load_image
from ucvm.machine.events import Delegated, HostEof, Keys
from ucvm.machine.machine import Machine
from ucvm.services.delegation import Desk

BUDGET = 200_000_000


class Done(NamedTuple):
    """What a line did: the shell's status, standard output and error."""

    status: int
    out: str
    err: str


def line(script: str, *, mode: str = "SIMPLIFIED", user: str = "user", denied: tuple[str, ...] = ()) -> Done:
    """Run a line by sh in a fresh machine whose standard input is empty."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], user=user, mode=mode, denied=denied, auto_advance=True)
    machine.send(HostEof(0))
    return _finished(machine)


def _finished(machine: Machine) -> Done:
    stop = machine.run(BUDGET)
    assert stop.reason == "halted", f"the line did not end: {stop}"
    written = machine.take_output()
    out, err = (b"".join(data for stream, data in written if stream == name).decode() for name in ("stdout", "stderr"))
    return Done(stop.status, out, err)


def asking(script: str, *answers: tuple[bytes, int]) -> Done:
    """Run a line whose delegation requests are answered, one after the other, with (bytes, errno)."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], auto_advance=True)
    for number, (data, errno) in enumerate(answers, 1):
        machine.run(BUDGET)
        assert number in machine.kernel.delegation.requests, "nothing was asked"
        machine.send(Delegated(number, data, errno))
    return _finished(machine)


def served(script: str) -> Done:
    """Run a line whose delegation requests go to the standard services."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], auto_advance=True)
    machine.send(HostEof(0))
    desk = Desk(machine)
    while machine.run(BUDGET).reason == "idle" and desk.wait():
        pass
    return _finished(machine)


def console(*keys: bytes, budget: int = BUDGET) -> str:
    """What the terminal shows when the keys are typed one after the other at the login shell, without the first prompt.

    `budget` is how many ticks pass after each at most: less for programs that never rest.
    """
    machine = Machine.boot(load_image(), auto_advance=True)
    machine.run(BUDGET)
    machine.take_output()
    for typed in keys:
        machine.send(Keys(typed))
        machine.run(budget)
    return b"".join(data for stream, data in machine.take_output() if stream == "console").decode()
