"""Processes: fork, exec, exit, wait, groups, limits."""

from tests.kernel.guest import boot, finish, run

WAIT = """
 mov r1, -1
 mov r2, st
 mov r3, 0
 sys wait
"""
STATUS_EXIT = """
 mov r1, [st]
 shr r1, r1, 8
 mov r0, SYS_exit
 syscall
 .bss
st: .zero 4
"""


def test_a_child_sees_zero_and_its_parent_the_child() -> None:
    status, out = run(
        f"""
 sys fork
 bz r0, child
 mov r4, r0
 {WAIT}
 sub r1, r4, r0
 bnz r1, bad
 {STATUS_EXIT}
 .text
bad:
 die 99
child:
 die 42
"""
    )
    assert (status, out) == (42, b"")


def test_exec_passes_arguments_and_environment_and_zeroes_registers() -> None:
    child = """
 or r4, r5
 bnz r4, bad
 ldw r4, [sp+0]
 ldw r2, [sp+8]
 ldb r3, [r2]
 ldw r2, [sp+16]
 ldb r5, [r2]
 sub r1, r5, r3
 add r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 99
"""
    parent = """
 mov r4, 7
 mov r1, path
 mov r2, argv
 mov r3, envp
 sys exec
 die 98
 .rodata
path: .asciz "/bin/child"
one: .asciz "B=b"
 .data
argv: .word path, two, 0
envp: .word three, 0
two: .asciz "A"
three: .asciz "K"
"""
    assert run(parent, {"/bin/child": child}) == (ord("K") - ord("A") + 2, b"")


def test_exec_of_nothing_and_of_no_program() -> None:
    source = """
 mov r1, missing
 mov r2, 0
 mov r3, 0
 sys exec
 mov r4, r1
 mov r1, text
 mov r2, 0
 mov r3, 0
 sys exec
 mul r4, r1
 mov r1, r4
 mov r0, SYS_exit
 syscall
 .rodata
missing: .asciz "/bin/none"
text: .asciz "/bin/text"
"""
    machine = boot(source)
    from tests.kernel.guest import put

    put(machine, "/bin/text", b"plain text\n")
    assert finish(machine) == (2 * 8, b"")


def test_a_script_runs_its_interpreter_with_one_argument() -> None:
    interpreter = """
 ldw r4, [sp+0]
 mov r5, 0
 lea r6, [sp+4]
next:
 ldw r2, [r6+0]
 bz r2, out
 mov r3, 0
length:
 add r7, r2, r3
 ldb r7, [r7]
 bz r7, write
 add r3, 1
 jmp length
write:
 mov r1, 1
 sys write
 mov r1, 1
 mov r2, bar
 mov r3, 1
 sys write
 add r6, 4
 jmp next
out:
 die 0
 .rodata
bar: .ascii "|"
"""
    parent = """
 mov r1, path
 mov r2, argv
 mov r3, 0
 sys exec
 die 98
 .rodata
path: .asciz "/bin/script"
 .data
argv: .word name, arg, 0
name: .asciz "zero"
arg: .asciz "one"
"""
    from tests.kernel.guest import put

    machine = boot(parent, {"/bin/interp": interpreter})
    put(machine, "/bin/script", b"#! /bin/interp  -a b \nrest\n")
    assert finish(machine) == (0, b"/bin/interp|-a b|/bin/script|one|")


def test_orphans_go_to_init_and_wait_finds_no_more_children() -> None:
    source = f"""
 sys fork
 bz r0, child
 {WAIT}
 {WAIT}
 {WAIT}
 mov r0, SYS_exit
 syscall
child:
 sys fork
 bz r0, grandchild
 die 1
grandchild:
 sys yield
 sys yield
 sys getppid
 mov r1, r0
 mov r0, SYS_exit
 syscall
 .bss
st: .zero 4
"""
    assert run(source)[0] == 10  # ECHILD


def test_the_process_table_is_finite_and_comes_back() -> None:
    source = """
 mov r4, 0
more:
 sys fork
 bz r0, child
 bltz r0, full
 add r4, 1
 jmp more
child:
 die 0
full:
 mov r5, r1
 mov r6, 0
reap:
 mov r1, -1
 mov r2, 0
 mov r3, 0
 sys wait
 bltz r0, done
 add r6, 1
 jmp reap
done:
 bne r4, r6, bad
 bne r5, 11, bad
 mov r1, r4
 mov r0, SYS_exit
 syscall
bad:
 die 99
"""
    machine = boot(source)
    used = machine.kernel.vm.available()
    assert finish(machine)[0] == 62
    assert sorted(machine.kernel.process) == [1, 2]
    assert machine.kernel.vm.available() >= used


def test_wait_tells_of_signals_and_of_stopping() -> None:
    source = f"""
 sys fork
 bz r0, child
 mov r1, r0
 mov r2, 9
 sys kill
 {WAIT}
 mov r1, [st]
 mov r0, SYS_exit
 syscall
child:
 jmp child
 .bss
st: .zero 4
"""
    assert run(source)[0] == 9
    stopped = source.replace("mov r2, 9", "mov r2, 19").replace("mov r3, 0", "mov r3, 2")
    assert run(stopped.replace("mov r1, [st]", "mov r1, [st]\n shr r1, r1, 8"))[0] == 19


def test_faults_are_the_unix_signals() -> None:
    faults = {
        "ldw r1, [0x10]": 11,
        "mov r1, 0x8001\n ldw r1, [r1+0]": 7,
        "mov r1, 1\n mov r2, 0\n div r1, r2": 8,
        "hlt": 4,
        "brk": 5,
        "int 3": 5,
        "int 9": 4,
        "mov r1, 0x8000\n jmp r1": 11,
        "mov r1, 0x1000\n stw [r1+0], r1": 11,
        "mov r1, 0xF000\n ldw r1, [r1+0]": 11,
        "mov r1, 0x7000\n ldw r1, [r1+0]": 11,
    }
    for code, number in faults.items():
        assert run(code + "\n die 0")[0] == 128 + number, code


def test_copies_after_fork_are_private() -> None:
    source = f"""
 mov r1, 5
 mov [value], r1
 sys fork
 bz r0, child
 {WAIT}
 mov r1, [st]
 shr r1, r1, 8
 mov r2, [value]
 shl r1, r1, 4
 add r1, r2
 mov r0, SYS_exit
 syscall
child:
 mov r1, [value]
 add r1, 2
 mov [value], r1
 mov r0, SYS_exit
 syscall
 .bss
st: .zero 4
value: .zero 4
"""
    assert run(source)[0] == 7 << 4 | 5


def test_a_group_of_ones_own_cannot_be_had_in_another_session() -> None:
    source = """
 sys setsid
 mov r1, 0
 sys getsid
 mov r1, r0
 mov r0, SYS_exit
 syscall
"""
    assert run(source)[0] == 1


def test_pids_come_round_and_avoid_groups_in_use() -> None:
    machine = boot(" die 0")
    k = machine.kernel
    k.vars["next_pid"] = 32766
    first = k.processes.create_process(1)
    k.process[first.pid] = first._replace(pgid=3, sid=4)
    assert [k.processes.create_process(1).pid for _ in range(3)] == [32767, 5, 6]
