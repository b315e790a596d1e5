/* Wide characters and strings. */
#include <stddef.h>
#include <stdio.h>

static wchar_t word[] = L"wide";
static const wchar_t *const list[] = {L"a", L"\x263a!", L""};

static int length(const wchar_t *s) {
    int n = 0;
    while (s[n])
        n++;
    return n;
}

int main(void) {
    wchar_t local[8] = L"ab" L"c";
    printf("%d %d %d\n", (int)(sizeof word / sizeof *word), length(word), word[3]);
    printf("%d %d %d %d\n", length(list[0]), length(list[1]), (int)list[1][0], length(list[2]));
    printf("%d %d %d\n", length(local), local[2], local[7]);
    printf("%d %d %d\n", L'x', L'\n', (int)sizeof L'x');
    return 0;
}
