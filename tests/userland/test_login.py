"""Becoming somebody else: su, login, passwd, at the terminal and without one; the passwords are those of docs/files.md."""

from tests.userland.guest import console, line


def test_su_asks_without_echo_and_becomes_root() -> None:
    shown = console(b"su\n", b"root\n", b"id -un; echo $HOME $USER\n", b"exit\n", b"id -un\n")
    assert shown.startswith("su\r\nPassword: \r\n# id -un")
    assert "root\r\n/ user\r\n" in shown
    assert shown.endswith("id -un\r\nuser\r\n$ ")


def test_su_echoes_again_after_a_wrong_password() -> None:
    shown = console(b"su\n", b"secret\n", b"echo $?\n")
    assert shown == "su\r\nPassword: \r\nsu: Authentication failure\r\n$ echo $?\r\n1\r\n$ "


def test_su_runs_a_command() -> None:
    assert line("echo root | su -c 'id -u; cut -d: -f1 /etc/shadow'").out == "0\nroot\nuser\nnobody\n"
    assert line("echo root | su root -c 'exit 7'; echo $?").out == "7\n"
    assert line("echo user | su user --command='echo $0 $1' ").out == "sh\n"


def test_su_of_root_asks_nothing() -> None:
    done = line("su user -c 'id -un; pwd'; su - user -c 'pwd; echo $0'", user="root")
    assert (done.out, done.err) == ("user\n/home/user\n/home/user\n-sh\n", "")


def test_su_as_a_login_has_a_new_environment() -> None:
    script = "cd /tmp; export X=1; su {} user -c 'echo $X; pwd; echo $HOME $USER $LOGNAME $SHELL'"
    for option in ("-", "-l", "--login"):
        assert line(script.format(option), user="root").out == "\n/home/user\n/home/user user user /bin/sh\n"
    assert line(script.format(""), user="root").out == "1\n/tmp\n/home/user user user /bin/sh\n"


def test_su_keeps_the_environment() -> None:
    for option in ("-m", "-p"):
        assert line(f"export HOME=/x; su {option} user -c 'echo $HOME'", user="root").out == "/x\n"
    assert line("export HOME=/x; su user -c 'echo $HOME'", user="root").out == "/home/user\n"


def test_su_takes_a_shell_and_words() -> None:
    assert line("su -s /bin/echo user one two", user="root").out == "one two\n"
    assert line("su -s /bin/nothere user", user="root") == (127, "", "su: /bin/nothere: No such file or directory\n")


def test_su_tells_who_is_not_there() -> None:
    assert line("su ghost", user="root") == (1, "", "su: user ghost does not exist\n")
    assert line("su nobody -c id").status == 1


def test_login_asks_for_name_and_password() -> None:
    shown = console(b"su\n", b"root\n", b"login\n", b"ghost\n", b"x\n", b"user\n", b"user\n", b"pwd; id -un\n")
    assert "ucvm login: ghost\r\nPassword: \r\nLogin incorrect\r\nucvm login: user\r\nPassword: \r\n$ pwd" in shown
    assert "/home/user\r\nuser\r\n" in shown


def test_login_gives_up_after_three_times() -> None:
    assert line("printf 'a\\nx\\na\\nx\\na\\nx\\nuser\\nuser\\n' | login; echo $?", user="root").out.splitlines()[-1] == "1"
    assert line("login").err == "login: Cannot possibly work without effective root\n"


def test_login_of_somebody_known() -> None:
    assert line("export X=1; echo 'id -un; echo $X' | login -f user", user="root").out == "user\n\n"
    assert line("export X=1; echo 'pwd; echo $X' | login -p -f user", user="root").out == "/home/user\n1\n"


def test_passwd_changes_ones_own() -> None:
    done = line("printf 'user\\nnew\\nnew\\n' | passwd; echo new | su user -c 'id -un'; echo user | su user -c id; echo $?")
    assert done.out == "passwd: password updated successfully\nuser\n1\n"
    assert line("printf 'wrong\\n' | passwd; echo $?; passwd root 2>&1; passwd -d user 2>&1").out.splitlines() == [
        "1",
        "passwd: You may not view or modify password information for root.",
        "passwd: You may not view or modify password information for user.",
    ]


def test_passwd_of_root_changes_anybodys() -> None:
    done = line("printf 'a\\na\\n' | passwd user; passwd -S user; passwd -d user; passwd -S user; ls -l /etc/shadow | cut -c1-10", user="root")
    assert done.out == "passwd: password updated successfully\nuser P\npasswd: password updated successfully\nuser L\n-rw-------\n"
    assert line("printf 'a\\nb\\n' | passwd user", user="root").err.endswith("passwd: passwords do not match\n")


def test_set_uid_programs_are_two() -> None:
    found = line("find / -xdev -perm -4000").out.split()
    assert found == ["/bin/passwd", "/bin/su"]
    copied = line("cp /bin/su /tmp/su; ls -l /tmp/su | cut -c1-10; cp -p /bin/su /tmp/s; ls -l /tmp/s | cut -c1-10; echo root | /tmp/su -c id")
    assert copied.out == "-rwxr-xr-x\n-rwxr-xr-x\n"
    assert copied.err.endswith("su: Authentication failure\n")
