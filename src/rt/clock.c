#include "clock.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "io.h"
#include "leat/rt/run.h"
#include "runtime.h"

int64_t leat__system_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

/* xoshiro256**: Blackman and Vigna. */
uint64_t leat__system_random(void)
{
    static _Thread_local uint64_t state[4];
    uint64_t result, old;

    if ((state[0] | state[1] | state[2] | state[3]) == 0 &&
        getrandom(state, sizeof state, 0) != (ssize_t)sizeof state) {
        /* A system without entropy: the clock and the process are all there is. */
        state[0] = (uint64_t)leat__system_now();
        state[1] = (uint64_t)getpid();
    }
    result = rotate(state[1] * 5, 7) * 9;
    old = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= old;
    state[3] = rotate(state[3], 45);
    return result;
}

leat_time leat_now(void)
{
    struct leat_runtime *runtime = leat_current->runtime;

    return runtime ? runtime->io->now(runtime->io) : leat__system_now();
}

uint64_t leat_random(void)
{
    struct leat_runtime *runtime = leat_current->runtime;

    return runtime ? runtime->io->random(runtime->io) : leat__system_random();
}
