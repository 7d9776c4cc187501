/*
 * program.h: what every program of this folder begins with. A test defines build(), which makes the flow.
 */
#ifndef TESTS_PROGRAMS_PROGRAM_H
#define TESTS_PROGRAMS_PROGRAM_H

#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>

static void build(leat_flow *flow, leat_host *host);

static inline leat_process *process(leat_flow *flow, const char *name)
{
    return leat_flow_process(flow, (&(leat_process_spec){.name = name}));
}

static inline leat_cluster *cluster(leat_flow *flow, const char *name, unsigned members)
{
    return leat_flow_cluster(flow, (&(leat_cluster_spec){.name = name, .members = members}));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    build(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}

#endif
