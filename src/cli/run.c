/*
 * run.c: from a lowered flow to its binary, and to its processes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/suggest.h"
#include "build/build.h"
#include "build/report.h"
#include "cli/deployment.h"
#include "deploy/launch.h"
#include "emit/emit.h"

/* ---- sizes of clusters ---- */

static struct leat__place *find_place(leat_flow *flow, const char *name, enum leat__place_kind kind)
{
    for (size_t i = 0; i < flow->places.count; i++)
        if (flow->places.items[i]->kind == kind && strcmp(flow->places.items[i]->spec_name, name) == 0)
            return flow->places.items[i];
    return NULL;
}

static void say_no_cluster(leat_flow *flow, const char *name)
{
    struct leat__name_list names = {0};

    if (find_place(flow, name, LEAT__PROCESS)) {
        fprintf(stderr, "error: '%s' is a process, and --members is for clusters\n", name);
        return;
    }
    for (size_t i = 0; i < flow->places.count; i++)
        if (flow->places.items[i]->kind == LEAT__CLUSTER)
            leat__vector_push(&names, flow->places.items[i]->spec_name);
    const char *nearest = leat__suggest(name, names.items, names.count);

    fprintf(stderr, "error: the flow has no cluster '%s'\n", name);
    if (nearest)
        fprintf(stderr, "hint: did you mean '%s'?\n", nearest);
    leat__vector_release(&names);
}

/* Members of one name are numbered in one sequence, which a size shifts. */
static void number_again(leat_flow *flow, const char *name)
{
    uint32_t number = 0;

    for (size_t i = 0; i < flow->places.count; i++) {
        struct leat__place *place = flow->places.items[i];

        if (strcmp(place->spec_name, name) != 0)
            continue;
        place->first_number = number;
        if (place->kind == LEAT__PROCESS)
            place->name = leat__arena_printf(&flow->arena, "%s/%u", name, number);
        number += place->kind == LEAT__PROCESS ? 1 : place->members;
    }
}

bool leat__apply_options(const leat_deployment *deployment, leat_flow *flow)
{
    for (size_t i = 0; deployment->profile_given && i < flow->places.count; i++)
        flow->places.items[i]->profile = deployment->profile;
    for (size_t i = 0; i < deployment->members.count; i++) {
        const char *name = deployment->members.items[i].name;
        struct leat__place *place = find_place(flow, name, LEAT__CLUSTER);

        if (!place) {
            say_no_cluster(flow, name);
            return false;
        }
        place->members = deployment->members.items[i].members;
        number_again(flow, name);
    }
    return true;
}

/* ---- building ---- */

/* The most careful profile of all locations. */
static enum leat_profile profile_of(const leat_flow *flow)
{
    enum leat_profile profile = LEAT_RELEASE;

    for (size_t i = 0; i < flow->places.count; i++)
        if (flow->places.items[i]->profile > profile)
            profile = flow->places.items[i]->profile;
    return profile;
}

/* The generated text includes the source. (That it is what the program was compiled from, the checker has seen.) */
static bool is_there(const struct leat_source_entry *entry)
{
    char *path = *entry->directory ? leat__path_join(entry->directory, entry->base_file)
                                   : leat__strdup(entry->base_file);
    bool there = access(path, R_OK) == 0;

    if (!there)
        leat__report_error("LEAT0305",
                           "run the program where it was compiled, or build it with `leat cc`, which remembers",
                           "cannot read '%s', from which the program was compiled: %s", path, strerror(errno));
    free(path);
    return there;
}

/* A unit for the compiler; false: its source is gone. */
static bool make_unit(const struct leat__emitted_unit *emitted, struct leat__unit *unit)
{
    const struct leat_source_entry *entry = leat__source_entry(emitted->base_file);

    *unit = (struct leat__unit){.name = emitted->name,
                                .text = leat__text_string(&emitted->text),
                                .length = emitted->text.length,
                                .base_file = emitted->base_file};
    if (!entry)
        return true;
    unit->compiler = entry->compiler;
    unit->flags = entry->flags;
    unit->directory = entry->directory;
    unit->header = entry->header;
    unit->object = entry->object;
    return is_there(entry);
}

int leat__build_plan(const struct leat__plan *plan, const char *output, char **ret_path)
{
    struct leat__emitted emitted = {0};
    int status = 0;

    leat__emit(plan, &emitted);
    struct leat__unit *units = leat__alloc_array(emitted.count, sizeof *units);

    for (size_t i = 0; i < emitted.count; i++)
        if (!make_unit(&emitted.items[i], &units[i]))
            status = 1;
    if (status == 0)
        status = leat__build_binary(&(struct leat__binary){.units = units,
                                                           .unit_count = emitted.count,
                                                           .profile = profile_of(plan->flow),
                                                           .output = output},
                                    ret_path);
    free(units);
    leat__emitted_release(&emitted);
    return status;
}

/* ---- running ---- */

struct processes leat__vector(struct leat__launch_process);

static void add_place(const leat_deployment *deployment, const struct leat__place *place, struct leat__arena *arena,
                      struct processes *processes)
{
    uint32_t members = place->kind == LEAT__CLUSTER ? place->members : 1;

    for (uint32_t member = 0; member < members; member++) {
        struct leat__launch_process process = {
            .name = place->kind == LEAT__CLUSTER
                        ? leat__arena_printf(arena, "%s/%u", place->spec_name, place->first_number + member)
                        : place->name,
            .location = place->id,
            .member = member,
            .arguments = place->arguments,
            .environment = place->environment,
            .standard_input = place->standard_input,
        };

        for (size_t i = 0; i < deployment->by_hand.count; i++)
            process.by_hand = process.by_hand || strcmp(deployment->by_hand.items[i], process.name) == 0;
        leat__vector_push(processes, process);
    }
}

/* Every name of --by-hand must be that of a process. */
static bool by_hand_fits(const leat_deployment *deployment, const struct processes *processes)
{
    struct leat__name_list names = {0};
    bool good = true;

    for (size_t i = 0; i < processes->count; i++)
        leat__vector_push(&names, processes->items[i].name);
    for (size_t i = 0; i < deployment->by_hand.count && good; i++) {
        good = false;
        for (size_t j = 0; j < names.count; j++)
            good = good || strcmp(deployment->by_hand.items[i], names.items[j]) == 0;
        if (!good) {
            const char *nearest = leat__suggest(deployment->by_hand.items[i], names.items, names.count);

            fprintf(stderr, "error: the flow has no process '%s'\n", deployment->by_hand.items[i]);
            fprintf(stderr, "hint: %s '%s'%s\n", nearest ? "did you mean" : "the first one is",
                    nearest ? nearest : names.items[0], nearest ? "?" : "");
        }
    }
    leat__vector_release(&names);
    return good;
}

int leat__run_plan(const leat_deployment *deployment, const struct leat__plan *plan)
{
    struct leat__launch_channel *channels = leat__alloc_array(plan->channels.count, sizeof *channels);
    struct processes processes = {0};
    struct leat__arena arena = {0};
    char *binary = NULL;
    int status = 2;

    for (size_t i = 0; i < plan->flow->places.count; i++)
        add_place(deployment, plan->flow->places.items[i], &arena, &processes);
    for (size_t i = 0; i < plan->channels.count; i++)
        channels[i] = (struct leat__launch_channel){plan->channels.items[i]->from->id, plan->channels.items[i]->to->id};
    if (by_hand_fits(deployment, &processes))
        status = leat__build_plan(plan, NULL, &binary);
    if (status == 0)
        status = leat__deploy(&(struct leat__launch){
            .binary = binary,
            .hash = leat__program_hash(plan),
            .processes = processes.items,
            .process_count = processes.count,
            .channels = channels,
            .channel_count = plan->channels.count,
            .options = deployment->options.items,
            .arguments = deployment->arguments.items,
            .output = STDOUT_FILENO,
            .error_output = STDERR_FILENO,
        });
    free(binary);
    free(channels);
    leat__vector_release(&processes);
    leat__arena_release(&arena);
    return status;
}
