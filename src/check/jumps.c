/*
 * jumps.c: a quote is left at its end only. In the generated code it is a function of its own, so that a
 * `return` would end another function than the one it was written in, and an outer loop is not there.
 *
 * The body is read statement by statement, by tokens: which loops and switches are open is all that counts.
 */
#include <string.h>

#include "check/report.h"
#include "check/rules.h"
#include "check/words.h"

/* What a break or a continue would end, of what the quote itself holds. */
struct inside {
    bool loop;
    bool breakable; /* a loop or a switch */
};

struct reading {
    const struct leat__words *words;
    struct leat__source *source;
    size_t end; /* behind the last token of the quote */
};

static bool is(const struct reading *reading, size_t at, const char *spelling)
{
    return at < reading->end &&
           leat__token_is(reading->source->bytes, &leat__source_tokens(reading->source)->items[at], spelling);
}

/* Behind a token, or behind what closes it if it opens a bracket. */
static size_t behind(const struct reading *reading, size_t at)
{
    size_t partner = leat__source_partner(reading->source, at);

    if (partner == LEAT__NONE || partner < at)
        return at + 1;
    return partner < reading->end ? partner + 1 : reading->end;
}

static void report(const struct reading *reading, size_t at, const char *what, const char *why, const char *remedy)
{
    struct leat__node *node = reading->words->node;
    struct leat__diagnostic *diagnostic = leat__report_error_in(node->flow, "LEAT0312", "%s", what);

    leat__diagnostic_mark(diagnostic, leat__words_span(reading->words, at), "%s", why);
    leat__diagnostic_help(diagnostic, "%s", remedy);
}

static const char *instead_of_return(const struct leat__words *words)
{
    switch (leat__operators[words->node->op].quotes[words->quote].form) {
    case LEAT__QUOTE_VALUE:
        return "end with the value: q(x, expression) or q(x, ({ ...; value; }));\n"
               "a function that returns early can be called: q(x, function(x))";
    case LEAT__QUOTE_YIELDS:
        return "give values by yield(x), and put what follows into an else: q(x, { if (...) yield(x); })";
    default:
        return "put what follows into an else; or move the body to a function, and call it: q(x, function(x))";
    }
}

static void check_word(const struct reading *reading, size_t at, struct inside inside)
{
    if (is(reading, at, "return"))
        report(reading, at, "a quote holds no return", "it would end another function than this one",
               instead_of_return(reading->words));
    else if (is(reading, at, "goto"))
        report(reading, at, "a quote holds no goto", "its label may not be where the quote runs",
               "use a loop or an if; or move the body to a function, and call it: q(x, function(x))");
    else if (is(reading, at, "break") && !inside.breakable)
        report(
            reading, at, "this break leads out of the quote",
            "the loop around the quote builds the flow, and is over when this runs",
            "to end a stream early: leat_limit(s, q(count)); to leave elements out: leat_filter(s, q(x, condition))");
    else if (is(reading, at, "continue") && !inside.loop)
        report(reading, at, "this continue leads out of the quote",
               "the loop around the quote builds the flow, and is over when this runs",
               "put what follows into an else; to leave elements out: leat_filter(s, q(x, condition))");
}

static size_t read_statement(const struct reading *reading, size_t at, struct inside inside);

/* Statements up to `end`. */
static void read_statements(const struct reading *reading, size_t at, size_t end, struct inside inside)
{
    while (at < end) {
        size_t next = read_statement(reading, at, inside);

        at = next > at ? next : at + 1;
    }
}

/* Tokens of an expression: statements are in it only as `({ ... })`. */
static void read_expression(const struct reading *reading, size_t at, size_t end, struct inside inside)
{
    for (; at < end; at++) {
        check_word(reading, at, inside);
        if (is(reading, at, "(") && is(reading, at + 1, "{")) {
            size_t close = behind(reading, at + 1);

            read_statements(reading, at + 2, close - 1, inside);
            at = close - 1;
        }
    }
}

/* The end of a plain statement: behind its semicolon. */
static size_t plain_end(const struct reading *reading, size_t at)
{
    while (at < reading->end && !is(reading, at, ";")) {
        if (is(reading, at, "}") || is(reading, at, ")"))
            return at;
        at = behind(reading, at);
    }
    return at < reading->end ? at + 1 : at;
}

/* The parentheses behind a keyword; returns what follows them. */
static size_t read_condition(const struct reading *reading, size_t at, struct inside inside)
{
    size_t end = is(reading, at, "(") ? behind(reading, at) : at;

    read_expression(reading, at, end, inside);
    return end;
}

static size_t read_do(const struct reading *reading, size_t at)
{
    at = read_statement(reading, at, (struct inside){.loop = true, .breakable = true});
    return is(reading, at, "while") ? plain_end(reading, at) : at;
}

static size_t read_if(const struct reading *reading, size_t at, struct inside inside)
{
    at = read_statement(reading, read_condition(reading, at, inside), inside);
    return is(reading, at, "else") ? read_statement(reading, at + 1, inside) : at;
}

/* Behind `case x:`, `default:` or `label:`; `at` itself if there is no label. */
static size_t behind_label(const struct reading *reading, size_t at)
{
    if (is(reading, at, "case")) {
        while (at < reading->end && !is(reading, at, ":"))
            at = behind(reading, at);
        return at + 1;
    }
    if (at + 1 < reading->end && is(reading, at + 1, ":") &&
        leat__source_tokens(reading->source)->items[at].kind == LEAT__TOKEN_NAME)
        return at + 2;
    return at;
}

/* `name(...) {`: a macro that may well be a loop, so that a break in it is left to the compiler. */
static bool is_macro_loop(const struct reading *reading, size_t at)
{
    return leat__source_tokens(reading->source)->items[at].kind == LEAT__TOKEN_NAME && is(reading, at + 1, "(") &&
           is(reading, behind(reading, at + 1), "{");
}

static size_t read_statement(const struct reading *reading, size_t at, struct inside inside)
{
    size_t end = behind_label(reading, at);

    if (end > at)
        return end;
    if (is(reading, at, "{")) {
        end = behind(reading, at);
        read_statements(reading, at + 1, end - 1, inside);
        return end;
    }
    if (is(reading, at, "if"))
        return read_if(reading, at + 1, inside);
    if (is(reading, at, "do"))
        return read_do(reading, at + 1);
    if (is(reading, at, "switch"))
        return read_statement(reading, read_condition(reading, at + 1, inside),
                              (struct inside){.loop = inside.loop, .breakable = true});
    if (is(reading, at, "for") || is(reading, at, "while") || is_macro_loop(reading, at))
        return read_statement(reading, read_condition(reading, at + 1, inside),
                              (struct inside){.loop = true, .breakable = true});
    end = plain_end(reading, at);
    read_expression(reading, at, end, inside);
    return end;
}

static void check_quote(struct leat__node *node, size_t quote)
{
    struct leat__words words;

    if (!leat__words_of(node, quote, &words))
        return;

    struct reading reading = {.words = &words, .source = words.source, .end = words.range.last + 1};

    read_statements(&reading, words.range.first, reading.end, (struct inside){0});
    leat__words_release(&words);
}

void leat__check_jumps(struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        for (size_t quote = 0; quote < LEAT__QUOTES; quote++)
            check_quote(flow->nodes.items[i], quote);
}
