"""The tools that know this machine: modes, dump, processes, file systems, the terminal."""

import json
import re

import pytest

from tests.userland.guest import asking, console, line, served
from ucvm.abi.errno import Errno


def test_mode_is_shown_and_switched() -> None:
    assert line("mode; mode full; mode; mode SIMPLIFIED; mode").out.splitlines() == [
        "SIMPLIFIED",
        "Switched to FULL mode",
        "FULL",
        "Switched to SIMPLIFIED mode",
        "SIMPLIFIED",
    ]


def test_output_is_shown_and_switched() -> None:
    assert line("output; output debug; output; output raw").out.splitlines() == ["RAW", "Output mode: DEBUG", "DEBUG", "Output mode: RAW"]


@pytest.mark.parametrize("command", ["mode half", "mode full now", "output loud", "dump", "dump everything", "dump registers 1 2"])
def test_bad_words_show_the_usage(command: str) -> None:
    done = line(command, mode="FULL")
    assert done.status == 1
    assert done.err.startswith(f"Usage: {command.split()[0]} ")
    assert done.out == ""


@pytest.mark.parametrize("what", ["registers", "memory", "state"])
def test_dump_is_refused_in_simplified_mode(what: str) -> None:
    done = line(f"dump {what}")
    assert (done.status, done.out) == (1, "")
    assert done.err == "dump: hardware is hidden in SIMPLIFIED mode; switch with: mode full\n"


def test_dump_registers_is_of_the_shell() -> None:
    rows = line("dump registers", mode="FULL").out.splitlines()
    for first, row in zip((0, 4, 8, 12), rows, strict=False):
        names = [f"r{number}" for number in range(first, first + 4)]
        assert re.fullmatch("  ".join(rf"{name}: 0x[0-9a-f]{{4,8}}" for name in names), row)
    assert re.fullmatch(r"pc: 0x[0-9a-f]{4,6}  sp: 0x[0-9a-f]{4}", rows[4])
    assert re.fullmatch(r"flags: zero=[01] carry=[01] sign=[01] overflow=[01]", rows[5])
    assert rows[6] in ("mode: USER", "mode: KERNEL")


def test_dump_registers_of_another_process() -> None:
    assert line("dump registers 1", mode="FULL").out != line("dump registers", mode="FULL").out
    assert line("dump registers 4711", mode="FULL").err == "dump: process 4711: No such process\n"


def test_dump_memory_lists_the_segments_first() -> None:
    rows = line("dump memory", mode="FULL").out.splitlines()
    assert rows[:5] == [
        "kernel  0x0000-0x1000  ---",
        "text    0x1000-0x8000  r-x",
        "data    0x8000-0xc000  rw-",
        "stack   0xc000-0xf000  rw-",
        "io      0xf000-0x10000  ---",
    ]
    assert rows[5].startswith("1000  ")
    assert {len(row) for row in rows[5:] if row != "*" and not row.startswith(("text", "data"))} == {74}


def test_dump_memory_shows_a_range() -> None:
    done = line("sleep 100 & dump memory 0xeff0 0xf000 $!; kill $!", mode="FULL")
    assert re.fullmatch(r"eff0  ([0-9a-f]{2} ){8} ([0-9a-f]{2} ){8} \|.{16}\|\n", done.out)
    assert line("dump memory 0x2000 0x1000", mode="FULL").err == "dump: invalid range: '0x1000'\n"
    assert line("dump memory here", mode="FULL").err == "dump: invalid address: 'here'\n"


def test_dump_state_is_the_artifact() -> None:
    state = json.loads(line("dump state", mode="FULL").out)
    assert (state["version"], state["mode"], state["output_mode"]) == ("3.0", "FULL", "RAW")
    assert {"process", "memory", "io", "cpu"} <= set(state["modules"])


def test_fork_tells_both_pids_and_waits() -> None:
    done = line("fork sh -c 'echo $$; exit 7'; echo $?")
    parent, child, pid, status = done.out.split("\n")[:4]
    assert parent.startswith("parent: ")
    assert child == f"child: {pid}"
    assert status == "7"
    assert line("fork nothere; echo $?").out.splitlines()[-1] == "127"


def test_exec_becomes_the_program() -> None:
    assert line("/bin/exec sh -c 'echo $0 $$' & echo $!; wait").out.split()[-1] == line("true & echo $!; wait").out.strip()
    assert line("/bin/exec nothere").status == 127
    assert line("/bin/exec /etc/passwd").err == "exec: /etc/passwd: Permission denied\n"


def test_ps_shows_the_processes() -> None:
    rows = line("ps -o pid,ppid,user,s,comm").out.splitlines()
    assert rows[0].split() == ["PID", "PPID", "USER", "S", "COMMAND"]
    assert ["1", "0", "root", "S", "init"] in [row.split() for row in rows]
    assert rows[-1].split()[2:] == ["user", "R", "ps"]


def test_ps_full_and_berkeley() -> None:
    full = line("sleep 5 & ps -ef; kill $!").out.splitlines()
    assert full[0].split() == ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]
    assert any(row.endswith(" sleep 5") for row in full)
    assert line("ps aux").out.splitlines()[0].split()[:4] == ["USER", "PID", "%CPU", "%MEM"]
    assert line("ps -o nothing").status == 1
    assert line("ps -p 1 -o comm=").out == "init\n"


def test_df_adds_up() -> None:
    head, root, *_ = line("df").out.splitlines()
    assert head == "Filesystem 1K-blocks      Used Available Use% Mounted on"
    _, size, used, free, _, where = root.split()
    assert int(used) + int(free) == int(size)
    assert where == "/"
    assert line("df /nothere").status == 1


def test_free_adds_up() -> None:
    _, memory, swap = line("free").out.splitlines()
    total, used, free, _, cached, _ = map(int, memory.split()[1:])
    assert total == 4096
    assert used + free + cached == total
    assert swap.split()[1:] == ["0", "0", "0"]


def test_uptime_counts_virtual_time() -> None:
    assert " up 1:02, " in line("sleep 3725; uptime").out.replace("up  ", "up ")


def test_tail_follows_what_is_appended() -> None:
    assert line("echo a > f; tail -f f & sleep 2; echo b >> f; sleep 3; kill $!").out == "a\nb\n"


def test_timeout_kills_in_virtual_time() -> None:
    assert line("timeout 1000 sleep 5000; echo $?").out == "124\n"


def test_a_full_disk_is_told() -> None:
    done = line("head -c 20M /dev/zero > big; echo $?; rm big; echo x > small && cat small")
    assert done.out == "1\nx\n"
    assert done.err == "head: write error: No space left on device\n"


def test_permissions_are_told() -> None:
    done = line("cat /etc/shadow; rm -f /etc/passwd; touch /bin/x; cd /; mkdir x; chmod 777 /etc; ls /root")
    assert done.err.splitlines() == [
        "cat: /etc/shadow: Permission denied",
        "rm: cannot remove '/etc/passwd': Permission denied",
        "touch: cannot touch '/bin/x': Permission denied",
        "mkdir: cannot create directory 'x': Permission denied",
        "chmod: changing permissions of '/etc': Operation not permitted",
        "ls: cannot access '/root': No such file or directory",
    ]


def test_root_may_change_owners() -> None:
    assert line("touch f; chown user:user f; ls -l f | cut -c1-26", user="root").out == "-rw-r--r-- 1 user user 0 J\n"
    assert line("touch f; chown root f").err == "chown: changing ownership of 'f': Operation not permitted\n"


def test_ls_writes_columns_on_a_terminal() -> None:
    assert "bin  dev  etc  home  proc  tmp  usr\r\n" in console(b"ls /\n")


def test_ls_does_not_send_control_bytes_to_a_terminal() -> None:
    shown = console(b"cd /tmp; touch \"$(printf 'a\\033[31mb')\"\n", b"ls\n")
    assert "a?[31mb" in shown
    assert "\x1b[31m" not in shown


def test_stty_turns_the_echo_off() -> None:
    assert "secret" not in console(b"stty -echo\n", b"secret\n", b"stty echo\n").replace("sh: secret: not found", "")
    assert "-echo" in console(b"stty -echo\n", b"stty\n")
    assert "rows 24; columns 80" in console(b"stty -a\n")


def test_tty_names_the_terminal() -> None:
    assert "/dev/console\r\n" in console(b"tty\n")


def test_more_waits_for_keys() -> None:
    shown = console(b"seq 40 > /tmp/f; more /tmp/f\n")
    assert "--More--" in shown
    assert "H23\x1b" in shown
    assert "40" not in shown.partition("more /tmp/f")[2]
    assert "40" in console(b"seq 40 > /tmp/f; more /tmp/f\n", b" ").partition("more /tmp/f")[2]


def test_help_lists_the_programs() -> None:
    assert re.search(r"\bgrep\b", line("help").out)
    assert line("help cat").out.startswith("Usage: cat ")


def test_every_tool_explains_itself() -> None:
    """--help prints a usage line; the few that take every word as it is are left out."""
    silent = "true false echo test [ printf yes init sh expr clear sync sleep"
    loop = f"case ' {silent} ' in *\" $t \"*) ;; *) env $t --help </dev/null | grep -qi '^Usage: ' || echo $t;; esac"
    done = served(f"for t in $(ls /bin); do {loop}; done")
    assert done.out == ""


def test_search_and_calc_show_the_answer() -> None:
    assert asking("search weather in Paris", (b"sunny", 0)).out == "[Searching web...]\nsunny\n"
    assert asking("calc 'sqrt(2)' '*' pi", (b"4.44\n", 0)).out == "[Executing in REPL...]\n4.44\n"
    assert asking("calculate 1", (b"", 0)).out == "[Executing in REPL...]\n"


def test_delegation_that_fails_is_told() -> None:
    assert asking("search x", (b"", int(Errno.ETIMEDOUT))).err == "search: web search failed: Connection timed out\n"
    assert asking("calc x", (b"", int(Errno.ENOSYS))) == (1, "[Executing in REPL...]\n", "calc: nobody offers calculation here\n")
    assert line("search x", denied=("search",)).err == "search: web search is not allowed here\n"


def test_modules_are_listed_in_order() -> None:
    names = [row.split()[0] for row in line("modules").out.splitlines()]
    assert {"core", "state", "memory", "process", "io", "delegation", "extension"} <= set(names)
    assert names.index("memory") < names.index("process")


def test_an_unknown_extension_is_told() -> None:
    assert line("load extension nothing").err == "load: extension 'nothing': No such file or directory\n"
    assert line("unload extension nothing").err == "unload: extension 'nothing': No such file or directory\n"
    assert line("load nothing").err == "Usage: load extension name\n"


def test_tree_draws() -> None:
    done = line("mkdir -p d/a/b d/c; touch d/a/x d/z; ln -s z d/l; tree d; tree -d d | tail -1")
    drawing = ["d", "|-- a", "|   |-- b", "|   `-- x", "|-- c", "|-- l -> z", "`-- z", "", "3 directories, 3 files", "3 directories"]
    assert done.out.splitlines() == drawing


def test_big_work_fits_into_small_memory() -> None:
    """What does not fit into the data segment takes the pages that the text leaves unused, or temporary files."""
    assert line("seq 2000 | sed ':a;N;$!ba;s/\\n/+/g' | wc -c").out == "8893\n"
    assert line("seq 9000 | sort -rn | head -n 1; ls -A /tmp").out == "9000\n"
    assert line("head -c 200000 /dev/zero | sort").err == "sort: memory exhausted\n"


def test_who_and_users_see_the_login_session() -> None:
    shown = console(b"who -H; users; who -q; who am i; who -u; who -T; who -b\n")
    assert re.search(r"NAME +LINE +TIME +COMMENT\r\nuser +console +2025-06-17 00:00\r\nuser\r\nuser\r\n# users=1\r\n", shown)
    assert re.search(r"user +console +2025-06-17 00:00 +\. +\d+\r\n", shown)
    assert re.search(r"user +\+ console +2025", shown)
    assert "system boot  2025-06-17 00:00" in shown
    assert line("who; users; who -q").out == "# users=0\n"


def test_logger_appends_to_the_log() -> None:
    done = line("logger -t here one two; logger -i -t x < /etc/hostname; logger -s -t t third; cat /tmp/messages")
    assert re.fullmatch(r"Jun 17 00:00:00 ucvm here: one two\nJun 17 00:00:00 ucvm x\[\d+\]: ucvm\nJun 17 00:00:00 ucvm t: third\n", done.out)
    assert done.err == "t: third\n"


def test_logger_reads_a_file() -> None:
    assert line("logger -t t -p user.err -f /etc/hostname; cut -d' ' -f 4- /tmp/messages").out == "ucvm t: ucvm\n"


def test_time_tells_virtual_time() -> None:
    done = line("command time sleep 2")
    assert re.fullmatch(r"real 2\.0\d\nuser 0\.0\d\nsys 0\.00\n", done.err)


def test_renice_raises_for_users_and_lowers_for_root() -> None:
    script = "sleep 9 & renice -n 3 -g $$ >/dev/null; ps -o ni= -p $!; renice -n 2 -u {0} >/dev/null; ps -o ni= -p $!; "
    script += "renice -n -4 $! 2>&1 | sed s/$!/N/; kill $!"
    assert line(script.format("user")).out.split("\n")[:3] == ["  3", "  5", "renice: failed to set priority for N (process ID): Permission denied"]
    assert line(script.format("root"), user="root").out.split("\n")[:3] == ["  3", "  5", "N (process ID) old priority 5, new priority 1"]


def test_renice_of_another_user_is_refused() -> None:
    assert line("renice -n 1 1").err == "renice: failed to set priority for 1 (process ID): Operation not permitted\n"


def test_chown_tells_what_it_does() -> None:
    done = line("cd /tmp; : > f; chown -v user:nogroup f; chown -v nobody f; chgrp -v user f", user="root")
    assert done.out.splitlines() == [
        "changed ownership of 'f' from root:root to user:nogroup",
        "changed ownership of 'f' from user to nobody",
        "changed group of 'f' from nogroup to user",
    ]


def test_ar_tells_what_is_missing() -> None:
    done = line("cd /tmp; echo x > a; ar rc x.a a; ar t x.a b; echo $?; ar d x.a b; echo $?")
    assert (done.out, done.err) == ("1\n1\n", "ar: no entry b in archive\n" * 2)


def test_top_lists_the_processes() -> None:
    rows = line("top -b -n 1").out.splitlines()
    assert rows[0].startswith("top - 00:00:00 up 0:00,  load average: ")
    assert re.fullmatch(r"Tasks: +4 total, +1 running, +3 sleeping, +0 stopped, +0 zombie", rows[1])
    assert rows[4].split() == ["PID", "USER", "PR", "NI", "VIRT", "RES", "S", "%CPU", "TIME+", "COMMAND"]
    assert [row.split()[-1] for row in rows[5:9]] == ["init", "flusher", "sh", "top"]


def test_top_sorts_and_chooses() -> None:
    assert [row.split()[1] for row in line("top -b -n 1 -u root").out.splitlines()[5:] if row] == ["root", "root"]
    assert [row.split()[0] for row in line("top -b -n 2 -d 1 -o N").out.splitlines()[-5:] if row] == ["1", "2", "3", "4"]
    by_memory = [int(row.split()[5]) for row in line("top -b -n 1 -o M").out.splitlines()[5:] if row]
    assert by_memory == sorted(by_memory, reverse=True)


def test_top_fills_the_screen_until_q() -> None:
    shown = console(b"top\n", b"M", b"q", b"echo back\n", budget=3_000_000)
    assert shown.count("Tasks:") >= 2
    assert shown.endswith("back\r\n$ ")


def test_watch_repeats_until_the_output_changes() -> None:
    done = line("echo a > f; sleep 3 && echo b > f & watch -g -n 1 cat f")
    screens = done.out.split("\x1b[H\x1b[2J")
    assert screens[1].startswith("Every 1.0s: cat f")
    assert [screen.splitlines()[2] for screen in screens[1:]] == ["a", "a", "a", "b"]
    assert line("watch -t -x -g -n 0.5 date +%S").out.split("\x1b[H\x1b[2J") == ["", "00\n", "00\n", "01\n"]


def test_bc_reads_numbers_and_tells_where_memory_ends() -> None:
    assert line("printf 'read()+1\\n41\\n2\\n' | bc").out == "42\n2\n"
    done = line("echo '2^200000' | bc; echo $?; dc -e '2 200000^'")
    assert (done.out, done.err) == ("1\n", "bc: memory exhausted\ndc: memory exhausted\n")


def test_ps_chooses_by_lists() -> None:
    names = "ps {} -o comm="
    assert line(names.format("-p '1 2'")).out == "init\nflusher\n"
    assert line(names.format("-p 1,2 -u user")).out.splitlines() == ["init", "flusher", "sh", "ps"]
    assert line(names.format("-u root")).out == line(names.format("-U root")).out == "init\nflusher\n"
    assert line(names.format("-G root")).out == "init\nflusher\n"
    assert line(names.format("-g 1")).out.splitlines()[0] == "init"
    assert line(names.format("-t console")) == (1, "", "")
    assert line(names.format("-t - -p 99")).out.startswith("init\n")
    assert line(names.format("-d")).out == "ps\n"
    assert line(names.format("-a")).status == 1
    assert line(names.format("-A")).out == line(names.format("-e")).out
    assert line("ps -u nobody-known").err == "ps: user name does not exist\n"
    assert line("ps -G nobody-known").err == "ps: group name does not exist\n"
    assert line("ps -p x").err == "ps: process ID list syntax error\n"


def test_ps_at_a_terminal() -> None:
    shown = console(b"ps -a -o comm=\r", b"ps -t console -o comm= | sort\r").splitlines()
    assert shown[1] == "ps"
    assert "sh" in shown


def test_ps_tells_what_is_used_and_waited_for() -> None:
    assert line("sleep 9 & ps -o wchan= -p $!; kill $!").out == "time\n"
    share = line("i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done; sleep 1; ps -o pcpu=,pmem= -p $$").out.split()
    assert 0 < float(share[0]) < 100
    assert 0 < float(share[1]) < 10


def test_uptime_counts_who_is_logged_in() -> None:
    assert ",  0 users,  load" in line("uptime").out
    assert ",  1 user,  load" in console(b"uptime\r")


def test_a_directory_of_open_files_lists_without_complaints() -> None:
    done = line("ls -l /proc/self/fd")
    assert (done.status, done.err) == (0, "")
    assert " 3 -> " in done.out.splitlines()[-1]


def test_more_of_proc() -> None:
    assert line("cut -d' ' -f1,2 /proc/self/statm").out.split()[0].isdigit()
    assert line("cat /proc/2/wchan").out == "flush"
    assert line("sleep 9 & cat /proc/$!/syscall; kill $!").out.startswith("41 0x")
    assert line("cat /proc/self/syscall").out == "running\n"
    assert line("grep -c 'process .* memory,state,sched, Live' /proc/modules").out == "1\n"
    assert line("grep SYS: /proc/interrupts").out.split()[2:] == ["System", "calls"]
    assert line("strace -q -o /dev/null grep TracerPid /proc/self/status").out != "TracerPid:\t0\n"
    assert line("grep -E 'Vm(Data|Stk|Exe)' /proc/self/status | wc -l").out == "3\n"
