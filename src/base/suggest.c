#include "base/suggest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The next row of the table: distances of the first `i` characters of `a` to all beginnings of `b`. */
static size_t fill_row(const char *a, const char *b, size_t i, size_t length, const size_t *before,
                       const size_t *above, size_t *row)
{
    size_t smallest = row[0] = i;

    for (size_t j = 1; j <= length; j++) {
        size_t cost = a[i - 1] != b[j - 1];

        row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = least(row[j], before[j - 2] + 1);
        smallest = least(smallest, row[j]);
    }
    return smallest;
}

size_t leat__edit_distance(const char *a, const char *b, size_t limit)
{
    size_t rows = strlen(a);
    size_t columns = strlen(b);
    size_t apart = rows > columns ? rows - columns : columns - rows;

    if (apart > limit)
        return limit + 1;

    size_t *table = leat__alloc_array(3 * (columns + 1), sizeof *table);
    size_t *before = table;
    size_t *above = table + columns + 1;
    size_t *row = above + columns + 1;
    size_t smallest = 0;
    size_t previous = 0;
    size_t distance;

    for (size_t j = 0; j <= columns; j++)
        above[j] = j;
    /* A swap reaches back two rows: only when both are beyond the limit is everything after. */
    for (size_t i = 1; i <= rows && (smallest <= limit || previous <= limit); i++) {
        previous = smallest;
        smallest = fill_row(a, b, i, columns, before, above, row);

        size_t *oldest = before;

        before = above;
        above = row;
        row = oldest;
    }
    distance = smallest > limit && previous > limit ? limit + 1 : least(above[columns], limit + 1);
    free(table);
    return distance;
}

static char *lower(const char *word)
{
    char *copy = leat__strdup(word);

    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

const char *leat__suggest(const char *word, const char *const *names, size_t count)
{
    size_t length = strlen(word);
    size_t nearest = length < 6 ? 1 : length / 3;
    const char *found = NULL;
    char *plain = lower(word);

    /* A word of one letter is one edit away from every other. */
    if (length < 2)
        nearest = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, names[i]) == 0) {
            found = NULL;
            break;
        }

        char *name = lower(names[i]);
        size_t distance = leat__edit_distance(plain, name, nearest);

        if (distance < nearest || (distance == nearest && !found)) {
            nearest = distance;
            found = names[i];
        }
        free(name);
    }
    free(plain);
    return found;
}
