/*
 * embed.c: one location without network as plain functions (`emit --embed`): no loop, no processes.
 * Several instances may live in one program; each is used by one thread at a time.
 */
#include <string.h>

#include "emit/families.h"

/* ---- what can be embedded ---- */

static bool needs_a_loop(const struct leat__node *node)
{
    enum leat_op op = node->op;

    return op == LEAT_OP_SOURCE_LINES || op == LEAT_OP_SOURCE_INTERVAL || op == LEAT_OP_SOURCE_GENERATE ||
           op == LEAT_OP_SAMPLE_EVERY || op == LEAT_OP_TIMEOUT || op == LEAT_OP_SOURCE_POLL || op == LEAT_OP_SPIN || op == LEAT_OP_SOURCE_MEMBERS || node->external || leat__op_is_network(op);
}

static void refuse(const struct leat__plan *plan, struct leat__node *node, const char *why, const char *instead)
{
    struct leat__diagnostic *diagnostic =
        leat__diagnostics_add(&plan->flow->diagnostics, LEAT__ERROR, "LEAT0501", "this flow cannot be embedded: %s", why);

    if (node)
        leat__diagnostic_mark(diagnostic, leat__node_span(node), "here");
    leat__diagnostic_help(diagnostic, "%s", instead);
    leat__diagnostic_note(diagnostic, "leat explain LEAT0501");
}

static bool has_name(const struct leat__node *node)
{
    return node->op == LEAT_OP_EMBED_INPUT || node->op == LEAT_OP_EMBED_OUTPUT;
}

/* Inputs become functions and outputs become members: no two of a kind may have one name. */
static void check_names(const struct leat__plan *plan)
{
    for (size_t i = 0; i < plan->flow->nodes.count; i++)
        for (size_t k = 0; k < i; k++) {
            struct leat__node *one = plan->flow->nodes.items[k], *other = plan->flow->nodes.items[i];

            if (has_name(one) && other->op == one->op && strcmp(one->name, other->name) == 0)
                refuse(plan, other, one->op == LEAT_OP_EMBED_INPUT ? "two of its inputs have one name" : "two of its outputs have one name",
                       "give each a name of its own");
        }
}

static bool can_be_embedded(const struct leat__plan *plan)
{
    size_t before = plan->flow->diagnostics.errors;

    if (plan->location_count != 1)
        refuse(plan, NULL, "it has not just one process", "embed a flow of one process, and deploy the others");
    if (plan->units.count != 1)
        refuse(plan, NULL, "its quotes stand in several source files", "put the flow into one source file");
    for (size_t i = 0; i < plan->flow->nodes.count; i++)
        if (needs_a_loop(plan->flow->nodes.items[i]))
            refuse(plan, plan->flow->nodes.items[i], "it needs an event loop",
                   "let the program around it bring the elements: leat_embed_input(process, type, \"name\")");
    check_names(plan);
    return plan->flow->diagnostics.errors == before;
}

/* ---- the header ---- */

static void put_outputs(struct leat__emitter *e, const char *prefix)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    leat__put(e, "/* What it calls with each element of an output; NULL: the elements are dropped. */\nstruct %s_outputs {\n"
                 "    void *context;\n", prefix);
    for (size_t i = 0; i < vertices->count; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_EMBED_OUTPUT))
            leat__put(e, "    void (*%s)(void *context, %s x);\n", leat__identifier(e, vertices->items[i]->node->name),
                      leat__c_name(vertices->items[i]->type->text));
    leat__put(e, "};\n\n");
}

static void put_header(struct leat__emitter *e, const char *prefix)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    leat__put(e, "/* Made by leat " LEAT_VERSION " from %s. Do not edit: change the flow instead. */\n", e->plan->units.items[0].base_file);
    leat__put(e, "#pragma once\n#include <leat/record.h>\n\nstruct %s;\n\n", prefix);
    put_outputs(e, prefix);
    leat__put(e, "/* A new instance; `outputs` is copied, and may be NULL. Never NULL. */\nstruct %s *%s_new(const struct %s_outputs *outputs);\n\n",
              prefix, prefix, prefix);
    for (size_t i = 0; i < vertices->count; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_EMBED_INPUT))
            leat__put(e, "/* One element: all that follows from it is done when this returns. */\nvoid %s_%s_push(struct %s *self, %s x);\n\n",
                      prefix, leat__identifier(e, vertices->items[i]->node->name), prefix, leat__c_name(vertices->items[i]->type->text));
    leat__put(e, "/* No more elements: sources run, what waited for the end is released, and all memory but its own given back. Then only free it. */\n"
                 "void %s_end(struct %s *self);\n\nvoid %s_free(struct %s *self);\n", prefix, prefix, prefix, prefix);
}

/* ---- the functions ---- */

static void put_instance(struct leat__emitter *e, const char *prefix)
{
    const struct leat__vertices *vertices = &e->location->vertices;
    const char *state = leat__state_struct(e, 0);

    put_outputs(e, prefix);
    leat__put(e, "struct %s {\n    struct leat_run run;\n    struct %s state;\n    bool over; /* its end has come: nothing is left but itself */\n};\n\n", prefix, state);
    leat__put(e, "struct %s *%s_new(const struct %s_outputs *outputs);\nvoid %s_end(struct %s *self);\nvoid %s_free(struct %s *self);\n",
              prefix, prefix, prefix, prefix, prefix, prefix, prefix);
    leat__put(e, "\nstruct %s *%s_new(const struct %s_outputs *outputs)\n{\n", prefix, prefix, prefix);
    leat__put(e, "    static const uint32_t member_counts[] = {1};\n    struct %s *self = leat_state_new(sizeof *self);\n", prefix);
    leat__put(e, "    struct leat_run *outer = leat_current;\n\n    (void)outputs;\n    leat_run_init_embedded(&self->run, member_counts);\n"
                 "    leat_current = &self->run;\n    %s_start(&self->state, &self->run);\n    leat_current = outer;\n", state);
    for (size_t i = 0; i < vertices->count; i++) {
        const char *name = vertices->items[i]->name;

        if (leat__is_op(vertices->items[i], LEAT_OP_EMBED_OUTPUT))
            leat__put(e, "    if (outputs) {\n        self->state.%s.output = outputs->%s;\n        self->state.%s.context = outputs->context;\n    }\n",
                      name, leat__identifier(e, vertices->items[i]->node->name), name);
    }
    leat__put(e, "    return self;\n}\n\n");
    leat__put(e, "static void %s_turns(struct %s *self)\n{\n    do {\n        self->run.again = false;\n"
                 "        %s_turn(&self->state, &self->run);\n        leat_run_end_turn(&self->run);\n    } while (self->run.again);\n}\n\n",
              prefix, prefix, state);
}

static void put_inputs(struct leat__emitter *e, const char *prefix)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    for (size_t i = 0; i < vertices->count; i++) {
        const struct leat__vertex *vertex = vertices->items[i];
        const char *name;

        if (!leat__is_op(vertex, LEAT_OP_EMBED_INPUT))
            continue;
        name = leat__identifier(e, vertex->node->name);
        leat__put(e, "void %s_%s_push(struct %s *self, %s x);\n\nvoid %s_%s_push(struct %s *self, %s x)\n{\n", prefix, name, prefix,
                  leat__c_name(vertex->type->text), prefix, name, prefix, leat__c_name(vertex->type->text));
        leat__put(e, "    struct leat_run *outer = leat_current;\n\n    leat_current = &self->run;\n    if (!self->state.%s.ended) {\n",
                  vertex->name);
        leat__put_consumers(e, vertex, "&self->state", "x", 2);
        leat__put(e, "        %s_turns(self);\n    }\n    leat_current = outer;\n}\n\n", prefix);
    }
}

static void put_end(struct leat__emitter *e, const char *prefix)
{
    const struct leat__vertices *vertices = &e->location->vertices;

    leat__put(e, "static void %s_release(struct %s *self)\n{\n    if (self->over)\n        return;\n    self->over = true;\n    %s_release(&self->state);\n"
                 "    leat_run_release(&self->run);\n}\n\n", prefix, prefix, leat__state_struct(e, 0));
    leat__put(e, "void %s_end(struct %s *self)\n{\n    struct leat_run *outer = leat_current;\n\n    if (self->over)\n        return;\n    leat_current = &self->run;\n",
              prefix, prefix);
    for (size_t i = 0; i < vertices->count; i++)
        if (leat__is_op(vertices->items[i], LEAT_OP_EMBED_INPUT))
            leat__put(e, "    self->state.%s.ended = true;\n", vertices->items[i]->name);
    leat__put(e, "    self->run.quiesced = true;\n    %s_turns(self);\n    %s_release(self);\n    leat_current = outer;\n}\n\n", prefix,
              prefix);
    leat__put(e, "void %s_free(struct %s *self)\n{\n    %s_release(self);\n    leat_state_free(self);\n}\n", prefix, prefix, prefix);
}

bool leat__emit_embedded(const struct leat__plan *plan, const char *prefix, struct leat__text *header, struct leat__emitted *into)
{
    struct leat__emitted_unit *unit;

    if (!can_be_embedded(plan))
        return false;
    unit = leat__vector_add(into);
    unit->base_file = plan->units.items[0].base_file;
    unit->name = leat__format("%s.c", prefix);

    struct leat__emitter e = {.plan = plan, .out = header, .location = &plan->locations[0], .embedded = true};

    put_header(&e, prefix);
    e.out = &unit->text;
    e.file = unit->name;
    leat__put_head(&e);
    leat__put_type_checks(&e);
    leat__put_types(&e);
    leat__put_location(&e);
    put_instance(&e, prefix);
    put_inputs(&e, prefix);
    put_end(&e, prefix);
    return true;
}
