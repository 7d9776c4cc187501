/*
 * rt_codec.h: encoders and decoders of the test records, written as the generator writes them.
 */
#ifndef LEAT_TESTS_RT_CODEC_H
#define LEAT_TESTS_RT_CODEC_H

#include "rt_values.h"

static inline size_t size_item(const item *v)
{
    return 8 + leat_size_str(v->name);
}

static inline uint8_t *encode_item(uint8_t *at, const item *v)
{
    at = leat_put_u64(at, v->id);
    return leat_put_str(at, v->name);
}

static inline bool decode_item(struct leat_frame *f, item *v)
{
    return leat_get_u64(f, &v->id) && leat_get_str(f, &v->name);
}

static inline uint8_t *encode_scalars(uint8_t *at, const scalars *v)
{
    at = leat_put_bool(at, v->b);
    at = leat_put_i8(at, v->i8);
    at = leat_put_u8(at, v->u8);
    at = leat_put_i16(at, v->i16);
    at = leat_put_u16(at, v->u16);
    at = leat_put_i32(at, v->i32);
    at = leat_put_u32(at, v->u32);
    at = leat_put_i64(at, v->i64);
    at = leat_put_u64(at, v->u64);
    at = leat_put_f32(at, v->f32);
    return leat_put_f64(at, v->f64);
}

static inline bool decode_scalars(struct leat_frame *f, scalars *v)
{
    return leat_get_bool(f, &v->b) && leat_get_i8(f, &v->i8) && leat_get_u8(f, &v->u8) &&
           leat_get_i16(f, &v->i16) && leat_get_u16(f, &v->u16) && leat_get_i32(f, &v->i32) &&
           leat_get_u32(f, &v->u32) && leat_get_i64(f, &v->i64) && leat_get_u64(f, &v->u64) &&
           leat_get_f32(f, &v->f32) && leat_get_f64(f, &v->f64);
}

static inline bool decode_items(struct leat_frame *f, leat_vec(item) *v)
{
    size_t length;
    item *items;

    if (!leat_get_length(f, 16, &length))
        return false;
    items = leat_get_room(length, sizeof *items);
    for (size_t i = 0; i < length; i++)
        if (!decode_item(f, &items[i]))
            return false;
    v->data = items;
    v->length = length;
    return true;
}

static inline bool decode_prices(struct leat_frame *f, leat_vec(double) *v)
{
    size_t length;
    double *prices;

    if (!leat_get_length(f, sizeof *prices, &length))
        return false;
    prices = leat_get_room(length, sizeof *prices);
    v->data = prices;
    v->length = length;
    return leat_get_plain(f, prices, length * sizeof *prices);
}

static inline bool decode_flags(struct leat_frame *f, leat_vec(bool) *v)
{
    size_t length;
    bool *flags;

    if (!leat_get_length(f, 1, &length))
        return false;
    flags = leat_get_room(length, sizeof *flags);
    for (size_t i = 0; i < length; i++)
        if (!leat_get_bool(f, &flags[i]))
            return false;
    v->data = flags;
    v->length = length;
    return true;
}

static inline bool decode_notes(struct leat_frame *f, leat_vec(leat_str) *v)
{
    size_t length;
    leat_str *notes;

    if (!leat_get_length(f, 8, &length))
        return false;
    notes = leat_get_room(length, sizeof *notes);
    for (size_t i = 0; i < length; i++)
        if (!leat_get_str(f, &notes[i]))
            return false;
    v->data = notes;
    v->length = length;
    return true;
}

static inline bool decode_best(struct leat_frame *f, leat_option(item) *v)
{
    memset(v, 0, sizeof *v);
    return leat_get_bool(f, &v->some) && (!v->some || decode_item(f, &v->value));
}

static inline bool decode_discount(struct leat_frame *f, leat_option(int) *v)
{
    memset(v, 0, sizeof *v);
    return leat_get_bool(f, &v->some) && (!v->some || leat_get_i32(f, &v->value));
}

static inline size_t size_order(const order *v)
{
    size_t size = 8 + leat_size_str(v->customer) + 8 + 1 + 1 + 8 + leat_size_bytes(v->blob) + 1 + 8 + 8 + 43;

    for (size_t i = 0; i < v->items.length; i++)
        size += size_item(&v->items.data[i]);
    if (v->best.some)
        size += size_item(&v->best.value);
    size += v->prices.length * sizeof(double) + (v->discount.some ? 4 : 0) + v->flags.length;
    for (size_t i = 0; i < v->notes.length; i++)
        size += leat_size_str(v->notes.data[i]);
    return size;
}

static inline uint8_t *encode_order(uint8_t *at, const order *v)
{
    at = leat_put_u64(at, v->id);
    at = leat_put_str(at, v->customer);
    at = leat_put_length(at, v->items.length);
    for (size_t i = 0; i < v->items.length; i++)
        at = encode_item(at, &v->items.data[i]);
    at = leat_put_bool(at, v->best.some);
    if (v->best.some)
        at = encode_item(at, &v->best.value);
    at = leat_put_bool(at, v->paid);
    at = leat_put_length(at, v->prices.length);
    at = leat_put_plain(at, v->prices.data, v->prices.length * sizeof(double));
    at = leat_put_bytes(at, v->blob);
    at = leat_put_bool(at, v->discount.some);
    if (v->discount.some)
        at = leat_put_i32(at, v->discount.value);
    at = leat_put_length(at, v->flags.length);
    for (size_t i = 0; i < v->flags.length; i++)
        at = leat_put_bool(at, v->flags.data[i]);
    at = leat_put_length(at, v->notes.length);
    for (size_t i = 0; i < v->notes.length; i++)
        at = leat_put_str(at, v->notes.data[i]);
    return encode_scalars(at, &v->all);
}

static inline bool decode_order(struct leat_frame *f, order *v)
{
    return leat_get_u64(f, &v->id) && leat_get_str(f, &v->customer) && decode_items(f, &v->items) &&
           decode_best(f, &v->best) && leat_get_bool(f, &v->paid) && decode_prices(f, &v->prices) &&
           leat_get_bytes(f, &v->blob) && decode_discount(f, &v->discount) && decode_flags(f, &v->flags) &&
           decode_notes(f, &v->notes) && decode_scalars(f, &v->all);
}

#endif
