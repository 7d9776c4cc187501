#include <stdio.h>
#include <string.h>

#include <leat/leat.h>

leat_record(point, (int, x), (leat_str, name))
leat_record(set, (leat_vec(int), members))
leat_record(statistics, (int, count), (double, most))
leat_keyed(names, int, leat_str)

/* Keeps them sorted, each once. */
static void insert(set *into, int x)
{
    set from = *into;
    bool done = false;

    *into = (set){0};
    for (size_t i = 0; i < from.members.length; i++) {
        if (!done && x <= from.members.data[i]) {
            leat_vec_push(&into->members, x);
            done = true;
        }
        if (x != from.members.data[i])
            leat_vec_push(&into->members, from.members.data[i]);
    }
    if (!done)
        leat_vec_push(&into->members, x);
}

static bool is_before(point a, point b)
{
    return a.x != b.x ? a.x < b.x : leat_str_compare(a.name, b.name) < 0;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_weaken_order(leat_weaken_retries(leat_source_iter(p, int, q(range(0, 10)))));
    leat_stream(int) few = leat_weaken_order(leat_source_iter(p, int, q(range(0, 10))));
    leat_stream(point) points = leat_map(numbers, point, q(n, (point){n, leat_str_of("p")}));
    leat_stream(names) named = leat_map(points, names, q(p, (names){p.x % 2, p.name}));

    leat_for_each(leat_into_stream(leat_fold(numbers, set, q((set){0}), q(acc, x, insert(&acc, x)), commutative("a set"),
                                             idempotent("a set"))),
                  q(s, printf("%zu\n", s.members.length)));
    leat_for_each(leat_into_stream(leat_reduce(points, q(acc, p, { if (is_before(acc, p)) acc = p; }), commutative("the largest"),
                                               idempotent("the largest"))),
                  q(p, printf("%d\n", p.x)));
    leat_for_each(leat_entries(leat_reduce_keyed(named, q(acc, x, { if (leat_str_compare(x, acc) > 0) acc = x; }),
                                                 commutative("the last by name"), idempotent("the last by name"))),
                  q(n, printf("%d\n", n.key)), commutative("each for itself"), idempotent("each for itself"));
    leat_for_each(leat_into_stream(leat_fold(few, statistics, q((statistics){0}), q(acc, x, {
                      acc.count++;
                      acc.most = x > acc.most ? x : acc.most;
                  }), commutative("a count, and the largest"))),
                  q(s, printf("%d\n", s.count)));
    leat_for_each(leat_into_stream(leat_fold(few, double, q(0), q(acc, x, acc += x * 0.1), nondet("rounding"))),
                  q(n, printf("%g\n", n)));
    leat_for_each(leat_into_stream(leat_fold(few, uint64_t, q(0), q(acc, x, acc += x > 5), monotone("a count"))),
                  q(n, printf("%lu\n", n)));
    return leat_deployment_run(deployment, flow);
}
