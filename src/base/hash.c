#define XXH_INLINE_ALL
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/memory.h"

/* One state serves both widths: XXH3's 64 and 128 bits differ only in how they end. */
struct leat__hash {
    XXH3_state_t *state; /* aligned to 64 by XXH3_createState() */
};

struct leat__hash *leat__hash_new(void)
{
    struct leat__hash *hash = leat__alloc(sizeof *hash);

    hash->state = XXH3_createState();
    if (!hash->state)
        leat__out_of_memory(sizeof *hash->state);
    XXH3_128bits_reset(hash->state);
    return hash;
}

void leat__hash_bytes(struct leat__hash *hash, const void *bytes, size_t length)
{
    if (length)
        XXH3_128bits_update(hash->state, bytes, length);
}

/* Little-endian, so that a digest is the same on every machine. */
void leat__hash_number(struct leat__hash *hash, uint64_t number)
{
    unsigned char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    leat__hash_bytes(hash, bytes, sizeof bytes);
}

void leat__hash_string(struct leat__hash *hash, const char *string)
{
    size_t length = strlen(string);

    leat__hash_number(hash, length);
    leat__hash_bytes(hash, string, length);
}

uint64_t leat__hash_64(const struct leat__hash *hash)
{
    return XXH3_64bits_digest(hash->state);
}

struct leat__digest leat__hash_128(const struct leat__hash *hash)
{
    XXH128_hash_t digest = XXH3_128bits_digest(hash->state);

    return (struct leat__digest){.high = digest.high64, .low = digest.low64};
}

void leat__hash_free(struct leat__hash *hash)
{
    if (hash)
        XXH3_freeState(hash->state);
    free(hash);
}

uint64_t leat__hash_64_of(const void *bytes, size_t length)
{
    return XXH3_64bits(bytes, length);
}

struct leat__digest leat__hash_128_of(const void *bytes, size_t length)
{
    XXH128_hash_t digest = XXH3_128bits(bytes, length);

    return (struct leat__digest){.high = digest.high64, .low = digest.low64};
}

void leat__digest_hex(struct leat__digest digest, char hex[LEAT__DIGEST_HEX])
{
    snprintf(hex, LEAT__DIGEST_HEX, "%016llx%016llx", (unsigned long long)digest.high,
             (unsigned long long)digest.low);
}
