/* Variants and enums: over the network, as keys, kept across turns, in vectors, options and themselves. */
#include "flow.h"

leat_enum(color, (red, 3), (green, 7), (none, -1))
leat_record(circle, (int32_t, radius), (color, paint))
leat_variant(shape, (circle, round), (int32_t, square), (nothing), (leat_str, label), (leat_vec(shape), group),
             (leat_option(color), hue), (leat_array(leat_str, 2), ends), (leat_array(double, 2), at))
leat_keyed(shapes_of, color, shape)
leat_keyed(count_of, shape, uint64_t)
leat_keyed(colors_of, color, uint64_t)
leat_variant(order_event, (int32_t, placed), (int32_t, paid)) /* both of one size */

static void print_shape(shape s)
{
    switch (s.tag) {
    case shape_round:
        printf("round %d %s", (int)s.round.radius, s.round.paint == color_green ? "green" : "other");
        break;
    case shape_square:
        printf("square %d", (int)s.square);
        break;
    case shape_nothing:
        printf("nothing");
        break;
    case shape_label:
        printf("'%.*s'", (int)s.label.length, s.label.data);
        break;
    case shape_group:
        printf("(");
        for (size_t i = 0; i < s.group.length; i++) {
            printf(i ? ", " : "");
            print_shape(s.group.data[i]);
        }
        printf(")");
        break;
    case shape_hue:
        printf("hue %d", s.hue.some ? (int)s.hue.value : 0);
        break;
    case shape_ends:
        printf("%.*s-%.*s", (int)s.ends[0].length, s.ends[0].data, (int)s.ends[1].length, s.ends[1].data);
        break;
    case shape_at:
        printf("%g:%g", s.at[0], s.at[1]);
        break;
    }
}

static shape shape_number(int n)
{
    shape s = leat_variant_of(shape, nothing);

    switch (n % 8) {
    case 0:
        return leat_variant_of(shape, round, {.radius = n, .paint = n % 16 ? color_red : color_green});
    case 1:
        return leat_variant_of(shape, square, n);
    case 2:
        return leat_variant_of(shape, label, leat_str_format("label %d", n));
    case 3:
        s = leat_variant_of(shape, group, {0});
        for (int i = 0; i < 3; i++)
            leat_vec_push(&s.group, (shape_number(n - 3 + i)));
        return s;
    case 4:
        return leat_variant_of(shape, hue, {true, color_none});
    case 5:
        return leat_variant_of(shape, ends, {leat_str_format("a%d", n), leat_str_format("b%d", n)});
    case 6:
        return leat_variant_of(shape, at, {n, n + 0.5});
    default:
        return s;
    }
}

static color color_number(int n)
{
    return n % 3 == 0 ? color_red : n % 3 == 1 ? color_green : color_none;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_stream(int) n = leat_source_iter(p, int, q(range(0, 16)));
    leat_stream(shape) there = leat_send_bincode(leat_map(n, shape, q(x, shape_number(x))), other);

    leat_for_each(there, q(s, {
        print_shape(s);
        printf("\n");
    }));

    /* Kept: the last of each colour, for as long as the run lasts. */
    leat_stream(shapes_of) keyed = leat_send_bincode(
        leat_map(n, shapes_of, q(x, (shapes_of){color_number(x), shape_number(x)})), other);
    leat_for_each(leat_sort(leat_entries(leat_reduce_keyed(keyed, q(acc, s, acc = s))), q(a, b, a.key < b.key ? -1 : a.key > b.key)),
                  q(e, {
                      printf("%d: ", (int)e.key);
                      print_shape(e.value);
                      printf("\n");
                  }));

    /* As keys: each shape came twice. */
    leat_stream(count_of) again = leat_map(leat_chain(there, there), count_of, q(s, (count_of){s, 1}));
    leat_keyed_singleton(count_of) counts = leat_fold_keyed(again, count_of, q(0), q(acc, v, acc += v));
    leat_for_each(leat_into_stream(leat_count(leat_filter(leat_entries(counts), q(c, c.value == 2)))),
                  q(c, printf("%d shapes, each twice\n", (int)c)));
    leat_for_each(leat_into_stream(leat_count(leat_unique(leat_chain(there, there)))), q(c, printf("%d unique\n", (int)c)));

    /* Compared as wholes; ties of what has no order are broken by what they consist of. */
    leat_assert_equal(leat_limit(there, q(4)), shape, q({ for (int i = 0; i < 4; i++) yield(shape_number(i)); }));
    leat_for_each(leat_sort(leat_unique(leat_merge(there, there)), q(a, b, (int)a.tag - (int)b.tag)), q(s, {
        print_shape(s);
        printf(";\n");
    }));

    /* Enums as elements: values, not places, in memory; and every value of an order_event takes 8 bytes. */
    leat_stream(color) colors = leat_send_bincode(leat_map(n, color, q(x, color_number(x))), other);
    leat_stream(colors_of) per_color = leat_map(colors, colors_of, q(c, (colors_of){c, 1}));
    leat_for_each(leat_sort(leat_entries(leat_fold_keyed(per_color, colors_of, q(0), q(acc, v, acc += v))),
                            q(a, b, a.key < b.key ? -1 : a.key > b.key)),
                  q(e, printf("color %d: %d\n", (int)e.key, (int)e.value)));
    leat_for_each(leat_unique(leat_send_bincode(colors, p)), q(c, printf("color %d\n", (int)c)));
    leat_for_each(leat_send_bincode(leat_map(n, order_event, q(x, x % 2 ? leat_variant_of(order_event, placed, x)
                                                                        : leat_variant_of(order_event, paid, -x))), other),
                  q(o, {
                      if (o.tag == order_event_placed)
                          printf("placed %d\n", (int)o.placed);
                      else
                          printf("paid %d\n", (int)o.paid);
                  }));
}
