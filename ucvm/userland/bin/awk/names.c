/* Names by number, and the global variables. */
#include "awk.h"
#include <ctype.h>

static const char predefined[] = "NF\0NR\0FNR\0FS\0OFS\0ORS\0RS\0FILENAME\0SUBSEP\0RSTART\0RLENGTH\0CONVFMT\0OFMT\0ARGC\0ARGV\0";

struct names variables;
struct value *globals;

/* The number of a name in a list that ends with an empty one; -1 if it is not there. */
int position(const char *list, const char *name)
{
    int i = 0;
    for (; *list; list += strlen(list) + 1, i++)
        if (!strcmp(list, name))
            return i;
    return -1;
}

/* The number of a new name at the end. */
int append_name(struct names *names, const char *name, size_t n)
{
    names->s = resize(names->s, names->n + n + 2);
    memcpy(names->s + names->n, name, n);
    names->n += n + 1;
    names->s[names->n - 1] = names->s[names->n] = 0;
    return names->count++;
}

int name_in(const struct names *names, const char *name)
{
    return names->s ? position(names->s, name) : -1;
}

/* A new variable; the name " " is one that no program can say. */
int new_variable(const char *name)
{
    globals = resize(globals, (variables.count + 1) * sizeof *globals);
    globals[variables.count].tag = UNSET;
    return append_name(&variables, name, strlen(name));
}

/* The variable of that name, made if it is not there. */
int global(const char *name)
{
    int i = name_in(&variables, name);
    return i < 0 ? new_variable(name) : i;
}

static void preset(int variable, const char *s)
{
    set_str(globals + variable, TEXT, str(s, strlen(s)));
}

void make_variables(void)
{
    const char *s = predefined;
    int i;
    for (; *s; s += strlen(s) + 1) {
        i = new_variable(s);
        set_number(globals + i, 0);
    }
    globals[ARGV].tag = globals[FILENAME].tag = UNSET;
    set_number(globals + RLENGTH, -1);
    preset(FS, " ");
    preset(OFS, " ");
    preset(ORS, "\n");
    preset(RS, "\n");
    preset(SUBSEP, "\034");
    preset(CONVFMT, "%.6g");
    preset(OFMT, "%.6g");
}

/* name=text with its escape sequences; 0 if s is no such thing. What the program does not mention is no loss when it runs. */
int assignment(const char *s)
{
    const char *p = s;
    int i;
    if (!isalpha(*p) && *p != '_')
        return 0;
    while (isalnum(*p) || *p == '_')
        p++;
    if (*p != '=')
        return 0;
    begin();
    add(s, p - s);
    i = code ? name_in(&variables, built()->s) : global(built()->s);
    begin();
    add(p + 1, strlen(p + 1));
    unescape();
    if (i >= 0) {
        set_str(globals + i, INPUT, end());
        assigned(globals + i);
    }
    return 1;
}
