/* text.c: what makes texts and is not inline: format, and the rare cases of leat/rt/text.h. */
#define LEAT_TEXT_INLINE /* these are the functions themselves */
#define LEAT_TEXT_PART static inline
#include "leat/rt/text.h"

#include <stdarg.h>
#include <stdio.h>

#include "arena.h"
#include "fail.h"

enum {
    FORMAT_SHORT = 256,
    EXACT_MOST = 256, /* a longer text that is appended to gets room for more */
};

char *leat_text_take_far(struct leat_arena *arena, size_t length)
{
    char *taken = leat_arena_grow(arena, length);

    if (!arena->poison)
        arena->at = taken + length;
    return taken;
}

static size_t sum_of(size_t a, size_t b)
{
    size_t sum;

    if (__builtin_add_overflow(a, b, &sum))
        leat__fail_memory(SIZE_MAX);
    return sum;
}

/*
 * A long text that something else was made behind is copied once, into a block with as much room again, which goes on with
 * it: so several that grow in turn do so in linear time too. Where memory is poisoned, all do.
 */
static leat_str copy_to_block(struct leat_arena *arena, leat_str text, leat_str more)
{
    size_t length = sum_of(text.length, more.length);
    struct leat__block *block = leat__block_new(arena, sum_of(length, length), 1);
    char *bytes = leat__block_elements(block);

    memcpy(bytes, text.data, text.length);
    memcpy(bytes + text.length, more.data, more.length);
    block->used = length;
    return (leat_str){bytes, length};
}

static leat_str concat_long(struct leat_arena *arena, leat_str text, leat_str more)
{
    struct leat__block *block;

    if (more.length == 0)
        return text;
    if (text.length == 0)
        return more;
    block = leat__block_of(arena, text.data);
    if (!block || block->used != text.length || block->capacity - block->used < more.length)
        return copy_to_block(arena, text, more);
    memcpy((char *)leat__block_elements(block) + text.length, more.data, more.length);
    block->used += more.length;
    return (leat_str){text.data, text.length + more.length};
}

leat_str leat_str_concat_far(leat_str text, leat_str more)
{
    struct leat_arena *arena = leat_memory_in_use();
    size_t room = (size_t)(arena->end - arena->at);

    if (text.length > EXACT_MOST || more.length >= room || text.length + more.length >= room)
        return concat_long(arena, text, more);
    return leat_text_join(arena, text, more);
}

/* The first word with a letter to change, or where the last begins that is not whole. */
static size_t first_to_change(leat_str text, unsigned char first)
{
    size_t at = 0;

    while (at + LEAT_TEXT_WORD <= text.length && leat_text_letters(leat_text_load(text.data + at), first) == 0)
        at += LEAT_TEXT_WORD;
    return at;
}

leat_str leat_text_recase_far(leat_str text, unsigned char first)
{
    size_t at = first_to_change(text, first), rest = text.length % LEAT_TEXT_WORD;
    unsigned long long word = leat_text_load_short(text.data + text.length - rest, rest);
    char *taken;

    if (at == text.length - rest && leat_text_letters(word, first) == 0)
        return text;
    taken = leat_text_take(leat_memory_in_use(), text.length);
    memcpy(taken, text.data, at);
    for (; at < text.length - rest; at += LEAT_TEXT_WORD) {
        unsigned long long whole = leat_text_load(text.data + at);

        whole ^= leat_text_letters(whole, first);
        memcpy(taken + at, &whole, sizeof whole);
    }
    word ^= leat_text_letters(word, first);
    memcpy(taken + at, &word, rest);
    return (leat_str){taken, text.length};
}

leat_str leat_str_format(const char *format, ...)
{
    char brief[FORMAT_SHORT];
    va_list arguments, again;
    int length;
    char *text;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(brief, sizeof brief, format, arguments);
    va_end(arguments);
    if (length < 0)
        leat_run_fail("leat_str_format: cannot format \"%s\"", format);
    text = leat_text_take(leat_current->memory, (size_t)length + 1);
    if ((size_t)length < sizeof brief)
        memcpy(text, brief, (size_t)length + 1);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (leat_str){text, (size_t)length};
}
