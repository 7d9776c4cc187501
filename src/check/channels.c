/*
 * channels.c: what channel("...") calls a channel stands in messages and graphs, where it has to mean one.
 */
#include <ctype.h>
#include <string.h>

#include "check/report.h"
#include "check/rules.h"

static bool is_name(const char *text)
{
    for (const char *at = text; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("_-.", *at))
            return false;
    return *text != '\0' && strlen(text) <= 64;
}

static bool has_name(const struct leat__node *node)
{
    return leat__op_is_network(node->op) && node->name;
}

static void check_name(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    if (is_name(node->name))
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0110", "'%s' is no name of a channel", node->name);
    leat__diagnostic_mark(diagnostic, leat__option_span(node, "channel"), "letters, digits, `_`, `-` and `.`, at most 64");
    leat__diagnostic_help(diagnostic, "for example: channel(\"orders\")");
}

static void check_twins(struct leat__node *node)
{
    struct leat__diagnostic *diagnostic;

    for (uint32_t i = 0; i < node->id; i++) {
        struct leat__node *other = node->flow->nodes.items[i];

        if (!has_name(other) || strcmp(other->name, node->name) != 0)
            continue;
        diagnostic = leat__report_error_in(node->flow, "LEAT0110", "two channels are called '%s'", node->name);
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "channel"), "a message would mean the one or the other");
        leat__diagnostic_mark(diagnostic, leat__option_span(other, "channel"), "this one is called so already");
        leat__diagnostic_help(diagnostic, "give each a name of its own, or leave it out: then it is called after its line");
        return;
    }
}

void leat__check_channels(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (has_name(flow->nodes.items[i])) {
            check_name(flow->nodes.items[i]);
            check_twins(flow->nodes.items[i]);
        }
}
