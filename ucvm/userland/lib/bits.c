/* What the compiler's __builtin_clz and the like call. Of 0 the numbers of leading and trailing zeros are the width. */

int __clzsi2(unsigned x) {
    int n = 32;
    for (; x; x >>= 1)
        n--;
    return n;
}

int __clzdi2(unsigned long long x) {
    return x >> 32 ? __clzsi2(x >> 32) : 32 + __clzsi2(x);
}

int __ctzsi2(unsigned x) {
    return x ? 31 - __clzsi2(x & -x) : 32;
}

int __ctzdi2(unsigned long long x) {
    return (unsigned)x ? __ctzsi2(x) : 32 + __ctzsi2(x >> 32);
}

int __ffssi2(unsigned x) {
    return x ? __ctzsi2(x) + 1 : 0;
}

int __ffsdi2(unsigned long long x) {
    return x ? __ctzdi2(x) + 1 : 0;
}

int __popcountsi2(unsigned x) {
    int n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}

int __popcountdi2(unsigned long long x) {
    return __popcountsi2(x) + __popcountsi2(x >> 32);
}

int __paritysi2(unsigned x) {
    return __popcountsi2(x) & 1;
}

int __paritydi2(unsigned long long x) {
    return __popcountdi2(x) & 1;
}

unsigned __bswapsi2(unsigned x) {
    return x >> 24 | (x >> 8 & 0xff00) | (x << 8 & 0xff0000) | x << 24;
}

unsigned long long __bswapdi2(unsigned long long x) {
    return (unsigned long long)__bswapsi2(x) << 32 | __bswapsi2(x >> 32);
}

int __clrsbsi2(unsigned x) {
    return __clzsi2((x ^ (unsigned)((int)x >> 31)) << 1 | 1);
}

int __clrsbdi2(unsigned long long x) {
    return __clzdi2((x ^ (unsigned long long)((long long)x >> 63)) << 1 | 1);
}
