/*
 * builder.c: the calls with which a program builds its flow. Each makes a node, a place or an edge, and
 * none of them fails: what is wrong is noted in the flow's diagnostics, and reported when it is checked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/vector.h"
#include "flow/graph.h"

/* ---- flows ---- */

static struct leat_flow *flow_never_run;

static void print_diagnostics(const struct leat_flow *flow)
{
    struct leat__text text = {0};

    leat__diagnostics_render(&flow->diagnostics, isatty(STDERR_FILENO) == 1 && !getenv("NO_COLOR"), &text);
    fflush(stdout);
    fputs(leat__text_string(&text), stderr);
    leat__text_release(&text);
}

struct leat_flow *leat__flow_being_built(void)
{
    static struct leat_flow none;

    return flow_never_run ? flow_never_run : &none;
}

void leat__flow_give_up(struct leat_flow *flow)
{
    print_diagnostics(flow);
    flow_never_run = NULL;
    exit(1);
}

/* A program that builds a flow and does nothing with it has forgotten leat_deployment_run(). */
static void report_flow_never_run(void)
{
    struct leat_flow *flow = flow_never_run;

    if (!flow || flow->was_run)
        return;
    struct leat__diagnostic *diagnostic =
        leat__diagnostics_add(&flow->diagnostics, LEAT__ERROR, "LEAT0402", "this flow was never run");
    if (flow->places.count > 0)
        leat__diagnostic_mark(diagnostic, leat__place_span(flow->places.items[0]), "its first location is made here");
    leat__diagnostic_help(diagnostic, "end main with: return leat_deployment_run(deployment, flow);");
    leat__diagnostic_note(diagnostic, "leat explain LEAT0402");
    print_diagnostics(flow);
    _exit(1);
}

/*
 * A null handle ends the program: there is no flow to add to. `call` is what was called, `what` is null, and
 * `flow` is NULL where that is not known.
 */
static void __attribute__((noreturn))
null_handle(struct leat_flow *flow, const struct leat_site *site, const char *call, const char *what)
{
    struct leat__diagnostic *diagnostic;

    if (!flow)
        flow = leat__flow_being_built();
    diagnostic = leat__diagnostics_add(&flow->diagnostics, LEAT__ERROR, "LEAT0108", "%s was given a null handle", call);
    leat__diagnostic_mark(diagnostic, leat__site_span(flow, site, call), "%s is null", what);
    leat__diagnostic_help(diagnostic, "pass what a leat_ call returned: a handle that was declared has to be assigned before it is used");
    leat__diagnostic_note(diagnostic, "leat explain LEAT0108");
    leat__flow_give_up(flow);
}

leat_flow *leat_flow_new(void)
{
    static bool registered;
    struct leat_flow *flow = leat__alloc(sizeof *flow);

    if (!registered)
        atexit(report_flow_never_run);
    registered = true;
    flow_never_run = flow;
    return flow;
}

void leat__flow_free(struct leat_flow *flow)
{
    if (flow_never_run == flow)
        flow_never_run = NULL;
    for (size_t i = 0; i < flow->nodes.count; i++) {
        leat__vector_release(&flow->nodes.items[i]->inputs);
        leat__vector_release(&flow->nodes.items[i]->captures);
    }
    leat__vector_release(&flow->places);
    leat__vector_release(&flow->ticks);
    leat__vector_release(&flow->externals);
    leat__vector_release(&flow->nodes);
    leat__vector_release(&flow->types);
    leat__diagnostics_release(&flow->diagnostics);
    leat__positions_free(flow);
    leat__sources_release(&flow->sources);
    leat__arena_release(&flow->arena);
    free(flow);
}

/* ---- places ---- */

static const char *const *copy_words(struct leat__arena *arena, const char *const *words)
{
    size_t count = 0;

    while (words && words[count])
        count++;

    const char **copy = leat__arena_alloc(arena, (count + 1) * sizeof *copy);

    for (size_t i = 0; i < count; i++)
        copy[i] = leat__arena_strdup(arena, words[i]);
    return copy;
}

/* Processes and cluster members of one name are numbered together, in the order of their making. */
static uint32_t next_number(const struct leat_flow *flow, const char *spec_name)
{
    uint32_t number = 0;

    for (size_t i = 0; i < flow->places.count; i++)
        if (strcmp(flow->places.items[i]->spec_name, spec_name) == 0)
            number += flow->places.items[i]->members;
    return number;
}

/* A site lives as long as the block of its call. Of a header "x.h", clang says "./x.h", and gcc "x.h". */
static const struct leat_site *kept_site(struct leat_flow *flow, const struct leat_site *site)
{
    struct leat_site *kept = leat__arena_copy(&flow->arena, site, sizeof *site);

    while (strncmp(kept->file, "./", 2) == 0 && !leat__source_entry(kept->file))
        kept->file += 2;
    return kept;
}

static struct leat__place *add_location(struct leat_flow *flow, enum leat__place_kind kind, const char *name,
                                        uint32_t members, const struct leat_site *site)
{
    struct leat__place *place = leat__arena_alloc(&flow->arena, sizeof *place);
    const char *spec_name = name ? name : kind == LEAT__PROCESS ? "process" : "cluster";

    *place = (struct leat__place){
        .kind = kind,
        .id = (uint32_t)flow->places.count,
        .flow = flow,
        .site = kept_site(flow, site),
        .location = place,
        .spec_name = leat__arena_strdup(&flow->arena, spec_name),
        .first_number = next_number(flow, spec_name),
        .members = members,
    };
    place->name = kind == LEAT__PROCESS
                      ? leat__arena_printf(&flow->arena, "%s/%u", spec_name, place->first_number)
                      : place->spec_name;
    leat__vector_push(&flow->places, place);
    return place;
}

leat_process *leat_flow_process_at(leat_flow *flow, const leat_process_spec *spec, const struct leat_site *site)
{
    if (!flow || !spec)
        null_handle(flow, site, "leat_flow_process", flow ? "the spec" : "the flow");

    struct leat__place *place = add_location(flow, LEAT__PROCESS, spec->name, 1, site);

    place->host = spec->host;
    place->profile = spec->profile;
    place->arguments = copy_words(&flow->arena, spec->arguments);
    place->environment = copy_words(&flow->arena, spec->environment);
    place->standard_input = spec->standard_input;
    return (leat_process *)place;
}

leat_cluster *leat_flow_cluster_at(leat_flow *flow, const leat_cluster_spec *spec, const struct leat_site *site)
{
    if (!flow || !spec)
        null_handle(flow, site, "leat_flow_cluster", flow ? "the spec" : "the flow");

    struct leat__place *place =
        add_location(flow, LEAT__CLUSTER, spec->name, spec->members ? spec->members : 1, site);

    place->host = spec->host;
    place->profile = spec->profile;
    place->arguments = copy_words(&flow->arena, spec->arguments);
    place->environment = copy_words(&flow->arena, spec->environment);
    place->standard_input = spec->standard_input;
    return (leat_cluster *)place;
}

leat_tick *leat_tick_at(const void *location, const struct leat_site *site)
{
    const struct leat__place *at = location;

    if (!at)
        null_handle(NULL, site, "leat_tick_of", "the location");

    struct leat_flow *flow = at->flow;
    struct leat__place *place = leat__arena_alloc(&flow->arena, sizeof *place);

    *place = (struct leat__place){
        .kind = LEAT__TICK,
        .id = (uint32_t)flow->ticks.count,
        .flow = flow,
        .site = kept_site(flow, site),
        .location = at->location,
        .spec_name = at->location->spec_name,
        .name = at->location->name,
    };
    leat__vector_push(&flow->ticks, place);
    return (leat_tick *)place;
}

/* ---- externals ---- */

static const char *external_address(struct leat_flow *flow, const leat_external_spec *spec)
{
    const char *host = spec->interface ? spec->interface : "127.0.0.1";

    if (spec->path)
        return leat__arena_printf(&flow->arena, "unix:%s", spec->path);
    return leat__arena_printf(&flow->arena, strchr(host, ':') ? "tcp:[%s]:%u" : "tcp:%s:%u", host, spec->port);
}

leat_external *leat_flow_external_at(leat_flow *flow, const leat_external_spec *spec, const struct leat_site *site)
{
    if (!flow || !spec)
        null_handle(flow, site, "leat_flow_external", flow ? "the spec" : "the flow");

    struct leat_external *external = leat__arena_alloc(&flow->arena, sizeof *external);

    *external = (struct leat_external){
        .id = (uint32_t)flow->externals.count,
        .flow = flow,
        .site = kept_site(flow, site),
        .name = leat__arena_strdup(&flow->arena, spec->name ? spec->name : "clients"),
        .address = external_address(flow, spec),
        .interface = spec->interface ? leat__arena_strdup(&flow->arena, spec->interface) : NULL,
        .port_file = spec->port_file ? leat__arena_strdup(&flow->arena, spec->port_file) : NULL,
        .framing = spec->framing,
        .path_and_port = spec->path && (spec->port || spec->interface),
        .port = spec->port,
        .ends_with_client = spec->ends_with_client,
        .budget = spec->budget ? spec->budget : (uint64_t)16 << 20,
        .patience = spec->patience ? spec->patience : 10000,
        .linger = spec->linger ? spec->linger : 1000,
    };
    leat__vector_push(&flow->externals, external);
    return external;
}

struct leat__node *leat__external_use(const struct leat_external *external, enum leat_op op)
{
    for (size_t i = 0; i < external->flow->nodes.count; i++)
        if (external->flow->nodes.items[i]->external == external && external->flow->nodes.items[i]->op == op)
            return external->flow->nodes.items[i];
    return NULL;
}

bool leat__external_is_many(const struct leat_external *external)
{
    return !leat__external_use(external, LEAT_OP_SOURCE_EXTERNAL) && !leat__external_use(external, LEAT_OP_SEND_EXTERNAL);
}

const struct leat_descriptor *leat__external_type(const struct leat__node *node)
{
    const struct leat_descriptor *type = node->type->descriptor;

    if (node->op == LEAT_OP_SOURCE_EXTERNAL || node->op == LEAT_OP_SEND_EXTERNAL || !type)
        return type;
    for (uint32_t i = 0; i < type->count; i++)
        if (strcmp(type->fields[i].name, "value") == 0)
            return type->fields[i].type;
    return NULL;
}

/* ---- operators ---- */

static bool takes_external(enum leat_op op)
{
    return op == LEAT_OP_SOURCE_EXTERNAL || op == LEAT_OP_SOURCE_EXTERNAL_MANY || op == LEAT_OP_SOURCE_EXTERNAL_EVENTS ||
           op == LEAT_OP_SEND_EXTERNAL || op == LEAT_OP_SEND_EXTERNAL_MANY;
}

static void add_input(struct leat__node *node, leat_any handle)
{
    leat__vector_push(&node->inputs, (struct leat__node *)(uintptr_t)handle);
}

static void add_inputs(struct leat__node *node, const struct leat_call *call)
{
    for (size_t i = 0; i < 2; i++)
        if (call->input[i])
            add_input(node, call->input[i]);
    for (size_t i = 0; i < call->more_count; i++)
        add_input(node, call->more[i]);
}

/* Where the result lives: where the call says, where a network operator sends it, or with the input. */
static struct leat__place *place_of(const struct leat_call *call, const struct leat__node *first)
{
    if (call->target)
        return (struct leat__place *)(uintptr_t)call->target;
    if (call->place)
        return (struct leat__place *)(uintptr_t)call->place;
    if (leat__operators[call->op].place == LEAT__PLACE_LEAVE)
        return first->place->location;
    return first->place;
}

/* What the call needs and did not get; NULL: it has all. */
static const char *null_of(const struct leat_call *call)
{
    size_t inputs = leat__operators[call->op].inputs;

    if (inputs > 0 && !call->input[0])
        return call->cut ? "what is cut" : "its input";
    if (inputs > 1 && !call->input[1])
        return "its second input";
    for (size_t i = 0; i < call->more_count; i++)
        if (!call->more[i])
            return "one of its inputs";
    if (leat__op_is_network(call->op) && !call->target)
        return "its target";
    if (leat__operators[call->op].place == LEAT__PLACE_ENTER && !call->place)
        return "the tick";
    if (call->cut && !call->into)
        return "where a cut is to be written";
    if (inputs == 0 && !call->place)
        return "the location";
    if (takes_external(call->op) && !call->external)
        return "the external";
    if (call->op == LEAT_OP_SOURCE_MEMBERS && !call->cluster)
        return "the cluster";
    if (leat__op_is_completed(call->op) && !call->hole)
        return "the hole";
    return NULL;
}

static void reject_null(const struct leat_call *call)
{
    const struct leat__node *first = (const struct leat__node *)(uintptr_t)call->input[0];
    const struct leat__place *place = call->place;
    char name[64];

    if (!null_of(call))
        return;
    snprintf(name, sizeof name, "leat_%s", call->cut ? "slice" : leat__operators[call->op].name);
    null_handle(first ? first->flow : place ? place->flow : NULL, call->site, name, null_of(call));
}

leat_any leat_op_(const struct leat_call *call)
{
    const struct leat__node *first = (const struct leat__node *)(uintptr_t)call->input[0];
    const struct leat__place *where = call->place ? call->place : first ? first->place : NULL;

    reject_null(call);

    struct leat_flow *flow = where->flow;
    struct leat__node *node = leat__arena_alloc(&flow->arena, sizeof *node);

    *node = (struct leat__node){
        .id = (uint32_t)flow->nodes.count,
        .op = call->op,
        .kind = (enum leat_collection_kind)call->kind,
        .flow = flow,
        .site = kept_site(flow, call->site),
        .name = call->name,
        .target = call->target,
        .external = call->external,
        .cluster = call->cluster,
        .cut = call->cut,
    };
    if (call->state)
        node->state_type = leat__type_of(flow, call->state, call->site->base_file);
    add_inputs(node, call);
    node->place = place_of(call, first);
    node->type = call->type ? leat__type_of(flow, call->type, call->site->base_file) : first->type;
    if (node->op == LEAT_OP_LATE) /* what comes to the windows, not what they give */
        node->type = first->inputs.items[0]->type;
    for (size_t i = 0; i < LEAT__QUOTES; i++)
        if (call->quote[i])
            leat__quote_parse(flow, &node->quotes[i], call->quote[i], leat__operators[call->op].quotes[i].parameters);
    if (call->options)
        leat__node_options(node, call->options);
    leat__vector_push(&flow->nodes, node);
    if (call->hole) {
        *call->hole = leat__arena_alloc(&flow->arena, sizeof **call->hole);
        (*call->hole)->forward = node;
    }
    return (leat_any)(uintptr_t)node;
}

static void check_where_written(const struct leat__node *operator, const void *into)
{
    char name[64];

    snprintf(name, sizeof name, "leat_%s", leat__operators[operator->op].name);
    if (!into)
        null_handle(operator->flow, operator->site, name, "where a result is to be written");
}

leat_any leat_beside_(leat_any made, const void *into)
{
    check_where_written(((const struct leat__node *)(uintptr_t)made)->inputs.items[0], into);
    return made;
}

leat_any leat_output_(leat_any made, const void *into, const struct leat_output *output)
{
    const struct leat__node *operator = (const struct leat__node *)(uintptr_t)made;
    const struct leat_call call = {
        .op = operator->op, .site = operator->site, .input = {made}, .type = output->type, .kind = (int)operator->kind};

    check_where_written(operator, into);

    struct leat__node *node = (struct leat__node *)(uintptr_t)leat_op_(&call);

    node->output = output->number;
    node->tag = output->tag;
    if (output->tag_text)
        node->tag_text = leat__arena_strdup(&node->flow->arena, output->tag_text);
    return (leat_any)(uintptr_t)node;
}

static void report_second_completion(struct leat__node *forward, const struct leat_site *site)
{
    struct leat__diagnostic *diagnostic = leat__diagnostics_add(&forward->flow->diagnostics, LEAT__ERROR, "LEAT0107",
                                                                "this forward is completed twice");

    leat__diagnostic_mark(diagnostic, leat__site_span(forward->flow, site, "leat_complete"), "completed again here");
    leat__diagnostic_mark(diagnostic, leat__completion_span(forward), "it was completed here");
    leat__diagnostic_mark(diagnostic, leat__node_span(forward), "the forward is made here");
    leat__diagnostic_help(diagnostic, "merge the two streams, and complete the forward with the result:\n"
                                      "leat_complete(hole, leat_merge(a, b));");
    leat__diagnostic_note(diagnostic, "leat explain LEAT0107");
}

void leat_complete_at(leat_hole *hole, leat_any input, const struct leat_site *site)
{
    struct leat__node *completion = (struct leat__node *)(uintptr_t)input;

    if (!hole || !completion)
        null_handle(completion ? completion->flow : hole ? hole->forward->flow : NULL, site, "leat_complete",
                    hole ? "its stream" : "the hole");

    struct leat__node *forward = hole->forward;

    if (forward->completion) {
        report_second_completion(forward, site);
        return;
    }
    forward->completion = completion;
    forward->completion_site = kept_site(forward->flow, site);
    add_input(forward, input);
}
