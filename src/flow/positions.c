/*
 * positions.c: where the calls that built the flow stand in the source. A compiler reports a line only:
 * gcc the first one of a call, clang the last. The tokens of the source tell the rest, so that lines and
 * columns are the same for both, also for calls over several lines and for several calls on one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/program.h"
#include "flow/graph.h"

/* ---- sources ---- */

static const struct leat_source_entry *const *first_entry(void)
{
    return leat__program_parts.sources;
}

static const struct leat_source_entry *const *end_of_entries(void)
{
    return leat__program_parts.sources_end;
}

const struct leat_source_entry *leat__source_entry(const char *base_file)
{
    for (const struct leat_source_entry *const *entry = first_entry(); entry < end_of_entries(); entry++)
        if (strcmp((*entry)->base_file, base_file) == 0)
            return *entry;
    return NULL;
}

struct leat__source *leat__flow_source(struct leat_flow *flow, const struct leat_site *site)
{
    for (size_t i = 0; i < flow->sources.count; i++)
        if (strcmp(flow->sources.items[i]->name, site->file) == 0)
            return flow->sources.items[i];

    const struct leat_source_entry *entry = leat__source_entry(site->file);

    if (entry)
        leat__sources_add(&flow->sources,
                          leat__source_new(site->file, entry->begin, (size_t)(entry->end - entry->begin)));
    return leat__sources_get(&flow->sources, site->file);
}

void leat__flow_sources(struct leat_flow *flow)
{
    for (const struct leat_source_entry *const *entry = first_entry(); entry < end_of_entries(); entry++)
        leat__flow_source(flow, &(const struct leat_site){.file = (*entry)->base_file});
}

/* ---- the calls in a source ---- */

/* `name(...)`, by tokens. */
struct call {
    size_t name;
    size_t close;
    uint32_t first_line;
    uint32_t last_line;
};
struct calls leat__vector(struct call);

struct leat__calls_of {
    struct leat__calls_of *next;
    struct leat__source *source;
    struct leat__nodes located; /* by the count of their site: a call in a loop is looked for once */
    struct calls by_name;       /* in the order of their names, and so of their first lines */
    struct calls by_close;      /* in the order of their ends: an inner call precedes the call around it */
};

static int compare_close(const void *a, const void *b)
{
    const struct call *x = a;
    const struct call *y = b;

    return (x->close > y->close) - (x->close < y->close);
}

static struct leat__calls_of *read_calls(struct leat__source *source)
{
    struct leat__calls_of *calls = leat__alloc(sizeof *calls);
    const struct leat__tokens *tokens = leat__source_tokens(source);

    calls->source = source;
    for (size_t i = 0; i + 1 < tokens->count; i++) {
        size_t close;

        if (tokens->items[i].kind != LEAT__TOKEN_NAME || !leat__token_is(source->bytes, &tokens->items[i + 1], "("))
            continue;
        close = leat__source_partner(source, i + 1);
        if (close == LEAT__NONE)
            continue;
        leat__vector_push(&calls->by_name, (struct call){i, close, tokens->items[i].line, tokens->items[close].line});
    }
    for (size_t i = 0; i < calls->by_name.count; i++)
        leat__vector_push(&calls->by_close, calls->by_name.items[i]);
    if (calls->by_close.count > 0)
        qsort(calls->by_close.items, calls->by_close.count, sizeof *calls->by_close.items, compare_close);
    return calls;
}

static struct leat__calls_of *calls_of(struct leat_flow *flow, struct leat__source *source)
{
    for (struct leat__calls_of *calls = flow->calls; calls; calls = calls->next)
        if (calls->source == source)
            return calls;

    struct leat__calls_of *calls = read_calls(source);

    calls->next = flow->calls;
    flow->calls = calls;
    return calls;
}

void leat__positions_free(struct leat_flow *flow)
{
    while (flow->calls) {
        struct leat__calls_of *calls = flow->calls;

        flow->calls = calls->next;
        leat__vector_release(&calls->located);
        leat__vector_release(&calls->by_name);
        leat__vector_release(&calls->by_close);
        free(calls);
    }
}

/* ---- the call that a site means ---- */

/* What is looked for: a call of `name` (NULL: of anything but another operator) with these quotes. */
struct wanted {
    struct leat__source *source;
    const char *name;
    struct leat__tokens quotes[LEAT__QUOTES]; /* empty: no quote */
    const char *texts[LEAT__QUOTES];
};

/* Whether the tokens of a quote stand at `first`. Directives between them are passed, as the compiler does. */
static bool stands_at(const struct wanted *wanted, size_t quote, size_t first, size_t *last)
{
    const struct leat__tokens *tokens = leat__source_tokens(wanted->source);
    size_t at = first;

    for (size_t i = 0; i < wanted->quotes[quote].count; i++, at++) {
        while (i > 0 && at < tokens->count && tokens->items[at].kind == LEAT__TOKEN_DIRECTIVE)
            at++;
        if (at >= tokens->count || !leat__token_same(wanted->source->bytes, &tokens->items[at], wanted->texts[quote],
                                                     &wanted->quotes[quote].items[i]))
            return false;
    }
    *last = at - 1;
    return true;
}

/* The argument of the call that is this quote, from `first` on. */
static bool find_argument(const struct wanted *wanted, const struct call *call, size_t quote, size_t first,
                          struct leat__token_range *found)
{
    const struct leat__token *items = leat__source_tokens(wanted->source)->items;
    bool starts = true;

    for (size_t i = first; i < call->close; i++) {
        size_t partner = leat__source_partner(wanted->source, i);

        found->first = i;
        if (starts && stands_at(wanted, quote, i, &found->last) && found->last < call->close)
            return true;
        if (items[i].kind != LEAT__TOKEN_DIRECTIVE)
            starts = leat__token_is(wanted->source->bytes, &items[i], ",");
        if (partner != LEAT__NONE && partner > i)
            i = partner;
    }
    return false;
}

/* Where the quotes stand in the call; false if one does not. */
static bool find_arguments(const struct wanted *wanted, const struct call *call, struct leat__token_range found[LEAT__QUOTES])
{
    size_t from = call->name + 2;

    for (size_t quote = 0; quote < LEAT__QUOTES; quote++) {
        if (wanted->quotes[quote].count == 0)
            continue;
        if (!find_argument(wanted, call, quote, from, &found[quote]))
            return false;
        from = found[quote].last + 1;
    }
    return true;
}

static bool is_operator_name(const char *text, size_t length)
{
    for (size_t op = 0; op < LEAT_OPS; op++) {
        const char *name = leat__operators[op].name;

        if (length == strlen(name) + 5 && memcmp(text, "leat_", 5) == 0 && memcmp(text + 5, name, length - 5) == 0)
            return true;
    }
    return false;
}

/* The operator itself; or, where there is a quote to go by, a macro of the user's that wraps it. */
static bool fits_name(const struct wanted *wanted, const struct call *call)
{
    const struct leat__token *token = &leat__source_tokens(wanted->source)->items[call->name];

    if (leat__token_is(wanted->source->bytes, token, wanted->name))
        return true;
    return wanted->quotes[0].count > 0 && !is_operator_name(wanted->source->bytes + token->start, token->length);
}

static bool fits(const struct wanted *wanted, const struct call *call)
{
    struct leat__token_range found[LEAT__QUOTES];

    return fits_name(wanted, call) && find_arguments(wanted, call, found);
}

/* The first call in the list whose line is not before `line`. */
static size_t lower_bound(const struct calls *calls, bool last, uint32_t line)
{
    size_t low = 0;
    size_t high = calls->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if ((last ? calls->items[middle].last_line : calls->items[middle].first_line) < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Calls that fit, of those that begin (or end) on the line; in the order of their ends, as the compiler counts them. */
static void gather(const struct wanted *wanted, const struct leat__calls_of *calls, bool last, uint32_t line,
                   struct calls *into)
{
    const struct calls *list = last ? &calls->by_close : &calls->by_name;

    for (size_t i = lower_bound(list, last, line); i < list->count; i++) {
        const struct call *call = &list->items[i];

        if ((last ? call->last_line : call->first_line) != line)
            break;
        if (fits(wanted, call))
            leat__vector_push(into, *call);
    }
    if (into->count > 1)
        qsort(into->items, into->count, sizeof *into->items, compare_close);
}

/* How many calls that look the same precede this one on its line: asked only where there are several. */
struct twins {
    size_t (*earlier)(const void *what);
    const void *what;
};

/* The call that the site means, of those that it may mean. */
static bool find_call(struct leat_flow *flow, const struct wanted *wanted, const struct leat_site *site,
                      struct twins twins, struct call *found)
{
    size_t nth = 0;
    struct leat__calls_of *calls = calls_of(flow, wanted->source);
    struct calls candidates = {0};

    gather(wanted, calls, site->line_is_last, (uint32_t)site->line, &candidates);
    if (candidates.count == 0) /* a compiler with another custom */
        gather(wanted, calls, !site->line_is_last, (uint32_t)site->line, &candidates);
    if (candidates.count > 1 && twins.earlier)
        nth = twins.earlier(twins.what);
    if (candidates.count > 0)
        *found = candidates.items[nth < candidates.count ? nth : candidates.count - 1];
    leat__vector_release(&candidates);
    return found->close > 0;
}

/* ---- telling apart what one line holds several times ---- */

struct counts leat__vector(int);

/* A site that was reached twice counts once. */
static void add_count(struct counts *counts, int count)
{
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i] == count)
            return;
    leat__vector_push(counts, count);
}

static bool precedes(const struct leat_site *other, const struct leat_site *site)
{
    return other && other->line == site->line && other->count < site->count && strcmp(other->file, site->file) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_quotes(const struct leat__node *a, const struct leat__node *b)
{
    for (size_t q = 0; q < LEAT__QUOTES; q++)
        if (!same_text(a->quotes[q].text, b->quotes[q].text))
            return false;
    return true;
}

static size_t earlier_nodes(const void *what)
{
    const struct leat__node *node = what;
    struct counts counts = {0};
    size_t twins;

    for (size_t i = 0; i < node->flow->nodes.count; i++) {
        const struct leat__node *other = node->flow->nodes.items[i];

        if (!other->output && precedes(other->site, node->site) && other->cut == node->cut && (node->cut || other->op == node->op) &&
            same_quotes(other, node))
            add_count(&counts, other->site->count);
    }
    twins = counts.count;
    leat__vector_release(&counts);
    return twins;
}

static size_t earlier_places(const void *what)
{
    const struct leat__place *place = what;
    const struct leat__places *places = place->kind == LEAT__TICK ? &place->flow->ticks : &place->flow->places;
    struct counts counts = {0};
    size_t twins;

    for (size_t i = 0; i < places->count; i++)
        if (places->items[i]->kind == place->kind && precedes(places->items[i]->site, place->site))
            add_count(&counts, places->items[i]->site->count);
    twins = counts.count;
    leat__vector_release(&counts);
    return twins;
}

static size_t earlier_completions(const void *what)
{
    const struct leat__node *forward = what;
    struct counts counts = {0};
    size_t twins;

    for (size_t i = 0; i < forward->flow->nodes.count; i++)
        if (precedes(forward->flow->nodes.items[i]->completion_site, forward->completion_site))
            add_count(&counts, forward->flow->nodes.items[i]->completion_site->count);
    twins = counts.count;
    leat__vector_release(&counts);
    return twins;
}

/* ---- nodes ---- */

/* Lines, columns and original text of a quote whose tokens are known. */
static void place_quote(struct leat_flow *flow, struct leat__quote *quote, struct leat__source *source,
                        struct leat__token_range range)
{
    const struct leat__token *tokens = leat__source_tokens(source)->items;
    size_t body = range.first + 2; /* behind `q` and `(` */

    quote->source = source;
    quote->tokens = range;
    quote->line = tokens[range.first].line;
    quote->column = tokens[range.first].column;
    body += 2 * (size_t)quote->parameter_count; /* `x` and `,` each */
    if (body >= range.last) {
        quote->body_line = quote->line;
        quote->body_tokens = (struct leat__token_range){range.last, range.last};
        return;
    }
    quote->body_tokens = (struct leat__token_range){body, range.last - 1};
    quote->body_line = tokens[body].line;

    size_t start = tokens[body].start;
    size_t end = tokens[range.last - 1].start + tokens[range.last - 1].length;

    quote->body_text = leat__arena_strndup(&flow->arena, source->bytes + start, end - start);
}

static void place_node(struct leat__node *node, const struct wanted *wanted, const struct call *call)
{
    const struct leat__token *name = &leat__source_tokens(wanted->source)->items[call->name];
    struct leat__token_range found[LEAT__QUOTES];

    node->source = wanted->source;
    node->line = name->line;
    node->column = name->column;
    node->length = (uint32_t)name->length;
    node->call = (struct leat__token_range){call->name, call->close};
    find_arguments(wanted, call, found);
    for (size_t q = 0; q < LEAT__QUOTES; q++)
        if (wanted->quotes[q].count > 0)
            place_quote(node->flow, &node->quotes[q], wanted->source, found[q]);
}

/* Of a leat_slice, which was found, a node is one of its cuts. */
static void place_cut(struct leat__node *node)
{
    const struct leat__token *tokens = leat__source_tokens(node->source)->items;
    uint32_t count = 0;

    for (size_t i = node->call.first + 2; i < node->call.last; i++) {
        size_t partner = leat__source_partner(node->source, i);

        if (leat__token_is(node->source->bytes, &tokens[i], "cut") && leat__token_is(node->source->bytes, &tokens[i + 1], "(") &&
            ++count == node->cut) {
            node->line = tokens[i].line;
            node->column = tokens[i].column;
            node->length = (uint32_t)tokens[i].length;
            return;
        }
        if (partner != LEAT__NONE && partner > i)
            i = partner;
    }
}

/* The slot for the first node of this site. */
static struct leat__node **first_of_site(const struct leat__node *node, struct leat__source *source)
{
    struct leat__nodes *located = &calls_of(node->flow, source)->located;

    while (located->count <= (size_t)node->site->count)
        leat__vector_push(located, NULL);
    return &located->items[node->site->count];
}

static void copy_place(struct leat__node *node, const struct leat__node *other)
{
    node->source = other->source;
    node->line = other->line;
    node->column = other->column;
    node->length = other->length;
    node->call = other->call;
}

/* Takes the position of a node that the same call has made. */
static bool copy_position(struct leat__node *node, const struct leat__node *other)
{
    if (!other || other->op != node->op || strcmp(other->site->base_file, node->site->base_file) != 0)
        return false;
    copy_place(node, other);
    for (size_t q = 0; q < LEAT__QUOTES; q++)
        node->quotes[q] = other->quotes[q];
    return true;
}

void leat__node_locate(struct leat__node *node)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    struct wanted wanted = {.source = source};
    struct call call = {0};
    char name[64];

    if (node->line)
        return;
    if (node->output) { /* a result stands where its operator does, and the quotes are that one's */
        leat__node_locate(node->inputs.items[0]);
        copy_place(node, node->inputs.items[0]);
        return;
    }
    node->line = (uint32_t)node->site->line;
    for (size_t q = 0; q < LEAT__QUOTES; q++)
        if (node->quotes[q].text)
            node->quotes[q].line = node->quotes[q].body_line = node->line;
    if (!source->bytes || copy_position(node, *first_of_site(node, source)))
        return;
    *first_of_site(node, source) = node;
    snprintf(name, sizeof name, "leat_%s", node->cut ? "slice" : leat__operators[node->op].name);
    wanted.name = name;
    for (size_t q = 0; q < LEAT__QUOTES; q++) {
        wanted.texts[q] = node->quotes[q].text;
        if (wanted.texts[q])
            wanted.quotes[q] = leat__tokenize(wanted.texts[q], strlen(wanted.texts[q]));
    }
    if (find_call(node->flow, &wanted, node->site, (struct twins){earlier_nodes, node}, &call))
        place_node(node, &wanted, &call);
    if (node->cut && node->length)
        place_cut(node);
    for (size_t q = 0; q < LEAT__QUOTES; q++)
        leat__tokens_release(&wanted.quotes[q]);
}

/* ---- spans ---- */

struct leat__span leat__node_span(struct leat__node *node)
{
    leat__node_locate(node);
    return (struct leat__span){
        .source = node->source ? node->source : leat__flow_source(node->flow, node->site),
        .file = node->site->file,
        .line = node->line,
        .column = node->column,
        .length = node->length,
    };
}

static struct leat__span span_of_call(struct leat_flow *flow, const struct leat_site *site, const char *name,
                                      struct twins twins)
{
    struct leat__source *source = leat__flow_source(flow, site);
    struct wanted wanted = {.source = source, .name = name};
    struct call call = {0};

    if (source->bytes && find_call(flow, &wanted, site, twins, &call))
        return leat__source_span(source, call.name, call.name);
    return (struct leat__span){.source = source, .file = site->file, .line = (uint32_t)site->line};
}

struct leat__span leat__place_span(const struct leat__place *place)
{
    static const char *const names[] = {
        [LEAT__PROCESS] = "leat_flow_process", [LEAT__CLUSTER] = "leat_flow_cluster", [LEAT__TICK] = "leat_tick_of"};

    return span_of_call(place->flow, place->site, names[place->kind], (struct twins){earlier_places, place});
}

struct leat__span leat__external_span(const struct leat_external *external)
{
    return leat__site_span(external->flow, external->site, "leat_flow_external");
}

struct leat__span leat__completion_span(const struct leat__node *forward)
{
    return span_of_call(forward->flow, forward->completion_site, "leat_complete",
                        (struct twins){earlier_completions, forward});
}

struct leat__span leat__site_span(struct leat_flow *flow, const struct leat_site *site, const char *name)
{
    return span_of_call(flow, site, name, (struct twins){0});
}
