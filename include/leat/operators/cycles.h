/*
 * operators/cycles.h: streams that are completed later. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_CYCLES_H
#define LEAT_OPERATORS_CYCLES_H
#pragma GCC system_header

#include "../flow.h"

/*
 * A stream that is completed later: `leat_hole *hole; leat_stream(T) s = leat_forward(location, T, &hole);
 * ... leat_complete(hole, t);`. The cycle must pass through the network or leat_defer_tick. `location`
 * may be a tick. Unbounded (in a tick: bounded).
 */
#define leat_forward(location, T, hole_)                                                            \
    ((leat_stream(T))LEAT_CALL_(FORWARD, .place = LEAT_PLACE_(location), .type = LEAT_TYPE(T),      \
        .kind = LEAT_KIND_STREAM, .hole = (hole_)))

/*
 * A cycle from tick to tick that has a value in each: what the singleton that completes the hole had in the last
 * tick; in the first tick q(initial). It causes no tick.
 */
#define leat_carried(tick, T, initial, hole_, ...)                                                  \
    ({                                                                                              \
        leat_tick *leat_tick_ = (tick);                                                             \
        LEAT_IN_PLACE_(T leat_out_ = (LEAT_B0_##initial); (void)leat_out_;)                         \
        (leat_singleton(T))LEAT_CALL_(CARRIED, .place = leat_tick_, .type = LEAT_TYPE(T),           \
            .kind = LEAT_KIND_SINGLETON, .quote = {#initial}, .hole = (hole_), .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

#define LEAT_ITERATED_(OP, name, check, s, hole_, ...)                                              \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, name);                            \
        check;                                                                                      \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},               \
            .kind = LEAT_KIND_STREAM, .hole = (hole_), __VA_ARGS__);                                \
    })

/*
 * A fixpoint: the elements of `seed`, and all that completes the hole, each element once, and again what
 * the cycle makes of those, until nothing is new:
 *
 *     leat_hole *hole;
 *     leat_stream(int) reached = leat_iterate(roots, &hole);
 *     leat_complete(hole, leat_join(leat_map(reached, at, q(v, (at){v, v})), edges, int, q(v, r, to, to)));
 *
 * In a tick it is reached within the tick; outside of ticks it grows with its input, and has ended when that has.
 * On the way from it to leat_complete() may stand what handles each element as it comes: map, filter,
 * filter_map, flat_map, inspect, merge, unique and join. Without order. Elements are compared whole, and kept
 * (in a tick: until its end). Whether there is an end to what is new is up to the cycle: counting up has none.
 */
#define leat_iterate(seed, hole_) LEAT_ITERATED_(ITERATE, "leat_iterate", (void)0, seed, hole_)

/*
 * The same with one element for each `key`: one that comes for a key that is there already counts only if
 * q(a, b, a is better than b) holds of it and the one that is there, and then goes round again. Elements of which
 * neither is better are told apart by their bytes, so that the result is one. On the cycle its elements are
 * all that were the best for a time; anywhere else they are those of the fixpoint, one for each key. Bounded input.
 */
#define leat_iterate_best(seed, hole_, quote_, ...)                                                 \
    LEAT_ITERATED_(ITERATE_BEST, "leat_iterate_best",                                               \
        LEAT_IN_PLACE_((void)LEAT_ELEMENT_.key; LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_);       \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); bool leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;), \
        seed, hole_, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__))

#ifdef LEAT_STAGE_2
#define leat_complete(hole, s) ((void)(hole), (void)(s))
#else
void leat_complete_at(leat_hole *hole, leat_any input, const struct leat_site *site);
#define leat_complete(hole, s)                                                                      \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_singleton, "leat_complete");                                           \
        leat_complete_at(hole, LEAT_ANY_(leat_in_), LEAT_SITE);                              \
    })
#endif

#endif
