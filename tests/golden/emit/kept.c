/* Made by leat 0.1.0 from tests/flows/kept.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/kept.c"
#include <leat/stage2.h>

_Static_assert(sizeof(leat_str) == 16, "leat_str has another size here than where the flow was built");
_Static_assert(sizeof(longest) == 32, "longest has another size here than where the flow was built");
_Static_assert(offsetof(longest, text) == 0, "longest.text lies elsewhere here than where the flow was built");
_Static_assert(offsetof(longest, seen) == 16, "longest.seen lies elsewhere here than where the flow was built");
_Static_assert(sizeof(last_word) == 24, "last_word has another size here than where the flow was built");
_Static_assert(offsetof(last_word, key) == 0, "last_word.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(last_word, value) == 8, "last_word.value lies elsewhere here than where the flow was built");
_Static_assert(sizeof(uint64_t) == 8, "uint64_t has another size here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct leat_source source_iter_10_0;
    struct leat_outs *send_16_1;
    struct leat_out send_16_1_peer;
};

static inline void send_16_1(struct p_0 *self, leat_str x);

/* tests/flows/kept.c:10  leat_source_iter */
static inline void source_iter_10_0_yield(struct p_0 *self, uint64_t *yields, leat_str x)
{
    struct leat_run *run = self->run;
    const struct leat_mark mark = leat_arena_mark(&self->run->arena);

    run->memory = run->into = &run->arena;
    send_16_1(self, x);
    leat_arena_recycle(&self->run->arena, mark);
    run->memory = run->into = &self->source_iter_10_0.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_10_0);
        *yields = 0;
    }
}

static void source_iter_10_0_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_10_0_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (leat_str leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const leat_str *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 10 "tests/flows/kept.c"
                                                                  {
        for (int i = 0; i < 50000; i++) {
            yield(leat_str_format("word %d", i));
            leat_scratch_reset();
        }
    }
#line 60 "kept.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/flows/kept.c:16  leat_send_bincode */
static inline void send_16_1(struct p_0 *self, leat_str x)
{
    leat_put_str(leat_out_frame(&self->send_16_1_peer, 8 + x.length), x);
}

static inline bool source_iter_10_0_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_10_0.ended)
        leat_source_resume(run, &self->source_iter_10_0, source_iter_10_0_body, self);
    return self->source_iter_10_0.ended;
}

static inline bool send_16_1_step(struct p_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_16_1);
    return ended;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
    self->send_16_1 = leat_run_outs(run, 0);
    leat_outs_place(self->send_16_1, &self->send_16_1_peer);
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
    leat_source_stop(self->run, &self->source_iter_10_0);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_10_0_step(self, run);
    const bool ended_1 = send_16_1_step(self, ended_0);

    p_0_settle(self);
    run->finished = ended_1;
}

/* ==== process other/0, id 1 ==== */

struct other_0 {
    struct leat_run *run;
    struct leat_ins *receive_16_1;
    struct {
        longest value;
        bool touched; /* since the last turn */
        bool released;
        struct leat_keep keep;
    } fold_17_2;
    struct {
        struct leat_table table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
    } fold_keyed_30_6;
    struct {
        struct leat_buffer values;
        struct leat_keep keep;
        size_t at;
        bool sorted;
        bool released;
    } sort_31_8;
    struct {
        struct leat_buffer values;
        struct leat_keep keep;
        size_t at;
        bool sorted;
        bool released;
    } sort_33_10;
    uint64_t limit_33_11;
    struct leat_table unique_35_13;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_35_14;
    struct {
        struct leat_buffer got;
        struct leat_keep keep;
        bool done;
    } assert_equal_35_16;
    uint64_t limit_36_17;
    struct {
        struct leat_buffer waiting; /* of the second input, until the first has ended */
        struct leat_keep keep;
        size_t at;
        bool open;
    } chain_36_18;
};

static inline void fold_17_2(struct other_0 *self, leat_str x);
static inline void into_stream_23_3(struct other_0 *self, longest x);
static inline void for_each_23_4(struct other_0 *self, longest x);
static inline void map_30_5(struct other_0 *self, leat_str x);
static inline void fold_keyed_30_6(struct other_0 *self, last_word x);
static inline void entries_31_7(struct other_0 *self, last_word x);
static inline void sort_31_8(struct other_0 *self, last_word x);
static inline void for_each_31_9(struct other_0 *self, last_word x);
static inline void sort_33_10(struct other_0 *self, leat_str x);
static inline void limit_33_11(struct other_0 *self, leat_str x);
static inline void for_each_33_12(struct other_0 *self, leat_str x);
static inline void unique_35_13(struct other_0 *self, leat_str x);
static inline void count_35_14(struct other_0 *self, leat_str x);
static inline void into_stream_35_15(struct other_0 *self, uint64_t x);
static inline void assert_equal_35_16(struct other_0 *self, uint64_t x);
static inline void limit_36_17(struct other_0 *self, leat_str x);
static inline void chain_36_18(struct other_0 *self, leat_str x);
static inline void chain_36_18_second(struct other_0 *self, leat_str x);
static inline void filter_36_19(struct other_0 *self, leat_str x);
static inline void for_each_36_20(struct other_0 *self, leat_str x);

/* tests/flows/kept.c:17  leat_fold */
static inline longest fold_17_2_initial(void)
{
    longest leat_value =
        (
#line 17 "tests/flows/kept.c"
                                                               (longest){0}
#line 202 "kept.leat.c"
    );

    return leat_value;
}

static inline void fold_17_2_take(longest *leat_kept, leat_str w)
{
    longest acc = *leat_kept;

    (void)w;
#line 17 "tests/flows/kept.c"
                                                                                        {
        if (w.length > acc.text.length || acc.text.length == 0) {
            acc.text = w;
            leat_vec_push(&acc.seen, w);
        }
    }
#line 220 "kept.leat.c"
    *leat_kept = acc;
}

static inline void fold_17_2(struct other_0 *self, leat_str x)
{
    leat_run_enter(leat_current, &self->fold_17_2.keep);
    fold_17_2_take(&self->fold_17_2.value, x);
    leat_run_leave(leat_current);
    self->fold_17_2.touched = true;
}

/* tests/flows/kept.c:23  leat_into_stream */
static inline void into_stream_23_3(struct other_0 *self, longest x)
{
    for_each_23_4(self, x);
}

/* tests/flows/kept.c:23  leat_for_each */
static inline void for_each_23_4_do(longest b)
{
    (void)b;
#line 23 "tests/flows/kept.c"
                                               {
        printf("%.*s", (int)b.text.length, b.text.data);
        for (size_t i = 0; i < b.seen.length; i++)
            printf(", %.*s", (int)b.seen.data[i].length, b.seen.data[i].data);
        printf("\n");
    }
#line 249 "kept.leat.c"
}

static inline void for_each_23_4(struct other_0 *self, longest x)
{
    for_each_23_4_do(x);
    (void)self;
}

/* tests/flows/kept.c:30  leat_map */
static inline last_word map_30_5_of(leat_str w)
{
    (void)w;
    return (
#line 30 "tests/flows/kept.c"
                                                        (last_word){w.length, w}
#line 265 "kept.leat.c"
    );
}

static inline void map_30_5(struct other_0 *self, leat_str x)
{
    fold_keyed_30_6(self, map_30_5_of(x));
}

/* tests/flows/kept.c:30  leat_fold_keyed */
static inline __typeof__(((last_word *)0)->value) fold_keyed_30_6_initial(void)
{
    __typeof__(((last_word *)0)->value) leat_value =
        (
#line 30 "tests/flows/kept.c"
                                                                                                 (leat_str){0}
#line 281 "kept.leat.c"
    );

    return leat_value;
}

static inline void fold_keyed_30_6_take(__typeof__(((last_word *)0)->value) *leat_kept, __typeof__(((last_word *)0)->value) w)
{
    __typeof__(((last_word *)0)->value) acc = *leat_kept;

    (void)w;
#line 30 "tests/flows/kept.c"
                                                                                                                           acc = w;
#line 294 "kept.leat.c"
    *leat_kept = acc;
}

static inline bool fold_keyed_30_6_equal(const void *leat_entry, const void *leat_key)
{
    const __typeof__((*(last_word *)0).key) *a = &(*(const last_word *)leat_entry).key, *b = leat_key;

    return *a == *b;
}

static inline void fold_keyed_30_6(struct other_0 *self, last_word x)
{
    bool is_new;
    last_word *entry = leat_table_enter(&self->fold_keyed_30_6.table, sizeof *entry, leat_hash_u64((uint64_t)x.key, 0), &x.key, fold_keyed_30_6_equal, &is_new);

    if (is_new) {
        entry->key = x.key;
        entry->value = fold_keyed_30_6_initial();
    }
    leat_run_enter(leat_current, &self->fold_keyed_30_6.table.keep);
    fold_keyed_30_6_take(&entry->value, x.value);
    leat_run_leave(leat_current);
    leat_table_touch(&self->fold_keyed_30_6.table, entry, sizeof *entry);
}

/* tests/flows/kept.c:31  leat_entries */
static inline void entries_31_7(struct other_0 *self, last_word x)
{
    sort_31_8(self, x);
}

/* tests/flows/kept.c:31  leat_sort */
static inline int sort_31_8_of(last_word a, last_word b)
{
    (void)a;
    (void)b;
    return (
#line 31 "tests/flows/kept.c"
                                                         (a.key > b.key) - (a.key < b.key)
#line 334 "kept.leat.c"
    );
}

static inline int sort_31_8_compare(const void *a, const void *b, void *context)
{
    const int order = sort_31_8_of(*(const last_word *)a, *(const last_word *)b);

    (void)context;
    return order ? order : leat_value_compare(&leat_d_last_word, a, b);
}

static inline void sort_31_8(struct other_0 *self, last_word x)
{
    last_word *kept = leat_buffer_push(&self->sort_31_8.values, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->sort_31_8.keep, &leat_d_last_word, kept);
}

/* tests/flows/kept.c:31  leat_for_each */
static inline void for_each_31_9_do(last_word l)
{
    (void)l;
#line 32 "tests/flows/kept.c"
                       printf("%d: %.*s\n", (int)l.key, (int)l.value.length, l.value.data);
#line 360 "kept.leat.c"
}

static inline void for_each_31_9(struct other_0 *self, last_word x)
{
    for_each_31_9_do(x);
    (void)self;
}

/* tests/flows/kept.c:33  leat_sort */
static inline int sort_33_10_of(leat_str a, leat_str b)
{
    (void)a;
    (void)b;
    return (
#line 33 "tests/flows/kept.c"
                                                      leat_str_compare(b, a)
#line 377 "kept.leat.c"
    );
}

static inline int sort_33_10_compare(const void *a, const void *b, void *context)
{
    const int order = sort_33_10_of(*(const leat_str *)a, *(const leat_str *)b);

    (void)context;
    return order;
}

static inline void sort_33_10(struct other_0 *self, leat_str x)
{
    leat_str *kept = leat_buffer_push(&self->sort_33_10.values, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->sort_33_10.keep, &leat_d_str_, kept);
}

/* tests/flows/kept.c:33  leat_limit */
static inline uint64_t limit_33_11_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 33 "tests/flows/kept.c"
                                                                                  2
#line 404 "kept.leat.c"
    );

    return leat_value;
}

static inline void limit_33_11(struct other_0 *self, leat_str x)
{
    if (self->limit_33_11 == 0)
        return;
    self->limit_33_11--;
    for_each_33_12(self, x);
}

/* tests/flows/kept.c:33  leat_for_each */
static inline void for_each_33_12_do(leat_str w)
{
    (void)w;
#line 34 "tests/flows/kept.c"
                       printf("sorted %.*s\n", (int)w.length, w.data);
#line 424 "kept.leat.c"
}

static inline void for_each_33_12(struct other_0 *self, leat_str x)
{
    for_each_33_12_do(x);
    (void)self;
}

/* tests/flows/kept.c:35  leat_unique */
static inline void unique_35_13(struct other_0 *self, leat_str x)
{
    bool is_new;
    leat_str *entry = leat_table_enter_text(&self->unique_35_13, sizeof *entry, 0, x.data, x.length, &is_new);

    if (!is_new)
        return;
    *entry = x;
    leat_keep_move(&self->unique_35_13.keep, &leat_d_str_, entry);
    count_35_14(self, x);
}

/* tests/flows/kept.c:35  leat_count */
static inline void count_35_14(struct other_0 *self, leat_str x)
{
    (void)x;
    self->count_35_14.value++;
}

/* tests/flows/kept.c:35  leat_into_stream */
static inline void into_stream_35_15(struct other_0 *self, uint64_t x)
{
    assert_equal_35_16(self, x);
}

/* tests/flows/kept.c:35  leat_assert_equal */
static void assert_equal_35_16_expected(struct leat_buffer *leat_wanted)
{
    (void)leat_wanted;
#define yield(...) (*(uint64_t *)leat_buffer_push(leat_wanted, sizeof(uint64_t)) = (__VA_ARGS__))
#define range(a, b) for (uint64_t leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 35 "tests/flows/kept.c"
                                                                                    { yield(50000); }
#line 467 "kept.leat.c"
#undef range
#undef yield
}

static inline void assert_equal_35_16(struct other_0 *self, uint64_t x)
{
    uint64_t *kept = leat_buffer_push(&self->assert_equal_35_16.got, sizeof *kept);

    *kept = x;
}

/* tests/flows/kept.c:36  leat_limit */
static inline uint64_t limit_36_17_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 36 "tests/flows/kept.c"
                                                             1
#line 486 "kept.leat.c"
    );

    return leat_value;
}

static inline void limit_36_17(struct other_0 *self, leat_str x)
{
    if (self->limit_36_17 == 0)
        return;
    self->limit_36_17--;
    chain_36_18(self, x);
}

/* tests/flows/kept.c:36  leat_chain */
static inline void chain_36_18(struct other_0 *self, leat_str x)
{
    filter_36_19(self, x);
}

/* what comes before the first input has ended waits */
static inline void chain_36_18_second(struct other_0 *self, leat_str x)
{
    if (self->chain_36_18.open) {
        filter_36_19(self, x);
        return;
    }

    leat_str *kept = leat_buffer_push(&self->chain_36_18.waiting, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->chain_36_18.keep, &leat_d_str_, kept);
}

/* tests/flows/kept.c:36  leat_filter */
static inline bool filter_36_19_of(leat_str w)
{
    (void)w;
    return (
#line 36 "tests/flows/kept.c"
                                                                               leat_str_equal(w, leat_str_of("word 49999"))
#line 527 "kept.leat.c"
    );
}

static inline void filter_36_19(struct other_0 *self, leat_str x)
{
    if (!filter_36_19_of(x))
        return;
    for_each_36_20(self, x);
}

/* tests/flows/kept.c:36  leat_for_each */
static inline void for_each_36_20_do(leat_str w)
{
    (void)w;
#line 37 "tests/flows/kept.c"
                       printf("chained %.*s\n", (int)w.length, w.data);
#line 544 "kept.leat.c"
}

static inline void for_each_36_20(struct other_0 *self, leat_str x)
{
    for_each_36_20_do(x);
    (void)self;
}

/* tests/flows/kept.c:16  leat_send_bincode, the receiving end */
static inline bool receive_16_1_step(struct other_0 *self)
{
    struct leat_ins *ins = self->receive_16_1;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);
        struct leat_frame frame;

        while (leat_frames_next(&frames, &frame)) {
            leat_str element;

            if (!leat_get_str(&frame, &element) || frame.at != frame.end)
                leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no leat_str");
            fold_17_2(self, element);
            map_30_5(self, element);
            sort_33_10(self, element);
            unique_35_13(self, element);
            limit_36_17(self, element);
            chain_36_18_second(self, element);
        }
    }
    return leat_ins_ended(ins);
}

static inline bool fold_17_2_step(struct other_0 *self, bool ended)
{
    if (self->fold_17_2.released || !ended)
        return self->fold_17_2.released;
    self->fold_17_2.released = true;

    const longest x = self->fold_17_2.value;

    into_stream_23_3(self, x);
    return true;
}

static inline bool fold_keyed_30_6_step(struct other_0 *self, struct leat_run *run, bool ended)
{
    if (self->fold_keyed_30_6.released || !ended)
        return self->fold_keyed_30_6.released;

    uint64_t room;

    leat_run_slice(run);
    while (self->fold_keyed_30_6.at < self->fold_keyed_30_6.table.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->fold_keyed_30_6.table.count - self->fold_keyed_30_6.at > room ? self->fold_keyed_30_6.at + (size_t)room : self->fold_keyed_30_6.table.count;

        for (size_t at = self->fold_keyed_30_6.at; at < end; at++) {
            const last_word x = ((const last_word *)self->fold_keyed_30_6.table.entries)[at];

            entries_31_7(self, x);
        }
        self->fold_keyed_30_6.at = (__typeof__(self->fold_keyed_30_6.at))end;
    }
    if (self->fold_keyed_30_6.at < self->fold_keyed_30_6.table.count)
        return false;
    self->fold_keyed_30_6.released = true;
    return true;
}

static inline bool sort_31_8_step(struct other_0 *self, struct leat_run *run, bool ended)
{
    if (self->sort_31_8.released || !ended)
        return self->sort_31_8.released;
    if (!self->sort_31_8.sorted)
        leat_sort_values(self->sort_31_8.values.data, self->sort_31_8.values.count, sizeof(last_word), sort_31_8_compare, NULL);
    self->sort_31_8.sorted = true;

    uint64_t room;

    leat_run_slice(run);
    while (self->sort_31_8.at < self->sort_31_8.values.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->sort_31_8.values.count - self->sort_31_8.at > room ? self->sort_31_8.at + (size_t)room : self->sort_31_8.values.count;

        for (size_t at = self->sort_31_8.at; at < end; at++) {
            const last_word x = ((const last_word *)self->sort_31_8.values.data)[at];

            for_each_31_9(self, x);
        }
        self->sort_31_8.at = (__typeof__(self->sort_31_8.at))end;
    }
    if (self->sort_31_8.at < self->sort_31_8.values.count)
        return false;
    leat_buffer_release(&self->sort_31_8.values);
    self->sort_31_8.released = true;
    return true;
}

static inline bool sort_33_10_step(struct other_0 *self, struct leat_run *run, bool ended)
{
    if (self->sort_33_10.released || !ended)
        return self->sort_33_10.released;
    if (!self->sort_33_10.sorted)
        leat_sort_values(self->sort_33_10.values.data, self->sort_33_10.values.count, sizeof(leat_str), sort_33_10_compare, NULL);
    self->sort_33_10.sorted = true;

    uint64_t room;

    leat_run_slice(run);
    while (self->sort_33_10.at < self->sort_33_10.values.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->sort_33_10.values.count - self->sort_33_10.at > room ? self->sort_33_10.at + (size_t)room : self->sort_33_10.values.count;

        for (size_t at = self->sort_33_10.at; at < end; at++) {
            const leat_str x = ((const leat_str *)self->sort_33_10.values.data)[at];

            limit_33_11(self, x);
        }
        self->sort_33_10.at = (__typeof__(self->sort_33_10.at))end;
    }
    if (self->sort_33_10.at < self->sort_33_10.values.count)
        return false;
    leat_buffer_release(&self->sort_33_10.values);
    self->sort_33_10.released = true;
    return true;
}

static inline bool limit_33_11_step(struct other_0 *self, bool ended)
{
    return ended || self->limit_33_11 == 0;
}

static inline bool count_35_14_step(struct other_0 *self, bool ended)
{
    if (self->count_35_14.released || !ended)
        return self->count_35_14.released;
    self->count_35_14.released = true;

    const uint64_t x = self->count_35_14.value;

    into_stream_35_15(self, x);
    return true;
}

static inline bool assert_equal_35_16_step(struct other_0 *self, bool ended)
{
    struct leat_buffer wanted = {0};

    if (self->assert_equal_35_16.done || !ended)
        return self->assert_equal_35_16.done;
    assert_equal_35_16_expected(&wanted);
    leat_assert_values(&leat_d_u64_, &self->assert_equal_35_16.got, &wanted, true, "tests/flows/kept.c:35");
    leat_buffer_release(&wanted);
    leat_buffer_clear(&self->assert_equal_35_16.got, sizeof(uint64_t));
    return self->assert_equal_35_16.done = true;
}

static inline bool limit_36_17_step(struct other_0 *self, bool ended)
{
    return ended || self->limit_36_17 == 0;
}

static inline bool chain_36_18_step(struct other_0 *self, struct leat_run *run, bool ended, bool second_ended)
{
    if (self->chain_36_18.open)
        return second_ended;
    if (!ended)
        return false;

    uint64_t room;

    leat_run_slice(run);
    while (self->chain_36_18.at < self->chain_36_18.waiting.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->chain_36_18.waiting.count - self->chain_36_18.at > room ? self->chain_36_18.at + (size_t)room : self->chain_36_18.waiting.count;

        for (size_t at = self->chain_36_18.at; at < end; at++) {
            const leat_str x = ((const leat_str *)self->chain_36_18.waiting.data)[at];

            filter_36_19(self, x);
        }
        self->chain_36_18.at = (__typeof__(self->chain_36_18.at))end;
    }
    if (self->chain_36_18.at < self->chain_36_18.waiting.count)
        return false;
    self->chain_36_18.open = true;
    leat_buffer_release(&self->chain_36_18.waiting);
    return second_ended;
}

static void other_0_start(void *state, struct leat_run *run)
{
    struct other_0 *self = state;

    self->run = run;
    (void)run;
    self->receive_16_1 = leat_run_ins(run, 0);
    self->fold_17_2.value = fold_17_2_initial();
    self->limit_33_11 = limit_33_11_most();
    self->limit_36_17 = limit_36_17_most();
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void other_0_settle(struct other_0 *self)
{
    (void)self;
    if (self->fold_17_2.touched)
        leat_keep_settle(&self->fold_17_2.keep, &leat_d_longest, &self->fold_17_2.value);
    self->fold_17_2.touched = false;
    leat_table_settle(&self->fold_keyed_30_6.table, &leat_d_last_word, sizeof(last_word));
}

static void other_0_release(void *state)
{
    struct other_0 *self = state;

    (void)self;
    leat_keep_release(&self->fold_17_2.keep);
    leat_table_release(&self->fold_keyed_30_6.table);
    leat_buffer_release(&self->sort_31_8.values);
    leat_keep_release(&self->sort_31_8.keep);
    leat_buffer_release(&self->sort_33_10.values);
    leat_keep_release(&self->sort_33_10.keep);
    leat_table_release(&self->unique_35_13);
    leat_buffer_release(&self->assert_equal_35_16.got);
    leat_keep_release(&self->assert_equal_35_16.keep);
    leat_buffer_release(&self->chain_36_18.waiting);
    leat_keep_release(&self->chain_36_18.keep);
}

static void other_0_turn(void *state, struct leat_run *run)
{
    struct other_0 *self = state;

    const bool ended_0 = receive_16_1_step(self);
    const bool ended_1 = fold_17_2_step(self, ended_0);
    const bool ended_5 = fold_keyed_30_6_step(self, run, ended_0);
    const bool ended_7 = sort_31_8_step(self, run, ended_5);
    const bool ended_9 = sort_33_10_step(self, run, ended_0);
    const bool ended_10 = limit_33_11_step(self, ended_9);
    const bool ended_13 = count_35_14_step(self, ended_0);
    const bool ended_15 = assert_equal_35_16_step(self, ended_13);
    const bool ended_16 = limit_36_17_step(self, ended_0);
    const bool ended_17 = chain_36_18_step(self, run, ended_16, ended_0);

    other_0_settle(self);
    run->finished = ended_1 && ended_7 && ended_10 && ended_15 && ended_17;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "send_bincode_16_1",
        .operation = "leat_send_bincode",
        .file = "tests/flows/kept.c",
        .line = 16,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0xdc56eabcfb847c79),
        .on_cycle = false,
    },
};

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

static const struct leat_location_info other_0_info = {
    .name = "other/0",
    .id = 1,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct other_0),
    .start = other_0_start,
    .turn = other_0_turn,
    .release = other_0_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &p_0_info,
    &other_0_info,
};

static const struct leat_program leat_this_program = {
    .name = "tests/flows/kept.c",
    .hash = UINT64_C(0x7a6c49c61ead3c8d),
    .locations = leat_locations,
    .location_count = 2,
    .channels = leat_channels,
    .channel_count = 1,
    .poison = true,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
