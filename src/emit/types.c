/*
 * types.c: which types a unit has functions for: wire.c encodes and decodes, keys.c hashes and compares. Each
 * function handles one record, variant, enum, vector or option, and calls those of its parts; an array is a loop.
 */
#include <string.h>

#include "emit/families.h"

enum use { USE_ENCODE = 1, USE_DECODE = 2, USE_KEY = 4 };

struct used_type {
    const struct leat_descriptor *type;
    unsigned uses;
};
struct used_types leat__vector(struct used_type);

/* ---- which types ---- */

bool leat__is_scalar(const struct leat_descriptor *type)
{
    return type->kind >= LEAT_TYPE_BOOL && type->kind <= LEAT_TYPE_F64;
}

bool leat__is_text(const struct leat_descriptor *type)
{
    return type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES;
}

/* A type that is being looked into, and those that it is a part of. */
struct part_of {
    const struct leat_descriptor *type;
    const struct part_of *whole;
};

static bool is_within_itself(const struct leat_descriptor *type, const struct part_of *whole)
{
    const struct part_of here = {type, whole};

    for (; whole; whole = whole->whole)
        if (whole->type == type)
            return true;
    for (uint32_t i = 0; i < type->count; i++)
        if (is_within_itself(type->fields[i].type, &here))
            return true;
    return type->element && is_within_itself(type->element, &here);
}

/* Bytes from outside may nest such a type as deep as they like: it is decoded by leat_get_value(), which counts. */
bool leat__contains_itself(const struct leat_descriptor *type)
{
    return is_within_itself(type, NULL);
}

/* Notes the type and those of its members; a type may be a member of itself. */
static void use_type(struct used_types *used, const struct leat_descriptor *type, unsigned uses)
{
    size_t at = 0;

    if (leat__is_scalar(type) || leat__is_text(type) || type == &leat_d_unit_)
        return;
    if (type->kind == LEAT_TYPE_ARRAY) {
        use_type(used, type->element, uses);
        return;
    }
    while (at < used->count && used->items[at].type != type)
        at++;
    if (at == used->count)
        leat__vector_push(used, (struct used_type){type, 0});
    if ((used->items[at].uses & uses) == uses)
        return;
    used->items[at].uses |= uses;
    for (uint32_t i = 0; i < type->count; i++)
        use_type(used, type->fields[i].type, uses);
    if (type->element)
        use_type(used, type->element, uses);
}

static void use_types_of(struct used_types *used, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *type = vertex->type->descriptor;

    if (vertex->role == LEAT__ROLE_SEND && !vertex->channel->raw)
        use_type(used, type, USE_ENCODE);
    if (vertex->role == LEAT__ROLE_RECEIVE && !vertex->channel->raw && !leat__contains_itself(vertex->channel->type->descriptor))
        use_type(used, vertex->channel->type->descriptor, USE_DECODE);
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    if (vertex->node->external && vertex->node->external->framing == LEAT_FRAMES &&
        vertex->node->op != LEAT_OP_SOURCE_EXTERNAL_EVENTS) {
        bool sends = vertex->node->kind == LEAT_KIND_NOTHING;

        type = leat__external_type(vertex->node);
        if (sends || !leat__contains_itself(type))
            use_type(used, type, sends ? USE_ENCODE : USE_DECODE);
        return;
    }
    if (vertex->node->op == LEAT_OP_UNIQUE || vertex->node->op == LEAT_OP_DELTA || vertex->node->op == LEAT_OP_ITERATE)
        use_type(used, type, USE_KEY);
    if (vertex->node->op == LEAT_OP_DISTINCT_COUNT || vertex->node->op == LEAT_OP_VALUE_COUNTS)
        use_type(used, vertex->inputs.items[0]->type->descriptor, USE_KEY);
    if (vertex->node->op == LEAT_OP_JOIN)
        use_type(used, leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key"), USE_KEY);
    if (leat__gate_key(vertex))
        use_type(used, leat__gate_key(vertex), USE_KEY);
    if (vertex->node->op == LEAT_OP_GET || vertex->node->op == LEAT_OP_GET_BY || vertex->node->op == LEAT_OP_VALUES_BY)
        use_type(used, leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key"), USE_KEY);
    if (leat__has_trait(vertex, LEAT__TABLE) || vertex->node->op == LEAT_OP_ITERATE_BEST || leat__op_is_windowed(vertex->node->op))
        use_type(used, leat__member_descriptor(type, "key"), USE_KEY);
}

static struct used_types types_of_unit(struct leat__emitter *e)
{
    struct used_types used = {0};

    for (uint32_t l = 0; l < e->plan->location_count; l++)
        for (size_t i = 0; i < e->plan->locations[l].vertices.count; i++)
            if (e->plan->locations[l].vertices.items[i]->unit == e->unit)
                use_types_of(&used, e->plan->locations[l].vertices.items[i]);
    return used;
}

const char *leat__c_type(struct leat__emitter *e, const struct leat_descriptor *type)
{
    static const char *const names[] = {
        [LEAT_TYPE_BOOL] = "bool",    [LEAT_TYPE_I8] = "int8_t",    [LEAT_TYPE_U8] = "uint8_t",
        [LEAT_TYPE_I16] = "int16_t",  [LEAT_TYPE_U16] = "uint16_t", [LEAT_TYPE_I32] = "int32_t",
        [LEAT_TYPE_U32] = "uint32_t", [LEAT_TYPE_I64] = "int64_t",  [LEAT_TYPE_U64] = "uint64_t",
        [LEAT_TYPE_F32] = "float",    [LEAT_TYPE_F64] = "double",   [LEAT_TYPE_STR] = "leat_str",
        [LEAT_TYPE_BYTES] = "leat_bytes",
    };

    return type->kind <= LEAT_TYPE_BYTES ? names[type->kind] : leat__c_name(leat__type_suffix(e, type));
}

/* ---- all of them ---- */

static void put_prototypes(struct leat__emitter *e, const struct used_type *used)
{
    const char *name = leat__type_suffix(e, used->type);
    const char *type = leat__c_type(e, used->type);

    if (used->uses & USE_ENCODE) {
        if (!leat__fixed_size(used->type))
            leat__put(e, "static inline size_t leat_size_of_%s(const %s *value);\n", name, type);
        leat__put(e, "static inline uint8_t *leat_encode_%s(uint8_t *at, const %s *value);\n", name, type);
    }
    if (used->uses & USE_DECODE)
        leat__put(e, "static inline bool leat_decode_%s(struct leat_frame *frame, %s *value);\n", name, type);
    if (used->uses & USE_KEY) {
        leat__put(e, "static inline uint64_t leat_hash_of_%s(const %s *value, uint64_t hash);\n", name, type);
        leat__put(e, "static inline bool leat_equal_%s(const %s *a, const %s *b);\n", name, type, type);
    }
}

static bool unit_mentions(struct leat__emitter *e, const struct leat__type *type)
{
    for (uint32_t l = 0; l < e->plan->location_count; l++)
        for (size_t i = 0; i < e->plan->locations[l].vertices.count; i++)
            if (e->plan->locations[l].vertices.items[i]->unit == e->unit &&
                (e->plan->locations[l].vertices.items[i]->type == type ||
                 e->plan->locations[l].vertices.items[i]->node->state_type == type))
                return true;
    return false;
}

static void put_alias(struct leat__emitter *e, const char *type)
{
    if (leat__c_name(type) != type)
        leat__put(e, "typedef %s %s;\n", type, leat__c_name(type));
}

static void put_aliases(struct leat__emitter *e, const struct used_types *used)
{
    for (size_t i = 0; i < e->plan->flow->types.count; i++)
        if (unit_mentions(e, e->plan->flow->types.items[i]))
            put_alias(e, e->plan->flow->types.items[i]->text);
    for (size_t i = 0; i < used->count; i++)
        put_alias(e, used->items[i].type->name);
}

void leat__put_types(struct leat__emitter *e)
{
    struct used_types used = types_of_unit(e);

    put_aliases(e, &used);
    if (used.count > 0)
        leat__put(e, "/* ---- types ---- */\n\n");
    for (size_t i = 0; i < used.count; i++)
        put_prototypes(e, &used.items[i]);
    if (used.count > 0)
        leat__put(e, "\n");
    for (size_t i = 0; i < used.count; i++) {
        if (used.items[i].uses & USE_ENCODE) {
            if (!leat__fixed_size(used.items[i].type))
                leat__put_size_function(e, used.items[i].type);
            leat__put_encode_function(e, used.items[i].type);
        }
        if (used.items[i].uses & USE_DECODE)
            leat__put_decode_function(e, used.items[i].type);
        if (used.items[i].uses & USE_KEY)
            leat__put_key_functions(e, used.items[i].type);
    }
    leat__vector_release(&used);
}

void leat__put_parts(struct leat__emitter *e, const struct leat_descriptor *type, leat__put_part *put, const char *value,
                     const char *indent)
{
    struct leat__text part = {0}, inner = {0};

    if (type->kind == LEAT_TYPE_RECORD) {
        for (uint32_t i = 0; i < type->count; i++) {
            leat__text_printf(&part, "%s->%s", value, type->fields[i].name);
            put(e, type->fields[i].type, leat__text_string(&part), indent);
            part.length = 0;
        }
    } else {
        leat__text_printf(&part, "%s[i]", value);
        leat__text_printf(&inner, "%s    ", indent);
        leat__put(e, "%sfor (size_t i = 0; i < %u; i++)\n", indent, type->length);
        put(e, type->element, leat__text_string(&part), leat__text_string(&inner));
    }
    leat__text_release(&part);
    leat__text_release(&inner);
}

void leat__put_cases(struct leat__emitter *e, const struct leat_descriptor *type, leat__put_part *put, const char *value,
                     const char *tag)
{
    leat__put(e, "    switch (%s) {\n", tag);
    for (uint32_t i = 0; i < type->count; i++) {
        const struct leat_field *which = &type->fields[i];
        struct leat__text part = {0};

        leat__put(e, "    case %s_%s:\n", type->name, which->name);
        leat__text_printf(&part, "%s->%s", value, which->name);
        if (which->type != &leat_d_unit_)
            put(e, which->type, leat__text_string(&part), "        ");
        leat__put(e, "        break;\n");
        leat__text_release(&part);
    }
}

bool leat__has_tags(const struct leat_descriptor *type)
{
    struct used_types used = {0};
    bool has = false;

    use_type(&used, type, USE_DECODE);
    for (size_t i = 0; i < used.count; i++)
        has |= used.items[i].type->kind == LEAT_TYPE_ENUM || used.items[i].type->kind == LEAT_TYPE_VARIANT;
    leat__vector_release(&used);
    return has;
}

static void put_layout_checks(struct leat__emitter *e, const char *text, const struct leat_descriptor *type)
{
    for (uint32_t i = 0; i < type->count; i++)
        if (type->fields[i].type != &leat_d_unit_)
            leat__put(e, "_Static_assert(offsetof(%s, %s) == %zu, \"%s.%s lies elsewhere here than where the flow was built\");\n",
                      text, type->fields[i].name, type->fields[i].offset, text, type->fields[i].name);
    if (type->kind == LEAT_TYPE_ENUM)
        for (uint32_t i = 0; i < type->length; i++)
            leat__put(e, "_Static_assert(%s == %lld, \"%s has another value here than where the flow was built\");\n",
                      type->enumerators[i].name, (long long)type->enumerators[i].value, type->enumerators[i].name);
}

/* Both stages must agree on layouts: other flags would give another struct, and silently wrong bytes. */
void leat__put_type_checks(struct leat__emitter *e)
{
    for (size_t i = 0; i < e->plan->flow->types.count; i++) {
        const struct leat__type *type = e->plan->flow->types.items[i];

        if (!unit_mentions(e, type))
            continue;
        leat__put(e, "_Static_assert(sizeof(%s) == %zu, \"%s has another size here than where the flow was built\");\n",
                  type->text, type->size, type->text);
        if (type->descriptor)
            put_layout_checks(e, type->text, type->descriptor);
    }
    leat__put(e, "\n");
}
