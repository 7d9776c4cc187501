/*
 * Where elements go in a cluster: to each in turn, and by the hash of a key, from a process and from members; and
 * bytes as they are. What arrives is told at one process.
 */
#include "flow.h"

leat_keyed(word, leat_str, uint32_t)
leat_keyed(from_member, leat_member, word)
leat_record(seen, (leat_str, key), (uint32_t, at), (uint32_t, times))
leat_keyed(by_key, leat_str, seen)
leat_keyed(bytes_of, leat_member, leat_bytes)

static leat_str name_of(uint32_t i)
{
    static const char *const names[] = {"ash", "birch", "cedar", "elm", "fir", "hazel", "larch"};

    return leat_str_of(names[i % 7]);
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "c", .members = 3}));
    leat_stream(word) words = leat_source_iter(p, word, q({
        for (uint32_t i = 0; i < 7000; i++)
            yield((word){name_of(i), i});
    }));

    /* In turn: member m gets m, m + 3, m + 6, ... */
    leat_stream(word) dealt = leat_round_robin_bincode(words, c, channel("dealt"));
    leat_assert(dealt, q(w, w.value % 3 == leat_self().id));

    /* By key, twice over: a key stays with its member, whoever sends it. */
    leat_stream(word) grouped = leat_exchange_bincode(words, c);
    leat_stream(word) again = leat_exchange_bincode_interleaved(dealt, c);
    leat_keyed_singleton(word) mine =
        leat_fold_keyed(leat_merge(grouped, again), word, q(0), q(n, v, n += 1 + 0 * v), commutative("a count"));
    leat_stream(word) totals = leat_send_bincode_interleaved(leat_entries(mine), p);
    leat_for_each(leat_sort(totals, q(a, b, leat_str_compare(a.key, b.key))),
                  q(w, printf("%.*s %u\n", (int)w.key.length, w.key.data, w.value)));

    /* In order for each sender. */
    leat_keyed_stream(from_member) tagged = leat_exchange_bincode_tagged(dealt, c, from_member);
    leat_assert(tagged, q(t, t.value.value % 3 == t.key.id));

    /* Bytes as they are, with none, and with one member each. */
    leat_stream(leat_bytes) bytes = leat_source_iter(p, leat_bytes, q({
        yield((leat_bytes){"", 0});
        yield((leat_bytes){"a\0b\xff", 4});
        yield((leat_bytes){"third", 5});
    }));
    leat_stream(leat_bytes) there = leat_broadcast_bytes(bytes, c);
    leat_keyed_stream(bytes_of) back = leat_send_bytes_tagged(there, p, bytes_of);
    leat_for_each(leat_into_stream(leat_fold(leat_map(back, uint32_t, q(b, (uint32_t)b.value.length + 10 * b.key.id)), uint32_t, q(0),
                                             q(sum, n, sum += n), commutative("a sum"))),
                  q(n, printf("bytes %u\n", n)));
    leat_stream(leat_bytes) one = leat_round_robin_bytes(bytes, c);
    leat_for_each(leat_sort(leat_send_bytes_interleaved(one, p), q(a, b, (a.length > b.length) - (a.length < b.length))),
                  q(b, printf("%zu %d\n", b.length, b.length > 3 ? ((const unsigned char *)b.data)[3] : -1)));
    leat_assert(leat_demux_bytes(bytes, c, q(b, b.length % 3)), q(b, b.length % 3 == leat_self().id));
}
