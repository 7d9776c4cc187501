/* Made by leat 0.1.0 from examples/first_ten.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "examples/first_ten.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");

/* ==== process service/0, id 0 ==== */

struct service_0 {
    struct leat_run *run;
    struct {
        int at, end;
        bool ended;
    } source_iter_9_0;
};

static inline void for_each_10_1(struct service_0 *self, int x);

/* examples/first_ten.c:9  leat_source_iter */
static inline int source_iter_9_0_from(void)
{
    return (int)(0);
}

static inline int source_iter_9_0_to(void)
{
    return (int)(10);
}

/* examples/first_ten.c:10  leat_for_each */
static inline void for_each_10_1_do(int n)
{
    (void)n;
#line 10 "examples/first_ten.c"
                                printf("%d\n", n);
#line 38 "first_ten.leat.c"
}

static inline void for_each_10_1(struct service_0 *self, int x)
{
    for_each_10_1_do(x);
    (void)self;
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

        LEAT_UNROLLED
        for (; at < stop; at++) {
            for_each_10_1(self, at);
        }
        self->source_iter_9_0.at = at;
    }
    return self->source_iter_9_0.ended = at >= end;
}

static void service_0_start(void *state, struct leat_run *run)
{
    struct service_0 *self = state;

    self->run = run;
    (void)run;
    self->source_iter_9_0.at = source_iter_9_0_from();
    self->source_iter_9_0.end = source_iter_9_0_to();
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

    service_0_settle(self);
    run->finished = ended_0;
}

/* ==== the program ==== */

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

static const struct leat_location_info *const leat_locations[] = {
    &service_0_info,
};

static const struct leat_program leat_this_program = {
    .name = "examples/first_ten.c",
    .hash = UINT64_C(0x22ae12f2ce05a081),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
