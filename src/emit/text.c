/*
 * text.c: names, and the ways from one unit to another.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "emit/internal.h"

void leat__put(struct leat__emitter *e, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leat__text_vprintf(e->out, format, arguments);
    va_end(arguments);
}

const char *leat__identifier(struct leat__emitter *e, const char *text)
{
    char *name = leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "%s%s",
                                    isdigit((unsigned char)text[0]) ? "_" : "", text);

    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_')
            *c = '_';
    return name;
}

static struct leat__arena *arena_of(struct leat__emitter *e)
{
    return (struct leat__arena *)(uintptr_t)&e->plan->arena;
}

const char *leat__state_struct(struct leat__emitter *e, uint32_t unit)
{
    const char *name = e->location->identifier;

    return unit == 0 ? name : leat__arena_printf(arena_of(e), "%s_u%u", name, unit);
}

const char *leat__state_of(struct leat__emitter *e, uint32_t unit, const char *self)
{
    return unit == e->unit ? self : leat__arena_printf(arena_of(e), "%s->units->u%u", self, unit);
}

/*
 * Types whose names generated code has for variables. They go by another name there: a variable hides a type,
 * and `const int run = ...; const run x = ...` is no C.
 */
static const struct {
    const char *name;
    const char *alias;
} hidden[] = {
#define HIDDEN(name) {#name, "leat_type_" #name}
    HIDDEN(a),        HIDDEN(at),     HIDDEN(b),       HIDDEN(begin),  HIDDEN(tag),     HIDDEN(bytes),        HIDDEN(changed), HIDDEN(context),
    HIDDEN(input),    HIDDEN(output),  HIDDEN(result),  HIDDEN(data),   HIDDEN(some),   HIDDEN(memory),
    HIDDEN(client),   HIDDEN(clients), HIDDEN(event),
    HIDDEN(count),    HIDDEN(due),    HIDDEN(element), HIDDEN(empty),        HIDDEN(end),     HIDDEN(ended),
    HIDDEN(entry),    HIDDEN(found),  HIDDEN(frame),   HIDDEN(frames),       HIDDEN(fresh),   HIDDEN(hash),
    HIDDEN(i),        HIDDEN(in),     HIDDEN(indexed), HIDDEN(ins),     HIDDEN(into),         HIDDEN(is_new),  HIDDEN(kept),
    HIDDEN(line),     HIDDEN(mark),   HIDDEN(member), HIDDEN(mine),    HIDDEN(order),        HIDDEN(outs),    HIDDEN(raw),
    HIDDEN(room),     HIDDEN(row),    HIDDEN(run),     HIDDEN(scratch),      HIDDEN(self),    HIDDEN(size),
    HIDDEN(state),    HIDDEN(stop),   HIDDEN(tagged),  HIDDEN(theirs),       HIDDEN(value),   HIDDEN(version),
    HIDDEN(wanted),   HIDDEN(x),      HIDDEN(y),       HIDDEN(second_ended), HIDDEN(row_number),
    HIDDEN(better),   HIDDEN(worse),  HIDDEN(number), HIDDEN(next),
    HIDDEN(first),    HIDDEN(second), HIDDEN(rows),    HIDDEN(windows),  HIDDEN(start),  HIDDEN(closed),  HIDDEN(table),
    HIDDEN(session),  HIDDEN(sessions), HIDDEN(later),
    HIDDEN(place),    HIDDEN(meeting), HIDDEN(yields),  HIDDEN(pane),    HIDDEN(others),  HIDDEN(block),  HIDDEN(waiting),
#undef HIDDEN
};

const char *leat__c_name(const char *type)
{
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (strcmp(hidden[i].name, type) == 0)
            return hidden[i].alias;
    return type;
}

/* A push function that a vertex of another unit calls. */
bool leat__called_from_elsewhere(const struct leat__vertex *vertex)
{
    for (size_t i = 0; i < vertex->inputs.count; i++)
        if (vertex->inputs.items[i]->unit != vertex->unit)
            return true;
    return false;
}

const char *leat__linkage(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    (void)e;
    if (leat__called_from_elsewhere(vertex))
        return "";
    return vertex->cut ? "static __attribute__((noinline)) " : "static inline ";
}

bool leat__has_views(const struct leat__type *type)
{
    return type->descriptor && leat_type_has_views(type->descriptor);
}

/* A source whose body is just range(a, b) of integers: a loop, without a stack of its own. */
bool leat__counts_integers(const struct leat__vertex *vertex)
{
    const struct leat_descriptor *type = vertex->type->descriptor;

    return vertex->node->quotes[0].is_range && type && type->kind >= LEAT_TYPE_I8 && type->kind <= LEAT_TYPE_U64;
}

/* A source whose body is just each(data, count): a loop over an array. */
bool leat__goes_through_array(const struct leat__vertex *vertex)
{
    return vertex->role == LEAT__ROLE_OPERATOR && vertex->node->op == LEAT_OP_SOURCE_ITER && vertex->node->quotes[0].is_each;
}

const char *leat__type_suffix(struct leat__emitter *e, const struct leat_descriptor *type)
{
    static const char *const scalars[] = {
        [LEAT_TYPE_BOOL] = "bool", [LEAT_TYPE_I8] = "i8",   [LEAT_TYPE_U8] = "u8",   [LEAT_TYPE_I16] = "i16",
        [LEAT_TYPE_U16] = "u16",   [LEAT_TYPE_I32] = "i32", [LEAT_TYPE_U32] = "u32", [LEAT_TYPE_I64] = "i64",
        [LEAT_TYPE_U64] = "u64",   [LEAT_TYPE_F32] = "f32", [LEAT_TYPE_F64] = "f64", [LEAT_TYPE_STR] = "str",
        [LEAT_TYPE_BYTES] = "bytes",
    };

    if (type->kind < sizeof scalars / sizeof *scalars && scalars[type->kind])
        return scalars[type->kind];
    if (type->kind == LEAT_TYPE_VEC || type->kind == LEAT_TYPE_OPTION) {
        /* "leat_vec(order)" is the type leat_vec_order */
        char *name = leat__arena_strdup(arena_of(e), type->name);
        char *open = strchr(name, '(');

        if (open)
            *open = '_';
        if (open && name[strlen(name) - 1] == ')')
            name[strlen(name) - 1] = '\0';
        return name;
    }
    return type->name;
}

const char *leat__descriptor_of(struct leat__emitter *e, const struct leat_descriptor *type)
{
    if (!type)
        return "NULL";

    const char *suffix = leat__type_suffix(e, type);

    return leat__arena_printf(arena_of(e), type->kind <= LEAT_TYPE_BYTES ? "&leat_d_%s_" : "&leat_d_%s", suffix);
}

const struct leat_descriptor *leat__member_descriptor(const struct leat_descriptor *record, const char *member)
{
    for (uint32_t i = 0; i < record->count; i++)
        if (strcmp(record->fields[i].name, member) == 0)
            return record->fields[i].type;
    return NULL;
}
