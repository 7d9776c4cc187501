/*
 * parts.c: what every family of operators is made of: titles, the functions that hold a quote, the heads of push
 * functions and steps, and the calls of all that reads a vertex.
 */
#include <string.h>

#include "emit/families.h"

bool leat__is_aggregate(const struct leat__vertex *vertex)
{
    return vertex->role == LEAT__ROLE_OPERATOR && leat__node_is_aggregate(vertex->node);
}

bool leat__is_keyed(const struct leat__vertex *vertex)
{
    return vertex->node->kind == LEAT_KIND_KEYED_SINGLETON;
}

bool leat__is_op(const struct leat__vertex *vertex, enum leat_op op)
{
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == op;
}

bool leat__is_pushed_to(const struct leat__vertex *vertex)
{
    if (leat__has_trait(vertex, LEAT__ROOT) || leat__has_trait(vertex, LEAT__READER) || vertex->written_at_once)
        return false;
    if (leat__is_op(vertex, LEAT_OP_NULL) && vertex->inputs.items[0]->changing)
        return false; /* nobody looks at what changes */
    return !vertex->arm_of && !(vertex->changing && vertex->role == LEAT__ROLE_OPERATOR && !leat__is_aggregate(vertex));
}

const char *leat__input_type(const struct leat__vertex *vertex, uint32_t input)
{
    if (vertex->role == LEAT__ROLE_OUTPUT) /* a part of what its operator takes */
        return leat__c_name(vertex->type->text);
    if (leat__is_op(vertex, LEAT_OP_LATE))
        return leat__c_name(vertex->type->text);
    return leat__c_name(vertex->inputs.items[input]->type->text);
}

bool leat__is_two_sided(const struct leat__vertex *vertex)
{
    return leat__has_trait(vertex, LEAT__TWO_SIDED);
}

bool leat__is_confluence(const struct leat__vertex *vertex)
{
    if (leat__has_trait(vertex, LEAT__VALUE) && leat__has_trait(vertex, LEAT__TWO_SIDED))
        return vertex->changing;
    return leat__has_trait(vertex, LEAT__CONFLUENCE) && !vertex->same_element && !leat__has_step(vertex);
}

static bool is_read_only_edge(const struct leat__vertex *to)
{
    return !leat__is_pushed_to(to) && !to->arm_of;
}

enum which_consumers { ALL_CONSUMERS, CHOSEN, OTHERS };

static bool is_chosen(const struct leat__vertex *vertex, const struct leat__vertex *reader)
{
    if (vertex->role == LEAT__ROLE_OPERATOR && leat__op_is_windowed(vertex->node->op))
        return leat__is_op(reader, LEAT_OP_LATE);
    return leat__op_is_fixpoint(vertex->node->op) ? reader->region == vertex : reader->carried;
}

static void put_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, const char *self, const char *value,
                          int depth, enum which_consumers which)
{
    size_t called = 0;

    for (size_t i = 0; i < vertex->consumers.count; i++) {
        const struct leat__vertex *to = vertex->consumers.items[i].to;

        if (is_read_only_edge(to))
            continue; /* a snapshot or a sample reads when it wants */
        if (which != ALL_CONSUMERS && is_chosen(vertex, to) != (which == CHOSEN))
            continue;
        if (to->arm_of) {
            bool first = to->arm_of->inputs.items[0] == to;

            to = to->arm_of;
            if (!first)
                continue; /* the diamond's arms are tested together */
        }
        leat__put(e, "%*s%s%s(%s, %s);\n", depth * 4, "", to->name,
                  leat__is_two_sided(to) && vertex->consumers.items[i].input == 1 ? "_second" : "",
                  leat__state_of(e, to->unit, self), value);
        called++;
    }
    if (called == 0)
        leat__put(e, "%*s(void)%s;\n", depth * 4, "", value);
}

void leat__put_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, const char *self, const char *value,
                         int depth)
{
    put_consumers(e, vertex, self, value, depth, ALL_CONSUMERS);
}

void leat__put_some_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, bool chosen, int depth)
{
    put_consumers(e, vertex, "self", "x", depth, chosen ? CHOSEN : OTHERS);
}

bool leat__has_consumers(const struct leat__vertex *vertex, bool chosen)
{
    for (size_t i = 0; i < vertex->consumers.count; i++)
        if (is_chosen(vertex, vertex->consumers.items[i].to) == chosen)
            return true;
    return false;
}

void leat__put_mark(struct leat__emitter *e, const struct leat__vertex *root, int depth)
{
    if (root->recycles)
        leat__put(e, "%*sconst struct leat_mark mark = leat_arena_mark(&self->run->arena);\n\n", depth * 4, "");
}

void leat__put_recycle(struct leat__emitter *e, const struct leat__vertex *root, int depth)
{
    if (root->recycles)
        leat__put(e, "%*sleat_arena_recycle(&self->run->arena, mark);\n", depth * 4, "");
}

void leat__put_reserve(struct leat__emitter *e, const struct leat__vertex *root, const char *count, int depth)
{
    for (size_t i = 0; i < root->gatherers.count; i++) {
        const struct leat__vertex *to = root->gatherers.items[i];

        leat__put(e, "%*sleat_buffer_reserve(&self->%s.%s, %s, sizeof(%s));\n", depth * 4, "", to->name, leat__gathers_in(to), count,
                  leat__input_type(to, 0));
    }
}

void leat__put_has_room(struct leat__emitter *e, const struct leat__vertex *root, int depth)
{
    for (size_t i = 0; i < root->gatherers.count; i++)
        leat__put(e, "%*sleat_buffer_has_room(&self->%s.%s);\n", depth * 4, "", root->gatherers.items[i]->name,
                  leat__gathers_in(root->gatherers.items[i]));
}

bool leat__outlives_turn(const struct leat__vertex *vertex)
{
    return !vertex->tick || vertex->carried;
}

bool leat__gives_deferred(const struct leat__vertex *vertex)
{
    return vertex->role == LEAT__ROLE_DEFERRED && vertex->node->op != LEAT_OP_CARRIED;
}

bool leat__causes_tick(const struct leat__vertex *vertex)
{
    return vertex->role == LEAT__ROLE_DEFERRED && vertex->node->op == LEAT_OP_DEFER_TICK;
}

bool leat__waits_for_all(const struct leat__vertex *fixpoint)
{
    return fixpoint->tick || fixpoint->node->bounded;
}

void leat__put_title(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "/* %s:%u  leat_%s */\n", vertex->node->site->file, vertex->node->line,
              leat__operators[vertex->node->op].name);
}

void leat__put_site(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text site = {0};

    leat__text_printf(&site, "%s:%u", vertex->node->site->file, vertex->node->line);
    leat__text_c_string(e->out, leat__text_string(&site), site.length);
    leat__text_release(&site);
}

/* static inline U map_9_3_of(T x): the value of a quote with one parameter. */
void leat__put_value_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                               const char *parameter_type)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put(e, "static inline %s %s_of(%s %s)\n{\n", type, vertex->name, parameter_type, quote->parameters[0]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n", quote->parameters[0]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
}

/* static inline T limit_8_1_most(void): the value of a quote without parameters. */
void leat__put_start_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                               const char *suffix, const struct leat__quote *quote)
{
    leat__put(e, "static inline %s %s_%s(void)\n{\n", type, vertex->name, suffix);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    %s leat_value =\n", type);
    leat__put_expression(e, vertex->node, quote, "    (__typeof__(leat_value))", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
}

void leat__open_push(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *self,
                      const char *value)
{
    leat__put(e, "%svoid %s%s(struct %s *%s, %s %s)\n{\n", leat__linkage(e, vertex), vertex->name, suffix,
              leat__state_struct(e, vertex->unit), self, leat__input_type(vertex, strcmp(suffix, "_second") == 0), value);
}

const char *leat__step_linkage(const struct leat__emitter *e)
{
    return e->plan->units.count > 1 ? "" : "static inline ";
}

void leat__put_signature(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "%s%s %s_step(struct %s *self", leat__step_linkage(e), vertex->tick ? "void" : "bool", vertex->name,
              leat__state_struct(e, vertex->unit));
    if (leat__step_takes_run(vertex))
        leat__put(e, ", struct leat_run *run");
    if (leat__step_takes_ended(vertex))
        leat__put(e, leat__has_trait(vertex, LEAT__BOTH_ENDS) ? ", bool ended, bool second_ended" : ", bool ended");
    leat__put(e, ")");
}

void leat__open_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_signature(e, vertex);
    leat__put(e, "\n{\n");
}

/* Appends x to a buffer; outside of ticks it outlives the turn. */
void leat__put_keep_element(struct leat__emitter *e, const struct leat__vertex *vertex, const char *buffer, const char *keep,
                             bool outlives)
{
    leat__put(e, "    %s *kept = leat_buffer_push(&self->%s.%s, sizeof *kept);\n\n    *kept = x;\n",
              leat__input_type(vertex, 0), vertex->name, buffer);
    if (outlives && leat__has_views(vertex->inputs.items[0]->type))
        leat__put(e, "    leat_keep_move(&self->%s.%s, %s, kept);\n", vertex->name, keep,
                  leat__descriptor_of(e, vertex->inputs.items[0]->type->descriptor));
}

/* Elements [at, count) of an array, in chunks outside of ticks; `count` and `element` are expressions. */
void leat__put_release_loop(struct leat__emitter *e, const struct leat__vertex *vertex, const char *at, const char *count,
                             const char *data, const char *type)
{
    const char *name = vertex->name;

    if (vertex->tick) {
        leat__put(e, "    for (size_t at = 0; at < self->%s.%s; at++) {\n        const %s x = ((const %s *)self->%s.%s)[at];\n\n", name,
                  count, type, type, name, data);
        leat__put_consumers(e, vertex, "self", "x", 2);
        leat__put(e, "    }\n");
        return;
    }
    leat__put(e, "    uint64_t room;\n\n    leat_run_slice(run);\n");
    leat__put(e, "    while (self->%s.%s < self->%s.%s && (room = leat_run_chunk(run)) > 0) {\n", name, at, name, count);
    leat__put(e, "        const size_t end = self->%s.%s - self->%s.%s > room ? self->%s.%s + (size_t)room : self->%s.%s;\n\n", name, count, name,
              at, name, at, name, count);
    leat__put(e, "        for (size_t at = self->%s.%s; at < end; at++) {\n", name, at);
    leat__put(e, "            const %s x = ((const %s *)self->%s.%s)[at];\n\n", type, type, name, data);
    leat__put_consumers(e, vertex, "self", "x", 3);
    leat__put(e, "        }\n        self->%s.%s = (__typeof__(self->%s.%s))end;\n    }\n    if (self->%s.%s < self->%s.%s)\n        return false;\n", name, at,
              name, at, name, at, name, count);
}
