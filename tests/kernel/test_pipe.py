"""Pipes and fifos: order, atomic writes, ends, blocking."""

from tests.kernel.guest import boot, finish, run
from ucvm.abi.constants import FileType

SETUP = """
 mov r1, fds
 sys pipe
"""
DATA = """
 .bss
fds: .zero 8
st: .zero 4
buf: .zero 9000
"""
CLOSE_WRITE = " mov r1, [fds+4]\n sys close\n"
CLOSE_READ = " mov r1, [fds]\n sys close\n"


def test_bytes_arrive_in_order_and_the_end_is_seen() -> None:
    source = f"""
 {SETUP}
 sys fork
 bz r0, child
 {CLOSE_WRITE}
again:
 mov r1, [fds]
 mov r2, buf
 mov r3, 5
 sys read
 bz r0, done
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 jmp again
done:
 die 3
child:
 mov r1, [fds+4]
 mov r2, text
 mov r3, 12
 sys write
 mov r1, [fds+4]
 mov r2, text
 mov r3, 3
 sys write
 die 0
 .rodata
text: .ascii "hello, pipes"
{DATA}
"""
    assert run(source) == (3, b"hello, pipeshel")


def test_a_writer_sleeps_while_the_pipe_is_full_and_nothing_is_lost() -> None:
    """The child writes 20 × 8 KB, more than the 64 KB a pipe holds; the parent counts."""
    source = f"""
 {SETUP}
 sys fork
 bz r0, child
 {CLOSE_WRITE}
 mov r4, 0
again:
 mov r1, [fds]
 mov r2, buf
 mov r3, 9000
 sys read
 add r4, r0
 bnz r0, again
 mov r1, 160 * 1024
 sub r1, r4, r1
 seteq r1
 sub r1, r4, r4
 mov r2, 160 * 1024
 cmp r4, r2
 seteq r1
 mov r0, SYS_exit
 syscall
child:
 mov r4, 20
more:
 mov r1, [fds+4]
 mov r2, buf
 mov r3, 8192
 sys write
 mov r2, 8192
 cmp r0, r2
 jne bad
 sub r4, 1
 bnz r4, more
 die 0
bad:
 die 1
{DATA}
"""
    assert run(source) == (1, b"")


def test_nobody_reads_any_more() -> None:
    source = f"""
 {SETUP}
 {CLOSE_READ}
 mov r1, [fds+4]
 mov r2, buf
 mov r3, 1
 sys write
 die 0
{DATA}
"""
    assert run(source)[0] == 128 + 13


def test_nonblocking_ends_say_try_again() -> None:
    source = f"""
 {SETUP}
 mov r1, [fds]
 mov r2, 4
 mov r3, 0x800
 sys fcntl
 mov r1, [fds]
 mov r2, buf
 mov r3, 1
 sys read
 mov r0, SYS_exit
 syscall
{DATA}
"""
    assert run(source)[0] == 11


def test_opening_a_fifo_waits_for_the_other_side() -> None:
    source = f"""
 sys fork
 bz r0, child
 mov r1, path
 mov r2, 0
 sys open
 mov r1, r0
 mov r2, buf
 mov r3, 9
 sys read
 mov r3, r0
 mov r2, buf
 mov r1, 1
 sys write
 die 0
child:
 sys yield
 mov r1, path
 mov r2, 1
 sys open
 mov r1, r0
 mov r2, text
 mov r3, 4
 sys write
 die 0
 .rodata
path: .asciz "/tmp/fifo"
text: .ascii "fifo"
{DATA}
"""
    machine = boot(source)
    machine.kernel.fs.create(b"/tmp/fifo", FileType.S_IFIFO, 0o666)
    assert finish(machine) == (0, b"fifo")
    assert not machine.kernel.pipes
    assert not machine.kernel.fifos


def test_a_nonblocking_writer_of_a_lonely_fifo_is_refused() -> None:
    source = """
 mov r1, path
 mov r2, 0x801
 sys open
 mov r0, SYS_exit
 syscall
 .rodata
path: .asciz "/tmp/fifo"
"""
    machine = boot(source)
    machine.kernel.fs.create(b"/tmp/fifo", FileType.S_IFIFO, 0o666)
    assert finish(machine)[0] == 6
