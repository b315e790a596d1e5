/* memcpy, memmove, memset, memcmp on structs and overlapping arrays. */
#include <stdio.h>
#include <string.h>
struct rec { int id; char name[12]; short v[3]; };
int main(void)
{
    struct rec a = { 1, "first", { 1, 2, 3 } }, b, v[4];
    char s[] = "0123456789";
    int n[6] = { 1, 2, 3, 4, 5, 6 }, i;
    memcpy(&b, &a, sizeof a);
    b.id = 2;
    strcpy(b.name, "second");
    printf("%d %s %d %s %d\n", a.id, a.name, b.id, b.name, b.v[2]);
    printf("%d %d\n", memcmp(&a.v, &b.v, sizeof a.v) == 0, memcmp(&a, &b, sizeof a) < 0);
    memset(v, 0, sizeof v);
    for (i = 0; i < 4; i++)
        memcpy(&v[i], i & 1 ? &a : &b, sizeof *v);
    memmove(v + 1, v, 3 * sizeof *v);
    for (i = 0; i < 4; i++)
        printf("%d ", v[i].id);
    memmove(s + 2, s, 5);
    printf("%s ", s);
    memmove(s, s + 4, 6);
    printf("%s\n", s);
    memmove(n, n + 2, 4 * sizeof *n);
    memset(&n[4], 0xFF, 2 * sizeof *n);
    for (i = 0; i < 6; i++)
        printf("%d ", n[i]);
    printf("%d\n", memcmp("abc", "abd", 3) < 0 && memcmp("abc", "abd", 2) == 0 && memcmp("\xff", "\x01", 1) > 0);
    return 0;
}
