/* SHA-1 (digest.h, FIPS 180-4). */
#include <digest.h>
#include <string.h>

static const unsigned start[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

static unsigned turn(unsigned x, int n)
{
    return x << n | x >> (32 - n);
}

static unsigned mix(unsigned round, unsigned b, unsigned c, unsigned d)
{
    switch (round) {
    case 0: return ((b & c) | (~b & d)) + 0x5a827999;
    case 1: return (b ^ c ^ d) + 0x6ed9eba1;
    case 2: return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    }
    return (b ^ c ^ d) + 0xca62c1d6;
}

static void work(void *words, const unsigned char *block)
{
    unsigned w[80], v[5], *h = words, i, t;
    for (i = 0; i < 16; i++, block += 4)
        w[i] = (unsigned)block[0] << 24 | block[1] << 16 | block[2] << 8 | block[3];
    for (; i < 80; i++)
        w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    memcpy(v, h, sizeof v);
    for (i = 0; i < 80; i++) {
        t = turn(v[0], 5) + mix(i / 20, v[1], v[2], v[3]) + v[4] + w[i];
        v[4] = v[3], v[3] = v[2], v[2] = turn(v[1], 30), v[1] = v[0], v[0] = t;
    }
    for (i = 0; i < 5; i++)
        h[i] += v[i];
}

const struct digest_kind digest_sha1 = {"SHA1", 20, 64, 0, 5, start, work};
