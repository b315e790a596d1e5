/* Records of an operation and two operands from standard input, one result of 8 bytes each to standard output. */
#include <string.h>
#include <unistd.h>

double sqrt(double x);

union word {
    double d;
    float f;
    int i;
    unsigned u;
    long long l;
    unsigned long long ul;
};

struct record {
    int operation;
    union word a, b;
};

#define ORDER(a, b) ((a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 | !a << 6)

static union word result(const struct record *r) {
    union word a = r->a, b = r->b, o = {0};
    switch (r->operation) {
    case 0: o.d = a.d + b.d; break;
    case 1: o.d = a.d - b.d; break;
    case 2: o.d = a.d * b.d; break;
    case 3: o.d = a.d / b.d; break;
    case 4: o.d = sqrt(a.d); break;
    case 5: o.i = ORDER(a.d, b.d); break;
    case 6: o.f = a.d; break;
    case 7: o.l = a.d; break;
    case 8: o.ul = a.d; break;
    case 9: o.i = a.d; break;
    case 10: o.u = a.d; break;
    case 11: o.d = a.l; break;
    case 12: o.d = a.ul; break;
    case 13: o.d = a.i; break;
    case 14: o.d = a.u; break;
    case 15: o.f = a.l; break;
    case 16: o.f = a.ul; break;
    case 17: o.f = a.i; break;
    case 18: o.f = a.f + b.f; break;
    case 19: o.f = a.f - b.f; break;
    case 20: o.f = a.f * b.f; break;
    case 21: o.f = a.f / b.f; break;
    case 22: o.f = sqrt(a.f); break;
    case 23: o.i = ORDER(a.f, b.f); break;
    case 24: o.d = a.f; break;
    }
    return o;
}

int main(void) {
    struct record r;
    union word o;
    while (read(0, &r, sizeof r) == sizeof r) {
        o = result(&r);
        write(1, &o, sizeof o);
    }
    return 0;
}
