/* printf: flags, width, precision and length modifiers of the integer conversions. */
#include <stdio.h>
#include <limits.h>
int main(void)
{
    static const int v[] = { 0, 1, -1, 42, -12345, INT_MAX, INT_MIN };
    int i;
    for (i = 0; i < 7; i++) {
        int x = v[i];
        printf("[%d][%5d][%-5d][%05d][%+d][% d][%.3d][%8.4d][%-8.4d|\n", x, x, x, x, x, x, x, x, x);
        printf("[%u][%x][%X][%#x][%08x][%o][%#o][%.6x][%-10x|\n", x, x, x, x, x, x, x, x, x);
        printf("[%hd][%hhd][%hu][%hhu][%ld][%lx]\n", (short)x, (signed char)x, (unsigned short)x, (unsigned char)x, (long)x, (unsigned long)x);
    }
    printf("[%lld][%llu][%llx][%20lld][%-20lld|[%020lld]\n", LLONG_MIN, ULLONG_MAX, 0x123456789abcdefLL, -1LL, 1LL << 62, -5000000000LL);
    printf("[%*d][%-*d|[%.*d][%*d]\n", 6, 12, 6, 12, 4, 12, -6, 12);
    printf("[%.0d][%5.0d][%#.0x][%+.0d]\n", 0, 0, 0, 0);
    printf("[%zu][%zd][%jd][%td]\n", sizeof(int), (ssize_t)-1, (long long)5, &v[3] - &v[1]);
    printf("%d%%\n", 100);
    return 0;
}
