/* value.c: encoding, decoding, equality, hash and order of any value, by its descriptor. */
#include "leat/rt/value.h"

#include <inttypes.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "fail.h"
#include "leat/rt/run.h"
#include "parts.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "scalars are copied to the wire as they lie in memory: this needs a little-endian machine"
#endif

/* A vector within a vector is a level; a recursive record is otherwise as deep as its sender likes. */
enum { NESTING_MOST = 64 };

#define SCALAR(id, text, upper, type)                                                               \
    const struct leat_descriptor leat_d_##id##_ = {.name = (text), .kind = LEAT_TYPE_##upper, .size = sizeof(type)};
SCALAR(bool, "bool", BOOL, bool)
SCALAR(i8, "int8_t", I8, int8_t)
SCALAR(u8, "uint8_t", U8, uint8_t)
SCALAR(i16, "int16_t", I16, int16_t)
SCALAR(u16, "uint16_t", U16, uint16_t)
SCALAR(i32, "int32_t", I32, int32_t)
SCALAR(u32, "uint32_t", U32, uint32_t)
SCALAR(i64, "int64_t", I64, int64_t)
SCALAR(u64, "uint64_t", U64, uint64_t)
SCALAR(f32, "float", F32, float)
SCALAR(f64, "double", F64, double)
SCALAR(str, "leat_str", STR, leat_str)
SCALAR(bytes, "leat_bytes", BYTES, leat_bytes)
#undef SCALAR
/* What a case of a variant holds that has no payload: no bytes. */
const struct leat_descriptor leat_d_unit_ = {.name = "nothing", .kind = LEAT_TYPE_RECORD};

/* Whether a value in memory is its own encoding: then a vector of them is one copy. */
static bool is_plain(const struct leat_descriptor *type)
{
    return type->kind > LEAT_TYPE_BOOL && type->kind < LEAT_TYPE_STR;
}

bool leat_type_has_views(const struct leat_descriptor *type)
{
    if (!type)
        return false;
    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
    case LEAT_TYPE_VEC:
        return true;
    case LEAT_TYPE_OPTION:
    case LEAT_TYPE_ARRAY:
        return leat_type_has_views(type->element);
    case LEAT_TYPE_RECORD:
    case LEAT_TYPE_VARIANT:
        for (uint32_t i = 0; i < type->count; i++)
            if (leat_type_has_views(type->fields[i].type))
                return true;
        return false;
    default:
        return false;
    }
}

/* ---- enums and variants ---- */

/* The place of a value among those of its enum; UINT32_MAX if it is none of them. */
static uint32_t place_of(const struct leat_descriptor *type, int64_t value)
{
    /* Most enums count from 0. */
    if (value >= 0 && value < (int64_t)type->length && type->enumerators[value].value == value)
        return (uint32_t)value;
    for (uint32_t i = 0; i < type->length; i++)
        if (type->enumerators[i].value == value)
            return i;
    return UINT32_MAX;
}

void leat_value_no_such(const struct leat_descriptor *type, const void *value)
{
    char constants[400] = "";
    size_t length = 0;

    for (uint32_t i = 0; i < type->length && length < sizeof constants; i++)
        length += (size_t)snprintf(constants + length, sizeof constants - length, "%s%s = %" PRId64, i ? ", " : "",
                                   type->enumerators[i].name, type->enumerators[i].value);
    if (type->kind == LEAT_TYPE_ENUM)
        leat_run_fail("%" PRId64 " is no value of the enum '%s', and cannot be sent: %s%s", enum_value(type, value), type->name,
                      constants, length < sizeof constants ? "" : " ...");
    leat_run_fail("a variant '%s' with the tag %" PRIu32 ", which is none of its %" PRIu32 ", cannot be sent", type->name,
                  tag_of(value), type->count);
}

/* The case that a variant is in. */
static const struct leat_field *case_of(const struct leat_descriptor *type, const void *value)
{
    if (tag_of(value) >= type->count)
        leat_value_no_such(type, value);
    return &type->fields[tag_of(value)];
}

static uint32_t place_to_send(const struct leat_descriptor *type, const void *value)
{
    uint32_t place = place_of(type, enum_value(type, value));

    if (place == UINT32_MAX)
        leat_value_no_such(type, value);
    return place;
}

/* ---- encoding ---- */

static size_t elements_size(const struct leat_descriptor *element, const char *elements, size_t count)
{
    size_t size = 0;

    if (is_plain(element))
        return count * element->size;
    for (size_t i = 0; i < count; i++)
        size += leat_value_size(element, elements + i * element->size);
    return size;
}

size_t leat_value_size(const struct leat_descriptor *type, const void *value)
{
    size_t size = 0;

    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        return sizeof(uint64_t) + ((const struct leat__view *)value)->length;
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            size += leat_value_size(type->fields[i].type, field_of(&type->fields[i], value));
        return size;
    case LEAT_TYPE_VEC: {
        const struct leat__view *view = value;

        return sizeof(uint64_t) + elements_size(type->element, view->data, view->length);
    }
    case LEAT_TYPE_ARRAY:
        return elements_size(type->element, value, type->length);
    case LEAT_TYPE_OPTION:
        return 1 + (is_some(value) ? leat_value_size(type->element, value_of_option(type, value)) : 0);
    case LEAT_TYPE_ENUM:
        return sizeof(uint32_t);
    case LEAT_TYPE_VARIANT: {
        const struct leat_field *which = case_of(type, value);

        return sizeof(uint32_t) + leat_value_size(which->type, field_of(which, value));
    }
    default:
        return type->size;
    }
}

static uint8_t *encode_bytes(uint8_t *at, const void *data, size_t length)
{
    if (length)
        memcpy(at, data, length);
    return at + length;
}

static uint8_t *encode_length(uint8_t *at, const struct leat__view *view)
{
    return encode_bytes(at, &(uint64_t){view->length}, sizeof(uint64_t));
}

static uint8_t *encode_u32(uint8_t *at, uint32_t value)
{
    return encode_bytes(at, &value, sizeof value);
}

static uint8_t *encode_elements(uint8_t *at, const struct leat_descriptor *element, const char *elements, size_t count)
{
    if (is_plain(element))
        return encode_bytes(at, elements, count * element->size);
    for (size_t i = 0; i < count; i++)
        at = leat_value_encode(element, elements + i * element->size, at);
    return at;
}

uint8_t *leat_value_encode(const struct leat_descriptor *type, const void *value, uint8_t *at)
{
    const struct leat__view *view = value;

    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        return encode_bytes(encode_length(at, view), view->data, view->length);
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            at = leat_value_encode(type->fields[i].type, field_of(&type->fields[i], value), at);
        return at;
    case LEAT_TYPE_VEC:
        return encode_elements(encode_length(at, view), type->element, view->data, view->length);
    case LEAT_TYPE_ARRAY:
        return encode_elements(at, type->element, value, type->length);
    case LEAT_TYPE_OPTION:
        *at++ = is_some(value);
        return is_some(value) ? leat_value_encode(type->element, value_of_option(type, value), at) : at;
    case LEAT_TYPE_ENUM:
        return encode_u32(at, place_to_send(type, value));
    case LEAT_TYPE_VARIANT: {
        const struct leat_field *which = case_of(type, value);

        return leat_value_encode(which->type, field_of(which, value), encode_u32(at, tag_of(value)));
    }
    default:
        return encode_bytes(at, value, type->size);
    }
}

/* ---- decoding ---- */

struct input {
    const uint8_t *at;
    const uint8_t *end;
    struct leat_arena *arena;
    int nesting;
};

static const char *decode_value(struct input *in, const struct leat_descriptor *type, void *value);

static size_t bytes_left(const struct input *in)
{
    return (size_t)(in->end - in->at);
}

static const char *decode_plain(struct input *in, void *value, size_t size)
{
    if (bytes_left(in) < size)
        return "the bytes end within a value";
    memcpy(value, in->at, size);
    in->at += size;
    return NULL;
}

static const char *decode_flag(struct input *in, bool *value, const char *wrong)
{
    uint8_t byte;
    const char *error = decode_plain(in, &byte, 1);

    if (error)
        return error;
    if (byte > 1)
        return wrong;
    *value = byte;
    return NULL;
}

static const char *decode_bytes(struct input *in, struct leat__view *view)
{
    uint64_t length;
    const char *error = decode_plain(in, &length, sizeof length);

    if (error)
        return error;
    if (length > bytes_left(in))
        return "length beyond the frame";
    *view = (struct leat__view){in->at, length};
    in->at += length;
    return NULL;
}

/* The fewest bytes that any case takes. */
static size_t least_payload(const struct leat_descriptor *variant)
{
    size_t least = SIZE_MAX;

    for (uint32_t i = 0; i < variant->count; i++) {
        size_t size = leat_type_least_size(variant->fields[i].type);

        least = size < least ? size : least;
    }
    return least == SIZE_MAX ? 0 : least;
}

size_t leat_type_least_size(const struct leat_descriptor *type)
{
    size_t size = 0;

    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
    case LEAT_TYPE_VEC:
        return sizeof(uint64_t);
    case LEAT_TYPE_OPTION:
        return 1;
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            size += leat_type_least_size(type->fields[i].type);
        return size;
    case LEAT_TYPE_ARRAY:
        return type->length * leat_type_least_size(type->element);
    case LEAT_TYPE_ENUM:
        return sizeof(uint32_t);
    case LEAT_TYPE_VARIANT:
        return sizeof(uint32_t) + least_payload(type);
    default:
        return type->size;
    }
}

static const char *decode_count(struct input *in, const struct leat_descriptor *element, size_t *ret_count)
{
    size_t least = leat_type_least_size(element);
    uint64_t count;
    const char *error = decode_plain(in, &count, sizeof count);

    if (error)
        return error;
    if (least == 0 && count > LEAT_EMPTY_ELEMENTS_MOST)
        return "too many elements of no size";
    if (least != 0 && count > bytes_left(in) / least)
        return "length beyond the frame";
    *ret_count = count;
    return NULL;
}

static const char *decode_elements(struct input *in, const struct leat_descriptor *element, char *elements, size_t count)
{
    if (is_plain(element))
        return decode_plain(in, elements, count * element->size);
    for (size_t i = 0; i < count; i++) {
        const char *error = decode_value(in, element, elements + i * element->size);

        if (error)
            return error;
    }
    return NULL;
}

static const char *decode_vec(struct input *in, const struct leat_descriptor *element, struct leat__view *view)
{
    size_t count;
    const char *error = decode_count(in, element, &count);
    char *elements;

    if (error)
        return error;
    *view = (struct leat__view){NULL, 0};
    if (count == 0)
        return NULL;
    if (in->nesting == NESTING_MOST)
        return "nested too deep";
    elements = leat_arena_take(in->arena, leat__array_size(count, element->size));
    *view = (struct leat__view){elements, count};
    in->nesting++;
    error = decode_elements(in, element, elements, count);
    in->nesting--;
    return error;
}

static const char *decode_option(struct input *in, const struct leat_descriptor *type, void *value)
{
    const char *error;

    /* The value of none is zero, not what lay there. */
    memset(value, 0, type->size);
    error = decode_flag(in, value, "an option's tag that is neither 0 nor 1");
    if (error || !is_some(value))
        return error;
    return decode_value(in, type->element, (char *)value + type->value_offset);
}

static const char *decode_record(struct input *in, const struct leat_descriptor *type, void *value)
{
    for (uint32_t i = 0; i < type->count; i++) {
        const struct leat_field *field = &type->fields[i];
        const char *error = decode_value(in, field->type, (char *)value + field->offset);

        if (error)
            return error;
    }
    return NULL;
}

/* What is wrong with a tag is worth its number; the text lasts until the next one is. */
static const char *decode_tag(struct input *in, const struct leat_descriptor *type, uint32_t tags, uint32_t *tag)
{
    static _Thread_local char text[160];
    const char *error = decode_plain(in, tag, sizeof *tag);

    if (error || *tag < tags)
        return error;
    snprintf(text, sizeof text, "'%.80s' has %" PRIu32 " tags, from 0, and this is %" PRIu32, type->name, tags, *tag);
    return text;
}

static const char *decode_enum(struct input *in, const struct leat_descriptor *type, void *value)
{
    uint32_t tag;
    const char *error = decode_tag(in, type, type->length, &tag);

    if (!error)
        memcpy(value, &type->enumerators[tag].value, type->size); /* little-endian: the low bytes */
    return error;
}

static const char *decode_variant(struct input *in, const struct leat_descriptor *type, void *value)
{
    uint32_t tag;
    const char *error = decode_tag(in, type, type->count, &tag);

    if (error)
        return error;
    memcpy(value, &tag, sizeof tag);
    return decode_value(in, type->fields[tag].type, (char *)value + type->fields[tag].offset);
}

static const char *decode_value(struct input *in, const struct leat_descriptor *type, void *value)
{
    switch (type->kind) {
    case LEAT_TYPE_NONE:
        return "the type has no descriptor";
    case LEAT_TYPE_BOOL:
        return decode_flag(in, value, "a bool that is neither 0 nor 1");
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        return decode_bytes(in, value);
    case LEAT_TYPE_RECORD:
        return decode_record(in, type, value);
    case LEAT_TYPE_VEC:
        return decode_vec(in, type->element, value);
    case LEAT_TYPE_ARRAY:
        return decode_elements(in, type->element, value, type->length);
    case LEAT_TYPE_OPTION:
        return decode_option(in, type, value);
    case LEAT_TYPE_ENUM:
        return decode_enum(in, type, value);
    case LEAT_TYPE_VARIANT:
        return decode_variant(in, type, value);
    default:
        return decode_plain(in, value, type->size);
    }
}

const char *leat_value_decode(const struct leat_descriptor *type, void *value, const uint8_t **at, const uint8_t *end,
                              struct leat_arena *arena)
{
    struct input in = {.at = *at, .end = end, .arena = arena};
    const char *error = decode_value(&in, type, value);

    if (!error)
        *at = in.at;
    return error;
}

const char *leat_value_malformed(const struct leat_descriptor *type, const uint8_t *at, const uint8_t *end)
{
    struct leat_arena arena = {0};
    const char *error = leat_value_decode(type, leat_arena_take(&arena, type->size), &at, end, &arena);

    if (!error && at != end)
        error = "bytes left behind the value";
    leat_arena_release(&arena);
    return error;
}

/* ---- order and equality ---- */

static int compare_bytes(const void *a, const void *b, size_t length)
{
    return length ? memcmp(a, b, length) : 0;
}

static int compare_lengths(const struct leat__view *a, const struct leat__view *b)
{
    return compare_bytes(&(uint64_t){a->length}, &(uint64_t){b->length}, sizeof(uint64_t));
}

static int compare_elements(const struct leat_descriptor *element, const char *a, const char *b, size_t count)
{
    int order = 0;

    if (is_plain(element))
        return compare_bytes(a, b, count * element->size);
    for (size_t i = 0; order == 0 && i < count; i++)
        order = leat_value_compare(element, a + i * element->size, b + i * element->size);
    return order;
}

static int compare_vecs(const struct leat_descriptor *element, const struct leat__view *a, const struct leat__view *b)
{
    int order = compare_lengths(a, b);

    return order ? order : compare_elements(element, a->data, b->data, a->length);
}

/* Values that are none of the enum's cannot be sent, but are told apart: they come last. */
static int compare_enums(const struct leat_descriptor *type, const void *a, const void *b)
{
    uint32_t left = place_of(type, enum_value(type, a)), right = place_of(type, enum_value(type, b));
    int order = compare_bytes(&left, &right, sizeof left);

    return order ? order : compare_bytes(a, b, type->size);
}

static int compare_variants(const struct leat_descriptor *type, const void *a, const void *b)
{
    uint32_t tag = tag_of(a);
    int order = compare_bytes(a, b, sizeof tag);

    if (order || tag >= type->count)
        return order;
    return leat_value_compare(type->fields[tag].type, field_of(&type->fields[tag], a), field_of(&type->fields[tag], b));
}

/*
 * Part by part: as long as all parts were equal, the next one begins at the same byte of both encodings;
 * and no encoding of a type is the beginning of another.
 */
int leat_value_compare(const struct leat_descriptor *type, const void *a, const void *b)
{
    int order = 0;

    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES: {
        const struct leat__view *left = a, *right = b;

        order = compare_lengths(left, right);
        return order ? order : compare_bytes(left->data, right->data, left->length);
    }
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; order == 0 && i < type->count; i++) {
            const struct leat_field *field = &type->fields[i];

            order = leat_value_compare(field->type, field_of(field, a), field_of(field, b));
        }
        return order;
    case LEAT_TYPE_VEC:
        return compare_vecs(type->element, a, b);
    case LEAT_TYPE_ARRAY:
        return compare_elements(type->element, a, b, type->length);
    case LEAT_TYPE_ENUM:
        return compare_enums(type, a, b);
    case LEAT_TYPE_VARIANT:
        return compare_variants(type, a, b);
    case LEAT_TYPE_OPTION:
        if (is_some(a) != is_some(b))
            return is_some(a) ? 1 : -1;
        return is_some(a) ? leat_value_compare(type->element, value_of_option(type, a), value_of_option(type, b)) : 0;
    default:
        return compare_bytes(a, b, type->size);
    }
}

bool leat_value_equal(const struct leat_descriptor *type, const void *a, const void *b)
{
    return leat_value_compare(type, a, b) == 0;
}

/* ---- hash ---- */

uint64_t leat_hash_bytes(const void *data, size_t length, uint64_t seed)
{
    return XXH3_64bits_withSeed(length ? data : "", length, seed);
}

uint64_t leat_value_hash_encoded(const struct leat_descriptor *type, const void *value)
{
    uint8_t few[256];
    size_t length = leat_value_size(type, value);
    uint8_t *bytes = length <= sizeof few ? few : malloc(length);
    uint64_t hash;

    if (!bytes)
        leat__fail_memory(length);
    leat_value_encode(type, value, bytes);
    hash = leat_hash_bytes(bytes, length, 0);
    if (bytes != few)
        free(bytes);
    return hash;
}

static uint64_t hash_scalar(const void *value, size_t size, uint64_t seed)
{
    uint64_t bits = 0;

    memcpy(&bits, value, size);
    return leat_hash_u64(bits, seed);
}

static uint64_t hash_elements(const struct leat_descriptor *element, const char *elements, size_t count, uint64_t hash)
{
    if (is_plain(element))
        return leat_hash_bytes(elements, count * element->size, hash);
    for (size_t i = 0; i < count; i++)
        hash = leat_value_hash(element, elements + i * element->size, hash);
    return hash;
}

static uint64_t hash_variant(const struct leat_descriptor *type, const void *value, uint64_t seed)
{
    uint32_t tag = tag_of(value);
    uint64_t hash = leat_hash_u64(tag, seed);

    return tag < type->count ? leat_value_hash(type->fields[tag].type, field_of(&type->fields[tag], value), hash) : hash;
}

uint64_t leat_value_hash(const struct leat_descriptor *type, const void *value, uint64_t seed)
{
    const struct leat__view *view = value;
    uint64_t hash = seed;

    switch (type->kind) {
    case LEAT_TYPE_NONE:
        return leat_hash_bytes(value, type->size, seed);
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        return leat_hash_bytes(view->data, view->length, seed);
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            hash = leat_value_hash(type->fields[i].type, field_of(&type->fields[i], value), hash);
        return hash;
    case LEAT_TYPE_VEC:
        return hash_elements(type->element, view->data, view->length, leat_hash_u64(view->length, seed));
    case LEAT_TYPE_ARRAY:
        return hash_elements(type->element, value, type->length, seed);
    case LEAT_TYPE_VARIANT:
        return hash_variant(type, value, seed);
    case LEAT_TYPE_OPTION:
        hash = leat_hash_u64(is_some(value), seed);
        return is_some(value) ? leat_value_hash(type->element, value_of_option(type, value), hash) : hash;
    default:
        return hash_scalar(value, type->size, seed);
    }
}
