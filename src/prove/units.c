#include "prove/units.h"

#include <string.h>

#include "base/file.h"

size_t leat__unit_of(const struct leat__units *units, const struct leat__node *node)
{
    size_t i = 0;

    while (i < units->count && strcmp(units->items[i].base_file, node->site->base_file) != 0)
        i++;
    return i;
}

void leat__source_units(struct leat_flow *flow, struct leat__units *units)
{
    for (size_t i = 0; i < flow->nodes.count; i++) {
        const struct leat__node *node = flow->nodes.items[i];

        if (leat__unit_of(units, node) < units->count)
            continue;
        const struct leat_source_entry *entry = leat__source_entry(node->site->base_file);
        struct leat__unit unit = {.name = leat__path_name(node->site->base_file), .base_file = node->site->base_file};

        if (entry) {
            unit.compiler = entry->compiler;
            unit.flags = entry->flags;
            unit.directory = entry->directory;
            unit.header = entry->header;
            unit.object = entry->object;
        }
        leat__vector_push(units, unit);
    }
}
