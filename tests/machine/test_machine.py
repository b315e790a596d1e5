"""The machine: determinism, slices, copies, checkpoints, events, quotas, modes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kernel.guest import boot, put, run
from ucvm.abi.syscalls import BY_NUMBER
from ucvm.kernel.module import BootError, Module, check_order
from ucvm.machine.events import Advance, HostEof, HostInput, Keys, SetMode, SetOutput, SignalEvent
from ucvm.machine.machine import Machine
from ucvm.machine.stops import next_call

WORK = """
 mov r1, 14
 mov r2, action
 mov r3, 0
 sys sigaction
 mov r1, 1
 sys alarm
 mov r1, fds
 sys pipe
 sys fork
 bz r0, child
 sys fork
 bz r0, child
 mov r1, [fds+4]
 sys close
again:
 mov r1, [fds]
 mov r2, buf
 mov r3, 7
 sys read
 bltz r0, again
 bz r0, over
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 jmp again
over:
 mov r1, -1
 mov r2, st
 mov r3, 0
 sys wait
 bgez r0, over
 mov r1, [seen]
 mov r0, SYS_exit
 syscall
child:
 mov r4, 5
loop:
 mov r1, nap
 mov r2, 0
 sys nanosleep
 sys getpid
 mov [buf], r0
 mov r1, [fds+4]
 mov r2, buf
 mov r3, 3
 sys write
 sub sp, 64
 push r4
 pop r4
 mov r5, 300
spin:
 sub r5, 1
 bnz r5, spin
 sub r4, 1
 bnz r4, loop
 die 2
handler:
 mov r0, [seen]
 add r0, 1
 mov [seen], r0
 ret
restorer:
 mov r0, SYS_sigreturn
 syscall
 .data
action: .word handler, 0, 0x10000000, restorer
nap: .word 0, 300000000
 .bss
fds: .zero 8
st: .zero 4
seen: .zero 4
buf: .zero 8
"""


def end_of(machine: Machine) -> tuple[int, str, bytes]:
    """Ticks, root, standard output of a machine that has come to its end."""
    assert machine.halted
    return machine.ticks, machine.root(), b"".join(data for _, data in machine.take_output())


@pytest.fixture(scope="module")
def whole() -> tuple[int, str, bytes]:
    machine = boot(WORK)
    outcome = machine.run(10_000_000)
    assert (outcome.reason, outcome.status) == ("halted", 1)
    return end_of(machine)


def test_the_work_does_something(whole: tuple[int, str, bytes]) -> None:
    assert whole[0] > 3000
    assert sorted(whole[2][::3]) == [3] * 5 + [4] * 5


def test_the_same_run_twice(whole: tuple[int, str, bytes]) -> None:
    machine = boot(WORK)
    machine.run(10_000_000)
    assert end_of(machine) == whole


@pytest.mark.parametrize("slice_", [1, 7, 100, 1013])
def test_slices_make_no_difference(slice_: int, whole: tuple[int, str, bytes]) -> None:
    machine = boot(WORK)
    while machine.run(slice_).reason != "halted":
        pass
    assert end_of(machine) == whole


def test_a_copy_at_every_system_call_goes_on_alike(whole: tuple[int, str, bytes]) -> None:
    machine, printed = boot(WORK), b""
    while machine.run(10_000_000, until=next_call(machine)).reason == "reached":
        old, printed = machine, printed + b"".join(data for _, data in machine.take_output())
        machine = old.copy()
        old.run(50)
    ticks, root, rest = end_of(machine)
    assert (ticks, root, printed + rest) == whole


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 900), min_size=1, max_size=12))
def test_checkpoints_come_back(steps: list[int]) -> None:
    machine = boot(WORK)
    for step in steps:
        checkpoint, before = machine.checkpoint(), machine.root()
        machine.run(step)
        after = machine.root()
        machine.restore(checkpoint)
        assert machine.root() == before
        machine.run(step)
        assert machine.root() == after


def test_replay_of_the_log_is_the_same_run() -> None:
    source = """
again:
 mov r1, 0
 mov r2, buf
 mov r3, 10
 sys read
 bz r0, end
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 jmp again
end:
 die 0
 .bss
buf: .zero 16
"""
    first = boot(source)
    for event in (HostInput(0, b"one"), HostInput(0, b"two three four"), SetMode("FULL"), Advance(5), HostEof(0)):
        first.run(11)
        first.send(event)
    first.run(1000)
    second = boot(source)
    for entry in first.log:
        second.run(entry.tick - second.ticks)
        second.send(entry.event)
    second.run(1000)
    assert second.log == first.log
    assert end_of(second) == end_of(first)


def test_modes_change_nothing_but_what_is_shown() -> None:
    machine = boot(WORK)
    machine.run(500)
    other = machine.copy()
    machine.send(SetMode("FULL"))
    machine.send(SetOutput("DEBUG"))
    assert machine.kernel.mode.should_show_hardware()
    assert machine.root() == other.root()
    machine.run(10_000_000)
    other.run(10_000_000)
    assert machine.root() == other.root()


def test_tracing_changes_nothing(whole: tuple[int, str, bytes]) -> None:
    machine = boot(WORK)
    events: list[object] = []
    machine.kernel.trace.append(events.append)
    machine.run(10_000_000)
    assert end_of(machine) == whole
    assert len(events) > 100


def test_a_quota_stops_exactly_and_is_part_of_the_state() -> None:
    machine = boot(" spin: jmp spin", max_ticks=1234)
    assert machine.run(10_000).reason == "quota"
    assert machine.ticks == 1234
    assert machine.copy().run(10).reason == "quota"


def test_senseless_events_are_refused() -> None:
    machine = boot(" die 0")
    for event in (Advance(-1), HostInput(3, b""), SetMode("full"), SetOutput("LOUD")):
        with pytest.raises(ValueError, match=r"not|backwards"):
            machine.send(event)
    assert machine.log == []


def test_a_signal_to_nobody_is_harmless() -> None:
    machine = boot(" die 0")
    machine.send(SignalEvent(77, 9))
    machine.send(Keys(b"ignored"))
    assert machine.run(100).reason == "halted"


def test_denied_capabilities_fail_in_one_place() -> None:
    source = " sys uname\n mov r4, r1\n sys getpid\n bltz r0, bad\n mov r1, r4\n mov r0, SYS_exit\n syscall\nbad:\n die 99"
    machine = boot(source, denied=("identity",))
    assert machine.run(1000).status == 1
    assert [(pid, name) for _, pid, name in machine.kernel.denials] == [(1, "uname")]


def test_unknown_calls_are_enosys() -> None:
    unused = next(number for number in range(256) if number not in BY_NUMBER)
    for number in (unused, 199, 0xFFFFFFFF):
        assert run(f" mov r0, {number:#x}\n syscall\n jnc bad\n mov r0, SYS_exit\n syscall\nbad:\n die 1")[0] == 38


def test_boot_needs_an_init_that_runs() -> None:
    with pytest.raises(BootError, match=r"cannot start /bin/init: No such file or directory"):
        Machine.boot(argv=["x"])
    machine = Machine.boot(start=False)
    put(machine, "/init", b"no program")
    with pytest.raises(BootError, match="Exec format error"):
        machine.start(["init"], {}, None, path="/init")


def test_modules_name_what_is_missing_or_circular() -> None:
    def nothing(kernel: object) -> None:
        return None

    with pytest.raises(BootError, match="module a needs the module b, which is not there"):
        check_order((Module("a", "1", ("b",), (), nothing),))
    with pytest.raises(BootError, match="a needs b, which starts after it"):
        check_order((Module("a", "1", ("b",), (), nothing), Module("b", "1", ("a",), (), nothing)))


def test_the_kernel_page_shows_the_trap() -> None:
    from ucvm.abi.layout import CTX_MODE, CTX_SAVED, CTX_TRAP
    from ucvm.isa.trap import TrapKind

    machine = boot(" mov r1, 0\n mov r2, buf\n mov r3, 1\n sys read\n die 0\n.bss\nbuf: .zero 4")
    assert machine.run(100).reason == "idle"
    space = machine.kernel.space(1)
    assert space.word(CTX_MODE) == 1
    assert space.word(CTX_TRAP) == TrapKind.SYSCALL
    assert [space.word(CTX_SAVED + 4 * n) for n in range(4)] == [12, 0, 0x8000, 1]
    machine.send(HostInput(0, b"!"))
    machine.run(0)
    assert space.word(CTX_MODE) == 0


def test_the_device_page_reads_the_clock() -> None:
    source = """
 mov r1, 0xF000
 mov r2, 0x1000
 mov r3, 3
 sys mmap
 mov r1, [0xF100]
 mov r0, SYS_exit
 syscall
"""
    machine = boot(source)
    outcome = machine.run(100)
    assert outcome.status in range(outcome.executed - 4, outcome.executed + 1)
