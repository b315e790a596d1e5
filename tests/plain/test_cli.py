"""The command line as a user meets it: whole processes, their streams and statuses."""

import json
import os
import pty
import random
import subprocess
import sys
from pathlib import Path

import pytest

from ucvm.state.artifact import schema

UCVM = [sys.executable, "-m", "ucvm"]


def ucvm(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*UCVM, *arguments], input=stdin, capture_output=True, timeout=300, cwd=cwd, check=False)


def line(text: str, *options: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """(status, stdout, stderr) of `ucvm -c text`."""
    done = ucvm(*options, "-c", text, stdin=stdin)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cat /etc/passwd | grep root | wc -l", (0, "1\n", "")),
        ("exit 7", (7, "", "")),
        ("echo out; echo err >&2", (0, "out\n", "err\n")),
        ("cat /etc/shadow", (1, "", "cat: /etc/shadow: Permission denied\n")),
        ("foo", (127, "", "sh: foo: not found\n")),
        ("kill -KILL $$", (137, "", "Killed\n")),
        ("echo $HOME $USER; pwd", (0, "/home/user user\n/home/user\n", "")),
        ("test -t 0 || test -t 1 || echo pipes", (0, "pipes\n", "")),
    ],
)
def test_one_line(text: str, expected: tuple[int, str, str]) -> None:
    assert line(text) == expected


@pytest.mark.parametrize(("mode", "told"), [("raw", ""), ("verbose", "[2 processes (sh) · "), ("debug", '    write(1, "hi\\n", 3) = 3\n')])
def test_what_output_modes_tell_goes_to_the_doors_standard_error(mode: str, told: str) -> None:
    status, out, err = line("echo hi; exit 3", "--output", mode)
    assert (status, out) == (3, "hi\n")
    assert told in err
    assert bool(err) == (mode != "raw")


def test_ps_shows_init_as_root() -> None:
    status, out, _ = line("ps -ef")
    rows = [row.split() for row in out.splitlines()[1:]]
    assert status == 0
    assert [row[0] for row in rows if row[-1].endswith("init") or "init" in row] == ["root"]
    assert {"sh", "ps"} <= {word.split("/")[-1] for row in rows for word in row}


def test_random_bytes_go_through_unharmed() -> None:
    data = random.Random(5).randbytes(1 << 20)
    done = ucvm("-c", "cat", stdin=data)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == data


def test_isatty_follows_the_host() -> None:
    controller, terminal = pty.openpty()
    done = subprocess.run([*UCVM, "-c", "test -t 0 && ! test -t 1 && echo terminal"], stdin=terminal, capture_output=True, timeout=300, check=False)
    os.close(controller)
    os.close(terminal)
    assert done.stdout == b"terminal\n"


def test_a_reader_that_leaves_is_an_epipe() -> None:
    done = subprocess.run(f"{sys.executable} -m ucvm -c 'yes; echo $? >&2' | head -n 1", shell=True, capture_output=True, timeout=300, check=False)
    assert done.stdout == b"y\n"
    assert done.stderr in (b"141\n", b"")


@pytest.mark.parametrize(("stream", "message"), [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
def test_output_that_the_host_does_not_take_is_said(stream: str, message: str) -> None:
    command = f"{sys.executable} -m ucvm -c 'echo x; echo y' {stream}"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=300, check=False)
    assert done.returncode != 0
    assert done.stderr.decode() == f"ucvm: stdout: {message}\n"


def test_registers_have_the_form_of_the_specification() -> None:
    status, out, _ = line("mode full; dump registers")
    first, second, *_ = out.splitlines()
    assert (status, first) == (0, "Switched to FULL mode")
    names = second.split()[::2]
    values = second.split()[1::2]
    assert names == ["r0:", "r1:", "r2:", "r3:"]
    assert all(value.startswith("0x") and len(value) >= 6 and int(value, 16) >= 0 for value in values)


def test_dump_says_how_in_simplified_mode() -> None:
    status, out, err = line("dump registers")
    assert (status, out) == (1, "")
    assert "mode full" in err


def test_dump_state_is_valid_alone_and_a_bad_value_is_named(tmp_path: Path) -> None:
    status, out, _ = line("mode full >/dev/null; dump state")
    assert status == 0
    document = json.loads(out)
    assert document["mode"] == "FULL"
    good, bad, rules = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "schema.json"
    good.write_text(out)
    rules.write_text(json.dumps(schema()))
    document["modules"]["process"]["next_pid"] = "many"
    bad.write_text(json.dumps(document))
    assert ucvm("validate", str(good)).returncode == 0
    refused = ucvm("validate", str(bad))
    assert refused.returncode == 1
    assert b"modules.process.next_pid" in refused.stderr
    outside = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(rules)]
    assert subprocess.run([*outside, str(good)], capture_output=True, check=False).returncode == 0
    assert subprocess.run([*outside, str(bad)], capture_output=True, check=False).returncode == 1


def test_script_of_the_host(tmp_path: Path) -> None:
    script = tmp_path / "greet.sh"
    script.write_text('echo "hello $1 of $#"; exit 5\n')
    done = ucvm("run", str(script), "you", "two")
    assert (done.returncode, done.stdout) == (5, b"hello you of 2\n")


def test_sh_reads_a_script_from_standard_input() -> None:
    assert ucvm("sh", stdin=b"echo $((6*7))\n").stdout == b"42\n"
    assert ucvm("sh", "-c", 'echo "$0 $1"', "name", "a").stdout == b"name a\n"


def test_mounted_folder_goes_in_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"b\na\n")
    (tmp_path / "gone").write_bytes(b"x")
    status, out, err = line("cd /mnt && sort in.txt > out.txt && rm gone && mkdir sub && echo deep > sub/file && ls", "--mount", f"{tmp_path}:/mnt")
    assert (status, err) == (0, "")
    assert out.split() == ["in.txt", "out.txt", "sub"]
    assert (tmp_path / "out.txt").read_bytes() == b"a\nb\n"
    assert (tmp_path / "sub" / "file").read_bytes() == b"deep\n"
    assert not (tmp_path / "gone").exists()


def test_read_only_mount_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"same")
    status, _, err = line("echo other > /mnt/file", "--mount", f"{tmp_path}:/mnt:ro")
    assert status != 0
    assert "Read-only file system" in err
    assert (tmp_path / "file").read_bytes() == b"same"


def test_program_of_the_host(tmp_path: Path) -> None:
    source = tmp_path / "p.c"
    source.write_text('#include <stdio.h>\nint main(int n, char **v) { if (n > 1) return *(volatile int *)0; puts("ran"); return 3; }\n')
    assert ucvm("cc", str(source), "-o", str(tmp_path / "p")).returncode == 0
    done = ucvm("exec", str(tmp_path / "p"))
    assert (done.returncode, done.stdout) == (3, b"ran\n")
    crashed = ucvm("--mount", f"{tmp_path}:/mnt", "-c", "/mnt/p x")
    assert (crashed.returncode, crashed.stderr) == (139, b"Segmentation fault\n")


def test_damaged_program(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"\x7fUCX" + bytes(range(200)))
    (tmp_path / "p").chmod(0o755)
    status, _, err = line("/mnt/p", "--mount", f"{tmp_path}:/mnt")
    assert status == 126
    assert "exec format error" in err.lower()


@pytest.mark.parametrize(("allow", "message"), [("", "Operation not permitted"), ("search", "Function not implemented")])
def test_the_outside_is_asked_only_when_allowed(allow: str, message: str, tmp_path: Path) -> None:
    source = tmp_path / "ask.c"
    text = '#include <stdio.h>\n#include <ucvm.h>\n#include <bits/stubs.h>\n'
    source.write_text(text + 'int main(void) { char b[9]; if (websearch("x", b, 9) < 0) perror("ask"); return 1; }\n')
    assert ucvm("cc", str(source), "-o", str(tmp_path / "ask")).returncode == 0
    done = ucvm(*(["--allow", allow] if allow else []), "exec", str(tmp_path / "ask"))
    assert (done.returncode, done.stderr.decode()) == (1, f"ask: {message}\n")


def test_ticks_are_bounded() -> None:
    status, _, err = line("while :; do :; done", "--max-ticks", "200000")
    assert status == 124
    assert "--max-ticks" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--mount", "nowhere:/mnt", "-c", "true"],
        ["--mount", "x", "-c", "true"],
        ["--env", "novalue", "-c", "true"],
        ["--user", "nobody-here", "-c", "true"],
        ["--cwd", "/nowhere", "-c", "true"],
        ["--epoch", "yesterday", "-c", "true"],
        ["--nonsense"],
        ["run", "missing.sh"],
        ["exec", "missing"],
        ["exec", "/etc/passwd"],
        ["exec", "/"],
        ["run", "/"],
        ["run"],
        ["frobnicate"],
        ["--allow", "everything", "-c", "true"],
        ["--image", "missing.img", "-c", "true"],
        ["validate", "missing.json"],
        ["diff", "missing"],
        ["diff", "missing", "missing"],
        ["diff", "/etc/passwd", "/etc/passwd"],
        ["replay"],
        ["replay", "missing"],
        ["replay", "/etc/passwd"],
        ["--machine", "a/b", "-c", "true"],
        ["--machine", "a", "--fresh", "-c", "true"],
        ["--record", "/nowhere/run", "-c", "true"],
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: list[str]) -> None:
    done = ucvm(*arguments)
    assert done.returncode not in (0, 70)
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_the_same_run_twice_leaves_the_same_state(tmp_path: Path) -> None:
    command = "ls -l / | sort | head -n 3; (exit 3); echo $?"
    for name in ("one", "two"):
        assert line(command, "--state", str(tmp_path / name))[0] == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert ucvm("validate", str(tmp_path / "one")).returncode == 0


def test_a_kept_machine_keeps_its_disk(tmp_path: Path) -> None:
    name = ("--machine", "test-kept")
    assert line("echo kept > note", *name) == (0, "", "")
    assert line("cat note", *name) == (0, "kept\n", "")
    assert line("cat note")[0] == 1
    assert ucvm("validate", str(Path(os.environ["UCVM_STATE"]) / "test-kept" / "state.json")).returncode == 0


def test_a_login_is_kept_and_goes_on(tmp_path: Path) -> None:
    plain = ("--machine", "test-login", "--plain")
    assert ucvm(*plain, stdin=b"cd /tmp; echo one > x\n").returncode == 0
    again = ucvm(*plain, stdin=b"pwd; cat x\n")
    assert b"/home/user" in again.stdout, "the end of the input ended the login, so the machine starts anew"
    assert line("cat /tmp/x", "--machine", "test-login") == (0, "one\n", "")


def test_a_machine_in_the_middle_of_a_session_takes_no_command(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [*UCVM, "--machine", "test-middle", "--plain"]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, start_new_session=True) as process:
        seen = b""
        while b"$ " not in seen:
            seen += os.read(leader, 1000)
        assert b"open elsewhere" in ucvm("--machine", "test-middle", "-c", "true").stderr
        process.kill()
    done = ucvm("--machine", "test-middle", "-c", "true")
    assert (done.returncode, done.stderr.splitlines()[0][:58]) == (2, b"ucvm: machine test-middle is in the middle of a session: o")
    refused = ucvm("--machine", "test-middle", "--seed", "4", "--plain")
    assert b"goes on where it was: --seed needs one that starts" in refused.stderr
    run = str(tmp_path / "run")
    again = ucvm("--machine", "test-middle", "--record", run, "--plain", stdin=b"echo going on\nexit 4\n")
    assert (again.returncode, again.stdout.count(b"initialized"), b"going on\r\n" in again.stdout) == (4, 0, True)
    replayed = ucvm("replay", run)
    assert (replayed.returncode, replayed.stderr) == (0, b"")


def test_a_run_is_recorded_and_replayed(tmp_path: Path) -> None:
    run = str(tmp_path / "run")
    assert line("read x; echo $x > f; sleep 2; cat f; date", "--record", run, stdin=b"word\n")[1] == "word\nTue Jun 17 00:00:02 UTC 2025\n"
    done = ucvm("replay", run)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"as recorded\n")
    Path(run).write_bytes(Path(run).read_bytes().replace(b'"d29yZAo="', b'"d29yZQo="'))
    done = ucvm("replay", run)
    assert (done.returncode, b"damaged run" in done.stderr) == (1, True)


def test_a_mounted_folder_of_a_kept_machine_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("one\n")
    options = ("--machine", "test-mount", "--mount", f"{tmp_path}:/mnt/host")
    assert line("cat /mnt/host/f", *options) == (0, "one\n", "")
    (tmp_path / "f").write_text("two\n")
    assert line("cat /mnt/host/f; echo three > /mnt/host/g", *options) == (0, "two\n", "")
    assert (tmp_path / "g").read_text() == "three\n"


def test_diff_says_where_runs_part_and_what_differs(tmp_path: Path) -> None:
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    for name, word in ((one, b"one\n"), (two, b"two\n")):
        assert line("read x; echo $x > f", "--record", name, "--state", f"{name}.json", stdin=word)[0] == 0
    runs = ucvm("diff", one, two)
    assert (runs.returncode, runs.stderr) == (1, b"")
    assert runs.stdout.startswith(b"the runs differ from tick ")
    states = ucvm("diff", f"{one}.json", f"{two}.json")
    assert (states.returncode, b"fs.blocks.changed" in states.stdout) == (1, True)
    assert ucvm("diff", one, one).stdout == b"no difference\n"
    assert ucvm("diff", one, f"{one}.json").returncode == 2
