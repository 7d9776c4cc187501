/* keep.c: the memory of an operator, to which values are moved by descriptor. */
#include "leat/rt/memory.h"

#include "leat/rt/run.h"
#include "parts.h"

enum { LOOSE_LEAST = 64 << 10 };

/* Where a value goes. What lies in `to` already stays, unless everything is copied (then `to` is new). */
struct move {
    struct leat_arena *to;
    struct leat_arena *from; /* when compacting: the arena that will be freed; else NULL */
};

static void move_value(const struct move *move, const struct leat_descriptor *type, void *value);

static void move_bytes(const struct move *move, struct leat__view *view)
{
    void *copy;

    if (view->length == 0) {
        view->data = "";
    } else if (!leat__arena_chunk(move->to, view->data)) {
        copy = leat_arena_take(move->to, view->length);
        memcpy(copy, view->data, view->length);
        view->data = copy;
    }
}

static void move_elements(const struct move *move, const struct leat_descriptor *type, void *elements,
                          size_t first, size_t end)
{
    if (!leat_type_has_views(type))
        return;
    for (size_t i = first; i < end; i++)
        move_value(move, type, (char *)elements + i * type->size);
}

/* The copy is a block too: the next push finds room where the original had it, and what is settled is known. */
static void copy_vec(const struct move *move, const struct leat_descriptor *element, struct leat__view *view)
{
    const struct leat__block *old = move->from ? leat__block_of(move->from, view->data) : NULL;
    size_t capacity = old && old->used == view->length ? old->capacity : view->length;
    struct leat__block *block = leat__block_new(move->to, capacity, element->size);
    void *elements = leat__block_elements(block);

    memcpy(elements, view->data, view->length * element->size);
    block->used = view->length;
    move_elements(move, element, elements, 0, view->length);
    block->settled = view->length;
    view->data = elements;
}

/* A vector that is here already: only what was pushed since it last settled can view anything else. */
static void settle_vec(const struct move *move, const struct leat_descriptor *element, struct leat__view *view)
{
    struct leat__block *block = leat__block_of(move->to, view->data);
    size_t first = block && block->used >= view->length ? block->settled : 0;

    move_elements(move, element, (void *)(uintptr_t)view->data, first, view->length);
    if (block && block->settled < view->length && block->used >= view->length)
        block->settled = view->length;
}

static void move_vec(const struct move *move, const struct leat_descriptor *element, struct leat__view *view)
{
    if (view->length == 0)
        view->data = NULL;
    else if (leat__arena_chunk(move->to, view->data))
        settle_vec(move, element, view);
    else
        copy_vec(move, element, view);
}

static void move_value(const struct move *move, const struct leat_descriptor *type, void *value)
{
    switch (type->kind) {
    case LEAT_TYPE_STR:
    case LEAT_TYPE_BYTES:
        move_bytes(move, value);
        break;
    case LEAT_TYPE_VEC:
        move_vec(move, type->element, value);
        break;
    case LEAT_TYPE_OPTION:
        if (*(const bool *)value)
            move_value(move, type->element, (char *)value + type->value_offset);
        break;
    case LEAT_TYPE_ARRAY:
        move_elements(move, type->element, value, 0, type->length);
        break;
    case LEAT_TYPE_VARIANT:
        if (tag_of(value) < type->count)
            move_value(move, type->fields[tag_of(value)].type, (char *)value + type->fields[tag_of(value)].offset);
        break;
    case LEAT_TYPE_RECORD:
        for (uint32_t i = 0; i < type->count; i++)
            move_value(move, type->fields[i].type, (char *)value + type->fields[i].offset);
        break;
    default:
        break;
    }
}

void leat_keep_move(struct leat_keep *keep, const struct leat_descriptor *type, void *value)
{
    if (type)
        move_value(&(struct move){.to = &keep->arena}, type, value);
}

bool leat_keep_is_loose(const struct leat_keep *keep)
{
    size_t enough = keep->live * 2 > LOOSE_LEAST ? keep->live * 2 : LOOSE_LEAST;

    return leat_arena_used(&keep->arena) > enough;
}

/*
 * What was read from here in this turn may be in use by operators that settle later, whatever the order
 * in which they do: so it goes when the turn ends.
 */
void leat_keep_give_back(struct leat_keep *keep)
{
    if (leat_current)
        leat__arena_retire(&keep->arena, &leat_current->retired);
    else
        leat_arena_release(&keep->arena);
    keep->live = 0;
}

void leat_keep_compact(struct leat_keep *keep, const struct leat_descriptor *type, void *values, size_t count,
                       size_t stride)
{
    struct leat_arena fresh = {.poison = keep->arena.poison};
    struct move move = {.to = &fresh, .from = &keep->arena};

    if (leat_type_has_views(type))
        for (size_t i = 0; i < count; i++)
            move_value(&move, type, (char *)values + i * stride);
    leat_keep_release(keep);
    keep->arena = fresh;
    keep->live = leat_arena_used(&fresh);
}

void leat_keep_settle_all(struct leat_keep *keep, const struct leat_descriptor *type, void *values, size_t count,
                          size_t stride)
{
    if (!leat_type_has_views(type))
        return;
    if (leat_keep_is_loose(keep))
        leat_keep_compact(keep, type, values, count, stride);
    else
        for (size_t i = 0; i < count; i++)
            leat_keep_move(keep, type, (char *)values + i * stride);
}

void leat_keep_settle(struct leat_keep *keep, const struct leat_descriptor *type, void *value)
{
    leat_keep_settle_all(keep, type, value, 1, type ? type->size : 0);
}
