/* Made by leat 0.1.0 from tests/programs/captured.c. Do not edit: change the flow instead. */
#define LEAT_STAGE_2 1
#define LEAT_USER_FILE "tests/programs/captured.c"
#include <leat/stage2.h>

_Static_assert(sizeof(int) == 4, "int has another size here than where the flow was built");

/* ==== process p/0, id 0 ==== */

struct p_0 {
    struct leat_run *run;
    struct leat_source source_iter_11_0;
};

static inline void for_each_24_1(struct p_0 *self, int x);
static inline void for_each_26_2(struct p_0 *self, int x);
static inline void for_each_30_3(struct p_0 *self, int x);

/* tests/programs/captured.c:11  leat_source_iter */
static inline void source_iter_11_0_yield(struct p_0 *self, uint64_t *yields, int x)
{
    struct leat_run *run = self->run;

    run->memory = run->into = &run->arena;
    for_each_24_1(self, x);
    for_each_26_2(self, x);
    for_each_30_3(self, x);
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
#define range(a, b) for (int leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)
#define each(data, count) do { const int *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; leat_i++) yield(leat_data[leat_i]); } while (0)
#line 11 "tests/programs/captured.c"
                                                       { yield(1); }
#line 48 "captured.leat.c"
#undef each
#undef range
#undef yield
}

/* tests/programs/captured.c:24  leat_for_each */
static inline void for_each_24_1_do(int x)
{
    const char *const text = "a \"quoted\" text\n with a \\ and \177\077\077/";
    static const char array[8] = "array";
    const bool yes = true;
    const int8_t letter = INT64_C(39);
    const int8_t small = INT64_C(-128);
    (void)x;
#line 24 "tests/programs/captured.c"
                             printf("%d [%s] [%s] %d %c %d\n", x, text, array, yes, letter, small);
#line 65 "captured.leat.c"
}

static inline void for_each_24_1(struct p_0 *self, int x)
{
    for_each_24_1_do(x);
    (void)self;
}

/* tests/programs/captured.c:26  leat_for_each */
static inline void for_each_26_2_do(int x)
{
    const unsigned long long large = UINT64_C(18446744073709551615);
    const long long least = INT64_MIN;
    const double third = 0x1.5555555555555p-2;
    const double huge = 0x1.1ccf385ebc8ap+1023;
    const float tenth = 0x1.99999ap-4;
    const uint32_t fruit = UINT64_C(40);
    (void)x;
#line 26 "tests/programs/captured.c"
                             {
        printf("%d %llu %lld %a %a %a\n", x, large, least, third, huge, (double)tenth);
        printf("%d\n", fruit == PEAR);
    }
#line 89 "captured.leat.c"
}

static inline void for_each_26_2(struct p_0 *self, int x)
{
    for_each_26_2_do(x);
    (void)self;
}

/* tests/programs/captured.c:30  leat_for_each */
static inline void for_each_30_3_do(int x)
{
    const limits range_of = {.low = INT64_MIN, .high = UINT64_C(18446744073709551615), .share = 0x1.999999999999ap-4};
    (void)x;
#line 30 "tests/programs/captured.c"
                             printf("%d %" PRId64 " %" PRIu64 " %a\n", x, range_of.low, range_of.high, range_of.share);
#line 105 "captured.leat.c"
}

static inline void for_each_30_3(struct p_0 *self, int x)
{
    for_each_30_3_do(x);
    (void)self;
}

static inline bool source_iter_11_0_step(struct p_0 *self, struct leat_run *run)
{
    if (!self->source_iter_11_0.ended)
        leat_source_resume(run, &self->source_iter_11_0, source_iter_11_0_body, self);
    return self->source_iter_11_0.ended;
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
    leat_source_stop(self->run, &self->source_iter_11_0);
}

static void p_0_turn(void *state, struct leat_run *run)
{
    struct p_0 *self = state;

    const bool ended_0 = source_iter_11_0_step(self, run);

    p_0_settle(self);
    run->finished = ended_0 && ended_0 && ended_0;
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
    .name = "tests/programs/captured.c",
    .hash = UINT64_C(0x281efe96212b0276),
    .locations = leat_locations,
    .location_count = 1,
    .poison = false,
};

int main(int argc, char **argv)
{
    return leat_main(argc, argv, &leat_this_program);
}
