"""The door's desk: services in threads, time limits, what a machine brings along that was saved in the middle of a request."""

import threading

import pytest

from ucvm.image.build import load_image
from ucvm.kernel.delegation import DelegationService
from ucvm.machine.events import Keys
from ucvm.machine.machine import Machine
from ucvm.services import delegation
from ucvm.services.delegation import Desk
from ucvm.services.toolchain import Record, ToolchainService, pack, unpack

SCRIPT = "echo 'int main(void) { return 3; }' > a.c; cc a.c && ./a.out"


class Slow(DelegationService):
    """Answers when it is told to."""

    name = "slow"

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.asked = 0

    def can_handle(self, operation: str) -> bool:
        return operation == "search"

    def execute(self, operation: str, args: tuple[bytes, ...]) -> bytes:
        self.asked += 1
        self.may_answer.wait(30)
        return b"found"


def asking(script: str = "search it") -> tuple[Machine, Slow, Desk]:
    """A machine that waits for an answer of a slow service."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], auto_advance=True)
    service = Slow()
    machine.kernel.delegation.register(service)
    desk = Desk(machine)
    assert machine.run(50_000_000).reason == "idle"
    return machine, service, desk


def output(machine: Machine) -> str:
    return b"".join(data for _, data in machine.take_output()).decode()


def test_a_service_works_beside_the_machine() -> None:
    machine, service, desk = asking("search it & wait; echo done")
    assert not desk.serve()
    assert desk.busy
    service.may_answer.set()
    assert desk.wait()
    assert machine.run(50_000_000).reason == "halted"
    assert "found\ndone\n" in output(machine)
    assert not machine.kernel.delegation.requests
    assert not machine.kernel.delegation.answers


def test_too_slow_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delegation, "TIME_LIMIT", 0.0)
    machine, service, desk = asking()
    assert desk.wait()
    machine.run(50_000_000)
    service.may_answer.set()
    assert output(machine).endswith("search: web search failed: Connection timed out\n")


def test_an_interrupt_takes_the_request_back() -> None:
    machine = Machine.boot(load_image(), auto_advance=True)
    service = Slow()
    machine.kernel.delegation.register(service)
    desk = Desk(machine)
    machine.run(50_000_000)
    machine.send(Keys(b"search it\r"))
    machine.run(50_000_000)
    assert not desk.serve()
    machine.send(Keys(b"\x03"))
    machine.run(50_000_000)
    assert not machine.kernel.delegation.requests
    service.may_answer.set()
    assert not desk.serve()
    assert not desk.busy
    machine.send(Keys(b"echo $?\r"))
    machine.run(50_000_000)
    assert "130\r\n" in output(machine)


def test_a_service_that_breaks_is_an_input_output_error(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda what: seen.append(what.exc_value))
    machine, service, desk = asking()
    service.execute = lambda operation, args: 1 // 0  # type: ignore[assignment]
    assert desk.wait()
    machine.run(50_000_000)
    assert output(machine).endswith("Input/output error\n")
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_saved_machine_asks_again_what_may_be_asked_twice() -> None:
    image = load_image()
    machine = Machine.boot(image, argv=["/bin/sh", "-c", SCRIPT], auto_advance=True)
    machine.run(50_000_000)
    assert machine.kernel.delegation.requests
    for again in (Machine.from_document(machine.document(), image), machine.copy()):
        again.auto_advance = True
        desk = Desk(again)
        while again.run(50_000_000).reason == "idle":
            assert desk.wait()
        assert again.kernel.vars["halt_status"] == 3


def test_a_saved_machine_was_interrupted_in_the_rest() -> None:
    machine, service, _ = asking()
    again = Machine.from_document(machine.document(), load_image())
    again.kernel.delegation.register(service)
    desk = Desk(again)
    again.run(50_000_000)
    assert not desk.busy
    assert output(again).endswith("Interrupted system call\n")
    assert service.asked == 0


def test_replay_does_not_ask() -> None:
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", SCRIPT], auto_advance=True)
    start = machine.checkpoint()
    desk = Desk(machine)
    while machine.run(50_000_000).reason == "idle":
        assert desk.wait()
    log, root = list(machine.log), machine.root()
    machine.restore(start)
    machine.auto_advance = False
    for entry in log:
        machine.run(entry.tick - machine.ticks)
        machine.send(entry.event)
    assert machine.run(50_000_000).status == 3
    assert machine.root() == root


def test_records_are_read_as_they_are_written() -> None:
    records = [Record("word", b"a\nb"), Record("file", "ü.c".encode(), b"\0\n1 2\n"), Record("absent", b"")]
    assert list(unpack(pack(records))) == records
    for damaged in (b"word", b"word 3 0\nab", b"word 1 x\na", pack(records)[:-20]):
        with pytest.raises(OSError, match="not a sequence"):
            list(unpack(damaged))


def test_the_service_asks_for_everything_it_misses_at_once() -> None:
    service = ToolchainService()
    words = [Record("word", word) for word in (b"-Iinc", b"a.c", b"b.c")]
    assert list(unpack(service.execute("cc", (b"", pack(words))))) == [Record("need", b"a.c"), Record("need", b"b.c")]
    files = [Record("file", b"a.c", b'#include "x.h"\n#include <y.h>\n#include <stdio.h>\n'), Record("absent", b"b.c")]
    wanted = [record.name for record in unpack(service.execute("cc", (b"", pack(words + files))))]
    assert wanted == [b"x.h", b"inc/y.h", b"inc/stdio.h"]


def test_a_mistake_of_ours_does_not_stop_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from ucvm.toolchain import cli

    monkeypatch.setitem(cli.COMMANDS, "cc", lambda argv, target, place: [][1])
    answer = list(unpack(ToolchainService().execute("cc", (b"", b""))))
    assert answer == [Record("err", b"", b"cc: internal error: IndexError: list index out of range\n"), Record("exit", b"4")]
