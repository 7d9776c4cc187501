/* values.c: memory, text, chance; what element types hold, how they compare and print. */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/* ---- memory ---- */

enum { BLOCK = 1 << 20 };

void *hold(size_t size)
{
    static struct block {
        struct block *next; /* so that a leak checker finds them all */
    } *blocks;
    static char *at, *end;
    size_t rounded = (size + 15) & ~(size_t)15;

    if (rounded > (size_t)(end - at)) {
        size_t room = rounded > BLOCK ? rounded : BLOCK;
        struct block *block = calloc(1, room + 16);

        if (!block) {
            fprintf(stderr, "out of memory\n");
            exit(1);
        }
        block->next = blocks;
        blocks = block;
        at = (char *)block + 16;
        end = at + room;
    }
    void *taken = at;

    at += rounded;
    return taken;
}

char *say(const char *format, ...)
{
    va_list arguments;
    char *text, *held;
    int length;

    va_start(arguments, format);
    length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        exit(1);
    held = hold((size_t)length + 1);
    memcpy(held, text, (size_t)length + 1);
    free(text);
    return held;
}

/* ---- chance ---- */

uint64_t chance_next(struct chance *chance)
{
    uint64_t x = chance->state += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

int chance_below(struct chance *chance, int below)
{
    return (int)(chance_next(chance) % (uint64_t)below);
}

int chance_between(struct chance *chance, int from, int to)
{
    return from + chance_below(chance, to - from + 1);
}

bool chance_percent(struct chance *chance, int percent)
{
    return chance_below(chance, 100) < percent;
}

/* ---- lists and types ---- */

void list_add(struct list *list, struct value value)
{
    if (list->count == list->capacity) {
        struct value *items = hold((list->capacity * 2 + 4) * sizeof *items);

        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = list->capacity * 2 + 4;
    }
    list->items[list->count++] = value;
}

void list_append(struct list *list, const struct list *other)
{
    for (size_t i = 0; i < other->count; i++)
        list_add(list, other->items[i]);
}

bool type_equal(struct type a, struct type b)
{
    return a.key == b.key && a.val == b.val;
}

const char *type_name(struct type type)
{
    static const char *const plain[VALS] = {"int64_t", "leat_str", "item", "bag", "choice", "leat_bytes", "uint64_t"};
    static const char *const keys[KEYS] = {"", "num", "str", "seq", "member", "color"};
    static const char *const vals[VALS] = {"num", "str", "item", "bag", "choice", "bytes", "count"};

    return type.key == KEY_NONE ? plain[type.val] : say("%s_%s", keys[type.key], vals[type.val]);
}

const char *key_name(enum key key)
{
    static const char *const names[KEYS] = {"", "int64_t", "leat_str", "uint64_t", "leat_member", "color"};

    return names[key];
}

const char *window_name(enum key key, enum val accumulator)
{
    return say("window_%s", type_name((struct type){key, accumulator}));
}

struct string string_of(const char *text)
{
    return (struct string){text, strlen(text)};
}

int string_compare(struct string a, struct string b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (a.data[i] != b.data[i])
            return (unsigned char)a.data[i] < (unsigned char)b.data[i] ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

/* ---- comparing ---- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_bags(const struct value *a, const struct value *b)
{
    int order = compare_numbers(a->n, b->n);

    if (order == 0)
        order = compare_numbers((int64_t)a->item_count, (int64_t)b->item_count);
    for (size_t i = 0; order == 0 && i < a->item_count; i++) {
        order = compare_numbers(a->items[i].a, b->items[i].a);
        if (order == 0)
            order = string_compare(a->items[i].s, b->items[i].s);
    }
    return order;
}

static int compare_choices(const struct value *a, const struct value *b)
{
    if (a->choice != b->choice)
        return compare_numbers(a->choice, b->choice);
    return a->choice == CHOICE_NUMBER ? compare_numbers(a->n, b->n) : a->choice == CHOICE_NOTHING ? 0 : string_compare(a->s, b->s);
}

int value_compare_keys(struct type type, const struct value *a, const struct value *b)
{
    if (type.key == KEY_NONE)
        return 0;
    return type.key == KEY_STR ? string_compare(a->key_str, b->key_str) : compare_numbers(a->key_num, b->key_num);
}

int value_compare(struct type type, const struct value *a, const struct value *b)
{
    int order = value_compare_keys(type, a, b);

    if (order)
        return order;
    switch (type.val) {
    case VAL_STR:
    case VAL_BYTES:
        return string_compare(a->s, b->s);
    case VAL_REC:
        order = compare_numbers(a->n, b->n);
        return order ? order : string_compare(a->s, b->s);
    case VAL_BAG:
        return compare_bags(a, b);
    case VAL_CHOICE:
        return compare_choices(a, b);
    default:
        return compare_numbers(a->n, b->n);
    }
}

/* ---- bincode ---- */

struct bytes {
    unsigned char *data;
    size_t length, capacity;
};

static void put_byte(struct bytes *bytes, unsigned char byte)
{
    if (bytes->length == bytes->capacity) {
        bytes->capacity = bytes->capacity * 2 + 64;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (!bytes->data)
            exit(1);
    }
    bytes->data[bytes->length++] = byte;
}

static void put_integer(struct bytes *bytes, uint64_t x, int size)
{
    for (int i = 0; i < size; i++)
        put_byte(bytes, (unsigned char)(x >> (8 * i)));
}

static void put_string(struct bytes *bytes, struct string s)
{
    put_integer(bytes, s.length, 8);
    for (size_t i = 0; i < s.length; i++)
        put_byte(bytes, (unsigned char)s.data[i]);
}

const int color_values[3] = {3, 7, -1};

/* An enum is the number of its constant, whatever the constant's value. */
static void put_color(struct bytes *bytes, int64_t value)
{
    for (unsigned i = 0; i < 3; i++)
        if (color_values[i] == value)
            put_integer(bytes, i, 4);
}

static void put_choice(struct bytes *bytes, const struct value *value)
{
    put_integer(bytes, (uint64_t)value->choice, 4);
    if (value->choice == CHOICE_NUMBER)
        put_integer(bytes, (uint64_t)value->n, 8);
    if (value->choice == CHOICE_TEXT || value->choice == CHOICE_ENDS)
        put_string(bytes, value->s);
    if (value->choice == CHOICE_ENDS)
        put_string(bytes, value->s);
}

static struct bytes encode(struct type type, const struct value *value)
{
    struct bytes bytes = {0};

    if (type.key == KEY_STR)
        put_string(&bytes, value->key_str);
    else if (type.key == KEY_COLOR)
        put_color(&bytes, value->key_num);
    else if (type.key != KEY_NONE)
        put_integer(&bytes, (uint64_t)value->key_num, type.key == KEY_MEMBER ? 4 : 8);
    if (type.val == VAL_CHOICE)
        put_choice(&bytes, value);
    else if (type.val != VAL_STR && type.val != VAL_BYTES)
        put_integer(&bytes, (uint64_t)value->n, 8);
    if (type.val == VAL_STR || type.val == VAL_BYTES || type.val == VAL_REC)
        put_string(&bytes, value->s);
    if (type.val == VAL_BAG) {
        put_integer(&bytes, value->item_count, 8);
        for (size_t i = 0; i < value->item_count; i++) {
            put_integer(&bytes, (uint64_t)value->items[i].a, 8);
            put_string(&bytes, value->items[i].s);
        }
    }
    return bytes;
}

int value_compare_encoded(struct type type, const struct value *a, const struct value *b)
{
    struct bytes left = encode(type, a), right = encode(type, b);
    size_t shorter = left.length < right.length ? left.length : right.length;
    int order = memcmp(left.data, right.data, shorter);

    if (order == 0)
        order = (left.length > right.length) - (left.length < right.length);
    free(left.data);
    free(right.data);
    return order;
}

/* ---- printing ---- */

/* A long text is printed by its beginning, its length and a sum. */
static const char *shown_string(struct string s)
{
    uint32_t sum = 0;

    if (s.length <= 40)
        return say("'%.*s'", (int)s.length, s.data);
    for (size_t i = 0; i < s.length; i++)
        sum = sum * 31 + (unsigned char)s.data[i];
    return say("'%.*s' %zu %08x", 8, s.data, s.length, (unsigned)sum);
}

static const char *choice_text(const struct value *value)
{
    switch (value->choice) {
    case CHOICE_NUMBER:
        return say("number %" PRId64, value->n);
    case CHOICE_TEXT:
        return say("text %s", shown_string(value->s));
    case CHOICE_ENDS:
        return say("ends %s %s", shown_string(value->s), shown_string(value->s));
    default:
        return "nothing";
    }
}

static const char *val_text(enum val val, const struct value *value)
{
    char *text;

    switch (val) {
    case VAL_STR:
    case VAL_BYTES:
        return shown_string(value->s);
    case VAL_REC:
        return say("%" PRId64 " %s", value->n, shown_string(value->s));
    case VAL_CHOICE:
        return choice_text(value);
    case VAL_BAG:
        text = say("%" PRId64 " [", value->n);
        for (size_t i = 0; i < value->item_count; i++)
            text = say("%s %" PRId64 " %s", text, value->items[i].a, shown_string(value->items[i].s));
        return say("%s ]", text);
    default:
        return say("%" PRId64, value->n);
    }
}

char *value_text(struct type type, const struct value *value)
{
    const char *text = val_text(type.val, value);

    if (type.key == KEY_NONE)
        return say("%s", text);
    if (type.key == KEY_STR)
        return say("%s => %s", shown_string(value->key_str), text);
    return say("%" PRId64 " => %s", value->key_num, text);
}
