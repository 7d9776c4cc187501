/*
 * types.c: what generated code does with a type: its size on the wire, encode and decode (bincode 1), hash
 * and equality. Each function handles one record, vector or option, and calls those of its members.
 */
#include <string.h>

#include "emit/internal.h"

enum use { USE_ENCODE = 1, USE_DECODE = 2, USE_KEY = 4 };

struct used_type {
    const struct leat_descriptor *type;
    unsigned uses;
};
struct used_types leat__vector(struct used_type);

/* ---- which types ---- */

static bool is_scalar(const struct leat_descriptor *type)
{
    return type->kind >= LEAT_TYPE_BOOL && type->kind <= LEAT_TYPE_F64;
}

static bool is_text(const struct leat_descriptor *type)
{
    return type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES;
}

static bool contains(const struct leat_descriptor *type, const struct leat_descriptor *what, int depth)
{
    if (depth > 16)
        return true; /* deep enough to be taken for a type within itself */
    for (uint32_t i = 0; i < type->count; i++)
        if (type->fields[i].type == what || contains(type->fields[i].type, what, depth + 1))
            return true;
    return type->element && (type->element == what || contains(type->element, what, depth + 1));
}

/* Bytes from outside may nest such a type as deep as they like: it is decoded by leat_get_value(), which counts. */
bool leat__contains_itself(const struct leat_descriptor *type)
{
    if (contains(type, type, 0))
        return true;
    for (uint32_t i = 0; i < type->count; i++)
        if (leat__contains_itself(type->fields[i].type))
            return true;
    return type->element && leat__contains_itself(type->element);
}

/* Notes the type and those of its members; a type may be a member of itself. */
static void use_type(struct used_types *used, const struct leat_descriptor *type, unsigned uses)
{
    size_t at = 0;

    if (is_scalar(type) || is_text(type))
        return;
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

    if (vertex->role == LEAT__ROLE_SEND)
        use_type(used, type, USE_ENCODE);
    if (vertex->role == LEAT__ROLE_RECEIVE && !leat__contains_itself(vertex->channel->type->descriptor))
        use_type(used, vertex->channel->type->descriptor, USE_DECODE);
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return;
    if (vertex->node->op == LEAT_OP_UNIQUE)
        use_type(used, type, USE_KEY);
    if (vertex->node->op == LEAT_OP_JOIN)
        use_type(used, leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key"), USE_KEY);
    if (vertex->node->op == LEAT_OP_FOLD_KEYED || vertex->node->op == LEAT_OP_REDUCE_KEYED)
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

/* The C type of a record, a vector, an option, or of an element of one. */
static const char *c_type(struct leat__emitter *e, const struct leat_descriptor *type)
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

/* ---- sizes on the wire ---- */

/* Bytes on the wire, where every value of the type takes the same; else 0. */
size_t leat__fixed_size(const struct leat_descriptor *type)
{
    size_t sum = 0;

    if (type->kind == LEAT_TYPE_BOOL)
        return 1;
    if (is_scalar(type))
        return type->size;
    if (type->kind != LEAT_TYPE_RECORD)
        return 0;
    for (uint32_t i = 0; i < type->count; i++) {
        size_t field = leat__fixed_size(type->fields[i].type);

        if (!field)
            return 0;
        sum += field;
    }
    return sum;
}

/* The fewest bytes that a value takes: what a length that came over the wire is checked against. */
static size_t least_size(const struct leat_descriptor *type, int depth)
{
    size_t sum = 0;

    if (is_scalar(type))
        return leat__fixed_size(type);
    if (type->kind == LEAT_TYPE_OPTION)
        return 1;
    if (type->kind != LEAT_TYPE_RECORD || depth > 16)
        return 8; /* a length word */
    for (uint32_t i = 0; i < type->count; i++)
        sum += least_size(type->fields[i].type, depth + 1);
    return sum;
}

/* " + ..." for a part of variable size; its fixed bytes are added to *fixed. */
static void put_size(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, size_t *fixed)
{
    if (leat__fixed_size(type))
        *fixed += leat__fixed_size(type);
    else if (is_text(type)) {
        *fixed += 8;
        leat__put(e, " + %s.length", value);
    } else {
        leat__put(e, " + leat_size_of_%s(&%s)", leat__type_suffix(e, type), value);
    }
}

static void put_size_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *name = leat__type_suffix(e, type);
    size_t fixed = 0;

    leat__put(e, "static inline size_t leat_size_of_%s(const %s *value)\n{\n", name, c_type(e, type));
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        leat__put(e, "    (void)value;\n    return 0");
        for (uint32_t i = 0; i < type->count; i++) {
            struct leat__text member = {0};

            leat__text_printf(&member, "value->%s", type->fields[i].name);
            put_size(e, type->fields[i].type, leat__text_string(&member), &fixed);
            leat__text_release(&member);
        }
        leat__put(e, " + %zu;\n", fixed);
        break;
    case LEAT_TYPE_VEC:
        if (leat__fixed_size(type->element)) {
            leat__put(e, "    return 8 + value->length * %zu;\n", leat__fixed_size(type->element));
            break;
        }
        leat__put(e, "    size_t size = 8;\n\n    for (size_t i = 0; i < value->length; i++)\n        size += 0");
        put_size(e, type->element, "value->data[i]", &fixed);
        leat__put(e, " + %zu;\n    return size;\n", fixed);
        break;
    default: /* an option */
        leat__put(e, "    return value->some ? 1");
        put_size(e, type->element, "value->value", &fixed);
        leat__put(e, " + %zu : 1;\n", fixed);
        break;
    }
    leat__put(e, "}\n\n");
}

/* ---- encode ---- */

static void put_encode(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    const char *suffix = leat__type_suffix(e, type);

    if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64 || type->kind == LEAT_TYPE_BOOL || is_text(type))
        leat__put(e, "%sat = leat_put_%s(at, %s);\n", indent, suffix, value);
    else if (is_scalar(type))
        leat__put(e, "%sat = leat_put_%s(at, (%sint%zu_t)%s);\n", indent, suffix, suffix[0] == 'u' ? "u" : "",
                  type->size * 8, value);
    else
        leat__put(e, "%sat = leat_encode_%s(at, &%s);\n", indent, suffix, value);
}

static void put_encode_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    leat__put(e, "static inline uint8_t *leat_encode_%s(uint8_t *at, const %s *value)\n{\n", leat__type_suffix(e, type),
              c_type(e, type));
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++) {
            struct leat__text member = {0};

            leat__text_printf(&member, "value->%s", type->fields[i].name);
            put_encode(e, type->fields[i].type, leat__text_string(&member), "    ");
            leat__text_release(&member);
        }
        break;
    case LEAT_TYPE_VEC:
        leat__put(e, "    at = leat_put_u64(at, value->length);\n    for (size_t i = 0; i < value->length; i++)\n");
        put_encode(e, type->element, "value->data[i]", "        ");
        break;
    default:
        leat__put(e, "    at = leat_put_bool(at, value->some);\n    if (value->some)\n");
        put_encode(e, type->element, "value->value", "        ");
        break;
    }
    leat__put(e, "    return at;\n}\n\n");
}

/* ---- decode ---- */

/* Statements that decode one part, and return false where the bytes are not it. */
static void put_decode(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    const char *suffix = leat__type_suffix(e, type);

    if (!is_scalar(type)) {
        leat__put(e, "%sif (!%s%s(frame, &%s))\n%s    return false;\n", indent, is_text(type) ? "leat_get_" : "leat_decode_",
                  suffix, value, indent);
        return;
    }
    leat__put(e, "%s{\n", indent);
    if (type->kind == LEAT_TYPE_BOOL)
        leat__put(e, "%s    bool raw;\n", indent);
    else if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "%s    %s raw;\n", indent, type->kind == LEAT_TYPE_F32 ? "float" : "double");
    else
        leat__put(e, "%s    %sint%zu_t raw;\n", indent, suffix[0] == 'u' ? "u" : "", type->size * 8);
    leat__put(e, "\n%s    if (!leat_get_%s(frame, &raw))\n%s        return false;\n%s    %s = (__typeof__(%s))raw;\n%s}\n",
              indent, suffix, indent, indent, value, value, indent);
}

static void put_decode_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *name = c_type(e, type);

    leat__put(e, "static inline bool leat_decode_%s(struct leat_frame *frame, %s *value)\n{\n", leat__type_suffix(e, type), name);
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++) {
            struct leat__text member = {0};

            leat__text_printf(&member, "value->%s", type->fields[i].name);
            put_decode(e, type->fields[i].type, leat__text_string(&member), "    ");
            leat__text_release(&member);
        }
        break;
    case LEAT_TYPE_VEC:
        leat__put(e, "    size_t count;\n    void *room;\n\n");
        leat__put(e, "    if (!leat_get_length(frame, %zu, &count))\n        return false;\n",
                  least_size(type->element, 0) ? least_size(type->element, 0) : 1);
        leat__put(e, "    room = leat_get_room(count, sizeof *value->data);\n");
        leat__put(e, "    value->data = room;\n    value->length = count;\n");
        leat__put(e, "    for (size_t i = 0; i < count; i++) {\n");
        leat__put(e, "        %s *element = (%s *)room + i;\n\n", c_type(e, type->element), c_type(e, type->element));
        put_decode(e, type->element, "*element", "        ");
        leat__put(e, "    }\n");
        break;
    default:
        leat__put(e, "    memset(value, 0, sizeof *value);\n");
        leat__put(e, "    if (!leat_get_bool(frame, &value->some))\n        return false;\n    if (value->some) {\n");
        put_decode(e, type->element, "value->value", "        ");
        leat__put(e, "    }\n");
        break;
    }
    leat__put(e, "    return true;\n}\n\n");
}

/* ---- keys: hash and equality ---- */

static void put_hash(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "%shash = leat_hash_bytes(&%s, sizeof %s, hash);\n", indent, value, value);
    else if (is_scalar(type))
        leat__put(e, "%shash = leat_hash_u64((uint64_t)%s, hash);\n", indent, value);
    else if (is_text(type))
        leat__put(e, "%shash = leat_hash_bytes(%s.data, %s.length, hash);\n", indent, value, value);
    else
        leat__put(e, "%shash = leat_hash_of_%s(&%s, hash);\n", indent, leat__type_suffix(e, type), value);
}

static void put_equal(struct leat__emitter *e, const struct leat_descriptor *type, const char *a, const char *b,
                      const char *indent)
{
    if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        leat__put(e, "%sif (memcmp(&%s, &%s, sizeof %s) != 0)\n", indent, a, b, a);
    else if (is_scalar(type))
        leat__put(e, "%sif (%s != %s)\n", indent, a, b);
    else if (type->kind == LEAT_TYPE_STR)
        leat__put(e, "%sif (!leat_str_equal(%s, %s))\n", indent, a, b);
    else if (type->kind == LEAT_TYPE_BYTES)
        leat__put(e, "%sif (%s.length != %s.length || (%s.length && memcmp(%s.data, %s.data, %s.length) != 0))\n", indent, a, b, a,
                  a, b, a);
    else
        leat__put(e, "%sif (!leat_equal_%s(&%s, &%s))\n", indent, leat__type_suffix(e, type), a, b);
    leat__put(e, "%s    return false;\n", indent);
}

static void put_key_functions(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *name = leat__type_suffix(e, type);

    leat__put(e, "static inline uint64_t leat_hash_of_%s(const %s *value, uint64_t hash)\n{\n", name, c_type(e, type));
    if (type->kind == LEAT_TYPE_RECORD) {
        for (uint32_t i = 0; i < type->count; i++) {
            struct leat__text member = {0};

            leat__text_printf(&member, "value->%s", type->fields[i].name);
            put_hash(e, type->fields[i].type, leat__text_string(&member), "    ");
            leat__text_release(&member);
        }
    } else if (type->kind == LEAT_TYPE_VEC) {
        leat__put(e, "    hash = leat_hash_u64(value->length, hash);\n    for (size_t i = 0; i < value->length; i++)\n");
        put_hash(e, type->element, "value->data[i]", "        ");
    } else {
        leat__put(e, "    hash = leat_hash_u64(value->some, hash);\n    if (value->some)\n");
        put_hash(e, type->element, "value->value", "        ");
    }
    leat__put(e, "    return hash;\n}\n\n");

    leat__put(e, "static inline bool leat_equal_%s(const %s *a, const %s *b)\n{\n", name, c_type(e, type), c_type(e, type));
    if (type->kind == LEAT_TYPE_RECORD) {
        for (uint32_t i = 0; i < type->count; i++) {
            struct leat__text a = {0}, b = {0};

            leat__text_printf(&a, "a->%s", type->fields[i].name);
            leat__text_printf(&b, "b->%s", type->fields[i].name);
            put_equal(e, type->fields[i].type, leat__text_string(&a), leat__text_string(&b), "    ");
            leat__text_release(&a);
            leat__text_release(&b);
        }
    } else if (type->kind == LEAT_TYPE_VEC) {
        leat__put(e, "    if (a->length != b->length)\n        return false;\n    for (size_t i = 0; i < a->length; i++)\n");
        put_equal(e, type->element, "a->data[i]", "b->data[i]", "        ");
    } else {
        leat__put(e, "    if (a->some != b->some)\n        return false;\n    if (a->some)\n");
        put_equal(e, type->element, "a->value", "b->value", "        ");
    }
    leat__put(e, "    return true;\n}\n\n");
}

/* ---- all of them ---- */

static void put_prototypes(struct leat__emitter *e, const struct used_type *used)
{
    const char *name = leat__type_suffix(e, used->type);
    const char *type = c_type(e, used->type);

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
                e->plan->locations[l].vertices.items[i]->type == type)
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
                put_size_function(e, used.items[i].type);
            put_encode_function(e, used.items[i].type);
        }
        if (used.items[i].uses & USE_DECODE)
            put_decode_function(e, used.items[i].type);
        if (used.items[i].uses & USE_KEY)
            put_key_functions(e, used.items[i].type);
    }
    leat__vector_release(&used);
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
        for (uint32_t k = 0; type->descriptor && type->descriptor->kind == LEAT_TYPE_RECORD && k < type->descriptor->count; k++)
            leat__put(e, "_Static_assert(offsetof(%s, %s) == %zu, \"%s.%s lies elsewhere here than where the flow was built\");\n",
                      type->text, type->descriptor->fields[k].name, type->descriptor->fields[k].offset, type->text,
                      type->descriptor->fields[k].name);
    }
    leat__put(e, "\n");
}
