/*
 * quote.h: how operators take q(...) and their options apart.
 *
 * None of q, yield, range, let, let_as, nondet, commutative and so on is a macro: an operator pastes LEAT_B1_ and
 * its like in front of its argument, so that LEAT_B1_q(x, body) is what gets expanded. So no short name
 * is taken from the user, and #quote is the text as it was written, before any macro in it is expanded.
 *
 * A quote is used twice: once in place, in `if (0) { ... }`, where the compiler checks it at its own
 * line; and once as text, which the generator emits. In stage 2 (LEAT_STAGE_2: the user's source is
 * included by generated code) operators are neutral: they only keep the types of their handles.
 */
#ifndef LEAT_QUOTE_H
#define LEAT_QUOTE_H
#pragma GCC system_header

#include "record.h"

/* Parameters (P) and body (B) of a quote with 0 to 3 parameters. */
#define LEAT_B0_q(...) __VA_ARGS__
#define LEAT_P1_q(a, ...) a
#define LEAT_B1_q(a, ...) __VA_ARGS__
#define LEAT_P21_q(a, b, ...) a
#define LEAT_P22_q(a, b, ...) b
#define LEAT_B2_q(a, b, ...) __VA_ARGS__
#define LEAT_P31_q(a, b, c, ...) a
#define LEAT_P32_q(a, b, c, ...) b
#define LEAT_P33_q(a, b, c, ...) c
#define LEAT_B3_q(a, b, c, ...) __VA_ARGS__

/* Where a call stands. `count` orders calls that the compiler puts on one line. */
struct leat_site {
    const char *file;
    const char *base_file; /* the translation unit */
    int line;
    int count;
    const char *function;
    int line_is_last; /* of a call over several lines clang reports the last line, gcc the first */
};
#ifdef __clang__
#define LEAT_LINE_IS_LAST_ 1
#else
#define LEAT_LINE_IS_LAST_ 0
#endif
#ifdef LEAT_LOOK /* a unit that is only looked at: the object mentions a function that is called after the site */
#define LEAT_SITE LEAT_SITE_LOOKED_(__COUNTER__)
#define LEAT_SITE_LOOKED_(n)                                                                        \
    ({                                                                                              \
        extern void LEAT_CAT(leat_look_site_, n)(void);                                             \
        LEAT_CAT(leat_look_site_, n)();                                                             \
        (const struct leat_site *)0;                                                                \
    })
#else
#define LEAT_SITE                                                                                   \
    (&(const struct leat_site){__FILE__, __BASE_FILE__, __LINE__, __COUNTER__, __func__, LEAT_LINE_IS_LAST_})
#endif

/* A type as an operator names it. */
struct leat_type_use {
    const char *text;
    size_t size;
    size_t align;
    enum leat_type_kind kind; /* of a scalar, a string or bytes; LEAT_TYPE_NONE otherwise */
};
#define LEAT_TYPE(T) (&(const struct leat_type_use){#T, sizeof(T), _Alignof(T), LEAT_KIND_(T)})

enum leat_option_kind {
    LEAT_OPTION_END,
    LEAT_OPTION_NONDET,
    LEAT_OPTION_COMMUTATIVE,
    LEAT_OPTION_IDEMPOTENT,
    LEAT_OPTION_MONOTONE,
    LEAT_OPTION_CHANNEL,
    LEAT_OPTION_LOSSY,
    LEAT_OPTION_LET,
};

enum leat_capture_kind {
    LEAT_CAPTURE_NONE,
    LEAT_CAPTURE_SIGNED,
    LEAT_CAPTURE_UNSIGNED,
    LEAT_CAPTURE_LONG_LONG, /* as wide as long here, and another type */
    LEAT_CAPTURE_UNSIGNED_LONG_LONG,
    LEAT_CAPTURE_BOOL,
    LEAT_CAPTURE_FLOAT,
    LEAT_CAPTURE_STRING,  /* const char * */
    LEAT_CAPTURE_CHARS,   /* char array */
    LEAT_CAPTURE_STR,     /* leat_str */
    LEAT_CAPTURE_CLUSTER, /* leat_cluster * */
    LEAT_CAPTURE_VALUE,   /* let_as: by descriptor */
};

/* One option; `value` is copied while the operator is called. */
struct leat_option_given {
    enum leat_option_kind kind;
    const char *text; /* the reason, or the captured name */
    enum leat_capture_kind capture;
    const void *value;
    size_t size;
    const struct leat_type_use *type; /* let_as */
};

struct leat_cluster;
#define LEAT_CAPTURE_KIND_(v)                                                                       \
    _Generic(&(v),                                                                                  \
        char(*)[sizeof(v)]: LEAT_CAPTURE_CHARS, const char(*)[sizeof(v)]: LEAT_CAPTURE_CHARS,       \
        default: _Generic((v),                                                                      \
            bool: LEAT_CAPTURE_BOOL, char: LEAT_CAPTURE_SIGNED, signed char: LEAT_CAPTURE_SIGNED,   \
            unsigned char: LEAT_CAPTURE_UNSIGNED, short: LEAT_CAPTURE_SIGNED,                       \
            unsigned short: LEAT_CAPTURE_UNSIGNED, int: LEAT_CAPTURE_SIGNED,                        \
            unsigned: LEAT_CAPTURE_UNSIGNED, long: LEAT_CAPTURE_SIGNED,                             \
            unsigned long: LEAT_CAPTURE_UNSIGNED, long long: LEAT_CAPTURE_LONG_LONG,                \
            unsigned long long: LEAT_CAPTURE_UNSIGNED_LONG_LONG, float: LEAT_CAPTURE_FLOAT,         \
            double: LEAT_CAPTURE_FLOAT, char *: LEAT_CAPTURE_STRING,                                \
            const char *: LEAT_CAPTURE_STRING, leat_str: LEAT_CAPTURE_STR,                          \
            struct leat_cluster *: LEAT_CAPTURE_CLUSTER,                                            \
            const struct leat_cluster *: LEAT_CAPTURE_CLUSTER, default: LEAT_CAPTURE_NONE))
#define LEAT_CAPTURE_(c, v) {LEAT_OPTION_LET, #v, LEAT_CAPTURE_KIND_(v), &(v), sizeof(v), 0},

#define LEAT_OPTION_nondet(why) {LEAT_OPTION_NONDET, "" why, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_commutative(why) {LEAT_OPTION_COMMUTATIVE, "" why, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_idempotent(why) {LEAT_OPTION_IDEMPOTENT, "" why, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_monotone(why) {LEAT_OPTION_MONOTONE, "" why, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_channel(name) {LEAT_OPTION_CHANNEL, "" name, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_lossy(why) {LEAT_OPTION_LOSSY, "" why, LEAT_CAPTURE_NONE, 0, 0, 0},
#define LEAT_OPTION_let(...) LEAT_EACH_OPTION(LEAT_CAPTURE_, 0, __VA_ARGS__)
#define LEAT_OPTION_let_as(T, v)                                                                    \
    {LEAT_OPTION_LET, #v, LEAT_CAPTURE_VALUE, (const T *)&(v), sizeof(T), LEAT_TYPE(T)},
#define LEAT_OPTION_(c, option) LEAT_OPTION_##option
#define LEAT_OPTIONS(...)                                                                           \
    (const struct leat_option_given[])                                                              \
    {                                                                                               \
        LEAT_EACH(LEAT_OPTION_, 0, __VA_ARGS__){LEAT_OPTION_END, 0, LEAT_CAPTURE_NONE, 0, 0, 0}     \
    }

/* Declares a quote's parameter in the in-place check, with the type of `value`. */
#define LEAT_BIND_(P, value)                                                                        \
    __typeof__(value) P = (value);                                                                  \
    (void)P
/* `yield` and `range` are local function pointers in the in-place check: typed, and no macros. */
#define LEAT_YIELD_(U)                                                                              \
    void (*yield)(U) = 0;                                                                           \
    void (*range)(U, U) = 0;                                                                        \
    (void)yield;                                                                                    \
    (void)range
#define LEAT_EACH_(U)                                                                               \
    void (*each)(const U *, size_t) = 0;                                                            \
    (void)each

#endif
