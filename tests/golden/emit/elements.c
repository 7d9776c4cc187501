/* Made by leat 0.1.0 from tests/flows/elements.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/elements.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");
_Static_assert(sizeof(double) == 8, "double has another size here than where the flow was built");
_Static_assert(sizeof(numbered) == 16, "numbered has another size here than where the flow was built");
_Static_assert(offsetof(numbered, key) == 0, "numbered.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(numbered, value) == 8, "numbered.value lies elsewhere here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct {
        int at, end;
        bool ended;
    } source_iter_11_0;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_12_2;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_13_4;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_14_6;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_15_8;
    uint64_t enumerate_17_10;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_17_11;
    struct leat_flat unique_19_13;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_19_14;
    uint64_t limit_20_15;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_20_16;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_21_19;
    struct {
        struct leat_buffer waiting; /* of the second input, until the first has ended */
        struct leat_keep keep;
        size_t at;
        bool open;
    } chain_22_21;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_22_22;
    struct {
        struct leat_buffer values;
        struct leat_keep keep;
        size_t at;
        bool sorted;
        bool released;
    } sort_23_23;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_23_24;
    struct leat_source source_generate_24_25;
    uint64_t limit_24_26;
    uint64_t limit_25_28;
};

static inline void map_12_1(struct p_0 *self, int x);
static inline void assert_equal_12_2(struct p_0 *self, int x);
static inline void filter_13_3(struct p_0 *self, int x);
static inline void assert_equal_13_4(struct p_0 *self, int x);
static inline void filter_map_14_5(struct p_0 *self, int x);
static inline void assert_equal_14_6(struct p_0 *self, double x);
static inline void flat_map_15_7(struct p_0 *self, int x);
static inline void assert_equal_15_8(struct p_0 *self, int x);
static inline void map_17_9(struct p_0 *self, int x);
static inline void enumerate_17_10(struct p_0 *self, int x);
static inline void assert_equal_17_11(struct p_0 *self, numbered x);
static inline void map_19_12(struct p_0 *self, int x);
static inline void unique_19_13(struct p_0 *self, int x);
static inline void assert_equal_19_14(struct p_0 *self, int x);
static inline void limit_20_15(struct p_0 *self, int x);
static inline void assert_equal_20_16(struct p_0 *self, int x);
static inline void map_21_17(struct p_0 *self, int x);
static inline void merge_21_18(struct p_0 *self, int x);
static inline void assert_equal_21_19(struct p_0 *self, int x);
static inline void map_22_20(struct p_0 *self, int x);
static inline void chain_22_21(struct p_0 *self, int x);
static inline void chain_22_21_second(struct p_0 *self, int x);
static inline void assert_equal_22_22(struct p_0 *self, int x);
static inline void sort_23_23(struct p_0 *self, int x);
static inline void assert_equal_23_24(struct p_0 *self, int x);
static inline void limit_24_26(struct p_0 *self, int x);
static inline void for_each_24_27(struct p_0 *self, int x);
static inline void limit_25_28(struct p_0 *self, int x);
static inline void inspect_25_29(struct p_0 *self, int x);
static inline void for_each_25_30(struct p_0 *self, int x);

/* tests/flows/elements.c:11  leat_source_iter */
static inline int source_iter_11_0_from(void)
{
    return (int)(0);
}

static inline int source_iter_11_0_to(void)
{
    return (int)(6);
}

/* tests/flows/elements.c:12  leat_map */
static inline int map_12_1_of(int x)
{
    (void)x;
    return (
#line 12 "tests/flows/elements.c"
                                            x * x
#line 141 "elements.leat.c"
    );
}

static inline void map_12_1(struct p_0 *self, int x)
{
    assert_equal_12_2(self, map_12_1_of(x));
}

/* tests/flows/elements.c:12  leat_assert_equal */
static void assert_equal_12_2_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 12 "tests/flows/elements.c"
                                                            { yield(0); yield(1); yield(4); yield(9); yield(16); yield(25); }
#line 158 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_12_2(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_12_2.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:13  leat_filter */
static inline bool filter_13_3_of(int x)
{
    const int32_t limit = INT64_C(4);
    (void)x;
    return (
#line 13 "tests/flows/elements.c"
                                          x < limit
#line 178 "elements.leat.c"
    );
}

static inline void filter_13_3(struct p_0 *self, int x)
{
    if (!filter_13_3_of(x))
        return;
    assert_equal_13_4(self, x);
}

/* tests/flows/elements.c:13  leat_assert_equal */
static void assert_equal_13_4_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 13 "tests/flows/elements.c"
                                                                          { range(0, 4); }
#line 197 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_13_4(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_13_4.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:14  leat_filter_map */
static inline void filter_map_14_5_yield(struct p_0 *self, double y)
{
    assert_equal_14_6(self, y);
}

static inline void filter_map_14_5(struct p_0 *self, int x)
{
    (void)x;
    bool leat_yielded = false;

    (void)leat_yielded;
#define yield(...) (leat_yield_once(&leat_yielded, "tests/flows/elements.c:14"), filter_map_14_5_yield(self, __VA_ARGS__))
#define range(a, b) for (double leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 14 "tests/flows/elements.c"
                                                      { if (x > 3) yield(x / 2.0); }
#line 225 "elements.leat.c"
#undef range
#undef yield
}

/* tests/flows/elements.c:14  leat_assert_equal */
static void assert_equal_14_6_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(double *)leat_buffer_push(leat_wanted, sizeof(double)) = (__VA_ARGS__))
#define range(a, b) for (double leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 14 "tests/flows/elements.c"
                                                                                                  { yield(2.0); yield(2.5); }
#line 238 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_14_6(struct p_0 *self, double x)
{
    double *kept = leat_buffer_push(&self->assert_equal_14_6.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:15  leat_flat_map */
static inline void flat_map_15_7_yield(struct p_0 *self, int y)
{
    assert_equal_15_8(self, y);
}

static inline void flat_map_15_7(struct p_0 *self, int x)
{
    (void)x;
#define yield(...) flat_map_15_7_yield(self, __VA_ARGS__)
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 15 "tests/flows/elements.c"
                                                 { range(0, x); }
#line 263 "elements.leat.c"
#undef range
#undef yield
}

/* tests/flows/elements.c:15  leat_assert_equal */
static void assert_equal_15_8_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 16 "tests/flows/elements.c"
                        { for (int i = 1; i < 6; i++) for (int j = 0; j < i; j++) yield(j); }
#line 276 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_15_8(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_15_8.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:17  leat_map */
static inline int map_17_9_of(int x)
{
    (void)x;
    return (
#line 17 "tests/flows/elements.c"
                                                           10 * x
#line 295 "elements.leat.c"
    );
}

static inline void map_17_9(struct p_0 *self, int x)
{
    enumerate_17_10(self, map_17_9_of(x));
}

/* tests/flows/elements.c:17  leat_enumerate */
static inline void enumerate_17_10(struct p_0 *self, int x)
{
    const numbered y = (numbered){.key = self->enumerate_17_10++, .value = x};

    assert_equal_17_11(self, y);
}

/* tests/flows/elements.c:17  leat_assert_equal */
static void assert_equal_17_11_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(numbered *)leat_buffer_push(leat_wanted, sizeof(numbered)) = (__VA_ARGS__))
#define range(a, b) for (numbered leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 18 "tests/flows/elements.c"
                        { for (int i = 0; i < 6; i++) yield((numbered){(uint64_t)i, 10 * i}); }
#line 320 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_17_11(struct p_0 *self, numbered x)
{
    numbered *kept = leat_buffer_push(&self->assert_equal_17_11.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:19  leat_map */
static inline int map_19_12_of(int x)
{
    (void)x;
    return (
#line 19 "tests/flows/elements.c"
                                                        x % 3
#line 339 "elements.leat.c"
    );
}

static inline void map_19_12(struct p_0 *self, int x)
{
    unique_19_13(self, map_19_12_of(x));
}

/* tests/flows/elements.c:19  leat_unique */
static inline void unique_19_13(struct p_0 *self, int x)
{
    bool is_new;
    int *entry = leat_flat_enter(&self->unique_19_13, sizeof(int), 0, sizeof(int),
        (uint64_t)x, &is_new);

    (void)entry;
    if (!is_new)
        return;
    assert_equal_19_14(self, x);
}

/* tests/flows/elements.c:19  leat_assert_equal */
static void assert_equal_19_14_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 19 "tests/flows/elements.c"
                                                                         { range(0, 3); }
#line 369 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_19_14(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_19_14.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:20  leat_limit */
static inline uint64_t limit_20_15_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 20 "tests/flows/elements.c"
                                      3
#line 388 "elements.leat.c"
    );

    return leat_value;
}

static inline void limit_20_15(struct p_0 *self, int x)
{
    if (self->limit_20_15 == 0)
        return;
    self->limit_20_15--;
    assert_equal_20_16(self, x);
}

/* tests/flows/elements.c:20  leat_assert_equal */
static void assert_equal_20_16_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 20 "tests/flows/elements.c"
                                                  { range(0, 3); }
#line 410 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_20_16(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_20_16.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:21  leat_map */
static inline int map_21_17_of(int x)
{
    (void)x;
    return (
#line 21 "tests/flows/elements.c"
                                                             x + 6
#line 429 "elements.leat.c"
    );
}

static inline void map_21_17(struct p_0 *self, int x)
{
    merge_21_18(self, map_21_17_of(x));
}

/* tests/flows/elements.c:21  leat_merge */
static inline void merge_21_18(struct p_0 *self, int x)
{
    assert_equal_21_19(self, x);
}

/* tests/flows/elements.c:21  leat_assert_equal */
static void assert_equal_21_19_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 21 "tests/flows/elements.c"
                                                                              { range(0, 12); range(0, 6); }
#line 452 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_21_19(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_21_19.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:22  leat_map */
static inline int map_22_20_of(int x)
{
    (void)x;
    return (
#line 22 "tests/flows/elements.c"
                                                       x + 6
#line 471 "elements.leat.c"
    );
}

static inline void map_22_20(struct p_0 *self, int x)
{
    chain_22_21(self, map_22_20_of(x));
}

/* tests/flows/elements.c:22  leat_chain */
static inline void chain_22_21(struct p_0 *self, int x)
{
    assert_equal_22_22(self, x);
}

/* what comes before the first input has ended waits */
static inline void chain_22_21_second(struct p_0 *self, int x)
{
    if (self->chain_22_21.open) {
        assert_equal_22_22(self, x);
        return;
    }

    int *kept = leat_buffer_push(&self->chain_22_21.waiting, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:22  leat_assert_equal */
static void assert_equal_22_22_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 22 "tests/flows/elements.c"
                                                                           { range(6, 12); range(0, 6); }
#line 507 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_22_22(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_22_22.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:23  leat_sort */
static inline int sort_23_23_of(int a, int b)
{
    (void)a;
    (void)b;
    return (
#line 23 "tests/flows/elements.c"
                                           b - a
#line 527 "elements.leat.c"
    );
}

static inline int sort_23_23_compare(const void *a, const void *b, void *context)
{
    const int order = sort_23_23_of(*(const int *)a, *(const int *)b);

    (void)context;
    return order;
}

static inline void sort_23_23(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->sort_23_23.values, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:23  leat_assert_equal */
static void assert_equal_23_24_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 23 "tests/flows/elements.c"
                                                           { for (int i = 5; i >= 0; i--) yield(i); }
#line 554 "elements.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_23_24(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_23_24.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/elements.c:24  leat_source_generate */
static inline void source_generate_24_25_yield(struct p_0 *self, uint64_t *yields, int x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    limit_24_26(self, x);
    run->memory = run->into = &self->source_generate_24_25.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_generate_24_25);
        *yields = 0;
    }
}

static void source_generate_24_25_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_generate_24_25_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const int *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 24 "tests/flows/elements.c"
                                                            { for (int i = 0;; i++) yield(i); }
#line 592 "elements.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/flows/elements.c:24  leat_limit */
static inline uint64_t limit_24_26_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 24 "tests/flows/elements.c"
                                                                                                     3
#line 605 "elements.leat.c"
    );

    return leat_value;
}

static inline void limit_24_26(struct p_0 *self, int x)
{
    if (self->limit_24_26 == 0)
        return;
    self->limit_24_26--;
    for_each_24_27(self, x);
}

/* tests/flows/elements.c:24  leat_for_each */
static inline void for_each_24_27_do(int x)
{
    (void)x;
#line 24 "tests/flows/elements.c"
                                                                                                               printf("%d\n", x);
#line 625 "elements.leat.c"
}

static inline void for_each_24_27(struct p_0 *self, int x)
{
    for_each_24_27_do(x);
    (void)self;
}

/* tests/flows/elements.c:25  leat_limit */
static inline uint64_t limit_25_28_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 25 "tests/flows/elements.c"
                                               1
#line 641 "elements.leat.c"
    );

    return leat_value;
}

static inline void limit_25_28(struct p_0 *self, int x)
{
    if (self->limit_25_28 == 0)
        return;
    self->limit_25_28--;
    inspect_25_29(self, x);
}

/* tests/flows/elements.c:25  leat_inspect */
static inline void inspect_25_29_do(int x)
{
    (void)x;
#line 25 "tests/flows/elements.c"
                                                         printf("saw %d\n", x);
#line 661 "elements.leat.c"
}

static inline void inspect_25_29(struct p_0 *self, int x)
{
    inspect_25_29_do(x);
    for_each_25_30(self, x);
}

/* tests/flows/elements.c:25  leat_for_each */
static inline void for_each_25_30_do(int x)
{
    (void)x;
#line 25 "tests/flows/elements.c"
                                                                                       (void)x;
#line 676 "elements.leat.c"
}

static inline void for_each_25_30(struct p_0 *self, int x)
{
    for_each_25_30_do(x);
    (void)self;
}

static inline bool source_iter_11_0_step(struct p_0 *self, struct leat_run *run)
{
    int at = self->source_iter_11_0.at;
    const int end = self->source_iter_11_0.end;
    uint64_t room;

    if (self->source_iter_11_0.ended)
        return true;
    leat_run_slice(run);
    while (at < end && (room = leat_run_chunk(run)) > 0) {
        const int stop = (uint64_t)end - (uint64_t)at > room ? (int)(at + (int)room) : end;

        for (; at < stop; at++) {
            map_12_1(self, at);
            filter_13_3(self, at);
            filter_map_14_5(self, at);
            flat_map_15_7(self, at);
            map_17_9(self, at);
            map_19_12(self, at);
            limit_20_15(self, at);
            map_21_17(self, at);
            merge_21_18(self, at);
            merge_21_18(self, at);
            map_22_20(self, at);
            chain_22_21_second(self, at);
            sort_23_23(self, at);
            limit_25_28(self, at);
        }
        self->source_iter_11_0.at = at;
    }
    return self->source_iter_11_0.ended = at >= end;
}

static inline bool assert_equal_12_2_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_12_2.done || !ended)
        return self->assert_equal_12_2.done;
    assert_equal_12_2_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_12_2.got, &wanted, true, "tests/flows/elements.c:12");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_12_2.got, sizeof(int));
    return self->assert_equal_12_2.done = true;
}

static inline bool assert_equal_13_4_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_13_4.done || !ended)
        return self->assert_equal_13_4.done;
    assert_equal_13_4_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_13_4.got, &wanted, true, "tests/flows/elements.c:13");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_13_4.got, sizeof(int));
    return self->assert_equal_13_4.done = true;
}

static inline bool assert_equal_14_6_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_14_6.done || !ended)
        return self->assert_equal_14_6.done;
    assert_equal_14_6_expected(&wanted);
    leat_assert_values(&leat_d_f64_, &self->assert_equal_14_6.got, &wanted, true, "tests/flows/elements.c:14");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_14_6.got, sizeof(double));
    return self->assert_equal_14_6.done = true;
}

static inline bool assert_equal_15_8_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_15_8.done || !ended)
        return self->assert_equal_15_8.done;
    assert_equal_15_8_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_15_8.got, &wanted, true, "tests/flows/elements.c:15");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_15_8.got, sizeof(int));
    return self->assert_equal_15_8.done = true;
}

static inline bool assert_equal_17_11_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_17_11.done || !ended)
        return self->assert_equal_17_11.done;
    assert_equal_17_11_expected(&wanted);
    leat_assert_values(&leat_d_numbered, &self->assert_equal_17_11.got, &wanted, true, "tests/flows/elements.c:17");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_17_11.got, sizeof(numbered));
    return self->assert_equal_17_11.done = true;
}

static inline bool assert_equal_19_14_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_19_14.done || !ended)
        return self->assert_equal_19_14.done;
    assert_equal_19_14_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_19_14.got, &wanted, true, "tests/flows/elements.c:19");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_19_14.got, sizeof(int));
    return self->assert_equal_19_14.done = true;
}

static inline bool limit_20_15_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_20_15 == 0;
}

static inline bool assert_equal_20_16_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_20_16.done || !ended)
        return self->assert_equal_20_16.done;
    assert_equal_20_16_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_20_16.got, &wanted, true, "tests/flows/elements.c:20");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_20_16.got, sizeof(int));
    return self->assert_equal_20_16.done = true;
}

static inline bool assert_equal_21_19_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_21_19.done || !ended)
        return self->assert_equal_21_19.done;
    assert_equal_21_19_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_21_19.got, &wanted, false, "tests/flows/elements.c:21");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_21_19.got, sizeof(int));
    return self->assert_equal_21_19.done = true;
}

static inline bool chain_22_21_step(struct p_0 *self, struct leat_run *run, bool ended, bool second_ended)
{
    if (self->chain_22_21.open)
        return second_ended;
    if (!ended)
        return false;

    uint64_t room;

    leat_run_slice(run);
    while (self->chain_22_21.at < self->chain_22_21.waiting.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->chain_22_21.waiting.count - self->chain_22_21.at > room ? self->chain_22_21.at + (size_t)room : self->chain_22_21.waiting.count;

        for (size_t at = self->chain_22_21.at; at < end; at++) {
            const int x = ((const int *)self->chain_22_21.waiting.data)[at];

            assert_equal_22_22(self, x);
        }
        self->chain_22_21.at = (__typeof__(self->chain_22_21.at))end;
    }
    if (self->chain_22_21.at < self->chain_22_21.waiting.count)
        return false;
    self->chain_22_21.open = true;
    leat_buffer_release(&self->chain_22_21.waiting);
    return second_ended;
}

static inline bool assert_equal_22_22_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_22_22.done || !ended)
        return self->assert_equal_22_22.done;
    assert_equal_22_22_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_22_22.got, &wanted, true, "tests/flows/elements.c:22");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_22_22.got, sizeof(int));
    return self->assert_equal_22_22.done = true;
}

static inline bool sort_23_23_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->sort_23_23.released || !ended)
        return self->sort_23_23.released;
    if (!self->sort_23_23.sorted)
        leat_sort_values(self->sort_23_23.values.data, self->sort_23_23.values.count, sizeof(int), sort_23_23_compare, NULL);
    self->sort_23_23.sorted = true;

    uint64_t room;

    leat_run_slice(run);
    while (self->sort_23_23.at < self->sort_23_23.values.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->sort_23_23.values.count - self->sort_23_23.at > room ? self->sort_23_23.at + (size_t)room : self->sort_23_23.values.count;

        for (size_t at = self->sort_23_23.at; at < end; at++) {
            const int x = ((const int *)self->sort_23_23.values.data)[at];

            assert_equal_23_24(self, x);
        }
        self->sort_23_23.at = (__typeof__(self->sort_23_23.at))end;
    }
    if (self->sort_23_23.at < self->sort_23_23.values.count)
        return false;
    leat_buffer_release(&self->sort_23_23.values);
    self->sort_23_23.released = true;
    return true;
}

static inline bool assert_equal_23_24_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_23_24.done || !ended)
        return self->assert_equal_23_24.done;
    assert_equal_23_24_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_23_24.got, &wanted, true, "tests/flows/elements.c:23");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_23_24.got, sizeof(int));
    return self->assert_equal_23_24.done = true;
}

static inline bool source_generate_24_25_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_generate_24_25.ended)
        leat_source_resume(run, &self->source_generate_24_25, source_generate_24_25_body, self);
    return self->source_generate_24_25.ended;
}

static inline void source_generate_24_25_stop(struct p_0 *self, struct leat_run *run)
{
    (void)run;
    leat_source_stop(run, &self->source_generate_24_25);
}

static inline bool limit_24_26_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_24_26 == 0;
}

static inline bool limit_25_28_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_25_28 == 0;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
    self->source_iter_11_0.at = source_iter_11_0_from();
    self->source_iter_11_0.end = source_iter_11_0_to();
    self->limit_20_15 = limit_20_15_most();
    self->limit_24_26 = limit_24_26_most();
    self->limit_25_28 = limit_25_28_most();
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void p_0_settle(struct p_0 *self)
{
    (void)self;
}

static void p_0_release(void *state)
{
    struct p_0 *self = state;

    (void)self;
    leat_buffer_release(&self->assert_equal_12_2.got);
    leat_keep_release(&self->assert_equal_12_2.keep);
    leat_buffer_release(&self->assert_equal_13_4.got);
    leat_keep_release(&self->assert_equal_13_4.keep);
    leat_buffer_release(&self->assert_equal_14_6.got);
    leat_keep_release(&self->assert_equal_14_6.keep);
    leat_buffer_release(&self->assert_equal_15_8.got);
    leat_keep_release(&self->assert_equal_15_8.keep);
    leat_buffer_release(&self->assert_equal_17_11.got);
    leat_keep_release(&self->assert_equal_17_11.keep);
    leat_flat_release(&self->unique_19_13, sizeof(int));
    leat_buffer_release(&self->assert_equal_19_14.got);
    leat_keep_release(&self->assert_equal_19_14.keep);
    leat_buffer_release(&self->assert_equal_20_16.got);
    leat_keep_release(&self->assert_equal_20_16.keep);
    leat_buffer_release(&self->assert_equal_21_19.got);
    leat_keep_release(&self->assert_equal_21_19.keep);
    leat_buffer_release(&self->chain_22_21.waiting);
    leat_keep_release(&self->chain_22_21.keep);
    leat_buffer_release(&self->assert_equal_22_22.got);
    leat_keep_release(&self->assert_equal_22_22.keep);
    leat_buffer_release(&self->sort_23_23.values);
    leat_keep_release(&self->sort_23_23.keep);
    leat_buffer_release(&self->assert_equal_23_24.got);
    leat_keep_release(&self->assert_equal_23_24.keep);
    leat_source_stop(self->run, &self->source_generate_24_25);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_11_0_step(self, run);
    const bool ended_2 = assert_equal_12_2_step(self, ended_0);
    const bool ended_4 = assert_equal_13_4_step(self, ended_0);
    const bool ended_6 = assert_equal_14_6_step(self, ended_0);
    const bool ended_8 = assert_equal_15_8_step(self, ended_0);
    const bool ended_11 = assert_equal_17_11_step(self, ended_0);
    const bool ended_14 = assert_equal_19_14_step(self, ended_0);
    const bool ended_15 = limit_20_15_step(self, ended_0);
    const bool ended_16 = assert_equal_20_16_step(self, ended_15);
    const bool ended_18 = ended_0 && ended_0 && ended_0;
    const bool ended_19 = assert_equal_21_19_step(self, ended_18);
    const bool ended_21 = chain_22_21_step(self, run, ended_0, ended_0);
    const bool ended_22 = assert_equal_22_22_step(self, ended_21);
    const bool ended_23 = sort_23_23_step(self, run, ended_0);
    const bool ended_24 = assert_equal_23_24_step(self, ended_23);
    const bool ended_25 = source_generate_24_25_step(self, run);
    const bool ended_26 = limit_24_26_step(self, ended_25);
    const bool ended_28 = limit_25_28_step(self, ended_0);

    const bool wanted_26 = !ended_26;
    const bool wanted_25 = wanted_26;
    if (!wanted_25 && !ended_25) {
        source_generate_24_25_stop(self, run);
        run->again = true;
    }
    p_0_settle(self);
    run->finished = ended_2 && ended_4 && ended_6 && ended_8 && ended_11 && ended_14 && ended_16 && ended_19 && ended_22 && ended_24 && ended_26 && ended_28;
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
    .name = "tests/flows/elements.c",
    .hash = UINT64_C(0x34d487532b14fc9c),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
