/*
 * text.h: what makes texts (leat/text.h), inline: a chain of quotes that append and change short texts becomes straight
 * code. src/rt/text.c has what is rare, and the same functions for who takes their address.
 */
#ifndef LEAT_RT_TEXT_H
#define LEAT_RT_TEXT_H

#include "../text.h"
#include "run.h"

#ifndef LEAT_TEXT_INLINE
#define LEAT_TEXT_INLINE extern inline __attribute__((gnu_inline, always_inline))
#define LEAT_TEXT_PART LEAT_TEXT_INLINE
#endif

/*
 * Texts are written in words of this type, which is that of no pointer and of no length of an arena: so the compiler knows
 * that writing a text does not change where the next is written, and keeps that in registers. They are read as bytes.
 */
typedef unsigned long long leat_text_word __attribute__((aligned(1)));

enum {
    LEAT_TEXT_WORD = sizeof(leat_text_word),
    LEAT_TEXT_SHORT = 32,  /* copied in words, inline */
};
_Static_assert((int)LEAT_ARENA_SLACK >= (int)LEAT_TEXT_WORD, "the last word of a text is written whole");

/*
 * Where texts and vectors are made now. leat_current is read as a member of a struct, so that clang knows, too, that what
 * is stored to a member of an arena is not stored there.
 */
LEAT_TEXT_PART struct leat_arena *leat_memory_in_use(void)
{
#if LEAT_SANITIZED
    return leat_current->into; /* gcc takes the address of what is of a thread for NULL, where it looks for that */
#else
    struct current {
        struct leat_run *run;
    };

    return ((const struct current *)&leat_current)->run->into;
#endif
}

LEAT_TEXT_PART unsigned long long leat_text_load(const char *from)
{
    unsigned long long word;

    memcpy(&word, from, sizeof word);
    return word;
}

/* At most 8 bytes, and zeros behind them; nothing else is read. The first byte is the lowest, as on all that Leat runs on. */
LEAT_TEXT_PART unsigned long long leat_text_load_short(const char *from, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)from;
    uint32_t first, last;

    if (length >= sizeof first) {
        memcpy(&first, from, sizeof first);
        memcpy(&last, from + length - sizeof last, sizeof last);
        return first | (unsigned long long)last << (length - sizeof last) * 8;
    }
    if (length == 0)
        return 0;
    return bytes[0] | (unsigned long long)bytes[length / 2] << length / 2 * 8 | (unsigned long long)bytes[length - 1] << (length - 1) * 8;
}

/* Writes `length` bytes, and perhaps up to 7 more, which nobody has yet. */
LEAT_TEXT_PART void leat_text_put(char *to, const char *from, size_t length)
{
    if (LEAT_SANITIZED) {
        if (length > 0)
            memcpy(to, from, length);
    } else if (length <= LEAT_TEXT_WORD) {
        *(leat_text_word *)(void *)to = leat_text_load_short(from, length);
    } else if (length <= LEAT_TEXT_SHORT) {
        for (size_t i = 0; i < length - LEAT_TEXT_WORD; i += LEAT_TEXT_WORD)
            *(leat_text_word *)(void *)(to + i) = leat_text_load(from + i);
        *(leat_text_word *)(void *)(to + length - LEAT_TEXT_WORD) = leat_text_load(from + length - LEAT_TEXT_WORD);
    } else {
        memcpy(to, from, length);
    }
}

/* Room for a text, of which nothing is known to lie behind it: it can be appended to. */
char *leat_text_take_far(struct leat_arena *arena, size_t length);
LEAT_TEXT_PART char *leat_text_take(struct leat_arena *arena, size_t length)
{
    char *taken = arena->at;

    if (__builtin_expect(length >= (size_t)(arena->end - taken), 0))
        return leat_text_take_far(arena, length);
    arena->at = taken + length;
    return taken;
}

/* Both to the end of an arena that has room for them. */
LEAT_TEXT_PART leat_str leat_text_join(struct leat_arena *arena, leat_str text, leat_str more)
{
    char *taken = arena->at;

    leat_text_put(taken, text.data, text.length);
    leat_text_put(taken + text.length, more.data, more.length);
    arena->at = taken + text.length + more.length;
    return (leat_str){taken, text.length + more.length};
}

/*
 * Where the text ends, computed: the processor need not wait for what it has just stored as the arena's place, which
 * is only compared. Of a literal the compiler would take for granted that nothing can be written behind it.
 */
LEAT_TEXT_PART char *leat_text_end(leat_str text)
{
    char *end = (char *)(uintptr_t)text.data + text.length;

    __asm__("" : "+r"(end));
    return end;
}

leat_str leat_str_concat_far(leat_str text, leat_str more);
LEAT_TEXT_INLINE leat_str leat_str_concat(leat_str text, leat_str more)
{
    struct leat_arena *arena = leat_memory_in_use();
    char *end;

    /* A literal is never what was made last. */
    if (__builtin_constant_p(text.length) && text.length < LEAT_TEXT_SHORT && more.length < LEAT_TEXT_SHORT &&
        text.length + more.length < (size_t)(arena->end - arena->at))
        return leat_text_join(arena, text, more);
    end = leat_text_end(text);
    if (__builtin_expect(end != arena->at || more.length >= (size_t)(arena->end - end), 0))
        return leat_str_concat_far(text, more);
    leat_text_put(end, more.data, more.length);
    arena->at = end + more.length;
    return (leat_str){text.data, text.length + more.length};
}

LEAT_TEXT_INLINE leat_str leat_str_copy(leat_str text)
{
    char *taken = leat_text_take(leat_memory_in_use(), text.length);

    leat_text_put(taken, text.data, text.length);
    return (leat_str){taken, text.length};
}

LEAT_TEXT_INLINE char *leat_str_room(size_t length)
{
    return leat_text_take(leat_memory_in_use(), length);
}

#define LEAT_TEXT_EACH(byte) (0x0101010101010101u * (byte))

/* In each byte that is one of the 26 letters from `first`, ASCII, the bit by which lower and upper case differ. */
LEAT_TEXT_PART unsigned long long leat_text_letters(unsigned long long word, unsigned char first)
{
    unsigned long long low = word & LEAT_TEXT_EACH(0x7f);
    unsigned long long not_before = low + LEAT_TEXT_EACH(0x80u - first), behind = low + LEAT_TEXT_EACH(0x80u - 26 - first);

    return (not_before & ~behind & ~word & LEAT_TEXT_EACH(0x80)) >> 2;
}

leat_str leat_text_recase_far(leat_str text, unsigned char first);
LEAT_TEXT_PART leat_str leat_text_recase(leat_str text, unsigned char first)
{
    unsigned long long word, letters;
    char *taken;

    if (text.length > LEAT_TEXT_WORD)
        return leat_text_recase_far(text, first);
    word = leat_text_load_short(text.data, text.length);
    letters = leat_text_letters(word, first);
    if (letters == 0)
        return text;
    taken = leat_text_take(leat_memory_in_use(), text.length);
    word ^= letters;
    if (LEAT_SANITIZED)
        memcpy(taken, &word, text.length);
    else
        *(leat_text_word *)(void *)taken = word;
    return (leat_str){taken, text.length};
}

LEAT_TEXT_INLINE leat_str leat_str_upper(leat_str text)
{
    return leat_text_recase(text, 'a');
}

LEAT_TEXT_INLINE leat_str leat_str_lower(leat_str text)
{
    return leat_text_recase(text, 'A');
}

#endif
