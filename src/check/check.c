#include "check/check.h"

#include "check/report.h"
#include "check/rules.h"

/*
 * All rules, in the order in which they are asked; rules.h says what each is about, and `leat explain` has a page for
 * each code. tests/tree/rules.sh looks that each has a program that breaks it, and one that just does not.
 */
static void (*const rules[])(struct leat_flow *flow) = {
    leat__check_forwards,
    leat__find_regions,
    leat__check_cycles,
    leat__check_unused,
    leat__infer_guarantees, /* no rule: those below go by it */
    leat__check_regions,
    leat__check_atomic,
    leat__check_bounds,
    leat__check_reasons,
    leat__check_chance,
    leat__check_names,
    leat__check_jumps,
    leat__check_types,
    leat__check_channels,
    leat__check_input,
    leat__check_externals,
    leat__check_needless,
    /* At last: these ask the compiler, who cannot tell what is wrong above. */
    leat__check_order,
    leat__check_retries,
};

static void run_rules(struct leat_flow *flow)
{
    leat__check_sources(flow);
    if (!leat__check_places(flow))
        return; /* nodes of another flow: nothing below could be told from anything */
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        rules[i](flow);
}

bool leat__check(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        leat__node_locate(flow->nodes.items[i]);
    run_rules(flow);
    leat__reports_finish(flow);
    return flow->diagnostics.errors == 0;
}
