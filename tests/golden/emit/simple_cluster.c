/* Made by leat 0.1.0 from examples/simple_cluster.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/simple_cluster.c"
#include <leat/stage2.h>

_Static_assert(sizeof(parcel) == 8, "parcel has another size here than where the flow was built");
_Static_assert(offsetof(parcel, to) == 0, "parcel.to lies elsewhere here than where the flow was built");
_Static_assert(offsetof(parcel, number) == 4, "parcel.number lies elsewhere here than where the flow was built");
_Static_assert(sizeof(answer) == 12, "answer has another size here than where the flow was built");
_Static_assert(offsetof(answer, key) == 0, "answer.key lies elsewhere here than where the flow was built");
_Static_assert(offsetof(answer, value) == 4, "answer.value lies elsewhere here than where the flow was built");

/* ---- types ---- */

static inline uint8_t *leat_encode_parcel(uint8_t *at, const parcel *value);
static inline bool leat_decode_parcel(struct leat_frame *frame, parcel *value);
static inline uint8_t *leat_encode_leat_member(uint8_t *at, const leat_member *value);
static inline bool leat_decode_leat_member(struct leat_frame *frame, leat_member *value);

static inline uint8_t *leat_encode_parcel(uint8_t *at, const parcel *value)
{
    at = leat_encode_leat_member(at, &value->to);
    at = leat_put_i32(at, (int32_t)value->number);
    return at;
}

static inline bool leat_decode_parcel(struct leat_frame *frame, parcel *value)
{
    if (!leat_decode_leat_member(frame, &value->to))
        return false;
    {
        int32_t raw;

        if (!leat_get_i32(frame, &raw))
            return false;
        value->number = (__typeof__(value->number))raw;
    }
    return true;
}

static inline uint8_t *leat_encode_leat_member(uint8_t *at, const leat_member *value)
{
    at = leat_put_u32(at, (uint32_t)value->id);
    return at;
}

static inline bool leat_decode_leat_member(struct leat_frame *frame, leat_member *value)
{
    {
        uint32_t raw;

        if (!leat_get_u32(frame, &raw))
            return false;
        value->id = (__typeof__(value->id))raw;
    }
    return true;
}

/* ==== process node/0, id 0 ==== */

struct node_0 {
    struct leat_run *run;
    struct leat_source source_iter_14_0;
    struct leat_outs *send_19_1;
    struct leat_ins *receive_22_3;
};

static inline void send_19_1(struct node_0 *self, parcel x);
static inline void for_each_23_4(struct node_0 *self, answer x);

/* examples/simple_cluster.c:14  leat_source_iter */
static inline void source_iter_14_0_yield(struct node_0 *self, uint64_t *yields, parcel x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    send_19_1(self, x);
    run->memory = run->into = &self->source_iter_14_0.scratch;
    if (__builtin_expect(++*yields >= run->budget, 0)) {
        leat_source_pause(run, &self->source_iter_14_0);
        *yields = 0;
    }
}

static void source_iter_14_0_body(void *leat_state_of)
{
    struct node_0 *self = leat_state_of;
    uint64_t leat_yields = 0;

    const leat_cluster *const cluster = leat_cluster_with_id(1);
    (void)self;
    (void)leat_yields;
#define yield(...) source_iter_14_0_yield(self, &leat_yields, __VA_ARGS__)
#define range(a, b) for (parcel leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const parcel *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 14 "examples/simple_cluster.c"
                                                                   {
        for (uint32_t member = 0; member < leat_member_count(cluster); member++)
            for (int number = 0; number < 5; number++)
                yield((parcel){{member}, number});
    }
#line 103 "simple_cluster.leat.c"
#undef each
#undef range
#undef yield
}

/* examples/simple_cluster.c:19  leat_demux_bincode */
static inline uint64_t send_19_1_of(parcel p)
{
    (void)p;
    return (
#line 19 "examples/simple_cluster.c"
                                                                            p.to.id
#line 116 "simple_cluster.leat.c"
    );
}

static inline void send_19_1(struct node_0 *self, parcel x)
{
    struct leat_outs *outs = self->send_19_1;
    const uint64_t member = send_19_1_of(x);

    if (member >= outs->count)
        leat_outs_bad_member(outs, member);
    leat_encode_parcel(leat_out_frame(&outs->peers[member], 8), &x);
}

/* examples/simple_cluster.c:23  leat_for_each */
static inline void for_each_23_4_do(answer a)
{
    (void)a;
#line 23 "examples/simple_cluster.c"
                                printf("node received: (%u, (%u, %d))\n", a.key.id, a.value.to.id, a.value.number);
#line 136 "simple_cluster.leat.c"
}

static inline void for_each_23_4(struct node_0 *self, answer x)
{
    for_each_23_4_do(x);
    (void)self;
}

static inline bool source_iter_14_0_step(struct node_0 *self, struct leat_run *run)
{
    if (!self->source_iter_14_0.ended)
        leat_source_resume(run, &self->source_iter_14_0, source_iter_14_0_body, self);
    return self->source_iter_14_0.ended;
}

static inline bool send_19_1_step(struct node_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_19_1);
    return ended;
}

/* examples/simple_cluster.c:22  leat_send_bincode_tagged, the receiving end */
static inline bool receive_22_3_step(struct node_0 *self)
{
    struct leat_ins *ins = self->receive_22_3;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);

        while (leat_frames_more(&frames, 8))
            do {
                struct leat_frame frame = leat_frames_take(&frames, 8);
                parcel element;

                if (!leat_decode_parcel(&frame, &element) || frame.at != frame.end)
                    leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no parcel");
                const answer tagged = {.key = in->sender, .value = element};

                for_each_23_4(self, tagged);
            } while (leat_frames_lie_there(&frames, 8));
    }
    return leat_ins_ended(ins);
}

static void node_0_start(void *state, struct leat_run *run)
{
    struct node_0 *self = state;

    self->run = run;
    (void)run;
    self->send_19_1 = leat_run_outs(run, 0);
    self->receive_22_3 = leat_run_ins(run, 1);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void node_0_settle(struct node_0 *self)
{
    (void)self;
}

static void node_0_release(void *state)
{
    struct node_0 *self = state;

    (void)self;
    leat_source_stop(self->run, &self->source_iter_14_0);
}

static void node_0_turn(void *state, struct leat_run *run)
{
    struct node_0 *self = state;

    const bool ended_0 = source_iter_14_0_step(self, run);
    const bool ended_1 = send_19_1_step(self, ended_0);
    const bool ended_2 = receive_22_3_step(self);

    node_0_settle(self);
    run->finished = ended_1 && ended_2;
}

/* ==== cluster cluster, id 1 ==== */

struct cluster {
    struct leat_run *run;
    struct leat_ins *receive_19_1;
    struct leat_outs *send_22_3;
    struct leat_out send_22_3_peer;
};

static inline void inspect_21_2(struct cluster *self, parcel x);
static inline void send_22_3(struct cluster *self, parcel x);

/* examples/simple_cluster.c:21  leat_inspect */
static inline void inspect_21_2_do(parcel p)
{
    (void)p;
#line 21 "examples/simple_cluster.c"
                                   printf("cluster received: (%u, %d)\n", p.to.id, p.number);
#line 237 "simple_cluster.leat.c"
}

static inline void inspect_21_2(struct cluster *self, parcel x)
{
    inspect_21_2_do(x);
    send_22_3(self, x);
}

/* examples/simple_cluster.c:22  leat_send_bincode_tagged */
static inline void send_22_3(struct cluster *self, parcel x)
{
    leat_encode_parcel(leat_out_frame(&self->send_22_3_peer, 8), &x);
}

/* examples/simple_cluster.c:19  leat_demux_bincode, the receiving end */
static inline bool receive_19_1_step(struct cluster *self)
{
    struct leat_ins *ins = self->receive_19_1;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);

        while (leat_frames_more(&frames, 8))
            do {
                struct leat_frame frame = leat_frames_take(&frames, 8);
                parcel element;

                if (!leat_decode_parcel(&frame, &element) || frame.at != frame.end)
                    leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no parcel");
                inspect_21_2(self, element);
            } while (leat_frames_lie_there(&frames, 8));
    }
    return leat_ins_ended(ins);
}

static inline bool send_22_3_step(struct cluster *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_22_3);
    return ended;
}

static void cluster_start(void *state, struct leat_run *run)
{
    struct cluster *self = state;

    self->run = run;
    (void)run;
    self->receive_19_1 = leat_run_ins(run, 0);
    self->send_22_3 = leat_run_outs(run, 1);
    leat_outs_place(self->send_22_3, &self->send_22_3_peer);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void cluster_settle(struct cluster *self)
{
    (void)self;
}

static void cluster_release(void *state)
{
    struct cluster *self = state;

    (void)self;
}

static void cluster_turn(void *state, struct leat_run *run)
{
    struct cluster *self = state;

    const bool ended_0 = receive_19_1_step(self);
    const bool ended_2 = send_22_3_step(self, ended_0);

    cluster_settle(self);
    run->finished = ended_2;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "demux_bincode_19_1",
        .operation = "leat_demux_bincode",
        .file = "examples/simple_cluster.c",
        .line = 19,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0xabe35796a4358b4d),
        .on_cycle = true,
    },
    {
        .name = "send_bincode_tagged_22_3",
        .operation = "leat_send_bincode_tagged",
        .file = "examples/simple_cluster.c",
        .line = 22,
        .id = 1,
        .from = 1,
        .to = 0,
        .type_hash = UINT64_C(0xabe35796a4358b4d),
        .on_cycle = true,
    },
};

static const struct leat_location_info node_0_info = {
    .name = "node/0",
    .id = 0,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct node_0),
    .start = node_0_start,
    .turn = node_0_turn,
    .release = node_0_release,
};

static const struct leat_location_info cluster_info = {
    .name = "cluster",
    .id = 1,
    .is_cluster = true,
    .reads_standard_input = false,
    .state_size = sizeof(struct cluster),
    .start = cluster_start,
    .turn = cluster_turn,
    .release = cluster_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &node_0_info,
    &cluster_info,
};

static const struct leat_program leat_this_program = {
    .name = "examples/simple_cluster.c",
    .hash = UINT64_C(0xf7e9c98edb7efb8d),
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
