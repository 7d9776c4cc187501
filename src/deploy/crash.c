#define _GNU_SOURCE
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/job.h"
#include "deploy/internal.h"

char *leat__signal_name(int signal)
{
    const char *name = sigabbrev_np(signal);

    return name ? leat__format("SIG%s", name) : leat__format("signal %d", signal);
}

/*
 * Length of the operator in a generated function's name, `<operator>_<line>_<node>` or, of a part of it,
 * `<operator>_<line>_<node>_<part>`; 0: it is none.
 */
static size_t operator_length(const char *function)
{
    const char *at = function + strspn(function, "abcdefghijklmnopqrstuvwxyz_0123456789");

    /* What optimisers append (.isra.0, .part.1) is not looked at. */
    if (*at && *at != '.' && *at != '\n')
        return 0;
    const char *part = at;

    while (part > function && islower((unsigned char)part[-1]))
        part--;
    if (part < at && part > function && part[-1] == '_')
        at = part - 1;
    for (int numbers = 0; numbers < 2; numbers++) {
        const char *digits = at;

        while (digits > function && isdigit((unsigned char)digits[-1]))
            digits--;
        if (digits == at || digits == function || digits[-1] != '_')
            return 0;
        at = digits - 1;
    }
    return (size_t)(at - function);
}

/* A frame of addr2line's, "FILE:LINE" or "FILE:LINE (discriminator 1)", as "file.c:9"; NULL: unknown. */
static char *place_name(const char *place)
{
    const char *colon = strrchr(place, ':');
    size_t digits = colon ? strspn(colon + 1, "0123456789") : 0;

    if (digits == 0 || *place == '?')
        return NULL;
    const char *name = leat__path_name(place);

    return leat__format("%.*s:%.*s", (int)(colon - name), name, (int)digits, colon + 1);
}

/* Text that Leat generated around the quotes, not a quote's own. */
static bool is_generated(const char *place)
{
    return strstr(place, ".leat.c:") != NULL;
}

/* The innermost frame that is a quote's, or else that is an operator's. `text`: pairs of lines, function and place. */
static char *find_quote(char *text)
{
    char *save = NULL, *around = NULL;

    for (char *function = strtok_r(text, "\n", &save), *place; function; function = strtok_r(NULL, "\n", &save)) {
        place = strtok_r(NULL, "\n", &save);
        size_t length = place ? operator_length(function) : 0;
        char *name = length ? place_name(place) : NULL;

        if (name) {
            char *found = leat__format("%.*s (%s)", (int)length, function, name);

            free(name);
            if (!is_generated(place)) {
                free(around);
                return found;
            }
            if (around)
                free(found);
            else
                around = found;
        }
    }
    return around;
}

static char *find_tool(const char *name)
{
    const char *path = getenv("PATH");
    char *copy = leat__strdup(path ? path : "/usr/bin:/bin"), *save = NULL, *found = NULL;

    for (char *at = strtok_r(copy, ":", &save); at && !found; at = strtok_r(NULL, ":", &save)) {
        found = leat__path_join(at, name);
        if (access(found, X_OK) < 0) {
            free(found);
            found = NULL;
        }
    }
    free(copy);
    return found;
}

/* Asks addr2line for functions and lines, inlined ones first. */
static char *look_up(const char *binary, const struct leat__words *counters)
{
    char *tool = find_tool("addr2line");
    struct leat__job job = {0};
    char *found = NULL;

    if (!tool)
        return NULL;
    leat__vector_push(&job.words, tool);
    leat__vector_push(&job.words, "-i");
    leat__vector_push(&job.words, "-f");
    leat__vector_push(&job.words, "-e");
    leat__vector_push(&job.words, binary);
    for (size_t i = 0; i < counters->count; i++)
        leat__vector_push(&job.words, counters->items[i]);
    if (leat__jobs_run(&job, 1, 1) && job.output.length > 0)
        found = find_quote(job.output.data);
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    free(tool);
    return found;
}

char *leat__crash_describe(const char *binary, const char *crash)
{
    char *copy = leat__strdup(crash), *save = NULL;
    char *name = leat__signal_name((int)strtol(strtok_r(copy, " ", &save), NULL, 10));
    struct leat__words counters = {0};
    char *result = NULL;

    for (char *counter; (counter = strtok_r(NULL, " ", &save));) {
        /* All but the innermost are return addresses: the call is before them. */
        unsigned long long value = strtoull(counter, NULL, 16);

        leat__vector_push(&counters, leat__format("0x%llx", counters.count > 0 && value > 0 ? value - 1 : value));
    }
    char *quote = counters.count > 0 ? look_up(binary, &counters) : NULL;

    result = quote ? leat__format("%s in %s", name, quote) : leat__strdup(name);
    for (size_t i = 0; i < counters.count; i++)
        free((void *)(uintptr_t)counters.items[i]);
    leat__vector_release(&counters);
    free(quote);
    free(name);
    free(copy);
    return result;
}
