"""Runs of many kinds, for tests of restoring and replaying: what is started, and what is put in while it runs.

A course is data; `follow` lets a machine take it, and the machine's log then holds the whole run. Nothing here asks the host.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ucvm.hw.engines.base import Engine
from ucvm.image.build import load_image
from ucvm.image.cache import cache_folder
from ucvm.image.sysroot import libc, toolchain
from ucvm.machine.events import Advance, Delegated, Event, HostEof, HostInput, Keys, MountFolder, Resize, SetMode, SetOutput, SignalEvent
from ucvm.machine.folder import Entry
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.toolchain.driver import build_program

REST = 30_000_000
"""Ticks in which a machine comes to rest, or does not."""
PROGRAM = Path(__file__).with_name("memory.c")


class Act(NamedTuple):
    """An input, and how many ticks pass before it at most: fewer when the machine comes to rest. Idle time passes only where they are REST."""

    event: Event
    ticks: int = REST


class Course(NamedTuple):
    """A run: its start, its inputs."""

    name: str
    setup: Setup
    acts: tuple[Act, ...] = ()


def follow(course: Course, engine: Engine | None = None) -> Machine:
    """The machine at the end of a course; its log is the run."""
    machine = course.setup.boot(load_image(), engine=engine)
    take(machine, course.acts)
    return machine


def take(machine: Machine, acts: tuple[Act, ...]) -> None:
    """Let the acts happen to a machine, then let it come to rest."""
    for event, ticks in acts:
        rest(machine, ticks, hasty=ticks < REST)
        machine.send(event)
    rest(machine, REST)


def rest(machine: Machine, ticks: int, hasty: bool = False) -> None:
    """Run until somebody outside is waited for: idle time passes (without haste), requests for delegation are answered with what they ask."""
    end = machine.ticks + ticks
    while True:
        outcome = machine.run(end - machine.ticks)
        if outcome.reason != "idle":
            return
        requests = list(machine.kernel.delegation.requests.values())
        for request in requests:
            failed = request.id % 3 == 0
            machine.send(Delegated(request.id, b"" if failed else b"%s: %s\n" % (request.operation.encode(), b" ".join(request.args)), 5 * failed))
        if not requests and (hasty or outcome.deadline is None):
            return
        if not hasty and outcome.deadline is not None:
            machine.send(Advance(outcome.deadline - machine.kernel.clock_ns()))


def typed(text: str, ticks: int = REST) -> tuple[Act, ...]:
    """Lines typed at the console, each when the machine rests or after so many ticks."""
    return tuple(Act(Keys(line.encode() + b"\r"), ticks) for line in text.splitlines())


def key(letter: str, ticks: int) -> Act:
    """A control character."""
    return Act(Keys(bytes([ord(letter) & 0x1F])), ticks)


def script(text: str, **options: object) -> Setup:
    """A shell line as the whole run."""
    return Setup(argv=("/bin/sh", "-c", text), **options)  # type: ignore[arg-type]


@cache
def program() -> bytes:
    """memory.c, built for the machine."""
    tools = toolchain(str(cache_folder() / "objects"))
    return build_program(tools, [str(PROGRAM)], [libc(tools)]).executable.pack()


def _memory() -> Setup:
    mount = MountFolder("/mnt", ((b"memory", Entry(0o100755, program(), 0)),), True)
    return Setup(argv=("/mnt/memory",), mounts=(mount,))


PIPELINE = """\
seq 1 150 | sort -rn | tr 0-4 a-e | head -30 | tee /tmp/t | wc
grep -c d /tmp/t; sort /tmp/t | uniq -c | tail -3
cut -d: -f1,7 /etc/passwd | sed 's/:/ /' | while read a b; do echo "$b $a"; done
yes | head -3; cat /tmp/t /tmp/t /tmp/t | md5sum"""
SIGNALS = """\
trap 'echo usr1 $n' USR1; trap 'echo int' INT; trap 'echo bye' EXIT
n=0; while [ $n -lt 4 ]; do n=$((n+1)); kill -USR1 $$; done
(trap 'echo child; exit 7' TERM; while :; do sleep 1; done) & p=$!
sleep 2; kill -TERM $p; wait $p; echo $?
timeout 2 sleep 9; echo $?; sh -c 'kill -SEGV $$'; echo $?; sleep 3 & kill -KILL $!; wait $!; echo $?"""
FORKS = """\
for i in 1 2 3 4 5; do (for j in 1 2; do (echo $i $j; date >/dev/null) & done; wait) & done; wait
f() { [ $1 -eq 0 ] || (f $(($1-1)); echo at $1); }; f 4
find /etc -type f | xargs -n 1 basename | sort"""
SLEEPERS = """\
sleep 3 & sleep 1 & (sleep 2; echo two) & sleep 0.25; echo quarter; wait
time sleep 1; nice -n 5 sleep 1; uptime >/dev/null; date; touch -d '2020-01-02' x; ls -l x"""
BLOCKED = """\
mkfifo p q; (cat p; echo p is over) & (echo to q; sleep 1; echo more) > q &
read a < q; echo got $a; echo to p > p; wait
read b; echo $b; cat | tr a-z A-Z; head -c 70000 /dev/zero | (sleep 1; wc -c)"""
PROC = """\
ps; for d in /proc/[0-9]*; do head -3 $d/status; done; cat /proc/meminfo /proc/mounts | head -8
free; df; ls -l /proc/self/fd; dump registers; dump state | wc -l; mode; sleep 1 & ps -l | wc -l"""
NUMBERS = """\
awk 'BEGIN { x = 1; for (i = 1; i < 30; i++) { x += 1 / i; y = y * 0.9 + sqrt(x) } printf "%.9f %.9f\\n", x, y }'
printf '%.3f %e\\n' 3.14159 0.00002718; calc '(2+3)*7/3'
awk '{ s[$1 % 3] += $1 * 1.5 } END { for (k in s) print k, s[k] | "sort" }' <<E
1
2
3
4.5
E"""
JOBS = "sleep 50 & sleep 60\n"
EDITOR = "ed notes\na\none line\nanother\n.\n1s/one/first/\n1,$p\nw\n2d\nu\n/line/\n"


def courses() -> tuple[Course, ...]:
    """All of them."""
    stdin = (Act(HostInput(0, b"a line\n"), 1_500_000), Act(HostInput(0, b"lower case\n"), 400_000), Act(HostEof(0), 90_000))
    jobs = (*typed("sleep 50 & sleep 60"), key("Z", 2_000_000), *typed("jobs\nfg"), key("C", 2_000_000), *typed("kill %1\nwait\necho $?\ncat"))
    edited = (*typed(EDITOR), Act(Keys(b"a\rhalf \x7f\x7f"), 10_000), Act(Keys(b"x\x15gone\x17new\r.\rq\r"), 7_000), *typed("Q\ncat notes"))
    asked = (*typed("search one; search two three\nsearch four"), Act(Resize(30, 100), 20_000), *typed("stty size"), Act(SetMode("FULL"), 5_000))
    return (
        Course("pipeline", script(PIPELINE)),
        Course("signals", script(SIGNALS), (Act(SignalEvent(3, 10), 70_000), Act(SignalEvent(3, 2), 50_000))),
        Course("editor", Setup(), edited),
        Course("forks", script(FORKS)),
        Course("sleepers", script(SLEEPERS, seed=9)),
        Course("blocked", script(BLOCKED), stdin),
        Course("jobs", Setup(), (*jobs, key("Z", 100_000), *typed("bg\nfg"), key("D", 1_000_000), key("C", 40_000))),
        Course("proc", script(PROC, mode="FULL")),
        Course("memory", _memory()),
        Course("traced", script("strace -f sh -c 'echo a | wc; sleep 1; cat nothing'; strace echo b >/dev/null")),
        Course("numbers", script(NUMBERS), (Act(HostEof(0)),)),
        Course("delegation", Setup(), (*asked, *typed("dump state | wc -l\nmode"), Act(SetOutput("DEBUG"), 3_000), *typed("exit"))),
    )
