/* cat: concatenate files. */
#include <tool.h>

const char *prog = "cat", *synopsis = "[-AbeEnstTuv] [file...]";
static int number_all, number_full, squeeze, ends, tabs, visible;
static unsigned line;
static unsigned blank;

/* Whether the file would be appended to itself without end. */
static int is_output(int fd)
{
    struct stat in, out;
    return fstat(fd, &in) == 0 && fstat(1, &out) == 0 && S_ISREG(out.st_mode) && in.st_ino == out.st_ino && in.st_dev == out.st_dev && in.st_size > 0
        && lseek(fd, 0, SEEK_CUR) < in.st_size;
}

static void plain(const char *name)
{
    int fd = 0, end;
    if (strcmp(name, "-") != 0 && (fd = open(name, O_RDONLY)) < 0) {
        complain("%s", name);
        return;
    }
    if (is_output(fd)) {
        complainx("%s: input file is output file", name);
    } else {
        end = copy(fd, 1);
        if (end == -2)
            die("write error");
        if (end < 0)
            complain("%s", name);
    }
    if (fd > 0)
        close(fd);
}

static void show(int c)
{
    if (c == '\t' && !tabs) {
        outc(c);
        return;
    }
    if (c >= 128 && visible) {
        outs("M-");
        c -= 128;
    }
    if (c < 32 && (visible || c == '\t')) {
        outc('^');
        outc(c + 64);
    } else if (c == 127 && visible)
        outs("^?");
    else
        outc(c);
}

/* blank counts the empty lines just seen. A line begins where the last byte was a newline, across files. */
static int fresh = 1;

static void cooked(struct in *f)
{
    int c;
    while ((c = in_char(f)) >= 0) {
        if (fresh) {
            blank = c == '\n' ? blank + 1 : 0;
            if (squeeze && blank > 1)
                continue;
            if (number_all || (number_full && c != '\n')) {
                outn(++line, 6);
                outc('\t');
            }
        }
        fresh = c == '\n';
        if (!fresh)
            show(c);
        else {
            if (ends)
                outc('$');
            outc(c);
        }
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "A(show-all)b(number-nonblank)eE(show-ends)n(number)s(squeeze-blank)tT(show-tabs)uv(show-nonprinting)")) >= 0)
        switch (c) {
        case 'A': visible = ends = tabs = 1; break;
        case 'b': number_full = 1; break;
        case 'e': visible = ends = 1; break;
        case 'E': ends = 1; break;
        case 'n': number_all = 1; break;
        case 's': squeeze = 1; break;
        case 't': visible = tabs = 1; break;
        case 'T': tabs = 1; break;
        case 'v': visible = 1; break;
        }
    if (number_full)
        number_all = 0;
    if (number_all | number_full | squeeze | ends | tabs | visible)
        each_input(operands, cooked);
    else if (!*operands)
        plain("-");
    else
        for (; *operands; operands++)
            plain(*operands);
    return finish();
}
