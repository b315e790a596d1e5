/* The order of versions (tool.h): digits are compared as numbers. */
#include <ctype.h>
#include <tool.h>

/* A byte's place in the order of versions: ~, then the end and digits, letters, all others. */
static int rank(const char *s, const char *end)
{
    if (s == end || isdigit(*s))
        return 0;
    return isalpha(*s) ? *s : *s == '~' ? -1 : *s + 256;
}

static int digit(const char *s, const char *end)
{
    return s < end && isdigit(*s);
}

/* Digits without the zeros before them: the longer is the greater, then the first that differs decides. */
static int order_numbers(const char **a, const char *ae, const char **b, const char *be)
{
    int order = 0;
    for (; *a < ae && **a == '0'; ++*a)
        ;
    for (; *b < be && **b == '0'; ++*b)
        ;
    for (; digit(*a, ae) && digit(*b, be); ++*a, ++*b)
        if (!order)
            order = **a - **b;
    return digit(*a, ae) ? 1 : digit(*b, be) ? -1 : order;
}

int order_versions(const char *a, const char *ae, const char *b, const char *be)
{
    int order;
    while (a < ae || b < be) {
        for (; (a < ae && !isdigit(*a)) || (b < be && !isdigit(*b)); a += a < ae, b += b < be)
            if (rank(a, ae) != rank(b, be))
                return rank(a, ae) - rank(b, be);
        order = order_numbers(&a, ae, &b, be);
        if (order)
            return order;
    }
    return 0;
}
