/* Names that the generated code would like to have, and that this file uses for something else. */
#include <leat/leat.h>
#include <stdio.h>
struct worker { int x; };
static const int program, channels, locations, encode_order;
leat_record(order, (leat_str, s), (int, x))
static int hash_order(int x) { return x; }
int main(int argc, char **argv)
{
    leat_deployment *d = leat_deployment_new(argc, argv);
    leat_flow *f = leat_flow_new();
    leat_cluster *p = leat_flow_cluster(f, (&(leat_cluster_spec){.name = "worker", .members = 2}));
    leat_cluster *q1 = leat_flow_cluster(f, (&(leat_cluster_spec){.name = "int"}));
    leat_stream(order) o = leat_map(leat_source_iter(p, int, q(range(0, 3))), order, q(self, (order){leat_str_of("x"), hash_order(self) + program + channels + locations + encode_order}));
    leat_for_each(leat_unique(leat_broadcast_bincode_interleaved(o, q1)), q(self, printf("%d\n", self.x)), commutative("c"));
    return leat_deployment_run(d, f);
}
