/*
 * Fuzzes the lexer and what reads its tokens. Any bytes must give tokens in order, inside the range, and
 * the same ones when they are lexed again; the scopes must not crash on them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/scope.h"
#include "base/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void check_tokens(const struct leat__tokens *tokens, size_t length)
{
    size_t end = 0;
    uint32_t line = 1;

    for (size_t i = 0; i < tokens->count; i++) {
        const struct leat__token *token = &tokens->items[i];

        require(token->length > 0 && token->start >= end && token->start + token->length <= length);
        require(token->line >= line && token->column >= 1 && token->column <= token->start + 1);
        end = token->start + token->length;
        line = token->line;
    }
}

/* The place that a token says it has is where it starts. */
static void check_places(struct leat__source *source)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);

    for (size_t i = 0; i < tokens->count; i++) {
        const struct leat__token *token = &tokens->items[i];

        require(token->line <= source->line_count);
        require(source->lines[token->line - 1] + token->column - 1 == token->start);
    }
}

static void check_scopes(struct leat__source *source)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    size_t step = tokens->count / 32 + 1;
    struct leat__names names = {0};

    leat__source_globals(source, &names);
    for (size_t i = 0; i < tokens->count; i += step) {
        struct leat__token_range call;

        leat__source_locals(source, i, &names);
        leat__source_local_types(source, i, &names);
        if (leat__source_call_around(source, i, &call)) {
            require(call.first < i && call.last > i);
            leat__source_free_names(source, call, &names);
        }
    }
    for (size_t i = 0; i < names.count; i++)
        require(names.items[i].token < tokens->count);
    leat__names_release(&names);
}

/* The first tokens of the source, as their own text, are found in it. */
static void check_find(struct leat__source *source)
{
    const struct leat__tokens *tokens = leat__source_tokens(source);
    struct leat__token_range found;
    size_t count = tokens->count < 8 ? tokens->count : 8;
    char *text;

    for (size_t i = 0; i < count; i++)
        if (tokens->items[i].kind == LEAT__TOKEN_DIRECTIVE)
            count = i;
    if (count == 0)
        return;
    text = strndup(source->bytes, tokens->items[count - 1].start + tokens->items[count - 1].length);
    if (strlen(text) == tokens->items[count - 1].start + tokens->items[count - 1].length)
        require(leat__source_find(source, text, 1, 0, &found));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    /* Memory of exactly this size, so that a read past the end is seen. */
    char *exact = malloc(length ? length : 1);
    struct leat__tokens tokens;
    struct leat__source *source;

    if (length)
        memcpy(exact, bytes, length);
    tokens = leat__tokenize(exact, length);
    check_tokens(&tokens, length);
    source = leat__source_new("fuzz.c", exact, length);
    check_places(source);
    check_scopes(source);
    check_find(source);
    leat__source_free(source);
    leat__tokens_release(&tokens);
    free(exact);
    return 0;
}
