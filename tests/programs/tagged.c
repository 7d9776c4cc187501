/* A variant, an enum and arrays: what is emitted for them is looked at (tests/golden/emit). */
#include "program.h"

leat_enum(color, (red, 3), (green, 7))
leat_variant(shape, (leat_array(double, 2), dot), (leat_array(leat_str, 2), line), (color, all), (nothing))

static void build(leat_flow *flow, leat_host *host)
{
    (void)host;
    leat_process *first = process(flow, "p"), *second = process(flow, "p");
    leat_stream(shape) shapes = leat_source_iter(first, shape, q({
        yield(leat_variant_of(shape, dot, {1, 2}));
        yield(leat_variant_of(shape, line, {leat_str_of("from"), leat_str_of("to")}));
        yield(leat_variant_of(shape, all, color_green));
        yield(leat_variant_of(shape, nothing));
        yield(leat_variant_of(shape, nothing));
    }));

    leat_for_each(leat_unique(leat_send_bincode(shapes, second)), q(s, {
        switch (s.tag) {
        case shape_dot:
            printf("a dot at %g, %g\n", s.dot[0], s.dot[1]);
            break;
        case shape_line:
            printf("a line %.*s %.*s\n", (int)s.line[0].length, s.line[0].data, (int)s.line[1].length, s.line[1].data);
            break;
        case shape_all:
            printf("all in colour %d\n", (int)s.all);
            break;
        case shape_nothing:
            printf("nothing\n");
            break;
        }
    }));
}
