#include <leat/leat.h>
leat_keyed(numbered, int, int)
int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *o = leat_flow_process(flow, &(leat_process_spec){.name = "other"});
    leat_stream(int) a = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_stream(int) x;
    leat_stream(int) y, z;
    leat_singleton(uint64_t) n, unread;
    leat_tick *tick = leat_tick_of(p);
    leat_slice(tick, cut(a, &x), cut(leat_source_generate(o, int, q({ for (int i = 0;; i++) yield(i); })), &z),
        cut(leat_count(leat_map(a, int, q(v, v + 1))), &n),
        cut(leat_count(a), &unread));
    leat_slice(tick, cut(a, &y), nondet(" "));
    leat_for_each(leat_all_ticks(leat_into_stream(n)), q(v, (void)v));
    leat_for_each(leat_all_ticks(x), q(v, (void)v));
    leat_for_each(leat_all_ticks(y), q(v, (void)v));
    leat_for_each(leat_all_ticks(z), q(v, (void)v));
    return leat_deployment_run(deployment, flow);
}
