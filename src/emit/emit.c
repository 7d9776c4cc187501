/*
 * emit.c: units: their heads, the tables of the program, and their order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "emit/internal.h"

/* "src/my flow.c" -> "my flow.leat.c" */
static char *unit_name(const char *base_file)
{
    const char *name = leat__path_name(base_file);
    const char *dot = strrchr(name, '.');

    return leat__format("%.*s.leat.c", (int)(dot ? dot - name : (ptrdiff_t)strlen(name)), name);
}

static void put_comment_text(struct leat__emitter *e, const char *text)
{
    for (; *text; text++) /* a name cannot end the comment that it stands in */
        leat__text_char(e->out, text[0] == '*' && text[1] == '/' ? '+' : *text);
}

/*
 * In a header's name nothing is escaped, so that one with a quote in it needs the other form, which is not
 * searched in the user's directory, and cannot be written as a macro.
 */
static void put_include_of_odd_name(struct leat__emitter *e, const char *base_file)
{
    const struct leat_source_entry *entry = leat__source_entry(base_file);

    leat__put(e, "#define main leat_user_main_\n#include <");
    if (base_file[0] != '/' && entry && entry->directory[0])
        leat__put(e, "%s/", entry->directory);
    leat__put(e, "%s>\n#undef main\n#include <leat/leat.h>\n\n", base_file);
}

void leat__put_head(struct leat__emitter *e)
{
    const char *base_file = e->plan->units.items[e->unit].base_file;

    leat__put(e, "/* Made by leat " LEAT_VERSION " from ");
    put_comment_text(e, base_file);
    leat__put(e, ". Do not edit: change the flow instead. */\n#define LEAT_STAGE_2 1\n");
    for (int i = 0; i < LEAT_TRICKS; i++)
        if (leat__trick_in(e->plan->without, (enum leat_trick)i))
            leat__put(e, "#define LEAT_WITHOUT_%s 1\n", leat__tricks[i].constant);
    if (strchr(base_file, '"'))
        put_include_of_odd_name(e, base_file);
    else
        leat__put(e, "#define LEAT_USER_FILE \"%s\"\n#include <leat/stage2.h>\n\n", base_file);
}

void leat__put_location(struct leat__emitter *e)
{
    leat__put(e, "/* ==== %s %s, id %u ==== */\n\n", e->location->place->kind == LEAT__CLUSTER ? "cluster" : "process",
              e->location->place->name, e->location->place->id);
    leat__put_state(e);
    leat__put_prototypes(e);
    leat__put_step_prototypes(e);
    leat__put_functions(e);
    leat__put_steps(e);
    leat__put_state_functions(e);
    if (e->unit == 0)
        leat__put_turn(e);
}

static void put_string(struct leat__emitter *e, const char *text)
{
    leat__text_c_string(e->out, text, strlen(text));
}

static void put_channels(struct leat__emitter *e)
{
    if (e->plan->channels.count == 0)
        return;
    leat__put(e, "static const struct leat_channel_info leat_channels[] = {\n");
    for (size_t i = 0; i < e->plan->channels.count; i++) {
        const struct leat__channel *channel = e->plan->channels.items[i];

        leat__put(e, "    {\n        .name = \"%s\",\n        .operation = \"leat_%s\",\n        .file = ", channel->name,
                  leat__operators[channel->node->op].name);
        put_string(e, channel->node->site->file);
        leat__put(e, ",\n        .line = %u,\n        .id = %u,\n        .from = %u,\n        .to = %u,\n", channel->node->line, channel->id,
                  channel->from->id, channel->to->id);
        leat__put(e, "        .type_hash = UINT64_C(0x%016llx),\n        .on_cycle = %s,\n%s    },\n",
                  (unsigned long long)channel->type_hash, channel->on_cycle ? "true" : "false",
                  channel->lossy ? "        .lossy = true,\n" : "");
    }
    leat__put(e, "};\n\n");
}

static const char *framing_text(enum leat_framing framing)
{
    return framing == LEAT_LINES ? "LEAT_LINES" : framing == LEAT_RAW ? "LEAT_RAW" : "LEAT_FRAMES";
}

static bool has_source(const struct leat_external *external)
{
    return leat__external_use(external, LEAT_OP_SOURCE_EXTERNAL) ||
           leat__external_use(external, LEAT_OP_SOURCE_EXTERNAL_MANY);
}

/* The process that uses it. One that nobody uses is nobody's: no location has the last id. */
static uint32_t location_of(const struct leat_external *external)
{
    for (size_t i = 0; i < external->flow->nodes.count; i++)
        if (external->flow->nodes.items[i]->external == external)
            return external->flow->nodes.items[i]->place->location->id;
    return UINT32_MAX;
}

static uint32_t senders_of(const struct leat_external *external)
{
    uint32_t senders = 0;

    for (size_t i = 0; i < external->flow->nodes.count; i++)
        senders += external->flow->nodes.items[i]->external == external &&
                   external->flow->nodes.items[i]->kind == LEAT_KIND_NOTHING;
    return senders;
}

static void put_externals(struct leat__emitter *e)
{
    const struct leat__externals *externals = &e->plan->flow->externals;

    if (externals->count == 0)
        return;
    leat__put(e, "static const struct leat_external_info leat_externals[] = {\n");
    for (size_t i = 0; i < externals->count; i++) {
        const struct leat_external *external = externals->items[i];

        leat__put(e, "    {\n        .name = ");
        put_string(e, external->name);
        leat__put(e, ",\n        .address = ");
        put_string(e, external->address);
        if (external->port_file) {
            leat__put(e, ",\n        .port_file = ");
            put_string(e, external->port_file);
        }
        leat__put(e, ",\n        .file = ");
        put_string(e, external->site->file);
        leat__put(e, ",\n        .line = %u,\n        .id = %zu,\n        .location = %u,\n        .framing = %s,\n",
                  leat__external_span(external).line, i, location_of(external), framing_text(external->framing));
        leat__put(e, "        .many = %s,\n        .ends_with_client = %s,\n        .has_source = %s,\n        .has_events = %s,\n",
                  leat__external_is_many(external) ? "true" : "false", external->ends_with_client ? "true" : "false",
                  has_source(external) ? "true" : "false",
                  leat__external_use(external, LEAT_OP_SOURCE_EXTERNAL_EVENTS) ? "true" : "false");
        leat__put(e, "        .senders = %u,\n", senders_of(external));
        leat__put(e, "        .budget = UINT64_C(%llu),\n        .patience = UINT64_C(%llu),\n        .linger = UINT64_C(%llu),\n    },\n",
                  (unsigned long long)external->budget, (unsigned long long)external->patience,
                  (unsigned long long)external->linger);
    }
    leat__put(e, "};\n\n");
}

static bool reads_standard_input(const struct leat__plan_location *location)
{
    return location->place->standard_input;
}

static void put_tables(struct leat__emitter *e)
{
    const struct leat__plan *plan = e->plan;
    bool poison = false;

    leat__put(e, "/* ==== the program ==== */\n\n");
    put_channels(e);
    put_externals(e);
    for (uint32_t l = 0; l < plan->location_count; l++) {
        e->location = &plan->locations[l];
        poison |= e->location->place->profile != LEAT_RELEASE;

        const char *state = leat__state_struct(e, 0);

        leat__put(e, "static const struct leat_location_info %s_info = {\n    .name = ", state);
        put_string(e, e->location->place->name);
        leat__put(e, ",\n    .id = %u,\n    .is_cluster = %s,\n    .reads_standard_input = %s,\n", l,
                  e->location->place->kind == LEAT__CLUSTER ? "true" : "false",
                  reads_standard_input(e->location) ? "true" : "false");
        leat__put(e, "    .state_size = sizeof(struct %s),\n    .start = %s_start,\n    .turn = %s_turn,\n    .release = %s_release,\n};\n\n",
                  state, state, state, state);
    }
    leat__put(e, "static const struct leat_location_info *const leat_locations[] = {\n");
    for (uint32_t l = 0; l < plan->location_count; l++) {
        e->location = &plan->locations[l];
        leat__put(e, "    &%s_info,\n", leat__state_struct(e, 0));
    }
    leat__put(e, "};\n\nstatic const struct leat_program leat_this_program = {\n    .name = ");
    put_string(e, plan->units.items[0].base_file);
    leat__put(e, ",\n    .hash = UINT64_C(0x%016llx),\n    .locations = leat_locations,\n    .location_count = %u,\n",
              (unsigned long long)leat__program_hash(plan), plan->location_count);
    if (plan->channels.count > 0)
        leat__put(e, "    .channels = leat_channels,\n    .channel_count = %zu,\n", plan->channels.count);
    if (plan->flow->externals.count > 0)
        leat__put(e, "    .externals = leat_externals,\n    .external_count = %zu,\n", plan->flow->externals.count);
    leat__put(e, "    .poison = %s,\n};\n\nint main(int argc, char **argv)\n{\n    return leat_main(argc, argv, &leat_this_program);\n}\n",
              poison ? "true" : "false");
}

uint64_t leat__program_hash(const struct leat__plan *plan)
{
    struct leat__text text = {0};
    struct leat__hash *hash = leat__hash_new();
    uint64_t result;

    leat__plan_print(plan, &text);
    leat__hash_bytes(hash, leat__text_string(&text), text.length);
    for (size_t i = 0; i < plan->flow->nodes.count; i++)
        for (size_t q = 0; q < LEAT__QUOTES; q++)
            if (plan->flow->nodes.items[i]->quotes[q].text)
                leat__hash_string(hash, plan->flow->nodes.items[i]->quotes[q].text);
    for (size_t i = 0; i < plan->flow->externals.count; i++)
        leat__hash_string(hash, plan->flow->externals.items[i]->address);
    result = leat__hash_64(hash);
    leat__hash_free(hash);
    leat__text_release(&text);
    return result;
}

void leat__emit(const struct leat__plan *plan, struct leat__emitted *into)
{
    for (uint32_t u = 0; u < plan->units.count; u++) {
        struct leat__emitted_unit *unit = leat__vector_add(into);
        struct leat__emitter e = {.plan = plan, .unit = u, .out = &unit->text};

        unit->base_file = plan->units.items[u].base_file;
        e.file = unit->name = unit_name(unit->base_file);
        leat__put_head(&e);
        leat__put_type_checks(&e);
        leat__put_types(&e);
        for (uint32_t l = 0; l < plan->location_count; l++) {
            e.location = &plan->locations[l];
            leat__put_location(&e);
        }
        if (u == 0)
            put_tables(&e);
    }
}

void leat__emitted_release(struct leat__emitted *emitted)
{
    for (size_t i = 0; i < emitted->count; i++) {
        free(emitted->items[i].name);
        leat__text_release(&emitted->items[i].text);
    }
    leat__vector_release(emitted);
}
