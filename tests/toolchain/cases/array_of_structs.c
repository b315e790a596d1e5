/* Arrays of structs: indexing with computed indices, pointers that walk, nested arrays. */
#include <stdio.h>
struct item { char name[7]; unsigned char qty; short price[3]; };
static struct item stock[] = {
    { "bolt", 200, { 5, 4, 3 } }, { "nut", 100, { 2, 2, 1 } }, { "washer", 255, { 1, 1, 1 } }, { "gear", 3, { 900, 850, 800 } },
};
#define COUNT ((int)(sizeof stock / sizeof *stock))
static int value(const struct item *i, int level) { return i->qty * i->price[level]; }
static int best(int level)
{
    int i, b = 0;
    for (i = 1; i < COUNT; i++)
        if (value(&stock[i], level) > value(&stock[b], level))
            b = i;
    return b;
}
int main(void)
{
    struct item *p, copy[2];
    int i, l, total[3] = { 0 };
    for (p = stock; p < stock + COUNT; p++)
        for (l = 0; l < 3; l++)
            total[l] += value(p, l);
    printf("%d %d %d %d\n", total[0], total[1], total[2], (int)sizeof stock);
    printf("%s %s\n", stock[best(0)].name, stock[best(2)].name);
    copy[1] = stock[2];
    copy[0] = copy[1];
    copy[0].name[0] = 'W';
    copy[0].qty++;
    copy[1].price[2] -= 5;
    for (i = 0; i < 2; i++)
        printf("%s %d %d\n", copy[i].name, copy[i].qty, copy[i].price[2]);
    stock[stock[3].qty - 1].price[stock[1].price[2]] = 77;
    printf("%d\n", stock[2].price[1]);
    return 0;
}
