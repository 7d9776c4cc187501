/* Made by leat 0.1.0 from examples/shortest_paths.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/shortest_paths.c"
#include <leat/stage2.h>

_Static_assert(sizeof(way) == 40, "way has another size here than where the flow was built");
_Static_assert(offsetof(way, key) == 0, "way.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(way, value) == 16, "way.value lies elsewhere here than where the flow was built");
_Static_assert(sizeof(road) == 40, "road has another size here than where the flow was built");
_Static_assert(offsetof(road, key) == 0, "road.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(road, value) == 16, "road.value lies elsewhere here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct leat_source source_iter_14_0;
    struct leat_source source_iter_15_1;
    struct {
        struct leat_table table;     /* the best of each key */
        struct leat_buffer now, next; /* uint32_t: entries that go round in this round, and in the next */
        size_t at;
        uint32_t given; /* entries that are out, when the fixpoint is reached */
    } iterate_best_24_2;
    struct {
        struct leat_table left, right;           /* key, and which rows have it */
        struct leat_buffer left_rows, right_rows;
    } join_25_3;
    struct {
        struct leat_buffer values;
        struct leat_keep keep;
        size_t at;
        bool sorted;
        bool released;
    } sort_26_4;
};

static inline void iterate_best_24_2(struct p_0 *self, way x);
static inline void join_25_3(struct p_0 *self, way x);
static inline void join_25_3_second(struct p_0 *self, road x);
static inline void sort_26_4(struct p_0 *self, way x);
static inline void for_each_26_5(struct p_0 *self, way x);

/* examples/shortest_paths.c:14  leat_source_iter */
static inline void source_iter_14_0_yield(struct p_0 *self, uint64_t *yields, way x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    iterate_best_24_2(self, x);
    run->memory = run->into = &self->source_iter_14_0.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_14_0);
        *yields = 0;
    }
}

static void source_iter_14_0_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_14_0_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (way leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const way *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 14 "examples/shortest_paths.c"
                                                        { yield((way){leat_str_of("Leeds"), {0, leat_str_of("-")}}); }
#line 71 "shortest_paths.leat.c"
#undef each
#undef range
#undef yield
}

/* examples/shortest_paths.c:15  leat_source_iter */
static inline void source_iter_15_1_yield(struct p_0 *self, uint64_t *yields, road x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    join_25_3_second(self, x);
    run->memory = run->into = &self->source_iter_15_1.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_15_1);
        *yields = 0;
    }
}

static void source_iter_15_1_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_15_1_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (road leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const road *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 15 "examples/shortest_paths.c"
                                                          {
        yield((road){leat_str_of("Leeds"), {leat_str_of("York"), 26}});
        yield((road){leat_str_of("Leeds"), {leat_str_of("Hull"), 77}});
        yield((road){leat_str_of("York"), {leat_str_of("Hull"), 38}});
        yield((road){leat_str_of("York"), {leat_str_of("Whitby"), 47}});
        yield((road){leat_str_of("Hull"), {leat_str_of("Whitby"), 50}});
        yield((road){leat_str_of("Whitby"), {leat_str_of("York"), 47}});
    }
#line 110 "shortest_paths.leat.c"
#undef each
#undef range
#undef yield
}

/* examples/shortest_paths.c:24  leat_iterate_best */
struct iterate_best_24_2_entry {
    way value;
    bool queued;
};

static inline bool iterate_best_24_2_of(way a, way b)
{
    (void)a;
    (void)b;
    return (
#line 24 "examples/shortest_paths.c"
                                                                    a.value.miles < b.value.miles
#line 129 "shortest_paths.leat.c"
    );
}

static inline bool iterate_best_24_2_equal(const void *leat_entry, const void *leat_key)
{
    const __typeof__((*(struct iterate_best_24_2_entry *)0).value.key) *a = &(*(const struct iterate_best_24_2_entry *)leat_entry).value.key, *b = leat_key;

    return leat_str_equal(*a, *b);
}

static inline void iterate_best_24_2(struct p_0 *self, way x)
{
    bool is_new;
    struct iterate_best_24_2_entry *entry = leat_table_enter(&self->iterate_best_24_2.table, sizeof *entry, leat_hash_bytes(x.key.data, x.key.length, 0), &x.key, iterate_best_24_2_equal, &is_new);

    if (is_new) {
        entry->queued = false;
    } else {
        const bool better = iterate_best_24_2_of(x, entry->value), worse = iterate_best_24_2_of(entry->value, x);

        /* of which neither is better, they are told apart by their bytes */
        if (better == worse ? leat_value_compare(&leat_d_way, &x, &entry->value) >= 0 : worse)
            return;
    }
    entry->value = x;
    leat_keep_move(&self->iterate_best_24_2.table.keep, &leat_d_way, &entry->value);
    if (entry->queued)
        return;
    entry->queued = true;
    *(uint32_t *)leat_buffer_push(&self->iterate_best_24_2.next, sizeof(uint32_t)) =
        (uint32_t)(entry - (const struct iterate_best_24_2_entry *)self->iterate_best_24_2.table.entries);
}

/* examples/shortest_paths.c:25  leat_join */
struct join_25_3_entry {
    __typeof__(((way *)0)->key) key;
    uint32_t first; /* rows, counted from 1 */
};
struct join_25_3_left {
    __typeof__(((way *)0)->value) value;
    uint32_t next; /* of the same key; 0: none */
};
struct join_25_3_right {
    __typeof__(((road *)0)->value) value;
    uint32_t next; /* of the same key; 0: none */
};

static inline way join_25_3_of(__typeof__(((way *)0)->key) town, __typeof__(((way *)0)->value) so_far, __typeof__(((road *)0)->value) leg)
{
    (void)town;
    (void)so_far;
    (void)leg;
    return (
#line 25 "examples/shortest_paths.c"
                                                                         (way){leg.to, {so_far.miles + leg.miles, town}}
#line 185 "shortest_paths.leat.c"
    );
}

static inline bool join_25_3_equal(const void *leat_entry, const void *leat_key)
{
    const __typeof__((*(struct join_25_3_entry *)0).key) *a = &(*(const struct join_25_3_entry *)leat_entry).key, *b = leat_key;

    return leat_str_equal(*a, *b);
}

static inline void join_25_3(struct p_0 *self, way x)
{
    const uint64_t hash = leat_hash_bytes(x.key.data, x.key.length, 0);
    const struct join_25_3_entry *found = leat_table_find(&self->join_25_3.right, sizeof *found, hash, &x.key, join_25_3_equal);
    const struct join_25_3_right *theirs = (const struct join_25_3_right *)self->join_25_3.right_rows.data;

    for (uint32_t at = found ? found->first : 0; at > 0; at = theirs[at - 1].next) {
        const way y = join_25_3_of(x.key, x.value, theirs[at - 1].value);

        iterate_best_24_2(self, y);
    }
}

static inline void join_25_3_keep_right(struct p_0 *self, road x, uint64_t hash)
{
    bool is_new;
    struct join_25_3_entry *mine = leat_table_enter(&self->join_25_3.right, sizeof *mine, hash, &x.key, join_25_3_equal, &is_new);
    struct join_25_3_right *row = leat_buffer_push(&self->join_25_3.right_rows, sizeof *row);
    const uint32_t row_number = (uint32_t)self->join_25_3.right_rows.count;

    row->value = x.value;
    leat_keep_move(&self->join_25_3.right.keep, &leat_d_leg, &row->value);
    row->next = is_new ? 0 : mine->first;
    mine->first = row_number;
    if (is_new)
        mine->key = x.key;
    if (is_new)
        leat_keep_move(&self->join_25_3.right.keep, &leat_d_str_, &mine->key);
}

static inline void join_25_3_second(struct p_0 *self, road x)
{
    const uint64_t hash = leat_hash_bytes(x.key.data, x.key.length, 0);
    join_25_3_keep_right(self, x, hash);

}

/* examples/shortest_paths.c:26  leat_sort */
static inline int sort_26_4_of(way a, way b)
{
    (void)a;
    (void)b;
    return (
#line 26 "examples/shortest_paths.c"
                                          (a.value.miles > b.value.miles) - (a.value.miles < b.value.miles)
#line 241 "shortest_paths.leat.c"
    );
}

static inline int sort_26_4_compare(const void *a, const void *b, void *context)
{
    const int order = sort_26_4_of(*(const way *)a, *(const way *)b);

    (void)context;
    return order ? order : leat_value_compare(&leat_d_way, a, b);
}

static inline void sort_26_4(struct p_0 *self, way x)
{
    way *kept = leat_buffer_push(&self->sort_26_4.values, sizeof *kept);

    *kept = x;
    leat_keep_move(&self->sort_26_4.keep, &leat_d_way, kept);
}

/* examples/shortest_paths.c:26  leat_for_each */
static inline void for_each_26_5_do(way w)
{
    (void)w;
#line 27 "examples/shortest_paths.c"
                       printf("%-6.*s %3u miles, by %.*s\n", (int)w.key.length, w.key.data, w.value.miles,
                              (int)w.value.via.length, w.value.via.data);
#line 268 "shortest_paths.leat.c"
}

static inline void for_each_26_5(struct p_0 *self, way x)
{
    for_each_26_5_do(x);
    (void)self;
}

static inline bool source_iter_14_0_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_14_0.ended)
        leat_source_resume(run, &self->source_iter_14_0, source_iter_14_0_body, self);
    return self->source_iter_14_0.ended;
}

static inline bool source_iter_15_1_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_15_1.ended)
        leat_source_resume(run, &self->source_iter_15_1, source_iter_15_1_body, self);
    return self->source_iter_15_1.ended;
}

static inline bool iterate_best_24_2_round(struct p_0 *self)
{
    const struct leat_buffer empty = self->iterate_best_24_2.now;

    if (self->iterate_best_24_2.at < self->iterate_best_24_2.now.count)
        return true;
    self->iterate_best_24_2.now = self->iterate_best_24_2.next;
    self->iterate_best_24_2.next = empty;
    self->iterate_best_24_2.next.count = 0;
    self->iterate_best_24_2.at = 0;
    return self->iterate_best_24_2.now.count > 0;
}

static inline bool iterate_best_24_2_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    uint64_t room;

    if (!ended)
        return false;
    leat_run_slice(run);
    while (iterate_best_24_2_round(self) && (room = leat_run_chunk(run)) > 0)
        for (; room > 0 && iterate_best_24_2_round(self); room--) {
            const uint32_t number = ((const uint32_t *)self->iterate_best_24_2.now.data)[self->iterate_best_24_2.at++];
            struct iterate_best_24_2_entry *entry = (struct iterate_best_24_2_entry *)self->iterate_best_24_2.table.entries + number;
            const way x = entry->value;

            entry->queued = false;
            join_25_3(self, x);
        }
    if (iterate_best_24_2_round(self))
        return false;
    while (self->iterate_best_24_2.given < self->iterate_best_24_2.table.count && (room = leat_run_chunk(run)) > 0)
        for (; room > 0 && self->iterate_best_24_2.given < self->iterate_best_24_2.table.count; room--) {
            const way x = ((const struct iterate_best_24_2_entry *)self->iterate_best_24_2.table.entries)[self->iterate_best_24_2.given++].value;

            sort_26_4(self, x);
        }
    return self->iterate_best_24_2.given == self->iterate_best_24_2.table.count;
}

static inline bool sort_26_4_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->sort_26_4.released || !ended)
        return self->sort_26_4.released;
    if (!self->sort_26_4.sorted)
        leat_sort_values(self->sort_26_4.values.data, self->sort_26_4.values.count, sizeof(way), sort_26_4_compare, NULL);
    self->sort_26_4.sorted = true;

    uint64_t room;

    leat_run_slice(run);
    while (self->sort_26_4.at < self->sort_26_4.values.count && (room = leat_run_chunk(run)) > 0) {
        const size_t end = self->sort_26_4.values.count - self->sort_26_4.at > room ? self->sort_26_4.at + (size_t)room : self->sort_26_4.values.count;

        for (size_t at = self->sort_26_4.at; at < end; at++) {
            const way x = ((const way *)self->sort_26_4.values.data)[at];

            for_each_26_5(self, x);
        }
        self->sort_26_4.at = (__typeof__(self->sort_26_4.at))end;
    }
    if (self->sort_26_4.at < self->sort_26_4.values.count)
        return false;
    leat_buffer_release(&self->sort_26_4.values);
    self->sort_26_4.released = true;
    return true;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
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
    leat_source_stop(self->run, &self->source_iter_14_0);
    leat_source_stop(self->run, &self->source_iter_15_1);
    leat_table_release(&self->iterate_best_24_2.table);
    leat_buffer_release(&self->iterate_best_24_2.now);
    leat_buffer_release(&self->iterate_best_24_2.next);
    leat_table_release(&self->join_25_3.left);
    leat_table_release(&self->join_25_3.right);
    leat_buffer_release(&self->join_25_3.left_rows);
    leat_buffer_release(&self->join_25_3.right_rows);
    leat_buffer_release(&self->sort_26_4.values);
    leat_keep_release(&self->sort_26_4.keep);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_14_0_step(self, run);
    const bool ended_1 = source_iter_15_1_step(self, run);
    const bool ended_2 = iterate_best_24_2_step(self, run, ended_0 && ended_1);
    const bool ended_3 = ended_2 && ended_1;
    const bool ended_4 = sort_26_4_step(self, run, ended_2);

    p_0_settle(self);
    run->finished = ended_4;
    (void)ended_3;
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
    .name = "examples/shortest_paths.c",
    .hash = UINT64_C(0x22c2f0fd42788c8e),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
