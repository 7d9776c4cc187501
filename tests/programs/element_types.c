/* Every element type goes over the network and comes back the same. */
#include "program.h"

enum colour { RED, GREEN = 7, BLUE = -3 };
leat_record(point, (int32_t, x), (int32_t, y))
leat_record(all_types, (bool, b), (char, c), (int8_t, i8), (uint8_t, u8), (int16_t, i16), (uint16_t, u16), (int32_t, i32),
            (uint32_t, u32), (int64_t, i64), (uint64_t, u64), (float, f), (double, d), (leat_str, text), (leat_bytes, bytes),
            (point, nested), (leat_vec(point), points), (leat_vec(leat_str), texts), (leat_option(int32_t), some),
            (leat_option(point), none))

static void print_all(all_types a)
{
    printf("%d %c %d %u %d %u %d %u %" PRId64 " %" PRIu64 " %g %g\n", a.b, a.c, a.i8, a.u8, a.i16, a.u16, a.i32, a.u32, a.i64,
           a.u64, (double)a.f, a.d);
    printf("%.*s, %zu bytes, (%d, %d)", (int)a.text.length, a.text.data, a.bytes.length, a.nested.x, a.nested.y);
    for (size_t i = 0; i < a.points.length; i++)
        printf(", point (%d, %d)", a.points.data[i].x, a.points.data[i].y);
    for (size_t i = 0; i < a.texts.length; i++)
        printf(", text '%.*s'", (int)a.texts.data[i].length, a.texts.data[i].data);
    printf(", some %d %d, none %d\n", a.some.some, a.some.value, a.none.some);
}

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(all_types) made = leat_source_iter(first, all_types, q({
        all_types a = {.b = true, .c = 'x', .i8 = INT8_MIN, .u8 = UINT8_MAX, .i16 = INT16_MIN, .u16 = UINT16_MAX,
                       .i32 = INT32_MIN, .u32 = UINT32_MAX, .i64 = INT64_MIN, .u64 = UINT64_MAX, .f = 0.5f, .d = -1e300,
                       .text = leat_str_of("tea"), .bytes = {"\0\1\2", 3}, .nested = {1, -2}, .some = {true, -5}};
        yield(a);
        for (int i = 0; i < 3; i++) {
            leat_vec_push(&a.points, ((point){i, -i}));
            leat_vec_push(&a.texts, leat_str_format("%d%d", i, i));
        }
        yield(a);
        yield((all_types){.c = 'y'});
    }));
    leat_for_each(leat_send_bincode(made, second), q(a, print_all(a)));

    leat_stream(enum colour) colours =
        leat_source_iter(first, enum colour, q({ yield(RED); yield(GREEN); yield(BLUE); }));
    leat_for_each(leat_send_bincode(colours, second), q(c, fprintf(stderr, "colour %d\n", (int)c)));
}
