/*
 * sessions.c: leat_fold_session: an accumulator for each open session of a key; two become one where they meet.
 */
#include "emit/families.h"

static const struct leat_descriptor *key_of(const struct leat__vertex *vertex)
{
    return leat__member_descriptor(vertex->type->descriptor, "key");
}

/* An entry of the table of keys. */
static void put_key_struct(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "struct %s_key {\n    __typeof__(((%s *)0)->key) key;\n    uint32_t newest; /* of its sessions; 0: none is open */\n};\n\n",
              vertex->name, leat__c_name(vertex->type->text));
}

/* The entry of x's key, which is made if need be; NULL: x is late. */
static void put_entry_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "static inline struct %s_key *%s_entry(struct leat_sessions *sessions, %s x, int64_t due)\n{\n", name, name, leat__input_type(vertex, 0));
    leat__put(e, "    struct %s_key *entry;\n    bool is_new;\n\n    if (leat_sessions_closed(sessions, due)) {\n        entry = leat_table_find(&sessions->keys, sizeof *entry, ", name);
    leat__put_hash_of(e, key_of(vertex), "x.key");
    leat__put(e, ", &x.key, %s_equal);\n        return entry && leat_sessions_meet(sessions, entry->newest, due) ? entry : NULL;\n    }\n"
                 "    entry = leat_table_enter(&sessions->keys, sizeof *entry, ", name);
    leat__put_hash_of(e, key_of(vertex), "x.key");
    leat__put(e, ", &x.key, %s_equal, &is_new);\n    if (is_new) {\n        *entry = (struct %s_key){.key = x.key};\n", name, name);
    if (leat_type_has_views(key_of(vertex)) && !vertex->tick)
        leat__put(e, "        leat_keep_move(&sessions->keys.keep, %s, &entry->key);\n", leat__descriptor_of(e, key_of(vertex)));
    leat__put(e, "    }\n    return entry;\n}\n\n");
}

/* One element into its session, which may make one of two. */
static void put_enter_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat_descriptor *value = leat__member_descriptor(vertex->type->descriptor, "value");
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);
    bool value_views = value && leat_type_has_views(value) && !vertex->tick;

    leat__put(e, "static inline void %s_enter(struct leat_sessions *sessions, struct %s_key *entry, %s x, int64_t due)\n{\n", name, name,
              leat__input_type(vertex, 0));
    leat__put(e, "    bool is_new;\n    uint32_t later;\n"
                 "    const uint32_t session = leat_sessions_enter(sessions, &entry->newest, due, sizeof(%s), &is_new, &later);\n"
                 "    %s *rows = (%s *)(void *)sessions->records.data, *row = &rows[session - 1];\n\n", type, type, type);
    leat__put(e, "    if (is_new) {\n        row->key = entry->key;\n        row->value = %s_initial();\n", name);
    if (leat_type_has_views(key_of(vertex)) && !vertex->tick)
        leat__put(e, "        leat_keep_move(&sessions->keep, %s, &row->key);\n", leat__descriptor_of(e, key_of(vertex)));
    leat__put(e, "    }\n");
    if (value_views)
        leat__put(e, "    leat_run_enter(leat_current, &sessions->keep);\n");
    leat__put(e, "    %s_take(&row->value, x.value);\n    if (later)\n        %s_merge(&row->value, rows[later - 1].value);\n", name, name);
    if (value_views)
        leat__put(e, "    leat_run_leave(leat_current);\n    leat_sessions_touch(sessions, session);\n");
    leat__put(e, "    if (later)\n        leat_sessions_merge(sessions, &entry->newest, session, later, sizeof *row);\n}\n\n");
}

/* What a session gives when it is closed. */
static void put_result_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__put(e, "static inline %s %s_result(struct leat_sessions *sessions, uint32_t session)\n{\n"
                 "    %s x = ((%s *)(void *)sessions->records.data)[session - 1];\n\n"
                 "    x.start = leat_session_at(sessions, session)->start;\n    x.end = leat_session_at(sessions, session)->end;\n"
                 "    if (leat_sessions_close(sessions, session, sizeof x)) {\n        struct %s_key *entry = leat_table_find(&sessions->keys, sizeof *entry, ",
              type, name, type, type, name);
    leat__put_hash_of(e, key_of(vertex), "x.key");
    leat__put(e, ", &x.key, %s_equal);\n\n        entry->newest = 0;\n    }\n    return x;\n}\n\n", name);
}

static void put_close_function(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__put(e, "/* The watermark has passed the ends of some sessions. */\n"
                 "static __attribute__((noinline)) void %s_close(struct %s *self)\n{\n    struct leat_sessions *sessions = &self->%s;\n\n", name,
              leat__state_struct(e, vertex->unit), name);
    leat__put(e, "    for (uint32_t session; (session = leat_sessions_next(sessions)) > 0;) {\n        const %s x = %s_result(sessions, session);\n\n",
              leat__c_name(vertex->type->text), name);
    leat__put_some_consumers(e, vertex, false, 2);
    leat__put(e, "    }\n    leat_sessions_sweep(sessions, sizeof(struct %s_key), offsetof(struct %s_key, newest));\n}\n\n", name, name);
}

static void put_functions_of_quotes(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    struct leat__text acc_type = {0}, value_type = {0};

    leat__text_printf(&acc_type, "__typeof__(((%s *)0)->value)", leat__c_name(vertex->type->text));
    leat__text_printf(&value_type, "__typeof__(((%s *)0)->value)", leat__input_type(vertex, 0));
    leat__put_start_function(e, vertex, "leat_session", "spec", &vertex->node->quotes[0]);
    leat__put_time_function(e, vertex);
    leat__put_initial_function(e, vertex, leat__text_string(&acc_type), &vertex->node->quotes[2]);
    leat__put_take_function(e, vertex, leat__text_string(&acc_type), leat__text_string(&value_type), &vertex->node->quotes[3]);
    leat__put_step_function(e, vertex, "merge", leat__text_string(&acc_type), leat__text_string(&acc_type), &vertex->node->quotes[4]);
    leat__text_release(&acc_type);
    leat__text_release(&value_type);
}

void leat__emit_fold_session(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;
    struct leat__text entry_type = {0};

    leat__put_title(e, vertex);
    put_functions_of_quotes(e, vertex);
    put_key_struct(e, vertex);
    leat__text_printf(&entry_type, "struct %s_key", name);
    leat__put_entry_equal(e, vertex, key_of(vertex), leat__text_string(&entry_type), ".key");
    leat__text_release(&entry_type);
    put_entry_function(e, vertex);
    put_enter_function(e, vertex);
    put_result_function(e, vertex);
    put_close_function(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    struct leat_sessions *sessions = &self->%s;\n    const int64_t due = %s_time(x);\n    struct %s_key *entry = %s_entry(sessions, x, due);\n\n", name, name,
              name, name);
    leat__put(e, "    if (!entry) {\n");
    leat__put_some_consumers(e, vertex, true, 2);
    leat__put(e, "        return;\n    }\n    %s_enter(sessions, entry, x, due);\n    if (leat_sessions_pass(sessions, due))\n        %s_close(self);\n}\n\n", name, name);
}

/* The end of the input: all that is still open. */
void leat__emit_fold_session_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    if (vertex->tick) {
        leat__put(e, "    leat_sessions_end(&self->%s);\n    %s_close(self);\n}\n\n", name, name);
        return;
    }
    leat__put(e, "    struct leat_sessions *sessions = &self->%s;\n    uint64_t room;\n    uint32_t session;\n\n    if (!ended)\n        return false;\n"
                 "    leat_sessions_end(sessions);\n    leat_run_slice(run);\n", name);
    leat__put(e, "    while ((session = leat_sessions_next(sessions)) > 0 && (room = leat_run_chunk(run)) > 0)\n"
                 "        for (; room > 0 && (session = leat_sessions_next(sessions)) > 0; room--) {\n"
                 "            const %s x = %s_result(sessions, session);\n\n", leat__c_name(vertex->type->text), name);
    leat__put_some_consumers(e, vertex, false, 3);
    leat__put(e, "        }\n    return session == 0;\n}\n\n");
}

/* ---- what they remember ---- */

static void put_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct leat_sessions %s;\n", vertex->name);
}

static void put_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_sessions_start(&self->%s, %s_spec(), ", vertex->name, vertex->name);
    leat__put_site(e, vertex);
    leat__put(e, ");\n");
}

static void put_settle(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!vertex->tick && leat__has_views(vertex->type))
        leat__put(e, "    leat_sessions_settle(&self->%s, %s, sizeof(struct %s_key), %s, sizeof(%s));\n", vertex->name,
                  leat__descriptor_of(e, key_of(vertex)), vertex->name, leat__descriptor_of(e, vertex->type->descriptor),
                  leat__c_name(vertex->type->text));
}

static void put_reset(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_sessions_clear(&self->%s, sizeof(struct %s_key), sizeof(%s));\n", vertex->name, vertex->name,
              leat__c_name(vertex->type->text));
}

static void put_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_sessions_release(&self->%s);\n", vertex->name);
}

const struct leat__remembers leat__fold_session_state = {
    .member = put_member, .start = put_start, .settle = put_settle, .reset = put_reset, .release = put_release};
