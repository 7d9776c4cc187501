/* Made by leat 0.1.0 from tests/flows/timers.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/flows/timers.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int64_t) == 8, "int64_t has another size here than where the flow was built");
_Static_assert(sizeof(uint64_t) == 8, "uint64_t has another size here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct {
        struct leat_interval timer;
        int64_t every; /* milliseconds */
        int64_t next;
        bool ended;
    } source_interval_7_0;
    uint64_t limit_7_1;
    struct {
        struct leat_interval timer;
        int64_t every; /* milliseconds */
        int64_t next;
        bool ended;
    } source_interval_10_3;
    uint64_t limit_10_4;
    struct {
        uint64_t value;
        bool touched; /* since the last turn */
        bool released;
    } count_10_5;
    struct {
        struct leat_interval timer;
        int64_t every; /* milliseconds */
        int64_t next;
        bool ended;
    } sample_every_11_6;
};

static inline void limit_7_1(struct p_0 *self, int64_t x);
static inline void for_each_8_2(struct p_0 *self, int64_t x);
static inline void limit_10_4(struct p_0 *self, int64_t x);
static inline void count_10_5(struct p_0 *self, int64_t x);
static inline void for_each_12_7(struct p_0 *self, uint64_t x);

/* tests/flows/timers.c:7  leat_source_interval */
static inline int64_t source_interval_7_0_every(void)
{
    int64_t leat_value =
        (__typeof__(leat_value))(
#line 7 "tests/flows/timers.c"
                                                                      1
#line 54 "timers.leat.c"
    );

    return leat_value;
}

/* tests/flows/timers.c:7  leat_limit */
static inline uint64_t limit_7_1_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 7 "tests/flows/timers.c"
                                                                                                      3
#line 67 "timers.leat.c"
    );

    return leat_value;
}

static inline void limit_7_1(struct p_0 *self, int64_t x)
{
    if (self->limit_7_1 == 0)
        return;
    self->limit_7_1--;
    for_each_8_2(self, x);
}

/* tests/flows/timers.c:8  leat_for_each */
static inline void for_each_8_2_do(int64_t n)
{
    (void)n;
#line 8 "tests/flows/timers.c"
                              printf("beat %d\n", (int)n);
#line 87 "timers.leat.c"
}

static inline void for_each_8_2(struct p_0 *self, int64_t x)
{
    for_each_8_2_do(x);
    (void)self;
}

/* tests/flows/timers.c:10  leat_source_interval */
static inline int64_t source_interval_10_3_every(void)
{
    int64_t leat_value =
        (__typeof__(leat_value))(
#line 10 "tests/flows/timers.c"
                                                                                     1
#line 103 "timers.leat.c"
    );

    return leat_value;
}

/* tests/flows/timers.c:10  leat_limit */
static inline uint64_t limit_10_4_most(void)
{
    uint64_t leat_value =
        (__typeof__(leat_value))(
#line 10 "tests/flows/timers.c"
                                                                                                                     5
#line 116 "timers.leat.c"
    );

    return leat_value;
}

static inline void limit_10_4(struct p_0 *self, int64_t x)
{
    if (self->limit_10_4 == 0)
        return;
    self->limit_10_4--;
    count_10_5(self, x);
}

/* tests/flows/timers.c:10  leat_count */
static inline void count_10_5(struct p_0 *self, int64_t x)
{
    (void)x;
    self->count_10_5.value++;
}

/* tests/flows/timers.c:11  leat_sample_every */
static inline int64_t sample_every_11_6_every(void)
{
    int64_t leat_value =
        (__typeof__(leat_value))(
#line 11 "tests/flows/timers.c"
                                                               1
#line 144 "timers.leat.c"
    );

    return leat_value;
}

/* tests/flows/timers.c:12  leat_for_each */
static inline void for_each_12_7_do(uint64_t c)
{
    (void)c;
#line 12 "tests/flows/timers.c"
                                { if (c == 5) printf("sampled 5\n"); }
#line 156 "timers.leat.c"
}

static inline void for_each_12_7(struct p_0 *self, uint64_t x)
{
    for_each_12_7_do(x);
    (void)self;
}

static inline bool count_10_5_read(const struct p_0 *self, uint64_t *into)
{
    *into = self->count_10_5.value;
    return true;
}

static inline bool source_interval_7_0_step(struct p_0 *self, struct leat_run *run)
{
    if (self->source_interval_7_0.ended)
        return true;
    for (uint64_t due = leat_interval_due(run, &self->source_interval_7_0.timer, self->source_interval_7_0.every); due > 0; due--) {
        const int64_t x = self->source_interval_7_0.next++;

        limit_7_1(self, x);
    }
    return false;
}

static inline void source_interval_7_0_stop(struct p_0 *self, struct leat_run *run)
{
    (void)run;
    leat_interval_stop(run, &self->source_interval_7_0.timer);
    self->source_interval_7_0.ended = true;
}

static inline bool limit_7_1_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_7_1 == 0;
}

static inline bool source_interval_10_3_step(struct p_0 *self, struct leat_run *run)
{
    if (self->source_interval_10_3.ended)
        return true;
    for (uint64_t due = leat_interval_due(run, &self->source_interval_10_3.timer, self->source_interval_10_3.every); due > 0; due--) {
        const int64_t x = self->source_interval_10_3.next++;

        limit_10_4(self, x);
    }
    return false;
}

static inline void source_interval_10_3_stop(struct p_0 *self, struct leat_run *run)
{
    (void)run;
    leat_interval_stop(run, &self->source_interval_10_3.timer);
    self->source_interval_10_3.ended = true;
}

static inline bool limit_10_4_step(struct p_0 *self, bool ended)
{
    return ended || self->limit_10_4 == 0;
}

static inline bool sample_every_11_6_step(struct p_0 *self, struct leat_run *run, bool ended)
{
    uint64_t x;

    if (self->sample_every_11_6.ended)
        return true;
    if ((leat_interval_due(run, &self->sample_every_11_6.timer, self->sample_every_11_6.every) > 0 || ended) && count_10_5_read(self, &x)) {
        for_each_12_7(self, x);
    }
    if (ended) {
        leat_interval_stop(run, &self->sample_every_11_6.timer);
        self->sample_every_11_6.ended = true;
    }
    return ended;
}

static void p_0_start(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    self->run = run;
    (void)run;
    self->source_interval_7_0.every = source_interval_7_0_every();
    self->limit_7_1 = limit_7_1_most();
    self->source_interval_10_3.every = source_interval_10_3_every();
    self->limit_10_4 = limit_10_4_most();
    self->sample_every_11_6.every = sample_every_11_6_every();
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
    leat_interval_stop(self->run, &self->source_interval_7_0.timer);
    leat_interval_stop(self->run, &self->source_interval_10_3.timer);
    leat_interval_stop(self->run, &self->sample_every_11_6.timer);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_interval_7_0_step(self, run);
    const bool ended_1 = limit_7_1_step(self, ended_0);
    const bool ended_3 = source_interval_10_3_step(self, run);
    const bool ended_4 = limit_10_4_step(self, ended_3);
    const bool ended_6 = sample_every_11_6_step(self, run, ended_4);

    const bool wanted_4 = !ended_4;
    const bool wanted_3 = wanted_4;
    if (!wanted_3 && !ended_3) {
        source_interval_10_3_stop(self, run);
        run->again = true;
    }
    const bool wanted_1 = !ended_1;
    const bool wanted_0 = wanted_1;
    if (!wanted_0 && !ended_0) {
        source_interval_7_0_stop(self, run);
        run->again = true;
    }
    p_0_settle(self);
    run->finished = ended_1 && ended_6;
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
    .name = "tests/flows/timers.c",
    .hash = UINT64_C(0x004abd08a874b754),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
