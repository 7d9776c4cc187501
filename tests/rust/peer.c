/*
 * peer.c: the other end of the tests in tests/bytes.rs, and of golden.txt, which holds what Rust's bincode 1 writes.
 *
 *     peer write    prints a line `name bytes` for each value here, in the order of src/lib.rs
 *     peer read     reads such lines, and says which are not read as the value, or written otherwise; the bytes of a
 *                   line `!name bytes` have to be refused
 */
#include <leat/rt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "types.h"

#define STR(text) {text, sizeof text - 1}
#define VEC(T, ...) {(const T[]){__VA_ARGS__}, sizeof((const T[]){__VA_ARGS__}) / sizeof(T)}
#define SCALARS                                                                                     \
    {.b = true, .i8 = INT8_MIN, .u8 = UINT8_MAX, .i16 = -2, .u16 = 0x1234, .i32 = INT32_MIN,        \
     .u32 = UINT32_MAX, .i64 = INT64_MIN, .u64 = UINT64_MAX, .f32 = -0.0f, .f64 = 1.5}
#define TREE                                                                                        \
    {.tag = tree_inner,                                                                             \
     .inner = VEC(tree, {.tag = tree_leaf, .leaf = -5}, {.tag = tree_nothing},                      \
                  {.tag = tree_named, .named = {STR("n"), VEC(tree, {.tag = tree_hue, .hue = {true, color_blue}}, {.tag = tree_hue})}}, \
                  {.tag = tree_pair, .pair = {STR("a"), STR("")}})}
#define GRID                                                                                        \
    {.cells = {{{1, 2}}, {{3, 4}}}, .names = {STR("\303\251"), STR("")}, .flags = {true, false, true}, \
     .colors = {color_blue, color_red}, .items = {{9, STR("nine")}}}
#define TOTALS VEC(total, {STR(""), 0}, {STR("a"), -1}, {STR("b"), INT64_MAX})

static const scalars some_scalars = SCALARS;
static const tree a_tree = TREE;
static const grid a_grid = GRID;
static const everything all = {
    .scalars = SCALARS, .text = STR("text\0\n"), .bytes = {"\0\377", 2}, .item = {1, STR("")},
    .items = VEC(item, {2, STR("two")}, {3, STR("three")}), .some = {true, {4, STR("four")}}, .color = color_green,
    .choice = {.tag = choice_t, .t = {5, 6}}, .tree = TREE, .grid = GRID, .map = TOTALS,
    .matrix = VEC(numbers, {{NULL, 0}}, {VEC(int32_t, 1, -1)}), .when = -1,
    .maybe = VEC(maybe_color, {{false}}, {{true, color_red}}),
};

/* The descriptor of a type, its name in C, and a value of it. */
#define CASE(name, D, T, ...) {name, &leat_d_##D, &(const T){__VA_ARGS__}}

static const struct value {
    const char *name;
    const struct leat_descriptor *type;
    const void *value;
} values[] = {
    CASE("bool", bool_, bool, true),
    CASE("i8", i8_, int8_t, -1),
    CASE("u8", u8_, uint8_t, 7),
    CASE("i16", i16_, int16_t, -2),
    CASE("u16", u16_, uint16_t, 0x1234),
    CASE("i32", i32_, int32_t, -2),
    CASE("u32", u32_, uint32_t, 0x12345678),
    CASE("i64", i64_, int64_t, -2),
    CASE("u64", u64_, uint64_t, UINT64_MAX),
    CASE("usize", u64_, size_t, 7),
    CASE("f32", f32_, float, 1.0f),
    CASE("f64", f64_, double, 1.5),
    CASE("string", str_, leat_str, "hi \342\202\254", 6),
    CASE("empty_string", str_, leat_str, NULL, 0),
    CASE("bytes", bytes_, leat_bytes, "\1\2\377", 3),
    CASE("path", str_, leat_str, "/a", 2),
    CASE("some", leat_option_uint8_t, leat_option(uint8_t), true, 5),
    CASE("none", leat_option_uint8_t, leat_option(uint8_t), false, 5),
    CASE("some_item", leat_option_item, leat_option(item), true, {1, STR("x")}),
    CASE("vec", leat_vec_uint16_t, leat_vec(uint16_t), (const uint16_t[]){1, 2, 3}, 3),
    CASE("deque", leat_vec_uint16_t, leat_vec(uint16_t), (const uint16_t[]){1, 2, 3}, 3),
    CASE("empty_vec", leat_vec_uint16_t, leat_vec(uint16_t), NULL, 0),
    CASE("vec_of_bool", leat_vec__Bool, leat_vec(bool), (const bool[]){true, false}, 2),
    CASE("vec_of_strings", leat_vec_leat_str, leat_vec(leat_str), (const leat_str[]){STR("a"), STR("")}, 2),
    CASE("vec_of_vecs", leat_vec_numbers, leat_vec(numbers),
         (const numbers[]){{VEC(int32_t, 1, 2)}, {{NULL, 0}}, {VEC(int32_t, 3)}}, 3),
    CASE("tuple", tuple, tuple, 1, 2),
    CASE("pair_of_strings", pair_of_strings, pair_of_strings, STR("k"), STR("v")),
    CASE("struct", item, item, 1, STR("x")),
    {"scalars", &leat_d_scalars, &some_scalars},
    CASE("newtype", leat_member, leat_member, 7),
    CASE("boxed", item, item, 1, STR("x")),
    CASE("range", range, range, 1, 5),
    CASE("duration", duration, duration, 1, 500000000),
    CASE("system_time", duration, duration, 1700000000, 5),
    CASE("unix_nanoseconds", i64_, leat_time, INT64_C(1700000000000000005)),
    CASE("color_red", color, color, color_red),
    CASE("color_green", color, color, color_green),
    CASE("color_blue", color, color, color_blue),
    CASE("vec_of_colors", leat_vec_color, leat_vec(color), (const color[]){color_blue, color_red}, 2),
    CASE("some_color", leat_option_color, leat_option(color), true, color_green),
    CASE("choice_u", choice, choice, .tag = choice_u),
    CASE("choice_n", choice, choice, .tag = choice_n, .n = 9),
    CASE("choice_t", choice, choice, .tag = choice_t, .t = {1, 2}),
    CASE("choice_s", choice, choice, .tag = choice_s, .s = {1, true}),
    CASE("vec_of_choices", leat_vec_choice, leat_vec(choice),
         (const choice[]){{.tag = choice_u}, {.tag = choice_n, .n = 9}, {.tag = choice_u}}, 3),
    CASE("result_ok", result, result, .tag = result_ok, .ok = 1),
    CASE("result_err", result, result, .tag = result_err, .err = STR("no")),
    {"tree", &leat_d_tree, &a_tree},
    CASE("tree_leaf", tree, tree, .tag = tree_leaf, .leaf = INT32_MIN),
    {"grid", &leat_d_grid, &a_grid},
    CASE("address_v4", address, address, .tag = address_v4, .v4 = {127, 0, 0, 1}),
    CASE("address_v6", address, address, .tag = address_v6, .v6 = {[15] = 1}),
    CASE("socket_v4", socket_address, socket_address, .tag = socket_address_v4, .v4 = {{127, 0, 0, 1}, 80}),
    CASE("socket_v6", socket_address, socket_address, .tag = socket_address_v6, .v6 = {{[15] = 1}, 80}),
    CASE("map", leat_vec_total, leat_vec(total), (const total[]){{STR(""), 0}, {STR("a"), -1}, {STR("b"), INT64_MAX}}, 3),
    CASE("map_of_maps", leat_vec_totals_of, leat_vec(totals_of), (const totals_of[]){{1, {TOTALS}}, {2, {{NULL, 0}}}}, 2),
    CASE("hash_map", leat_vec_name_of, leat_vec(name_of), (const name_of[]){{1, STR("a")}}, 1),
    CASE("set", leat_vec_int32_t, leat_vec(int32_t), (const int32_t[]){1, 2, 300}, 3),
    CASE("hash_set", leat_vec_leat_str, leat_vec(leat_str), (const leat_str[]){STR("a")}, 1),
    {"everything", &leat_d_everything, &all},
};
enum { VALUES = sizeof values / sizeof *values, LINE_MOST = 1 << 16 };

static struct leat_arena arena;

static leat_bytes encoded(const struct leat_descriptor *type, const void *value)
{
    size_t size = leat_value_size(type, value);
    uint8_t *bytes = leat_arena_take(&arena, size);

    if (leat_value_encode(type, value, bytes) != bytes + size)
        abort();
    return (leat_bytes){bytes, size};
}

static void print_bytes(leat_bytes bytes)
{
    for (size_t i = 0; i < bytes.length; i++)
        printf("%02x", ((const uint8_t *)bytes.data)[i]);
}

static void write_all(void)
{
    for (size_t i = 0; i < VALUES; i++) {
        printf("%s ", values[i].name);
        print_bytes(encoded(values[i].type, values[i].value));
        printf("\n");
    }
}

static const struct value *value_named(const char *name)
{
    for (size_t i = 0; i < VALUES; i++)
        if (strcmp(values[i].name, name) == 0)
            return &values[i];
    return NULL;
}

static leat_bytes bytes_of_hex(const char *hex)
{
    size_t length = strspn(hex, "0123456789abcdef") / 2;
    uint8_t *bytes = leat_arena_take(&arena, length);
    unsigned byte;

    for (size_t i = 0; i < length; i++)
        bytes[i] = sscanf(hex + 2 * i, "%2x", &byte) == 1 ? (uint8_t)byte : 0;
    return (leat_bytes){bytes, length};
}

/* NULL, or what is not as it should be. */
static const char *read_one(const struct value *wanted, leat_bytes bytes, bool refuse)
{
    const uint8_t *at = bytes.data, *end = at + bytes.length;
    void *got = leat_arena_take(&arena, wanted->type->size);
    const char *error = leat_value_decode(wanted->type, got, &at, end, &arena);
    leat_bytes again;

    if (refuse)
        return error ? NULL : "is accepted";
    if (error || at != end)
        return error ? error : "leaves bytes behind it";
    if (!leat_value_equal(wanted->type, got, wanted->value))
        return "is another value";
    again = encoded(wanted->type, got);
    return again.length == bytes.length && memcmp(again.data, bytes.data, again.length) == 0 ? NULL : "is written otherwise";
}

static int read_all(void)
{
    static char line[LINE_MOST];
    size_t count = 0;
    int wrong = 0;

    while (fgets(line, sizeof line, stdin)) {
        bool refuse = line[0] == '!';
        char *name = line + refuse, *hex = strchr(name, ' ');
        const struct value *wanted;
        const char *error;

        if (!hex)
            continue;
        *hex++ = '\0';
        wanted = value_named(name);
        error = wanted ? read_one(wanted, bytes_of_hex(hex), refuse) : "is not known";
        if (error)
            printf("%s: %s\n", line, error);
        wrong |= error != NULL;
        count += !refuse;
    }
    if (count != VALUES)
        printf("%zu values came, and there are %d\n", count, (int)VALUES);
    return wrong || count != VALUES;
}

int main(int argc, char **argv)
{
    int status = 0;

    if (argc == 2 && strcmp(argv[1], "write") == 0) {
        write_all();
    } else if (argc == 2 && strcmp(argv[1], "read") == 0) {
        status = read_all();
    } else {
        fprintf(stderr, "peer write | peer read\n");
        status = 2;
    }
    leat_arena_release(&arena);
    return status;
}
