/*
 * quotes.c: the user's own text in generated code, with #line before it, so that compilers, debuggers and
 * crash reports speak of the user's lines, and #line behind it, so that the rest is Leat's own again.
 */
#include <string.h>

#include "emit/internal.h"

static void put_line_of_user(struct leat__emitter *e, const struct leat__node *node, const struct leat__quote *quote)
{
    leat__put(e, "#line %u ", quote->body_line ? quote->body_line : (uint32_t)node->site->line);
    leat__text_c_string(e->out, node->site->file, strlen(node->site->file));
    leat__put(e, "\n");
}

static void put_line_of_ours(struct leat__emitter *e)
{
    for (; e->counted < e->out->length; e->counted++)
        e->lines += e->out->data[e->counted] == '\n';
    leat__put(e, "#line %u ", e->lines + 2);
    leat__text_c_string(e->out, e->file, strlen(e->file));
    leat__put(e, "\n");
}

/* The body at its own column, so that a message's caret is right too. */
static void put_body(struct leat__emitter *e, const struct leat__quote *quote)
{
    if (quote->source)
        leat__text_repeat(e->out, ' ',
                          leat__source_tokens(quote->source)->items[quote->body_tokens.first].column - 1);
    leat__text_append(e->out, quote->body_text);
}

static bool mentions(const char *text, const char *name)
{
    struct leat__lexer lexer;
    struct leat__token token;

    leat__lexer_init(&lexer, text, strlen(text));
    while (leat__lexer_next(&lexer, &token))
        if (leat__token_is(text, &token, name))
            return true;
    return false;
}

const char *leat__self_name(const struct leat__quote *quote)
{
    return mentions(quote->text, "self") ? "leat_state" : "self";
}

void leat__put_captures(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat__quote *quote)
{
    for (size_t i = 0; i < vertex->node->captures.count; i++) {
        const struct leat__capture *capture = &vertex->node->captures.items[i];

        if (!capture->declaration)
            continue;
        leat__put(e, "    %s\n", capture->declaration);
        if (!mentions(quote->text, capture->name)) /* a macro in the quote may, where a global would be taken instead */
            leat__put(e, "    (void)%s;\n", capture->name);
    }
}

void leat__put_expression(struct leat__emitter *e, const struct leat__node *node, const struct leat__quote *quote, const char *before, const char *after)
{
    leat__put(e, "    %s(\n", before);
    put_line_of_user(e, node, quote);
    put_body(e, quote);
    leat__put(e, "\n");
    put_line_of_ours(e);
    leat__put(e, "    )%s\n", after);
}

void leat__put_statement(struct leat__emitter *e, const struct leat__node *node, const struct leat__quote *quote)
{
    put_line_of_user(e, node, quote);
    put_body(e, quote);
    leat__put(e, quote->is_block ? "\n" : ";\n");
    put_line_of_ours(e);
}
