/*
 * names.c: what a quote may name. It runs in a function of its own, in a unit that includes the user's
 * source: all that is declared at file scope is there, and nothing that the flow function declares, unless
 * it is captured. A global of the same name would be used in its stead, so that this is no mere courtesy.
 */
#include <ctype.h>
#include <string.h>

#include "check/macros.h"
#include "check/report.h"
#include "check/rules.h"
#include "check/words.h"

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
        leat__diagnostic_mark(diagnostic, leat__option_span(node, by_type ? "let_as" : "let"),
                              "this is no name: the quote would not find it");
        leat__diagnostic_help(diagnostic, "give it a name of its own first, and capture that");
    } else if (by_type) {
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "let_as"),
                              "its type has no descriptor: Leat cannot write the value down");
        leat__diagnostic_help(diagnostic, "declare the type with leat_record(...) at file scope");
    } else {
        leat__diagnostic_mark(diagnostic, leat__option_span(node, "let"),
                              "let takes scalars, enums, strings, char arrays, and a leat_cluster *");
        leat__diagnostic_help(diagnostic,
                              "a record: let_as(type, %s), with its type declared by leat_record(...);\n"
                              "of a pointer or an array: what the quote needs of it, in a variable of its own",
                              capture->name);
    }
}

static void report_unused(struct leat__node *node, const struct leat__capture *capture)
{
    const char *option = capture->kind == LEAT_CAPTURE_VALUE ? "let_as" : "let";
    struct leat__diagnostic *diagnostic =
        leat__report_warning_in(node->flow, "LEAT0317", "'%s' is captured and not used", capture->name);

    leat__diagnostic_mark(diagnostic, leat__option_span(node, option), "no quote of this %s names it",
                          leat__op_name(node));
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
        node->flow, "LEAT0310", "the quote of %s uses '%s', %s of the function around it, which is not captured",
        leat__op_name(node), name->text, what);

    leat__diagnostic_mark(diagnostic, leat__words_span(words, name->token),
                          "the quote runs later, on a process, where there is no '%s'", name->text);
    leat__diagnostic_mark(diagnostic, leat__source_span(source, local->token, local->token),
                          "declared here, where the flow is built");
    if (is_global(source, name->text))
        leat__diagnostic_note(diagnostic, "there is a global '%s' too, which the quote would use instead", name->text);
    leat__diagnostic_help(diagnostic, "capture its value: leat_%s(..., let(%s))", leat__op_name(node), name->text);
}

static void report_local_type(struct leat__node *node, struct leat__span span, const char *name,
                              const struct leat__name *local)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0311", "'%s' is declared inside a function", name);

    leat__diagnostic_mark(diagnostic, span, "this is compiled for a process, where that function is not around it");
    leat__diagnostic_mark(diagnostic, leat__source_span(source, local->token, local->token), "declared here");
    leat__diagnostic_help(diagnostic, "move the declaration to file scope, before the function");
}

/* Where the call stands: its name, or, of a call that a macro makes, the first token of its line. */
static size_t token_of(struct leat__node *node, struct leat__source *source)
{
    return node->length ? node->call.first : leat__source_token_at(source, node->line);
}

/* The type of that name and kind which a block around the call declares; false if there is none. */
static bool find_local_type(struct leat__node *node, const char *name, enum leat__name_kind kind,
                            struct leat__name *found)
{
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    struct leat__names types = {0};
    const struct leat__name *type;

    leat__source_local_types(source, token_of(node, source), &types);
    type = leat__names_find(&types, name);
    if (type)
        *found = *type;
    leat__names_release(&types);
    return type && (kind == LEAT__NAME_TAG) == (found->kind == LEAT__NAME_TAG);
}

static void check_name(const struct leat__words *words, const struct leat__name *name)
{
    struct leat__node *node = words->node;
    struct leat__source *source = leat__flow_source(node->flow, node->site);
    const struct leat__name *local = NULL;
    struct leat__name type;

    if (name->kind == LEAT__NAME_USE && find_capture(node, name->text))
        return;
    if (name->kind == LEAT__NAME_USE)
        local = leat__source_local_named(source, token_of(node, source), name->text);
    if (local && local->kind == LEAT__NAME_ENUMERATOR)
        report_local_type(node, leat__words_span(words, name->token), name->text, local);
    else if (local)
        report_local(words, name, local);
    else if (find_local_type(node, name->text, name->kind, &type))
        report_local_type(node, leat__words_span(words, name->token), name->text, &type);
}

/* Checks the names of one quote, and notes which captures it uses. */
static void check_quote(struct leat__node *node, size_t quote, struct leat__macros *macros, bool *used)
{
    struct leat__words words;
    struct leat__names names = {0};

    if (!leat__words_of(node, quote, &words))
        return;
    leat__words_names(&words, quote, macros, &names);
    for (size_t i = 0; i < names.count; i++)
        check_name(&words, &names.items[i]);
    for (size_t i = 0; i < node->captures.count; i++)
        used[i] = used[i] || leat__names_find(&names, node->captures.items[i].name);
    leat__names_release(&names);
    leat__words_release(&words);
}

/* ---- element types ---- */

/* Whether an input has the type already: then it was named further up. */
static bool is_inherited(const struct leat__node *node)
{
    for (size_t i = 0; i < node->inputs.count; i++)
        if (node->op != LEAT_OP_FORWARD && node->op != LEAT_OP_CARRIED && node->inputs.items[i]->type == node->type)
            return true;
    return false;
}

static void check_element_type(struct leat__node *node)
{
    struct leat__lexer lexer;
    struct leat__token token;
    enum leat__name_kind kind = LEAT__NAME_USE;

    if (is_inherited(node))
        return;
    leat__lexer_init(&lexer, node->type->text, strlen(node->type->text));
    while (leat__lexer_next(&lexer, &token)) {
        char *word = leat__strndup(node->type->text + token.start, token.length);
        bool is_tag = strcmp(word, "struct") == 0 || strcmp(word, "union") == 0 || strcmp(word, "enum") == 0;
        struct leat__name local;

        if (token.kind == LEAT__TOKEN_NAME && !is_tag && !leat__is_keyword(word, token.length) &&
            find_local_type(node, word, kind, &local))
            report_local_type(node, leat__node_span(node), word, &local);
        kind = is_tag ? LEAT__NAME_TAG : LEAT__NAME_USE;
        free(word);
    }
}

static void check_node(struct leat__node *node, struct leat__macros *macros)
{
    bool *used = leat__alloc_array(node->captures.count, sizeof *used);

    for (size_t quote = 0; quote < LEAT__QUOTES; quote++)
        check_quote(node, quote, macros, used);
    for (size_t i = 0; i < node->captures.count; i++) {
        check_capture(node, &node->captures.items[i]);
        if (!used[i] && is_name(node->captures.items[i].name))
            report_unused(node, &node->captures.items[i]);
    }
    free(used);
    check_element_type(node);
}

void leat__check_names(struct leat_flow *flow)
{
    struct leat__macros *macros = leat__macros_new();

    for (size_t i = 0; i < flow->nodes.count; i++)
        check_node(flow->nodes.items[i], macros);
    leat__macros_free(macros);
}
