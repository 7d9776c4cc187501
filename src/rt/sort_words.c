/*
 * sort_words.c: stable radix sort by keys that are 64-bit words, from the lowest byte. Bytes that are the same in all
 * keys take no time. The last pass moves the values themselves; those before it only move words and places.
 */
#include <stdlib.h>

#include "arena.h"
#include "leat/rt/run.h"
#include "leat/rt/table.h"
#include "spare.h"

enum { BYTE_VALUES = 256, LEAST = 256 }; /* of fewer values the merge sort is as fast */

struct radix {
    const uint64_t *words;
    const uint32_t *places; /* where the value of each word lies; NULL: in the same place */
    size_t count;
    unsigned shift; /* of the byte of this pass */
};

static bool is_worth_it(const struct leat_buffer *values)
{
    return values->count >= LEAST && values->count <= UINT32_MAX && !leat_trick_is_off(LEAT_TRICK_RADIX_SORT);
}

uint64_t *leat_sort_words(const struct leat_buffer *values)
{
    if (!is_worth_it(values))
        return NULL;
    return leat__array_take(values->count, sizeof(uint64_t));
}

void leat_sort_words_free(uint64_t *words)
{
    leat__spare_give(words);
}

/* The byte that a pass goes by, of the first word: that of the next lies a word further. To load it is less than to shift. */
static const uint8_t *bytes_of(const uint64_t *words, unsigned shift)
{
    const unsigned byte = shift / 8;

    return (const uint8_t *)words + (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? byte : sizeof *words - 1 - byte);
}

/* Where the first word with each byte goes. */
static void find_begins(const struct radix *radix, uint32_t *begins)
{
    const uint8_t *const bytes = bytes_of(radix->words, radix->shift);
    const size_t count = radix->count;
    uint32_t sum = 0;

    memset(begins, 0, BYTE_VALUES * sizeof *begins);
    LEAT_UNROLLED
    for (size_t i = 0; i < count; i++)
        begins[bytes[i * sizeof(uint64_t)]]++;
    for (size_t byte = 0; byte < BYTE_VALUES; byte++) {
        uint32_t count_of_byte = begins[byte];

        begins[byte] = sum;
        sum += count_of_byte;
    }
}

static void move_words(const struct radix *radix, uint64_t *words, uint32_t *places)
{
    const uint8_t *const bytes = bytes_of(radix->words, radix->shift);
    uint32_t begins[BYTE_VALUES];

    find_begins(radix, begins);
    for (size_t i = 0; i < radix->count; i++) {
        uint32_t to = begins[bytes[i * sizeof(uint64_t)]]++;

        words[to] = radix->words[i];
        places[to] = radix->places ? radix->places[i] : (uint32_t)i;
    }
}

/* What is moved may be of any type: that it is neither a word, a place nor the count has to be said. */
static inline __attribute__((always_inline)) void move_values(const struct radix *radix, char *restrict to, const char *restrict from,
                                                              size_t size)
{
    const uint8_t *const restrict bytes = bytes_of(radix->words, radix->shift);
    const uint32_t *const restrict places = radix->places;
    const size_t count = radix->count;
    uint32_t begins[BYTE_VALUES];

    find_begins(radix, begins);
    if (places)
        for (size_t i = 0; i < count; i++)
            memcpy(to + (size_t)begins[bytes[i * sizeof(uint64_t)]]++ * size, from + places[i] * size, size);
    else
        for (size_t i = 0; i < count; i++)
            memcpy(to + (size_t)begins[bytes[i * sizeof(uint64_t)]]++ * size, from + i * size, size);
}

/* Into memory of its own, which then is the buffer's. */
static void last_pass(const struct radix *radix, struct leat_buffer *values, size_t size)
{
    char *sorted = leat__array_take(values->count, size);

    if (size == 8)
        move_values(radix, sorted, values->data, 8);
    else if (size == 16)
        move_values(radix, sorted, values->data, 16);
    else if (size == 4)
        move_values(radix, sorted, values->data, 4);
    else
        move_values(radix, sorted, values->data, size);
    leat__spare_give(values->data);
    values->data = sorted;
    values->capacity = values->count;
}

/* In which not all are the same. */
LEAT_VECTORIZED static uint64_t differing_bits(const uint64_t *words, size_t count)
{
    uint64_t first = count > 0 ? words[0] : 0, differ = 0;

    for (size_t i = 0; i < count; i++)
        differ |= words[i] ^ first;
    return differ;
}

void leat_sort_by_words(struct leat_buffer *values, size_t size, uint64_t *words)
{
    struct radix radix = {.words = words, .count = values->count};
    uint64_t *other_words = NULL, differ = differing_bits(words, values->count);
    uint32_t *places[2] = {NULL, NULL};

    for (; differ >> radix.shift; radix.shift += 8) {
        if (!(differ >> radix.shift & 0xff))
            continue;
        if (radix.shift == 56 || !(differ >> radix.shift >> 8)) {
            last_pass(&radix, values, size);
            break;
        }
        if (!other_words) {
            other_words = leat__array_take(values->count, sizeof *other_words);
            places[0] = leat__array_take(values->count, sizeof(uint32_t));
            places[1] = leat__array_take(values->count, sizeof(uint32_t));
        }

        uint64_t *to = radix.words == words ? other_words : words;
        uint32_t *places_to = radix.places == places[0] ? places[1] : places[0];

        move_words(&radix, to, places_to);
        radix.words = to;
        radix.places = places_to;
    }
    leat__spare_give(places[0]);
    leat__spare_give(places[1]);
    leat__spare_give(other_words);
}

/* ---- numbers that are their own words, and need no places ---- */

/* `flip` turns the bit of the sign round, so that negative numbers come first. */
static void move_numbers(const uint64_t *restrict from, uint64_t *restrict to, size_t count, unsigned shift, unsigned flip)
{
    const uint8_t *const bytes = bytes_of(from, shift);
    uint32_t begins[BYTE_VALUES] = {0}, sum = 0;

    LEAT_UNROLLED
    for (size_t i = 0; i < count; i++)
        begins[bytes[i * sizeof(uint64_t)]]++;
    for (size_t byte = 0; byte < BYTE_VALUES; byte++) {
        uint32_t count_of_byte = begins[byte ^ flip];

        begins[byte ^ flip] = sum;
        sum += count_of_byte;
    }
    LEAT_UNROLLED
    for (size_t i = 0; i < count; i++)
        to[begins[bytes[i * sizeof(uint64_t)]]++] = from[i];
}

bool leat_sort_numbers(struct leat_buffer *numbers, bool are_signed)
{
    uint64_t *other, differ;

    if (!is_worth_it(numbers))
        return false;
    other = leat__array_take(numbers->count, sizeof *other);
    differ = differing_bits((const uint64_t *)numbers->data, numbers->count);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        uint64_t *from = (uint64_t *)numbers->data;

        if (!(differ >> shift & 0xff))
            continue;
        move_numbers(from, other, numbers->count, shift, are_signed && shift == 56 ? 0x80 : 0);
        numbers->data = (char *)other;
        numbers->capacity = numbers->count; /* what is known of both */
        other = from;
    }
    leat__spare_give(other);
    return true;
}
