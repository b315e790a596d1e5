/* Streams: files and commands that are read or written, by name, and the main input. */
#include "awk.h"
#include <errno.h>
#include <sys/wait.h>

/* rest: what an expression as RS has read ahead. */
struct stream {
    struct stream *next;
    struct str *name, *rest;
    FILE *f;
    int mode;
};

static struct stream *streams, input;
static int operand = 1, used; /* the next word of ARGV; was there a file among those before? */

int exit_status(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

static int is_name(const struct str *s, const char *name)
{
    return !strcmp(s->s, name);
}

static FILE *open_file(const struct str *name, int mode)
{
    if (is_name(name, "-") || is_name(name, mode == READ ? "/dev/stdin" : "/dev/stdout"))
        return mode == READ ? stdin : stdout;
    if (mode != READ && is_name(name, "/dev/stderr"))
        return stderr;
    return fopen(name->s, mode == READ ? "re" : mode == WRITE ? "we" : "ae");
}

static FILE *open_pipe(const struct str *command, int mode)
{
    fflush(NULL);
    return popen(command->s, mode == PIPE_FROM ? "r" : "w");
}

/* The open stream of that name, else a new one; NULL if it cannot be opened. */
static struct stream *stream_of(struct str *name, int mode)
{
    struct stream *s;
    int kind = mode == APPEND_TO ? WRITE : mode;
    FILE *f;
    for (s = streams; s; s = s->next)
        if (s->mode == kind && is_name(s->name, name->s))
            return s;
    f = kind == WRITE || kind == READ ? open_file(name, mode) : open_pipe(name, mode);
    if (!f)
        return NULL;
    s = resize(NULL, sizeof *s);
    s->next = streams;
    s->name = name;
    name->refs++;
    s->rest = NULL;
    s->f = f;
    s->mode = kind;
    return streams = s;
}

/* Where print writes to. */
FILE *output(struct str *name, int mode)
{
    struct stream *s = stream_of(name, mode);
    if (!s)
        fatal("can't open %s: %s", name->s, strerror(errno));
    return s->f;
}

static int close_one(struct stream *s)
{
    int status;
    if (s->mode == PIPE_FROM || s->mode == PIPE_TO)
        status = exit_status(pclose(s->f));
    else if (s->f == stdin)
        status = 0;
    else if (s->f == stdout || s->f == stderr)
        status = fflush(s->f);
    else
        status = fclose(s->f);
    drop_str(s->name);
    drop_str(s->rest);
    free(s);
    return status;
}

/* Close what has that name; -1 if nothing has. */
int close_stream(const struct str *name)
{
    struct stream *s, **link = &streams;
    int status = -1;
    while ((s = *link))
        if (is_name(s->name, name->s)) {
            *link = s->next;
            status = close_one(s);
        } else
            link = &s->next;
    return status;
}

int flush_stream(const struct str *name)
{
    struct stream *s;
    int status = -1;
    for (s = streams; s; s = s->next)
        if (is_name(s->name, name->s))
            status = fflush(s->f);
    return status;
}

void close_all(void)
{
    struct stream *s;
    while ((s = streams)) {
        streams = s->next;
        if (close_one(s) < 0)
            complain("write error: %s", strerror(errno));
    }
    if (fflush(stdout) || ferror(stdout))
        fatal("write error: %s", strerror(errno));
}

#define USUAL 512 /* bytes of a line: what more it takes is given back before the next is read */

static char *buffer;
static size_t size;

/* The next bytes up to the delimiter, with it; -1 at the end. */
static int delimited(struct stream *s, char **line, int delimiter)
{
    int n;
    if (size > USUAL) {
        free(buffer);
        buffer = NULL;
    }
    errno = 0;
    n = s->f ? getdelim(&buffer, &size, delimiter, s->f) : -1;
    if (n < 0 && errno == ENOMEM)
        fatal("out of memory: a record is too long");
    *line = buffer;
    return n;
}

/* A paragraph; it loses its last newline. */
static struct str *paragraph(struct stream *s)
{
    struct str *record;
    char *line;
    int n;
    while ((n = delimited(s, &line, '\n')) == 1 && *line == '\n')
        ;
    if (n < 0)
        return NULL;
    begin();
    do
        add(line, n);
    while ((n = delimited(s, &line, '\n')) > 0 && *line != '\n');
    record = built();
    if (record->s[record->n - 1] == '\n')
        record->s[--record->n] = 0;
    return end();
}

/* A record up to a match of the expression that more input cannot make longer. */
static struct str *matched(struct stream *s, struct str *separator)
{
    struct str *record;
    char *line;
    int n, length, start;
    begin();
    if (s->rest)
        add(s->rest->s, s->rest->n);
    for (;;) {
        record = built();
        length = match(separator, record, 0, &start);
        if (length > 0 && start + length < record->n)
            break;
        if ((n = delimited(s, &line, '\n')) < 0)
            break;
        add(line, n);
    }
    drop_str(s->rest);
    s->rest = NULL;
    if (!record->n)
        return NULL;
    if (length > 0) {
        if (start + length < record->n)
            s->rest = str(record->s + start + length, record->n - start - length);
        record->s[record->n = start] = 0;
    }
    return end();
}

/* The first n bytes read; many keep the memory they were read into. */
static struct str *buffered(int n)
{
    struct str *s;
    if (size <= USUAL)
        return str(buffer, n);
    s = resize(buffer, sizeof *s + n + 1);
    buffer = NULL;
    memmove(s->s, s, n);
    s->s[n] = 0;
    s->refs = 1;
    s->n = n;
    return s;
}

static struct str *record_of(struct stream *s)
{
    struct str *separator = special(RS);
    char *line;
    int n;
    if (!separator->n)
        return paragraph(s);
    if (separator->n > 1 || s->rest)
        return matched(s, separator);
    n = delimited(s, &line, *separator->s);
    return n < 0 ? NULL : buffered(n - (line[n - 1] == *separator->s));
}

/* Files and commands: 1, 0 at the end, -1 if there is an error. */
int read_stream(struct str *name, int mode, struct str **record)
{
    struct stream *s = stream_of(name, mode);
    if (!s)
        return -1;
    *record = record_of(s);
    return *record ? 1 : ferror(s->f) ? -1 : 0;
}

/* The next word of ARGV that is not empty, NULL behind the last. */
static struct str *next_operand(void)
{
    struct value subscript, *v;
    for (; operand < integer(globals + ARGC); operand++) {
        subscript.number = operand;
        if (member(array_of(globals + ARGV), &subscript, 0)) {
            v = element(globals[ARGV].array, &subscript);
            if (text(v)->n) {
                operand++;
                return v->str;
            }
        }
    }
    return NULL;
}

static void open_input(struct str *name)
{
    used = 1;
    set_str(globals + FILENAME, INPUT, name);
    name->refs++;
    set_number(globals + FNR, 0);
    if (!(input.f = open_file(name, READ)))
        fatal("can't open %s: %s", name->s, strerror(errno));
}

/* Go to the next file; 0 behind the last. */
static int next_input(void)
{
    struct str *name;
    while ((name = next_operand()))
        if (!assignment(name->s)) {
            open_input(name);
            return 1;
        }
    if (used)
        return 0;
    used = 1;
    input.f = stdin;
    return 1;
}

void skip_file(void)
{
    if (input.f && input.f != stdin)
        fclose(input.f);
    input.f = NULL;
    drop_str(input.rest);
    input.rest = NULL;
}

/* The next record of the main input: 1, or 0 behind the last. */
int read_input(struct str **record)
{
    while (input.f || next_input()) {
        if ((*record = record_of(&input)))
            return 1;
        if (input.f && ferror(input.f))
            complain("can't read %s: %s", special(FILENAME)->s, strerror(errno));
        skip_file();
    }
    return 0;
}
