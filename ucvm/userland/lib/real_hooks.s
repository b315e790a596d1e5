; What printf and scanf call for floating numbers: 0 in a program that passes none to variadic functions, where nothing keeps their code.

    .section .rodata.__real_conversion
    .align 4
    .global __real_conversion
    .weak __printf_real
__real_conversion:
    .word __printf_real

    .section .rodata.__real_input
    .align 4
    .global __real_input
    .weak __scanf_real
__real_input:
    .word __scanf_real
