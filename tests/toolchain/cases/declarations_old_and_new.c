#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
/* K&R, implicit int, old things */
kr(a, b, c, f) char a; short b; float c; register char *f; { return a + b + (int)c + *f; }
static sx; const cx = 4;
add(x, y) { return x + y; }
struct pt { int x, y; } origin = { y: 5, x: 6 };
int arr[] = { [2] 7, [0] = 1, 2 };
struct big { int a[20]; char c; };
struct big mk(int n) { struct big b = {{n, n + 1}}; b.c = n; return b; }
int sumbig(struct big b, int k, struct big c) { return b.a[0] + b.a[1] + b.c + k + c.a[1]; }
struct three { char a, b, c; };
struct three t3(struct three t) { t.b++; return t; }
union u { int i; float f; struct { short lo, hi; }; };
int va(int n, ...) {
    va_list ap, aq; va_start(ap, n); int s = 0;
    va_copy(aq, ap);
    for (int i = 0; i < n; i++) {
        struct three t = va_arg(ap, struct three); long long l = va_arg(ap, long long); double d = va_arg(ap, double); struct big b = va_arg(ap, struct big); union u q = va_arg(ap, union u);
        s += t.a + t.b + t.c + l + d + b.a[0] + q.i;
    }
    struct three t = va_arg(aq, struct three); s += t.a;
    va_end(ap); va_end(aq); return s;
}
typedef int fn(int, int); fn *pick(int which); 
int sub(int a, int b) { return a - b; }
fn *pick(int which) { return which ? sub : add; }
int (*(*pp)(int))(int, int) = pick;
enum fwd; struct fwd2 *pf;
extern int tent; int tent; int tent = 9; 
struct { unsigned f1 : 3, : 0, f2 : 5; signed f3 : 4; _Bool b : 1; enum { X, Y = -1 } e : 3; } bf = { 7, 31, -8, 1, Y };
struct empty { }; struct zero { int n; char tail[0]; }; struct flex { int n; char t[]; } fl = { 3, "abc" };
struct { int a; union { int b; float c; }; struct { int d, e; }; } anon = { 1, { .c = 2.0f }, .e = 5, .d = 4 };
int multi[2][3][2] = { 1, 2, { 3, 4 }, [1] = { [2] = { 9, 8 }, [0][1] = 6 } };
char *strs[] = { "a", [3] = "d", "e" }; char nul[3] = "abc"; char br[] = { "braced" };
inline int inl(int a) { return a * 3; } extern inline int inl(int a);
static inline int inl2(int a) { return a * 4; }
_Noreturn void die(void) { exit(0); }
_Thread_local int tl = 3;
int dflt(int x) { switch (x) { default: return -1; case 1 ... 3: return 1; case 'a': { case 5: return 5; } } }
int duff(int n) { int c = 0; switch (n % 4) { do { case 0: c++; case 3: c++; case 2: c++; case 1: c++; } while ((n -= 4) > 0); } return c; }
int main(void) {
    printf("%d %d %d\n", kr('a', 3, 2.5, "z"), sx, cx);
    printf("%d %d\n", origin.x, origin.y);
    for (int i = 0; i < (int)(sizeof arr / sizeof *arr); i++) printf("%d ", arr[i]);
    printf("\n%d\n", sumbig(mk(1), 5, mk(9)));
    struct three t = {1, 2, 3}; t = t3(t3(t)); printf("%d %d\n", t.b, t3(t).b);
    union u q = { .i = 7 }; printf("%d\n", va(2, t, 5LL, 2.5, mk(1), q, t, -1LL, 1.0, mk(2), q));
    printf("%d %d\n", pp(0)(3, 4), (*(*pp)(1))(3, 4));
    printf("%d %d %d %d %d %d\n", bf.f1, bf.f2, bf.f3, bf.b, bf.e, (int)sizeof bf);
    printf("%d %d %d %s\n", (int)sizeof(struct empty), (int)sizeof(struct zero), (int)sizeof fl, fl.t);
    printf("%d %g %d %d\n", anon.a, anon.c, anon.d, anon.e);
    for (int i = 0; i < 12; i++) printf("%d ", ((int *)multi)[i]); puts("");
    printf("%s %s %d %d %s\n", strs[3], strs[4], (int)sizeof strs, (int)sizeof nul, br);
    printf("%d %d %d %d\n", inl(2), inl2(2), tl, tent);
    printf("%d %d %d %d\n", dflt(2), dflt('a'), dflt(5), dflt(77)); printf("%d %d\n", duff(7), duff(8));
    int n = 3; int *lit = (int[]){n, n + 1, [4] = 7}; printf("%d %d %d\n", lit[0], lit[1], lit[4]);
    struct pt *sp = &(struct pt){ .y = n }; printf("%d %d\n", sp->x, sp->y);
    printf("%d\n", ((struct pt){1, 2}).y); 

    void *tab[] = { &&l1, &&l2, &&l3 }; static const int off[] = { &&l1 - &&l1, &&l2 - &&l1, &&l3 - &&l1 }; int st = 0;
    again: goto *(&&l1 + off[st]); l1: puts("l1"); st = 2; goto again; l2: puts("l2"); goto out; l3: puts("l3"); goto *tab[1];
out:;
    int r = ({ int y = n; if (y > 2) y *= 2; y; }); printf("%d %d\n", r, n ?: 9);
    printf("%d %d %d\n", _Alignof(int), (int)_Alignof(struct pt), (int)__alignof__(char));
    char buf[20]; printf("%d\n", (int)(sizeof(buf) + sizeof(int[3]) + sizeof(struct pt[2]) + sizeof(char(*)[5])));
    unsigned char uc = 255; uc++; signed char sc = 127; sc++; printf("%d %d %d\n", uc, sc, -1 < 1u);
    printf("%d %d %d\n", -7 / 2, -7 % 2, (-7) >> 1); long long big = LLONG_MIN; printf("%lld %d\n", big, big == LLONG_MIN);
    int *p = arr; *p++ = 3; printf("%d %d\n", (int)(p - arr), arr[0]);

    for (struct { int a, b; } s = {0, 3}; s.a < s.b; s.a++) printf("%d", s.a); puts("");
    { extern int tent; printf("%d\n", tent); } 
    typedef struct pt pt; pt z[2] = { [0 ... 1] = { 4, 5 } }; printf("%d %d\n", z[1].x, z[0].y);
    printf("%d\n", offsetof(struct big, c) + (int)offsetof(struct big, a[3]));
    int k = sizeof(struct { char c; double d; }); printf("%d\n", k);
    if (0) { in_dead: puts("dead"); goto end; } goto in_dead; end:
    die();
}
