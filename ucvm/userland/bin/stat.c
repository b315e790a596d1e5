/* stat: everything about a file. */
#include <sys/sysmacros.h>
#include <time.h>
#include <tool.h>

const char *prog = "stat", *synopsis = "[-L] [-c format | --printf=format] file...";

static const char *kind(mode_t mode, unsigned size)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return "directory";
    case S_IFLNK: return "symbolic link";
    case S_IFIFO: return "fifo";
    case S_IFCHR: return "character special file";
    case S_IFBLK: return "block special file";
    }
    return size ? "regular file" : "regular empty file";
}

static void put_time(time_t t, unsigned nanos)
{
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", localtime(&t));
    outf("%s.%09u +0000", text, nanos);
}

static void put_link(const char *name)
{
    char target[PATH_MAX];
    int n = readlink(name, target, sizeof target);
    if (n >= 0) {
        outs("' -> '");
        outm(target, n);
    }
}

static void field(int c, const char *name, const struct stat *st)
{
    char text[12];
    switch (c) {
    case 'a': outf("%o", (unsigned)st->st_mode & 07777); break;
    case 'A': mode_string(st->st_mode, text); outs(text); break;
    case 'b': outf("%u", (unsigned)st->st_blocks); break;
    case 'B': outs("512"); break;
    case 'd': outf("%u", (unsigned)st->st_dev); break;
    case 'f': outf("%x", (unsigned)st->st_mode); break;
    case 'F': outs(kind(st->st_mode, st->st_size)); break;
    case 'g': outf("%u", (unsigned)st->st_gid); break;
    case 'G': outs(group_name(st->st_gid, 0)); break;
    case 'h': outf("%u", (unsigned)st->st_nlink); break;
    case 'i': outf("%u", (unsigned)st->st_ino); break;
    case 'n': outs(name); break;
    case 'N':
        outs("'");
        outs(name);
        if (S_ISLNK(st->st_mode))
            put_link(name);
        outs("'");
        break;
    case 'o': outf("%u", (unsigned)st->st_blksize); break;
    case 's': outf("%u", (unsigned)st->st_size); break;
    case 't': outf("%x", (unsigned)major(st->st_rdev)); break;
    case 'T': outf("%x", (unsigned)minor(st->st_rdev)); break;
    case 'u': outf("%u", (unsigned)st->st_uid); break;
    case 'U': outs(user_name(st->st_uid, 0)); break;
    case 'x': put_time(st->st_atime, st->st_atime_nsec); break;
    case 'X': outf("%u", (unsigned)st->st_atime); break;
    case 'y': put_time(st->st_mtime, st->st_mtime_nsec); break;
    case 'Y': outf("%u", (unsigned)st->st_mtime); break;
    case 'z': put_time(st->st_ctime, st->st_ctime_nsec); break;
    case 'Z': outf("%u", (unsigned)st->st_ctime); break;
    case '%': outc('%'); break;
    default: outc('?');
    }
}

static int escapes;

/* The format; its backslashes are escapes where `escapes` says so. */
static void put(const char *format, const char *name, const struct stat *st)
{
    int c;
    while (*format)
        if (*format == '%' && format[1]) {
            field(format[1], name, st);
            format += 2;
        } else if ((c = *format++) == '\\' && escapes && (c = unescape(&format)) < 0)
            outc('\\');
        else
            outc(c);
}

static void all(const char *name, const struct stat *st)
{
    put(S_ISLNK(st->st_mode) ? "  File: %N\n" : "  File: %n\n", name, st);
    outf("  Size: %-10u\tBlocks: %-10u IO Block: %-6u %s\n", (unsigned)st->st_size, (unsigned)st->st_blocks, (unsigned)st->st_blksize,
         kind(st->st_mode, st->st_size));
    outf("Device: %u,%u\tInode: %-11u Links: %u", (unsigned)st->st_dev >> 8, (unsigned)st->st_dev & 255, (unsigned)st->st_ino, (unsigned)st->st_nlink);
    if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
        put("     Device type: %t,%T", name, st);
    outf("\nAccess: (%04o/", (unsigned)st->st_mode & 07777);
    put("%A)", name, st);
    outf("  Uid: (%5u/%8s)   ", (unsigned)st->st_uid, user_name(st->st_uid, 0));
    outf("Gid: (%5u/%8s)\n", (unsigned)st->st_gid, group_name(st->st_gid, 0));
    put("Access: %x\nModify: %y\nChange: %z\n Birth: -\n", name, st);
}

int main(int argc, char **argv)
{
    int c, follow = 0;
    const char *format = 0;
    struct stat st;
    (void)argc;
    while ((c = option(argv, "c:(format)L(dereference)\1:(printf)")) >= 0)
        if (c == 'L')
            follow = 1;
        else
            format = argument, escapes = c == 1;
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++) {
        if ((follow ? stat(*operands, &st) : lstat(*operands, &st)) < 0) {
            complain("cannot statx '%s'", *operands);
            continue;
        }
        if (format) {
            put(format, *operands, &st);
            if (!escapes)
                outc('\n');
        } else
            all(*operands, &st);
    }
    return finish();
}
