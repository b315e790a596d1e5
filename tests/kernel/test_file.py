"""Descriptors: sharing, flags, limits; standard streams of the host; devices."""

from tests.kernel.guest import boot, finish, run
from ucvm.machine.events import HostClosed, HostEof, HostInput


def test_a_shared_offset_and_append() -> None:
    source = """
 mov r1, path
 mov r2, 0x42
 mov r3, 420
 sys open
 mov r4, r0
 mov r1, r4
 sys dup
 mov r5, r0
 mov r1, r4
 mov r2, text
 mov r3, 4
 sys write
 mov r1, r5
 mov r2, text
 mov r3, 4
 sys write
 mov r1, r4
 mov r2, -6
 mov r3, 1
 sys seek
 mov r1, r5
 mov r2, buf
 mov r3, 16
 sys read
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 mov r1, r4
 mov r2, 0
 mov r3, 0
 sys seek
 mov r1, path
 mov r2, 0x402
 sys open
 mov r1, r0
 mov r2, text
 mov r3, 1
 sys write
 mov r1, r4
 mov r2, 0
 mov r3, 2
 sys seek
 mov r1, r0
 mov r0, SYS_exit
 syscall
 .rodata
path: .asciz "/tmp/f"
text: .ascii "abcd"
 .bss
buf: .zero 16
"""
    assert run(source) == (9, b"cdabcd")


def test_descriptors_end_and_dup2_closes() -> None:
    source = """
 mov r4, 0
more:
 mov r1, 0
 sys dup
 bltz r0, full
 add r4, 1
 jmp more
full:
 bne r1, 24, bad
 mov r1, 1
 mov r2, 31
 sys dup2
 mov r1, 1
 mov r2, 32
 sys dup2
 bne r1, 9, bad
 mov r1, 31
 mov r2, text
 mov r3, 1
 sys write
 mov r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 1
 .rodata
text: .ascii "x"
"""
    assert run(source) == (29, b"x")


def test_close_on_exec() -> None:
    child = """
 mov r1, 5
 mov r2, 0
 mov r3, 0
 sys fcntl
 mov r4, r1
 mov r1, 6
 mov r2, 1
 sys fcntl
 shl r0, 4
 add r1, r0, r4
 mov r0, SYS_exit
 syscall
"""
    parent = """
 mov r1, 1
 mov r2, 5
 sys dup2
 mov r1, 1
 mov r2, 6
 sys dup2
 mov r1, 5
 mov r2, 2
 mov r3, 1
 sys fcntl
 mov r1, path
 mov r2, 0
 mov r3, 0
 sys exec
 die 1
 .rodata
path: .asciz "/bin/child"
"""
    assert run(parent, {"/bin/child": child})[0] == 9


ECHO = """
again:
 mov r1, 0
 mov r2, buf
 mov r3, 100
 sys read
 bz r0, end
 mov r3, r0
 mov r1, 1
 mov r2, buf
 sys write
 jmp again
end:
 die 4
 .bss
buf: .zero 100
"""


def test_host_streams_carry_bytes_unharmed() -> None:
    machine = boot(ECHO)
    data = bytes(range(256)) * 3
    assert machine.run(1000).reason == "idle"
    assert machine.wants_input() == (0,)
    machine.send(HostInput(0, data))
    machine.run(100_000)
    machine.send(HostEof(0))
    assert finish(machine) == (4, data)


def test_a_read_takes_no_more_than_the_memory_behind_its_buffer_holds() -> None:
    source = """
 mov r1, 0
 mov r2, 0xEFFD
 mov r3, 100
 sys read
 mov r4, r0
 mov r1, 0
 mov r2, buf
 mov r3, 100
 sys read
 shl r4, r4, 4
 add r1, r4, r0
 mov r0, SYS_exit
 syscall
 .bss
buf: .zero 100
"""
    machine = boot(source)
    machine.send(HostInput(0, b"0123456789"))
    assert finish(machine)[0] == 3 << 4 | 7


def test_a_closed_host_stream_is_a_broken_pipe() -> None:
    machine = boot(ECHO)
    machine.send(HostClosed(1))
    machine.send(HostInput(0, b"x"))
    assert finish(machine)[0] == 128 + 13


def test_devices() -> None:
    source = """
 mov r1, path
 mov r2, 2
 sys open
 mov r4, r0
 mov r1, r4
 mov r2, buf
 mov r3, 4
 sys read
 mov r5, r0
 mov r1, r4
 mov r2, buf
 mov r3, 4
 sys write
 bgez r0, good
 mov r0, r1
good:
 shl r5, r5, 5
 add r1, r5, r0
 mov r0, SYS_exit
 syscall
 .rodata
path: .asciz "/tmp/dev"
 .bss
buf: .zero 4
"""
    from ucvm.abi.constants import Device, FileType

    for device, expected in ((Device.NULL, 4), (Device.ZERO, 4 << 5 | 4), (Device.FULL, 4 << 5 | 28), (Device.RANDOM, 4 << 5 | 4)):
        machine = boot(source)
        machine.kernel.fs.create(b"/tmp/dev", FileType.S_IFCHR, 0o666, rdev=device)
        assert finish(machine)[0] == expected, device


def test_the_random_device_is_seeded() -> None:
    assert boot(" die 0", seed=1).kernel.random_bytes(40) == boot(" die 0", seed=1).kernel.random_bytes(40)
    assert boot(" die 0", seed=1).kernel.random_bytes(40) != boot(" die 0", seed=2).kernel.random_bytes(40)


def test_an_unlinked_file_lives_while_it_is_open() -> None:
    source = """
 mov r1, path
 mov r2, 0x42
 mov r3, 420
 sys open
 mov r4, r0
 mov r1, path
 sys unlink
 mov r1, r4
 mov r2, path
 mov r3, 3
 sys write
 mov r1, r4
 mov r2, 0
 mov r3, 2
 sys seek
 mov r1, r0
 mov r0, SYS_exit
 syscall
 .rodata
path: .asciz "/tmp/f"
"""
    machine = boot(source)
    before = len(machine.kernel.fs.disk.inodes)
    assert finish(machine)[0] == 3
    assert len(machine.kernel.fs.disk.inodes) == before


def test_a_file_size_limit() -> None:
    source = """
 mov r1, 25
 mov r2, ignore
 mov r3, 0
 sys sigaction
 mov r1, 1
 mov r2, limit
 mov r3, 0
 sys rlimit
 mov r1, path
 mov r2, 0x42
 mov r3, 420
 sys open
 mov r4, r0
 mov r1, r4
 mov r2, 0x1000
 mov r3, 16
 sys write
 mov r5, r0
 mov r1, r4
 mov r2, 0x1000
 mov r3, 16
 sys write
 add r1, r5
 mov r0, SYS_exit
 syscall
 .rodata
path: .asciz "/tmp/f"
 .data
limit: .word 10, 10
ignore: .word 1, 0, 0, 0
"""
    assert run(source)[0] == 10 + 27
