#include "check/check.h"

#include "check/report.h"
#include "check/rules.h"

static void run_rules(struct leat_flow *flow)
{
    leat__check_sources(flow);
    if (!leat__check_places(flow))
        return;
    leat__check_forwards(flow);
    leat__find_regions(flow);
    leat__check_cycles(flow);
    leat__check_unused(flow);
    leat__infer_guarantees(flow);
    leat__check_regions(flow);
    leat__check_bounds(flow);
    leat__check_reasons(flow);
    leat__check_chance(flow);
    leat__check_names(flow);
    leat__check_jumps(flow);
    leat__check_types(flow);
    leat__check_input(flow);
    /* At last: these ask the compiler, who cannot tell what is wrong above. */
    leat__check_order(flow);
    leat__check_retries(flow);
    leat__check_externals(flow);
}

bool leat__check(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        leat__node_locate(flow->nodes.items[i]);
    run_rules(flow);
    leat__reports_finish(flow);
    return flow->diagnostics.errors == 0;
}
