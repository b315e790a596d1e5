/* ar: archives of files. Members have no owner and no date unless U is given; there is no table of symbols. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

const char *prog = "ar", *synopsis = "-(d|m|p|q|r|t|x)[abciosuUv] [position] archive [file...]";

static const char magic[] = "!<arch>\n";
enum { MAGIC = 8, HEADER = 60, SHORT = 15 };

/* A member: in the old archive at offset, or a file. */
struct member {
    struct member *next;
    unsigned offset, size, date, uid, gid, mode;
    char *file, name[1];
};
static struct member *members;
static int archive = -1, command, after, before, create, dates, only_newer, real, verbose, whole_names;
static const char *position, *archive_name;

static unsigned field(const char *header, int at, int n, int radix)
{
    char text[20];
    memcpy(text, header + at, n);
    text[n] = 0;
    return strtoul(text, 0, radix);
}

static struct member **end_of_list(void)
{
    struct member **at = &members;
    while (*at)
        at = &(*at)->next;
    return at;
}

static struct member *make(const char *name, size_t n)
{
    struct member *m = need(sizeof *m + n);
    memset(m, 0, sizeof *m);
    memcpy(m->name, name, n);
    m->name[n] = 0;
    return m;
}

static void malformed(void)
{
    diex("%s: file format not recognized", archive_name);
}

/* The name in a header, or in the table of long ones. */
static struct member *named(const char *header, unsigned table, unsigned table_size)
{
    char text[256];
    unsigned at;
    int n = 0;
    if (header[0] != '/')
        return make(header, strcspn(header, "/ ") < 16 ? strcspn(header, "/ ") : 16);
    at = field(header, 1, 15, 10);
    if (!table || at >= table_size || lseek(archive, table + at, SEEK_SET) < 0 || (n = read(archive, text, sizeof text - 1)) <= 0)
        malformed();
    text[n] = 0;
    return make(text, strcspn(text, "/\n"));
}

static void read_archive(void)
{
    char header[HEADER + 1];
    unsigned at = MAGIC, size, table = 0, table_size = 0;
    struct member *m, **end = &members;
    int n;
    if (read(archive, header, MAGIC) != MAGIC || memcmp(header, magic, MAGIC) != 0)
        malformed();
    header[HEADER] = 0;
    for (; (n = lseek(archive, at, SEEK_SET)) >= 0 && (n = read(archive, header, HEADER)) > 0; at += HEADER + size + (size & 1)) {
        if (n < HEADER || header[58] != '`')
            malformed();
        size = field(header, 48, 10, 10);
        if (header[0] == '/' && header[1] == '/') {
            table = at + HEADER;
            table_size = size;
        }
        if (header[0] == '/' && !isdigit(header[1]))
            continue;
        m = named(header, table, table_size);
        m->offset = at + HEADER;
        m->size = size;
        m->date = field(header, 16, 12, 10);
        m->uid = field(header, 28, 6, 10);
        m->gid = field(header, 34, 6, 10);
        m->mode = field(header, 40, 8, 8);
        *end = m;
        end = &m->next;
    }
}

static const char *member_name(const char *file)
{
    return whole_names ? file : base(file);
}

static struct member **find(const char *name)
{
    struct member **at = &members;
    while (*at && strcmp((*at)->name, name) != 0)
        at = &(*at)->next;
    return at;
}

/* Where new or moved members go: at the end, or beside the position. */
static struct member **place(void)
{
    struct member **at;
    if (!position)
        return end_of_list();
    at = find(member_name(position));
    if (!*at)
        return end_of_list();
    return after ? &(*at)->next : at;
}

static void tell(int letter, const char *name)
{
    if (!verbose)
        return;
    outc(letter);
    outs(" - ");
    outs(name);
    outc('\n');
}

static void copy_bytes(int from, int to, unsigned n)
{
    char buf[1024];
    int got;
    for (; n > 0; n -= got) {
        got = read(from, buf, n < sizeof buf ? n : sizeof buf);
        if (got <= 0)
            malformed();
        if (writeall(to, buf, got) < 0)
            die("%s", "write error");
    }
}

static void put_member(int to, const struct member *m, unsigned *names)
{
    char header[HEADER + 40], name[20];
    int from = archive;
    sprintf(name, strlen(m->name) > SHORT ? "/%.0s%u" : "%s/", m->name, *names);
    if (strlen(m->name) > SHORT)
        *names += strlen(m->name) + 2;
    sprintf(header, "%-16s%-12u%-6u%-6u%-8o%-10u`\n", name, m->date, m->uid, m->gid, m->mode, m->size);
    if (writeall(to, header, HEADER) < 0)
        die("write error");
    if (m->file && (from = open(m->file, O_RDONLY)) < 0)
        die("%s", m->file);
    if (!m->file)
        lseek(from, m->offset, SEEK_SET);
    copy_bytes(from, to, m->size);
    if (m->file)
        close(from);
    if (m->size & 1 && writeall(to, "\n", 1) < 0)
        die("write error");
}

static void put_long_names(int to)
{
    struct member *m;
    char header[HEADER + 1];
    unsigned size = 0;
    for (m = members; m; m = m->next)
        size += strlen(m->name) > SHORT ? strlen(m->name) + 2 : 0;
    if (!size)
        return;
    sprintf(header, "%-48s%-10u`\n", "//", size + (size & 1));
    writeall(to, header, HEADER);
    for (m = members; m; m = m->next)
        if (strlen(m->name) > SHORT) {
            writeall(to, m->name, strlen(m->name));
            writeall(to, "/\n", 2);
        }
    if (size & 1)
        writeall(to, "\n", 1);
}

/* The new archive is made aside; then the old one is overwritten. */
static void write_archive(void)
{
    int made = temporary(), to;
    unsigned names = 0;
    struct member *m;
    writeall(made, magic, MAGIC);
    put_long_names(made);
    for (m = members; m; m = m->next)
        put_member(made, m, &names);
    to = open(archive_name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (to < 0 || lseek(made, 0, SEEK_SET) < 0 || copy(made, to) < 0)
        die("%s", archive_name);
}

static struct member *from_file(char *file)
{
    struct stat st;
    struct member *m;
    if (stat(file, &st) < 0 || access(file, R_OK) < 0)
        die("%s", file);
    if (S_ISDIR(st.st_mode))
        diex("%s: file format not recognized", file);
    m = make(member_name(file), strlen(member_name(file)));
    m->file = file;
    m->size = st.st_size;
    m->date = st.st_mtime;
    m->mode = 0644;
    if (!real)
        m->date = 0;
    else
        m->uid = st.st_uid, m->gid = st.st_gid, m->mode = st.st_mode;
    return m;
}

static void insert(struct member **at, struct member *m)
{
    m->next = *at;
    *at = m;
}

static void replace(char *file)
{
    struct member **at = find(member_name(file)), *m, *old = *at;
    struct stat st;
    if (command == 'q' || !old) {
        m = from_file(file);
        tell('a', file);
        insert(command == 'q' ? end_of_list() : place(), m);
        if (command != 'q')
            position = position && after ? file : position;
        return;
    }
    if (only_newer && stat(file, &st) == 0 && (unsigned)st.st_mtime <= old->date)
        return;
    m = from_file(file);
    tell('r', file);
    *at = old->next;
    insert(position ? place() : at, m);
}

static int wanted(const struct member *m, char **files)
{
    char **f;
    if (!*files)
        return 1;
    for (f = files; *f; f++)
        if (strcmp(member_name(*f), m->name) == 0)
            return 1;
    return 0;
}

static void list(const struct member *m)
{
    char mode[11], date[24];
    time_t t = m->date;
    if (verbose) {
        mode_string(m->mode, mode);
        strftime(date, sizeof date, "%b %e %H:%M %Y", localtime(&t));
        outf("%s %u/%u %6u %s ", mode + 1, m->uid, m->gid, m->size, date);
    }
    outs(m->name);
    outc('\n');
}

static void print(const struct member *m)
{
    if (verbose) {
        outs("\n<");
        outs(m->name);
        outs(">\n\n");
    }
    outflush();
    lseek(archive, m->offset, SEEK_SET);
    copy_bytes(archive, 1, m->size);
}

static void extract(const struct member *m)
{
    struct timespec times[2];
    int to;
    if (create && access(m->name, F_OK) == 0)
        return;
    tell('x', m->name);
    unlink(m->name);
    to = open(m->name, O_WRONLY | O_CREAT | O_TRUNC, m->mode & 0777);
    if (to < 0)
        die("%s", m->name);
    lseek(archive, m->offset, SEEK_SET);
    copy_bytes(archive, to, m->size);
    close(to);
    memset(times, 0, sizeof times);
    times[0].tv_sec = times[1].tv_sec = m->date;
    if (dates)
        utimensat(AT_FDCWD, m->name, times, 0);
}

static void look(char **files)
{
    struct member *m;
    char **f;
    for (m = members; m; m = m->next)
        if (wanted(m, files))
            (command == 't' ? list : command == 'p' ? print : extract)(m);
    outflush();
    for (f = files; *f; f++)
        if (!*find(member_name(*f)))
            complainx("no entry %s in archive", *f), status = 1;
}

static void take_out(char *file)
{
    struct member **at = find(member_name(file)), *m = *at;
    if (!m) {
        complainx("no entry %s in archive", file);
        return;
    }
    *at = m->next;
    tell(command, file);
    if (command == 'm') {
        insert(place(), m);
        if (after)
            position = file;
    }
}

static void letters(const char *s)
{
    for (s += *s == '-'; *s; s++)
        switch (*s) {
        case 'd':
        case 'm':
        case 'p':
        case 'q':
        case 'r':
        case 't':
        case 'x':
            if (command && command != *s)
                diex("two different operation options specified");
            command = *s;
            break;
        case 'a': after = 1; break;
        case 'b':
        case 'i': before = 1; break;
        case 'c': create = 1; break;
        case 'C': create = 1; break;
        case 'D': real = 0; break;
        case 'o': dates = 1; break;
        case 'P': whole_names = 1; break;
        case 's': case 'S': case 'l': break;
        case 'u': only_newer = 1; break;
        case 'U': real = 1; break;
        case 'v': verbose = 1; break;
        default: misuse("invalid option -- '%c'", *s);
        }
}

int main(int argc, char **argv)
{
    char **word = argv + 1;
    (void)argc;
    if (*word && strcmp(*word, "--help") == 0)
        show_usage(1);
    if (!*word)
        show_usage(2);
    do
        letters(*word++);
    while (*word && **word == '-');
    if (!command)
        diex("no operation specified");
    if ((after || before) && !(position = *word++))
        usage();
    if (!(archive_name = *word))
        usage();
    archive = open(archive_name, O_RDONLY);
    if (archive >= 0)
        read_archive();
    else if (errno != ENOENT || !strchr("qr", command))
        die("%s", archive_name);
    else if (!create)
        complainx("creating %s", archive_name), status = 0;
    word++;
    if (strchr("ptx", command)) {
        look(word);
        return finish();
    }
    for (; *word; word++)
        (strchr("qr", command) ? replace : take_out)(*word);
    write_archive();
    return finish();
}
