"""cc, as, ld and objdump at the `$`: what they write, what they say, and what comes from it runs."""

import pytest

from tests.userland.guest import line, served

HELLO = """cat > hello.c <<'END'
#include <stdio.h>
#include "part.h"
int main(int argc, char **argv) { printf("%d %s\\n", part(argc), NAME); return 5; }
END
mkdir inc; echo 'int part(int n);' > inc/part.h
echo 'int part(int n) { return n + 6; }' > part.c
"""


def test_a_program_is_compiled_and_runs() -> None:
    done = served(HELLO + "cc -Iinc -DNAME='\"x y\"' hello.c part.c && ./a.out; echo $?; ls -l a.out | cut -c1-10")
    assert done == (0, "7 x y\n5\n-rwxr-xr-x\n", "")


def test_objects_and_archives_are_linked() -> None:
    script = "cc -c part.c && ar rc libpart.a part.o && cc -Iinc -DNAME='\"z\"' -c hello.c && cc hello.o -L. -lpart -o hello && ./hello a b"
    assert served(HELLO + script) == (5, "9 z\n", "")
    assert served(HELLO + "cc -Iinc -DNAME=argv[1] hello.c -lpart; echo $?").err == "error: cannot find -lpart\n"


def test_stages_stop_where_they_are_told() -> None:
    done = served(
        HELLO + "cc -S part.c && as part.s -o other.o && grep -c part: part.s; cc -E -Iinc -DNAME=__UCVM__ -U __UCVM__ hello.c | grep -c __UCVM__"
    )
    assert done == (0, "1\n1\n", "")
    script = "echo 'int seven(void) { return 7; }' > a.c; cc -c a.c; objdump -t a.o | grep -c seven; objdump -d a.o | grep -c ret"
    assert served(script) == (0, "1\n1\n", "")


def test_as_and_ld_make_a_program() -> None:
    script = "printf '.global _start\\n_start: mov r1, 9\\nmov r0, 2\\nsyscall\\n' > a.s; as a.s && ld a.o -o nine && ./nine"
    assert served(script) == (9, "", "")


def test_optimisation_can_be_switched_off() -> None:
    source = "echo 'int f(int a) { int s = 0; for (int i = 0; i < 9; i++) s += a / 7 + i; return s; }' > a.c;"
    small, large = (served(f"{source} cc -S {level} a.c -o a.s; wc -l < a.s").out for level in ("-O", "-O0"))
    assert int(small) < int(large)


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [
        ("cc none.c", 1, "none.c: error: no such file\n"),
        ("echo 'int x = ;' > a.c; cc a.c", 1, "a.c:1:9: error: "),
        ("echo '#include \"b.h\"' > a.c; cc -c a.c", 1, "a.c:1:10: error: cannot find the file b.h"),
        ("cc", 2, "Try 'cc --help'.\n"),
        ("echo 'int main(void){return 0;}' > a.c; mkdir d; cc a.c -o d", 1, "cc: d: Is a directory\n"),
        ("echo 'int main(void){return 0;}' > a.c; cc a.c -o /none/such", 1, "cc: /none/such: No such file or directory\n"),
        ("echo 'int main(void){return 0;}' > a.c; chmod 0 a.c; cc a.c", 1, "a.c:1:1: error: Permission denied\n"),
        ("head -c 2000 /dev/zero > a.o; cc a.o", 1, "a.o: error: not a UCVM object file\n"),
        ("as none.s", 1, "none.s: error: no such file\n"),
        ("ld none.o", 1, "none.o: error: No such file or directory\n"),
        ("objdump none", 1, "objdump: none: No such file or directory\n"),
        ("head -c 1200000 /dev/zero > big.c; cc big.c", 1, "cc: File too large\n"),
    ],
)
def test_what_is_wrong_is_said(script: str, status: int, said: str) -> None:
    done = served(script)
    assert (done.status, done.out) == (status, "")
    assert said in done.err


def test_nothing_of_the_host_can_be_read() -> None:
    for path in ("/etc/hostname", "../../../../../../etc/hostname", "/usr/include/../../etc/hostname", "/usr/include/../lib/crt0.s"):
        done = served(f"rm -f /etc/hostname; echo '#include \"{path}\"' > a.c; cc -E a.c")
        assert "cannot find the file" in done.err or "ucvm" in done.out, (path, done)
        assert "_start" not in done.out


def test_a_policy_can_deny_it_and_nobody_may_offer_it() -> None:
    assert line("cc a.c", denied=("toolchain",)) == (1, "", "cc: not allowed here\n")
    assert served("echo 'int main(void) { return 3; }' > a.c; cc a.c; ./a.out").status == 3
