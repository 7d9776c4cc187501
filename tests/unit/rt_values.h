/*
 * rt_values.h: element types for the tests of the runtime's data.
 */
#ifndef LEAT_TESTS_RT_VALUES_H
#define LEAT_TESTS_RT_VALUES_H

#include "rt_random.h"

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

#endif
