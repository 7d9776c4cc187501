/*
 * program.c: `leat run FILE.c`, `leat build` and `leat cc`: what the user wrote becomes a program.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build.h"
#include "build/compile.h"
#include "build/progress.h"
#include "build/record.h"
#include "build/report.h"

/* What a program is built with where nothing else is said. */
static const char *const usual_flags[] = {
    "-std=gnu17",
    "-Wall",
    "-Wextra",
    /* In a flow these are mistakes that show only later, when a process is linked or runs. */
    "-Werror=implicit-function-declaration",
    "-Werror=int-conversion",
    "-Werror=incompatible-pointer-types",
};

/* A build that is under way: what all its steps need. */
struct building {
    struct leat__arena arena;
    struct leat__compiler_line line;
    const struct leat__compiler *compiler;
    const struct leat__home *home;
    char *directory;
    struct leat__words flags;          /* recorded: the user's, and the usual ones */
    struct leat__words compile_flags;  /* all: with Leat's headers, and the record */
    struct leat__compilation *sources; /* one for each source of the line */
    size_t source_count;
    bool for_cache; /* the program goes nowhere else */
};

static void building_release(struct building *building)
{
    for (size_t i = 0; i < building->source_count; i++)
        leat__result_release(&building->sources[i].object);
    free(building->sources);
    leat__vector_release(&building->flags);
    leat__vector_release(&building->compile_flags);
    leat__compiler_line_release(&building->line);
    free(building->directory);
    leat__arena_release(&building->arena);
}

static int wrong_words(char *wrong)
{
    fprintf(stderr, "error: %s\n", wrong);
    free(wrong);
    return 2;
}

/* Reads the words, and finds compiler and Leat's files. 0, or the status to end with. */
static int begin(struct building *building, const struct leat__command *command, bool usual)
{
    char *wrong;

    memset(building, 0, sizeof *building);
    if (!leat__compiler_line_parse(command->words, &building->line, &wrong))
        return wrong_words(wrong);
    building->directory = getcwd(NULL, 0);
    if (!building->directory) {
        leat__report_error("LEAT0321", NULL, "the working directory is gone: %s", strerror(errno));
        return 1;
    }
    building->home = leat__home(NULL);
    building->compiler = building->home ? leat__compiler_find(command->compiler) : NULL;
    if (!building->compiler)
        return 1;
    for (size_t i = 0; usual && i < sizeof usual_flags / sizeof *usual_flags; i++)
        leat__vector_push(&building->flags, usual_flags[i]);
    for (size_t i = 0; i < building->line.flags.count; i++)
        leat__vector_push(&building->flags, building->line.flags.items[i]);
    return 0;
}

static bool compile_sources(struct building *building)
{
    const struct leat__inputs *inputs = &building->line.inputs;

    leat__stage_1_flags(building->compiler, building->home, &building->flags, building->directory, "",
                        &building->arena, &building->compile_flags);
    building->sources = leat__alloc_array(building->line.source_count, sizeof *building->sources);
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i].is_source)
            building->sources[building->source_count++] = (struct leat__compilation){
                .compiler = building->compiler,
                .directory = building->directory,
                .source = inputs->items[i].word,
                .flags = building->compile_flags,
                .name = leat__stem_with(&building->arena, inputs->items[i].word, ".o"),
                .stage = LEAT__STAGE_USER,
            };
    return leat__compile(building->sources, building->source_count);
}

/* A program that `run` and the like make lies in the cache, and may need Leat where it is; but not if it is static. */
static bool may_be_shared(const struct building *building)
{
    for (size_t i = 0; i < building->line.linking.count; i++)
        if (strncmp(building->line.linking.items[i], "-static", 7) == 0)
            return false;
    return building->for_cache && building->home->leat_so && building->home->program_o;
}

/* The words that link a program: the user's in their order, objects in place of sources, then Leat. */
static void add_link_words(const struct building *building, struct leat__words *into)
{
    size_t source = 0;

    for (size_t i = 0; i < building->line.linking.count; i++)
        leat__vector_push(into, building->line.linking.items[i]);
    for (size_t i = 0; i < building->line.inputs.count; i++)
        leat__vector_push(into, building->line.inputs.items[i].is_source
                                    ? building->sources[source++].object.path
                                    : building->line.inputs.items[i].word);
    if (may_be_shared(building)) {
        leat__vector_push(into, building->home->program_o);
        leat__vector_push(into, building->home->leat_so);
    } else {
        leat__vector_push(into, building->home->libleat);
        leat__vector_push(into, "-luv");
    }
}

static bool link_program(struct building *building, const char *name, struct leat__linking *linking)
{
    struct leat__record record = {
        .home = building->home->root,
        .compiler = building->compiler->path,
        .directory = building->directory,
        .flags = building->flags,
        .linking = building->line.linking,
        .inputs = building->line.inputs,
    };
    struct leat__text text = {0};
    bool good;

    leat__record_print(&record, &text);
    *linking = (struct leat__linking){.compiler = building->compiler,
                                      .directory = building->directory,
                                      .name = name,
                                      .record = leat__text_string(&text)};
    add_link_words(building, &linking->words);
    good = leat__link(linking);
    leat__vector_release(&linking->words);
    leat__text_release(&text);
    linking->record = NULL;
    return good;
}

/* The first source, after which the program is called; NULL: there is none. */
static const char *first_source(const struct leat__compiler_line *line)
{
    for (size_t i = 0; i < line->inputs.count; i++)
        if (line->inputs.items[i].is_source)
            return line->inputs.items[i].word;
    return NULL;
}

/* Every file must be there: the compiler or the linker would say so, too, but not what to do. */
static bool inputs_exist(const struct leat__compiler_line *line)
{
    bool good = true;

    for (size_t i = 0; i < line->inputs.count; i++) {
        const struct leat__input *input = &line->inputs.items[i];

        if (input->word[0] == '-' || access(input->word, R_OK) == 0)
            continue;
        leat__report_error("LEAT0300", input->is_source ? NULL : "what is meant for the program comes after `--`",
                           "cannot read '%s': %s", input->word, strerror(errno));
        good = false;
    }
    return good;
}

int leat__build_program(const struct leat__command *command, char **ret_path)
{
    struct building building;
    struct leat__linking linking = {0};
    int status = begin(&building, command, true);

    if (status == 0 && (building.line.other || building.line.compile_only || building.line.output)) {
        const char *word = building.line.other ? building.line.other : building.line.output ? "-o" : "-c";

        fprintf(stderr, "error: '%s' has no meaning here\nhint: `leat cc` takes every word that a compiler takes\n",
                word);
        status = 2;
    } else if (status == 0 && building.line.source_count == 0) {
        fprintf(stderr, "error: no source file is named\n");
        status = 2;
    }
    building.for_cache = true;
    if (status == 0)
        status = inputs_exist(&building.line) && compile_sources(&building) &&
                         link_program(&building, leat__stem_with(&building.arena, first_source(&building.line), ""), &linking)
                     ? 0
                     : 1;
    if (status == 0)
        *ret_path = leat__strdup(linking.program.path);
    leat__result_release(&linking.program);
    building_release(&building);
    return status;
}

/* ---- leat cc ---- */

/* Becomes the compiler: for lines that neither compile nor link as usual. Returns only on failure. */
static int become_compiler(const struct building *building, const struct leat__command *command)
{
    struct leat__words words = {0};

    leat__vector_push(&words, building->compiler->path);
    for (const char *const *word = command->words; *word; word++)
        leat__vector_push(&words, *word);
    leat__vector_push(&words, leat__format("-I%s", building->home->include));
    execv(building->compiler->path, leat__words_argv(&words));
    leat__report_error("LEAT0320", NULL, "cannot run '%s': %s", building->compiler->path, strerror(errno));
    return 1;
}

/* `-c`: the object goes where it was asked for, and its record says where that is. Nothing is cached: make does that. */
static int compile_one(struct building *building, const char *source)
{
    const char *output = building->line.output ? building->line.output : leat__stem_with(&building->arena, source, ".o");
    char *absolute = leat__path_absolute(output);
    struct leat__diagnostics list = {0};
    struct leat__sources sources = {0};
    struct leat__job job = {0};
    int status = 0;

    leat__vector_push(&job.words, building->compiler->path);
    for (const char *const *flag = leat__message_flags(leat__compiler_is_clang(building->compiler)); *flag; flag++)
        leat__vector_push(&job.words, *flag);
    leat__stage_1_flags(building->compiler, building->home, &building->flags, building->directory, absolute,
                        &building->arena, &job.words);
    leat__vector_push(&job.words, "-c");
    leat__vector_push(&job.words, source);
    leat__vector_push(&job.words, "-o");
    leat__vector_push(&job.words, output);
    if (!leat__jobs_run(&job, 1, 1))
        status = job.error ? 1 : job.status;
    fwrite(leat__text_string(&job.output), 1, job.output.length, stdout);
    bool failed = leat__messages_compiler(leat__text_string(&job.errors), LEAT__STAGE_USER, building->directory,
                                          NULL, &sources, &list);
    leat__report(&list);
    if (job.error)
        leat__report_error("LEAT0320", NULL, "cannot run '%s': %s", building->compiler->path, strerror(-job.error));
    else if (status != 0 && !failed)
        fputs(leat__text_string(&job.errors), stderr);
    leat__diagnostics_release(&list);
    leat__sources_release(&sources);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    leat__vector_release(&job.words);
    free(absolute);
    return status;
}

static int compile_each(struct building *building)
{
    int status = 0;

    if (building->line.output && building->line.source_count > 1) {
        fprintf(stderr, "error: -c with -o takes one source\n");
        return 2;
    }
    for (size_t i = 0; i < building->line.inputs.count; i++)
        if (building->line.inputs.items[i].is_source) {
            int one = compile_one(building, building->line.inputs.items[i].word);

            status = status ? status : one;
        }
    return status;
}

static int link_to_output(struct building *building)
{
    const char *output = building->line.output ? building->line.output : "a.out";
    struct leat__linking linking = {0};
    int status = 1;

    for (size_t i = 0; i < building->flags.count; i++)
        if (strncmp(building->flags.items[i], "-M", 2) == 0)
            leat__report_warning("LEAT0300", "use it with -c", "'%s' is ignored where a program is linked at once",
                                 building->flags.items[i]);
    if (compile_sources(building) && link_program(building, leat__path_name(output), &linking)) {
        int error = leat__file_copy(linking.program.path, output, leat__program_mode());

        status = error ? 1 : 0;
        if (error)
            leat__report_error("LEAT0321", NULL, "cannot write '%s': %s", output, strerror(-error));
    }
    leat__result_release(&linking.program);
    return status;
}

int leat__build_line(const struct leat__command *command)
{
    struct building building;
    int status = begin(&building, command, false);

    if (status == 0) {
        if (building.line.other || building.line.inputs.count == 0)
            status = become_compiler(&building, command);
        else if (building.line.compile_only)
            status = compile_each(&building);
        else
            status = link_to_output(&building);
    }
    building_release(&building);
    return status;
}
