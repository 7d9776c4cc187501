/* Made by leat 0.1.0 from examples/broadcast.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/broadcast.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");

/* ==== process leader/0, id 0 ==== */

struct leader_0 {
    struct leat_run *run;
    struct {
        int at, end;
        bool ended;
    } source_iter_11_0;
    struct leat_outs *send_12_1;
};

static inline void send_12_1(struct leader_0 *self, int x);

/* examples/broadcast.c:11  leat_source_iter */
static inline int source_iter_11_0_from(void)
{
    return (int)(0);
}

static inline int source_iter_11_0_to(void)
{
    return (int)(5);
}

/* examples/broadcast.c:12  leat_broadcast_bincode */
static inline void send_12_1(struct leader_0 *self, int x)
{
    struct leat_outs *outs = self->send_12_1;

    for (uint32_t member = 0; member < outs->count; member++)
        leat_put_i32(leat_out_frame(&outs->peers[member], 4), (int32_t)x);
}

static inline bool source_iter_11_0_step(struct leader_0 *self, struct leat_run *run)
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
            send_12_1(self, at);
        }
        self->source_iter_11_0.at = at;
    }
    return self->source_iter_11_0.ended = at >= end;
}

static inline bool send_12_1_step(struct leader_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_12_1);
    return ended;
}

static void leader_0_start(void *state, struct leat_run *run)
{
    struct leader_0 *self = state;

    self->run = run;
    (void)run;
    self->source_iter_11_0.at = source_iter_11_0_from();
    self->source_iter_11_0.end = source_iter_11_0_to();
    self->send_12_1 = leat_run_outs(run, 0);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void leader_0_settle(struct leader_0 *self)
{
    (void)self;
}

static void leader_0_release(void *state)
{
    struct leader_0 *self = state;

    (void)self;
}

static void leader_0_turn(void *state, struct leat_run *run)
{
    struct leader_0 *self = state;

    const bool ended_0 = source_iter_11_0_step(self, run);
    const bool ended_1 = send_12_1_step(self, ended_0);

    leader_0_settle(self);
    run->finished = ended_1;
}

/* ==== cluster worker, id 1 ==== */

struct worker {
    struct leat_run *run;
    struct leat_ins *receive_12_1;
};

static inline void for_each_13_2(struct worker *self, int x);

/* examples/broadcast.c:13  leat_for_each */
static inline void for_each_13_2_do(int n)
{
    const leat_cluster *const workers = leat_cluster_with_id(1);
    (void)n;
#line 13 "examples/broadcast.c"
                               printf("worker %u of %u got %d\n", leat_self().id, leat_member_count(workers), n);
#line 120 "broadcast.leat.c"
}

static inline void for_each_13_2(struct worker *self, int x)
{
    for_each_13_2_do(x);
    (void)self;
}

/* examples/broadcast.c:12  leat_broadcast_bincode, the receiving end */
static inline bool receive_12_1_step(struct worker *self)
{
    struct leat_ins *ins = self->receive_12_1;

    for (uint32_t member = 0; member < ins->count; member++) {
        struct leat_in *in = &ins->peers[member];
        struct leat_frames frames = leat_in_frames(in);

        while (leat_frames_more(&frames, 4))
            do {
                struct leat_frame frame = leat_frames_take(&frames, 4);
                int32_t raw;

                if (!leat_get_i32(&frame, &raw) || frame.at != frame.end)
                    leat_in_malformed(in, frame.at == frame.end ? "the frame is too short" : "the bytes are no int");
                const int element = (int)raw;
                for_each_13_2(self, element);
            } while (leat_frames_lie_there(&frames, 4));
    }
    return leat_ins_ended(ins);
}

static void worker_start(void *state, struct leat_run *run)
{
    struct worker *self = state;

    self->run = run;
    (void)run;
    self->receive_12_1 = leat_run_ins(run, 0);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void worker_settle(struct worker *self)
{
    (void)self;
}

static void worker_release(void *state)
{
    struct worker *self = state;

    (void)self;
}

static void worker_turn(void *state, struct leat_run *run)
{
    struct worker *self = state;

    const bool ended_0 = receive_12_1_step(self);

    worker_settle(self);
    run->finished = ended_0;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "broadcast_bincode_12_1",
        .operation = "leat_broadcast_bincode",
        .file = "examples/broadcast.c",
        .line = 12,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0x035a5670cd58cdc0),
        .on_cycle = false,
    },
};

static const struct leat_location_info leader_0_info = {
    .name = "leader/0",
    .id = 0,
    .is_cluster = false,
    .reads_standard_input = false,
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
    .name = "examples/broadcast.c",
    .hash = UINT64_C(0xcd273868b930cd78),
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
