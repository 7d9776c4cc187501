/*
 * recycle.c: where what an element leads to is over before the next one comes, the memory that its quotes took is used
 * again for the next: it stays in the cache, however many elements a turn has. That is so behind a root of which no
 * operator keeps a view: each gives its elements on at once, encodes them, or remembers only what views nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "leat/rt/memory.h"
#include "lower/plan.h"

/* A type that is known by name only may hold pointers of any kind. */
static bool may_view(const struct leat__type *type)
{
    return !type->descriptor || leat_type_has_views(type->descriptor);
}

static bool allocates(const struct leat__vertex *vertex)
{
    static const char *const by[] = {"leat_str_", "leat_vec_"};

    if (may_view(vertex->type))
        return true;
    for (size_t i = 0; i < LEAT__QUOTES; i++)
        for (size_t k = 0; k < sizeof by / sizeof *by; k++)
            if (vertex->node->quotes[i].text && strstr(vertex->node->quotes[i].text, by[k]))
                return true;
    return false;
}

enum holds {
    HOLDS_NOTHING,    /* and gives elements on at once */
    HOLDS_WHAT_COMES, /* and gives them on at once */
    HOLDS_A_VALUE,    /* of its own type, which it gives later */
    HOLDS_BOTH,       /* what comes, for a while, and values of its own type */
    HOLDS_ANYTHING,
};

static enum holds held_by(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_SEND || vertex->role == LEAT__ROLE_OUTPUT)
        return HOLDS_NOTHING;
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return HOLDS_ANYTHING;
    if (leat__op_gives_at_once(vertex->node->op))
        return HOLDS_NOTHING;
    switch (vertex->node->op) {
    case LEAT_OP_MERGE:
    case LEAT_OP_MERGE_ORDERED:
    case LEAT_OP_WEAKEN_ORDER:
    case LEAT_OP_WEAKEN_RETRIES:
    case LEAT_OP_ASSUME_ORDERED:
    case LEAT_OP_ASSUME_EXACTLY_ONCE:
    case LEAT_OP_INTO_STREAM:
    case LEAT_OP_ENTRIES:
    case LEAT_OP_ENUMERATE:
    case LEAT_OP_LIMIT:
    case LEAT_OP_FOR_EACH:
    case LEAT_OP_ASSERT:
    case LEAT_OP_NULL:
    case LEAT_OP_TO_FILE:
        return HOLDS_NOTHING;
    case LEAT_OP_UNIQUE:
        return HOLDS_WHAT_COMES;
    case LEAT_OP_FOLD:
    case LEAT_OP_REDUCE:
    case LEAT_OP_COUNT:
    case LEAT_OP_MIN:
    case LEAT_OP_MAX:
    case LEAT_OP_FIRST:
    case LEAT_OP_LAST:
        return HOLDS_A_VALUE;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
        return HOLDS_BOTH;
    default:
        return HOLDS_ANYTHING;
    }
}

/* What is known of what a vertex gives. */
struct fate {
    bool over;      /* nothing of it is viewed when its readers have returned */
    bool allocates; /* it has views, or quotes behind it make such */
};

/* `fates`: by position, of all that comes later. */
static struct fate fate_of(const struct leat__vertex *vertex, const struct fate *fates)
{
    struct fate fate = {true, allocates(vertex)};

    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;
        enum holds holds = held_by(to);
        bool later = holds == HOLDS_A_VALUE || holds == HOLDS_BOTH;

        if (holds == HOLDS_ANYTHING || ((holds == HOLDS_WHAT_COMES || holds == HOLDS_BOTH) && may_view(vertex->type)) ||
            (later && may_view(to->type)))
            return (struct fate){false, false};
        fate.allocates |= later ? allocates(to) : fates[to->position].allocates;
        fate.over &= later || fates[to->position].over;
    }
    return fate;
}

/* Where elements come one by one, and their emitter takes part in it. */
static bool gives_one_by_one(const struct leat__vertex *vertex)
{
    if (vertex->role == LEAT__ROLE_RECEIVE)
        return true;
    return vertex->role == LEAT__ROLE_OPERATOR && (vertex->node->op == LEAT_OP_SOURCE_ITER || vertex->node->op == LEAT_OP_SOURCE_GENERATE ||
                                                   vertex->node->op == LEAT_OP_SOURCE_LINES);
}

static void mark_roots(const struct leat__vertices *vertices)
{
    struct fate *fates = leat__alloc((vertices->count + 1) * sizeof *fates);

    /* Back from the sinks. What closes a cycle comes later than what it leads to, but that holds what it gets. */
    for (size_t i = vertices->count; i-- > 0;) {
        struct leat__vertex *vertex = vertices->items[i];

        fates[vertex->position] = fate_of(vertex, fates);
        vertex->recycles = gives_one_by_one(vertex) && fates[vertex->position].over && fates[vertex->position].allocates;
    }
    free(fates);
}

void leat__pass_recycle(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++)
        mark_roots(&plan->locations[l].vertices);
}
