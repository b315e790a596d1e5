/* crypt: passwords by SHA-256 ("$5$[rounds=N$]SALT$…"), as Ulrich Drepper's "Unix crypt using SHA-256 and SHA-512" specifies. */
#include <crypt.h>
#include <digest.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 32, SALT = 16, KEY = 256, FEWEST = 1000, USUAL = 5000, MOST = 999999999 };

static struct digest d;

/* n bytes of repeated digests. */
static void add_repeated(const unsigned char *digest, size_t n)
{
    for (; n > SIZE; n -= SIZE)
        digest_add(&d, digest, SIZE);
    digest_add(&d, digest, n);
}

/* B, then A (steps 1-12). */
static void first(unsigned char *result, const char *key, size_t key_n, const char *salt, size_t salt_n)
{
    unsigned char b[SIZE];
    size_t n;
    digest_begin(&d, &digest_sha256);
    digest_add(&d, key, key_n);
    digest_add(&d, salt, salt_n);
    digest_add(&d, key, key_n);
    digest_end(&d, b);
    digest_begin(&d, &digest_sha256);
    digest_add(&d, key, key_n);
    digest_add(&d, salt, salt_n);
    add_repeated(b, key_n);
    for (n = key_n; n; n >>= 1)
        if (n & 1)
            digest_add(&d, b, SIZE);
        else
            digest_add(&d, key, key_n);
    digest_end(&d, result);
}

/* n bytes made of the digest of what is repeated `times` (DP and P, DS and S). */
static void spread(char *to, const char *what, size_t n, unsigned times)
{
    unsigned char digest[SIZE];
    size_t part;
    digest_begin(&d, &digest_sha256);
    while (times-- > 0)
        digest_add(&d, what, n);
    digest_end(&d, digest);
    for (; n; n -= part, to += part) {
        part = n < SIZE ? n : SIZE;
        memcpy(to, digest, part);
    }
}

static void one_round(unsigned char *c, unsigned i, const char *p, size_t p_n, const char *s, size_t s_n)
{
    digest_begin(&d, &digest_sha256);
    if (i & 1)
        digest_add(&d, p, p_n);
    else
        digest_add(&d, c, SIZE);
    if (i % 3)
        digest_add(&d, s, s_n);
    if (i % 7)
        digest_add(&d, p, p_n);
    if (i & 1)
        digest_add(&d, c, SIZE);
    else
        digest_add(&d, p, p_n);
    digest_end(&d, c);
}

static char *put_letters(char *to, unsigned bits, int n)
{
    static const char letters[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (; n > 0; n--, bits >>= 6)
        *to++ = letters[bits & 63];
    return to;
}

/* Three bytes, ten apart, are four letters; the last two are three. */
static void put_digest(char *to, const unsigned char *c)
{
    unsigned i, at = 0;
    for (i = 0; i < 10; i++, at = (at + 21) % 30)
        to = put_letters(to, (unsigned)c[at] << 16 | c[(at + 10) % 30] << 8 | c[(at + 20) % 30], 4);
    *put_letters(to, (unsigned)c[31] << 8 | c[30], 3) = 0;
}

/* "rounds=N$" at *setting, which moves past it. */
static unsigned rounds_of(const char **setting, int *given)
{
    unsigned long n;
    char *end;
    *given = strncmp(*setting, "rounds=", 7) == 0;
    if (!*given)
        return USUAL;
    n = strtoul(*setting + 7, &end, 10);
    if (*end == '$')
        *setting = end + 1;
    return n < FEWEST ? FEWEST : n > MOST ? MOST : n;
}

/* NULL with EINVAL if the setting is not of this kind, or the key longer than 256 bytes. */
char *crypt(const char *key, const char *setting)
{
    static char result[80], p[KEY];
    char s[SALT], *to = result;
    unsigned char c[SIZE];
    const char *salt = setting + 3;
    size_t key_n = strlen(key), salt_n;
    unsigned rounds, i;
    int given;
    if (strncmp(setting, "$5$", 3) != 0 || key_n > KEY) {
        errno = EINVAL;
        return NULL;
    }
    rounds = rounds_of(&salt, &given);
    salt_n = strcspn(salt, "$");
    if (salt_n > SALT)
        salt_n = SALT;
    to += sprintf(to, given ? "$5$rounds=%u$" : "$5$", rounds);
    memcpy(to, salt, salt_n);
    to[salt_n] = '$';
    first(c, key, key_n, salt, salt_n);
    spread(p, key, key_n, key_n);
    spread(s, salt, salt_n, 16 + *c);
    for (i = 0; i < rounds; i++)
        one_round(c, i, p, key_n, s, salt_n);
    put_digest(to + salt_n + 1, c);
    return result;
}
