/*
 * reference.c: what each collection of a flow holds in the end: lists and obvious loops, one operator
 * after the other, one member after the other. The nodes of a tick or of a cycle go round in rounds: what
 * is deferred, or sent round, in one round comes in the next; what comes from outside comes in the first.
 */
#include <stdlib.h>
#include <string.h>

#include "operator.h"

enum { ELEMENTS_MOST = 500, ROUNDS_MOST = 60, RELEASED_MOST = 20000 };
#define NUMBER_MOST 1000000000000

static int members_of(const struct flow *flow, const struct node *node)
{
    return flow->program->places[node->place].members;
}

/* ---- one node ---- */

/* What an input gives now: of the same region this round's; from outside all, in the first round only. */
static const struct list *read_input(const struct flow *flow, const struct node *node, int input, int member, int round)
{
    static const struct list nothing;
    const struct node *from = &flow->nodes[node->input[input]];

    if (node->region == OUTSIDE)
        return &from->lists[member];
    if (from->region == node->region)
        return &from->round[member];
    return round == 0 ? &from->lists[member] : &nothing;
}

struct reading read_node(const struct flow *flow, const struct node *node, int member, int round)
{
    struct reading reading = {.flow = flow, .node = node, .member = member, .round = round};

    for (int i = 0; i < node->inputs; i++) {
        reading.from[i] = &flow->nodes[node->input[i]];
        reading.in[i] = read_input(flow, node, i, member, round);
    }
    return reading;
}

static void apply_here(const struct flow *flow, const struct node *node, int member, int round, struct list *out)
{
    struct reading reading = read_node(flow, node, member, round);

    if (operators[node->op]->apply)
        operators[node->op]->apply(&reading, out);
    else
        list_append(out, reading.in[0]);
}

static void apply(const struct flow *flow, const struct node *node, int round, struct list *out)
{
    int members = members_of(flow, node);

    for (int member = 0; member < MEMBERS_MOST; member++)
        out[member] = (struct list){0};
    if (op_is_network(node->op)) {
        const struct node *from = &flow->nodes[node->input[0]];

        for (int sender = 0; sender < members_of(flow, from); sender++)
            deliver(node, from->type, read_input(flow, node, 0, sender, round), sender, members, out);
        return;
    }
    for (int member = 0; member < members; member++)
        apply_here(flow, node, member, round, &out[member]);
}

static bool is_sensible(const struct list *lists)
{
    for (int member = 0; member < MEMBERS_MOST; member++) {
        if (lists[member].count > ELEMENTS_MOST)
            return false;
        for (size_t i = 0; i < lists[member].count; i++) {
            int64_t n = lists[member].items[i].n;

            if (n > NUMBER_MOST || n < -NUMBER_MOST || lists[member].items[i].item_count > 300)
                return false;
        }
    }
    return true;
}

/* ---- regions ---- */

static bool is_from_before(const struct flow *flow, const struct node *node)
{
    return operators[node->op]->comes_later || (node->op == OP_FORWARD && flow->regions[node->region].kind == REGION_CYCLE);
}

/*
 * What was deferred or sent round in the last round comes now; false: nothing. `awake`: in a tick, the members to which
 * something comes, and which so have one; a member that has none has none later either. Over the network something can
 * come to any member at any time.
 */
static bool begin_round(struct flow *flow, int from, int end, int round, bool awake[MEMBERS_MOST])
{
    const bool is_on_network = flow->regions[flow->nodes[from].region].kind == REGION_CYCLE;
    bool comes[MEMBERS_MOST] = {false}, any = false;

    for (int i = from; i < end; i++)
        memcpy(flow->nodes[i].before, flow->nodes[i].round, sizeof flow->nodes[i].round);
    for (int i = from; i < end; i++) {
        struct node *node = &flow->nodes[i];

        memset(node->round, 0, sizeof node->round);
        if (round == 0 || !is_from_before(flow, node))
            continue;
        const struct node *last = &flow->nodes[operators[node->op]->has_hole ? node->completion : node->input[0]];

        for (int member = 0; member < MEMBERS_MOST; member++) {
            list_append(&node->round[member], &last->before[member]);
            comes[member] |= node->op != OP_CARRIED && node->op != OP_DEFER_TICK_LAZY && node->round[member].count > 0;
        }
    }
    for (int member = 0; member < MEMBERS_MOST; member++) {
        any |= round == 0 || (awake[member] && comes[member]);
        awake[member] = round == 0 || is_on_network || (awake[member] && comes[member]);
    }
    /* In a tick a forward is its completion's other name. */
    for (int i = from; i < end; i++)
        if (flow->nodes[i].op == OP_FORWARD && !is_from_before(flow, &flow->nodes[i]))
            memcpy(flow->nodes[i].round, flow->nodes[flow->nodes[i].completion].round, sizeof flow->nodes[i].round);
    return any;
}

/* ---- fixpoints ---- */

static struct list *held_by(struct node *node)
{
    return node->region == OUTSIDE ? node->lists : node->round;
}

static bool absorb_all(struct node *node, const struct list *come)
{
    struct list *held = held_by(node);
    bool changed = false;

    for (int member = 0; member < MEMBERS_MOST; member++)
        for (size_t i = 0; i < come[member].count; i++)
            changed |= operators[node->op]->absorb(node, &held[member], &come[member].items[i]);
    return changed;
}

/* All that is on the way round is worked out again from all that the fixpoint holds, until that stays as it is. */
static bool go_round(struct flow *flow, int from, int round)
{
    struct node *node = &flow->nodes[from];

    for (int times = 0; times < ROUNDS_MOST; times++) {
        for (int i = from + 1; i <= node->completion; i++) {
            apply(flow, &flow->nodes[i], round, held_by(&flow->nodes[i]));
            if (!is_sensible(held_by(&flow->nodes[i])))
                return false;
        }
        if (!absorb_all(node, held_by(&flow->nodes[node->completion])))
            return true;
        if (!is_sensible(held_by(node)))
            return false;
    }
    return false;
}

/* The last node of what goes round from here, or the node itself. */
static int end_of_fixpoint(const struct flow *flow, int from)
{
    const struct node *node = &flow->nodes[from];

    return operators[node->op]->absorb && node->completion > from && node->completion < flow->count ? node->completion : from;
}

static bool evaluate_region(struct flow *flow, int from, int end)
{
    bool awake[MEMBERS_MOST];

    for (int i = from; i < end; i++) {
        struct node *node = &flow->nodes[i];

        memset(node->lists, 0, sizeof node->lists);
        memset(node->round, 0, sizeof node->round);
        if ((node->op == OP_FORWARD || node->op == OP_CARRIED) && (node->completion >= end || node->completion <= i))
            return false;
        if (node->op == OP_BATCH && flow->regions[node->region].kind == REGION_EXACT)
            for (int member = 0; member < MEMBERS_MOST; member++)
                if (flow->nodes[node->input[0]].lists[member].count > 1)
                    return false;
    }
    for (int round = 0; begin_round(flow, from, end, round, awake); round++) {
        int known = -1; /* up to here a fixpoint was worked out */

        if (round == ROUNDS_MOST)
            return false;
        for (int i = from; i < end; i++) {
            struct node *node = &flow->nodes[i];

            if (node->op == OP_CARRIED && round == 0)
                apply(flow, node, round, node->round);
            if (!is_from_before(flow, node) && node->op != OP_FORWARD && i > known)
                apply(flow, node, round, node->round);
            if (end_of_fixpoint(flow, i) > i) {
                known = end_of_fixpoint(flow, i);
                if (!go_round(flow, i, round))
                    return false;
            }
            for (int member = 0; member < MEMBERS_MOST; member++)
                if (awake[member])
                    list_append(&node->lists[member], &node->round[member]);
            if (!is_sensible(node->lists))
                return false;
        }
    }
    return true;
}

bool evaluate(struct flow *flow, int from)
{
    for (int i = from; i < flow->count;) {
        struct node *node = &flow->nodes[i];
        int end = i + 1;

        if (node->region != OUTSIDE) {
            while (end < flow->count && flow->nodes[end].region == node->region)
                end++;
            if (!evaluate_region(flow, i, end))
                return false;
        } else {
            apply(flow, node, 0, node->lists);
            if (!is_sensible(node->lists) || (end_of_fixpoint(flow, i) > i && !go_round(flow, i, 0)))
                return false;
            end = end_of_fixpoint(flow, i) + 1;
        }
        i = end;
    }
    return true;
}
