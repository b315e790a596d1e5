"""Memory: pages on demand, the break, mappings, limits, what the kernel may touch for a program."""

from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.guest import boot, finish, run
from ucvm.abi.layout import FRAME_COUNT
from ucvm.kernel.syscall import KernelError


def test_bss_heap_and_stack_are_zero_and_given_on_touch() -> None:
    source = """
 mov r1, 0
 sys brk
 mov r4, r0
 mov r2, 0x2000
 add r1, r0, r2
 sys brk
 ldw r5, [r4+0]
 ldw r6, [0xC000]
 mov r7, [there]
 add r5, r6
 add r5, r7
 bnz r5, bad
 mov r1, 5
 stw [r4+0], r1
 mov [0xC000], r1
 mov [there], r1
 die 7
bad:
 die 1
 .bss
there: .zero 4
"""
    machine = boot(source)
    before = machine.kernel.vm.available()
    machine.run(8)
    assert machine.kernel.vm.available() == before, "asking for heap gives no page"
    assert finish(machine)[0] == 7


def test_above_the_break_is_nothing() -> None:
    source = """
 mov r1, 0x9000
 sys brk
 mov r1, 1
 mov [0x8800], r1
 mov r1, 0x8004
 sys brk
 mov r1, 0xA000
 stw [r1+0], r1
 die 0
"""
    assert run(source)[0] == 128 + 11


def test_the_break_stays_in_its_segment() -> None:
    source = """
 mov r1, 0xC004
 sys brk
 mov r4, r1
 mov r1, 0x7000
 sys brk
 add r1, r4
 mov r0, SYS_exit
 syscall
"""
    assert run(source)[0] == 24


def test_mmap_takes_unused_text_pages_first_and_munmap_gives_them_back() -> None:
    source = """
 mov r1, 0
 mov r2, 0x2000
 mov r3, 3
 sys mmap
 mov r4, r0
 mov r1, 0x6000
 sub r1, r0
 bnz r1, bad
 stw [r4+0], r4
 ldw r5, [r4+0]
 cmp r4, r5
 jne bad
 mov r1, r4
 mov r2, 0x2000
 sys munmap
 bnz r0, bad
 mov r1, 0x1000
 mov r2, 0x1000
 sys munmap
 mov r4, r1
 mov r1, 0xF000
 mov r2, 0x1000
 mov r3, 3
 sys mmap
 mov r2, [0xF100]
 bz r2, bad
 mov r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 1
"""
    assert run(source)[0] == 22


def test_devices_are_roots() -> None:
    source = """
 mov r1, 1000
 sys setuid
 mov r1, 0xF000
 mov r2, 0x1000
 mov r3, 3
 sys mmap
 mov r0, SYS_exit
 syscall
"""
    assert run(source)[0] == 1


def test_pointers_into_nowhere_are_efault() -> None:
    for address in (0, 0x800, 0x7000, 0xA000, 0xEFFE, 0xF000, 0x10000, 0xFFFFFFFC):
        source = f"""
 mov r1, 1
 mov r2, {address:#x}
 mov r3, 8
 sys write
 mov r0, SYS_exit
 syscall
"""
        assert run(source)[0] == 14, hex(address)


def test_reading_into_text_is_efault_and_takes_nothing() -> None:
    source = """
 mov r1, fds
 sys pipe
 mov r1, [fds+4]
 mov r2, fds
 mov r3, 2
 sys write
 mov r1, [fds]
 mov r2, 0x1000
 mov r3, 2
 sys read
 mov r4, r1
 mov r1, [fds]
 mov r2, fds
 mov r3, 2
 sys read
 add r1, r0, r4
 mov r0, SYS_exit
 syscall
 .bss
fds: .zero 8
"""
    assert run(source)[0] == 14 + 2


def test_memory_ends_with_enomem_and_sigkill() -> None:
    """A process that holds nearly all frames: fork fails cleanly, a touch of new stack kills."""
    machine = boot(" sys fork\n mov r4, r1\n mov r1, 4\n mov [0xC000], r1\n die 0")
    k = machine.kernel
    while k.vm.available():
        k.vm.take()
    machine.run(2)
    assert k.space(1).get(1) == 12
    assert finish(machine)[0] == 128 + 9


def test_fork_needs_two_frames_or_changes_nothing() -> None:
    """The context and the stack page that both write; with one frame left the fork fails, and that frame is free again."""
    machine = boot(" push r4\n sys fork\n mov r4, r1\n die 0")
    k = machine.kernel
    machine.run(1)
    while k.vm.available() > 1:
        k.vm.take()
    before = dict(k.vm.refs.items())
    machine.run(2)
    assert k.space(1).get(1) == 12
    assert (k.vm.available(), dict(k.vm.refs.items())) == (1, before)


def test_after_fork_the_stack_is_each_ones_own() -> None:
    """Nobody takes a page fault for the page of the stack pointer."""
    machine = boot(" push r4\n sys fork\n mov r4, r0\nover:\n jmp over")
    machine.run(6)
    k, page = machine.kernel, machine.kernel.space(1).sp >> 12
    frames = {k.vm.entry(pid, page) >> 8 for pid in (1, 3)}
    assert len(frames) == 2
    assert all(k.vm.refs[frame] == 1 for frame in frames)


def test_cached_texts_make_room() -> None:
    source = """
 sys fork
 bz r0, child
 mov r1, -1
 mov r2, 0
 mov r3, 0
 sys wait
 die 0
child:
 mov r1, path
 mov r2, 0
 mov r3, 0
 sys exec
 die 1
 .rodata
path: .asciz "/bin/child"
"""
    machine = boot(source, {"/bin/child": " die 0"})
    finish(machine)
    k = machine.kernel
    assert len(k.vm.texts) == 2
    taken = []
    try:
        while True:
            taken.append(k.vm.take())
    except KernelError:
        pass
    assert not k.vm.texts, "nobody runs: both texts went"
    assert len(set(taken)) == len(taken)
    assert max(k.vm.refs) == FRAME_COUNT - 1


def test_a_changed_program_is_read_again() -> None:
    source = """
 sys fork
 bz r0, child
 mov r1, -1
 mov r2, 0
 mov r3, 0
 sys wait
 sys fork
 bz r0, child
 mov r1, 0
 mov r2, buf
 mov r3, 1
 sys read
 mov r1, -1
 mov r2, st
 mov r3, 0
 sys wait
 mov r1, [st]
 shr r1, r1, 8
 mov r0, SYS_exit
 syscall
child:
 mov r1, path
 mov r2, 0
 mov r3, 0
 sys exec
 die 1
 .rodata
path: .asciz "/bin/child"
 .bss
st: .zero 4
buf: .zero 4
"""
    from tests.kernel.guest import build, put

    machine = boot(source, {"/bin/child": " die 5"})
    for _ in range(200):
        if 4 in machine.kernel.process:
            break
        machine.run(1)
    put(machine, "/bin/child", build(" die 6"))
    assert machine.run(10000).reason == "idle"
    from ucvm.machine.events import HostInput

    machine.send(HostInput(0, b"x"))
    assert finish(machine)[0] == 6


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=60))
def test_frames_are_never_given_twice(steps: list[tuple[bool, int]]) -> None:
    vm = boot(" die 0").kernel.vm
    held: list[int] = []
    for take, which in steps:
        if take or not held:
            frame = vm.take()
            assert frame not in held
            assert not any(vm.k.ram.frame(frame))
            vm.write(frame << 12, b"dirt")
            held.append(frame)
        else:
            vm.release(held.pop(which % len(held)))
