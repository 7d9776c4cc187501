/*
 * keys.c: hash and equality of a type, for what looks elements up.
 */
#include "emit/internal.h"

static bool is_float(const struct leat_descriptor *type)
{
    return type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64;
}

/* An array that is hashed and compared as the bytes that it is. */
static bool is_plain_array(const struct leat_descriptor *type)
{
    return type->kind == LEAT_TYPE_ARRAY && leat__is_scalar(type->element) && type->element->kind != LEAT_TYPE_BOOL;
}

static void put_hash(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent)
{
    if (is_float(type))
        leat__put(e, "%shash = leat_hash_bytes(&%s, sizeof %s, hash);\n", indent, value, value);
    else if (leat__is_scalar(type))
        leat__put(e, "%shash = leat_hash_u64((uint64_t)%s, hash);\n", indent, value);
    else if (leat__is_text(type))
        leat__put(e, "%shash = leat_hash_bytes(%s.data, %s.length, hash);\n", indent, value, value);
    else if (is_plain_array(type))
        leat__put(e, "%shash = leat_hash_bytes(%s, sizeof %s, hash);\n", indent, value, value);
    else if (type->kind == LEAT_TYPE_ARRAY)
        leat__put_parts(e, type, put_hash, value, indent);
    else
        leat__put(e, "%shash = leat_hash_of_%s(&%s, hash);\n", indent, leat__type_suffix(e, type), value);
}

/* `a` is "a->member"; the other value is the same with a b in front. */
static void put_equal(struct leat__emitter *e, const struct leat_descriptor *type, const char *a, const char *indent)
{
    struct leat__text other = {0};
    const char *b;

    if (type->kind == LEAT_TYPE_ARRAY && !is_plain_array(type)) {
        leat__put_parts(e, type, put_equal, a, indent);
        return;
    }
    leat__text_printf(&other, "b%s", a + 1);
    b = leat__text_string(&other);
    if (is_float(type))
        leat__put(e, "%sif (memcmp(&%s, &%s, sizeof %s) != 0)\n", indent, a, b, a);
    else if (is_plain_array(type))
        leat__put(e, "%sif (memcmp(%s, %s, sizeof %s) != 0)\n", indent, a, b, a);
    else if (leat__is_scalar(type))
        leat__put(e, "%sif (%s != %s)\n", indent, a, b);
    else if (type->kind == LEAT_TYPE_STR)
        leat__put(e, "%sif (!leat_str_equal(%s, %s))\n", indent, a, b);
    else if (type->kind == LEAT_TYPE_BYTES)
        leat__put(e, "%sif (%s.length != %s.length || (%s.length && memcmp(%s.data, %s.data, %s.length) != 0))\n", indent, a, b, a,
                  a, b, a);
    else
        leat__put(e, "%sif (!leat_equal_%s(&%s, &%s))\n", indent, leat__type_suffix(e, type), a, b);
    leat__put(e, "%s    return false;\n", indent);
    leat__text_release(&other);
}

static void put_hash_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    leat__put(e, "static inline uint64_t leat_hash_of_%s(const %s *value, uint64_t hash)\n{\n", leat__type_suffix(e, type),
              leat__c_type(e, type));
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        leat__put_parts(e, type, put_hash, "value", "    ");
        break;
    case LEAT_TYPE_VARIANT:
        leat__put(e, "    hash = leat_hash_u64((uint64_t)value->tag, hash);\n");
        leat__put_cases(e, type, put_hash, "value", "value->tag");
        leat__put(e, "    }\n");
        break;
    case LEAT_TYPE_ENUM:
        leat__put(e, "    hash = leat_hash_u64((uint64_t)*value, hash);\n");
        break;
    case LEAT_TYPE_VEC:
        leat__put(e, "    hash = leat_hash_u64(value->length, hash);\n    for (size_t i = 0; i < value->length; i++)\n");
        put_hash(e, type->element, "value->data[i]", "        ");
        break;
    default:
        leat__put(e, "    hash = leat_hash_u64(value->some, hash);\n    if (value->some)\n");
        put_hash(e, type->element, "value->value", "        ");
        break;
    }
    leat__put(e, "    return hash;\n}\n\n");
}

static void put_equal_function(struct leat__emitter *e, const struct leat_descriptor *type)
{
    const char *c_type = leat__c_type(e, type);

    leat__put(e, "static inline bool leat_equal_%s(const %s *a, const %s *b)\n{\n", leat__type_suffix(e, type), c_type, c_type);
    switch (type->kind) {
    case LEAT_TYPE_RECORD:
        leat__put_parts(e, type, put_equal, "a", "    ");
        break;
    case LEAT_TYPE_VARIANT:
        leat__put(e, "    if (a->tag != b->tag)\n        return false;\n");
        leat__put_cases(e, type, put_equal, "a", "a->tag");
        leat__put(e, "    }\n");
        break;
    case LEAT_TYPE_ENUM:
        leat__put(e, "    if (*a != *b)\n        return false;\n");
        break;
    case LEAT_TYPE_VEC:
        leat__put(e, "    if (a->length != b->length)\n        return false;\n    for (size_t i = 0; i < a->length; i++)\n");
        put_equal(e, type->element, "a->data[i]", "        ");
        break;
    default:
        leat__put(e, "    if (a->some != b->some)\n        return false;\n    if (a->some)\n");
        put_equal(e, type->element, "a->value", "        ");
        break;
    }
    leat__put(e, "    return true;\n}\n\n");
}

void leat__put_key_functions(struct leat__emitter *e, const struct leat_descriptor *type)
{
    put_hash_function(e, type);
    put_equal_function(e, type);
}
