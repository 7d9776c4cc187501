#include "hello.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static const char magic[4] = {'l', 'e', 'a', 't'};

enum {
    AT_VERSION = 4,
    AT_DEPLOYMENT = 8,
    AT_TYPE = 16,
    AT_FROM = 24,
    AT_MEMBER = 28,
    AT_CHANNEL = 32,
    AT_NAME_LENGTH = 36,
};

static void put(uint8_t *to, uint64_t value, size_t bytes)
{
    for (size_t i = bytes; i-- > 0; value >>= 8)
        to[i] = (uint8_t)value;
}

static uint64_t get(const uint8_t *from, size_t bytes)
{
    uint64_t value = 0;

    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | from[i];
    return value;
}

uint64_t leat__deployment_of(const char *token)
{
    return XXH3_64bits(token, strlen(token));
}

size_t leat__hello_write(const struct leat__hello *hello, uint8_t *bytes)
{
    size_t length = strnlen(hello->name, 255);

    memcpy(bytes, magic, sizeof magic);
    put(bytes + AT_VERSION, LEAT__PROTOCOL, 4);
    put(bytes + AT_DEPLOYMENT, hello->deployment, 8);
    put(bytes + AT_TYPE, hello->type_hash, 8);
    put(bytes + AT_FROM, hello->from, 4);
    put(bytes + AT_MEMBER, hello->member, 4);
    put(bytes + AT_CHANNEL, hello->channel, 4);
    put(bytes + AT_NAME_LENGTH, length, 2);
    memcpy(bytes + LEAT__HELLO_FIXED, hello->name, length);
    return LEAT__HELLO_FIXED + length;
}

size_t leat__hello_length(const uint8_t *bytes, size_t count, const char **why)
{
    if (memcmp(bytes, magic, count < sizeof magic ? count : sizeof magic) != 0) {
        *why = "it does not begin with a hello";
        return 0;
    }
    if (count >= AT_DEPLOYMENT && get(bytes + AT_VERSION, 4) != LEAT__PROTOCOL) {
        *why = "its hello has another version of the protocol";
        return 0;
    }
    if (count < LEAT__HELLO_FIXED)
        return LEAT__HELLO_FIXED;
    if (get(bytes + AT_NAME_LENGTH, 2) > 255) {
        *why = "its hello names a channel with more than 255 bytes";
        return 0;
    }
    return LEAT__HELLO_FIXED + (size_t)get(bytes + AT_NAME_LENGTH, 2);
}

void leat__hello_read(const uint8_t *bytes, struct leat__hello *hello)
{
    size_t length = (size_t)get(bytes + AT_NAME_LENGTH, 2);

    memset(hello, 0, sizeof *hello);
    hello->deployment = get(bytes + AT_DEPLOYMENT, 8);
    hello->type_hash = get(bytes + AT_TYPE, 8);
    hello->from = (uint32_t)get(bytes + AT_FROM, 4);
    hello->member = (uint32_t)get(bytes + AT_MEMBER, 4);
    hello->channel = (uint32_t)get(bytes + AT_CHANNEL, 4);
    memcpy(hello->name, bytes + LEAT__HELLO_FIXED, length);
}
