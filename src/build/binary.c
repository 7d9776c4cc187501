/*
 * binary.c: generated units become the binary that runs the locations.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build.h"
#include "build/compile.h"
#include "build/record.h"
#include "build/report.h"
#include "build/unit.h"

/* A binary that is being built. */
struct assembling {
    const struct leat__binary *binary;
    struct leat__unit_making making;
    struct leat__arena arena;
    struct leat__record record;
    bool recorded; /* the program knows how it was linked */
    struct compilations leat__vector(struct leat__compilation) compilations;
    size_t generated; /* the first so many are generated units */
    struct leat__words objects; /* after the generated ones: the user's, with libraries, in order */
};

static bool add_generated(struct assembling *all, const struct leat__unit *unit)
{
    struct leat__compilation one;

    if (!leat__unit_compilation(&all->making, unit, &one))
        return false;
    leat__vector_push(&all->compilations, one);
    return true;
}

/* ---- what else the program was linked with ---- */

/* The generated unit that stands for this source or object of the program's line; NULL: none does. */
static const struct leat__unit *unit_for(const struct assembling *all, const struct leat__input *input)
{
    char *joined = leat__path_join(all->record.directory, input->word);
    char *absolute = leat__path_absolute(joined);
    const struct leat__unit *found = NULL;

    for (size_t i = 0; !found && i < all->binary->unit_count; i++) {
        const struct leat__unit *unit = &all->binary->units[i];

        if (input->is_source ? !leat__unit_lacks(unit->base_file) && strcmp(unit->base_file, input->word) == 0 &&
                                   strcmp(leat__unit_directory(&all->making, unit), all->record.directory) == 0
                             : !leat__unit_lacks(unit->object) && strcmp(unit->object, absolute) == 0)
            found = unit;
    }
    free(joined);
    free(absolute);
    return found;
}

/* A source without a unit, as the program has it. */
static struct leat__compilation as_it_stands(struct assembling *all, const struct leat__compiler *compiler,
                                             const char *source)
{
    struct leat__compilation one = {
        .compiler = compiler,
        .directory = all->record.directory,
        .source = source,
        .name = leat__stem_with(&all->arena, source, ".o"),
        .stage = LEAT__STAGE_USER,
    };

    leat__stage_1_flags(compiler, all->making.home, &all->record.flags, all->record.directory, "", &all->arena, &one.flags);
    return one;
}

/* The same where it includes leat.h: what it builds flows with is not there on a process. */
static struct leat__compilation made_neutral(struct assembling *all, const struct leat__compilation *user)
{
    struct leat__compilation one = *user;

    one.flags = (struct leat__words){0};
    one.object = (struct leat__result){0};
    leat__vector_push(&one.flags, "-DLEAT_STAGE_2");
    leat__vector_push(&one.flags, "-Dmain=leat_user_main_");
    leat__unit_flags(&all->making, &all->record.flags, one.directory, &one.flags);
    return one;
}

/* Compiles the program's sources that have no unit, and lists objects and libraries in the order of its line. */
static bool add_others(struct assembling *all)
{
    const struct leat__compiler *compiler = NULL;

    for (size_t i = 0; i < all->record.inputs.count; i++) {
        const struct leat__input *input = &all->record.inputs.items[i];

        if (unit_for(all, input))
            continue;
        if (!input->is_source) {
            leat__vector_push(&all->objects, input->word);
            continue;
        }
        if (!compiler && !(compiler = leat__compiler_find(all->record.compiler)))
            return false;
        struct leat__compilation one = as_it_stands(all, compiler, input->word);
        bool good = leat__compile(&one, 1);

        if (good && one.object.reads_leat) {
            struct leat__compilation neutral = made_neutral(all, &one);

            leat__result_release(&one.object);
            leat__vector_release(&one.flags);
            one = neutral;
            good = leat__compile(&one, 1);
        }
        if (good)
            leat__vector_push(&all->objects, leat__arena_strdup(&all->arena, one.object.path));
        leat__result_release(&one.object);
        leat__vector_release(&one.flags);
        if (!good)
            return false;
    }
    return true;
}

/* ---- all of it ---- */

static bool compile_units(struct assembling *all)
{
    for (size_t i = 0; i < all->binary->unit_count; i++)
        if (!add_generated(all, &all->binary->units[i]))
            return false;
    all->generated = all->compilations.count;
    return leat__compile(all->compilations.items, all->compilations.count) && (!all->recorded || add_others(all));
}

/* "first_ten.leat.c" gives "first_ten". */
static const char *binary_name(struct assembling *all)
{
    const char *stem = leat__stem_with(&all->arena, all->binary->units[0].name, "");
    size_t length = strlen(stem);

    return length > 5 && strcmp(stem + length - 5, ".leat") == 0 ? leat__stem_with(&all->arena, stem, "") : stem;
}

static bool link_binary(struct assembling *all, struct leat__linking *linking)
{
    *linking = (struct leat__linking){
        .compiler = leat__compiler_find(all->recorded ? all->record.compiler : all->binary->units[0].compiler),
        .directory = all->recorded ? all->record.directory : leat__unit_directory(&all->making, &all->binary->units[0]),
        .name = binary_name(all),
        .plain = !all->recorded,
    };
    if (!linking->compiler)
        return false;
    for (size_t i = 0; i < all->record.linking.count; i++)
        leat__vector_push(&linking->words, all->record.linking.items[i]);
    if (all->binary->profile == LEAT_SANITIZE)
        leat__vector_push(&linking->words, "-fsanitize=address,undefined");
    for (size_t i = 0; i < all->generated; i++)
        leat__vector_push(&linking->words, all->compilations.items[i].object.path);
    for (size_t i = 0; i < all->objects.count; i++)
        leat__vector_push(&linking->words, all->objects.items[i]);
    leat__vector_push(&linking->words, all->making.home->libleat_rt);
    leat__vector_push(&linking->words, "-luv");
    bool good = leat__link(linking);

    leat__vector_release(&linking->words);
    return good;
}

/* Puts a copy where it was asked for. */
static bool put(const char *path, const char *output)
{
    int error = leat__file_copy(path, output, leat__program_mode());

    if (error)
        leat__report_error("LEAT0321", NULL, "cannot write '%s': %s", output, strerror(-error));
    return !error;
}

static void release(struct assembling *all)
{
    for (size_t i = 0; i < all->compilations.count; i++) {
        leat__vector_release(&all->compilations.items[i].flags);
        leat__result_release(&all->compilations.items[i].object);
    }
    leat__vector_release(&all->compilations);
    leat__vector_release(&all->objects);
    leat__record_release(&all->record);
    leat__arena_release(&all->arena);
    leat__unit_making_end(&all->making);
}

int leat__build_binary(const struct leat__binary *binary, char **ret_path)
{
    struct assembling all = {.binary = binary};
    struct leat__linking linking = {0};
    bool good = false;

    if (binary->unit_count == 0)
        leat__bug("a binary without units");
    all.recorded = leat__record_read(&all.arena, &all.record);
    if (leat__unit_making_begin(&all.making, &all.arena, all.recorded ? &all.record : NULL, &binary->units[0],
                                binary->profile) && compile_units(&all) && link_binary(&all, &linking))
        good = !binary->output || put(linking.program.path, binary->output);
    if (good)
        *ret_path = leat__strdup(linking.program.path);
    leat__result_release(&linking.program);
    release(&all);
    return good ? 0 : 1;
}
