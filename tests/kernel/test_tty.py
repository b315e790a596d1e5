"""The line discipline as pure functions, and the console in a running machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel import guest
from ucvm.abi.constants import ControlChar, Device, FileType, InputFlag, Ioctl, LocalFlag, OutputFlag
from ucvm.abi.signals import Signal
from ucvm.abi.structs import TERMIOS
from ucvm.kernel import tty
from ucvm.kernel.file import IOStream, StreamType
from ucvm.kernel.line import INPUT_MAX, LINE_MAX, Tty, available, configure, feed, output, take
from ucvm.kernel.records import ProcessState
from ucvm.kernel.syscall import KernelError
from ucvm.machine.events import Keys, Resize, SignalEvent
from ucvm.machine.machine import Machine

RAW = Tty(lflag=LocalFlag.ISIG)


def typed(data: bytes, terminal: Tty | None = None) -> tuple[tuple[bytes, ...], bytes, bytes]:
    """(complete lines, line being edited, what the screen shows)."""
    fed = feed(terminal or Tty(), data, 0)
    return fed.tty.lines, fed.tty.edit, fed.echo


class Screen:
    """A one-line screen: enough to see what echo and erasing leave behind."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.at = 0

    def show(self, data: bytes) -> str:
        for character in data.decode():
            if character == "\b":
                self.at -= 1
                assert self.at >= 0, "the cursor went left of the margin"
            elif character == "\t":
                self.put(" " * (8 - self.at % 8))
            else:
                self.put(character)
        return "".join(self.cells).rstrip()

    def put(self, text: str) -> None:
        self.cells += [" "] * (self.at + len(text) - len(self.cells))
        self.cells[self.at : self.at + len(text)] = text
        self.at += len(text)


def test_a_line_is_read_when_it_is_complete() -> None:
    assert typed(b"ls -l") == ((), b"ls -l", b"ls -l")
    assert typed(b"ls\r") == ((b"ls\n",), b"", b"ls\r\n")
    assert typed(b"a\nb\nc") == ((b"a\n", b"b\n"), b"c", b"a\r\nb\r\nc")


@pytest.mark.parametrize(
    ("keys", "line", "screen"),
    [
        (b"ab\x7f", b"a", "a"),
        (b"ab\x7f\x7f\x7f\x7f", b"", ""),
        ("aö\x7f".encode(), b"a", "a"),
        ("aö€\x7f\x7f".encode(), b"a", "a"),
        (b"a\x01\x7f", b"a", "a"),
        (b"a\x01b", b"a\x01b", "a^Ab"),
        (b"ab\tc\x7f\x7f", b"ab", "ab"),
        (b"a\t\tx\x7f\x7f", b"a\t", "a"),
        (b"one two  \x17", b"one ", "one"),
        (b"one two\x17\x17", b"", ""),
        (b"one\ttwo\x17", b"one\t", "one"),
        (b"some line\x15", b"", ""),
        (b"some\x01\tline\x15x", b"x", "x"),
    ],
)
def test_editing_changes_line_and_screen_alike(keys: bytes, line: bytes, screen: str) -> None:
    _, edit, echo = typed(keys)
    assert edit == line
    assert Screen().show(echo) == screen


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert typed("漢\x7f".encode())[2] == "漢".encode() + b"\b \b\b \b"
    assert typed("e\u0301\x7f".encode())[2] == "e\u0301".encode()


@given(st.lists(st.sampled_from([b"a", b"\t", "é".encode(), b"\x7f", b"\x17", b" ", b"\x02", b"\xff"]), max_size=40))
def test_erasing_everything_empties_the_screen(keys: list[bytes]) -> None:
    prompt, shown = output(Tty(), b"$ ")
    fed = feed(prompt, b"".join(keys) + b"\x7f" * 50, 0)
    assert fed.tty.edit == b""
    assert Screen().show((shown + fed.echo).replace(b"\xff", b"?")) == "$"
    assert fed.tty.column == 2


def test_end_of_file() -> None:
    terminal = feed(Tty(), b"\x04", 0).tty
    assert take(terminal, 10) == (terminal._replace(lines=()), b"")
    assert typed(b"abc\x04") == ((b"abc",), b"", b"abc")
    assert typed(b"abc\x04\x04")[0] == (b"abc", b"")


def test_a_short_read_leaves_the_rest_of_the_line() -> None:
    terminal = feed(Tty(), b"hello\nnext\n", 0).tty
    terminal, first = take(terminal, 3)
    terminal, second = take(terminal, 100)
    terminal, third = take(terminal, 100)
    assert (first, second, third) == (b"hel", b"lo\n", b"next\n")
    assert available(terminal) == 0


@pytest.mark.parametrize(("key", "number", "echo"), [(3, Signal.SIGINT, b"^C"), (28, Signal.SIGQUIT, b"^\\"), (26, Signal.SIGTSTP, b"^Z")])
def test_signals_drop_what_was_typed(key: int, number: Signal, echo: bytes) -> None:
    fed = feed(Tty(), b"a\nbc" + bytes((key,)) + b"d", 0)
    assert fed.signals == (number,)
    assert (fed.tty.lines, fed.tty.edit) == ((), b"d")
    assert fed.echo == b"a\r\nbc" + echo + b"d"
    kept = feed(Tty(lflag=Tty().lflag | LocalFlag.NOFLSH), b"bc" + bytes((key,)), 0)
    assert kept.tty.edit == b"bc"
    assert feed(Tty(lflag=LocalFlag.ICANON), bytes((key,)), 0).signals == ()


def test_without_echo_nothing_shows_but_echonl() -> None:
    quiet = Tty(lflag=LocalFlag.ICANON)
    assert typed(b"secret\x7f\n", quiet) == ((b"secre\n",), b"", b"")
    assert typed(b"secret\n", quiet._replace(lflag=LocalFlag.ICANON | LocalFlag.ECHONL))[2] == b"\r\n"


def test_kill_without_echoe_goes_to_a_new_line() -> None:
    terminal = Tty(lflag=LocalFlag.ICANON | LocalFlag.ECHO | LocalFlag.ECHOK | LocalFlag.ECHOCTL)
    assert typed(b"abc\x15", terminal) == ((), b"", b"abc^U\r\n")


def test_input_flags() -> None:
    assert typed(b"a\r", Tty(iflag=InputFlag.IGNCR)) == ((), b"a", b"a")
    assert typed(b"a\n", Tty(iflag=InputFlag.INLCR))[1] == b"a\r"
    assert typed(b"\xc1", Tty(iflag=InputFlag.ISTRIP))[1] == b"A"


def test_raw_mode_gives_bytes_as_they_come() -> None:
    raw = feed(RAW._replace(lflag=0), b"\x03\x04\x7f\x15\n", 0).tty
    assert take(raw, 100)[1] == b"\x03\x04\x7f\x15\n"
    assert take(raw, 2)[1] == b"\x03\x04"
    assert available(take(raw, 2)[0]) == 3


def test_stop_and_start() -> None:
    stopped = feed(Tty(), b"\x13", 0).tty
    assert stopped.stopped
    assert not feed(stopped, b"\x11", 0).tty.stopped
    assert not feed(stopped, b"\x03", 0).tty.stopped
    assert feed(Tty(iflag=0), b"\x13", 0).tty.edit == b"\x13"


def test_output_processing() -> None:
    assert output(Tty(), b"a\nb\n")[1] == b"a\r\nb\r\n"
    assert output(Tty(oflag=OutputFlag.OPOST), b"a\n")[1] == b"a\n"
    assert output(Tty(oflag=0), b"a\n")[1] == b"a\n"
    assert output(Tty(), b"abc\tx")[0].column == 9


def test_input_that_was_waiting_survives_a_change_of_mode() -> None:
    terminal = feed(Tty(), b"part", 0).tty
    raw = configure(terminal, terminal.iflag, terminal.oflag, terminal.cflag, 0, terminal.cc)
    assert take(raw, 10)[1] == b"part"
    back = configure(feed(RAW, b"xy", 0).tty, 0, 0, 0, LocalFlag.ICANON, Tty().cc)
    assert back.lines == (b"xy",)
    assert configure(terminal, 0, 0, 0, 0, terminal.cc, flush=True).lines == ()


def test_characters_can_be_changed_and_switched_off() -> None:
    cc = bytearray(Tty().cc)
    cc[ControlChar.VERASE], cc[ControlChar.VINTR] = ord("#"), 0
    assert typed(b"ab#\x03", Tty(cc=bytes(cc)))[1] == b"a\x03"
    cc[ControlChar.VEOL] = ord(";")
    assert typed(b"a;", Tty(cc=bytes(cc)))[0] == (b"a;",)


def test_lines_and_input_are_bounded() -> None:
    lines, _, echo = typed(b"x" * 5000 + b"\n")
    assert lines == (b"x" * LINE_MAX + b"\n",)
    assert echo.count(b"\a") == 5000 - LINE_MAX
    assert available(feed(RAW, b"x" * (INPUT_MAX + 10), 0).tty) == INPUT_MAX


@given(st.binary(max_size=60), st.integers(0, 60), st.integers(0, 0xFFFF), st.integers(0, 0x3FFFF))
def test_how_input_is_cut_makes_no_difference(data: bytes, at: int, iflag: int, lflag: int) -> None:
    terminal = Tty(iflag=iflag, lflag=lflag)
    whole = feed(terminal, data, 5)
    first = feed(terminal, data[:at], 5)
    second = feed(first.tty, data[at:], 5)
    assert whole == (second.tty, first.echo + second.echo, first.signals + second.signals)


# In a machine

OPEN_CONSOLE = """
    sys setsid
    mov r1, console
    mov r2, 2
    sys open
    mov r4, r0
"""
TAIL = """
.data
console: .asciz "/dev/console"
.bss
.align 4
buffer: .zero 4096
.text
"""
ECHO_BACK = (
    OPEN_CONSOLE
    + """
again:
    mov r1, r4
    mov r2, buffer
    mov r3, 100
    sys read
    bz r0, over
    mov r3, r0
    mov r1, r4
    mov r2, buffer
    sys write
    jmp again
over:
    die 7
"""
    + TAIL
)


def machine_with_console(program: str) -> Machine:
    machine = guest.boot(program)
    machine.kernel.fs.create(b"/dev", FileType.S_IFDIR, 0o755)
    machine.kernel.fs.create(b"/dev/console", FileType.S_IFCHR, 0o666, rdev=Device.CONSOLE)
    return machine


def shown(machine: Machine) -> bytes:
    return b"".join(data for stream, data in machine.take_output() if stream == "console")


def test_a_program_reads_what_is_typed() -> None:
    machine = machine_with_console(ECHO_BACK)
    assert machine.run(10_000).reason == "idle"
    assert tty.console(machine.kernel).pgrp == 1, "opening the console made it the controlling terminal"
    machine.send(Keys(b"hel"))
    assert machine.run(10_000).reason == "idle"
    machine.send(Keys(b"lo\r"))
    assert machine.run(10_000).reason == "idle"
    assert shown(machine) == b"hello\r\nhello\r\n"
    machine.send(Keys(b"\x04"))
    outcome = machine.run(10_000)
    assert (outcome.reason, outcome.status) == ("halted", 7)


def test_control_c_reaches_the_foreground_group() -> None:
    machine = machine_with_console(ECHO_BACK)
    machine.run(10_000)
    machine.send(Keys(b"x\x03"))
    outcome = machine.run(10_000)
    assert (outcome.reason, outcome.status) == ("halted", 128 + Signal.SIGINT)
    assert shown(machine) == b"x^C"


def test_stopped_output_waits() -> None:
    machine = machine_with_console(ECHO_BACK)
    machine.run(10_000)
    machine.send(Keys(b"\x13line\n"))
    assert machine.run(10_000).reason == "idle"
    before = shown(machine)
    machine.send(Keys(b"\x11"))
    machine.run(10_000)
    assert (before, shown(machine)) == (b"line\r\n", b"line\r\n")


BACKGROUND = (
    """
    sys fork
    bz r0, session
    mov r1, -1
    clr r2
    clr r3
    sys wait
    die 1
session:
"""
    + OPEN_CONSOLE
    + """
    sys fork
    bz r0, child
    mov r1, -1
    clr r2
    mov r3, 2
    sys wait
    mov r1, r4
    mov r2, said
    mov r3, 8
    sys write
    mov r1, -1
    clr r2
    mov r3, 2
    sys wait
    die 1
child:
    clr r1
    clr r2
    sys setpgid
    mov r1, r4
    mov r2, buffer
    mov r3, 10
    sys read
    die 3
.data
said: .ascii "stopped\\n"
"""
    + TAIL
)


def test_a_background_reader_is_stopped() -> None:
    machine = machine_with_console(BACKGROUND)
    assert machine.run(100_000).reason == "idle"
    assert shown(machine) == b"stopped\r\n"
    (child,) = machine.kernel.children[machine.kernel.children[1][0]]
    assert machine.kernel.hot[child].stopped == Signal.SIGTTIN
    assert machine.kernel.hot[child].state == ProcessState.BLOCKED
    machine.send(SignalEvent(child, Signal.SIGKILL))
    assert machine.run(100_000).reason == "halted"


def test_a_background_reader_whom_nobody_could_continue_gets_an_error() -> None:
    machine = machine_with_console(OPEN_CONSOLE + BACKGROUND.split(OPEN_CONSOLE)[1])
    assert machine.run(100_000).reason == "halted"
    assert shown(machine) == b"stopped\r\n", "wait returned because the child ended"


def test_a_resize_is_seen_once() -> None:
    machine = machine_with_console(ECHO_BACK)
    machine.run(10_000)
    machine.send(Resize(40, 100))
    assert (tty.console(machine.kernel).rows, tty.console(machine.kernel).cols) == (40, 100)
    assert machine.run(10_000).reason == "idle"


def raw_console(least: int, time: int) -> Machine:
    """The program waits in a read of a raw console with these VMIN and VTIME (tenths of a second)."""
    machine = machine_with_console(ECHO_BACK)
    cc = bytearray(Tty().cc)
    cc[ControlChar.VMIN], cc[ControlChar.VTIME] = least, time
    tty.ttys(machine.kernel)[0] = Tty(lflag=0, oflag=0, cc=bytes(cc))
    machine.run(10_000)
    return machine


def type_and_run(machine: Machine, data: bytes) -> bytes:
    machine.send(Keys(data))
    machine.run(10_000)
    return shown(machine)


def test_raw_reads_wait_for_so_many_bytes() -> None:
    machine = raw_console(3, 0)
    assert [type_and_run(machine, byte) for byte in (b"a", b"b", b"c", b"d")] == [b"", b"", b"abc", b""]


def test_a_raw_read_without_minimum_does_not_wait() -> None:
    assert raw_console(0, 0).run(10_000).status == 7


def test_a_raw_read_ends_after_its_time() -> None:
    machine = raw_console(0, 5)
    outcome = machine.run(10_000)
    assert outcome.reason == "idle"
    assert outcome.deadline is not None
    wanted = outcome.deadline - machine.kernel.clock_ns()
    assert 499_000_000 < wanted <= 500_000_000
    machine.advance(wanted)
    assert machine.run(10_000).status == 7


def test_time_between_bytes() -> None:
    machine = raw_console(5, 2)
    assert machine.run(10_000).deadline is None, "the first byte is waited for without limit"
    machine.advance(10_000_000_000)
    assert type_and_run(machine, b"ab") == b""
    outcome = machine.run(10_000)
    assert outcome.deadline is not None
    machine.advance(outcome.deadline - machine.kernel.clock_ns())
    machine.run(10_000)
    assert shown(machine) == b"ab"


AT = 0xE000
"""Where arguments of ioctl stand in the program's stack."""


def control(machine: Machine, request: Ioctl, argument: bytes = b"", size: int = 0) -> bytes | str:
    """Ask the console for process 1: what it stored, or the error's name."""
    k = machine.kernel
    k.copy_out(1, AT, argument)
    try:
        assert tty.ioctl(k, 1, IOStream(1, StreamType.DEVICE, (0, 0), Device.CONSOLE, 0, 2), request, AT) == 0
    except KernelError as error:
        return error.errno.name
    return k.copy_in(1, AT, size)


def test_requests() -> None:
    machine = machine_with_console(ECHO_BACK)
    machine.run(10_000)
    machine.send(Keys(b"two"))
    settings = control(machine, Ioctl.TCGETS, size=36)
    assert isinstance(settings, bytes)
    assert TERMIOS.packer.unpack(settings)[:4] == Tty()[:4]
    assert control(machine, Ioctl.FIONREAD, size=4) == bytes(4)
    raw = TERMIOS.packer.pack(0, 0, 0, 0, bytes(20))
    assert control(machine, Ioctl.TCSETSW, raw) == b""
    assert control(machine, Ioctl.FIONREAD, size=4) == b"\3\0\0\0"
    assert control(machine, Ioctl.TCSETSF, settings) == b""
    assert tty.console(machine.kernel).lines == ()
    assert control(machine, Ioctl.TIOCGWINSZ, size=4) == b"\x18\0\x50\0"
    assert control(machine, Ioctl.TIOCSWINSZ, b"\x19\0\x51\0" + bytes(4)) == b""
    assert control(machine, Ioctl.TIOCGWINSZ, size=4) == b"\x19\0\x51\0"
    assert control(machine, Ioctl.TIOCGPGRP, size=4) == b"\1\0\0\0"
    assert control(machine, Ioctl.TIOCSPGRP, b"\2\0\0\0") == "EPERM"
    assert control(machine, Ioctl.TIOCSPGRP, bytes(4)) == "EINVAL"
    assert control(machine, Ioctl.TIOCSCTTY) == b""
    with pytest.raises(KernelError, match="Invalid argument"):
        tty.ioctl(machine.kernel, 1, IOStream(1, StreamType.DEVICE, (0, 0), Device.CONSOLE, 0, 2), 1, AT)
