/* undeclared library functions, user's own versions of library functions, builtin spellings */
extern void abort(void); 
int x; typedef unsigned int size_t;
static int my(const char *a, const char *b) { return __builtin_strcmp(a, b); }
void *memset(void *p, int c, size_t n) { char *q = p; while (n--) *q++ = c; return p; }
int abs(int a) { return a < 0 ? -a : a; }
static int inside_main;
typedef struct s { int a; struct s *next; } s;
s list[] = { { 1, &list[1] }, { 2, list + 2 }, { 3, 0 } };
int (*const tab[])(int) = { abs, &abs, *abs };
char *names[] = { [0] = "zero", "one", [5] = "five" };
struct { char *p; int (*f)(int); int *q; } mixed = { &"hello"[1], abs, &x + 2 };
int off = (int)(&((s *)0)->next); unsigned long addr = (unsigned long)&x; char *cp = (char *)&list[1] + 4;
struct vol { volatile int a; int b : 5; volatile int c : 7; };
double dv = 1.0 / 3, dz = -0.0; float fv = 1e10f; int iv = (int)3.99, big = 1e9; unsigned char trunc = 300; long long llv = -1; unsigned uv = -1; 
int arr2[][2] = { { 1 }, { 2, 3 }, 4, 5 };
const struct { const char *n; int v[3]; } cs[] = { { "a", { 1, 2 } }, { .v = { [2] = 9 }, .n = "b" } };
_Bool bv = 5; char s3[3] = { 'a', 'b' }; char s4[] = { "x" "y" }; wchar_like[3] = { 1 };
int g(int a, ...) { __builtin_va_list ap; __builtin_va_start(ap, a); int r = __builtin_va_arg(ap, int); __builtin_va_end(ap); return r; }
int ret_void_expr(void) { void f(void); return (f(), 3); } void f(void) { return (void)0; }
void vv(void) { return f(); }
int many(int a, char b, short c, long long d, float e, double h, int i) { return a + b + c + d + e + h + i; }
int (*sel(int n, int (*p)(int)))(int) { return n ? p : 0; }
unsigned short us(int x) { return x; } signed char sc(int x) { return x; } float fl(double d) { return d; } _Bool bo(double d) { return d; }
struct big { int a[30]; }; struct big bigf(struct big b) { b.a[0]++; return b; }
int alias_test(int *a, float *b) { *a = 1; *b = 0; return *a; }
int main() {
    char buf[50]; int i; struct big b;
    if (my("a", "b") >= 0) abort(); memset(&b, 0, sizeof b); b = bigf(bigf(b)); 
    __builtin_printf("%d %d %d %s %s\n", b.a[0], list[0].next->next->a, tab[1](-4), names[1], names[5]);
    printf("%s %d %d\n", mixed.p, mixed.f(-3), (int)(mixed.q - &x)); printf("%d %d %d\n", off, addr == (unsigned long)&x, *(s **)cp == list + 2);
    printf("%.17g %g %g %d %d %d %lld %u\n", dv, dz, fv, iv, big, trunc, llv, uv); printf("%d %d %d\n", (int)(sizeof arr2 / sizeof *arr2), arr2[2][1], arr2[0][1]);
    printf("%s %d %d %d %s\n", cs[1].n, cs[1].v[2], bv, s3[2], s4); printf("%d %d %d\n", g(1, 42), ret_void_expr(), many(1, 2, 3, 4, 5.5, 6.5, 7));
    printf("%d %d %d %g %d\n", us(-1), sc(200), sel(1, abs)(-9), fl(0.1), bo(0.01)); sprintf(buf, "%s-%d", "x", 5); puts(buf); printf("%d\n", (int)strlen(buf));
    struct vol v = { 1, -3, 50 }; v.a += v.b; v.c++; printf("%d %d\n", v.a, v.c); printf("%d\n", __builtin_abs(-3) + (int)__builtin_labs(-4L)); 
    for (i = 0; i < 3; i++) { static int n; int k = n++; if (k != i) abort(); } { int i = 7; printf("%d\n", i); } printf("%d\n", i);
    if (sizeof(list) != 3 * sizeof(s)) abort(); if (alias_test((int *)buf, (float *)(buf + 4)) != 1) abort();
    unsigned long long h = 14695981039346656037ULL; for (i = 0; i < 5; i++) h = (h ^ i) * 1099511628211ULL; printf("%llx\n", h);
    double acc = 0; for (i = 1; i < 10; i++) acc += 1.0 / i; printf("%.15g %d %u %lld\n", acc, (int)acc, (unsigned)(acc * 1e9), (long long)(acc * 1e15)); float fa = 16777216.0f; fa += 1; printf("%g %d\n", fa, fa == 16777216.0f);
    printf("%d %d %d\n", 1, (unsigned char)(int)300.7, (short)(int)-40000.5); 
    exit(0);
}
