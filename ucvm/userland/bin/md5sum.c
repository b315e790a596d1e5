/* md5sum: message digests, made and checked. As sha1sum, sha224sum, sha256sum, sha384sum and sha512sum it makes those. -b and -t choose the mark before a
 * name, -z ends lines with NUL, --tag writes the name of the digest, too. -c reads lines of digests and names and tells whether they are true:
 * --quiet only those that are not, --status nothing, -w what is no such line; --strict makes that a failure, --ignore-missing leaves out files
 * that are not there. */
#include <ctype.h>
#include <digest.h>
#include <tool.h>

const char *prog = "md5sum", *synopsis = "[-bctwz] [--tag] [--quiet] [--status] [--strict] [--ignore-missing] [file...]";

static const struct {
    const char *name;
    const struct digest_kind *kind;
} kinds[] = {{"md5sum", &digest_md5},       {"sha1sum", &digest_sha1},     {"sha224sum", &digest_sha224},
             {"sha256sum", &digest_sha256}, {"sha384sum", &digest_sha384}, {"sha512sum", &digest_sha512}};
static const struct digest_kind *kind;
static int binary, checking, quiet, silent, warning, strict, missing_is_fine, tagged, line_end = '\n';
static char text[2 * DIGEST_MOST + 1];

/* The digest of what is left of an open file, as text; 0 if it cannot be read. */
static int make(struct in *f)
{
    struct digest d;
    unsigned char bytes[DIGEST_MOST];
    unsigned i;
    int before = status;
    status = 0;
    digest_begin(&d, kind);
    while (f->p < f->e || in_fill(f)) {
        digest_add(&d, f->p, f->e - f->p);
        f->p = f->e;
    }
    digest_end(&d, bytes);
    for (i = 0; i < kind->size; i++)
        sprintf(text + 2 * i, "%02x", bytes[i]);
    if (status)
        return 0;
    status = before;
    return 1;
}

/* A name with a backslash or a newline in it is written with escapes, which a backslash before the line tells. */
static int needs_escape(const char *name)
{
    return line_end && strpbrk(name, checking ? "\n\r" : "\\\n\r") != 0;
}

static void put_name(const char *s, int escaped)
{
    for (; *s; s++)
        if (escaped && strchr("\\\n\r", *s)) {
            outc('\\');
            outc(*s == '\n' ? 'n' : *s == '\r' ? 'r' : '\\');
        } else
            outc(*s);
}

static void put(struct in *f)
{
    int escaped = needs_escape(f->name);
    if (!make(f))
        return;
    if (escaped)
        outc('\\');
    if (tagged) {
        outf("%s (", kind->name);
        put_name(f->name, escaped);
        outf(") = %s", text);
    } else {
        outs(text);
        outs(binary ? " *" : "  ");
        put_name(f->name, escaped);
    }
    outc(line_end);
}

/* ---- checking */

static void unescape_name(char *s)
{
    char *to = s;
    for (; *s; s++)
        if (*s == '\\' && s[1])
            *to++ = *++s == 'n' ? '\n' : *s == 'r' ? '\r' : *s;
        else
            *to++ = *s;
    *to = 0;
}

static int is_digest(const char *s)
{
    unsigned i;
    for (i = 0; i < 2u * kind->size; i++)
        if (!isxdigit(s[i]))
            return 0;
    return 1;
}

/* "KIND (NAME) = DIGEST": the name, NUL-terminated, and where the digest begins; 0 if it is no such line. */
static char *tagged_line(char *s, char **digest)
{
    size_t n = strlen(kind->name);
    char *end = strrchr(s, ')');
    if (strncmp(s, kind->name, n) != 0 || strncmp(s + n, " (", 2) != 0 || !end || strncmp(end, ") = ", 4) != 0)
        return 0;
    *end = 0;
    *digest = end + 4;
    return is_digest(*digest) && !(*digest)[2 * kind->size] ? s + n + 2 : 0;
}

static char *parse(char *s, size_t n, char **digest)
{
    size_t size = 2 * kind->size;
    int escaped = *s == '\\';
    char *name;
    s += escaped;
    *digest = s;
    if (n - escaped > size + 2 && is_digest(s) && s[size] == ' ' && (s[size + 1] == ' ' || s[size + 1] == '*'))
        name = s + size + 2;
    else
        name = tagged_line(s, digest);
    if (name && escaped)
        unescape_name(name);
    return name;
}

static unsigned malformed, unread, bad, good;

static void tell(const char *name, const char *what)
{
    if (silent)
        return;
    if (needs_escape(name))
        outc('\\');
    put_name(name, needs_escape(name));
    outs(what);
}

static void check_one(const char *name, const char *digest)
{
    static struct in f;
    if (missing_is_fine && access(name, F_OK) < 0)
        return;
    if (in_open(&f, name) < 0 || !make(&f)) {
        unread++;
        tell(name, ": FAILED open or read\n");
    } else if (strncasecmp(text, digest, 2 * kind->size) != 0) {
        bad++;
        tell(name, ": FAILED\n");
    } else {
        good++;
        if (!quiet)
            tell(name, ": OK\n");
    }
    in_close(&f);
}

static void warn(unsigned n, const char *one, const char *many, int fails)
{
    int before = status;
    if (n && !silent)
        complainx("WARNING: %u %s", n, n == 1 ? one : many);
    status = before || (n && fails);
}

static void not_a_line(const char *list, unsigned at)
{
    int before = status;
    malformed++;
    if (warning)
        complainx("%s: %u: improperly formatted %s checksum line", list, at, kind->name);
    status = before;
}

static void check(struct in *f)
{
    const char *list = strcmp(f->name, "-") ? f->name : "'standard input'";
    char *s, *name, *digest;
    size_t n;
    unsigned at = 0;
    malformed = unread = bad = good = 0;
    while ((s = in_line(f, &n))) {
        at++;
        if (*s == '#')
            continue;
        name = parse(s, n, &digest);
        if (name)
            check_one(name, digest);
        else
            not_a_line(list, at);
    }
    if (malformed == at)
        complainx("%s: no properly formatted checksum lines found", list);
    else {
        warn(malformed, "line is improperly formatted", "lines are improperly formatted", strict);
        warn(unread, "listed file could not be read", "listed files could not be read", 1);
        warn(bad, "computed checksum did NOT match", "computed checksums did NOT match", 1);
        if (missing_is_fine && !good && !bad && !unread)
            complainx("%s: no file was verified", list);
    }
}

static void which(const char *name)
{
    unsigned i;
    kind = &digest_md5;
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0) {
            prog = kinds[i].name;
            kind = kinds[i].kind;
        }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    which(base(argv[0]));
    while ((c = option(argv, "b(binary)c(check)t(text)w(warn)z(zero)\1(tag)\2(quiet)\3(status)\4(strict)\5(ignore-missing)")) >= 0)
        switch (c) {
        case 'b':
        case 't': binary = c == 'b'; break;
        case 'c': checking = 1; break;
        case 'w': warning = 1; break;
        case 'z': line_end = 0; break;
        case 1: tagged = 1; break;
        case 2: quiet = 1; break;
        case 3: silent = 1; break;
        case 4: strict = 1; break;
        case 5: missing_is_fine = 1; break;
        }
    each_input(operands, checking ? check : put);
    return finish();
}
