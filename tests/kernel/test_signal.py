"""Signals: handlers and their frame, masks, restarting and interrupting calls, stopping."""

import pytest

from tests.kernel.guest import boot, finish, run
from ucvm.machine.events import HostInput, SignalEvent

RESTORER = """
restorer:
 mov r0, SYS_sigreturn
 syscall
"""


def set_handler(number: int, flags: int, handler: str = "handler", mask: int = 0) -> str:
    return f"""
 mov r1, {number}
 mov r2, action{number}
 mov r3, 0
 sys sigaction
 .data
action{number}: .word {handler}, {mask}, {flags}, restorer
 .text
"""


RAISE = " sys getpid\n mov r1, r0\n mov r2, 10\n sys kill\n"


def test_a_handler_gets_its_number_and_everything_comes_back() -> None:
    source = f"""
 {set_handler(10, 0)}
 mov r4, 11
 mov r8, 22
 {RAISE}
 mov r1, [seen]
 add r1, r4
 add r1, r8
 mov r0, SYS_exit
 syscall
handler:
 mov r4, 0
 mov r8, 0
 mov [seen], r0
 ret
 {RESTORER}
 .bss
seen: .zero 4
"""
    assert run(source)[0] == 10 + 11 + 22


def test_flags_survive_a_handler() -> None:
    """SIGALRM strikes a loop of compares at some instruction; every comparison must still come out right."""
    source = f"""
 {set_handler(14, 0)}
 mov r1, 1
 sys alarm
 mov r1, want
 mov r2, 0
 mov r4, 1
 mov r5, 2
loop:
 cmp r4, r5
 jeq bad
 jgeu bad
 mov r6, [seen]
 bz r6, loop
 die 5
bad:
 die 1
handler:
 cmp r0, r0
 mov r0, 1
 mov [seen], r0
 ret
 {RESTORER}
 .bss
seen: .zero 4
want: .zero 8
"""
    machine = boot(source)
    machine.run(1000)
    for _ in range(40):
        machine.run(7)
        machine.send(SignalEvent(1, 14))
        clone = machine.copy()
        assert finish(clone)[0] == 5


def test_a_blocked_signal_waits() -> None:
    source = f"""
 {set_handler(10, 0)}
 mov r1, 0
 mov r2, bits
 mov r3, 0
 sys sigprocmask
 {RAISE}
 mov r4, [seen]
 bnz r4, bad
 mov r1, set
 sys sigpending
 mov r5, [set]
 mov r1, 1
 mov r2, bits
 mov r3, 0
 sys sigprocmask
 mov r1, [seen]
 add r1, r5
 shr r1, r1, 2
 mov r0, SYS_exit
 syscall
bad:
 die 1
handler:
 mov [seen], r0
 ret
 {RESTORER}
 .data
bits: .word 1 << 9
 .bss
seen: .zero 4
set: .zero 4
"""
    assert run(source)[0] == (10 + 512) >> 2


READER = """
 mov r1, 0
 mov r2, buf
 mov r3, 8
 sys read
 mov r4, r0
 bgez r4, good
 mov r4, r1
good:
 mov r1, [seen]
 shl r1, r1, 4
 add r1, r4
 mov r0, SYS_exit
 syscall
handler:
 mov r0, 1
 mov [seen], r0
 ret
"""
READER_DATA = """
 .bss
seen: .zero 4
buf: .zero 8
"""


@pytest.mark.parametrize(("flags", "expected"), [(0, 16 + 4), (0x10000000, 16 + 3)])
def test_a_handler_interrupts_a_read_or_restarts_it(flags: int, expected: int) -> None:
    machine = boot(set_handler(10, flags) + READER + RESTORER + READER_DATA)
    assert machine.run(1000).reason == "idle"
    machine.send(SignalEvent(1, 10))
    if flags:
        assert machine.run(1000).reason == "idle"
        assert machine.wants_input() == (0,)
    machine.send(HostInput(0, b"abc"))
    assert finish(machine)[0] == expected


def test_data_and_signal_together_lose_nothing() -> None:
    machine = boot(set_handler(10, 0) + READER + RESTORER + READER_DATA)
    machine.run(1000)
    machine.send(HostInput(0, b"ab"))
    machine.send(SignalEvent(1, 10))
    assert finish(machine)[0] == 16 + 2


def test_default_actions() -> None:
    for number, status in ((1, 129), (15, 143), (17, 0), (28, 0)):
        assert run(f" sys getpid\n mov r1, r0\n mov r2, {number}\n sys kill\n die 0")[0] == status


def test_sigkill_cannot_be_handled() -> None:
    source = f"{set_handler(9, 0)}\n mov r0, SYS_exit\n syscall\nhandler:\n ret\n{RESTORER}"
    assert run(source)[0] == 22


def test_sigsuspend_waits_for_one_handler_and_restores_the_mask() -> None:
    source = f"""
 {set_handler(10, 0)}
 mov r1, 0
 mov r2, bits
 mov r3, 0
 sys sigprocmask
 {RAISE}
 mov r1, 0
 sys sigsuspend
 mov r4, r1
 mov r1, 0
 mov r2, 0
 mov r3, set
 sys sigprocmask
 mov r5, [set]
 mov r6, bits
 ldw r6, [r6+0]
 bne r5, r6, bad
 mov r1, [seen]
 add r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 1
handler:
 mov [seen], r0
 ret
 {RESTORER}
 .data
bits: .word 1 << 9
 .bss
seen: .zero 4
set: .zero 4
"""
    assert run(source)[0] == 10 + 4


def test_stop_and_continue_in_the_middle_of_a_read() -> None:
    source = """
 sys fork
 bz r0, child
 mov r1, -1
 mov r2, st
 mov r3, 0
 sys wait
 mov r1, [st]
 shr r1, r1, 8
 mov r0, SYS_exit
 syscall
child:
 mov r1, 0
 mov r2, buf
 mov r3, 8
 sys read
 mov r1, r0
 mov r0, SYS_exit
 syscall
 .bss
st: .zero 4
buf: .zero 8
"""
    machine = boot(source)
    machine.run(1000)
    machine.send(SignalEvent(3, 19))
    machine.run(1000)
    assert machine.kernel.hot[3].stopped == 19
    machine.send(HostInput(0, b"wake"))
    assert machine.run(1000).reason == "idle"
    machine.send(SignalEvent(3, 18))
    assert finish(machine)[0] == 4


def test_nested_handlers_and_nodefer() -> None:
    """The handler of 10 raises 12 inside itself: 12 runs at once, and both return."""
    source = f"""
 {set_handler(10, 0)}
 {set_handler(12, 0, "second")}
 mov r4, 1
 {RAISE}
 mov r1, [order]
 mov r0, SYS_exit
 syscall
handler:
 sys getpid
 mov r1, r0
 mov r2, 12
 sys kill
 mov r1, [order]
 mul r1, r4
 add r1, 3
 mov [order], r1
 ret
second:
 mov r1, [order]
 add r1, 5
 mov [order], r1
 mov r4, 10
 ret
 {RESTORER}
 .bss
order: .zero 4
"""
    assert run(source)[0] == 8


def test_a_full_stack_cannot_take_a_frame() -> None:
    source = f"""
 {set_handler(10, 0)}
 mov r1, 0x7f00
 sys getpid
 mov r4, r0
 mov r2, 0xC010
 mov sp, r2
 mov r1, r4
 mov r2, 10
 sys kill
 die 0
handler:
 ret
 {RESTORER}
"""
    assert run(source)[0] == 128 + 11
