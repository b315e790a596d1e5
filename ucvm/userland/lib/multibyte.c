/* Multibyte characters: UTF-8 (C99 7.20.7, 7.20.8, 7.24.6). A state is a character that has begun: its value so far and the bytes that are left. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define BAD ((size_t)-1)
#define PARTIAL ((size_t)-2)

int mbsinit(const mbstate_t *state) {
    return !state || !state->__left;
}

static size_t bad(mbstate_t *state) {
    state->__left = 0;
    errno = EILSEQ;
    return BAD;
}

static int begins(unsigned char c, mbstate_t *state) {
    int left = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : -1;
    if (left >= 0) {
        state->__left = left;
        state->__value = left ? c & 0x3f >> left : c;
    }
    return left >= 0;
}

/* Whether a value is too small for the bytes it took, or no character. */
static int forbidden(unsigned value, size_t bytes) {
    return (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000) || value > 0x10ffff || (value >= 0xd800 && value < 0xe000);
}

size_t mbrtowc(wchar_t *to, const char *s, size_t n, mbstate_t *state) {
    static mbstate_t own;
    size_t used = 0;
    state = state ? state : &own;
    if (!s)
        return mbrtowc(NULL, "", 1, state);
    if (!n)
        return PARTIAL;
    if (!state->__left && !begins(s[used++], state))
        return bad(state);
    for (; state->__left; used++) {
        if (used == n)
            return PARTIAL;
        if ((s[used] & 0xc0) != 0x80)
            return bad(state);
        state->__value = state->__value << 6 | (s[used] & 0x3f);
        state->__left--;
    }
    if (forbidden(state->__value, used))
        return bad(state);
    if (to)
        *to = state->__value;
    return state->__value ? used : 0;
}

size_t mbrlen(const char *s, size_t n, mbstate_t *state) {
    static mbstate_t own;
    return mbrtowc(NULL, s, n, state ? state : &own);
}

size_t wcrtomb(char *s, wchar_t c, mbstate_t *state) {
    int left = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3, n;
    (void)state;
    if (!s)
        return 1;
    if (c < 0 || forbidden(c, 0)) {
        errno = EILSEQ;
        return BAD;
    }
    for (n = left; n > 0; n--) {
        s[n] = 0x80 | (c & 0x3f);
        c >>= 6;
    }
    s[0] = left ? (0xf00 >> left & 0xff) | c : c;
    return left + 1;
}

size_t mbsrtowcs(wchar_t *to, const char **from, size_t n, mbstate_t *state) {
    mbstate_t own = {0};
    const char *s = *from;
    size_t count = 0, used;
    wchar_t c;
    for (; !to || count < n; count++) {
        used = mbrtowc(&c, s, 4, state ? state : &own);
        if (used == BAD || used == PARTIAL)
            return BAD;
        if (to)
            to[count] = c;
        if (!used) {
            if (to)
                *from = NULL;
            return count;
        }
        s += used;
    }
    *from = s;
    return count;
}

size_t wcsrtombs(char *to, const wchar_t **from, size_t n, mbstate_t *state) {
    const wchar_t *s = *from;
    char bytes[4];
    size_t count = 0, used;
    for (;; s++, count += used) {
        used = wcrtomb(bytes, *s, state);
        if (used == BAD)
            return BAD;
        if (to && count + used > n)
            break;
        if (to)
            memcpy(to + count, bytes, used);
        if (!*s) {
            if (to)
                *from = NULL;
            return count;
        }
    }
    *from = s;
    return count;
}

wint_t btowc(int c) {
    return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c) {
    return c < 128 ? (int)c : EOF;
}

int mbtowc(wchar_t *to, const char *s, size_t n) {
    mbstate_t state = {0};
    size_t used = s ? mbrtowc(to, s, n, &state) : 0;
    return used == PARTIAL ? -1 : (int)used;
}

int mblen(const char *s, size_t n) {
    return mbtowc(NULL, s, n);
}

int wctomb(char *s, wchar_t c) {
    return s ? (int)wcrtomb(s, c, NULL) : 0;
}

size_t mbstowcs(wchar_t *to, const char *s, size_t n) {
    return mbsrtowcs(to, &s, n, NULL);
}

size_t wcstombs(char *to, const wchar_t *s, size_t n) {
    return wcsrtombs(to, &s, n, NULL);
}
