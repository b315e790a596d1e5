"""Modes, snapshots, modules, extensions, delegation, traces: the machine's own calls."""

import json

import pytest

from tests.kernel.guest import boot, finish, run
from ucvm.kernel import tty
from ucvm.kernel.delegation import Answer, DelegationService
from ucvm.kernel.extension import Extension, Metadata
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.syscall import Arguments, SystemCall
from ucvm.kernel.trace import Beam, KernelEvent
from ucvm.machine.events import Delegated, SignalEvent

SNAPSHOT = """
 mov r1, {kind}
 mov r2, {pid}
 sys snapshot
 bgez r0, good
 mov r0, SYS_exit
 syscall
good:
 mov r4, r0
again:
 mov r1, r4
 mov r2, buf
 mov r3, 4096
 sys read
 bz r0, done
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 jmp again
done:
 die 0
 .bss
buf: .zero 4096
"""


def test_only_full_mode_gives_snapshots() -> None:
    assert run(SNAPSHOT.format(kind=1, pid=0)) == (1, b"")
    for kind, pid, status in ((9, 0, 22), (1, 77, 3), (1, 2, 3)):
        assert run(SNAPSHOT.format(kind=kind, pid=pid), mode="FULL")[0] == status


def test_a_snapshot_of_context_and_memory() -> None:
    status, page = run(SNAPSHOT.format(kind=1, pid=1), mode="FULL")
    assert (status, len(page)) == (0, 4096)
    assert int.from_bytes(page[:4], "little") == 82
    status, memory = run(SNAPSHOT.format(kind=2, pid=0), mode="FULL")
    assert (status, len(memory)) == (0, 65536)
    assert memory[0x1000:0x1002] != b"\0\0"
    assert memory[0xF000:] == bytes(4096)


def test_a_snapshot_of_the_state_is_the_artifact() -> None:
    status, data = run(SNAPSHOT.format(kind=0, pid=0), mode="FULL")
    document = json.loads(data)
    assert (status, document["version"], document["mode"]) == (0, "3.0", "FULL")
    assert document["modules"]["cpu"]["syscall_state"]["active_syscall"]["name"] == "snapshot"


def test_mode_and_output_are_asked_and_set() -> None:
    source = """
 mov r1, 1
 sys mode
 mov r1, -1
 sys mode
 mov r4, r0
 mov r1, 2
 sys output
 mov r1, -1
 sys output
 shl r4, r4, 4
 add r4, r0
 mov r1, 5
 sys mode
 shl r4, r4, 2
 bne r1, 22, bad
 mov r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 1
"""
    assert run(source)[0] == 0x12 << 2


def test_modules_are_listed_by_index() -> None:
    source = """
 mov r4, 0
again:
 mov r1, r4
 mov r2, buf
 mov r3, 40
 sys modules
 bltz r0, done
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 mov r1, 1
 mov r2, bar
 mov r3, 1
 sys write
 add r4, 1
 jmp again
done:
 mov r0, SYS_exit
 syscall
 .rodata
bar: .ascii "|"
 .bss
buf: .zero 40
"""
    status, out = run(source)
    assert status == 22
    names = [row.split()[0] for row in out.decode().rstrip("|").split("|")]
    assert names.index("state") < names.index("memory") < names.index("process") < names.index("syscall") < names.index("extension")


def doubled(k: Kernel, pid: int, args: Arguments) -> int:
    return 2 * args[0]


DOUBLE = Extension(Metadata("double", "1.0", "somebody", "doubles"), (SystemCall(150, "double", "(x) → int", doubled, "extension"),))
USE_DOUBLE = """
 mov r1, 21
 mov r0, 150
 syscall
 mov r4, r1
 mov r1, 0
 mov r2, name
 sys extension
 mov r1, 21
 mov r0, 150
 syscall
 mov r5, r0
 mov r1, 1
 mov r2, name
 sys extension
 mov r1, 21
 mov r0, 150
 syscall
 bne r4, r1, bad
 add r1, r4, r5
 mov r0, SYS_exit
 syscall
bad:
 die 1
 .rodata
name: .asciz "double"
"""


def test_an_extension_adds_calls_while_it_is_loaded() -> None:
    machine = boot(USE_DOUBLE)
    machine.kernel.extensions.offer(DOUBLE)
    assert finish(machine)[0] == 42 + 38


def test_loaded_extensions_follow_copies_and_checkpoints() -> None:
    machine = boot(" die 0")
    machine.kernel.extensions.offer(DOUBLE)
    before = machine.checkpoint()
    machine.kernel.extensions.load("double")
    assert 150 in machine.copy().kernel.calls.calls
    machine.restore(before)
    assert 150 not in machine.kernel.calls.calls


def test_an_unsound_extension_is_refused() -> None:
    machine = boot(" die 0")
    wrong = DOUBLE._replace(syscalls=(DOUBLE.syscalls[0]._replace(number=5),))
    with pytest.raises(ValueError, match="system call 5"):
        machine.kernel.extensions.offer(wrong)


ASK = """
 mov r1, query
 mov r2, buf
 mov r3, 5
 sys websearch
 bgez r0, good
 mov r0, SYS_exit
 syscall
good:
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 die 0
 .rodata
query: .asciz "weather"
 .bss
buf: .zero 8
"""


def test_a_delegation_is_a_request_and_an_event() -> None:
    machine = boot(ASK)
    assert machine.run(1000).reason == "idle"
    (request,) = machine.kernel.delegation.requests.values()
    assert (request.operation, request.args, request.pid) == ("search", (b"weather",), 1)
    refused = machine.copy()
    machine.send(Delegated(request.id, b"sunny and dry", 0))
    assert finish(machine) == (0, b"sunny")
    refused.send(Delegated(request.id, b"", 110))
    assert finish(refused)[0] == 110


def test_a_late_answer_is_dropped() -> None:
    machine = boot(" sys fork\n bz r0, child\n mov r1, -1\n mov r2, 0\n mov r3, 0\n sys wait\n die 7\nchild:\n" + ASK)
    machine.run(1000)
    (request,) = machine.kernel.delegation.requests.values()
    machine.send(SignalEvent(request.pid, 9))
    machine.run(0)
    machine.send(Delegated(request.id, b"late", 0))
    assert not machine.kernel.delegation.answers
    assert finish(machine)[0] == 7


class Shout(DelegationService):
    name = "shout"

    def can_handle(self, operation: str) -> bool:
        return operation == "search"

    def execute(self, operation: str, args: tuple[bytes, ...]) -> bytes:
        if args[0] == b"nothing":
            raise OSError(5, "nothing there")
        return args[0].upper()


def test_a_service_answers_for_the_door() -> None:
    machine = boot(ASK)
    machine.run(1000)
    manager = machine.kernel.delegation
    (request,) = manager.requests.values()
    assert manager.delegate(request).errno == 38
    manager.register(Shout())
    assert manager.delegate(request) == Answer(b"WEATHER", 0)
    assert manager.delegate(request._replace(args=(b"nothing",))) == Answer(b"", 5)


def test_beams_and_entropy() -> None:
    source = """
 mov r1, 7
 mov r2, text
 mov r3, 3
 sys beam_emit
 mov r1, buf
 mov r2, 8
 sys entropy_probe
 mov r1, r0
 mov r0, SYS_exit
 syscall
 .rodata
text: .ascii "abc"
 .bss
buf: .zero 8
"""
    machine = boot(source)
    told: list[KernelEvent] = []
    machine.kernel.trace.append(told.append)
    silent = boot(source)
    assert finish(machine)[0] == finish(silent)[0] == 8
    assert [(event.kind, event.data) for event in told if isinstance(event, Beam)] == [(7, b"abc")]
    assert machine.root() == silent.root()


def test_only_the_consoles_session_sees_everything() -> None:
    for euid, terminal, session, status in ((1000, -1, 7, 1), (1000, 0, 7, 0), (1000, -1, 0, 0), (0, -1, 7, 0)):
        machine = boot(SNAPSHOT.format(kind=1, pid=0), mode="FULL")
        k = machine.kernel
        k.process[1] = k.process[1]._replace(cred=k.cred(1)._replace(euid=euid), tty=terminal)
        tty.ttys(k)[tty.CONSOLE] = tty.console(k)._replace(session=session)
        assert finish(machine)[0] == status
