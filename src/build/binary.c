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

/* A binary that is being built. */
struct assembling {
    const struct leat__binary *binary;
    struct leat__arena arena;
    struct leat__record record;
    bool recorded; /* the program knows how it was linked */
    char *here;
    const struct leat__home *home;
    struct compilations leat__vector(struct leat__compilation) compilations;
    size_t generated; /* the first so many are generated units */
    struct leat__words objects; /* after the generated ones: the user's, with libraries, in order */
};

static bool is_empty(const char *text)
{
    return !text || !*text;
}

/* The directory in which a unit's source was compiled. */
static const char *unit_directory(const struct assembling *all, const struct leat__unit *unit)
{
    return is_empty(unit->directory) ? all->here : unit->directory;
}

/* A program of a plain `cc` line: ROOT of the ROOT/include/leat/leat.h that it included; NULL: not to be known. */
static const char *root_of_header(struct assembling *all, const struct leat__unit *unit)
{
    static const char tail[] = "/include/leat/leat.h";
    size_t length = unit->header ? strlen(unit->header) : 0, rest = sizeof tail - 1;

    if (length <= rest || strcmp(unit->header + length - rest, tail) != 0)
        return NULL;
    return leat__arena_strndup(&all->arena, unit->header, length - rest);
}

/* Flags of the profile, and where they stand: what the user said about optimising wins only in a release. */
static void add_profile(enum leat_profile profile, bool before, struct leat__words *into)
{
    static const char *const release[] = {"-O2", "-g1", NULL};
    static const char *const debug[] = {"-O0", "-g", NULL};
    static const char *const sanitize[] = {"-O1", "-g", "-fsanitize=address,undefined", "-fno-omit-frame-pointer",
                                           NULL};
    const char *const *flags = profile == LEAT_RELEASE ? release : profile == LEAT_DEBUG ? debug : sanitize;

    if (before != (profile == LEAT_RELEASE))
        return;
    for (; *flags; flags++)
        leat__vector_push(into, *flags);
}

/*
 * Flags of a unit of the second stage. Warnings of the user's source were shown in the first stage;
 * what must not be there is a name that is not declared.
 */
static void add_flags(struct assembling *all, const struct leat__words *recorded, const char *directory,
                      struct leat__words *into)
{
    add_profile(all->binary->profile, true, into);
    for (size_t i = 0; i < recorded->count; i++)
        if (!leat__is_warning_flag(recorded->items[i]) && strncmp(recorded->items[i], "-M", 2) != 0)
            leat__vector_push(into, recorded->items[i]);
    add_profile(all->binary->profile, false, into);
    leat__vector_push(into, "-Werror=implicit-function-declaration");
    leat__vector_push(into, leat__arena_printf(&all->arena, "-I%s", all->home->include));
    /* The text names the user's source as it was given; where its name has a quote in it, in brackets. */
    leat__vector_push(into, "-iquote");
    leat__vector_push(into, directory);
    leat__vector_push(into, "-idirafter");
    leat__vector_push(into, directory);
}

static bool add_generated(struct assembling *all, const struct leat__unit *unit)
{
    const struct leat__compiler *compiler = leat__compiler_find(unit->compiler);
    char *text = compiler ? leat__cache_unit(unit->name, unit->text, unit->length) : NULL;
    struct leat__words recorded = {0};
    struct leat__compilation one = {
        .compiler = compiler,
        .directory = unit_directory(all, unit),
        .name = leat__stem_with(&all->arena, unit->name, ".o"),
        .stage = LEAT__STAGE_GENERATED,
    };

    if (!text)
        return false;
    one.source = leat__arena_strdup(&all->arena, text);
    free(text);
    if (is_empty(unit->compiler))
        leat__vector_push(&recorded, "-std=gnu17");
    else if (!is_empty(unit->flags) && !leat__words_decode(unit->flags, &all->arena, &recorded))
        leat__bug("the record of '%s' cannot be read: %s", unit->base_file, unit->flags);
    add_flags(all, &recorded, one.directory, &one.flags);
    leat__vector_push(&all->compilations, one);
    leat__vector_release(&recorded);
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

        if (input->is_source ? !is_empty(unit->base_file) && strcmp(unit->base_file, input->word) == 0 &&
                                   strcmp(unit_directory(all, unit), all->record.directory) == 0
                             : !is_empty(unit->object) && strcmp(unit->object, absolute) == 0)
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

    leat__stage_1_flags(compiler, all->home, &all->record.flags, all->record.directory, "", &all->arena, &one.flags);
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
    add_flags(all, &all->record.flags, one.directory, &one.flags);
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
        .directory = all->recorded ? all->record.directory : unit_directory(all, &all->binary->units[0]),
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
    leat__vector_push(&linking->words, all->home->libleat_rt);
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
    free(all->here);
}

int leat__build_binary(const struct leat__binary *binary, char **ret_path)
{
    struct assembling all = {.binary = binary, .here = getcwd(NULL, 0)};
    struct leat__linking linking = {0};
    bool good = false;

    if (binary->unit_count == 0)
        leat__bug("a binary without units");
    all.recorded = leat__record_read(&all.arena, &all.record);
    all.home = leat__home(all.recorded ? all.record.home : root_of_header(&all, &binary->units[0]));
    if (all.home && compile_units(&all) && link_binary(&all, &linking))
        good = !binary->output || put(linking.program.path, binary->output);
    if (good)
        *ret_path = leat__strdup(linking.program.path);
    leat__result_release(&linking.program);
    release(&all);
    return good ? 0 : 1;
}
