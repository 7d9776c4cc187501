/* Made by leat 0.1.0 from examples/map_reduce.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/map_reduce.c"
#include <leat/stage2.h>

_Static_assert(sizeof(leat_str) == 16, "leat_str has another size here than where the flow was built");
_Static_assert(sizeof(word_count) == 24, "word_count has another size here than where the flow was built");
_Static_assert(offsetof(word_count, key) == 0, "word_count.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(word_count, value) == 16, "word_count.value lies elsewhere here than where the flow was built");

/* ---- types ---- */

static inline size_t leat_size_of_word_count(const word_count *value);
static inline uint8_t *leat_encode_word_count(uint8_t *at, const word_count *value);
static inline bool leat_decode_word_count(struct leat_frame *frame, word_count *value);

static inline size_t leat_size_of_word_count(const word_count *value)
{
    (void)value;
    return 0 + value->key.length + 16;
}

static inline uint8_t *leat_encode_word_count(uint8_t *at, const word_count *value)
{
    at = leat_put_str(at, value->key);
    at = leat_put_u64(at, (uint64_t)value->value);
    return at;
}

static inline bool leat_decode_word_count(struct leat_frame *frame, word_count *value)
{
    if (!leat_get_str(frame, &value->key))
        return false;
    {
        uint64_t raw;

        if (!leat_get_u64(frame, &raw))
            return false;
        value->value = (__typeof__(value->value))raw;
    }
    return true;
}

/* ==== process leader/0, id 0 ==== */

struct leader_0 {
    struct leat_run *run;
    struct {
        struct leat_lines lines;
        const char *path;
    } source_lines_28_0;
    struct leat_outs *send_29_1;
    struct leat_ins *receive_41_5;
    struct {
        struct leat_table table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
        unsigned long long gathered; /* elements; the last of them are to be entered, when their slots are there */
        struct {
            word_count x;
            struct leat_text_waiting key; /* what its key views */
        } gathering[LEAT_TEXTS_GATHERED];
    } fold_keyed_43_6;
    struct {
        struct leat_buffer values;
        struct leat_keep keep;
        size_t at;
        bool sorted;
        bool released;
    } sort_44_8;
    uint64_t limit_46_9;
};

static inline void send_29_1(struct leader_0 *self, leat_str x);
static inline void fold_keyed_43_6(struct leader_0 *self, word_count x);
static inline void entries_44_7(struct leader_0 *self, word_count x);
static inline void sort_44_8(struct leader_0 *self, word_count x);
static inline void limit_46_9(struct leader_0 *self, word_count x);
static inline void for_each_46_10(struct leader_0 *self, word_count x);

/* examples/map_reduce.c:28  leat_source_lines */
static inline const char * source_lines_28_0_path(void)
{
    const char * leat_value =
        (__typeof__(leat_value))(
#line 28 "examples/map_reduce.c"
                                                              text_path()
#line 91 "map_reduce.leat.c"
    );

    return leat_value;
}

/* examples/map_reduce.c:29  leat_demux_bincode */
static inline uint64_t send_29_1_of(leat_str line)
{
    const leat_cluster *const workers = leat_cluster_with_id(1);
    (void)line;
    return (
#line 29 "examples/map_reduce.c"
                                                                              line.length % leat_member_count(workers)
#line 105 "map_reduce.leat.c"
    );
}

static inline void send_29_1(struct leader_0 *self, leat_str x)
{
    struct leat_outs *outs = self->send_29_1;
    const uint64_t member = send_29_1_of(x);

    if (member >= outs->count)
        leat_outs_bad_member(outs, member);
    leat_put_str(leat_out_frame(&outs->peers[member], 8 + x.length), x);
}

/* examples/map_reduce.c:43  leat_fold_keyed */
static inline __typeof__(((word_count *)0)->value) fold_keyed_43_6_initial(void)
{
    __typeof__(((word_count *)0)->value) leat_value =
        (
#line 43 "examples/map_reduce.c"
                                               0
#line 126 "map_reduce.leat.c"
    );

    return leat_value;
}

static inline void fold_keyed_43_6_take(__typeof__(((word_count *)0)->value) *leat_kept, __typeof__(((word_count *)0)->value) n)
{
    __typeof__(((word_count *)0)->value) acc = *leat_kept;

    (void)n;
#line 43 "examples/map_reduce.c"
                                                             acc += n;
#line 139 "map_reduce.leat.c"
    *leat_kept = acc;
}

static inline void fold_keyed_43_6_enter(struct leader_0 *self, word_count x)
{
    bool is_new;
    word_count *entry = leat_table_enter_text(&self->fold_keyed_43_6.table, sizeof *entry, offsetof(word_count, key), x.key.data, x.key.length, &is_new);

    if (is_new) {
        entry->key = x.key;
        leat_keep_move(&self->fold_keyed_43_6.table.keep, &leat_d_str_, &entry->key);
        entry->value = fold_keyed_43_6_initial();
    }
    fold_keyed_43_6_take(&entry->value, x.value);
}

static void fold_keyed_43_6_enter_gathered(struct leader_0 *self)
{
    const uint64_t end = self->fold_keyed_43_6.gathered;

    for (uint64_t at = end > LEAT_TEXTS_GATHERED ? end - LEAT_TEXTS_GATHERED : 0; at < end; at++)
        fold_keyed_43_6_enter(self, self->fold_keyed_43_6.gathering[at % LEAT_TEXTS_GATHERED].x);
    self->fold_keyed_43_6.gathered = 0;
}

/* x waits, with a copy of its key, until so many have come after it; by then its slot is there */
static __attribute__((noinline)) void fold_keyed_43_6_gather(struct leader_0 *self, word_count x)
{
    __typeof__(&self->fold_keyed_43_6.gathering[0]) place = &self->fold_keyed_43_6.gathering[self->fold_keyed_43_6.gathered % LEAT_TEXTS_GATHERED];

    if (x.key.length > LEAT_TEXT_HEAD) {
        fold_keyed_43_6_enter_gathered(self);
        fold_keyed_43_6_enter(self, x);
        return;
    }
    if (self->fold_keyed_43_6.gathered++ >= LEAT_TEXTS_GATHERED)
        fold_keyed_43_6_enter(self, place->x);
    leat_table_fetch_text(&self->fold_keyed_43_6.table, &place->key, x.key.data, x.key.length);
    x.key.data = (const void *)place->key.head;
    place->x = x;
    leat_table_fetch_entry(&self->fold_keyed_43_6.table, sizeof(word_count),
        &self->fold_keyed_43_6.gathering[(self->fold_keyed_43_6.gathered + LEAT_TEXTS_GATHERED / 2) % LEAT_TEXTS_GATHERED].key);
}

static inline void fold_keyed_43_6(struct leader_0 *self, word_count x)
{
    if (leat_texts_are_large(&self->fold_keyed_43_6.table))
        fold_keyed_43_6_gather(self, x);
    else
        fold_keyed_43_6_enter(self, x);
}

/* examples/map_reduce.c:44  leat_entries */
static inline void entries_44_7(struct leader_0 *self, word_count x)
{
    sort_44_8(self, x);
}

/* examples/map_reduce.c:44  leat_sort */
static inline int sort_44_8_of(word_count a, word_count b)
{
    (void)a;
    (void)b;
    return (
#line 45 "examples/map_reduce.c"
        a.value != b.value ? (a.value < b.value) - (a.value > b.value) : leat_str_compare(a.key, b.key)
#line 206 "map_reduce.leat.c"
    );
}

static inline int sort_44_8_compare(const void *a, const void *b, void *context)
{
    const int order = sort_44_8_of(*(const word_count *)a, *(const word_count *)b);

    (void)context;
    return order ? order : leat_value_compare(&leat_d_word_count, a, b);
}

static inline void sort_44_8(struct leader_0 *self, word_count x)
{
    word_count *kept = leat_buffer_push(&self->sort_44_8.values, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->sort_44_8.keep, &leat_d_word_count, kept);
}

/* examples/map_reduce.c:46  leat_limit */
static inline uint64_t limit_46_9_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 46 "examples/map_reduce.c"
                                       10
#line 233 "map_reduce.leat.c"
    );

    return leat_value;
}

static inline void limit_46_9(struct leader_0 *self, word_count x)
{
    if (self->limit_46_9 == 0)
        return;
    self->limit_46_9--;
    for_each_46_10(self, x);
}

/* examples/map_reduce.c:46  leat_for_each */
static inline void for_each_46_10_do(word_count w)
{
    (void)w;
#line 47 "examples/map_reduce.c"
                       printf("%" PRIu64 " %.*s\n", w.value, (int)w.key.length, w.key.data);
#line 253 "map_reduce.leat.c"
}

static inline void for_each_46_10(struct leader_0 *self, word_count x)
{
    for_each_46_10_do(x);
    (void)self;
}

static inline bool source_lines_28_0_step(struct leader_0 *self, struct leat_run *run)
{
    leat_str line;

    leat_run_slice(run);
    while (leat_lines_next(run, &self->source_lines_28_0.lines, self->source_lines_28_0.path, "examples/map_reduce.c:28", &line)) {
        const struct leat_mark mark = leat_arena_mark(&self->run->arena);

        send_29_1(self, line);
        leat_arena_recycle(&self->run->arena, mark);
    }
    return self->source_lines_28_0.lines.ended;
}

static inline void source_lines_28_0_stop(struct leader_0 *self, struct leat_run *run)
{
    (void)run;
    leat_lines_stop(run, &self->source_lines_28_0.lines);
}

static inline bool send_29_1_step(struct leader_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_29_1);
    return ended;
}

static inline bool send_29_1_cancelled(const struct leader_0 *self)
{
    return leat_outs_cancelled(self->send_29_1);
}

/* examples/map_reduce.c:41  leat_send_bincode_interleaved, the receiving end */
static inline bool receive_41_5_step(struct leader_0 *self)
{
    struct leat_ins *ins = self->receive_41_5;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);
        struct leat_frame frame;

        while (leat_frames_next(&frames, &frame)) {
            word_count element;

            if (!leat_decode_word_count(&frame, &element) || frame.at != frame.end)
                leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no word_count");
            fold_keyed_43_6(self, element);
        }
    }
    return leat_ins_ended(ins);
}

static inline void receive_41_5_stop(struct leader_0 *self, struct leat_run *run)
{
    (void)run;
    leat_ins_cancel(self->receive_41_5);
}

static inline bool fold_keyed_43_6_step(struct leader_0 *self, struct leat_run *run, bool ended)
{
    if (self->fold_keyed_43_6.gathered > 0)
        fold_keyed_43_6_enter_gathered(self);
    if (self->fold_keyed_43_6.released || !ended)
        return self->fold_keyed_43_6.released;

    uint64_t room;

    leat_run_slice(run);
    while (self->fold_keyed_43_6.at < self->fold_keyed_43_6.table.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->fold_keyed_43_6.table.count - self->fold_keyed_43_6.at > room ? self->fold_keyed_43_6.at + (size_t)room : self->fold_keyed_43_6.table.count;

        for (size_t at = self->fold_keyed_43_6.at; at < end; at++) {
            const word_count x = ((const word_count *)self->fold_keyed_43_6.table.entries)[at];

            entries_44_7(self, x);
        }
        self->fold_keyed_43_6.at = (__typeof__(self->fold_keyed_43_6.at))end;
    }
    if (self->fold_keyed_43_6.at < self->fold_keyed_43_6.table.count)
        return false;
    self->fold_keyed_43_6.released = true;
    return true;
}

static inline bool sort_44_8_step(struct leader_0 *self, struct leat_run *run, bool ended)
{
    if (self->sort_44_8.released || !ended)
        return self->sort_44_8.released;
    if (!self->sort_44_8.sorted)
        leat_sort_values(self->sort_44_8.values.data, self->sort_44_8.values.count, sizeof(word_count), sort_44_8_compare, NULL);
    self->sort_44_8.sorted = true;

    uint64_t room;

    leat_run_slice(run);
    while (self->sort_44_8.at < self->sort_44_8.values.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->sort_44_8.values.count - self->sort_44_8.at > room ? self->sort_44_8.at + (size_t)room : self->sort_44_8.values.count;

        for (size_t at = self->sort_44_8.at; at < end; at++) {
            const word_count x = ((const word_count *)self->sort_44_8.values.data)[at];

            limit_46_9(self, x);
        }
        self->sort_44_8.at = (__typeof__(self->sort_44_8.at))end;
    }
    if (self->sort_44_8.at < self->sort_44_8.values.count)
        return false;
    leat_buffer_release(&self->sort_44_8.values);
    self->sort_44_8.released = true;
    return true;
}

static inline bool limit_46_9_step(struct leader_0 *self, bool ended)
{
    return ended || self->limit_46_9 == 0;
}

static void leader_0_start(void *state, struct leat_run *run)
{
    struct leader_0 *self = state;

    self->run = run;
    (void)run;
    self->source_lines_28_0.path = source_lines_28_0_path();
    self->send_29_1 = leat_run_outs(run, 0);
    self->receive_41_5 = leat_run_ins(run, 1);
    self->limit_46_9 = limit_46_9_most();
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void leader_0_settle(struct leader_0 *self)
{
    (void)self;
    leat_table_settle(&self->fold_keyed_43_6.table, &leat_d_word_count, sizeof(word_count));
}

static void leader_0_release(void *state)
{
    struct leader_0 *self = state;

    (void)self;
    leat_lines_stop(self->run, &self->source_lines_28_0.lines);
    leat_table_release(&self->fold_keyed_43_6.table);
    leat_buffer_release(&self->sort_44_8.values);
    leat_keep_release(&self->sort_44_8.keep);
}

static void leader_0_turn(void *state, struct leat_run *run)
{
    struct leader_0 *self = state;

    const bool ended_0 = source_lines_28_0_step(self, run);
    const bool ended_1 = send_29_1_step(self, ended_0);
    const bool ended_2 = receive_41_5_step(self);
    const bool ended_3 = fold_keyed_43_6_step(self, run, ended_2);
    const bool ended_5 = sort_44_8_step(self, run, ended_3);
    const bool ended_6 = limit_46_9_step(self, ended_5);

    const bool wanted_6 = !ended_6;
    const bool wanted_5 = wanted_6;
    const bool wanted_4 = wanted_5;
    const bool wanted_3 = wanted_4;
    const bool wanted_2 = wanted_3;
    if (!wanted_2 && !ended_2) {
        receive_41_5_stop(self, run);
        run->again = true;
    }
    const bool wanted_1 = !send_29_1_cancelled(self);
    const bool wanted_0 = wanted_1;
    if (!wanted_0 && !ended_0) {
        source_lines_28_0_stop(self, run);
        run->again = true;
    }
    leader_0_settle(self);
    run->finished = ended_1 && ended_6;
}

/* ==== cluster worker, id 1 ==== */

struct worker {
    struct leat_run *run;
    struct leat_ins *receive_29_1;
    struct {
        struct leat_table table;
        uint32_t at;
        bool touched;
        bool released;
        uint64_t version;
        unsigned long long gathered; /* elements; the last of them are to be entered, when their slots are there */
        struct {
            word_count x;
            struct leat_text_waiting key; /* what its key views */
        } gathering[LEAT_TEXTS_GATHERED];
    } fold_keyed_40_3;
    struct leat_outs *send_41_5;
    struct leat_out send_41_5_peer;
};

static inline void flat_map_31_2(struct worker *self, leat_str x);
static inline void fold_keyed_40_3(struct worker *self, word_count x);
static inline void entries_41_4(struct worker *self, word_count x);
static inline void send_41_5(struct worker *self, word_count x);

/* examples/map_reduce.c:31  leat_flat_map */
static inline void flat_map_31_2_yield(struct worker *self, word_count y)
{
    fold_keyed_40_3(self, y);
}

static inline void flat_map_31_2(struct worker *self, leat_str line)
{
    (void)line;
#define yield(...) flat_map_31_2_yield(self, __VA_ARGS__)
#define range(a, b) for (word_count leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#line 31 "examples/map_reduce.c"
                                                                              {
        for (size_t start = 0, at = 0; at <= line.length; at++) {
            if (at < line.length && isalpha((unsigned char)line.data[at]))
                continue;
            if (at > start)
                yield((word_count){{line.data + start, at - start}, 1});
            start = at + 1;
        }
    }
#line 487 "map_reduce.leat.c"
#undef range
#undef yield
}

/* examples/map_reduce.c:40  leat_fold_keyed */
static inline __typeof__(((word_count *)0)->value) fold_keyed_40_3_initial(void)
{
    __typeof__(((word_count *)0)->value) leat_value =
        (
#line 40 "examples/map_reduce.c"
                                                                                   0
#line 499 "map_reduce.leat.c"
    );

    return leat_value;
}

static inline void fold_keyed_40_3_take(__typeof__(((word_count *)0)->value) *leat_kept, __typeof__(((word_count *)0)->value) n)
{
    __typeof__(((word_count *)0)->value) acc = *leat_kept;

    (void)n;
#line 40 "examples/map_reduce.c"
                                                                                                 acc += n;
#line 512 "map_reduce.leat.c"
    *leat_kept = acc;
}

static inline void fold_keyed_40_3_enter(struct worker *self, word_count x)
{
    bool is_new;
    word_count *entry = leat_table_enter_text(&self->fold_keyed_40_3.table, sizeof *entry, offsetof(word_count, key), x.key.data, x.key.length, &is_new);

    if (is_new) {
        entry->key = x.key;
        leat_keep_move(&self->fold_keyed_40_3.table.keep, &leat_d_str_, &entry->key);
        entry->value = fold_keyed_40_3_initial();
    }
    fold_keyed_40_3_take(&entry->value, x.value);
}

static void fold_keyed_40_3_enter_gathered(struct worker *self)
{
    const uint64_t end = self->fold_keyed_40_3.gathered;

    for (uint64_t at = end > LEAT_TEXTS_GATHERED ? end - LEAT_TEXTS_GATHERED : 0; at < end; at++)
        fold_keyed_40_3_enter(self, self->fold_keyed_40_3.gathering[at % LEAT_TEXTS_GATHERED].x);
    self->fold_keyed_40_3.gathered = 0;
}

/* x waits, with a copy of its key, until so many have come after it; by then its slot is there */
static __attribute__((noinline)) void fold_keyed_40_3_gather(struct worker *self, word_count x)
{
    __typeof__(&self->fold_keyed_40_3.gathering[0]) place = &self->fold_keyed_40_3.gathering[self->fold_keyed_40_3.gathered % LEAT_TEXTS_GATHERED];

    if (x.key.length > LEAT_TEXT_HEAD) {
        fold_keyed_40_3_enter_gathered(self);
        fold_keyed_40_3_enter(self, x);
        return;
    }
    if (self->fold_keyed_40_3.gathered++ >= LEAT_TEXTS_GATHERED)
        fold_keyed_40_3_enter(self, place->x);
    leat_table_fetch_text(&self->fold_keyed_40_3.table, &place->key, x.key.data, x.key.length);
    x.key.data = (const void *)place->key.head;
    place->x = x;
    leat_table_fetch_entry(&self->fold_keyed_40_3.table, sizeof(word_count),
        &self->fold_keyed_40_3.gathering[(self->fold_keyed_40_3.gathered + LEAT_TEXTS_GATHERED / 2) % LEAT_TEXTS_GATHERED].key);
}

static inline void fold_keyed_40_3(struct worker *self, word_count x)
{
    if (leat_texts_are_large(&self->fold_keyed_40_3.table))
        fold_keyed_40_3_gather(self, x);
    else
        fold_keyed_40_3_enter(self, x);
}

/* examples/map_reduce.c:41  leat_entries */
static inline void entries_41_4(struct worker *self, word_count x)
{
    send_41_5(self, x);
}

/* examples/map_reduce.c:41  leat_send_bincode_interleaved */
static inline void send_41_5(struct worker *self, word_count x)
{
    leat_encode_word_count(leat_out_frame(&self->send_41_5_peer, leat_size_of_word_count(&x)), &x);
}

/* examples/map_reduce.c:29  leat_demux_bincode, the receiving end */
static inline bool receive_29_1_step(struct worker *self)
{
    struct leat_ins *ins = self->receive_29_1;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);
        struct leat_frame frame;

        while (leat_frames_next(&frames, &frame)) {
            leat_str element;

            if (!leat_get_str(&frame, &element) || frame.at != frame.end)
                leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no leat_str");
            flat_map_31_2(self, element);
        }
    }
    return leat_ins_ended(ins);
}

static inline void receive_29_1_stop(struct worker *self, struct leat_run *run)
{
    (void)run;
    leat_ins_cancel(self->receive_29_1);
}

static inline bool fold_keyed_40_3_step(struct worker *self, struct leat_run *run, bool ended)
{
    if (self->fold_keyed_40_3.gathered > 0)
        fold_keyed_40_3_enter_gathered(self);
    if (self->fold_keyed_40_3.released || !ended)
        return self->fold_keyed_40_3.released;

    uint64_t room;

    leat_run_slice(run);
    while (self->fold_keyed_40_3.at < self->fold_keyed_40_3.table.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->fold_keyed_40_3.table.count - self->fold_keyed_40_3.at > room ? self->fold_keyed_40_3.at + (size_t)room : self->fold_keyed_40_3.table.count;

        for (size_t at = self->fold_keyed_40_3.at; at < end; at++) {
            const word_count x = ((const word_count *)self->fold_keyed_40_3.table.entries)[at];

            entries_41_4(self, x);
        }
        self->fold_keyed_40_3.at = (__typeof__(self->fold_keyed_40_3.at))end;
    }
    if (self->fold_keyed_40_3.at < self->fold_keyed_40_3.table.count)
        return false;
    self->fold_keyed_40_3.released = true;
    return true;
}

static inline bool send_41_5_step(struct worker *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_41_5);
    return ended;
}

static inline bool send_41_5_cancelled(const struct worker *self)
{
    return leat_outs_cancelled(self->send_41_5);
}

static void worker_start(void *state, struct leat_run *run)
{
    struct worker *self = state;

    self->run = run;
    (void)run;
    self->receive_29_1 = leat_run_ins(run, 0);
    self->send_41_5 = leat_run_outs(run, 1);
    leat_outs_place(self->send_41_5, &self->send_41_5_peer);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void worker_settle(struct worker *self)
{
    (void)self;
    leat_table_settle(&self->fold_keyed_40_3.table, &leat_d_word_count, sizeof(word_count));
}

static void worker_release(void *state)
{
    struct worker *self = state;

    (void)self;
    leat_table_release(&self->fold_keyed_40_3.table);
}

static void worker_turn(void *state, struct leat_run *run)
{
    struct worker *self = state;

    const bool ended_0 = receive_29_1_step(self);
    const bool ended_2 = fold_keyed_40_3_step(self, run, ended_0);
    const bool ended_4 = send_41_5_step(self, ended_2);

    const bool wanted_4 = !send_41_5_cancelled(self);
    const bool wanted_3 = wanted_4;
    const bool wanted_2 = wanted_3;
    const bool wanted_1 = wanted_2;
    const bool wanted_0 = wanted_1;
    if (!wanted_0 && !ended_0) {
        receive_29_1_stop(self, run);
        run->again = true;
    }
    worker_settle(self);
    run->finished = ended_4;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "demux_bincode_29_1",
        .operation = "leat_demux_bincode",
        .file = "examples/map_reduce.c",
        .line = 29,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0xdc56eabcfb847c79),
        .on_cycle = true,
    },
    {
        .name = "send_bincode_interleaved_41_5",
        .operation = "leat_send_bincode_interleaved",
        .file = "examples/map_reduce.c",
        .line = 41,
        .id = 1,
        .from = 1,
        .to = 0,
        .type_hash = UINT64_C(0xeadecaa995c62acb),
        .on_cycle = true,
    },
};

static const struct leat_location_info leader_0_info = {
    .name = "leader/0",
    .id = 0,
    .is_cluster = false,
    .reads_standard_input = true,
    .state_size = sizeof(struct leader_0),
    .start = leader_0_start,
    .turn = leader_0_turn,
    .release = leader_0_release,
};

static const struct leat_location_info worker_info = {
    .name = "worker",
    .id = 1,
    .is_cluster = true,
    .reads_standard_input = false,
    .state_size = sizeof(struct worker),
    .start = worker_start,
    .turn = worker_turn,
    .release = worker_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &leader_0_info,
    &worker_info,
};

static const struct leat_program leat_this_program = {
    .name = "examples/map_reduce.c",
    .hash = UINT64_C(0x8a33e4992ed84966),
    .locations = leat_locations,
    .location_count = 2,
    .channels = leat_channels,
    .channel_count = 2,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
