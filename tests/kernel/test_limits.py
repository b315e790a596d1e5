"""Resource limits that programs compared with Linux cannot show quickly: processor time, the stack."""

from tests.kernel.guest import boot, finish, run
from ucvm.kernel.limits import Resource

LOOP = "loop: jmp loop\n"
IGNORING = """
 mov r1, 24
 mov r2, action
 mov r3, 0
 sys sigaction
loop: jmp loop
 .data
 .align 4
action: .word 1, 0, 0, 0
"""


def ended_by(program: str, soft: int, hard: int, ticks: int) -> int:
    """The status of a process that has used almost so many ticks when it begins to loop."""
    machine = boot(program)
    machine.run(50)
    row = machine.kernel.process[1]
    limits = list(row.limits)
    limits[Resource.RLIMIT_CPU] = (soft, hard)
    machine.kernel.process[1] = row._replace(limits=tuple(limits))
    machine.kernel.ticks[1] = ticks
    return finish(machine)[0]


def test_processor_time_ends_with_sigxcpu_and_at_the_maximum_with_sigkill() -> None:
    assert ended_by(LOOP, 1, 2, 99_990_000) == 128 + 24
    assert ended_by(IGNORING, 1, 2, 199_990_000) == 128 + 9


def test_the_stack_grows_to_its_limit_only() -> None:
    source = """
 mov r1, 3
 mov r2, limit
 mov r3, 0
 sys rlimit
 mov r2, 0xd000
 ldw r0, [r2]
 mov r2, 0xc000
 ldw r0, [r2]
 die 0
 .data
 .align 4
limit: .word 8192, 12288
"""
    assert run(source)[0] == 128 + 11
    assert run(source.replace("8192", "12288"))[0] == 0
