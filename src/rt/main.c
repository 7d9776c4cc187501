/*
 * main.c: main() of a generated binary: which location, which rendezvous, and then the run.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clients.h"
#include "runtime.h"

static void print_help(FILE *out, const struct leat_program *program)
{
    fprintf(out,
            "usage: LEAT_TOKEN=... %s --id N --rendezvous unix:PATH [--member M]\n"
            "\n"
            "A built flow: each of its processes is this program, started with another id.\n"
            "Usually `leat run` does that.\n"
            "\n"
            "  --id N               the location to run (LEAT_ID); see --list\n"
            "  --member M           which member of a cluster (LEAT_MEMBER); else the rendezvous chooses\n"
            "  --rendezvous ADDRESS where the deployer is to be found (LEAT_RENDEZVOUS): unix:PATH\n"
            "  --list               print the locations and the channels\n"
            "  --help               print this\n"
            "\n"
            "LEAT_TOKEN is the token of the deployment. Status: 0 ended, 1 failed, 2 started wrongly, 75 lost a peer\n"
            "or the deployer.\n",
            program->name);
}

static int print_list(const struct leat_program *program)
{
    for (uint32_t i = 0; i < program->location_count; i++) {
        const struct leat_location_info *location = program->locations[i];

        printf("location %u %s %s\n", location->id, location->name, location->is_cluster ? "cluster" : "process");
    }
    for (uint32_t i = 0; i < program->channel_count; i++) {
        const struct leat_channel_info *channel = &program->channels[i];

        printf("channel %u %s %u %u %s %s:%d\n", channel->id, channel->name, channel->from, channel->to,
               channel->operation, channel->file, channel->line);
    }
    if (fflush(stdout) == 0 && !ferror(stdout))
        return LEAT__ENDED;
    perror("error: standard output");
    return LEAT__FAILED;
}

struct start {
    const char *id;
    const char *member;
    const char *rendezvous;
    const char *token;
};

/* Fills *start, or returns the status to end with. */
static int read_arguments(int argc, char **argv, const struct leat_program *program, struct start *start)
{
    static const struct option options[] = {
        {"id", required_argument, NULL, 'i'},
        {"member", required_argument, NULL, 'm'},
        {"rendezvous", required_argument, NULL, 'r'},
        {"list", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    int option;

    *start = (struct start){getenv("LEAT_ID"), getenv("LEAT_MEMBER"), getenv("LEAT_RENDEZVOUS"), getenv("LEAT_TOKEN")};
    while ((option = getopt_long(argc, argv, "h", options, NULL)) >= 0) {
        switch (option) {
        case 'i':
            start->id = optarg;
            break;
        case 'm':
            start->member = optarg;
            break;
        case 'r':
            start->rendezvous = optarg;
            break;
        case 'l':
            return print_list(program);
        case 'h':
            print_help(stdout, program);
            return LEAT__ENDED;
        default:
            print_help(stderr, program);
            return LEAT__STARTED_WRONGLY;
        }
    }
    if (optind == argc && start->id && start->rendezvous)
        return -1;
    if (optind < argc)
        fprintf(stderr, "error: '%s' is no option\n", argv[optind]);
    else
        fprintf(stderr, "error: %s is missing\n", start->id ? "--rendezvous" : "--id");
    print_help(stderr, program);
    return LEAT__STARTED_WRONGLY;
}

/* NULL: there is no such location. */
static const struct leat_location_info *find_location(const struct leat_program *program, const char *word)
{
    uint64_t id;

    if (!leat__word_number(word, UINT32_MAX, &id))
        return NULL;
    for (uint32_t i = 0; i < program->location_count; i++)
        if (program->locations[i]->id == id)
            return program->locations[i];
    return NULL;
}

static struct leat_runtime *make_runtime(const struct leat_program *program, const struct leat_location_info *location)
{
    struct leat_runtime *runtime = leat__rt_alloc(1, sizeof *runtime);

    runtime->io = leat__io_uv();
    runtime->program = program;
    runtime->location = location;
    runtime->options = LEAT__OPTIONS_DEFAULT;
    runtime->member_counts = leat__rt_alloc(program->location_count, sizeof *runtime->member_counts);
    runtime->arguments = leat__rt_alloc(1, sizeof *runtime->arguments);
    leat_run_init_embedded(&runtime->run, runtime->member_counts);
    runtime->run.arena.poison = program->poison;
    runtime->run.runtime = runtime;
    return runtime;
}

int leat_main(int argc, char **argv, const struct leat_program *program)
{
    const struct leat_location_info *location;
    struct leat_runtime *runtime;
    struct start start;
    uint64_t member = 0;
    int status = read_arguments(argc, argv, program, &start);

    if (status >= 0)
        return status;
    location = find_location(program, start.id);
    if (!location)
        leat__end_wrong_start(NULL, "there is no location with the id %s; --list prints them", start.id);
    if (start.member && !leat__word_number(start.member, UINT32_MAX, &member))
        leat__end_wrong_start(NULL, "a member is a number, not '%s'", start.member);
    if (!start.token)
        leat__end_wrong_start(NULL, "LEAT_TOKEN is not set: it holds the token of the deployment");

    runtime = make_runtime(program, location);
    leat_current = &runtime->run;
    leat__end_prepare(runtime);
    leat__stdout_prepare();
    leat__signals_prepare(-1);
    leat__rt_join(runtime, start.rendezvous, start.token, start.member ? (int64_t)member : -1);
    unsetenv("LEAT_TOKEN"); /* not for what a quote starts */

    /* Nothing of the above is the user's, so nothing of it crashes. */
    leat__signals_prepare(runtime->io->descriptor(runtime->rendezvous));
    leat__crash_prepare(runtime->io->descriptor(runtime->rendezvous));
    runtime->run.arguments = (const char *const *)runtime->arguments;
    runtime->state = leat__rt_alloc(1, location->state_size);
    leat__links_make(runtime);
    leat__accept_open(runtime);
    leat__links_dial(runtime);
    leat__externals_open(runtime);
    leat__turn_loop(runtime);
}
