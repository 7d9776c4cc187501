/*
 * values.c: one value from the values of singletons and optionals, or from a keyed singleton. What is bounded, or in a
 * tick, is pushed: a value comes when its input ends, or in its turn in the tick, and only then it is known that there
 * is none. What changes is computed when it is read.
 */
#include "emit/families.h"

static const char *type_of(const struct leat__vertex *vertex)
{
    return leat__c_name(vertex->type->text);
}

static const struct leat_descriptor *key_of(const struct leat__vertex *vertex)
{
    return leat__member_descriptor(vertex->inputs.items[0]->type->descriptor, "key");
}

/* `type NAME_suffix(void)`, without a cast: the value may be a record. */
static void put_value_of_quote(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type, const char *suffix)
{
    leat__put(e, "static inline %s %s_%s(void)\n{\n", type, vertex->name, suffix);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    %s leat_value =\n", type);
    leat__put_expression(e, vertex->node, &vertex->node->quotes[0], "    ", ";\n\n    return leat_value;");
    leat__put(e, "}\n\n");
}

/* A step without what a tick does not ask for: whether the value was given already. */
static void open_step(struct leat__emitter *e, const struct leat__vertex *vertex, const char *wait)
{
    leat__open_step(e, vertex);
    if (vertex->tick)
        return;
    leat__put(e, "    if (self->%s.released || !(%s))\n        return self->%s.released;\n    self->%s.released = true;\n", vertex->name,
              wait, vertex->name, vertex->name);
}

static void close_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, vertex->tick ? "}\n\n" : "    return true;\n}\n\n");
}

/* ---- source_singleton ---- */

void leat__emit_source_singleton(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_value_of_quote(e, vertex, type_of(vertex), "value");
}

void leat__emit_source_singleton_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex, "true");
    leat__put(e, "    const %s x = self->%s.value;\n\n", type_of(vertex), vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    close_step(e, vertex);
}

static void put_constant_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        %s value;\n        bool released;\n        struct leat_keep keep;\n    } %s;\n", type_of(vertex), vertex->name);
}

static void put_constant_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.value = %s_value();\n", vertex->name, vertex->name);
    if (leat__has_views(vertex->type))
        leat__put(e, "    leat_keep_move(&self->%s.keep, %s, &self->%s.value);\n", vertex->name,
                  leat__descriptor_of(e, vertex->type->descriptor), vertex->name);
}

static void put_keep_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_keep_release(&self->%s.keep);\n", vertex->name);
}

const struct leat__remembers leat__source_singleton_state = {
    .member = put_constant_member, .start = put_constant_start, .release = put_keep_release};

/* ---- unwrap_or, is_some, key_count: one input ---- */

void leat__emit_unwrap_or(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    put_value_of_quote(e, vertex, type_of(vertex), "default");
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    self->%s.count = 1;\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put(e, "}\n\n");
}

void leat__emit_unwrap_or_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex, "ended");
    leat__put(e, "    if (self->%s.count == 0) {\n        const %s x = %s_default();\n\n", vertex->name, type_of(vertex), vertex->name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n");
    close_step(e, vertex);
}

void leat__emit_number(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    (void)x;\n    self->%s.count++;\n}\n\n", vertex->name);
}

void leat__emit_number_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_step(e, vertex, "ended");
    leat__put(e, "\n    const %s x = self->%s.count%s;\n\n", type_of(vertex), vertex->name, leat__is_op(vertex, LEAT_OP_IS_SOME) ? " > 0" : "");
    leat__put_consumers(e, vertex, "self", "x", 1);
    close_step(e, vertex);
}

static void put_number_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->changing)
        leat__put(e, "    struct {\n        uint64_t count; /* of what came */\n        bool released;\n    } %s;\n", vertex->name);
}

static void put_number_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.count = 0;\n", vertex->name);
}

const struct leat__remembers leat__number_state = {.member = put_number_member, .reset = put_number_reset};

/* ---- or, zip_singleton: two inputs ---- */

static void put_hold(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t input, const char *suffix, const char *member)
{
    const struct leat__type *type = vertex->inputs.items[input]->type;

    leat__open_push(e, vertex, suffix, "self", "x");
    leat__put(e, "    self->%s.%s = x;\n    self->%s.has_%s = true;\n", vertex->name, member, vertex->name, member);
    if (!vertex->tick && leat__has_views(type))
        leat__put(e, "    leat_keep_move(&self->%s.keep, %s, &self->%s.%s);\n", vertex->name, leat__descriptor_of(e, type->descriptor),
                  vertex->name, member);
    leat__put(e, "}\n\n");
}

void leat__emit_or(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    if (!leat__is_pushed_to(vertex))
        return;
    put_hold(e, vertex, 0, "", "first");
    put_hold(e, vertex, 1, "_second", "second");
}

void leat__emit_or_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    open_step(e, vertex, "ended && second_ended");
    leat__put(e, "    if (!self->%s.has_first && !self->%s.has_second)\n        return%s;\n\n", name, name, vertex->tick ? "" : " true");
    leat__put(e, "    const %s x = self->%s.has_first ? self->%s.first : self->%s.second;\n\n", type_of(vertex), name, name, name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    close_step(e, vertex);
}

void leat__emit_zip_singleton(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    leat__put_title(e, vertex);
    leat__put(e, "static inline %s %s_of(%s %s, %s %s)\n{\n", type_of(vertex), vertex->name, leat__input_type(vertex, 0),
              quote->parameters[0], leat__input_type(vertex, 1), quote->parameters[1]);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)%s;\n", quote->parameters[0], quote->parameters[1]);
    leat__put_expression(e, vertex->node, quote, "return ", ";");
    leat__put(e, "}\n\n");
    if (!leat__is_pushed_to(vertex))
        return;
    put_hold(e, vertex, 0, "", "first");
    put_hold(e, vertex, 1, "_second", "second");
}

void leat__emit_zip_singleton_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    open_step(e, vertex, "ended && second_ended");
    leat__put(e, "    if (!self->%s.has_first || !self->%s.has_second)\n        return%s;\n\n", name, name, vertex->tick ? "" : " true");
    leat__put(e, "    const %s x = %s_of(self->%s.first, self->%s.second);\n\n", type_of(vertex), name, name, name);
    leat__put_consumers(e, vertex, "self", "x", 1);
    close_step(e, vertex);
}

static void put_pair_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->changing)
        leat__put(e, "    struct {\n        %s first;\n        %s second;\n        bool has_first, has_second;\n        bool released;\n"
                     "        struct leat_keep keep;\n    } %s;\n", leat__input_type(vertex, 0), leat__input_type(vertex, 1), vertex->name);
}

static void put_pair_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.has_first = self->%s.has_second = false;\n", vertex->name, vertex->name);
}

static void put_pair_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->changing)
        put_keep_release(e, vertex);
}

const struct leat__remembers leat__pair_state = {
    .member = put_pair_member, .reset = put_pair_reset, .release = put_pair_release};

/* ---- get ---- */

bool leat__compares_keys(const struct leat__emitter *e, const struct leat__vertex *get)
{
    const struct leat__vertex *from = get->inputs.items[0];

    if (leat__is_pushed_to(get) || !leat__has_trait(from, LEAT__TABLE))
        return true;
    return !leat__is_flat(e, from) && !leat__is_by_text(e, key_of(get));
}

/* Of small keys the hash alone tells them apart, of others it is asked first. */
static void put_get_test(struct leat__emitter *e, const struct leat__vertex *vertex, const char *entry)
{
    leat__put(e, "static inline bool %s_is(const struct %s *self, %s x)\n{\n    return ", vertex->name,
              leat__state_struct(e, vertex->unit), entry);
    leat__put_hash_of(e, key_of(vertex), "x.key");
    leat__put(e, " == self->%s.hash && %s_equal(&x, &self->%s.key);\n}\n\n", vertex->name, vertex->name, vertex->name);
}

void leat__emit_get(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *entry = leat__input_type(vertex, 0);
    struct leat__text key = {0};

    leat__text_printf(&key, "__typeof__(((%s *)0)->key)", entry);
    leat__put_title(e, vertex);
    put_value_of_quote(e, vertex, leat__text_string(&key), "key");
    if (leat__compares_keys(e, vertex))
        leat__put_entry_equal(e, vertex, key_of(vertex), entry, ".key");
    leat__text_release(&key);
    if (leat__is_pushed_to(vertex) || !leat__has_trait(vertex->inputs.items[0], LEAT__TABLE))
        put_get_test(e, vertex, entry);
    if (!leat__is_pushed_to(vertex))
        return;
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (!%s_is(self, x))\n        return;\n", vertex->name);
    leat__put_consumers(e, vertex, "self", "x.value", 1);
    leat__put(e, "}\n\n");
}

static void put_get_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        __typeof__(((%s *)0)->key) key;\n        uint64_t hash;\n        struct leat_keep keep;\n    } %s;\n",
              leat__input_type(vertex, 0), vertex->name);
}

static void put_get_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text key = {0};

    leat__put(e, "    self->%s.key = %s_key();\n", vertex->name, vertex->name);
    if (leat_type_has_views(key_of(vertex)))
        leat__put(e, "    leat_keep_move(&self->%s.keep, %s, &self->%s.key);\n", vertex->name, leat__descriptor_of(e, key_of(vertex)),
                  vertex->name);
    leat__text_printf(&key, "self->%s.key", vertex->name);
    leat__put(e, "    self->%s.hash = ", vertex->name);
    leat__put_hash_of(e, key_of(vertex), leat__text_string(&key));
    leat__put(e, ";\n");
    leat__text_release(&key);
}

const struct leat__remembers leat__get_state = {.member = put_get_member, .start = put_get_start, .release = put_keep_release};

/* ---- read where they change ---- */

/* The first lines of `bool NAME_read(self, into)`, and the version, which counts the changes of all inputs. */
static void open_read(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *state = leat__state_struct(e, vertex->unit);

    if (vertex->watched) {
        leat__put(e, "%suint64_t %s_version(const struct %s *self)\n{\n    (void)self;\n    return 1", leat__step_linkage(e), vertex->name, state);
        for (size_t i = 0; i < vertex->inputs.count; i++)
            leat__put(e, " + %s_version(%s)", vertex->inputs.items[i]->name, leat__state_of(e, vertex->inputs.items[i]->unit, "self"));
        leat__put(e, ";\n}\n\n");
    }
    leat__put(e, "%sbool %s_read(const struct %s *self, %s *into)\n{\n", leat__step_linkage(e), vertex->name, state, type_of(vertex));
}

/* "fold_9_3_read(self, " of an input, up to where it is read to. */
static void put_read(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t input, const char *into)
{
    const struct leat__vertex *from = vertex->inputs.items[input];

    leat__put(e, "%s_read(%s, %s)", from->name, leat__state_of(e, from->unit, "self"), into);
}

/* Entry by entry: some may be left out by a filter between. */
static void put_entries_loop(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];

    leat__put(e, "    %s x;\n\n", leat__input_type(vertex, 0));
    if (leat__is_op(vertex, LEAT_OP_KEY_COUNT))
        leat__put(e, "    *into = 0;\n");
    leat__put(e, "    for (uint32_t at = 0; at < %s_read_count(%s); at++)\n        if (", from->name, leat__state_of(e, from->unit, "self"));
    put_read(e, vertex, 0, "at, &x");
}

/* Looks `key` up in the table of the input. `hashed`: its hash is known. */
static void put_find(struct leat__emitter *e, const struct leat__vertex *vertex, const char *key, bool hashed)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *type = leat__input_type(vertex, 0);
    struct leat__text table = {0};

    leat__text_printf(&table, "&%s->%s.table", leat__state_of(e, from->unit, "self"), from->name);
    leat__put(e, "    const %s *found = ", type);
    if (leat__is_flat(e, from)) {
        leat__put(e, "leat_flat_find(%s, %s,\n        (uint64_t)%s);\n\n", leat__text_string(&table), leat__flat_sizes(e, from), key);
    } else if (leat__is_by_text(e, key_of(vertex))) {
        leat__put(e, "leat_table_find_text(%s, sizeof *found, offsetof(%s, key), %s.data, %s.length);\n\n", leat__text_string(&table),
                  type, key, key);
    } else {
        leat__put(e, "leat_table_find(%s, sizeof *found, ", leat__text_string(&table));
        if (hashed)
            leat__put(e, "self->%s.hash", vertex->name);
        else
            leat__put_hash_of(e, key_of(vertex), key);
        leat__put(e, ", &%s, %s_equal);\n\n", key, vertex->name);
    }
    leat__text_release(&table);
}

static void put_get_read(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text key = {0};

    if (!leat__has_trait(vertex->inputs.items[0], LEAT__TABLE)) {
        put_entries_loop(e, vertex);
        leat__put(e, " && %s_is(self, x)) {\n            *into = x.value;\n            return true;\n        }\n    return false;\n}\n\n",
                  vertex->name);
        return;
    }
    leat__text_printf(&key, "self->%s.key", vertex->name);
    put_find(e, vertex, leat__text_string(&key), true);
    leat__text_release(&key);
    leat__put(e, "    if (found)\n        *into = found->value;\n    return found != NULL;\n}\n\n");
}

static void put_get_by_read(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__vertex *from = vertex->inputs.items[0];
    const char *name = vertex->name;

    leat__put(e, "    %s y;\n\n    if (!", leat__input_type(vertex, 1));
    put_read(e, vertex, 1, "&y");
    leat__put(e, ")\n        return false;\n");
    if (!leat__has_trait(from, LEAT__TABLE)) {
        put_entries_loop(e, vertex);
        leat__put(e, " && %s_equal(&x, &y)) {\n            *into = x.value;\n            return true;\n        }\n    return false;\n}\n\n", name);
        return;
    }
    leat__put(e, "\n");
    put_find(e, vertex, "y", false);
    leat__put(e, "    if (found)\n        *into = found->value;\n    return found != NULL;\n}\n\n");
}

void leat__emit_read_of_value(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    open_read(e, vertex);
    switch (vertex->node->op) {
    case LEAT_OP_SOURCE_SINGLETON:
        leat__put(e, "    *into = self->%s.value;\n    return true;\n}\n\n", vertex->name);
        break;
    case LEAT_OP_UNWRAP_OR:
        leat__put(e, "    if (!");
        put_read(e, vertex, 0, "into");
        leat__put(e, ")\n        *into = %s_default();\n    return true;\n}\n\n", vertex->name);
        break;
    case LEAT_OP_OR:
        leat__put(e, "    return ");
        put_read(e, vertex, 0, "into");
        leat__put(e, " || ");
        put_read(e, vertex, 1, "into");
        leat__put(e, ";\n}\n\n");
        break;
    case LEAT_OP_IS_SOME:
        leat__put(e, "    %s x;\n\n    *into = ", leat__input_type(vertex, 0));
        put_read(e, vertex, 0, "&x");
        leat__put(e, ";\n    return true;\n}\n\n");
        break;
    case LEAT_OP_ZIP_SINGLETON:
        leat__put(e, "    %s x;\n    %s y;\n\n    if (!", leat__input_type(vertex, 0), leat__input_type(vertex, 1));
        put_read(e, vertex, 0, "&x");
        leat__put(e, " || !");
        put_read(e, vertex, 1, "&y");
        leat__put(e, ")\n        return false;\n    *into = %s_of(x, y);\n    return true;\n}\n\n", vertex->name);
        break;
    case LEAT_OP_GET_BY:
        put_get_by_read(e, vertex);
        break;
    case LEAT_OP_KEY_COUNT:
        put_entries_loop(e, vertex);
        leat__put(e, ")\n            (*into)++;\n    return true;\n}\n\n");
        break;
    default:
        put_get_read(e, vertex);
    }
}
