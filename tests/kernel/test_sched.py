"""Scheduling and time: fairness, boost, sleeping, alarms, idle time."""

from tests.kernel.guest import boot, finish, run
from ucvm.kernel.sched import BOOST_LIMIT, QUANTUM, quantum_of
from ucvm.machine.events import Advance

SPIN = """
spin:
 jmp spin
"""


def test_two_spinners_share_the_processor() -> None:
    machine = boot(" sys fork\n" + SPIN)
    machine.run(10 * QUANTUM)
    spent = machine.kernel.ticks
    assert abs(spent[1] - spent[3]) <= QUANTUM
    assert spent[1] + spent[3] == 10 * QUANTUM


def test_a_nice_process_gets_less() -> None:
    machine = boot(" sys fork\n bnz r0, spin\n mov r1, 10\n sys nice\n" + SPIN)
    machine.run(6 * QUANTUM)
    spent = machine.kernel.ticks
    assert spent[3] * quantum_of(0) <= (spent[1] + QUANTUM) * quantum_of(10)
    assert spent[3] > 0


PING_PONG = """
 mov r1, ab
 sys pipe
 mov r1, ba
 sys pipe
 sys fork
 bz r0, spinner
 sys fork
 bz r0, pong
ping:
 mov r1, [ab+4]
 mov r2, buf
 mov r3, 1
 sys write
 mov r1, [ba]
 mov r2, buf
 mov r3, 1
 sys read
 jmp ping
pong:
 mov r1, [ab]
 mov r2, buf
 mov r3, 1
 sys read
 mov r1, [ba+4]
 mov r2, buf
 mov r3, 1
 sys write
 jmp pong
spinner:
 jmp spinner
 .bss
ab: .zero 8
ba: .zero 8
buf: .zero 4
"""


def test_boosted_processes_do_not_starve_a_spinner() -> None:
    machine = boot(PING_PONG)
    machine.run(20 * QUANTUM)
    spent = machine.kernel.ticks
    assert spent[3] > 10 * QUANTUM, "the spinner uses whole slices"
    assert spent[1] > 100, "the pair gets on all the same"
    assert spent[4] > 100


def test_a_normal_process_has_its_turn_after_so_many_boosts() -> None:
    k = boot(" die 0").kernel
    k.processes.create_process(1)
    k.processes.create_process(1)
    for pid in (1, 2):
        k.processes.dequeue(pid)
    k.processes.enqueue(4)
    picked = []
    for _ in range(BOOST_LIMIT + 1):
        k.processes.enqueue(3, boosted=True)
        picked.append(k.processes.schedule_next())
        k.vars["current_pid"] = 0
    assert picked == [3] * BOOST_LIMIT + [4]


def test_kernel_processes_run_first() -> None:
    k = boot(" die 0").kernel
    k.processes.enqueue(2)
    assert k.processes.schedule_next() == 2


def test_sleeping_takes_virtual_time_only() -> None:
    source = """
 mov r1, two
 mov r2, 0
 sys nanosleep
 mov r1, 1
 mov r2, now
 sys clock
 mov r1, [now]
 mov r0, SYS_exit
 syscall
 .data
two: .word 2, 500
 .bss
now: .zero 8
"""
    machine = boot(source)
    assert finish(machine)[0] == 2
    assert machine.ticks < 100
    assert [type(entry.event) for entry in machine.log] == [Advance]


def test_without_auto_advance_the_machine_says_when_it_would_go_on() -> None:
    machine = boot(" mov r1, two\n mov r2, 0\n sys nanosleep\n die 3\n.data\ntwo: .word 2, 0", auto_advance=False)
    outcome = machine.run(1000)
    assert outcome.reason == "idle"
    assert outcome.deadline == machine.kernel.clock_ns() + 2_000_000_000
    machine.advance(1_999_999_999)
    assert machine.run(1000).reason == "idle"
    machine.advance(1)
    assert finish(machine)[0] == 3


def test_a_sleeper_wakes_beside_a_spinner() -> None:
    """1 ms is 100,000 ticks: the alarm strikes at its tick, not when somebody is idle."""
    source = """
 sys fork
 bz r0, spinner
 mov r1, milli
 mov r2, 0
 sys nanosleep
 mov r1, 1
 mov r2, now
 sys clock
 mov r1, [now+4]
 mov r2, 1000000
 div r1, r2
 mov r0, SYS_exit
 syscall
spinner:
 jmp spinner
 .data
milli: .word 0, 1000000
 .bss
now: .zero 8
"""
    assert run(source)[0] in (1, 2)


def test_alarm_and_what_was_left() -> None:
    source = """
 mov r1, 10
 sys alarm
 mov r4, r0
 mov r1, 3
 sys alarm
 add r4, r0
 mov r1, 0
 sys alarm
 shl r4, r4, 4
 add r1, r4, r0
 mov r0, SYS_exit
 syscall
"""
    assert run(source)[0] == 10 << 4 | 3


def test_an_interrupted_sleep_tells_the_rest() -> None:
    source = """
 mov r1, 14
 mov r2, action
 mov r3, 0
 sys sigaction
 mov r1, 1
 sys alarm
 mov r1, five
 mov r2, left
 sys nanosleep
 mov r4, r1
 mov r1, [left]
 shl r1, r1, 4
 add r1, r4
 mov r0, SYS_exit
 syscall
handler:
 ret
restorer:
 mov r0, SYS_sigreturn
 syscall
 .data
five: .word 5, 0
action: .word handler, 0, 0x10000000, restorer
 .bss
left: .zero 8
"""
    assert run(source)[0] in (4 << 4 | 4, 3 << 4 | 4)


def test_times_and_the_clock_of_a_process() -> None:
    source = """
 mov r4, 3000000
loop:
 sub r4, 1
 bnz r4, loop
 mov r1, buf
 sys times
 mov r1, [buf]
 mov r0, SYS_exit
 syscall
 .bss
buf: .zero 16
"""
    assert finish(boot(source), 10_000_000)[0] == 6, "6,000,000 ticks are 60 ms, 6 jiffies"
