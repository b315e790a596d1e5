/* tar: keep trees of files in one. One of -c (make an archive), -r (append), -u (append what is newer), -x (extract), -t (list) stands
   first, the dash may be missing; -f names the archive, - for the standard streams; -v tells of files, with -t at length, twice with -x too.
   -C goes to a folder first, -T takes names from a file, --exclude leaves out what matches a pattern, -h follows links, -P keeps a leading /, -p
   modes whatever the umask, -m no times, -k existing files, -O writes to standard output, --strip-components=N drops leading
   names, --no-recursion enters no folders, --no-same-permissions heeds the umask. Written are archives of POSIX 1988 (ustar); long names of GNU and pax are understood. */
#include <fnmatch.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <tool.h>

const char *prog = "tar",
           *synopsis = "(-c | -r | -u | -x | -t) [-hkmOPpv] [-f archive] [-C folder] [-T file] [--exclude=pattern] [--strip-components=n] [name...]";
enum { BLOCK = 512, RECORD = 20 * BLOCK };

/* A header; numbers are octal text. */
struct header {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], type, link[100], magic[6], version[2], user[32], group[32], major[8], minor[8],
        prefix[155], pad[12];
};
static struct header header;
static char block[BLOCK];

static int action, archive, verbose, follow, absolute, same_modes, no_times, keep, output, flat, strip_count;
static const char *archive_name = "-", *folder, *list_name;
static const char *excluded[32];
static int excluded_count, warned, warned_links;
static unsigned blocks;

/* The member at hand. */
static char name[PATH_MAX], target[PATH_MAX];
static struct stat meta;
static char owner[33], group_of[33];

static void choose(int c)
{
    if (action)
        misuse("You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
    action = c;
}

static void fatal(const char *what, const char *which)
{
    complain(what, which);
    diex("Error is not recoverable: exiting now");
}

/* ---- archives, block by block */

/* A whole block, 0 at the end of the file. */
static int read_block(void)
{
    int n, used = 0;
    while (used < BLOCK && (n = read(archive, block + used, BLOCK - used)) > 0)
        used += n;
    if (used < BLOCK && blocks == 0 && (action == 'x' || action == 't')) {
        complainx("This does not look like a tar archive");
        return 0;
    }
    if (used > 0 && used < BLOCK)
        diex("Unexpected EOF in archive");
    blocks += used > 0;
    return used;
}

static void write_block(void)
{
    if (writeall(archive, block, BLOCK) < 0)
        die("%s: Cannot write", archive_name);
    blocks++;
}

static unsigned octal(const char *s, int n)
{
    unsigned value = 0;
    while (n > 0 && *s == ' ')
        s++, n--;
    for (; n-- > 0 && *s >= '0' && *s <= '7'; s++)
        value = value * 8 + *s - '0';
    return value;
}

/* The bytes of the header, those of its sum as blanks. */
static unsigned sum_of(const struct header *h)
{
    const unsigned char *s = (const unsigned char *)h, *sum = (const unsigned char *)h->sum;
    unsigned total = 0;
    int i;
    for (i = 0; i < BLOCK; i++)
        total += s + i >= sum && s + i < sum + 8 ? ' ' : s[i];
    return total;
}

static void skip(unsigned size)
{
    unsigned n = (size + BLOCK - 1) / BLOCK;
    while (n-- > 0)
        if (!read_block())
            diex("Unexpected EOF in archive");
}

/* The content of a member that holds text about the next, as far as there is room. */
static void read_text(char *to, size_t room, unsigned size)
{
    size_t used = 0, n;
    for (; size > 0; size -= n) {
        if (!read_block())
            diex("Unexpected EOF in archive");
        n = size < BLOCK ? size : BLOCK;
        if (used + n < room) {
            memcpy(to + used, block, n);
            used += n;
        }
    }
    to[used] = 0;
}

/* "LENGTH KEY=VALUE\n" records of pax. */
static void read_pax(unsigned size, char *long_name, char *long_link)
{
    char text[1024], *s, *end, *value;
    read_text(text, sizeof text, size);
    for (s = text; *s; s = end) {
        end = s + strtoul(s, &value, 10);
        if (end <= s || end > text + sizeof text - 1 || *value++ != ' ')
            return;
        end[-1] = 0;
        if (strncmp(value, "path=", 5) == 0)
            snprintf(long_name, PATH_MAX, "%s", value + 5);
        else if (strncmp(value, "linkpath=", 9) == 0)
            snprintf(long_link, PATH_MAX, "%s", value + 9);
    }
}

static void parse_header(const char *long_name, const char *long_link)
{
    static const struct { char type; mode_t format; } formats[] = {
        {'2', S_IFLNK}, {'3', S_IFCHR}, {'4', S_IFBLK}, {'5', S_IFDIR}, {'6', S_IFIFO}, {0, S_IFREG}};
    int i;
    size_t n;
    if (*long_name)
        strcpy(name, long_name);
    else if (memcmp(header.magic, "ustar", 6) == 0 && *header.prefix)
        snprintf(name, sizeof name, "%.155s/%.100s", header.prefix, header.name);
    else
        snprintf(name, sizeof name, "%.100s", header.name);
    snprintf(target, sizeof target, "%.*s", *long_link ? PATH_MAX - 1 : 100, *long_link ? long_link : header.link);
    n = strlen(name);
    if ((header.type == 0 || header.type == '0') && n > 0 && name[n - 1] == '/')
        header.type = '5';
    for (i = 0; formats[i].type && formats[i].type != header.type; i++)
        ;
    meta.st_mode = formats[i].format | (octal(header.mode, 8) & 07777);
    meta.st_uid = octal(header.uid, 8);
    meta.st_gid = octal(header.gid, 8);
    meta.st_size = header.type == '1' || formats[i].type ? 0 : octal(header.size, 12);
    meta.st_mtime = octal(header.mtime, 12);
    meta.st_rdev = makedev(octal(header.major, 8), octal(header.minor, 8));
    snprintf(owner, sizeof owner, "%.32s", header.user);
    snprintf(group_of, sizeof group_of, "%.32s", header.group);
}

/* The next member's header; 0 at the end of the archive. */
static int next_member(void)
{
    static int damaged;
    char long_name[PATH_MAX], long_link[PATH_MAX];
    *long_name = *long_link = 0;
    for (;;) {
        if (!read_block())
            return 0;
        memcpy(&header, block, BLOCK);
        if (octal(header.sum, 8) != sum_of(&header)) {
            if (sum_of(&header) == 8 * ' ')
                return 0;
            if (blocks == 1)
                complainx("This does not look like a tar archive");
            if (!damaged++ && blocks != 1)
                complainx("Skipping to next header");
            continue;
        }
        damaged = 0;
        if (header.type == 'L')
            read_text(long_name, sizeof long_name, octal(header.size, 12));
        else if (header.type == 'K')
            read_text(long_link, sizeof long_link, octal(header.size, 12));
        else if (header.type == 'x')
            read_pax(octal(header.size, 12), long_name, long_link);
        else if (header.type == 'g')
            skip(octal(header.size, 12));
        else
            break;
    }
    parse_header(long_name, long_link);
    return 1;
}

/* ---- which members */

static int is_excluded(const char *s)
{
    int i;
    const char *rest;
    for (i = 0; i < excluded_count; i++)
        for (rest = s; rest; rest = strchr(rest, '/') ? strchr(rest, '/') + 1 : 0) {
            size_t n = strlen(excluded[i]);
            char part[PATH_MAX];
            strcpy(part, rest);
            strip(part);
            if (fnmatch(excluded[i], part, 0) == 0 || (strncmp(part, excluded[i], n) == 0 && part[n] == '/'))
                return 1;
        }
    return 0;
}

/* Which of the operands were found. */
enum { MOST_NAMES = 256 };
static char found[MOST_NAMES];

static int is_wanted(const char *s)
{
    int i, yes = !*operands;
    for (i = 0; operands[i]; i++) {
        size_t n = strlen(strip(operands[i]));
        if (strncmp(operands[i], s, n) == 0 && (!s[n] || s[n] == '/')) {
            yes = 1;
            if (i < MOST_NAMES)
                found[i] = 1;
        }
    }
    return yes && !is_excluded(s);
}

static void complain_of_missing(void)
{
    int i;
    for (i = 0; operands[i] && i < MOST_NAMES; i++)
        if (!found[i])
            complainx("%s: Not found in archive", operands[i]);
}

/* ---- listing */

static void put_long(void)
{
    static int width = 19;
    char mode[12], size[24], text[160], when[20];
    int n;
    mode_string(meta.st_mode, mode);
    if (header.type == '1')
        *mode = 'h';
    if (S_ISCHR(meta.st_mode) || S_ISBLK(meta.st_mode))
        sprintf(size, "%u,%u", major(meta.st_rdev), minor(meta.st_rdev));
    else
        sprintf(size, "%lu", (unsigned long)meta.st_size);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime(&meta.st_mtime));
    n = *owner ? snprintf(text, sizeof text, "%s", owner) : snprintf(text, sizeof text, "%u", meta.st_uid);
    n += *group_of ? snprintf(text + n, sizeof text - n, "/%s", group_of) : snprintf(text + n, sizeof text - n, "/%u", meta.st_gid);
    if (n + 1 + (int)strlen(size) > width)
        width = n + 1 + strlen(size);
    outf("%.10s %s %*s %s ", mode, text, width - n - 1, size, when);
}

/* The name, the other side of a link after it. */
static void put_member(int longer)
{
    if (longer)
        put_long();
    outs(name);
    if (longer && S_ISLNK(meta.st_mode))
        outs(" -> "), outs(target);
    if (longer && header.type == '1')
        outs(" link to "), outs(target);
    outc('\n');
}

static void list(void)
{
    while (next_member()) {
        if (is_wanted(name))
            put_member(verbose > 0);
        skip(meta.st_size);
    }
    complain_of_missing();
}

/* ---- extraction */

/* What of a name tells where it is from the root or above: leading slashes and all up to the last "..". */
static size_t outside(const char *s)
{
    const char *at, *from = s;
    size_t n;
    for (at = s; *at; at += n) {
        at += strspn(at, "/");
        n = strcspn(at, "/");
        if (n == 2 && memcmp(at, "..", 2) == 0)
            from = at + n;
    }
    return from - s + strspn(from, "/");
}

static char *safe(char *s, int *told, const char *what)
{
    size_t n = absolute ? 0 : outside(s);
    char text[PATH_MAX + 80];
    if (n > 0 && !*told) {
        *told = 1;
        outflush();
        writeall(2, text, snprintf(text, sizeof text, "%s: Removing leading `%.*s' from %s\n", prog, (int)n, s, what));
    }
    return s[n] ? s + n : (char *)".";
}

/* A name with ".." in it is not extracted: it may lead anywhere. */
static int leads_away(const char *s)
{
    return !absolute && outside(s) > strspn(s, "/");
}

/* The name without its first components; NULL if none is left. */
static char *shorter(char *s)
{
    int i;
    for (i = 0; i < strip_count; i++) {
        s += strspn(s, "/");
        s += strcspn(s, "/");
        if (!*s)
            return 0;
    }
    if (strip_count)
        s += strspn(s, "/");
    return *s ? s : 0;
}

static void make_parents(char *s)
{
    char *slash;
    for (slash = strchr(s + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(s, 0777);
        *slash = '/';
    }
}

/* The content goes to fd, or nowhere if it is negative. */
static void take_content(int fd, const char *to)
{
    unsigned size, n;
    for (size = meta.st_size; size > 0; size -= n) {
        if (!read_block())
            diex("Unexpected EOF in archive");
        n = size < BLOCK ? size : BLOCK;
        if (fd >= 0 && writeall(fd, block, n) < 0) {
            complain("%s: Cannot write", to);
            fd = -1;
        }
    }
}

static mode_t creation_mask(void)
{
    mode_t mask;
    if (same_modes)
        return 0;
    mask = umask(0);
    umask(mask);
    return mask | (geteuid() == 0 ? 0 : 06000);
}

static void set_meta(const char *to)
{
    struct timespec times[2] = {{0, UTIME_NOW}, {0, 0}};
    times[1].tv_sec = meta.st_mtime;
    if (geteuid() == 0 && lchown(to, meta.st_uid, meta.st_gid) < 0)
        complain("%s: Cannot change ownership", to);
    if (S_ISLNK(meta.st_mode))
        return;
    chmod(to, (meta.st_mode & 07777) & ~creation_mask());
    if (!no_times)
        utimensat(AT_FDCWD, to, times, 0);
}

/* Folders get their modes and times when all is in them: a record a folder, the last of them first. */
struct folder {
    struct folder *next;
    struct stat meta;
    char name[1];
};
static struct folder *folders;

static void later(const char *to)
{
    struct folder *f = need(sizeof *f + strlen(to));
    f->meta = meta;
    strcpy(f->name, to);
    f->next = folders;
    folders = f;
}

static void set_folders(void)
{
    for (; folders; folders = folders->next) {
        meta = folders->meta;
        set_meta(folders->name);
    }
}

static int make_node(const char *to)
{
    if (header.type == '1')
        return link(safe(target, &warned_links, "hard link targets"), to);
    if (S_ISLNK(meta.st_mode))
        return symlink(target, to);
    if (S_ISDIR(meta.st_mode))
        return is_directory(to) ? 0 : mkdir(to, 0777);
    if (S_ISREG(meta.st_mode))
        return open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
    return mknod(to, meta.st_mode & (S_IFMT | 0777), meta.st_rdev);
}

/* Something that is there already makes room, but for a folder. */
static int make_place(char *to)
{
    struct stat st;
    int fd;
    if (lstat(to, &st) == 0 && !S_ISDIR(st.st_mode)) {
        if (keep) {
            errno = EEXIST;
            return -1;
        }
        unlink(to);
    }
    fd = make_node(to);
    if (fd < 0 && errno == ENOENT) {
        make_parents(to);
        fd = make_node(to);
    }
    return fd;
}

/* The owner's name counts before the number, where this machine has it. */
static void know_owner(void)
{
    int id = *owner ? find_user(owner) : -1;
    if (id >= 0)
        meta.st_uid = id;
    id = *group_of ? find_group(group_of) : -1;
    if (id >= 0)
        meta.st_gid = id;
}

static void put_out(char *to)
{
    int fd = make_place(to);
    if (fd < 0) {
        if (S_ISLNK(meta.st_mode))
            complain("%s: Cannot create symlink to '%s'", to, target);
        else if (header.type == '1')
            complain("%s: Cannot hard link to '%s'", to, target);
        else
            complain(S_ISREG(meta.st_mode) ? "%s: Cannot open" : S_ISDIR(meta.st_mode) ? "%s: Cannot mkdir" : "%s: Cannot mknod", to);
    }
    if (header.type == '1')
        return;
    if (geteuid() == 0)
        know_owner();
    take_content(fd > 0 && S_ISREG(meta.st_mode) ? fd : -1, to);
    if (fd > 0)
        close(fd);
    if (fd >= 0 && !S_ISDIR(meta.st_mode))
        set_meta(to);
    else if (fd >= 0)
        later(to);
}

static void extract(void)
{
    char *to;
    while (next_member()) {
        int wanted = is_wanted(name);
        to = wanted ? shorter(safe(name, &warned, "member names")) : 0;
        if (to && verbose)
            put_member(verbose > 1);
        if (to && leads_away(name)) {
            complainx("%s: Member name contains '..'", name);
            to = 0;
        }
        if (!to)
            skip(meta.st_size);
        else if (output)
            take_content(output, "stdout");
        else
            put_out(to);
    }
    complain_of_missing();
    set_folders();
}

/* ---- making archives */

static void put_octal(char *to, int n, unsigned value)
{
    to[--n] = 0;
    while (n-- > 0) {
        to[n] = '0' + value % 8;
        value /= 8;
    }
}

/* A name of up to 100 bytes, or up to 155 and 100 at a slash. */
static int put_name(const char *s)
{
    size_t n = strlen(s);
    const char *slash;
    if (n <= sizeof header.name) {
        memcpy(header.name, s, n);
        return 0;
    }
    slash = strchr(s + n - sizeof header.name - 1, '/');
    if (!slash || !slash[1] || slash - s > (int)sizeof header.prefix)
        return -1;
    memcpy(header.prefix, s, slash - s);
    memcpy(header.name, slash + 1, s + n - slash - 1);
    return 0;
}

static int type_of(mode_t mode)
{
    return S_ISREG(mode) ? '0' : S_ISLNK(mode) ? '2' : S_ISCHR(mode) ? '3' : S_ISBLK(mode) ? '4' : S_ISDIR(mode) ? '5' : '6';
}

static int put_header(int type)
{
    memset(&header, 0, sizeof header);
    if (put_name(name) < 0 || strlen(target) > sizeof header.link) {
        complainx("%s: file name is too long (cannot be split); not dumped", name);
        return -1;
    }
    put_octal(header.mode, 8, meta.st_mode & 07777);
    put_octal(header.uid, 8, meta.st_uid);
    put_octal(header.gid, 8, meta.st_gid);
    put_octal(header.size, 12, meta.st_size);
    put_octal(header.mtime, 12, meta.st_mtime);
    header.type = type;
    memcpy(header.link, target, strlen(target));
    memcpy(header.magic, "ustar", 6);
    memcpy(header.version, "00", 2);
    snprintf(header.user, sizeof header.user, "%s", owner);
    snprintf(header.group, sizeof header.group, "%s", group_of);
    put_octal(header.major, 8, major(meta.st_rdev));
    put_octal(header.minor, 8, minor(meta.st_rdev));
    put_octal(header.sum, 7, sum_of(&header));
    header.sum[7] = ' ';
    memcpy(block, &header, BLOCK);
    write_block();
    return 0;
}

/* Files with several links that were written, by their first names. */
struct linked {
    struct linked *next;
    ino_t ino;
    dev_t dev;
    char name[1];
};
static struct linked *written;

static int is_written(void)
{
    struct linked *l;
    if (meta.st_nlink < 2 || S_ISDIR(meta.st_mode))
        return 0;
    for (l = written; l; l = l->next)
        if (l->ino == meta.st_ino && l->dev == meta.st_dev) {
            strcpy(target, l->name);
            return 1;
        }
    l = need(sizeof *l + strlen(name));
    l->ino = meta.st_ino;
    l->dev = meta.st_dev;
    strcpy(l->name, name);
    l->next = written;
    written = l;
    return 0;
}

/* As many bytes as the header says, whatever the file has become. */
static void put_content(int fd)
{
    unsigned size, n, told = 0;
    for (size = meta.st_size; size > 0; size -= n) {
        int got = 0, more;
        n = size < BLOCK ? size : BLOCK;
        memset(block, 0, BLOCK);
        while (got < (int)n && (more = read(fd, block + got, n - got)) > 0)
            got += more;
        if (got < (int)n && !told++)
            complainx("%s: File shrank; padding with zeros", path);
        write_block();
    }
}

/* With -u a file is appended if the archive has none of its name that is as new. The archive is read anew for it, as memory holds no list. */
static int is_newer(void)
{
    struct stat own = meta;
    char own_name[PATH_MAX];
    off_t at = lseek(archive, 0, SEEK_CUR);
    int newer = 1;
    strcpy(own_name, name);
    lseek(archive, 0, SEEK_SET);
    while (next_member()) {
        if (strcmp(name, own_name) == 0 && meta.st_mtime >= own.st_mtime)
            newer = 0;
        skip(meta.st_size);
    }
    lseek(archive, at, SEEK_SET);
    meta = own;
    strcpy(name, own_name);
    return newer;
}

static int is_archive(const struct stat *st)
{
    struct stat own;
    return fstat(archive, &own) == 0 && S_ISREG(own.st_mode) && own.st_ino == st->st_ino && own.st_dev == st->st_dev;
}

static void put_file(void)
{
    int fd = -1, type = type_of(meta.st_mode);
    *target = 0;
    if (!S_ISREG(meta.st_mode))
        meta.st_size = 0;
    if (S_ISLNK(meta.st_mode)) {
        int n = readlink(path, target, sizeof target - 1);
        target[n < 0 ? 0 : n] = 0;
    }
    if (is_written())
        type = '1', meta.st_size = 0;
    else if (type == '0' && (fd = open(path, O_RDONLY)) < 0) {
        complain("%s: Cannot open", path);
        return;
    }
    if (verbose)
        put_member(verbose > 1);
    if (put_header(type) == 0 && fd >= 0)
        put_content(fd);
    if (fd >= 0)
        close(fd);
}

static int visit(const struct stat *st, int depth, int when)
{
    char *member;
    (void)depth;
    if (when == POST || is_excluded(path))
        return 0;
    meta = *st;
    if (is_archive(st)) {
        complainx("%s: file is the archive; not dumped", path);
        status = 0;
        return 0;
    }
    snprintf(name, sizeof name - 1, "%s", path);
    member = safe(name, &warned, "member names");
    memmove(name, member, strlen(member) + 1);
    if (S_ISDIR(meta.st_mode) && name[strlen(name) - 1] != '/')
        strcat(name, "/");
    snprintf(owner, sizeof owner, "%s", user_name(meta.st_uid, 0));
    snprintf(group_of, sizeof group_of, "%s", group_name(meta.st_gid, 0));
    if (action != 'u' || is_newer())
        put_file();
    return !flat;
}

static void add_listed(void)
{
    struct in f = {0};
    char *line;
    size_t n;
    if (in_open(&f, list_name) < 0)
        diex("Error is not recoverable: exiting now");
    while ((line = in_line(&f, &n)))
        if (n > 0)
            walk(line, follow, visit);
    in_close(&f);
}

/* Two blocks of zeros, then up to a whole record. */
static void put_end(void)
{
    memset(block, 0, BLOCK);
    write_block();
    do
        write_block();
    while (blocks % (RECORD / BLOCK));
}

/* To where the blocks of zeros begin. */
static void find_end(void)
{
    while (next_member())
        skip(meta.st_size);
    if (lseek(archive, 0, SEEK_END) < 0)
        die("%s: Cannot seek", archive_name);
    lseek(archive, (blocks - (blocks > 0)) * BLOCK, SEEK_SET);
    blocks -= blocks > 0;
}

static void create(void)
{
    unreachable = "%s: Cannot stat";
    if (!*operands && !list_name)
        misuse("Cowardly refusing to create an empty archive");
    if (action != 'c')
        find_end();
    for (; *operands; operands++)
        walk(*operands, follow, visit);
    if (list_name)
        add_listed();
    put_end();
    if (action != 'c')
        ftruncate(archive, lseek(archive, 0, SEEK_CUR));
}

/* ---- the command */

/* Standard output carries files: what -v tells goes to standard error. */
static int aside(void)
{
    int fd = dup(1);
    if (fd < 0 || dup2(2, 1) < 0)
        die("cannot duplicate a descriptor");
    return fd;
}

static void open_archive(void)
{
    int flags = action == 'c' ? O_WRONLY | O_CREAT | O_TRUNC : action == 'x' || action == 't' ? O_RDONLY : O_RDWR | O_CREAT;
    if (strcmp(archive_name, "-") == 0)
        archive = action == 'c' ? aside() : 0;
    else if ((archive = open(archive_name, flags, 0666)) < 0)
        fatal("%s: Cannot open", archive_name);
}

/* With an old-style first word its letters are options, those with arguments take the next words in turn: made into new style. */
static char **modern(char **argv)
{
    int n = 0, used = 2;
    char **words, **to, *s;
    while (argv[n])
        n++;
    if (n < 2 || argv[1][0] == '-')
        return argv;
    to = words = need((n + strlen(argv[1]) + 1) * sizeof *words);
    *to++ = argv[0];
    for (s = argv[1]; *s; s++) {
        char *letter = need(3);
        sprintf(letter, "-%c", *s);
        *to++ = letter;
        if (!strchr("fCT", *s))
            continue;
        if (!argv[used])
            misuse("Old option '%c' requires an argument.", *s);
        *to++ = argv[used++];
    }
    while ((*to++ = argv[used++]))
        ;
    return words;
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    trouble = 2;
    argv = modern(argv);
    same_modes = geteuid() == 0;
    while ((c = option(argv, "c(create)r(append)u(update)x(extract)(get)t(list)f:(file)v(verbose)h(dereference)C:(directory)T:(files-from)X:(exclude)P(absolute-names)"
                             "p(preserve-permissions)(same-permissions)m(touch)k(keep-old-files)O(to-stdout)S:(strip-components)N(no-recursion)M(no-same-permissions)F:(format)")) >= 0)
        switch (c) {
        case 'f': archive_name = argument; break;
        case 'v': verbose++; break;
        case 'h': follow = WALK_FOLLOW | WALK_FOLLOW_ALL; break;
        case 'C': folder = argument; break;
        case 'T': list_name = argument; break;
        case 'X':
            if (excluded_count == sizeof excluded / sizeof *excluded)
                diex("too many patterns");
            excluded[excluded_count++] = argument;
            break;
        case 'P': absolute = 1; break;
        case 'p': same_modes = 1; break;
        case 'm': no_times = 1; break;
        case 'k': keep = 1; break;
        case 'O': output = aside(); break;
        case 'S': strip_count = number(argument, "number of elements"); break;
        case 'N': flat = 1; break;
        case 'M': same_modes = 0; break;
        case 'F':
            if (strcmp(argument, "ustar") != 0)
                misuse("%s: Invalid archive format", argument);
            break;
        default: choose(c);
        }
    if (!action)
        misuse("You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
    open_archive();
    if (folder && chdir(folder) < 0)
        fatal("%s: Cannot open", folder);
    if (action == 'x')
        extract();
    else if (action == 't')
        list();
    else
        create();
    if (status)
        diex("Exiting with failure status due to previous errors");
    return finish();
}
