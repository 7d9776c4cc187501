/*
 * record.h: element types. Scalars, strings, bytes, records, vectors and options, and the
 * descriptors from which Leat derives encoding, hashing, equality, copying and printing.
 *
 * Elements are values. leat_str, leat_bytes and leat_vec(T) are views: a pointer and a length into
 * memory that Leat owns (the tick arena, or the memory of the operator that keeps the value). A view
 * is valid until the turn ends; whatever an operator keeps, Leat moves. Nothing is freed by the user.
 * So what a quote yields or returns must not view an array of its own: that is gone, or written again,
 * before the turn ends. leat_str_format() and leat_vec_push() make text and vectors that last.
 */
#ifndef LEAT_RECORD_H
#define LEAT_RECORD_H
#pragma GCC system_header

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "each.h"

/* Text of any bytes (UTF-8 by convention, never checked); not terminated by a zero. */
typedef struct leat_str {
    const char *data;
    size_t length;
} leat_str;

/* Raw bytes. */
typedef struct leat_bytes {
    const void *data;
    size_t length;
} leat_bytes;

/* One member of a cluster: 0 to leat_member_count(cluster) - 1. */
typedef struct leat_member {
    uint32_t id;
} leat_member;

/* What a descriptor describes. The scalars' names are those of bincode's integers. */
enum leat_type_kind {
    LEAT_TYPE_NONE, /* a type that Leat knows only by name: it can be passed on, but not sent or kept with views */
    LEAT_TYPE_BOOL,
    LEAT_TYPE_I8,
    LEAT_TYPE_U8,
    LEAT_TYPE_I16,
    LEAT_TYPE_U16,
    LEAT_TYPE_I32,
    LEAT_TYPE_U32,
    LEAT_TYPE_I64,
    LEAT_TYPE_U64,
    LEAT_TYPE_F32,
    LEAT_TYPE_F64,
    LEAT_TYPE_STR,
    LEAT_TYPE_BYTES,
    LEAT_TYPE_RECORD,
    LEAT_TYPE_VEC,
    LEAT_TYPE_OPTION,
};

struct leat_descriptor;

/* One member of a record, in the order of declaration, which is also the order on the wire. */
struct leat_field {
    const char *name;
    size_t offset;
    const struct leat_descriptor *type;
};

/* How a type is laid out in memory. On the wire it is what Rust's bincode 1 writes for the same type. */
struct leat_descriptor {
    const char *name; /* as C spells it: "order", "leat_vec(order)", "int32_t" */
    enum leat_type_kind kind;
    size_t size;
    uint32_t count; /* fields of a record */
    const struct leat_field *fields;
    const struct leat_descriptor *element; /* of a vector or an option */
    size_t value_offset;                   /* of an option: where the value lies */
};

/* A descriptor's entry in the program's list of types (a linker section; see leat_record). */
struct leat_type_entry {
    const char *base_file; /* the translation unit: two of them may use one name for two types */
    const struct leat_descriptor *descriptor;
};

extern const struct leat_descriptor leat_d_bool_, leat_d_i8_, leat_d_u8_, leat_d_i16_, leat_d_u16_,
    leat_d_i32_, leat_d_u32_, leat_d_i64_, leat_d_u64_, leat_d_f32_, leat_d_f64_, leat_d_str_,
    leat_d_bytes_;

/*
 * leat_vec(T) is the type leat_vec_T: `data` and `length`. leat_option(T) is leat_option_T: `some`
 * and `value`. T is a single name; a record declares both for itself.
 */
#define leat_vec(T) leat_vec_##T
#define leat_option(T) leat_option_##T

/* A scalar or an enum is found by its type, everything else by its name. */
#define LEAT_DESCRIPTOR_(T)                                                                         \
    _Generic(*(T *)0,                                                                               \
        _Bool: &leat_d_bool_, char: &leat_d_i8_, signed char: &leat_d_i8_,                          \
        unsigned char: &leat_d_u8_, short: &leat_d_i16_, unsigned short: &leat_d_u16_,              \
        int: &leat_d_i32_, unsigned: &leat_d_u32_, long: &leat_d_i64_,                              \
        unsigned long: &leat_d_u64_, long long: &leat_d_i64_, unsigned long long: &leat_d_u64_,     \
        float: &leat_d_f32_, double: &leat_d_f64_, leat_str: &leat_d_str_,                          \
        leat_bytes: &leat_d_bytes_, default: &leat_d_##T)
#define LEAT_KIND_(T)                                                                               \
    _Generic(*(T *)0,                                                                               \
        _Bool: LEAT_TYPE_BOOL, char: LEAT_TYPE_I8, signed char: LEAT_TYPE_I8,                       \
        unsigned char: LEAT_TYPE_U8, short: LEAT_TYPE_I16, unsigned short: LEAT_TYPE_U16,           \
        int: LEAT_TYPE_I32, unsigned: LEAT_TYPE_U32, long: LEAT_TYPE_I64,                           \
        unsigned long: LEAT_TYPE_U64, long long: LEAT_TYPE_I64,                                     \
        unsigned long long: LEAT_TYPE_U64, float: LEAT_TYPE_F32, double: LEAT_TYPE_F64,             \
        leat_str: LEAT_TYPE_STR, leat_bytes: LEAT_TYPE_BYTES, default: LEAT_TYPE_NONE)

#define LEAT_HIDDEN_ static const __attribute__((unused))
#define LEAT_LISTED_(D, counter)                                                                    \
    static const struct leat_type_entry LEAT_CAT(leat_listed_, counter)                             \
        __attribute__((section("leat_types"), used)) = {__BASE_FILE__, &(D)};

/* The vector and the option of a type whose name is T and whose descriptor is D. */
#define LEAT_CONTAINER_TYPES_(T)                                                                    \
    typedef struct leat_vec_##T {                                                                   \
        const T *data;                                                                              \
        size_t length;                                                                              \
    } leat_vec_##T;
#define LEAT_OPTION_TYPE_(T)                                                                        \
    typedef struct leat_option_##T {                                                                \
        _Bool some;                                                                                 \
        T value;                                                                                    \
    } leat_option_##T;
#define LEAT_CONTAINER_DESCRIPTORS_(T, D)                                                           \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_vec_##T = {                                     \
        .name = "leat_vec(" #T ")", .kind = LEAT_TYPE_VEC, .size = sizeof(leat_vec_##T),            \
        .element = (D)};                                                                            \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_option_##T = {                                  \
        .name = "leat_option(" #T ")", .kind = LEAT_TYPE_OPTION,                                    \
        .size = sizeof(leat_option_##T), .element = (D),                                            \
        .value_offset = offsetof(leat_option_##T, value)};                                          \
    LEAT_LISTED_(leat_d_leat_vec_##T, __COUNTER__)                                                  \
    LEAT_LISTED_(leat_d_leat_option_##T, __COUNTER__)

/*
 * leat_record(name, (type, member), ...) at file scope declares `struct name`, the type `name`, its
 * vector and option, and its descriptor. A member's type is a single name, or leat_vec or
 * leat_option of one. At most 32 members. What crosses the network must be a scalar or declared so.
 *
 *     leat_record(order, (uint64_t, id), (leat_str, customer), (leat_vec(item), items))
 */
#define leat_record(record, ...)                                                                    \
    typedef struct record record;                                                                   \
    LEAT_CONTAINER_TYPES_(record)                                                                   \
    struct record {                                                                                 \
        LEAT_EACH(LEAT_MEMBER_, record, __VA_ARGS__)                                                \
    };                                                                                              \
    LEAT_OPTION_TYPE_(record)                                                                       \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_##record;                                            \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_vec_##record;                                   \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_option_##record;                                \
    LEAT_EACH(LEAT_MEMBER_DESCRIPTOR_, record, __VA_ARGS__)                                         \
    LEAT_HIDDEN_ struct leat_field leat_fields_##record[] = {                                       \
        LEAT_EACH(LEAT_MEMBER_ROW_, record, __VA_ARGS__)};                                          \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_##record = {                                         \
        .name = #record, .kind = LEAT_TYPE_RECORD, .size = sizeof(record),                          \
        .count = sizeof leat_fields_##record / sizeof *leat_fields_##record,                        \
        .fields = leat_fields_##record};                                                            \
    LEAT_LISTED_(leat_d_##record, __COUNTER__)                                                      \
    LEAT_CONTAINER_DESCRIPTORS_(record, &leat_d_##record)

#define LEAT_UNPAREN_(...) __VA_ARGS__
#define LEAT_APPLY_(m, ...) m(__VA_ARGS__)
#define LEAT_MEMBER_(record, field) LEAT_APPLY_(LEAT_MEMBER_2_, LEAT_UNPAREN_ field)
#define LEAT_MEMBER_2_(T, member) T member;
#define LEAT_MEMBER_DESCRIPTOR_(record, field) LEAT_APPLY_(LEAT_MEMBER_DESCRIPTOR_2_, LEAT_UNPAREN_ field)
#define LEAT_MEMBER_DESCRIPTOR_2_(T, member) extern const struct leat_descriptor leat_d_##T;
#define LEAT_MEMBER_ROW_(record, field) LEAT_APPLY_(LEAT_MEMBER_ROW_2_, record, LEAT_UNPAREN_ field)
#define LEAT_MEMBER_ROW_2_(record, T, member) {#member, offsetof(record, member), LEAT_DESCRIPTOR_(T)},

/*
 * leat_keyed(name, key type, value type): a record with members `key` and `value`, as the keyed
 * operators take and give.
 */
#define leat_keyed(record, K, V) leat_record(record, (K, key), (V, value))

#define LEAT_SCALAR_CONTAINERS_(T, D) LEAT_CONTAINER_TYPES_(T) LEAT_OPTION_TYPE_(T) LEAT_CONTAINER_DESCRIPTORS_(T, &D)
LEAT_SCALAR_CONTAINERS_(_Bool, leat_d_bool_)
LEAT_SCALAR_CONTAINERS_(char, leat_d_i8_)
LEAT_SCALAR_CONTAINERS_(int, leat_d_i32_)
LEAT_SCALAR_CONTAINERS_(unsigned, leat_d_u32_)
LEAT_SCALAR_CONTAINERS_(float, leat_d_f32_)
LEAT_SCALAR_CONTAINERS_(double, leat_d_f64_)
LEAT_SCALAR_CONTAINERS_(int8_t, leat_d_i8_)
LEAT_SCALAR_CONTAINERS_(uint8_t, leat_d_u8_)
LEAT_SCALAR_CONTAINERS_(int16_t, leat_d_i16_)
LEAT_SCALAR_CONTAINERS_(uint16_t, leat_d_u16_)
LEAT_SCALAR_CONTAINERS_(int32_t, leat_d_i32_)
LEAT_SCALAR_CONTAINERS_(uint32_t, leat_d_u32_)
LEAT_SCALAR_CONTAINERS_(int64_t, leat_d_i64_)
LEAT_SCALAR_CONTAINERS_(uint64_t, leat_d_u64_)
LEAT_SCALAR_CONTAINERS_(size_t, leat_d_u64_)
LEAT_SCALAR_CONTAINERS_(leat_str, leat_d_str_)
LEAT_SCALAR_CONTAINERS_(leat_bytes, leat_d_bytes_)
typedef leat_vec__Bool leat_vec_bool;
typedef leat_option__Bool leat_option_bool;
#define leat_d_leat_vec_bool leat_d_leat_vec__Bool
#define leat_d_leat_option_bool leat_d_leat_option__Bool

extern const struct leat_descriptor leat_d_uint32_t;
LEAT_HIDDEN_ struct leat_field leat_fields_leat_member[] = {{"id", offsetof(leat_member, id), &leat_d_u32_}};
LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_member = {
    .name = "leat_member", .kind = LEAT_TYPE_RECORD, .size = sizeof(leat_member), .count = 1, .fields = leat_fields_leat_member};
LEAT_LISTED_(leat_d_leat_member, __COUNTER__)
LEAT_CONTAINER_TYPES_(leat_member)
LEAT_OPTION_TYPE_(leat_member)
LEAT_CONTAINER_DESCRIPTORS_(leat_member, &leat_d_leat_member)

/* Compares bytes, then lengths: less than 0, 0, more than 0. */
static inline int leat_str_compare(leat_str a, leat_str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static inline bool leat_str_equal(leat_str a, leat_str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* The text of a C string, which it borrows: a literal, or memory that outlives the turn. */
static inline leat_str leat_str_of(const char *text)
{
    return (leat_str){text, strlen(text)};
}

#endif
