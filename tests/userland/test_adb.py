"""The debugger in the machine."""

from tests.userland.guest import console, line, served

SOURCE = """cat > p.c <<'END'
#include <stdio.h>
int numbers[3] = {10, 20, 30};
char word[] = "treasure";
int inner(int n)
{
    return n * 2;
}
int outer(int n)
{
    int r = inner(n + 1);
    printf("%d\\n", r);
    return r + numbers[0] + word[0];
}
int main(void)
{
    outer(20);
    outer(30);
    return 9;
}
END
cc -O0 p.c -o p; """


def commands(*rows: str) -> str:
    """What adb says to commands about the program above."""
    script = SOURCE + "adb ./p <<'END'\n" + "\n".join(rows) + "\nEND\n"
    done = served(script)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_a_breakpoint_stops_the_program_and_it_goes_on() -> None:
    said = commands("outer:b", "$b", ":c", ":c", ":c")
    assert said == "outer\nbreakpoint at outer (p.c:8)\nbreakpoint at outer (p.c:8)\n42\n62\nprocess exited with 9\n"


def test_a_deleted_breakpoint_does_not_stop_it() -> None:
    assert commands("inner:b", "outer:b", "inner:d", "outer:d", ":c") == "42\n62\nprocess exited with 9\n"


def test_the_calls_that_led_here_are_shown() -> None:
    said = commands("inner:b", ":c", "$c").splitlines()
    names = [row.split()[0].split("+")[0] for row in said[1:]]
    assert names == ["inner", "outer", "main", "_start"]


def test_memory_is_read_and_written() -> None:
    assert commands("numbers,3/d").split() == ["numbers:", "10", "20", "30"]
    assert commands("numbers+4/w 77", "numbers+4/x") == "numbers+0x4: 0x0000004d\n"
    assert commands("word/s", "word,4/b", "word,3/c") == "word: treasure\nword: 74 72 65 61\nword:  t  r  e\n"
    assert commands("0/x", "0xf000/x").count("nothing is there") == 2


def test_registers_are_read_and_written() -> None:
    assert "r0  0x0000001" in commands("inner:b", ":c", "$r")
    assert commands("inner:b", ":c", "inner:d", "5>r0", "<r0=", ":c").splitlines()[1:3] == ["0x5 0x5", "10"]


def test_single_steps() -> None:
    first, second = commands("=", ":s", ",3:s").splitlines()[1:]
    assert first.startswith("_start+")
    assert second.startswith("_start+")
    assert first != second


def test_a_program_is_started_again_and_ended() -> None:
    assert commands(":c", ":r", ":c").count("process exited with 9\n") == 2
    assert commands(":k", ":c", "$q") == "no process\n"


def test_a_fault_is_seen_before_it_kills() -> None:
    source = "echo 'int main(void) { *(volatile int *)0 = 1; return 0; }' > f.c; cc f.c -o f; printf ':c\\n:c\\n' | adb ./f"
    assert served(source).out.splitlines()[0].startswith("SIGSEGV at main")
    assert served(source).out.endswith("process killed by SIGSEGV\n")


def test_a_running_process_is_stopped_and_goes_on() -> None:
    done = served("sleep 2 & printf '$q\\n' | adb -p $! /bin/sleep; wait; echo $?")
    assert "SIGSTOP at " in done.out
    assert done.out.endswith("0\n")


def test_other_processes_do_not_see_breakpoints() -> None:
    done = served(SOURCE + "printf 'outer:b\\n:c\\n' > c; { cat c; sleep 1; } | adb ./p & sleep 0.5; ./p; wait")
    assert done.out.count("62\n") == 1
    assert "breakpoint at outer" in done.out


def test_what_it_does_not_understand_it_says() -> None:
    assert commands("nosuch/x", "main;", ":x", "$x", "<r99=") == (
        "no symbol nosuch\nan address, a count after a comma, then / : $ = or >\n:b :d :c :s :r :k\n$r $c $b $q\nno register r99\n"
    )
    assert line("adb").status == 1
    assert "adb: /nosuch: No such file or directory\nprocess exited with 127\n" in line("adb /nosuch 2>&1 < /dev/null").out


def test_it_prompts_at_a_terminal() -> None:
    assert "adb> " in console(b"adb /bin/true\r", b"$q\r")
