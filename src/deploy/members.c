/*
 * members.c: who has left a cluster. A process that wants to know says so, and is told of each that has ended.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "deploy/internal.h"

static bool watches(const struct leat__process *process, uint32_t location)
{
    for (size_t i = 0; i < process->watched_count; i++)
        if (process->watched[i] == location)
            return true;
    return false;
}

/* `to` may act upon it, so that it is not idle, whatever it has said. */
static void tell(struct leat__process *to, const struct leat__process *gone)
{
    struct leat__line *line;

    if (to->ended)
        return;
    line = leat__alloc(sizeof *line);
    leat__line_begin(line, "left");
    leat__line_add_number(line, gone->spec->location);
    leat__line_add_number(line, gone->spec->member);
    leat__line_end(line);
    leat__rendezvous_send(to, line);
    free(line);
    leat__termination_disturb(to);
}

void leat__members_watch(struct leat__process *process, uint32_t location)
{
    const struct leat__deployer *deployer = process->deployer;

    if (watches(process, location))
        return;
    process->watched = leat__realloc(process->watched, (process->watched_count + 1) * sizeof *process->watched);
    process->watched[process->watched_count++] = location;
    for (size_t i = 0; i < deployer->count; i++)
        if (deployer->processes[i].spec->location == location && deployer->processes[i].ended)
            tell(process, &deployer->processes[i]);
}

void leat__members_tell(struct leat__process *process)
{
    struct leat__deployer *deployer = process->deployer;

    for (size_t i = 0; i < deployer->count; i++)
        if (watches(&deployer->processes[i], process->spec->location))
            tell(&deployer->processes[i], process);
}

void leat__members_free(struct leat__process *process)
{
    free(process->watched);
}
