/*
 * operators/outputs.h: operators with several results. A call makes all of them; those beside the first are written
 * where the call says. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_OUTPUTS_H
#define LEAT_OPERATORS_OUTPUTS_H
#pragma GCC system_header

#include "../flow.h"

/* One result of an operator with several. They are counted from 1. */
struct leat_output {
    unsigned number;
    const struct leat_type_use *type; /* NULL: as the input */
    const char *tag_text;             /* of leat_demux; NULL: whatever has no output of its own */
    int64_t tag;
};
#ifdef LEAT_STAGE_2
#define LEAT_OUTPUT_(into, ...) ((leat_any)0)
#define LEAT_BESIDE_(into, made) (made)
#else
/* The result `output` of what a call made; `into` is where it will be written. */
leat_any leat_output_(leat_any made, const void *into, const struct leat_output *output);
#define LEAT_OUTPUT_(into, ...) leat_output_(leat_made_, into, &(const struct leat_output){__VA_ARGS__})
/* What was made of an operator, beside what that gives; `into` is where it will be written. */
leat_any leat_beside_(leat_any made, const void *into);
#define LEAT_BESIDE_(into, made) leat_beside_(made, into)
#endif
#define LEAT_WRITE_(into, ...) *(into) = (__typeof__(*(into)))LEAT_OUTPUT_(into, __VA_ARGS__)

/* The elements for which q(x, condition) holds; the others are written to `rest`. The quote runs once for each element. */
#define leat_partition(s, quote_, rest, ...)                                                        \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_partition");                \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_); _Bool leat_out_ = (LEAT_B1_##quote_); (void)leat_out_;) \
        leat_any leat_made_ = LEAT_CALL_(PARTITION, .input = {LEAT_ANY_(leat_in_)},                 \
            .kind = LEAT_KIND_OF_(leat_in_), .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
        __typeof__(leat_in_) *leat_rest_ = (rest);                                                  \
        (void)leat_made_;                                                                           \
        LEAT_WRITE_(leat_rest_, .number = 2);                                                       \
        (__typeof__(leat_in_))LEAT_OUTPUT_(leat_rest_, .number = 1);                                \
    })

/*
 * Each element goes where its tag leads, which is q(x, tag): an enum (x.kind), or the tag of a leat_variant (x.tag), or
 * any integer. to(TAG, &s) names the stream for a tag, a constant; otherwise(&s) the one for all others, without
 * which another tag ends the run. All are streams of the input's kind; a handle has to be declared before.
 *
 *     leat_stream(event) joins, leaves;
 *     leat_demux(events, q(e, e.kind), to(JOIN, &joins), to(LEAVE, &leaves));
 */
#define leat_demux(s, quote_, ...)                                                                  \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_demux");                    \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##quote_, LEAT_ELEMENT_);                                 \
            LEAT_IS_INTEGER_((LEAT_B1_##quote_), "leat_demux", "a tag");                            \
            switch (LEAT_B1_##quote_) { LEAT_EACH(LEAT_DEMUX_CASE_, 0, __VA_ARGS__) default: break; }) \
        leat_any leat_made_ = LEAT_CALL_(DEMUX_BY_TAG, .input = {LEAT_ANY_(leat_in_)},              \
            .kind = LEAT_KIND_OF_(leat_in_), .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__)); \
        unsigned leat_number_ = 0;                                                                  \
        (void)leat_made_;                                                                           \
        (void)leat_number_;                                                                         \
        LEAT_EACH(LEAT_DEMUX_, 0, __VA_ARGS__)                                                      \
        (void)0;                                                                                    \
    })
#define LEAT_DEMUX_CASE_(c, option) LEAT_DEMUX_CASE_##option
#define LEAT_DEMUX_CASE_to(TAG, into) case (TAG): break;
#define LEAT_DEMUX_CASE_otherwise(into)
#define LEAT_DEMUX_CASE_let(...)
#define LEAT_DEMUX_CASE_let_as(...)
#define LEAT_DEMUX_CASE_nondet(...)
#define LEAT_DEMUX_(c, option) LEAT_DEMUX_##option
#define LEAT_DEMUX_to(TAG, into)                                                                    \
    {                                                                                               \
        __typeof__(leat_in_) *leat_into_ = (into);                                                  \
        LEAT_WRITE_(leat_into_, .number = ++leat_number_, .tag_text = #TAG, .tag = (int64_t)(TAG)); \
    }
#define LEAT_DEMUX_otherwise(into)                                                                  \
    {                                                                                               \
        __typeof__(leat_in_) *leat_into_ = (into);                                                  \
        LEAT_WRITE_(leat_into_, .number = ++leat_number_);                                          \
    }
#define LEAT_DEMUX_let(...)
#define LEAT_DEMUX_let_as(...)
#define LEAT_DEMUX_nondet(...)
#define LEAT_OPTION_to(...)
#define LEAT_OPTION_otherwise(...)

/* The keys of the elements, which are of type K; their values, of type V, are written to `values`. */
#define leat_unzip(s, K, V, values)                                                                 \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_unzip");                    \
        _Static_assert(__builtin_types_compatible_p(__typeof__(LEAT_ELEMENT_.key), K) &&            \
                       __builtin_types_compatible_p(__typeof__(LEAT_ELEMENT_.value), V),            \
                       "leat_unzip takes the type of the keys, and that of the values");            \
        leat_any leat_made_ = LEAT_CALL_(UNZIP, .input = {LEAT_ANY_(leat_in_)}, .kind = LEAT_KIND_STREAM); \
        leat_stream(V) *leat_values_ = (values);                                                    \
        (void)leat_made_;                                                                           \
        LEAT_WRITE_(leat_values_, .number = 2, .type = LEAT_TYPE(V));                               \
        (leat_stream(K))LEAT_OUTPUT_(leat_values_, .number = 1, .type = LEAT_TYPE(K));              \
    })

#endif
