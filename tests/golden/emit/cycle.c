/* Made by leat 0.1.0 from tests/flows/cycle.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/cycle.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");
_Static_assert(sizeof(uint64_t) == 8, "uint64_t has another size here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    bool *tick_0; /* a batch of this turn has elements */
    struct {
        int at, end;
        bool ended;
    } source_iter_9_1;
    struct leat_ins *receive_12_6;
    bool forward_8_0_ended;
    struct leat_outs *send_10_4;
    struct leat_out send_10_4_peer;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
        uint64_t version; /* turns in which it changed */
    } count_16_10;
    uint64_t snapshot_16_11; /* the version that the last tick saw */
    bool has_tick_0;
};

static inline void forward_8_0(struct p_0 *self, int x);
static inline void merge_9_2(struct p_0 *self, int x);
static inline void filter_10_3(struct p_0 *self, int x);
static inline void send_10_4(struct p_0 *self, int x);
static inline void filter_13_7(struct p_0 *self, int x);
static inline void for_each_13_8(struct p_0 *self, int x);
static inline void filter_16_9(struct p_0 *self, int x);
static inline void count_16_10(struct p_0 *self, int x);
static inline void into_stream_15_12(struct p_0 *self, uint64_t x);
static inline void all_ticks_15_13(struct p_0 *self, uint64_t x);
static inline void for_each_17_14(struct p_0 *self, uint64_t x);

/* tests/flows/cycle.c:9  leat_source_iter */
static inline int source_iter_9_1_from(void)
{
    return (int)(1);
}

static inline int source_iter_9_1_to(void)
{
    return (int)(100);
}

/* tests/flows/cycle.c:8  leat_forward */
static inline void forward_8_0(struct p_0 *self, int x)
{
    merge_9_2(self, x);
}

/* tests/flows/cycle.c:9  leat_merge */
static inline void merge_9_2(struct p_0 *self, int x)
{
    filter_10_3(self, x);
    filter_13_7(self, x);
    filter_16_9(self, x);
}

/* tests/flows/cycle.c:10  leat_filter */
static inline bool filter_10_3_of(int x)
{
    (void)x;
    return (
#line 10 "tests/flows/cycle.c"
                                                                               x > 1
#line 77 "cycle.leat.c"
    );
}

static inline void filter_10_3(struct p_0 *self, int x)
{
    if (!filter_10_3_of(x))
        return;
    send_10_4(self, x);
}

/* tests/flows/cycle.c:10  leat_send_bincode */
static inline void send_10_4(struct p_0 *self, int x)
{
    leat_put_i32(leat_out_frame(&self->send_10_4_peer, 4), (int32_t)x);
}

/* tests/flows/cycle.c:13  leat_filter */
static inline bool filter_13_7_of(int x)
{
    (void)x;
    return (
#line 13 "tests/flows/cycle.c"
                                        x == 1
#line 101 "cycle.leat.c"
    );
}

static inline void filter_13_7(struct p_0 *self, int x)
{
    if (!filter_13_7_of(x))
        return;
    for_each_13_8(self, x);
}

/* tests/flows/cycle.c:13  leat_for_each */
static inline void for_each_13_8_do(int x)
{
    (void)x;
#line 13 "tests/flows/cycle.c"
                                                       (void)x;
#line 118 "cycle.leat.c"
}

static inline void for_each_13_8(struct p_0 *self, int x)
{
    for_each_13_8_do(x);
    (void)self;
}

/* tests/flows/cycle.c:16  leat_filter */
static inline bool filter_16_9_of(int x)
{
    (void)x;
    return (
#line 16 "tests/flows/cycle.c"
                                                       x == 1
#line 134 "cycle.leat.c"
    );
}

static inline void filter_16_9(struct p_0 *self, int x)
{
    if (!filter_16_9_of(x))
        return;
    count_16_10(self, x);
}

/* tests/flows/cycle.c:16  leat_count */
static inline void count_16_10(struct p_0 *self, int x)
{
    (void)x;
    self->count_16_10.value++;
    self->count_16_10.touched = true;
}

/* tests/flows/cycle.c:15  leat_into_stream */
static inline void into_stream_15_12(struct p_0 *self, uint64_t x)
{
    all_ticks_15_13(self, x);
}

/* tests/flows/cycle.c:15  leat_all_ticks */
static inline void all_ticks_15_13(struct p_0 *self, uint64_t x)
{
    for_each_17_14(self, x);
}

/* tests/flows/cycle.c:17  leat_for_each */
static inline void for_each_17_14_do(uint64_t c)
{
    (void)c;
#line 17 "tests/flows/cycle.c"
                             { if (c == 99) printf("all %" PRIu64 " came down to one\n", c); }
#line 171 "cycle.leat.c"
}

static inline void for_each_17_14(struct p_0 *self, uint64_t x)
{
    for_each_17_14_do(x);
    (void)self;
}

static inline uint64_t count_16_10_version(const struct p_0 *self)
{
    return self->count_16_10.version;
}

static inline bool count_16_10_read(const struct p_0 *self, uint64_t *into)
{
    *into = self->count_16_10.value;
    return true;
}

static inline bool source_iter_9_1_step(struct p_0 *self, struct leat_run *run)
{
    int at = self->source_iter_9_1.at;
    const int end = self->source_iter_9_1.end;
    uint64_t room;

    if (self->source_iter_9_1.ended)
        return true;
    leat_run_slice(run);
    while (at < end && (room = leat_run_chunk(run)) > 0) {
        const int stop = (uint64_t)end - (uint64_t)at > room ? (int)(at + (int)room) : end;

        for (; at < stop; at++) {
            merge_9_2(self, at);
        }
        self->source_iter_9_1.at = at;
    }
    return self->source_iter_9_1.ended = at >= end;
}

/* tests/flows/cycle.c:12  leat_send_bincode, the receiving end */
static inline bool receive_12_6_step(struct p_0 *self)
{
    struct leat_ins *ins = self->receive_12_6;

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
                forward_8_0(self, element);
            } while (leat_frames_lie_there(&frames, 4));
    }
    return leat_ins_ended(ins);
}

/* `ended`: what completes it has ended, or no message is left anywhere. Called at the end of a turn. */
static inline bool forward_8_0_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (ended && !self->forward_8_0_ended) {
        self->forward_8_0_ended = true;
        run->again = true;
    }
    return self->forward_8_0_ended;
}

static inline bool send_10_4_step(struct p_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_10_4);
    return ended;
}

static inline bool count_16_10_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    if (self->count_16_10.touched || run->first)
        self->count_16_10.version++;
    return ended;
}

/* tests/flows/cycle.c:16  leat_snapshot */
static inline bool snapshot_16_11_changed(struct p_0 *self)
{
    const uint64_t version = count_16_10_version(self);
    const bool changed = version != self->snapshot_16_11;

    self->snapshot_16_11 = version;
    return changed;
}

static inline void snapshot_16_11_step(struct p_0 *self)
{
    uint64_t x;

    if (count_16_10_read(self, &x)) {
        into_stream_15_12(self, x);
    }
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    self->tick_0 = &self->has_tick_0;
    (void)run;
    self->source_iter_9_1.at = source_iter_9_1_from();
    self->source_iter_9_1.end = source_iter_9_1_to();
    self->receive_12_6 = leat_run_ins(run, 1);
    self->send_10_4 = leat_run_outs(run, 0);
    leat_outs_place(self->send_10_4, &self->send_10_4_peer);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void p_0_settle(struct p_0 *self)
{
    (void)self;
    self->count_16_10.touched = false;
}

/* What the operators of the tick saw is gone: the next one starts afresh. */
static inline void p_0_reset_tick_0(struct p_0 *self)
{
    (void)self;
}

static void p_0_release(void *state)
{
    struct p_0 *self = state;

    (void)self;
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    *self->tick_0 = run->first;

    const bool ended_0 = source_iter_9_1_step(self, run);
    const bool ended_1 = receive_12_6_step(self);
    const bool ended_2 = forward_8_0_step(self, run, false);
    const bool ended_3 = ended_0 && ended_2;
    const bool ended_5 = send_10_4_step(self, ended_3);
    const bool ended_9 = count_16_10_step(self, run, ended_3);

    /* tick 0 */
    if (snapshot_16_11_changed(self))
        *self->tick_0 = true;
    if (*self->tick_0) {
        snapshot_16_11_step(self);
        p_0_reset_tick_0(self);
        *self->tick_0 = false;
    }
    const bool tick_0_ended = (run->quiesced || (true && ended_9));


    forward_8_0_step(self, run, run->quiesced || ended_1);
    p_0_settle(self);
    run->finished = ended_5 && ended_3 && tick_0_ended;
}

/* ==== process other/0, id 1 ==== */

struct other_0 {
    struct leat_run *run;
    struct leat_ins *receive_10_4;
    struct leat_outs *send_12_6;
    struct leat_out send_12_6_peer;
};

static inline void map_10_5(struct other_0 *self, int x);
static inline void send_12_6(struct other_0 *self, int x);

/* tests/flows/cycle.c:10  leat_map */
static inline int map_10_5_of(int x)
{
    (void)x;
    return (
#line 10 "tests/flows/cycle.c"
                                                                                                          x / 2
#line 359 "cycle.leat.c"
    );
}

static inline void map_10_5(struct other_0 *self, int x)
{
    send_12_6(self, map_10_5_of(x));
}

/* tests/flows/cycle.c:12  leat_send_bincode */
static inline void send_12_6(struct other_0 *self, int x)
{
    leat_put_i32(leat_out_frame(&self->send_12_6_peer, 4), (int32_t)x);
}

/* tests/flows/cycle.c:10  leat_send_bincode, the receiving end */
static inline bool receive_10_4_step(struct other_0 *self)
{
    struct leat_ins *ins = self->receive_10_4;

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
                map_10_5(self, element);
            } while (leat_frames_lie_there(&frames, 4));
    }
    return leat_ins_ended(ins);
}

static inline bool send_12_6_step(struct other_0 *self, bool ended)
{
    if (ended)
        leat_outs_end(self->send_12_6);
    return ended;
}

static void other_0_start(void *state, struct leat_run *run)
{
    struct other_0 *self = state;

    self->run = run;
    (void)run;
    self->receive_10_4 = leat_run_ins(run, 0);
    self->send_12_6 = leat_run_outs(run, 1);
    leat_outs_place(self->send_12_6, &self->send_12_6_peer);
}

/* The end of a turn: what was made in it and is kept moves out of the arena. */
static inline void other_0_settle(struct other_0 *self)
{
    (void)self;
}

static void other_0_release(void *state)
{
    struct other_0 *self = state;

    (void)self;
}

static void other_0_turn(void *state, struct leat_run *run)
{
    struct other_0 *self = state;

    const bool ended_0 = receive_10_4_step(self);
    const bool ended_2 = send_12_6_step(self, ended_0);

    other_0_settle(self);
    run->finished = ended_2;
}

/* ==== the program ==== */

static const struct leat_channel_info leat_channels[] = {
    {
        .name = "send_bincode_10_4",
        .operation = "leat_send_bincode",
        .file = "tests/flows/cycle.c",
        .line = 10,
        .id = 0,
        .from = 0,
        .to = 1,
        .type_hash = UINT64_C(0x035a5670cd58cdc0),
        .on_cycle = true,
    },
    {
        .name = "send_bincode_12_6",
        .operation = "leat_send_bincode",
        .file = "tests/flows/cycle.c",
        .line = 12,
        .id = 1,
        .from = 1,
        .to = 0,
        .type_hash = UINT64_C(0x035a5670cd58cdc0),
        .on_cycle = true,
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
    .name = "tests/flows/cycle.c",
    .hash = UINT64_C(0x586ffd0e94590f99),
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
