/*
 * run.c: what a turn asks of its run: its channels' ends, and how long a source may go on.
 */
#include <stdlib.h>

#include "fail.h"
#include "runtime.h"

enum {
    CHUNK_FIRST = 16,
    CHUNK_MOST = 1 << 16,
    CHUNK_LEAST = 1 << 10, /* of what fills write buffers: a buffer stays near its soft mark */
    CHUNK_NS = 100000,     /* about as long as a chunk should take */
    SLICE_NS = 1000000,    /* of one source, in one turn */
    SLICE_ARENA = 1 << 20, /* bytes of the tick arena that one source may use up in one turn */
};

void *leat__rt_alloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);

    if (!memory)
        leat__fail_memory((unsigned long long)count * size);
    return memory;
}

void *leat__rt_realloc(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (!memory)
        leat__fail_memory(size);
    return memory;
}

/* The next question begins a slice. */
void leat_run_begin_slice(struct leat_run *run)
{
    run->runtime->chunk_asker = NULL;
}

/* Set aside: what is left waits for the next turn, which is due at once, or when buffers have drained. */
static uint64_t set_aside(struct leat_run *run)
{
    run->again = true;
    return 0;
}

/* Turns of a given size: for whoever asks first, the whole of its slice at once. */
static uint64_t counted_chunk(struct leat_run *run, const void *asker)
{
    if (asker == run->runtime->chunk_asker)
        return set_aside(run);
    run->runtime->chunk_asker = asker;
    return run->runtime->options.slice;
}

/*
 * Chunks begin small, for elements that are slow to make, and double while they are quick. Whoever asks
 * for the first time in a turn has a whole slice to itself, or the first of two sources would starve the
 * second. A chunk that led over a soft mark was too long, and later ones are at most half of it, until slices end
 * by time again: write buffers are not made larger for what nobody can send yet.
 */
uint64_t leat__run_chunk(struct leat_run *run, const void *asker)
{
    struct leat_runtime *runtime = run->runtime;
    int64_t now;

    if (!runtime)
        return UINT64_MAX;
    if (runtime->over_soft > 0) {
        if (asker == runtime->chunk_asker && runtime->chunk > CHUNK_LEAST)
            runtime->chunk_most = runtime->chunk / 2;
        runtime->refused = true;
        return set_aside(run);
    }
    if (runtime->options.slice > 0)
        return counted_chunk(run, asker);
    now = runtime->io->now(runtime->io);
    if (asker != runtime->chunk_asker) {
        runtime->chunk_asker = asker;
        runtime->chunk = CHUNK_FIRST;
        if (runtime->chunk_most == 0)
            runtime->chunk_most = CHUNK_MOST;
        runtime->slice_end = now + SLICE_NS;
        runtime->slice_arena = leat_arena_used(&run->arena) + SLICE_ARENA;
    } else if (now >= runtime->slice_end || leat_arena_used(&run->arena) > runtime->slice_arena) {
        if (runtime->chunk_most < CHUNK_MOST)
            runtime->chunk_most *= 2;
        return set_aside(run);
    } else if (now - runtime->chunk_began < CHUNK_NS && runtime->chunk < runtime->chunk_most) {
        runtime->chunk *= 2;
    } else if (now - runtime->chunk_began > 2 * CHUNK_NS && runtime->chunk > 1) {
        runtime->chunk /= 2;
    }
    runtime->chunk_began = now;
    return runtime->chunk;
}

uint64_t leat_run_chunk_of_turn(struct leat_run *run)
{
    return leat__run_chunk(run, run);
}

struct leat_outs *leat_run_outs(struct leat_run *run, uint32_t channel)
{
    return &run->runtime->outs[channel];
}

struct leat_ins *leat_run_ins(struct leat_run *run, uint32_t channel)
{
    return &run->runtime->ins[channel];
}
