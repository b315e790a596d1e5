/* The file: read, written, kept when vi is ended from outside. */
#include <fcntl.h>
#include <pwd.h>
#include "ex.h"

static time_t file_time; /* when the file was changed, as vi knows it; 0 if there is none */

/* The bytes of a file go into the text at a place. How much it was; *trouble is errno or 0. */
unsigned read_file(const char *name, unsigned at, int *trouble)
{
    char piece[BLOCK];
    unsigned n = 0;
    ssize_t got;
    struct stat st;
    int fd = open(name, O_RDONLY | O_NONBLOCK);
    *trouble = fd < 0 ? errno : fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? EISDIR : 0;
    while (!*trouble && (got = read(fd, piece, sizeof piece)) != 0) {
        if (got < 0) {
            *trouble = errno;
            break;
        }
        if (interrupted)
            break;
        edit(at + n, at + n, piece, got);
        n += got;
    }
    if (fd >= 0)
        close(fd);
    if (n && byte(at + n - 1) != '\n')
        edit(at + n, at + n, "\n", 1);
    return n;
}

static void forget_text(void)
{
    int i;
    text_clear(&texts[BUFFER]);
    text_clear(&texts[UNDONE]);
    for (i = 0; i < MARKS; i++)
        marks[i] = NONE;
    dot = same_before = same_after = 0;
    edits++;
}

static time_t time_of(const char *name)
{
    struct stat st;
    return stat(name, &st) == 0 ? st.st_mtime : 0;
}

static char *preserved_name(const char *name)
{
    static char kept[NAME];
    char *s;
    snprintf(kept, sizeof kept, "/tmp/vi.%u.%s", (unsigned)getuid(), *name ? name : "unnamed");
    for (s = kept + 5; *s; s++)
        if (*s == '/')
            *s = '%';
    return kept;
}

static const char *kind_of_file(int trouble)
{
    if (trouble == ENOENT)
        return " [New file]";
    return access(file, W_OK) < 0 ? " [Read only]" : "";
}

/* Begins with a file, or with what was kept of it. */
void edit_file(const char *name, int recover)
{
    int trouble, same = strcmp(name, file) == 0, incomplete;
    unsigned n, line = same ? line_of(dot) : 0;
    char wanted[NAME];
    snprintf(wanted, sizeof wanted, "%s", name);
    if (!same && *file)
        strcpy(other_file, file);
    strcpy(file, wanted);
    end_change();
    forget_text();
    n = read_file(recover ? preserved_name(file) : file, 0, &trouble);
    if (trouble && (trouble != ENOENT || recover))
        message("%s: %s", file, strerror(trouble));
    incomplete = n != size();
    marks[TOP] = marks[QUOTE] = 0;
    file_time = time_of(file);
    modified = recover && !trouble;
    dot = same && line <= last_line() ? first_nonblank(line_start(line)) : visual ? 0 : size() ? bol(size() - 1) : 0;
    end_change();
    begin_change();
    end_change();
    if (!trouble || trouble == ENOENT)
        message("\"%s\"%s%s %u lines, %u characters", file, kind_of_file(trouble), incomplete ? " [Incomplete last line]" : "", lines(), n);
}

void tell_file(void)
{
    unsigned line = size() ? line_of(dot) + 1 : 0;
    message("\"%s\"%s line %u of %u (%u%%)", *file ? file : "No file", modified ? " [Modified]" : "", line, lines(), lines() ? line * 100 / lines() : 0);
}

/* ---- writing */

/* A part of the text to a descriptor; -1 with errno. */
int copy_out(int fd, unsigned from, unsigned to)
{
    char piece[BLOCK];
    unsigned n;
    for (; from < to; from += n) {
        n = text_read(&texts[BUFFER], from, piece, to - from < sizeof piece ? to - from : sizeof piece);
        if (writeall(fd, piece, n) < 0)
            return -1;
    }
    return 0;
}

/* Before the first old byte is written over, space is taken for all of the new ones. */
static int replace(int fd, unsigned from, unsigned to, unsigned old)
{
    int error;
    if (to - from > old && (lseek(fd, old, SEEK_SET) < 0 || copy_out(fd, from + old, to) < 0)) {
        error = errno;
        if (ftruncate(fd, old) == 0)
            errno = error;
        return -1;
    }
    if (lseek(fd, 0, SEEK_SET) < 0 || copy_out(fd, from, to - from > old ? from + old : to) < 0)
        return -1;
    return ftruncate(fd, to - from);
}

static void may_write(const char *name, const struct stat *st, int exists, int whole, int over)
{
    int own = strcmp(name, file) == 0;
    if (over || !exists || is_set(WRITEANY) || !S_ISREG(st->st_mode))
        return;
    if (own && is_set(READONLY))
        fail("The file is readonly: use ! to override");
    if (!own)
        fail("%s exists: use ! to override", name);
    if (!whole)
        fail("Use ! to write a part of the buffer");
    if (file_time && st->st_mtime != file_time)
        fail("%s was changed by somebody else: use ! to override", name);
}

/* A file that may not be written but is ours in a folder that is ours: w! makes it writable for the moment. */
static int open_to_write(const char *name, int append, int over)
{
    int flags = O_WRONLY | O_CREAT | (append ? O_APPEND : 0), fd = open(name, flags, 0666), error = errno;
    struct stat st;
    if (fd >= 0 || !over || error != EACCES || stat(name, &st) < 0 || st.st_uid != getuid() || chmod(name, st.st_mode | 0200) < 0) {
        errno = error;
        return fd;
    }
    fd = open(name, flags, 0666);
    chmod(name, st.st_mode);
    return fd;
}

/* Lines from..to (from 1) to a file. */
void write_file(const char *name, unsigned from, unsigned to, int append, int over)
{
    struct stat st;
    int exists = stat(name, &st) == 0, whole = from <= 1 && to == lines(), fd, bad, own;
    unsigned start = line_start(from ? from - 1 : 0), end = line_start(to);
    if (!append)
        may_write(name, &st, exists, whole, over);
    if ((fd = open_to_write(name, append, over)) < 0)
        fail("%s: %s", name, strerror(errno));
    bad = append || (exists && !S_ISREG(st.st_mode)) ? copy_out(fd, start, end) : replace(fd, start, end, exists ? st.st_size : 0);
    if (bad) {
        bad = errno;
        close(fd);
        fail("%s: %s", name, strerror(bad));
    }
    close(fd);
    if (!*file)
        snprintf(file, sizeof file, "%s", name);
    own = strcmp(name, file) == 0;
    if (own) {
        file_time = time_of(file);
        remove_preserved();
    }
    if (whole && !append && own)
        modified = 0;
    message("\"%s\"%s %u lines, %u characters", name, append ? " [Appended]" : exists ? "" : " [New file]", to < from || !to ? 0 : to - from + 1, end - start);
}

/* ---- keeping */

/* What is not written yet is kept under /tmp, for vi -r. */
void preserve(void)
{
    int fd;
    if (!modified)
        return;
    fd = open(preserved_name(file), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0)
        return;
    copy_out(fd, 0, size());
    close(fd);
}

void remove_preserved(void)
{
    unlink(preserved_name(file));
}

/* vi -r without a file: what there is. */
void list_preserved(void)
{
    char start[32], *s;
    unsigned n = sprintf(start, "vi.%u.", (unsigned)getuid());
    DIR *folder = opendir("/tmp");
    struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (strncmp(entry->d_name, start, n) == 0) {
            for (s = entry->d_name; *s; s++)
                if (*s == '%')
                    *s = '/';
            outf("%s\n", entry->d_name + n);
        }
}
