/* What message digests have in common (digest.h): blocks, padding, the order of bytes. */
#include <digest.h>
#include <string.h>

void digest_begin(struct digest *d, const struct digest_kind *kind)
{
    d->kind = kind;
    d->length = 0;
    memcpy(d->words, kind->start, kind->words * 4);
}

void digest_add(struct digest *d, const void *bytes, size_t n)
{
    const unsigned char *from = bytes;
    size_t size = d->kind->block, used = d->length & (size - 1), part;
    d->length += n;
    for (; n; n -= part, from += part) {
        part = n < size - used ? n : size - used;
        if (part == size)
            d->kind->work(d->words, from);
        else {
            memcpy(d->block + used, from, part);
            if (used + part == size)
                d->kind->work(d->words, d->block);
        }
        used = 0;
    }
}

/* A bit, zeros, the length in bits: it has as many bytes as two words. */
static void pad(struct digest *d)
{
    static const unsigned char bit = 0x80, zero = 0;
    unsigned char end[16] = {0};
    unsigned length = d->length, size = d->kind->block, tail = size / 8, i;
    for (i = 0; i < 5; i++)
        end[d->kind->little ? i : tail - 1 - i] = i < 4 ? length << 3 >> 8 * i : length >> 29;
    digest_add(d, &bit, 1);
    while ((d->length & (size - 1)) != size - tail)
        digest_add(d, &zero, 1);
    digest_add(d, end, tail);
}

void digest_end(struct digest *d, unsigned char *result)
{
    unsigned wide = d->kind->block == 128, i;
    const unsigned *words = (const unsigned *)d->words;
    pad(d);
    for (i = 0; i < d->kind->size; i++)
        result[i] = words[(i >> 2) ^ wide] >> 8 * (d->kind->little ? i & 3 : 3 - (i & 3));
}
