/*
 * recycle.c: where what an element leads to is over before the next one comes, the memory that its quotes took is used
 * again for the next: it stays in the cache, however many elements a turn has. That is so behind a root of which no
 * operator keeps a view: each gives its elements on at once, encodes them, or remembers only what views nothing.
 *
 * Where nothing views memory and no quote calls a function, what an element leads to takes none at all: a source whose body
 * allocates need not say for each where what comes behind it would.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lexer.h"
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

/* A name, or what may be a function otherwise, before a parenthesis. What is a macro that calls one is not seen. */
static bool has_call(const char *text)
{
    static const char *const none[] = {"if", "for", "while", "switch", "return", "sizeof", "yield"};
    struct leat__token before = {.kind = LEAT__TOKEN_OTHER}, token;
    struct leat__lexer lexer;

    leat__lexer_init(&lexer, text, strlen(text));
    for (; leat__lexer_next(&lexer, &token); before = token) {
        bool known = before.kind != LEAT__TOKEN_NAME;

        if (!leat__token_is(text, &token, "("))
            continue;
        if (before.kind != LEAT__TOKEN_OTHER && (leat__token_is(text, &before, ")") || leat__token_is(text, &before, "]")))
            return true;
        for (size_t i = 0; i < sizeof none / sizeof *none && !known; i++)
            known = leat__token_is(text, &before, none[i]);
        if (!known)
            return true;
    }
    return false;
}

static bool takes_memory(const struct leat__vertex *vertex)
{
    if (may_view(vertex->type) || vertex->role != LEAT__ROLE_OPERATOR)
        return true;
    for (size_t i = 0; i < LEAT__QUOTES; i++)
        if (vertex->node->quotes[i].text && has_call(vertex->node->quotes[i].body))
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
    bool over;         /* nothing of it is viewed when its readers have returned */
    bool allocates;    /* it has views, or quotes behind it make such */
    bool takes_memory; /* what is behind it may, if only for a while */
};

/* `fates`: by position, of all that comes later. */
static struct fate fate_of(const struct leat__vertex *vertex, const struct fate *fates)
{
    struct fate fate = {true, allocates(vertex), false};

    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;
        enum holds holds = held_by(to);
        bool later = holds == HOLDS_A_VALUE || holds == HOLDS_BOTH;

        if (holds == HOLDS_ANYTHING || ((holds == HOLDS_WHAT_COMES || holds == HOLDS_BOTH) && may_view(vertex->type)) ||
            (later && may_view(to->type)))
            return (struct fate){false, false, true};
        fate.allocates |= later ? allocates(to) : fates[to->position].allocates;
        fate.over &= later || fates[to->position].over;
        fate.takes_memory |= takes_memory(to) || (!later && fates[to->position].takes_memory);
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
        vertex->takes_no_memory = gives_one_by_one(vertex) && fates[vertex->position].over && !fates[vertex->position].takes_memory;
    }
    free(fates);
}

void leat__pass_recycle(struct leat__plan *plan)
{
    for (uint32_t l = 0; l < plan->location_count; l++)
        mark_roots(&plan->locations[l].vertices);
}
