#define _GNU_SOURCE
#include "build/unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool leat__unit_lacks(const char *text)
{
    return !text || !*text;
}

const char *leat__unit_directory(const struct leat__unit_making *making, const struct leat__unit *unit)
{
    return leat__unit_lacks(unit->directory) ? making->here : unit->directory;
}

/* A program of a plain `cc` line: ROOT of the ROOT/include/leat/leat.h that it included; NULL: not to be known. */
static const char *root_of_header(struct leat__arena *arena, const struct leat__unit *unit)
{
    static const char tail[] = "/include/leat/leat.h";
    size_t length = unit->header ? strlen(unit->header) : 0, rest = sizeof tail - 1;

    if (length <= rest || strcmp(unit->header + length - rest, tail) != 0)
        return NULL;
    return leat__arena_strndup(arena, unit->header, length - rest);
}

bool leat__unit_making_begin(struct leat__unit_making *making, struct leat__arena *arena,
                             const struct leat__record *record, const struct leat__unit *first,
                             enum leat_profile profile)
{
    *making = (struct leat__unit_making){.arena = arena, .here = getcwd(NULL, 0), .profile = profile};
    making->home = leat__home(record ? record->home : root_of_header(arena, first));
    return making->home != NULL;
}

void leat__unit_making_end(struct leat__unit_making *making)
{
    free(making->here);
}

/* Flags of the profile, and where they stand: what the user said about optimising wins only in a release. */
static void add_profile(enum leat_profile profile, bool before, struct leat__words *into)
{
    /* Where a loop happens to lie must not decide how fast it is: that is up to a third (docs/performance.md). */
    static const char *const release[] = {"-O2", "-falign-loops=32", "-g1", NULL};
    static const char *const debug[] = {"-O0", "-g", NULL};
    static const char *const sanitize[] = {"-O1", "-g", "-fsanitize=address,undefined", "-fno-omit-frame-pointer",
                                           NULL};
    const char *const *flags = profile == LEAT_RELEASE ? release : profile == LEAT_DEBUG ? debug : sanitize;

    if (before != (profile == LEAT_RELEASE))
        return;
    for (; *flags; flags++)
        leat__vector_push(into, *flags);
}

/* Warnings of the user's source were shown in the first stage; what must not be there is a name that is not declared. */
void leat__unit_flags(struct leat__unit_making *making, const struct leat__words *recorded, const char *directory,
                      struct leat__words *into)
{
    add_profile(making->profile, true, into);
    for (size_t i = 0; i < recorded->count; i++)
        if (!leat__is_warning_flag(recorded->items[i]) && strncmp(recorded->items[i], "-M", 2) != 0)
            leat__vector_push(into, recorded->items[i]);
    add_profile(making->profile, false, into);
    leat__vector_push(into, "-Werror=implicit-function-declaration");
    leat__vector_push(into, leat__arena_printf(making->arena, "-I%s", making->home->include));
    /* The text names the user's source as it was given; where its name has a quote in it, in brackets. */
    leat__vector_push(into, "-iquote");
    leat__vector_push(into, directory);
    leat__vector_push(into, "-idirafter");
    leat__vector_push(into, directory);
}

bool leat__unit_compilation(struct leat__unit_making *making, const struct leat__unit *unit,
                            struct leat__compilation *one)
{
    const struct leat__compiler *compiler = leat__compiler_find(unit->compiler);
    struct leat__words recorded = {0};
    char *text = NULL;

    *one = (struct leat__compilation){
        .compiler = compiler,
        .directory = leat__unit_directory(making, unit),
        .source = unit->base_file,
        .name = leat__stem_with(making->arena, unit->name, ".o"),
        .stage = LEAT__STAGE_GENERATED,
    };
    if (!compiler)
        return false;
    if (unit->text) {
        text = leat__cache_unit(unit->name, unit->text, unit->length);
        if (!text)
            return false;
        one->source = leat__arena_strdup(making->arena, text);
        free(text);
    }
    if (leat__unit_lacks(unit->compiler))
        leat__vector_push(&recorded, "-std=gnu17");
    else if (!leat__unit_lacks(unit->flags) && !leat__words_decode(unit->flags, making->arena, &recorded))
        leat__bug("the record of '%s' cannot be read: %s", unit->base_file, unit->flags);
    leat__unit_flags(making, &recorded, one->directory, &one->flags);
    leat__vector_release(&recorded);
    return true;
}
