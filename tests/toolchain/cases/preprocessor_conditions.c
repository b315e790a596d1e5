/* Conditional compilation. */
#include <stdio.h>
#define A 1
#define B 2
#define EMPTY
#define HAS(x) defined x
int main(void)
{
#if A + B * 2 == 5 && defined(A) && !defined C
    puts("1 yes");
#else
    puts("1 no");
#endif
#ifdef C
    puts("2 C");
#elif A > B
    puts("2 A > B");
#elif A < B
    puts("2 A < B");
#elif 1 / 0
    puts("2 never evaluated");
#else
    puts("2 else");
#endif
#ifndef EMPTY
    puts("3 no");
#else
# if 0
    this is not C, isn't it
#  if 1
#   error not reached
#  endif
#  include "nowhere.h"
# else
    puts("3 yes");
# endif
#endif
#if undefined_name
    puts("4 no");
#elif -1 > 0u && (2 || 1 / 0) && (0 ? 1 / 0 : 1) && 'a' == 97
    puts("4 yes");
#endif
#if 0x7FFFFFFFFFFFFFFF + 0 > 0 && 1 << 40 && ~0u == 0xFFFFFFFFFFFFFFFF
    puts("5 64 bits");
#endif
#undef A
#if defined A || defined(B) && B - 2
    puts("6 no");
#else
    puts("6 yes");
#endif
#if (-7 / 2 == -3) && (-7 % 2 == -1) && (-1 >> 1 == -1) && (3 ^ 1 | 4) == 6
    puts("7 yes");
#endif
    return 0;
}
