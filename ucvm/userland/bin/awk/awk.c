/* awk: find and process patterns in text. The program is a list of "pattern { action }"; an operand "name=text" assigns when its turn comes. */
#include "awk.h"
#include <unistd.h>

static const char *synopsis = "[-F separator] [-v name=text]... {program | -f file...} [operand...]";
int status;

static void message(const char *format, va_list ap)
{
    int record = globals ? integer(globals + NR) : 0;
    fflush(stdout);
    fprintf(stderr, "awk: ");
    vfprintf(stderr, format, ap);
    if (record)
        fprintf(stderr, " (record %d)", record);
    fprintf(stderr, "\n");
    status = 2;
}

void complain(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap);
    va_end(ap);
}

void fatal(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap);
    exit(2);
}

static void usage(FILE *f)
{
    fprintf(f, "Usage: awk %s\n", synopsis);
    exit(f == stdout ? 0 : 2);
}

static void assign_option(const char *s)
{
    if (!assignment(s))
        fatal("-v %s: not of the form name=text", s);
}

static void separator(const char *s)
{
    begin();
    add(s, strlen(s));
    unescape();
    set_str(globals + FS, INPUT, end());
}

/* The words behind the options. The files of -f come to stand before `files`. */
static char **options(int argc, char **argv, int *file_count)
{
    int c;
    while ((c = getopt(argc, argv, "+F:v:f:")) != -1)
        switch (c) {
        case 'F':
            separator(optarg);
            break;
        case 'v':
            assign_option(optarg);
            break;
        case 'f':
            argv[(*file_count)++] = optarg;
            break;
        default:
            usage(stderr);
        }
    return argv + optind;
}

static void set_arguments(const char *name, char **words)
{
    struct array *a = array_of(globals + ARGV);
    struct value subscript;
    int n = 0;
    do {
        subscript.number = n++;
        put(a, &subscript, str(name, strlen(name)));
    } while ((name = *words++));
    set_number(globals + ARGC, n);
}

static void set_environment(void)
{
    int variable = name_in(&variables, "ENVIRON");
    struct value subscript;
    char **entry, *equals;
    if (variable < 0)
        return;
    for (entry = environ; *entry; entry++)
        if ((equals = strchr(*entry, '='))) {
            subscript.str = str(*entry, equals - *entry);
            subscript.tag = TEXT;
            put(array_of(globals + variable), &subscript, str(equals + 1, strlen(equals + 1)));
        }
}

int main(int argc, char **argv)
{
    int file_count = 0;
    char **words, *text = NULL;
    if (argc > 1 && !strcmp(argv[1], "--help"))
        usage(stdout);
    make_variables();
    set_record(str("", 0));
    words = options(argc, argv, &file_count);
    if (!file_count && !(text = *words++))
        usage(stderr);
    argv[file_count] = NULL;
    compile(argv, text);
    set_arguments("awk", words);
    set_environment();
    run_program();
    close_all();
    return status;
}
