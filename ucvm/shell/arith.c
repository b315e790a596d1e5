/* Arithmetic expansion (XCU 2.6.4): precedence climbing over 64-bit integers. */
#include "sh.h"

static const char *p;
static int skipping;        /* in an operand that && || ?: leave out */

/* Operators, longest first where one begins another; the level they bind at; an upper-case letter where the name has two characters. */
static const char ops[] = "**P;<<L8>>R8<=l7>=g7==e6!=n6&&A2||O1* *:/ /:% %:+ +9- -9< <7> >7& &5^ ^4| |3";

static Num fail(const char *s)
{
    error("arithmetic expression", s);
    return 0;
}

/* Digits at *s; base 0: as their prefix says. */
static Num digits(const char **at, int base)
{
    const char *s = *at;
    Num n = 0;
    int d;

    if (!base) {
        base = 10;
        if (*s == '0') {
            base = 8;
            if ((s[1] | 32) == 'x') {
                base = 16;
                s += 2;
            }
        }
    }
    for (;; s++) {
        d = *s - '0';
        if (d > 9)
            d = (*s | 32) - 'a' + 10;
        if (d < 0 || d >= base)
            break;
        n = n * base + d;
    }
    *at = s;
    return n;
}

static const char *blanks(const char *s)
{
    while (*s == ' ' || *s == '\t' || *s == '\n')
        s++;
    return s;
}

/* The integer that s begins with, with sign and blanks before it; *end is s when there is none. */
Num leading(const char *s, const char **end, int base)
{
    const char *p = blanks(s), *first;
    Num n;
    int minus = *p == '-';

    if (minus || *p == '+')
        p++;
    first = p;
    n = digits(&p, base);
    *end = p == first ? s : p;
    return minus ? -n : n;
}

/* A whole string that is an integer, with sign and blanks around it. */
Num constant(const char *s, int base)
{
    const char *p;
    Num n = leading(s, &p, base);

    if (p == s || *blanks(p))
        error("Illegal number", s);
    return n;
}

/* What can be assigned to: a variable or an item of one. */
typedef struct place {
    const char *name;
    int item;
    Num key;
} Place;

static Num comma(void);
static Num assignment(void);

/* Take NAME or NAME[EXPRESSION]. */
static int isplace(Place *l)
{
    p = blanks(p);
    l->name = p;
    p += namelen(p);
    l->item = 0;
    if (p == l->name)
        return 0;
    if (*p == '[') {
        p++;
        l->item = 1;
        l->key = comma();
        if (*p++ != ']')
            fail("expecting ']'");
    }
    p = blanks(p);
    return 1;
}

static Num value(Place *l)
{
    char *s;
    Var *v;

    if (skipping)
        return 0;
    v = l->item ? lookup(l->name) : 0;
    s = v ? getitem(v, itoa(l->key)) : l->item ? 0 : getvar(l->name);
    if (!s && opt[O_u])
        fail("parameter not set");
    return s ? arith(s, 0) : 0;
}

static Num store(Place *l, Num n)
{
    Var *v;
    char key[21];

    if (skipping)
        return n;
    if (l->item) {
        strcpy(key, itoa(l->key));
        makearray(v = setvar(l->name, 0, 0), 0);
        setitem(v, key, itoa(n));
    } else
        setvar(l->name, itoa(n), 0);
    return n;
}

static Num apply(int op, Num a, Num b)
{
    Num n;

    switch (op) {
    case 'L':
        return a << (b & 63);
    case 'R':
        return a >> (b & 63);
    case 'l':
        return a <= b;
    case 'g':
        return a >= b;
    case 'e':
        return a == b;
    case 'n':
        return a != b;
    case '*':
        return a * b;
    case '/':
    case '%':
        if (skipping)
            return 0;
        if (!b)
            fail("division by zero");
        if (b == -1)
            return op == '/' ? -a : 0;
        return op == '/' ? a / b : a % b;
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '<':
        return a < b;
    case '>':
        return a > b;
    case '&':
        return a & b;
    case '^':
        return a ^ b;
    case 'P':
        for (n = 1; b > 0; b--)
            n *= a;
        return n;
    case '|':
        return a | b;
    }
    return b;
}

/* The row of the binary operator at s, which does not assign; 0 when there is none. */
static const char *operator(const char *s, int assigns)
{
    const char *o;

    for (o = ops; *o && *s; o += 4)
        if (*s == *o && (o[1] == ' ' || s[1] == o[1])) {
            s += o[1] == ' ' ? 1 : 2;
            return (*s == '=' && o[3] != '7' && o[3] != '6' && o[3] > '2') == assigns ? o : 0;
        }
    return 0;
}

/* ++ or -- */
static int doubled(void)
{
    return (*p == '+' || *p == '-') && p[1] == *p;
}

static Num primary(void)
{
    Num n;
    int c;
    Place l;

    deep();
    p = blanks(p);
    c = *p;
    if (doubled() && namelen(blanks(p + 2))) {
        p += 2;
        isplace(&l);
        return store(&l, value(&l) + (c == '+' ? 1 : -1));
    }
    if (strchr("+-!~", c) && c) {
        p++;
        n = primary();
        return c == '-' ? -n : c == '!' ? !n : c == '~' ? ~n : n;
    }
    if (c == '(') {
        p++;
        n = comma();
        if (*p != ')')
            fail("expecting ')'");
        p++;
    } else if (c >= '0' && c <= '9') {
        n = digits(&p, 0);
        if (*p == '#') {
            p++;
            n = digits(&p, n);
        }
        if (isname(*p))
            fail("expecting EOF");
    } else if (isplace(&l)) {
        n = value(&l);
        c = *p;
        if (doubled() && !isname(*blanks(p + 2)) && *blanks(p + 2) != '(') {
            p += 2;
            store(&l, n + (c == '+' ? 1 : -1));
        }
    } else
        return fail("expecting primary");
    p = blanks(p);
    return n;
}

static Num binary(int level)
{
    Num a = primary(), b;
    int dead;
    const char *o;

    while ((o = operator(p, 0)) && o[3] - '0' >= level) {
        p += o[1] == ' ' ? 1 : 2;
        dead = o[2] == 'A' && !a || o[2] == 'O' && a;
        skipping += dead;
        b = binary(o[3] - '0' + (o[2] != 'P'));
        skipping -= dead;
        if (o[3] <= '2')
            a = dead ? a != 0 : b != 0;
        else
            a = apply(o[2], a, b);
    }
    return a;
}

static Num ternary(void)
{
    Num a = binary(1), b, c;

    if (*p != '?')
        return a;
    p++;
    skipping += !a;
    b = assignment();
    skipping -= !a;
    if (*p != ':')
        fail("expecting ':'");
    p++;
    skipping += a != 0;
    c = ternary();
    skipping -= a != 0;
    return a ? b : c;
}

static Num assignment(void)
{
    const char *o = 0;
    const char *start = p;
    Num n;
    int ok;
    Place l;

    skipping++;
    ok = isplace(&l);
    skipping--;
    if (!ok || *p == '=' && p[1] == '=' || *p != '=' && !(o = operator(p, 1))) {
        p = start;
        return ternary();
    }
    p = start;
    isplace(&l);            /* now with its effects */
    p += o ? o[1] == ' ' ? 2 : 3 : 1;
    n = assignment();
    return store(&l, o ? apply(o[2], value(&l), n) : n);
}

static Num comma(void)
{
    Num n = assignment();

    while (*p == ',') {
        p++;
        n = assignment();
    }
    return n;
}

/* The value of the expression s; with `end` other text may follow it. */
Num arith(const char *s, const char **end)
{
    const char *savedp = p;             /* assignments to integers nest */
    int saved = skipping;
    Num n = 0;

    p = blanks(s);
    skipping = 0;
    if (*p && !(end && *p == ':'))
        n = comma();
    if (end)
        *end = p;
    else if (*p)
        fail("expecting EOF");
    p = savedp;
    skipping = saved;
    return n;
}

/* let: 0 when the last expression is not 0. */
int b_let(char **argv)
{
    Num n = 0;

    while (*++argv)
        n = arith(*argv, 0);
    return !n;
}
