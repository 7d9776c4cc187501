/*
 * source.c: bodies on stacks of their own. Embedded, a body just runs, on the stack of its caller.
 */
#include "leat/rt/source.h"

#include "arena.h"
#include "runtime.h"

/* What it allocated may be viewed until the turn ends. */
static void let_go(struct leat_run *run, struct leat_source *source)
{
    leat__arena_retire(&source->scratch, &run->retired);
    if (source->stack)
        leat__coroutine_free(source->stack);
    source->stack = NULL;
    source->ended = true;
}

static void run_through(struct leat_run *run, struct leat_source *source, void (*body)(void *self), void *self)
{
    run->budget = UINT64_MAX;
    body(self);
    let_go(run, source);
}

static void run_a_while(struct leat_run *run, struct leat_source *source, void (*body)(void *self), void *self)
{
    struct leat_runtime *runtime = run->runtime;
    bool returned;

    run->budget = leat__run_chunk(run, source);
    if (run->budget == 0) {
        run->again = true;
        return;
    }
    if (!source->stack)
        source->stack = leat__coroutine_new(body, self);
    runtime->running = source;
    returned = !leat__coroutine_enter(source->stack);
    runtime->running = NULL;
    if (returned || source->ended)
        let_go(run, source);
    else
        run->again = true;
}

struct leat_arena *leat_source_allocates(struct leat_run *run, struct leat_source *source)
{
    struct leat_arena *memory = run->memory;

    source->scratch.poison = run->arena.poison;
    run->memory = run->into = &source->scratch;
    return memory;
}

void leat_source_resume(struct leat_run *run, struct leat_source *source, void (*body)(void *self), void *self)
{
    struct leat_arena *memory;

    if (source->ended)
        return;
    memory = leat_source_allocates(run, source);
    if (run->runtime)
        run_a_while(run, source, body, self);
    else
        run_through(run, source, body, self);
    run->memory = run->into = memory;
}

void leat_source_pause(struct leat_run *run, struct leat_source *source)
{
    if (!run->runtime) {
        run->budget = UINT64_MAX;
        return;
    }
    if (!source->ended) {
        run->budget = leat__run_chunk(run, source);
        if (run->budget > 0)
            return;
    }
    leat__coroutine_leave(source->stack);
}

void leat_source_give_back(struct leat_run *run, struct leat_source *source)
{
    /* Its own yield has led here: it is left at the next, and never entered again. */
    if (run->runtime && run->runtime->running == source) {
        source->ended = true;
        run->budget = 1;
        return;
    }
    let_go(run, source);
}
