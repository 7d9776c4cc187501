/*
 * types.c: what Leat has to look into needs a descriptor: elements that cross the network, keys, and what is
 * compared as a whole.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

/* ---- descriptors ---- */

/* Descriptors that were looked at already: a record may hold vectors of itself. */
struct visited leat__vector(const struct leat_descriptor *);

/*
 * The path to what cannot be described in it ("order.items.owner"), in `path`; false if all is described.
 */
static bool find_gap(const struct leat_descriptor *type, struct visited *visited, struct leat__text *path)
{
    for (size_t i = 0; i < visited->count; i++)
        if (visited->items[i] == type)
            return false;
    if (!type || type->kind == LEAT_TYPE_NONE)
        return true;
    leat__vector_push(visited, type);
    if (type->element)
        return find_gap(type->element, visited, path);
    for (uint32_t i = 0; i < type->count; i++) {
        size_t length = path->length;

        leat__text_printf(path, ".%s", type->fields[i].name);
        if (find_gap(type->fields[i].type, visited, path))
            return true;
        path->length = length;
    }
    return false;
}

static bool is_described(const struct leat__type *type, struct leat__text *path)
{
    struct visited visited = {0};
    bool gap;

    leat__text_append(path, type->text);
    gap = find_gap(type->descriptor, &visited, path);
    leat__vector_release(&visited);
    return !gap;
}

bool leat__is_described(const struct leat_descriptor *type)
{
    struct visited visited = {0};
    struct leat__text path = {0};
    bool gap = find_gap(type, &visited, &path);

    leat__vector_release(&visited);
    leat__text_release(&path);
    return !gap;
}

static bool is_pointer(const struct leat__type *type)
{
    return strchr(type->text, '*') != NULL;
}

/* The node that named the type: the furthest one upstream that gives it. */
static struct leat__node *origin_of(struct leat__node *node)
{
    const struct leat__type *type = node->type;
    size_t steps = node->flow->nodes.count;

    while (steps-- > 0 && node->inputs.count > 0 && node->op != LEAT_OP_FORWARD && node->inputs.items[0]->type == type)
        node = node->inputs.items[0];
    return node;
}

static void help_with(struct leat__diagnostic *diagnostic, const struct leat__type *type, bool keyed)
{
    const char *name = strncmp(type->text, "struct ", 7) == 0 ? type->text + 7 : type->text;

    if (is_pointer(type))
        leat__diagnostic_help(
            diagnostic, "let the elements hold what it points to: a record, leat_str, leat_bytes, or leat_vec(T)");
    else
        leat__diagnostic_help(diagnostic, "declare it at file scope, in place of its struct: %s(%s, %s)",
                              keyed ? "leat_keyed" : "leat_record", name,
                              keyed ? "key type, value type" : "(type, member), ...");
}

/* ---- rules ---- */

static void check_network(struct leat__node *node)
{
    struct leat__node *input = node->inputs.items[0];
    struct leat__text path = {0};

    if (!is_described(input->type, &path)) {
        struct leat__diagnostic *diagnostic = leat__report_error_in(
            node->flow, "LEAT0313", "%s cannot send elements of type '%s'", leat__op_name(node), input->type->text);

        if (is_pointer(input->type))
            leat__diagnostic_mark(diagnostic, leat__node_span(node), "an address means nothing in another process");
        else
            leat__diagnostic_mark(diagnostic, leat__node_span(node), "how '%s' is to be written is not known",
                                  leat__text_string(&path));
        leat__diagnostic_mark(diagnostic, leat__node_span(origin_of(input)), "this gives elements of type '%s'",
                              input->type->text);
        help_with(diagnostic, input->type, false);
    }
    leat__text_release(&path);
}

static bool is_keyed(enum leat_op op)
{
    switch (op) {
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_REDUCE_WATERMARK:
    case LEAT_OP_FIRST_KEYED:
    case LEAT_OP_ITERATE_BEST:
    case LEAT_OP_JOIN:
    case LEAT_OP_JOIN_LEFT:
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
        return true;
    default:
        return false;
    }
}

static void report_unknown(struct leat__node *node, struct leat__node *typed, const char *what)
{
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0318", "%s needs to know what '%s' consists of", leat__op_name(node), typed->type->text);

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "%s", what);
    if (origin_of(typed) != node)
        leat__diagnostic_mark(diagnostic, leat__node_span(origin_of(typed)), "this gives elements of type '%s'",
                              typed->type->text);
    help_with(diagnostic, typed->type, is_keyed(node->op));
}

static void check_whole(struct leat__node *node, const char *what)
{
    if (!node->inputs.items[0]->type->descriptor)
        report_unknown(node, node->inputs.items[0], what);
}

static void check_keyed(struct leat__node *node)
{
    check_whole(node, "it looks up each element by its key");
    if (node->type != node->inputs.items[0]->type && !node->type->descriptor)
        report_unknown(node, node, "it keeps a value of this type for each key");
}

static void check_node(struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_GET:
    case LEAT_OP_GET_BY:
    case LEAT_OP_VALUES_BY:
        check_whole(node, "it compares keys");
        break;
    case LEAT_OP_UNIQUE:
        check_whole(node, "it compares elements with those that came before");
        break;
    case LEAT_OP_DELTA:
        check_whole(node, "it compares elements with those of the last tick");
        break;
    case LEAT_OP_ITERATE:
        check_whole(node, "it compares elements with those that came before");
        break;
    case LEAT_OP_ITERATE_BEST:
        check_whole(node, "it looks up each element by its key, and breaks ties by what it consists of");
        break;
    case LEAT_OP_SORT:
    case LEAT_OP_SORT_BY:
    case LEAT_OP_TOP_N:
    case LEAT_OP_MIN:
    case LEAT_OP_MAX:
        if (leat__breaks_ties(node))
            check_whole(node, "its input has no order: ties are broken by what the elements consist of");
        break;
    case LEAT_OP_DISTINCT_COUNT:
        check_whole(node, "it compares elements with those that came before");
        break;
    case LEAT_OP_VALUE_COUNTS:
    case LEAT_OP_FOLD_WINDOW:
    case LEAT_OP_FOLD_SESSION:
        check_keyed(node);
        break;
    case LEAT_OP_ASSERT_EQUAL:
        check_whole(node, "it compares elements with those expected");
        break;
    case LEAT_OP_FILTER_NOT_IN:
        check_whole(node, "it compares elements with those of the other input");
        break;
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
        check_whole(node, "it looks up each element by its key");
        break;
    case LEAT_OP_JOIN:
    case LEAT_OP_JOIN_LEFT:
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
        for (size_t i = 0; i < 2; i++)
            if (!node->inputs.items[i]->type->descriptor)
                report_unknown(node, node->inputs.items[i], "it looks up each element by its key");
        break;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_REDUCE_WATERMARK:
    case LEAT_OP_FIRST_KEYED:
        check_keyed(node);
        break;
    default:
        if (leat__op_is_network(node->op) && !leat__network_of(node->op).raw)
            check_network(node);
    }
}

void leat__check_types(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i]);
}
