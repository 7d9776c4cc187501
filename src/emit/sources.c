/*
 * sources.c: where elements come from, and the outputs of an embedded flow.
 */
#include <string.h>

#include "emit/families.h"

/* One end of a range. */
static void put_range_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix,
                               const char *text)
{
    leat__put(e, "static inline %s %s_%s(void)\n{\n", leat__c_name(vertex->type->text), vertex->name, suffix);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    return (%s)(%s);\n}\n\n", leat__c_name(vertex->type->text), text);
}

/*
 * How many were yielded since the body was last set aside is a local variable of it, and where it allocates is known: nothing
 * that one element stores is loaded again for the next, which would have to wait for it.
 */
static void put_body_source(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];
    const char *state = leat__state_struct(e, vertex->unit);
    const char *self = leat__self_name(quote);

    leat__put_title(e, vertex);
    leat__put(e, "static inline void %s_yield(struct %s *self, uint64_t *yields, %s x)\n{\n", vertex->name, state,
              leat__c_name(vertex->type->text));
    leat__put(e, "    struct leat_run *run = self->run;\n%s", vertex->recycles ? "" : "\n");
    leat__put_mark(e, vertex, 1);
    if (!vertex->takes_no_memory)
        leat__put(e, "    run->memory = run->into = &run->arena;\n");
    leat__put_consumers(e, vertex, "self", "x", 1);
    leat__put_recycle(e, vertex, 1);
    if (!vertex->takes_no_memory)
        leat__put(e, "    run->memory = run->into = &self->%s.scratch;\n", vertex->name);
    leat__put(e, "    if (__builtin_expect(++*yields >= run->budget, 0)) {\n"
                 "        leat_source_pause(run, &self->%s);\n        *yields = 0;\n    }\n}\n\n", vertex->name);
    leat__put(e, "static void %s_body(void *leat_state_of)\n{\n    struct %s *%s = leat_state_of;\n    uint64_t leat_yields = 0;\n\n", vertex->name, state,
              self);
    leat__put_captures(e, vertex, quote);
    leat__put(e, "    (void)%s;\n    (void)leat_yields;\n", self);
    leat__put(e, "#define yield(...) %s_yield(%s, &leat_yields, __VA_ARGS__)\n", vertex->name, self);
    leat__put(e, "#define range(a, b) for (%s leat_i = (a), leat_end = (b); leat_i < leat_end; leat_i++) yield(leat_i)\n",
              leat__c_name(vertex->type->text));
    leat__put(e, "#define each(data, count) do { const %s *leat_data = (data); for (size_t leat_i = 0, leat_end = (count); leat_i < leat_end; "
                 "leat_i++) yield(leat_data[leat_i]); } while (0)\n", leat__c_name(vertex->type->text));
    leat__put_statement(e, vertex->node, quote);
    leat__put(e, "#undef each\n#undef range\n#undef yield\n}\n\n");
}

/* The array, and a part of it: what is pushed may be stored anywhere but there, so that compilers need not read it anew. */
static void put_array_functions(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text), *state = leat__state_struct(e, vertex->unit);

    leat__put_title(e, vertex);
    leat__put(e, "static const %s *%s_data(size_t *count)\n{\n", type, name);
    leat__put_captures(e, vertex, &vertex->node->quotes[0]);
    leat__put(e, "    *count = (size_t)(%s);\n    return %s;\n}\n\n", vertex->node->quotes[0].second, vertex->node->quotes[0].first);
    leat__put_fill_prototypes(e, vertex);
    leat__put(e, "static %s void %s_some(struct %s *self, const %s *restrict data, size_t count)\n{\n",
              vertex->unrolled ? "LEAT_VECTORIZED" : "__attribute__((noinline))", name, state, type);
    if (!leat__put_fill(e, vertex, "data[i]")) {
        leat__put(e, "}\n\n");
        return;
    }
    leat__put_reserve(e, vertex, "count", 1);
    leat__put(e, "%s    for (size_t i = 0; i < count; i++) {\n        const %s x = data[i];\n\n", vertex->unrolled ? "    LEAT_UNROLLED\n" : "", type);
    leat__put_has_room(e, vertex, 2);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n}\n\n");
}

void leat__emit_source(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const struct leat__quote *quote = &vertex->node->quotes[0];

    if (leat__goes_through_array(vertex)) {
        put_array_functions(e, vertex);
        return;
    }
    if (!leat__counts_integers(vertex)) {
        put_body_source(e, vertex);
        return;
    }
    leat__put_title(e, vertex);
    put_range_function(e, vertex, "from", quote->first);
    put_range_function(e, vertex, "to", quote->second);
}

static void put_range_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name, *type = leat__c_name(vertex->type->text);

    leat__open_step(e, vertex);
    leat__put(e, "    %s at = self->%s.at;\n    const %s end = self->%s.end;\n    uint64_t room;\n\n", type, name, type,
              name);
    leat__put(e, "    if (self->%s.ended)\n        return true;\n    leat_run_slice(run);\n", name);
    leat__put(e, "    while (at < end && (room = leat_run_chunk(run)) > 0) {\n");
    leat__put(e, "        const %s stop = (uint64_t)end - (uint64_t)at > room ? (%s)(at + (%s)room) : end;\n\n", type, type, type);
    leat__put(e, "%s        for (; at < stop; at++) {\n", vertex->unrolled ? "        LEAT_UNROLLED\n" : "");
    leat__put_mark(e, vertex, 3);
    leat__put_consumers(e, vertex, "self", "at", 3);
    leat__put_recycle(e, vertex, 3);
    leat__put(e, "        }\n        self->%s.at = at;\n    }\n", name);
    leat__put(e, "    return self->%s.ended = at >= end;\n}\n\n", name);
}

static void put_array_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    uint64_t room;\n\n    if (self->%s.source.ended)\n        return true;\n", name);
    leat__put(e, "    if (!self->%s.begun) {\n        struct leat_arena *memory = leat_source_allocates(run, &self->%s.source);\n\n"
                 "        self->%s.begun = true;\n        self->%s.data = %s_data(&self->%s.left);\n        run->memory = run->into = memory;\n    }\n",
              name, name, name, name, name, name);
    leat__put(e, "    leat_run_slice(run);\n    while (self->%s.left > 0 && !self->%s.source.ended && (room = leat_run_chunk(run)) > 0) {\n", name, name);
    leat__put(e, "        const %s *data = self->%s.data;\n        const size_t some = self->%s.left < room ? self->%s.left : (size_t)room;\n\n"
                 "        self->%s.data += some;\n        self->%s.left -= some;\n        %s_some(self, data, some);\n    }\n",
              leat__c_name(vertex->type->text), name, name, name, name, name, name);
    leat__put(e, "    if (self->%s.left == 0 || self->%s.source.ended)\n        leat_source_stop(run, &self->%s.source);\n"
                 "    return self->%s.source.ended;\n}\n\n", name, name, name, name);
}

static void put_body_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    if (!self->%s.ended)\n        leat_source_resume(run, &self->%s, %s_body, self);\n", vertex->name,
              vertex->name, vertex->name);
    leat__put(e, "    return self->%s.ended;\n}\n\n", vertex->name);
}

void leat__emit_lines(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "const char *", "path", &vertex->node->quotes[0]);
}

void leat__emit_lines_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    leat_str line;\n\n    leat_run_slice(run);\n");
    leat__put(e, "    while (leat_lines_next(run, &self->%s.lines, self->%s.path, ", vertex->name, vertex->name);
    leat__put_site(e, vertex);
    leat__put(e, ", &line)) {\n");
    leat__put_mark(e, vertex, 2);
    leat__put_consumers(e, vertex, "self", "line", 2);
    leat__put_recycle(e, vertex, 2);
    leat__put(e, "    }\n    return self->%s.lines.ended;\n}\n\n", vertex->name);
}

void leat__emit_timer(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__put_start_function(e, vertex, "int64_t", "every", &vertex->node->quotes[0]);
}

void leat__emit_interval_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    leat__open_step(e, vertex);
    leat__put(e, "    if (self->%s.ended)\n        return true;\n", name);
    leat__put(e, "    for (uint64_t due = leat_interval_due(run, &self->%s.timer, self->%s.every); due > 0; due--) {\n", name, name);
    leat__put(e, "        const int64_t x = self->%s.next++;\n\n", name);
    leat__put_consumers(e, vertex, "self", "x", 2);
    leat__put(e, "    }\n    return false;\n}\n\n");
}

void leat__emit_embed_output(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put_title(e, vertex);
    leat__open_push(e, vertex, "", "self", "x");
    leat__put(e, "    if (self->%s.output)\n        self->%s.output(self->%s.context, x);\n}\n\n", vertex->name, vertex->name, vertex->name);
}

void leat__emit_source_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__counts_integers(vertex))
        put_range_step(e, vertex);
    else if (leat__goes_through_array(vertex))
        put_array_step(e, vertex);
    else
        put_body_step(e, vertex);
}

void leat__emit_embed_input_step(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__open_step(e, vertex);
    leat__put(e, "    return self->%s.ended;\n}\n\n", vertex->name);
}

/* ---- what they remember ---- */

static void put_source_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (leat__counts_integers(vertex))
        leat__put(e, "    struct {\n        %s at, end;\n        bool ended;\n    } %s;\n", leat__c_name(vertex->type->text), vertex->name);
    else if (leat__goes_through_array(vertex))
        leat__put(e, "    struct {\n        struct leat_source source;\n        bool begun;\n        const %s *data; /* the next */\n        size_t left;\n    } %s;\n",
                  leat__c_name(vertex->type->text), vertex->name);
    else
        leat__put(e, "    struct leat_source %s;\n", vertex->name);
}

static void put_source_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    const char *name = vertex->name;

    if (leat__counts_integers(vertex))
        leat__put(e, "    self->%s.at = %s_from();\n    self->%s.end = %s_to();\n", name, name, name, name);
}

static void put_source_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    if (!leat__counts_integers(vertex))
        leat__put(e, "    leat_source_stop(self->run, &self->%s%s);\n", vertex->name, leat__goes_through_array(vertex) ? ".source" : "");
}

static void put_lines_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_lines lines;\n        const char *path;\n    } %s;\n", vertex->name);
}

static void put_lines_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.path = %s_path();\n", vertex->name, vertex->name);
}

static void put_lines_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_lines_stop(self->run, &self->%s.lines);\n", vertex->name);
}

static void put_timer_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        struct leat_interval timer;\n        int64_t every; /* milliseconds */\n"
                 "        int64_t next;\n        bool ended;\n    } %s;\n", vertex->name);
}

static void put_timer_start(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    self->%s.every = %s_every();\n", vertex->name, vertex->name);
}

static void put_timer_release(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    leat_interval_stop(self->run, &self->%s.timer);\n", vertex->name);
}

static void put_embed_input_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        bool ended;\n    } %s;\n", vertex->name);
}

static void put_embed_output_member(struct leat__emitter *e, const struct leat__vertex *vertex)
{
    leat__put(e, "    struct {\n        void (*output)(void *context, %s x);\n        void *context;\n    } %s;\n",
              leat__c_name(vertex->type->text), vertex->name);
}

const struct leat__remembers leat__source_state = {
    .member = put_source_member, .start = put_source_start, .release = put_source_release};
const struct leat__remembers leat__lines_state = {
    .member = put_lines_member, .start = put_lines_start, .release = put_lines_release};
const struct leat__remembers leat__timer_state = {
    .member = put_timer_member, .start = put_timer_start, .release = put_timer_release};
const struct leat__remembers leat__embed_input_state = {.member = put_embed_input_member};
const struct leat__remembers leat__embed_output_state = {.member = put_embed_output_member};
