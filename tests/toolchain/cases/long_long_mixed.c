/* long long with parameters, returns, arrays, pointers and conversions. */
#include <stdio.h>
typedef long long ll;
static ll add3(ll a, int b, ll c) { return a + b + c; }
static ll pick(int which, ll a, ll b, ll c) { return which == 0 ? a : which == 1 ? b : c; }
static void twice(ll *p) { *p *= 2; }
static unsigned low(ll x) { return x; }
static int high(ll x) { return x >> 32; }
ll table[4] = { 1, -1, 0x123456789ALL, 1LL << 40 };
int main(void)
{
    ll x = 5000000000LL;
    int i;
    printf("%lld\n", add3(x, -1, 2));
    for (i = 0; i < 3; i++)
        printf("%lld ", pick(i, 11111111111LL, -2, 33333333333LL));
    printf("\n");
    twice(&x);
    printf("%lld\n", x);
    for (i = 0; i < 4; i++) {
        twice(&table[i]);
        printf("%lld %u %d\n", table[i], low(table[i]), high(table[i]));
    }
    i = (int)x;
    printf("%d\n", i);
    x = i;
    printf("%lld\n", x);
    x = (unsigned char)x;
    printf("%lld\n", x);
    return 0;
}
