"""The shell at a terminal: prompts, job control, interrupts, errors. Transcripts are what dash shows on a pty, but for the numbers of background
jobs, which POSIX wants and dash leaves out, and the new line after ^Z."""

import pytest

from ucvm.image.build import load_image
from ucvm.machine.events import Advance, Keys
from ucvm.machine.machine import Machine

SECOND = 1_000_000_000
BUDGET = 50_000_000

SESSIONS: dict[str, tuple[list[str | int], str]] = {
    "status": (["false\n", "echo $?\n"], "$ false\n$ echo $?\n1\n$ "),
    "second prompt": (["if true\n", "then echo a\n", "fi\n"], "$ if true\n> then echo a\n> fi\na\n$ "),
    "here-document": (["cat <<E\n", "x $((1+1))\n", "E\n"], "$ cat <<E\n> x $((1+1))\n> E\nx 2\n$ "),
    "own prompt": (["PS1='$x> '\n", "x=5\n", "PS1='% '\n"], "$ PS1='$x> '\n> x=5\n5> PS1='% '\n% "),
    "interrupted command": (["sleep 5\n", "\x03", "echo $?\n"], "$ sleep 5\n^C\n$ echo $?\n130\n$ "),
    "interrupted loop": (["for i in 1 2; do sleep 5; done\n", "\x03", "echo b\n"], "$ for i in 1 2; do sleep 5; done\n^C\n$ echo b\nb\n$ "),
    "interrupted line": (["abc\x03", "echo b\n"], "$ abc^C\n$ echo b\nb\n$ "),
    "interrupted read": (["read x\n", "\x03", "echo b\n"], "$ read x\n^C\n$ echo b\nb\n$ "),
    "interrupted second prompt": (["if true\n", "\x03", "echo b\n"], "$ if true\n> ^C\n$ echo b\nb\n$ "),
    "stop and continue": (
        ["sleep 9\n", "\x1a", "echo $?\n", "jobs\n", "bg\n", "jobs\n", "fg\n", "\x03"],
        "$ sleep 9\n^Z\n[1] + Stopped                    sleep 9\n$ echo $?\n148\n$ jobs\n[1] + Stopped                    sleep 9\n"
        "$ bg\n[1] sleep 9\n$ jobs\n[1] + Running                    sleep 9\n$ fg\nsleep 9\n^C\n$ ",
    ),
    "background": (
        ["sleep 1 &\n", "jobs\n", SECOND, "\n"],
        "$ sleep 1 &\n[1] 4\n$ jobs\n[1] + Running                    sleep 1\n$ \n[1] + Done                       sleep 1\n$ ",
    ),
    "kill a job": (
        ["sleep 5 &\n", "kill %1\n", "\n"],
        "$ sleep 5 &\n[1] 4\n$ kill %1\n$ \n[1] + Terminated                 sleep 5\n$ ",
    ),
    "two jobs": (
        ["sleep 5 & sleep 6 &\n", "jobs\n", "fg %1\n", "\x03", "jobs\n"],
        "$ sleep 5 & sleep 6 &\n[1] 4\n[2] 5\n$ jobs\n[2] + Running                    sleep 6\n[1] - Running                    sleep 5\n"
        "$ fg %1\nsleep 5\n^C\n$ jobs\n[2] + Running                    sleep 6\n$ ",
    ),
    "pipeline as a job": (
        ["cat | cat\n", "\x1a", "fg\n", "x\n", "\x04", "echo e\n"],
        "$ cat | cat\n^Z\n[1] + Stopped                    cat | cat\n$ fg\ncat | cat\nx\nx\n$ echo e\ne\n$ ",
    ),
    "errors do not end it": (
        ["fi\n", "echo ${x?bad}\n", "readonly a=1\n", "a=2\n", "shift 9\n", "nosuch\n", "echo $?\n"],
        '$ fi\nsh: 1: Syntax error: "fi" unexpected\n$ echo ${x?bad}\nsh: x: bad\n$ readonly a=1\n$ a=2\nsh: a: is read only\n'
        "$ shift 9\nsh: shift: can't shift that many\n$ nosuch\nsh: nosuch: not found\n$ echo $?\n127\n$ ",
    ),
    "errors inside a function": (
        ["f() { local x=1; echo ${y?no}; }\n", "set a b\n", "f c\n", "echo $# [$x]\n"],
        "$ f() { local x=1; echo ${y?no}; }\n$ set a b\n$ f c\nsh: y: no\n$ echo $# [$x]\n2 []\n$ ",
    ),
    "endless recursion": (["f() { f; }; f\n", "echo ok\n"], "$ f() { f; }; f\nsh: Too deeply nested\n$ echo ok\nok\n$ "),
    "endless memory": (["while :; do x=$x$x/; done\n", "echo ok\n"], "$ while :; do x=$x$x/; done\nsh: Out of space\n$ echo ok\nok\n$ "),
    "killed command": (["sh -c 'kill -SEGV $$'\n", "echo $?\n"], "$ sh -c 'kill -SEGV $$'\nSegmentation fault\n$ echo $?\n139\n$ "),
    "quit ignored": (["\x1c", "echo b\n"], "$ ^\\echo b\nb\n$ "),
    "trap at the prompt": (["trap 'echo got it' INT\n", "\x03", "\n"], "$ trap 'echo got it' INT\n$ ^Cgot it\n\n$ "),
}


def session(inputs: list[str | int]) -> str:
    """What the console shows after the login message; a number is seconds that pass, in ns."""
    machine = Machine.boot(load_image())
    machine.run(BUDGET)
    for entry in inputs:
        machine.send(Keys(entry.encode()) if isinstance(entry, str) else Advance(entry))
        machine.run(BUDGET)
    shown = b"".join(data for stream, data in machine.take_output() if stream == "console")
    return shown.decode().replace("\r\n", "\n").partition("initialized\n")[2]


@pytest.mark.parametrize("name", SESSIONS)
def test_session(name: str) -> None:
    inputs, expected = SESSIONS[name]
    assert session(inputs) == expected


def test_end_of_input_logs_out() -> None:
    machine = Machine.boot(load_image())
    machine.run(BUDGET)
    machine.send(Keys(b"\x04"))
    assert machine.run(BUDGET).reason == "halted"
