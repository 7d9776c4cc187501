#include <stdio.h>

#include <leat/leat.h>

leat_keyed(numbered, uint64_t, int)
leat_keyed(by_key, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_process *display = leat_flow_process(flow, (&(leat_process_spec){.name = "display"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) some = leat_send_bincode(numbers, display, lossy("only shown"));
    leat_stream(int) known = leat_source_iter(display, int, q(range(0, 3)));
    leat_stream(by_key) pairs = leat_map(some, by_key, q(n, (by_key){n % 3, n}));
    leat_stream(int) taken = leat_assume_exactly_once(some, nondet("what comes is all that is shown"));

    /* Each for itself, or with a reason; and a summary that has one is a value like any other. */
    leat_for_each(some, q(n, printf("%d\n", n)));
    leat_for_each(leat_filter_not_in(some, known), q(n, printf("%d\n", n)));
    leat_singleton(int) sum = leat_fold(some, int, q(0), q(acc, x, acc += x), nondet("an estimate"));
    leat_for_each(leat_into_stream(sum), q(n, printf("%d\n", n)));
    leat_for_each(leat_entries(leat_fold_keyed(pairs, by_key, q(0), q(acc, x, acc ^= x), nondet("an estimate"))), q(n, (void)n),
                  commutative("no"));
    leat_for_each(leat_into_stream(leat_count(taken)), q(n, printf("%lu\n", n)));
    leat_for_each(leat_enumerate(taken, numbered), q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}
