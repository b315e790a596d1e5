; setjmp and longjmp: a jmp_buf is r4-r12, sp after the return, the return address; a sigjmp_buf has behind it a flag and a mask.

    .section .text.resident.setjmp
    .align 4
    .global setjmp
    .type setjmp, func
setjmp:
    stw [r0], r4
    stw [r0+4], r5
    stw [r0+8], r6
    stw [r0+12], r7
    stw [r0+16], r8
    stw [r0+20], r9
    stw [r0+24], r10
    stw [r0+28], r11
    stw [r0+32], r12
    lea r1, [sp+4]
    stw [r0+36], r1
    ldw r1, [sp+0]
    stw [r0+40], r1
    clr r0
    ret

    .section .text.resident.longjmp
    .align 4
    .global longjmp
    .type longjmp, func
longjmp:
    ldw r4, [r0]
    ldw r5, [r0+4]
    ldw r6, [r0+8]
    ldw r7, [r0+12]
    ldw r8, [r0+16]
    ldw r9, [r0+20]
    ldw r10, [r0+24]
    ldw r11, [r0+28]
    ldw r12, [r0+32]
    ldw r2, [r0+36]
    mov sp, r2
    ldw r2, [r0+40]
    mov r0, r1
    bnz r0, .Lvalue
    mov r0, 1
.Lvalue:
    jmp r2

    .section .text.sigsetjmp
    .align 4
    .global sigsetjmp
    .type sigsetjmp, func
sigsetjmp:
    stw [r0+44], r1
    bz r1, .Lno_mask
    push r0
    lea r2, [r0+48]
    clr r1
    clr r0
    call sigprocmask
    pop r0
.Lno_mask:
    jmp setjmp

    .section .text.siglongjmp
    .align 4
    .global siglongjmp
    .type siglongjmp, func
siglongjmp:
    ldw r2, [r0+44]
    bz r2, .Ljump
    push r0
    push r1
    lea r1, [r0+48]
    clr r2
    mov r0, 2
    call sigprocmask
    pop r1
    pop r0
.Ljump:
    jmp longjmp
