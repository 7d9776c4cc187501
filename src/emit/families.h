/*
 * families.h: the families of operators, one file each, and the table that joins them. Private to src/emit.
 *
 * For each operator a family may offer: the push function and what it needs (`function`), what a turn does for
 * it (`step`), and its part of the location's state (`state`).
 */
#ifndef LEAT_EMIT_FAMILIES_H
#define LEAT_EMIT_FAMILIES_H

#include "emit/internal.h"

typedef void leat__emit_fn(struct leat__emitter *e, const struct leat__vertex *vertex);

/* What an operator remembers. A NULL does nothing. */
struct leat__remembers {
    leat__emit_fn *member;  /* its member of the state struct, which starts as zero bytes */
    leat__emit_fn *start;   /* before the first turn */
    leat__emit_fn *settle;  /* at the end of a turn: what is kept moves out of the arena */
    leat__emit_fn *reset;   /* at the end of a tick, of an operator in one: it starts afresh */
    leat__emit_fn *release; /* at the end of the run */
};

enum leat__traits {
    LEAT__ROOT = 1,        /* elements enter a location here: it is not pushed to */
    LEAT__READER = 2,      /* it reads a changing value when it wants: not pushed to either */
    LEAT__TWO_SIDED = 4,   /* each of two inputs has a push function of its own: NAME and NAME_second */
    LEAT__BOTH_ENDS = 8,   /* its step is told of the ends of both inputs: `ended` and `second_ended` */
    LEAT__CONFLUENCE = 16, /* without a step: it has ended when all its inputs have */
    LEAT__NO_RUN = 32,     /* its step outside of ticks does without `run` */
    LEAT__NO_TICK = 64,   /* it has no step in a tick */
    LEAT__TABLE = 128,     /* a keyed aggregate: read entry by entry */
    LEAT__VALUE = 256,      /* made of values: has a step unless it changes, and is computed where it is read */
};

struct leat__family {
    leat__emit_fn *function; /* NULL: it is not pushed to, and has no quote */
    leat__emit_fn *step;     /* NULL: a turn does nothing for it */
    const struct leat__remembers *state; /* NULL: it remembers nothing */
    unsigned traits;         /* enum leat__traits */
};

bool leat__has_trait(const struct leat__vertex *vertex, enum leat__traits trait);

/* What a vertex is made of: by its role, and of an operator by its operator. */
const struct leat__family *leat__family_of(const struct leat__vertex *vertex);

/* What each remembers: enumerate and limit (elements.c), sources.c, aggregates.c, ... */
extern const struct leat__remembers leat__enumerate_state, leat__limit_state, leat__source_state, leat__lines_state,
    leat__timer_state, leat__embed_input_state, leat__embed_output_state, leat__fold_state, leat__reduce_state,
    leat__count_state, leat__keyed_state, leat__unique_state, leat__join_state, leat__snapshot_state, leat__send_state,
    leat__receive_state, leat__chain_state, leat__sort_state, leat__assert_state, leat__forward_state,
    leat__external_state, leat__external_sender_state, leat__to_file_state, leat__resolve_state, leat__poll_state, leat__spin_state, leat__members_state;

/* elements.c */
leat__emit_fn leat__emit_pass, leat__emit_map, leat__emit_filter, leat__emit_merge, leat__emit_flat_map,
    leat__emit_inspect, leat__emit_assert, leat__emit_enumerate, leat__emit_limit, leat__emit_limit_step;
/* keyed.c */
leat__emit_fn leat__emit_key_by, leat__emit_map_values, leat__emit_member;
/* values.c */
leat__emit_fn leat__emit_source_singleton, leat__emit_source_singleton_step, leat__emit_unwrap_or, leat__emit_unwrap_or_step,
    leat__emit_number, leat__emit_number_step, leat__emit_or, leat__emit_or_step, leat__emit_zip_singleton,
    leat__emit_zip_singleton_step, leat__emit_get, leat__emit_read_of_value;
extern const struct leat__remembers leat__source_singleton_state, leat__number_state, leat__pair_state, leat__get_state;
/* latest.c */
leat__emit_fn leat__emit_to_latest, leat__emit_to_latest_step, leat__emit_latest, leat__emit_sample_eager_step,
    leat__emit_threshold, leat__emit_threshold_step;
extern const struct leat__remembers leat__to_latest_state, leat__threshold_state;
/* timeout.c */
leat__emit_fn leat__emit_timeout, leat__emit_timeout_step;
extern const struct leat__remembers leat__timeout_state;
/* outputs.c */
leat__emit_fn leat__emit_partition, leat__emit_demux, leat__emit_unzip;
/* scan.c */
leat__emit_fn leat__emit_scan, leat__emit_scan_step;
extern const struct leat__remembers leat__scan_state;
/* sources.c */
leat__emit_fn leat__emit_source, leat__emit_source_step, leat__emit_lines, leat__emit_lines_step, leat__emit_timer,
    leat__emit_interval_step, leat__emit_embed_input_step, leat__emit_embed_output;
/* aggregates.c */
leat__emit_fn leat__put_value_member, leat__put_value_settle, leat__put_value_release; /* of state whose `value` is the result */
leat__emit_fn leat__emit_fold, leat__emit_reduce, leat__emit_count, leat__emit_value_step, leat__emit_keyed,
    leat__emit_keyed_step, leat__emit_unique;
/* flat.c: whether an operator's table is a leat_flat (leat/rt/flat.h), and what is put for one. */
bool leat__is_flat(const struct leat__emitter *e, const struct leat__vertex *vertex);
/* Whether a table of such entries and keys (of a set: the same) may be one. */
bool leat__is_flat_entry(const struct leat__emitter *e, const struct leat_descriptor *entry, const struct leat_descriptor *key);
/* The arguments of its functions: entry_size, key_at, key_size. */
const char *leat__flat_sizes(struct leat__emitter *e, const struct leat__vertex *vertex);
const char *leat__flat_sizes_of(struct leat__emitter *e, const char *type); /* of a record with a key */
/* `entry` and `is_new`, of the key that is the expression `key`; `member`: "", or ".table", of what the operator remembers. */
void leat__put_flat_enter(struct leat__emitter *e, const struct leat__vertex *vertex, const char *member, const char *key);
leat__emit_fn leat__put_flat_release_loop;
/* Whether elements are gathered while slots are fetched; what enters one, the push function behind it, and the rest in the step. */
bool leat__gathers(const struct leat__emitter *e, const struct leat__vertex *vertex);
leat__emit_fn leat__open_enter, leat__put_gathering, leat__put_gathering_member, leat__put_enter_gathered;
/* summaries.c */
leat__emit_fn leat__emit_extreme, leat__emit_end, leat__emit_collect, leat__emit_distinct_count, leat__emit_value_counts,
    leat__emit_top_n, leat__emit_top_n_step;
extern const struct leat__remembers leat__collect_state, leat__distinct_count_state, leat__top_n_state;
/* Of what keeps a table of keys: the rest of its step, to the closing brace; and its state. */
leat__emit_fn leat__put_keyed_release, leat__put_keyed_settle, leat__put_keyed_reset, leat__put_keyed_free;
/* watermark.c */
leat__emit_fn leat__emit_watermark, leat__emit_watermark_step;
extern const struct leat__remembers leat__watermark_state;
/* windows.c */
leat__emit_fn leat__emit_fold_window, leat__emit_fold_window_step;
extern const struct leat__remembers leat__fold_window_state;
/* `int64_t NAME_time(x)`: the second quote, and whether it is in range. */
void leat__put_time_function(struct leat__emitter *e, const struct leat__vertex *vertex);
/* sessions.c */
leat__emit_fn leat__emit_fold_session, leat__emit_fold_session_step;
extern const struct leat__remembers leat__fold_session_state;
/* network.c */
leat__emit_fn leat__emit_send, leat__emit_send_step, leat__emit_receive_step;
/* Encodes x into one frame; `open` is the call that opens it, up to its last argument, the length. */
void leat__put_frame(struct leat__emitter *e, const struct leat_descriptor *type, const char *open, int depth);
/* Decodes one frame into `element` or, of integers, `raw`; the expression is false where the bytes are not one. */
void leat__put_decode(struct leat__emitter *e, const struct leat_descriptor *type);
/* poll.c */
leat__emit_fn leat__emit_poll, leat__emit_poll_step, leat__emit_spin_step, leat__emit_members_step;
/* resolve.c */
leat__emit_fn leat__emit_resolve, leat__emit_resolve_step;
/* sinks.c */
leat__emit_fn leat__emit_null, leat__emit_to_file, leat__emit_to_file_step;
/* external.c */
leat__emit_fn leat__emit_external_step, leat__emit_external_events_step, leat__emit_send_external, leat__emit_send_external_step;
/* waiting.c */
leat__emit_fn leat__emit_chain, leat__emit_chain_step, leat__emit_sort, leat__emit_sort_step,
    leat__emit_assert_equal, leat__emit_assert_step, leat__emit_forward_step;
/* join.c */
leat__emit_fn leat__emit_join, leat__emit_join_step;
leat__emit_fn leat__put_pair_function; /* `REC NAME_of(key, l, r)` */
/* meeting.c: a join of two inputs that end. */
leat__emit_fn leat__emit_meeting, leat__emit_meeting_step;
/* across.c */
leat__emit_fn leat__emit_across, leat__emit_across_step, leat__emit_first_tick, leat__emit_first_tick_step, leat__emit_defer,
    leat__emit_deferred_step;
extern const struct leat__remembers leat__across_state, leat__first_tick_state, leat__defer_state;
/* delta.c */
leat__emit_fn leat__emit_delta;
extern const struct leat__remembers leat__delta_state;
/* atomic.c */
leat__emit_fn leat__emit_end_atomic, leat__emit_end_atomic_step;
extern const struct leat__remembers leat__end_atomic_state;
/* iterate.c */
leat__emit_fn leat__emit_iterate, leat__emit_iterate_step, leat__emit_iterate_best, leat__emit_iterate_best_step;
extern const struct leat__remembers leat__iterate_state, leat__iterate_best_state;
/* cross.c */
leat__emit_fn leat__emit_cross, leat__emit_cross_step;
extern const struct leat__remembers leat__cross_state;
/* gate.c */
leat__emit_fn leat__emit_gate, leat__emit_gate_step;
extern const struct leat__remembers leat__gate_state;
/* zip.c */
leat__emit_fn leat__emit_zip, leat__emit_zip_step, leat__emit_zip_longest_step;
extern const struct leat__remembers leat__zip_state;
/* reading.c */
leat__emit_fn leat__emit_snapshot_step, leat__emit_sample_step, leat__emit_read_of_aggregate, leat__emit_read_through;

/* ---- parts.c ---- */

bool leat__is_op(const struct leat__vertex *vertex, enum leat_op op);
bool leat__is_keyed(const struct leat__vertex *vertex);
bool leat__is_aggregate(const struct leat__vertex *vertex);

/* Whether all its inputs must have ended before it has: what a turn computes, without a step. */
bool leat__is_confluence(const struct leat__vertex *vertex);

/* Whether all that comes to a fixpoint and its cycle is there when it takes its turn: in a tick, and of bounded input. */
bool leat__waits_for_all(const struct leat__vertex *fixpoint);

/*
 * The calls of some of the readers, with x. Of a fixpoint: of those that are on its cycle, or of the others; of an
 * across_ticks: of those that take what is new, or of the others.
 */
void leat__put_some_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, bool chosen, int depth);
bool leat__has_consumers(const struct leat__vertex *vertex, bool chosen);

/* Around what one element of a root leads to: its memory is used again for the next, where leat__pass_recycle() found so. */
void leat__put_mark(struct leat__emitter *e, const struct leat__vertex *root, int depth);
void leat__put_recycle(struct leat__emitter *e, const struct leat__vertex *root, int depth);

/* Before a loop of `count` elements, and in it: room for what they lead to, where leat__pass_reserve() found that it is known. */
void leat__put_reserve(struct leat__emitter *e, const struct leat__vertex *root, const char *count, int depth);
void leat__put_has_room(struct leat__emitter *e, const struct leat__vertex *root, int depth);

/* Whether what it remembers is kept beyond the turn: outside of ticks, and where it is carried from tick to tick. */
bool leat__outlives_turn(const struct leat__vertex *vertex);

/* Of what gives what was deferred: whether it does so by the element, and whether it causes the tick for that. */
bool leat__gives_deferred(const struct leat__vertex *vertex);
bool leat__causes_tick(const struct leat__vertex *vertex);

/* A comment that names the user's line. */
void leat__put_title(struct leat__emitter *e, const struct leat__vertex *vertex);

/* "flow.c:12" as a C string. */
void leat__put_site(struct leat__emitter *e, const struct leat__vertex *vertex);

/* `type NAME_of(parameter_type x)`: the value of a quote with one parameter. */
void leat__put_value_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                              const char *parameter_type);

/* `type NAME_suffix(void)`: the value of a quote without parameters. */
void leat__put_start_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                              const char *suffix, const struct leat__quote *quote);

/* The head of a push function, to its opening brace. */
void leat__open_push(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *self,
                     const char *value);

/* Steps: their head without and with its opening brace, and the linkage that they and their like have. */
void leat__put_signature(struct leat__emitter *e, const struct leat__vertex *vertex);
void leat__open_step(struct leat__emitter *e, const struct leat__vertex *vertex);
const char *leat__step_linkage(const struct leat__emitter *e);

/*
 * Of a loop whose elements one operator keeps (`fills`): room for `count` (a variable of the function) elements, and a loop that writes
 * `element` for each `i`. Returns whether a loop for one by one has to follow; where it `fills` nothing nothing is written.
 */
const char *leat__member_type(struct leat__emitter *e, const char *record, const char *member); /* the C type of `key` or `value` of an element */
void leat__put_fill_prototypes(struct leat__emitter *e, const struct leat__vertex *root); /* of what is on the way */
bool leat__put_fill(struct leat__emitter *e, const struct leat__vertex *root, const char *element);

/* Appends x to a buffer of the vertex; what outlives the turn moves into its keep. */
void leat__put_keep_element(struct leat__emitter *e, const struct leat__vertex *vertex, const char *buffer, const char *keep,
                            bool outlives);

/* Of a leat_join of two inputs that end: `NAME_meet_SIDE` for a row of the other side, to its `)`; and a call of it, to where the row is. */
void leat__put_meet_head(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side);
void leat__put_meet_all(struct leat__emitter *e, const struct leat__vertex *vertex, uint32_t side);

/*
 * `int NAME_compare(const void *a, const void *b, void *context)` of a quote that compares two elements; ties are broken
 * by the encoded bytes where leat__breaks_ties() of the node.
 */
void leat__put_compare(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat__quote *quote);

/* `ACC NAME_initial(void)`, and `void NAME_take(ACC *, value)`: what an accumulator starts with, and its step. */
void leat__put_initial_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *type,
                                const struct leat__quote *quote);
void leat__put_take_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *acc_type,
                             const char *value_type, const struct leat__quote *quote);

/* The same of another step: `void NAME_suffix(ACC *, value)`. */
void leat__put_step_function(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix, const char *acc_type,
                             const char *value_type, const struct leat__quote *quote);

/* Notes that an aggregate has changed, where somebody asks. */
void leat__put_touch(struct leat__emitter *e, const struct leat__vertex *vertex);

/* The step of an aggregate; what it allocates belongs to the operator where `views` and it outlives the turn. */
void leat__put_in_keep(struct leat__emitter *e, const struct leat__vertex *vertex, bool views, const char *keep,
                       const char *step);

/* Keys of no more than 32 bits: their hash says all, and a table has compared hashes before it asks for more. */
bool leat__is_its_hash(const struct leat_descriptor *key);

/* The expression that hashes a key, and `bool NAME_equal(entry, key)`, which compares one with an entry's. */
void leat__put_hash_of(struct leat__emitter *e, const struct leat_descriptor *key, const char *value);
void leat__put_entry_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *key,
                           const char *entry_type, const char *member);

/* Whether a table has the first bytes of its keys in its slots: they are a leat_str, or leat_bytes. */
bool leat__is_by_text(const struct leat__emitter *e, const struct leat_descriptor *key);

/* Whether a leat_get, or one by a key that comes, compares keys itself: a flat table that it reads does so, and one of texts. */
bool leat__compares_keys(const struct leat__emitter *e, const struct leat__vertex *get);

/*
 * `bool is_new; ENTRY_TYPE *entry = ...`: the entry of `value` in a table. `member` is the key's place in an entry, ".key",
 * or "" where the entry is the key. NAME_equal() compares the two; leat__put_enter_equal() makes it where the table asks for it.
 */
void leat__put_enter(struct leat__emitter *e, const char *table, const char *entry_type, const char *member,
                     const struct leat_descriptor *key, const char *value, const char *name);
void leat__put_enter_equal(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat_descriptor *key,
                           const char *entry_type, const char *member);

/* The same, called NAME_suffix. */
void leat__put_entry_equal_of(struct leat__emitter *e, const struct leat__vertex *vertex, const char *suffix,
                              const struct leat_descriptor *key, const char *entry_type, const char *member);

/* Pushes elements [at, count) of an array of the vertex: in a tick all of them, else in chunks, a chunk a turn. */
void leat__put_release_loop(struct leat__emitter *e, const struct leat__vertex *vertex, const char *at, const char *count,
                            const char *data, const char *type);

#endif
