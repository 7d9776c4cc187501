/*
 * alone.c: the step of an aggregate as a function of its own, beside no flow: for src/prove, which asks the
 * compiler what it makes of it, or tries it.
 */
#include "emit/internal.h"

void leat__emit_alone_head(struct leat_flow *flow, const char *base_file, struct leat__text *into)
{
    struct leat__plan_unit unit = {base_file};
    struct leat__plan plan = {.flow = flow, .units = {&unit, 1, 1}};
    struct leat__emitter e = {.plan = &plan, .out = into};

    leat__put_head(&e);
}

bool leat__is_keyed_aggregate(const struct leat__node *node)
{
    return node->op == LEAT_OP_FOLD_KEYED || node->op == LEAT_OP_REDUCE_KEYED ||
           node->op == LEAT_OP_REDUCE_WATERMARK;
}

const struct leat__quote *leat__step_of(const struct leat__node *node)
{
    switch (node->op) {
    case LEAT_OP_FOLD:
    case LEAT_OP_FOLD_KEYED:
        return &node->quotes[1];
    case LEAT_OP_REDUCE:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_REDUCE_WATERMARK:
        return &node->quotes[0];
    default:
        return NULL;
    }
}

/* The type of what a step takes, of this record or value. */
static void put_type(struct leat__emitter *e, const struct leat__node *node, const struct leat__type *type,
                     const char *name)
{
    if (leat__is_keyed_aggregate(node))
        leat__put(e, "typedef __typeof__(((%s *)0)->value) %s;\n", type->text, name);
    else
        leat__put(e, "typedef %s %s;\n", type->text, name);
}

void leat__emit_alone_step(const struct leat__node *node, struct leat__text *into)
{
    const struct leat__quote *step = leat__step_of(node), *initial = step == &node->quotes[1] ? &node->quotes[0] : NULL;
    struct leat__plan plan = {.flow = node->flow};
    struct leat__emitter e = {.plan = &plan, .out = into, .file = "proof.c"};
    struct leat__vertex vertex = {.node = node};
    char *acc = leat__format("leat_acc_%u", node->id), *element = leat__format("leat_element_%u", node->id);

    put_type(&e, node, node->type, acc);
    put_type(&e, node, node->inputs.items[0]->type, element);
    if (initial) {
        leat__put(&e, "static inline %s leat_initial_%u(void)\n{\n", acc, node->id);
        leat__put_captures(&e, &vertex, initial);
        leat__put_expression(&e, node, initial, "return ", ";");
        leat__put(&e, "}\n");
    }
    leat__put(&e, "static inline void leat_step_%u(%s *leat_kept, %s %s)\n{\n", node->id, acc, element,
              step->parameters[1]);
    leat__put_captures(&e, &vertex, step);
    leat__put(&e, "    %s %s = *leat_kept;\n\n    (void)%s;\n", acc, step->parameters[0], step->parameters[1]);
    leat__put_statement(&e, node, step);
    leat__put(&e, "    *leat_kept = %s;\n}\n\n", step->parameters[0]);
    free(acc);
    free(element);
}

static const struct leat_descriptor *descriptor(const struct leat__node *node, const struct leat__type *type)
{
    if (!type->descriptor || !leat__is_keyed_aggregate(node))
        return type->descriptor;
    return leat__member_descriptor(type->descriptor, "value");
}

bool leat__emit_alone_types(const struct leat__node *node, struct leat__text *into)
{
    const struct leat_descriptor *accumulator = descriptor(node, node->type);
    const struct leat_descriptor *element = descriptor(node, node->inputs.items[0]->type);
    struct leat__plan plan = {.flow = node->flow};
    struct leat__emitter e = {.plan = &plan, .out = into};

    if (accumulator && element && into) {
        leat__put(&e, "%s, ", leat__descriptor_of(&e, accumulator));
        leat__put(&e, "%s", leat__descriptor_of(&e, element));
        leat__arena_release(&plan.arena);
    }
    return accumulator && element;
}
