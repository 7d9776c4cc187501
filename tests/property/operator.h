/*
 * operator.h: all that the property test knows of an operator, in one place: a `struct operator` in op_FAMILY.c,
 * and a line in operators.list.
 *
 * How to add one: which inputs it takes (`propose`, or `fits` where any input that fits will do), what comes of
 * them (`derive`: kind, type, guarantees; false: no such flow is valid), its naive meaning (`apply`) and how it is
 * written (`write`). What is left out has a meaning that is said here.
 */
#ifndef PROPERTY_OPERATOR_H
#define PROPERTY_OPERATOR_H

#include "generate.h"
#include "model.h"

/* Where it may stand. The last three are regions whose timing is not known: see enum region_kind. */
enum where { OUT = 1, EXACT = 2, ANY = 4, LAST = 8, CYCLE = 16 };

/* A node on one member, in one round, and what its inputs give. */
struct reading {
    const struct flow *flow;
    const struct node *node;
    int member;
    int round;
    const struct node *from[INPUTS_MOST];
    const struct list *in[INPUTS_MOST];
};

/* Of an operator that sends: between what, to whom, and what becomes of the order. */
struct network {
    enum route { ROUTE_NONE, ROUTE_ALL, ROUTE_CHOSEN, ROUTE_ROUND, ROUTE_KEY } route;
    bool from_cluster, to_cluster;
    enum mixing { MIX_NONE, MIX_INTERLEAVED, MIX_TAGGED } mixing;
    bool bytes; /* of leat_bytes, as they are */
};

struct operator {
    unsigned where;
    /* How often the generator takes it by itself: outside, in an exact tick, in a tick that is cut anywhere. */
    int often, often_in_tick, often_anywhere;
    bool begins_in_region; /* without an input */
    bool is_entry;    /* from outside into a tick */
    bool leaves_tick; /* from a tick to outside */
    bool is_exit;    /* it only brings something to a sink: it may well be empty */
    bool is_output; /* one of those: its input is the node */
    int outputs;     /* besides the first, each a node behind it; their variables are passed to it */
    bool is_statement; /* also the first */
    bool is_sink;    /* nothing comes of it */
    bool has_test;   /* its quote has node->test in it, which may capture */
    bool keeps;      /* elements, or a value made from them, across turns */
    bool takes_endless;
    bool cancels; /* its input, when it wants no more */
    bool keeps_to_itself; /* on the way round there is what nobody else may see */
    bool goes_round; /* it may be on the way round a fixpoint */
    bool comes_later; /* what it gives is of the round before */
    bool has_hole; /* which node->completion fills */
    /* Of a fixpoint: takes an element that came round into what it holds; false: it changes nothing. */
    bool (*absorb)(const struct node *node, struct list *held, const struct value *x);

    fits_function *fits;
    /* The index of the node, or -1. By default: of any input that fits. */
    int (*propose)(struct maker *maker, enum op op);
    /* What comes of the inputs. Before it is called: a bounded input gives a bounded result without order, and the
     * node stands in a region that `where` allows. */
    bool (*derive)(struct flow *flow, struct node *node, const struct node *const *input);
    /* Adds what it gives to `out`, which is empty. By default: all of its input. */
    void (*apply)(const struct reading *reading, struct list *out);
    struct network network; /* instead of propose, derive, apply and write */
    /* Of one with outputs: the type and the elements of an output, node->form of which says which it is, from 1. */
    bool (*derive_output)(struct node *output, const struct node *node, const struct node *input);
    void (*apply_output)(const struct reading *reading, int form, struct list *out);
    /* Statements that stand before it; NULL: none. */
    char *(*before)(const struct flow *flow, int index);
    /* The expression. `in`: the variable of its first input. By default: leat_NAME(in, ...). */
    char *(*write)(const struct flow *flow, int index, const char *in);
};

#define OPERATOR(ID, name) extern const struct operator op_##name;
#include "operators.list"
#undef OPERATOR
extern const struct operator *const operators[OPS];

/* ---- for derive ---- */

/* The kind of region that a node is in; REGION_CYCLE + 1 outside. */
int region_kind(const struct flow *flow, const struct node *node);
/* Whether a tick may come with nothing in it, of which the reference does not know. */
bool has_empty_ticks(const struct flow *flow, const struct node *node);
bool tick_is_bounded(const struct flow *flow, int region);
/* Whether what is last in the tick of a node is so at all members. */
bool shows_its_latest(const struct flow *flow, const struct node *node);
/* The order of the input, if it is not lost with its keys. */
void keep_order(struct node *node, const struct node *input);
void have_order(struct node *node);
/* Type, kind and order as the input's. */
bool derive_same(struct flow *flow, struct node *node, const struct node *const *input);
/* A plain stream of node->type, element by element. */
bool derive_made(struct flow *flow, struct node *node, const struct node *const *input);
/* Whether node->make makes node->type from this. */
bool make_fits(const struct node *node, struct type from);

bool derive_sent(struct flow *flow, struct node *node, const struct node *const *input);

/* The node, and one of `output` behind it for each further output. */
int add_with_outputs(struct maker *maker, struct node node, enum op output);

/* ---- for apply ---- */

/* What comes from one sender at each receiver. */
void deliver(const struct node *node, struct type from, const struct list *in, int sender, int receivers, struct list *out);

/* Another value for each. */
void apply_map(const struct reading *reading, struct list *out);
/* All of the input, sorted as the node says; where that has no order, ties are told apart by their bytes. */
void apply_sort(const struct reading *reading, struct list *out);
void apply_output(const struct reading *reading, struct list *out);
bool derive_output(struct flow *flow, struct node *node, const struct node *const *input);

/* ---- of windows and of sessions (op_windows.c) ---- */

/* The late elements: the output of both. And the text of a map from what they give, which windows are of this state, to a node's type. */
bool derive_late(struct node *output, const struct node *node, const struct node *input);
char *window_values_text(const struct node *node, struct type state, const char *windows);
bool holds(const struct list *list, struct type type, const struct value *x);

/* Of a node with outputs. */
struct reading read_node(const struct flow *flow, const struct node *node, int member, int round);

/* ---- for write; quotes.c has what stands in quotes ---- */

const char *place_name(const struct program *program, int place);
/* ", let(...)" of node->test, or nothing. */
const char *test_captures(const struct node *node, int index);
/* Said where it is true and the order may be lost. */
const char *claim(const struct node *node, const struct node *input);
/* "q(a, b, ...)", by which a node sorts. */
char *comparison_text(const struct node *node);
/* The variable that an output is written to. */
char *output_name(const struct flow *flow, int index, int form);
const char *printed_claim(const struct node *input);
char *sent_text(const struct flow *flow, int index, const char *in);

#endif
