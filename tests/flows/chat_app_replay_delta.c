/*
 * Who is there and what was said are both replayed in each tick, and leat_delta gives what is new of that: the users of the
 * second tick hear all that was said, those of the first what is said now.
 */
#include <ctype.h>

#include "flow.h"

leat_keyed(user, int, int)
leat_keyed(message, int, leat_str)
leat_record(heard, (int, user), (leat_str, text))

#define TEXT(s) (int)(s).length, (s).data

static leat_str uppercase(leat_str text)
{
    char upper[16] = "";

    for (size_t i = 0; i < text.length && i < sizeof upper - 1; i++)
        upper[i] = (char)toupper((unsigned char)text.data[i]);
    return leat_str_format("%s", upper);
}

/* In the order in which things were said, and to each user in turn. */
static int compare(heard a, heard b)
{
    static const char said[] = "HELLO WORLD GOODBYE";
    const long first = strstr(said, leat_str_format("%.*s", TEXT(a.text)).data) - said;
    const long second = strstr(said, leat_str_format("%.*s", TEXT(b.text)).data) - said;

    return first != second ? (first > second) - (first < second) : a.user - b.user;
}

static void build(leat_flow *flow, leat_process *p)
{
    (void)flow;
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) first = leat_into_stream(leat_optional_first_tick(tick, int, q(1)));
    leat_stream(int) now = leat_chain(first, leat_defer_tick(leat_map(first, int, q(n, n + 1))));
    leat_stream(user) users = leat_across_ticks(leat_flat_map(now, user, q(n, {
        if (n == 1) {
            yield((user){0, 1});
            yield((user){0, 2});
        } else {
            yield((user){0, 3});
        }
    })));
    leat_stream(message) said = leat_across_ticks(leat_flat_map(now, message, q(n, {
        if (n == 1) {
            yield((message){0, leat_str_format("%s", "hello")});
            yield((message){0, leat_str_format("%s", "world")});
        } else {
            yield((message){0, leat_str_format("%s", "goodbye")});
        }
    })));
    leat_stream(heard) all = leat_join(users, said, heard, q(key, who, text, ((heard){who, uppercase(text)})));
    leat_stream(heard) fresh = leat_sort(leat_delta(all), q(a, b, compare(a, b)));

    leat_for_each(leat_all_ticks(leat_cross_singleton(fresh, leat_reduce(now, q(acc, n, acc += n)), leat_str,
                                                      q(h, n, leat_str_format("tick%d (%d,%.*s)", n, h.user, TEXT(h.text))))),
                  q(line, printf("%.*s\n", TEXT(line))));
}
