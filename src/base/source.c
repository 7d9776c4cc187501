#include "base/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

static void find_lines(struct leat__source *source)
{
    struct offsets leat__vector(size_t);
    struct offsets starts = {0};

    for (size_t at = 0; at < source->length;) {
        const char *newline = memchr(source->bytes + at, '\n', source->length - at);

        leat__vector_push(&starts, at);
        at = newline ? (size_t)(newline - source->bytes) + 1 : source->length;
    }
    source->lines = starts.items;
    source->line_count = starts.count;
}

/* Takes the bytes over. */
static struct leat__source *make(const char *name, char *bytes, size_t length, int error)
{
    struct leat__source *source = leat__alloc(sizeof *source);

    source->name = leat__strdup(name);
    source->bytes = bytes;
    source->length = length;
    source->error = error;
    find_lines(source);
    return source;
}

struct leat__source *leat__source_new(const char *name, const char *bytes, size_t length)
{
    return make(name, leat__strndup(bytes, length), length, 0);
}

struct leat__source *leat__source_load(const char *name)
{
    struct leat__text contents = {0};
    int error = leat__file_read(name, &contents);
    size_t length = contents.length;

    if (error) {
        leat__text_release(&contents);
        return make(name, NULL, 0, error);
    }
    return make(name, leat__text_steal(&contents), length, 0);
}

void leat__source_free(struct leat__source *source)
{
    if (!source)
        return;
    if (source->scopes)
        source->free_scopes(source->scopes);
    free(source->around);
    free(source->partner);
    leat__tokens_release(&source->tokens);
    free(source->lines);
    free(source->bytes);
    free(source->name);
    free(source);
}

bool leat__source_line(const struct leat__source *source, size_t line, const char **text, size_t *length)
{
    if (line == 0 || line > source->line_count)
        return false;

    size_t start = source->lines[line - 1];
    size_t end = line < source->line_count ? source->lines[line] : source->length;

    if (end > start && source->bytes[end - 1] == '\n')
        end--;
    if (end > start && source->bytes[end - 1] == '\r')
        end--;
    *text = source->bytes + start;
    *length = end - start;
    return true;
}

const struct leat__tokens *leat__source_tokens(struct leat__source *source)
{
    if (!source->tokenized)
        source->tokens = leat__tokenize(source->bytes, source->length);
    source->tokenized = true;
    return &source->tokens;
}

size_t leat__source_token_at(struct leat__source *source, size_t line)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    size_t low = 0;
    size_t high = tokens->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tokens->items[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The bracket that a token is, or '\0'. */
static char bracket(const struct leat__source *source, const struct leat__token *token)
{
    char c = source->bytes[token->start];

    return token->kind == LEAT__TOKEN_PUNCTUATION && token->length == 1 && strchr("()[]{}", c) ? c : '\0';
}

/* An #if that is open: its token, and the bracket that was open there. */
struct branch {
    size_t directive;
    size_t top;
};
struct branches leat__vector(struct branch);

/* Reading brackets: what is open, and where each #if began. */
struct nesting {
    struct leat__source *source;
    size_t top;    /* the innermost open bracket */
    size_t *brace; /* of an open bracket: itself or the next one outside that is a `{` */
    struct branches branches;
};

static void open_bracket(struct nesting *nesting, size_t token, char c)
{
    size_t top = nesting->top;

    nesting->brace[token] = c == '{' ? token : top == LEAT__NONE ? LEAT__NONE : nesting->brace[top];
    nesting->top = token;
}

static void close_bracket(struct nesting *nesting, size_t token, char c)
{
    struct leat__source *source = nesting->source;
    size_t open = nesting->top;
    char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';

    if (c == '}' && open != LEAT__NONE)
        open = nesting->brace[open];
    if (open == LEAT__NONE || bracket(source, &source->tokens.items[open]) != wanted)
        return;
    source->partner[open] = token;
    source->partner[token] = open;
    nesting->top = source->around[open];
}

/* Another branch: what the one before left open ends here. */
static void next_branch(struct nesting *nesting, size_t token)
{
    struct branch branch;

    if (nesting->branches.count == 0)
        return;
    branch = nesting->branches.items[nesting->branches.count - 1];
    for (size_t open = nesting->top; open != LEAT__NONE && open > branch.directive;
         open = nesting->source->around[open])
        nesting->source->partner[open] = token;
    nesting->top = branch.top;
}

static void read_directive(struct nesting *nesting, size_t token)
{
    const char *bytes = nesting->source->bytes;
    const struct leat__token *directive = &nesting->source->tokens.items[token];

    if (leat__token_is_directive(bytes, directive, "if") || leat__token_is_directive(bytes, directive, "ifdef") ||
        leat__token_is_directive(bytes, directive, "ifndef"))
        leat__vector_push(&nesting->branches, (struct branch){.directive = token, .top = nesting->top});
    else if (leat__token_is_directive(bytes, directive, "else") ||
             leat__token_is_directive(bytes, directive, "elif"))
        next_branch(nesting, token);
    else if (leat__token_is_directive(bytes, directive, "endif") && nesting->branches.count > 0)
        nesting->branches.count--;
}

/* Fills source->around and source->partner. */
static void read_brackets(struct leat__source *source)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    struct nesting nesting = {.source = source, .top = LEAT__NONE};

    source->around = leat__alloc_array(tokens->count + 1, sizeof *source->around);
    source->partner = leat__alloc_array(tokens->count + 1, sizeof *source->partner);
    nesting.brace = leat__alloc_array(tokens->count + 1, sizeof *nesting.brace);
    for (size_t i = 0; i < tokens->count; i++) {
        char c = bracket(source, &tokens->items[i]);

        source->around[i] = nesting.top;
        source->partner[i] = LEAT__NONE;
        if (tokens->items[i].kind == LEAT__TOKEN_DIRECTIVE)
            read_directive(&nesting, i);
        else if (c == '(' || c == '[' || c == '{')
            open_bracket(&nesting, i, c);
        else if (c)
            close_bracket(&nesting, i, c);
        /* What stands around a closing bracket is what stands around the opening one. */
        if (source->partner[i] != LEAT__NONE)
            source->around[i] = nesting.top;
    }
    free(nesting.brace);
    leat__vector_release(&nesting.branches);
}

size_t leat__source_around(struct leat__source *source, size_t token)
{
    if (!source->around)
        read_brackets(source);
    return token < source->tokens.count ? source->around[token] : LEAT__NONE;
}

size_t leat__source_partner(struct leat__source *source, size_t token)
{
    if (!source->partner)
        read_brackets(source);
    return token < source->tokens.count ? source->partner[token] : LEAT__NONE;
}

bool leat__source_call_around(struct leat__source *source, size_t token, struct leat__token_range *call)
{
    size_t open = leat__source_around(source, token);
    const struct leat__token *items = source->tokens.items;

    if (open == LEAT__NONE || open == 0 || bracket(source, &items[open]) != '(' ||
        items[open - 1].kind != LEAT__TOKEN_NAME || leat__source_partner(source, open) == LEAT__NONE)
        return false;
    call->first = open - 1;
    call->last = leat__source_partner(source, open);
    return true;
}

/* What leat__source_find() looks for, and the best so far. */
struct search {
    struct leat__source *source;
    const char *text;
    struct leat__tokens wanted;
    size_t near_line;
    size_t nth;
    size_t best; /* how far off the best is: 0 is a hit */
    size_t seen; /* how many are as good */
    struct leat__token_range found;
};

/* Whether the wanted tokens stand at `first`. Directives between them are passed, as the compiler does. */
static bool stands_at(const struct search *search, size_t first, size_t *last)
{
    const struct leat__tokens *tokens = &search->source->tokens;
    size_t at = first;

    for (size_t i = 0; i < search->wanted.count; i++, at++) {
        while (i > 0 && at < tokens->count && tokens->items[at].kind == LEAT__TOKEN_DIRECTIVE)
            at++;
        if (at >= tokens->count || !leat__token_same(search->source->bytes, &tokens->items[at],
                                                     search->text, &search->wanted.items[i]))
            return false;
    }
    *last = at - 1;
    return true;
}

/*
 * How badly a place fits the reported line: 0 if its call begins or ends there, 1 if the line is within
 * the call, and more the further away it is.
 */
static size_t misfit(const struct search *search, struct leat__token_range range)
{
    const struct leat__token *items = search->source->tokens.items;
    struct leat__token_range call = range;
    size_t line = search->near_line;
    size_t first;
    size_t last;

    if (!leat__source_call_around(search->source, range.first, &call))
        call = range;
    first = items[call.first].line;
    last = items[call.last].line;
    if (line == first || line == last)
        return 0;
    if (line > first && line < last)
        return 1;
    return 1 + (line < first ? first - line : line - last);
}

/* Looks at all places that begin among tokens [from, to). */
static void look(struct search *search, size_t from, size_t to)
{
    search->best = SIZE_MAX;
    search->seen = 0;
    for (size_t first = from; first < to; first++) {
        struct leat__token_range range = {.first = first};

        if (!stands_at(search, first, &range.last))
            continue;

        size_t off = misfit(search, range);

        if (off > search->best)
            continue;
        if (off < search->best)
            search->seen = 0;
        search->best = off;
        if (search->seen++ <= search->nth)
            search->found = range;
    }
}

bool leat__source_find(struct leat__source *source, const char *text, size_t near_line, size_t nth,
                       struct leat__token_range *found)
{
    static const size_t reaches[] = {16, 256, SIZE_MAX};
    struct search search = {
        .source = source,
        .text = text,
        .wanted = leat__tokenize(text, strlen(text)),
        .near_line = near_line,
        .nth = nth,
        .best = SIZE_MAX,
    };

    leat__source_tokens(source);
    /* In ever wider circles: a program of thousands of calls is not read from its start for each. */
    for (size_t i = 0; i < 3 && search.best > 0 && search.wanted.count > 0; i++) {
        size_t reach = reaches[i];
        size_t from = near_line > reach ? leat__source_token_at(source, near_line - reach) : 0;
        size_t to = near_line < SIZE_MAX - reach ? leat__source_token_at(source, near_line + reach + 1)
                                                 : source->tokens.count;

        look(&search, from, to);
    }
    leat__tokens_release(&search.wanted);
    if (search.best == SIZE_MAX)
        return false;
    *found = search.found;
    return true;
}

struct leat__span leat__source_span(struct leat__source *source, size_t first, size_t last)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    const struct leat__token *begin;
    const struct leat__token *end;
    const char *text = NULL;
    size_t left = 0;
    size_t length;

    if (first >= tokens->count)
        return leat__source_line_span(source, source->line_count);
    if (last < first)
        last = first;
    begin = &tokens->items[first];
    end = &tokens->items[last < tokens->count ? last : tokens->count - 1];
    length = end->start + end->length - begin->start;
    leat__source_line(source, begin->line, &text, &left);
    left = left >= begin->column ? left - begin->column + 1 : 1;
    return (struct leat__span){
        .source = source,
        .file = source->name,
        .line = begin->line,
        .column = begin->column,
        .length = (uint32_t)(length < left ? length : left),
    };
}

struct leat__span leat__source_line_span(const struct leat__source *source, size_t line)
{
    return (struct leat__span){.source = source, .file = source->name, .line = (uint32_t)line};
}

struct leat__source *leat__sources_get(struct leat__sources *sources, const char *name)
{
    for (size_t i = 0; i < sources->count; i++)
        if (strcmp(sources->items[i]->name, name) == 0)
            return sources->items[i];

    struct leat__source *source = leat__source_load(name);

    leat__vector_push(sources, source);
    return source;
}

void leat__sources_add(struct leat__sources *sources, struct leat__source *source)
{
    for (size_t i = 0; i < sources->count; i++) {
        if (strcmp(sources->items[i]->name, source->name) == 0) {
            leat__source_free(sources->items[i]);
            sources->items[i] = source;
            return;
        }
    }
    leat__vector_push(sources, source);
}

void leat__sources_release(struct leat__sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        leat__source_free(sources->items[i]);
    leat__vector_release(sources);
}
