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

static inline bool is_some(const void *value)
{
    return *(const bool *)value;
}

static inline const void *value_of_option(const struct leat_descriptor *type, const void *value)
{
    return (const char *)value + type->value_offset;
}

#endif
