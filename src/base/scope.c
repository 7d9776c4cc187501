#include "base/scope.h"

#include <string.h>

#include "base/declarations.h"
#include "base/syntax.h"

/* ---- lists of names ---- */

void leat__names_release(struct leat__names *names)
{
    leat__vector_release(names);
}

const struct leat__name *leat__names_find(const struct leat__names *names, const char *text)
{
    for (size_t i = names->count; i-- > 0;)
        if (strcmp(names->items[i].text, text) == 0)
            return &names->items[i];
    return NULL;
}

/* ---- what is asked ---- */

const struct leat__functions *leat__source_functions(struct leat__source *source)
{
    return &leat__scopes_of(source)->functions;
}

const struct leat__function *leat__source_function_around(struct leat__source *source, size_t token)
{
    const struct leat__functions *functions = leat__source_functions(source);
    size_t low = 0;
    size_t high = functions->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (functions->items[middle].body_end < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < functions->count && functions->items[low].body < token ? &functions->items[low] : NULL;
}

#define VALUES (1u << LEAT__NAME_VARIABLE | 1u << LEAT__NAME_PARAMETER | 1u << LEAT__NAME_ENUMERATOR)
#define TYPES (1u << LEAT__NAME_TYPEDEF | 1u << LEAT__NAME_TAG)

/*
 * The local declarations that are visible at a token: `for (... = {...}; next_visible(&walk);)` gives one
 * after the other in walk.declaration.
 */
struct walk {
    struct leat__scopes *scopes;
    size_t token;
    unsigned kinds;
    size_t next;
    size_t end;
    const struct leat__declaration *declaration;
};

static struct walk walk_locals(struct leat__source *source, size_t token, unsigned kinds)
{
    const struct leat__function *function = leat__source_function_around(source, token);
    struct walk walk = {.scopes = source->scopes, .token = token, .kinds = kinds};

    if (function) {
        walk.next = function->first_declaration;
        walk.end = function->end_declaration;
    }
    return walk;
}

static bool next_visible(struct walk *walk)
{
    while (walk->next < walk->end) {
        const struct leat__declaration *declaration = &walk->scopes->declarations.items[walk->next++];

        walk->declaration = declaration;
        if (!declaration->global && (walk->kinds & 1u << declaration->name.kind) &&
            declaration->name.token < walk->token && declaration->scope_end >= walk->token)
            return true;
    }
    return false;
}

static void append_locals(struct leat__source *source, size_t token, struct leat__names *names, unsigned kinds)
{
    for (struct walk walk = walk_locals(source, token, kinds); next_visible(&walk);)
        leat__vector_push(names, walk.declaration->name);
}

void leat__source_locals(struct leat__source *source, size_t token, struct leat__names *names)
{
    append_locals(source, token, names, VALUES);
}

void leat__source_local_types(struct leat__source *source, size_t token, struct leat__names *names)
{
    append_locals(source, token, names, TYPES);
}

const struct leat__name *leat__source_local_named(struct leat__source *source, size_t token, const char *text)
{
    const struct leat__name *found = NULL;

    for (struct walk walk = walk_locals(source, token, VALUES); next_visible(&walk);)
        if (strcmp(walk.declaration->name.text, text) == 0)
            found = &walk.declaration->name;
    return found;
}

void leat__source_globals(struct leat__source *source, struct leat__names *names)
{
    const struct leat__declarations *declarations = &leat__scopes_of(source)->declarations;

    for (size_t i = 0; i < declarations->count; i++)
        if (declarations->items[i].global)
            leat__vector_push(names, declarations->items[i].name);
}

/* ---- what a quote takes from outside ---- */

/* The declarations that stand in a range: those of its function, or of no function, that do. */
static void declarations_in(struct leat__source *source, struct leat__token_range range, struct leat__declarations *own)
{
    const struct leat__function *function = leat__source_function_around(source, range.first);
    const struct leat__declarations *all = &source->scopes->declarations;
    size_t end = function ? function->end_declaration : all->count;

    for (size_t i = function ? function->first_declaration : 0; i < end; i++)
        if (all->items[i].name.token >= range.first && all->items[i].name.token <= range.last)
            leat__vector_push(own, all->items[i]);
}

static bool is_declared(const struct leat__declarations *own, size_t token, const char *text)
{
    for (size_t i = 0; i < own->count; i++)
        if (own->items[i].name.token <= token && own->items[i].scope_end >= token &&
            strcmp(own->items[i].name.text, text) == 0)
            return true;
    return false;
}

/* Whether the name at `token` names no object, function or type: a member, a label. */
static bool is_member_or_label(struct leat__source *source, size_t first, size_t token)
{
    size_t previous = leat__token_before(source, token, first);
    size_t around = leat__source_around(source, token);
    bool starts = previous == LEAT__NONE || leat__is_punctuation(source, previous, ";") ||
                  leat__is_punctuation(source, previous, "{") || leat__is_punctuation(source, previous, "}");

    if (previous != LEAT__NONE && (leat__is_punctuation(source, previous, ".") || leat__is_punctuation(source, previous, "->") ||
                                   leat__is_word(source, previous, "goto")))
        return true;
    if (starts && leat__is_punctuation(source, token + 1, ":"))
        return true;
    /* A member's declaration in a struct that is defined here. */
    return around != LEAT__NONE && around > first && leat__is_punctuation(source, around, "{") &&
           (leat__is_tag_word(source, around - 1) || (around > first + 1 && leat__is_tag_word(source, around - 2))) &&
           leat__may_follow_name(source, token + 1);
}

static bool is_listed(const struct leat__names *names, size_t from, const char *text, enum leat__name_kind kind)
{
    for (size_t i = from; i < names->count; i++)
        if (names->items[i].kind == kind && strcmp(names->items[i].text, text) == 0)
            return true;
    return false;
}

void leat__source_free_names(struct leat__source *source, struct leat__token_range range,
                             struct leat__names *names)
{
    struct leat__scopes *scopes = leat__scopes_of(source);
    struct leat__declarations own = {0};
    size_t from = names->count;

    declarations_in(source, range, &own);
    for (size_t i = range.first; i <= range.last && i < source->tokens.count; i++) {
        const struct leat__token *token = leat__token_at(source, i);
        struct leat__name name = {.token = i, .kind = LEAT__NAME_USE};

        if (!leat__is_identifier(source, i) || is_member_or_label(source, range.first, i))
            continue;
        if (i > range.first && leat__is_tag_word(source, i - 1))
            name.kind = LEAT__NAME_TAG;
        name.text = leat__arena_strndup(&scopes->arena, source->bytes + token->start, token->length);
        if (!is_listed(names, from, name.text, name.kind) && !is_declared(&own, i, name.text))
            leat__vector_push(names, name);
    }
    leat__vector_release(&own);
}
