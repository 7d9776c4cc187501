/*
 * chance.c: a quote that calls leat_now or leat_random, itself or by a function of its own source, gives
 * another result in each run, and has to say why that is fine.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"
#include "check/words.h"

/* A function, and the token in it that makes it depend on time or chance. */
struct dependent {
    const char *name;
    size_t token;
};

/* Those of one source; leat_now and leat_random come first. */
struct dependents {
    struct dependents *next;
    const struct leat__source *source;
    struct dependent *items;
    size_t count;
    size_t capacity;
};

static const struct dependent *find(const struct dependents *dependents, const char *name)
{
    for (size_t i = 0; i < dependents->count; i++)
        if (strcmp(dependents->items[i].name, name) == 0)
            return &dependents->items[i];
    return NULL;
}

/* Adds the functions that mention the name. */
static void add_callers(struct dependents *dependents, struct leat__source *source, struct leat__arena *arena,
                        const char *name)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);

    for (size_t i = 0; i < tokens->count; i++) {
        const struct leat__function *function;
        const struct leat__token *caller;
        const char *text;

        if (tokens->items[i].kind != LEAT__TOKEN_NAME || !leat__token_is(source->bytes, &tokens->items[i], name))
            continue;
        function = leat__source_function_around(source, i);
        if (!function)
            continue;
        caller = &tokens->items[function->name];
        text = leat__arena_strndup(arena, source->bytes + caller->start, caller->length);
        if (!find(dependents, text))
            leat__vector_push(dependents, (struct dependent){text, i});
    }
}

/* All that depend on time or chance, also by way of others. */
static struct dependents *read_dependents(struct leat__source *source, struct leat__arena *arena)
{
    struct dependents *dependents = leat__alloc(sizeof *dependents);

    dependents->source = source;
    leat__vector_push(dependents, (struct dependent){"leat_now", LEAT__NONE});
    leat__vector_push(dependents, (struct dependent){"leat_random", LEAT__NONE});
    for (size_t i = 0; source && i < dependents->count; i++)
        add_callers(dependents, source, arena, dependents->items[i].name);
    return dependents;
}

static const struct dependents *dependents_of(struct dependents **list, struct leat__source *source,
                                              struct leat__arena *arena)
{
    for (struct dependents *dependents = *list; dependents; dependents = dependents->next)
        if (dependents->source == source)
            return dependents;

    struct dependents *dependents = read_dependents(source, arena);

    dependents->next = *list;
    *list = dependents;
    return dependents;
}

static void release(struct dependents *list)
{
    while (list) {
        struct dependents *next = list->next;

        free(list->items);
        free(list);
        list = next;
    }
}

static void report(const struct leat__words *words, const struct leat__name *name, const struct dependent *dependent)
{
    struct leat__node *node = words->node;
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0206", "a quote of %s calls %s, and no reason says why that is fine",
                              leat__op_name(node), name->text);

    leat__diagnostic_mark(diagnostic, leat__words_span(words, name->token), "each run gets another value");
    if (dependent->token != LEAT__NONE)
        leat__diagnostic_mark(diagnostic, leat__source_span(node->source, dependent->token, dependent->token),
                              "this depends on time or chance");
    leat__diagnostic_help(diagnostic, "say why: leat_%s(..., nondet(\"why\"))", leat__op_name(node));
}

static void check_quote(struct leat__node *node, size_t quote, const struct dependents *dependents,
                        struct leat__macros *macros)
{
    struct leat__words words;
    struct leat__names names = {0};

    if (!leat__words_of(node, quote, &words))
        return;
    leat__words_names(&words, quote, macros, &names);
    for (size_t i = 0; i < names.count; i++) {
        const struct dependent *dependent = find(dependents, names.items[i].text);

        if (dependent && names.items[i].kind == LEAT__NAME_USE)
            report(&words, &names.items[i], dependent);
    }
    leat__names_release(&names);
    leat__words_release(&words);
}

void leat__check_chance(struct leat_flow *flow)
{
    struct leat__macros *macros = leat__macros_new();
    struct dependents *list = NULL;

    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];
        const struct dependents *dependents = dependents_of(&list, node->source, &flow->arena);

        for (size_t quote = 0; !node->nondet && quote < LEAT__QUOTES; quote++)
            check_quote(node, quote, dependents, macros);
    }
    release(list);
    leat__macros_free(macros);
}
