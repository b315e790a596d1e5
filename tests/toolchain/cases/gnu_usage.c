#include <stdio.h>
#include <stdarg.h>
#include <string.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
/* statement expressions & macros, typeof, label scoping, cleanup in loops, overflow in constants */
#define MAX(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
#define FIND(arr, n, x) ({ __label__ found; int i_; for (i_ = 0; i_ < (n); i_++) if ((arr)[i_] == (x)) goto found; i_ = -1; found: i_; })
#define SWAP(a, b) do { __auto_type t_ = (a); (a) = (b); (b) = t_; } while (0)
static int log_[20], nlog; static void rel(int *p) { log_[nlog++] = *p; }
#define SCOPED __attribute__((cleanup(rel))) int
static int loops(int n) { int r = 0; for (int i = 0; i < n; i++) { SCOPED a = i; if (i == 1) continue; { SCOPED b = i * 10; if (i == 3) goto done; r += b; } } done: return r + nlog; }
static int ret(int n) { SCOPED a = n; SCOPED b = n + 1; switch (n) { case 1: return a++ + b; case 2: { SCOPED c = 9; return ({ SCOPED d = 8; c + d; }); } default: break; } return 0; }
static jmp_buf env; static volatile sig_atomic_t got; static void on(int s) { got = s; }
static void thrower(int n) { if (n == 0) longjmp(env, 42); thrower(n - 1); }
static int va_forward(char *out, const char *f, va_list ap) { return vsprintf(out, f, ap); }
static int fmt(char *out, const char *f, ...) { va_list ap; va_start(ap, f); int n = va_forward(out, f, ap); va_end(ap); return n; }
static double sumd(int n, ...) { va_list ap; double s = 0; va_start(ap, n); while (n--) s += va_arg(ap, double); va_end(ap); return s; }
static int interp(const unsigned char *p) { static const void *const ops[] = { &&halt, &&inc, &&dbl, &&jnz, [255] = &&halt }; int acc = 0, cnt = 3; 
    goto *ops[*p++]; inc: acc++; goto *ops[*p++]; dbl: acc *= 2; goto *ops[*p++]; jnz: if (--cnt) { p -= *p; goto *ops[*p++]; } p++; goto *ops[*p++]; halt: return acc; }
struct node { struct node *l, *r; int v; }; static int sum(const struct node *n) { return n ? n->v + sum(n->l) + sum(n->r) : 0; }
typedef struct { unsigned char r, g, b; } rgb; static rgb mix(rgb a, rgb b) { return (rgb){ (a.r + b.r) / 2, (a.g + b.g) / 2, (a.b + b.b) / 2 }; }
static struct { int n; rgb c[2]; } pal(int n) { typeof(pal(0)) x = { n, { { 1, 2, 3 }, { n, n, n } } }; return x; }
union num { int i; float f; } __attribute__((transparent_union)); 
typedef union { int *ip; float *fp; void *vp; } ptrs __attribute__((transparent_union)); static int tu(ptrs p) { return *p.ip; }
static inline __attribute__((always_inline)) int ai(int x) { return x + 1; } __attribute__((noinline, noclone)) static int ni(int x) { return x + 2; }
extern inline __attribute__((gnu_inline)) int gi(int x) { return x + 3; } int gi(int x) { return x + 4; }
static int weakdef(void) __attribute__((unused)); int __attribute__((weak)) wk(void) { return 6; }
struct pk { char a; union { short s; int i; } __attribute__((packed)) u; char z; } __attribute__((packed));
static __attribute__((aligned(32))) char buf32[3]; struct al { char c; int x __attribute__((aligned(16))); };
int main(void) {
    int a[] = { 3, 1, 4, 1, 5 }; int mx = MAX(a[0]++, 2); printf("%d %d %d %d\n", MAX(3, 4), mx, a[0], FIND(a, 5, 4) * 10 + FIND(a, 5, 9));
    double x = 1, y = 2; SWAP(x, y); printf("%g %g\n", x, y); int lv = loops(5); printf("%d:", lv); for (int i = 0; i < nlog; i++) printf(" %d", log_[i]); puts(""); nlog = 0;
    int r1 = ret(1), r2 = ret(2), r0 = ret(0); printf("%d %d %d:", r1, r2, r0); for (int i = 0; i < nlog; i++) printf(" %d", log_[i]); puts("");
    volatile int tries = 0; int code = setjmp(env); if (!code) { tries++; thrower(5); } printf("%d %d\n", code, tries);
    char out[60]; printf("%d %s\n", fmt(out, "%d-%s-%g-%lld", 1, "two", 3.5, 4LL), out); printf("%g\n", sumd(3, 1.5, (double)2.5f, 3.0));
    static const unsigned char prog[] = { 1, 1, 2, 3, 2, 1, 0 }; printf("%d\n", interp(prog));
    struct node n1 = { 0, 0, 1 }, n2 = { &n1, 0, 2 }, n3 = { &n2, &n1, 3 }; printf("%d\n", sum(&n3)); rgb c = mix((rgb){ 10, 20, 30 }, (rgb){ 20, 40, 60 }); printf("%d %d %d\n", c.r, c.g, c.b);
    printf("%d %d\n", pal(7).c[1].g, pal(8).n); int q = 77; printf("%d %d\n", tu(&q), tu((void *)&q)); printf("%d %d %d %d\n", ai(1), ni(1), gi(1), wk());
    struct pk p = { 1, { .i = 0x01020304 }, 5 }; p.u.s++; printf("%d %x %d\n", (int)sizeof p, p.u.i, p.z); printf("%d %d %d\n", (int)((unsigned long)buf32 & 31), (int)sizeof(struct al), (int)__alignof__(struct al));
    unsigned long long big = 0xffffffffffffffffULL; big += 2; printf("%llu %d %d\n", big, (int)(0x7fffffff + 1 < 0), (short)0x18000); printf("%d\n", ({ int z = 0; while (z < 10) if (++z == 7) break; z; }));
    int i = 0; i += ({ if (i) i = 5; else i = 6; i; }); printf("%d\n", i); int (*fp)(int) = ({ ai; }); printf("%d\n", fp(4)); for (int k = ({ 3; }); k--;) printf("%d", k); puts("");
    struct { int x, y; } pt = ({ struct { int a; } in = { 4 }; (typeof(pt)){ in.a, 5 }; }); printf("%d\n", pt.x + pt.y); const int ci = 5; typeof(ci) cj = 6; typeof(a) copy; memcpy(copy, a, sizeof copy); printf("%d %d\n", cj, copy[4]);
    printf("%s\n", __builtin_strchr("hello", 'l')); char *dup = __builtin_strcpy(out, "dup"); printf("%s %d\n", dup, (int)__builtin_strlen("abc") + __builtin_memcmp("a", "b", 1)); asm volatile("" ::: "memory"); int in = 5, ou; asm("" : "=r"(ou) : "0"(in)); printf("%d\n", ou);
    { int n = 3; int m[n][n]; for (int i = 0; i < 9; i++) (&m[0][0])[i] = i; int (*row)[n] = m + 1; printf("%d %d\n", (*row)[2], (int)(sizeof m / sizeof *m)); typeof(m) mm; printf("%d\n", (int)sizeof mm); }
    return 0;
}
