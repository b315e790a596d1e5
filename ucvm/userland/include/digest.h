#ifndef _DIGEST_H
#define _DIGEST_H
#include <stddef.h>
/* Message digests: MD5 (RFC 1321), SHA-1, SHA-2 (FIPS 180-4). All cut the message into blocks and work them one after the other into words. */
struct digest_kind {
    const char *name;
    unsigned char size;      /* bytes of the digest */
    unsigned char block;     /* bytes of a block: 64, or 128 with words of 64 bits */
    unsigned char little;    /* whether words begin with their lowest byte */
    unsigned char words;     /* words of 32 bits in `start` */
    const void *start;
    void (*work)(void *words, const unsigned char *block);
};
extern const struct digest_kind digest_md5, digest_sha1, digest_sha224, digest_sha256, digest_sha384, digest_sha512;

enum { DIGEST_MOST = 64 };
struct digest {
    const struct digest_kind *kind;
    unsigned length; /* of the message so far */
    unsigned long long words[8];
    unsigned char block[128];
};
void digest_begin(struct digest *d, const struct digest_kind *kind);
void digest_add(struct digest *d, const void *bytes, size_t n);
void digest_end(struct digest *d, unsigned char *result);
#endif
