/*
 * parts.h: the parts of a value, by its descriptor.
 */
#ifndef LEAT_SRC_RT_PARTS_H
#define LEAT_SRC_RT_PARTS_H

#include "arena.h"

static inline const void *field_of(const struct leat_field *field, const void *value)
{
    return (const char *)value + field->offset;
}

static inline const void *element_of(const struct leat_descriptor *element, const struct leat__view *view, size_t i)
{
    return (const char *)view->data + i * element->size;
}

/* The tag of a variant: the place of its case. */
static inline uint32_t tag_of(const void *value)
{
    uint32_t tag;

    memcpy(&tag, value, sizeof tag);
    return tag;
}

/* The value of an enum, as C has it: of 4 bytes, or of 8 where a constant is larger. */
static inline int64_t enum_value(const struct leat_descriptor *type, const void *value)
{
    bool is_signed = false;
    int32_t small;
    int64_t wide;

    if (type->size == sizeof wide) {
        memcpy(&wide, value, sizeof wide);
        return wide;
    }
    memcpy(&small, value, sizeof small);
    for (uint32_t i = 0; i < type->length; i++)
        is_signed |= type->enumerators[i].value < 0;
    return is_signed ? small : (int64_t)(uint32_t)small;
}

static inline bool is_some(const void *value)
{
    return *(const bool *)value;
}

static inline const void *value_of_option(const struct leat_descriptor *type, const void *value)
{
    return (const char *)value + type->value_offset;
}

#endif
