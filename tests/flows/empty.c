#include <leat/leat.h>
int main(int argc, char **argv)
{
    leat_deployment *d = leat_deployment_new(argc, argv);
    leat_flow *f = leat_flow_new();
    leat_flow_process(f, (&(leat_process_spec){.name = "p"}));
    return leat_deployment_run(d, f);
}
