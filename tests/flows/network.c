/* Every kind of element over the network, and the end behind it; a fold behind the network is whole. */
#include <string.h>

#include "flow.h"

typedef enum { RED, GREEN = 7, BLUE } color;
leat_record(item, (uint64_t, sku), (color, tint), (bool, ok), (float, weight), (double, price), (char, letter))
leat_record(order, (int8_t, a), (uint16_t, b), (leat_str, customer), (leat_vec(item), items), (leat_option(leat_str), note),
            (leat_bytes, raw), (item, first))
leat_keyed(numbered_order, uint64_t, order)
leat_record(tree, (int, value), (leat_vec(tree), children))

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(order) orders = leat_source_iter(p, order, q({
        static const item items[2] = {{1, GREEN, true, 0.5f, -2.25, 'a'}, {UINT64_MAX, BLUE, false, 1e30f, 1e300, 'z'}};
        for (int i = 0; i < 1000; i++)
            yield((order){.a = (int8_t)i, .b = (uint16_t)(i * 60), .customer = leat_str_format("customer %d", i),
                          .items = {items, (size_t)i % 3}, .note = {i % 2, leat_str_format("note %d", i)},
                          .raw = {"\0\xff\n", 3}, .first = items[i % 2]});
    }));
    leat_stream(order) arrived = leat_send_bincode(orders, other);
    leat_stream(order) back = leat_send_bincode(arrived, p);
    leat_stream(int) wrong = leat_filter_map(leat_enumerate(back, numbered_order), int, q(n, {
        const order o = n.value;
        const int i = (int)n.key;
        leat_str name = leat_str_format("customer %d", i);
        bool right = o.a == (int8_t)i && o.b == (uint16_t)(i * 60) && leat_str_equal(o.customer, name) &&
                     o.items.length == (size_t)i % 3 && o.note.some == (i % 2 == 1) && o.raw.length == 3 &&
                     memcmp(o.raw.data, "\0\xff\n", 3) == 0 && o.first.tint == (i % 2 ? BLUE : GREEN) &&
                     (o.items.length < 2 || (o.items.data[1].price == 1e300 && !o.items.data[1].ok && o.items.data[1].letter == 'z'));
        if (!right)
            yield(i);
    }));
    leat_assert_equal(wrong, int, q({ }));
    leat_assert_equal(leat_into_stream(leat_count(back)), uint64_t, q({ yield(1000); }));

    leat_stream(tree) trees = leat_source_iter(p, tree, q({
        static const tree leaves[2] = {{2, {0}}, {3, {0}}};
        static const tree middle[1] = {{1, {leaves, 2}}};
        yield((tree){0, {middle, 1}});
    }));
    leat_for_each(leat_send_bincode(trees, other),
                  q(t, printf("%d %d %d\n", t.value, t.children.data[0].value, t.children.data[0].children.data[1].value)));
}
