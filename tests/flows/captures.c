/* Captured values that hold arrays: they outlive the quote that returns them, and are as long as they were. */
#include "flow.h"

leat_record(inner, (leat_str, name), (leat_vec(int), sizes), (leat_vec(char), letters))
leat_record(outer, (inner, first), (leat_vec(inner), others), (leat_option(inner), last))

static void build(leat_flow *flow, leat_process *p)
{
    int sizes[3] = {1, -2, 3};
    char letters[2] = {'a', '\377'};
    leat_vec(int) list = {sizes, 3};
    inner inners[2] = {{{"x\0y", 3}, {sizes, 2}, {letters, 2}}, {{0, 0}, {0, 0}, {0, 0}}};
    outer nested = {inners[0], {inners, 2}, {true, inners[0]}};
    char text[100] = "some text";

    (void)flow;
    leat_stream(int) one = leat_source_iter(p, int, q(range(0, 1)));
    leat_stream(leat_vec(int)) lists = leat_map(one, leat_vec(int), q(x, list), let_as(leat_vec(int), list));
    leat_assert_equal(lists, leat_vec(int), q({
        int local[] = {1, -2, 3};
        yield((leat_vec(int)){local, 3});
    }));
    leat_stream(outer) records = leat_map(one, outer, q(x, nested), let_as(outer, nested));
    leat_for_each(records, q(o, {
        printf("%zu %d %zu %d\n", o.first.name.length, o.first.sizes.data[1], o.others.length, o.last.some);
        printf("%d %zu %d\n", o.others.data[0].sizes.data[1], o.others.data[1].sizes.length, o.last.value.letters.data[1] == '\377');
    }));
    leat_for_each(one, q(x, printf("%zu %s\n", sizeof text, text)), let(text));
    /* The body's buffer is written again while what it yielded before is still wanted. */
    leat_assert_equal(leat_map(leat_source_iter(p, int, q(range(0, 3))), leat_str, q(x, leat_str_format("n%d", x))), leat_str, q({
        char buffer[8];
        for (int i = 0; i < 3; i++) {
            snprintf(buffer, sizeof buffer, "n%d", i);
            yield(leat_str_of(buffer));
        }
    }));
}
