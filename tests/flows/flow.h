/* flow.h: the main function that all flows in this folder share: they define `build`. */
#ifndef FLOW_H
#define FLOW_H

#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>

static void build(leat_flow *flow, leat_process *process);

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    build(flow, leat_flow_process(flow, (&(leat_process_spec){.name = "p"})));
    return leat_deployment_run(deployment, flow);
}

#endif
