#include "check/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct leat__diagnostic *__attribute__((format(printf, 4, 0)))
add(struct leat_flow *flow, enum leat__severity severity, const char *code, const char *format, va_list arguments)
{
    char *message = leat__format_list(format, arguments);
    struct leat__diagnostic *diagnostic = leat__diagnostics_add(&flow->diagnostics, severity, code, "%s", message);

    free(message);
    return diagnostic;
}

struct leat__diagnostic *leat__report_error_in(struct leat_flow *flow, const char *code, const char *format, ...)
{
    struct leat__diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic = add(flow, LEAT__ERROR, code, format, arguments);
    va_end(arguments);
    return diagnostic;
}

struct leat__diagnostic *leat__report_warning_in(struct leat_flow *flow, const char *code, const char *format, ...)
{
    struct leat__diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic = add(flow, LEAT__WARNING, code, format, arguments);
    va_end(arguments);
    return diagnostic;
}

/* ---- words ---- */

const char *leat__op_name(const struct leat__node *node)
{
    return node->cut ? "slice" : leat__operators[node->op].name;
}

const char *leat__place_text(const struct leat__place *place)
{
    return leat__arena_printf(&place->flow->arena, "%s%s %s", place->kind == LEAT__TICK ? "a tick of " : "",
                              place->location->kind == LEAT__CLUSTER ? "cluster" : "process", place->name);
}

const char *leat__kind_text(enum leat_collection_kind kind)
{
    switch (kind) {
    case LEAT_KIND_STREAM:
        return "stream";
    case LEAT_KIND_SINGLETON:
        return "singleton";
    case LEAT_KIND_OPTIONAL:
        return "optional";
    case LEAT_KIND_KEYED_STREAM:
        return "keyed stream";
    case LEAT_KIND_KEYED_SINGLETON:
        return "keyed singleton";
    case LEAT_KIND_NOTHING:
        break;
    }
    return "sink";
}

const char *leat__network_form(const struct leat__place *from, const struct leat__place *to)
{
    if (from->location->kind == LEAT__PROCESS)
        return to->location->kind == LEAT__PROCESS ? "leat_send_bincode" : "leat_broadcast_bincode";
    return to->location->kind == LEAT__PROCESS ? "leat_send_bincode_interleaved" : "leat_broadcast_bincode_interleaved";
}

struct leat__span leat__option_span(struct leat__node *node, const char *option)
{
    if (!node->length)
        return leat__node_span(node);

    const struct leat__token *tokens = leat__source_tokens(node->source)->items;

    for (size_t i = node->call.first + 2; i < node->call.last; i++) {
        size_t partner = leat__source_partner(node->source, i);

        if (tokens[i].kind == LEAT__TOKEN_NAME && leat__token_is(node->source->bytes, &tokens[i], option) &&
            leat__token_is(node->source->bytes, &tokens[i + 1], "("))
            return leat__source_span(node->source, i, leat__source_partner(node->source, i + 1));
        if (partner != LEAT__NONE && partner > i)
            i = partner;
    }
    return leat__node_span(node);
}

/* ---- the end ---- */

static const struct leat__span *first_span(const struct leat__diagnostic *diagnostic)
{
    return diagnostic->marks.count > 0 ? &diagnostic->marks.items[0].span : NULL;
}

static int compare_spans(const struct leat__span *a, const struct leat__span *b)
{
    int files;

    if (!a || !b)
        return (a != NULL) - (b != NULL);
    files = strcmp(a->file, b->file);
    if (files != 0)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int compare_diagnostics(const struct leat__diagnostic *a, const struct leat__diagnostic *b)
{
    int order = compare_spans(first_span(a), first_span(b));

    return order != 0 ? order : strcmp(a->code, b->code);
}

static bool is_repetition(const struct leat__diagnostic *a, const struct leat__diagnostic *b)
{
    return compare_diagnostics(a, b) == 0 && strcmp(a->message, b->message) == 0;
}

static int by_source(const void *a, const void *b)
{
    const struct leat__diagnostic *x = *(struct leat__diagnostic *const *)a;
    const struct leat__diagnostic *y = *(struct leat__diagnostic *const *)b;
    int order = compare_diagnostics(x, y);

    return order != 0 ? order : strcmp(x->message, y->message);
}

static void release(struct leat__diagnostics *list, struct leat__diagnostic *diagnostic)
{
    list->errors -= diagnostic->severity == LEAT__ERROR;
    list->warnings -= diagnostic->severity == LEAT__WARNING;
    leat__vector_release(&diagnostic->marks);
    leat__vector_release(&diagnostic->helps);
    leat__vector_release(&diagnostic->notes);
}

static void drop_repetitions(struct leat__diagnostics *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (kept > 0 && is_repetition(list->items[kept - 1], list->items[i]))
            release(list, list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static void add_page(struct leat__diagnostic *diagnostic)
{
    for (size_t i = 0; i < diagnostic->notes.count; i++)
        if (strncmp(diagnostic->notes.items[i], "leat explain ", 13) == 0)
            return;
    leat__diagnostic_note(diagnostic, "leat explain %s", diagnostic->code);
}

void leat__reports_finish(struct leat_flow *flow)
{
    struct leat__diagnostics *list = &flow->diagnostics;

    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof *list->items, by_source);
    drop_repetitions(list);
    for (size_t i = 0; i < list->count; i++)
        add_page(list->items[i]);
}
