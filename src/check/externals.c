/*
 * externals.c: clients outside the flow belong to one process, are one or many, and can be sent only what the form
 * of their connection can hold.
 */
#include <arpa/inet.h>

#include "check/report.h"
#include "check/rules.h"

static const enum leat_op one_ops[] = {LEAT_OP_SOURCE_EXTERNAL, LEAT_OP_SEND_EXTERNAL};
static const enum leat_op many_ops[] = {LEAT_OP_SOURCE_EXTERNAL_MANY, LEAT_OP_SEND_EXTERNAL_MANY};

static void mark_external(struct leat__diagnostic *diagnostic, const struct leat_external *external)
{
    leat__diagnostic_mark(diagnostic, leat__external_span(external), "the external is made here");
}

/* ---- where it is ---- */

static struct leat__node *first_use(const struct leat_external *external)
{
    for (size_t i = 0; i < external->flow->nodes.count; i++)
        if (external->flow->nodes.items[i]->external == external)
            return external->flow->nodes.items[i];
    return NULL;
}

static void check_place(struct leat__node *node)
{
    struct leat__node *first = first_use(node->external);
    const struct leat__place *here = node->place->location;
    struct leat__diagnostic *diagnostic;

    if (here->kind == LEAT__CLUSTER) {
        diagnostic = leat__report_error_in(node->flow, "LEAT0601", "the clients of %s dial one process, and this is at %s",
                                           node->external->name, leat__place_text(here));
        leat__diagnostic_mark(diagnostic, leat__node_span(node), "which member would they dial?");
        mark_external(diagnostic, node->external);
        leat__diagnostic_help(diagnostic, "use it at a process, and send on what comes: leat_demux_bincode, leat_broadcast_bincode;\n"
                                          "or make an external for each of several processes");
    } else if (here != first->place->location) {
        diagnostic = leat__report_error_in(node->flow, "LEAT0601", "the external %s is used at two processes", node->external->name);
        leat__diagnostic_mark(diagnostic, leat__node_span(node), "this is at %s", leat__place_text(here));
        leat__diagnostic_mark(diagnostic, leat__node_span(first), "this is at %s", leat__place_text(first->place->location));
        mark_external(diagnostic, node->external);
        leat__diagnostic_help(diagnostic, "its socket is at one of them: send there what is for its clients: leat_send_bincode");
    }
}

/* ---- one or many ---- */

static struct leat__node *use_of(const struct leat_external *external, const enum leat_op ops[2])
{
    struct leat__node *use = leat__external_use(external, ops[0]);

    return use ? use : leat__external_use(external, ops[1]);
}

static void check_one_or_many(const struct leat_external *external)
{
    struct leat__node *one = use_of(external, one_ops), *many = use_of(external, many_ops);
    struct leat__diagnostic *diagnostic;

    if (one && many) {
        diagnostic = leat__report_error_in(external->flow, "LEAT0601", "the external %s is of one client and of many", external->name);
        leat__diagnostic_mark(diagnostic, leat__node_span(many), "here it is of many, each with an id");
        leat__diagnostic_mark(diagnostic, leat__node_span(one), "here it is of one");
        mark_external(diagnostic, external);
        leat__diagnostic_help(diagnostic, "with many: leat_source_external_many and leat_send_external_many");
    } else if (!one && external->ends_with_client && first_use(external)) {
        diagnostic = leat__report_error_in(external->flow, "LEAT0601", "%s ends with its client, and has many", external->name);
        leat__diagnostic_mark(diagnostic, leat__node_span(many ? many : first_use(external)), "there is no last client: another may always dial");
        mark_external(diagnostic, external);
        leat__diagnostic_help(diagnostic, "leave .ends_with_client out; or use leat_source_external, which is of one client");
    }
}

static void check_twice(struct leat__node *node)
{
    struct leat__node *first = leat__external_use(node->external, node->op);
    struct leat__diagnostic *diagnostic;

    if (node->kind == LEAT_KIND_NOTHING || first == node)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0601", "the external %s is read twice", node->external->name);
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "what clients send is given out once");
    leat__diagnostic_mark(diagnostic, leat__node_span(first), "it is read here already");
    leat__diagnostic_help(diagnostic, "several operators may read one stream: keep what the first gives, and use it twice");
}

static bool is_numeric(const char *interface)
{
    struct in6_addr address;

    return inet_pton(AF_INET, interface, &address) == 1 || inet_pton(AF_INET6, interface, &address) == 1;
}

static void check_spec(const struct leat_external *external)
{
    struct leat__diagnostic *diagnostic;

    if (external->path_and_port) {
        diagnostic = leat__report_error_in(external->flow, "LEAT0601", "the external %s has a path and a port", external->name);
        leat__diagnostic_mark(diagnostic, leat__external_span(external), "a Unix socket has a path, and TCP has a port");
        leat__diagnostic_help(diagnostic, "leave .path out, or .port and .interface");
    } else if (external->interface && !is_numeric(external->interface)) {
        diagnostic = leat__report_error_in(external->flow, "LEAT0601", "the interface '%s' is no address in numbers", external->interface);
        leat__diagnostic_mark(diagnostic, leat__external_span(external), "nobody is asked for names");
        leat__diagnostic_help(diagnostic, "\"127.0.0.1\" for clients on this machine, which is what it is without .interface;\n"
                                          "\"0.0.0.0\" or \"::\" for clients anywhere");
    } else if (external->port > UINT16_MAX) {
        diagnostic = leat__report_error_in(external->flow, "LEAT0601", "%u is no port", external->port);
        leat__diagnostic_mark(diagnostic, leat__external_span(external), "the ports of TCP go from 1 to 65535");
        leat__diagnostic_help(diagnostic, "leave .port out, and one is chosen");
    }
}

/* ---- what goes over it ---- */

static const char *value_text(const struct leat__node *node)
{
    return node->op == LEAT_OP_SOURCE_EXTERNAL || node->op == LEAT_OP_SEND_EXTERNAL ? "elements" : "values";
}

static void check_type(struct leat__node *node)
{
    const struct leat_descriptor *type = leat__external_type(node);
    enum leat_framing framing = node->external->framing;
    struct leat__diagnostic *diagnostic;

    if (node->op == LEAT_OP_SOURCE_EXTERNAL_EVENTS)
        return;
    if (framing == LEAT_FRAMES ? leat__is_described(type)
                               : type && type->kind == (framing == LEAT_LINES ? LEAT_TYPE_STR : LEAT_TYPE_BYTES))
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0602", "%s of %s cannot be of type '%s'",
                                       framing == LEAT_FRAMES ? "frames" : framing == LEAT_LINES ? "lines" : "raw bytes",
                                       node->external->name, type ? type->name : node->type->text);
    leat__diagnostic_mark(diagnostic, leat__node_span(node), framing == LEAT_FRAMES ? "how these %s are to be written is not known"
                                                             : framing == LEAT_LINES ? "these %s are no leat_str"
                                                                                     : "these %s are no leat_bytes", value_text(node));
    leat__diagnostic_mark(diagnostic, leat__external_span(node->external), "the external says so: %s",
                          framing == LEAT_FRAMES ? "LEAT_FRAMES, bincode" : framing == LEAT_LINES ? ".framing = LEAT_LINES" : ".framing = LEAT_RAW");
    leat__diagnostic_help(diagnostic, framing == LEAT_FRAMES ? "give them a type with a descriptor: leat_record, leat_keyed"
                                                             : "map them to text or bytes first; or use .framing = LEAT_FRAMES, which takes all types with a descriptor");
}

void leat__check_externals(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->externals.count; i++) {
        check_spec(flow->externals.items[i]);
        check_one_or_many(flow->externals.items[i]);
    }
    for (size_t i = 0; i < flow->nodes.count; i++) {
        if (!flow->nodes.items[i]->external)
            continue;
        check_place(flow->nodes.items[i]);
        check_twice(flow->nodes.items[i]);
        check_type(flow->nodes.items[i]);
    }
}
