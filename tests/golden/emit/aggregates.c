/* Made by leat 0.1.0 from tests/flows/aggregates.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/aggregates.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");
_Static_assert(sizeof(by_parity) == 8, "by_parity has another size here than where the flow was built");
_Static_assert(offsetof(by_parity, key) == 0, "by_parity.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(by_parity, value) == 4, "by_parity.value lies elsewhere here than where the flow was built");
_Static_assert(sizeof(uint64_t) == 8, "uint64_t has another size here than where the flow was built");
_Static_assert(sizeof(leat_str) == 16, "leat_str has another size here than where the flow was built");
_Static_assert(sizeof(name_length) == 24, "name_length has another size here than where the flow was built");
_Static_assert(offsetof(name_length, key) == 0, "name_length.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(name_length, value) == 8, "name_length.value lies elsewhere here than where the flow was built");
_Static_assert(sizeof(names_by_length) == 24, "names_by_length has another size here than where the flow was built");
_Static_assert(offsetof(names_by_length, key) == 0, "names_by_length.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(names_by_length, value) == 8, "names_by_length.value lies elsewhere here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct {
        int at, end;
        bool ended;
    } source_iter_11_0;
    struct {
        int value;
        bool touched; /* since the last turn */
        bool released;
    } fold_15_3;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_15_5;
    struct {
        int value;
        bool touched; /* since the last turn */
        bool released;
    } fold_16_6;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_16_8;
    struct {
        int value;
        bool some;
        bool touched; /* since the last turn */
        bool released;
    } reduce_17_9;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_17_11;
    struct {
        int value;
        bool some;
        bool touched; /* since the last turn */
        bool released;
    } reduce_18_12;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_18_14;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_19_15;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_19_17;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_20_18;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_20_20;
    struct {
        struct leat_flat table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
        unsigned long long gathered; /* elements; the last of them are to be entered, when their slots are there */
        by_parity gathering[LEAT_GATHERED_MOST];
    } fold_keyed_21_21;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_21_23;
    struct {
        struct leat_flat table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
        unsigned long long gathered; /* elements; the last of them are to be entered, when their slots are there */
        by_parity gathering[LEAT_GATHERED_MOST];
    } reduce_keyed_23_24;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_23_26;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_25_27;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_25_31;
    struct leat_source source_iter_27_32;
    struct {
        struct leat_table table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
    } fold_keyed_33_34;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_35_36;
};

static inline void filter_12_1(struct p_0 *self, int x);
static inline void map_13_2(struct p_0 *self, int x);
static inline void fold_15_3(struct p_0 *self, int x);
static inline void into_stream_15_4(struct p_0 *self, int x);
static inline void assert_equal_15_5(struct p_0 *self, int x);
static inline void fold_16_6(struct p_0 *self, int x);
static inline void into_stream_16_7(struct p_0 *self, int x);
static inline void assert_equal_16_8(struct p_0 *self, int x);
static inline void reduce_17_9(struct p_0 *self, int x);
static inline void into_stream_17_10(struct p_0 *self, int x);
static inline void assert_equal_17_11(struct p_0 *self, int x);
static inline void reduce_18_12(struct p_0 *self, int x);
static inline void into_stream_18_13(struct p_0 *self, int x);
static inline void assert_equal_18_14(struct p_0 *self, int x);
static inline void count_19_15(struct p_0 *self, int x);
static inline void into_stream_19_16(struct p_0 *self, uint64_t x);
static inline void assert_equal_19_17(struct p_0 *self, uint64_t x);
static inline void count_20_18(struct p_0 *self, int x);
static inline void into_stream_20_19(struct p_0 *self, uint64_t x);
static inline void assert_equal_20_20(struct p_0 *self, uint64_t x);
static inline void fold_keyed_21_21(struct p_0 *self, by_parity x);
static inline void entries_21_22(struct p_0 *self, by_parity x);
static inline void assert_equal_21_23(struct p_0 *self, by_parity x);
static inline void reduce_keyed_23_24(struct p_0 *self, by_parity x);
static inline void entries_23_25(struct p_0 *self, by_parity x);
static inline void assert_equal_23_26(struct p_0 *self, by_parity x);
static inline void count_25_27(struct p_0 *self, int x);
static inline void map_25_28(struct p_0 *self, uint64_t x);
static inline void filter_25_29(struct p_0 *self, int x);
static inline void into_stream_25_30(struct p_0 *self, int x);
static inline void assert_equal_25_31(struct p_0 *self, int x);
static inline void map_33_33(struct p_0 *self, leat_str x);
static inline void fold_keyed_33_34(struct p_0 *self, name_length x);
static inline void entries_35_35(struct p_0 *self, names_by_length x);
static inline void assert_equal_35_36(struct p_0 *self, names_by_length x);

/* tests/flows/aggregates.c:11  leat_source_iter */
static inline int source_iter_11_0_from(void)
{
    return (int)(1);
}

static inline int source_iter_11_0_to(void)
{
    return (int)(11);
}

/* tests/flows/aggregates.c:12  leat_filter */
static inline bool filter_12_1_of(int x)
{
    (void)x;
    return (
#line 12 "tests/flows/aggregates.c"
                                                x > 100
#line 197 "aggregates.leat.c"
    );
}

static inline void filter_12_1(struct p_0 *self, int x)
{
    if (!filter_12_1_of(x))
        return;
    fold_16_6(self, x);
    reduce_18_12(self, x);
    count_20_18(self, x);
}

/* tests/flows/aggregates.c:13  leat_map */
static inline by_parity map_13_2_of(int x)
{
    (void)x;
    return (
#line 13 "tests/flows/aggregates.c"
                                                               (by_parity){x % 2, x}
#line 217 "aggregates.leat.c"
    );
}

static inline void map_13_2(struct p_0 *self, int x)
{
    const by_parity y = map_13_2_of(x);

    fold_keyed_21_21(self, y);
    reduce_keyed_23_24(self, y);
}

/* tests/flows/aggregates.c:15  leat_fold */
static inline int fold_15_3_initial(void)
{
    int leat_value =
        (
#line 15 "tests/flows/aggregates.c"
                                                           0
#line 236 "aggregates.leat.c"
    );

    return leat_value;
}

static inline void fold_15_3_take(int *leat_kept, int x)
{
    int acc = *leat_kept;

    (void)x;
#line 15 "tests/flows/aggregates.c"
                                                                         acc += x;
#line 249 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void fold_15_3(struct p_0 *self, int x)
{
    fold_15_3_take(&self->fold_15_3.value, x);
}

/* tests/flows/aggregates.c:15  leat_into_stream */
static inline void into_stream_15_4(struct p_0 *self, int x)
{
    assert_equal_15_5(self, x);
}

/* tests/flows/aggregates.c:15  leat_assert_equal */
static void assert_equal_15_5_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 15 "tests/flows/aggregates.c"
                                                                                             { yield(55); }
#line 272 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_15_5(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_15_5.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:16  leat_fold */
static inline int fold_16_6_initial(void)
{
    int leat_value =
        (
#line 16 "tests/flows/aggregates.c"
                                                              7
#line 291 "aggregates.leat.c"
    );

    return leat_value;
}

static inline void fold_16_6_take(int *leat_kept, int x)
{
    int acc = *leat_kept;

    (void)x;
#line 16 "tests/flows/aggregates.c"
                                                                            acc += x;
#line 304 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void fold_16_6(struct p_0 *self, int x)
{
    fold_16_6_take(&self->fold_16_6.value, x);
}

/* tests/flows/aggregates.c:16  leat_into_stream */
static inline void into_stream_16_7(struct p_0 *self, int x)
{
    assert_equal_16_8(self, x);
}

/* tests/flows/aggregates.c:16  leat_assert_equal */
static void assert_equal_16_8_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 16 "tests/flows/aggregates.c"
                                                                                                { yield(7); }
#line 327 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_16_8(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_16_8.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:17  leat_reduce */
static inline void reduce_17_9_take(int *leat_kept, int x)
{
    int acc = *leat_kept;

    (void)x;
#line 17 "tests/flows/aggregates.c"
                                                                { if (x > acc) acc = x; }
#line 347 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void reduce_17_9(struct p_0 *self, int x)
{
    if (!self->reduce_17_9.some) {
        self->reduce_17_9.value = x;
        self->reduce_17_9.some = true;
        return;
    }
    reduce_17_9_take(&self->reduce_17_9.value, x);
}

/* tests/flows/aggregates.c:17  leat_into_stream */
static inline void into_stream_17_10(struct p_0 *self, int x)
{
    assert_equal_17_11(self, x);
}

/* tests/flows/aggregates.c:17  leat_assert_equal */
static void assert_equal_17_11_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 17 "tests/flows/aggregates.c"
                                                                                                     { yield(10); }
#line 375 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_17_11(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_17_11.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:18  leat_reduce */
static inline void reduce_18_12_take(int *leat_kept, int x)
{
    int acc = *leat_kept;

    (void)x;
#line 18 "tests/flows/aggregates.c"
                                                                   acc = x;
#line 395 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void reduce_18_12(struct p_0 *self, int x)
{
    if (!self->reduce_18_12.some) {
        self->reduce_18_12.value = x;
        self->reduce_18_12.some = true;
        return;
    }
    reduce_18_12_take(&self->reduce_18_12.value, x);
}

/* tests/flows/aggregates.c:18  leat_into_stream */
static inline void into_stream_18_13(struct p_0 *self, int x)
{
    assert_equal_18_14(self, x);
}

/* tests/flows/aggregates.c:18  leat_assert_equal */
static void assert_equal_18_14_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 18 "tests/flows/aggregates.c"
                                                                                      { }
#line 423 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_18_14(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_18_14.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:19  leat_count */
static inline void count_19_15(struct p_0 *self, int x)
{
    (void)x;
    self->count_19_15.value++;
}

/* tests/flows/aggregates.c:19  leat_into_stream */
static inline void into_stream_19_16(struct p_0 *self, uint64_t x)
{
    assert_equal_19_17(self, x);
}

/* tests/flows/aggregates.c:19  leat_assert_equal */
static void assert_equal_19_17_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(uint64_t *)leat_buffer_push(leat_wanted, sizeof(uint64_t)) = (__VA_ARGS__))
#define range(a, b) for (uint64_t leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 19 "tests/flows/aggregates.c"
                                                                   { yield(10); }
#line 456 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_19_17(struct p_0 *self, uint64_t x)
{
    uint64_t *kept = leat_buffer_push(&self->assert_equal_19_17.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:20  leat_count */
static inline void count_20_18(struct p_0 *self, int x)
{
    (void)x;
    self->count_20_18.value++;
}

/* tests/flows/aggregates.c:20  leat_into_stream */
static inline void into_stream_20_19(struct p_0 *self, uint64_t x)
{
    assert_equal_20_20(self, x);
}

/* tests/flows/aggregates.c:20  leat_assert_equal */
static void assert_equal_20_20_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(uint64_t *)leat_buffer_push(leat_wanted, sizeof(uint64_t)) = (__VA_ARGS__))
#define range(a, b) for (uint64_t leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 20 "tests/flows/aggregates.c"
                                                                      { yield(0); }
#line 489 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_20_20(struct p_0 *self, uint64_t x)
{
    uint64_t *kept = leat_buffer_push(&self->assert_equal_20_20.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:21  leat_fold_keyed */
static inline __typeof__(((by_parity *)0)->value) fold_keyed_21_21_initial(void)
{
    __typeof__(((by_parity *)0)->value) leat_value =
        (
#line 21 "tests/flows/aggregates.c"
                                                                       0
#line 508 "aggregates.leat.c"
    );

    return leat_value;
}

static inline void fold_keyed_21_21_take(__typeof__(((by_parity *)0)->value) *leat_kept, __typeof__(((by_parity *)0)->value) v)
{
    __typeof__(((by_parity *)0)->value) acc = *leat_kept;

    (void)v;
#line 21 "tests/flows/aggregates.c"
                                                                                     acc += v;
#line 521 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void fold_keyed_21_21_enter(struct p_0 *self, by_parity x)
{
    bool is_new;
    by_parity *entry = leat_flat_enter(&self->fold_keyed_21_21.table, sizeof(by_parity), offsetof(by_parity, key), sizeof(((by_parity *)0)->key),
        (uint64_t)x.key, &is_new);

    if (is_new) {
        entry->value = fold_keyed_21_21_initial();
    }
    fold_keyed_21_21_take(&entry->value, x.value);
}

static void fold_keyed_21_21_enter_gathered(struct p_0 *self)
{
    const uint64_t end = self->fold_keyed_21_21.gathered;

    for (uint64_t at = end > LEAT_GATHERED_MOST ? end - LEAT_GATHERED_MOST : 0; at < end; at++)
        fold_keyed_21_21_enter(self, self->fold_keyed_21_21.gathering[at % LEAT_GATHERED_MOST]);
    self->fold_keyed_21_21.gathered = 0;
}

/* x waits until so many have come after it: then its slot is there. Returned is what has waited so long. */
static inline by_parity fold_keyed_21_21_exchange(struct p_0 *self, by_parity x)
{
    by_parity *place = &self->fold_keyed_21_21.gathering[self->fold_keyed_21_21.gathered++ % LEAT_GATHERED_MOST];
    const by_parity first = *place;

    __asm__("" : "+r"(x.key)); /* else gcc loads x as one vector, and takes that apart for small tables too */
    leat_flat_fetch(&self->fold_keyed_21_21.table, sizeof(by_parity), sizeof(((by_parity *)0)->key), (uint64_t)x.key);
    *place = x;
    return first;
}

static inline void fold_keyed_21_21(struct p_0 *self, by_parity x)
{
    if (__builtin_expect_with_probability(leat_flat_is_large(&self->fold_keyed_21_21.table), 0, 0.999)) {
        const by_parity first = fold_keyed_21_21_exchange(self, x);

        if (self->fold_keyed_21_21.gathered <= LEAT_GATHERED_MOST)
            return;
        x = first;
    }
    fold_keyed_21_21_enter(self, x);
}

/* tests/flows/aggregates.c:21  leat_entries */
static inline void entries_21_22(struct p_0 *self, by_parity x)
{
    assert_equal_21_23(self, x);
}

/* tests/flows/aggregates.c:21  leat_assert_equal */
static void assert_equal_21_23_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(by_parity *)leat_buffer_push(leat_wanted, sizeof(by_parity)) = (__VA_ARGS__))
#define range(a, b) for (by_parity leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 22 "tests/flows/aggregates.c"
                        { yield((by_parity){0, 30}); yield((by_parity){1, 25}); }
#line 584 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_21_23(struct p_0 *self, by_parity x)
{
    by_parity *kept = leat_buffer_push(&self->assert_equal_21_23.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:23  leat_reduce_keyed */
static inline void reduce_keyed_23_24_take(__typeof__(((by_parity *)0)->value) *leat_kept, __typeof__(((by_parity *)0)->value) v)
{
    __typeof__(((by_parity *)0)->value) acc = *leat_kept;

    (void)v;
#line 23 "tests/flows/aggregates.c"
                                                                      { if (v > acc) acc = v; }
#line 604 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline void reduce_keyed_23_24_enter(struct p_0 *self, by_parity x)
{
    bool is_new;
    by_parity *entry = leat_flat_enter(&self->reduce_keyed_23_24.table, sizeof(by_parity), offsetof(by_parity, key), sizeof(((by_parity *)0)->key),
        (uint64_t)x.key, &is_new);

    if (is_new) {
        entry->value = x.value;
    }
    if (!is_new)
        reduce_keyed_23_24_take(&entry->value, x.value);
}

static void reduce_keyed_23_24_enter_gathered(struct p_0 *self)
{
    const uint64_t end = self->reduce_keyed_23_24.gathered;

    for (uint64_t at = end > LEAT_GATHERED_MOST ? end - LEAT_GATHERED_MOST : 0; at < end; at++)
        reduce_keyed_23_24_enter(self, self->reduce_keyed_23_24.gathering[at % LEAT_GATHERED_MOST]);
    self->reduce_keyed_23_24.gathered = 0;
}

/* x waits until so many have come after it: then its slot is there. Returned is what has waited so long. */
static inline by_parity reduce_keyed_23_24_exchange(struct p_0 *self, by_parity x)
{
    by_parity *place = &self->reduce_keyed_23_24.gathering[self->reduce_keyed_23_24.gathered++ % LEAT_GATHERED_MOST];
    const by_parity first = *place;

    __asm__("" : "+r"(x.key)); /* else gcc loads x as one vector, and takes that apart for small tables too */
    leat_flat_fetch(&self->reduce_keyed_23_24.table, sizeof(by_parity), sizeof(((by_parity *)0)->key), (uint64_t)x.key);
    *place = x;
    return first;
}

static inline void reduce_keyed_23_24(struct p_0 *self, by_parity x)
{
    if (__builtin_expect_with_probability(leat_flat_is_large(&self->reduce_keyed_23_24.table), 0, 0.999)) {
        const by_parity first = reduce_keyed_23_24_exchange(self, x);

        if (self->reduce_keyed_23_24.gathered <= LEAT_GATHERED_MOST)
            return;
        x = first;
    }
    reduce_keyed_23_24_enter(self, x);
}

/* tests/flows/aggregates.c:23  leat_entries */
static inline void entries_23_25(struct p_0 *self, by_parity x)
{
    assert_equal_23_26(self, x);
}

/* tests/flows/aggregates.c:23  leat_assert_equal */
static void assert_equal_23_26_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(by_parity *)leat_buffer_push(leat_wanted, sizeof(by_parity)) = (__VA_ARGS__))
#define range(a, b) for (by_parity leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 24 "tests/flows/aggregates.c"
                        { yield((by_parity){0, 10}); yield((by_parity){1, 9}); }
#line 668 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_23_26(struct p_0 *self, by_parity x)
{
    by_parity *kept = leat_buffer_push(&self->assert_equal_23_26.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:25  leat_count */
static inline void count_25_27(struct p_0 *self, int x)
{
    (void)x;
    self->count_25_27.value++;
}

/* tests/flows/aggregates.c:25  leat_map */
static inline int map_25_28_of(uint64_t c)
{
    (void)c;
    return (
#line 25 "tests/flows/aggregates.c"
                                                                                     (int)c + 1
#line 694 "aggregates.leat.c"
    );
}

static inline void map_25_28(struct p_0 *self, uint64_t x)
{
    filter_25_29(self, map_25_28_of(x));
}

/* tests/flows/aggregates.c:25  leat_filter */
static inline bool filter_25_29_of(int c)
{
    (void)c;
    return (
#line 25 "tests/flows/aggregates.c"
                                                                                                        c > 100
#line 710 "aggregates.leat.c"
    );
}

static inline void filter_25_29(struct p_0 *self, int x)
{
    if (!filter_25_29_of(x))
        return;
    into_stream_25_30(self, x);
}

/* tests/flows/aggregates.c:25  leat_into_stream */
static inline void into_stream_25_30(struct p_0 *self, int x)
{
    assert_equal_25_31(self, x);
}

/* tests/flows/aggregates.c:25  leat_assert_equal */
static void assert_equal_25_31_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(int *)leat_buffer_push(leat_wanted, sizeof(int)) = (__VA_ARGS__))
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 25 "tests/flows/aggregates.c"
                                                                                                                           { }
#line 735 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_25_31(struct p_0 *self, int x)
{
    int *kept = leat_buffer_push(&self->assert_equal_25_31.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/aggregates.c:27  leat_source_iter */
static inline void source_iter_27_32_yield(struct p_0 *self, uint64_t *yields, leat_str x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    map_33_33(self, x);
    run->memory = run->into = &self->source_iter_27_32.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_27_32);
        *yields = 0;
    }
}

static void source_iter_27_32_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_27_32_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (leat_str leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const leat_str *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 27 "tests/flows/aggregates.c"
                                                                  {
        yield(leat_str_of("ab"));
        yield(leat_str_format("%c", 'x'));
        yield(leat_str_of("cd"));
    }
#line 777 "aggregates.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/flows/aggregates.c:33  leat_map */
static inline name_length map_33_33_of(leat_str s)
{
    (void)s;
    return (
#line 33 "tests/flows/aggregates.c"
                                                          (name_length){s.length, s}
#line 790 "aggregates.leat.c"
    );
}

static inline void map_33_33(struct p_0 *self, leat_str x)
{
    fold_keyed_33_34(self, map_33_33_of(x));
}

/* tests/flows/aggregates.c:33  leat_fold_keyed */
static inline __typeof__(((names_by_length *)0)->value) fold_keyed_33_34_initial(void)
{
    __typeof__(((names_by_length *)0)->value) leat_value =
        (
#line 34 "tests/flows/aggregates.c"
                          (leat_vec(leat_str)){0}
#line 806 "aggregates.leat.c"
    );

    return leat_value;
}

static inline void fold_keyed_33_34_take(__typeof__(((names_by_length *)0)->value) *leat_kept, __typeof__(((name_length *)0)->value) s)
{
    __typeof__(((names_by_length *)0)->value) acc = *leat_kept;

    (void)s;
#line 34 "tests/flows/aggregates.c"
                                                              leat_vec_push(&acc, s);
#line 819 "aggregates.leat.c"
    *leat_kept = acc;
}

static inline bool fold_keyed_33_34_equal(const void *leat_entry, const void *leat_key)
{
    const __typeof__((*(names_by_length *)0).key) *a = &(*(const names_by_length *)leat_entry).key, *b = leat_key;

    return *a == *b;
}

static inline void fold_keyed_33_34(struct p_0 *self, name_length x)
{
    bool is_new;
    names_by_length *entry = leat_table_enter(&self->fold_keyed_33_34.table, sizeof *entry, leat_hash_u64((uint64_t)x.key, 0), &x.key, fold_keyed_33_34_equal, &is_new);

    if (is_new) {
        entry->key = x.key;
        entry->value = fold_keyed_33_34_initial();
    }
    leat_run_enter(leat_current, &self->fold_keyed_33_34.table.keep);
    fold_keyed_33_34_take(&entry->value, x.value);
    leat_run_leave(leat_current);
    leat_table_touch(&self->fold_keyed_33_34.table, entry, sizeof *entry);
}

/* tests/flows/aggregates.c:35  leat_entries */
static inline void entries_35_35(struct p_0 *self, names_by_length x)
{
    assert_equal_35_36(self, x);
}

/* tests/flows/aggregates.c:35  leat_assert_equal */
static __attribute__((unused)) void assert_equal_35_36_want(struct leat_buffer *wanted, struct leat_keep *keep, names_by_length x)
{
    names_by_length *kept = leat_buffer_push(wanted, sizeof *kept);

    *kept = x;
    leat_keep_move(keep, &leat_d_names_by_length, kept);
}

static void assert_equal_35_36_expected(struct leat_buffer *leat_wanted, struct leat_keep *leat_wanted_keep)
{
    (void)leat_wanted;
    (void)leat_wanted_keep;
#define yield(...) assert_equal_35_36_want(leat_wanted, leat_wanted_keep, __VA_ARGS__)
#define range(a, b) for (names_by_length leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 35 "tests/flows/aggregates.c"
                                                               {
        static const leat_str two[] = {{"ab", 2}, {"cd", 2}};
        static const leat_str one[] = {{"x", 1}};
        yield((names_by_length){2, {two, 2}});
        yield((names_by_length){1, {one, 1}});
    }
#line 873 "aggregates.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_35_36(struct p_0 *self, names_by_length x)
{
    names_by_length *kept = leat_buffer_push(&self->assert_equal_35_36.got, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->assert_equal_35_36.keep, &leat_d_names_by_length, kept);
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
            filter_12_1(self, at);
            map_13_2(self, at);
            fold_15_3(self, at);
            reduce_17_9(self, at);
            count_19_15(self, at);
            count_25_27(self, at);
        }
        self->source_iter_11_0.at = at;
    }
    return self->source_iter_11_0.ended = at >= end;
}

static inline bool fold_15_3_step(struct p_0 *self, bool ended)
{
    if (self->fold_15_3.released || !ended)
        return self->fold_15_3.released;
    self->fold_15_3.released = true;

    const int x = self->fold_15_3.value;

    into_stream_15_4(self, x);
    return true;
}

static inline bool assert_equal_15_5_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_15_5.done || !ended)
        return self->assert_equal_15_5.done;
    assert_equal_15_5_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_15_5.got, &wanted, true, "tests/flows/aggregates.c:15");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_15_5.got, sizeof(int));
    return self->assert_equal_15_5.done = true;
}

static inline bool fold_16_6_step(struct p_0 *self, bool ended)
{
    if (self->fold_16_6.released || !ended)
        return self->fold_16_6.released;
    self->fold_16_6.released = true;

    const int x = self->fold_16_6.value;

    into_stream_16_7(self, x);
    return true;
}

static inline bool assert_equal_16_8_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_16_8.done || !ended)
        return self->assert_equal_16_8.done;
    assert_equal_16_8_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_16_8.got, &wanted, true, "tests/flows/aggregates.c:16");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_16_8.got, sizeof(int));
    return self->assert_equal_16_8.done = true;
}

static inline bool reduce_17_9_step(struct p_0 *self, bool ended)
{
    if (self->reduce_17_9.released || !ended)
        return self->reduce_17_9.released;
    self->reduce_17_9.released = true;
    if (!self->reduce_17_9.some)
        return true;

    const int x = self->reduce_17_9.value;

    into_stream_17_10(self, x);
    return true;
}

static inline bool assert_equal_17_11_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_17_11.done || !ended)
        return self->assert_equal_17_11.done;
    assert_equal_17_11_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_17_11.got, &wanted, true, "tests/flows/aggregates.c:17");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_17_11.got, sizeof(int));
    return self->assert_equal_17_11.done = true;
}

static inline bool reduce_18_12_step(struct p_0 *self, bool ended)
{
    if (self->reduce_18_12.released || !ended)
        return self->reduce_18_12.released;
    self->reduce_18_12.released = true;
    if (!self->reduce_18_12.some)
        return true;

    const int x = self->reduce_18_12.value;

    into_stream_18_13(self, x);
    return true;
}

static inline bool assert_equal_18_14_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_18_14.done || !ended)
        return self->assert_equal_18_14.done;
    assert_equal_18_14_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_18_14.got, &wanted, true, "tests/flows/aggregates.c:18");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_18_14.got, sizeof(int));
    return self->assert_equal_18_14.done = true;
}

static inline bool count_19_15_step(struct p_0 *self, bool ended)
{
    if (self->count_19_15.released || !ended)
        return self->count_19_15.released;
    self->count_19_15.released = true;

    const uint64_t x = self->count_19_15.value;

    into_stream_19_16(self, x);
    return true;
}

static inline bool assert_equal_19_17_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_19_17.done || !ended)
        return self->assert_equal_19_17.done;
    assert_equal_19_17_expected(&wanted);
    leat_assert_values(&leat_d_u64_, &self->assert_equal_19_17.got, &wanted, true, "tests/flows/aggregates.c:19");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_19_17.got, sizeof(uint64_t));
    return self->assert_equal_19_17.done = true;
}

static inline bool count_20_18_step(struct p_0 *self, bool ended)
{
    if (self->count_20_18.released || !ended)
        return self->count_20_18.released;
    self->count_20_18.released = true;

    const uint64_t x = self->count_20_18.value;

    into_stream_20_19(self, x);
    return true;
}

static inline bool assert_equal_20_20_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_20_20.done || !ended)
        return self->assert_equal_20_20.done;
    assert_equal_20_20_expected(&wanted);
    leat_assert_values(&leat_d_u64_, &self->assert_equal_20_20.got, &wanted, true, "tests/flows/aggregates.c:20");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_20_20.got, sizeof(uint64_t));
    return self->assert_equal_20_20.done = true;
}

static inline bool fold_keyed_21_21_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->fold_keyed_21_21.gathered > 0)
        fold_keyed_21_21_enter_gathered(self);
    if (self->fold_keyed_21_21.released || !ended)
        return self->fold_keyed_21_21.released;

    const uint32_t end = leat_flat_places(&self->fold_keyed_21_21.table);
    uint64_t room;

    leat_run_slice(run);
    while (self->fold_keyed_21_21.at < end && (room = leat_run_chunk(run)) > 0) {
        for (; room > 0 && self->fold_keyed_21_21.at < end; room--) {
            const by_parity *found = leat_flat_at(&self->fold_keyed_21_21.table, sizeof(by_parity), offsetof(by_parity, key), sizeof(((by_parity *)0)->key), self->fold_keyed_21_21.at++);

            if (!found)
                continue;

            const by_parity x = *found;

            entries_21_22(self, x);
        }
    }
    if (self->fold_keyed_21_21.at < end)
        return false;
    self->fold_keyed_21_21.released = true;
    return true;
}

static inline bool assert_equal_21_23_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_21_23.done || !ended)
        return self->assert_equal_21_23.done;
    assert_equal_21_23_expected(&wanted);
    leat_assert_values(&leat_d_by_parity, &self->assert_equal_21_23.got, &wanted, false, "tests/flows/aggregates.c:21");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_21_23.got, sizeof(by_parity));
    return self->assert_equal_21_23.done = true;
}

static inline bool reduce_keyed_23_24_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->reduce_keyed_23_24.gathered > 0)
        reduce_keyed_23_24_enter_gathered(self);
    if (self->reduce_keyed_23_24.released || !ended)
        return self->reduce_keyed_23_24.released;

    const uint32_t end = leat_flat_places(&self->reduce_keyed_23_24.table);
    uint64_t room;

    leat_run_slice(run);
    while (self->reduce_keyed_23_24.at < end && (room = leat_run_chunk(run)) > 0) {
        for (; room > 0 && self->reduce_keyed_23_24.at < end; room--) {
            const by_parity *found = leat_flat_at(&self->reduce_keyed_23_24.table, sizeof(by_parity), offsetof(by_parity, key), sizeof(((by_parity *)0)->key), self->reduce_keyed_23_24.at++);

            if (!found)
                continue;

            const by_parity x = *found;

            entries_23_25(self, x);
        }
    }
    if (self->reduce_keyed_23_24.at < end)
        return false;
    self->reduce_keyed_23_24.released = true;
    return true;
}

static inline bool assert_equal_23_26_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_23_26.done || !ended)
        return self->assert_equal_23_26.done;
    assert_equal_23_26_expected(&wanted);
    leat_assert_values(&leat_d_by_parity, &self->assert_equal_23_26.got, &wanted, false, "tests/flows/aggregates.c:23");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_23_26.got, sizeof(by_parity));
    return self->assert_equal_23_26.done = true;
}

static inline bool count_25_27_step(struct p_0 *self, bool ended)
{
    if (self->count_25_27.released || !ended)
        return self->count_25_27.released;
    self->count_25_27.released = true;

    const uint64_t x = self->count_25_27.value;

    map_25_28(self, x);
    return true;
}

static inline bool assert_equal_25_31_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_25_31.done || !ended)
        return self->assert_equal_25_31.done;
    assert_equal_25_31_expected(&wanted);
    leat_assert_values(&leat_d_i32_, &self->assert_equal_25_31.got, &wanted, true, "tests/flows/aggregates.c:25");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_25_31.got, sizeof(int));
    return self->assert_equal_25_31.done = true;
}

static inline bool source_iter_27_32_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_27_32.ended)
        leat_source_resume(run, &self->source_iter_27_32, source_iter_27_32_body, self);
    return self->source_iter_27_32.ended;
}

static inline bool fold_keyed_33_34_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->fold_keyed_33_34.released || !ended)
        return self->fold_keyed_33_34.released;

    uint64_t room;

    leat_run_slice(run);
    while (self->fold_keyed_33_34.at < self->fold_keyed_33_34.table.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->fold_keyed_33_34.table.count - self->fold_keyed_33_34.at > room ? self->fold_keyed_33_34.at + (size_t)room : self->fold_keyed_33_34.table.count;

        for (size_t at = self->fold_keyed_33_34.at; at < end; at++) {
            const names_by_length x = ((const names_by_length *)self->fold_keyed_33_34.table.entries)[at];

            entries_35_35(self, x);
        }
        self->fold_keyed_33_34.at = (__typeof__(self->fold_keyed_33_34.at))end;
    }
    if (self->fold_keyed_33_34.at < self->fold_keyed_33_34.table.count)
        return false;
    self->fold_keyed_33_34.released = true;
    return true;
}

static inline bool assert_equal_35_36_step(struct p_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};
    struct leat_keep wanted_keep = {0};

    if (self->assert_equal_35_36.done || !ended)
        return self->assert_equal_35_36.done;
    assert_equal_35_36_expected(&wanted, &wanted_keep);
    leat_assert_values(&leat_d_names_by_length, &self->assert_equal_35_36.got, &wanted, false, "tests/flows/aggregates.c:35");
    leat_buffer_release(&wanted);
    leat_keep_release(&wanted_keep);
    leat_buffer_clear(&self->assert_equal_35_36.got, sizeof(names_by_length));
    return self->assert_equal_35_36.done = true;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
    self->source_iter_11_0.at = source_iter_11_0_from();
    self->source_iter_11_0.end = source_iter_11_0_to();
    self->fold_15_3.value = fold_15_3_initial();
    self->fold_16_6.value = fold_16_6_initial();
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void p_0_settle(struct p_0 *self)
{
    (void)self;
    leat_table_settle(&self->fold_keyed_33_34.table, &leat_d_names_by_length, sizeof(names_by_length));
}

static void p_0_release(void *state)
{
    struct p_0 *self = state;

    (void)self;
    leat_buffer_release(&self->assert_equal_15_5.got);
    leat_keep_release(&self->assert_equal_15_5.keep);
    leat_buffer_release(&self->assert_equal_16_8.got);
    leat_keep_release(&self->assert_equal_16_8.keep);
    leat_buffer_release(&self->assert_equal_17_11.got);
    leat_keep_release(&self->assert_equal_17_11.keep);
    leat_buffer_release(&self->assert_equal_18_14.got);
    leat_keep_release(&self->assert_equal_18_14.keep);
    leat_buffer_release(&self->assert_equal_19_17.got);
    leat_keep_release(&self->assert_equal_19_17.keep);
    leat_buffer_release(&self->assert_equal_20_20.got);
    leat_keep_release(&self->assert_equal_20_20.keep);
    leat_flat_release(&self->fold_keyed_21_21.table, sizeof(by_parity));
    leat_buffer_release(&self->assert_equal_21_23.got);
    leat_keep_release(&self->assert_equal_21_23.keep);
    leat_flat_release(&self->reduce_keyed_23_24.table, sizeof(by_parity));
    leat_buffer_release(&self->assert_equal_23_26.got);
    leat_keep_release(&self->assert_equal_23_26.keep);
    leat_buffer_release(&self->assert_equal_25_31.got);
    leat_keep_release(&self->assert_equal_25_31.keep);
    leat_source_stop(self->run, &self->source_iter_27_32);
    leat_table_release(&self->fold_keyed_33_34.table);
    leat_buffer_release(&self->assert_equal_35_36.got);
    leat_keep_release(&self->assert_equal_35_36.keep);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_11_0_step(self, run);
    const bool ended_3 = fold_15_3_step(self, ended_0);
    const bool ended_5 = assert_equal_15_5_step(self, ended_3);
    const bool ended_6 = fold_16_6_step(self, ended_0);
    const bool ended_8 = assert_equal_16_8_step(self, ended_6);
    const bool ended_9 = reduce_17_9_step(self, ended_0);
    const bool ended_11 = assert_equal_17_11_step(self, ended_9);
    const bool ended_12 = reduce_18_12_step(self, ended_0);
    const bool ended_14 = assert_equal_18_14_step(self, ended_12);
    const bool ended_15 = count_19_15_step(self, ended_0);
    const bool ended_17 = assert_equal_19_17_step(self, ended_15);
    const bool ended_18 = count_20_18_step(self, ended_0);
    const bool ended_20 = assert_equal_20_20_step(self, ended_18);
    const bool ended_21 = fold_keyed_21_21_step(self, run, ended_0);
    const bool ended_23 = assert_equal_21_23_step(self, ended_21);
    const bool ended_24 = reduce_keyed_23_24_step(self, run, ended_0);
    const bool ended_26 = assert_equal_23_26_step(self, ended_24);
    const bool ended_27 = count_25_27_step(self, ended_0);
    const bool ended_31 = assert_equal_25_31_step(self, ended_27);
    const bool ended_32 = source_iter_27_32_step(self, run);
    const bool ended_34 = fold_keyed_33_34_step(self, run, ended_32);
    const bool ended_36 = assert_equal_35_36_step(self, ended_34);

    p_0_settle(self);
    run->finished = ended_5 && ended_8 && ended_11 && ended_14 && ended_17 && ended_20 && ended_23 && ended_26 && ended_31 && ended_36;
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
    .name = "tests/flows/aggregates.c",
    .hash = UINT64_C(0xd0768ff9768b91cb),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
