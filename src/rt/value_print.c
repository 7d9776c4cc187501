/* value_print.c: the text of any value, by its descriptor. */
#include "leat/rt/value.h"

#include <math.h>
#include <stdlib.h>

#include "parts.h"

/* The bytes of the UTF-8 character at `text`, if there is a whole, valid one beyond ASCII; else 0. */
static size_t utf8_length(const unsigned char *text, size_t left)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    uint32_t code;

    if (text[0] < 0xc2 || text[0] > 0xf4 || left < length)
        return 0;
    code = text[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3fu);
    }
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return 0;
    return length;
}

static void print_escaped(FILE *out, unsigned char c)
{
    if (c == '"' || c == '\\')
        fprintf(out, "\\%c", c);
    else if (c == '\n')
        fputs("\\n", out);
    else if (c == '\t')
        fputs("\\t", out);
    else if (c == '\r')
        fputs("\\r", out);
    else if (c < 0x20 || c >= 0x7f)
        /* Octal ends after three digits; hexadecimal would run on into the text. */
        fprintf(out, "\\%03o", (unsigned)c);
    else
        putc(c, out);
}

static void print_quoted(FILE *out, const struct leat__view *view, bool is_text)
{
    const unsigned char *bytes = view->data;

    putc('"', out);
    for (size_t i = 0; i < view->length;) {
        size_t length = is_text ? utf8_length(bytes + i, view->length - i) : 0;

        if (length)
            fwrite(bytes + i, 1, length, out);
        else
            print_escaped(out, bytes[i]);
        i += length ? length : 1;
    }
    putc('"', out);
}

/* A text of as few digits as read back as the same number (15 at least), and that shows it is no integer. */
static void print_float(FILE *out, double number, bool is_single)
{
    char text[64];
    int digits = is_single ? 6 : 15;

    if (isnan(number) || isinf(number)) {
        fputs(isnan(number) ? "NAN" : number < 0 ? "-INFINITY" : "INFINITY", out);
        return;
    }
    do {
        snprintf(text, sizeof text, "%.*g", digits++, number);
    } while (is_single ? strtof(text, NULL) != (float)number : strtod(text, NULL) != number);
    /* A locale may have set another point. */
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    fprintf(out, "%s%s", text, strpbrk(text, ".e") ? "" : ".0");
}

static void print_scalar(FILE *out, const struct leat_descriptor *type, const void *value)
{
    union {
        int8_t i8;
        uint8_t u8;
        int16_t i16;
        uint16_t u16;
        int32_t i32;
        uint32_t u32;
        int64_t i64;
        uint64_t u64;
        float f32;
        double f64;
    } scalar;

    memcpy(&scalar, value, type->size);
    switch (type->kind) {
#define PRINT(KIND, format, cast, member)                                                           \
    case LEAT_TYPE_##KIND:                                                                          \
        fprintf(out, format, (cast)scalar.member);                                                  \
        break;
        PRINT(I8, "%d", int, i8)
        PRINT(U8, "%u", unsigned, u8)
        PRINT(I16, "%d", int, i16)
        PRINT(U16, "%u", unsigned, u16)
        PRINT(I32, "%d", int, i32)
        PRINT(U32, "%u", unsigned, u32)
        PRINT(I64, "%lld", long long, i64)
        PRINT(U64, "%llu", unsigned long long, u64)
#undef PRINT
    case LEAT_TYPE_F32:
        print_float(out, (double)scalar.f32, true);
        break;
    default:
        print_float(out, scalar.f64, false);
    }
}

static void print_record(FILE *out, const struct leat_descriptor *type, const void *value)
{
    putc('{', out);
    for (uint32_t i = 0; i < type->count; i++) {
        fprintf(out, "%s.%s = ", i ? ", " : "", type->fields[i].name);
        leat_value_print(out, type->fields[i].type, field_of(&type->fields[i], value));
    }
    putc('}', out);
}

static void print_vec(FILE *out, const struct leat_descriptor *element, const struct leat__view *view)
{
    putc('[', out);
    for (size_t i = 0; i < view->length; i++) {
        fputs(i ? ", " : "", out);
        leat_value_print(out, element, element_of(element, view, i));
    }
    putc(']', out);
}

static void print_option(FILE *out, const struct leat_descriptor *type, const void *value)
{
    if (!is_some(value)) {
        fputs("none", out);
        return;
    }
    fputs("some(", out);
    leat_value_print(out, type->element, value_of_option(type, value));
    putc(')', out);
}

static void print_array(FILE *out, const struct leat_descriptor *type, const char *elements)
{
    putc('{', out);
    for (uint32_t i = 0; i < type->length; i++) {
        fputs(i ? ", " : "", out);
        leat_value_print(out, type->element, elements + i * type->element->size);
    }
    putc('}', out);
}

static void print_enum(FILE *out, const struct leat_descriptor *type, const void *value)
{
    int64_t number = enum_value(type, value);

    for (uint32_t i = 0; i < type->length; i++)
        if (type->enumerators[i].value == number) {
            fputs(type->enumerators[i].name, out);
            return;
        }
    fprintf(out, "(%s)%lld", type->name, (long long)number);
}

static void print_variant(FILE *out, const struct leat_descriptor *type, const void *value)
{
    const struct leat_field *which = &type->fields[tag_of(value)];

    if (tag_of(value) >= type->count) {
        fprintf(out, "(%s){%lu}", type->name, (unsigned long)tag_of(value));
        return;
    }
    fprintf(out, "%s_%s", type->name, which->name);
    if (which->type == &leat_d_unit_)
        return;
    putc('(', out);
    leat_value_print(out, which->type, field_of(which, value));
    putc(')', out);
}

void leat_value_print(FILE *out, const struct leat_descriptor *type, const void *value)
{
    switch (type->kind) {
    case LEAT_TYPE_NONE:
        fprintf(out, "(%s)", type->name);
        break;
    case LEAT_TYPE_BOOL:
        fputs(is_some(value) ? "true" : "false", out);
        break;
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        print_quoted(out, value, type->kind == LEAT_TYPE_STR);
        break;
    case LEAT_TYPE_RECORD:
        print_record(out, type, value);
        break;
    case LEAT_TYPE_VEC:
        print_vec(out, type->element, value);
        break;
    case LEAT_TYPE_OPTION:
        print_option(out, type, value);
        break;
    case LEAT_TYPE_ARRAY:
        print_array(out, type, value);
        break;
    case LEAT_TYPE_ENUM:
        print_enum(out, type, value);
        break;
    case LEAT_TYPE_VARIANT:
        print_variant(out, type, value);
        break;
    default:
        print_scalar(out, type, value);
    }
}
