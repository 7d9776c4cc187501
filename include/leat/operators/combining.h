/*
 * operators/combining.h: operators with several inputs, and sort. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_COMBINING_H
#define LEAT_OPERATORS_COMBINING_H
#pragma GCC system_header

#include "../flow.h"

#define LEAT_IS_STREAM_(h, text) LEAT_IS_(h, leat_stream, text)
#define LEAT_IS_ANY_STREAM_(h, text) LEAT_IS_ONE_OF_(h, leat_stream, leat_keyed_stream, text)
#define LEAT_IS_KEYED_SINGLETON_(h, text) LEAT_IS_(h, leat_keyed_singleton, text)

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

#define LEAT_PAIRED_(OP, text, a, b, is, REC, quote_text, P1, P2, body, address, ...)               \
    ({                                                                                              \
        LEAT_INPUT_(a);                                                                             \
        is(leat_in_, text);                                                                         \
        __auto_type leat_in2_ = (b);                                                                \
        is(leat_in2_, text);                                                                        \
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
 * the shorter input; what the other one has left is dropped, and it is cancelled, also over the network. Needs order of both. Keeps what
 * one input is ahead of the other.
 */
#define leat_zip(a, b, REC, quote_, ...)                                                            \
    LEAT_PAIRED_(ZIP, "leat_zip", a, b, LEAT_IS_STREAM_, REC, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, LEAT_B2_##quote_, , __VA_ARGS__)

/*
 * The same to the end of the longer input: q(x, y, expression of type REC), where x and y are pointers to
 * constants (const T *), and NULL where one input has nothing any more.
 */
#define leat_zip_longest(a, b, REC, quote_, ...)                                                    \
    LEAT_PAIRED_(ZIP_LONGEST, "leat_zip_longest", a, b, LEAT_IS_STREAM_, REC, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, \
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
 * order; every pair comes once. Keeps what it has seen of a side as long as the other has not ended (in a tick: of this tick).
 * Where both inputs are bounded, pairs come when one of them has ended; else as soon as both of their elements are there.
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
 * Each pair of an element of a and one of b: q(x, y, expression of type REC). Without order; every pair comes once.
 * Keeps all that it has seen of one side as long as the other has not ended.
 */
#define leat_cross_product(a, b, REC, quote_, ...)                                                  \
    LEAT_PAIRED_(CROSS_PRODUCT, "leat_cross_product", a, b, LEAT_IS_ANY_STREAM_, REC, #quote_, LEAT_P21_##quote_, LEAT_P22_##quote_, \
                 LEAT_B2_##quote_, , __VA_ARGS__)

#define LEAT_SIFTED_(OP, text, s, second, check)                                                    \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        __auto_type leat_in2_ = (second);                                                           \
        check;                                                                                      \
        (__typeof__(leat_in_))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)},  \
            .kind = LEAT_KIND_OF_(leat_in_));                                                       \
    })
#define LEAT_KEYS_ARE_(text)                                                                        \
    LEAT_IS_(leat_in2_, leat_stream, text);                                                         \
    LEAT_KEY_IS_(LEAT_T(leat_in_), LEAT_T(leat_in2_), text, "of the type of its second input")

/*
 * The operators from here to leat_filter_if pass the elements of their first input on, in its order, once they know
 * all of the second: that has to be bounded, or everything is in a tick. Until then what comes is kept.
 *
 * leat_join_semi: the elements whose `key` is among `keys`, a stream of keys; leat_anti_join: those whose key is not.
 * An element comes as often as it does in s, however often its key does in `keys`.
 */
#define leat_join_semi(s, keys) LEAT_SIFTED_(JOIN_SEMI, "leat_join_semi", s, keys, LEAT_KEYS_ARE_("leat_join_semi"))
#define leat_anti_join(s, keys) LEAT_SIFTED_(ANTI_JOIN, "leat_anti_join", s, keys, LEAT_KEYS_ARE_("leat_anti_join"))

/* The elements that are not among `others`, a stream of the same type: the difference of two streams. */
#define leat_filter_not_in(s, others)                                                               \
    LEAT_SIFTED_(FILTER_NOT_IN, "leat_filter_not_in", s, others,                                    \
        LEAT_IS_(leat_in2_, leat_stream, "leat_filter_not_in");                                     \
        _Static_assert(__builtin_types_compatible_p(LEAT_T(leat_in2_), LEAT_T(leat_in_)),           \
                       "leat_filter_not_in takes two inputs of one type"))

/* All elements, if the value of `condition`, a leat_singleton(bool), is true; else none. */
#define leat_filter_if(s, condition)                                                                \
    LEAT_SIFTED_(FILTER_IF, "leat_filter_if", s, condition,                                         \
        _Static_assert(__builtin_types_compatible_p(__typeof__(leat_in2_), leat_singleton(_Bool)),  \
                       "leat_filter_if takes a condition that is a leat_singleton(bool)"))

/*
 * Each element with the value of a singleton: q(x, v, expression of type REC). With an optional that has no value
 * there are none.
 */
#define leat_cross_singleton(s, value, REC, quote_, ...)                                            \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_cross_singleton");          \
        __auto_type leat_in2_ = (value);                                                            \
        LEAT_IS_ONE_OF_(leat_in2_, leat_singleton, leat_optional, "leat_cross_singleton");          \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_);                                \
            LEAT_BIND_(LEAT_P22_##quote_, leat_in2_((void *)0)); REC leat_out_ = (LEAT_B2_##quote_); (void)leat_out_;) \
        (leat_stream(REC))LEAT_CALL_(CROSS_SINGLETON, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {#quote_},                   \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

#define LEAT_MATCHED_(OP, text, left, right, is, REC, quote_text, P1, P2, P3, body, address, ...)  \
    ({                                                                                              \
        LEAT_INPUT_(left);                                                                          \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, text);                            \
        __auto_type leat_in2_ = (right);                                                            \
        is(leat_in2_, text);                                                                        \
        LEAT_IN_PLACE_(const __typeof__(leat_in2_((void *)0).value) leat_r_ = leat_in2_((void *)0).value; \
            LEAT_BIND_(P1, LEAT_ELEMENT_.key); LEAT_BIND_(P2, LEAT_ELEMENT_.value); LEAT_BIND_(P3, address leat_r_); \
            REC leat_out_ = (body); (void)leat_out_;                                                \
            LEAT_KEY_IS_(LEAT_T(leat_in2_), __typeof__(LEAT_ELEMENT_.key), text, "of one type on both sides");) \
        (leat_stream(REC))LEAT_CALL_(OP, .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)},      \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {quote_text},                \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
    })

/*
 * Each left element with each right one of its key: q(key, l, r, expression of type REC), where l is the left
 * value and r a pointer to a constant, the right value; where there is none, the element comes once, and r is NULL.
 * In the order of the left side, and for each of it in the order of the right side.
 */
#define leat_join_left(left, right, REC, quote_, ...)                                               \
    LEAT_MATCHED_(JOIN_LEFT, "leat_join_left", left, right, LEAT_IS_ANY_STREAM_, REC, #quote_,         \
                  LEAT_P31_##quote_, LEAT_P32_##quote_, LEAT_P33_##quote_, LEAT_B3_##quote_, &, __VA_ARGS__)

/*
 * Each element with the value that a keyed singleton has for its key: q(key, l, r, expression of type REC).
 * leat_join_keyed_singleton leaves those out for whose key there is none; leat_lookup gives them too: there r is a
 * pointer to a constant, and NULL.
 */
#define leat_join_keyed_singleton(s, values, REC, quote_, ...)                                      \
    LEAT_MATCHED_(JOIN_KEYED_SINGLETON, "leat_join_keyed_singleton", s, values, LEAT_IS_KEYED_SINGLETON_, REC, #quote_, \
                  LEAT_P31_##quote_, LEAT_P32_##quote_, LEAT_P33_##quote_, LEAT_B3_##quote_, , __VA_ARGS__)
#define leat_lookup(s, values, REC, quote_, ...)                                                    \
    LEAT_MATCHED_(LOOKUP, "leat_lookup", s, values, LEAT_IS_KEYED_SINGLETON_, REC, #quote_,              \
                  LEAT_P31_##quote_, LEAT_P32_##quote_, LEAT_P33_##quote_, LEAT_B3_##quote_, &, __VA_ARGS__)

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

/*
 * Bounded input in ascending order of q(x, key): a number, an enum, a bool or a leat_str. Stable; ties of unordered
 * input are broken by the encoded bytes. Of floats, NaN comes last.
 */
#define leat_sort_by(s, quote_, ...)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_sort_by");                                            \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); __auto_type leat_key_ = (LEAT_B1_##quote_); \
            _Static_assert(LEAT_IS_SORT_KEY_(leat_key_),                                            \
                           "leat_sort_by takes a key that is a number, an enum, a bool or a leat_str; else use leat_sort"); \
            (void)leat_key_;)                                                                       \
        (__typeof__(leat_in_))LEAT_CALL_(SORT_BY, .input = {LEAT_ANY_(leat_in_)},                   \
            .kind = LEAT_KIND_STREAM, .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));     \
    })
#define LEAT_IS_SORT_KEY_(key)                                                                      \
    (__builtin_classify_type(key) == 1 || __builtin_classify_type(key) == 3 || __builtin_classify_type(key) == 4 || \
     __builtin_classify_type(key) == 8 || __builtin_types_compatible_p(__typeof__(key), leat_str))

#endif
