#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    leat_process *p = leat_flow_process((leat_flow *)0, &(leat_process_spec){.name = "p"});

    (void)p;

    return leat_deployment_run(deployment, flow);
}
