/* What :set changes. */
#include <ctype.h>
#include "vi.h"

enum { SWITCH, COUNT, STRING };
static char paragraphs[64] = "IPLPPPQPP LIpplpipbp", sections[64] = "NHSHH HUnhsh", shell[64] = "/bin/sh";
struct option options[OPTIONS] = {
    [AUTOINDENT] = {"autoindent", "ai", 0, 0},
    [AUTOPRINT] = {"autoprint", "ap", 1, 0},
    [AUTOWRITE] = {"autowrite", "aw", 0, 0},
    [BEAUTIFY] = {"beautify", "bf", 0, 0},
    [EDCOMPATIBLE] = {"edcompatible", "ed", 0, 0},
    [ERRORBELLS] = {"errorbells", "eb", 0, 0},
    [EXRC] = {"exrc", "ex", 0, 0},
    [IGNORECASE] = {"ignorecase", "ic", 0, 0},
    [LIST] = {"list", "li", 0, 0},
    [MAGIC] = {"magic", "", 1, 0},
    [MESG] = {"mesg", "", 1, 0},
    [NUMBER] = {"number", "nu", 0, 0},
    [PARAGRAPHS] = {"paragraphs", "para", sizeof paragraphs, paragraphs},
    [PROMPT] = {"prompt", "", 1, 0},
    [READONLY] = {"readonly", "ro", 0, 0},
    [REMAP] = {"remap", "", 1, 0},
    [REPORT] = {"report", "", 5, 0},
    [RULER] = {"ruler", "ru", 0, 0},
    [SCROLL] = {"scroll", "scr", 0, 0},
    [SECTIONS] = {"sections", "sect", sizeof sections, sections},
    [SHELL] = {"shell", "sh", sizeof shell, shell},
    [SHIFTWIDTH] = {"shiftwidth", "sw", 8, 0},
    [SHOWMATCH] = {"showmatch", "sm", 0, 0},
    [SHOWMODE] = {"showmode", "smd", 0, 0},
    [TABSTOP] = {"tabstop", "ts", 8, 0},
    [TERSE] = {"terse", "", 0, 0},
    [WARN] = {"warn", "", 1, 0},
    [WINDOW] = {"window", "", 0, 0},
    [WRAPMARGIN] = {"wrapmargin", "wm", 0, 0},
    [WRAPSCAN] = {"wrapscan", "ws", 1, 0},
    [WRITEANY] = {"writeany", "wa", 0, 0},
};

static int kind(int i)
{
    if (options[i].text)
        return STRING;
    return i == REPORT || i == SCROLL || i == SHIFTWIDTH || i == TABSTOP || i == WINDOW || i == WRAPMARGIN ? COUNT : SWITCH;
}

static void show_option(int i)
{
    const struct option *o = options + i;
    char line[128];
    unsigned n;
    if (kind(i) == STRING)
        n = snprintf(line, sizeof line, "%s=%s", o->name, o->text);
    else if (kind(i) == COUNT)
        n = sprintf(line, "%s=%d", o->name, o->value);
    else
        n = sprintf(line, "%s%s", o->value ? "" : "no", o->name);
    show(line, n);
}

static int find(const char *name)
{
    int i;
    for (i = 0; i < OPTIONS; i++)
        if (strcmp(name, options[i].name) == 0 || (*name && strcmp(name, options[i].brief) == 0))
            return i;
    return NONE;
}

static void assign(int i, char *value)
{
    struct option *o = options + i;
    char *end;
    long n = strtol(value, &end, 10);
    if (kind(i) == STRING) {
        if (strlen(value) >= (size_t)o->value)
            fail("%s: too long", value);
        strcpy(o->text, value);
        return;
    }
    if (kind(i) == SWITCH || *end || end == value || n < 0 || n > 9999 || (!n && (i == TABSTOP || i == SHIFTWIDTH)))
        fail("%s: invalid value of %s", value, o->name);
    o->value = n;
}

static void set_word(char *word)
{
    char *value = strchr(word, '=');
    int i, off = 0, asked = 0;
    if (value)
        *value++ = 0;
    else if (*word && word[strlen(word) - 1] == '?') {
        word[strlen(word) - 1] = 0;
        asked = 1;
    }
    i = find(word);
    if (i < 0 && strncmp(word, "no", 2) == 0 && (i = find(word + 2)) >= 0 && kind(i) == SWITCH)
        off = 1;
    if (i < 0)
        fail("%s: no such option: 'set all' shows all", word);
    if (value)
        assign(i, value);
    else if (asked || kind(i) != SWITCH)
        show_option(i);
    else
        options[i].value = !off;
}

static int was_changed(int i)
{
    static const unsigned char on[] = {AUTOPRINT, MAGIC, MESG, PROMPT, REMAP, WARN, WRAPSCAN};
    if (kind(i) == STRING)
        return 0;
    if (kind(i) == COUNT)
        return options[i].value != (i == REPORT ? 5 : i == SHIFTWIDTH || i == TABSTOP ? 8 : 0);
    return options[i].value != (memchr(on, i, sizeof on) != 0);
}

/* Words of :set. A backslash takes the meaning from a blank. */
void set_options(char *s)
{
    char *word, *to;
    int i, all = strcmp(s, "all") == 0;
    if (!*s || all) {
        for (i = 0; i < OPTIONS; i++)
            if (all || was_changed(i))
                show_option(i);
        return;
    }
    while (*(s += strspn(s, " \t"))) {
        for (word = to = s; *s && !is_blank(*s); s++) {
            if (*s == '\\' && s[1])
                s++;
            *to++ = *s;
        }
        if (*s)
            s++;
        *to = 0;
        set_word(word);
    }
    change_layout();
}
