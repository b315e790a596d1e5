/* Adding, subtracting and comparing pointers of every element size. */
#include <stdio.h>
struct t { char c[3]; };
struct w { int a[3]; };
int main(void)
{
    char c[10];
    short s[10];
    int i[10];
    long long l[10];
    struct t t[10];
    struct w w[10];
    int n = 3, *p, *q;
    printf("%d %d %d\n", (int)((char *)(c + n) - (char *)c), (int)((char *)(s + n) - (char *)s), (int)((char *)(i + n) - (char *)i));
    printf("%d %d %d\n", (int)((char *)(l + n) - (char *)l), (int)((char *)(t + n) - (char *)t), (int)((char *)(w + n) - (char *)w));
    printf("%d %d %d\n", (int)(&s[7] - &s[2]), (int)(&t[9] - t), (int)(&w[1] - &w[8]));
    printf("%d\n", (int)(&l[5] - l));
    for (n = 0; n < 10; n++)
        i[n] = n * n;
    p = i + 2;
    q = &i[8];
    printf("%d %d %d %d\n", p < q, p == q - 6, q >= p, !p);
    printf("%d %d %d\n", p[3], *(q - 1), q[-8]);
    p += 3;
    q -= n - 9;
    printf("%d %d\n", *p, *q);
    printf("%d\n", *(2 + i) + 3[i]);
    while (p != q)
        *p++ = 0;
    printf("%d %d\n", i[6], i[7]);
    return 0;
}
