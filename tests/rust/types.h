/* types.h: the types of src/lib.rs, as a C program declares them. */
#ifndef LEAT_TESTS_RUST_TYPES_H
#define LEAT_TESTS_RUST_TYPES_H

#include <leat/record.h>

leat_record(item, (uint64_t, id), (leat_str, name))
leat_record(scalars, (bool, b), (int8_t, i8), (uint8_t, u8), (int16_t, i16), (uint16_t, u16), (int32_t, i32),
            (uint32_t, u32), (int64_t, i64), (uint64_t, u64), (float, f32), (double, f64))
leat_enum(color, (red, 3), (green, 7), (blue, -1))
leat_record(tuple, (uint8_t, first), (uint16_t, second))
leat_record(named_parts, (uint8_t, x), (bool, y))
leat_variant(choice, (u), (uint8_t, n), (tuple, t), (named_parts, s))
leat_declare(tree)
leat_record(named_tree, (leat_str, name), (leat_vec(tree), below))
leat_define_variant(tree, (int32_t, leaf), (leat_vec(tree), inner), (named_tree, named), (leat_array(leat_str, 2), pair),
             (leat_option(color), hue), (nothing))
leat_record(row, (leat_array(uint16_t, 2), cells))
leat_record(grid, (leat_array(row, 2), cells), (leat_array(leat_str, 2), names), (leat_array(bool, 3), flags),
            (leat_array(color, 2), colors), (leat_array(item, 1), items))
leat_record(pair_of_strings, (leat_str, key), (leat_str, value))
leat_record(range, (uint32_t, start), (uint32_t, end))
leat_record(duration, (uint64_t, seconds), (uint32_t, nanoseconds)) /* also a SystemTime, since 1970 */
leat_variant(result, (uint8_t, ok), (leat_str, err))
leat_variant(address, (leat_array(uint8_t, 4), v4), (leat_array(uint8_t, 16), v6))
leat_record(v4_and_port, (leat_array(uint8_t, 4), address), (uint16_t, port))
leat_record(v6_and_port, (leat_array(uint8_t, 16), address), (uint16_t, port))
leat_variant(socket_address, (v4_and_port, v4), (v6_and_port, v6))
leat_keyed(total, leat_str, int64_t)
leat_record(totals, (leat_vec(total), entries))
leat_keyed(totals_of, uint8_t, totals)
leat_keyed(name_of, uint8_t, leat_str)
leat_record(numbers, (leat_vec(int32_t), row)) /* a vector in a vector */
leat_record(maybe_color, (leat_option(color), paint))
leat_record(everything, (scalars, scalars), (leat_str, text), (leat_bytes, bytes), (item, item), (leat_vec(item), items),
            (leat_option(item), some), (leat_option(item), none), (color, color), (choice, choice), (tree, tree), (grid, grid),
            (leat_vec(total), map), (leat_vec(numbers), matrix), (leat_time, when), (leat_vec(maybe_color), maybe))

#endif
