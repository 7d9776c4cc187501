#include "check/explain.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "check/pages.h"
#include "flow/graph.h"

/* ---- operators ---- */

static const char *const needs_texts[] = {
    [LEAT__NEEDS_NONE] = "nothing in particular",
    [LEAT__NEEDS_ORDER] = "a total order (of a keyed stream: one for each key), or commutative(\"why\"): LEAT0204",
    [LEAT__NEEDS_STRICT] = "a total order: LEAT0203",
    [LEAT__NEEDS_BOUNDED] = "bounded input: LEAT0201",
    [LEAT__NEEDS_FIRST] = "a first input that is bounded: LEAT0201",
    [LEAT__NEEDS_SECOND] = "a second input that is bounded: LEAT0201",
    [LEAT__NEEDS_NONDET] = "nondet(\"why\"), as it depends on timing: LEAT0205",
};
static const char *const retries_texts[] = {
    [LEAT__RETRIES_SAME] = "make no difference, and stay",
    [LEAT__RETRIES_ONCE] = "make no difference, and are gone",
    [LEAT__RETRIES_MORE] = "may come in here",
    [LEAT__RETRIES_CLAIM] = "must not come, or idempotent(\"why\"): LEAT0202",
    [LEAT__RETRIES_STRICT] = "must not come: LEAT0202",
};
static const char *const order_texts[] = {
    [LEAT__ORDER_SAME] = "as its input",
    [LEAT__ORDER_FIRST] = "as its first input",
    [LEAT__ORDER_LOST] = "none",
    [LEAT__ORDER_TOTAL] = "total",
    [LEAT__ORDER_SENDER] = "for each sender, as that sent",
};
static const char *const bounds_texts[] = {
    [LEAT__BOUNDS_SAME] = "as its input",
    [LEAT__BOUNDS_ALL] = "bounded if all inputs are",
    [LEAT__BOUNDS_NO] = "unbounded",
    [LEAT__BOUNDS_YES] = "bounded",
    [LEAT__BOUNDS_SECOND] = "as its second input",
    [LEAT__BOUNDS_TICKS] = "bounded if all inputs of the tick are",
};
static const char *const state_texts[] = {
    [LEAT__STATE_NONE] = "none",
    [LEAT__STATE_FIXED] = "of constant size",
    [LEAT__STATE_GROWS] = "grows with its input",
};

static void put_operator(const struct leat__operator *operator, struct leat__text * into)
{
    leat__text_printf(into, "leat_%s: %s\n\n", operator->name, operator->text);
    leat__text_printf(into, "    %s\n\n", operator->usage);
    leat__text_printf(into, "needs           %s\n", needs_texts[operator->needs]);
    leat__text_printf(into, "repetitions     %s\n", retries_texts[operator->retries]);
    leat__text_printf(into, "state           %s\n", state_texts[operator->state]);
    if (operator->place == LEAT__PLACE_SINK)
        return;
    leat__text_printf(into, "gives an order  %s\n", order_texts[operator->order]);
    leat__text_printf(into, "gives a bound   %s\n", bounds_texts[operator->bounds]);
}

/* "fold" or "leat_fold"; leat_complete is on the page of leat_forward, and leat_slice on that of leat_batch. */
static const struct leat__operator *find_operator(const char *name)
{
    if (strncmp(name, "leat_", 5) == 0)
        name += 5;
    if (strcmp(name, "complete") == 0)
        name = "forward";
    if (strcmp(name, "slice") == 0)
        name = "batch";
    for (size_t op = 0; op < LEAT_OPS; op++)
        if (strcmp(leat__operators[op].name, name) == 0)
            return &leat__operators[op];
    return NULL;
}

/* ---- codes ---- */

static void put_indented(const char *text, struct leat__text *into)
{
    bool fresh = true;

    for (; *text; text++) {
        if (fresh && *text != '\n')
            leat__text_append(into, "    ");
        leat__text_char(into, *text);
        fresh = *text == '\n';
    }
}

static void put_page(const struct leat__page *page, struct leat__text *into)
{
    leat__text_printf(into, "%s: %s\n\n%s\nwrong:\n\n", page->code, page->title, page->means);
    put_indented(page->wrong, into);
    leat__text_append(into, "\ninstead:\n\n");
    put_indented(page->instead, into);
}

/* "LEAT0204", "leat0204", "0204", "204". */
static const struct leat__page *find_page(const char *code)
{
    char *end;
    unsigned long number;

    if (strncasecmp(code, "leat", 4) == 0)
        code += 4;
    if (!isdigit((unsigned char)*code))
        return NULL;
    number = strtoul(code, &end, 10);
    for (size_t i = 0; *end == '\0' && i < leat__page_count; i++)
        if (strtoul(leat__pages[i].code + 4, NULL, 10) == number)
            return &leat__pages[i];
    return NULL;
}

/* ---- what is asked ---- */

bool leat__explain(const char *what, struct leat__text *into)
{
    const struct leat__page *page = find_page(what);
    const struct leat__operator *operator= page ? NULL : find_operator(what);

    if (page)
        put_page(page, into);
    else if (operator)
        put_operator(operator, into);
    return page || operator;
}

const char *leat__explain_nearest(const char *what)
{
    const char **names = leat__alloc_array(LEAT_OPS + leat__page_count, sizeof *names);
    const char *nearest;
    size_t count = 0;

    if (strncmp(what, "leat_", 5) == 0)
        what += 5;
    for (size_t op = 0; op < LEAT_OPS; op++)
        names[count++] = leat__operators[op].name;
    for (size_t i = 0; i < leat__page_count; i++)
        names[count++] = leat__pages[i].code;
    nearest = leat__suggest(what, names, count);
    free(names);
    return nearest;
}

void leat__explain_list(struct leat__text *into)
{
    for (size_t i = 0; i < leat__page_count; i++)
        leat__text_printf(into, "%s  %s\n", leat__pages[i].code, leat__pages[i].title);
    leat__text_char(into, '\n');
    for (size_t op = 0; op < LEAT_OPS; op++)
        leat__text_printf(into, "%-30s  %s\n", leat__operators[op].name, leat__operators[op].text);
}
