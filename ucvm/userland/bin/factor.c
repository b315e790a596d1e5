/* factor: prime factors of numbers up to 2^64 - 1. Trial division, then the Miller-Rabin test and Pollard's rho in Montgomery's arithmetic. */
#include <ctype.h>
#include <tool.h>

const char *prog = "factor", *synopsis = "[number...]";
typedef unsigned long long wide;
enum { SMALL = 1000, MOST = 64 };
static wide found[MOST];
static int count;

/* The modulus, and what -1/modulus is modulo 2^64. */
static wide m, inverse;

static wide high(wide a, wide b)
{
    unsigned a0 = a, a1 = a >> 32, b0 = b, b1 = b >> 32;
    wide low = ((wide)a0 * b0 >> 32) + (unsigned)((wide)a0 * b1) + (unsigned)((wide)a1 * b0);
    return (wide)a1 * b1 + ((wide)a0 * b1 >> 32) + ((wide)a1 * b0 >> 32) + (low >> 32);
}

/* a * b / 2^64 modulo m. */
static wide product(wide a, wide b)
{
    wide low = a * b, top = high(a, b), add = high(low * inverse, m) + (low != 0), sum = top + add;
    return sum < add || sum >= m ? sum - m : sum;
}

static wide sum(wide a, wide b)
{
    return a >= m - b ? a - (m - b) : a + b;
}

static wide one;

static void set_modulus(wide n)
{
    int i;
    m = n;
    inverse = n;
    for (i = 0; i < 5; i++)
        inverse *= 2 - n * inverse;
    inverse = -inverse;
    one = -n % n;
}

static wide lift(unsigned n)
{
    wide r = 0, power = one;
    for (; n; n >>= 1, power = sum(power, power))
        if (n & 1)
            r = sum(r, power);
    return r;
}

static int passes(unsigned base)
{
    wide power, square = lift(base), odd = m - 1;
    int twos = 0;
    for (; !(odd & 1); odd >>= 1)
        twos++;
    for (power = one; odd; odd >>= 1, square = product(square, square))
        if (odd & 1)
            power = product(power, square);
    if (power == one || power == m - one)
        return 1;
    while (--twos > 0)
        if ((power = product(power, power)) == m - one)
            return 1;
    return 0;
}

/* These twelve bases decide all numbers below 2^64. */
static int is_prime(wide n)
{
    static const unsigned char bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
    unsigned i;
    if (n < (wide)SMALL * SMALL)
        return 1;
    set_modulus(n);
    for (i = 0; i < sizeof bases; i++)
        if (!passes(bases[i]))
            return 0;
    return 1;
}

static wide common(wide a, wide b)
{
    wide t;
    while (b) {
        t = a % b;
        a = b;
        b = t;
    }
    return a;
}

/* Some divisor of m; m itself if this sequence does not show one. */
static wide rho(unsigned seed)
{
    wide slow = lift(2), fast = slow, add = lift(seed), difference = one, kept_slow, kept_fast, d;
    int i;
    for (;;) {
        kept_slow = slow, kept_fast = fast;
        for (i = 0; i < 100; i++) {
            slow = sum(product(slow, slow), add);
            fast = sum(product(fast, fast), add);
            fast = sum(product(fast, fast), add);
            difference = product(difference, slow > fast ? slow - fast : fast - slow);
        }
        if ((d = common(difference, m)) != 1)
            break;
    }
    if (d != m)
        return d;
    do {
        kept_slow = sum(product(kept_slow, kept_slow), add);
        kept_fast = sum(product(kept_fast, kept_fast), add);
        kept_fast = sum(product(kept_fast, kept_fast), add);
        d = common(kept_slow > kept_fast ? kept_slow - kept_fast : kept_fast - kept_slow, m);
    } while (d == 1);
    return d;
}

static void add(wide prime)
{
    int i = count++;
    for (; i > 0 && found[i - 1] > prime; i--)
        found[i] = found[i - 1];
    found[i] = prime;
}

static void split(wide n)
{
    wide d = n;
    unsigned seed = 1;
    if (is_prime(n)) {
        add(n);
        return;
    }
    while (d == n) {
        set_modulus(n);
        d = rho(seed++);
    }
    split(d);
    split(n / d);
}

static void factors(wide n)
{
    unsigned d;
    for (count = 0, d = 2; d < SMALL && n > 1; d += d == 2 ? 1 : 2) {
        for (; n % d == 0; n /= d)
            add(d);
        if (n < (wide)d * d)
            break;
    }
    if (n > 1)
        split(n);
}

static void put(wide n)
{
    int i;
    outf("%llu:", n);
    factors(n);
    for (i = 0; i < count; i++)
        outf(" %llu", found[i]);
    outc('\n');
}

static void text(const char *s)
{
    const char *start = s;
    wide n = 0;
    s += strspn(s, " ");
    s += *s == '+';
    if (!isdigit(*s) || s[strspn(s, "0123456789")]) {
        complainx("'%s' is not a valid positive integer", start);
        return;
    }
    for (; isdigit(*s); s++) {
        if (n > (~0ull - (*s - '0')) / 10) {
            complainx("'%s' is too large", start);
            return;
        }
        n = n * 10 + *s - '0';
    }
    put(n);
}

static void lines(struct in *f)
{
    char *s, *token;
    size_t n;
    while ((s = in_line(f, &n)))
        for (token = strtok(s, " \t"); token; token = strtok(0, " \t"))
            text(token);
}

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    if (!*operands)
        each_input(operands, lines);
    for (; *operands; operands++)
        text(*operands);
    return finish();
}
