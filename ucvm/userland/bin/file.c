/* file: what files are, judged by their first bytes. */
#include <ctype.h>
#include <sys/sysmacros.h>
#include <tool.h>

const char *prog = "file", *synopsis = "[-bhiL] [-F separator] [--mime-type] file...";
static int brief, mime, follow;
static const char *separator = ":";
static unsigned char head[4096];
static int size;

/* Bytes at an offset, and what they mean: in words, and as a media type. */
static const struct kind {
    unsigned short at;
    unsigned char n;
    const char *bytes, *text, *type;
} kinds[] = {
    {0, 4, "\177UCX", "UCVM executable", "application/x-executable"},
    {0, 8, "UCVMDISK", "UCVM disk image", "application/octet-stream"},
    {0, 4, "\177ELF", "ELF", "application/x-executable"},
    {0, 8, "!<arch>\n", "current ar archive", "application/x-archive"},
    {257, 8, "ustar  \0", "POSIX tar archive (GNU)", "application/x-tar"},
    {257, 5, "ustar", "POSIX tar archive", "application/x-tar"},
    {0, 6, "070701", "ASCII cpio archive (SVR4 with no CRC)", "application/x-cpio"},
    {0, 2, "\037\213", "gzip compressed data", "application/gzip"},
    {0, 3, "BZh", "bzip2 compressed data", "application/x-bzip2"},
    {0, 6, "\3757zXZ\0", "XZ compressed data", "application/x-xz"},
    {0, 4, "\x28\xb5\x2f\xfd", "Zstandard compressed data", "application/zstd"},
    {0, 4, "PK\3\4", "Zip archive data", "application/zip"},
    {0, 8, "\211PNG\r\n\032\n", "PNG image data", "image/png"},
    {0, 3, "\377\330\377", "JPEG image data", "image/jpeg"},
    {0, 4, "GIF8", "GIF image data", "image/gif"},
    {0, 5, "%PDF-", "PDF document", "application/pdf"},
    {0, 16, "SQLite format 3\0", "SQLite 3.x database", "application/vnd.sqlite3"},
    {0, 4, "\0asm", "WebAssembly (wasm) binary module", "application/wasm"},
    {0, 0, 0, 0, 0},
};

static const char *encoding, *charset;

/* The longest valid beginning may end inside a character of the last bytes read. */
static int is_utf8(void)
{
    int i, more, any = 0;
    for (i = 0; i < size; i++) {
        if (head[i] < 0x80)
            continue;
        any = 1;
        more = head[i] >= 0xc2 && head[i] < 0xe0 ? 1 : (head[i] & 0xf0) == 0xe0 ? 2 : head[i] >= 0xf0 && head[i] < 0xf5 ? 3 : 0;
        if (!more)
            return 0;
        for (; more > 0 && i + 1 < size; more--)
            if ((head[++i] & 0xc0) != 0x80)
                return 0;
    }
    return any;
}

/* Names the encoding; 0 if the bytes are no text. */
static int is_text(void)
{
    int i, high = 0;
    for (i = 0; i < size; i++) {
        if (head[i] < 32 && !strchr("\a\b\t\n\f\r\033", head[i]))
            return 0;
        if (head[i] == 127 || !head[i])
            return 0;
        high |= head[i] >= 0x80;
    }
    encoding = "ASCII text", charset = "us-ascii";
    if (!high)
        return 1;
    encoding = "Unicode text, UTF-8 text", charset = "utf-8";
    if (size >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
        encoding = "Unicode text, UTF-8 (with BOM) text";
    if (is_utf8())
        return 1;
    for (i = 0; i < size; i++)
        if (head[i] >= 0x80 && head[i] < 0xa0)
            return 0;
    encoding = "ISO-8859 text", charset = "iso-8859-1";
    return 1;
}

static int begins(const char *text)
{
    return strncmp((char *)head, text, strlen(text)) == 0;
}

/* The interpreter without its folder, or the one that env looks for. */
static const char *last_word(const char *name)
{
    name = base(name);
    return strncmp(name, "env ", 4) == 0 ? name + 4 : name;
}

/* "#!/bin/sh" and the like, by the name of the interpreter. */
static int put_script(void)
{
    static const char *const known[] = {"sh", "POSIX shell", "bash", "Bourne-Again shell", "zsh", "Paul Falstad's zsh", "python3", "Python", 0};
    const char *const *k;
    char line[128], *name;
    if (!begins("#!"))
        return 0;
    if (mime) {
        outs("text/x-shellscript");
        return 1;
    }
    snprintf(line, sizeof line, "%.*s", (int)strcspn((char *)head, "\n"), (char *)head);
    name = line + 2 + strspn(line + 2, " ");
    for (k = known; *k && strcmp(last_word(name), *k) != 0; k += 2)
        ;
    if (*k)
        outf("%s script, %s executable", k[1], encoding);
    else
        outf("a %s script, %s executable", name, encoding);
    return 1;
}

static int has(const char *text)
{
    return strstr((char *)head, text) != 0;
}

static void put_text(void)
{
    int i, crlf = 0, newlines = 0, longest = 0, at = 0;
    if (put_script())
        return;
    for (i = 0; i < size; i++, at++)
        if (head[i] == '\n') {
            newlines++;
            crlf += i > 0 && head[i - 1] == '\r';
            longest = at > longest ? at : longest;
            at = -1;
        }
    i = begins("#include") || has("\n#include");
    if (mime) {
        outs(i ? "text/x-c" : "text/plain");
        return;
    }
    outs(i ? "C source, " : "");
    outs(encoding);
    if (longest > 300)
        outf(", with very long lines (%d)", longest);
    if (!newlines)
        outs(", with no line terminators");
    else if (crlf == newlines)
        outs(", with CRLF line terminators");
    else if (crlf)
        outs(", with CRLF, LF line terminators");
}

static void put_content(void)
{
    const struct kind *k;
    for (k = kinds; k->bytes; k++)
        if (size >= k->at + k->n && memcmp(head + k->at, k->bytes, k->n) == 0) {
            outs(mime ? k->type : k->text);
            charset = "binary";
            return;
        }
    charset = "binary";
    if (is_text())
        put_text();
    else
        outs(mime ? "application/octet-stream" : "data");
}

static void put_special(const char *name, const struct stat *st)
{
    char target[PATH_MAX];
    int n;
    charset = "binary";
    switch (st->st_mode & S_IFMT) {
    case S_IFDIR: outs(mime ? "inode/directory" : "directory"); break;
    case S_IFIFO: outs(mime ? "inode/fifo" : "fifo (named pipe)"); break;
    case S_IFCHR:
        if (mime)
            outs("inode/chardevice");
        else
            outf("character special (%u/%u)", major(st->st_rdev), minor(st->st_rdev));
        break;
    default:
        n = readlink(name, target, sizeof target - 1);
        target[n < 0 ? 0 : n] = 0;
        if (mime)
            outs("inode/symlink");
        else {
            struct stat there;
            outs(stat(name, &there) < 0 ? "broken symbolic link to " : "symbolic link to ");
            outs(target);
        }
    }
}

static void put_kind(const char *name)
{
    struct stat st;
    int fd = -1, n;
    if (strcmp(name, "/dev/stdin") == 0)
        fd = 0;
    else if ((follow ? stat : lstat)(name, &st) < 0) {
        outf("cannot open `%.180s' (%s)", name, strerror(errno));
        return;
    } else if (!S_ISREG(st.st_mode)) {
        put_special(name, &st);
        return;
    } else if (st.st_size && (fd = open(name, O_RDONLY)) < 0) {
        outs(st.st_mode & 0111 ? "executable, regular file, no read permission" : "regular file, no read permission");
        return;
    }
    for (size = 0; fd >= 0 && size < (int)sizeof head - 1 && (n = read(fd, head + size, sizeof head - 1 - size)) > 0; size += n)
        ;
    head[size] = 0;
    if (fd > 0)
        close(fd);
    charset = "binary";
    if (size == 0)
        outs(mime ? "inode/x-empty" : "empty");
    else if (size == 1)
        outs(mime ? "application/octet-stream" : "very short file (no magic)");
    else
        put_content();
}

int main(int argc, char **argv)
{
    int c, i, n, widest = 0;
    (void)argc;
    while ((c = option(argv, "b(brief)F:(separator)hi(mime)L(dereference)m(mime-type)")) >= 0)
        switch (c) {
        case 'b': brief = 1; break;
        case 'F': separator = argument; break;
        case 'h': follow = 0; break;
        case 'i':
        case 'm': mime = c; break;
        case 'L': follow = 1;
        }
    if (!*operands)
        show_usage(2);
    for (i = 0; operands[i]; i++)
        if (strcmp(operands[i], "-") == 0)
            operands[i] = (char *)"/dev/stdin";
    for (i = 0; operands[i]; i++)
        widest = (n = strlen(operands[i])) > widest ? n : widest;
    for (i = 0; operands[i]; i++) {
        if (!brief) {
            outs(operands[i]);
            outs(separator);
            outpad(widest - (int)strlen(operands[i]) + 1);
        }
        put_kind(operands[i]);
        if (mime == 'i' && charset)
            outf("; charset=%s", charset);
        outc('\n');
    }
    return finish();
}
