/*
 * Each member of a cluster throws darts at a square, and counts those that hit the circle in it; a process adds up
 * what they tell, and prints an estimate of pi each second.
 *
 *     leat run examples/compute_pi.c                    until it is stopped
 *     leat run examples/compute_pi.c -- rounds=20       each member throws 20 million darts
 */
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>

leat_record(darts, (uint64_t, inside), (uint64_t, thrown))

static double chance(uint64_t random)
{
    return (double)(random >> 11) / (double)(UINT64_C(1) << 53);
}

static uint64_t rounds(void)
{
    leat_str given = leat_argument("rounds");

    return given.length ? strtoull(leat_str_format("%.*s%c", (int)given.length, given.data, '\0').data, NULL, 10) : UINT64_MAX;
}

static void compute_pi(leat_flow *flow, leat_host *host)
{
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.host = host, .name = "worker", .members = 4}));
    leat_process *process = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "process"}));

    leat_stream(darts) trials = leat_source_generate(workers, darts, q({
        for (;;) {
            darts round = {0, 1000000};

            for (uint64_t i = 0; i < round.thrown; i++) {
                double x = chance(leat_random()), y = chance(leat_random());

                round.inside += x * x + y * y < 1;
            }
            yield(round);
        }
    }), nondet("darts are thrown at random"));
    leat_stream(darts) told = leat_send_bincode_interleaved(leat_limit(trials, q(rounds())), process);
    leat_optional(darts) total = leat_reduce(told, q(acc, x, { acc.inside += x.inside; acc.thrown += x.thrown; }),
                                             commutative("addition"));
    leat_for_each(leat_sample_every(total, q(1000), nondet("an estimate gets better with time")),
                  q(t, printf("pi: %.2f (%" PRIu64 " million darts)\n", 4.0 * (double)t.inside / (double)t.thrown, t.thrown / 1000000)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    compute_pi(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
