#include "build/look.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
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
