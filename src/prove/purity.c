/*
 * purity.c: what quotes depend on beside their input. The sources are compiled so that each quote stands in place
 * between two calls (LEAT_LOOK), and the relocations there say which functions and variables it mentions; those of
 * the functions say the rest.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "build/look.h"
#include "build/object.h"
#include "check/report.h"
#include "prove/prove.h"
#include "prove/units.h"

/* ---- what the C library has that a quote should not ask ---- */

enum because { BECAUSE_CHANCE, BECAUSE_STATE };

static const struct forbidden {
    const char *name;
    enum because because;
    const char *instead;
} forbidden[] = {
    {"time", BECAUSE_CHANCE, "leat_now()"},
    {"clock", BECAUSE_CHANCE, "leat_now()"},
    {"clock_gettime", BECAUSE_CHANCE, "leat_now()"},
    {"gettimeofday", BECAUSE_CHANCE, "leat_now()"},
    {"timespec_get", BECAUSE_CHANCE, "leat_now()"},
    {"times", BECAUSE_CHANCE, "leat_now()"},
    {"rand", BECAUSE_CHANCE, "leat_random()"},
    {"random", BECAUSE_CHANCE, "leat_random()"},
    {"drand48", BECAUSE_CHANCE, "leat_random()"},
    {"lrand48", BECAUSE_CHANCE, "leat_random()"},
    {"mrand48", BECAUSE_CHANCE, "leat_random()"},
    {"srand", BECAUSE_CHANCE, "leat_random()"},
    {"srandom", BECAUSE_CHANCE, "leat_random()"},
    {"srand48", BECAUSE_CHANCE, "leat_random()"},
    {"getrandom", BECAUSE_CHANCE, "leat_random()"},
    {"getentropy", BECAUSE_CHANCE, "leat_random()"},
    {"arc4random", BECAUSE_CHANCE, "leat_random()"},
    {"arc4random_uniform", BECAUSE_CHANCE, "leat_random()"},
    {"strtok", BECAUSE_STATE, "strtok_r()"},
    {"getchar", BECAUSE_STATE, "leat_source_lines(location, q(\"-\"))"},
    {"getline", BECAUSE_STATE, "leat_source_lines"},
    {"fgets", BECAUSE_STATE, "leat_source_lines"},
    {"fread", BECAUSE_STATE, "a source"},
    {"read", BECAUSE_STATE, "a source"},
    {"scanf", BECAUSE_STATE, "leat_source_lines"},
    {"__isoc99_scanf", BECAUSE_STATE, "leat_source_lines"},
    {"fscanf", BECAUSE_STATE, "leat_source_lines"},
    {"__isoc99_fscanf", BECAUSE_STATE, "leat_source_lines"},
};

static const struct forbidden *find_forbidden(const char *name)
{
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (strcmp(forbidden[i].name, name) == 0)
            return &forbidden[i];
    return NULL;
}

/*
 * The statement of for_each and inspect is there for its effects, so may be the job that a thread does, and what a
 * source or a test yields comes from outside. All other quotes give values (a step: an accumulator), which may depend on nothing else.
 */
static bool must_be_pure(const struct leat__node *node)
{
    const struct leat__operator *operator = &leat__operators[node->op];

    return node->op != LEAT_OP_RESOLVE && node->op != LEAT_OP_RESOLVE_ORDERED && operator->place != LEAT__PLACE_SOURCE &&
           operator->place != LEAT__PLACE_SINK &&
           !(operator->quotes[0].form == LEAT__QUOTE_STATEMENT && operator->quotes[0].parameters == 1);
}

/* ---- the objects, and where the quotes are in them ---- */

/* Bytes [begin, end) of a section: a quote in place, a function, or a constant that holds addresses. */
struct part {
    const struct leat__object *object;
    uint32_t section;
    uint64_t begin, end;
    const char *name; /* NULL: a quote */
    bool code;
    size_t from;      /* index of the part that mentions this one */
};

/* A quote in place, and the number of its call: struct leat_site. */
struct placed {
    size_t unit;
    int count;
    struct part part;
};

struct parts leat__vector(struct part);
struct placed_list leat__vector(struct placed);
struct objects leat__vector(struct leat__object *);

struct world {
    struct leat__units units;
    struct objects objects; /* those of the units come first; NULL: not to be read */
    struct placed_list placed;
};

static void find_placed(struct world *world, size_t unit)
{
    static const char site[] = "leat_look_site_";
    const struct leat__object *object = world->objects.items[unit];
    size_t first = world->placed.count; /* since the last call */
    struct part part = {0};

    for (size_t i = 0; object && i < object->mentions.count; i++) {
        const struct leat__object_mention *mention = &object->mentions.items[i];
        const char *name = object->symbols.items[mention->symbol].name;

        if (strcmp(name, "leat_look_begin") == 0) {
            part = (struct part){.object = object, .section = mention->section, .begin = mention->at + 1};
        } else if (strcmp(name, "leat_look_end") == 0 && part.object) {
            part.end = mention->at;
            leat__vector_push(&world->placed, (struct placed){unit, -1, part});
            part.object = NULL;
        } else if (strncmp(name, site, sizeof site - 1) == 0) {
            for (; first < world->placed.count; first++)
                world->placed.items[first].count = atoi(name + sizeof site - 1);
        }
    }
}

static void open_world(struct leat_flow *flow, struct world *world)
{
    struct leat__words paths = {0};

    leat__source_units(flow, &world->units);
    if (leat__build_looked(world->units.items, world->units.count, LEAT__LOOK_PLAIN, &flow->arena, &paths))
        leat__build_looked_others(world->units.items, world->units.count, &flow->arena, &paths);
    for (size_t i = 0; i < paths.count; i++)
        leat__vector_push(&world->objects, *paths.items[i] ? leat__object_read(paths.items[i]) : NULL);
    for (size_t i = 0; i < world->units.count && i < world->objects.count; i++)
        find_placed(world, i);
    leat__vector_release(&paths);
}

static void close_world(struct world *world)
{
    for (size_t i = 0; i < world->objects.count; i++)
        leat__object_free(world->objects.items[i]);
    leat__vector_release(&world->objects);
    leat__vector_release(&world->units);
    leat__vector_release(&world->placed);
}

/* ---- what a mention leads to ---- */

/* The symbol that covers a place of a section, else the one that is nearest; NULL: the section has none. */
static const struct leat__object_symbol *symbol_at(const struct leat__object *object, uint32_t section, int64_t at)
{
    const struct leat__object_symbol *nearest = NULL;
    uint64_t least = UINT64_MAX;

    for (size_t i = 0; i < object->symbols.count; i++) {
        const struct leat__object_symbol *symbol = &object->symbols.items[i];
        int64_t distance = at - (int64_t)symbol->at;
        bool covers = distance >= 0 && (uint64_t)distance < symbol->size;

        if (symbol->section != section || symbol->is_section || !*symbol->name)
            continue;
        if (covers)
            return symbol;
        if ((uint64_t)llabs(distance) < least) {
            least = (uint64_t)llabs(distance);
            nearest = symbol;
        }
    }
    return nearest;
}

/* What a mention leads to. */
struct target {
    const struct leat__object *object;        /* NULL: the C library, or another one */
    const struct leat__object_symbol *symbol; /* NULL: a section without symbols, a text for example */
    uint32_t section;
    const char *name;
};

/* Where another object defines what this one mentions. */
static bool find_global(const struct world *world, const char *name, struct target *target)
{
    for (size_t i = 0; i < world->objects.count; i++) {
        const struct leat__object *object = world->objects.items[i];

        for (size_t k = 0; object && k < object->symbols.count; k++) {
            const struct leat__object_symbol *symbol = &object->symbols.items[k];

            if (symbol->global && (symbol->section != LEAT__OBJECT_NOWHERE || symbol->is_common) &&
                strcmp(symbol->name, name) == 0) {
                *target = (struct target){object, symbol, symbol->section, name};
                return true;
            }
        }
    }
    return false;
}

static struct target follow(const struct world *world, const struct leat__object *object,
                            const struct leat__object_mention *mention)
{
    const struct leat__object_symbol *symbol = &object->symbols.items[mention->symbol];
    struct target target = {object, symbol, symbol->section, symbol->name};

    if (symbol->section == LEAT__OBJECT_NOWHERE && !symbol->is_common) {
        if (!find_global(world, symbol->name, &target))
            target.object = NULL;
    } else if (symbol->is_section) {
        target.symbol = symbol_at(object, symbol->section, (int64_t)symbol->at + mention->offset);
        target.name = target.symbol ? target.symbol->name : "";
    }
    return target;
}

static bool is_mutable(const struct target *target)
{
    if (target->symbol && target->symbol->is_common)
        return true;
    return target->section != LEAT__OBJECT_NOWHERE && target->object->sections[target->section].mutable_;
}

/* As the user calls it: a static variable of a function is `name.12` in gcc, `function.name` in clang. */
static const char *plain_name(struct leat__arena *arena, const char *name)
{
    const char *dot = strrchr(name, '.');

    if (!dot || dot == name)
        return name;
    return isdigit((unsigned char)dot[1]) ? leat__arena_strndup(arena, name, (size_t)(dot - name)) : dot + 1;
}

/* ---- one call ---- */

/* What was found for one call, and the parts that lead there. */
struct finding {
    const char *variable; /* NULL: a function of the C library */
    const struct forbidden *forbidden;
    size_t part;
};
struct findings leat__vector(struct finding);

struct search {
    const struct world *world;
    struct leat__node *node;
    bool pure;
    struct parts parts;
    struct findings findings;
};

static void add_finding(struct search *search, struct finding finding)
{
    for (size_t i = 0; i < search->findings.count; i++) {
        const struct finding *known = &search->findings.items[i];

        if (finding.variable ? known->variable && strcmp(known->variable, finding.variable) == 0
                             : known->forbidden == finding.forbidden)
            return;
    }
    leat__vector_push(&search->findings, finding);
}

static void add_part(struct search *search, const struct target *target, size_t from)
{
    struct part part = {.object = target->object, .section = target->section, .end = UINT64_MAX, .from = from};

    part.code = target->object->sections[target->section].code;
    part.name = target->name[0] == '.' ? "" : target->name; /* the compiler's own, a text for example */
    if (target->symbol && target->symbol->size > 0) {
        part.begin = target->symbol->at;
        part.end = part.begin + target->symbol->size;
    }
    for (size_t i = 0; i < search->parts.count; i++) {
        const struct part *known = &search->parts.items[i];

        if (known->object == part.object && known->section == part.section && known->begin == part.begin && known->name)
            return;
    }
    leat__vector_push(&search->parts, part);
}

static void take_mention(struct search *search, const struct leat__object_mention *mention, size_t from)
{
    struct target target = follow(search->world, search->parts.items[from].object, mention);

    if (!target.object) {
        const struct forbidden *found = find_forbidden(target.name);

        if (found && (search->pure || found->because == BECAUSE_CHANCE))
            add_finding(search, (struct finding){.forbidden = found, .part = from});
    } else if (is_mutable(&target)) {
        if (search->pure)
            add_finding(search,
                        (struct finding){.variable = plain_name(&search->node->flow->arena, target.name), .part = from});
    } else if (target.section != LEAT__OBJECT_NOWHERE) {
        add_part(search, &target, from);
    }
}

/* Index of the first mention at or behind a place. */
static size_t first_mention(const struct leat__object *object, uint32_t section, uint64_t at)
{
    size_t low = 0, high = object->mentions.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct leat__object_mention *mention = &object->mentions.items[middle];

        if (mention->section < section || (mention->section == section && mention->at < at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void search_part(struct search *search, size_t index)
{
    const struct part part = search->parts.items[index];

    for (size_t i = first_mention(part.object, part.section, part.begin); i < part.object->mentions.count; i++) {
        const struct leat__object_mention *mention = &part.object->mentions.items[i];

        if (mention->section != part.section || mention->at >= part.end)
            break;
        take_mention(search, mention, index);
    }
}

/* ---- saying it ---- */

/* The functions (and constants) between the quote and what was found, outermost first. */
static void list_calls(const struct search *search, size_t part, struct leat__words *calls, struct leat__text *path)
{
    const struct part *at = &search->parts.items[part];

    if (!at->name)
        return;
    list_calls(search, at->from, calls, path);
    if (!*at->name)
        return;
    const char *name = plain_name(&search->node->flow->arena, at->name);

    leat__vector_push(calls, name);
    if (calls->count == 1)
        leat__text_append(path, name);
    else
        leat__text_printf(path, "%s %s %s,", calls->count > 2 ? " which" : "",
                          search->parts.items[at->from].code ? "calls" : "holds", name);
}

/* Where a quote of the node has this name; else the operator. */
static struct leat__span span_of(struct leat__node *node, const char *name)
{
    for (size_t i = 0; i < LEAT__QUOTES; i++) {
        struct leat__quote *quote = &node->quotes[i];

        if (!quote->source)
            continue;
        const struct leat__token *tokens = leat__source_tokens(quote->source)->items;

        for (size_t t = quote->body_tokens.first; t <= quote->body_tokens.last; t++)
            if (tokens[t].kind == LEAT__TOKEN_NAME && leat__token_is(quote->source->bytes, &tokens[t], name))
                return leat__source_span(quote->source, t, t);
    }
    return leat__node_span(node);
}

/* `what` is wrong with it, and how the quote comes to it. */
static void mark_calls(struct leat__diagnostic *diagnostic, const struct search *search, const struct finding *finding,
                       const char *name, const char *what)
{
    struct leat__words calls = {0};
    struct leat__text path = {0};

    list_calls(search, finding->part, &calls, &path);
    leat__diagnostic_mark(diagnostic, span_of(search->node, calls.count > 0 ? calls.items[0] : name), "%s%s%s%s%s", what,
                          calls.count > 0 ? ": " : "", leat__text_string(&path), calls.count > 1 ? " which" : "",
                          calls.count == 0       ? ""
                          : finding->variable ? " uses it"
                                              : " calls it");
    leat__text_release(&path);
    leat__vector_release(&calls);
}

static void report_function(const struct search *search, const struct finding *finding)
{
    const struct forbidden *found = finding->forbidden;
    bool chance = found->because == BECAUSE_CHANCE;
    const char *name = strncmp(found->name, "__isoc99_", 9) == 0 ? found->name + 9 : found->name;
    struct leat__diagnostic *diagnostic = leat__report_error_in(search->node->flow, "LEAT0221", "a quote of %s calls %s",
                                                                leat__op_name(search->node), name);

    mark_calls(diagnostic, search, finding, name, chance ? "each run gets another value" : "this depends on what was read before");
    if (chance)
        leat__diagnostic_help(diagnostic, "ask Leat: %s, with nondet(\"why\") at the operator", found->instead);
    else
        leat__diagnostic_help(diagnostic, "use %s", found->instead);
}

static void report_variable(const struct search *search, const struct finding *finding)
{
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(search->node->flow, "LEAT0222", "a quote of %s depends on the variable '%s', which can change",
                              leat__op_name(search->node), finding->variable);

    mark_calls(diagnostic, search, finding, finding->variable,
               "each process has one of its own");
    leat__diagnostic_help(diagnostic,
                          "declare it const if it never changes; capture the value that it has now: a local, and let(name);\n"
                          "what is to be remembered from one element to the next belongs into leat_fold");
}

static void search_node(struct search *search)
{
    const struct world *world = search->world;
    size_t unit = leat__unit_of(&world->units, search->node);

    for (size_t i = 0; i < world->placed.count; i++)
        if (world->placed.items[i].unit == unit && world->placed.items[i].count == search->node->site->count)
            leat__vector_push(&search->parts, world->placed.items[i].part);
    for (size_t i = 0; i < search->parts.count; i++)
        search_part(search, i);
    for (size_t i = 0; i < search->findings.count; i++)
        if (search->findings.items[i].variable)
            report_variable(search, &search->findings.items[i]);
        else
            report_function(search, &search->findings.items[i]);
    leat__vector_release(&search->parts);
    leat__vector_release(&search->findings);
}

void leat__check_purity(struct leat_flow *flow)
{
    struct world world = {0};

    open_world(flow, &world);
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];
        struct search search = {.world = &world, .node = node, .pure = must_be_pure(node)};

        if (node->quotes[0].text)
            search_node(&search);
    }
    close_world(&world);
    leat__reports_finish(flow);
}
