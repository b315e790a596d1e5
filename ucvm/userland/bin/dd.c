/* dd: copy in blocks. */
#include <ctype.h>
#include <tool.h>

const char *prog = "dd", *synopsis = "[if=file] [of=file] [bs=n] [count=n] [skip=n] [seek=n] [conv=notrunc,ucase,lcase] [status=none]";
static unsigned size = 512, count = -1, skip, seek;
static int keep, quiet, upper, lower;
static const char *from, *to;

static int is(const char *word, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(word, name, n) != 0 || word[n] != '=')
        return 0;
    argument = (char *)word + n + 1;
    return 1;
}

static void conversion(char *list)
{
    char *s;
    for (s = strtok(list, ","); s; s = strtok(0, ","))
        if (strcmp(s, "notrunc") == 0)
            keep = 1;
        else if (strcmp(s, "ucase") == 0)
            upper = 1;
        else if (strcmp(s, "lcase") == 0)
            lower = 1;
        else if (strcmp(s, "fsync") != 0 && strcmp(s, "noerror") != 0)
            misuse("invalid conversion: '%s'", s);
}

static void operand(const char *word)
{
    if (is(word, "if"))
        from = argument;
    else if (is(word, "of"))
        to = argument;
    else if (is(word, "bs") || is(word, "ibs") || is(word, "obs"))
        size = number(argument, "number");
    else if (is(word, "count"))
        count = number(argument, "number");
    else if (is(word, "skip") || is(word, "iseek"))
        skip = number(argument, "number");
    else if (is(word, "seek") || is(word, "oseek"))
        seek = number(argument, "number");
    else if (is(word, "conv"))
        conversion(argument);
    else if (is(word, "status"))
        quiet = strcmp(argument, "none") == 0 ? 2 : strcmp(argument, "noxfer") == 0;
    else
        misuse("unrecognized operand '%s'", word);
}

static void convert(char *s, int n)
{
    for (; n > 0; s++, n--)
        *s = upper ? toupper(*s) : lower ? tolower(*s) : *s;
}

/* Blocks that cannot be sought over are read. */
static void pass(int fd, char *buf)
{
    for (; skip > 0; skip--)
        if (lseek(fd, size, SEEK_CUR) < 0 && read(fd, buf, size) <= 0)
            return;
}

int main(int argc, char **argv)
{
    unsigned full = 0, part = 0, done = 0;
    int in = 0, out = 1, n = 0;
    char *buf;
    (void)argc;
    option(argv, "");
    for (; *operands; operands++)
        operand(*operands);
    if (size == 0 || size > 8192)
        diex(size ? "memory exhausted by input buffer of size %u bytes" : "invalid number: '%u'", size);
    buf = need(size);
    if (from && (in = open(from, O_RDONLY)) < 0)
        die("failed to open '%s'", from);
    if (to && (out = open(to, O_WRONLY | O_CREAT | (keep || seek ? 0 : O_TRUNC), 0666)) < 0)
        die("failed to open '%s'", to);
    pass(in, buf);
    if (seek && lseek(out, seek * size, SEEK_SET) < 0)
        die("'%s': cannot seek", to ? to : "standard output");
    if (seek && !keep)
        ftruncate(out, seek * size);
    for (; full + part < count && (n = read(in, buf, size)) > 0; done += n) {
        convert(buf, n);
        if (writeall(out, buf, n) < 0)
            die("error writing '%s'", to ? to : "standard output");
        if ((unsigned)n == size)
            full++;
        else
            part++;
    }
    if (n < 0)
        complain("error reading '%s'", from ? from : "standard input");
    if (quiet < 2)
        dprintf(2, "%u+%u records in\n%u+%u records out\n", full, part, full, part);
    if (!quiet)
        dprintf(2, "%u byte%s copied\n", done, done == 1 ? "" : "s");
    return status;
}
