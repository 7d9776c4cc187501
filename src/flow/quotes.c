/*
 * quotes.c: quotes as text. The compiler stores a quote as the operator # gives it: one space between
 * tokens, no comments, no line breaks. Here it is taken apart, and found again in the source, so that
 * generated code has the user's own lines and messages the user's own columns.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "flow/graph.h"

/* ---- taking apart ---- */

static const char *skip_space(const char *at)
{
    while (isspace((unsigned char)*at))
        at++;
    return at;
}

/* The end of the argument that starts at `at`: the comma or the closing parenthesis of the list. */
static const char *argument_end(const char *at)
{
    struct leat__lexer lexer;
    struct leat__token token;
    int depth = 0;

    leat__lexer_init(&lexer, at, strlen(at));
    while (leat__lexer_next(&lexer, &token)) {
        char c = at[token.start];

        if (token.kind != LEAT__TOKEN_PUNCTUATION || token.length != 1)
            continue;
        if (depth == 0 && (c == ',' || c == ')'))
            return at + token.start;
        depth += c == '(' || c == '[' || c == '{';
        depth -= c == ')' || c == ']' || c == '}';
    }
    return at + strlen(at);
}

static char *trimmed(struct leat__arena *arena, const char *from, const char *end)
{
    from = skip_space(from);
    while (end > from && isspace((unsigned char)end[-1]))
        end--;
    return leat__arena_strndup(arena, from, (size_t)(end - from));
}

/* The body as `range(a, b)`, where it is just that. */
static void find_range(struct leat__arena *arena, struct leat__quote *quote)
{
    const char *body = quote->body;

    if (strncmp(body, "range", 5) != 0 || *skip_space(body + 5) != '(')
        return;

    const char *from = skip_space(body + 5) + 1;
    const char *comma = argument_end(from);

    if (*comma != ',')
        return;

    const char *close = argument_end(comma + 1);

    if (*close != ')' || *skip_space(close + 1) != '\0')
        return;
    quote->is_range = true;
    quote->range_from = trimmed(arena, from, comma);
    quote->range_to = trimmed(arena, comma + 1, close);
}

void leat__quote_parse(struct leat_flow *flow, struct leat__quote *quote, const char *text, uint32_t parameters)
{
    const char *at = strchr(text, '(');
    const char *end = text + strlen(text);

    quote->text = text;
    quote->parameter_count = parameters;
    at = at ? at + 1 : end;
    for (uint32_t i = 0; i < parameters; i++) {
        const char *comma = argument_end(at);

        quote->parameters[i] = trimmed(&flow->arena, at, comma);
        at = *comma == ',' ? comma + 1 : comma;
    }
    while (end > at && end[-1] != ')')
        end--;
    if (end > at)
        end--; /* the closing parenthesis of q(...) */
    quote->body = trimmed(&flow->arena, at, end);
    quote->body_text = quote->body;
    quote->is_block = quote->body[0] == '{';
    find_range(&flow->arena, quote);
}

/* ---- finding again ---- */

extern const struct leat_source_entry __start_leat_sources[] __attribute__((weak));
extern const struct leat_source_entry __stop_leat_sources[] __attribute__((weak));

const struct leat_source_entry *leat__source_entry(const char *base_file)
{
    for (const struct leat_source_entry *entry = __start_leat_sources; entry < __stop_leat_sources; entry++)
        if (strcmp(entry->base_file, base_file) == 0)
            return entry;
    return NULL;
}

struct leat__source *leat__flow_source(struct leat_flow *flow, const struct leat_site *site)
{
    const struct leat_source_entry *entry = leat__source_entry(site->file);

    for (size_t i = 0; i < flow->sources.count; i++)
        if (strcmp(flow->sources.items[i]->name, site->file) == 0)
            return flow->sources.items[i];
    if (entry)
        leat__sources_add(&flow->sources, leat__source_new(site->file, entry->begin, (size_t)(entry->end - entry->begin)));
    return leat__sources_get(&flow->sources, site->file);
}

/* How many earlier calls of the flow on this line have a quote of the same text: they stand before it. */
static size_t earlier_twins(const struct leat__node *node, const char *text)
{
    size_t twins = 0;

    for (size_t i = 0; i < node->flow->nodes.count; i++) {
        const struct leat__node *other = node->flow->nodes.items[i];

        if (other == node || other->site->line != node->site->line || strcmp(other->site->file, node->site->file) != 0 ||
            other->site->count >= node->site->count)
            continue;
        for (size_t q = 0; q < 2; q++)
            twins += other->quotes[q].text && strcmp(other->quotes[q].text, text) == 0;
    }
    return twins;
}

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
        return;
    }
    quote->body_tokens = (struct leat__token_range){body, range.last - 1};
    quote->body_line = tokens[body].line;

    size_t start = tokens[body].start;
    size_t end = tokens[range.last - 1].start + tokens[range.last - 1].length;

    quote->body_text = leat__arena_strndup(&flow->arena, source->bytes + start, end - start);
}

/* The operator's name before its parenthesis: where messages about the call point. */
static void place_call(struct leat__node *node, struct leat__source *source, size_t quote_token)
{
    struct leat__token_range call;

    if (!leat__source_call_around(source, quote_token, &call))
        return;

    const struct leat__token *name = &leat__source_tokens(source)->items[call.first];

    node->source = source;
    node->line = name->line;
    node->column = name->column;
    node->length = (uint32_t)name->length;
}

/* A call without a quote: the nearest mention of the operator on its line, or on the lines that the call may span. */
static void place_call_by_name(struct leat__node *node, struct leat__source *source)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    const char *name = leat__operators[node->op].name;
    size_t skip = 0;

    for (size_t i = 0; i < node->flow->nodes.count; i++) {
        const struct leat__node *other = node->flow->nodes.items[i];

        skip += other != node && other->op == node->op && other->site->line == node->site->line &&
                strcmp(other->site->file, node->site->file) == 0 && other->site->count < node->site->count;
    }
    const struct leat__token *best = NULL;

    for (size_t i = 0; i < tokens->count; i++) {
        const struct leat__token *token = &tokens->items[i];

        if (token->kind != LEAT__TOKEN_NAME || token->length != strlen(name) + 5 ||
            memcmp(source->bytes + token->start, "leat_", 5) != 0 ||
            memcmp(source->bytes + token->start + 5, name, token->length - 5) != 0)
            continue;
        if (token->line == (uint32_t)node->site->line && skip > 0 && skip--)
            continue;
        if (token->line > (uint32_t)node->site->line)
            break;
        best = token; /* clang reports the last line of a call: its name stands at or before it */
        if (token->line == (uint32_t)node->site->line)
            break;
    }
    if (!best)
        return;
    node->source = source;
    node->line = best->line;
    node->column = best->column;
    node->length = (uint32_t)best->length;
}

void leat__node_locate(struct leat__node *node)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);

    if (node->line)
        return;
    node->line = (uint32_t)node->site->line;
    for (size_t q = 0; q < 2; q++) {
        struct leat__quote *quote = &node->quotes[q];
        struct leat__token_range range;

        if (!quote->text)
            continue;
        quote->body_line = quote->line = node->line;
        if (!source->bytes || !leat__source_find(source, quote->text, (size_t)node->site->line,
                                                 earlier_twins(node, quote->text), &range))
            continue;
        place_quote(node->flow, quote, source, range);
        if (!node->source)
            place_call(node, source, range.first);
    }
    if (!node->source && source->bytes)
        place_call_by_name(node, source);
}

struct leat__span leat__node_span(struct leat__node *node)
{
    leat__node_locate(node);
    return (struct leat__span){
        .source = node->source,
        .file = node->site->file,
        .line = node->line,
        .column = node->column,
        .length = node->length,
    };
}

struct leat__span leat__place_span(const struct leat__place *place)
{
    struct leat__source *source = leat__flow_source(place->flow, place->site);

    return (struct leat__span){
        .source = source->bytes ? source : NULL,
        .file = place->site->file,
        .line = (uint32_t)place->site->line,
    };
}
