/* Made by leat 0.1.0 from examples/first_ten_distributed.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/first_ten_distributed.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");

/* ==== process service/0, id 0 ==== */

struct service_0 {
    struct leat_run *run;
    struct {
        int at, end;
        bool ended;
    } source_iter_9_0;
    struct leat_outs *send_10_1;
    struct leat_out send_10_1_peer;
};

static inline void send_10_1(struct service_0 *self, int x);

/* examples/first_ten_distributed.c:9  leat_source_iter */
static inline int source_iter_9_0_from(void)
{
    return (int)(0);
}

static inline int source_iter_9_0_to(void)
{
    return (int)(10);
}

/* examples/first_ten_distributed.c:10  leat_send_bincode */
static inline void send_10_1(struct service_0 *self, int x)
{
    leat_put_i32(leat_out_frame(&self->send_10_1_peer, 4), (int32_t)x);
}

static inline bool source_iter_9_0_step(struct service_0 *self, struct leat_run *run)
{
    int at = self->source_iter_9_0.at;
    const int end = self->source_iter_9_0.end;
    uint64_t room;

    if (self->source_iter_9_0.ended)
        return true;
    leat_run_slice(run);
    while (at < end && (room = leat_run_chunk(run)) > 0) {
        const int stop = (uint64_t)end - (uint64_t)at > room ? (int)(at + (int)room) : end;

        for (; at < stop; at++) {
            send_10_1(self, at);
        }
        self->source_iter_9_0.at = at;
    }
    return self->source_iter_9_0.ended = at >= end;
}

static inline bool send_10_1_step(struct service_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_10_1);
    return ended;
}

static void service_0_start(void *state, struct leat_run *run)
{
    struct service_0 *self = state;

    self->run = run;
    (void)run;
    self->source_iter_9_0.at = source_iter_9_0_from();
    self->source_iter_9_0.end = source_iter_9_0_to();
    self->send_10_1 = leat_run_outs(run, 0);
    leat_outs_place(self->send_10_1, &self->send_10_1_peer);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void service_0_settle(struct service_0 *self)
{
    (void)self;
}

static void service_0_release(void *state)
{
    struct service_0 *self = state;

    (void)self;
}

static void service_0_turn(void *state, struct leat_run *run)
{
    struct service_0 *self = state;

    const bool ended_0 = source_iter_9_0_step(self, run);
    const bool ended_1 = send_10_1_step(self, ended_0);

    service_0_settle(self);
    run->finished = ended_1;
}

/* ==== process service/1, id 1 ==== */

struct service_1 {
    struct leat_run *run;
    struct leat_ins *receive_10_1;
};

static inline void for_each_11_2(struct service_1 *self, int x);

/* examples/first_ten_distributed.c:11  leat_for_each */
static inline void for_each_11_2_do(int n)
{
    (void)n;
#line 11 "examples/first_ten_distributed.c"
                                printf("%d\n", n);
#line 118 "first_ten_distributed.leat.c"
}

static inline void for_each_11_2(struct service_1 *self, int x)
{
    for_each_11_2_do(x);
    (void)self;
}

/* examples/first_ten_distributed.c:10  leat_send_bincode, the receiving end */
static inline bool receive_10_1_step(struct service_1 *self)
{
    struct leat_ins *ins = self->receive_10_1;

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
                for_each_11_2(self, element);
            } while (leat_frames_lie_there(&frames, 4));
    }
    return leat_ins_ended(ins);
}

static void service_1_start(void *state, struct leat_run *run)
{
    struct service_1 *self = state;

    self->run = run;
    (void)run;
    self->receive_10_1 = leat_run_ins(run, 0);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void service_1_settle(struct service_1 *self)
{
    (void)self;
}

static void service_1_release(void *state)
{
    struct service_1 *self = state;

    (void)self;
}

static void service_1_turn(void *state, struct leat_run *run)
{
    struct service_1 *self = state;

    const bool ended_0 = receive_10_1_step(self);

    service_1_settle(self);
    run->finished = ended_0;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "send_bincode_10_1",
        .operation = "leat_send_bincode",
        .file = "examples/first_ten_distributed.c",
        .line = 10,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0x035a5670cd58cdc0),
        .on_cycle = false,
    },
};

static const struct leat_location_info service_0_info = {
    .name = "service/0",
    .id = 0,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct service_0),
    .start = service_0_start,
    .turn = service_0_turn,
    .release = service_0_release,
};

static const struct leat_location_info service_1_info = {
    .name = "service/1",
    .id = 1,
    .is_cluster = false,
    .reads_standard_input = false,
    .state_size = sizeof(struct service_1),
    .start = service_1_start,
    .turn = service_1_turn,
    .release = service_1_release,
};

static const struct leat_location_info *const leat_locations[] = {
    &service_0_info,
    &service_1_info,
};

static const struct leat_program leat_this_program = {
    .name = "examples/first_ten_distributed.c",
    .hash = UINT64_C(0x63d7732cf0f163ed),
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
