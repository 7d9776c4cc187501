/*
 * name.c: what a location is called in C: its own name, unless the user's sources use that for something else.
 */
#include <ctype.h>
#include <string.h>

#include "lower/plan.h"

/* "service/1" becomes service_1. */
static char *identifier_of(struct leat__plan *plan, const char *text)
{
    char *name = leat__arena_printf(&plan->arena, "%s%s", isalpha((unsigned char)text[0]) ? "" : "_", text);

    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_')
            *c = '_';
    return name;
}

/* Generated code is in the scope of the user's source: a struct, a function or a macro there may have the name. */
static bool is_taken_by_user(struct leat__plan *plan, const char *name)
{
    static const char *const suffixes[] = {"", "_start", "_turn", "_release", "_settle", "_info", "_new", "_free", "_units"};
    struct leat__names names = {0};
    bool taken = false;

    for (size_t i = 0; i < plan->flow->sources.count; i++)
        if (plan->flow->sources.items[i]->bytes)
            leat__source_globals(plan->flow->sources.items[i], &names);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char *derived = leat__arena_printf(&plan->arena, "%s%s", name, suffixes[i]);

        taken |= leat__names_find(&names, derived) != NULL;
    }
    leat__names_release(&names);
    return taken;
}

static bool is_taken(struct leat__plan *plan, uint32_t before, const char *name)
{
    for (uint32_t i = 0; i < before; i++)
        if (strcmp(plan->locations[i].identifier, name) == 0)
            return true;
    return leat__is_keyword(name, strlen(name)) || is_taken_by_user(plan, name);
}

void leat__pass_name(struct leat__plan *plan)
{
    for (uint32_t i = 0; i < plan->location_count; i++) {
        const char *name = identifier_of(plan, plan->locations[i].place->name);

        plan->locations[i].identifier =
            is_taken(plan, i, name) ? leat__arena_printf(&plan->arena, "leat_%s_l%u", name, i) : name;
    }
}
