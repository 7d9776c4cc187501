/*
 * types.c: from a type's spelling in an operator to its descriptor. Records list themselves in a linker
 * section; two translation units may use one name for two types, so that the nearer one is preferred.
 */
#include <string.h>

#include "base/program.h"
#include "flow/graph.h"

static const struct leat_type_entry *first_type(void)
{
    return leat__program_parts.types;
}

static const struct leat_type_entry *end_of_types(void)
{
    return leat__program_parts.types_end;
}

static const struct leat_descriptor *const scalars[] = {
    [LEAT_TYPE_BOOL] = &leat_d_bool_, [LEAT_TYPE_I8] = &leat_d_i8_,   [LEAT_TYPE_U8] = &leat_d_u8_,
    [LEAT_TYPE_I16] = &leat_d_i16_,   [LEAT_TYPE_U16] = &leat_d_u16_, [LEAT_TYPE_I32] = &leat_d_i32_,
    [LEAT_TYPE_U32] = &leat_d_u32_,   [LEAT_TYPE_I64] = &leat_d_i64_, [LEAT_TYPE_U64] = &leat_d_u64_,
    [LEAT_TYPE_F32] = &leat_d_f32_,   [LEAT_TYPE_F64] = &leat_d_f64_, [LEAT_TYPE_STR] = &leat_d_str_,
    [LEAT_TYPE_BYTES] = &leat_d_bytes_,
};

/*
 * leat_vec(order) is a macro for leat_vec_order: an operator may see either, and `leat_vec (order)` besides.
 * They are one type if they are equal with all that is no part of a name taken as one underscore.
 */
static bool is_same_type(const char *a, const char *b)
{
    while (*a && *b) {
        if (*a != *b && !(strchr("(_", *a) && strchr("(_", *b)))
            return false;
        a++;
        b++;
        while (*a == ' ' || *a == ')')
            a++;
        while (*b == ' ' || *b == ')')
            b++;
    }
    return !*a && !*b;
}

const struct leat_descriptor *leat__type_named(const char *base_file, const char *text)
{
    const struct leat_descriptor *elsewhere = NULL;

    for (const struct leat_type_entry *entry = first_type(); entry < end_of_types(); entry++) {
        if (!is_same_type(entry->descriptor->name, text))
            continue;
        if (strcmp(entry->base_file, base_file) == 0)
            return entry->descriptor;
        elsewhere = entry->descriptor;
    }
    return elsewhere;
}

/* An enum of leat_enum, which C takes for an integer; another unit's may have the name of a plain type here. */
static const struct leat_descriptor *enum_named(const char *base_file, const char *text)
{
    if (strncmp(text, "enum ", 5) == 0)
        text += 5;
    for (const struct leat_type_entry *entry = first_type(); entry < end_of_types(); entry++)
        if (entry->descriptor->kind == LEAT_TYPE_ENUM && strcmp(entry->descriptor->name, text) == 0 &&
            strcmp(entry->base_file, base_file) == 0)
            return entry->descriptor;
    return NULL;
}

static const struct leat_descriptor *descriptor_of(const struct leat_type_use *use, const char *base_file)
{
    const struct leat_descriptor *named;

    if (use->kind == LEAT_TYPE_NONE)
        return leat__type_named(base_file, use->text);
    named = enum_named(base_file, use->text);
    return named ? named : scalars[use->kind];
}

const struct leat__type *leat__type_of(struct leat_flow *flow, const struct leat_type_use *use, const char *base_file)
{
    const struct leat_descriptor *descriptor = descriptor_of(use, base_file);

    for (size_t i = 0; i < flow->types.count; i++)
        if (strcmp(flow->types.items[i]->text, use->text) == 0 && flow->types.items[i]->descriptor == descriptor)
            return flow->types.items[i];

    struct leat__type *type = leat__arena_alloc(&flow->arena, sizeof *type);

    *type = (struct leat__type){
        .id = (uint32_t)flow->types.count,
        .text = use->text,
        .size = use->size,
        .align = use->align,
        .descriptor = descriptor,
    };
    leat__vector_push(&flow->types, type);
    return type;
}
