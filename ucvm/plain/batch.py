"""The door of -c, run, sh and exec: the command's standard streams are the host's, bytes unharmed, and so is its status."""

import contextlib
import errno
import os

from ucvm.machine.events import HostClosed, HostEof, HostInput
from ucvm.machine.inspect import interrupts
from ucvm.machine.machine import Machine
from ucvm.replay.narrator import Narrator
from ucvm.services.delegation import Desk

SLICE = 2_000_000
"""Ticks between two looks at what came out."""
CHUNK = 65536
DESCRIPTORS = {"stdin": 0, "stdout": 1, "stderr": 2}


def run(machine: Machine) -> int:
    """Run a machine to its end between the host's streams; the status its program ended with, 1 instead of 0 when output was lost."""
    lost, desk, narrator = False, Desk(machine), Narrator(machine, complain)
    while True:
        try:
            narrator.look()
            stop = machine.run(SLICE, until=narrator.differs)
            lost |= flush(machine)
            served = desk.serve()
            if stop.reason == "halted":
                narrator.over()
                return stop.status or int(lost)
            if stop.reason == "quota":
                complain(f"ucvm: the machine used up its {machine.ticks} ticks; give it more with --max-ticks")
                return 124
            if stop.reason == "idle" and not served and not desk.wait() and not feed(machine):
                complain("ucvm: every process waits for something that cannot happen any more")
                return 125
        except KeyboardInterrupt:
            for event in interrupts(machine.kernel):
                machine.send(event)


def flush(machine: Machine) -> bool:
    """Hand the machine's output to the host. A stream that takes no more is an input of the machine; whether that lost anything but a reader."""
    lost = False
    for name, data in machine.take_output():
        number = DESCRIPTORS.get(name, 1)
        if machine.kernel.host[number].closed:
            continue
        try:
            write_all(number, data)
        except OSError as error:
            machine.send(HostClosed(number))
            if error.errno != errno.EPIPE:
                lost = True
                complain(f"ucvm: {name}: {error.strerror}")
    return lost


def complain(message: str) -> None:
    """Say something on standard error, if that takes it."""
    with contextlib.suppress(OSError):
        write_all(2, message.encode() + b"\n")


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte to a host descriptor."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def feed(machine: Machine) -> bool:
    """Give a machine that waits the host's next input; False when it does not wait for input."""
    if 0 not in machine.wants_input():
        return False
    try:
        data = os.read(0, CHUNK)
    except OSError:
        data = b""
    machine.send(HostInput(0, data) if data else HostEof(0))
    return True


def host_terminals() -> tuple[bool, bool, bool]:
    """Which of the host's streams are terminals."""
    return tuple(map(_isatty, (0, 1, 2)))  # type: ignore[return-value]


def _isatty(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False
