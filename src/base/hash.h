/*
 * hash.h: content hashes (XXH3). For caches and type identities, not for secrets.
 */
#ifndef LEAT_BASE_HASH_H
#define LEAT_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct leat__digest {
    uint64_t high;
    uint64_t low;
};
#define LEAT__DIGEST_HEX 33 /* 32 digits and the NUL */

/* Piece by piece. Strings and numbers are framed, so that ("ab", "c") and ("a", "bc") differ; bytes are not. */
struct leat__hash;
struct leat__hash *leat__hash_new(void);
void leat__hash_bytes(struct leat__hash *hash, const void *bytes, size_t length);
void leat__hash_string(struct leat__hash *hash, const char *string);
void leat__hash_number(struct leat__hash *hash, uint64_t number);
/* The hash of what was given so far; more may follow. */
uint64_t leat__hash_64(const struct leat__hash *hash);
struct leat__digest leat__hash_128(const struct leat__hash *hash);
void leat__hash_free(struct leat__hash *hash);

/* In one go: the same as leat__hash_bytes() of them all. */
uint64_t leat__hash_64_of(const void *bytes, size_t length);
struct leat__digest leat__hash_128_of(const void *bytes, size_t length);

/* 32 lower-case hexadecimal digits, high half first (XXH128's canonical form). */
void leat__digest_hex(struct leat__digest digest, char hex[LEAT__DIGEST_HEX]);

#endif
