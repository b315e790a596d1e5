/* truncate: set the size of files. */
#include <tool.h>

const char *prog = "truncate", *synopsis = "[-c] -s [+-]size file...";

int main(int argc, char **argv)
{
    int c, create = 1, sign = 0;
    unsigned size = 0, now;
    const char *text = 0;
    struct stat st;
    (void)argc;
    while ((c = option(argv, "cr:(reference)s:(size)")) >= 0)
        if (c == 'c')
            create = 0;
        else if (c == 's')
            text = argument;
        else if (stat(argument, &st) < 0)
            die("failed to access '%s'", argument);
        else
            size = st.st_size, text = "";
    if (!text)
        misuse("you must specify either '--size' or '--reference'");
    if (*text) {
        if (*text == '+' || *text == '-')
            sign = *text++;
        size = number(text, "number");
    }
    if (!*operands)
        misuse("missing file operand");
    for (; *operands; operands++) {
        int fd = open(*operands, O_WRONLY | (create ? O_CREAT : 0), 0666);
        if (fd < 0) {
            if (create || errno != ENOENT)
                complain("cannot open '%s' for writing", *operands);
            continue;
        }
        fstat(fd, &st);
        now = st.st_size;
        now = sign == '+' ? now + size : sign == '-' ? now > size ? now - size : 0 : size;
        if (ftruncate(fd, now) < 0)
            complain("failed to truncate '%s' at %u bytes", *operands, now);
        close(fd);
    }
    return finish();
}
