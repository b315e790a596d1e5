"""strace and call 85: what a traced program did, and that nobody can tell from it that it was traced."""

from tests.userland.guest import BUDGET, line
from ucvm.image.build import load_image
from ucvm.kernel.fs.inode import ROOT
from ucvm.kernel.fs.lookup import SUPERUSER
from ucvm.kernel.trace import CallEvent, KernelEvent
from ucvm.machine.events import HostEof
from ucvm.machine.machine import Machine


def test_calls_and_their_answers_are_printed() -> None:
    done = line("echo hello > a; strace -o log -e trace=open,read,write,close,exit cat a nosuch 2>&1; sed '/^write(2/d' log")
    assert done.out.splitlines() == [
        "hello",
        "cat: nosuch: No such file or directory",
        'open("a", O_RDONLY)                     = 3',
        'read(3, "hello\\n", 4096)                = 6',
        'write(1, "hello\\n", 6)                  = 6',
        'read(3, "", 4096)                       = 0',
        "close(3)                                = 0",
        'open("nosuch", O_RDONLY)                = -1 ENOENT (No such file or directory)',
        "exit(1) = ?",
        "+++ exited with 1 +++",
    ]


def test_structs_flags_and_vectors_are_decoded() -> None:
    said = line("strace -s 200 sh -c 'echo x >> new; chmod 640 new; kill -USR1 $$' 2>&1").out
    assert 'exec("/bin/sh", ["sh", "-c", "echo x >> new; chmod 640 new; kill -USR1 $$"], 0x' in said
    assert "open(\"new\", O_WRONLY|O_CREAT|O_APPEND, 0666)" in said
    assert ", SIGUSR1) " in said
    assert "--- SIGUSR1 ---\n+++ killed by SIGUSR1 +++\n" in said
    assert "st_mode=S_IFREG|0644, " in line("strace -e trace=fstat cat /etc/passwd 2>&1 >/dev/null").out
    assert "seek(" not in said


def test_only_what_was_asked_for_is_shown() -> None:
    assert line("strace -q -e trace=getppid,getuid true").err == ""
    assert line("strace -q -e '!open,read,exec,brk,exit,write,close,fstat' cat /etc/hostname").err == ""
    assert line("strace -e trace=nothing true").err == "strace: invalid system call 'nothing'\n"
    assert 'write(1, "0123"..., 11)' in line("strace -s 4 -o log echo 0123456789; cat log").out


def test_children_are_followed() -> None:
    one, all_ = (line(f"strace {option} -e trace=exec sh -c 'ls /nosuch; true'").err for option in ("-q", "-qf"))
    assert "/bin/ls" not in one
    assert 'exec("/bin/ls", ["ls", "/nosuch"]' in all_
    assert "[pid " in all_


def test_output_goes_to_a_file_and_calls_are_counted() -> None:
    assert line("strace -o log true; grep -c exited log") == (0, "1\n", "")
    assert line("strace -o /nosuch/log true").err == "strace: Cannot open '/nosuch/log': No such file or directory\n"
    rows = line("strace -c cat /etc/hostname nosuch >/dev/null").err.splitlines()
    assert "        2         1 open" in rows
    assert rows[-1].endswith(" total")


def test_a_running_process_is_watched() -> None:
    script = "sleep 5 & strace -p $! -e trace=nanosleep,exit & sleep 1; kill %1; wait; echo done"
    assert line(script).err.endswith("--- SIGTERM ---\n+++ killed by SIGTERM +++\n")
    assert line("strace -p 1").err == "strace: attach: 1: Operation not permitted\n"
    assert line("strace -p 999").err == "strace: attach: 999: No such process\n"
    assert line("strace").status == 1


def test_the_status_is_the_programs() -> None:
    assert line("strace -o log sh -c 'exit 7'").status == 7
    assert line("strace -o log sh -c 'kill -9 $$'").status == 137
    assert line("strace -o log /nosuch").err == "strace: Cannot find executable '/nosuch': No such file or directory\n"


def ticks_of(script: str, name: str) -> list[int]:
    """Ticks of processes of a name at each of their system calls."""
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", script], auto_advance=True)
    machine.send(HostEof(0))
    found: list[int] = []

    def note(event: KernelEvent) -> None:
        if isinstance(event, CallEvent) and machine.kernel.process[event.pid].name == name and event.result is None and not event.blocked:
            found.append(machine.kernel.ticks[event.pid])

    machine.kernel.trace.append(note)
    assert machine.run(BUDGET).reason == "halted"
    return found


def test_a_traced_program_runs_as_it_would_untraced() -> None:
    plain = ticks_of("sort /etc/passwd | tail -n 1", "sort")
    traced = ticks_of("strace -o log sort /etc/passwd | tail -n 1", "sort")
    assert [t - traced[-1] for t in traced[1:]] == [t - plain[-1] for t in plain[1:]]


def test_a_set_id_program_gains_nothing_while_traced() -> None:
    machine = Machine.boot(load_image(), argv=["/bin/sh", "-c", "id -u; strace -o log id -u; id -u"], auto_advance=True)
    fs = machine.kernel.fs
    fs.chmod(fs.lookup(b"/bin/id", ROOT, SUPERUSER), SUPERUSER, 0o4755)
    assert machine.run(BUDGET).reason == "halted"
    assert b"".join(data for _, data in machine.take_output()) == b"0\n1000\n0\n"


def test_a_tracer_that_dies_lets_go() -> None:
    done = line("sh -c 'sleep 1; echo free' & strace -f -o /dev/null -p $! & s=$!; sleep 0.1; kill -9 $s; wait; echo end")
    assert done.out == "free\nend\n"
