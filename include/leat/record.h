/*
 * record.h: element types. Scalars, strings, bytes, records, variants, enums, arrays, vectors and options,
 * and the descriptors from which Leat derives encoding, hashing, equality, copying and printing.
 *
 * Elements are values. leat_str, leat_bytes and leat_vec(T) are views: a pointer and a length into
 * memory that Leat owns (the tick arena, or the memory of the operator that keeps the value). A view
 * is valid while its element is dealt with; whatever an operator keeps, Leat moves. Nothing is freed by the
 * user, and a quote must not put a view aside in a variable of its own. Nor may what it yields or returns view
 * an array of its own: that is gone, or written again, before all have read it. The functions of text.h and leat_vec_push() make text and vectors that last.
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

/* A point in time or a span of it, in nanoseconds: what leat_now() gives. On the wire an i64. */
typedef int64_t leat_time;

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
    LEAT_TYPE_ENUM,    /* of leat_enum; any other enum is the integer that it is in C */
    LEAT_TYPE_ARRAY,   /* of a member, with a fixed count */
    LEAT_TYPE_VARIANT,
};

struct leat_descriptor;

/*
 * One member of a record, in the order of declaration, which is also the order on the wire; or one case of
 * a variant, whose place in that order is its tag (without a payload: of leat_d_unit_).
 */
struct leat_field {
    const char *name;
    size_t offset;
    const struct leat_descriptor *type;
};

/* One value of an enum. On the wire it is its place in the order of declaration, not its value. */
struct leat_enumerator {
    const char *name; /* as C spells it: "color_red" */
    int64_t value;
};

/* How a type is laid out in memory. On the wire it is what Rust's bincode 1 writes for the same type. */
struct leat_descriptor {
    const char *name; /* as C spells it: "order", "leat_vec(order)", "int32_t" */
    enum leat_type_kind kind;
    size_t size;
    uint32_t count;  /* fields of a record, cases of a variant */
    uint32_t length; /* elements of an array, enumerators */
    const struct leat_field *fields;
    const struct leat_descriptor *element; /* of a vector, an option or an array */
    size_t value_offset;                   /* of an option: where the value lies. A variant's tag lies first */
    const struct leat_enumerator *enumerators;
};

/* A descriptor's entry in the program's list of types (a linker section; see leat_record). */
struct leat_type_entry {
    const char *base_file; /* the translation unit: two of them may use one name for two types */
    const struct leat_descriptor *descriptor;
};

extern const struct leat_descriptor leat_d_bool_, leat_d_i8_, leat_d_u8_, leat_d_i16_, leat_d_u16_,
    leat_d_i32_, leat_d_u32_, leat_d_i64_, leat_d_u64_, leat_d_f32_, leat_d_f64_, leat_d_str_,
    leat_d_bytes_, leat_d_unit_;

/*
 * leat_vec(T) is the type leat_vec_T: `data` and `length`. leat_option(T) is leat_option_T: `some`
 * and `value`. T is a single name; a record declares both for itself.
 */
#define leat_vec(T) leat_vec_##T
#define leat_option(T) leat_option_##T

/*
 * A scalar or a plain enum is found by its type, everything else by its name. An enum of leat_enum would be
 * taken for a plain one, as C does: so it declares leat_mark_NAME to be an array of one char, which is not
 * compatible with one of two; for other types the mark's length is left open, and that is compatible.
 */
#define LEAT_DESCRIPTOR_(T)                                                                         \
    _Generic(&leat_mark_##T, const char(*)[2]: LEAT_TYPE_DESCRIPTOR_(T), default: &leat_d_##T)
#define LEAT_TYPE_DESCRIPTOR_(T)                                                                    \
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
 * vector and option, and its descriptor. A member's type is a single name, leat_vec or leat_option of one,
 * or leat_array(type, count): an array of C, of a constant count. At most 32 members. What crosses the
 * network must be a scalar or declared so.
 *
 *     leat_record(order, (uint64_t, id), (leat_str, customer), (leat_vec(item), items), (leat_array(double, 3), size))
 */
#define leat_record(record, ...)                                                                    \
    leat_declare(record)                                                                            \
    leat_define_record(record, __VA_ARGS__)

/*
 * leat_declare(name) lets records and variants hold vectors of one another: what is declared first may be the element
 * of a vector from there on, and is defined later, by leat_define_record or leat_define_variant.
 *
 *     leat_declare(expression)
 *     leat_record(call, (leat_str, function), (leat_vec(expression), arguments))
 *     leat_define_variant(expression, (int64_t, number), (call, called))
 */
#define leat_declare(name)                                                                          \
    typedef struct name name;                                                                       \
    LEAT_CONTAINER_TYPES_(name)                                                                     \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_##name;                                              \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_vec_##name;                                     \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_leat_option_##name;
#define leat_define_record(record, ...)                                                             \
    struct record {                                                                                 \
        LEAT_EACH(LEAT_MEMBER_, record, __VA_ARGS__)                                                \
    };                                                                                              \
    LEAT_OPTION_TYPE_(record)                                                                       \
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
#define LEAT_MEMBER_2_(T, member) LEAT_CAT(LEAT_MEMBER_AS_, LEAT_IS_ARRAY_(T))(T, member)
#define LEAT_MEMBER_AS_0(T, member) T member;
#define LEAT_MEMBER_AS_1(T, member) LEAT_ELEMENT_##T member[LEAT_LENGTH_##T];
#define LEAT_MEMBER_DESCRIPTOR_(record, field) LEAT_APPLY_(LEAT_MEMBER_DESCRIPTOR_2_, record, LEAT_UNPAREN_ field)
#define LEAT_MEMBER_DESCRIPTOR_2_(record, T, member)                                                \
    LEAT_CAT(LEAT_MEMBER_DESCRIPTOR_AS_, LEAT_IS_ARRAY_(T))(record, T, member)
#define LEAT_MEMBER_DESCRIPTOR_AS_0(record, T, member) LEAT_NAMED_(T)
#define LEAT_MEMBER_DESCRIPTOR_AS_1(record, T, member)                                              \
    LEAT_NAMED_BY_(LEAT_ELEMENT_##T)                                                                \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_array_##record##_##member = {                        \
        .name = LEAT_SPELT_##T, .kind = LEAT_TYPE_ARRAY, .size = sizeof(((record *)0)->member),     \
        .length = sizeof(((record *)0)->member) / sizeof *((record *)0)->member,                    \
        .element = LEAT_DESCRIPTOR_BY_(LEAT_ELEMENT_##T)};
#define LEAT_NAMED_(T)                                                                              \
    extern const struct leat_descriptor leat_d_##T;                                                 \
    extern const char leat_mark_##T[];
#define LEAT_NAMED_BY_(T) LEAT_NAMED_(T)
#define LEAT_DESCRIPTOR_BY_(T) LEAT_DESCRIPTOR_(T)
#define LEAT_MEMBER_ROW_(record, field) LEAT_APPLY_(LEAT_MEMBER_ROW_2_, record, LEAT_UNPAREN_ field)
#define LEAT_MEMBER_ROW_2_(record, T, member)                                                       \
    {#member, offsetof(record, member), LEAT_CAT(LEAT_MEMBER_TYPE_, LEAT_IS_ARRAY_(T))(record, T, member)},
#define LEAT_MEMBER_TYPE_0(record, T, member) LEAT_DESCRIPTOR_(T)
#define LEAT_MEMBER_TYPE_1(record, T, member) &leat_d_array_##record##_##member

/* leat_array is no macro: whether a member's type is one shows when its first word is pasted to another. */
#define LEAT_IS_ARRAY_(T) LEAT_SECOND_(LEAT_PROBE_##T, 0, 0)
#define LEAT_SECOND_(...) LEAT_SECOND_OF_(__VA_ARGS__)
#define LEAT_SECOND_OF_(a, b, ...) b
#define LEAT_PROBE_leat_array(T, length) , 1
#define LEAT_ELEMENT_leat_array(T, length) T
#define LEAT_LENGTH_leat_array(T, length) length
#define LEAT_SPELT_leat_array(T, length) "leat_array(" #T ", " #length ")"

/*
 * leat_variant(name, (type, case), (case), ...) at file scope declares a tagged union: one of its cases at a
 * time, each with a payload of its type or without one. On the wire it is a Rust enum. It may be used
 * wherever a record may, and hold vectors of itself.
 *
 *     leat_variant(shape, (circle, round), (int32_t, square), (nothing))
 *
 * is `struct shape { enum shape_tag tag; union { circle round; int32_t square; }; }` with the constants
 * shape_round, shape_square and shape_nothing; `switch (s.tag)` tells the cases apart.
 * leat_variant_of(shape, square, 4) makes one; leat_variant_of(shape, nothing) one without a payload.
 * A payload's type is what a member's type may be. At most 32 cases.
 */
#define leat_variant(variant, ...)                                                                  \
    leat_declare(variant)                                                                           \
    leat_define_variant(variant, __VA_ARGS__)
#define leat_define_variant(variant, ...)                                                           \
    enum variant##_tag { LEAT_EACH(LEAT_CASE_TAG_, variant, __VA_ARGS__) };                         \
    struct variant {                                                                                \
        enum variant##_tag tag;                                                                     \
        union {                                                                                     \
            LEAT_EACH(LEAT_CASE_MEMBER_, variant, __VA_ARGS__)                                      \
        };                                                                                          \
    };                                                                                              \
    LEAT_OPTION_TYPE_(variant)                                                                      \
    LEAT_EACH(LEAT_CASE_DESCRIPTOR_, variant, __VA_ARGS__)                                          \
    LEAT_HIDDEN_ struct leat_field leat_fields_##variant[] = {                                      \
        LEAT_EACH(LEAT_CASE_ROW_, variant, __VA_ARGS__)};                                           \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_##variant = {                                        \
        .name = #variant, .kind = LEAT_TYPE_VARIANT, .size = sizeof(variant),                       \
        .count = sizeof leat_fields_##variant / sizeof *leat_fields_##variant,                      \
        .fields = leat_fields_##variant};                                                           \
    LEAT_LISTED_(leat_d_##variant, __COUNTER__)                                                     \
    LEAT_CONTAINER_DESCRIPTORS_(variant, &leat_d_##variant)
#define leat_variant_of(variant, which, ...)                                                        \
    ((variant){.tag = variant##_##which __VA_OPT__(, .which = __VA_ARGS__)})

#define LEAT_CASE_(m, variant, row) LEAT_APPLY_(LEAT_CAT(m, LEAT_COUNT row), variant, LEAT_UNPAREN_ row)
#define LEAT_CASE_TAG_(variant, row) LEAT_CASE_(LEAT_CASE_TAG_, variant, row)
#define LEAT_CASE_TAG_1(variant, which) variant##_##which,
#define LEAT_CASE_TAG_2(variant, T, which) variant##_##which,
#define LEAT_CASE_MEMBER_(variant, row) LEAT_CASE_(LEAT_CASE_MEMBER_, variant, row)
#define LEAT_CASE_MEMBER_1(variant, which)
#define LEAT_CASE_MEMBER_2(variant, T, which) LEAT_MEMBER_2_(T, which)
#define LEAT_CASE_DESCRIPTOR_(variant, row) LEAT_CASE_(LEAT_CASE_DESCRIPTOR_, variant, row)
#define LEAT_CASE_DESCRIPTOR_1(variant, which)
#define LEAT_CASE_DESCRIPTOR_2(variant, T, which) LEAT_MEMBER_DESCRIPTOR_2_(variant, T, which)
#define LEAT_CASE_ROW_(variant, row) LEAT_CASE_(LEAT_CASE_ROW_, variant, row)
#define LEAT_CASE_ROW_1(variant, which) {#which, 0, &leat_d_unit_},
#define LEAT_CASE_ROW_2(variant, T, which) LEAT_MEMBER_ROW_2_(variant, T, which)

/*
 * leat_enum(name, (constant, value), (constant), ...) at file scope declares `enum name` and the type `name`
 * with the constants name_constant; without a value it is one more than the one before, as in C. On the wire it
 * is a Rust enum without payloads: the place of the constant in this list, whatever its value. A value that is
 * none of them cannot be sent. At most 32 constants.
 *
 *     leat_enum(color, (red, 3), (green, 7))          color_red, color_green
 *
 * It is known by this name only: a typedef of it, like any other enum of C, crosses as its integer.
 */
#define leat_enum(enumeration, ...)                                                                 \
    typedef enum enumeration {                                                                      \
        LEAT_EACH(LEAT_ENUMERATOR_, enumeration, __VA_ARGS__)                                       \
    } enumeration;                                                                                  \
    extern const char leat_mark_##enumeration[1];                                                   \
    LEAT_CONTAINER_TYPES_(enumeration)                                                              \
    LEAT_OPTION_TYPE_(enumeration)                                                                  \
    LEAT_HIDDEN_ struct leat_enumerator leat_enumerators_##enumeration[] = {                        \
        LEAT_EACH(LEAT_ENUMERATOR_ROW_, enumeration, __VA_ARGS__)};                                 \
    LEAT_HIDDEN_ struct leat_descriptor leat_d_##enumeration = {                                    \
        .name = #enumeration, .kind = LEAT_TYPE_ENUM, .size = sizeof(enumeration),                  \
        .length = sizeof leat_enumerators_##enumeration / sizeof *leat_enumerators_##enumeration,   \
        .enumerators = leat_enumerators_##enumeration};                                             \
    LEAT_LISTED_(leat_d_##enumeration, __COUNTER__)                                                 \
    LEAT_CONTAINER_DESCRIPTORS_(enumeration, &leat_d_##enumeration)                                 \
    LEAT_EACH(LEAT_DISTINCT_, (enumeration, __VA_ARGS__), __VA_ARGS__)

#define LEAT_ENUMERATOR_(enumeration, row) LEAT_APPLY_(LEAT_ENUMERATOR_2_, enumeration, LEAT_UNPAREN_ row)
#define LEAT_ENUMERATOR_2_(enumeration, constant, ...) enumeration##_##constant __VA_OPT__(= __VA_ARGS__),
#define LEAT_ENUMERATOR_ROW_(enumeration, row) LEAT_APPLY_(LEAT_ENUMERATOR_ROW_2_, enumeration, LEAT_UNPAREN_ row)
#define LEAT_ENUMERATOR_ROW_2_(enumeration, constant, ...)                                          \
    {#enumeration "_" #constant, (int64_t)enumeration##_##constant},

/* How many constants have the value of this one: itself. */
#define LEAT_DISTINCT_(all, row) LEAT_APPLY_(LEAT_DISTINCT_2_, all, LEAT_UNPAREN_ row)
#define LEAT_DISTINCT_2_(all, constant, ...) LEAT_APPLY_TO_ALL_(LEAT_DISTINCT_3_, constant, LEAT_UNPAREN_ all)
#define LEAT_DISTINCT_3_(constant, enumeration, ...)                                                \
    _Static_assert((LEAT_EACH_OPTION(LEAT_EQUALS_, (enumeration, constant), __VA_ARGS__) 0) == 1,   \
                   "leat_enum: two constants have one value: which of them is sent could not be told");
#define LEAT_EQUALS_(one, row) LEAT_APPLY_TO_ONE_(LEAT_EQUALS_2_, LEAT_UNPAREN_ one, LEAT_UNPAREN_ row)
#define LEAT_EQUALS_2_(enumeration, constant, other, ...)                                           \
    (enumeration##_##constant == enumeration##_##other) +
#define LEAT_APPLY_TO_ALL_(m, ...) m(__VA_ARGS__)
#define LEAT_APPLY_TO_ONE_(m, ...) m(__VA_ARGS__)

/*
 * leat_keyed(name, key type, value type): a record with members `key` and `value`, as the keyed
 * operators take and give. Neither can be an array, which C does not assign: a record that holds one can.
 * Rust's maps are vectors of such a record: leat_vec(word_count) is HashMap<String, i64>.
 */
#define leat_keyed(record, K, V)                                                                    \
    _Static_assert(!LEAT_IS_ARRAY_(K) && !LEAT_IS_ARRAY_(V),                                        \
                   "leat_keyed: C assigns no array; put the array into a record, and that here");   \
    leat_record(record, (K, key), (V, value))

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
LEAT_SCALAR_CONTAINERS_(leat_time, leat_d_i64_)
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
