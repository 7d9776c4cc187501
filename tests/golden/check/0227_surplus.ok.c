#include <stdio.h>

#include <leat/leat.h>

static int64_t later(int64_t by)
{
    return leat_now() + by;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_tick *tick = leat_tick_of(p);

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int64_t) times = leat_map(numbers, int64_t, q(n, n + later(5)), nondet("the time of arrival"));
    leat_stream(int64_t) mixed = leat_merge(times, leat_map(numbers, int64_t, q(n, n + (int64_t)leat_random()), nondet("dice")));
    leat_stream(double) halves = leat_map(mixed, double, q(t, (double)t / 2));
    leat_stream(int) again = leat_weaken_retries(numbers);

    /* Of timing, of an order or of repetitions that make a difference, and of claims that are so but nearly. */
    leat_for_each(leat_all_ticks(leat_batch(numbers, tick, nondet("each for itself"))), q(n, printf("%d\n", n)));
    leat_for_each(leat_into_stream(leat_fold(halves, double, q(0), q(acc, h, acc += h), nondet("rounding"))), q(h, printf("%f\n", h)));
    leat_for_each(leat_into_stream(leat_fold(again, int, q(0), q(acc, n, acc += n), nondet("an estimate"))), q(n, printf("%d\n", n)));
    leat_for_each(leat_assume_exactly_once(again, nondet("an estimate")), q(n, printf("%d\n", n)));
    leat_for_each(leat_assume_ordered(mixed, nondet("any order will do")), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_fold(halves, double, q(0), q(acc, h, acc += h), commutative("a sum"), nondet("rounding"))),
                  q(h, printf("%f\n", h)));
    return leat_deployment_run(deployment, flow);
}
