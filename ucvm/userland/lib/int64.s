; 64-bit arithmetic the compiler calls: a in r0 (low) r1, b in r2 r3 (shifts: the count in r2), the result in r0 r1.

    .section .text.__muldi3
    .align 4
    .global __muldi3
    .type __muldi3, func
__muldi3:
    mul r1, r2
    mul r3, r0
    add r1, r3
    mov r3, r0
    mul r0, r2
    mulhu r3, r2
    add r1, r3
    ret

    .section .text.__ashldi3
    .align 4
    .global __ashldi3
    .type __ashldi3, func
__ashldi3:
    and r3, r2, 32
    bnz r3, .Lfar
    bz r2, .Lsame
    shl r1, r2
    mov r3, 32
    sub r3, r2
    mov r13, r0
    shr r13, r3
    or r1, r13
    shl r0, r2
.Lsame:
    ret
.Lfar:
    mov r1, r0
    shl r1, r2
    clr r0
    ret

    .section .text.__lshrdi3
    .align 4
    .global __lshrdi3
    .type __lshrdi3, func
__lshrdi3:
    and r3, r2, 32
    bnz r3, .Lfar2
    bz r2, .Lsame2
    shr r0, r2
    mov r3, 32
    sub r3, r2
    mov r13, r1
    shl r13, r3
    or r0, r13
    shr r1, r2
.Lsame2:
    ret
.Lfar2:
    mov r0, r1
    shr r0, r2
    clr r1
    ret

    .section .text.__ashrdi3
    .align 4
    .global __ashrdi3
    .type __ashrdi3, func
__ashrdi3:
    and r3, r2, 32
    bnz r3, .Lfar3
    bz r2, .Lsame3
    shr r0, r2
    mov r3, 32
    sub r3, r2
    mov r13, r1
    shl r13, r3
    or r0, r13
    sar r1, r2
.Lsame3:
    ret
.Lfar3:
    mov r0, r1
    sar r0, r2
    sar r1, r1, 31
    ret

; Quotient in r0 r1 and remainder in r2 r3. Division by zero traps as the 32-bit DIV does.
    .section .text.__udivmoddi
    .align 4
    .global __udivmoddi
    .type __udivmoddi, func
__udivmoddi:
    enter 3, 0
    mov r4, r2
    bnz r3, .Lwide
    bnz r1, .Lhigh
    mov r2, r0
    div r0, r4
    mod r2, r4
    retx 3, 0
.Lhigh:
    bnz r2, .Lwide
    div r0, r2
.Lwide:
    mov r5, r3
    clr r2
    clr r3
    mov r6, 64
.Lbit:
    add r0, r0
    adc r1, r1
    adc r2, r2
    adc r3, r3
    jltu .Lsubtract
    cmp r3, r5
    jne .Lcompared
    cmp r2, r4
.Lcompared:
    jltu .Lnext
.Lsubtract:
    sub r2, r4
    sbc r3, r5
    add r0, 1
.Lnext:
    sub r6, 1
    bnz r6, .Lbit
    retx 3, 0

    .section .text.__udivdi3
    .align 4
    .global __udivdi3
    .type __udivdi3, func
__udivdi3:
    jmp __udivmoddi

    .section .text.__umoddi3
    .align 4
    .global __umoddi3
    .type __umoddi3, func
__umoddi3:
    call __udivmoddi
    mov r0, r2
    mov r1, r3
    ret

; r0 r1 = -(r0 r1)
    .section .text.__negdi2
    .align 4
    .global __negdi2
    .type __negdi2, func
__negdi2:
    mov r13, r0
    mov r14, r1
    clr r0
    clr r1
    sub r0, r13
    sbc r1, r14
    ret

; As __udivmoddi for absolute values of both operands.
    .section .text.__absdivmoddi
    .align 4
    .global __absdivmoddi
    .type __absdivmoddi, func
__absdivmoddi:
    bgez r1, .Lpositive
    call __negdi2
.Lpositive:
    bltz r3, .Lnegative
    jmp __udivmoddi
.Lnegative:
    push r0
    push r1
    mov r0, r2
    mov r1, r3
    call __negdi2
    mov r2, r0
    mov r3, r1
    pop r1
    pop r0
    jmp __udivmoddi

    .section .text.__divdi3
    .align 4
    .global __divdi3
    .type __divdi3, func
__divdi3:
    enter 1, 0
    mov r4, r1
    xor r4, r3
    call __absdivmoddi
    bgez r4, .Lquotient
    call __negdi2
.Lquotient:
    retx 1, 0

    .section .text.__moddi3
    .align 4
    .global __moddi3
    .type __moddi3, func
__moddi3:
    enter 1, 0
    mov r4, r1
    call __absdivmoddi
    mov r0, r2
    mov r1, r3
    bgez r4, .Lremainder
    call __negdi2
.Lremainder:
    retx 1, 0
