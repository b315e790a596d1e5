/* Programs whose work the host does (tool.h): the words and files go out, files and text come back.
 * Both are records, a line KIND NAMELENGTH DATALENGTH, the name, the data; ucvm/services/toolchain.py says which there are. */
#include <tool.h>
#include <ucvm.h>

/* A file that was asked for. */
struct wanted {
    struct wanted *next;
    char name[1];
};
static struct wanted *wanted, **last = &wanted;
static int exchange;
static char buffer[1024];
static unsigned at, filled;

static void put(const void *data, unsigned n)
{
    if (writeall(exchange, data, n) < 0)
        die("temporary file");
}

static void record(const char *kind, const char *name, unsigned size)
{
    char head[32];
    put(head, sprintf(head, "%s %u %u\n", kind, (unsigned)strlen(name), size));
    put(name, strlen(name));
}

static void refuse(const char *name)
{
    const char *reason = strerror(errno);
    if (errno == ENOENT || errno == ENOTDIR) {
        record("absent", name, 0);
        return;
    }
    record("refused", name, strlen(reason));
    put(reason, strlen(reason));
}

static void send_file(const char *name)
{
    struct stat st;
    int fd = open(name, O_RDONLY);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        fd = -1;
        errno = EISDIR;
    }
    if (fd < 0 || (fd = seekable(fd)) < 0 || fstat(fd, &st) < 0) {
        refuse(name);
        return;
    }
    lseek(fd, 0, SEEK_SET);
    record("file", name, st.st_size);
    if (copy(fd, exchange) < 0)
        die("%s", name);
    close(fd);
}

/* The request: every word, every file that was asked for so far. */
static void ask(const char *operation, char **words)
{
    struct wanted *w;
    if (ftruncate(exchange, 0) < 0 || lseek(exchange, 0, SEEK_SET) < 0)
        die("temporary file");
    for (; *words; words++)
        record("word", *words, 0);
    for (w = wanted; w; w = w->next)
        send_file(w->name);
    if (delegate_file(operation, "", exchange) < 0)
        diex(errno == EPERM ? "not allowed here" : errno == ENOSYS ? "nobody offers this here" : "%s", strerror(errno));
    at = filled = 0;
}

/* The next bytes of the answer, at most n; 0 at the end. */
static unsigned get(char **data, unsigned n)
{
    int got;
    if (at == filled) {
        got = read(exchange, buffer, sizeof buffer);
        if (got <= 0)
            return 0;
        at = 0;
        filled = got;
    }
    if (n > filled - at)
        n = filled - at;
    *data = buffer + at;
    at += n;
    return n;
}

static int get_line(char *line, unsigned size)
{
    char *c;
    unsigned n = 0;
    while (n < size - 1 && get(&c, 1) && *c != '\n')
        line[n++] = *c;
    line[n] = 0;
    return n;
}

static void get_name(char *name, unsigned n)
{
    char *data;
    unsigned got;
    if (n >= PATH_MAX)
        diex("%s", strerror(ENAMETOOLONG));
    for (; n && (got = get(&data, n)); n -= got, name += got)
        memcpy(name, data, got);
    *name = 0;
}

/* Data of the answer to a descriptor; what comes after a failed write (fd -1) is passed over. */
static int get_data(int fd, unsigned n)
{
    char *data;
    unsigned got;
    for (; n && (got = get(&data, n)); n -= got)
        if (fd >= 0 && writeall(fd, data, got) < 0)
            fd = -1;
    return fd;
}

static void want(const char *name)
{
    struct wanted *w = need(sizeof *w + strlen(name));
    strcpy(w->name, name);
    w->next = 0;
    *last = w;
    last = &w->next;
}

/* A program may be executed by whoever may read it. */
static void write_file(const char *name, unsigned size, int program)
{
    struct stat st;
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0)
        complain("%s", name);
    if (get_data(fd, size) < 0) {
        if (fd >= 0)
            complain("%s", name);
    } else if (program && fstat(fd, &st) == 0)
        fchmod(fd, (st.st_mode | (st.st_mode & 0444) >> 2) & 07777);
    if (fd >= 0)
        close(fd);
}

/* What the answer says; 0 when it only wants more files. */
static int obey(void)
{
    char head[40], kind[12], name[PATH_MAX];
    unsigned length, size;
    int ended = 0;
    while (get_line(head, sizeof head)) {
        if (sscanf(head, "%11s %u %u", kind, &length, &size) != 3)
            diex("the answer makes no sense");
        get_name(name, length);
        if (strcmp(kind, "need") == 0)
            want(name);
        else if (strcmp(kind, "write") == 0 || strcmp(kind, "program") == 0)
            write_file(name, size, *kind == 'p');
        else if (strcmp(kind, "exit") == 0) {
            status = atoi(name) ? atoi(name) : status;
            ended = 1;
        } else
            get_data(strcmp(kind, "err") == 0 ? 2 : 1, size);
    }
    if (!ended && !wanted)
        diex("the answer makes no sense");
    return ended;
}

/* Has the host do an operation on the words of argv; the status. */
int delegated(const char *operation, char **argv)
{
    exchange = temporary();
    do
        ask(operation, argv + 1);
    while (!obey());
    return finish();
}
