/*
 * captures.c: options of a call. A captured value becomes a constant in the generated code, spelt so
 * that any compiler reads back exactly the same value.
 */
#include <math.h>
#include <string.h>

#include "flow/graph.h"

static void put_float(struct leat__text *text, double value)
{
    if (isnan(value))
        leat__text_append(text, "__builtin_nan(\"\")");
    else if (isinf(value))
        leat__text_append(text, value < 0 ? "-__builtin_inf()" : "__builtin_inf()");
    else
        leat__text_printf(text, "%a", value);
}

static int64_t signed_value(const void *value, size_t size)
{
    int64_t wide = 0;

    memcpy(&wide, value, size); /* little-endian */
    return size == 8 ? wide : (int64_t)((uint64_t)wide << (64 - 8 * size)) >> (64 - 8 * size);
}

static uint64_t unsigned_value(const void *value, size_t size)
{
    uint64_t wide = 0;

    memcpy(&wide, value, size);
    return wide;
}

static void put_signed(struct leat__text *text, int64_t value)
{
    if (value == INT64_MIN)
        leat__text_append(text, "INT64_MIN");
    else
        leat__text_printf(text, "INT64_C(%lld)", (long long)value);
}

/* A constant being spelt: its initialiser, and before it the arrays that this one points to. */
struct spelling {
    struct leat__text *arrays;
    const char *name; /* of the constant */
    unsigned count;   /* of arrays */
};

static void put_value(struct spelling *s, struct leat__text *text, const struct leat_descriptor *type, const void *value);

/* What a vector points to outlives the call of the quote's function, which may return the vector: a static array. */
static void put_vector(struct spelling *s, struct leat__text *text, const struct leat_descriptor *element, const leat_bytes *vec)
{
    struct leat__text items = {0};
    unsigned number = ++s->count;

    if (vec->length == 0) {
        leat__text_append(text, "{0, 0}");
        return;
    }
    for (size_t i = 0; i < vec->length; i++) {
        leat__text_append(&items, i ? ", " : "");
        put_value(s, &items, element, (const char *)vec->data + i * element->size);
    }
    leat__text_printf(s->arrays, "static const %s leat_%s_%u[] = {%s}; ", element->name, s->name, number,
                      leat__text_string(&items));
    leat__text_printf(text, "{%sleat_%s_%u, %zu}", element->kind == LEAT_TYPE_I8 ? "(const void *)" /* or char */ : "", s->name,
                      number, vec->length);
    leat__text_release(&items);
}

static void put_variant(struct spelling *s, struct leat__text *text, const struct leat_descriptor *type, const void *value)
{
    const uint32_t tag = (uint32_t)unsigned_value(value, sizeof tag);
    const struct leat_field *which = &type->fields[tag];

    leat__text_printf(text, "{.tag = %u", tag);
    if (tag < type->count && which->type != &leat_d_unit_) {
        leat__text_printf(text, ", .%s = ", which->name);
        put_value(s, text, which->type, (const char *)value + which->offset);
    }
    leat__text_char(text, '}');
}

/* An initialiser for any value that has a descriptor. */
static void put_value(struct spelling *s, struct leat__text *text, const struct leat_descriptor *type, const void *value)
{
    switch (type->kind) {
    case LEAT_TYPE_BOOL:
        leat__text_append(text, *(const bool *)value ? "true" : "false");
        break;
    case LEAT_TYPE_I8:
    case LEAT_TYPE_I16:
    case LEAT_TYPE_I32:
    case LEAT_TYPE_I64:
        put_signed(text, signed_value(value, type->size));
        break;
    case LEAT_TYPE_U8:
    case LEAT_TYPE_U16:
    case LEAT_TYPE_U32:
    case LEAT_TYPE_U64:
        leat__text_printf(text, "UINT64_C(%llu)", (unsigned long long)unsigned_value(value, type->size));
        break;
    case LEAT_TYPE_F32:
        put_float(text, (double)*(const float *)value);
        break;
    case LEAT_TYPE_F64:
        put_float(text, *(const double *)value);
        break;
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES: {
        const leat_str *str = value;

        leat__text_char(text, '{');
        leat__text_c_string(text, str->data, str->length);
        leat__text_printf(text, ", %zu}", str->length);
        break;
    }
    case LEAT_TYPE_RECORD:
        leat__text_char(text, '{');
        for (uint32_t i = 0; i < type->count; i++) {
            leat__text_printf(text, "%s.%s = ", i ? ", " : "", type->fields[i].name);
            put_value(s, text, type->fields[i].type, (const char *)value + type->fields[i].offset);
        }
        leat__text_char(text, '}');
        break;
    case LEAT_TYPE_VEC:
        put_vector(s, text, type->element, value); /* data and length, as bytes have them */
        break;
    case LEAT_TYPE_OPTION:
        leat__text_printf(text, "{%s, ", *(const bool *)value ? "true" : "false");
        put_value(s, text, type->element, (const char *)value + type->value_offset);
        leat__text_char(text, '}');
        break;
    case LEAT_TYPE_ENUM:
        put_signed(text, signed_value(value, type->size));
        break;
    case LEAT_TYPE_ARRAY:
        leat__text_char(text, '{');
        for (uint32_t i = 0; i < type->length; i++) {
            leat__text_append(text, i ? ", " : "");
            put_value(s, text, type->element, (const char *)value + i * type->element->size);
        }
        leat__text_char(text, '}');
        break;
    case LEAT_TYPE_VARIANT:
        put_variant(s, text, type, value);
        break;
    case LEAT_TYPE_NONE:
        leat__bug("a captured value of type '%s' has no descriptor", type->name);
    }
}

/* "const int32_t limit = INT64_C(4);": declared inside the quote's function, before its body. */
static const char *declaration(struct leat__node *node, const struct leat_option_given *option,
                               const struct leat__place **cluster)
{
    struct leat__text text = {0};
    const char *name = option->text;
    struct spelling spelling = {.arrays = &text, .name = name};

    switch (option->capture) {
    case LEAT_CAPTURE_BOOL:
        leat__text_printf(&text, "const bool %s = %s;", name, *(const bool *)option->value ? "true" : "false");
        break;
    case LEAT_CAPTURE_SIGNED:
        leat__text_printf(&text, "const int%zu_t %s = ", option->size * 8, name);
        put_signed(&text, signed_value(option->value, option->size));
        leat__text_char(&text, ';');
        break;
    case LEAT_CAPTURE_UNSIGNED:
        leat__text_printf(&text, "const uint%zu_t %s = UINT64_C(%llu);", option->size * 8, name,
                          (unsigned long long)unsigned_value(option->value, option->size));
        break;
    case LEAT_CAPTURE_LONG_LONG:
        leat__text_printf(&text, "const long long %s = ", name);
        put_signed(&text, signed_value(option->value, option->size));
        leat__text_char(&text, ';');
        break;
    case LEAT_CAPTURE_UNSIGNED_LONG_LONG:
        leat__text_printf(&text, "const unsigned long long %s = UINT64_C(%llu);", name,
                          (unsigned long long)unsigned_value(option->value, option->size));
        break;
    case LEAT_CAPTURE_FLOAT:
        leat__text_printf(&text, "const %s %s = ", option->size == sizeof(float) ? "float" : "double", name);
        put_float(&text, option->size == sizeof(float) ? (double)*(const float *)option->value : *(const double *)option->value);
        leat__text_char(&text, ';');
        break;
    case LEAT_CAPTURE_STRING: {
        const char *string = *(const char *const *)option->value;

        leat__text_printf(&text, "const char *const %s = ", name);
        if (string)
            leat__text_c_string(&text, string, strlen(string));
        else
            leat__text_append(&text, "0");
        leat__text_char(&text, ';');
        break;
    }
    case LEAT_CAPTURE_CHARS: /* as long as it is, for sizeof; what follows its zero may never have been written */
        leat__text_printf(&text, "static const char %s[%zu] = ", name, option->size);
        leat__text_c_string(&text, option->value, strnlen(option->value, option->size));
        leat__text_char(&text, ';');
        break;
    case LEAT_CAPTURE_STR:
        leat__text_printf(&text, "const leat_str %s = ", name);
        put_value(&spelling, &text, &leat_d_str_, option->value);
        leat__text_char(&text, ';');
        break;
    case LEAT_CAPTURE_CLUSTER:
        *cluster = *(const struct leat__place *const *)option->value;
        leat__text_printf(&text, "const leat_cluster *const %s = leat_cluster_with_id(%u);", name, (*cluster)->id);
        break;
    case LEAT_CAPTURE_VALUE: {
        const struct leat__type *type = leat__type_of(node->flow, option->type, node->site->base_file);

        if (type->descriptor) {
            struct leat__text constant = {0};

            leat__text_printf(&constant, "const %s %s = ", type->text, name);
            put_value(&spelling, &constant, type->descriptor, option->value);
            leat__text_printf(&text, "%s;", leat__text_string(&constant));
            leat__text_release(&constant);
        }
        break;
    }
    case LEAT_CAPTURE_NONE:
        break;
    }

    const char *kept = text.length ? leat__arena_strdup(&node->flow->arena, leat__text_string(&text)) : NULL;

    leat__text_release(&text);
    return kept;
}

static void add_capture(struct leat__node *node, const struct leat_option_given *option)
{
    struct leat__capture capture = {.name = option->text, .kind = option->capture};

    capture.declaration = declaration(node, option, &capture.cluster);
    leat__vector_push(&node->captures, capture);
}

void leat__node_options(struct leat__node *node, const struct leat_option_given *options)
{
    for (; options->kind != LEAT_OPTION_END; options++) {
        switch (options->kind) {
        case LEAT_OPTION_NONDET:
            node->nondet = options->text;
            break;
        case LEAT_OPTION_COMMUTATIVE:
            node->commutative = options->text;
            break;
        case LEAT_OPTION_IDEMPOTENT:
            node->idempotent = options->text;
            break;
        case LEAT_OPTION_MONOTONE:
            node->monotone = options->text;
            break;
        case LEAT_OPTION_CHANNEL:
            node->name = options->text;
            break;
        case LEAT_OPTION_LOSSY:
            node->lossy = options->text;
            break;
        case LEAT_OPTION_LET:
            add_capture(node, options);
            break;
        case LEAT_OPTION_END:
            break;
        }
    }
}
