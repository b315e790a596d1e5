; Where a program starts and the way into the kernel. The way back from a signal handler, __restore, is generated with the stubs.
; docs/abi.md: at entry sp points at argc, argv[0] ... 0, envp[0] ... 0.

    .section .text.resident._start
    .align 4
    .global _start
    .type _start, func
_start:
    ldw r0, [sp+0]
    lea r1, [sp+4]
    shl r2, r0, 2
    add r2, r1
    add r2, 4
    mov [environ], r2
    ldw r3, [r1]
    mov [__progname], r3
    call main
    call exit

    .section .bss.environ
    .align 4
    .global environ
    .type environ, object
environ:
    .zero 4

    .section .bss.__progname
    .align 4
    .global __progname
    .type __progname, object
__progname:
    .zero 4

    .section .bss.errno
    .align 4
    .global errno
    .type errno, object
errno:
    .zero 4

; The system call whose number is in r15, C arguments in r0-r3. On an error (carry) the kernel has put -1 in r0, errno in r1.
    .section .text.resident.__sys
    .align 4
    .global __sys
    .type __sys, func
__sys:
    push r4
    mov r4, r3
    mov r3, r2
    mov r2, r1
    mov r1, r0
    mov r0, r15
    syscall
    pop r4
    jltu .Lerror
    ret
.Lerror:
    mov [errno], r1
    ret

; int syscall(int number, ...): the arguments after the number lie on the stack.
    .section .text.syscall
    .align 4
    .global syscall
    .type syscall, func
syscall:
    enter 2, 0
    ldw r1, [sp+12]
    ldw r2, [sp+16]
    ldw r3, [sp+20]
    ldw r4, [sp+24]
    ldw r5, [sp+28]
    syscall
    jltu .Lfailed
    retx 2, 0
.Lfailed:
    mov [errno], r1
    retx 2, 0
