/*
 * operators/combining.h: operators with several inputs, and sort. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_COMBINING_H
#define LEAT_OPERATORS_COMBINING_H
#pragma GCC system_header

#include "../flow.h"

/* All elements of all inputs, as they come: no order. Two or more streams of one type. */
#define leat_merge(a, ...)                                                                          \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_merge");                    \
        const leat_any leat_more_[] = {LEAT_EACH(LEAT_MERGED_, 0, __VA_ARGS__)(leat_any)0};         \
        (void)leat_more_;                                                                           \
        (__typeof__(leat_in_))LEAT_CALL_(MERGE, .input = {LEAT_ANY_(leat_in_)}, .more = leat_more_, \
            .more_count = sizeof leat_more_ / sizeof *leat_more_ - 1,             \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })
#define LEAT_MERGED_(c, h) ({ __typeof__(leat_in_) leat_merged_ = (h); LEAT_ANY_(leat_merged_); }),

/*
 * The elements of both, as they come, like leat_merge, but each input's in its own order: it is whose turn it is
 * that depends on timing, so that it needs nondet. Two streams of one type.
 */
#define leat_merge_ordered(a, b, ...)                                                               \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_merge_ordered");            \
        __typeof__(leat_in_) leat_in2_ = (b);                                                       \
        (__typeof__(leat_in_))LEAT_CALL_(MERGE_ORDERED, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, \
            .kind = LEAT_KIND_OF_(leat_in_), .options = LEAT_OPTIONS(__VA_ARGS__));                 \
    })

#define LEAT_PAIRED_(OP, text, a, b, REC, quote_text, P1, P2, body, address, ...)                   \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, text);                                                      \
        __auto_type leat_in2_ = (b);                                                                \
        LEAT_IS_(leat_in2_, leat_stream, text);                                                     \
        LEAT_IN_PLACE_(const LEAT_T(leat_in_) leat_x_ = LEAT_ELEMENT_;                              \
            const LEAT_T(leat_in2_) leat_y_ = leat_in2_((void *)0);                                 \
            LEAT_BIND_(P1, address leat_x_); LEAT_BIND_(P2, address leat_y_);                       \
            REC leat_out_ = (body); (void)leat_out_;)                                               \
        (leat_stream(REC))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)},      \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {quote_text},                \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/*
 * The first element of a with the first of b, then the second ones: q(x, y, expression of type REC). It ends with
 * the shorter input; what the other one has left is dropped, and it is cancelled. Needs order of both. Keeps what
 * one input is ahead of the other.
 */
#define leat_zip(a, b, REC, quote_, ...)                                                            \
    LEAT_PAIRED_(ZIP, "leat_zip", a, b, REC, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, LEAT_B2_##quote_, , __VA_ARGS__)

/*
 * The same to the end of the longer input: q(x, y, expression of type REC), where x and y are pointers to
 * constants (const T *), and NULL where one input has nothing any more.
 */
#define leat_zip_longest(a, b, REC, quote_, ...)                                                    \
    LEAT_PAIRED_(ZIP_LONGEST, "leat_zip_longest", a, b, REC, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, \
                 LEAT_B2_##quote_, &, __VA_ARGS__)

/* All of a, then all of b. `a` must be bounded; the result is as b. */
#define leat_chain(a, b)                                                                            \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_chain");                                              \
        __typeof__(leat_in_) leat_in2_ = (b);                                                       \
        (__typeof__(leat_in_))LEAT_CALL_(CHAIN, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, \
            .kind = LEAT_KIND_STREAM);                                            \
    })

/*
 * Each pair of a left and a right element with the same key: q(key, l, r, expression of type REC), where l
 * and r are the elements' values. The elements of both sides have a `key` of one type and a `value`. Without
 * order; every pair comes once. Keeps all that it has seen of both sides (in a tick: of this tick).
 */
#define leat_join(left, right, REC, quote_, ...)                                                    \
    ({                                                                                              \
        LEAT_INPUT_(left);                                                                          \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_join");                     \
        __auto_type leat_in2_ = (right);                                                            \
        LEAT_IS_ONE_OF_(leat_in2_, leat_stream, leat_keyed_stream, "leat_join");                    \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P31_##quote_, LEAT_ELEMENT_.key);                            \
            LEAT_BIND_(LEAT_P32_##quote_, LEAT_ELEMENT_.value);                                     \
            LEAT_BIND_(LEAT_P33_##quote_, leat_in2_((void *)0).value);                              \
            REC leat_out_ = (LEAT_B3_##quote_); (void)leat_out_;                                    \
            LEAT_KEY_IS_(LEAT_T(leat_in2_), __typeof__(LEAT_ELEMENT_.key), "leat_join", "of one type on both sides");) \
        (leat_stream(REC))LEAT_CALL_(JOIN, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)},    \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {#quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/*
 * Bounded input in the order of q(a, b, comparison): less than 0 when a comes first. Stable; ties of
 * unordered input are broken by the encoded bytes, so that the result is one.
 */
#define leat_sort(s, quote_, ...)                                                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_sort");                                               \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_); LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_); \
            int leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;)                                    \
        (__typeof__(leat_in_))LEAT_CALL_(SORT, .input = {LEAT_ANY_(leat_in_)},    \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })

#endif
