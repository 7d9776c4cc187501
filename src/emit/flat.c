/*
 * flat.c: sets of integers, and tables whose keys are integers, and whose entries are small and view nothing, are a
 * leat_flat: of unique, of keyed aggregates, of what waits at a gate. Where that of an aggregate has become large,
 * elements are gathered while the slots that they go to are fetched. So are those of tables whose keys are texts.
 */
#include "emit/families.h"

enum { ENTRY_MOST = 32 }; /* bytes: of larger ones the free slots would cost more than a second look costs time */

enum entries {
    NO_ENTRIES, /* no table of keys */
    ELEMENTS,   /* a set */
    RECORDS,    /* each with its key */
};

/* What the entries of an operator's table are; *type: of an entry. */
static enum entries entries_of(const struct leat__vertex *vertex, const struct leat__type **type)
{
    *type = vertex->type;
    if (vertex->role != LEAT__ROLE_OPERATOR)
        return NO_ENTRIES;
    switch (vertex->node->op) {
    case LEAT_OP_UNIQUE:
        return ELEMENTS;
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_FIRST_KEYED:
    case LEAT_OP_VALUE_COUNTS:
        return RECORDS;
    case LEAT_OP_JOIN_SEMI:
    case LEAT_OP_ANTI_JOIN:
    case LEAT_OP_FILTER_NOT_IN:
        *type = vertex->inputs.items[1]->type;
        return ELEMENTS;
    case LEAT_OP_JOIN_KEYED_SINGLETON:
    case LEAT_OP_LOOKUP:
        *type = vertex->inputs.items[1]->type;
        return RECORDS;
    default:
        return NO_ENTRIES;
    }
}

bool leat__is_flat_entry(const struct leat__emitter *e, const struct leat_descriptor *entry, const struct leat_descriptor *key)
{
    return !leat__trick_in(e->plan->without, LEAT_TRICK_FLAT_TABLES) && entry && key && key->kind >= LEAT_TYPE_BOOL &&
           key->kind <= LEAT_TYPE_U64 && entry->size <= ENTRY_MOST && !leat_type_has_views(entry);
}

bool leat__is_flat(const struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__type *type;
    enum entries entries = entries_of(vertex, &type);
    const struct leat_descriptor *entry = entries ? type->descriptor : NULL;

    return entry && leat__is_flat_entry(e, entry, entries == ELEMENTS ? entry : leat__member_descriptor(entry, "key"));
}

static const char *key_of_element(const struct leat__vertex *vertex)
{
    return leat__is_op(vertex, LEAT_OP_VALUE_COUNTS) ? "x" : "x.key";
}

/* Elements that view no more than their key, a text, of which the table keeps a copy. */
static bool is_of_texts(const struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *element = vertex->inputs.items[0]->type->descriptor, *value;

    if (vertex->role != LEAT__ROLE_OPERATOR || !element || !leat__outlives_turn(vertex))
        return false;
    switch (vertex->node->op) {
    case LEAT_OP_VALUE_COUNTS:
        return leat__is_by_text(e, element);
    case LEAT_OP_FOLD_KEYED:
    case LEAT_OP_REDUCE_KEYED:
    case LEAT_OP_FIRST_KEYED:
        value = leat__member_descriptor(element, "value");
        return leat__is_by_text(e, leat__member_descriptor(element, "key")) && value && !leat_type_has_views(value) &&
               !leat_type_has_views(leat__member_descriptor(vertex->type->descriptor, "value"));
    default:
        return false;
    }
}

/* Gathered is what views nothing, of operators that have a step, in which the rest is entered before anybody looks. */
bool leat__gathers(const struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *element = vertex->inputs.items[0]->type->descriptor;

    if (leat__trick_in(e->plan->without, LEAT_TRICK_PREFETCH) || !leat__has_step(vertex) || !element || element->size > 2 * ENTRY_MOST)
        return false;
    return is_of_texts(e, vertex) || (leat__is_flat(e, vertex) && !leat_type_has_views(element));
}

void leat__put_gathering_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!leat__gathers(e, vertex))
        return;
    leat__put(e, "        unsigned long long gathered; /* elements; the last of them are to be entered, when their slots are there */\n");
    if (is_of_texts(e, vertex))
        leat__put(e, "        struct {\n            %s x;\n            struct leat_text_waiting key; /* what its key views */\n"
                     "        } gathering[LEAT_TEXTS_GATHERED];\n", leat__input_type(vertex, 0));
    else
        leat__put(e, "        %s gathering[LEAT_GATHERED_MOST];\n", leat__input_type(vertex, 0));
}

/* "sizeof(row), offsetof(row, key), sizeof(((row *)0)->key)": what all functions of such a table get. */
const char *leat__flat_sizes_of(struct leat__emitter *e, const char *type)
{
    return leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "sizeof(%s), offsetof(%s, key), sizeof(((%s *)0)->key)", type, type,
                              type);
}

const char *leat__flat_sizes(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__type *type;
    enum entries entries = entries_of(vertex, &type);
    const char *c_name = leat__c_name(type->text);

    if (entries == ELEMENTS)
        return leat__arena_printf((struct leat__arena *)(uintptr_t)&e->plan->arena, "sizeof(%s), 0, sizeof(%s)", c_name, c_name);
    return leat__flat_sizes_of(e, c_name);
}

void leat__put_flat_enter(struct leat__emitter *e, const struct leat__vertex *vertex, const char *member, const char *key)
{
    const struct leat__type *type;

    (void)entries_of(vertex, &type);
    leat__put(e, "    bool is_new;\n    %s *entry = leat_flat_enter(&self->%s%s, %s,\n        (uint64_t)%s, &is_new);\n\n", leat__c_name(type->text), vertex->name,
              member, leat__flat_sizes(e, vertex), key);
}

/* The head of what enters one element, to its opening brace: the push function, or what it calls. */
void leat__open_enter(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__gathers(e, vertex))
        leat__put(e, "static inline void %s_enter(struct %s *self, %s x)\n{\n", vertex->name, leat__state_struct(e, vertex->unit),
                  leat__input_type(vertex, 0));
    else
        leat__open_push(e, vertex, "", "self", "x");
}

static void put_enter_gathered(struct leat__emitter *e, const struct leat__vertex *vertex, const char *most, const char *member)
{
    const char *name = vertex->name;

    leat__put(e, "static void %s_enter_gathered(struct %s *self)\n{\n    const uint64_t end = self->%s.gathered;\n\n", name,
              leat__state_struct(e, vertex->unit), name);
    leat__put(e, "    for (uint64_t at = end > %s ? end - %s : 0; at < end; at++)\n        %s_enter(self, self->%s.gathering[at %% %s]%s);\n"
                 "    self->%s.gathered = 0;\n}\n\n", most, most, name, name, most, member, name);
}

static void put_push_of_texts(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (leat_texts_are_large(&self->%s.table))\n        %s_gather(self, x);\n    else\n        %s_enter(self, x);\n}\n\n",
              vertex->name, vertex->name, vertex->name);
}

/*
 * What is gathered goes by its members: as a whole gcc would load a pair as one vector, and take that apart for a small
 * table as well. Not so a number, or what holds an array.
 */
static bool goes_by_members(const struct leat__vertex *vertex)
{
    return !leat__is_op(vertex, LEAT_OP_VALUE_COUNTS) &&
           leat__is_scalar(leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "value"));
}

static void put_push(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (__builtin_expect_with_probability(leat_flat_is_large(&self->%s.table), 0, 0.999)) {\n        const %s first = %s_exchange(self, x);\n\n", name,
              leat__input_type(vertex, 0), name);
    leat__put(e, "        if (self->%s.gathered <= LEAT_GATHERED_MOST)\n            return;\n        x = first;\n    }\n    %s_enter(self, x);\n}\n\n", name, name);
}

/* A key that is longer than what a slot has of it goes its way at once, behind those before it. */
static void put_gathering_of_texts(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *key = key_of_element(vertex);

    put_enter_gathered(e, vertex, "LEAT_TEXTS_GATHERED", ".x");
    leat__put(e, "/* x waits, with a copy of its key, until so many have come after it; by then its slot is there */\n");
    leat__put(e, "static __attribute__((noinline)) void %s_gather(struct %s *self, %s x)\n{\n", name, leat__state_struct(e, vertex->unit),
              leat__input_type(vertex, 0));
    leat__put(e, "    __typeof__(&self->%s.gathering[0]) place = &self->%s.gathering[self->%s.gathered %% LEAT_TEXTS_GATHERED];\n\n", name, name, name);
    leat__put(e, "    if (%s.length > LEAT_TEXT_HEAD) {\n        %s_enter_gathered(self);\n        %s_enter(self, x);\n        return;\n    }\n", key,
              name, name);
    leat__put(e, "    if (self->%s.gathered++ >= LEAT_TEXTS_GATHERED)\n        %s_enter(self, place->x);\n", name, name);
    leat__put(e, "    leat_table_fetch_text(&self->%s.table, &place->key, %s.data, %s.length);\n    %s.data = (const void *)place->key.head;\n"
                 "    place->x = x;\n", name, key, key, key);
    leat__put(e, "    leat_table_fetch_entry(&self->%s.table, sizeof(%s),\n        &self->%s.gathering[(self->%s.gathered + LEAT_TEXTS_GATHERED / 2) %% LEAT_TEXTS_GATHERED].key);\n}\n\n",
              name, leat__c_name(vertex->type->text), name, name);
    put_push_of_texts(e, vertex);
}

/* All of it is inlined where elements come from: a call would take as long as the slot does to come. */
void leat__put_gathering(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__input_type(vertex, 0);

    if (!leat__gathers(e, vertex))
        return;
    if (!leat__is_flat(e, vertex)) {
        put_gathering_of_texts(e, vertex);
        return;
    }
    put_enter_gathered(e, vertex, "LEAT_GATHERED_MOST", "");
    leat__put(e, "/* x waits until so many have come after it: then its slot is there. Returned is what has waited so long. */\n");
    leat__put(e, "static inline %s %s_exchange(struct %s *self, %s x)\n{\n", type, name, leat__state_struct(e, vertex->unit), type);
    leat__put(e, "    %s *place = &self->%s.gathering[self->%s.gathered++ %% LEAT_GATHERED_MOST];\n    const %s first = *place;\n\n", type, name, name, type);
    if (goes_by_members(vertex))
        leat__put(e, "    __asm__(\"\" : \"+r\"(x.key)); /* else gcc loads x as one vector, and takes that apart for small tables too */\n");
    leat__put(e, "    leat_flat_fetch(&self->%s.table, sizeof(%s), sizeof(((%s *)0)->key), (uint64_t)%s);\n    *place = x;\n", name, leat__c_name(vertex->type->text),
              leat__c_name(vertex->type->text), key_of_element(vertex));
    leat__put(e, "    return first;\n}\n\n");
    put_push(e, vertex);
}

void leat__put_enter_gathered(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__gathers(e, vertex))
        leat__put(e, "    if (self->%s.gathered > 0)\n        %s_enter_gathered(self);\n", vertex->name, vertex->name);
}

/* The entries, each where it lies: in a tick all of them, else in chunks, a chunk a turn. */
void leat__put_flat_release_loop(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text), *sizes = leat__flat_sizes(e, vertex);

    if (vertex->tick) {
        leat__put(e, "    for (uint32_t at = 0; at < leat_flat_places(&self->%s.table); at++) {\n", name);
        leat__put(e, "        const %s *found = leat_flat_at(&self->%s.table, %s, at);\n\n", type, name, sizes);
        leat__put(e, "        if (!found)\n            continue;\n\n        const %s x = *found;\n\n", type);
        leat__put_consumers(e, vertex, "self", "x", 2);
        leat__put(e, "    }\n");
        return;
    }
    leat__put(e, "    const uint32_t end = leat_flat_places(&self->%s.table);\n    uint64_t room;\n\n    leat_run_slice(run);\n", name);
    leat__put(e, "    while (self->%s.at < end && (room = leat_run_chunk(run)) > 0) {\n", name);
    leat__put(e, "        for (; room > 0 && self->%s.at < end; room--) {\n", name);
    leat__put(e, "            const %s *found = leat_flat_at(&self->%s.table, %s, self->%s.at++);\n\n", type, name, sizes, name);
    leat__put(e, "            if (!found)\n                continue;\n\n            const %s x = *found;\n\n", type);
    leat__put_consumers(e, vertex, "self", "x", 3);
    leat__put(e, "        }\n    }\n    if (self->%s.at < end)\n        return false;\n", name);
}
