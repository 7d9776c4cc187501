/*
 * stage1.c: what quotes call, for the stage in which the flow is built. There it must not be called:
 * quotes run later, on a process. These definitions say so; in generated code src/rt has the real ones.
 */
#include <stdarg.h>

#include "flow/graph.h"

/* Whether a token stands in q(...). */
static bool is_in_quote(struct leat__source *source, size_t token)
{
    const struct leat__token *tokens = leat__source_tokens(source)->items;

    for (size_t open = leat__source_around(source, token); open != LEAT__NONE; open = leat__source_around(source, open))
        if (open > 0 && leat__token_is(source->bytes, &tokens[open - 1], "q"))
            return true;
    return false;
}

#define MARKS 3 /* places that are shown; who was called from where is not known */

/* Marks the calls of the function that stand in no quote: it was one of them. */
static void mark_calls(struct leat__diagnostic *diagnostic, struct leat__source *source, const char *function)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);

    for (size_t i = 0; i + 1 < tokens->count && diagnostic->marks.count < MARKS; i++)
        if (tokens->items[i].kind == LEAT__TOKEN_NAME && leat__token_is(source->bytes, &tokens->items[i], function) &&
            leat__token_is(source->bytes, &tokens->items[i + 1], "(") && !is_in_quote(source, i))
            leat__diagnostic_mark(diagnostic, leat__source_span(source, i, i), "this is in no quote");
}

static void __attribute__((noreturn)) called_too_early(const char *function)
{
    struct leat_flow *flow = leat__flow_being_built();
    struct leat__diagnostic *diagnostic = leat__diagnostics_add(
        &flow->diagnostics, LEAT__ERROR, "LEAT0316", "%s was called while the flow was being built", function);

    leat__flow_sources(flow);
    for (size_t i = 0; i < flow->sources.count; i++)
        mark_calls(diagnostic, flow->sources.items[i], function);
    leat__diagnostic_help(diagnostic,
                          "call it inside q(...), or in a function that a quote calls: it runs on a process");
    leat__diagnostic_note(diagnostic, "leat explain LEAT0316");
    leat__flow_give_up(flow);
}

leat_member leat_self(void)
{
    called_too_early("leat_self");
}

leat_time leat_now(void)
{
    called_too_early("leat_now");
}

uint64_t leat_random(void)
{
    called_too_early("leat_random");
}

leat_str leat_argument(const char *name)
{
    (void)name;
    called_too_early("leat_argument");
}

void leat_scratch_reset(void)
{
    called_too_early("leat_scratch_reset");
}

uint32_t leat_member_count(const leat_cluster *cluster)
{
    (void)cluster;
    called_too_early("leat_member_count");
}

void *leat_vec_grow(const void *data, size_t length, size_t element_size)
{
    (void)data;
    (void)length;
    (void)element_size;
    called_too_early("leat_vec_push");
}

leat_str leat_str_format(const char *format, ...)
{
    (void)format;
    called_too_early("leat_str_format");
}

leat_str leat_str_concat(leat_str text, leat_str more)
{
    (void)text;
    (void)more;
    called_too_early("leat_str_concat");
}

leat_str leat_str_copy(leat_str text)
{
    (void)text;
    called_too_early("leat_str_copy");
}

leat_str leat_str_upper(leat_str text)
{
    (void)text;
    called_too_early("leat_str_upper");
}

leat_str leat_str_lower(leat_str text)
{
    (void)text;
    called_too_early("leat_str_lower");
}

char *leat_str_room(size_t length)
{
    (void)length;
    called_too_early("leat_str_room");
}
