/*
 * rt_values.h: record types for the tests of the runtime's data, and random values of any type.
 */
#ifndef LEAT_TESTS_RT_VALUES_H
#define LEAT_TESTS_RT_VALUES_H

#include "leat/rt.h"

typedef enum colour { RED, GREEN, BLUE } colour;
typedef long long wide; /* another name, and in C another type, for an int64_t */

leat_record(item, (uint64_t, id), (leat_str, name))
leat_record(scalars, (bool, b), (int8_t, i8), (uint8_t, u8), (int16_t, i16), (uint16_t, u16), (int32_t, i32),
            (uint32_t, u32), (int64_t, i64), (uint64_t, u64), (float, f32), (double, f64))
leat_record(order, (uint64_t, id), (leat_str, customer), (leat_vec(item), items), (leat_option(item), best),
            (bool, paid), (leat_vec(double), prices), (leat_bytes, blob), (leat_option(int), discount),
            (leat_vec(bool), flags), (leat_vec(leat_str), notes), (scalars, all))
leat_record(book, (leat_vec(order), orders), (leat_option(order), last), (leat_member, owner))
leat_record(node, (int, x), (leat_vec(node), children))
leat_record(word_count, (leat_str, key), (int64_t, value))
leat_record(painted, (colour, paint), (wide, area), (char, mark))

leat_enum(level, (low), (high, 9), (none, -4))
leat_enum(far, (near, 1), (away, INT64_C(1) << 40))
leat_record(grid, (leat_array(level, 2), levels), (leat_array(uint16_t, 3), numbers), (leat_array(leat_str, 2), names),
            (leat_array(bool, 2), flags), (leat_array(item, 1), items), (far, how_far))
leat_record(two_parts, (uint8_t, x), (bool, y))
leat_record(tuple, (uint8_t, x), (uint16_t, y))
leat_variant(choice, (u), (uint8_t, n), (tuple, t), (two_parts, s))
leat_variant(tree, (leaf), (leat_vec(tree), inner), (item, named), (leat_array(leat_str, 2), ends), (grid, whole),
             (leat_option(level), maybe), (choice, chosen))
leat_variant(unit_only, (a), (b))
leat_keyed(by_number, uint8_t, leat_str)
leat_record(wide_tree, (tree, first), (leat_array(tree, 2), rest), (leat_vec(by_number), map), (leat_time, when))

static const struct leat_descriptor *const all_types[] = {
    &leat_d_bool_, &leat_d_i8_, &leat_d_u8_, &leat_d_i16_, &leat_d_u16_, &leat_d_i32_, &leat_d_u32_, &leat_d_i64_,
    &leat_d_u64_, &leat_d_f32_, &leat_d_f64_, &leat_d_str_, &leat_d_bytes_, &leat_d_item, &leat_d_scalars,
    &leat_d_order, &leat_d_book, &leat_d_node, &leat_d_word_count, &leat_d_leat_vec_int, &leat_d_leat_vec_bool,
    &leat_d_leat_vec_leat_str, &leat_d_leat_vec_order, &leat_d_leat_option_double, &leat_d_leat_option_order,
    &leat_d_leat_member, &leat_d_painted, &leat_d_level, &leat_d_far, &leat_d_grid, &leat_d_choice, &leat_d_tree,
    &leat_d_unit_only, &leat_d_wide_tree, &leat_d_leat_vec_tree, &leat_d_leat_vec_level, &leat_d_leat_option_far,
    &leat_d_leat_vec_by_number, &leat_d_leat_option_choice,
};
enum { TYPE_COUNT = sizeof all_types / sizeof *all_types };

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
