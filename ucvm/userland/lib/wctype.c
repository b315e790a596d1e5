/* <wctype.h> by <ctype.h>: no character beyond ASCII is of a class. */
#include <ctype.h>
#include <string.h>
#include <wctype.h>

#define CLASS(name)                       \
    int isw##name(wint_t c) {             \
        return c < 128 ? is##name(c) : 0; \
    }

CLASS(alnum)
CLASS(alpha)
CLASS(blank)
CLASS(cntrl)
CLASS(digit)
CLASS(graph)
CLASS(lower)
CLASS(print)
CLASS(punct)
CLASS(space)
CLASS(upper)
CLASS(xdigit)

wint_t towlower(wint_t c) {
    return c < 128 ? (wint_t)tolower(c) : c;
}

wint_t towupper(wint_t c) {
    return c < 128 ? (wint_t)toupper(c) : c;
}

static const struct {
    char name[7];
    int (*test)(wint_t);
} classes[] = {
    {"alnum", iswalnum}, {"alpha", iswalpha}, {"blank", iswblank}, {"cntrl", iswcntrl}, {"digit", iswdigit}, {"graph", iswgraph},
    {"lower", iswlower}, {"print", iswprint}, {"punct", iswpunct}, {"space", iswspace}, {"upper", iswupper}, {"xdigit", iswxdigit},
};

wctype_t wctype(const char *name) {
    int n;
    for (n = 0; n < (int)(sizeof classes / sizeof *classes); n++)
        if (!strcmp(classes[n].name, name))
            return n + 1;
    return 0;
}

int iswctype(wint_t c, wctype_t type) {
    return type ? classes[type - 1].test(c) : 0;
}

wctrans_t wctrans(const char *name) {
    return !strcmp(name, "tolower") ? 1 : !strcmp(name, "toupper") ? 2 : 0;
}

wint_t towctrans(wint_t c, wctrans_t trans) {
    return trans == 1 ? towlower(c) : trans == 2 ? towupper(c) : c;
}
