/*
 * steps.c: what the compiler itself can prove about steps. Each becomes a function that compares both ways and,
 * where they differ, calls a function that is defined nowhere. If the optimised object mentions that function no
 * more, the compiler has found that they never differ.
 */
#include <stdlib.h>
#include <string.h>

#include "build/compiler.h"
#include "build/look.h"
#include "build/object.h"
#include "emit/emit.h"
#include "prove/prove.h"
#include "prove/units.h"

/* ---- the text ---- */

/*
 * Compares two values, member by member, which compilers see through best. Views are equal where they view the
 * same memory: that is less than being equal.
 */
static void put_equal(struct leat__text *into, const struct leat_descriptor *type, const char *a, const char *b,
                      const char *otherwise)
{
    if (type && type->kind >= LEAT_TYPE_BOOL && type->kind <= LEAT_TYPE_F64) {
        leat__text_printf(into, "    if (!(%s == %s))\n        %s();\n", a, b, otherwise);
    } else if (type && (type->kind == LEAT_TYPE_STR || type->kind == LEAT_TYPE_BYTES || type->kind == LEAT_TYPE_VEC)) {
        leat__text_printf(into, "    if (!(%s.data == %s.data && %s.length == %s.length))\n        %s();\n", a, b, a, b,
                          otherwise);
    } else if (type && type->kind == LEAT_TYPE_RECORD) {
        for (uint32_t i = 0; i < type->count; i++) {
            char *x = leat__format("%s.%s", a, type->fields[i].name), *y = leat__format("%s.%s", b, type->fields[i].name);

            put_equal(into, type->fields[i].type, x, y, otherwise);
            free(x);
            free(y);
        }
    } else {
        leat__text_printf(into, "    if (__builtin_memcmp(&%s, &%s, sizeof %s) != 0)\n        %s();\n", a, b, a, otherwise);
    }
}

static const struct leat_descriptor *accumulator_of(const struct leat__node *node)
{
    const struct leat_descriptor *type = node->type->descriptor;

    if (!leat__is_keyed_aggregate(node))
        return type;
    for (uint32_t i = 0; type && i < type->count; i++)
        if (strcmp(type->fields[i].name, "value") == 0)
            return type->fields[i].type;
    return NULL;
}

/* A function whose name begins with `what`, that makes a and b by two ways, and compares them. */
static void put_comparison(struct leat__text *into, const struct leat__node *node, const char *what, const char *start,
                           const char *way, const char *other_way)
{
    leat__text_printf(into,
                      "void leat_%s_differs_%u(void);\n"
                      "void leat_%s_%u(leat_acc_%u leat_s, leat_element_%u leat_x, leat_element_%u leat_y)\n{\n"
                      "    leat_acc_%u leat_a = %s, leat_b = %s;\n\n    (void)leat_s;\n    (void)leat_y;\n",
                      what, node->id, what, node->id, node->id, node->id, node->id, node->id, start, start);
    for (; *way; way++)
        leat__text_printf(into, "    leat_step_%u(&leat_a, leat_%c);\n", node->id, *way);
    for (; *other_way; other_way++)
        leat__text_printf(into, "    leat_step_%u(&leat_b, leat_%c);\n", node->id, *other_way);
    char *otherwise = leat__format("leat_%s_differs_%u", what, node->id);

    put_equal(into, accumulator_of(node), "leat_a", "leat_b", otherwise);
    leat__text_append(into, "}\n\n");
    free(otherwise);
}

/* The first two elements of a reduce change places as well, and the first is no step. */
static void put_first_two(struct leat__text *into, const struct leat__node *node)
{
    leat__text_printf(into,
                      "void leat_first_differs_%u(void);\n"
                      "void leat_first_%u(leat_element_%u leat_x, leat_element_%u leat_y)\n{\n"
                      "    leat_acc_%u leat_a = leat_x, leat_b = leat_y;\n\n"
                      "    leat_step_%u(&leat_a, leat_y);\n    leat_step_%u(&leat_b, leat_x);\n",
                      node->id, node->id, node->id, node->id, node->id, node->id, node->id);
    char *otherwise = leat__format("leat_first_differs_%u", node->id);

    put_equal(into, accumulator_of(node), "leat_a", "leat_b", otherwise);
    leat__text_append(into, "}\n\n");
    free(otherwise);
}

static bool is_wanted(const struct leat__node *node)
{
    return leat__step_of(node) && (node->commutes == LEAT__PROOF_WANTED || node->repeats == LEAT__PROOF_WANTED);
}

static bool is_reduce(const struct leat__node *node)
{
    return leat__step_of(node) == &node->quotes[0];
}

static void put_node(struct leat__text *into, const struct leat__node *node)
{
    leat__emit_alone_step(node, into);
    if (node->commutes == LEAT__PROOF_WANTED) {
        put_comparison(into, node, "order", "leat_s", "xy", "yx");
        if (is_reduce(node))
            put_first_two(into, node);
    }
    if (node->repeats == LEAT__PROOF_WANTED)
        put_comparison(into, node, "repeat", "leat_s", "x", "xx");
    if (node->repeats == LEAT__PROOF_WANTED && is_reduce(node))
        put_comparison(into, node, "first_repeat", "leat_x", "", "x");
}

/* ---- the answers ---- */

static bool is_left(const struct leat__object *object, const char *what, uint32_t id)
{
    char *name = leat__format("leat_%s_differs_%u", what, id);
    bool left = leat__object_mentions(object, name);

    free(name);
    return left;
}

static enum leat__proof answer(const struct leat__object *object, const char *what, const char *first, uint32_t id)
{
    return is_left(object, what, id) || is_left(object, first, id) ? LEAT__PROOF_FAILED : LEAT__PROOF_FOUND;
}

static void take_answers(struct leat__node *node, const struct leat__object *object)
{
    if (node->commutes == LEAT__PROOF_WANTED && object)
        node->commutes = answer(object, "order", "first", node->id);
    if (node->repeats == LEAT__PROOF_WANTED && object)
        node->repeats = answer(object, "repeat", "first_repeat", node->id);
}

/* A unit with the steps of one source; its text is to be freed. NULL: no proof is wanted of any. */
static char *text_for(struct leat_flow *flow, const struct leat__units *units, size_t unit)
{
    struct leat__text text = {0};

    for (size_t i = 0; i < flow->nodes.count; i++) {
        const struct leat__node *node = flow->nodes.items[i];

        if (!is_wanted(node) || leat__unit_of(units, node) != unit)
            continue;
        if (text.length == 0)
            leat__emit_alone_head(flow, units->items[unit].base_file, &text);
        put_node(&text, node);
    }
    return text.length > 0 ? leat__text_steal(&text) : NULL;
}

/* Steps of this unit are looked up in the object at `path`; "": there is none. */
static void answer_unit(struct leat_flow *flow, const struct leat__units *units, size_t unit, const char *path)
{
    struct leat__object *object = *path ? leat__object_read(path) : NULL;

    for (size_t i = 0; i < flow->nodes.count; i++)
        if (is_wanted(flow->nodes.items[i]) && leat__unit_of(units, flow->nodes.items[i]) == unit)
            take_answers(flow->nodes.items[i], object);
    leat__object_free(object);
}

/* Asks one compiler (NULL: the program's own) for all proofs that are wanted. False: none is. */
static bool ask(struct leat_flow *flow, const struct leat__units *units, const char *compiler)
{
    struct leat__units wanted = {0};
    struct leat__words paths = {0};
    struct numbers leat__vector(size_t) numbers = {0};

    for (size_t i = 0; i < units->count; i++) {
        char *text = text_for(flow, units, i);

        if (text) {
            struct leat__unit unit = units->items[i];

            unit.text = text;
            unit.length = strlen(text);
            unit.compiler = compiler ? compiler : unit.compiler;
            leat__vector_push(&wanted, unit);
            leat__vector_push(&numbers, i);
        }
    }
    if (wanted.count > 0)
        leat__build_looked(wanted.items, wanted.count, LEAT__LOOK_BEST, &flow->arena, &paths);
    for (size_t i = 0; i < wanted.count; i++) {
        answer_unit(flow, units, numbers.items[i], i < paths.count ? paths.items[i] : "");
        free((void *)(uintptr_t)wanted.items[i].text);
    }
    bool any = wanted.count > 0;

    leat__vector_release(&numbers);
    leat__vector_release(&paths);
    leat__vector_release(&wanted);
    return any;
}

/* What the first compiler did not find is wanted once more; true: there is such a thing. */
static bool want_again(enum leat__proof *proof, bool *failed)
{
    *failed = *proof == LEAT__PROOF_FAILED;
    if (*failed)
        *proof = LEAT__PROOF_WANTED;
    return *proof == LEAT__PROOF_WANTED;
}

/* What no compiler has answered: it failed before, or it does not compile. */
static void settle(enum leat__proof *proof, bool failed)
{
    if (*proof == LEAT__PROOF_WANTED)
        *proof = failed ? LEAT__PROOF_FAILED : LEAT__PROOF_UNKNOWN;
}

/* A compiler of the other kind, if there is one: which of them was chosen must not decide what a flow has to claim. */
static const struct leat__compiler *other_compiler(const struct leat__units *units)
{
    const struct leat__compiler *own = units->count > 0 ? leat__compiler_find(units->items[0].compiler) : NULL;

    return own ? leat__compiler_look(leat__compiler_is_clang(own) ? "gcc" : "clang") : NULL;
}

static void ask_other(struct leat_flow *flow, const struct leat__units *units)
{
    bool(*failed)[2] = leat__alloc_array(flow->nodes.count, sizeof *failed);
    const struct leat__compiler *other = NULL;
    bool any = false;

    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        if (!leat__step_of(node))
            continue;
        any |= want_again(&node->commutes, &failed[i][0]);
        any |= want_again(&node->repeats, &failed[i][1]);
    }
    if (any && (other = other_compiler(units)))
        ask(flow, units, other->path);
    for (size_t i = 0; i < flow->nodes.count; i++) {
        struct leat__node *node = flow->nodes.items[i];

        if (!leat__step_of(node))
            continue;
        settle(&node->commutes, failed[i][0]);
        settle(&node->repeats, failed[i][1]);
    }
    free(failed);
}

void leat__prove_steps(struct leat_flow *flow)
{
    struct leat__units units = {0};

    leat__source_units(flow, &units);
    if (ask(flow, &units, NULL))
        ask_other(flow, &units);
    leat__vector_release(&units);
}
