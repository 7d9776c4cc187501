# shellcheck shell=bash
# What is not kept takes no memory, however much of it there is.

test_a_hundred_million_elements_take_little_memory() {
    case $CC in */*) skip "sanitizers take memory of their own" ;; esac
    cat >f.c <<'C'
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <sys/resource.h>

static long peak(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static leat_stream(uint64_t) through(leat_stream(uint64_t) s, leat_tick *tick)
{
    leat_stream(uint64_t) mapped = leat_map(s, uint64_t, q(n, n ^ 1));
    leat_stream(uint64_t) filtered = leat_filter(mapped, q(n, n != 5));
    leat_stream(uint64_t) perhaps = leat_filter_map(filtered, uint64_t, q(n, { if (n != 7) yield(n); }));
    leat_stream(uint64_t) halves = leat_flat_map(perhaps, uint64_t, q(n, { if (n & 1) yield(n - 1); yield(n); }));
    leat_stream(uint64_t) even = leat_filter(halves, q(n, n % 2 == 0));
    leat_stream(uint64_t) odd = leat_filter(halves, q(n, n % 2 != 0));
    leat_stream(uint64_t) seen = leat_inspect(leat_merge(even, odd), q(n, (void)n), commutative("nothing is done"));
    return leat_all_ticks(leat_batch(seen, tick, nondet("counted over all ticks")));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *a = leat_flow_process(flow, (&(leat_process_spec){.name = "a"}));
    leat_process *b = leat_flow_process(flow, (&(leat_process_spec){.name = "b"}));
    leat_stream(uint64_t) here = through(leat_source_iter(a, uint64_t, q(range(0, 100000000))), leat_tick_of(a));
    leat_stream(uint64_t) there = leat_send_bincode(here, b);

    leat_for_each(leat_into_stream(leat_count(here)), q(n, printf("%" PRIu64 " elements, %s\n", n, peak() < 64 ? "little memory" : "much memory")));
    leat_for_each(leat_into_stream(leat_count(there)), q(n, printf("%" PRIu64 " elements, %s\n", n, peak() < 64 ? "little memory" : "much memory")));
    return leat_deployment_run(deployment, flow);
}
C
    run_for 0 leat run --profile release f.c
    sort out >sorted
    diff - sorted <<'OUT'
[a/0] 149999996 elements, little memory
[b/0] 149999996 elements, little memory
OUT
}

# Of a join and a cross product, only what the other input may still meet is kept.
test_what_nobody_meets_any_more_is_not_kept() {
    case $CC in */*) skip "sanitizers take memory of their own" ;; esac
    cat >f.c <<'C'
#include <leat/leat.h>
#include <stdio.h>
#include <sys/resource.h>

leat_keyed(number, uint64_t, uint64_t)

static const char *memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss < 64 << 10 ? "little memory" : "much memory";
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));
    leat_stream(number) many = leat_source_generate(p, number, q({ for (uint64_t i = 0; i < 10000000; i++) yield((number){i % 1000, i}); }));
    leat_stream(number) table = leat_source_iter(p, number, q({ for (uint64_t i = 0; i < 1000; i++) yield((number){i, i}); }));
    leat_stream(number) one = leat_source_iter(p, number, q({ yield((number){0, 0}); }));
    leat_stream(uint64_t) joined = leat_join(many, table, uint64_t, q(key, l, r, l + r - key));
    leat_stream(uint64_t) crossed = leat_cross_product(one, many, uint64_t, q(l, r, l.value + r.value));

    leat_for_each(joined, q(n, { if (n == 9999999) printf("join: %s\n", memory()); }), commutative("one line"));
    leat_for_each(crossed, q(n, { if (n == 9999999) printf("cross product: %s\n", memory()); }), commutative("one line"));
    return leat_deployment_run(deployment, flow);
}
C
    run_for 0 leat run --profile release f.c
    sort out >sorted
    diff - sorted <<'OUT'
[p/0] cross product: little memory
[p/0] join: little memory
OUT
    run_for 0 leat check f.c
    lacks out 'only grows'
    lacks err 'only grows'
}

# A channel has buffers only while something is in them.
test_channels_with_nothing_under_way_take_no_memory() {
    case $CC in */*) skip "sanitizers take memory of their own" ;; esac
    cat >f.c <<'C'
#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static uint64_t total;

static void tell(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    printf("%" PRIu64 ", %s\n", total, usage.ru_maxrss < 8 << 10 ? "little memory" : "much memory");
    fflush(stdout);
}

__attribute__((constructor)) static void tell_at_the_end(void)
{
    if (getenv("LEAT_TOKEN"))
        atexit(tell);
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *a = leat_flow_process(flow, (&(leat_process_spec){.name = "a"}));
    leat_process *b = leat_flow_process(flow, (&(leat_process_spec){.name = "b"}));

    for (int i = 0; i < 80; i++) {
        leat_stream(uint64_t) s = leat_source_iter(a, uint64_t, q(range(0, 100000)));
        leat_for_each(leat_send_bincode(s, b), q(n, total += n));
    }
    return leat_deployment_run(deployment, flow);
}
C
    run_for 0 leat run --profile release f.c
    sort out >sorted
    diff - sorted <<'OUT'
[a/0] 0, little memory
[b/0] 399996000000, little memory
OUT
}
