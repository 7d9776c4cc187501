/* Ways to send: in turn, by the hash of a key, as raw bytes; from a process, and from a cluster. */
#include "flow.h"

leat_record(place, (int, x), (leat_str, name))
leat_keyed(count, leat_str, int)
leat_keyed(placed, place, int)
leat_keyed(number, uint64_t, int)
leat_keyed(from, leat_member, int)
leat_keyed(whose, leat_member, leat_bytes)
leat_keyed(seen, int, int)

static leat_bytes bytes_of(int n)
{
    leat_str text = leat_str_format("%.*s", n % 7, "abcdefg");

    return (leat_bytes){text.data, text.length};
}

static bool is_of(leat_bytes b, int n)
{
    return b.length == (size_t)(n % 7) && memcmp(b.data, "abcdefg", b.length) == 0;
}

/* Each member says how many elements it has, and of which keys; together every key is at one member. */
static void by_key(leat_process *p, leat_cluster *workers)
{
    leat_stream(count) words = leat_source_iter(p, count, q({ for (int i = 0; i < 3000; i++) yield((count){leat_str_format("word %d", i % 30), i}); }));
    leat_keyed_singleton(count) sums = leat_fold_keyed(leat_exchange_bincode(words, workers), count, q(0), q(acc, v, acc += 1 + 0 * v));
    leat_assert_equal(leat_sort(leat_map(leat_send_bincode_interleaved(leat_entries(sums), p), int, q(c, c.value)), q(a, b, a - b)), int,
                      q({ for (int i = 0; i < 30; i++) yield(100); }));

    leat_stream(placed) places = leat_source_iter(p, placed, q({ for (int i = 0; i < 3000; i++) yield((placed){{i % 30, leat_str_of("mill")}, i}); }));
    leat_keyed_singleton(placed) at = leat_fold_keyed(leat_exchange_bincode(places, workers), placed, q(0), q(acc, v, acc += 1 + 0 * v));
    leat_assert_equal(leat_sort(leat_map(leat_send_bincode_interleaved(leat_entries(at), p), int, q(c, c.value)), q(a, b, a - b)), int,
                      q({ for (int i = 0; i < 30; i++) yield(100); }));

    /* The hash is the same in every program: XXH3-64 of the bytes 42, 0, 0, ... is 0xd5a6f8c838df27c8: in the upper half. */
    leat_stream(number) one = leat_source_iter(p, number, q({ yield((number){42, 1}); }));
    leat_stream(from) where = leat_map(leat_exchange_bincode(one, workers), from, q(x, ((from){leat_self(), x.value})));
    leat_for_each(leat_send_bincode_interleaved(where, p), q(w, printf("42 is at member %d\n", (int)w.key.id)), commutative("there is one"));

    /* From the members: what each has of a key meets at one of them. */
    leat_stream(count) each = leat_source_iter(workers, count, q({ for (int i = 0; i < 30; i++) yield((count){leat_str_format("word %d", i), 1}); }));
    leat_keyed_singleton(count) members =
        leat_fold_keyed(leat_exchange_bincode_interleaved(each, workers), count, q(0), q(acc, v, acc += v), commutative("addition"));
    leat_assert_equal(leat_map(leat_send_bincode_interleaved(leat_entries(members), p), int, q(c, c.value)), int,
                      q({ for (int i = 0; i < 30; i++) yield(2); }));
}

static void in_turn(leat_process *p, leat_cluster *workers)
{
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 11)));
    leat_stream(int) dealt = leat_round_robin_bincode(numbers, workers, channel("deal"));
    leat_for_each(dealt, q(n, printf("dealt %d\n", n)));

    /* Each member deals for itself; of each the order is kept. */
    leat_stream(int) own = leat_source_iter(workers, int, q({ for (int i = 0; i < 4; i++) yield((int)leat_self().id * 10 + i); }));
    leat_keyed_stream(from) tagged = leat_round_robin_bincode_tagged(own, workers, from);
    leat_assert_equal(leat_send_bincode_interleaved(leat_map(tagged, int, q(t, (int)(leat_self().id * 1000 + t.key.id * 100) + t.value)), p), int, q({
        yield(0); yield(2); yield(110); yield(112);
        yield(1001); yield(1003); yield(1111); yield(1113);
    }));
}

static void raw(leat_process *p, leat_process *other, leat_cluster *workers)
{
    leat_stream(leat_bytes) some = leat_source_iter(p, leat_bytes, q({ for (int i = 0; i < 50000; i++) { yield(bytes_of(i)); leat_scratch_reset(); } }));
    leat_stream(int) numbers = leat_source_iter(other, int, q(range(0, 50000)));
    leat_stream(leat_bytes) there = leat_send_bytes(some, other, channel("raw-bytes"));
    leat_assert(leat_zip(numbers, there, bool, q(n, b, is_of(b, n))), q(good, good));
    leat_assert_equal(leat_into_stream(leat_count(there)), uint64_t, q({ yield(50000); }));

    leat_stream(leat_bytes) few = leat_source_iter(p, leat_bytes, q({ for (int i = 0; i < 7; i++) yield(bytes_of(i)); }));
    leat_stream(leat_bytes) all = leat_broadcast_bytes(few, workers);
    leat_keyed_stream(whose) back = leat_send_bytes_tagged(all, p, whose);
    leat_assert_equal(back, whose, q({
        for (uint32_t m = 0; m < 2; m++)
            for (int i = 0; i < 7; i++)
                yield((whose){{m}, bytes_of(i)});
    }));
    leat_stream(leat_bytes) chosen = leat_demux_bytes(few, workers, q(b, b.length % 2));
    leat_stream(leat_bytes) crossed = leat_demux_bytes_interleaved(chosen, workers, q(b, (b.length + 1) % 2));
    leat_stream(leat_bytes) dealt = leat_round_robin_bytes(few, workers);
    leat_assert_equal(leat_send_bincode_interleaved(leat_map(crossed, seen, q(b, (seen){(int)leat_self().id, (int)b.length})), p), seen, q({
        for (int i = 0; i < 7; i++)
            yield((seen){(i + 1) % 2, i});
    }));
    leat_assert_equal(leat_send_bincode_interleaved(leat_map(dealt, seen, q(b, (seen){(int)leat_self().id, (int)b.length})), p), seen, q({
        for (int i = 0; i < 7; i++)
            yield((seen){i % 2, i});
    }));
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "other"}));
    leat_cluster *workers = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 2}));

    by_key(p, workers);
    in_turn(p, workers);
    raw(p, other, workers);
}
