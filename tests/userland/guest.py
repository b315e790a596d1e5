"""A shell line in a fresh machine, and keys at its console."""

from typing import NamedTuple

from ucvm.image.build import load_image
from ucvm.machine.events import HostEof, Keys
from ucvm.machine.machine import Machine

BUDGET = 200_000_000


class Done(NamedTuple):
    """What a line did: the shell's status, standard output and error."""

    status: int
    out: str
    err: str


def line(script: str, *, mode: str = "SIMPLIFIED", env: dict[str, str] | None = None, user: str = "user") -> Done:
    """Run a line by sh in a fresh machine whose standard input is empty."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], env=env, user=user, mode=mode, auto_advance=True)
    machine.send(HostEof(0))
    stop = machine.run(BUDGET)
    assert stop.reason == "halted", f"the line did not end: {stop}"
    written = machine.take_output()
    out, err = (b"".join(data for stream, data in written if stream == name).decode() for name in ("stdout", "stderr"))
    return Done(stop.status, out, err)


def console(*keys: bytes) -> str:
    """What the terminal shows when the keys are typed one after the other at the login shell, without the first prompt."""
    machine = Machine.boot(load_image(), auto_advance=True)
    machine.run(BUDGET)
    machine.take_output()
    for typed in keys:
        machine.send(Keys(typed))
        machine.run(BUDGET)
    return b"".join(data for stream, data in machine.take_output() if stream == "console").decode()
