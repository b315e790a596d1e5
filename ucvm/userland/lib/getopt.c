/* getopt as POSIX has it: options end at the first operand or after "--". */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

char *optarg;
int optind = 1, opterr = 1, optopt;
static int at;

static int complain(const char *program, const char *message, int c) {
    char text[3];
    text[0] = c;
    text[1] = '\'';
    text[2] = '\n';
    if (opterr) {
        write(2, program, strlen(program));
        write(2, message, strlen(message));
        write(2, text, 3);
    }
    return '?';
}

int getopt(int argc, char *const argv[], const char *options) {
    const char *p;
    char *word;
    int c, quiet = *options == ':';
    if (!optind)
        optind = 1, at = 0;
    optarg = NULL;
    word = argv[optind];
    if (!at) {
        if (optind >= argc || !word || word[0] != '-' || !word[1])
            return -1;
        if (!strcmp(word, "--")) {
            optind++;
            return -1;
        }
        at = 1;
    }
    optopt = c = word[at++];
    p = c == ':' ? NULL : strchr(options, c);
    if (!word[at]) {
        at = 0;
        optind++;
    }
    if (!p)
        return quiet ? '?' : complain(argv[0], ": invalid option -- '", c);
    if (p[1] != ':')
        return c;
    if (at)
        optarg = word + at;
    else if (p[2] == ':')
        return c;
    else if (optind < argc)
        optarg = argv[optind];
    else
        return quiet ? ':' : complain(argv[0], ": option requires an argument -- '", c);
    if (at || p[2] != ':')
        optind++;
    at = 0;
    return c;
}

/* Long options must be spelled in full or to an unambiguous prefix; operands end them as in getopt. */
int getopt_long(int argc, char *const argv[], const char *options, const struct option *longs, int *index) {
    char *word = argv[optind ? optind : 1];
    const struct option *o, *found = NULL;
    size_t n;
    if (at || !word || word[0] != '-' || word[1] != '-' || !word[2])
        return getopt(argc, argv, options);
    optind += optind ? 1 : 2;
    word += 2;
    n = strcspn(word, "=");
    for (o = longs; o->name; o++)
        if (!strncmp(o->name, word, n)) {
            if (!o->name[n]) {
                found = o;
                break;
            }
            found = found ? NULL : o;
        }
    optopt = 0;
    optarg = word[n] ? word + n + 1 : NULL;
    if (!found || (optarg && found->has_arg == no_argument) ||
        (!optarg && found->has_arg == required_argument && !(optarg = argv[optind++]))) {
        if (opterr)
            fprintf(stderr, "%s: bad option '--%s'\n", argv[0], word);
        return '?';
    }
    if (index)
        *index = found - longs;
    if (!found->flag)
        return found->val;
    *found->flag = found->val;
    return 0;
}
