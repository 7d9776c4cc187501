/*
 * internal.h: what the files of src/emit share. Private to them.
 */
#ifndef LEAT_EMIT_INTERNAL_H
#define LEAT_EMIT_INTERNAL_H

#include "emit/emit.h"

/* Where text goes, and for which unit. */
struct leat__emitter {
    const struct leat__plan *plan;
    uint32_t unit;
    struct leat__text *out;
    const char *file; /* name of the generated file, for #line */
    size_t counted;   /* bytes of `out` whose lines are counted in `lines` */
    uint32_t lines;
    const struct leat__plan_location *location; /* the one being emitted */
    bool embedded;
};

/* Formatted lines of text. */
void leat__put(struct leat__emitter *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A name made of a location's, of another text's, that C takes: "service/1" becomes service_1. */
const char *leat__identifier(struct leat__emitter *e, const char *text);

/* "service_1", or "service_1_u2" in the third unit: the struct of a location's state. */
const char *leat__state_struct(struct leat__emitter *e, uint32_t unit);

/* How a function of this unit reaches the state of another: "self", or "self->units->u1". */
const char *leat__state_of(struct leat__emitter *e, uint32_t unit, const char *self);

/* "static inline ", or "" where other units call it. */
const char *leat__linkage(struct leat__emitter *e, const struct leat__vertex *vertex);
bool leat__called_from_elsewhere(const struct leat__vertex *vertex);

/* True where the type holds views (a string, bytes, a vector), so that what is kept must be moved. */
bool leat__has_views(const struct leat__type *type);

/* How generated code spells a type: as the user does, unless a variable of generated code has that name. */
const char *leat__c_name(const char *type);

/* A source whose body is just range(a, b) of integers: a loop, without a stack of its own. */
bool leat__counts_integers(const struct leat__vertex *vertex);
bool leat__goes_through_array(const struct leat__vertex *vertex);

/* The C expression of a type's descriptor: "&leat_d_order", "NULL". */
const char *leat__descriptor_of(struct leat__emitter *e, const struct leat_descriptor *type);

/* quotes.c: captures, the parameters' use, #line, and the text of a quote as the user wrote it. */
void leat__put_captures(struct leat__emitter *e, const struct leat__vertex *vertex, const struct leat__quote *quote);
void leat__put_expression(struct leat__emitter *e, const struct leat__node *node, const struct leat__quote *quote,
                          const char *before, const char *after);
void leat__put_statement(struct leat__emitter *e, const struct leat__node *node, const struct leat__quote *quote);
const char *leat__self_name(const struct leat__quote *quote);

/* network.c: a send to a process: its end lies in the state, at an address that is the same for every element. */
bool leat__sends_to_one(const struct leat__vertex *vertex);

/* types.c: encode, decode, hash and equal of the types that this unit needs. */
void leat__put_types(struct leat__emitter *e);
bool leat__is_scalar(const struct leat_descriptor *type);
bool leat__is_text(const struct leat_descriptor *type);
/* A record or variant that has itself among its members, at whatever depth. */
bool leat__contains_itself(const struct leat_descriptor *type);
/* A type with an enum or a variant in it: bytes may be refused for a tag that there is not. */
bool leat__has_tags(const struct leat_descriptor *type);
/* The C type of a record, a variant, a vector, an option, or of an element of one. */
const char *leat__c_type(struct leat__emitter *e, const struct leat_descriptor *type);
/* Puts what is to be done with one part of a value, which is the lvalue `value`. */
typedef void leat__put_part(struct leat__emitter *e, const struct leat_descriptor *type, const char *value, const char *indent);
/* The same for each member of a record, `value` being a pointer to it; or, in a loop, for each element of an array. */
void leat__put_parts(struct leat__emitter *e, const struct leat_descriptor *type, leat__put_part *put, const char *value,
                     const char *indent);
/* The same for the case that a variant is in: a switch over `tag`, which is left open behind its last case. */
void leat__put_cases(struct leat__emitter *e, const struct leat_descriptor *type, leat__put_part *put, const char *value,
                     const char *tag);

/* wire.c: functions of one type, which is no scalar, text or array. */
void leat__put_size_function(struct leat__emitter *e, const struct leat_descriptor *type);
void leat__put_encode_function(struct leat__emitter *e, const struct leat_descriptor *type);
void leat__put_decode_function(struct leat__emitter *e, const struct leat_descriptor *type);
/* Bytes on the wire, where every value of the type takes the same; else 0. */
size_t leat__fixed_size(const struct leat_descriptor *type);

/* keys.c: hash and equality of one such type. */
void leat__put_key_functions(struct leat__emitter *e, const struct leat_descriptor *type);

/* gate.c: what an operator looks up of its second input: the key of its elements, or all of them; NULL: nothing. */
const struct leat_descriptor *leat__gate_key(const struct leat__vertex *vertex);

void leat__put_type_checks(struct leat__emitter *e);

/* state.c: the struct, and what starts, settles and frees it. */
void leat__put_state(struct leat__emitter *e);
void leat__put_state_functions(struct leat__emitter *e);

/* functions.c: the push function of each vertex. */
void leat__put_prototypes(struct leat__emitter *e);
void leat__put_functions(struct leat__emitter *e);
/* The call of all that reads a vertex: "map_9_3(self, x);" */
void leat__put_consumers(struct leat__emitter *e, const struct leat__vertex *vertex, const char *self, const char *value,
                         int depth);
/* Has the vertex a push function? Sources have none. */
bool leat__is_pushed_to(const struct leat__vertex *vertex);
/* The C type of what a vertex takes by its n-th input. */
const char *leat__input_type(const struct leat__vertex *vertex, uint32_t input);
/* Whether each of its two inputs has a push function of its own: NAME and NAME_second. */
bool leat__is_two_sided(const struct leat__vertex *vertex);

/* steps.c: what a turn does for a vertex, and what others read of it. */
void leat__put_step_prototypes(struct leat__emitter *e);
void leat__put_steps(struct leat__emitter *e);
/* Whether a turn calls name_step(); outside of ticks it returns whether the vertex has ended. */
bool leat__has_step(const struct leat__vertex *vertex);
bool leat__step_takes_run(const struct leat__vertex *vertex);
bool leat__step_takes_ended(const struct leat__vertex *vertex);
/* Where elements enter a location: a source, a timer, a receive. */
bool leat__is_root(const struct leat__vertex *vertex);

/* emit.c: the head of a unit, and all that it holds of a location. */
void leat__put_head(struct leat__emitter *e);
void leat__put_location(struct leat__emitter *e);

/* turn.c: the turn, and the ticks in it. Only in the first unit. */
void leat__put_turn(struct leat__emitter *e);

/* What the functions of a type are called after: encode_order, leat_put_i32. */
const char *leat__type_suffix(struct leat__emitter *e, const struct leat_descriptor *type);
/* The descriptor of the member `key` or `value` of a keyed record. */
const struct leat_descriptor *leat__member_descriptor(const struct leat_descriptor *record, const char *member);

#endif
