/* Joins of many rows, which are parted by their keys: some keys occur often, most once, and none may be lost. */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(numbered, uint64_t, uint32_t)
leat_keyed(named, uint32_t, leat_str)
leat_keyed(word_of, leat_str, uint32_t)

enum { LEFT = 150000, RIGHT = 90001, NAMES = 50000 };

/* Of every hundred rows ten have the key 7, and ninety one of their own, or a few do. */
static inline uint64_t key_of(uint32_t i)
{
    return i % 1000 == 0 ? 7 : (uint64_t)i * 2654435761u % 200003 + 8;
}

static void many_rows(leat_flow *flow, leat_host *host)
{
    leat_process *near = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "near"}));
    leat_process *far = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "far"}));
    leat_tick *tick = leat_tick_of(near);
    leat_stream(uint32_t) lefts = leat_source_iter(near, uint32_t, q(range(0, LEFT)));
    leat_stream(uint32_t) rights = leat_source_iter(near, uint32_t, q(range(0, RIGHT)));
    leat_stream(uint32_t) few = leat_source_iter(near, uint32_t, q(range(0, 100)));
    leat_stream(numbered) left = leat_map(lefts, numbered, q(i, (numbered){key_of(i), i}));
    leat_stream(numbered) right = leat_map(rights, numbered, q(i, (numbered){key_of(i), i}));

    /* both end here */
    leat_stream(uint64_t) pairs = leat_join(left, right, uint64_t, q(key, l, r, key + l * 3ull + r));
    leat_for_each(leat_into_stream(leat_fold(pairs, uint64_t, q(0), q(s, x, s += x % 1000003), commutative("it adds up"))),
                  q(s, printf("both %llu\n", (unsigned long long)s)));

    /* the right side has ended long before the left one has come, and the other way round */
    leat_stream(numbered) coming = leat_send_bincode(
        leat_map(leat_source_iter(far, uint32_t, q(range(0, LEFT))), numbered, q(i, (numbered){key_of(i), i})), near);
    leat_stream(numbered) some = leat_map(few, numbered, q(i, (numbered){key_of(i * 500), i}));
    leat_stream(uint64_t) against_few = leat_join(coming, some, uint64_t, q(key, l, r, key + l * 3ull + r));
    leat_stream(uint64_t) by_few = leat_join(right, coming, uint64_t, q(key, l, r, key + l * 3ull + r));
    leat_for_each(leat_into_stream(leat_fold(against_few, uint64_t, q(0), q(s, x, s += x % 1000003), commutative("it adds up"))),
                  q(s, printf("against few %llu\n", (unsigned long long)s)));
    leat_for_each(leat_into_stream(leat_fold(by_few, uint64_t, q(0), q(s, x, s += x % 1000003), commutative("it adds up"))),
                  q(s, printf("as they come %llu\n", (unsigned long long)s)));

    /* texts, which are kept for turns */
    leat_stream(named) names = leat_map(leat_source_iter(near, uint32_t, q(range(0, NAMES))), named, q(i, (named){i, leat_str_format("name %u", i)}));
    leat_stream(word_of) words = leat_map(leat_source_iter(near, uint32_t, q(range(0, NAMES))), word_of, q(i, (word_of){leat_str_format("name %u", i * 2), i}));
    leat_stream(word_of) turned = leat_map(names, word_of, q(n, (word_of){n.value, n.key}));
    leat_stream(leat_str) said = leat_join(turned, words, leat_str, q(key, l, r, l == r * 2 ? key : leat_str_of("wrong")));
    leat_for_each(leat_into_stream(leat_fold(said, uint64_t, q(0), q(s, x, s += x.length), commutative("it adds up"))),
                  q(s, printf("texts %llu\n", (unsigned long long)s)));

    /* in a tick */
    leat_stream(numbered) batch = leat_batch(left, tick, nondet("each element meets itself, whatever is in a batch"));
    leat_stream(uint64_t) selves = leat_join(batch, batch, uint64_t, q(key, l, r, l == r ? key : 0));
    leat_for_each(leat_into_stream(leat_fold(leat_all_ticks(selves), uint64_t, q(0), q(s, x, s += x), commutative("it adds up"))),
                  q(s, printf("in ticks %llu\n", (unsigned long long)s)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    many_rows(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}
