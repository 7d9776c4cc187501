/*
 * emitted.h: what is emitted for tests/flows/every_type.c, and whether it does what the runtime does by descriptor.
 */
#ifndef LEAT_TESTS_EMITTED_H
#define LEAT_TESTS_EMITTED_H

/* The Makefile makes it: `leat emit`, with its main renamed. */
int emitted_main(int argc, char **argv);
#include "every_type.h"

#include "rt_random.h"

/* NULL, or what of encoding differs. */
static inline const char *encoding_differs(const flat *value, struct leat_arena *arena)
{
    const leat_bytes expected = encoded(&leat_d_flat, value, arena);
    uint8_t *written = leat_arena_take(arena, expected.length);

    if (leat_size_of_flat(value) != expected.length)
        return "the size";
    if (leat_encode_flat(written, value) != written + expected.length)
        return "the bytes' number";
    return memcmp(written, expected.data, expected.length) == 0 ? NULL : "the bytes";
}

/* The same of a type that holds itself: its decoder is the runtime's. */
static inline const char *recursive_encoding_differs(const everything *value, struct leat_arena *arena)
{
    const leat_bytes expected = encoded(&leat_d_everything, value, arena);
    uint8_t *written = leat_arena_take(arena, expected.length);

    if (leat_size_of_everything(value) != expected.length)
        return "the size";
    if (leat_encode_everything(written, value) != written + expected.length)
        return "the bytes' number";
    if (!leat_equal_everything(value, value))
        return "equality";
    return memcmp(written, expected.data, expected.length) == 0 ? NULL : "the bytes";
}

/* NULL, or what of decoding differs; *accepted: whether both accept the bytes. */
static inline const char *decoding_differs(const uint8_t *bytes, size_t size, bool *accepted)
{
    struct leat_frame frame = {bytes, bytes + size};
    const uint8_t *at = bytes;
    flat expected, got;

    *accepted = !leat_value_decode(&leat_d_flat, &expected, &at, bytes + size, &leat_current->arena);
    if (leat_decode_flat(&frame, &got) != *accepted)
        return *accepted ? "what is accepted" : "what is refused";
    if (!*accepted)
        return NULL;
    if (frame.at != at)
        return "where the value ends";
    if (!leat_value_equal(&leat_d_flat, &expected, &got))
        return "the value";
    if (!leat_equal_flat(&expected, &got) || leat_hash_of_flat(&expected, 7) != leat_hash_of_flat(&got, 7))
        return "equality or hash of equal values";
    return encoding_differs(&got, &leat_current->arena);
}

#endif
