#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

static void show(const wchar_t *s) {
    for (; *s; s++)
        printf("%x ", (unsigned)*s);
    puts("");
}

int main(void) {
    wchar_t a[40] = L"hello", b[40], *rest, *w;
    printf("%d %d %d\n", (int)wcslen(a), wcscmp(a, L"hellp"), wcsncmp(a, L"help", 3));
    wcscpy(b, L"wide ");
    wcscat(b, a);
    wcsncat(b, L"!!!!", 2);
    show(b);
    wcsncpy(a, L"abc", 6);
    show(a);
    printf("%d %d %d\n", (int)(wcschr(b, L'd') - b), (int)(wcsrchr(b, L'l') - b), (int)(wcsstr(b, L"llo") - b));
    printf("%d %d %d\n", (int)wcsspn(b, L"edwi"), (int)wcscspn(b, L" "), wcspbrk(b, L"xyz") == NULL);
    for (w = wcstok(b, L" !", &rest); w; w = wcstok(NULL, L" !", &rest))
        show(w);
    wmemset(a, L'x', 3);
    printf("%d %d\n", wmemcmp(a, L"xxx", 3), (int)(wmemchr(a, 0, 10) - a));
    printf("%ld %llu %g", wcstol(L"  -42z", &rest, 10), wcstoull(L"ffffffffff", NULL, 16), wcstod(L"1.5e3,", &w));
    show(rest);
    show(w);
    printf("%d %d %d %d %x\n", iswalpha(L'a') != 0, iswdigit(0xe9), iswspace(L'\t') != 0, iswctype(L'F', wctype("xdigit")) != 0, towupper(L'q'));
    printf("%d %x %x\n", wctype("nothing") == 0, towctrans(L'A', wctrans("tolower")), btowc('a'));
    return 0;
}
