"""A machine under a debugger: runs end where it wants to look, and nothing else changes."""

import pytest

from tests.kernel.guest import boot
from ucvm.abi.layout import CTX_PC
from ucvm.kernel.process import INIT
from ucvm.machine.machine import Machine

PROGRAM = """
    mov r4, 300
again:
    mov r0, SYS_getpid
    syscall
    push r4
    pop r4
    sub r4, 1
    bnz r4, again
    mov r0, SYS_exit
    mov r1, 0
    syscall
"""


def machine() -> Machine:
    return boot(PROGRAM)


@pytest.mark.parametrize(("what", "reason"), [("breakpoints", "break"), ("watched", "watch")])
def test_a_run_ends_where_the_debugger_wants_and_goes_on_as_if_nothing_had_been(what: str, reason: str) -> None:
    plain, watched = machine(), machine()
    space = watched.kernel.space(INIT)
    plain.run(50)
    watched.run(50)
    place = space.word(CTX_PC) if what == "breakpoints" else space.sp - 4
    plain.run(10)
    watched.run(10)
    found = []
    for _ in range(20):
        space.debug(**{what: [place]})
        found.append(watched.run(10_000))
        space.debug()
        watched.run(1)
    assert {outcome.reason for outcome in found} == {reason}
    plain.run(watched.ticks - plain.ticks)
    assert plain.root() == watched.root()
    assert plain.run(10_000) == watched.run(10_000)
    assert plain.root() == watched.root()
