#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    leat_process *p = 0;
    leat_tick *tick = leat_tick_of(p);

    (void)tick;

    return leat_deployment_run(deployment, flow);
}
