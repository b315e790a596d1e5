/* A switch whose cases lie inside a loop. */
#include <stdio.h>
#include <string.h>
static void copy(char *to, const char *from, int count)
{
    int n = (count + 7) / 8;
    switch (count % 8) {
    case 0: do { *to++ = *from++;
    case 7:      *to++ = *from++;
    case 6:      *to++ = *from++;
    case 5:      *to++ = *from++;
    case 4:      *to++ = *from++;
    case 3:      *to++ = *from++;
    case 2:      *to++ = *from++;
    case 1:      *to++ = *from++;
            } while (--n > 0);
    }
}
int main(void)
{
    char buf[64];
    int n;
    for (n = 1; n < 27; n++) {
        memset(buf, '.', sizeof buf);
        copy(buf, "abcdefghijklmnopqrstuvwxyz", n);
        buf[n + 1] = 0;
        printf("%s\n", buf);
    }
    return 0;
}
