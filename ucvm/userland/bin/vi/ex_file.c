/* ex: commands on files, and those that leave. */
#include <ctype.h>
#include "ex.h"

char file[NAME], other_file[NAME];
char **files;
int file_at, file_count;

/* ---- names */

/* The file name behind a command, or 0; % is the present file, # the other one. */
static char *name_argument(void)
{
    static char name[NAME];
    char *s = rest_of_line(), *to = name;
    const char *stands;
    for (; *s; s++) {
        stands = *s == '%' ? file : *s == '#' ? other_file : 0;
        if (*s == '\\' && s[1])
            s++;
        if (stands && !*stands)
            fail("There is no file name for %c", *s);
        if (to + (stands ? strlen(stands) : 1) >= name + sizeof name)
            fail("File name too long");
        if (stands)
            to = stpcpy(to, stands);
        else
            *to++ = *s;
    }
    while (to > name && is_blank(to[-1]))
        to--;
    *to = 0;
    return *name ? name : 0;
}

static void need_saved(void)
{
    if (!modified || force)
        return;
    if (is_set(AUTOWRITE) && *file && !is_set(READONLY))
        write_back();
    else
        fail("The file is modified: write it, or use ! to override");
}

void write_back(void)
{
    if (!*file)
        fail("No file name");
    if (modified)
        write_file(file, lines() > 0, lines(), 0, force);
}

/* ---- other files */

/* "+command" in front of a file's name, in new memory; 0 if there is none. */
static char *plus_command(void)
{
    char *start, *to;
    skip_blanks();
    if (*p != '+')
        return 0;
    for (start = to = ++p; *p && !is_blank(*p) && *p != '\n'; p++) {
        if (*p == '\\' && p[1])
            p++;
        *to++ = *p;
    }
    if (*p)
        p++;
    *to = 0;
    return strdup(*start ? start : "$");
}

void edit_command(void)
{
    char *command, *name;
    need_saved();
    command = plus_command();
    name = name_argument();
    if (!name && !*file)
        fail("No file name");
    edit_file(name ? name : file, 0);
    if (command)
        ex(command);
    free(command);
}

void next_file(int n)
{
    if (n < 0 || n >= file_count)
        fail(n < 0 ? "No previous files to edit" : "No more files to edit");
    file_at = n;
    edit_file(files[n], 0);
}

/* :next with words has other files. */
static void new_files(char *s)
{
    char **list = malloc((strlen(s) / 2 + 2) * sizeof *list);
    int n = 0;
    if (!list || !(s = strdup(s)))
        fail("Out of memory");
    while (*(s += strspn(s, " \t"))) {
        list[n++] = s;
        s += strcspn(s, " \t");
        if (*s)
            *s++ = 0;
    }
    files = list;
    file_count = n;
}

void next_command(void)
{
    char *s;
    need_saved();
    s = name_argument();
    if (s)
        new_files(s);
    next_file(s ? 0 : file_at + 1);
}

void previous_command(void)
{
    end_of_command();
    need_saved();
    next_file(file_at - 1);
}

void rewind_command(void)
{
    end_of_command();
    need_saved();
    next_file(0);
}

void args_command(void)
{
    char line[256];
    int i, n = 0;
    end_of_command();
    for (i = 0; i < file_count && n < (int)sizeof line - 1; i++)
        n += snprintf(line + n, sizeof line - n, i == file_at ? "%s[%s]" : "%s%s", i ? " " : "", files[i]);
    show(line, n < (int)sizeof line ? n : (int)sizeof line - 1);
}

void file_command(void)
{
    char *name = name_argument();
    if (name)
        snprintf(file, sizeof file, "%s", name);
    tell_file();
}

void cd_command(void)
{
    char *name = name_argument();
    const char *to = name ? name : getenv("HOME");
    if (chdir(to ? to : "/") < 0)
        fail("%s: %s", to, strerror(errno));
}

void recover_command(void)
{
    char *name;
    need_saved();
    name = name_argument();
    edit_file(name ? name : file, 1);
}

void preserve_command(void)
{
    end_of_command();
    preserve();
    message("File preserved");
}

/* ---- reading and writing */

void read_command_(void)
{
    char *name;
    unsigned at = line_start(second), was = lines(), n;
    int trouble;
    skip_blanks();
    begin_change();
    if (*p == '!') {
        n = read_command(expand_bang(), at);
    } else {
        name = name_argument();
        if (!name && !*file)
            fail("No file name");
        n = read_file(name ? name : file, at, &trouble);
        if (trouble)
            fail("%s: %s", name ? name : file, strerror(trouble));
        message("\"%s\" %u lines, %u characters", name ? name : file, lines() - was, n);
        if (!*file && name)
            snprintf(file, sizeof file, "%s", name);
    }
    if (n)
        dot = first_nonblank(visual ? at : bol(at + n - 1));
}

/* [>>] [file], or !command. */
void write_command(void)
{
    char *name;
    int append = 0;
    skip_blanks();
    if (*p == '!') {
        write_to_command(expand_bang());
        return;
    }
    if (strncmp(p, ">>", 2) == 0) {
        append = 1;
        p += 2;
    }
    name = name_argument();
    if (!name && !*file)
        fail("No file name");
    write_file(name ? name : file, first, second, append, force);
}

void write_next_command(void)
{
    write_command();
    next_file(file_at + 1);
}

/* Files that were not edited hold the end up once. */
static void leave(void)
{
    static unsigned warned = NONE;
    if (!force && file_at + 1 < file_count && warned != edits) {
        warned = edits;
        fail("%d more files to edit", file_count - file_at - 1);
    }
    quitting = 1;
}

void write_quit_command(void)
{
    write_command();
    leave();
}

void exit_command(void)
{
    char *rest;
    skip_blanks();
    rest = p;
    if (modified || (*rest && *rest != '\n' && *rest != '|') || given)
        write_command();
    else
        end_of_command();
    leave();
}

void quit_command(void)
{
    end_of_command();
    if (modified && !force)
        fail("The file is modified: write it, or use ! to override");
    leave();
}

void stop_command(void)
{
    end_of_command();
    if (is_set(AUTOWRITE) && !force && modified)
        write_back();
    suspend();
}

void source_command(void)
{
    char *name = name_argument();
    if (!name)
        fail("No file name");
    source(name, 1);
}
