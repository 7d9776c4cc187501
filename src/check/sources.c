/*
 * sources.c: generated code includes the user's source from the disk. If that is no longer what the program
 * was compiled from, the flow and the code of its quotes would belong to two versions.
 */
#include <string.h>

#include "base/file.h"
#include "check/report.h"
#include "check/rules.h"

/* Where the source was when it was compiled. To be released with free(). */
static char *path_of(const struct leat_source_entry *entry)
{
    return entry->directory[0] ? leat__path_join(entry->directory, entry->base_file) : leat__strdup(entry->base_file);
}

static bool has_changed(const struct leat_source_entry *entry)
{
    struct leat__text now = {0};
    size_t length = (size_t)(entry->end - entry->begin);
    char *path = path_of(entry);
    bool changed = leat__file_read(path, &now) == 0 &&
                   (now.length != length || memcmp(leat__text_string(&now), entry->begin, length) != 0);

    leat__text_release(&now);
    free(path);
    return changed;
}

static void check_source(struct leat_flow *flow, const char *base_file)
{
    const struct leat_source_entry *entry = leat__source_entry(base_file);
    struct leat__diagnostic *diagnostic;

    if (!entry || !has_changed(entry))
        return;
    diagnostic = leat__report_error_in(flow, "LEAT0315", "'%s' has changed since this program was compiled", base_file);
    leat__diagnostic_mark(diagnostic, (struct leat__span){.file = base_file},
                          "another text than the one that built this flow");
    leat__diagnostic_help(diagnostic, "compile it again: leat run %s", base_file);
}

void leat__check_sources(struct leat_flow *flow)
{
    struct files leat__vector(const char *);
    struct files seen = {0};

    for (size_t i = 0; i < flow->nodes.count; i++) {
        const char *base_file = flow->nodes.items[i]->site->base_file;
        size_t k = 0;

        while (k < seen.count && strcmp(seen.items[k], base_file) != 0)
            k++;
        if (k < seen.count)
            continue;
        leat__vector_push(&seen, base_file);
        check_source(flow, base_file);
    }
    leat__vector_release(&seen);
}
