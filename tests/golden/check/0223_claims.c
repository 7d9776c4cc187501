#include <stdio.h>
#include <string.h>

#include <leat/leat.h>

leat_record(point, (int, x), (leat_str, name))
leat_record(summary, (int, count), (double, sum), (leat_vec(int), seen))
leat_keyed(sales, leat_str, int64_t)

static int difference(int a, int b)
{
    return a - b;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    int base = 10;
    leat_stream(int) numbers = leat_weaken_order(leat_source_iter(p, int, q(range(0, 10))));
    leat_stream(int) again = leat_weaken_retries(leat_source_iter(p, int, q(range(0, 10))));
    leat_stream(point) points = leat_map(numbers, point, q(n, (point){n, leat_str_of("p")}));
    leat_stream(sales) sold = leat_map(numbers, sales, q(n, (sales){leat_str_of("s"), n}));

    leat_for_each(leat_into_stream(leat_fold(numbers, int, q(0), q(acc, x, acc = acc * base + x), let(base), commutative("digits"))),
                  q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(numbers, double, q(0), q(acc, x, acc += x * 0.1), commutative("a sum"))),
                  q(n, printf("%g\n", n)));
    leat_for_each(leat_into_stream(leat_reduce(numbers, q(acc, x, acc = difference(acc, x)), commutative("a difference"))),
                  q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_reduce(points, q(acc, p, { if (p.x >= acc.x) acc = p; }), commutative("the last one"))),
                  q(n, printf("%d\n", n.x)));
    leat_for_each(leat_into_stream(leat_fold(numbers, summary, q((summary){0}), q(acc, x, {
                      acc.count++;
                      leat_vec_push(&acc.seen, x);
                  }), commutative("a set"))), q(s, printf("%d\n", s.count)));
    leat_for_each(leat_entries(leat_fold_keyed(sold, sales, q(1), q(acc, x, acc = acc * 3 - x), commutative("sums"))),
                  q(s, printf("%ld\n", s.value)), commutative("each for itself"));
    leat_for_each(leat_into_stream(leat_fold(again, int, q(0), q(acc, x, acc += x), idempotent("once"))),
                  q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(numbers, int, q(100), q(acc, x, acc -= x), monotone("it grows"))),
                  q(n, printf("%d\n", n)));
    return leat_deployment_run(deployment, flow);
}
