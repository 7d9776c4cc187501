/*
 * What is on one side and not on the other, tick by tick, with each side of one tick only ("tick") or kept over
 * ticks ("static"). In the first tick 0 to 4 come on the left and 3 to 5 on the right, in the second nothing.
 *
 *     leat run examples/difference.c
 */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(pair, int, int)
leat_keyed(numbered, uint64_t, leat_str)

static leat_stream(int) kept(leat_stream(int) s, bool across_ticks)
{
    return across_ticks ? leat_across_ticks(s) : s;
}

/* A line for each tick: the elements that came in it. */
static void show(const char *name, leat_stream(int) s, bool left_static, bool right_static)
{
    const char *left = left_static ? "static" : "tick", *right = right_static ? "static" : "tick";
    leat_singleton(leat_str) text = leat_fold(s, leat_str, q(leat_str_of("")),
                                              q(all, n, all = leat_str_format("%.*s %d", (int)all.length, all.data, n)));

    leat_for_each(leat_enumerate(leat_all_ticks(leat_into_stream(text)), numbered),
                  q(t, printf("%s (%s, %s), tick %d:%.*s\n", name, left, right, (int)t.key + 1, (int)t.value.length, t.value.data)),
                  let(name, left, right));
}

static void compare(leat_process *process, bool left_static, bool right_static)
{
    leat_tick *tick = leat_tick_of(process);
    leat_optional(bool) first = leat_optional_first_tick(tick, bool, q(true));
    leat_optional(bool) second = leat_defer_tick(first); /* there are two ticks */
    leat_stream(int) left = kept(leat_flat_map(leat_into_stream(first), int, q(now, { (void)now; range(0, 5); })), left_static);
    leat_stream(int) right = kept(leat_flat_map(leat_into_stream(first), int, q(now, { (void)now; range(3, 6); })), right_static);

    leat_null(leat_into_stream(second));
    show("difference", leat_filter_not_in(left, right), left_static, right_static);
    leat_stream(pair) keyed = leat_map(left, pair, q(n, ((pair){n, n})));
    show("anti_join", leat_map(leat_anti_join(keyed, right), int, q(p, p.value)), left_static, right_static);
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *process = leat_flow_process(flow, &(leat_process_spec){.host = leat_localhost(deployment), .name = "service"});

    for (int i = 0; i < 4; i++)
        compare(process, i >= 2, i % 2 == 1);
    return leat_deployment_run(deployment, flow);
}
