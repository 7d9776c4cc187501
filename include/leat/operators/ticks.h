/*
 * operators/ticks.h: into ticks, within them, and out of them; and samples. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_TICKS_H
#define LEAT_OPERATORS_TICKS_H
#pragma GCC system_header

#include "../flow.h"

#define LEAT_TICKED_(OP, check, s, tick, ...)                                                       \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        check;                                                                                      \
        leat_tick *leat_tick_ = (tick);                                                             \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .place = leat_tick_, .kind = LEAT_KIND_OF_(leat_in_), .options = LEAT_OPTIONS(__VA_ARGS__)); \
    })

/* What came since the last tick, as a bounded stream inside `tick`. Needs nondet. */
#define leat_batch(s, tick, ...)                                                                    \
    LEAT_TICKED_(BATCH, LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_batch"), s, \
                 tick, __VA_ARGS__)

/* The value of a changing singleton, optional or keyed singleton at the time of the tick. Needs nondet. */
#define leat_snapshot(s, tick, ...) LEAT_TICKED_(SNAPSHOT, (void)0, s, tick, __VA_ARGS__)

#define LEAT_UNTICKED_(OP, text, s)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })

/* The elements of every tick, one tick after the other, outside the tick. */
#define leat_all_ticks(s) LEAT_UNTICKED_(ALL_TICKS, "leat_all_ticks", s)

/* The elements in the next tick instead of this one; they cause it. */
#define leat_defer_tick(s) LEAT_UNTICKED_(DEFER_TICK, "leat_defer_tick", s)

/* The value of a changing singleton each q(milliseconds), and once more at its end. Needs nondet. */
#define leat_sample_every(s, quote_, ...)                                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_sample_every");              \
        LEAT_IN_PLACE_(int64_t leat_every_ = (LEAT_B0_##quote_); (void)leat_every_;)                 \
        (leat_stream(LEAT_T(leat_in_)))LEAT_CALL_(SAMPLE_EVERY, .input = {LEAT_ANY_(leat_in_)},     \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_},                          \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

#endif
