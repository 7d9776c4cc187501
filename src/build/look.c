#include "build/look.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "build/report.h"
#include "build/unit.h"

struct compilations leat__vector(struct leat__compilation);

/* Behind the user's flags, of which some would hide what is looked for. */
static void add_look(struct leat__compilation *one, enum leat__look look)
{
    static const char *const plain[] = {"-DLEAT_LOOK", "-O0", "-ffunction-sections", "-fdata-sections", NULL};
    static const char *const best[] = {"-O3", "-fwrapv", "-fno-fast-math", NULL};
    static const char *const both[] = {"-w", "-g0", "-fno-lto", "-fno-sanitize=all", NULL};

    for (const char *const *flag = look == LEAT__LOOK_PLAIN ? plain : best; *flag; flag++)
        leat__vector_push(&one->flags, *flag);
    for (const char *const *flag = both; *flag; flag++)
        leat__vector_push(&one->flags, *flag);
    one->quiet = true;
}

static void take_paths(struct compilations *list, struct leat__arena *arena, struct leat__words *paths)
{
    leat__compile(list->items, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const char *path = list->items[i].object.path;

        leat__vector_push(paths, path ? leat__arena_strdup(arena, path) : "");
        leat__result_release(&list->items[i].object);
        leat__vector_release(&list->items[i].flags);
    }
    leat__vector_release(list);
}

bool leat__build_looked(const struct leat__unit *units, size_t count, enum leat__look look,
                        struct leat__arena *arena, struct leat__words *paths)
{
    struct leat__record record;
    bool recorded = leat__record_read(arena, &record);
    struct leat__unit_making making;
    struct compilations list = {0};
    bool good = count > 0 && leat__unit_making_begin(&making, arena, recorded ? &record : NULL, units, LEAT_RELEASE);

    for (size_t i = 0; good && i < count; i++) {
        struct leat__compilation one;

        if ((good = leat__unit_compilation(&making, &units[i], &one))) {
            add_look(&one, look);
            leat__vector_push(&list, one);
        }
    }
    take_paths(&list, arena, paths);
    if (count > 0)
        leat__unit_making_end(&making);
    leat__record_release(&record);
    return good;
}

/* Whether a unit stands for this source or object of the program's line. */
static bool is_unit(const struct leat__unit *units, size_t count, const struct leat__record *record,
                    const struct leat__input *input)
{
    char *joined = leat__path_join(record->directory, input->word);
    char *absolute = leat__path_absolute(joined);
    bool found = false;

    for (size_t i = 0; !found && i < count; i++)
        found = input->is_source ? !leat__unit_lacks(units[i].base_file) && strcmp(units[i].base_file, input->word) == 0
                                 : !leat__unit_lacks(units[i].object) && strcmp(units[i].object, absolute) == 0;
    free(joined);
    free(absolute);
    return found;
}

/* A source that the compiler takes as C. */
static struct leat__compilation as_source(struct leat__unit_making *making, const struct leat__record *record,
                                          const struct leat__compiler *compiler, const char *source)
{
    struct leat__compilation one = {
        .compiler = compiler,
        .directory = record->directory,
        .source = source,
        .name = leat__stem_with(making->arena, source, ".o"),
        .stage = LEAT__STAGE_USER,
    };

    leat__unit_flags(making, &record->flags, record->directory, &one.flags);
    add_look(&one, LEAT__LOOK_PLAIN);
    return one;
}

bool leat__build_looked_others(const struct leat__unit *units, size_t count, struct leat__arena *arena,
                               struct leat__words *paths)
{
    struct leat__record record;
    struct leat__unit_making making;
    const struct leat__compiler *compiler = NULL;
    struct compilations list = {0};
    bool recorded = leat__record_read(arena, &record), good = true;

    if (recorded && count > 0) {
        good = leat__unit_making_begin(&making, arena, &record, units, LEAT_RELEASE);
        for (size_t i = 0; good && i < record.inputs.count; i++) {
            const struct leat__input *input = &record.inputs.items[i];

            if (is_unit(units, count, &record, input))
                continue;
            if (!input->is_source) {
                char *path = leat__path_join(record.directory, input->word);

                leat__vector_push(paths, leat__arena_strdup(arena, path));
                free(path);
            } else if ((good = compiler || (compiler = leat__compiler_find(record.compiler)))) {
                leat__vector_push(&list, as_source(&making, &record, compiler, input->word));
            }
        }
        take_paths(&list, arena, paths);
        leat__unit_making_end(&making);
    }
    leat__record_release(&record);
    return good;
}

/* ---- programs that say something ---- */

static struct leat__digest told_key(const char *program)
{
    struct leat__hash *hash = leat__hash_new();
    struct leat__digest content = {0}, key;

    leat__cache_hash_file(program, &content);
    leat__hash_string(hash, "told");
    leat__hash_number(hash, content.high);
    leat__hash_number(hash, content.low);
    key = leat__hash_128(hash);
    leat__hash_free(hash);
    return key;
}

/* A line of make: what the program said was made of the program. */
static int write_depfile(const char *path, const char *program)
{
    struct leat__text text = {0};

    leat__text_append(&text, "told: ");
    for (; *program; program++) {
        if (*program == ' ' || *program == '#')
            leat__text_char(&text, '\\');
        leat__text_char(&text, *program);
        if (*program == '$')
            leat__text_char(&text, '$');
    }
    leat__text_char(&text, '\n');
    int error = leat__file_write(path, text.data, text.length, 0600);

    leat__text_release(&text);
    return error;
}

static void keep_said(const char *program, const struct leat__text *said)
{
    struct leat__making making;
    struct leat__text nothing = {0};
    struct leat__result result;

    if (!leat__cache_begin(told_key(program), "told", &making))
        return;
    if (leat__file_write(making.path, leat__text_string(said), said->length, 0600) != 0 ||
        write_depfile(making.depfile, program) != 0)
        leat__cache_drop(&making);
    else if (leat__cache_keep(&making, "/", &nothing, &result))
        leat__result_release(&result);
}

bool leat__build_told(const char *program, struct leat__text *said)
{
    struct leat__result result;
    struct leat__job job = {0};

    if (leat__cache_find(told_key(program), "told", &result)) {
        bool good = leat__file_read(result.path, said) == 0;

        leat__result_release(&result);
        if (good)
            return true;
    }
    leat__vector_push(&job.words, program);
    bool good = leat__jobs_run(&job, 1, 1);

    if (good) {
        leat__text_bytes(said, leat__text_string(&job.output), job.output.length);
        keep_said(program, said);
    } else {
        leat__report_error("LEAT0320", NULL, "the program that tries claims did not end well: %s",
                           job.error ? strerror(-job.error) : leat__text_string(&job.errors));
    }
    leat__vector_release(&job.words);
    leat__text_release(&job.output);
    leat__text_release(&job.errors);
    return good;
}
