/* Made by leat 0.1.0 from tests/programs/tagged.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/programs/tagged.c"
#include <leat/stage2.h>

_Static_assert(sizeof(shape) == 40, "shape has another size here than where the flow was built");
_Static_assert(offsetof(shape, dot) == 8, "shape.dot lies elsewhere here than where the flow was built");
_Static_assert(offsetof(shape, line) == 8, "shape.line lies elsewhere here than where the flow was built");
_Static_assert(offsetof(shape, all) == 8, "shape.all lies elsewhere here than where the flow was built");

/* ---- types ---- */

static inline size_t leat_size_of_shape(const shape *value);
static inline uint8_t *leat_encode_shape(uint8_t *at, const shape *value);
static inline bool leat_decode_shape(struct leat_frame *frame, shape *value);
static inline uint64_t leat_hash_of_shape(const shape *value, uint64_t hash);
static inline bool leat_equal_shape(const shape *a, const shape *b);
static inline uint8_t *leat_encode_color(uint8_t *at, const color *value);
static inline bool leat_decode_color(struct leat_frame *frame, color *value);
static inline uint64_t leat_hash_of_color(const color *value, uint64_t hash);
static inline bool leat_equal_color(const color *a, const color *b);

static inline size_t leat_size_of_shape(const shape *value)
{
    size_t size = 4;

    switch (value->tag) {
    case shape_dot:
        size += 16;
        break;
    case shape_line:
        for (size_t i = 0; i < 2; i++)
            size += 0 + value->line[i].length + 8;
        break;
    case shape_all:
        size += 4;
        break;
    case shape_nothing:
        break;
    default:
        leat_value_no_such(&leat_d_shape, value);
    }
    return size;
}

static inline uint8_t *leat_encode_shape(uint8_t *at, const shape *value)
{
    at = leat_put_u32(at, (uint32_t)value->tag);
    switch (value->tag) {
    case shape_dot:
        at = leat_put_plain(at, value->dot, sizeof value->dot);
        break;
    case shape_line:
        for (size_t i = 0; i < 2; i++)
            at = leat_put_str(at, value->line[i]);
        break;
    case shape_all:
        at = leat_encode_color(at, &value->all);
        break;
    case shape_nothing:
        break;
    default:
        leat_value_no_such(&leat_d_shape, value);
    }
    return at;
}

static inline bool leat_decode_shape(struct leat_frame *frame, shape *value)
{
    uint32_t tag;

    if (!leat_get_u32(frame, &tag))
        return false;
    value->tag = (__typeof__(value->tag))tag;
    switch (tag) {
    case shape_dot:
        if (!leat_get_plain(frame, value->dot, sizeof value->dot))
            return false;
        break;
    case shape_line:
        for (size_t i = 0; i < 2; i++)
            if (!leat_get_str(frame, &value->line[i]))
                return false;
        break;
    case shape_all:
        if (!leat_decode_color(frame, &value->all))
            return false;
        break;
    case shape_nothing:
        break;
    default:
        return false;
    }
    return true;
}

static inline uint64_t leat_hash_of_shape(const shape *value, uint64_t hash)
{
    hash = leat_hash_u64((uint64_t)value->tag, hash);
    switch (value->tag) {
    case shape_dot:
        hash = leat_hash_bytes(value->dot, sizeof value->dot, hash);
        break;
    case shape_line:
        for (size_t i = 0; i < 2; i++)
            hash = leat_hash_bytes(value->line[i].data, value->line[i].length, hash);
        break;
    case shape_all:
        hash = leat_hash_of_color(&value->all, hash);
        break;
    case shape_nothing:
        break;
    }
    return hash;
}

static inline bool leat_equal_shape(const shape *a, const shape *b)
{
    if (a->tag != b->tag)
        return false;
    switch (a->tag) {
    case shape_dot:
        if (memcmp(a->dot, b->dot, sizeof a->dot) != 0)
            return false;
        break;
    case shape_line:
        for (size_t i = 0; i < 2; i++)
            if (!leat_str_equal(a->line[i], b->line[i]))
                return false;
        break;
    case shape_all:
        if (!leat_equal_color(&a->all, &b->all))
            return false;
        break;
    case shape_nothing:
        break;
    }
    return true;
}

static inline uint8_t *leat_encode_color(uint8_t *at, const color *value)
{
    switch (*value) {
    case color_red:
        return leat_put_u32(at, 0);
    case color_green:
        return leat_put_u32(at, 1);
    }
    leat_value_no_such(&leat_d_color, value);
}

static inline bool leat_decode_color(struct leat_frame *frame, color *value)
{
    uint32_t tag;

    if (!leat_get_u32(frame, &tag))
        return false;
    switch (tag) {
    case 0:
        *value = color_red;
        return true;
    case 1:
        *value = color_green;
        return true;
    default:
        return false;
    }
}

static inline uint64_t leat_hash_of_color(const color *value, uint64_t hash)
{
    hash = leat_hash_u64((uint64_t)*value, hash);
    return hash;
}

static inline bool leat_equal_color(const color *a, const color *b)
{
    if (*a != *b)
        return false;
    return true;
}

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct leat_source source_iter_11_0;
    struct leat_outs *send_19_1;
    struct leat_out send_19_1_peer;
};

static inline void send_19_1(struct p_0 *self, shape x);

/* tests/programs/tagged.c:11  leat_source_iter */
static inline void source_iter_11_0_yield(struct p_0 *self, uint64_t *yields, shape x)
{
    struct leat_run *run = self->run;
    const struct leat_mark mark = leat_arena_mark(&self->run->arena);

    run->memory = run->into = &run->arena;
    send_19_1(self, x);
    leat_arena_recycle(&self->run->arena, mark);
    run->memory = run->into = &self->source_iter_11_0.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_11_0);
        *yields = 0;
    }
}

static void source_iter_11_0_body(void *leat_state_of)
{
    struct p_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_11_0_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (shape leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const shape *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 11 "tests/programs/tagged.c"
                                                                 {
        yield(leat_variant_of(shape, dot, {1, 2}));
        yield(leat_variant_of(shape, line, {leat_str_of("from"), leat_str_of("to")}));
        yield(leat_variant_of(shape, all, color_green));
        yield(leat_variant_of(shape, nothing));
        yield(leat_variant_of(shape, nothing));
    }
#line 229 "tagged.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/programs/tagged.c:19  leat_send_bincode */
static inline void send_19_1(struct p_0 *self, shape x)
{
    leat_encode_shape(leat_out_frame(&self->send_19_1_peer, leat_size_of_shape(&x)), &x);
}

static inline bool source_iter_11_0_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_11_0.ended)
        leat_source_resume(run, &self->source_iter_11_0, source_iter_11_0_body, self);
    return self->source_iter_11_0.ended;
}

static inline bool send_19_1_step(struct p_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_19_1);
    return ended;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
    self->send_19_1 = leat_run_outs(run, 0);
    leat_outs_place(self->send_19_1, &self->send_19_1_peer);
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
    leat_source_stop(self->run, &self->source_iter_11_0);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_11_0_step(self, run);
    const bool ended_1 = send_19_1_step(self, ended_0);

    p_0_settle(self);
    run->finished = ended_1;
}

/* ==== process p/1, id 1 ==== */

struct p_1 {
    struct leat_run *run;
    struct leat_ins *receive_19_1;
    struct leat_table unique_19_2;
};

static inline void unique_19_2(struct p_1 *self, shape x);
static inline void for_each_19_3(struct p_1 *self, shape x);

/* tests/programs/tagged.c:19  leat_unique */
static inline bool unique_19_2_equal(const void *leat_entry, const void *leat_key)
{
    const __typeof__((*(shape *)0)) *a = &(*(const shape *)leat_entry), *b = leat_key;

    return leat_equal_shape(a, b);
}

static inline void unique_19_2(struct p_1 *self, shape x)
{
    bool is_new;
    shape *entry = leat_table_enter(&self->unique_19_2, sizeof *entry, leat_hash_of_shape(&x, 0), &x, unique_19_2_equal, &is_new);

    if (!is_new)
        return;
    *entry = x;
    leat_keep_move(&self->unique_19_2.keep, &leat_d_shape, entry);
    for_each_19_3(self, x);
}

/* tests/programs/tagged.c:19  leat_for_each */
static inline void for_each_19_3_do(shape s)
{
    (void)s;
#line 19 "tests/programs/tagged.c"
                                                                       {
        switch (s.tag) {
        case shape_dot:
            printf("a dot at %g, %g\n", s.dot[0], s.dot[1]);
            break;
        case shape_line:
            printf("a line %.*s %.*s\n", (int)s.line[0].length, s.line[0].data, (int)s.line[1].length, s.line[1].data);
            break;
        case shape_all:
            printf("all in colour %d\n", (int)s.all);
            break;
        case shape_nothing:
            printf("nothing\n");
            break;
        }
    }
#line 342 "tagged.leat.c"
}

static inline void for_each_19_3(struct p_1 *self, shape x)
{
    for_each_19_3_do(x);
    (void)self;
}

/* tests/programs/tagged.c:19  leat_send_bincode, the receiving end */
static inline bool receive_19_1_step(struct p_1 *self)
{
    struct leat_ins *ins = self->receive_19_1;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);
        struct leat_frame frame;

        while (leat_frames_next(&frames, &frame)) {
            shape element;
            const uint8_t *begin = frame.at;

            if (!leat_decode_shape(&frame, &element) || frame.at != frame.end)
                leat_in_malformed(in, leat_value_malformed(&leat_d_shape, begin, frame.end));
            unique_19_2(self, element);
        }
    }
    return leat_ins_ended(ins);
}

static void p_1_start(void *state, struct leat_run *run)
{
    struct p_1 *self = state;

    self->run = run;
    (void)run;
    self->receive_19_1 = leat_run_ins(run, 0);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void p_1_settle(struct p_1 *self)
{
    (void)self;
}

static void p_1_release(void *state)
{
    struct p_1 *self = state;

    (void)self;
    leat_table_release(&self->unique_19_2);
}

static void p_1_turn(void *state, struct leat_run *run)
{
    struct p_1 *self = state;

    const bool ended_0 = receive_19_1_step(self);

    p_1_settle(self);
    run->finished = ended_0;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "send_bincode_19_1",
        .operation = "leat_send_bincode",
        .file = "tests/programs/tagged.c",
        .line = 19,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0x2e06debe281b4e72),
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

static const struct leat_location_info p_1_info = {
    .name = "p/1",
    .id = 1,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct p_1),
    .start = p_1_start,
    .turn = p_1_turn,
    .release = p_1_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &p_0_info,
    &p_1_info,
};

static const struct leat_program leat_this_program = {
    .name = "tests/programs/tagged.c",
    .hash = UINT64_C(0x03e1db6d2e6bbfe0),
    .locations = leat_locations,
    .location_count = 2,
    .channels = leat_channels,
    .channel_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
