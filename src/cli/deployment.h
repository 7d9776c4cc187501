/*
 * deployment.h: how a run of a program was asked for.
 */
#ifndef LEAT_CLI_DEPLOYMENT_H
#define LEAT_CLI_DEPLOYMENT_H

#include "cli/options.h"
#include "flow/graph.h"
#include "lower/tricks.h"

struct leat_host {
    leat_deployment *deployment;
};

/* "worker=8" of --members. */
struct leat__members_override {
    const char *name;
    unsigned members;
};
struct leat__members_overrides leat__vector(struct leat__members_override);
struct leat__name_list leat__vector(const char *);

enum leat__form { LEAT__FORM_C, LEAT__FORM_IR, LEAT__FORM_EMBED };

struct leat_deployment {
    struct leat_host localhost;
    const char *program; /* name of the program: for messages */
    const struct leat__subcommand *subcommand;
    struct leat__members_overrides members;
    struct leat__name_list options;   /* "max_element=67108864"; a NULL follows the last */
    struct leat__name_list by_hand;   /* names of processes */
    struct leat__name_list arguments; /* name=value, for all processes; a NULL follows the last */
    bool profile_given;
    enum leat_profile profile;
    enum leat__form form; /* of `emit` */
    const char *prefix;   /* of `emit --embed` */
    const char *output;   /* -o */
    bool dot;             /* of `graph` */
    leat__trick_set without;
};

/* The sub-commands of every program. */
extern const struct leat__subcommand *const leat__program_subcommands[];
extern const size_t leat__program_subcommand_count;

/* Does to the flow what --members and --profile ask for. False: a name is of no cluster, which was said. */
bool leat__apply_options(const leat_deployment *deployment, leat_flow *flow);

/* Builds the binary of a lowered flow. 0, or the status to end with. `output` may be NULL. */
struct leat__plan;
int leat__build_plan(const struct leat__plan *plan, const char *output, char **ret_path);

/* Builds and runs a lowered flow; the status to end with. */
int leat__run_plan(const leat_deployment *deployment, const struct leat__plan *plan);

#endif
