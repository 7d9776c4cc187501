/*
 * value.h: what can be done with any value that has a descriptor. These are the slow, general forms;
 * the generated code has functions of its own where it matters (encode, decode, hash, equal).
 */
#ifndef LEAT_RT_VALUE_H
#define LEAT_RT_VALUE_H

#include <stdio.h>

#include "memory.h"

/* Bytes that leat_value_encode() writes: bincode 1, fixed-width little-endian integers, u64 lengths. */
size_t leat_value_size(const struct leat_descriptor *type, const void *value);
uint8_t *leat_value_encode(const struct leat_descriptor *type, const void *value, uint8_t *at);

/*
 * Ends the process: an enum's value that is none of its constants, or a variant's tag that is none of its
 * cases, cannot be encoded. leat_value_size() and leat_value_encode() call it, and generated code does.
 */
void leat_value_no_such(const struct leat_descriptor *type, const void *value) __attribute__((noreturn, cold));

/* The fewest bytes that any value of this type takes: 0 only for a record without members. */
size_t leat_type_least_size(const struct leat_descriptor *type);

/* Of elements that take no bytes, a vector has no more than this: their number cannot be checked otherwise. */
#define LEAT_EMPTY_ELEMENTS_MOST ((size_t)1 << 20)

/*
 * Decodes one value from [*at, end) and, if it is well formed, advances *at; bytes may be left behind it.
 * Views of strings and bytes point into the input; vectors are allocated in `arena`. No length is
 * believed before it is compared with the bytes that are left (each element takes at least
 * leat_type_least_size()). Vectors nest at most 64 deep. The value of an option that is none is zeroed.
 * Returns NULL, or a text that says what is malformed ("length beyond the frame"); it is valid until the next call.
 */
const char *leat_value_decode(const struct leat_descriptor *type, void *value, const uint8_t **at, const uint8_t *end, struct leat_arena *arena);

/* What is wrong with the bytes [at, end) of one element, or NULL; here nothing may be left behind it. */
const char *leat_value_malformed(const struct leat_descriptor *type, const uint8_t *at, const uint8_t *end);

/*
 * Equal are values whose encodings are: of floats the bits decide, so that every value equals itself
 * (NaN too, while 0.0 and -0.0 differ), and equal values have one hash.
 */
bool leat_value_equal(const struct leat_descriptor *type, const void *a, const void *b);
uint64_t leat_value_hash(const struct leat_descriptor *type, const void *value, uint64_t seed);

/* The hash of the encoded bytes, without a seed: the same in every program that knows the encoding. */
uint64_t leat_value_hash_encoded(const struct leat_descriptor *type, const void *value);

/* A total order: that of the encoded bytes (memcmp, then length). Used to break ties of unordered input. */
int leat_value_compare(const struct leat_descriptor *type, const void *a, const void *b);

/*
 * Prints as a C programmer would write it: 3, 2.5, true, "text\n", {.id = 1, .items = [..]}, some(3), none,
 * color_red, shape_square(4), shape_nothing; an array is {1, 2}.
 * A float always shows a point or an exponent. In a str, valid UTF-8 stays as it is; other bytes, and all
 * but ASCII in bytes, become \ooo.
 */
void leat_value_print(FILE *out, const struct leat_descriptor *type, const void *value);

/* 64-bit hashes for generated code; `seed` chains them. leat_hash_bytes is XXH3 for long input. */
static inline uint64_t leat_hash_u64(uint64_t x, uint64_t seed)
{
    /* The sum: 0 must not be the hash of 0, or a chain would not tell (1, 0) from 1. */
    x = (x ^ seed) + 0x2545f4914f6cdd1du;
    x *= 0x9e3779b97f4a7c15u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ (x >> 29);
}

/* Of no more than 32 bits, with nothing lost: another value has another hash, so that tables need not compare keys. */
static inline uint64_t leat_hash_u32(uint32_t x)
{
    return x * 0x9e3779b1u; /* tables use the upper bits: the lower ones of a product are only of lower ones */
}
uint64_t leat_hash_bytes(const void *data, size_t length, uint64_t seed);

/* Less than 0, 0, or more than 0, as a comes before b; of floats, NaN is the greatest. For leat_sort_by(). */
static inline int leat_compare_signed(long long a, long long b) { return (a > b) - (a < b); }
static inline int leat_compare_unsigned(unsigned long long a, unsigned long long b) { return (a > b) - (a < b); }
static inline int leat_compare_float(double a, double b)
{
    return a == a && b == b ? (a > b) - (a < b) : (a != a) - (b != b);
}
/* A key as a word whose order is that of LEAT_COMPARE_KEYS; LEAT_HAS_WORD: whether it has one. */
static inline uint64_t leat_word_of_signed(int64_t x)
{
    return (uint64_t)x ^ (uint64_t)1 << 63;
}
static inline uint64_t leat_word_of_unsigned(uint64_t x)
{
    return x;
}
static inline uint64_t leat_no_word_of_double(double x)
{
    (void)x;
    return 0;
}
static inline uint64_t leat_no_word_of_str(leat_str x)
{
    (void)x;
    return 0;
}
#define LEAT_HAS_WORD(key) _Generic((key), leat_str: false, float: false, double: false, default: true)
#define LEAT_WORD_OF(key)                                                                           \
    (_Generic((key), leat_str: leat_no_word_of_str, float: leat_no_word_of_double, double: leat_no_word_of_double, \
        unsigned long: leat_word_of_unsigned, unsigned long long: leat_word_of_unsigned,            \
        default: leat_word_of_signed)(key))
#define LEAT_COMPARE_KEYS(a, b)                                                                     \
    (_Generic((a), leat_str: leat_str_compare, float: leat_compare_float, double: leat_compare_float, \
        unsigned long: leat_compare_unsigned, unsigned long long: leat_compare_unsigned,            \
        default: leat_compare_signed)(a, b))

/*
 * leat_vec_push(&vec, x) appends to a vector: in the memory of the operator whose step is running,
 * else in the arena. Amortised constant time for the vector that was grown last.
 */
#define leat_vec_push(vec, ...)                                                                     \
    ({                                                                                              \
        __typeof__(vec) leat_vec_ = (vec);                                                          \
        __typeof__(*leat_vec_->data) leat_value_ = (__VA_ARGS__);                                   \
        leat_vec_->data = leat_vec_grow(leat_vec_->data, leat_vec_->length, sizeof leat_value_);    \
        memcpy((char *)(uintptr_t)leat_vec_->data + leat_vec_->length++ * sizeof leat_value_,       \
               &leat_value_, sizeof leat_value_);                                                   \
        (void)0;                                                                                    \
    })

/*
 * Room for one more element behind `length` elements at `data`: `data` itself where the block was made
 * by this function, lies in the memory in use (run.h: leat_current->memory, or its keep), has capacity,
 * and ends in use at just `length`; else a copy with twice the capacity.
 */
void *leat_vec_grow(const void *data, size_t length, size_t element_size);

#endif
