/* Made by leat 0.1.0 from tests/flows/ticks.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/ticks.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");
_Static_assert(sizeof(uint64_t) == 8, "uint64_t has another size here than where the flow was built");
_Static_assert(sizeof(numbered) == 16, "numbered has another size here than where the flow was built");
_Static_assert(offsetof(numbered, key) == 0, "numbered.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(numbered, value) == 8, "numbered.value lies elsewhere here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    bool *tick_0; /* a batch of this turn has elements */
    bool *tick_1; /* a batch of this turn has elements */
    bool *tick_2; /* a batch of this turn has elements */
    struct leat_source source_iter_9_0;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_16_4;
    uint64_t enumerate_20_10;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_13_3;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } fold_17_7;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_17_9;
    uint64_t limit_21_13;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_21_14;
    struct {
        int at, end;
        bool ended;
    } source_iter_25_15;
    struct {
        struct leat_buffer next, now;
    } defer_29_20;
    struct {
        int value;
        bool touched; /* since the last turn */
        bool released;
    } fold_30_22;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_30_24;
    struct leat_source source_generate_36_25;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
        uint64_t version; /* turns in which it changed */
    } count_36_26;
    uint64_t snapshot_36_27; /* the version that the last tick saw */
    bool has_tick_0;
    bool has_tick_1;
    bool has_tick_2;
};

static inline void batch_11_1(struct p_0 *self, int x);
static inline void count_16_4(struct p_0 *self, int x);
static inline void into_stream_16_5(struct p_0 *self, uint64_t x);
static inline void enumerate_20_10(struct p_0 *self, int x);
static inline void all_ticks_13_2(struct p_0 *self, int x);
static inline void assert_equal_13_3(struct p_0 *self, int x);
static inline void all_ticks_16_6(struct p_0 *self, uint64_t x);
static inline void fold_17_7(struct p_0 *self, uint64_t x);
static inline void into_stream_17_8(struct p_0 *self, uint64_t x);
static inline void assert_equal_17_9(struct p_0 *self, uint64_t x);
static inline void all_ticks_20_11(struct p_0 *self, numbered x);
static inline void filter_20_12(struct p_0 *self, numbered x);
static inline void limit_21_13(struct p_0 *self, numbered x);
static inline void assert_equal_21_14(struct p_0 *self, numbered x);
static inline void batch_25_16(struct p_0 *self, int x);
static inline void forward_27_17(struct p_0 *self, int x);
static inline void merge_28_18(struct p_0 *self, int x);
static inline void filter_map_29_19(struct p_0 *self, int x);
static inline void defer_29_20(struct p_0 *self, int x);
static inline void all_ticks_30_21(struct p_0 *self, int x);
static inline void fold_30_22(struct p_0 *self, int x);
static inline void into_stream_30_23(struct p_0 *self, int x);
static inline void assert_equal_30_24(struct p_0 *self, int x);
static inline void count_36_26(struct p_0 *self, int x);
static inline void into_stream_36_28(struct p_0 *self, uint64_t x);
static inline void all_ticks_35_29(struct p_0 *self, uint64_t x);
static inline void for_each_38_30(struct p_0 *self, uint64_t x);

/* tests/flows/ticks.c:9  leat_source_iter */
static inline void source_iter_9_0_yield(struct p_0 *self, uint64_t *yields, int x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    batch_11_1(self, x);
    run->memory = run->into = &self->source_iter_9_0.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_9_0);
        *yields = 0;
    }
}

static void source_iter_9_0_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_9_0_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const int *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 9 "tests/flows/ticks.c"
                                                    { for (int i = 0; i < 100000; i++) yield(i); }
#line 132 "ticks.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/flows/ticks.c:11  leat_batch */
static inline void batch_11_1(struct p_0 *self, int x)
{
    *self->tick_0 = true;
    all_ticks_13_2(self, x);
    count_16_4(self, x);
    enumerate_20_10(self, x);
}

/* tests/flows/ticks.c:16  leat_count */
static inline void count_16_4(struct p_0 *self, int x)
{
    (void)x;
    self->count_16_4.value++;
}

/* tests/flows/ticks.c:16  leat_into_stream */
static inline void into_stream_16_5(struct p_0 *self, uint64_t x)
{
    all_ticks_16_6(self, x);
}

/* tests/flows/ticks.c:20  leat_enumerate */
static inline void enumerate_20_10(struct p_0 *self, int x)
{
    const numbered y = (numbered){.key = self->enumerate_20_10++, .value = x};

    all_ticks_20_11(self, y);
}

/* tests/flows/ticks.c:13  leat_all_ticks */
static inline void all_ticks_13_2(struct p_0 *self, int x)
{
    assert_equal_13_3(self, x);
}

/* tests/flows/ticks.c:13  leat_assert_equal */
static void assert_equal_13_3_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 13 "tests/flows/ticks.c"
                                                    { range(0, 100000); }
#line 182 "ticks.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_13_3(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_13_3.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/ticks.c:16  leat_all_ticks */
static inline void all_ticks_16_6(struct p_0 *self, uint64_t x)
{
    fold_17_7(self, x);
}

/* tests/flows/ticks.c:17  leat_fold */
static inline uint64_t fold_17_7_initial(void)
{
    uint64_t leat_value =
        (
#line 17 "tests/flows/ticks.c"
                                                                    0
#line 207 "ticks.leat.c"
    );

    return leat_value;
}

static inline void fold_17_7_take(uint64_t *leat_kept, uint64_t c)
{
    uint64_t acc = *leat_kept;

    (void)c;
#line 17 "tests/flows/ticks.c"
                                                                                  acc += c;
#line 220 "ticks.leat.c"
    *leat_kept = acc;
}

static inline void fold_17_7(struct p_0 *self, uint64_t x)
{
    fold_17_7_take(&self->fold_17_7.value, x);
}

/* tests/flows/ticks.c:17  leat_into_stream */
static inline void into_stream_17_8(struct p_0 *self, uint64_t x)
{
    assert_equal_17_9(self, x);
}

/* tests/flows/ticks.c:17  leat_assert_equal */
static void assert_equal_17_9_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(uint64_t *)leat_buffer_push(leat_wanted, sizeof(uint64_t)) = (__VA_ARGS__))
#define range(a, b) for (uint64_t leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 17 "tests/flows/ticks.c"
                                                                                                           { yield(100000); }
#line 243 "ticks.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_17_9(struct p_0 *self, uint64_t x)
{
    uint64_t *kept = leat_buffer_push(&self->assert_equal_17_9.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/ticks.c:20  leat_all_ticks */
static inline void all_ticks_20_11(struct p_0 *self, numbered x)
{
    filter_20_12(self, x);
}

/* tests/flows/ticks.c:20  leat_filter */
static inline bool filter_20_12_of(numbered x)
{
    (void)x;
    return (
#line 20 "tests/flows/ticks.c"
                                                                                                     x.key == 0
#line 268 "ticks.leat.c"
    );
}

static inline void filter_20_12(struct p_0 *self, numbered x)
{
    if (!filter_20_12_of(x))
        return;
    limit_21_13(self, x);
}

/* tests/flows/ticks.c:21  leat_limit */
static inline uint64_t limit_21_13_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 21 "tests/flows/ticks.c"
                                           1
#line 286 "ticks.leat.c"
    );

    return leat_value;
}

static inline void limit_21_13(struct p_0 *self, numbered x)
{
    if (self->limit_21_13 == 0)
        return;
    self->limit_21_13--;
    assert_equal_21_14(self, x);
}

/* tests/flows/ticks.c:21  leat_assert_equal */
static void assert_equal_21_14_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(numbered *)leat_buffer_push(leat_wanted, sizeof(numbered)) = (__VA_ARGS__))
#define range(a, b) for (numbered leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 21 "tests/flows/ticks.c"
                                                            { yield((numbered){0, 0}); }
#line 308 "ticks.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_21_14(struct p_0 *self, numbered x)
{
    numbered *kept = leat_buffer_push(&self->assert_equal_21_14.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/ticks.c:25  leat_source_iter */
static inline int source_iter_25_15_from(void)
{
    return (int)(0);
}

static inline int source_iter_25_15_to(void)
{
    return (int)(5);
}

/* tests/flows/ticks.c:25  leat_batch */
static inline void batch_25_16(struct p_0 *self, int x)
{
    *self->tick_1 = true;
    merge_28_18(self, x);
}

/* tests/flows/ticks.c:27  leat_forward */
static inline void forward_27_17(struct p_0 *self, int x)
{
    merge_28_18(self, x);
}

/* tests/flows/ticks.c:28  leat_merge */
static inline void merge_28_18(struct p_0 *self, int x)
{
    filter_map_29_19(self, x);
    all_ticks_30_21(self, x);
}

/* tests/flows/ticks.c:29  leat_filter_map */
static inline void filter_map_29_19_yield(struct p_0 *self, int y)
{
    defer_29_20(self, y);
}

static inline void filter_map_29_19(struct p_0 *self, int x)
{
    (void)x;
    bool leat_yielded = false;

    (void)leat_yielded;
#define yield(...) (leat_yield_once(&leat_yielded, "tests/flows/ticks.c:29"), filter_map_29_19_yield(self, __VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 29 "tests/flows/ticks.c"
                                                                       { if (x > 0) yield(x - 1); }
#line 367 "ticks.leat.c"
#undef range
#undef yield
}

/* tests/flows/ticks.c:29  leat_defer_tick */
static inline void defer_29_20(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->defer_29_20.next, sizeof *kept);

    *kept = x;
}

/* tests/flows/ticks.c:30  leat_all_ticks */
static inline void all_ticks_30_21(struct p_0 *self, int x)
{
    fold_30_22(self, x);
}

/* tests/flows/ticks.c:30  leat_fold */
static inline int fold_30_22_initial(void)
{
    int leat_value =
        (
#line 30 "tests/flows/ticks.c"
                                                                             0
#line 393 "ticks.leat.c"
    );

    return leat_value;
}

static inline void fold_30_22_take(int *leat_kept, int x)
{
    int acc = *leat_kept;

    (void)x;
#line 30 "tests/flows/ticks.c"
                                                                                           acc += x;
#line 406 "ticks.leat.c"
    *leat_kept = acc;
}

static inline void fold_30_22(struct p_0 *self, int x)
{
    fold_30_22_take(&self->fold_30_22.value, x);
}

/* tests/flows/ticks.c:30  leat_into_stream */
static inline void into_stream_30_23(struct p_0 *self, int x)
{
    assert_equal_30_24(self, x);
}

/* tests/flows/ticks.c:30  leat_assert_equal */
static void assert_equal_30_24_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 31 "tests/flows/ticks.c"
                        { yield(20); }
#line 429 "ticks.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_30_24(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_30_24.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/ticks.c:36  leat_source_generate */
static inline void source_generate_36_25_yield(struct p_0 *self, uint64_t *yields, int x)
{
    struct leat_run *run = self->run;

    count_36_26(self, x);
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_generate_36_25);
        *yields = 0;
    }
}

static void source_generate_36_25_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_generate_36_25_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const int *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 36 "tests/flows/ticks.c"
                                                                                 { for (int i = 0; i < 1000; i++) yield(i); }
#line 465 "ticks.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/flows/ticks.c:36  leat_count */
static inline void count_36_26(struct p_0 *self, int x)
{
    (void)x;
    self->count_36_26.value++;
    self->count_36_26.touched = true;
}

/* tests/flows/ticks.c:36  leat_into_stream */
static inline void into_stream_36_28(struct p_0 *self, uint64_t x)
{
    all_ticks_35_29(self, x);
}

/* tests/flows/ticks.c:35  leat_all_ticks */
static inline void all_ticks_35_29(struct p_0 *self, uint64_t x)
{
    for_each_38_30(self, x);
}

/* tests/flows/ticks.c:38  leat_for_each */
static inline void for_each_38_30_do(uint64_t c)
{
    (void)c;
#line 38 "tests/flows/ticks.c"
                               { if (c == 1000) printf("the last snapshot saw %" PRIu64 "\n", c); }
#line 497 "ticks.leat.c"
}

static inline void for_each_38_30(struct p_0 *self, uint64_t x)
{
    for_each_38_30_do(x);
    (void)self;
}

static inline uint64_t count_36_26_version(const struct p_0 *self)
{
    return self->count_36_26.version;
}

static inline bool count_36_26_read(const struct p_0 *self, uint64_t *into)
{
    *into = self->count_36_26.value;
    return true;
}

static inline bool source_iter_9_0_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_9_0.ended)
        leat_source_resume(run, &self->source_iter_9_0, source_iter_9_0_body, self);
    return self->source_iter_9_0.ended;
}

static inline void count_16_4_step(struct p_0 *self)
{

    const uint64_t x = self->count_16_4.value;

    into_stream_16_5(self, x);
}

static inline bool assert_equal_13_3_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_13_3.done || !ended)
        return self->assert_equal_13_3.done;
    assert_equal_13_3_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_13_3.got, &wanted, true, "tests/flows/ticks.c:13");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_13_3.got, sizeof(int));
    return self->assert_equal_13_3.done = true;
}

static inline bool fold_17_7_step(struct p_0 *self, bool ended)
{
    if (self->fold_17_7.released || !ended)
        return self->fold_17_7.released;
    self->fold_17_7.released = true;

    const uint64_t x = self->fold_17_7.value;

    into_stream_17_8(self, x);
    return true;
}

static inline bool assert_equal_17_9_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_17_9.done || !ended)
        return self->assert_equal_17_9.done;
    assert_equal_17_9_expected(&wanted);
    leat_assert_values(&leat_d_u64_, &self->assert_equal_17_9.got, &wanted, true, "tests/flows/ticks.c:17");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_17_9.got, sizeof(uint64_t));
    return self->assert_equal_17_9.done = true;
}

static inline bool limit_21_13_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_21_13 == 0;
}

static inline bool assert_equal_21_14_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_21_14.done || !ended)
        return self->assert_equal_21_14.done;
    assert_equal_21_14_expected(&wanted);
    leat_assert_values(&leat_d_numbered, &self->assert_equal_21_14.got, &wanted, true, "tests/flows/ticks.c:21");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_21_14.got, sizeof(numbered));
    return self->assert_equal_21_14.done = true;
}

static inline bool source_iter_25_15_step(struct p_0 *self, struct leat_run *run)
{
    int at = self->source_iter_25_15.at;
    const int end = self->source_iter_25_15.end;
    uint64_t room;

    if (self->source_iter_25_15.ended)
        return true;
    leat_run_slice(run);
    while (at < end && (room = leat_run_chunk(run)) > 0) {
        const int stop = (uint64_t)end - (uint64_t)at > room ? (int)(at + (int)room) : end;

        for (; at < stop; at++) {
            batch_25_16(self, at);
        }
        self->source_iter_25_15.at = at;
    }
    return self->source_iter_25_15.ended = at >= end;
}

/* At the start of a turn: what was deferred is now. True where there is something. */
static inline bool deferred_29_20_begin(struct p_0 *self)
{
    if (self->defer_29_20.next.count == 0)
        return false;

    const struct leat_buffer empty = self->defer_29_20.now;

    self->defer_29_20.now = self->defer_29_20.next;
    self->defer_29_20.next = empty;
    return true;
}

static inline bool deferred_29_20_pending(const struct p_0 *self)
{
    return self->defer_29_20.next.count > 0;
}

static inline void deferred_29_20_step(struct p_0 *self)
{
    const size_t count = self->defer_29_20.now.count;

    for (size_t at = 0; at < count; at++) {
        const int x = ((const int *)self->defer_29_20.now.data)[at];

        forward_27_17(self, x);
    }
}

static inline bool fold_30_22_step(struct p_0 *self, bool ended)
{
    if (self->fold_30_22.released || !ended)
        return self->fold_30_22.released;
    self->fold_30_22.released = true;

    const int x = self->fold_30_22.value;

    into_stream_30_23(self, x);
    return true;
}

static inline bool assert_equal_30_24_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_30_24.done || !ended)
        return self->assert_equal_30_24.done;
    assert_equal_30_24_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_30_24.got, &wanted, true, "tests/flows/ticks.c:30");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_30_24.got, sizeof(int));
    return self->assert_equal_30_24.done = true;
}

static inline bool source_generate_36_25_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_generate_36_25.ended)
        leat_source_resume(run, &self->source_generate_36_25, source_generate_36_25_body, self);
    return self->source_generate_36_25.ended;
}

static inline bool count_36_26_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->count_36_26.touched || run->first)
        self->count_36_26.version++;
    return ended;
}

/* tests/flows/ticks.c:36  leat_snapshot */
static inline bool snapshot_36_27_changed(struct p_0 *self)
{
    const uint64_t version = count_36_26_version(self);
    const bool changed = version != self->snapshot_36_27;

    self->snapshot_36_27 = version;
    return changed;
}

static inline void snapshot_36_27_step(struct p_0 *self)
{
    uint64_t x;

    if (count_36_26_read(self, &x)) {
        into_stream_36_28(self, x);
    }
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    self->tick_0 = &self->has_tick_0;
    self->tick_1 = &self->has_tick_1;
    self->tick_2 = &self->has_tick_2;
    (void)run;
    self->fold_17_7.value = fold_17_7_initial();
    self->limit_21_13 = limit_21_13_most();
    self->source_iter_25_15.at = source_iter_25_15_from();
    self->source_iter_25_15.end = source_iter_25_15_to();
    self->fold_30_22.value = fold_30_22_initial();
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void p_0_settle(struct p_0 *self)
{
    (void)self;
    self->count_36_26.touched = false;
}

/* What the operators of the tick saw is gone: the next one starts afresh. */
static inline void p_0_reset_tick_0(struct p_0 *self)
{
    (void)self;
    self->count_16_4.value = 0;
    self->enumerate_20_10 = 0;
}

/* What the operators of the tick saw is gone: the next one starts afresh. */
static inline void p_0_reset_tick_1(struct p_0 *self)
{
    (void)self;
    if (self->defer_29_20.next.count > 0)
        leat_buffer_clear(&self->defer_29_20.now, sizeof(int));
    else
        leat_buffer_release(&self->defer_29_20.now);
}

/* What the operators of the tick saw is gone: the next one starts afresh. */
static inline void p_0_reset_tick_2(struct p_0 *self)
{
    (void)self;
}

static void p_0_release(void *state)
{
    struct p_0 *self = state;

    (void)self;
    leat_source_stop(self->run, &self->source_iter_9_0);
    leat_buffer_release(&self->assert_equal_13_3.got);
    leat_keep_release(&self->assert_equal_13_3.keep);
    leat_buffer_release(&self->assert_equal_17_9.got);
    leat_keep_release(&self->assert_equal_17_9.keep);
    leat_buffer_release(&self->assert_equal_21_14.got);
    leat_keep_release(&self->assert_equal_21_14.keep);
    leat_buffer_release(&self->defer_29_20.next);
    leat_buffer_release(&self->defer_29_20.now);
    leat_buffer_release(&self->assert_equal_30_24.got);
    leat_keep_release(&self->assert_equal_30_24.keep);
    leat_source_stop(self->run, &self->source_generate_36_25);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    *self->tick_0 = run->first;
    *self->tick_1 = run->first;
    *self->tick_2 = run->first;
    if (deferred_29_20_begin(self))
        *self->tick_1 = true;

    const bool ended_0 = source_iter_9_0_step(self, run);

    /* tick 0 */
    if (*self->tick_0) {
        count_16_4_step(self);
        p_0_reset_tick_0(self);
        *self->tick_0 = false;
    }
    const bool tick_0_ended = true && ended_0;

    const bool ended_6 = assert_equal_13_3_step(self, tick_0_ended);
    const bool ended_8 = fold_17_7_step(self, tick_0_ended);
    const bool ended_10 = assert_equal_17_9_step(self, ended_8);
    const bool ended_13 = limit_21_13_step(self, tick_0_ended);
    const bool ended_14 = assert_equal_21_14_step(self, ended_13);
    const bool ended_15 = source_iter_25_15_step(self, run);

    /* tick 1 */
    if (*self->tick_1) {
        deferred_29_20_step(self);
        p_0_reset_tick_1(self);
        *self->tick_1 = false;
    }
    const bool tick_1_again = deferred_29_20_pending(self);
    const bool tick_1_ended = true && ended_15 && !tick_1_again;
    if (tick_1_again)
        run->again = true;

    const bool ended_23 = fold_30_22_step(self, tick_1_ended);
    const bool ended_25 = assert_equal_30_24_step(self, ended_23);
    const bool ended_26 = source_generate_36_25_step(self, run);
    const bool ended_27 = count_36_26_step(self, run, ended_26);

    /* tick 2 */
    if (snapshot_36_27_changed(self))
        *self->tick_2 = true;
    if (*self->tick_2) {
        snapshot_36_27_step(self);
        p_0_reset_tick_2(self);
        *self->tick_2 = false;
    }
    const bool tick_2_ended = true && ended_27;


    p_0_settle(self);
    run->finished = ended_6 && ended_10 && ended_14 && ended_25 && tick_2_ended;
}

/* ==== the program ==== */

static const struct leat_location_info p_0_info = {
    .name = "p/0",
    .id = 0,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct p_0),
    .start = p_0_start,
    .turn = p_0_turn,
    .release = p_0_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &p_0_info,
};

static const struct leat_program leat_this_program = {
    .name = "tests/flows/ticks.c",
    .hash = UINT64_C(0x907a22cee5e975d6),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
