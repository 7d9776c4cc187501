/*
 * hook.c: in the place of src/cli: what leat_deployment_run() does with `check` and `graph`, and nothing
 * else, so that the golden tests of the checker and of the drawings need no compiler and no deployer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check/check.h"
#include "view/view.h"

struct leat_deployment {
    const char *command;
};

struct leat_host {
    int none;
};

leat_deployment *leat_deployment_new(int argc, char **argv)
{
    static struct leat_deployment deployment;

    deployment.command = argc > 1 ? argv[1] : "check";
    return &deployment;
}

leat_host *leat_localhost(leat_deployment *deployment)
{
    static struct leat_host host;

    (void)deployment;
    return &host;
}

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* `time`: the milliseconds that checking took, on standard output. */
static bool check(struct leat_flow *flow, bool timed)
{
    double before = milliseconds();
    bool right = leat__check(flow);

    if (timed)
        printf("%.1f\n", milliseconds() - before);
    return right;
}

int leat_deployment_run(leat_deployment *deployment, leat_flow *flow)
{
    struct leat__text text = {0};
    bool right = check(flow, strcmp(deployment->command, "time") == 0);

    flow->was_run = true;
    leat__diagnostics_render(&flow->diagnostics, false, &text);
    fputs(leat__text_string(&text), stderr);
    leat__text_clear(&text);
    if (strcmp(deployment->command, "mermaid") == 0)
        leat__view_mermaid(flow, &text);
    if (strcmp(deployment->command, "dot") == 0)
        leat__view_dot(flow, &text);
    fputs(leat__text_string(&text), stdout);
    leat__text_release(&text);
    leat__flow_free(flow);
    return right ? 0 : 1;
}
