/*
 * wire.c: a type's size on the wire, and its encoder and decoder (bincode 1).
 */
#include "emit/internal.h"

/* Whether a value in memory is its own encoding: several of them are one copy. */
static bool is_plain(const struct leat_descriptor *type)
{
    return leat__is_scalar(type) && type->kind != LEAT_TYPE_BOOL;
}

/* ---- sizes ---- */

/* Adds what a value takes, if every value of the type takes the same. */
static bool add_fixed(const struct leat_descriptor *type, size_t *sum)
{
    size_t first = 0, other = 0;

    switch (type->kind) {
    case LEAT_TYPE_ENUM:
        *sum += 4;
        return true;
    case LEAT_TYPE_ARRAY:
        *sum += type->length * leat__fixed_size(type->element);
        return leat__fixed_size(type->element) != 0;
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            if (!add_fixed(type->fields[i].type, sum))
                return false;
        return true;
    case LEAT_TYPE_VARIANT:
        for (uint32_t i = 0; i < type->count; i++, other = 0) {
            if (!add_fixed(type->fields[i].type, &other) || (i > 0 && other != first))
                return false;
            first = other;
        }
        *sum += 4 + first;
        return true;
    default:
        *sum += type->kind == LEAT_TYPE_BOOL ? 1 : type->size;
        return leat__is_scalar(type);
    }
}

/* Bytes on the wire, where every value of the type takes the same; else 0. */
size_t leat__fixed_size(const struct leat_descriptor *type)
{
    size_t sum = 0;

    return add_fixed(type, &sum) ? sum : 0;
}

/* An array whose size is a sum over its elements: that takes a loop, and is no part of an expression. */
static bool takes_loop(const struct leat_descriptor *type)
{
    return type->kind == LEAT_TYPE_ARRAY && !leat__fixed_size(type);
}

/* " + ..." for a part of variable size; its fixed bytes are added to *fixed. */
static void put_size(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, size_t *fixed)
{
    if (leat__fixed_size(type) || type == &leat_d_unit_)
        *fixed += leat__fixed_size(type);
    else if (leat__is_text(type)) {
        *fixed += 8;
        leat__put(e, " + %s.length", value);
    } else {
        leat__put(e, " + leat_size_of_%s(&%s)", leat__type_suffix(e, type), value);
    }
}

/* Adds to the variable `size` what the elements of an array take. */
static void put_size_loop(struct leat__emitter *e, const struct leat_descriptor *array, const char *value, const char *indent)
{
    struct leat__text element = {0};
    size_t fixed = 0;

    leat__text_printf(&element, "%s[i]", value);
    leat__put(e, "%sfor (size_t i = 0; i < %u; i++)\n%s    size += 0", indent, array->length, indent);
    put_size(e, array->element, leat__text_string(&element), &fixed);
    leat__put(e, " + %zu;\n", fixed);
    leat__text_release(&element);
}

static void put_record_size(struct leat__emitter *e, const struct leat_descriptor *type)
{
    struct leat__text member = {0};
    bool loops = false;
    size_t fixed = 0;

    for (uint32_t i = 0; i < type->count; i++) {
        if (!takes_loop(type->fields[i].type))
            continue;
        if (!loops)
            leat__put(e, "    size_t size = 0;\n\n");
        loops = true;
        leat__text_printf(&member, "value->%s", type->fields[i].name);
        put_size_loop(e, type->fields[i].type, leat__text_string(&member), "    ");
        member.length = 0;
    }
    leat__put(e, loops ? "    return size" : "    (void)value;\n    return 0");
    for (uint32_t i = 0; i < type->count; i++) {
        if (takes_loop(type->fields[i].type))
            continue;
        leat__text_printf(&member, "value->%s", type->fields[i].name);
        put_size(e, type->fields[i].type, leat__text_string(&member), &fixed);
        member.length = 0;
    }
    leat__put(e, " + %zu;\n", fixed);
    leat__text_release(&member);
}

static void put_case_size(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    size_t fixed = 0;

    if (takes_loop(type)) {
        put_size_loop(e, type, value, indent);
        return;
    }
    if (leat__fixed_size(type)) {
        leat__put(e, "%ssize += %zu;\n", indent, leat__fixed_size(type));
        return;
    }
    leat__put(e, "%ssize += 0", indent);
    put_size(e, type, value, &fixed);
    leat__put(e, " + %zu;\n", fixed);
}

/* What cannot be sent ends the process: it is found before the frame is begun, or where it is written. */
static void put_no_such(struct leat__emitter *e, const struct leat_descriptor *type)
{
    leat__put(e, "    default:\n        leat_value_no_such(%s, value);\n    }\n", leat__descriptor_of(e, type));
}

void leat__put_size_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *name = leat__type_suffix(e, type);
    size_t fixed = 0;

    leat__put(e, "static inline size_t leat_size_of_%s(const %s *value)\n{\n", name, leat__c_type(e, type));
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        put_record_size(e, type);
        break;
    case LEAT_TYPE_VARIANT:
        leat__put(e, "    size_t size = 4;\n\n");
        leat__put_cases(e, type, put_case_size, "value", "value->tag");
        put_no_such(e, type);
        leat__put(e, "    return size;\n");
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

    if (type->kind == LEAT_TYPE_ARRAY && is_plain(type->element))
        leat__put(e, "%sat = leat_put_plain(at, %s, sizeof %s);\n", indent, value, value);
    else if (type->kind == LEAT_TYPE_ARRAY)
        leat__put_parts(e, type, put_encode, value, indent);
    else if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64 || type->kind == LEAT_TYPE_BOOL || leat__is_text(type))
        leat__put(e, "%sat = leat_put_%s(at, %s);\n", indent, suffix, value);
    else if (leat__is_scalar(type))
        leat__put(e, "%sat = leat_put_%s(at, (%sint%zu_t)%s);\n", indent, suffix, suffix[0] == 'u' ? "u" : "",
                  type->size * 8, value);
    else
        leat__put(e, "%sat = leat_encode_%s(at, &%s);\n", indent, suffix, value);
}

void leat__put_encode_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    leat__put(e, "static inline uint8_t *leat_encode_%s(uint8_t *at, const %s *value)\n{\n", leat__type_suffix(e, type),
              leat__c_type(e, type));
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        leat__put_parts(e, type, put_encode, "value", "    ");
        break;
    case LEAT_TYPE_VARIANT:
        leat__put(e, "    at = leat_put_u32(at, (uint32_t)value->tag);\n");
        leat__put_cases(e, type, put_encode, "value", "value->tag");
        put_no_such(e, type);
        break;
    case LEAT_TYPE_ENUM:
        leat__put(e, "    switch (*value) {\n");
        for (uint32_t i = 0; i < type->length; i++)
            leat__put(e, "    case %s:\n        return leat_put_u32(at, %u);\n", type->enumerators[i].name, i);
        leat__put(e, "    }\n    leat_value_no_such(%s, value);\n}\n\n", leat__descriptor_of(e, type));
        return;
    case LEAT_TYPE_VEC:
        leat__put(e, "    at = leat_put_u64(at, value->length);\n");
        if (is_plain(type->element)) {
            leat__put(e, "    at = leat_put_plain(at, value->data, value->length * sizeof *value->data);\n");
            break;
        }
        leat__put(e, "    for (size_t i = 0; i < value->length; i++)\n");
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

static void put_decode_scalar(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    const char *suffix = leat__type_suffix(e, type);

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

/* Statements that decode one part, and return false where the bytes are not it. */
static void put_decode(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    if (leat__is_scalar(type))
        put_decode_scalar(e, type, value, indent);
    else if (type->kind == LEAT_TYPE_ARRAY && is_plain(type->element))
        leat__put(e, "%sif (!leat_get_plain(frame, %s, sizeof %s))\n%s    return false;\n", indent, value, value, indent);
    else if (type->kind == LEAT_TYPE_ARRAY && type->element->kind == LEAT_TYPE_BOOL)
        leat__put(e, "%sfor (size_t i = 0; i < %u; i++)\n%s    if (!leat_get_bool(frame, &%s[i]))\n%s        return false;\n",
                  indent, type->length, indent, value, indent);
    else if (type->kind == LEAT_TYPE_ARRAY)
        leat__put_parts(e, type, put_decode, value, indent);
    else
        leat__put(e, "%sif (!%s%s(frame, &%s))\n%s    return false;\n", indent,
                  leat__is_text(type) ? "leat_get_" : "leat_decode_", leat__type_suffix(e, type), value, indent);
}

static void put_decode_elements(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *element = leat__c_type(e, type->element);
    size_t least = leat_type_least_size(type->element);

    leat__put(e, "    size_t count;\n    void *room;\n\n");
    leat__put(e, "    if (!leat_get_length(frame, %zu, &count))\n        return false;\n", least ? least : 1);
    leat__put(e, "    room = leat_get_room(count, sizeof *value->data);\n");
    leat__put(e, "    value->data = room;\n    value->length = count;\n");
    if (is_plain(type->element)) {
        leat__put(e, "    if (!leat_get_plain(frame, room, count * sizeof *value->data))\n        return false;\n");
        return;
    }
    leat__put(e, "    for (size_t i = 0; i < count; i++) {\n");
    leat__put(e, "        %s *element = (%s *)room + i;\n\n", element, element);
    put_decode(e, type->element, "*element", "        ");
    leat__put(e, "    }\n");
}

void leat__put_decode_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    leat__put(e, "static inline bool leat_decode_%s(struct leat_frame *frame, %s *value)\n{\n", leat__type_suffix(e, type),
              leat__c_type(e, type));
    if (type->kind == LEAT_TYPE_ENUM || type->kind == LEAT_TYPE_VARIANT)
        leat__put(e, "    uint32_t tag;\n\n    if (!leat_get_u32(frame, &tag))\n        return false;\n");
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        leat__put_parts(e, type, put_decode, "value", "    ");
        break;
    case LEAT_TYPE_VARIANT:
        leat__put(e, "    value->tag = (__typeof__(value->tag))tag;\n");
        leat__put_cases(e, type, put_decode, "value", "tag");
        leat__put(e, "    default:\n        return false;\n    }\n");
        break;
    case LEAT_TYPE_ENUM:
        leat__put(e, "    switch (tag) {\n");
        for (uint32_t i = 0; i < type->length; i++)
            leat__put(e, "    case %u:\n        *value = %s;\n        return true;\n", i, type->enumerators[i].name);
        leat__put(e, "    default:\n        return false;\n    }\n}\n\n");
        return;
    case LEAT_TYPE_VEC:
        put_decode_elements(e, type);
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
