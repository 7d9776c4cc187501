/*
 * resolve.c: quotes that run on threads of a pool. A push begins a job, a step gives out results that have come.
 */
#include "emit/families.h"

void leat__emit_resolve(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text), *from = leat__input_type(vertex, 0);

    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, type, from);
    leat__put(e, "static void %s_work(const void *input, void *output)\n{\n    *(%s *)output = %s_of(*(const %s *)input);\n}\n\n", name, type,
              name, from);
    leat__put(e, "static const struct leat_job_kind %s_kind = {\n    .work = %s_work,\n    .input_size = sizeof(%s),\n"
                 "    .output_size = sizeof(%s),\n    .input = %s,\n    .ordered = %s,\n};\n\n",
              name, name, from, type, leat__descriptor_of(e, vertex->inputs.items[0]->type->descriptor),
              leat__is_op(vertex, LEAT_OP_RESOLVE_ORDERED) ? "true" : "false");
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    leat_jobs_begin(self->run, &self->%s, &%s_kind, &x);\n}\n\n", name, name);
}

void leat__emit_resolve_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    leat__put(e, "    const void *result;\n\n    while ((result = leat_jobs_next(run, &self->%s))) {\n", vertex->name);
    leat__put(e, "        const %s x = *(const %s *)result;\n\n", type, type);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    return ended && self->%s.held == 0;\n}\n\n", vertex->name);
}

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_jobs %s;\n", vertex->name);
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_jobs_release(self->run, &self->%s);\n", vertex->name);
}

const struct leat__remembers leat__resolve_state = {.member = put_member, .release = put_release};
