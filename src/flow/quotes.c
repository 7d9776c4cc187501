/*
 * quotes.c: quotes as text. The compiler stores a quote as the operator # gives it: one space between
 * tokens, no comments, no line breaks. Here it is taken apart; positions.c finds it in the source.
 */
#include <ctype.h>
#include <string.h>

#include "flow/graph.h"

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

/* Whether the body is just `name(first, second)`. */
static bool find_call(struct leat__arena *arena, struct leat__quote *quote, const char *name)
{
    const char *at = quote->body + strlen(name);

    if (strncmp(quote->body, name, strlen(name)) != 0 || *skip_space(at) != '(')
        return false;

    const char *first = skip_space(at) + 1;
    const char *comma = argument_end(first);

    if (*comma != ',')
        return false;

    const char *close = argument_end(comma + 1);

    if (*close != ')' || *skip_space(close + 1) != '\0')
        return false;
    quote->first = trimmed(arena, first, comma);
    quote->second = trimmed(arena, comma + 1, close);
    return true;
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
    quote->is_range = find_call(&flow->arena, quote, "range");
    quote->is_each = find_call(&flow->arena, quote, "each");
}
