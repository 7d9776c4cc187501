/*
 * members.c: who has left a cluster. All members have joined before a process is told to start; that one has come to
 * its end, the deployer tells whoever has asked.
 */
#include <stdlib.h>

#include "runtime.h"

void leat_members_watch(struct leat_run *run, struct leat_members *members, uint32_t cluster)
{
    struct leat_runtime *runtime = run->runtime;

    members->cluster = cluster;
    leat__line_begin(&runtime->line, "watch");
    leat__line_add_number(&runtime->line, cluster);
    leat__rt_send(runtime);
}

bool leat__members_left(struct leat_runtime *runtime, uint32_t location, uint32_t member)
{
    if (!runtime->started || member >= runtime->member_counts[location])
        return false;
    if (runtime->run.quiesced)
        return true; /* the streams have ended, and all are leaving */
    runtime->departures =
        leat__rt_realloc(runtime->departures, (runtime->departure_count + 1) * sizeof *runtime->departures);
    runtime->departures[runtime->departure_count++] = (struct leat__departure){location, member};
    runtime->turn_due = true;
    runtime->idle_told = false;
    runtime->idle_sent = UINT64_MAX; /* the deployer takes us for busy until we say so again */
    return true;
}

bool leat_members_next(struct leat_run *run, struct leat_members *members, leat_member_event *event)
{
    const struct leat_runtime *runtime = run->runtime;

    if (members->stopped)
        return false;
    if (members->joined < run->member_counts[members->cluster]) {
        *event = (leat_member_event){.key = {members->joined++}, .value = LEAT_JOINED};
        return true;
    }
    while (members->at < runtime->departure_count) {
        const struct leat__departure *departure = &runtime->departures[members->at++];

        if (departure->location != members->cluster)
            continue;
        members->left++;
        *event = (leat_member_event){.key = {departure->member}, .value = LEAT_LEFT};
        return true;
    }
    return false;
}

bool leat_members_ended(const struct leat_run *run, const struct leat_members *members)
{
    return members->stopped || run->quiesced || members->left == run->member_counts[members->cluster];
}
