/* getdelim and getline: a line of any length in a buffer that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *f) {
    size_t n = 0, k;
    char *p, *end;
    int c = 0;
    if (!*line)
        *size = 0;
    while (c != delimiter && (c = fgetc(f)) != EOF) {
        f->pos--;
        end = memchr(f->pos, delimiter, f->rend - f->pos);
        k = end ? end - (char *)f->pos + 1 : f->rend - f->pos;
        if (n + k >= *size) {
            if (!(p = realloc(*line, n + k + 64)))
                return -1;
            *line = p;
            *size = n + k + 64;
        }
        memcpy(*line + n, f->pos, k);
        f->pos += k;
        n += k;
        if (end)
            c = delimiter;
        else
            c = delimiter + 1;
    }
    if (!n)
        return -1;
    (*line)[n] = 0;
    return n;
}

ssize_t getline(char **line, size_t *size, FILE *f) {
    return getdelim(line, size, '\n', f);
}
