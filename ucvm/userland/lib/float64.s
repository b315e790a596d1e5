; IEEE 754 arithmetic that the compiler calls: doubles in r0 (low) r1 and in r2 r3, floats in r0 and r1, the result in r0 r1. Rounding is to
; nearest, ties to even; the NaN that is made is 0x7ff8000000000000.
;
; Inside, a number is a sign (bit 31 of r6), an exponent (r4 or r5) and a mantissa of 64 bits (r0 r1 or r2 r3) with its leading 1 at the
; top, so that 11 bits lie below the last place; bit 0 also stands for all that fell out below. A zero has the mantissa 0, an infinity
; the exponent 0x2000, a NaN 0xf000: sums and differences of exponents keep these apart. A function enters with 5, 0 and ends in
; __fp_pack, which returns for it.

; The exponent of r0 r1 in r4, the mantissa in r0 r1.
    .section .text.__fp_unpack
    .align 4
    .type __fp_unpack, func
__fp_unpack:
    mov r4, r1
    shl r4, 1
    shr r4, r4, 21
    shl r1, r1, 11
    shr r13, r0, 21
    or r1, r13
    shl r0, 11
    bz r4, .Lsubnormal
    cmp r4, 0x7ff
    jne .Lnormal
    mov r4, 0x2000
    shl r13, r1, 1
    or r13, r0
    bz r13, .Lnormal
    mov r4, 0xf000
.Lnormal:
    mov r13, 0x80000000
    or r1, r13
    ret
.Lsubnormal:
    mov r4, 1

; Shift r0 r1 left until the top bit is set, unless they are 0: by words, bytes and bits. r13 is lost.
    .type __fp_normalize, func
__fp_normalize:
    bnz r1, .Lbit
    bz r0, .Lready
    mov r1, r0
    clr r0
    sub r4, r4, 32
.Lbit:
    bltz r1, .Lready
    shr r13, r1, 24
    bnz r13, .Lone
    shl r1, 8
    shr r13, r0, 24
    or r1, r13
    shl r0, 8
    sub r4, 8
    jmp .Lbit
.Lone:
    add r0, r0
    adc r1, r1
    sub r4, 1
    bgez r1, .Lone
.Lready:
    ret

; Unpack both operands: the first to r2 r3 r5, the second to r0 r1 r4; r6 is the sign of their product.
    .section .text.__fp_operands
    .align 4
    .type __fp_operands, func
__fp_operands:
    mov r6, r1
    xor r6, r3
    call __fp_unpack
    call __fp_swap
    jmp __fp_unpack

    .section .text.__fp_swap
    .align 4
    .type __fp_swap, func
__fp_swap:
    mov r7, r0
    mov r0, r2
    mov r2, r7
    mov r7, r1
    mov r1, r3
    mov r3, r7
    mov r7, r4
    mov r4, r5
    mov r5, r7
    ret

; Shift r0 r1 right by r13; r14 is not 0 if a 1 fell out. __fp_jam sets bit 0 then.
    .section .text.__fp_shift
    .align 4
    .type __fp_jam, func
__fp_jam:
    call __fp_shift
    bz r14, .Lexact
    or r0, r0, 1
.Lexact:
    ret
    .type __fp_shift, func
__fp_shift:
    mov r14, 0
.Lword:
    cmp r13, 32
    jltu .Lrest
    or r14, r0
    mov r0, r1
    clr r1
    bz r0, .Lshifted
    sub r13, r13, 32
    jmp .Lword
.Lrest:
    bz r13, .Lshifted
    mov r15, 32
    sub r15, r13
    mov r7, r0
    shl r7, r15
    or r14, r7
    shr r0, r13
    mov r7, r1
    shl r7, r15
    or r0, r7
    shr r1, r13
.Lshifted:
    ret

; The double made of r6, r4 and r0 r1.
    .section .text.__fp_pack
    .align 4
    .type __fp_pack, func
__fp_pack:
    shr r6, r6, 31
    shl r6, r6, 31
    sar r5, r4, 12
    mov r13, r0
    or r13, r1
    bnz r13, .Lnumber
    bltz r5, .Lsign
    bz r5, .Lsign
    .type __fp_nan, func
__fp_nan:
    clr r0
    mov r1, 0x7ff80000
    retx 5, 0
.Lnumber:
    call __fp_normalize
    cmp r4, 0x7ff
    jge .Linfinite
    mov r13, 1
    sub r13, r4
    bltz r13, .Lround
    mov r4, 1
    call __fp_jam
.Lround:
    shl r14, r0, 21
    shr r0, 11
    shl r13, r1, 21
    or r0, r13
    shr r1, 11
    sub r4, 1
    shl r4, r4, 20
    add r1, r4
    bgez r14, .Lsign
    add r14, r14
    bnz r14, .Lup
    and r14, r0, 1
    bz r14, .Lsign
.Lup:
    add r0, 1
    bnz r0, .Lsign
    add r1, 1
.Lsign:
    or r1, r6
    retx 5, 0
.Linfinite:
    cmp r5, 8
    jge __fp_nan
    clr r0
    mov r1, 0x7ff00000
    jmp .Lsign

; The float made of r6, r4 and r0 r1.
    .section .text.__fp_pack_float
    .align 4
    .type __fp_pack_float, func
__fp_pack_float:
    shr r6, r6, 31
    shl r6, r6, 31
    mov r5, r4
    mov r13, r0
    or r13, r1
    bz r13, .Lfloat_sign
    sub r4, r4, 896
    call __fp_normalize
    cmp r4, 255
    jge .Lfloat_infinite
    mov r13, 1
    sub r13, r4
    bltz r13, .Lfloat_round
    mov r4, 1
    call __fp_jam
.Lfloat_round:
    bz r0, .Lfloat_exact
    or r1, r1, 1
.Lfloat_exact:
    shl r14, r1, 24
    shr r0, r1, 8
    sub r4, 1
    shl r4, r4, 23
    add r0, r4
    bgez r14, .Lfloat_sign
    add r14, r14
    bnz r14, .Lfloat_up
    and r14, r0, 1
.Lfloat_up:
    bz r14, .Lfloat_sign
    add r0, 1
.Lfloat_sign:
    or r0, r6
    retx 5, 0
.Lfloat_infinite:
    shr r5, r5, 15
    mov r0, 0x7f800000
    bz r5, .Lfloat_sign
    mov r0, 0x7fc00000
    retx 5, 0

    .section .text.__adddf3
    .align 4
    .global __subdf3
    .type __subdf3, func
__subdf3:
    mov r13, 0x80000000
    xor r3, r13
    .global __adddf3
    .type __adddf3, func
__adddf3:
    enter 5, 0
    mov r8, r1
    call __fp_operands
    mov r13, r5
    sub r13, r4
    bgez r13, .Lordered
    neg r13
    call __fp_swap
    xor r8, r6
.Lordered:
    call __fp_jam
    mov r4, r5
    bltz r6, .Ldifference
    add r0, r2
    adc r1, r3
    jgeu .Lsum
    mov r13, 1
    call __fp_jam
    mov r13, 0x80000000
    or r1, r13
    add r4, 1
.Lsum:
    mov r6, r8
    jmp __fp_pack
.Ldifference:
    sub r2, r0
    sbc r3, r1
    mov r0, r2
    mov r1, r3
    jgeu .Lnot_negative
    xor r8, r6
    call __negdi2
.Lnot_negative:
    mov r13, r0
    or r13, r1
    bnz r13, .Lsum
    mov r8, 0
    jmp .Lsum

    .section .text.__muldf3
    .align 4
    .global __muldf3
    .type __muldf3, func
__muldf3:
    enter 5, 0
    call __fp_operands
    add r4, r5
    sub r4, r4, 1022
    mov r13, r0
    mul r13, r2
    mov r14, r0
    mulhu r14, r2
    mov r15, r0
    mul r15, r3
    mulhu r0, r3
    mov r5, r1
    mul r5, r2
    mulhu r2, r1
    mov r7, r1
    mul r7, r3
    mulhu r1, r3
    clr r3
    add r14, r15
    adc r0, r3
    add r14, r5
    adc r2, r3
    add r0, r2
    adc r1, r3
    add r0, r7
    adc r1, r3
    or r13, r14
    bz r13, .Lproduct
    or r0, r0, 1
.Lproduct:
    jmp __fp_pack

; 57 places of the quotient; __fp_pack puts them at the top. A sum of exponents beyond 0x3000 is that of two infinities, or of a NaN.
    .section .text.__divdf3
    .align 4
    .global __divdf3
    .type __divdf3, func
__divdf3:
    enter 5, 0
    call __fp_operands
    mov r13, r5
    add r13, r4
    sar r13, 12
    cmp r13, 3
    jge __fp_nan
    mov r13, r0
    or r13, r1
    bz r13, .Lby_zero
    sub r5, r4
    add r4, r5, 1030
    mov r13, 0
    mov r14, 0
    mov r7, 57
    jmp .Lcompare
.Lplace:
    add r13, r13
    adc r14, r14
    add r2, r2
    adc r3, r3
    jltu .Lsubtract
.Lcompare:
    cmp r3, r1
    jne .Lcompared
    cmp r2, r0
.Lcompared:
    jltu .Lnext
.Lsubtract:
    sub r2, r0
    sbc r3, r1
    add r13, 1
.Lnext:
    sub r7, 1
    bnz r7, .Lplace
    mov r0, r13
    mov r1, r14
    or r2, r3
    bz r2, .Lquotient
    or r0, r0, 1
.Lquotient:
    jmp __fp_pack
.Lby_zero:
    mov r0, r2
    mov r1, r3
    mov r4, 0x2000
    add r4, r5
    jmp __fp_pack

; One place of the root at a time: r2 r3 is twice the root so far, r0 r1 the remainder, r13 r14 the place.
    .section .text.sqrt
    .align 4
    .global sqrt
    .type sqrt, func
sqrt:
    enter 5, 0
    mov r6, r1
    call __fp_unpack
    mov r13, r0
    or r13, r1
    bz r13, .Lrooted
    bltz r6, __fp_nan
    cmp r4, 0x7ff
    jge .Lrooted
    sub r4, r4, 1023
    and r13, r4, 1
    sub r13, 3
    neg r13
    call __fp_shift
    sar r4, 1
    add r4, r4, 1025
    clr r2
    clr r3
    mov r13, 0
    mov r14, 0x10000000
.Lroot_place:
    mov r7, r2
    mov r8, r3
    add r7, r13
    adc r8, r14
    cmp r1, r8
    jne .Lroot_compared
    cmp r0, r7
.Lroot_compared:
    jltu .Lroot_next
    sub r0, r7
    sbc r1, r8
    add r7, r13
    adc r8, r14
    mov r2, r7
    mov r3, r8
.Lroot_next:
    add r0, r0
    adc r1, r1
    shr r13, 1
    shl r15, r14, 31
    or r13, r15
    shr r14, 1
    mov r15, r13
    or r15, r14
    bnz r15, .Lroot_place
    or r0, r1
    bz r0, .Lroot_exact
    or r2, r2, 1
.Lroot_exact:
    mov r0, r2
    mov r1, r3
.Lrooted:
    jmp __fp_pack

; -1, 0, 1 as the first is less, equal, greater; of unordered operands __ledf2 says 1 and __gedf2 -1.
    .section .text.__ledf2
    .align 4
    .global __gedf2
    .type __gedf2, func
__gedf2:
    mov r13, -1
    jmp .Lmagnitudes
    .global __ledf2
    .type __ledf2, func
__ledf2:
    mov r13, 1
.Lmagnitudes:
    enter 1, 0
    shl r14, r1, 1
    bz r0, .Lfirst
    or r14, r14, 1
.Lfirst:
    shl r15, r3, 1
    bz r2, .Lsecond
    or r15, r15, 1
.Lsecond:
    mov r4, 0xffe00000
    bltu r4, r14, .Lunordered
    bltu r4, r15, .Lunordered
    or r14, r15
    bz r14, .Lequal
    mov r4, r1
    xor r4, r3
    bltz r4, .Lby_sign
    cmp r1, r3
    jne .Ldiffer
    cmp r0, r2
    jeq .Lequal
.Ldiffer:
    setltu r14
    shl r14, r14, 31
    xor r1, r14
.Lby_sign:
    sar r13, r1, 31
    or r13, r13, 1
.Lunordered:
    mov r0, r13
    retx 1, 0
.Lequal:
    clr r0
    retx 1, 0

; The magnitude of a signed number, its sign in r6, and the exponent for __fp_pack.
    .section .text.__fp_integer
    .align 4
    .type __fp_integer, func
__fp_integer:
    mov r6, r1
    mov r4, 1086
    bgez r1, .Lmagnitude
    jmp __negdi2
.Lmagnitude:
    ret

    .section .text.__floatdidf
    .align 4
    .global __floatsidf
    .type __floatsidf, func
__floatsidf:
    sar r1, r0, 31
    .global __floatdidf
    .type __floatdidf, func
__floatdidf:
    enter 5, 0
    call __fp_integer
    jmp __fp_pack

    .section .text.__floatundidf
    .align 4
    .global __floatunsidf
    .type __floatunsidf, func
__floatunsidf:
    clr r1
    .global __floatundidf
    .type __floatundidf, func
__floatundidf:
    enter 5, 0
    mov r6, 0
    mov r4, 1086
    jmp __fp_pack

    .section .text.__floatdisf
    .align 4
    .global __floatdisf
    .type __floatdisf, func
__floatdisf:
    enter 5, 0
    call __fp_integer
    jmp __fp_pack_float

    .section .text.__floatundisf
    .align 4
    .global __floatundisf
    .type __floatundisf, func
__floatundisf:
    enter 5, 0
    mov r6, 0
    mov r4, 1086
    jmp __fp_pack_float

; A number in pieces: mantissa r0 r1, exponent r2, sign r3.
    .section .text.__make_double
    .align 4
    .global __make_double
    .type __make_double, func
__make_double:
    enter 5, 0
    mov r4, r2
    mov r6, r3
    jmp __fp_pack

    .section .text.__real_parts
    .align 4
    .global __real_parts
    .type __real_parts, func
__real_parts:
    enter 5, 0
    call __fp_unpack
    stw [r2], r0
    stw [r2+4], r1
    mov r0, r4
    retx 5, 0

    .section .text.__make_float
    .align 4
    .global __make_float
    .type __make_float, func
__make_float:
    enter 5, 0
    mov r4, r2
    mov r6, r3
    jmp __fp_pack_float

; The integer part, as a signed or unsigned long long; -2^63 beyond 64 bits.
    .section .text.__fixdfdi
    .align 4
    .global __fixdfdi
    .type __fixdfdi, func
__fixdfdi:
    enter 5, 0
    mov r6, r1
    call __fp_unpack
    mov r13, 1086
    sub r13, r4
    bltz r13, .Ltoo_large
    call __fp_shift
    bgez r6, .Lfixed
    call __negdi2
.Lfixed:
    retx 5, 0
.Ltoo_large:
    clr r0
    mov r1, 0x80000000
    retx 5, 0

    .section .text.__truncdfsf2
    .align 4
    .global __truncdfsf2
    .type __truncdfsf2, func
__truncdfsf2:
    enter 5, 0
    mov r6, r1
    call __fp_unpack
    jmp __fp_pack_float

; Leaves r2 and r3 alone.
    .section .text.__extendsfdf2
    .align 4
    .global __extendsfdf2
    .type __extendsfdf2, func
__extendsfdf2:
    enter 5, 0
    mov r6, r0
    shl r4, r0, 1
    shr r4, r4, 24
    shl r1, r0, 8
    clr r0
    bz r4, .Lfloat_subnormal
    mov r13, 0x80000000
    or r1, r13
    cmp r4, 255
    jne .Lfloat_normal
    mov r4, 0x2000
    shl r13, r1, 1
    bz r13, .Lextended
    mov r4, 0xf000
    jmp __fp_pack
.Lfloat_subnormal:
    mov r4, 1
.Lfloat_normal:
    add r4, r4, 896
.Lextended:
    jmp __fp_pack

; Floats r0 and r1 to doubles r0 r1 and r2 r3. What is then computed in double and rounded to float is correctly rounded.
    .section .text.__fp_widen
    .align 4
    .type __fp_widen, func
__fp_widen:
    push r0
    mov r0, r1
    call __extendsfdf2
    mov r2, r0
    mov r3, r1
    pop r0
    jmp __extendsfdf2

    .section .text.__addsf3
    .align 4
    .global __addsf3
    .type __addsf3, func
__addsf3:
    call __fp_widen
    call __adddf3
    jmp __truncdfsf2

    .section .text.__subsf3
    .align 4
    .global __subsf3
    .type __subsf3, func
__subsf3:
    call __fp_widen
    call __subdf3
    jmp __truncdfsf2

    .section .text.__mulsf3
    .align 4
    .global __mulsf3
    .type __mulsf3, func
__mulsf3:
    call __fp_widen
    call __muldf3
    jmp __truncdfsf2

    .section .text.__divsf3
    .align 4
    .global __divsf3
    .type __divsf3, func
__divsf3:
    call __fp_widen
    call __divdf3
    jmp __truncdfsf2

    .section .text.__lesf2
    .align 4
    .global __lesf2
    .type __lesf2, func
__lesf2:
    call __fp_widen
    jmp __ledf2

    .section .text.__gesf2
    .align 4
    .global __gesf2
    .type __gesf2, func
__gesf2:
    call __fp_widen
    jmp __gedf2
