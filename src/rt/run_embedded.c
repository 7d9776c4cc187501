/*
 * run_embedded.c: what a run needs without loop and sockets: the whole of it when embedded, and the
 * part that every run shares.
 */
#include "leat/rt/run.h"

#include "arena.h"

void leat_run_init_embedded(struct leat_run *run, const uint32_t *member_counts)
{
    static const char *const no_arguments[] = {NULL};

    *run = (struct leat_run){
        .budget = UINT64_MAX,
        .first = true,
        .member_counts = member_counts,
        .arguments = no_arguments,
        .name = "embedded",
    };
    run->memory = run->into = &run->arena;
}

void leat_run_clear(struct leat_run *run)
{
    leat__chunks_free(&run->retired);
    leat_arena_reset(&run->arena);
}

void leat_run_release(struct leat_run *run)
{
    leat__chunks_free(&run->retired);
    leat_arena_release(&run->arena);
    if (leat_current == run)
        leat_current = NULL;
}

leat_str leat_argument(const char *name)
{
    size_t length = strlen(name);

    for (const char *const *at = leat_current->arguments; at && *at; at++)
        if (strncmp(*at, name, length) == 0 && (*at)[length] == '=')
            return leat_str_of(*at + length + 1);
    return (leat_str){"", 0};
}

/* Elements that were yielded already may be viewed by the states of this turn: retired, not freed. */
void leat_scratch_reset(void)
{
    struct leat_run *run = leat_current;

    if (run->memory == &run->arena)
        leat_run_fail("leat_scratch_reset() is for the body of a source; here nothing is to be reset");
    leat__arena_forget(run->memory, &run->retired);
}
