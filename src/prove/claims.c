/*
 * claims.c: what is claimed of steps, tried on random values: a program is made of the steps alone, run once, and
 * what it printed is remembered with it.
 */
#include <stdlib.h>
#include <string.h>

#include "build/build.h"
#include "build/look.h"
#include "check/report.h"
#include "emit/emit.h"
#include "leat/rt/claim.h"
#include "prove/prove.h"
#include "prove/units.h"

/* ---- the program ---- */

static unsigned claimed_of(const struct leat__node *node)
{
    return (node->commutative ? LEAT_CLAIM_COMMUTATIVE : 0) | (node->idempotent ? LEAT_CLAIM_IDEMPOTENT : 0) |
           (node->monotone ? LEAT_CLAIM_MONOTONE : 0);
}

/* What is not quite so has said why that is fine. */
static bool is_to_be_tried(const struct leat__node *node)
{
    return leat__step_of(node) && claimed_of(node) != 0 && !node->nondet && leat__emit_alone_types(node, NULL);
}

static void put_claim(struct leat__text *into, const struct leat__node *node)
{
    const uint32_t id = node->id;
    bool reduces = leat__step_of(node) == &node->quotes[0];

    leat__emit_alone_step(node, into);
    if (!reduces)
        leat__text_printf(into,
                          "static void leat_try_initial_%u(void *leat_kept)\n{\n"
                          "    *(leat_acc_%u *)leat_kept = leat_initial_%u();\n}\n",
                          id, id, id);
    leat__text_printf(into,
                      "static void leat_try_step_%u(void *leat_kept, const void *leat_x)\n{\n"
                      "    leat_step_%u(leat_kept, *(const leat_element_%u *)leat_x);\n}\n",
                      id, id, id);
    leat__text_printf(into, "const struct leat_claim leat_claim_%u = {%u, %u, ", id, id, claimed_of(node));
    leat__emit_alone_types(node, into);
    if (reduces)
        leat__text_printf(into, ", 0, leat_try_step_%u};\n\n", id);
    else
        leat__text_printf(into, ", leat_try_initial_%u, leat_try_step_%u};\n\n", id, id);
}

static void put_main(struct leat__text *into, const struct leat_flow *flow)
{
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (is_to_be_tried(flow->nodes.items[i]))
            leat__text_printf(into, "extern const struct leat_claim leat_claim_%u;\n", flow->nodes.items[i]->id);
    leat__text_append(into, "static const struct leat_claim *const leat_claims[] = {\n");
    for (size_t i = 0; i < flow->nodes.count; i++)
        if (is_to_be_tried(flow->nodes.items[i]))
            leat__text_printf(into, "    &leat_claim_%u,\n", flow->nodes.items[i]->id);
    leat__text_append(into, "};\n\nint main(void)\n{\n"
                            "    return leat_claims_main(leat_claims, sizeof leat_claims / sizeof *leat_claims);\n}\n");
}

/* On random values sums overflow, and wrap around: that is no matter of the claim, nor for a sanitizer. */
static void put_head(struct leat_flow *flow, const char *base_file, struct leat__text *into)
{
    leat__text_append(into, "#ifdef __clang__\n"
                            "#pragma clang attribute push(__attribute__((no_sanitize(\"signed-integer-overflow\"))), apply_to = function)\n"
                            "#else\n"
                            "#pragma GCC optimize(\"wrapv\")\n"
                            "#endif\n");
    leat__emit_alone_head(flow, base_file, into);
    leat__text_append(into, "#include <leat/rt/claim.h>\n\n");
}

/* Gives each unit with claims its text; the others are left out. */
static void put_texts(struct leat_flow *flow, struct leat__units *units)
{
    size_t kept = 0;

    for (size_t unit = 0; unit < units->count; unit++) {
        struct leat__text text = {0};

        for (size_t i = 0; i < flow->nodes.count; i++) {
            const struct leat__node *node = flow->nodes.items[i];

            if (!is_to_be_tried(node) || strcmp(node->site->base_file, units->items[unit].base_file) != 0)
                continue;
            if (text.length == 0)
                put_head(flow, units->items[unit].base_file, &text);
            put_claim(&text, node);
        }
        if (text.length == 0)
            continue;
        if (kept == 0)
            put_main(&text, flow);
        leat__text_append(&text, "#ifdef __clang__\n#pragma clang attribute pop\n#endif\n");
        units->items[kept] = units->items[unit];
        units->items[kept].length = text.length;
        units->items[kept++].text = leat__text_steal(&text);
    }
    units->count = kept;
}

/* ---- what it said ---- */

static const struct {
    unsigned claimed;
    const char *option;
    const char *wrong;
    const char *instead;
} claims[] = {
    {LEAT_CLAIM_COMMUTATIVE, "commutative", "is not commutative",
     "keep the order of its input; or, if it makes no difference that matters, say why: nondet(\"why\")"},
    {LEAT_CLAIM_IDEMPOTENT, "idempotent", "is not idempotent",
     "take each element once: leat_unique; or, if it makes no difference that matters, say why: nondet(\"why\")"},
    {LEAT_CLAIM_MONOTONE, "monotone", "is not monotone", "leave out monotone, and do without what needs it"},
};

#define TEXT_SHOWN 160 /* bytes of the text of values */

/* Cuts a text that is too long to be read, between two characters. */
static const char *shown(struct leat__arena *arena, const char *text)
{
    size_t length = TEXT_SHOWN;

    if (strlen(text) <= TEXT_SHOWN)
        return text;
    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    return leat__arena_printf(arena, "%.*s ...", (int)length, text);
}

/* "3, 5 gives 8; 5, 3 gives 8.1", or how it became less. */
static void add_example(struct leat__diagnostic *diagnostic, const char *option, const char *const *words)
{
    const char *before = words[0];

    if (strcmp(option, "monotone") == 0)
        leat__diagnostic_note(diagnostic, "%s%s%s gives %s, and then %s gives %s", *before ? "after " : "at first it",
                              *before ? before : "", *before ? " it" : "", words[4], words[1], words[2]);
    else
        leat__diagnostic_note(diagnostic, "%s%s%s%s gives %s\n%s%s%s%s gives %s", *before ? "after " : "", before,
                              *before ? ": " : "", words[1], words[2], *before ? "after " : "", before, *before ? ": " : "",
                              words[3], words[4]);
}

static bool holds_floats(const struct leat_descriptor *type, int depth)
{
    if (!type || depth > 8)
        return false;
    if (type->kind == LEAT_TYPE_F32 || type->kind == LEAT_TYPE_F64)
        return true;
    for (uint32_t i = 0; type->kind == LEAT_TYPE_RECORD && i < type->count; i++)
        if (holds_floats(type->fields[i].type, depth + 1))
            return true;
    return (type->kind == LEAT_TYPE_VEC || type->kind == LEAT_TYPE_OPTION || type->kind == LEAT_TYPE_ARRAY) &&
           holds_floats(type->element, depth + 1);
}

static void report(struct leat__node *node, unsigned claimed, const char *const *words)
{
    const char *texts[5];
    size_t i = 0;

    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        texts[k] = shown(&node->flow->arena, words[k]);
    while (claims[i].claimed != claimed)
        i++;
    struct leat__diagnostic *diagnostic =
        leat__report_error_in(node->flow, "LEAT0223", "the step of this %s %s", leat__op_name(node), claims[i].wrong);

    leat__diagnostic_mark(diagnostic, leat__option_span(node, claims[i].option), "this is claimed");
    leat__diagnostic_mark(diagnostic, leat__node_span(node), "of this step");
    add_example(diagnostic, claims[i].option, texts);
    if (claimed != LEAT_CLAIM_MONOTONE && holds_floats(node->type->descriptor, 0))
        leat__diagnostic_help(diagnostic, "sums of floats are rounded after each step: if that is the difference, and fine, "
                                          "nondet(\"rounding\")");
    leat__diagnostic_help(diagnostic, "%s", claims[i].instead);
}

static void report_untried(struct leat__node *node, const char *why)
{
    struct leat__diagnostic *diagnostic = leat__diagnostics_add(
        &node->flow->diagnostics, LEAT__NOTE, "LEAT0224", "a claim of this %s could not be tried", leat__op_name(node));

    leat__diagnostic_mark(diagnostic, leat__node_span(node), "on random values its step ended so: %s", why);
}

static void take_line(struct leat_flow *flow, const struct leat__words *words)
{
    size_t id = words->count > 1 ? strtoul(words->items[1], NULL, 10) : flow->nodes.count;

    if (id >= flow->nodes.count)
        return;
    if (strcmp(words->items[0], "differs") == 0 && words->count == 8)
        report(flow->nodes.items[id], (unsigned)atoi(words->items[2]), words->items + 3);
    else if (strcmp(words->items[0], "untried") == 0 && words->count == 3)
        report_untried(flow->nodes.items[id], words->items[2]);
}

void leat__check_claims(struct leat_flow *flow)
{
    struct leat__units units = {0};
    struct leat__text said = {0};
    char *path = NULL;

    leat__source_units(flow, &units);
    put_texts(flow, &units);
    if (units.count > 0 &&
        leat__build_binary(&(struct leat__binary){.units = units.items, .unit_count = units.count, .profile = LEAT_DEBUG},
                           &path) == 0 &&
        leat__build_told(path, &said))
        for (char *save = NULL, *line = strtok_r(said.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
            struct leat__words words = {0};

            if (leat__words_decode(line, &flow->arena, &words) && words.count > 0)
                take_line(flow, &words);
            leat__vector_release(&words);
        }
    for (size_t i = 0; i < units.count; i++)
        free((void *)(uintptr_t)units.items[i].text);
    free(path);
    leat__text_release(&said);
    leat__vector_release(&units);
    leat__reports_finish(flow);
}
