/*
 * codec.h: the pieces from which the generator makes a type's encoder and decoder. They write and accept
 * exactly what leat_value_encode() and leat_value_decode() do.
 *
 *     static inline size_t size_item(const item *v) { return 8 + leat_size_str(v->name); }
 *
 *     static inline uint8_t *encode_item(uint8_t *at, const item *v)
 *     {
 *         at = leat_put_u64(at, v->id);
 *         return leat_put_str(at, v->name);
 *     }
 *
 *     static inline bool decode_item(struct leat_frame *f, item *v)
 *     {
 *         return leat_get_u64(f, &v->id) && leat_get_str(f, &v->name);
 *     }
 *
 * A vector of records (12: the fewest bytes of one, leat_type_least_size()):
 *
 *     at = leat_put_length(at, v->items.length);
 *     for (size_t i = 0; i < v->items.length; i++)
 *         at = encode_item(at, &v->items.data[i]);
 *
 *     size_t length;
 *     if (!leat_get_length(f, 12, &length))
 *         return false;
 *     item *items = leat_get_room(length, sizeof *items);
 *     for (size_t i = 0; i < length; i++)
 *         if (!decode_item(f, &items[i]))
 *             return false;
 *     v->items.data = items;
 *     v->items.length = length;
 *
 * An option: leat_put_bool() and the value if there is one; to decode, zero the whole option, then
 * leat_get_bool(f, &v->some) and, if it is, the value. A record that contains itself (through a vector)
 * uses leat_value_size(), leat_value_encode() and leat_get_value(), which bounds the nesting.
 *
 * A getter returns false where the bytes are too short or malformed: leat_value_malformed() then says why.
 */
#ifndef LEAT_RT_CODEC_H
#define LEAT_RT_CODEC_H

#include "channel.h"
#include "run.h"
#include "value.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "scalars are copied to the wire as they lie in memory: this needs a little-endian machine"
#endif

/*
 * Stored and read as what they are, not as characters: see struct leat_length_word.
 * A getter takes a void *, because a type of this size has many names in C (long, long long, an enum).
 */
#define LEAT_CODEC_SCALAR_(name, type)                                                              \
    struct leat_wire_##name {                                                                       \
        type value;                                                                                 \
    } __attribute__((packed));                                                                      \
    static inline uint8_t *leat_put_##name(uint8_t *at, type value)                                 \
    {                                                                                               \
        ((struct leat_wire_##name *)(void *)at)->value = value;                                     \
        return at + sizeof value;                                                                   \
    }                                                                                               \
    static inline bool leat_get_##name(struct leat_frame *frame, void *value)                       \
    {                                                                                               \
        if ((size_t)(frame->end - frame->at) < sizeof(type))                                        \
            return false;                                                                           \
        const type read = ((const struct leat_wire_##name *)(const void *)frame->at)->value;        \
        memcpy(value, &read, sizeof read);                                                          \
        frame->at += sizeof(type);                                                                  \
        return true;                                                                                \
    }
LEAT_CODEC_SCALAR_(i8, int8_t)
LEAT_CODEC_SCALAR_(u8, uint8_t)
LEAT_CODEC_SCALAR_(i16, int16_t)
LEAT_CODEC_SCALAR_(u16, uint16_t)
LEAT_CODEC_SCALAR_(i32, int32_t)
LEAT_CODEC_SCALAR_(u32, uint32_t)
LEAT_CODEC_SCALAR_(i64, int64_t)
LEAT_CODEC_SCALAR_(u64, uint64_t)
LEAT_CODEC_SCALAR_(f32, float)
LEAT_CODEC_SCALAR_(f64, double)

/* A bool, and the tag of an option: one byte, 0 or 1. */
static inline uint8_t *leat_put_bool(uint8_t *at, bool value)
{
    *at = value;
    return at + 1;
}

static inline bool leat_get_bool(struct leat_frame *frame, bool *value)
{
    if (frame->at == frame->end || *frame->at > 1)
        return false;
    *value = *frame->at++;
    return true;
}

/* `size` bytes of plain scalars (all but bool), as they lie in memory: the elements of a vector of them. */
static inline uint8_t *leat_put_plain(uint8_t *at, const void *data, size_t size)
{
    if (size)
        memcpy(at, data, size);
    return at + size;
}

static inline bool leat_get_plain(struct leat_frame *frame, void *data, size_t size)
{
    if ((size_t)(frame->end - frame->at) < size)
        return false;
    if (size)
        memcpy(data, frame->at, size);
    frame->at += size;
    return true;
}

static inline size_t leat_size_str(leat_str value)
{
    return sizeof(uint64_t) + value.length;
}

static inline size_t leat_size_bytes(leat_bytes value)
{
    return sizeof(uint64_t) + value.length;
}

static inline uint8_t *leat_put_str(uint8_t *at, leat_str value)
{
    return leat_put_plain(leat_put_u64(at, value.length), value.data, value.length);
}

static inline uint8_t *leat_put_bytes(uint8_t *at, leat_bytes value)
{
    return leat_put_plain(leat_put_u64(at, value.length), value.data, value.length);
}

/* The bytes alone: the frame says how many they are. */
static inline uint8_t *leat_put_raw(uint8_t *at, leat_bytes value)
{
    return leat_put_plain(at, value.data, value.length);
}

/* Both view the frame. */
static inline bool leat_get_bytes(struct leat_frame *frame, leat_bytes *value)
{
    uint64_t length;

    if (!leat_get_u64(frame, &length) || length > (size_t)(frame->end - frame->at))
        return false;
    *value = (leat_bytes){frame->at, length};
    frame->at += length;
    return true;
}

static inline bool leat_get_str(struct leat_frame *frame, leat_str *value)
{
    leat_bytes bytes;

    if (!leat_get_bytes(frame, &bytes))
        return false;
    *value = (leat_str){(const char *)bytes.data, bytes.length};
    return true;
}

/* The length of a vector. Of what it promises, at least `least` bytes an element must be there. */
static inline uint8_t *leat_put_length(uint8_t *at, size_t length)
{
    return leat_put_u64(at, length);
}

static inline bool leat_get_length(struct leat_frame *frame, size_t least, size_t *length)
{
    uint64_t count;

    if (!leat_get_u64(frame, &count))
        return false;
    if (count > (least ? (size_t)(frame->end - frame->at) / least : LEAT_EMPTY_ELEMENTS_MOST))
        return false;
    *length = count;
    return true;
}

/*
 * Room for `length` elements in the tick arena; NULL for none. `length` has been checked: a frame is
 * shorter than 2^32 bytes, so the product is a size.
 */
static inline void *leat_get_room(size_t length, size_t element_size)
{
    return length ? leat_arena_take(&leat_current->arena, length * element_size) : NULL;
}

/* Any value, by its descriptor. */
static inline bool leat_get_value(struct leat_frame *frame, const struct leat_descriptor *type, void *value)
{
    return !leat_value_decode(type, value, &frame->at, frame->end, &leat_current->arena);
}

#endif
