/*
 * keyed.c: collections by key, element by element: key_by, map_values, keys, values.
 */
#include "emit/families.h"

const char *leat__member_type(struct leat__emitter *e, const char *record, const char *member)
{
    return leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "__typeof__(((%s *)0)->%s)", record, member);
}

static void open_push(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    const %s y = (%s)", leat__c_name(vertex->type->text), leat__c_name(vertex->type->text));
}

static void close_push(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_consumers(e, vertex, "self", "y", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_key_by(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, leat__member_type(e, leat__c_name(vertex->type->text), "key"), leat__input_type(vertex, 0));
    if (!leat__is_pushed_to(vertex))
        return;
    open_push(e, vertex);
    leat__put(e, "{.key = %s_of(x), .value = x};\n\n", vertex->name);
    close_push(e, vertex);
}

void leat__emit_map_values(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_value_function(e, vertex, leat__member_type(e, leat__c_name(vertex->type->text), "value"),
                             leat__member_type(e, leat__input_type(vertex, 0), "value"));
    if (!leat__is_pushed_to(vertex))
        return;
    open_push(e, vertex);
    leat__put(e, "{.key = x.key, .value = %s_of(x.value)};\n\n", vertex->name);
    close_push(e, vertex);
}

void leat__emit_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!leat__is_pushed_to(vertex))
        return;
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put_consumers(e, vertex, "self", leat__is_op(vertex, LEAT_OP_KEYS) ? "x.key" : "x.value", 1);
    leat__put(e, "}\n\n");
}
