#include <stdio.h>
#include <stddef.h>
#include <limits.h>
#pragma pack(push, 1)
struct a { char c; int i; short s; };
#pragma pack(2)
struct b { char c; int i; short s; double d; };
#pragma pack(pop)
struct c { char c; int i; };
_Pragma("pack(1)") struct d { char c; int i; };
#pragma pack()
struct e { char c; int i; };
int arr[(size_t)&((struct c *)0)->i + 1];
_Static_assert((long)&((struct c *)0)->i == 4, "");
int range(int x) { switch (x) { case INT_MIN ... -1: return -1; case 0: return 0; case 1 ... 100000: return 1; case 100001 ... INT_MAX: return 2; } return 9; }
int urange(unsigned x) { switch (x) { case 0 ... 5: return 0; case 0x80000000u ... 0xfffffff0u: return 1; case 7: return 7; default: return 2; } }
int lrange(long long x) { switch (x) { case LLONG_MIN ... -5LL: return -1; case -4: return 4; case 10 ... 1LL << 40: return 1; case 1LL << 50: return 5; } return 9; }
int ul(unsigned long long x) { switch (x) { case 0: return 0; case ~0ULL - 1 ... ~0ULL: return 1; case 1ULL << 63: return 2; } return 9; }
int main(void) {
    printf("%d %d %d %d %d\n", (int)sizeof(struct a), (int)sizeof(struct b), (int)sizeof(struct c), (int)sizeof(struct d), (int)sizeof(struct e));
    struct b b = { 1, 2, 3, 4.5 }; b.i += 70000; b.d *= 2; printf("%d %d %g %d\n", b.i, b.s, b.d, (int)sizeof arr);
    int v[] = { INT_MIN, -1, 0, 1, 5000, 100000, 100001, INT_MAX };
    for (int i = 0; i < 8; i++) printf("%d %d %d %d\n", range(v[i]), urange(v[i]), lrange(v[i]), ul(v[i]));
    printf("%d %d %d %d %d %d %d\n", lrange(LLONG_MIN), lrange(-5), lrange(-4), lrange(1LL << 40), lrange((1LL << 40) + 1), lrange(1LL << 50), lrange(9));
    printf("%d %d %d %d\n", ul(~0ULL), ul(~0ULL - 2), ul(1ULL << 63), ul(1));
    int first = __COUNTER__; printf("%d\n", __COUNTER__ - first);
    return 0;
}
