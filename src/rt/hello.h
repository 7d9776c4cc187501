/*
 * hello.h: the first bytes of every channel (docs/protocol.md, "Channels"). Knows no sockets.
 */
#ifndef LEAT_RT_HELLO_H
#define LEAT_RT_HELLO_H

#include <stddef.h>
#include <stdint.h>

#define LEAT__PROTOCOL 1
#define LEAT__HELLO_FIXED 38 /* bytes before the name, with its length */
#define LEAT__HELLO_MAX (LEAT__HELLO_FIXED + 255)

struct leat__hello {
    uint64_t deployment; /* leat__deployment_of(token) */
    uint64_t type_hash;
    uint32_t from; /* the sender's location, and its member */
    uint32_t member;
    uint32_t channel;
    char name[256]; /* the channel's; a zero ends it */
};

uint64_t leat__deployment_of(const char *token);

/* Writes at most LEAT__HELLO_MAX bytes and returns how many. A longer name is cut at 255 bytes. */
size_t leat__hello_write(const struct leat__hello *hello, uint8_t *bytes);

/*
 * How many bytes a hello has that begins with these; 0: these are not the beginning of one, and *why
 * says so. Asks for no more than it needs to see: what follows a hello belongs to the frames.
 */
size_t leat__hello_length(const uint8_t *bytes, size_t count, const char **why);

/* Takes a whole hello apart, of which leat__hello_length() has approved. */
void leat__hello_read(const uint8_t *bytes, struct leat__hello *hello);

#endif
