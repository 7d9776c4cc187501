/*
 * rt_random.h: random values of any type, by its descriptor.
 */
#ifndef LEAT_TESTS_RT_RANDOM_H
#define LEAT_TESTS_RT_RANDOM_H

#include "leat/rt.h"

/* xorshift: the tests are the same in every run. */
static inline uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline size_t random_below(uint64_t *state, size_t end)
{
    return (size_t)(random_next(state) >> 11) % end;
}

/* A random value at `value`; what it views is in `arena`. Few different bytes, so that equal parts occur. */
static inline void random_value(uint64_t *state, const struct leat_descriptor *type, void *value,
                                struct leat_arena *arena, int depth)
{
    leat_bytes view;

    switch (type->kind) {
    case LEAT_TYPE_BOOL:
        *(bool *)value = random_next(state) >> 63;
        break;
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES: {
        size_t length = random_below(state, 5) == 0 ? random_below(state, 200) : random_below(state, 4);
        char *text = leat_arena_take(arena, length);

        for (size_t i = 0; i < length; i++)
            text[i] = (char)('a' + random_below(state, 3));
        view = (leat_bytes){length ? text : NULL, length};
        memcpy(value, &view, sizeof view);
        break;
    }
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            random_value(state, type->fields[i].type, (char *)value + type->fields[i].offset, arena, depth);
        break;
    case LEAT_TYPE_ARRAY:
        for (uint32_t i = 0; i < type->length; i++)
            random_value(state, type->element, (char *)value + i * type->element->size, arena, depth);
        break;
    case LEAT_TYPE_ENUM: {
        int64_t number = type->enumerators[random_below(state, type->length)].value;

        memcpy(value, &number, type->size);
        break;
    }
    case LEAT_TYPE_VARIANT: {
        uint32_t tag = (uint32_t)random_below(state, type->count);

        memcpy(value, &tag, sizeof tag);
        random_value(state, type->fields[tag].type, (char *)value + type->fields[tag].offset, arena, depth);
        break;
    }
    case LEAT_TYPE_VEC: {
        size_t length = depth > 3 ? 0 : random_below(state, 4);
        char *elements = leat_arena_take(arena, length * type->element->size);

        for (size_t i = 0; i < length; i++)
            random_value(state, type->element, elements + i * type->element->size, arena, depth + 1);
        view = (leat_bytes){length ? elements : NULL, length};
        memcpy(value, &view, sizeof view);
        break;
    }
    case LEAT_TYPE_OPTION:
        memset(value, 0, type->size);
        *(bool *)value = random_next(state) >> 63;
        if (*(bool *)value)
            random_value(state, type->element, (char *)value + type->value_offset, arena, depth);
        break;
    default: {
        uint64_t bits = random_below(state, 3) ? random_below(state, 3) : random_next(state);

        memcpy(value, &bits, type->size);
    }
    }
}

/* The encoding of a value, in `arena`. */
static inline leat_bytes encoded(const struct leat_descriptor *type, const void *value, struct leat_arena *arena)
{
    size_t size = leat_value_size(type, value);
    uint8_t *bytes = leat_arena_take(arena, size);

    leat_value_encode(type, value, bytes);
    return (leat_bytes){bytes, size};
}

#endif
