/*
 * Every kind of type, over the network and as a key. What is emitted for them is also compared with what the runtime
 * does by descriptor: tests/unit/test_emitted.c, tests/fuzz/fuzz_emitted.c.
 */
#include "../rust/types.h"
#include "flow.h"

leat_record(maybe_all, (leat_option(item), some), (leat_option(int32_t), number), (leat_array(leat_option(color), 2), colors))
leat_record(flat, (scalars, scalars), (leat_str, text), (leat_bytes, bytes), (leat_vec(item), items), (maybe_all, maybe),
            (color, color), (leat_vec(color), colors), (leat_array(choice, 2), choices), (leat_vec(choice), more), (grid, grid),
            (leat_vec(total), map), (leat_vec(numbers), matrix), (leat_time, when), (leat_member, member),
            (leat_vec(bool), flags), (leat_vec(double), doubles), (leat_array(float, 2), floats), (address, address),
            (socket_address, socket), (result, result), (leat_vec(grid), grids), (leat_vec(leat_str), names))

static flat flat_number(int n)
{
    flat f = {.scalars = {.i32 = n, .f64 = n / 4.0}, .text = leat_str_format("flat %d", n), .bytes = {"\0", 1},
              .maybe = {.number = {n % 2, n}, .colors = {{true, color_green}}}, .color = n % 2 ? color_red : color_blue,
              .choices = {leat_variant_of(choice, n, 7), leat_variant_of(choice, s, {1, true})},
              .grid = {.names = {leat_str_of("a"), leat_str_format("%d", n)}, .colors = {color_red, color_blue}}, .floats = {0.5f, -0.0f},
              .address = leat_variant_of(address, v6, {[15] = 1}), .result = leat_variant_of(result, err, leat_str_of("no"))};

    for (int i = 0; i < n; i++) {
        leat_vec_push(&f.items, ((item){(uint64_t)i, leat_str_format("item %d", i)}));
        leat_vec_push(&f.map, ((total){leat_str_format("key %d", i), i}));
        leat_vec_push(&f.flags, i % 2 == 1);
        leat_vec_push(&f.doubles, i / 2.0);
        leat_vec_push(&f.colors, i % 2 ? color_red : color_blue);
        leat_vec_push(&f.more, leat_variant_of(choice, t, {(uint8_t)i, 5}));
        leat_vec_push(&f.grids, ((grid){.names = {leat_str_format("grid %d", i)}, .colors = {color_green, color_red}}));
    }
    return f;
}

static tree tree_number(int n)
{
    tree t = leat_variant_of(tree, named, {.name = leat_str_format("tree %d", n)});

    for (int i = 0; i < n; i++)
        leat_vec_push(&t.named.below, (tree_number(i)));
    return t;
}

static int leaves(tree t)
{
    int sum = 0;

    for (size_t i = 0; t.tag == tree_named && i < t.named.below.length; i++)
        sum += leaves(t.named.below.data[i]);
    return sum ? sum : 1;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 7)));
    leat_stream(flat) flats = leat_send_bincode(leat_map(n, flat, q(x, flat_number(x))), other);
    leat_stream(everything) all = leat_send_bincode(
        leat_map(n, everything, q(x, (everything){.tree = tree_number(x), .color = color_red, .grid = flat_number(x).grid, .text = leat_str_format("%d", x)})), other);

    leat_assert_equal(leat_unique(flats), flat, q({
        for (int i = 0; i < 7; i++)
            yield(flat_number(i));
    }));
    leat_for_each(leat_unique(all), q(a, printf("%.*s: %d leaves\n", (int)a.text.length, a.text.data, leaves(a.tree))));
}
