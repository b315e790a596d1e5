/* man: show manual pages. */
#include <ctype.h>
#include <tool.h>

const char *prog = "man", *synopsis = "[section] name... | -k word";
static const char folder[] = "/usr/share/man";

/* By the pager that MANPAGER or PAGER names, if a person looks. */
static int show(const char *page)
{
    const char *pager = getenv("MANPAGER");
    char *words[4], line[PATH_MAX + 8];
    if (!pager || !*pager)
        pager = getenv("PAGER");
    if (!pager || !*pager || !isatty(1))
        pager = isatty(1) ? "less" : "cat";
    snprintf(line, sizeof line, "%s %s", pager, page);
    words[0] = (char *)"sh", words[1] = (char *)"-c", words[2] = line, words[3] = 0;
    return run(words);
}

/* The page of a name in one section, or in the first that has one. */
static void look_up(const char *name, int section)
{
    char page[PATH_MAX];
    int from = section ? section : '1', to = section ? section : '9';
    for (; from <= to; from++) {
        snprintf(page, sizeof page, "%s/%s.%c", folder, name, from);
        if (!strchr(name, '/') && access(page, R_OK) == 0) {
            status |= show(page);
            return;
        }
    }
    trouble = 16;
    if (section)
        complainx("No manual entry for %s in section %c", name, section);
    else
        complainx("No manual entry for %s", name);
}

/* The line under NAME of every page that has the word in it. */
static void search(const char *word)
{
    static struct in f;
    struct dirent **list;
    int i, n = scandir(folder, &list, 0, alphasort), found = 0;
    size_t length;
    char *s;
    if (n < 0)
        die("%s", folder);
    for (i = 0; i < n; i++) {
        const char *name = list[i]->d_name, *dot = strrchr(name, '.');
        snprintf(path, PATH_MAX, "%s/%s", folder, name);
        if (*name == '.' || !dot || in_open(&f, path) < 0)
            continue;
        while ((s = in_line(&f, &length)) && strcmp(s, "NAME") != 0)
            ;
        s = s ? in_line(&f, &length) : 0;
        if (s && strstr(s, word)) {
            s += strspn(s, " ");
            outm(s, strcspn(s, " "));
            outf(" (%s)", dot + 1);
            outs(s + strcspn(s, " "));
            outc('\n');
            found = 1;
        }
        in_close(&f);
    }
    if (found)
        return;
    trouble = 16;
    complainx("nothing appropriate for %s", word);
}

int main(int argc, char **argv)
{
    int section = 0, c;
    const char *word = 0;
    (void)argc;
    while ((c = option(argv, "k:(apropos)")) >= 0)
        word = argument;
    if (word) {
        search(word);
        return finish();
    }
    if (*operands && isdigit(**operands) && !(*operands)[1] && operands[1])
        section = **operands++;
    if (!*operands)
        diex("what manual page do you want?");
    for (; *operands; operands++)
        look_up(*operands, section);
    return finish();
}
