/*
 * order.c: what depends on the order of its input needs an order, or a claim that it does not depend on it.
 */
#include "check/report.h"
#include "check/rules.h"

static bool is_interleaved(const struct leat__node *node)
{
    return leat__op_is_network(node->op) && leat__network_of(node->op).senders == LEAT__INTERLEAVED;
}

static const char *why_lost(const struct leat__node *node)
{
    if (is_interleaved(node))
        return "members interleave";
    switch (node->op) {
    case LEAT_OP_MERGE:
        return "the inputs interleave";
    case LEAT_OP_ITERATE:
    case LEAT_OP_ITERATE_BEST:
        return "what goes round comes as it is found";
    case LEAT_OP_JOIN:
    case LEAT_OP_CROSS_PRODUCT:
        return "pairs come as their halves do";
    case LEAT_OP_WEAKEN_ORDER:
        return "on purpose";
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_REDUCE_WATERMARK:
    case LEAT_OP_FIRST_KEYED:
    case LEAT_OP_VALUE_COUNTS:
    case LEAT_OP_ENTRIES:
    case LEAT_OP_KEYS:
    case LEAT_OP_VALUES:
        return "keys have no order";
    default:
        return "there was one for each key only";
    }
}

/* How order could be kept where it was lost. */
static const char *how_to_keep(const struct leat__node *lost)
{
    if (is_interleaved(lost))
        return leat__arena_printf(&lost->flow->arena, "keep the order: leat_%s",
                                  leat__operators[leat__network_with(lost->op, LEAT__TAGGED)].name);
    switch (lost->op) {
    case LEAT_OP_MERGE:
        return lost->inputs.items[0]->bounded ? "keep the order: leat_chain" : "sort each batch: leat_sort in a tick";
    case LEAT_OP_ITERATE:
    case LEAT_OP_ITERATE_BEST:
        return "sort the result: leat_sort";
    case LEAT_OP_JOIN:
    case LEAT_OP_CROSS_PRODUCT:
        return lost->bounded ? "sort the pairs: leat_sort" : "sort the pairs of each batch: leat_sort in a tick";
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_REDUCE_WATERMARK:
    case LEAT_OP_FIRST_KEYED:
    case LEAT_OP_VALUE_COUNTS:
        return "sort its entries: leat_sort(leat_entries(s), ...)";
    case LEAT_OP_ENTRIES:
        return "sort the entries: leat_sort";
    case LEAT_OP_WEAKEN_ORDER:
        return "leave out leat_weaken_order";
    case LEAT_OP_KEYS:
        return "sort the keys: leat_sort";
    case LEAT_OP_VALUES:
        return "sort the values: leat_sort";
    default:
        return "stay with the keys: leat_fold_keyed, leat_reduce_keyed";
    }
}

/* A node found by the guarantees, as leat__node_span() takes it. */
static struct leat__node *writable(const struct leat__node *node)
{
    return node->flow->nodes.items[node->id];
}

static void mark_loss(struct leat__diagnostic *diagnostic, const struct leat__node *lost)
{
    leat__diagnostic_mark(diagnostic, leat__node_span(writable(lost)), "order was lost here: %s", why_lost(lost));
}

static const char *why_strict(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_LIMIT:
        return "each run would let other elements through";
    case LEAT_OP_ZIP:
    case LEAT_OP_ZIP_LONGEST:
        return "each run would make other pairs";
    case LEAT_OP_SCAN:
        return "each run would come to another state";
    case LEAT_OP_FIRST_KEYED:
        return "each run would have others come first";
    case LEAT_OP_FIRST:
    case LEAT_OP_LAST:
        return "each run would give another element";
    case LEAT_OP_FOLD_WINDOW:
    case LEAT_OP_FOLD_SESSION:
        return "others would be late in each run";
    case LEAT_OP_COLLECT:
        return "each run would give another vector";
    case LEAT_OP_ROUND_ROBIN:
    case LEAT_OP_ROUND_ROBIN_INTERLEAVED:
    case LEAT_OP_ROUND_ROBIN_TAGGED:
    case LEAT_OP_ROUND_ROBIN_BYTES:
    case LEAT_OP_ROUND_ROBIN_BYTES_INTERLEAVED:
    case LEAT_OP_ROUND_ROBIN_BYTES_TAGGED:
        return "each run would send them to other members";
    default:
        return "each run would number them differently";
    }
}

static const char *which_order(enum leat_collection_kind kind)
{
    return kind == LEAT_KIND_KEYED_STREAM ? "an order for each key" : "a total order";
}

static void report_strict(struct leat__node *node, const struct leat__node *lost)
{
    enum leat_collection_kind kind = node->inputs.items[0]->kind;
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0203", "%s needs %s, and this %s has none", leat__op_name(node), which_order(kind), leat__kind_text(kind));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", why_strict(node));
    mark_loss(diagnostic, lost);
    leat__diagnostic_help(diagnostic, "%s; no claim helps here", how_to_keep(lost));
}

static const char *what_is_run(const struct leat__node *node)
{
    if (node->op == LEAT_OP_FOR_EACH || node->op == LEAT_OP_INSPECT)
        return "this statement sees another order in each run";
    return "this step gives another result in another order";
}

static void report_order(struct leat__node *node, const struct leat__node *lost)
{
    enum leat_collection_kind kind = node->inputs.items[0]->kind;
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0204", "%s needs %s, and this %s has none", leat__op_name(node),
        which_order(kind), leat__kind_text(kind));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", what_is_run(node));
    mark_loss(diagnostic, lost);
    leat__diagnostic_help(diagnostic, "if that is fine, say why: leat_%s(..., commutative(\"why\")); or %s",
                          leat__op_name(node), how_to_keep(lost));
    if (node->commutes == LEAT__PROOF_FAILED)
        leat__diagnostic_note(diagnostic, "the compiler could not prove that the order makes no difference");
}

/* Whether the missing order is an error further up already, which mended would give this one an order too. */
static bool is_consequence(const struct leat__node *node, const struct leat__node *lost)
{
    for (const struct leat__node *at = node->inputs.items[0]; at != lost && at->inputs.count > 0;
         at = at->inputs.items[0])
        if (leat__operators[at->op].needs == LEAT__NEEDS_STRICT)
            return true;
        else if (at->op == LEAT_OP_FORWARD || at->unordered_since != lost)
            return false;
    return false;
}

/* Whether it depends on the order of its input, and nothing was said about that. */
static bool is_unclaimed(const struct leat__node *node)
{
    const struct leat__node *lost = node->inputs.count > 0 ? node->inputs.items[0]->unordered_since : NULL;

    /* A step that is not quite commutative, as a sum of floats is, is non-determinism with a reason. */
    return lost && leat__operators[node->op].needs == LEAT__NEEDS_ORDER && !node->commutative && !node->nondet &&
           !is_consequence(node, lost);
}

static void check_node(struct leat__node *node)
{
    const struct leat__node *lost = NULL;

    for (size_t i = 0; !lost && i < node->inputs.count; i++)
        lost = node->inputs.items[i]->unordered_since;
    if (!lost)
        return;
    if (leat__operators[node->op].needs == LEAT__NEEDS_STRICT)
        report_strict(node, lost);
    else if (is_unclaimed(node) && node->commutes != LEAT__PROOF_FOUND &&
             /* What does not compile for another reason is looked at when that is mended. */
             !(node->commutes == LEAT__PROOF_UNKNOWN && node->flow->prover && node->flow->diagnostics.errors > 0))
        report_order(node, lost);
}

void leat__check_order(struct leat_flow *flow)
{
    bool wanted = leat__want_repeats(flow);

    for (size_t i = 0; i < flow->nodes.count; i++)
        if (is_unclaimed(flow->nodes.items[i])) {
            flow->nodes.items[i]->commutes = LEAT__PROOF_WANTED;
            wanted = true;
        }
    if (wanted && flow->prover)
        flow->prover(flow);
    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i]);
}
