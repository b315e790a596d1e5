/* Statement expressions, ?: without a middle, typeof, _Generic, reserved spellings. */
#include <stdio.h>

#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })

static int calls;

static int counted(int x) {
    calls++;
    return x;
}

static __inline__ int twice(__const int x) {
    return 2 * x;
}

struct point {
    int x, y;
};

int main(void) {
    int i = 3, sum = 0;
    typeof(i) j = 4;
    typeof(int *) p = &i;
    __extension__ long long big = 1LL << 40;
    struct point q = ({ struct point r = {1, 2}; r.x += 5; r; });
    __volatile__ int v = 7;
    __signed__ char c = -1;
    i = MAX(i++, 2);
    printf("%d\n", i);
    printf("%d %d\n", MAX(j, *p), MAX(1.5, 2) > 1.75);
    j = counted(5) ?: 9;
    printf("%d %d\n", j, calls);
    j = counted(0) ?: 9;
    printf("%d %d\n", j, calls);
    printf("%s\n", (char *)0 ?: "none");
    printf("%d %d\n", q.x, q.y);
    for (i = 0; i < 10; i++)
        sum += ({ if (i == 5) break; if (i & 1) continue; i * 2; });
    printf("%d %d\n", sum, i);
    printf("%d %d %d\n", _Generic(i, int: 1, double: 2, default: 3), _Generic(2.0, int: 1, double: 2, default: 3), _Generic("a", char *: 4, default: 3));
    printf("%d %d %d %d\n", twice(4), v, c, (int)(big >> 38));
    printf("%d %d\n", ({ int a = 1; { int b = a + 1; a = b * 2; } a; }), ({ 3; }));
    printf("%s %s\n", __func__, __FUNCTION__);
    return ({ goto out; 1; });
out:
    return 4;
}
