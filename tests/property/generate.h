/* generate.h: what operators need to propose nodes of theirs. */
#ifndef PROPERTY_GENERATE_H
#define PROPERTY_GENERATE_H

#include "model.h"

enum { LIKES = 3 };

struct maker {
    struct flow *flow;
    struct chance chance;
    int region;   /* in which nodes are made now */
    int network;  /* percent: how often elements are sent */
    int ticks;    /* and taken into ticks */
    int views;    /* and hold strings or vectors */
    enum op likes[LIKES]; /* operators of which there are more */
};

int below(struct maker *maker, int most);
bool percent(struct maker *maker, int of_hundred);

/* ---- adding; all give the index of the new node, or -1, also where an input is -1 ---- */

int add(struct maker *maker, struct node node);
int add_of(struct maker *maker, enum op op, int input);
struct node *at(struct maker *maker, int index);

/* What was there, to go back to if a recipe does not work out. */
struct mark {
    int count;
    int regions;
};
struct mark here(const struct maker *maker);
/* Always -1. Outside of all regions then. */
int back_to(struct maker *maker, struct mark mark);
int begin_region(struct maker *maker, enum region_kind kind, int place);

/* ---- choosing an input ---- */

typedef bool fits_function(const struct node *node);

/* One that fits, the unread ones rather; -1: there is none. */
int choose(struct maker *maker, fits_function *fits);
/* Another stream beside it, of the same kind and type, or made so. */
int choose_beside(struct maker *maker, int first);
bool is_hidden(const struct flow *flow, int index);
int readers_of(const struct flow *flow, int index);
bool is_in_scope(const struct maker *maker, const struct node *node);

bool is_any(const struct node *node);
bool is_stream(const struct node *node);
bool is_plain_stream(const struct node *node);
bool is_known_stream(const struct node *node);
bool is_unkeyed_known(const struct node *node);
bool is_bounded_stream(const struct node *node);
bool is_unbounded_stream(const struct node *node);
bool is_keyed(const struct node *node);
bool is_bounded_table(const struct node *node);
bool is_single(const struct node *node);
bool is_bounded_single(const struct node *node);
bool is_changing(const struct node *node);
bool is_empty(const struct node *node);

/* ---- random parts ---- */

enum val random_val(struct maker *maker);
/* What a fold may make. */
enum val random_sum(struct maker *maker);
struct type random_type(struct maker *maker);
struct make random_make(struct maker *maker);
struct test random_test(struct maker *maker);
enum step random_step(struct maker *maker, enum val from, enum val acc, bool reduces, bool commutes);

/* ---- recipes ---- */

int add_source(struct maker *maker, int place, int count);
int add_random_source(struct maker *maker);
/* To another type; by a map, or another operator that makes each element of one. */
int add_made(struct maker *maker, enum op op, int input, struct type type);
int add_map(struct maker *maker, int input, struct type type);
/* The reference knows its first `count` elements. */
int add_endless_source(struct maker *maker, int place, int64_t count);
/* Of a stream, with quotes of all kinds. */
int add_elementwise(struct maker *maker, enum op op);
int add_combined(struct maker *maker, enum op op);
/* With a random comparison. */
int add_compared(struct maker *maker, enum op op, int input);
int add_sort_of(struct maker *maker, int input);
int add_sort(struct maker *maker, enum op op);
int add_aggregate(struct maker *maker, enum op op);
/* In an exact tick an initial value may come from a tick without elements: it is filtered out. */
int add_guard(struct maker *maker, int index);
/* From a node to a place, of the same type, and in a way that a cycle may go. */
int add_sent(struct maker *maker, int input, int to);
/* By any operator, from any place to any place. */
int add_network(struct maker *maker);

#endif
