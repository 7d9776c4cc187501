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

/*
 * Several collections cut at one instant, under one reason: a leat_batch of each stream and keyed stream, a leat_snapshot
 * of each singleton, optional and keyed singleton. A handle has to be declared before, and is of its collection's type.
 *
 *     leat_stream(order) batch;
 *     leat_keyed_singleton(stock) view;
 *     leat_slice(tick, cut(orders, &batch), cut(stocks, &view), nondet("an order is judged by the stock when it comes"));
 *
 * What is guaranteed: all that enters one tick, by this or by several calls, has seen the same elements. What came to the
 * location until the instant of the tick is in its batches, to the last element, and its snapshots are of the values that
 * just these elements have made, with those of the ticks before; nothing that comes later is in either. Where the instant
 * lies depends on timing, and that is what nondet is about.
 */
#define leat_slice(tick, ...)                                                                       \
    ({                                                                                              \
        _Static_assert((0 LEAT_EACH(LEAT_SLICE_COUNT_, 0, __VA_ARGS__)) > 0, "leat_slice takes cut(collection, &handle), at least once"); \
        __auto_type leat_tick_ = (tick);                                                            \
        _Static_assert(__builtin_types_compatible_p(__typeof__(leat_tick_), leat_tick *), "leat_slice takes a leat_tick *"); \
        const struct leat_option_given *leat_options_ = LEAT_OPTIONS(__VA_ARGS__);                  \
        unsigned leat_cut_ = 0;                                                                     \
        (void)leat_tick_, (void)leat_options_, (void)leat_cut_;                                     \
        LEAT_EACH(LEAT_SLICE_, 0, __VA_ARGS__)                                                      \
        (void)0;                                                                                    \
    })
#define LEAT_SLICE_COUNT_(c, option) + LEAT_SLICE_COUNT_##option
#define LEAT_SLICE_COUNT_cut(...) 1
#define LEAT_SLICE_COUNT_nondet(...) 0
#define LEAT_SLICE_COUNT_commutative(...) 0 /* of these `leat check` says that they are needless */
#define LEAT_SLICE_COUNT_idempotent(...) 0
#define LEAT_SLICE_COUNT_monotone(...) 0
#define LEAT_SLICE_COUNT_channel(...) 0
#define LEAT_SLICE_COUNT_lossy(...) 0
#define LEAT_SLICE_(c, option) LEAT_SLICE_##option
#define LEAT_SLICE_nondet(...)
#define LEAT_SLICE_commutative(...)
#define LEAT_SLICE_idempotent(...)
#define LEAT_SLICE_monotone(...)
#define LEAT_SLICE_channel(...)
#define LEAT_SLICE_lossy(...)
#define LEAT_SLICE_cut(s, handle)                                                                    \
    {                                                                                               \
        LEAT_INPUT_(s);                                                                             \
        __auto_type leat_into_ = (handle);                                                          \
        _Static_assert(__builtin_types_compatible_p(__typeof__(leat_into_), __typeof__(leat_in_) *), \
                       "leat_slice takes the address of a handle of the kind and type of what is cut: cut(s, &handle)"); \
        *(__typeof__(leat_in_) *)leat_into_ = (__typeof__(leat_in_))LEAT_CALL_AS_(                  \
            LEAT_CHOOSE_(leat_in_, LEAT_OP_BATCH, LEAT_OP_SNAPSHOT, LEAT_OP_SNAPSHOT, LEAT_OP_BATCH, LEAT_OP_SNAPSHOT), \
            .input = {LEAT_ANY_(leat_in_)}, .place = leat_tick_, .kind = LEAT_KIND_OF_(leat_in_), .options = leat_options_, \
            .cut = ++leat_cut_, .into = leat_into_);                                                \
    }
#define LEAT_OPTION_cut(...)

#define LEAT_UNTICKED_(OP, text, s)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_)},      \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })

/* The elements of every tick, one tick after the other, outside the tick. */
#define leat_all_ticks(s) LEAT_UNTICKED_(ALL_TICKS, "leat_all_ticks", s)

/*
 * The elements, or the value of an optional, in the next tick instead of this one; they cause it. A singleton has a
 * value in every tick, and would cause ticks for ever: it is deferred by leat_defer_tick_lazy.
 */
#define leat_defer_tick(s)                                                                          \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        _Static_assert(LEAT_CHOOSE_(leat_in_, 1, 0, 1, 1, 0),                                       \
                       "leat_defer_tick takes a leat_stream, a leat_keyed_stream or a leat_optional"); \
        (__typeof__(leat_in_))LEAT_CALL_(DEFER_TICK, .input = {LEAT_ANY_(leat_in_)},                \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })

/*
 * The same, but they do not cause a tick: they come when there is one, and never if there is none. In the first tick
 * there is nothing, so that a singleton becomes an optional.
 */
#define leat_defer_tick_lazy(s)                                                                     \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        _Static_assert(LEAT_CHOOSE_(leat_in_, 1, 1, 1, 1, 0),                                       \
                       "leat_defer_tick_lazy takes a leat_stream, a leat_keyed_stream, a leat_singleton or a leat_optional"); \
        (LEAT_FILTERED_(leat_in_))LEAT_CALL_(DEFER_TICK_LAZY, .input = {LEAT_ANY_(leat_in_)},       \
            .kind = LEAT_FILTERED_KIND_(leat_in_));                                                 \
    })

/*
 * All that came in this tick and in those before it, in the order of its coming. What is kept is given again in each
 * tick; but a fold, reduce or count behind it, or their keyed forms, also behind map, filter, filter_map and flat_map, keep
 * their accumulators instead, and take each element once.
 */
#define leat_across_ticks(s) LEAT_UNTICKED_(ACROSS_TICKS, "leat_across_ticks", s)

/*
 * The elements of this tick less those of the last one, as multisets: an element that came twice, and in the last tick once,
 * is given once, the second time that it comes. In the first tick that is all; behind a tick without elements it is all again. It undoes
 * leat_across_ticks, also behind a join, and says what is new. The elements of two ticks are kept.
 */
#define leat_delta(s) LEAT_UNTICKED_(DELTA, "leat_delta", s)

/* q(value) in the first tick, which comes at the start of the run; no value in any other. */
#define leat_optional_first_tick(tick, T, quote_, ...)                                              \
    ({                                                                                              \
        leat_tick *leat_tick_ = (tick);                                                             \
        LEAT_IN_PLACE_(T leat_out_ = (LEAT_B0_##quote_); (void)leat_out_;)                          \
        (leat_optional(T))LEAT_CALL_(OPTIONAL_FIRST_TICK, .place = leat_tick_, .type = LEAT_TYPE(T), \
            .kind = LEAT_KIND_OPTIONAL, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));  \
    })

/*
 * Read after write: what is acknowledged is seen. All that comes of leat_atomic(s) is one region, up to its
 * leat_end_atomic: that gives an element when all that it does at this location within the turn is done, so that each
 * snapshot taken after that, in whatever tick, sees it.
 *
 *     leat_stream(write) writes = leat_atomic(arrived);
 *     leat_keyed_singleton(entry) state = leat_fold_keyed(writes, ...);
 *     leat_stream(ack) acks = leat_end_atomic(leat_map(writes, ack, q(w, ...)));
 *
 * Between the two may stand what gives each element at once: map, filter, filter_map, flat_map, key_by, map_values, inspect.
 */
#define leat_atomic(s) LEAT_UNTICKED_(ATOMIC, "leat_atomic", s)
#define leat_end_atomic(s) LEAT_UNTICKED_(END_ATOMIC, "leat_end_atomic", s)

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

/*
 * The value that a singleton or optional of a tick had in the last tick, outside of it: a value that changes, if the
 * tick has unbounded input. A singleton has a value from the first turn on, for each tick runs once at the start.
 */
#define leat_latest(s)                                                                              \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_latest");                    \
        (__typeof__(leat_in_))LEAT_CALL_(LATEST, .input = {LEAT_ANY_(leat_in_)}, .kind = LEAT_KIND_OF_(leat_in_)); \
    })

/* The value of a singleton or optional at the start, and at the end of each turn that has changed it. Needs nondet. */
#define leat_sample_eager(s, ...)                                                                   \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_singleton, leat_optional, "leat_sample_eager");              \
        (leat_stream(leat_t_))LEAT_CALL_(SAMPLE_EAGER, .input = {LEAT_ANY_(leat_in_)},              \
            .kind = LEAT_KIND_STREAM, .options = LEAT_OPTIONS(__VA_ARGS__));                        \
    })

/*
 * q(limit), once, when the value of the singleton has come to it (value >= limit): a stream of one element or none.
 * The value must only ever grow: a leat_count, or a leat_fold with monotone("why"). So there is nothing in it that
 * depends on timing; and what feeds only this is cancelled then.
 */
#define leat_threshold(s, quote_, ...)                                                              \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_singleton, "leat_threshold");                                       \
        LEAT_IN_PLACE_(leat_t_ leat_out_ = (LEAT_B0_##quote_); (void)(leat_out_ >= LEAT_ELEMENT_);) \
        (leat_stream(leat_t_))LEAT_CALL_(THRESHOLD, .input = {LEAT_ANY_(leat_in_)},                 \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));    \
    })

/*
 * An optional that is there (true) while nothing has come for q(milliseconds), counted from the start and from the last
 * element. It goes when an element comes. Outside of ticks; needs nondet.
 */
#define leat_timeout(s, quote_, ...)                                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_timeout");                  \
        LEAT_IN_PLACE_(int64_t leat_every_ = (LEAT_B0_##quote_); (void)leat_every_;)                \
        (leat_optional(bool))LEAT_CALL_(TIMEOUT, .input = {LEAT_ANY_(leat_in_)}, .type = LEAT_TYPE(bool), \
            .kind = LEAT_KIND_OPTIONAL, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));  \
    })

#endif
