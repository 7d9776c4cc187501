/*
 * tell.c: what a process is told before it starts: who it is, who else there is, its arguments and options.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "build/progress.h"
#include "deploy/internal.h"

/* Sends a line that may have become too long, which fails the process it was for. */
static void send_line(struct leat__process *process, struct leat__line *line)
{
    if (leat__line_end(line)) {
        leat__rendezvous_send(process, line);
        return;
    }
    leat__deployer_error(process->deployer, "an argument or option of %s is longer than a line of the protocol (%d bytes)",
                         process->spec->name, LEAT__LINE_MAX);
    leat__deployer_fail(process);
}

static void tell_members(struct leat__process *to, struct leat__line *line)
{
    const struct leat__deployer *deployer = to->deployer;

    for (size_t i = 0; i < deployer->count; i++) {
        uint32_t location = deployer->processes[i].spec->location;
        size_t members = 0, before = 0;

        for (size_t j = 0; j < deployer->count; j++)
            if (deployer->processes[j].spec->location == location) {
                members++;
                before += j < i;
            }
        if (before > 0)
            continue;
        leat__line_begin(line, "members");
        leat__line_add_number(line, location);
        leat__line_add_number(line, members);
        send_line(to, line);
    }
}

static void tell_arguments(struct leat__process *to, const char *const *arguments, struct leat__line *line)
{
    for (; arguments && *arguments; arguments++) {
        leat__line_begin(line, "argument");
        leat__line_add(line, *arguments);
        send_line(to, line);
    }
}

static void tell_options(struct leat__process *to, struct leat__line *line)
{
    for (const char *const *option = to->deployer->launch->options; option && *option; option++) {
        char *name = leat__strdup(*option);
        char *value = name + strcspn(name, "=");

        if (*value)
            *value++ = '\0';
        leat__line_begin(line, "option");
        leat__line_add(line, name);
        leat__line_add(line, value);
        send_line(to, line);
        free(name);
    }
}

static bool dials(const struct leat__launch *launch, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < launch->channel_count; i++)
        if (launch->channels[i].from == from && launch->channels[i].to == to)
            return true;
    return false;
}

static void tell_peers(struct leat__process *to, struct leat__line *line)
{
    const struct leat__deployer *deployer = to->deployer;

    for (size_t i = 0; i < deployer->count; i++) {
        const struct leat__process *peer = &deployer->processes[i];

        if (!dials(deployer->launch, to->spec->location, peer->spec->location))
            continue;
        leat__line_begin(line, "peer");
        leat__line_add_number(line, peer->spec->location);
        leat__line_add_number(line, peer->spec->member);
        leat__line_add(line, peer->address);
        send_line(to, line);
    }
}

void leat__deployer_start(struct leat__deployer *deployer)
{
    struct leat__line *line = leat__alloc(sizeof *line);

    leat__progress_clear();
    uv_timer_stop(&deployer->join_timer);
    deployer->started = true;
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        leat__line_begin(line, "location");
        leat__line_add_number(line, process->spec->member);
        leat__line_add(line, process->spec->name);
        send_line(process, line);
        tell_members(process, line);
        tell_arguments(process, deployer->launch->arguments, line);
        tell_arguments(process, process->spec->arguments, line);
        tell_options(process, line);
        tell_peers(process, line);
        leat__rendezvous_say(process, "start");
    }
    free(line);
}
