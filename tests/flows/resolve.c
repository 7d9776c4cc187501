/*
 * Jobs on threads of their own: results in the order of the elements, or as they come; more of them than threads; text
 * that is copied there and back; a limit behind them, and a cycle through the network, which ends though at times
 * nothing but a job is under way.
 */
#include "flow.h"

#include <sched.h>
#include <stdatomic.h>

leat_record(word, (leat_str, text), (leat_vec(int), letters))

static atomic_bool second_came;

/* The first waits until the result of the second has come: it can never be the one that comes first. */
static int hold_up(int n)
{
    while (n == 0 && !atomic_load(&second_came))
        sched_yield();
    return n;
}

static word spelt(leat_str text)
{
    word made = {.text = text};

    for (size_t i = 0; i < text.length; i++)
        leat_vec_push(&made.letters, (int)text.data[i]);
    return made;
}

static void build(leat_flow *flow, leat_process *p)
{
    leat_process *other = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) two = leat_source_iter(p, int, q(range(0, 2)));
    leat_for_each(leat_resolve(two, int, q(n, hold_up(n))), q(n, {
        printf("%d came\n", n);
        if (n == 1)
            atomic_store(&second_came, true);
    }), commutative("the test is about which comes first"));

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 5000)));
    leat_assert_equal(leat_resolve_ordered(numbers, int, q(n, n * 2)), int, q({
        for (int i = 0; i < 5000; i++)
            yield(i * 2);
    }));
    leat_assert_equal(leat_resolve(numbers, int, q(n, n * 3)), int, q({
        for (int i = 0; i < 5000; i++)
            yield(i * 3);
    }));

    /* What a result views is the element's, or was made by the quote; both are kept by a fold until the end. */
    leat_stream(leat_str) texts = leat_flat_map(leat_limit(numbers, q(300)), leat_str, q(n, yield(leat_str_format("text %d", n))));
    leat_stream(word) words = leat_resolve_ordered(leat_send_bincode(texts, other), word, q(t, spelt(t)));
    leat_singleton(word) last = leat_fold(words, word, q((word){0}), q(acc, w, acc = w));
    leat_for_each(leat_into_stream(last), q(w, printf("%.*s, whose last letter is %c\n", (int)w.text.length, w.text.data,
                                                      w.letters.data[w.letters.length - 1])));

    leat_stream(int) endless = leat_source_generate(p, int, q({ for (int i = 0;; i++) yield(i); }));
    leat_for_each(leat_limit(leat_resolve_ordered(endless, int, q(n, n * n)), q(4)), q(n, printf("square %d\n", n)));

    /* 27, and 111 steps of Collatz, each a message to the other process, a job there, and a message back. */
    leat_hole *hole;
    leat_stream(uint64_t) back = leat_forward(p, uint64_t, &hole);
    leat_stream(uint64_t) all = leat_merge(leat_source_iter(p, uint64_t, q({ yield(27); })), back);
    leat_stream(uint64_t) there = leat_send_bincode(leat_filter(all, q(n, n > 1)), other);
    leat_stream(uint64_t) next = leat_resolve(there, uint64_t, q(n, n % 2 ? 3 * n + 1 : n / 2));
    leat_complete(hole, leat_send_bincode(next, p));
    leat_for_each(leat_filter(all, q(n, n == 1)), q(n, printf("came to %d\n", (int)n)), commutative("one of them only"));
}
