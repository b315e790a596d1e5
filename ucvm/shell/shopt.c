/* shopt: the options of bash that mean something here. */
#include "sh.h"

static const char names[] = "extglob\0nullglob\0dotglob\0globstar\0nocasematch\0";     /* in the order of their bits */

static void show(const char *name, int on)
{
    outs(name);
    outpad(16 - strlen(name));
    outs(on ? "on\n" : "off\n");
}

static const char inert[] = "expand_aliases\0checkwinsize\0histappend\0cmdhist\0";   /* what is so anyway */

/* shopt [-s | -u | -q] [NAME ...]; an unknown name is an error. */
int b_shopt(char **argv)
{
    const char *s;
    int c, i, how = 0, st = 0;

    while ((c = *nextopt("suq")))
        how = c;
    for (s = names, i = 0; !*optargs && *s; s += strlen(s) + 1, i++)
        show(s, shopts >> i & 1);
    for (; *optargs; optargs++) {
        if (place(inert, *optargs) >= 0)
            continue;
        i = place(names, *optargs);
        if (i < 0) {
            warn(*optargs, "invalid shell option name");
            st = 1;
        } else if (how == 's')
            shopts |= 1 << i;
        else if (how == 'u')
            shopts &= ~(1 << i);
        else {
            if (!how)
                show(*optargs, shopts >> i & 1);
            st |= !(shopts >> i & 1);
        }
    }
    return st;
}
