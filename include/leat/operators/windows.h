/*
 * operators/windows.h: folds by key and window of event time, or session. A part of flow.h.
 */
#ifndef LEAT_OPERATORS_WINDOWS_H
#define LEAT_OPERATORS_WINDOWS_H
#pragma GCC system_header

#include "../flow.h"
#include "../window.h"

/*
 * A fold for each key and each window of time. `s` has elements with `key` and `value`; REC is a leat_windowed() of the
 * same key and of the accumulator's type.
 *
 *     leat_stream(word) late;
 *     leat_stream(word_count) counts =
 *         leat_fold_window(words, word_count, q((leat_window){.width = 60, .lateness = 5}), q(w, w.value.time), q(0),
 *                          q(acc, v, acc++), &late);
 *
 * q(window) is evaluated once on the process, and q(x, time) for each element. The watermark is the greatest time so
 * far, less the lateness: a window that ends there or before is closed, and its results are given; the rest is given
 * when the input ends. They come in the order of their windows' ends, and those of one window in the order in which
 * its keys came. An element whose windows are all closed goes to *late, unchanged.
 *
 * So the order of the input decides what is late, and timing does not: it needs a total order, and no claim helps.
 * Memory is that of the open windows.
 */
#define leat_fold_window(s, REC, window, time_, initial, quote_, late, ...)                         \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_fold_window");                                        \
        leat_stream(leat_t_) *leat_late_ = (late);                                                  \
        LEAT_IN_PLACE_(leat_window leat_window_ = (LEAT_B0_##window); (void)leat_window_;)          \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##time_, LEAT_ELEMENT_);                                  \
            LEAT_IS_INTEGER_((LEAT_B1_##time_), "leat_fold_window", "a time");                      \
            int64_t leat_time_ = (int64_t)(LEAT_B1_##time_); (void)leat_time_;)                     \
        LEAT_IN_PLACE_(__typeof__(((REC *)0)->value) LEAT_P21_##quote_ = (LEAT_B0_##initial);        \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_.value); LEAT_B2_##quote_; (void)LEAT_P21_##quote_;) \
        LEAT_WINDOWED_IS_(REC, __typeof__(LEAT_ELEMENT_.key), "leat_fold_window");                  \
        leat_stream(REC) leat_windows_ = (leat_stream(REC))LEAT_CALL_(FOLD_WINDOW, .input = {LEAT_ANY_(leat_in_)}, \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {#window, #time_, #initial, #quote_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
        *leat_late_ = (leat_stream(leat_t_))LEAT_BESIDE_(leat_late_,                                \
            LEAT_CALL_(LATE, .input = {LEAT_ANY_(leat_windows_)}, .kind = LEAT_KIND_STREAM));       \
        leat_windows_;                                                                              \
    })
#define LEAT_WINDOWED_IS_(REC, K, op)                                                               \
    LEAT_KEY_IS_(REC, K, op, "of the type of the keys of its input");                               \
    _Static_assert(__builtin_types_compatible_p(__typeof__(((REC *)0)->start), int64_t) &&          \
                   __builtin_types_compatible_p(__typeof__(((REC *)0)->end), int64_t),              \
                   op " takes a record with a start and an end: leat_windowed(name, K, V)")

/*
 * A fold for each key and each session of it. Times, watermark, lateness, REC and *late are those of leat_fold_window().
 *
 *     leat_stream(click) late;
 *     leat_stream(visit) visits =
 *         leat_fold_session(clicks, visit, q((leat_session){.gap = 1800, .lateness = 60}), q(c, c.value.time), q(0),
 *                           q(acc, v, acc++), q(acc, other, acc += other), &late);
 *
 * Elements of a key whose times are less than the gap apart are in one session, which ends a gap after its last element:
 * one at just that time begins the next. q(acc, v, step) takes each element; where one comes that fills the gap between
 * two sessions, the earlier takes it, and q(acc, other, merge) then takes the later one into `acc`, the earlier one.
 *
 * A session that ends at the watermark or before is closed and given; the rest is given when the input ends. They come in
 * the order of their ends, and those with one end in the order in which the first element of each came. What meets no open
 * session, and would be one that is closed at once, goes to *late: a session that was given is not opened again.
 *
 * It needs a total order. Memory is that of the open sessions.
 */
#define leat_fold_session(s, REC, session, time_, initial, quote_, merge_, late, ...)               \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_(leat_in_, leat_stream, "leat_fold_session");                                       \
        leat_stream(leat_t_) *leat_late_ = (late);                                                  \
        LEAT_IN_PLACE_(leat_session leat_session_ = (LEAT_B0_##session); (void)leat_session_;)      \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P1_##time_, LEAT_ELEMENT_);                                  \
            LEAT_IS_INTEGER_((LEAT_B1_##time_), "leat_fold_session", "a time");                     \
            int64_t leat_time_ = (int64_t)(LEAT_B1_##time_); (void)leat_time_;)                     \
        LEAT_IN_PLACE_(__typeof__(((REC *)0)->value) LEAT_P21_##quote_ = (LEAT_B0_##initial);        \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_.value); LEAT_B2_##quote_; (void)LEAT_P21_##quote_;) \
        LEAT_IN_PLACE_(LEAT_BIND_(LEAT_P21_##merge_, ((REC *)0)->value);                            \
            LEAT_BIND_(LEAT_P22_##merge_, ((REC *)0)->value); LEAT_B2_##merge_;)                    \
        LEAT_WINDOWED_IS_(REC, __typeof__(LEAT_ELEMENT_.key), "leat_fold_session");                 \
        leat_stream(REC) leat_sessions_ = (leat_stream(REC))LEAT_CALL_(FOLD_SESSION, .input = {LEAT_ANY_(leat_in_)}, \
            .type = LEAT_TYPE(REC), .kind = LEAT_KIND_STREAM, .quote = {#session, #time_, #initial, #quote_, #merge_}, \
            .options = LEAT_OPTIONS(__VA_ARGS__));                                                  \
        *leat_late_ = (leat_stream(leat_t_))LEAT_BESIDE_(leat_late_,                                \
            LEAT_CALL_(LATE, .input = {LEAT_ANY_(leat_sessions_)}, .kind = LEAT_KIND_STREAM));      \
        leat_sessions_;                                                                             \
    })

/*
 * leat_reduce_keyed() that forgets: a key below the greatest of `marks` (a stream of integers) is dropped, and so is what
 * still comes for it. In which order elements and marks come makes no difference to what is left in the end. A singleton
 * is a stream of marks by leat_into_stream().
 */
#define leat_reduce_watermark(s, marks, quote_, ...)                                                \
    ({                                                                                              \
        LEAT_INPUT_(s);                                                                             \
        LEAT_IS_ONE_OF_(leat_in_, leat_stream, leat_keyed_stream, "leat_reduce_watermark");         \
        __auto_type leat_in2_ = (marks);                                                            \
        LEAT_IS_(leat_in2_, leat_stream, "leat_reduce_watermark");                                  \
        LEAT_IN_PLACE_(LEAT_IS_INTEGER_(LEAT_ELEMENT_.key, "leat_reduce_watermark", "elements with a key"); \
            LEAT_IS_INTEGER_(leat_in2_((void *)0), "leat_reduce_watermark", "a mark");              \
            _Static_assert(__builtin_types_compatible_p(LEAT_T(leat_in2_), __typeof__(LEAT_ELEMENT_.key)), \
                           "leat_reduce_watermark takes marks of the type of the keys");            \
            LEAT_BIND_(LEAT_P21_##quote_, LEAT_ELEMENT_.value);                                     \
            LEAT_BIND_(LEAT_P22_##quote_, LEAT_ELEMENT_.value); LEAT_B2_##quote_;)                  \
        (leat_keyed_singleton(LEAT_T(leat_in_)))LEAT_CALL_(REDUCE_WATERMARK,                        \
            .input = {LEAT_ANY_(leat_in_), LEAT_ANY_(leat_in2_)}, .kind = LEAT_KIND_KEYED_SINGLETON, \
            .quote = {#quote_}, .options = LEAT_OPTIONS(__VA_ARGS__));                              \
    })

#endif
