/*
 * names.c: what a quote may name. It runs in a function of its own, in a unit that includes the user's
 * source: all that is declared at file scope is there, and nothing that the flow function declares, unless
 * it is captured. A global of the same name would be used in its stead, so that this is no mere courtesy.
 */
#include <ctype.h>
#include <string.h>

#include "check/locals.h"
#include "check/macros.h"
#include "check/report.h"
#include "check/rules.h"
#include "check/words.h"

/* What is remembered from node to node. */
struct context {
    struct leat__locals *locals;
    struct leat__macros *macros;
};

/* ---- captures ---- */

static const struct leat__capture *find_capture(const struct leat__node *node, const char *name)
{
    for (size_t i = 0; i < node->captures.count; i++)
        if (strcmp(node->captures.items[i].name, name) == 0)
            return &node->captures.items[i];
    return NULL;
}

static bool is_name(const char *text)
{
    if (!isalpha((unsigned char)*text) && *text != '_')
        return false;
    while (isalnum((unsigned char)*text) || *text == '_')
        text++;
    return *text == '\0';
}

static void check_capture(struct leat__node *node, const struct leat__capture *capture)
{
    bool by_type = capture->kind == LEAT_CAPTURE_VALUE;
    struct leat__diagnostic *diagnostic;

    if (is_name(capture->name) && capture->declaration)
        return;
    diagnostic = leat__report_error_in(node->flow, "LEAT0314", "'%s' cannot be captured", capture->name);
    if (!is_name(capture->name)) {
        leat__diagnostic_mark(diagnostic, leat__option_span(node, by_type ? "let_as" : "let"), "this is no name: the quote would not find it");
        leat__diagnostic_help(diagnostic, "give it a name of its own first, and capture that");
    } else if (by_type) {
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "let_as"), "its type has no descriptor: Leat cannot write the value down");
        leat__diagnostic_help(diagnostic, "declare the type with leat_record(...) at file scope");
    } else {
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "let"), "let takes scalars, enums, strings, char arrays, and a leat_cluster *");
        leat__diagnostic_help(diagnostic, "a record: let_as(type, %s), with its type declared by leat_record(...);\n"
                                          "of a pointer or an array: what the quote needs of it, in a variable of its own",
                              capture->name);
    }
}

static void report_unused(struct leat__node *node, const struct leat__capture *capture)
{
    const char *option = capture->kind == LEAT_CAPTURE_VALUE ? "let_as" : "let";
    struct leat__diagnostic *diagnostic =
        leat__report_warning_in(node->flow, "LEAT0317", "'%s' is captured and not used", capture->name);

    leat__diagnostic_mark(diagnostic, leat__option_span(node, option), "no quote of this %s names it", leat__op_name(node));
    leat__diagnostic_help(diagnostic, "leave it out of %s(...)", option);
}

/* ---- names in quotes ---- */

static bool is_global(struct leat__source *source, const char *name)
{
    struct leat__names globals = {0};
    bool found;

    leat__source_globals(source, &globals);
    found = leat__names_find(&globals, name) != NULL;
    leat__names_release(&globals);
    return found;
}

static void report_local(const struct leat__words *words, const struct leat__name *name, const struct leat__name *local)
{
    struct leat__node *node = words->node;
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    const char *what = local->kind == LEAT__NAME_PARAMETER ? "a parameter" : "a local";
    struct leat__diagnostic *diagnostic = leat__report_error_in(
        node->flow, "LEAT0310", "this quote uses '%s', %s of the function around it, which is not captured", name->text, what);

    leat__diagnostic_mark(diagnostic, leat__words_span(words, name->token), "the quote runs later, on a process, where there is no '%s'",
                          name->text);
    leat__diagnostic_mark(diagnostic, leat__source_span(source, local->token, local->token), "declared here, where the flow is built");
    if (is_global(source, name->text))
        leat__diagnostic_note(diagnostic, "there is a global '%s' too, which the quote would use instead", name->text);
    leat__diagnostic_help(diagnostic, "capture its value: leat_%s(..., let(%s))", leat__op_name(node), name->text);
}

static void report_local_type(struct leat__node *node, struct leat__span span, const char *name, const struct leat__name *local)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0311", "'%s' is declared inside a function", name);

    leat__diagnostic_mark(diagnostic, span, "this is compiled for a process, where that function is not around it");
    leat__diagnostic_mark(diagnostic, leat__source_span(source, local->token, local->token), "declared here");
    leat__diagnostic_help(diagnostic, "move the declaration to file scope, before the function");
}

/* A use of a type that a block declares, by `struct name` or by its typedef. */
static bool is_type_use(const struct leat__name *name, const struct leat__name *type)
{
    return (name->kind == LEAT__NAME_TAG) == (type->kind == LEAT__NAME_TAG);
}

static void check_name(const struct leat__words *words, const struct leat__name *name, struct leat__locals *locals)
{
    struct leat__node *node = words->node;
    const struct leat__name *local = NULL;

    if (name->kind == LEAT__NAME_USE && find_capture(node, name->text))
        return;
    if (name->kind == LEAT__NAME_USE)
        local = leat__locals_variable(locals, node, name->text);
    if (local && local->kind == LEAT__NAME_ENUMERATOR) {
        report_local_type(node, leat__words_span(words, name->token), name->text, local);
    } else if (local) {
        report_local(words, name, local);
    } else {
        local = leat__locals_type(locals, node, name->text);
        if (local && is_type_use(name, local))
            report_local_type(node, leat__words_span(words, name->token), name->text, local);
    }
}

/* Checks the names of one quote, and adds them to what the node's quotes use. */
static void check_quote(struct leat__node *node, size_t quote, const struct context *context, struct leat__names *used)
{
    struct leat__words words;
    struct leat__names names = {0};

    if (!leat__words_of(node, quote, &words))
        return;
    leat__words_names(&words, quote, context->macros, &names);
    for (size_t i = 0; i < names.count; i++) {
        check_name(&words, &names.items[i], context->locals);
        leat__vector_push(used, names.items[i]); /* with its text */
    }
    leat__vector_release(&names);
    leat__words_release(&words);
}

/* ---- element types ---- */

/* Whether an input has the type already: then it was named further up. */
static bool is_inherited(const struct leat__node *node)
{
    for (size_t i = 0; i < node->inputs.count; i++)
        if (node->op != LEAT_OP_FORWARD && node->inputs.items[i]->type == node->type)
            return true;
    return false;
}

static void check_element_type(struct leat__node *node, struct leat__locals *locals)
{
    struct leat__lexer lexer;
    struct leat__token token;

    if (is_inherited(node))
        return;
    leat__lexer_init(&lexer, node->type->text, strlen(node->type->text));
    while (leat__lexer_next(&lexer, &token)) {
        char *word = leat__strndup(node->type->text + token.start, token.length);
        const struct leat__name *local = token.kind == LEAT__TOKEN_NAME ? leat__locals_type(locals, node, word) : NULL;

        if (local)
            report_local_type(node, leat__node_span(node), word, local);
        free(word);
    }
}

static void check_node(struct leat__node *node, const struct context *context)
{
    struct leat__names used = {0};

    for (size_t quote = 0; quote < 2; quote++)
        check_quote(node, quote, context, &used);
    for (size_t i = 0; i < node->captures.count; i++) {
        check_capture(node, &node->captures.items[i]);
        if (is_name(node->captures.items[i].name) && !leat__names_find(&used, node->captures.items[i].name))
            report_unused(node, &node->captures.items[i]);
    }
    leat__names_release(&used);
    check_element_type(node, context->locals);
}

void leat__check_names(struct leat_flow *flow)
{
    const struct context context = {leat__locals_new(), leat__macros_new()};

    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i], &context);
    leat__locals_free(context.locals);
    leat__macros_free(context.macros);
}
